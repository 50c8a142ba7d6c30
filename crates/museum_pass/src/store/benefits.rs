//! What museums offer holders.

use jiff::civil::Date;
use store::{new_id, prelude::*};

use crate::Result;
use crate::model::benefit::{Benefit, BenefitKind, BenefitState, Way};
use crate::model::days;
use crate::model::product::Words;

const SELECT: &str = "SELECT id, institution, kind, state, title_fr, title_nl, title_en, words_fr, words_nl, words_en, from_day,
    until_day, item, way, quota, people, claims_from, claims_until, seed, seed_hash, drawn_at, demo FROM museum_pass_benefits";

/// Keeps a new benefit; its `id` is not looked at. Gives the identifier.
pub(crate) async fn keep(write: &mut Write, benefit: &Benefit) -> Result<String> {
    let (id, now) = (new_id(), write.clock().now_ms());
    let Benefit { title, words, .. } = benefit;
    write
        .execute(
            "INSERT INTO museum_pass_benefits (id, institution, kind, state, title_fr, title_nl, title_en, words_fr, words_nl,
                 words_en, from_day, until_day, item, way, quota, people, claims_from, claims_until, seed, seed_hash, demo, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)",
            params![
                &id,
                &benefit.institution,
                benefit.kind.code(),
                benefit.state.code(),
                &title.fr,
                &title.nl,
                &title.en,
                &words.fr,
                &words.nl,
                &words.en,
                benefit.from.to_string(),
                benefit.until.to_string(),
                benefit.item.as_deref(),
                benefit.way.code(),
                benefit.quota,
                benefit.people,
                benefit.claims_from,
                benefit.claims_until,
                &benefit.seed,
                &benefit.seed_hash,
                benefit.demo,
                now
            ],
        )
        .await?;
    Ok(id)
}

/// Rewrites a benefit's words, days and number of invitations.
pub(crate) async fn amend(write: &mut Write, benefit: &Benefit) -> Result<()> {
    let Benefit { title, words, .. } = benefit;
    write
        .execute(
            "UPDATE museum_pass_benefits SET kind = $2, state = $3, title_fr = $4, title_nl = $5, title_en = $6, words_fr = $7,
                 words_nl = $8, words_en = $9, from_day = $10, until_day = $11, item = $12, way = $13, quota = $14, people = $15,
                 claims_from = $16, claims_until = $17 WHERE id = $1",
            params![
                &benefit.id,
                benefit.kind.code(),
                benefit.state.code(),
                &title.fr,
                &title.nl,
                &title.en,
                &words.fr,
                &words.nl,
                &words.en,
                benefit.from.to_string(),
                benefit.until.to_string(),
                benefit.item.as_deref(),
                benefit.way.code(),
                benefit.quota,
                benefit.people,
                benefit.claims_from,
                benefit.claims_until
            ],
        )
        .await?;
    Ok(())
}

/// Notes that the draw was made.
pub(crate) async fn set_drawn(write: &mut Write, id: &str) -> Result<()> {
    let now = write.clock().now_ms();
    write.execute("UPDATE museum_pass_benefits SET drawn_at = $2 WHERE id = $1", params![id, now]).await?;
    Ok(())
}

/// The benefit with this identifier.
pub(crate) async fn by_id(query: &mut impl Query, id: &str) -> Result<Benefit> {
    benefit(&query.one(&format!("{SELECT} WHERE id = $1"), params![id]).await?)
}

/// What is shown to everyone on a day: not over, by first day.
pub(crate) async fn shown(query: &mut impl Query, today: Date) -> Result<Vec<Benefit>> {
    let sql = format!("{SELECT} WHERE state = 'published' AND until_day >= $1 ORDER BY from_day, created_at, id");
    query.all(&sql, params![today.to_string()]).await?.iter().map(benefit).collect()
}

/// Everything, the latest first: for the office.
pub(crate) async fn all(query: &mut impl Query) -> Result<Vec<Benefit>> {
    let sql = format!("{SELECT} ORDER BY until_day DESC, created_at DESC, id LIMIT 500");
    query.all(&sql, params![]).await?.iter().map(benefit).collect()
}

/// Invitations whose draw is due at an instant.
pub(crate) async fn to_draw(query: &mut impl Query, now_ms: i64) -> Result<Vec<Benefit>> {
    let sql = format!(
        "{SELECT} WHERE state = 'published' AND kind = 'invitation' AND way = 'draw' AND drawn_at IS NULL AND claims_until <= $1
         ORDER BY claims_until, id"
    );
    query.all(&sql, params![now_ms]).await?.iter().map(benefit).collect()
}

fn benefit(row: &Row) -> Result<Benefit> {
    let words =
        |at: usize| -> Result<Words> { Ok(Words { fr: row.get(at)?, nl: row.get(at + 1)?, en: row.get(at + 2)? }) };
    Ok(Benefit {
        id: row.get(0)?,
        institution: row.get(1)?,
        kind: BenefitKind::from_code(row.text(2)?)?,
        state: BenefitState::from_code(row.text(3)?)?,
        title: words(4)?,
        words: words(7)?,
        from: days::read(row.text(10)?)?,
        until: days::read(row.text(11)?)?,
        item: row.get(12)?,
        way: Way::from_code(row.text(13)?)?,
        quota: row.get::<Option<i64>>(14)?.and_then(|quota| u32::try_from(quota).ok()),
        people: u32::try_from(row.get::<i64>(15)?).unwrap_or(1),
        claims_from: row.get(16)?,
        claims_until: row.get(17)?,
        seed: row.get(18)?,
        seed_hash: row.get(19)?,
        drawn_at: row.get(20)?,
        demo: row.get(21)?,
    })
}
