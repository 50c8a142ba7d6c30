//! Products and their prices.

use jiff::civil::Date;
use ledger::Cents;
use store::{new_id, prelude::*};

use crate::model::days;
use crate::model::product::{Audience, Eligibility, Price, Product, RefundRule, Validity, Words};
use crate::{Error, Result};

const COLUMNS: &str = "id, code, place, kind, name_fr, name_nl, name_en, words_fr, words_nl, words_en, eligible_fr, eligible_nl,
    eligible_en, eligibility, admits, holders, validity, months, begins_within_months, renew_before_days, renew_after_days, refund,
    transfers, online, desk, gift, batch, notional_cents, demo, source";

/// Keeps a product, or brings the one of this code up to date. Gives its identifier.
pub(crate) async fn keep(write: &mut Write, product: &Product) -> Result<String> {
    let now = write.clock().now_ms();
    let places = (1..=31).map(|at| format!("${at}")).collect::<Vec<_>>().join(", ");
    let changed = COLUMNS
        .split(',')
        .map(str::trim)
        .filter(|column| !matches!(*column, "id" | "code"))
        .map(|column| format!("{column} = excluded.{column}"))
        .collect::<Vec<_>>()
        .join(", ");
    let sql = format!(
        "INSERT INTO museum_pass_products ({COLUMNS}, updated_at) VALUES ({places})
         ON CONFLICT (code) DO UPDATE SET {changed}, updated_at = excluded.updated_at RETURNING id"
    );
    let Product { name, words, eligible, .. } = product;
    let row = write
        .one(
            &sql,
            params![
                new_id(),
                &product.code,
                product.place,
                product.audience.code(),
                &name.fr,
                &name.nl,
                &name.en,
                &words.fr,
                &words.nl,
                &words.en,
                &eligible.fr,
                &eligible.nl,
                &eligible.en,
                product.eligibility.code(),
                product.admits,
                product.holders,
                product.validity.code(),
                product.months,
                product.begins_within_months,
                product.renew_before_days,
                product.renew_after_days,
                product.refund.code(),
                product.transfers,
                product.online,
                product.desk,
                product.gift,
                product.batch,
                product.notional.map(|cents| cents.0),
                product.demo,
                &product.source,
                now
            ],
        )
        .await?;
    Ok(row.get(0)?)
}

/// The product with this identifier.
pub(crate) async fn by_id(query: &mut impl Query, id: &str) -> Result<Product> {
    product(&query.one(&format!("SELECT {COLUMNS} FROM museum_pass_products WHERE id = $1"), params![id]).await?)
}

/// The product of this code.
pub(crate) async fn by_code(query: &mut impl Query, code: &str) -> Result<Product> {
    product(&query.one(&format!("SELECT {COLUMNS} FROM museum_pass_products WHERE code = $1"), params![code]).await?)
}

/// Every product, in order.
pub(crate) async fn all(query: &mut impl Query) -> Result<Vec<Product>> {
    let sql = format!("SELECT {COLUMNS} FROM museum_pass_products ORDER BY place, code");
    query.all(&sql, params![]).await?.iter().map(product).collect()
}

/// The prices of a product, the latest first.
pub(crate) async fn prices(query: &mut impl Query, product: &str) -> Result<Vec<Price>> {
    let sql = "SELECT from_day, cents FROM museum_pass_prices WHERE product = $1 ORDER BY from_day DESC";
    let rows = query.all(sql, params![product]).await?;
    rows.iter().map(|row| Ok(Price { from: days::read(row.text(0)?)?, cents: Cents(row.get(1)?) })).collect()
}

/// The price of a product on a day; none when it is not sold yet.
pub(crate) async fn price_on(query: &mut impl Query, product: &str, day: Date) -> Result<Option<Cents>> {
    let sql =
        "SELECT cents FROM museum_pass_prices WHERE product = $1 AND from_day <= $2 ORDER BY from_day DESC LIMIT 1";
    let row = query.optional(sql, params![product, day.to_string()]).await?;
    Ok(row.map(|row| row.get(0)).transpose()?.map(Cents))
}

/// Sets a price from a day on, in place of the one that began that day.
pub(crate) async fn set_price(write: &mut Write, product: &str, price: Price) -> Result<()> {
    if price.cents.0 < 0 {
        return Err(Error::field("price", "pass-price-bad"));
    }
    write
        .execute(
            "INSERT INTO museum_pass_prices (product, from_day, cents) VALUES ($1, $2, $3)
             ON CONFLICT (product, from_day) DO UPDATE SET cents = excluded.cents",
            params![product, price.from.to_string(), price.cents.0],
        )
        .await?;
    Ok(())
}

/// Takes back a price that has not begun.
pub(crate) async fn drop_price(write: &mut Write, product: &str, from: Date) -> Result<()> {
    let sql = "DELETE FROM museum_pass_prices WHERE product = $1 AND from_day = $2";
    let gone = write.execute(sql, params![product, from.to_string()]).await?;
    if gone == 0 { Err(Error::NotFound) } else { Ok(()) }
}

fn product(row: &Row) -> Result<Product> {
    let words =
        |at: usize| -> Result<Words> { Ok(Words { fr: row.get(at)?, nl: row.get(at + 1)?, en: row.get(at + 2)? }) };
    let number = |at: usize| -> Result<u32> { Ok(u32::try_from(row.get::<i64>(at)?).unwrap_or_default()) };
    Ok(Product {
        id: row.get(0)?,
        code: row.get(1)?,
        place: number(2)?,
        audience: Audience::from_code(row.text(3)?)?,
        name: words(4)?,
        words: words(7)?,
        eligible: words(10)?,
        eligibility: Eligibility::from_code(row.text(13)?)?,
        admits: number(14)?,
        holders: number(15)?,
        validity: Validity::from_code(row.text(16)?)?,
        months: number(17)?,
        begins_within_months: number(18)?,
        renew_before_days: number(19)?,
        renew_after_days: number(20)?,
        refund: RefundRule::from_code(row.text(21)?)?,
        transfers: number(22)?,
        online: row.get(23)?,
        desk: row.get(24)?,
        gift: row.get(25)?,
        batch: row.get(26)?,
        notional: row.get::<Option<i64>>(27)?.map(Cents),
        demo: row.get(28)?,
        source: row.get(29)?,
    })
}
