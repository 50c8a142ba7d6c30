//! Proposals.

use programme::Genre;
use store::{new_id, prelude::*};

use crate::Result;
use crate::model::proposal::{Needs, Proposal, ProposalState};
use crate::model::{Contact, Days};

const COLUMNS: &str = "id, edition, institution, state, title, genre, credits, summary, audience, mediation, minutes, age_from,
    artists, access, width_cm, depth_cm, height_cm, power_kw, dark, level, unusual, get_in_minutes, places_most, needs_words,
    days, days_out, weekdays, performances, cost, licence, contact, lang, reason, show_id, demo, sent_at, decided_at";

/// Keeps a proposal, new or changed. Gives its identifier.
pub(crate) async fn put(write: &mut Write, one: &Proposal) -> Result<String> {
    let id = if one.id.is_empty() { new_id() } else { one.id.clone() };
    let now = write.clock().now_ms();
    let sql = format!(
        "INSERT INTO tours_proposals ({COLUMNS}, created_at, changed_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23,
             $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $38)
         ON CONFLICT (id) DO UPDATE SET state = excluded.state, title = excluded.title, genre = excluded.genre,
             credits = excluded.credits, summary = excluded.summary, audience = excluded.audience,
             mediation = excluded.mediation, minutes = excluded.minutes, age_from = excluded.age_from,
             artists = excluded.artists, access = excluded.access, width_cm = excluded.width_cm,
             depth_cm = excluded.depth_cm, height_cm = excluded.height_cm, power_kw = excluded.power_kw,
             dark = excluded.dark, level = excluded.level, unusual = excluded.unusual,
             get_in_minutes = excluded.get_in_minutes, places_most = excluded.places_most,
             needs_words = excluded.needs_words, days = excluded.days, days_out = excluded.days_out,
             weekdays = excluded.weekdays, performances = excluded.performances, cost = excluded.cost,
             licence = excluded.licence, contact = excluded.contact, lang = excluded.lang, reason = excluded.reason,
             show_id = excluded.show_id, sent_at = excluded.sent_at, decided_at = excluded.decided_at,
             changed_at = excluded.changed_at"
    );
    let Needs { width_cm, depth_cm, height_cm, power_kw, dark, level, unusual, get_in_minutes, places_most, .. } =
        one.needs;
    let values = params![
        &id,
        &one.edition,
        &one.institution,
        one.state.code(),
        &one.title,
        one.genre.code(),
        &one.credits,
        &one.summary,
        &one.audience,
        &one.mediation,
        one.minutes,
        one.age_from,
        one.artists,
        one.access.join(" "),
        width_cm,
        depth_cm,
        height_cm,
        power_kw,
        dark,
        level,
        unusual,
        get_in_minutes,
        places_most,
        &one.needs.words,
        Days::to_text(&one.days.periods),
        Days::to_text(&one.days.out),
        one.days.weekdays_text(),
        one.performances,
        one.cost,
        &one.licence,
        &one.contact.email,
        &one.contact.lang,
        &one.reason,
        one.show.as_deref(),
        one.demo,
        one.sent_at,
        one.decided_at,
        now
    ];
    write.execute(&sql, values).await?;
    Ok(id)
}

/// The proposal with this identifier.
pub async fn by_id(query: &mut impl Query, id: &str) -> Result<Proposal> {
    let sql = format!("SELECT {COLUMNS} FROM tours_proposals WHERE id = $1");
    proposal(&query.one(&sql, params![id]).await?)
}

/// The proposals of an edition, by title.
pub async fn of_edition(query: &mut impl Query, edition: &str) -> Result<Vec<Proposal>> {
    let sql = format!("SELECT {COLUMNS} FROM tours_proposals WHERE edition = $1 ORDER BY title, id");
    query.all(&sql, params![edition]).await?.iter().map(proposal).collect()
}

/// The proposals of an edition that were kept, by title: what communes may wish for.
pub async fn accepted(query: &mut impl Query, edition: &str) -> Result<Vec<Proposal>> {
    let sql =
        format!("SELECT {COLUMNS} FROM tours_proposals WHERE edition = $1 AND state = 'accepted' ORDER BY title, id");
    query.all(&sql, params![edition]).await?.iter().map(proposal).collect()
}

/// The proposals of an institution, the latest edition first.
pub async fn of_institution(query: &mut impl Query, institution: &str) -> Result<Vec<Proposal>> {
    let sql = format!("SELECT {COLUMNS} FROM tours_proposals WHERE institution = $1 ORDER BY edition DESC, title, id");
    query.all(&sql, params![institution]).await?.iter().map(proposal).collect()
}

fn proposal(row: &Row) -> Result<Proposal> {
    Ok(Proposal {
        id: row.get(0)?,
        edition: row.get(1)?,
        institution: row.get(2)?,
        state: ProposalState::from_code(row.text(3)?)?,
        title: row.get(4)?,
        genre: Genre::from_code(row.text(5)?)?,
        credits: row.get(6)?,
        summary: row.get(7)?,
        audience: row.get(8)?,
        mediation: row.get(9)?,
        minutes: row.get(10)?,
        age_from: row.get(11)?,
        artists: row.get(12)?,
        access: row.text(13)?.split_whitespace().map(str::to_owned).collect(),
        needs: Needs {
            width_cm: row.get(14)?,
            depth_cm: row.get(15)?,
            height_cm: row.get(16)?,
            power_kw: row.get(17)?,
            dark: row.get(18)?,
            level: row.get(19)?,
            unusual: row.get(20)?,
            get_in_minutes: row.get(21)?,
            places_most: row.get(22)?,
            words: row.get(23)?,
        },
        days: Days::from_text(row.text(24)?, row.text(25)?, row.text(26)?)?,
        performances: row.get(27)?,
        cost: row.get(28)?,
        licence: row.get(29)?,
        contact: Contact { email: row.get(30)?, lang: row.get(31)? },
        reason: row.get(32)?,
        show: row.get(33)?,
        demo: row.get(34)?,
        sent_at: row.get(35)?,
        decided_at: row.get(36)?,
    })
}
