//! Service tickets (CAS Protocol 3.0.3, §3.1): random, good once, for one service, for some seconds.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};
use store::{Db, prelude::*};

use crate::Result;

/// What a ticket begins with.
pub(crate) const PREFIX: &str = "ST-";
/// Random characters after it: 29 of 32 kinds are 145 bits, and with the prefix the 32 characters every vendor must
/// accept (§3.1.1).
const RANDOM: usize = 29;
/// The longest text looked at as a ticket.
const LONGEST: usize = 256;
/// Without what is read or typed wrong: tickets are told over the telephone when a vendor's support looks for one.
const LETTERS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/// A ticket to issue.
pub(crate) struct NewTicket<'a> {
    /// The login it is for.
    pub(crate) login: &'a str,
    /// The address it is sent to.
    pub(crate) service: &'a str,
    /// Whether its owner typed a secret for it just now.
    pub(crate) fresh: bool,
    /// How long it may wait.
    pub(crate) seconds: u32,
}

/// What came of a ticket shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Spent {
    /// It was good, and is spent.
    Good {
        /// The login it was for.
        login: String,
        /// Whether its owner typed a secret for it.
        fresh: bool,
    },
    /// It was never issued, or was shown before, or is forgotten.
    Unknown,
    /// It was shown too late; it is spent.
    Late,
    /// It was another service's; it is spent.
    OtherService,
    /// A secret typed just then was asked for, and it came from a session that was open; it is spent.
    NotFresh,
}

fn made() -> String {
    rand::random::<[u8; RANDOM]>().iter().fold(PREFIX.to_owned(), |mut text, byte| {
        text.push(char::from(LETTERS[usize::from(byte & 31)]));
        text
    })
}

fn hash(ticket: &str) -> String {
    Sha256::digest(ticket.as_bytes()).iter().fold(String::with_capacity(64), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Issues a ticket. Those nobody came for are forgotten by the way.
pub(crate) async fn issue(write: &mut Write, new: &NewTicket<'_>) -> Result<String> {
    let (now, ticket) = (write.clock().now_ms(), made());
    write
        .execute("DELETE FROM sign_on_cas_tickets WHERE spent_at IS NULL AND expires_at < $1", params![now - 600_000])
        .await?;
    write
        .execute(
            "INSERT INTO sign_on_cas_tickets (hash, login, service, fresh, issued_at, expires_at, spent_at, text)
             VALUES ($1, $2, $3, $4, $5, $6, NULL, NULL)",
            params![hash(&ticket), new.login, new.service, new.fresh, now, now + i64::from(new.seconds) * 1_000],
        )
        .await?;
    Ok(ticket)
}

/// Spends a ticket, whoever shows it and however: the protocol wants one that failed to be good no more (§2.5.1). One
/// statement decides, so that of two askers one is told no; when this returns, a `kill -9` does not bring it back.
pub(crate) async fn spend(db: &Db, ticket: &str, service: &str, fresh: bool) -> Result<Spent> {
    if ticket.len() > LONGEST {
        return Ok(Spent::Unknown);
    }
    let mut write = db.write().await?;
    let now = write.clock().now_ms();
    let row = write
        .optional(
            "UPDATE sign_on_cas_tickets SET spent_at = $1, text = $2 WHERE hash = $3 AND spent_at IS NULL
             RETURNING login, service, fresh, expires_at",
            params![now, ticket, hash(ticket)],
        )
        .await?;
    let Some(row) = row else { return Ok(Spent::Unknown) };
    write.commit().await?;
    let was_fresh: bool = row.get(2)?;
    Ok(if row.get::<i64>(3)? <= now {
        Spent::Late
    } else if row.text(1)? != service {
        Spent::OtherService
    } else if fresh && !was_fresh {
        Spent::NotFresh
    } else {
        Spent::Good { login: row.get(0)?, fresh: was_fresh }
    })
}

/// The tickets a vendor spent for a login, with the service of each: what it knows the reader's session by.
pub(crate) async fn spent_for(query: &mut impl Query, login: &str) -> Result<Vec<(String, String)>> {
    let sql = "SELECT text, service FROM sign_on_cas_tickets
               WHERE login = $1 AND spent_at IS NOT NULL AND text IS NOT NULL ORDER BY issued_at, hash";
    let rows = query.all(sql, params![login]).await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ticket_is_long_enough_and_short_enough() {
        let (one, other) = (made(), made());
        assert_ne!(one, other);
        assert_eq!(one.len(), 32);
        assert!(one.starts_with(PREFIX) && one.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'));
    }
}
