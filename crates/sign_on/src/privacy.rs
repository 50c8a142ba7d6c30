//! What is held here of a person, and how it goes.

use serde_json::{Value, json};
use store::{Db, Query, Write, params};

use crate::{Result, consent, login, outside, vendor};

/// Everything held of an account: what it agreed that vendors be told, its pseudonyms, where it is signed in. For the
/// person's own export.
pub async fn held(db: &Db, account: &str) -> Result<Value> {
    let mut read = db.read().await?;
    let mut agreed = Vec::new();
    for one in consent::of_account(&mut read, account).await? {
        let name = vendor::by_id(&mut read, &one.vendor).await?.name;
        agreed.push(json!({
            "vendor": name,
            "told": one.attributes,
            "agreed_at": instant(one.agreed_at_ms),
            "last_day": one.last_day,
        }));
    }
    let sql =
        "SELECT v.name, p.pseudonym, p.made_at FROM sign_on_pseudonyms p JOIN sign_on_vendors v ON v.id = p.vendor
               WHERE p.account = $1 ORDER BY v.name";
    let mut pseudonyms = Vec::new();
    for row in read.all(sql, params![account]).await? {
        let (name, pseudonym) = (row.text(0)?, row.text(1)?);
        pseudonyms.push(json!({ "vendor": name, "pseudonym": pseudonym, "made_at": instant(row.get(2)?) }));
    }
    let sql = "SELECT v.name, l.face, l.at FROM sign_on_logins l JOIN sign_on_vendors v ON v.id = l.vendor
               WHERE l.account = $1 ORDER BY l.at, l.id";
    let mut logins = Vec::new();
    for row in read.all(sql, params![account]).await? {
        logins.push(json!({ "vendor": row.text(0)?, "by": row.text(1)?, "at": instant(row.get(2)?) }));
    }
    Ok(json!({ "agreements": agreed, "pseudonyms": pseudonyms, "signed_in_at": logins }))
}

/// Removes everything held of an account, in the transaction that erases it everywhere. Vendors where it is signed in are
/// told that whoever it was has left: for that, what it was called there stays until they know, a day at most, and names
/// nobody.
pub async fn erase(write: &mut Write, account: &str) -> Result<()> {
    login::end_of_account(write, account, None).await?;
    for sql in [
        "UPDATE sign_on_logins SET account = NULL, session = '' WHERE account = $1",
        "DELETE FROM sign_on_pseudonyms WHERE account = $1",
        "DELETE FROM sign_on_consents WHERE account = $1",
    ] {
        write.execute(sql, params![account]).await?;
    }
    outside::erase(write, account).await?;
    Ok(())
}

fn instant(ms: i64) -> String {
    jiff::Timestamp::from_millisecond(ms).unwrap_or(jiff::Timestamp::UNIX_EPOCH).to_string()
}
