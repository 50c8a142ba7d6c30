//! Gifts waiting to be opened.

use jiff::civil::Date;
use ledger::Cents;
use store::prelude::*;

use super::day;
use crate::model::days;
use crate::model::sale::Gift;
use crate::{Error, Result};

/// A gift.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GiftCode {
    /// Its code.
    pub code: String,
    /// The product's identifier.
    pub product: String,
    /// The line that paid for it.
    pub line: String,
    /// The batch it belongs to.
    pub batch: Option<String>,
    /// What was paid.
    pub price: Cents,
    /// The giver's words.
    pub gift: Gift,
    /// The giver's language.
    pub lang: String,
    /// Whether its letter left.
    pub sent: bool,
    /// The last day it may be opened.
    pub good_until: Date,
    /// `waiting`, `opened` or `cancelled`.
    pub state: String,
    /// The pass it became.
    pub pass: Option<String>,
}

const SELECT: &str =
    "SELECT code, product, line, batch, price_cents, to_name, to_email, from_name, message, lang, send_on, sent_at,
    good_until, state, pass FROM museum_pass_gifts";

/// Keeps a gift.
pub(crate) async fn keep(write: &mut Write, gift: &GiftCode) -> Result<()> {
    write
        .execute(
            "INSERT INTO museum_pass_gifts (code, product, line, batch, price_cents, to_name, to_email, from_name, message, lang, send_on,
                 good_until, state)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'waiting')",
            params![
                &gift.code,
                &gift.product,
                &gift.line,
                gift.batch.as_deref(),
                gift.price.0,
                &gift.gift.to,
                gift.gift.email.as_deref(),
                &gift.gift.from,
                &gift.gift.message,
                &gift.lang,
                day(gift.gift.on),
                gift.good_until.to_string()
            ],
        )
        .await?;
    Ok(())
}

/// The gift of a code.
pub(crate) async fn by_code(query: &mut impl Query, code: &str) -> Result<GiftCode> {
    gift(&query.one(&format!("{SELECT} WHERE code = $1"), params![code]).await?)
}

/// The gifts of a batch.
pub(crate) async fn of_batch(query: &mut impl Query, batch: &str) -> Result<Vec<GiftCode>> {
    let sql = format!("{SELECT} WHERE batch = $1 ORDER BY code");
    query.all(&sql, params![batch]).await?.iter().map(gift).collect()
}

/// Gifts whose letter is due on a day.
pub(crate) async fn due(query: &mut impl Query, today: Date) -> Result<Vec<GiftCode>> {
    let sql = format!(
        "{SELECT} WHERE sent_at IS NULL AND to_email IS NOT NULL AND state = 'waiting' AND (send_on IS NULL OR send_on <= $1)
         ORDER BY code LIMIT 200"
    );
    query.all(&sql, params![today.to_string()]).await?.iter().map(gift).collect()
}

/// Gifts cancelled, or that could be opened until before a day, that still name someone; at most a hundred.
pub(crate) async fn over(query: &mut impl Query, today: Date) -> Result<Vec<String>> {
    let sql = "SELECT code FROM museum_pass_gifts WHERE (state = 'cancelled' OR good_until < $1)
               AND (to_name <> '' OR to_email IS NOT NULL OR from_name <> '' OR message <> '')
               ORDER BY code LIMIT 100";
    query.all(sql, params![today.to_string()]).await?.iter().map(|row| Ok(row.get(0)?)).collect()
}

/// Notes that the letter left. False when another did it.
pub(crate) async fn set_sent(write: &mut Write, code: &str) -> Result<bool> {
    let now = write.clock().now_ms();
    let sql = "UPDATE museum_pass_gifts SET sent_at = $2 WHERE code = $1 AND sent_at IS NULL";
    Ok(write.execute(sql, params![code, now]).await? == 1)
}

/// Takes a gift: whoever comes second gets false.
pub(crate) async fn take(write: &mut Write, code: &str) -> Result<bool> {
    let now = write.clock().now_ms();
    let sql = "UPDATE museum_pass_gifts SET state = 'opened', redeemed_at = $2 WHERE code = $1 AND state = 'waiting'";
    Ok(write.execute(sql, params![code, now]).await? == 1)
}

/// Notes the pass a gift became.
pub(crate) async fn set_pass(write: &mut Write, code: &str, pass: &str) -> Result<()> {
    write.execute("UPDATE museum_pass_gifts SET pass = $2 WHERE code = $1", params![code, pass]).await?;
    Ok(())
}

/// Cancels a gift nobody opened. False when it was opened or is gone.
pub(crate) async fn cancel(write: &mut Write, code: &str) -> Result<bool> {
    let sql = "UPDATE museum_pass_gifts SET state = 'cancelled' WHERE code = $1 AND state = 'waiting'";
    Ok(write.execute(sql, params![code]).await? == 1)
}

fn gift(row: &Row) -> Result<GiftCode> {
    let on = row.get::<Option<String>>(10)?.map(|text| days::read(&text)).transpose()?;
    Ok(GiftCode {
        code: row.get(0)?,
        product: row.get(1)?,
        line: row.get(2)?,
        batch: row.get(3)?,
        price: Cents(row.get(4)?),
        gift: Gift { to: row.get(5)?, email: row.get(6)?, from: row.get(7)?, message: row.get(8)?, on },
        lang: row.get(9)?,
        sent: row.get::<Option<i64>>(11)?.is_some(),
        good_until: days::read(row.text(12)?)?,
        state: row.get(13)?,
        pass: row.get(14)?,
    })
}

impl GiftCode {
    /// Whether it can be opened on a day.
    ///
    /// # Errors
    /// [`Error::Refused`] with why not.
    pub fn check(&self, today: Date) -> Result<()> {
        match self.state.as_str() {
            "waiting" if today <= self.good_until => Ok(()),
            "waiting" => Err(Error::Refused("pass-gift-over")),
            "opened" => Err(Error::Refused("pass-gift-opened")),
            _ => Err(Error::Refused("pass-gift-cancelled")),
        }
    }
}
