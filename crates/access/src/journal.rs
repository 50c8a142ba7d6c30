//! The journal of online doors: what happened, for as long as it must be known, then only how many.
//!
//! It is a table of its own beside [`uses`](crate::uses) (gates and desks): a use of a resource has a session, an
//! audience and a kind of action that an entrance has not, and COUNTER asks for them.
//!
//! Nobody is named in it. `who` is a pseudonym made with a secret of the month, `session` one of the hour made with the
//! same secret; library, commune and age band are those of the day. Once the secret is destroyed nobody, the operator
//! included, can tell whose line it was; once the month is folded there is no line. Robots are never written.

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use sha2::{Digest, Sha256};
use store::{new_id, prelude::*};

use crate::enter::Entry;
use crate::licences::Audience;
use crate::policy::Rules;
use crate::weigh::Visitor;
use crate::{Result, Verdict};

/// A resource's page was opened: an investigation, in COUNTER's words.
#[derive(Debug, Clone, Copy)]
pub struct Look<'a> {
    /// The door.
    pub door: &'a str,
    /// Who; none for a visitor who is not signed in.
    pub visitor: Option<Visitor<'a>>,
    /// The browser's session, whatever names it.
    pub session: &'a str,
    /// When.
    pub at: Timestamp,
    /// Whether the visitor is a robot: nothing is written then. See [`is_robot`].
    pub robot: bool,
}

/// Writes that a resource's page was opened, unless by a robot.
pub async fn look(write: &mut Write, look: &Look<'_>, zone: &TimeZone) -> Result<()> {
    if look.robot {
        return Ok(());
    }
    let rules = Rules::load(write, look.door).await?;
    let names = names(write, look.visitor.as_ref(), look.session, look.at, zone, &mut Secrets::default()).await?;
    let id = new_id();
    let line = Line {
        id: &id,
        at: look.at,
        door: look.door,
        action: "look",
        reason: String::new(),
        names: &names,
        free: is_free(&rules, look.at),
    };
    append(write, &line).await
}

/// Whether a browser says of itself that it is a robot or a program: the words that COUNTER's list of robots looks
/// for (github.com/atmire/COUNTER-Robots) in its shortest form. No name at all is a program too.
pub fn is_robot(user_agent: Option<&str>) -> bool {
    const WORDS: [&str; 27] = [
        "bot",
        "crawl",
        "spider",
        "slurp",
        "archiver",
        "fetch",
        "scrap",
        "monitor",
        "checker",
        "validator",
        "feed",
        "index",
        "harvest",
        "preview",
        "curl",
        "wget",
        "python",
        "java/",
        "libwww",
        "okhttp",
        "go-http",
        "httpclient",
        "headless",
        "phantom",
        "lighthouse",
        "http-client",
        "axios",
    ];
    match user_agent.map(str::trim).filter(|agent| !agent.is_empty()) {
        None => true,
        Some(agent) => {
            // A maker of telephones is no robot: COUNTER's list excepts it too.
            let agent = agent.to_lowercase().replace("cubot", "");
            WORDS.iter().any(|word| agent.contains(word))
        }
    }
}

/// Whether a door needs no card at an instant.
pub(crate) fn is_free(rules: &Rules, at: Timestamp) -> bool {
    rules.licences.iter().any(|licence| licence.audience == Audience::Everyone && licence.is_current(at))
}

/// Bands of age, by their youngest year. Narrow enough to be of use, wide enough not to point at someone.
const BANDS: [(u8, &str); 6] = [(65, "65+"), (40, "40-64"), (26, "26-39"), (18, "18-25"), (12, "12-17"), (0, "0-11")];

/// The names of the bands of age, youngest first.
pub const AGE_BANDS: [&str; 6] = ["0-11", "12-17", "18-25", "26-39", "40-64", "65+"];

/// The band of an age; empty when it is not known.
pub fn age_band(age_years: Option<u8>) -> &'static str {
    age_years.and_then(|age| BANDS.iter().find(|(from, _)| age >= *from)).map_or("", |(_, name)| name)
}

/// The month's secret, kept for the entries of one batch.
#[derive(Debug, Default)]
pub(crate) struct Secrets {
    month: Option<(String, String)>,
}

/// What a line says of a visitor.
#[derive(Debug)]
pub(crate) struct Names {
    who: String,
    pub(crate) session: String,
    library: String,
    commune: String,
    age_band: &'static str,
}

/// The pseudonyms of a visitor. A person without an account is told by the session, with a mark before.
pub(crate) async fn names(
    write: &mut Write,
    visitor: Option<&Visitor<'_>>,
    session: &str,
    at: Timestamp,
    zone: &TimeZone,
    secrets: &mut Secrets,
) -> Result<Names> {
    let local = at.to_zoned(zone.clone());
    let month = local.strftime("%Y-%m").to_string();
    if secrets.month.as_ref().is_none_or(|(of, _)| *of != month) {
        let secret = secret(write, &month).await?;
        secrets.month = Some((month, secret));
    }
    let secret = secrets.month.as_ref().map_or("", |(_, secret)| secret.as_str());
    Ok(Names {
        who: match visitor {
            Some(visitor) => pseudonym(secret, "", visitor.account),
            None => format!("~{}", pseudonym(secret, "visitor", session)),
        },
        session: format!("~{}", pseudonym(secret, &hour(&local), session)),
        library: visitor.and_then(|visitor| visitor.library).unwrap_or_default().to_owned(),
        commune: visitor.and_then(|visitor| visitor.commune).unwrap_or_default().to_owned(),
        age_band: age_band(visitor.and_then(|visitor| visitor.age_years)),
    })
}

/// COUNTER 5.1 §7.3: a session is a cookie with its date and hour of the day.
fn hour(local: &Zoned) -> String {
    local.strftime("session %Y-%m-%dT%H").to_string()
}

async fn secret(write: &mut Write, month: &str) -> Result<String> {
    let sql = "SELECT secret FROM access_pseudonym_keys WHERE month = $1";
    if let Some(row) = write.optional(sql, params![month]).await? {
        return Ok(row.get(0)?);
    }
    let row = write
        .one(
            "INSERT INTO access_pseudonym_keys (month, secret) VALUES ($1, $2)
             ON CONFLICT (month) DO UPDATE SET secret = access_pseudonym_keys.secret RETURNING secret",
            params![month, crate::uses::hex(&rand::random::<[u8; 32]>())],
        )
        .await?;
    Ok(row.get(0)?)
}

/// As in [`uses`](crate::uses) for an account, so that one secret destroyed blinds both.
pub(crate) fn pseudonym(secret: &str, purpose: &str, of: &str) -> String {
    let mut sha = Sha256::new();
    // The secret has a fixed length, and a purpose ends where its separator stands.
    sha.update(secret.as_bytes());
    if !purpose.is_empty() {
        sha.update(purpose.as_bytes());
        sha.update(b"\0");
    }
    sha.update(of.as_bytes());
    crate::uses::hex(&sha.finalize()[..16])
}

/// A line to be written.
pub(crate) struct Line<'a> {
    id: &'a str,
    at: Timestamp,
    door: &'a str,
    action: &'static str,
    reason: String,
    names: &'a Names,
    free: bool,
}

impl<'a> Line<'a> {
    pub(crate) fn of_entry(id: &'a str, entry: &Entry<'a>, names: &'a Names, verdict: &Verdict, free: bool) -> Self {
        let (action, reason) = match verdict {
            Verdict::Admitted { .. } => ("enter", String::new()),
            Verdict::Refused { reason } => ("refused", reason.code().to_owned()),
            Verdict::CannotKnow { reason } => ("refused", format!("unknown_{}", reason.code())),
        };
        Self { id, at: entry.at, door: entry.door, action, reason, names, free }
    }
}

pub(crate) async fn append(write: &mut Write, line: &Line<'_>) -> Result<()> {
    let names = line.names;
    write
        .execute(
            "INSERT INTO access_journal (id, at, door, action, reason, who, session, library, commune, age_band, free)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            params![
                line.id,
                line.at.as_millisecond(),
                line.door,
                line.action,
                &line.reason,
                &names.who,
                &names.session,
                &names.library,
                &names.commune,
                names.age_band,
                line.free
            ],
        )
        .await?;
    Ok(())
}

/// What came of an entry told before.
pub(crate) async fn told(write: &mut Write, id: &str) -> Result<Option<String>> {
    let row = write.optional("SELECT action FROM access_journal WHERE id = $1", params![id]).await?;
    Ok(row.map(|row| row.get(0)).transpose()?)
}

/// Cuts what still ties lines to an account: under each secret that still exists its pseudonym becomes another one,
/// of nobody. Every count stays as it was.
pub(crate) async fn forget(write: &mut Write, account: &str) -> Result<()> {
    for row in write.all("SELECT secret FROM access_pseudonym_keys", params![]).await? {
        let who = pseudonym(row.text(0)?, "", account);
        let nobody = crate::uses::hex(&rand::random::<[u8; 16]>());
        write.execute("UPDATE access_journal SET who = $1 WHERE who = $2", params![&nobody, &who]).await?;
        write.execute("UPDATE access_uses SET who = $1 WHERE who = $2", params![&nobody, &who]).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn robots_are_known_by_what_they_say_they_are() {
        for robot in ["Googlebot/2.1 (+http://www.google.com/bot.html)", "curl/8.5", "python-requests/2.31", "  "] {
            assert!(is_robot(Some(robot)), "{robot}");
        }
        assert!(is_robot(None));
        for person in [
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Mozilla/5.0 (Linux; Android 12; CUBOT P60) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36",
        ] {
            assert!(!is_robot(Some(person)), "{person}");
        }
    }

    #[test]
    fn bands_have_their_bounds() {
        let bands: Vec<_> = [0, 11, 12, 17, 18, 25, 26, 39, 40, 64, 65, 120].map(|age| age_band(Some(age))).to_vec();
        assert_eq!(bands, AGE_BANDS.iter().flat_map(|band| [*band; 2]).collect::<Vec<_>>());
        assert_eq!(age_band(None), "");
    }

    #[test]
    fn a_pseudonym_says_nothing_of_its_purpose_or_month() {
        let of = |secret: &str, purpose: &str| pseudonym(secret, purpose, "jeanne");
        assert_ne!(of("november", ""), of("december", ""));
        assert_ne!(of("november", ""), of("november", "visitor"));
        assert_eq!(of("november", ""), of("november", ""));
    }
}
