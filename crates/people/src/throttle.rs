//! Counting failed attempts so that guessing is slow, without letting anyone lock somebody else out.
//!
//! An account is never locked. What is slowed down is whoever tries:
//! - a browser from which this account signed in before is counted by itself: strangers' failures, even from the same
//!   network, do not touch it;
//! - any other is counted by (account, network) and by network. A stranger elsewhere cannot fill these for the owner.
//!
//! - a card's PIN has few digits, and many networks together could try them all: once strangers have tried a card often
//!   within the hour, from wherever, its birth date is asked for beside the PIN. The holder knows it; nobody is kept out.
//!
//! After some free failures each further one doubles the wait, up to a quarter of an hour; an hour without failures
//! forgets them. An attempt is counted before its password is checked and given back when it succeeds, so that a
//! hundred attempts at once count as a hundred.

use std::net::IpAddr;

use store::prelude::*;

use crate::secret::{hash, new_token};
use crate::{Error, Result};

const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;
const LONGEST_MS: i64 = 15 * 60 * 1000;

/// What is counted: a key and how many failures are free.
pub(crate) struct Bucket {
    key: String,
    free: i64,
}

/// What to count for an attempt on an account, from a known browser or not.
pub(crate) async fn buckets(
    write: &mut Write,
    account: &str,
    ip: Option<IpAddr>,
    known_device: Option<&str>,
) -> Result<Vec<Bucket>> {
    if let Some(device) = known_device {
        return Ok(vec![Bucket { key: format!("device:{device}"), free: 5 }]);
    }
    let secret = day_key(write).await?;
    let network = ip.map_or_else(|| "unknown".to_owned(), network);
    Ok(vec![
        Bucket { key: format!("pair:{}", hash(&[&secret, account, &network])), free: 5 },
        Bucket { key: format!("network:{}", hash(&[&secret, &network])), free: 50 },
    ])
}

/// Counts an attempt on a card from a browser it does not know, whatever the network; gives how many there were, until an
/// hour passes without one. Nothing is refused for it: see [`Error::BirthDateNeeded`].
pub(crate) async fn count_strangers(write: &mut Write, named: &str) -> Result<i64> {
    let (now, secret) = (write.clock().now_ms(), day_key(write).await?);
    let row = write
        .one(
            "INSERT INTO people_attempts (bucket, failures, last_at, blocked_until) VALUES ($1, 1, $2, 0)
             ON CONFLICT (bucket) DO UPDATE SET last_at = excluded.last_at,
                 failures = CASE WHEN people_attempts.last_at < $3 THEN 1 ELSE people_attempts.failures + 1 END
             RETURNING failures",
            params![format!("strangers:{}", hash(&[&secret, named])), now, now - HOUR_MS],
        )
        .await?;
    Ok(row.get(0)?)
}

/// Takes back what [`count_strangers`] counted: it was the holder.
pub(crate) async fn no_stranger(write: &mut Write, named: &str) -> Result<()> {
    let secret = day_key(write).await?;
    write
        .execute(
            "UPDATE people_attempts SET failures = failures - 1 WHERE bucket = $1 AND failures > 0",
            params![format!("strangers:{}", hash(&[&secret, named]))],
        )
        .await?;
    Ok(())
}

/// What to count for a password asked again within a session: whoever found an open session must not guess it there.
pub(crate) fn session_bucket(session: &str) -> Vec<Bucket> {
    vec![Bucket { key: format!("session:{session}"), free: 5 }]
}

/// What to count for what a network asks without naming anyone: links, passkeys' challenges, registrations.
pub(crate) async fn network_bucket(
    write: &mut Write,
    what: &str,
    ip: Option<IpAddr>,
    free: i64,
) -> Result<Vec<Bucket>> {
    let secret = day_key(write).await?;
    let network = ip.map_or_else(|| "unknown".to_owned(), network);
    Ok(vec![Bucket { key: format!("{what}:{}", hash(&[&secret, &network])), free }])
}

/// What to count for letters to one address, whoever asks for them.
pub(crate) async fn letters_bucket(write: &mut Write, email: &str) -> Result<Vec<Bucket>> {
    let secret = day_key(write).await?;
    Ok(vec![Bucket { key: format!("letters:{}", hash(&[&secret, email])), free: 4 }])
}

/// Counts an attempt, or refuses it.
pub(crate) async fn begin(write: &mut Write, buckets: &[Bucket]) -> Result<()> {
    let now = write.clock().now_ms();
    let mut wait_ms = 0;
    for bucket in buckets {
        let row = write
            .one(
                "INSERT INTO people_attempts (bucket, failures, last_at, blocked_until) VALUES ($1, 0, $2, 0)
                 ON CONFLICT (bucket) DO UPDATE SET
                     failures = CASE WHEN people_attempts.last_at < $3 THEN 0 ELSE people_attempts.failures END
                 RETURNING blocked_until",
                params![&bucket.key, now, now - HOUR_MS],
            )
            .await?;
        wait_ms = wait_ms.max(row.get::<i64>(0)? - now);
    }
    if wait_ms > 0 {
        return Err(Error::TooManyAttempts { retry_after_s: (wait_ms as u64).div_ceil(1000) });
    }
    for bucket in buckets {
        let row = write
            .one(
                "UPDATE people_attempts SET failures = failures + 1, last_at = $1 WHERE bucket = $2 RETURNING failures",
                params![now, &bucket.key],
            )
            .await?;
        let over = row.get::<i64>(0)? - bucket.free;
        if over >= 0 {
            let wait = (1000_i64 << over.min(20)).min(LONGEST_MS);
            write
                .execute(
                    "UPDATE people_attempts SET blocked_until = $1 WHERE bucket = $2",
                    params![now + wait, &bucket.key],
                )
                .await?;
        }
    }
    Ok(())
}

/// Gives the attempt back: it succeeded. Its own bucket starts afresh; a network's, which others share, loses one.
pub(crate) async fn succeeded(write: &mut Write, buckets: &[Bucket]) -> Result<()> {
    for bucket in buckets {
        let sql = if bucket.key.starts_with("network:") {
            "UPDATE people_attempts SET failures = failures - 1, blocked_until = 0 WHERE bucket = $1 AND failures > 0"
        } else {
            "DELETE FROM people_attempts WHERE bucket = $1"
        };
        write.execute(sql, params![&bucket.key]).await?;
    }
    Ok(())
}

/// Forgets old counts and destroys old keys.
pub(crate) async fn sweep(write: &mut Write) -> Result<u64> {
    let now = write.clock().now_ms();
    let gone = write.execute("DELETE FROM people_attempts WHERE last_at < $1", params![now - DAY_MS]).await?;
    write.execute("DELETE FROM people_day_keys WHERE day < $1", params![now / DAY_MS - 1]).await?;
    Ok(gone)
}

/// The secret of the day: without it the hashes in the table say nothing about addresses.
async fn day_key(write: &mut Write) -> Result<String> {
    let day = write.clock().now_ms() / DAY_MS;
    let row = write
        .one(
            "INSERT INTO people_day_keys (day, secret) VALUES ($1, $2)
             ON CONFLICT (day) DO UPDATE SET secret = people_day_keys.secret RETURNING secret",
            params![day, new_token()],
        )
        .await?;
    Ok(row.get(0)?)
}

/// What one subscriber usually has: an IPv4 address, or the first 64 bits of an IPv6 one.
fn network(ip: IpAddr) -> String {
    match ip.to_canonical() {
        IpAddr::V4(v4) => v4.to_string(),
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subscriber_is_one_network() {
        let network = |text: &str| network(text.parse().unwrap());
        assert_eq!(network("2001:db8:1:2:aaaa::1"), network("2001:db8:1:2:bbbb::2"));
        assert_ne!(network("2001:db8:1:2::1"), network("2001:db8:1:3::1"));
        assert_eq!(network("::ffff:192.0.2.1"), network("192.0.2.1"));
    }
}
