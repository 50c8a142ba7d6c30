//! Letters: written in the transaction that gives rise to them, delivered later by SMTP or into a folder.
//!
//! [`post`] keeps a [`Letter`] with whatever the caller writes: if the transaction does not happen, neither does the
//! letter. [`deliver_due`], called every few seconds by the server, hands what is due to the [`Postman`].
//!
//! - **None is lost**: a letter that could not be handed over is tried again after 30 s, 1 min, 2 min … at most every
//!   hour, for five days; then it is kept a month as failed, with its reason ([`troubles`]), and deleted.
//! - **None is sent twice** into a folder: its file is named after it. By SMTP a crash between the server's yes and ours
//!   sends it again, under the same `Message-ID` (RFC 5322 §3.6.4), which mail readers show once.
//! - **None is kept**: once handed over a letter is deleted here. [`forget_recipient`] deletes those still waiting.

mod error;
mod letter;
mod postman;

use std::time::Duration;

use store::{Migration, MigrationSet, new_id, prelude::*};

pub use error::{Error, Result};
pub use letter::{Attachment, Letter};
pub use postman::{Encryption, Postman, Smtp};

const STEP_1: &str = include_str!("../migrations/0001.sql");
const STEP_2_SQLITE: &str = include_str!("../migrations/0002.sqlite.sql");
const STEP_2_POSTGRES: &str = include_str!("../migrations/0002.postgres.sql");

/// The room's tables.
pub const MIGRATIONS: MigrationSet = MigrationSet {
    room: "mail",
    migrations: &[
        Migration { number: 1, name: "letters waiting", sqlite: STEP_1, postgres: STEP_1 },
        Migration { number: 2, name: "attachments", sqlite: STEP_2_SQLITE, postgres: STEP_2_POSTGRES },
    ],
};

const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 24 * 60 * MINUTE_MS;
/// How long a letter is tried.
const PATIENCE_MS: i64 = 5 * DAY_MS;
/// How long a letter that could not be delivered is kept to be seen.
const KEPT_MS: i64 = 30 * DAY_MS;
/// Letters handed over under one lease.
const BATCH: u32 = 50;
/// How long one batch may take before another node takes over.
const TURN: Duration = Duration::from_secs(300);

/// Posts a letter in the caller's transaction. Gives its identifier.
///
/// # Errors
/// [`Error::Address`] when the recipient is no address to which a letter could go.
pub async fn post(write: &mut Write, letter: &Letter) -> Result<String> {
    post_with(write, letter, &[]).await
}

/// Posts a letter with files that go with it, in the caller's transaction. Gives its identifier.
///
/// # Errors
/// [`Error::Address`] when the recipient is no address to which a letter could go; [`Error::Refused`] when a file's name or
/// kind could not be written in a letter.
pub async fn post_with(write: &mut Write, letter: &Letter, attachments: &[Attachment]) -> Result<String> {
    letter.check()?;
    for attachment in attachments {
        attachment.check()?;
    }
    let id = new_id();
    let now = write.clock().now_ms();
    write
        .execute(
            "INSERT INTO mail_letters (id, recipient, subject, body, html, posted_at, due_at, attempts)
             VALUES ($1, $2, $3, $4, $5, $6, $6, 0)",
            params![&id, letter.to.trim(), &letter.subject, &letter.text, letter.html.as_deref(), now],
        )
        .await?;
    for (rank, attachment) in (0_i64..).zip(attachments) {
        write
            .execute(
                "INSERT INTO mail_attachments (letter, rank, name, kind, bytes) VALUES ($1, $2, $3, $4, $5)",
                params![&id, rank, &attachment.name, &attachment.kind, attachment.bytes.as_slice()],
            )
            .await?;
    }
    Ok(id)
}

async fn attachments_of(query: &mut impl Query, letter: &str) -> Result<Vec<Attachment>> {
    let sql = "SELECT name, kind, bytes FROM mail_attachments WHERE letter = $1 ORDER BY rank";
    let rows = query.all(sql, params![letter]).await?;
    rows.iter().map(|row| Ok(Attachment { name: row.get(0)?, kind: row.get(1)?, bytes: row.get(2)? })).collect()
}

/// What one round of deliveries did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Round {
    /// Letters handed over.
    pub delivered: u32,
    /// Letters to be tried again.
    pub put_off: u32,
    /// Letters given up.
    pub failed: u32,
}

/// Hands over the letters that are due. Only one node does so at a time; on the others, and when nothing is due, it
/// returns at once. Meant to be called every few seconds.
pub async fn deliver_due(db: &Db, postman: &Postman) -> Result<Round> {
    let now = db.clock().now_ms();
    let due = "SELECT count(*) FROM mail_letters WHERE due_at <= $1 AND failed_at IS NULL";
    if db.read().await?.one(due, params![now]).await?.get::<i64>(0)? == 0 {
        return Ok(Round::default());
    }
    // The holder's name is new each time: a process that died must not be taken for this one.
    let lease = match db.lease("mail.delivery", &new_id(), TURN).await {
        Ok(lease) => lease,
        Err(store::Error::LeaseHeld { .. }) => return Ok(Round::default()),
        Err(other) => return Err(other.into()),
    };
    let done = deliver_batch(db, postman).await;
    lease.release().await?;
    done
}

async fn deliver_batch(db: &Db, postman: &Postman) -> Result<Round> {
    let started = db.clock().now_ms();
    let rows = db
        .read()
        .await?
        .all(
            "SELECT id, recipient, subject, body, html, posted_at, attempts FROM mail_letters
             WHERE due_at <= $1 AND failed_at IS NULL ORDER BY due_at, id LIMIT $2",
            params![started, BATCH],
        )
        .await?;
    let mut round = Round::default();
    let hindered = postman.hindered().await;
    if let Some(reason) = &hindered {
        // No letter was spoken of yet: the reason names no recipient.
        tracing::warn!(reason, letters = rows.len(), "no letter can be handed over");
    }
    for row in rows {
        let id: String = row.get(0)?;
        let letter = Letter { to: row.get(1)?, subject: row.get(2)?, text: row.get(3)?, html: row.get(4)? };
        let (posted_at, attempts): (i64, i64) = (row.get(5)?, row.get(6)?);
        let outcome = match &hindered {
            Some(reason) => Err(Error::NotNow(reason.clone())),
            None => {
                let attachments = attachments_of(&mut db.read().await?, &id).await?;
                postman.hand_over(&id, posted_at, &letter, &attachments).await
            }
        };
        let now = db.clock().now_ms();
        let mut write = db.write().await?;
        match outcome {
            Ok(()) => {
                write.execute("DELETE FROM mail_letters WHERE id = $1", params![&id]).await?;
                round.delivered += 1;
            }
            Err(trouble) => {
                let given_up = trouble.is_final() || now - posted_at >= PATIENCE_MS;
                // The reason a server gives may quote the recipient: only its kind goes to the log.
                tracing::warn!(letter = %id, given_up, attempts = attempts + 1, "a letter could not be delivered");
                let wait = (30_000_i64 << attempts.clamp(0, 8)).min(60 * MINUTE_MS);
                write
                    .execute(
                        "UPDATE mail_letters SET attempts = attempts + 1, due_at = $2, last_error = $3, failed_at = $4
                         WHERE id = $1",
                        params![&id, now + wait, trouble.to_string(), given_up.then_some(now)],
                    )
                    .await?;
                if given_up {
                    round.failed += 1;
                } else {
                    round.put_off += 1;
                }
            }
        }
        write.commit().await?;
        if now - started > TURN.as_millis() as i64 / 2 {
            break;
        }
    }
    Ok(round)
}

/// A letter that waits or could not leave, without what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// Identifier.
    pub id: String,
    /// When it was posted, in milliseconds since 1970 UTC.
    pub posted_at_ms: i64,
    /// How often it was tried.
    pub attempts: i64,
    /// When it was given up, in milliseconds since 1970 UTC.
    pub failed_at_ms: Option<i64>,
    /// Why, in the words of the server or the system.
    pub reason: String,
}

/// Letters that failed at least once and have not left, the latest first, at most `limit`.
pub async fn troubles(query: &mut impl Query, limit: u32) -> Result<Vec<Trouble>> {
    let rows = query
        .all(
            "SELECT id, posted_at, attempts, failed_at, last_error FROM mail_letters
             WHERE last_error IS NOT NULL ORDER BY posted_at DESC, id LIMIT $1",
            params![limit],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Trouble {
                id: row.get(0)?,
                posted_at_ms: row.get(1)?,
                attempts: row.get(2)?,
                failed_at_ms: row.get(3)?,
                reason: row.get(4)?,
            })
        })
        .collect()
}

/// Deletes the letters still waiting for an address: of a person who goes, or who gave it up. Gives how many.
pub async fn forget_recipient(write: &mut Write, address: &str) -> Result<u64> {
    Ok(write.execute("DELETE FROM mail_letters WHERE recipient = $1", params![address.trim()]).await?)
}

/// The letters still waiting for an address: subject, text, and when posted. For whoever asks what is held on them.
pub async fn waiting_for(query: &mut impl Query, address: &str) -> Result<Vec<(String, String, i64)>> {
    let sql = "SELECT subject, body, posted_at FROM mail_letters WHERE recipient = $1 ORDER BY posted_at, id";
    let rows = query.all(sql, params![address.trim()]).await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).collect()
}

/// Deletes letters given up a month ago. Gives how many. Meant to run every hour.
pub async fn sweep(write: &mut Write) -> Result<u64> {
    let before = write.clock().now_ms() - KEPT_MS;
    Ok(write.execute("DELETE FROM mail_letters WHERE failed_at < $1", params![before]).await?)
}
