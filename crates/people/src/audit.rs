//! The audit log: who changed what, in a chain of hashes.
//!
//! Every entry's hash covers its content and the hash of the entry before. To change or remove an entry one must
//! rewrite all that follow, and then the [`Head`] no longer is the one noted elsewhere (a backup, a printed report):
//! keep one, and [`verify`] finds a log cut at its end too.
//!
//! Entries name accounts and things by identifier and hold no personal data: the log outlives the people in it.

use store::prelude::*;

use crate::secret::hash;
use crate::{Actor, Result};

/// What stands before the first entry.
const GENESIS: &str = "0";

/// An entry of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its place, from 1.
    pub seq: i64,
    /// When, RFC 3339 UTC.
    pub at: String,
    /// `account:…` or `system:…`.
    pub actor: String,
    /// What was done, such as `staff.role_granted`.
    pub action: String,
    /// To what, such as `account:…` or `institution:…`.
    pub subject: String,
    /// More about it, as JSON.
    pub details: String,
    /// The hash of the entry before.
    pub prev_hash: String,
    /// SHA-256 over all of the above.
    pub hash: String,
}

/// The end of the log: enough to prove later that nothing before it changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The last entry's place; 0 for an empty log.
    pub seq: i64,
    /// The last entry's hash.
    pub hash: String,
}

/// What [`verify`] found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// The chain holds to its end.
    Whole(Head),
    /// It does not: from this place on, nothing is certain.
    Broken {
        /// The first entry that does not fit.
        seq: i64,
        /// In which way.
        reason: BrokenReason,
    },
}

/// In which way a chain is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BrokenReason {
    /// The entry is missing.
    Missing,
    /// It does not continue the entry before it.
    Unlinked,
    /// Its content is not what was sealed.
    Altered,
    /// It is not the entry whose hash was noted.
    NotAsNoted,
}

/// Appends an entry in the transaction of the change it records, and gives its place.
pub async fn append(
    write: &mut Write,
    actor: &Actor,
    action: &str,
    subject: &str,
    details: &serde_json::Value,
) -> Result<i64> {
    // On PostgreSQL two transactions must not continue the same entry.
    write.exclusive("people.audit").await?;
    let last = head(write).await?;
    let mut entry = Entry {
        seq: last.seq + 1,
        at: write.clock().now_text(),
        actor: actor.to_string(),
        action: action.to_owned(),
        subject: subject.to_owned(),
        details: details.to_string(),
        prev_hash: last.hash,
        hash: String::new(),
    };
    entry.hash = seal(&entry);
    write
        .execute(
            "INSERT INTO people_audit (seq, at, actor, action, subject, details, prev_hash, hash)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            params![
                entry.seq,
                entry.at,
                entry.actor,
                entry.action,
                entry.subject,
                entry.details,
                entry.prev_hash,
                entry.hash
            ],
        )
        .await?;
    Ok(entry.seq)
}

/// The end of the log.
pub async fn head(query: &mut impl Query) -> Result<Head> {
    let last = query.optional("SELECT seq, hash FROM people_audit ORDER BY seq DESC LIMIT 1", params![]).await?;
    Ok(match last {
        Some(row) => Head { seq: row.get(0)?, hash: row.get(1)? },
        None => Head { seq: 0, hash: GENESIS.to_owned() },
    })
}

/// Walks the whole chain in one snapshot. With a head noted earlier, also checks that the log still goes through it.
pub async fn verify(db: &Db, noted: Option<&Head>) -> Result<Verdict> {
    let mut read = db.read().await?;
    let mut at = Head { seq: 0, hash: GENESIS.to_owned() };
    let mut broken = None;
    let mut passed = noted.is_none_or(|noted| noted.seq == 0);
    read.stream(
        "SELECT seq, at, actor, action, subject, details, prev_hash, hash FROM people_audit ORDER BY seq",
        params![],
        |row| {
            if broken.is_some() {
                return Ok(());
            }
            let entry = entry(&row)?;
            broken = check(&at, &entry);
            if let Some(noted) = noted.filter(|noted| noted.seq == entry.seq) {
                passed = true;
                if broken.is_none() && noted.hash != entry.hash {
                    broken = Some((entry.seq, BrokenReason::NotAsNoted));
                }
            }
            at = Head { seq: entry.seq, hash: entry.hash };
            Ok(())
        },
    )
    .await?;
    Ok(match broken {
        Some((seq, reason)) => Verdict::Broken { seq, reason },
        None if !passed => Verdict::Broken { seq: at.seq + 1, reason: BrokenReason::Missing },
        None => Verdict::Whole(at),
    })
}

fn check(before: &Head, entry: &Entry) -> Option<(i64, BrokenReason)> {
    if entry.seq != before.seq + 1 {
        Some((before.seq + 1, BrokenReason::Missing))
    } else if entry.prev_hash != before.hash {
        Some((entry.seq, BrokenReason::Unlinked))
    } else if entry.hash != seal(entry) {
        Some((entry.seq, BrokenReason::Altered))
    } else {
        None
    }
}

/// The entries before `before` (or the newest), newest first, at most `limit`; of one subject if given.
pub async fn page(
    query: &mut impl Query,
    subject: Option<&str>,
    before: Option<i64>,
    limit: u32,
) -> Result<Vec<Entry>> {
    let before = before.unwrap_or(i64::MAX);
    const COLUMNS: &str = "SELECT seq, at, actor, action, subject, details, prev_hash, hash FROM people_audit";
    let rows = match subject {
        None => {
            let sql = format!("{COLUMNS} WHERE seq < $1 ORDER BY seq DESC LIMIT $2");
            query.all(&sql, params![before, limit]).await?
        }
        Some(subject) => {
            let sql = format!("{COLUMNS} WHERE subject = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3");
            query.all(&sql, params![subject, before, limit]).await?
        }
    };
    rows.iter().map(|row| Ok(entry(row)?)).collect()
}

fn entry(row: &Row) -> store::Result<Entry> {
    Ok(Entry {
        seq: row.get(0)?,
        at: row.get(1)?,
        actor: row.get(2)?,
        action: row.get(3)?,
        subject: row.get(4)?,
        details: row.get(5)?,
        prev_hash: row.get(6)?,
        hash: row.get(7)?,
    })
}

fn seal(entry: &Entry) -> String {
    hash(&[
        &entry.seq.to_string(),
        &entry.at,
        &entry.actor,
        &entry.action,
        &entry.subject,
        &entry.details,
        &entry.prev_hash,
    ])
}
