//! An order's page: where it is, its tickets, changing one's mind.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Serialize;
use shell::office::Choice;
use shell::{FormState, PageError, SentForm, Visit, calendar};

use super::basket::LineView;
use super::event::{Event, EventView};
use super::{done, page, paths, private, refusal, refused, say};
use crate::model::{Line, Order, OrderState, Ticket, TicketState};
use crate::{Result, Web, cancel, change, order, ticket};

type Page = std::result::Result<Response, PageError>;

/// An order was made this little ago: its page ends the steps of booking, in milliseconds.
const FRESH_MS: i64 = 30 * 60_000;

/// `box_office/portal/order.html`
#[derive(Debug, Clone, Serialize)]
struct OrderPage {
    base: String,
    reference: String,
    state: &'static str,
    fresh: bool,
    event: EventView,
    email: Option<String>,
    total: i64,
    /// Where one pays, while a payment is asked.
    pay: Option<String>,
    /// It is to be paid at the town hall, and may be online instead.
    pay_now: bool,
    pay_until: Option<String>,
    /// What was chosen, as long as there are no tickets.
    lines: Vec<LineView>,
    tickets: Vec<TicketLine>,
    pdf: Option<String>,
    /// It waits to be paid: it may be given up.
    may_drop: bool,
    cancel: Option<CancelView>,
    /// Until when the counter that took the money may cancel, when only it may.
    at_counter: Option<String>,
    changes: Vec<Choice>,
    fault: Option<String>,
    form: FormState,
}

/// A ticket of the order.
#[derive(Debug, Clone, Serialize)]
struct TicketLine {
    id: String,
    href: String,
    label: String,
    price: i64,
    number: i64,
    seat: Option<String>,
    holder: Option<String>,
    state: &'static str,
    /// Given to someone: its page is theirs.
    handed: bool,
}

/// What may be cancelled now.
#[derive(Debug, Clone, Serialize)]
struct CancelView {
    until: String,
    way: &'static str,
    tickets: Vec<TicketLine>,
}

/// A ticket given to someone with an address of their own: its page is theirs alone.
pub(super) fn is_handed(ticket: &Ticket) -> bool {
    ticket.transferred > 0 && ticket.holder_email.is_some()
}

fn line(ticket: &Ticket, order: &Order) -> TicketLine {
    let handed = is_handed(ticket);
    TicketLine {
        id: ticket.id.clone(),
        // Whoever gave it away has no way to it any more, not even in the page's source.
        href: if handed { String::new() } else { paths::ticket(&ticket.secret) },
        label: label(ticket, order),
        price: ticket.price.0,
        number: ticket.number,
        seat: ticket.seat.clone(),
        holder: ticket.holder_name.clone(),
        state: ticket.state.code(),
        handed,
    }
}

/// What was chosen, line by line.
fn chosen(order: &Order) -> Vec<LineView> {
    let shown = |line: &Line| LineView {
        label: line.label.clone(),
        quantity: line.quantity,
        cents: line.price.0 * line.quantity,
        seats: String::new(),
    };
    order.lines.iter().map(shown).collect()
}

/// The tariff's name in the order's language.
pub(super) fn label(ticket: &Ticket, order: &Order) -> String {
    let line = order.lines.iter().find(|line| line.tariff == ticket.tariff && !line.label.is_empty());
    line.map_or_else(|| ticket.tariff_label.clone(), |line| line.label.clone())
}

/// `GET /billetterie/commande/{secret}`
pub(super) async fn show(State(web): State<Web>, visit: Visit, Path(secret): Path<String>) -> Page {
    render(&web, &visit, &secret, FormState::default(), None).await
}

async fn render(web: &Web, visit: &Visit, secret: &str, form: FormState, fault: Option<String>) -> Page {
    let now = web.db.clock().now();
    let mut read = web.db.read().await?;
    let order = order::by_secret(&mut read, secret).await.map_err(page)?;
    let event = Event::read(&mut read, &order.item).await.map_err(page)?;
    let tickets = ticket::of_order(&mut read, &order.id).await.map_err(page)?;
    let (mut cancellable, mut at_counter, mut changes) = (None, None, Vec::new());
    if order.state == OrderState::Paid {
        let quote = cancel::quote(&mut read, &order, now).await.map_err(page)?;
        if let (true, Some(until), false) = (quote.by_holder, quote.until, quote.tickets.is_empty()) {
            cancellable = Some(CancelView {
                until: until.to_string(),
                way: quote.way.code(),
                tickets: quote.tickets.iter().map(|one| line(one, &order)).collect(),
            });
        }
        if let (false, Some(until), cancel::Way::Till) = (quote.by_holder, quote.until, quote.way) {
            at_counter = (now < until && !quote.tickets.is_empty()).then(|| until.to_string());
        }
        for sale in change::choices(&mut read, &order, now).await.map_err(page)? {
            let other = Event::of(&mut read, sale).await.map_err(page)?;
            let when = calendar::moment(visit.lang, other.performance.starts_at, &web.zone, now);
            changes.push(Choice { label: format!("{when}, {}", other.place()), value: other.sale.item });
        }
    }
    drop(read);
    let waits = matches!(order.state, OrderState::Asked | OrderState::ToPay);
    let printable = tickets.iter().any(|one| one.state == TicketState::Valid && !is_handed(one));
    let view = OrderPage {
        base: paths::order(&order.secret),
        reference: order.reference.clone(),
        state: order.state.code(),
        fresh: now.as_millisecond() - order.created_at.as_millisecond() < FRESH_MS,
        email: order.email.clone(),
        total: order.total.0,
        pay: (order.state == OrderState::Asked).then(|| order.payment.as_deref().map(payment::page)).flatten(),
        pay_now: order.state == OrderState::ToPay,
        pay_until: order.pay_until().map(|at| at.to_string()),
        lines: if tickets.is_empty() { chosen(&order) } else { Vec::new() },
        tickets: tickets.iter().map(|one| line(one, &order)).collect(),
        pdf: (printable && !event.is_cancelled()).then(|| format!("{}/billets.pdf", paths::order(&order.secret))),
        may_drop: waits,
        cancel: cancellable,
        at_counter,
        changes,
        event: event.view(visit.lang, &web.zone),
        fault,
        form,
    };
    let sound = view.fault.is_none() && view.form.is_sound();
    private(web, visit, "box_office/portal/order.html", &view, sound)
}

/// `POST /billetterie/commande/{secret}/{deed}`
pub(super) async fn act(
    State(web): State<Web>,
    visit: Visit,
    Path((secret, deed)): Path<(String, String)>,
    sent: SentForm,
) -> Page {
    let named: Vec<String> =
        sent.pairs().iter().filter(|(name, _)| name == "ticket").map(|(_, value)| value.trim().to_owned()).collect();
    let mut form = sent.checked(&web.frame, &visit)?;
    let to = paths::order(&secret);
    match deed.as_str() {
        "renoncer" => drop_order(&web, &visit, &secret).await,
        "payer" => pay_now(&web, &visit, &secret).await,
        "annuler" if named.is_empty() => {
            let fault = say(&web, visit.lang, "booking-cancel-choose", &[]);
            render(&web, &visit, &secret, form, Some(fault)).await
        }
        "annuler" => {
            let mut write = web.db.write().await?;
            match cancel::by_holder(&mut write, &secret, &named).await {
                Ok(given) => {
                    write.commit().await?;
                    let n = i64::try_from(given.tickets.len()).unwrap_or(i64::MAX);
                    if given.amount == ledger::Cents::ZERO {
                        return Ok(done(&web, &visit, "booking-cancelled", &[("n", n.into())], &to));
                    }
                    let amount = shell::typography::price(visit.lang, given.amount.0);
                    let said = [("n", n.into()), ("amount", (&amount).into())];
                    Ok(done(&web, &visit, "booking-cancelled-refund", &said, &to))
                }
                Err(error) => {
                    write.rollback().await?;
                    Ok(refused(&web, refusal(&web, visit.lang, error)?, &to))
                }
            }
        }
        "changer" => {
            let item = form.value("item").to_owned();
            if item.is_empty() {
                form.fault("item", "booking-move-needed");
                return render(&web, &visit, &secret, form, None).await;
            }
            let mut write = web.db.write().await?;
            match change::to(&mut write, &secret, &item).await {
                Ok(order) => {
                    write.commit().await?;
                    Ok(done(&web, &visit, "booking-moved", &[], &paths::order(&order.secret)))
                }
                Err(error) => {
                    write.rollback().await?;
                    Ok(refused(&web, refusal(&web, visit.lang, error)?, &to))
                }
            }
        }
        _ => Err(PageError::NotFound),
    }
}

/// Gives up an order that waits to be paid. One paid meanwhile is not touched: its page then says how to cancel.
async fn drop_order(web: &Web, visit: &Visit, secret: &str) -> Page {
    let to = paths::order(secret);
    let mut write = web.db.write().await?;
    let order = order::by_secret(&mut write, secret).await.map_err(page)?;
    if !matches!(order.state, OrderState::Asked | OrderState::ToPay) {
        write.rollback().await?;
        return Ok(Redirect::to(&to).into_response());
    }
    let dropped: Result<_> = cancel::by_holder(&mut write, secret, &[]).await;
    match dropped {
        Ok(_) => {
            write.commit().await?;
            Ok(done(web, visit, "booking-dropped", &[], &to))
        }
        Err(error) => {
            write.rollback().await?;
            Ok(refused(web, refusal(web, visit.lang, error)?, &to))
        }
    }
}

/// Pays online what was to be paid at the town hall.
async fn pay_now(web: &Web, visit: &Visit, secret: &str) -> Page {
    let mut write = web.db.write().await?;
    let order = order::by_secret(&mut write, secret).await.map_err(page)?;
    match order::pay_online(&mut write, &order.id).await {
        Ok(asked) => {
            write.commit().await?;
            Ok(Redirect::to(&payment::page(&asked)).into_response())
        }
        Err(error) => {
            write.rollback().await?;
            Ok(refused(web, refusal(web, visit.lang, error)?, &paths::order(secret)))
        }
    }
}
