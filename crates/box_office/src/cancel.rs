//! Tickets given back: by who holds them, at the desk, or all of them when the performance is cancelled. A cancelled ticket
//! keeps its number; money goes back by the way it came, once.

use jiff::Timestamp;
use ledger::{Cents, Line as Entry, Movement};
use people::{Actor, audit};
use regie::{GivingBack, Means, TillSession};
use serde_json::json;
use store::prelude::*;

use crate::model::{Order, OrderState, Sale, Ticket, TicketState};
use crate::portal::letters::{self, Kind};
use crate::{Error, Result, hold, issue, order, sale, seats, ticket, wait_list};

/// What would come back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// The tickets that may be cancelled; none while the order waits to be paid.
    pub tickets: Vec<Ticket>,
    /// What they would bring back in all.
    pub amount: Cents,
    /// Until when the holder may do it; none when never.
    pub until: Option<Timestamp>,
    /// By which way the money goes back.
    pub way: Way,
    /// Whether the holder may do it now by themselves.
    pub by_holder: bool,
}

/// By which way money goes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Nothing is to be given back.
    None,
    /// To the card or account it came from.
    Payment,
    /// At a till of the régie that took it.
    Till,
    /// By whoever sold it through the API.
    Elsewhere,
}

impl Way {
    /// Its name in messages.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Payment => "payment",
            Self::Till => "till",
            Self::Elsewhere => "elsewhere",
        }
    }

    /// The way of an order's money.
    #[must_use]
    pub fn of(order: &Order) -> Self {
        if order.total == Cents::ZERO {
            Self::None
        } else if order.receipt.is_some() {
            Self::Till
        } else if order.payment.is_some() {
            Self::Payment
        } else {
            Self::Elsewhere
        }
    }
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// How much.
    pub amount: Cents,
    /// By which way.
    pub way: Way,
    /// The tickets cancelled.
    pub tickets: Vec<String>,
}

/// What cancelling an order would bring back at an instant.
pub async fn quote(query: &mut impl Query, order: &Order, at: Timestamp) -> Result<Quote> {
    let sale = sale::by_item(query, &order.item).await?;
    let until = sale.cancel_until();
    let way = Way::of(order);
    let in_time = until.is_some_and(|until| at < until);
    if matches!(order.state, OrderState::Asked | OrderState::ToPay) {
        let by_holder = at < sale.starts_at;
        return Ok(Quote { tickets: Vec::new(), amount: Cents::ZERO, until, way: Way::None, by_holder });
    }
    let mut tickets = Vec::new();
    for one in ticket::of_order(query, &order.id).await? {
        if one.state == TicketState::Valid && !ticket::is_used(query, &one).await? {
            tickets.push(one);
        }
    }
    let amount = Cents(tickets.iter().map(|one| one.price.0 - one.refunded.0).sum());
    let by_holder = in_time && !tickets.is_empty() && matches!(way, Way::None | Way::Payment);
    Ok(Quote { tickets, amount, until, way, by_holder })
}

/// Cancels tickets of an order at its holder's wish (all that are good when none is named), or the whole order while it waits
/// to be paid. Money goes back by the way it came, once.
///
/// # Errors
/// [`Error::Refused`]: too late, let in already, or paid at a till or elsewhere: then there.
pub async fn by_holder(write: &mut Write, order_secret: &str, tickets: &[String]) -> Result<Given> {
    let known = order::by_secret(write, order_secret).await?;
    let actor = Actor::System("ticket-holder");
    if let Some(given) = unpaid(write, &known, &actor).await? {
        return Ok(given);
    }
    sale::lock(write, &known.item).await?;
    let known = order::by_id(write, &known.id).await?;
    let now = write.clock().now();
    let quote = quote(write, &known, now).await?;
    if quote.tickets.is_empty() {
        return Err(Error::Refused("box-nothing-to-cancel"));
    }
    if quote.until.is_none_or(|until| now >= until) {
        return Err(Error::Refused("box-cancel-late"));
    }
    if !quote.by_holder {
        return Err(Error::Refused("box-cancel-at-desk"));
    }
    let how = AtDesk { actor: &actor, why: "Annulation par le titulaire", till: None, refund: true };
    chosen(write, &known, quote.tickets, tickets, &how).await
}

/// How a desk gives money back.
#[derive(Debug, Clone)]
pub struct AtDesk<'a> {
    /// Who does it.
    pub actor: &'a Actor,
    /// Why, in a few words.
    pub why: &'a str,
    /// The open till and the means, when a till took the money.
    pub till: Option<(&'a TillSession, Means)>,
    /// Give the price back (else the tickets are cancelled without money).
    pub refund: bool,
}

/// Cancels tickets of an order at the desk (all that are good when none is named), or the whole order while it waits to be
/// paid. After a performance was cancelled, gives back what a till took.
///
/// # Errors
/// [`Error::Refused`] when there is nothing to cancel, or `box-refund-till` when a till took the money and none of that
/// régie is open; [`Error::Regie`].
pub async fn at_desk(write: &mut Write, order: &str, tickets: &[String], how: &AtDesk<'_>) -> Result<Given> {
    let known = order::by_id(write, order).await?;
    if let Some(given) = unpaid(write, &known, how.actor).await? {
        return Ok(given);
    }
    sale::lock(write, &known.item).await?;
    let known = order::by_id(write, order).await?;
    let sale = sale::by_item(write, &known.item).await?;
    let called_off = is_called_off(write, &sale.item).await?;
    let mut open = Vec::new();
    for one in ticket::of_order(write, &known.id).await? {
        let owed = called_off && how.refund && is_owed(&one);
        if owed || (one.state == TicketState::Valid && !ticket::is_used(write, &one).await?) {
            open.push(one);
        }
    }
    chosen(write, &known, open, tickets, how).await
}

fn is_owed(one: &Ticket) -> bool {
    one.state == TicketState::Cancelled && one.refunded < one.price
}

/// The tickets of an order whose price is still to be given back because the performance was called off.
pub(crate) async fn owed(query: &mut impl Query, order: &Order) -> Result<Vec<Ticket>> {
    if !is_called_off(query, &order.item).await? {
        return Ok(Vec::new());
    }
    Ok(ticket::of_order(query, &order.id).await?.into_iter().filter(is_owed).collect())
}

pub(crate) async fn is_called_off(query: &mut impl Query, item: &str) -> Result<bool> {
    Ok(query.one("SELECT cancelled FROM box_office_sales WHERE item = $1", params![item]).await?.get(0)?)
}

/// Cancels an order that waits to be paid; none when it does not.
async fn unpaid(write: &mut Write, known: &Order, actor: &Actor) -> Result<Option<Given>> {
    if !matches!(known.state, OrderState::Asked | OrderState::ToPay) {
        return Ok(None);
    }
    // The payment's lock comes before the performance's, as when money comes.
    if let Some(payment) = &known.payment {
        payment::withdraw(write, payment).await?;
    }
    sale::lock(write, &known.item).await?;
    let sql = "UPDATE box_office_orders SET state = 'cancelled', places = 0, expires_at = NULL
               WHERE id = $1 AND state IN ('asked', 'to_pay') RETURNING id";
    if write.optional(sql, params![&known.id]).await?.is_none() {
        // Paid or lapsed meanwhile.
        return Ok(None);
    }
    seats::release(write, &known.hold).await?;
    hold::give_places(write, &known.allotment, known.places).await?;
    let details = json!({ "places": known.places });
    audit::append(write, actor, "tickets.order_cancelled", &format!("order:{}", known.id), &details).await?;
    wait_list::offer(write, &known.item).await?;
    Ok(Some(Given { amount: Cents::ZERO, way: Way::None, tickets: Vec::new() }))
}

async fn chosen(
    write: &mut Write,
    known: &Order,
    open: Vec<Ticket>,
    named: &[String],
    how: &AtDesk<'_>,
) -> Result<Given> {
    if named.iter().any(|id| !open.iter().any(|one| one.id == *id)) {
        return Err(Error::Refused("box-nothing-to-cancel"));
    }
    let picked: Vec<Ticket> = open.into_iter().filter(|one| named.is_empty() || named.contains(&one.id)).collect();
    if picked.is_empty() {
        return Err(Error::Refused("box-nothing-to-cancel"));
    }
    let given = give_back(write, known, &picked, how).await?;
    if known.email.is_some() && picked.iter().any(|one| one.state == TicketState::Valid) {
        // A ticket is cancelled once: its name tells this letter from the others.
        let first = picked.first().map_or("", |one| one.id.as_str());
        let said = format!("{}:{}:{first}", known.id, given.amount.0);
        letters::note(write, Kind::Cancelled, &said).await?;
    }
    wait_list::offer(write, &known.item).await?;
    Ok(given)
}

/// Cancels these tickets of an order, under the performance's lock, and gives their price back if so decided.
pub(crate) async fn give_back(write: &mut Write, known: &Order, tickets: &[Ticket], how: &AtDesk<'_>) -> Result<Given> {
    let sale = sale::by_item(write, &known.item).await?;
    let amount = match how.refund {
        true => Cents(tickets.iter().map(|one| one.price.0 - one.refunded.0).sum()),
        false => Cents::ZERO,
    };
    let (way, given) =
        if amount > Cents::ZERO { money(write, &sale, known, amount, how).await? } else { (Way::None, Cents::ZERO) };
    let now = write.clock().now_ms();
    let mut entries = Vec::with_capacity(tickets.len());
    let mut freed = 0;
    for one in tickets {
        let back = if how.refund { Cents(one.price.0 - one.refunded.0) } else { Cents::ZERO };
        let sql = "UPDATE box_office_tickets SET state = 'cancelled', cancelled_at = COALESCE(cancelled_at, $2),
                       refunded = refunded + $3 WHERE id = $1";
        write.execute(sql, params![&one.id, now, back.0]).await?;
        if one.state == TicketState::Valid {
            access::rights::set_state(write, one.right(), access::RightState::Cancelled).await?;
            seats::release_ticket(write, &one.id).await?;
            freed += 1;
            entries.push(issue::entry(one, issue::CANCELLED, back, now));
        } else {
            entries.push(issue::entry(one, issue::REFUNDED, back, now));
        }
        access::terms::set_price(write, one.right(), one.price.0 - one.refunded.0 - back.0).await?;
    }
    issue::journal(write, &known.item, &mut entries).await?;
    hold::give_places(write, &known.allotment, freed).await?;
    write
        .execute(
            "UPDATE box_office_orders SET places = places - $2, refunded = refunded + $3,
                 state = CASE WHEN places = $2 THEN 'cancelled' ELSE state END WHERE id = $1",
            params![&known.id, freed, amount.0],
        )
        .await?;
    let ids: Vec<String> = tickets.iter().map(|one| one.id.clone()).collect();
    let details = json!({ "tickets": ids.len(), "cents": given.0, "way": way.code(), "why": how.why });
    audit::append(write, how.actor, "tickets.cancelled", &format!("order:{}", known.id), &details).await?;
    Ok(Given { amount: given, way, tickets: ids })
}

/// Money goes back by the way it came. Gives the way, and how much: less than the tickets' price when the payments' office
/// gave some of it back before.
async fn money(write: &mut Write, sale: &Sale, known: &Order, amount: Cents, how: &AtDesk<'_>) -> Result<(Way, Cents)> {
    // What was given back before tells this time from the others: told twice, it is one refund.
    let reference = format!("ticket-refund:{}:{}", known.id, known.refunded.0);
    let way = Way::of(known);
    match (way, &known.payment, &known.receipt, how.till) {
        (Way::Payment, Some(payment), ..) => {
            let amount = amount.min(payment::refunds::left(write, payment).await?);
            if amount > Cents::ZERO {
                let by = how.actor.to_string();
                let asked =
                    payment::Refund { payment, attempt: None, reference: &reference, amount, why: how.why, by: &by };
                payment::refund(write, &asked).await?;
            }
            return Ok((way, amount));
        }
        (Way::Till, _, Some(receipt), Some((session, means))) => {
            let giving =
                GivingBack { session: &session.id, receipt, reference: &reference, label: how.why, amount, means };
            regie::give_back(write, &giving).await?;
        }
        (Way::Till, ..) => return Err(Error::Refused("box-refund-till")),
        _ => {
            let movement = Movement {
                reference: &reference,
                label: how.why,
                lines: vec![
                    Entry::new(sale.account(), amount),
                    Entry::new(elsewhere_account(&sale.seller_code), Cents(-amount.0)),
                ],
            };
            ledger::post(write, &movement).await?;
        }
    }
    Ok((way, amount))
}

/// The ledger account of what others took for a seller.
#[must_use]
pub fn elsewhere_account(seller_code: &str) -> String {
    format!("billetterie:ailleurs:{seller_code}")
}

/// Cancels everything of a performance that will not be played: holds, orders and tickets, with their money when it was paid
/// online; what a till took is given back at a till. One order a transaction; told again, it goes on.
///
/// # Errors
/// The first of those that kept an order from being cancelled: the others are.
pub(crate) async fn whole(db: &Db, item: &str, why: &str) -> Result<u32> {
    let mut write = db.write().await?;
    sale::lock(&mut write, item).await?;
    let sql = "UPDATE box_office_sales SET state = 'closed', cancelled = $2, final = $3 WHERE item = $1";
    write.execute(sql, params![item, true, false]).await?;
    let sql = "UPDATE box_office_waiting SET state = 'declined', hold = NULL, offered_until = NULL
               WHERE item = $1 AND state IN ('waiting', 'offered')";
    write.execute(sql, params![item]).await?;
    hold::give_back_held(&mut write, item).await?;
    sale::publish(&mut write, item).await?;
    write.commit().await?;
    let why = if why.trim().is_empty() { "Représentation annulée" } else { why };
    let orders = order::of_item(&mut db.read().await?, item).await?;
    let (mut done, mut failed) = (0, None);
    for known in orders {
        match called_off(db, &known, why).await {
            Ok(cancelled) => done += u32::from(cancelled),
            Err(error) => {
                tracing::warn!(%error, order = known.id, "an order of a cancelled performance could not be cancelled");
                failed.get_or_insert(error);
            }
        }
    }
    failed.map_or(Ok(done), Err)
}

/// Cancels an order of a performance that will not be played; false when nothing of it is left to cancel.
async fn called_off(db: &Db, known: &Order, why: &str) -> Result<bool> {
    if !matches!(known.state, OrderState::Asked | OrderState::ToPay | OrderState::Paid) {
        return Ok(false);
    }
    let actor = Actor::System("programme");
    let mut write = db.write().await?;
    if unpaid(&mut write, known, &actor).await?.is_none() {
        sale::lock(&mut write, &known.item).await?;
        let known = order::by_id(&mut write, &known.id).await?;
        let tickets: Vec<Ticket> = ticket::of_order(&mut write, &known.id)
            .await?
            .into_iter()
            .filter(|one| one.state == TicketState::Valid)
            .collect();
        if tickets.is_empty() {
            return Ok(false);
        }
        let refund = matches!(Way::of(&known), Way::Payment);
        give_back(&mut write, &known, &tickets, &AtDesk { actor: &actor, why, till: None, refund }).await?;
    }
    if known.email.is_some() {
        letters::note(&mut write, Kind::CalledOff, &known.id).await?;
    }
    write.commit().await?;
    Ok(true)
}
