//! Under which terms a right is held: what figures may know of it without knowing whose it is.

use std::collections::HashMap;

use store::prelude::*;

use crate::{Error, Result};

/// The terms of a right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// The right, or a word that means nobody once its holder has gone ([`rights::gone_name`](crate::rights::gone_name)).
    pub right: String,
    /// Code of the product.
    pub product: String,
    /// What the product is called.
    pub label: String,
    /// What was paid for it, net of what was given back, in cents; 0 when it was free.
    pub price_cents: i64,
    /// What a third party pays in place of the holder, in cents; 0 when nobody does.
    pub notional_cents: i64,
    /// INSEE code of the holder's commune, if the holder agreed to be counted with it.
    pub commune: Option<String>,
    /// The item of the programme it is for, if it is for one (an exhibition, an evening).
    pub item: Option<String>,
}

/// Says under which terms a right is held, in place of what was said before.
pub async fn set(write: &mut Write, terms: &Terms) -> Result<()> {
    write
        .execute(
            "INSERT INTO access_terms (right_id, product, label, price_cents, notional_cents, commune, item)
             VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (right_id) DO UPDATE SET product = excluded.product, label = excluded.label,
                 price_cents = excluded.price_cents, notional_cents = excluded.notional_cents,
                 commune = excluded.commune, item = excluded.item",
            params![
                &terms.right,
                &terms.product,
                &terms.label,
                terms.price_cents,
                terms.notional_cents,
                terms.commune.as_deref(),
                terms.item.as_deref()
            ],
        )
        .await?;
    Ok(())
}

/// Says under which terms rights just issued are held.
pub async fn set_many(write: &mut Write, terms: &[Terms]) -> Result<()> {
    let rows: Vec<_> = terms
        .iter()
        .map(|terms| {
            [
                Value::from(&terms.right),
                Value::from(&terms.product),
                Value::from(&terms.label),
                Value::from(terms.price_cents),
                Value::from(terms.notional_cents),
                Value::from(terms.commune.as_deref()),
                Value::from(terms.item.as_deref()),
            ]
        })
        .collect();
    let columns = ["right_id", "product", "label", "price_cents", "notional_cents", "commune", "item"];
    write.insert_many("access_terms", &columns, rows, None).await?;
    Ok(())
}

/// Changes what was paid for a right, net of what was given back, in cents.
pub async fn set_price(write: &mut Write, right: &str, price_cents: i64) -> Result<()> {
    let sql = "UPDATE access_terms SET price_cents = $1 WHERE right_id = $2";
    if write.execute(sql, params![price_cents, right]).await? == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// Says of which commune's inhabitants a right is counted, or that the holder does not want to be any more.
pub async fn set_commune(write: &mut Write, right: &str, commune: Option<&str>) -> Result<()> {
    let sql = "UPDATE access_terms SET commune = $1 WHERE right_id = $2";
    if write.execute(sql, params![commune, right]).await? == 0 { Err(Error::NotFound) } else { Ok(()) }
}

const SELECT: &str = "SELECT right_id, product, label, price_cents, notional_cents, commune, item FROM access_terms";

/// The terms of a right.
pub async fn of(query: &mut impl Query, right: &str) -> Result<Option<Terms>> {
    query.optional(&format!("{SELECT} WHERE right_id = $1"), params![right]).await?.as_ref().map(read).transpose()
}

/// The terms of these rights.
pub async fn of_many(query: &mut impl Query, rights: &[&str]) -> Result<HashMap<String, Terms>> {
    let mut found = HashMap::with_capacity(rights.len());
    for some in rights.chunks(500) {
        let sql = format!("{SELECT} WHERE right_id IN {}", store::in_list(1, some.len()));
        for row in query.all(&sql, some.iter().map(|right| Value::from(*right)).collect()).await? {
            let terms = read(&row)?;
            found.insert(terms.right.clone(), terms);
        }
    }
    Ok(found)
}

/// Every terms, in the order rights were issued.
pub async fn list(query: &mut impl Query) -> Result<Vec<Terms>> {
    query.all(&format!("{SELECT} ORDER BY right_id"), params![]).await?.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Terms> {
    Ok(Terms {
        right: row.get(0)?,
        product: row.get(1)?,
        label: row.get(2)?,
        price_cents: row.get(3)?,
        notional_cents: row.get(4)?,
        commune: row.get(5)?,
        item: row.get(6)?,
    })
}
