//! What came of a performance, told to the programme: counts that name nobody.

use std::collections::BTreeMap;

use programme::{Outcome, outcome};
use store::prelude::*;

use crate::{Result, sale};

/// After how many days nothing changes an outcome any more: late scans are in, refunds are made.
const FINAL_DAYS: i64 = 14;
const DAY_MS: i64 = 86_400_000;

/// What came of a performance, as tickets and doors say now.
pub(crate) async fn of(write: &mut Write, item: &str) -> Result<Outcome> {
    let sale = sale::by_item(write, item).await?;
    let sql = "SELECT COUNT(CASE WHEN state = 'valid' AND price > 0 THEN 1 END),
                   COUNT(CASE WHEN state = 'valid' AND price = 0 THEN 1 END),
                   CAST(COALESCE(SUM(price - refunded), 0) AS BIGINT)
               FROM box_office_tickets WHERE item = $1";
    let row = write.one(sql, params![item]).await?;
    let (paid, free, receipts) = (row.get(0)?, row.get(1)?, row.get(2)?);
    let sql = "SELECT COUNT(first_time), COUNT(CASE WHEN first_time THEN 1 END) FROM box_office_orders
               WHERE item = $1 AND state = 'paid'";
    // Whoever books answers for themselves, not for those they bring.
    let row = write.one(sql, params![item]).await?;
    let (asked_first, first_time) = (row.get(0)?, row.get(1)?);
    let sql = "SELECT commune, CAST(SUM(places) AS BIGINT) FROM box_office_orders
               WHERE item = $1 AND state = 'paid' AND commune IS NOT NULL GROUP BY commune ORDER BY commune";
    let mut origins = BTreeMap::new();
    for row in write.all(sql, params![item]).await? {
        origins.insert(row.get(0)?, row.get(1)?);
    }
    let ends = sale.starts_at.as_millisecond() + FINAL_DAYS * DAY_MS;
    Ok(Outcome {
        item: item.to_owned(),
        paid,
        free,
        receipts,
        admitted: admitted(write, item, sale.admitted_by_hand).await?,
        asked_first,
        first_time,
        origins,
        is_final: write.clock().now_ms() >= ends,
    })
}

/// People let in: as counted by hand, else at doors. Doors' visits are forgotten in time, so that the highest count stays.
async fn admitted(write: &mut Write, item: &str, by_hand: Option<i64>) -> Result<Option<i64>> {
    let people = access::visits::people_for_item(write, item).await?;
    let sql = "SELECT admitted_by_gate FROM box_office_sales WHERE item = $1";
    let before: Option<i64> = write.one(sql, params![item]).await?.get(0)?;
    let most = people.max(before.unwrap_or_default());
    if most > before.unwrap_or_default() {
        let sql = "UPDATE box_office_sales SET admitted_by_gate = $2 WHERE item = $1";
        write.execute(sql, params![item, most]).await?;
    }
    Ok(by_hand.or(Some(most).filter(|most| *most > 0)))
}

/// Tells the programme what came of a performance. Written only when it changed.
pub(crate) async fn tell(write: &mut Write, item: &str) -> Result<()> {
    let now = of(write, item).await?;
    if outcome::of(write, &[item]).await?.first() != Some(&now) {
        outcome::put(write, &now).await?;
    }
    if now.is_final {
        write.execute("UPDATE box_office_sales SET final = $2 WHERE item = $1", params![item, true]).await?;
    }
    Ok(())
}
