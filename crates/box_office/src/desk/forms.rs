//! What the desk keeps for itself: forms already sent, and how often tickets were printed.

use rand::RngExt as _;
use store::prelude::*;

use crate::{Error, Result};

/// A form is known for two days: nobody sends one again later.
const KEPT_MS: i64 = 48 * 3600 * 1000;
/// Signs of a form's reference: none is mistaken for another.
const SIGNS: &[u8] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const LENGTH: usize = 20;

/// A reference for a form about to be shown.
pub(super) fn new_reference() -> String {
    let mut random = rand::rng();
    (0..LENGTH).map(|_| char::from(SIGNS[random.random_range(0..SIGNS.len())])).collect()
}

/// The order this form made already, if it was sent before. Two that are sent at once wait for one another here.
///
/// # Errors
/// [`Error::Refused`] for a reference that is not ours.
pub(super) async fn order_of(write: &mut Write, reference: &str) -> Result<Option<String>> {
    if reference.len() != LENGTH || !reference.bytes().all(|byte| SIGNS.contains(&byte)) {
        return Err(Error::Refused("desk-form-stale"));
    }
    write.exclusive(&format!("box_office.desk:{reference}")).await?;
    let sql = "SELECT order_id FROM box_office_desk_forms WHERE reference = $1";
    let row = write.optional(sql, params![reference]).await?;
    Ok(row.map(|row| row.get(0)).transpose()?)
}

/// Notes what a form made.
pub(super) async fn made(write: &mut Write, reference: &str, order: &str) -> Result<()> {
    let now = write.clock().now_ms();
    write.execute("DELETE FROM box_office_desk_forms WHERE sent_at < $1", params![now - KEPT_MS]).await?;
    write
        .execute(
            "INSERT INTO box_office_desk_forms (reference, order_id, sent_at) VALUES ($1, $2, $3)",
            params![reference, order, now],
        )
        .await?;
    Ok(())
}

/// Notes that an order's tickets are printed. Gives which copy it is: 1 is the original.
pub(super) async fn printed(write: &mut Write, order: &str, agent: &str) -> Result<i64> {
    write.exclusive(&format!("box_office.desk_print:{order}")).await?;
    let copy = prints(write, order).await? + 1;
    let now = write.clock().now_ms();
    write
        .execute(
            "INSERT INTO box_office_desk_prints (order_id, copy, printed_at, agent) VALUES ($1, $2, $3, $4)",
            params![order, copy, now, agent],
        )
        .await?;
    Ok(copy)
}

/// How often an order's tickets were printed at desks.
pub(super) async fn prints(query: &mut impl Query, order: &str) -> Result<i64> {
    let sql = "SELECT count(*) FROM box_office_desk_prints WHERE order_id = $1";
    Ok(query.one(sql, params![order]).await?.get(0)?)
}
