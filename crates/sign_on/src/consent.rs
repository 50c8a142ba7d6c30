//! What readers agreed that a vendor be told, and the pseudonyms they have there.

use store::prelude::*;

use crate::attribute::{self, Attributes};
use crate::{Result, login};

/// What someone agreed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// The vendor.
    pub vendor: String,
    /// The exact attributes.
    pub attributes: Attributes,
    /// When, in milliseconds since 1970 UTC.
    pub agreed_at_ms: i64,
    /// The local day of the last entry; none before the first.
    pub last_day: Option<String>,
}

/// What an account agreed to with a vendor; nothing when it was never asked or has taken it back.
pub async fn of(query: &mut impl Query, account: &str, vendor: &str) -> Result<Option<Consent>> {
    let sql = "SELECT vendor, attributes, agreed_at, last_day FROM sign_on_consents WHERE account = $1 AND vendor = $2";
    query.optional(sql, params![account, vendor]).await?.as_ref().map(consent).transpose()
}

/// Everything an account agreed to, the last used first.
pub async fn of_account(query: &mut impl Query, account: &str) -> Result<Vec<Consent>> {
    let sql = "SELECT vendor, attributes, agreed_at, last_day FROM sign_on_consents WHERE account = $1
               ORDER BY COALESCE(last_day, '') DESC, agreed_at DESC, vendor";
    query.all(sql, params![account]).await?.iter().map(consent).collect()
}

/// Agrees. What was agreed before is replaced.
pub async fn agree(write: &mut Write, account: &str, vendor: &str, attributes: &Attributes) -> Result<()> {
    let now = write.clock().now_ms();
    write
        .execute(
            "INSERT INTO sign_on_consents (account, vendor, attributes, agreed_at, last_day)
             VALUES ($1, $2, $3, $4, NULL)
             ON CONFLICT (account, vendor) DO UPDATE SET attributes = excluded.attributes,
                 agreed_at = excluded.agreed_at",
            params![account, vendor, attribute::to_text(attributes), now],
        )
        .await?;
    Ok(())
}

/// Takes an agreement back: who is at the vendor's is signed out of it, and the next entry asks again.
pub async fn withdraw(write: &mut Write, account: &str, vendor: &str) -> Result<()> {
    let sql = "DELETE FROM sign_on_consents WHERE account = $1 AND vendor = $2";
    write.execute(sql, params![account, vendor]).await?;
    login::end_of_account(write, account, Some(vendor)).await
}

/// Forgets a pseudonym: the vendor will see a newcomer, who finds nothing of what they kept there.
pub async fn forget_pseudonym(write: &mut Write, account: &str, vendor: &str) -> Result<()> {
    let sql = "DELETE FROM sign_on_pseudonyms WHERE account = $1 AND vendor = $2";
    write.execute(sql, params![account, vendor]).await?;
    login::end_of_account(write, account, Some(vendor)).await
}

/// The pseudonym of an account at a vendor's, made when it has none: 160 random bits, so that two vendors cannot compare.
pub(crate) async fn pseudonym(write: &mut Write, account: &str, vendor: &str) -> Result<String> {
    let fresh = made_pseudonym();
    let now = write.clock().now_ms();
    write
        .execute(
            "INSERT INTO sign_on_pseudonyms (account, vendor, pseudonym, made_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (account, vendor) DO NOTHING",
            params![account, vendor, &fresh, now],
        )
        .await?;
    let sql = "SELECT pseudonym FROM sign_on_pseudonyms WHERE account = $1 AND vendor = $2";
    Ok(write.one(sql, params![account, vendor]).await?.get(0)?)
}

/// A pseudonym nobody had: letters and digits any protocol carries.
pub(crate) fn made_pseudonym() -> String {
    rand::random::<[u8; 20]>().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Notes the day of an entry.
pub(crate) async fn note_day(write: &mut Write, account: &str, vendor: &str, day: &str) -> Result<()> {
    let sql = "UPDATE sign_on_consents SET last_day = $3 WHERE account = $1 AND vendor = $2";
    write.execute(sql, params![account, vendor, day]).await?;
    Ok(())
}

fn consent(row: &Row) -> Result<Consent> {
    Ok(Consent {
        vendor: row.get(0)?,
        attributes: attribute::from_text(row.text(1)?)?,
        agreed_at_ms: row.get(2)?,
        last_day: row.get(3)?,
    })
}

/// A number used once.
pub(crate) fn made_nonce() -> String {
    rand::random::<[u8; 16]>().iter().map(|byte| format!("{byte:02x}")).collect()
}
