//! What this wing holds of a person: accounts linked at libraries, with what these last said; choices of letters and
//! calendar. It goes at once when the person lets an account go or goes altogether. Nothing of it is counted or logged.

use serde_json::{Value, json};
use store::{Db, Write, params};

use crate::Result;
use crate::mine::{choices, links};

/// Everything held of an account. For the person's own export; a code kept is told to be there, and not told.
pub async fn held(db: &Db, account: &str) -> Result<Value> {
    let mut read = db.read().await?;
    let chosen = choices::of(&mut read, account).await?;
    let linked: Vec<Value> = links::of_account(&mut read, account)
        .await?
        .into_iter()
        .map(|link| {
            json!({
                "library": link.institution,
                "card_number": link.patron.barcode,
                "readers_number": link.patron.id,
                "code_is_kept": link.patron.pin.is_some(),
                "linked_at": instant(link.linked_at_ms),
                "kept_until": instant(link.keep_until_ms),
                "last_known": link.known.map(|known| json!({
                    "asked_at": instant(known.asked_at_ms),
                    "account": known.account,
                })),
            })
        })
        .collect();
    Ok(json!({
        "library_accounts": linked,
        "letters_before_loans_are_due": chosen.reminds,
        "calendar_of_loans": chosen.has_calendar,
    }))
}

/// Removes everything that names an account's person, in the transaction that erases it everywhere.
pub async fn erase(write: &mut Write, account: &str) -> Result<()> {
    // Whoever links an account meanwhile finds the card gone, or is done and found here.
    write.exclusive(&links::lock(account)).await?;
    let of_links = "(SELECT id FROM library_systems_links WHERE account = $1)";
    for sql in [
        format!("DELETE FROM library_systems_deeds WHERE link IN {of_links}"),
        format!("DELETE FROM library_systems_reminded WHERE link IN {of_links}"),
        "DELETE FROM library_systems_links WHERE account = $1".to_owned(),
        // What they linked for a child stays the child's.
        "UPDATE library_systems_links SET linked_by = account WHERE linked_by = $1".to_owned(),
        "DELETE FROM library_systems_choices WHERE account = $1".to_owned(),
    ] {
        write.execute(&sql, params![account]).await?;
    }
    crate::mine::forget_tries(write, account).await
}

fn instant(ms: i64) -> String {
    jiff::Timestamp::from_millisecond(ms).unwrap_or(jiff::Timestamp::UNIX_EPOCH).to_string()
}
