//! What the box office holds of a person, and how it goes. Tickets' numbers and prices stay, as accounts must (livre des
//! procédures fiscales, art. L102 B: six years), with nobody's name on them.

use serde_json::{Value, json};
use store::{Db, Query, Write, params};

use crate::model::Order;
use crate::{Result, order, ticket, wait_list};

/// How long after a performance its orders still name someone: to give back, to answer a complaint.
pub const KEPT_DAYS: i64 = 180;
const DAY_MS: i64 = 86_400_000;

/// Everything held of an account: its orders and tickets. For the person's own export.
pub async fn held(db: &Db, account: &str) -> Result<Value> {
    let mut read = db.read().await?;
    let mut orders = Vec::new();
    for known in order::of_account(&mut read, account).await? {
        let tickets: Vec<Value> = ticket::of_order(&mut read, &known.id)
            .await?
            .iter()
            .map(|one| {
                json!({
                    "category": one.category,
                    "number": one.number,
                    "tariff": one.tariff_label,
                    "cents": one.price.0,
                    "state": one.state.code(),
                    "seat": one.seat,
                    "given_to": one.holder_name,
                })
            })
            .collect();
        orders.push(json!({
            "reference": known.reference,
            "performance": known.item,
            "state": known.state.code(),
            "name": known.name,
            "email": known.email,
            "phone": known.phone,
            "commune": known.commune,
            "first_time": known.first_time,
            "group": known.group,
            "cents": known.total.0,
            "made_at": known.created_at.to_string(),
            "tickets": tickets,
        }));
    }
    Ok(json!({ "ticket_orders": orders }))
}

/// Removes everything that names an account's person, in the transaction that erases it everywhere. Their tickets open
/// nothing any more: the rights go with `access::forget`.
pub async fn erase(write: &mut Write, account: &str) -> Result<()> {
    for known in order::of_account(write, account).await? {
        if let Some(email) = &known.email {
            wait_list::forget(write, email).await?;
        }
        erase_known(write, &known).await?;
    }
    Ok(())
}

/// Removes who is named on one order, for a buyer without an account.
///
/// # Errors
/// [`Error::NotFound`](crate::Error::NotFound).
pub async fn erase_order(write: &mut Write, order: &str) -> Result<()> {
    let known = order::by_id(write, order).await?;
    erase_known(write, &known).await
}

async fn erase_known(write: &mut Write, known: &Order) -> Result<()> {
    // The commune goes too: with an hour and a reference it could lead back. What was counted stays counted.
    let sql = "UPDATE box_office_orders SET account = NULL, name = '', email = NULL, phone = NULL, commune = NULL,
                   first_time = NULL, group_name = NULL WHERE id = $1";
    write.execute(sql, params![&known.id]).await?;
    let sql = "UPDATE box_office_tickets SET holder_name = NULL, holder_email = NULL WHERE sale_order = $1";
    write.execute(sql, params![&known.id]).await?;
    payment::forget_email(write, &format!("ticket-order:{}", known.id)).await?;
    if let Some(email) = &known.email {
        let others = "SELECT 1 FROM box_office_orders WHERE email = $1 LIMIT 1";
        if write.optional(others, params![email]).await?.is_none() {
            mail::forget_recipient(write, email).await?;
        }
        let sql = "DELETE FROM box_office_waiting WHERE item = $1 AND email = $2 AND state <> 'offered'";
        write.execute(sql, params![&known.item, email]).await?;
    }
    Ok(())
}

/// Removes who is named on orders of performances long over, a hundred at a time, and waiting lists with them. Gives how many.
pub(crate) async fn sweep(db: &Db) -> Result<u32> {
    let before = db.clock().now_ms() - KEPT_DAYS * DAY_MS;
    let sql = "SELECT o.id FROM box_office_orders o JOIN box_office_sales s ON s.item = o.item
               WHERE s.starts_at < $1 AND s.final = $2 AND (o.name <> '' OR o.email IS NOT NULL OR o.phone IS NOT NULL) LIMIT 100";
    let rows = db.read().await?.all(sql, params![before, true]).await?;
    let ids: Vec<String> = rows.iter().map(|row| row.get(0)).collect::<store::Result<_>>()?;
    for id in &ids {
        let mut write = db.write().await?;
        erase_order(&mut write, id).await?;
        write.commit().await?;
    }
    let waiting = "SELECT 1 FROM box_office_waiting WHERE item IN (SELECT item FROM box_office_sales WHERE starts_at < $1) LIMIT 1";
    if db.read().await?.optional(waiting, params![before]).await?.is_some() {
        let mut write = db.write().await?;
        let sql =
            "DELETE FROM box_office_waiting WHERE item IN (SELECT item FROM box_office_sales WHERE starts_at < $1)";
        write.execute(sql, params![before]).await?;
        write.commit().await?;
    }
    Ok(ids.len() as u32)
}
