//! The accounts linked to a card, and what their libraries last said.

use programme::sealing::Sealer;
use store::{new_id, prelude::*};

use crate::{Error, Failure, PatronAccount, PatronKey, Result, Secret};

/// How many accounts a card may be linked to.
pub const MOST: usize = 12;

/// An account at a library, linked to a card.
#[derive(Debug, Clone)]
pub struct Link {
    /// Its identifier.
    pub id: String,
    /// Whose card: an account of the network.
    pub account: String,
    /// Who linked it: the card's own account, or its guardian's. A guardian sees what they linked, not what the child did.
    pub linked_by: String,
    /// The library: an institution's identifier.
    pub institution: String,
    /// How that library knows the reader.
    pub patron: PatronKey,
    /// Since when, in milliseconds since 1970 UTC.
    pub linked_at_ms: i64,
    /// Until when what the library said is kept, unless somebody looks again; in milliseconds since 1970 UTC.
    pub keep_until_ms: i64,
    /// How often something was done there (a renewal, a hold), begun and ended.
    pub deeds: i64,
    /// What the library last said.
    pub known: Option<Known>,
    /// How the last question failed, when it did: when, in milliseconds since 1970 UTC, and [`Failure::code`].
    pub failed: Option<(i64, String)>,
}

/// What a library last said of one of its readers.
#[derive(Debug, Clone)]
pub struct Known {
    /// When it was asked, in milliseconds since 1970 UTC.
    pub asked_at_ms: i64,
    /// What [`Link::deeds`] was then.
    pub asked_deeds: i64,
    /// What it said.
    pub account: PatronAccount,
}

impl Link {
    /// Whether the library no longer takes the number and code it was linked with: it is not asked again, as further
    /// attempts could block the reader's account there.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        let refused = Failure::BadCredentials.code();
        self.failed.as_ref().is_some_and(|(_, failure)| failure == refused)
    }

    /// Whether what is known was asked after the last deed.
    #[must_use]
    pub fn is_up_to_date(&self) -> bool {
        self.known.as_ref().is_some_and(|known| known.asked_deeds == self.deeds)
    }
}

const SELECT: &str =
    "SELECT id, account, institution, barcode, patron, pin, linked_at, keep_until, deeds, state, asked_at,
    failed_at, failure, linked_by, asked_deeds
    FROM library_systems_links";

/// The lock of whoever links something to a card, or erases its holder.
pub(crate) fn lock(account: &str) -> String {
    format!("library_systems.links.{account}")
}

fn pin_purpose(link: &str) -> String {
    format!("pin:{link}")
}

fn state_purpose(link: &str) -> String {
    format!("state:{link}")
}

/// What does not open any more (a key lost) is as if it had never been said: the library is asked again.
fn opened(sealer: Option<&Sealer>, purpose: &str, sealed: Option<String>) -> Option<Secret> {
    Secret::opened(sealer?, purpose, &sealed?)
        .map_err(|error| tracing::warn!(%error, "a reader's account kept here does not open"))
        .ok()
}

fn read(row: &Row, sealer: Option<&Sealer>) -> Result<Link> {
    let id: String = row.get(0)?;
    let pin = opened(sealer, &pin_purpose(&id), row.get(5)?);
    let state = opened(sealer, &state_purpose(&id), row.get(9)?);
    let known = match (state, row.get::<Option<i64>>(10)?) {
        (Some(state), Some(asked_at_ms)) => {
            let asked_deeds = row.get::<Option<i64>>(14)?.unwrap_or_default();
            serde_json::from_str(state.reveal()).ok().map(|account| Known { asked_at_ms, asked_deeds, account })
        }
        _ => None,
    };
    let failed = match (row.get::<Option<i64>>(11)?, row.get::<Option<String>>(12)?) {
        (Some(at), Some(failure)) => Some((at, failure)),
        _ => None,
    };
    Ok(Link {
        account: row.get(1)?,
        linked_by: row.get(13)?,
        institution: row.get(2)?,
        patron: PatronKey { barcode: row.get(3)?, id: row.get(4)?, pin },
        linked_at_ms: row.get(6)?,
        keep_until_ms: row.get(7)?,
        deeds: row.get(8)?,
        known,
        failed,
        id,
    })
}

/// The accounts linked to a card, oldest first.
pub async fn of_account(query: &mut impl Query, account: &str) -> Result<Vec<Link>> {
    let sealer = Sealer::known(query).await?;
    let rows = query.all(&format!("{SELECT} WHERE account = $1 ORDER BY linked_at, id"), params![account]).await?;
    rows.iter().map(|row| read(row, sealer.as_ref())).collect()
}

/// The accounts linked to some cards that a person sees: their own card's, and those they linked for the others.
pub async fn seen_by(query: &mut impl Query, viewer: &str, accounts: &[String]) -> Result<Vec<Link>> {
    let mut seen = Vec::new();
    for account in accounts {
        let links = of_account(query, account).await?;
        seen.extend(links.into_iter().filter(|link| account == viewer || link.linked_by == viewer));
    }
    Ok(seen)
}

/// One of them.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn by_id(query: &mut impl Query, id: &str) -> Result<Link> {
    let sealer = Sealer::known(query).await?;
    read(&query.one(&format!("{SELECT} WHERE id = $1"), params![id]).await?, sealer.as_ref())
}

/// Links an account, whose number and code were found good, or renews what is known of one linked before. Gives its
/// identifier.
///
/// # Errors
/// [`Error::TooMany`] when the card has [`MOST`] links already.
pub(crate) async fn keep(
    write: &mut Write,
    by: &str,
    account: &str,
    institution: &str,
    patron: &PatronKey,
    at_ms: i64,
) -> Result<String> {
    write.exclusive(&lock(account)).await?;
    let sql = "SELECT id FROM library_systems_links WHERE account = $1 AND institution = $2 AND barcode = $3";
    let known = write.optional(sql, params![account, institution, &patron.barcode]).await?;
    let known: Option<String> = known.map(|row| row.get(0)).transpose()?;
    let id = known.clone().unwrap_or_else(new_id);
    let pin = match &patron.pin {
        Some(pin) => Some(pin.sealed(&Sealer::prepare(write).await?, &pin_purpose(&id))),
        None => None,
    };
    if known.is_some() {
        // A guardian who knows the number and code sees the account too; the child always does.
        let sql = "UPDATE library_systems_links SET patron = $2, pin = $3, failed_at = NULL, failure = NULL,
                       deeds = deeds + 1, linked_by = CASE WHEN account = $4 THEN linked_by ELSE $4 END WHERE id = $1";
        write.execute(sql, params![&id, &patron.id, pin, by]).await?;
        return Ok(id);
    }
    let row = write.one("SELECT count(*) FROM library_systems_links WHERE account = $1", params![account]).await?;
    if row.get::<i64>(0)? >= MOST as i64 {
        return Err(Error::TooMany);
    }
    write
        .execute(
            "INSERT INTO library_systems_links (id, account, institution, barcode, patron, pin, linked_at, keep_until,
                 linked_by, deeds)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8, 0)",
            params![&id, account, institution, &patron.barcode, &patron.id, pin, at_ms, by],
        )
        .await?;
    Ok(id)
}

/// Erases a link and all that came of it.
///
/// # Errors
/// [`Error::NotFound`] when the account has no such link.
pub(crate) async fn remove(write: &mut Write, account: &str, id: &str) -> Result<()> {
    let sql = "DELETE FROM library_systems_links WHERE id = $1 AND account = $2";
    if write.execute(sql, params![id, account]).await? == 0 {
        return Err(Error::NotFound);
    }
    write.execute("DELETE FROM library_systems_deeds WHERE link = $1", params![id]).await?;
    write.execute("DELETE FROM library_systems_reminded WHERE link = $1", params![id]).await?;
    Ok(())
}

/// A question about a reader, as it was when it was asked.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Question<'a> {
    /// The link.
    pub(crate) link: &'a str,
    /// When it was asked, in milliseconds since 1970 UTC.
    pub(crate) at_ms: i64,
    /// [`Link::deeds`] then.
    pub(crate) deeds: i64,
}

/// Keeps what a library said, unless something asked later is kept already or the link is gone. What failed before is over,
/// unless something was done meanwhile: the code it was asked with may be forgotten since, and must still be asked for again.
pub(crate) async fn said(write: &mut Write, asked: &Question<'_>, account: &PatronAccount) -> Result<()> {
    let state = Secret::new(serde_json::to_string(account)?);
    let state = state.sealed(&Sealer::prepare(write).await?, &state_purpose(asked.link));
    write
        .execute(
            "UPDATE library_systems_links SET state = $2, asked_at = $3, asked_deeds = $4,
                 failed_at = CASE WHEN deeds = $4 THEN NULL ELSE failed_at END,
                 failure = CASE WHEN deeds = $4 THEN NULL ELSE failure END
             WHERE id = $1 AND (asked_at IS NULL OR (asked_at <= $3 AND asked_deeds <= $4))
                 AND (failed_at IS NULL OR failed_at <= $3)",
            params![asked.link, &state, asked.at_ms, asked.deeds],
        )
        .await?;
    Ok(())
}

/// Notes that a question failed, unless a later one did not, or something was done or a new code given meanwhile. A code
/// refused is kept no longer.
pub(crate) async fn failed(write: &mut Write, asked: &Question<'_>, failure: &Failure) -> Result<()> {
    let refused = matches!(failure, Failure::BadCredentials);
    write
        .execute(
            "UPDATE library_systems_links SET failed_at = $2, failure = $3, pin = CASE WHEN $5 THEN NULL ELSE pin END
             WHERE id = $1 AND deeds = $4 AND (asked_at IS NULL OR asked_at <= $2)
                 AND (failed_at IS NULL OR failed_at <= $2)",
            params![asked.link, asked.at_ms, failure.code(), asked.deeds, refused],
        )
        .await?;
    Ok(())
}

/// Forgets the codes kept for a library. `asked_again`: it is not asked about these readers any more until they give their
/// codes anew; otherwise it is asked without.
pub(crate) async fn forget_pins(write: &mut Write, institution: &str, asked_again: bool) -> Result<()> {
    let now = write.clock().now_ms();
    write
        .execute(
            "UPDATE library_systems_links SET pin = NULL, deeds = deeds + 1,
                 failed_at = CASE WHEN $2 THEN $3 ELSE failed_at END, failure = CASE WHEN $2 THEN $4 ELSE failure END
             WHERE institution = $1 AND pin IS NOT NULL",
            params![institution, asked_again, now, Failure::BadCredentials.code()],
        )
        .await?;
    Ok(())
}

/// Counts that something begins or ends at the library: what is known is out of date.
pub(crate) async fn acted(write: &mut Write, id: &str) -> Result<()> {
    write.execute("UPDATE library_systems_links SET deeds = deeds + 1 WHERE id = $1", params![id]).await?;
    Ok(())
}

/// Keeps what is known of a link at least until an instant, in milliseconds since 1970 UTC.
pub(crate) async fn keep_until(write: &mut Write, id: &str, until_ms: i64) -> Result<()> {
    let sql = "UPDATE library_systems_links SET keep_until = $2 WHERE id = $1 AND keep_until < $2";
    write.execute(sql, params![id, until_ms]).await?;
    Ok(())
}

/// Forgets what libraries said and nobody looks at any more. Gives how many.
pub(crate) async fn forget_states(write: &mut Write) -> Result<u64> {
    let now = write.clock().now_ms();
    let sql =
        "UPDATE library_systems_links SET state = NULL, asked_at = NULL WHERE state IS NOT NULL AND keep_until < $1";
    Ok(write.execute(sql, params![now]).await?)
}
