//! Who is at which vendor's: kept while their session here lives, so that the vendor is told when it ends.

use store::{new_id, prelude::*};

use crate::attribute::{Attributes, Facts};
use crate::consent::{self, made_pseudonym};
use crate::knock::entry_id;
use crate::reader::{Reader, made_up};
use crate::vendor::{self, Face};
use crate::{Result, Web};

/// How long a trial's login lives, in milliseconds: the time of an exchange.
const TRIAL_MS: i64 = 5 * 60_000;

/// A login kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Login {
    /// Identifier: not to be shown to anyone.
    pub(crate) id: String,
    /// The vendor.
    pub(crate) vendor: String,
    /// The protocol it was made by.
    pub(crate) face: Face,
    /// Whose; none for a trial, and for whoever was erased since.
    pub(crate) account: Option<String>,
    /// The session here.
    pub(crate) session: String,
    /// What the vendor calls them.
    pub(crate) pseudonym: String,
    /// The seat taken at the door.
    pub(crate) seat: Option<String>,
    /// Whether nobody is behind it.
    pub(crate) trial: bool,
    /// When it was made, in milliseconds since 1970 UTC.
    pub(crate) at_ms: i64,
    /// When the session ends at the latest, in milliseconds since 1970 UTC.
    pub(crate) expires_at_ms: i64,
    /// When it ended, in milliseconds since 1970 UTC.
    pub(crate) ended_at_ms: Option<i64>,
}

/// A login that holds, with what the vendor may be told now.
#[derive(Debug, Clone)]
pub(crate) struct Told {
    /// The login.
    pub(crate) login: Login,
    /// What is known, given and agreed: all three.
    pub(crate) attributes: Facts,
}

/// A login to keep.
pub(crate) struct NewLogin<'a> {
    pub(crate) entry: &'a str,
    pub(crate) vendor: &'a str,
    pub(crate) face: Face,
    pub(crate) account: Option<&'a str>,
    pub(crate) session: &'a str,
    pub(crate) pseudonym: &'a str,
    pub(crate) seat: Option<&'a str>,
    pub(crate) trial: bool,
    pub(crate) expires_at_ms: i64,
}

/// The name under which an entry counts now: told again it is the same, unless its login has ended meanwhile (an agreement
/// taken back, a reader signed out of the vendor's). Then whoever comes back is at a new entry, not at one that is over.
pub(crate) async fn entry_now(query: &mut impl Query, entry: &str) -> Result<String> {
    let sql = "SELECT ended_at FROM sign_on_logins WHERE entry = $1 AND ended_at IS NOT NULL";
    let mut entry = entry.to_owned();
    while let Some(row) = query.optional(sql, params![&entry]).await? {
        let ended: i64 = row.get(0)?;
        entry = entry_id(&[&entry, &ended.to_string()]);
    }
    Ok(entry)
}

/// Keeps a login; the same entry told twice is one. Gives the identifier.
pub(crate) async fn keep(write: &mut Write, new: &NewLogin<'_>) -> Result<String> {
    let now = write.clock().now_ms();
    write
        .execute(
            "INSERT INTO sign_on_logins (id, entry, vendor, face, account, session, pseudonym, seat, trial, at,
                 expires_at, ended_at, tries, next_try_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, NULL, 0, NULL)
             ON CONFLICT (entry) DO NOTHING",
            params![
                new_id(),
                new.entry,
                new.vendor,
                new.face.code(),
                new.account,
                new.session,
                new.pseudonym,
                new.seat,
                new.trial,
                now,
                new.expires_at_ms
            ],
        )
        .await?;
    Ok(write.one("SELECT id FROM sign_on_logins WHERE entry = $1", params![new.entry]).await?.get(0)?)
}

/// A login nobody is behind, for “Test this vendor”: no door is asked, nothing is counted, nobody is told of its end.
pub(crate) async fn keep_trial(write: &mut Write, vendor: &str, face: Face) -> Result<String> {
    let expires_at_ms = write.clock().now_ms() + TRIAL_MS;
    let new = NewLogin {
        entry: &new_id(),
        vendor,
        face,
        account: None,
        session: "",
        pseudonym: &made_pseudonym(),
        seat: None,
        trial: true,
        expires_at_ms,
    };
    keep(write, &new).await
}

const SELECT: &str = "SELECT id, vendor, face, account, session, pseudonym, seat, trial, at, expires_at, ended_at
    FROM sign_on_logins";

/// A login, whatever became of it.
pub(crate) async fn by_id(query: &mut impl Query, id: &str) -> Result<Login> {
    from_row(&query.one(&format!("{SELECT} WHERE id = $1"), params![id]).await?)
}

/// What a vendor may be told now of a login: nothing once the session has ended, the agreement was taken back or the
/// vendor was closed. Attributes are read now, not kept.
pub(crate) async fn told(web: &Web, id: &str) -> Result<Option<Told>> {
    let mut read = web.db.read().await?;
    let row = read.optional(&format!("{SELECT} WHERE id = $1"), params![id]).await?;
    let Some(login) = row.as_ref().map(from_row).transpose()? else { return Ok(None) };
    let now = web.now().as_millisecond();
    if login.ended_at_ms.is_some() || login.expires_at_ms <= now {
        return Ok(None);
    }
    let vendor = vendor::by_id(&mut read, &login.vendor).await?;
    if login.trial {
        let attributes = told_of(&made_up(), &vendor.attributes, &vendor.attributes);
        return Ok(Some(Told { login, attributes }));
    }
    let Some(account) = login.account.clone() else { return Ok(None) };
    let agreed = consent::of(&mut read, &account, &vendor.id).await?;
    drop(read);
    let Some(agreed) = agreed.filter(|_| vendor.state == vendor::VendorState::Open) else { return Ok(None) };
    if !web.people.ended(std::slice::from_ref(&login.session)).await?.is_empty() {
        return Ok(None);
    }
    let reader = Reader::of(web, &account).await?;
    let attributes = told_of(&reader.facts, &vendor.attributes, &agreed.attributes);
    Ok(Some(Told { login, attributes }))
}

/// What is told: what is known, what the vendor is given, what was agreed.
pub(crate) fn told_of(facts: &Facts, given: &Attributes, agreed: &Attributes) -> Facts {
    facts
        .iter()
        .filter(|(attribute, _)| given.contains(attribute) && agreed.contains(attribute))
        .map(|(attribute, fact)| (*attribute, fact.clone()))
        .collect()
}

/// Ends every login of a session now, as when its owner signs out: the keeper tells the vendors and gives the seats back.
pub(crate) async fn end_of_session(write: &mut Write, session: &str) -> Result<()> {
    let now = write.clock().now_ms();
    let sql = "UPDATE sign_on_logins SET ended_at = $1, next_try_at = $1
               WHERE session = $2 AND ended_at IS NULL AND trial = $3";
    write.execute(sql, params![now, session, false]).await?;
    Ok(())
}

/// Ends the logins of an account, at one vendor's or at all.
pub(crate) async fn end_of_account(write: &mut Write, account: &str, vendor: Option<&str>) -> Result<()> {
    let now = write.clock().now_ms();
    let sql = "UPDATE sign_on_logins SET ended_at = $1, next_try_at = $1
               WHERE account = $2 AND ended_at IS NULL AND ($3 = '' OR vendor = $3)";
    write.execute(sql, params![now, account, vendor.unwrap_or_default()]).await?;
    Ok(())
}

/// Ends one login, as when the vendor says that its reader has left.
pub(crate) async fn end(write: &mut Write, id: &str) -> Result<()> {
    let now = write.clock().now_ms();
    let sql = "UPDATE sign_on_logins SET ended_at = $1, next_try_at = $1 WHERE id = $2 AND ended_at IS NULL";
    write.execute(sql, params![now, id]).await?;
    Ok(())
}

/// The logins of a session that hold.
pub(crate) async fn of_session(query: &mut impl Query, session: &str) -> Result<Vec<Login>> {
    let sql = format!("{SELECT} WHERE session = $1 AND ended_at IS NULL AND trial = $2 ORDER BY at, id");
    query.all(&sql, params![session, false]).await?.iter().map(from_row).collect()
}

pub(crate) fn from_row(row: &Row) -> Result<Login> {
    Ok(Login {
        id: row.get(0)?,
        vendor: row.get(1)?,
        face: Face::from_code(row.text(2)?)?,
        account: row.get(3)?,
        session: row.get(4)?,
        pseudonym: row.get(5)?,
        seat: row.get(6)?,
        trial: row.get(7)?,
        at_ms: row.get(8)?,
        expires_at_ms: row.get(9)?,
        ended_at_ms: row.get(10)?,
    })
}
