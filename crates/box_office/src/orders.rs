//! Orders as they are kept.

use ledger::Cents;
use shell::Lang;
use store::{in_list, prelude::*};

use crate::model::{Channel, Order, OrderState};
use crate::{Error, Result, codes, hold, times};

const SELECT: &str =
    "SELECT id, secret, reference, item, allotment, channel, state, account, name, email, phone, lang, commune,
    first_time, places, total, refunded, payment, receipt, expires_at, created_at, paid_at, hold, group_name
    FROM box_office_orders";

fn read(row: &Row) -> Result<Order> {
    Ok(Order {
        id: row.get(0)?,
        secret: row.get(1)?,
        reference: row.get(2)?,
        item: row.get(3)?,
        allotment: row.get(4)?,
        channel: Channel::from_code(row.text(5)?)?,
        state: OrderState::from_code(row.text(6)?)?,
        account: row.get(7)?,
        name: row.get(8)?,
        email: row.get(9)?,
        phone: row.get(10)?,
        lang: Lang::from_code(row.text(11)?).unwrap_or_default(),
        commune: row.get(12)?,
        first_time: row.get(13)?,
        places: row.get(14)?,
        total: Cents(row.get(15)?),
        refunded: Cents(row.get(16)?),
        payment: row.get(17)?,
        receipt: row.get(18)?,
        expires_at: times::maybe(row.get(19)?)?,
        created_at: times::at(row.get(20)?)?,
        paid_at: times::maybe(row.get(21)?)?,
        hold: row.get(22)?,
        group: row.get(23)?,
        lines: Vec::new(),
    })
}

async fn listed(query: &mut impl Query, which: &str, values: Vec<Value<'_>>) -> Result<Vec<Order>> {
    let rows = query.all(&format!("{SELECT} WHERE {which}"), values).await?;
    let mut orders: Vec<Order> = rows.iter().map(read).collect::<Result<_>>()?;
    let ids: Vec<String> = orders.iter().map(|order| order.id.clone()).collect();
    let mut by_id: std::collections::HashMap<String, Vec<crate::model::Line>> = std::collections::HashMap::new();
    for some in ids.chunks(500) {
        let sql = format!(
            "SELECT l.tariff, CASE o.lang WHEN 'nl' THEN t.label_nl WHEN 'en' THEN t.label_en ELSE t.label_fr END,
                 l.quantity, l.price, l.sale_order, t.label_fr
             FROM box_office_order_lines l JOIN box_office_orders o ON o.id = l.sale_order
             JOIN box_office_tariffs t ON t.id = l.tariff
             WHERE l.sale_order IN {} ORDER BY l.sale_order, l.place",
            in_list(1, some.len())
        );
        for row in query.all(&sql, some.iter().map(Value::from).collect()).await? {
            let mut line = hold::line(&row)?;
            if line.label.is_empty() {
                line.label = row.get(5)?;
            }
            by_id.entry(row.get(4)?).or_default().push(line);
        }
    }
    for order in &mut orders {
        order.lines = by_id.remove(&order.id).unwrap_or_default();
    }
    Ok(orders)
}

async fn single(query: &mut impl Query, which: &str, value: &str) -> Result<Option<Order>> {
    Ok(listed(query, which, params![value]).await?.pop())
}

/// The order with this identifier.
pub async fn by_id(query: &mut impl Query, id: &str) -> Result<Order> {
    single(query, "id = $1", id).await?.ok_or(Error::NotFound)
}

/// The order a secret leads to.
pub async fn by_secret(query: &mut impl Query, secret: &str) -> Result<Order> {
    if !codes::is_secret(secret) {
        return Err(Error::NotFound);
    }
    single(query, "secret = $1", secret).await?.ok_or(Error::NotFound)
}

/// The order one quotes, as typed, if it exists.
pub async fn by_reference(query: &mut impl Query, reference: &str) -> Result<Option<Order>> {
    single(query, "reference = $1", &codes::typed_reference(reference)).await
}

/// The orders of an e-mail address, the latest first.
pub async fn of_email(query: &mut impl Query, email: &str) -> Result<Vec<Order>> {
    listed(query, "email = $1 ORDER BY created_at DESC, id DESC", params![email.trim().to_lowercase()]).await
}

/// The orders of an account, the latest first.
pub async fn of_account(query: &mut impl Query, account: &str) -> Result<Vec<Order>> {
    listed(query, "account = $1 ORDER BY created_at DESC, id DESC", params![account]).await
}

/// The orders of a performance, the latest first.
pub async fn of_item(query: &mut impl Query, item: &str) -> Result<Vec<Order>> {
    listed(query, "item = $1 ORDER BY created_at DESC, id DESC", params![item]).await
}

/// The orders of these performances whose reference, name, group or address contains a text, the latest first, fifty at most.
pub async fn find(query: &mut impl Query, items: &[&str], text: &str) -> Result<Vec<Order>> {
    let text = text.trim().to_lowercase();
    if text.is_empty() || items.is_empty() {
        return Ok(Vec::new());
    }
    // The signs LIKE gives a meaning to are looked for as themselves.
    let sought: String = text
        .chars()
        .flat_map(|sign| match sign {
            '%' | '_' | '!' => vec!['!', sign],
            other => vec![other],
        })
        .collect();
    let mut found = Vec::new();
    for some in items.chunks(400) {
        let list = in_list(3, some.len());
        let which = format!(
            "item IN {list} AND (reference = $1 OR lower(name) LIKE $2 ESCAPE '!' OR lower(group_name) LIKE $2 ESCAPE '!'
                 OR email LIKE $2 ESCAPE '!') ORDER BY created_at DESC, id DESC LIMIT 50"
        );
        let mut values = params![codes::typed_reference(&text), format!("%{sought}%")];
        values.extend(some.iter().map(|item| Value::from(*item)));
        found.extend(listed(query, &which, values).await?);
    }
    found.sort_by(|one, other| other.created_at.cmp(&one.created_at).then(other.id.cmp(&one.id)));
    found.truncate(50);
    Ok(found)
}
