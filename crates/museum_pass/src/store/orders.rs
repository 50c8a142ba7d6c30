//! Orders and their lines.

use ledger::Cents;
use store::{new_id, prelude::*};

use super::day;
use crate::model::code;
use crate::model::days;
use crate::model::pass::Names;
use crate::model::sale::{Channel, Deed, Gift, Line, Order, OrderState};
use crate::{Error, Result};

const ORDER: &str =
    "SELECT id, secret, reference, channel, state, account, email, lang, total_cents, payment, receipt, institution,
    created_at, paid_at FROM museum_pass_orders";
const LINE: &str = "SELECT id, sale, product, deed, label, price_cents, refunded_cents, first_name, last_name, second_first, second_last,
    commune, begins_on, gift_to, gift_email, gift_from, gift_message, gift_on, pass, gift, end_before, end_after,
    handed_on_at FROM museum_pass_lines";

/// An order to be kept.
pub(crate) struct NewOrder<'a> {
    pub(crate) channel: Channel,
    pub(crate) account: Option<&'a str>,
    pub(crate) email: Option<&'a str>,
    pub(crate) lang: &'a str,
    pub(crate) institution: Option<&'a str>,
    /// One given beforehand, at a desk; else a new one.
    pub(crate) reference: Option<&'a str>,
}

/// A line to be kept.
#[derive(Debug, Clone)]
pub(crate) struct NewLine {
    pub(crate) product: String,
    pub(crate) deed: Deed,
    pub(crate) label: String,
    pub(crate) price: Cents,
    pub(crate) names: Names,
    pub(crate) commune: Option<String>,
    pub(crate) begins_on: Option<jiff::civil::Date>,
    pub(crate) gift: Gift,
    pub(crate) pass: Option<String>,
}

/// Keeps an order with its lines, asked and not paid.
pub(crate) async fn keep(write: &mut Write, order: &NewOrder<'_>, lines: &[NewLine]) -> Result<Order> {
    let total = Cents::checked_sum(lines.iter().map(|line| line.price)).ok_or(Error::Refused("pass-order-large"))?;
    let (id, now) = (new_id(), write.clock().now_ms());
    write
        .execute(
            "INSERT INTO museum_pass_orders (id, secret, reference, channel, state, account, email, lang, total_cents, institution,
                 created_at)
             VALUES ($1, $2, $3, $4, 'asked', $5, $6, $7, $8, $9, $10)",
            params![
                &id,
                code::new_secret(),
                order.reference.map_or_else(code::new_reference, str::to_owned),
                order.channel.code(),
                order.account,
                order.email,
                order.lang,
                total.0,
                order.institution,
                now
            ],
        )
        .await?;
    for (place, line) in lines.iter().enumerate() {
        write
            .execute(
                "INSERT INTO museum_pass_lines (id, sale, place, product, deed, label, price_cents, refunded_cents, first_name, last_name,
                     second_first, second_last, commune, begins_on, gift_to, gift_email, gift_from, gift_message, gift_on, pass)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)",
                params![
                    new_id(),
                    &id,
                    place as i64,
                    &line.product,
                    line.deed.code(),
                    &line.label,
                    line.price.0,
                    &line.names.first,
                    &line.names.last,
                    &line.names.second_first,
                    &line.names.second_last,
                    line.commune.as_deref(),
                    day(line.begins_on),
                    &line.gift.to,
                    line.gift.email.as_deref(),
                    &line.gift.from,
                    &line.gift.message,
                    day(line.gift.on),
                    line.pass.as_deref()
                ],
            )
            .await?;
    }
    by_id(write, &id).await
}

/// The order with this identifier.
pub(crate) async fn by_id(query: &mut impl Query, id: &str) -> Result<Order> {
    order(&query.one(&format!("{ORDER} WHERE id = $1"), params![id]).await?)
}

/// The order this secret leads to.
pub(crate) async fn by_secret(query: &mut impl Query, secret: &str) -> Result<Order> {
    if !code::is_secret(secret) {
        return Err(Error::NotFound);
    }
    order(&query.one(&format!("{ORDER} WHERE secret = $1"), params![secret]).await?)
}

/// The order of a reference.
pub(crate) async fn by_reference(query: &mut impl Query, reference: &str) -> Result<Option<Order>> {
    query.optional(&format!("{ORDER} WHERE reference = $1"), params![reference]).await?.as_ref().map(order).transpose()
}

/// The orders of an account, the latest first.
pub(crate) async fn of_account(query: &mut impl Query, account: &str) -> Result<Vec<Order>> {
    let sql = format!("{ORDER} WHERE account = $1 ORDER BY created_at DESC, id");
    query.all(&sql, params![account]).await?.iter().map(order).collect()
}

/// The lines of an order.
pub(crate) async fn lines(query: &mut impl Query, order: &str) -> Result<Vec<Line>> {
    let sql = format!("{LINE} WHERE sale = $1 ORDER BY place");
    query.all(&sql, params![order]).await?.iter().map(line).collect()
}

/// The line with this identifier.
pub(crate) async fn line_by_id(query: &mut impl Query, id: &str) -> Result<Line> {
    line(&query.one(&format!("{LINE} WHERE id = $1"), params![id]).await?)
}

/// What was paid for a pass, the latest first: its sale, then its renewals.
pub(crate) async fn paid_lines_of(query: &mut impl Query, pass: &str) -> Result<Vec<(Line, Order)>> {
    let sql = format!(
        "{LINE} WHERE pass = $1 AND sale IN (SELECT id FROM museum_pass_orders WHERE state = 'paid') ORDER BY id DESC"
    );
    let mut found = Vec::new();
    for row in query.all(&sql, params![pass]).await? {
        let line = line(&row)?;
        let order = by_id(query, &line.order).await?;
        found.push((line, order));
    }
    Ok(found)
}

/// Notes the payment an order waits for.
pub(crate) async fn set_payment(write: &mut Write, id: &str, payment: &str) -> Result<()> {
    write.execute("UPDATE museum_pass_orders SET payment = $2 WHERE id = $1", params![id, payment]).await?;
    Ok(())
}

/// Notes an order paid, by this receipt if a till took the money. False when it was already.
pub(crate) async fn set_paid(write: &mut Write, id: &str, receipt: Option<&str>) -> Result<bool> {
    let now = write.clock().now_ms();
    let sql =
        "UPDATE museum_pass_orders SET state = 'paid', paid_at = $2, receipt = $3 WHERE id = $1 AND state <> 'paid'";
    Ok(write.execute(sql, params![id, now, receipt]).await? == 1)
}

/// How many online orders made before an instant wait to be paid.
pub(crate) async fn count_unpaid(query: &mut impl Query, before_ms: i64) -> Result<i64> {
    let sql =
        "SELECT count(*) FROM museum_pass_orders WHERE state = 'asked' AND channel = 'online' AND created_at < $1";
    Ok(query.one(sql, params![before_ms]).await?.get(0)?)
}

/// Gives them up.
pub(crate) async fn give_up_before(write: &mut Write, before_ms: i64) -> Result<u32> {
    let sql = "UPDATE museum_pass_orders SET state = 'given_up' WHERE state = 'asked' AND channel = 'online' AND created_at < $1";
    Ok(write.execute(sql, params![before_ms]).await? as u32)
}

/// Orders given up, made before an instant, that still name someone; at most a hundred.
pub(crate) async fn given_up_before(query: &mut impl Query, before_ms: i64) -> Result<Vec<Order>> {
    let sql = format!(
        "{ORDER} WHERE state = 'given_up' AND created_at < $1 AND (email IS NOT NULL OR account IS NOT NULL OR EXISTS (
             SELECT 1 FROM museum_pass_lines l WHERE l.sale = museum_pass_orders.id
             AND (l.first_name <> '' OR l.last_name <> '' OR l.second_first <> '' OR l.second_last <> ''
                  OR l.commune IS NOT NULL OR l.gift_to <> '' OR l.gift_email IS NOT NULL OR l.gift_from <> ''
                  OR l.gift_message <> '')))
         ORDER BY id LIMIT 100"
    );
    query.all(&sql, params![before_ms]).await?.iter().map(order).collect()
}

/// Notes what a line did.
pub(crate) async fn line_done(
    write: &mut Write,
    id: &str,
    pass: Option<&str>,
    gift: Option<&str>,
    moved: Option<(jiff::civil::Date, jiff::civil::Date)>,
) -> Result<()> {
    write
        .execute(
            "UPDATE museum_pass_lines SET pass = $2, gift = $3, end_before = $4, end_after = $5 WHERE id = $1",
            params![id, pass, gift, day(moved.map(|moved| moved.0)), day(moved.map(|moved| moved.1))],
        )
        .await?;
    Ok(())
}

/// Notes the pass a line's gift became.
pub(crate) async fn set_line_pass(write: &mut Write, id: &str, pass: &str) -> Result<()> {
    write.execute("UPDATE museum_pass_lines SET pass = $2 WHERE id = $1", params![id, pass]).await?;
    Ok(())
}

/// The orders that renew a pass and are not paid, given up or not, in the order of their identifiers.
pub(crate) async fn unpaid_of(query: &mut impl Query, pass: &str) -> Result<Vec<String>> {
    let sql = "SELECT DISTINCT o.id FROM museum_pass_orders o JOIN museum_pass_lines l ON l.sale = o.id
               WHERE l.pass = $1 AND o.state <> 'paid' ORDER BY o.id";
    query.all(sql, params![pass]).await?.iter().map(|row| Ok(row.get(0)?)).collect()
}

/// Parts a pass from who held it: what was paid for it is noted as handed on, what was not is given up. Paid all the same, it makes a pass
/// for who ordered it.
pub(crate) async fn hand_on(write: &mut Write, pass: &str) -> Result<()> {
    let now = write.clock().now_ms();
    for order in unpaid_of(write, pass).await? {
        let sql = "UPDATE museum_pass_orders SET state = 'given_up' WHERE id = $1 AND state = 'asked'";
        write.execute(sql, params![&order]).await?;
        let sql = "UPDATE museum_pass_lines SET pass = NULL WHERE sale = $1 AND pass = $2";
        write.execute(sql, params![&order, pass]).await?;
    }
    let sql = "UPDATE museum_pass_lines SET handed_on_at = $2 WHERE pass = $1 AND handed_on_at IS NULL";
    write.execute(sql, params![pass, now]).await?;
    Ok(())
}

/// Notes what was given back of a line.
pub(crate) async fn refunded(write: &mut Write, id: &str, cents: Cents) -> Result<()> {
    let now = write.clock().now_ms();
    let sql = "UPDATE museum_pass_lines SET refunded_cents = refunded_cents + $2, refunded_at = $3 WHERE id = $1";
    write.execute(sql, params![id, cents.0, now]).await?;
    Ok(())
}

pub(crate) fn order(row: &Row) -> Result<Order> {
    Ok(Order {
        id: row.get(0)?,
        secret: row.get(1)?,
        reference: row.get(2)?,
        channel: Channel::from_code(row.text(3)?)?,
        state: OrderState::from_code(row.text(4)?)?,
        account: row.get(5)?,
        email: row.get(6)?,
        lang: row.get(7)?,
        total: Cents(row.get(8)?),
        payment: row.get(9)?,
        receipt: row.get(10)?,
        institution: row.get(11)?,
        created_at: row.get(12)?,
        paid_at: row.get(13)?,
    })
}

fn line(row: &Row) -> Result<Line> {
    let day_of = |at: usize| -> Result<Option<jiff::civil::Date>> {
        row.get::<Option<String>>(at)?.map(|text| days::read(&text)).transpose()
    };
    Ok(Line {
        id: row.get(0)?,
        order: row.get(1)?,
        product: row.get(2)?,
        deed: Deed::from_code(row.text(3)?)?,
        label: row.get(4)?,
        price: Cents(row.get(5)?),
        refunded: Cents(row.get(6)?),
        names: Names { first: row.get(7)?, last: row.get(8)?, second_first: row.get(9)?, second_last: row.get(10)? },
        commune: row.get(11)?,
        begins_on: day_of(12)?,
        gift: Gift {
            to: row.get(13)?,
            email: row.get(14)?,
            from: row.get(15)?,
            message: row.get(16)?,
            on: day_of(17)?,
        },
        pass: row.get(18)?,
        gift_code: row.get(19)?,
        end_before: day_of(20)?,
        end_after: day_of(21)?,
        handed_on: row.get::<Option<i64>>(22)?.is_some(),
    })
}
