//! What each letter says.

use jiff::Timestamp;
use ledger::Cents;
use mail::{Attachment, Letter};
use shell::{Lang, calendar};
use store::prelude::*;

use super::super::event::Event;
use super::super::order_page::is_handed;
use super::super::{Arg, paths, pdf, price, say};
use super::noted::{Kind, Noted};
use crate::model::{Order, OrderState, TicketState};
use crate::{Error, Result, Web, cancel, order, ticket, wait_list};

/// A letter and what goes with it.
#[derive(Debug)]
pub(super) struct Written {
    pub(super) letter: Letter,
    pub(super) attachments: Vec<Attachment>,
}

/// Writes a letter that was noted; nothing when there is nobody to write to, or nothing to say any more.
pub(super) async fn write_out(web: &Web, noted: &Noted) -> Result<Option<Written>> {
    let mut read = web.db.read().await?;
    let (first, rest) = noted.subject.split_once(':').unwrap_or((&noted.subject, ""));
    match noted.kind {
        Kind::Find => found(web, &mut read, first, rest).await,
        Kind::Wait | Kind::WaitOffer => waiting(web, &mut read, noted.kind, first).await,
        Kind::Transfer => handed(web, &mut read, first).await,
        kind => of_order(web, &mut read, kind, first, rest).await,
    }
}

/// What every letter may say: name and value.
type Args<'a> = Vec<(&'static str, Arg<'a>)>;

fn letter(web: &Web, lang: Lang, to: &str, kind: Kind, args: &Args<'_>) -> Written {
    let key = |part: &str| format!("booking-letter-{}-{part}", kind.code());
    Written {
        letter: Letter {
            to: to.to_owned(),
            // A title may hold anything: a subject is one line.
            subject: say(web, lang, &key("subject"), args).replace(char::is_control, " "),
            text: tidy(&say(web, lang, &key("text"), args)),
            html: None,
        },
        attachments: Vec::new(),
    }
}

/// What was not to be said leaves no hole.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut empty = 0;
    for line in text.lines() {
        empty = if line.trim().is_empty() { empty + 1 } else { 0 };
        if empty < 2 {
            out.push_str(line.trim_end());
            out.push('\n');
        }
    }
    out.trim().to_owned()
}

/// The performance in three lines.
fn event_words(web: &Web, lang: Lang, event: &Event) -> String {
    let (when, place) = (event.when(lang, &web.zone), event.place());
    let said = [("title", (&event.show.title).into()), ("when", (&when).into()), ("place", (&place).into())];
    say(web, lang, "booking-letter-event", &said)
}

fn instant(web: &Web, lang: Lang, at: Timestamp) -> String {
    calendar::moment(lang, at, &web.zone, web.db.clock().now())
}

async fn of_order(web: &Web, query: &mut impl Query, kind: Kind, id: &str, rest: &str) -> Result<Option<Written>> {
    let order = order::by_id(query, id).await?;
    let Some(email) = order.email.clone() else { return Ok(None) };
    let event = Event::read(query, &order.item).await?;
    if is_past(web, kind, &order, &event) {
        return Ok(None);
    }
    let lang = order.lang;
    let about = event_words(web, lang, &event);
    let lines = lines(web, &order);
    let total = price(web, lang, order.total);
    let link = format!("{}{}", web.public_url, paths::order(&order.secret));
    let again = format!("{}{}", web.public_url, paths::book(&order.item));
    let until = order.pay_until().map(|at| instant(web, lang, at)).unwrap_or_default();
    let refund = match kind {
        Kind::Cancelled => {
            let cents = rest.split(':').next().and_then(|cents| cents.parse().ok()).unwrap_or_default();
            refund(web, &order, Cents(cents))
        }
        // A card is paid back by itself; a counter waits for whoever comes.
        Kind::CalledOff if cancel::Way::of(&order) == cancel::Way::Payment => refund(web, &order, order.refunded),
        Kind::CalledOff if order.paid_at.is_some() => refund(web, &order, Cents(order.total.0 - order.refunded.0)),
        Kind::CalledOff => refund(web, &order, Cents::ZERO),
        _ => String::new(),
    };
    let args: Args<'_> = vec![
        ("name", (&order.name).into()),
        ("title", (&event.show.title).into()),
        ("event", (&about).into()),
        ("tickets", (&lines).into()),
        ("total", (&total).into()),
        ("reference", (&order.reference).into()),
        ("seller", (&event.seller).into()),
        ("told", (&event.performance.told).into()),
        ("link", (&link).into()),
        ("again", (&again).into()),
        ("until", (&until).into()),
        ("refund", (&refund).into()),
    ];
    let mut written = letter(web, lang, &email, kind, &args);
    if matches!(kind, Kind::Order | Kind::Moved)
        && let Some(bytes) = pdf::attached(web, query, lang, &order.id).await?
    {
        let name = format!("billets-{}.pdf", order.reference);
        written.attachments.push(Attachment { name, kind: "application/pdf".to_owned(), bytes });
    }
    Ok(Some(written))
}

/// Whether what the letter would say is no longer so.
fn is_past(web: &Web, kind: Kind, order: &Order, event: &Event) -> bool {
    let over = event.performance.starts_at <= web.db.clock().now();
    match kind {
        Kind::Kept | Kind::RemindPay => order.state != OrderState::ToPay,
        Kind::Remind => over || order.state != OrderState::Paid || event.is_cancelled(),
        Kind::Changed => over || event.is_cancelled(),
        _ => false,
    }
}

fn lines(web: &Web, order: &Order) -> String {
    let line = |one: &crate::model::Line| {
        let (quantity, price) = (one.quantity.to_string(), price(web, order.lang, one.price));
        let said = [("quantity", (&quantity).into()), ("label", (&one.label).into()), ("price", (&price).into())];
        say(web, order.lang, "booking-letter-line", &said)
    };
    order.lines.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// What is said of money given back.
fn refund(web: &Web, order: &Order, amount: Cents) -> String {
    if amount == Cents::ZERO {
        return match order.total == Cents::ZERO || order.paid_at.is_none() {
            true => say(web, order.lang, "booking-letter-refund-none", &[]),
            false => String::new(),
        };
    }
    let way = cancel::Way::of(order).code();
    let amount = shell::typography::price(order.lang, amount.0);
    say(web, order.lang, &format!("booking-letter-refund-{way}"), &[("amount", (&amount).into())])
}

async fn handed(web: &Web, query: &mut impl Query, id: &str) -> Result<Option<Written>> {
    let ticket = ticket::by_id(query, id).await?;
    let Some(email) = ticket.holder_email.clone() else { return Ok(None) };
    if ticket.state != TicketState::Valid {
        return Ok(None);
    }
    let order = order::by_id(query, &ticket.order).await?;
    let event = Event::read(query, &ticket.item).await?;
    let about = event_words(web, order.lang, &event);
    let link = format!("{}{}", web.public_url, paths::ticket(&ticket.secret));
    let name = ticket.holder_name.clone().unwrap_or_default();
    let args: Args<'_> = vec![
        ("name", (&name).into()),
        ("from", (&order.name).into()),
        ("title", (&event.show.title).into()),
        ("event", (&about).into()),
        ("link", (&link).into()),
    ];
    Ok(Some(letter(web, order.lang, &email, Kind::Transfer, &args)))
}

async fn waiting(web: &Web, query: &mut impl Query, kind: Kind, id: &str) -> Result<Option<Written>> {
    let entry = wait_list::by_id(query, id).await?;
    let event = Event::read(query, &entry.item).await?;
    let offered = kind == Kind::WaitOffer;
    // Answered or lapsed since: nothing is offered any more.
    if event.is_cancelled() || (offered && entry.state != crate::model::WaitState::Offered) {
        return Ok(None);
    }
    let about = event_words(web, entry.lang, &event);
    let link = format!("{}{}", web.public_url, paths::waiting(&entry.secret));
    let places = entry.places.to_string();
    let until = entry.offered_until.map(|at| instant(web, entry.lang, at)).unwrap_or_default();
    let args: Args<'_> = vec![
        ("name", (&entry.name).into()),
        ("title", (&event.show.title).into()),
        ("event", (&about).into()),
        ("places", (&places).into()),
        ("until", (&until).into()),
        ("link", (&link).into()),
    ];
    Ok(Some(letter(web, entry.lang, &entry.email, kind, &args)))
}

/// The links of an address's orders to come, and of tickets it was given. Nothing when there are none.
async fn found(web: &Web, query: &mut impl Query, lang: &str, rest: &str) -> Result<Option<Written>> {
    let (_, email) = rest.split_once(':').ok_or(Error::NotFound)?;
    let lang = Lang::from_code(lang).unwrap_or_default();
    let now = web.db.clock().now();
    let mut blocks = Vec::new();
    for order in order::of_email(query, email).await? {
        let lives = matches!(order.state, OrderState::Asked | OrderState::ToPay | OrderState::Paid);
        let event = Event::read(query, &order.item).await?;
        if lives && event.performance.starts_at.as_millisecond() + 86_400_000 > now.as_millisecond() {
            let about = event_words(web, lang, &event);
            blocks.push(format!("{about}\n{}{}", web.public_url, paths::order(&order.secret)));
        }
    }
    for ticket in ticket::of_email(query, email).await? {
        let event = Event::read(query, &ticket.item).await?;
        let coming = event.performance.starts_at.as_millisecond() + 86_400_000 > now.as_millisecond();
        if coming && ticket.state == TicketState::Valid && is_handed(&ticket) {
            let about = event_words(web, lang, &event);
            blocks.push(format!("{about}\n{}{}", web.public_url, paths::ticket(&ticket.secret)));
        }
    }
    if blocks.is_empty() {
        return Ok(None);
    }
    let orders = blocks.join("\n\n");
    Ok(Some(letter(web, lang, email, Kind::Find, &vec![("orders", (&orders).into())])))
}
