//! Another performance of the same show.

use std::collections::BTreeMap;

use jiff::Timestamp;
use ledger::Cents;
use people::Actor;
use programme::performance;
use store::{new_id, prelude::*};

use crate::cancel::{self, AtDesk};
use crate::issue::{self, ToIssue};
use crate::model::{Line, Order, OrderState, Sale, Tariff, Ticket, TicketState};
use crate::portal::letters::{self, Kind};
use crate::{Error, Result, codes, hold, order, sale, seats, ticket, wait_list};

/// The performances an order may change to at an instant: of the same show and seller, open online, with as many places left,
/// and the same tariffs at the same prices.
pub async fn choices(query: &mut impl Query, order: &Order, at: Timestamp) -> Result<Vec<Sale>> {
    let from = sale::by_item(query, &order.item).await?;
    let known = performance::by_item(query, &order.item).await?;
    let lines = good_lines(query, order).await?;
    let mut choices = Vec::new();
    if lines.is_empty() {
        return Ok(choices);
    }
    let places: i64 = lines.iter().map(|line| line.quantity).sum();
    for other in performance::of_show(query, &known.show).await? {
        if other.item == order.item || other.starts_at <= at {
            continue;
        }
        let sale = match sale::by_item(query, &other.item).await {
            Ok(sale) => sale,
            Err(Error::NotFound) => continue,
            Err(fault) => return Err(fault),
        };
        if sale.seller != from.seller || !sale.is_open_online(at) {
            continue;
        }
        let left = sale::allotments(query, &sale.item, at).await?;
        let enough = left.iter().any(|one| one.code == crate::model::ONLINE && one.left() >= places);
        let ours = sale::tariffs(query, &order.item).await?;
        let theirs = sale::tariffs(query, &sale.item).await?;
        if enough && matched(&ours, &theirs, &lines).is_some() {
            choices.push(sale);
        }
    }
    Ok(choices)
}

/// The good tickets of an order, by tariff.
async fn good_lines(query: &mut impl Query, order: &Order) -> Result<Vec<Line>> {
    let mut lines: BTreeMap<(String, i64), Line> = BTreeMap::new();
    for one in ticket::of_order(query, &order.id).await? {
        if one.state != TicketState::Valid {
            continue;
        }
        let line = lines.entry((one.tariff.clone(), one.price.0)).or_insert(Line {
            tariff: one.tariff.clone(),
            label: one.tariff_label.clone(),
            quantity: 0,
            price: one.price,
        });
        line.quantity += 1;
    }
    Ok(lines.into_values().collect())
}

/// The same lines under another performance's tariffs, when it has the same by code and price.
fn matched(ours: &[Tariff], theirs: &[Tariff], lines: &[Line]) -> Option<Vec<Line>> {
    lines
        .iter()
        .map(|line| {
            let from = ours.iter().find(|tariff| tariff.id == line.tariff)?;
            let to = theirs.iter().find(|to| !to.retired && to.code == from.code && to.price == line.price)?;
            Some(Line { tariff: to.id.clone(), ..line.clone() })
        })
        .collect()
}

/// Changes an order to another performance, all its good tickets: they are cancelled there and issued here, and what was paid
/// goes along. Gives the new order.
///
/// # Errors
/// [`Error::Refused`] when it is too late or that performance is not among [`choices`]; [`Error::NotEnough`]: then nothing
/// changed.
pub async fn to(write: &mut Write, order_secret: &str, item: &str) -> Result<Order> {
    let known = order::by_secret(write, order_secret).await?;
    let mut items = [known.item.clone(), item.to_owned()];
    // Two that change places do not wait for one another.
    items.sort();
    for one in &items {
        sale::lock(write, one).await?;
    }
    let known = order::by_id(write, &known.id).await?;
    let now = write.clock().now();
    let from = sale::by_item(write, &known.item).await?;
    if known.state != OrderState::Paid {
        return Err(Error::Refused("box-change-unpaid"));
    }
    if from.cancel_until().is_none_or(|until| now >= until) {
        return Err(Error::Refused("box-change-late"));
    }
    if !choices(write, &known, now).await?.iter().any(|choice| choice.item == item) {
        return Err(Error::Refused("box-change-other"));
    }
    let mut tickets: Vec<Ticket> = Vec::new();
    for one in ticket::of_order(write, &known.id).await? {
        if one.state == TicketState::Valid {
            ticket::good(write, &one).await?;
            tickets.push(one);
        }
    }
    let ours = sale::tariffs(write, &known.item).await?;
    let theirs = sale::tariffs(write, item).await?;
    let lines = good_lines(write, &known).await?;
    let lines = matched(&ours, &theirs, &lines).ok_or(Error::Refused("box-change-other"))?;
    let target = sale::by_item(write, item).await?;
    let places: i64 = lines.iter().map(|line| line.quantity).sum();
    let (allotment, _) = hold::take_places(write, &target, crate::model::ONLINE, places).await?;
    let made = NewOrder { known: &known, item, allotment: &allotment, lines: &lines, places };
    let id = made.keep(write).await?;
    if target.numbered {
        seats::take(write, item, &made_hold(&id), &hold::categories(&theirs, &lines), &[]).await?;
    }
    let value: i64 = lines.iter().map(|line| line.price.0 * line.quantity).sum();
    carry(write, &known, Cents(value)).await?;
    let actor = Actor::System("ticket-holder");
    let how = AtDesk { actor: &actor, why: "Échange contre une autre représentation", till: None, refund: false };
    cancel::give_back(write, &known, &tickets, &how).await?;
    // What was paid is no longer this order's: it can be given back by the new one only.
    for one in &tickets {
        let sql = "UPDATE box_office_tickets SET refunded = price WHERE id = $1";
        write.execute(sql, params![&one.id]).await?;
        access::terms::set_price(write, one.right(), 0).await?;
    }
    let mut entries: Vec<_> = tickets
        .iter()
        .filter(|one| one.price > Cents::ZERO)
        .map(|one| issue::entry(one, issue::REFUNDED, one.price, now.as_millisecond()))
        .collect();
    issue::journal(write, &known.item, &mut entries).await?;
    let one = ToIssue {
        order: &id,
        account: known.account.as_deref(),
        commune: known.commune.as_deref(),
        hold: &made_hold(&id),
        lines: &lines,
    };
    issue::issue(write, &target, &theirs, &[one]).await?;
    if known.email.is_some() {
        letters::note(write, Kind::Moved, &id).await?;
    }
    wait_list::offer(write, &known.item).await?;
    order::by_id(write, &id).await
}

/// Seats of an exchanged order are kept under a name of its own: it never was a hold.
fn made_hold(order: &str) -> String {
    format!("exchange:{order}")
}

struct NewOrder<'a> {
    known: &'a Order,
    item: &'a str,
    allotment: &'a str,
    lines: &'a [Line],
    places: i64,
}

impl NewOrder<'_> {
    /// The new order: paid as the old one was, so that money goes back by the way it came.
    async fn keep(&self, write: &mut Write) -> Result<String> {
        let (id, now) = (new_id(), write.clock().now_ms());
        let total: i64 = self.lines.iter().map(|line| line.price.0 * line.quantity).sum();
        write
            .execute(
                "INSERT INTO box_office_orders (id, secret, reference, item, allotment, channel, state, account, name, email,
                     phone, lang, commune, first_time, places, total, refunded, payment, receipt, hold, group_name, for_key,
                     reminded, created_at, paid_at)
                 SELECT $1, $2, $3, $4, $5, channel, 'paid', account, name, email, phone, lang, commune, first_time, $6, $7, 0,
                     payment, receipt, $8, group_name, for_key, $9, $10, $10
                 FROM box_office_orders WHERE id = $11",
                params![
                    &id,
                    codes::new_secret(),
                    codes::new_reference(),
                    self.item,
                    self.allotment,
                    self.places,
                    total,
                    made_hold(&id),
                    false,
                    now,
                    &self.known.id
                ],
            )
            .await?;
        hold::put_lines(write, "box_office_order_lines", "sale_order", &id, self.lines).await?;
        Ok(id)
    }
}

/// What was paid goes along: the old order has it no more. Both are of one seller, so that no money moves.
async fn carry(write: &mut Write, known: &Order, value: Cents) -> Result<()> {
    let sql = "UPDATE box_office_orders SET refunded = refunded + $2 WHERE id = $1";
    write.execute(sql, params![&known.id, value.0]).await?;
    Ok(())
}
