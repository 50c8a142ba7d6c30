//! Numbers and codes tried, counted: nobody guesses them here, and nobody blocks a reader's account at the library by trying.
//!
//! Libraries' systems block an account after some wrong codes, often five. Three an hour at most are passed on for one
//! number, whoever tries, and ten for one account of the network, whatever the numbers. A try is counted before the library
//! is asked, so that a hundred at once count as a hundred, and given back when the code was right or the library never
//! heard it.

use sha2::{Digest, Sha256};
use store::prelude::*;

use crate::{Error, Result};

const HOUR_MS: i64 = 3_600_000;
const OF_A_NUMBER: i64 = 3;
const OF_AN_ACCOUNT: i64 = 10;

/// A try that was counted.
#[derive(Debug)]
pub(super) struct Try([String; 2]);

/// Counts a try by an account of a number of a library.
///
/// # Errors
/// [`Error::TooManyTries`], with how long to wait: nothing is counted then.
pub(super) async fn begin(write: &mut Write, account: &str, institution: &str, barcode: &str) -> Result<Try> {
    let now = write.clock().now_ms();
    let number = hash(&[institution, &barcode.to_lowercase()]);
    let buckets = [(format!("number:{number}"), OF_A_NUMBER), (format!("account:{account}"), OF_AN_ACCOUNT)];
    write.exclusive("library_systems.link_tries").await?;
    for (bucket, most) in &buckets {
        let sql = "SELECT tries, began_at FROM library_systems_link_tries WHERE bucket = $1";
        let Some(row) = write.optional(sql, params![bucket]).await? else { continue };
        let (tries, began_at): (i64, i64) = (row.get(0)?, row.get(1)?);
        if began_at <= now - HOUR_MS {
            write.execute("DELETE FROM library_systems_link_tries WHERE bucket = $1", params![bucket]).await?;
        } else if tries >= *most {
            return Err(Error::TooManyTries { retry_after_ms: began_at + HOUR_MS - now });
        }
    }
    for (bucket, _) in &buckets {
        write
            .execute(
                "INSERT INTO library_systems_link_tries (bucket, tries, began_at) VALUES ($1, 1, $2)
                 ON CONFLICT (bucket) DO UPDATE SET tries = library_systems_link_tries.tries + 1",
                params![bucket, now],
            )
            .await?;
    }
    let [(number, _), (account, _)] = buckets;
    Ok(Try([number, account]))
}

/// Gives a try back.
pub(super) async fn give_back(write: &mut Write, counted: &Try) -> Result<()> {
    for bucket in &counted.0 {
        let sql = "UPDATE library_systems_link_tries SET tries = tries - 1 WHERE bucket = $1 AND tries > 0";
        write.execute(sql, params![bucket]).await?;
    }
    Ok(())
}

/// Forgets an account's.
pub(super) async fn forget(write: &mut Write, account: &str) -> Result<()> {
    write
        .execute("DELETE FROM library_systems_link_tries WHERE bucket = $1", params![format!("account:{account}")])
        .await?;
    Ok(())
}

/// Forgets those of more than an hour ago.
pub(super) async fn sweep(write: &mut Write) -> Result<u64> {
    let before = write.clock().now_ms() - HOUR_MS;
    Ok(write.execute("DELETE FROM library_systems_link_tries WHERE began_at <= $1", params![before]).await?)
}

/// SHA-256 of texts, told apart, in hexadecimal.
pub(super) fn hash(texts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for text in texts {
        hash.update((text.len() as u64).to_be_bytes());
        hash.update(text.as_bytes());
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
