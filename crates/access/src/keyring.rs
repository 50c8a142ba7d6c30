//! Keys that sign, and secrets of gates: kept, turned, taken back.
//!
//! For each purpose one key is current and one is next. A door is told both, so that a key may be turned while the
//! door hears nothing; past keys are accepted for as long as something good was signed with them.

use credential::proof::{Epoch, Epochs};
use credential::{KeyId, KeyRing, SigningKey, Trust, VerifyingKey};
use jiff::Timestamp;
use store::prelude::*;

use crate::uses::hex;
use crate::{Error, Result};

/// What a key signs. A key of one purpose is never accepted for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Purpose {
    /// Codes shown at doors.
    Code,
    /// Bundles given to gates.
    Bundle,
    /// Status lists.
    Status,
}

impl Purpose {
    /// Every purpose.
    pub const ALL: [Self; 3] = [Self::Code, Self::Bundle, Self::Status];

    /// Its name in tables.
    pub fn code(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Bundle => "bundle",
            Self::Status => "status",
        }
    }
}

/// A key as the office sees it: never its secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyInfo {
    /// Its name.
    pub id: KeyId,
    /// What it signs.
    pub purpose: Purpose,
    /// `next`, `current` or `past`.
    pub state: String,
    /// Until when what it signed is accepted; none while it serves.
    pub accepted_until: Option<Timestamp>,
    /// When it was taken back.
    pub revoked_at: Option<Timestamp>,
    /// How many living codes are signed with it.
    pub living_codes: i64,
}

/// How long a bundle or status list signed with a past key may still be met: thirteen months, as for codes.
const PAST_DAYS: i64 = 396;
/// How long a secret of gates serves, and how long it is accepted after another has taken its place: telephones that
/// hold digits of the one before go on for that long.
const EPOCH_DAYS: i64 = 90;
const EPOCH_GRACE_DAYS: i64 = 30;
const DAY_MS: i64 = 86_400_000;

/// Makes the keys that are missing: to be called when a server starts, and by whatever signs first. Gives whether
/// there was anything to make.
pub async fn prepare(write: &mut Write) -> Result<bool> {
    let now = write.clock().now_ms();
    if !missing(write, now).await? {
        return Ok(false);
    }
    write.exclusive("access.keys").await?;
    for purpose in Purpose::ALL {
        for state in ["current", "next"] {
            if key_in(write, purpose, state).await?.is_none() {
                make(write, purpose, state).await?;
            }
        }
    }
    let living = "SELECT 1 FROM access_gate_epochs WHERE starts_at > $1 LIMIT 1";
    if write.optional(living, params![now - EPOCH_DAYS * DAY_MS]).await?.is_none() {
        new_epoch(write).await?;
    }
    Ok(true)
}

async fn missing(query: &mut impl Query, now: i64) -> Result<bool> {
    let row = query
        .one(
            "SELECT (SELECT count(*) FROM access_credential_keys WHERE state IN ('current', 'next')),
                    (SELECT count(*) FROM access_gate_epochs WHERE starts_at > $1)",
            params![now - EPOCH_DAYS * DAY_MS],
        )
        .await?;
    Ok(row.get::<i64>(0)? < 2 * Purpose::ALL.len() as i64 || row.get::<i64>(1)? == 0)
}

async fn make(write: &mut Write, purpose: Purpose, state: &str) -> Result<()> {
    let row = write.one("SELECT COALESCE(MAX(kid), 0) + 1 FROM access_credential_keys", params![]).await?;
    let number: i64 = row.get(0)?;
    let kid = u16::try_from(number).map_err(|_| Error::Senseless("every name of a key was given"))?;
    let seed: [u8; 32] = rand::random();
    let public = SigningKey::from_seed(kid.to_be_bytes(), &seed).verifying_key().to_bytes();
    let now = write.clock().now_ms();
    write
        .execute(
            "INSERT INTO access_credential_keys (kid, purpose, state, secret, public, made_at)
             VALUES ($1, $2, $3, $4, $5, $6)",
            params![kid, purpose.code(), state, hex(&seed), hex(&public), now],
        )
        .await?;
    Ok(())
}

async fn key_in(query: &mut impl Query, purpose: Purpose, state: &str) -> Result<Option<SigningKey>> {
    let row = query
        .optional(
            "SELECT kid, secret FROM access_credential_keys WHERE purpose = $1 AND state = $2 AND revoked_at IS NULL",
            params![purpose.code(), state],
        )
        .await?;
    row.map(|row| signing_key(row.get(0)?, row.text(1)?)).transpose()
}

fn signing_key(kid: i64, secret: &str) -> Result<SigningKey> {
    Ok(SigningKey::from_seed((kid as u16).to_be_bytes(), &secret_of(secret)?))
}

/// The key that signs now. [`prepare`] must have been called once.
pub async fn current(query: &mut impl Query, purpose: Purpose) -> Result<SigningKey> {
    key_in(query, purpose, "current").await?.ok_or(Error::Senseless("no key was made yet"))
}

/// The key of that name, to sign again what it signed, and whether it was taken back since.
pub(crate) async fn by_kid(query: &mut impl Query, kid: i64) -> Result<(SigningKey, bool)> {
    let sql = "SELECT secret, revoked_at FROM access_credential_keys WHERE kid = $1";
    let row = query.one(sql, params![kid]).await?;
    Ok((signing_key(kid, row.text(0)?)?, row.get::<Option<i64>>(1)?.is_some()))
}

/// The verifying keys of a purpose: next, current, past, and those taken back, which a door must know as such.
pub async fn ring(query: &mut impl Query, purpose: Purpose) -> Result<KeyRing> {
    let rows = query
        .all(
            "SELECT kid, public, accepted_until, revoked_at FROM access_credential_keys WHERE purpose = $1 ORDER BY kid",
            params![purpose.code()],
        )
        .await?;
    rows.iter()
        .map(|row| {
            let until = row.get::<Option<i64>>(2)?.map(|ms| ms / 1000);
            let revoked = row.get::<Option<i64>>(3)?.is_some();
            let kid = row.get::<i64>(0)? as u16;
            let key = VerifyingKey::from_bytes(kid.to_be_bytes(), &secret_of(row.text(1)?)?)
                .map_err(|_| Error::Senseless("a key kept is not one"))?;
            Ok((key, Trust { until, revoked }))
        })
        .collect()
}

/// The keys of a purpose, for the office, newest first.
pub async fn list(query: &mut impl Query, purpose: Purpose) -> Result<Vec<KeyInfo>> {
    let rows = query
        .all(
            "SELECT k.kid, k.state, k.accepted_until, k.revoked_at,
                    (SELECT count(*) FROM access_credentials c
                     WHERE c.kid = k.kid AND c.revoked_at IS NULL AND c.right_id IS NOT NULL)
             FROM access_credential_keys k WHERE k.purpose = $1 ORDER BY k.kid DESC",
            params![purpose.code()],
        )
        .await?;
    let instant = |ms: Option<i64>| ms.map(Timestamp::from_millisecond).transpose();
    rows.iter()
        .map(|row| {
            Ok(KeyInfo {
                id: KeyId::from_number(row.get::<i64>(0)? as u16),
                purpose,
                state: row.get(1)?,
                accepted_until: instant(row.get(2)?)?,
                revoked_at: instant(row.get(3)?)?,
                living_codes: row.get(4)?,
            })
        })
        .collect()
}

/// Turns the keys of a purpose: the next becomes current, the current past, a new one is next. Codes under the past
/// key stay good until they end. Gives the name of the current key.
pub async fn rotate(write: &mut Write, purpose: Purpose) -> Result<KeyId> {
    prepare(write).await?;
    write.exclusive("access.keys").await?;
    retire(write, purpose).await?;
    Ok(current(write, purpose).await?.id())
}

async fn retire(write: &mut Write, purpose: Purpose) -> Result<()> {
    let now = write.clock().now_ms();
    // A past key signs nothing more: the last of its codes says how long it must be accepted.
    let row = write
        .one(
            "SELECT COALESCE(MAX(expires), 0) FROM access_credentials WHERE kid IN
                 (SELECT kid FROM access_credential_keys WHERE purpose = $1 AND state = 'current')",
            params![purpose.code()],
        )
        .await?;
    let until = (row.get::<i64>(0)? * 1000 + DAY_MS).max(now + PAST_DAYS * DAY_MS);
    for (sql, params) in [
        (
            "UPDATE access_credential_keys SET state = 'past', accepted_until = $2
             WHERE purpose = $1 AND state = 'current'",
            params![purpose.code(), until],
        ),
        (
            "UPDATE access_credential_keys SET state = 'current' WHERE purpose = $1 AND state = 'next'",
            params![purpose.code()],
        ),
    ] {
        write.execute(sql, params).await?;
    }
    make(write, purpose, "next").await
}

/// Takes a key back, for good: nothing it signed is accepted any more. One that served is turned first; a next one is
/// replaced. Codes under it must be issued again: [`credentials::under_revoked_keys`](crate::credentials::under_revoked_keys).
pub async fn revoke(write: &mut Write, key: KeyId) -> Result<()> {
    write.exclusive("access.keys").await?;
    let sql = "SELECT purpose, state FROM access_credential_keys WHERE kid = $1";
    let row = write.one(sql, params![key.number()]).await?;
    let name = row.text(0)?;
    let purpose = Purpose::ALL.into_iter().find(|purpose| purpose.code() == name);
    let purpose = purpose.ok_or_else(|| Error::Unknown { what: "purpose of key", value: name.to_owned() })?;
    match row.text(1)? {
        "current" => retire(write, purpose).await?,
        "next" => {
            let sql = "UPDATE access_credential_keys SET state = 'past' WHERE kid = $1";
            write.execute(sql, params![key.number()]).await?;
            make(write, purpose, "next").await?;
        }
        _ => {}
    }
    let now = write.clock().now_ms();
    // The secret stays: desk records sealed under its codes are moved to the codes that replace them.
    let sql = "UPDATE access_credential_keys SET revoked_at = COALESCE(revoked_at, $1) WHERE kid = $2";
    write.execute(sql, params![now, key.number()]).await?;
    Ok(())
}

/// Gives gates a new secret: to be called when a device was lost. Telephones holding digits of the one before must
/// open their pass once within thirty days.
pub async fn rotate_gate_secret(write: &mut Write) -> Result<u32> {
    write.exclusive("access.keys").await?;
    new_epoch(write).await
}

async fn new_epoch(write: &mut Write) -> Result<u32> {
    let now = write.clock().now_ms();
    let grace = now + EPOCH_GRACE_DAYS * DAY_MS;
    let row = write.one("SELECT COALESCE(MAX(epoch), 0) + 1 FROM access_gate_epochs", params![]).await?;
    let epoch: i64 = row.get(0)?;
    write.execute("DELETE FROM access_gate_epochs WHERE ends_at <= $1", params![now]).await?;
    write.execute("UPDATE access_gate_epochs SET ends_at = $1 WHERE ends_at > $1", params![grace]).await?;
    write
        .execute(
            "INSERT INTO access_gate_epochs (epoch, secret, starts_at, ends_at) VALUES ($1, $2, $3, $4)",
            params![epoch, hex(&rand::random::<[u8; 32]>()), now, now + (EPOCH_DAYS + EPOCH_GRACE_DAYS) * DAY_MS],
        )
        .await?;
    Ok(epoch as u32)
}

/// The secrets of gates that are accepted at an instant, newest first: for bundles, and to judge a proof online.
pub async fn gate_epochs(query: &mut impl Query, at: Timestamp) -> Result<Epochs> {
    let rows = query
        .all(
            "SELECT epoch, secret, ends_at FROM access_gate_epochs WHERE ends_at > $1 ORDER BY epoch DESC",
            params![at.as_millisecond()],
        )
        .await?;
    let epochs = rows.iter().map(|row| {
        Ok(Epoch { number: row.get::<i64>(0)? as u32, key: secret_of(row.text(1)?)?, until: row.get::<i64>(2)? / 1000 })
    });
    Ok(Epochs(epochs.collect::<Result<_>>()?))
}

fn secret_of(text: &str) -> Result<[u8; 32]> {
    from_hex(text).ok_or(Error::Senseless("a secret kept is not one"))
}

/// Reads bytes written in hexadecimal.
pub(crate) fn from_hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    if text.len() != 2 * N || !text.is_ascii() {
        return None;
    }
    for (byte, at) in bytes.iter_mut().zip((0..).step_by(2)) {
        *byte = u8::from_str_radix(&text[at..at + 2], 16).ok()?;
    }
    Some(bytes)
}
