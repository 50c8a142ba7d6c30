//! What the wing holds of a person, and how it goes. Orders stay as accounts must (code de commerce, art. L123-22: ten years), without a name on them; counts name nobody.

use jiff::ToSpan;
use serde_json::{Value, json};
use store::{Db, Write, params};

use crate::model::days;
use crate::model::sale::{Order, OrderState};
use crate::store::{benefits, claims, gifts, orders, passes, products};
use crate::{Error, Result};

/// How long after its end a pass still names its holder: a year to renew or to dispute, and a month more.
const KEPT_MONTHS: i64 = 13;
/// How long after it was made an order given up still says who wanted what, in days: time enough for a payment on its way.
const UNPAID_DAYS: i64 = 60;
/// The columns of a line that name someone, or are their words, emptied.
const NAMELESS: &str = "first_name = '', last_name = '', second_first = '', second_last = '', commune = NULL, gift_to = '', gift_email = NULL,
    gift_from = '', gift_message = ''";
/// The same of a gift: its code stays, and opens what was paid.
const GIFT_NAMELESS: &str = "to_name = '', to_email = NULL, from_name = '', message = ''";

/// Everything held of an account: its passes, what they asked for, its orders. For the person's own export.
pub async fn held(db: &Db, account: &str) -> Result<Value> {
    let mut read = db.read().await?;
    let mut own = Vec::new();
    for pass in passes::of_account(&mut read, account).await? {
        let product = products::by_id(&mut read, &pass.product).await?;
        let mut asked = Vec::new();
        for claim in claims::of_pass(&mut read, &pass.id).await? {
            let benefit = benefits::by_id(&mut read, &claim.benefit).await?;
            asked.push(json!({ "invitation": benefit.title.fr, "state": claim.state.code() }));
        }
        own.push(json!({
            "number": pass.number,
            "product": product.name.fr,
            "name": pass.names.full(),
            "second_name": pass.names.second(),
            "email": pass.email,
            "commune": pass.commune,
            "bought_on": pass.bought_on.to_string(),
            "begins_on": pass.begins_on.to_string(),
            "ends_on": pass.ends_on.to_string(),
            "first_visit_on": pass.first_visit_on.map(|day| day.to_string()),
            "eligibility": pass.proof.code(),
            "state": pass.state.code(),
            "invitations": asked,
        }));
    }
    let mut bought = Vec::new();
    for order in orders::of_account(&mut read, account).await? {
        bought.push(json!({
            "reference": order.reference,
            "state": order.state.code(),
            "cents": order.total.0,
            "email": order.email,
        }));
    }
    Ok(json!({ "passes": own, "orders": bought }))
}

/// Removes everything held of an account, in the transaction that erases it everywhere: rights go with `access::forget`. Its passes open nothing any more.
/// A gift it gave can still be opened by whoever has the code; orders it did not pay are given up.
pub async fn erase(write: &mut Write, account: &str) -> Result<()> {
    // Payments before passes: the order in which whoever pays takes them.
    for order in orders::of_account(write, account).await? {
        if order.state == OrderState::Asked
            && let Some(payment) = &order.payment
        {
            payment::withdraw(write, payment).await?;
        }
    }
    for pass in passes::of_account(write, account).await? {
        erase_pass(write, &pass.id).await?;
    }
    for order in orders::of_account(write, account).await? {
        payment::forget_email(write, &format!("pass-order:{}", order.id)).await?;
    }
    let own = "SELECT id FROM museum_pass_orders WHERE account = $1";
    let gifts = format!(
        "UPDATE museum_pass_gifts SET {GIFT_NAMELESS} WHERE line IN (SELECT id FROM museum_pass_lines WHERE sale IN ({own}))"
    );
    write.execute(&gifts, params![account]).await?;
    let lines = format!("UPDATE museum_pass_lines SET {NAMELESS} WHERE sale IN ({own})");
    write.execute(&lines, params![account]).await?;
    let sql = "UPDATE museum_pass_orders SET account = NULL, email = NULL,
                   state = CASE WHEN state = 'asked' THEN 'given_up' ELSE state END
               WHERE account = $1";
    write.execute(sql, params![account]).await?;
    Ok(())
}

/// Removes who is named on passes over for so long that nobody renews or disputes them, on orders given up and on gifts that nobody can open
/// any more. The server does it each minute, a hundred at a time of each. Gives how many passes.
pub async fn sweep(db: &Db) -> Result<u32> {
    let before_ms = db.clock().now_ms() - UNPAID_DAYS * 86_400_000;
    for order in orders::given_up_before(&mut db.read().await?, before_ms).await? {
        let mut write = db.write().await?;
        forget_unpaid(&mut write, &order).await?;
        write.commit().await?;
    }
    let today = days::today(db.clock());
    for code in gifts::over(&mut db.read().await?, today).await? {
        let mut write = db.write().await?;
        let gift = format!("UPDATE museum_pass_gifts SET {GIFT_NAMELESS} WHERE code = $1");
        write.execute(&gift, params![&code]).await?;
        let line = format!("UPDATE museum_pass_lines SET {NAMELESS} WHERE gift = $1");
        write.execute(&line, params![&code]).await?;
        write.commit().await?;
    }
    let before = days::today(db.clock()).checked_sub(KEPT_MONTHS.months())?;
    let over = passes::over_before(&mut db.read().await?, before).await?;
    for pass in &over {
        let mut write = db.write().await?;
        erase_pass(&mut write, pass).await?;
        write.commit().await?;
    }
    Ok(over.len() as u32)
}

/// Removes who is named on an order given up. Its payment is withdrawn: paid all the same, the money is to be given back, since nobody would
/// know whose pass it buys.
async fn forget_unpaid(write: &mut Write, order: &Order) -> Result<()> {
    if let Some(payment) = &order.payment {
        payment::withdraw(write, payment).await?;
    }
    // Paid meanwhile: it is an order like another.
    if orders::by_id(write, &order.id).await?.state != OrderState::GivenUp {
        return Ok(());
    }
    payment::forget_email(write, &format!("pass-order:{}", order.id)).await?;
    let lines = format!("UPDATE museum_pass_lines SET {NAMELESS} WHERE sale = $1");
    write.execute(&lines, params![&order.id]).await?;
    let sql = "UPDATE museum_pass_orders SET account = NULL, email = NULL WHERE id = $1";
    write.execute(sql, params![&order.id]).await?;
    Ok(())
}

/// Removes one pass and who it names: for a holder without an account, from their pass's own page. Its line stays in the accounts, nameless.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn erase_pass(write: &mut Write, pass: &str) -> Result<()> {
    let known = passes::by_id(write, pass).await?;
    for claim in claims::of_pass(write, pass).await? {
        crate::invitations::give_back(write, &claim.benefit, pass).await?;
        if let Some(right) = &claim.right {
            access::forget_right(write, right).await?;
        }
    }
    match access::rights::set_state(write, pass, access::RightState::Cancelled).await {
        Ok(()) | Err(access::Error::NotFound) => {}
        Err(other) => return Err(other.into()),
    }
    // The right's own traces: its credential, its terms' commune, visits not yet counted.
    access::forget_right(write, pass).await?;
    let lines = format!("UPDATE museum_pass_lines SET {NAMELESS}, pass = NULL WHERE pass = $1");
    write.execute(&lines, params![pass]).await?;
    let gift = format!("UPDATE museum_pass_gifts SET {GIFT_NAMELESS}, pass = NULL WHERE pass = $1");
    write.execute(&gift, params![pass]).await?;
    write
        .execute(
            "DELETE FROM museum_pass_letters WHERE subject = $1 OR subject LIKE $2",
            params![pass, format!("{pass}:%")],
        )
        .await?;
    if let Some(email) = &known.email {
        mail::forget_recipient(write, email).await?;
        let sql = "UPDATE museum_pass_orders SET email = NULL WHERE email = $1 AND state = 'paid'
                   AND NOT EXISTS (SELECT 1 FROM museum_pass_lines l JOIN museum_pass_passes p ON p.id = l.pass
                                   WHERE l.sale = museum_pass_orders.id AND p.id <> $2)";
        write.execute(sql, params![email, pass]).await?;
    }
    let gone = write.execute("DELETE FROM museum_pass_passes WHERE id = $1", params![pass]).await?;
    if gone == 0 { Err(Error::NotFound) } else { Ok(()) }
}
