//! Who takes the places held, and how they are paid.

use jiff::Timestamp;
use ledger::Cents;
use payment::{Asked, Fulfilled, Fulfilment};
use people::{Actor, audit};
use programme::{PerformanceState, performance};
use regie::{Paying, Receipt, SaleLine, Taking, TillSession};
use serde_json::json;
use shell::Lang;
use store::{new_id, prelude::*};

use crate::issue::{self, ToIssue};
use crate::model::{Channel, Hold, ONLINE, Order, OrderState, Sale};
use crate::portal::letters::{self, Kind};
use crate::{Error, Result, cancel, codes, hold, sale, seats, times};

pub use crate::orders::{by_id, by_reference, by_secret, find, of_account, of_email, of_item};

/// How long places wait for a payment online, in minutes.
pub const PAY_MINUTES: i64 = 30;
/// How long they wait for a payment at the town hall, in days, at most…
pub const COUNTER_DAYS: i64 = 10;
/// …and until how many days before the performance, for who books online.
pub const COUNTER_DAYS_BEFORE: i64 = 3;
const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 86_400_000;
/// What begins the reference of an order's payment.
const PREFIX: &str = "ticket-order";

/// Who buys.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Buyer {
    /// Their account, when signed in.
    pub account: Option<String>,
    /// Their name.
    pub name: String,
    /// Where letters go: needed online.
    pub email: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// Their language.
    pub lang: Lang,
    /// INSEE code of the commune they come from, by choice.
    pub commune: Option<String>,
    /// Whether it is their first time, by choice.
    pub first_time: Option<bool>,
    /// Group or school, when it is one.
    pub group: Option<String>,
}

/// Whether a letter could go to an address: one @, a dot after it, no blanks. The postman has the last word.
#[must_use]
pub fn is_email(text: &str) -> bool {
    let text = text.trim();
    let halves = text.split_once('@');
    text.len() <= 254
        && !text.chars().any(|sign| sign.is_whitespace() || sign.is_control() || "<>,;\"".contains(sign))
        && halves.is_some_and(|(who, place)| {
            !who.is_empty() && !place.contains('@') && place.trim_matches('.').contains('.')
        })
}

/// What was filled in, tidied and checked; online a name and an address are needed.
pub(crate) fn sound(buyer: &Buyer, channel: Channel) -> Result<Buyer> {
    let tidy = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let filled = |text: &Option<String>| text.as_deref().map(tidy).filter(|text| !text.is_empty());
    let name = tidy(&buyer.name);
    let email = filled(&buyer.email).map(|email| email.to_lowercase());
    let online = channel == Channel::Online;
    if name.chars().count() > 80 || name.chars().any(char::is_control) {
        return Err(Error::field("name", "box-name-bad"));
    }
    if online && name.is_empty() {
        return Err(Error::field("name", "box-name-needed"));
    }
    match &email {
        Some(email) if !is_email(email) => return Err(Error::field("email", "box-email-bad")),
        None if online => return Err(Error::field("email", "box-email-needed")),
        _ => {}
    }
    let phone = filled(&buyer.phone);
    if phone.as_deref().is_some_and(|phone| {
        phone.len() > 24 || !phone.chars().all(|sign| sign.is_ascii_digit() || " +.()-".contains(sign))
    }) {
        return Err(Error::field("phone", "box-phone-bad"));
    }
    let commune = filled(&buyer.commune);
    if commune.as_deref().is_some_and(|insee| insee.len() != 5 || !insee.chars().all(|c| c.is_ascii_alphanumeric())) {
        return Err(Error::field("commune", "box-commune-bad"));
    }
    let group = filled(&buyer.group);
    if group.as_deref().is_some_and(|group| group.chars().count() > 120 || group.chars().any(char::is_control)) {
        return Err(Error::field("group", "box-name-bad"));
    }
    Ok(Buyer { name, email, phone, commune, group, ..buyer.clone() })
}

/// Makes an order of a hold. What is to be paid is asked ([`Order::payment`], send the buyer to `payment::page`); what is
/// free is issued at once. The same hold and address again is the same order.
///
/// # Errors
/// [`Error::Refused`] `box-hold-gone` when the hold lapsed, `box-hold-used` when someone else made an order of it,
/// `box-called-off` when the performance is cancelled; [`Error::Field`].
pub async fn place(write: &mut Write, hold_secret: &str, buyer: &Buyer) -> Result<Order> {
    let held = locked(write, hold_secret).await?;
    let buyer = sound(buyer, held.channel)?;
    if let Some(before) = before(write, &held, &buyer).await? {
        return Ok(before);
    }
    goes_ahead(write, &held.item).await?;
    let sale = sale::by_item(write, &held.item).await?;
    household(write, &sale, &held, &buyer).await?;
    let total = held.total();
    let until = write.clock().now_ms() + PAY_MINUTES * MINUTE_MS;
    let order = keep(write, &held, &buyer, OrderState::Asked, Some(until)).await?;
    if total == Cents::ZERO {
        fulfil(write, &order, None).await?;
    } else {
        let made = by_id(write, &order).await?;
        ask(write, &made).await?;
    }
    by_id(write, &order).await
}

/// Makes an order of a hold to be paid at the town hall: places are kept for ten days, and for who books online until three
/// days before the performance at the latest. What is free is issued at once.
///
/// # Errors
/// As [`place`]; [`Error::Refused`] when the sale does not allow it or it is too late.
pub async fn place_to_pay_later(write: &mut Write, hold_secret: &str, buyer: &Buyer) -> Result<Order> {
    let held = locked(write, hold_secret).await?;
    let buyer = sound(buyer, held.channel)?;
    if let Some(before) = before(write, &held, &buyer).await? {
        return Ok(before);
    }
    goes_ahead(write, &held.item).await?;
    let sale = sale::by_item(write, &held.item).await?;
    household(write, &sale, &held, &buyer).await?;
    if held.total() == Cents::ZERO {
        let order = keep(write, &held, &buyer, OrderState::Asked, None).await?;
        fulfil(write, &order, None).await?;
        return by_id(write, &order).await;
    }
    let now = write.clock().now();
    let until = counter_until(&sale, held.channel, now).ok_or(Error::Refused("box-pay-later-no"))?;
    keep_to_pay(write, &held, &buyer, until).await
}

pub(crate) async fn keep_to_pay(write: &mut Write, held: &Hold, buyer: &Buyer, until: Timestamp) -> Result<Order> {
    let order = keep(write, held, buyer, OrderState::ToPay, Some(until.as_millisecond())).await?;
    if buyer.email.is_some() {
        letters::note(write, Kind::Kept, &order).await?;
    }
    by_id(write, &order).await
}

/// Until when an order made now may be paid at the town hall; none when it may not.
#[must_use]
pub fn counter_until(sale: &Sale, channel: Channel, now: Timestamp) -> Option<Timestamp> {
    let online = matches!(channel, Channel::Online | Channel::Api);
    if online && !sale.pay_later {
        return None;
    }
    let starts = sale.starts_at.as_millisecond();
    let last = if online { starts - COUNTER_DAYS_BEFORE * DAY_MS } else { starts - 60 * MINUTE_MS };
    let until = last.min(now.as_millisecond() + COUNTER_DAYS * DAY_MS);
    Timestamp::from_millisecond(until).ok().filter(|until| *until > now)
}

/// The hold a secret leads to, read under its performance's lock.
async fn locked(write: &mut Write, secret: &str) -> Result<Hold> {
    let held = hold::by_secret(write, secret).await?;
    sale::lock(write, &held.item).await?;
    hold::by_id(write, &held.id).await
}

/// Refuses what a performance called off would be sold for: its orders were cancelled, or are about to be.
async fn goes_ahead(query: &mut impl Query, item: &str) -> Result<()> {
    let told = performance::by_item(query, item).await?.state == PerformanceState::Cancelled;
    if told || cancel::is_called_off(query, item).await? { Err(Error::Refused("box-called-off")) } else { Ok(()) }
}

/// The order the same person made of this hold a moment ago.
async fn before(write: &mut Write, held: &Hold, buyer: &Buyer) -> Result<Option<Order>> {
    match &held.order {
        None => Ok(None),
        Some(order) => {
            let order = by_id(write, order).await?;
            if order.email == buyer.email && order.name == buyer.name {
                Ok(Some(order))
            } else {
                Err(Error::Refused("box-hold-used"))
            }
        }
    }
}

/// One address takes no more online than one order may have.
async fn household(write: &mut Write, sale: &Sale, held: &Hold, buyer: &Buyer) -> Result<()> {
    let (Channel::Online, Some(email)) = (held.channel, &buyer.email) else { return Ok(()) };
    let sql = "SELECT CAST(COALESCE(SUM(places), 0) AS BIGINT) FROM box_office_orders
               WHERE email = $1 AND item = $2 AND channel = 'online' AND state IN ('asked', 'to_pay', 'paid')
                 AND (expires_at IS NULL OR expires_at > $3)";
    let now = write.clock().now_ms();
    let has: i64 = write.one(sql, params![email, &held.item, now]).await?.get(0)?;
    if has + held.places > sale.most_per_order { Err(Error::Refused("box-household")) } else { Ok(()) }
}

/// Writes an order of a hold that is good; the hold cannot serve twice. Gives the order.
async fn keep(
    write: &mut Write,
    held: &Hold,
    buyer: &Buyer,
    state: OrderState,
    expires_at: Option<i64>,
) -> Result<String> {
    let (id, now) = (new_id(), write.clock().now_ms());
    let sql = "UPDATE box_office_holds SET state = 'ordered', ordered = $2
               WHERE id = $1 AND state = 'held' AND expires_at > $3 RETURNING waiting";
    let taken = write.optional(sql, params![&held.id, &id, now]).await?;
    let waiting: Option<String> = taken.ok_or(Error::Refused("box-hold-gone"))?.get(0)?;
    if let Some(waiting) = waiting {
        crate::wait_list::taken(write, &waiting).await?;
    }
    write
        .execute(
            "INSERT INTO box_office_orders (id, secret, reference, item, allotment, channel, state, account, name, email, phone,
                 lang, commune, first_time, places, total, refunded, expires_at, hold, group_name, reminded, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 0, $17, $18, $19, $20, $21)",
            params![
                &id,
                codes::new_secret(),
                codes::new_reference(),
                &held.item,
                &held.allotment,
                held.channel.code(),
                state.code(),
                buyer.account.as_deref(),
                &buyer.name,
                buyer.email.as_deref(),
                buyer.phone.as_deref(),
                buyer.lang.code(),
                buyer.commune.as_deref(),
                buyer.first_time,
                held.places,
                held.total().0,
                expires_at,
                &held.id,
                buyer.group.as_deref(),
                false,
                now
            ],
        )
        .await?;
    hold::put_lines(write, "box_office_order_lines", "sale_order", &id, &held.lines).await?;
    Ok(id)
}

/// Asks online for what an order comes to. Gives the payment.
async fn ask(write: &mut Write, order: &Order) -> Result<String> {
    let sale = sale::by_item(write, &order.item).await?;
    let known = performance::by_item(write, &order.item).await?;
    let show = programme::show::by_id(write, &known.show).await?;
    let label = match order.lang {
        Lang::Fr => format!("Billets, {}, commande {}", show.title, order.reference),
        Lang::Nl => format!("Tickets, {}, bestelling {}", show.title, order.reference),
        Lang::En => format!("Tickets, {}, order {}", show.title, order.reference),
    };
    let asked = Asked {
        reference: &format!("{PREFIX}:{}", order.id),
        amount: order.total,
        label: &label,
        account: &sale.account(),
        email: order.email.as_deref(),
        lang: order.lang,
        return_to: &format!("/billetterie/commande/{}", order.secret),
    };
    let payment = payment::ask(write, &asked).await?;
    let sql = "UPDATE box_office_orders SET payment = $2 WHERE id = $1";
    write.execute(sql, params![&order.id, &payment]).await?;
    Ok(payment)
}

/// Issues the tickets of an order that is paid or free, by this receipt if a till took the money. False when it was done
/// before. What lapsed is not issued: its places are no longer its own.
pub(crate) async fn fulfil(write: &mut Write, order: &str, receipt: Option<&str>) -> Result<bool> {
    let now = write.clock().now_ms();
    let sql = "UPDATE box_office_orders SET state = 'paid', paid_at = $2, receipt = $3, expires_at = NULL
               WHERE id = $1 AND state IN ('asked', 'to_pay') RETURNING item";
    let Some(row) = write.optional(sql, params![order, now, receipt]).await? else { return Ok(false) };
    let sale = sale::by_item(write, row.text(0)?).await?;
    let tariffs = sale::tariffs(write, &sale.item).await?;
    let order = by_id(write, order).await?;
    let one = ToIssue {
        order: &order.id,
        account: order.account.as_deref(),
        commune: order.commune.as_deref(),
        hold: &order.hold,
        lines: &order.lines,
    };
    issue::issue(write, &sale, &tariffs, &[one]).await?;
    if order.email.is_some() {
        letters::note(write, Kind::Order, &order.id).await?;
    }
    Ok(true)
}

/// A sale at a desk.
#[derive(Debug, Clone)]
pub struct DeskSale<'a> {
    /// The open till.
    pub till: &'a TillSession,
    /// Who sells.
    pub actor: &'a Actor,
    /// At the desk, or on the telephone: where the places were held.
    pub channel: Channel,
    /// Who buys: neither name nor address is needed.
    pub buyer: &'a Buyer,
    /// How it is paid; empty when nothing is due.
    pub means: Vec<Paying>,
}

/// Sells what is held: the order, the receipt and the tickets in one transaction. The same hold again is the same sale.
///
/// # Errors
/// [`Error::Regie`] when the money does not add up or the till is closed: nothing happened then; as [`place`] else.
pub async fn sell(write: &mut Write, hold_secret: &str, sale: &DeskSale<'_>) -> Result<(Order, Receipt)> {
    let held = locked(write, hold_secret).await?;
    if held.channel != sale.channel {
        return Err(Error::NotFound);
    }
    let buyer = sound(sale.buyer, Channel::Desk)?;
    if let Some(order) = &held.order {
        let order = by_id(write, order).await?;
        let receipt = order.receipt.clone().ok_or(Error::Refused("box-hold-used"))?;
        let receipt = regie::receipts::by_id(write, &receipt).await?;
        return Ok((order, receipt));
    }
    goes_ahead(write, &held.item).await?;
    let order = keep(write, &held, &buyer, OrderState::Asked, None).await?;
    collect(write, &order, sale.till, sale.means.clone(), sale.actor).await
}

/// Takes the money of an order that was to be paid, at a till, and issues its tickets. A payment asked online is withdrawn.
///
/// # Errors
/// [`Error::Refused`] when it is not to be paid any more; [`Error::Regie`].
pub async fn take_payment(
    write: &mut Write,
    order: &str,
    till: &TillSession,
    means: Vec<Paying>,
    actor: &Actor,
) -> Result<(Order, Receipt)> {
    let known = by_id(write, order).await?;
    if let Some(payment) = &known.payment {
        payment::withdraw(write, payment).await?;
    }
    sale::lock(write, &known.item).await?;
    let known = by_id(write, order).await?;
    match known.state {
        OrderState::Asked | OrderState::ToPay => goes_ahead(write, &known.item).await?,
        OrderState::Expired => again(write, &known).await?,
        OrderState::Paid => return Err(Error::Refused("box-paid-already")),
        OrderState::Cancelled => return Err(Error::Refused("box-order-cancelled")),
    }
    collect(write, order, till, means, actor).await
}

/// The receipt, then the tickets.
async fn collect(
    write: &mut Write,
    order: &str,
    till: &TillSession,
    means: Vec<Paying>,
    actor: &Actor,
) -> Result<(Order, Receipt)> {
    let known = by_id(write, order).await?;
    let account = sale::by_item(write, &known.item).await?.account();
    let at = performance::by_item(write, &known.item).await?;
    let show = programme::show::by_id(write, &at.show).await?;
    let lines = known.lines.iter().map(|line| SaleLine {
        label: format!("{}, {}", show.title, line.label),
        quantity: line.quantity,
        unit: line.price,
        account: account.clone(),
    });
    let taking = Taking {
        session: &till.id,
        reference: &format!("ticket-sale:{}", known.id),
        label: "Billets",
        lines: lines.collect(),
        means,
    };
    let receipt = regie::take(write, &taking).await?;
    if !fulfil(write, order, Some(&receipt.id)).await? {
        return Err(Error::Refused("box-paid-already"));
    }
    let details = json!({ "receipt": receipt.number, "cents": known.total.0, "places": known.places });
    audit::append(write, actor, "tickets.sold", &format!("order:{order}"), &details).await?;
    Ok((by_id(write, order).await?, receipt))
}

/// Asks online for the payment of an order that was to be paid at the counter. Gives the payment.
///
/// # Errors
/// [`Error::Refused`] when it is not to be paid any more.
pub async fn pay_online(write: &mut Write, order: &str) -> Result<String> {
    let known = by_id(write, order).await?;
    let now = write.clock().now();
    match known.pay_until() {
        Some(until) if until > now => {}
        _ => return Err(Error::Refused("box-not-to-pay")),
    }
    goes_ahead(write, &known.item).await?;
    match known.payment {
        Some(payment) => Ok(payment),
        None => ask(write, &known).await,
    }
}

/// Takes the places of an order that lapsed again, if they are left: the very seats, or the best left.
async fn again(write: &mut Write, order: &Order) -> Result<()> {
    let sale = sale::by_item(write, &order.item).await?;
    let now = write.clock().now();
    if now >= sale.starts_at {
        return Err(Error::Refused("box-over"));
    }
    goes_ahead(write, &order.item).await?;
    let sql = "SELECT code FROM box_office_allotments WHERE id = $1";
    let code = write.optional(sql, params![&order.allotment]).await?;
    let code = code.map(|row| row.get::<String>(0)).transpose()?.unwrap_or_else(|| ONLINE.to_owned());
    let (allotment, _) = hold::take_places(write, &sale, &code, order.places).await?;
    if sale.numbered {
        let tariffs = sale::tariffs(write, &order.item).await?;
        let categories = hold::categories(&tariffs, &order.lines);
        if let Err(error) = seats::take(write, &sale.item, &order.hold, &categories, &[]).await {
            hold::give_places(write, &allotment, order.places).await?;
            return Err(error);
        }
    }
    let until = times::at(now.as_millisecond() + PAY_MINUTES * MINUTE_MS)?.as_millisecond();
    let sql = "UPDATE box_office_orders SET state = 'asked', expires_at = $2, allotment = $3 WHERE id = $1";
    write.execute(sql, params![&order.id, until, allotment]).await?;
    Ok(())
}

/// What a payment of an order does once the money came, in the transaction that marks it paid: its tickets. Come too late,
/// it takes the places again if they are left; else the money is to be given back.
pub const FULFILMENT: Fulfilment = Fulfilment {
    prefix: PREFIX,
    paid: |write, paid| {
        Box::pin(async move {
            let Some((_, order)) = paid.reference.split_once(':') else {
                return Ok(Fulfilled::Impossible(format!("no order is called {}", paid.reference)));
            };
            match came(write, order, paid.amount).await {
                Ok(()) => Ok(Fulfilled::Done),
                Err(Error::NotFound) => Ok(Fulfilled::Impossible("the order is gone".to_owned())),
                Err(Error::NotEnough { .. }) => Ok(Fulfilled::Impossible("the places are taken by others".to_owned())),
                Err(Error::Refused(why)) => Ok(Fulfilled::Impossible(format!("the order can't be served: {why}"))),
                Err(other) => Err(other.into()),
            }
        })
    },
};

async fn came(write: &mut Write, order: &str, amount: Cents) -> Result<()> {
    let known = by_id(write, order).await?;
    sale::lock(write, &known.item).await?;
    let known = by_id(write, order).await?;
    if known.total != amount {
        return Err(Error::Refused("box-amount-other"));
    }
    match known.state {
        // Told and not followed yet, the performance's orders are still to be gone through: what is paid now comes back then.
        OrderState::Asked | OrderState::ToPay if cancel::is_called_off(write, &known.item).await? => {
            return Err(Error::Refused("box-called-off"));
        }
        OrderState::Asked | OrderState::ToPay => {}
        OrderState::Expired => again(write, &known).await?,
        OrderState::Paid => return Err(Error::Refused("box-paid-already")),
        OrderState::Cancelled => return Err(Error::Refused("box-order-cancelled")),
    }
    // Paid and without a ticket is nothing one may keep.
    if fulfil(write, order, None).await? { Ok(()) } else { Err(Error::Meanwhile) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_from_slips() {
        for good in ["a@b.fr", "prénom.nom@exemple.example", " x+y@z.co "] {
            assert!(is_email(good), "{good}");
        }
        for bad in ["", "a", "a@b", "@b.fr", "a@b.", "a b@c.fr", "a@b@c.fr", "a@b.fr\r\nBcc: x@y.fr", "<a@b.fr>"] {
            assert!(!is_email(bad), "{bad}");
        }
    }
}
