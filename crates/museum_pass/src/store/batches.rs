//! What works councils buy.

use jiff::civil::Date;
use store::{new_id, prelude::*};

use super::day;
use crate::Result;
use crate::model::days;

/// A batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// Identifier.
    pub id: String,
    /// Its order.
    pub order: String,
    /// Who buys.
    pub buyer: String,
    /// Where the invoice goes.
    pub address: String,
    /// The buyer's SIRET number.
    pub siret: Option<String>,
    /// The buyer's own reference.
    pub buyer_reference: String,
    /// `names` or `codes`.
    pub kind: String,
    /// How many passes.
    pub copies: u32,
    /// The day the transfer came.
    pub paid_on: Option<Date>,
    /// What the bank said of it.
    pub bank_reference: Option<String>,
    /// When it was made, in milliseconds since 1970 UTC.
    pub created_at: i64,
}

const SELECT: &str =
    "SELECT id, sale, buyer, address, siret, buyer_reference, kind, copies, paid_on, bank_reference, created_at
    FROM museum_pass_batches";

/// Keeps a batch; its `id` and `created_at` are not looked at. Gives the identifier.
pub(crate) async fn keep(write: &mut Write, batch: &Batch) -> Result<String> {
    let (id, now) = (new_id(), write.clock().now_ms());
    write
        .execute(
            "INSERT INTO museum_pass_batches (id, sale, buyer, address, siret, buyer_reference, kind, copies, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            params![
                &id,
                &batch.order,
                &batch.buyer,
                &batch.address,
                batch.siret.as_deref(),
                &batch.buyer_reference,
                &batch.kind,
                batch.copies,
                now
            ],
        )
        .await?;
    Ok(id)
}

/// The batch with this identifier.
pub(crate) async fn by_id(query: &mut impl Query, id: &str) -> Result<Batch> {
    batch(&query.one(&format!("{SELECT} WHERE id = $1"), params![id]).await?)
}

/// The batch of an order.
pub(crate) async fn of_order(query: &mut impl Query, order: &str) -> Result<Option<Batch>> {
    query.optional(&format!("{SELECT} WHERE sale = $1"), params![order]).await?.as_ref().map(batch).transpose()
}

/// Every batch, the latest first.
pub(crate) async fn all(query: &mut impl Query) -> Result<Vec<Batch>> {
    let sql = format!("{SELECT} ORDER BY created_at DESC, id LIMIT 500");
    query.all(&sql, params![]).await?.iter().map(batch).collect()
}

/// Notes the transfer.
pub(crate) async fn set_paid(write: &mut Write, id: &str, on: Date, bank_reference: &str) -> Result<()> {
    let sql = "UPDATE museum_pass_batches SET paid_on = $2, bank_reference = $3 WHERE id = $1";
    write.execute(sql, params![id, day(Some(on)), bank_reference]).await?;
    Ok(())
}

fn batch(row: &Row) -> Result<Batch> {
    Ok(Batch {
        id: row.get(0)?,
        order: row.get(1)?,
        buyer: row.get(2)?,
        address: row.get(3)?,
        siret: row.get(4)?,
        buyer_reference: row.get(5)?,
        kind: row.get(6)?,
        copies: u32::try_from(row.get::<i64>(7)?).unwrap_or_default(),
        paid_on: row.get::<Option<String>>(8)?.map(|text| days::read(&text)).transpose()?,
        bank_reference: row.get(9)?,
        created_at: row.get(10)?,
    })
}
