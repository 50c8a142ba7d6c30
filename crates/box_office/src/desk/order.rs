//! An order at the desk: what it is, and what may be done with it.

use axum::extract::{Path, State};
use people::web::Staff;
use people::{Permission, Session};
use serde::Serialize;
use shell::{FormState, Visit};

use super::answers::{Page, fault, page};
use super::forms;
use super::paying::TillView;
use super::views::{Choice, OrderLine, PerformanceView, commune_name, order_kept, sale_of};
use crate::model::{Order, OrderState, Ticket, TicketState};
use crate::{Error, Web, cancel, change, ticket};

/// `box_office/desk/order.html`
#[derive(Debug, Clone, Serialize)]
struct OrderPage {
    one: PerformanceView,
    order: OrderLine,
    lines: Vec<LineView>,
    tickets: Vec<TicketView>,
    good: usize,
    email: Option<String>,
    phone: Option<String>,
    commune: Option<String>,
    first: Option<bool>,
    paid_at: Option<String>,
    receipt: Option<String>,
    public: String,
    /// What cancelling would bring back, and by which way; none when nothing can be cancelled.
    back: Option<BackView>,
    moves: Vec<Choice>,
    till: Option<TillView>,
    copies: i64,
    fault: Option<String>,
    form: FormState,
}

#[derive(Debug, Clone, Serialize)]
struct LineView {
    label: String,
    many: i64,
    cents: i64,
}

#[derive(Debug, Clone, Serialize)]
struct TicketView {
    id: String,
    category: String,
    number: i64,
    tariff: String,
    cents: i64,
    state: &'static str,
    seat: Option<String>,
    holder: Option<String>,
    entered_at: Option<String>,
    refunded: i64,
    /// It may be chosen, to be cancelled or given back.
    open: bool,
}

#[derive(Debug, Clone, Serialize)]
struct BackView {
    cents: i64,
    way: &'static str,
    /// Waits to be paid: places go back, no money.
    unpaid: bool,
    /// Called off: the tickets are cancelled, their money is still to be given back.
    owed: bool,
}

impl TicketView {
    fn of(ticket: &Ticket, owed: &[Ticket]) -> Self {
        Self {
            id: ticket.id.clone(),
            category: ticket.category.clone(),
            number: ticket.number,
            tariff: ticket.tariff_label.clone(),
            cents: ticket.price.0,
            state: ticket.state.code(),
            seat: ticket.seat.clone(),
            holder: ticket.holder_name.clone(),
            entered_at: ticket.entered_at.map(|at| at.to_string()),
            refunded: ticket.refunded.0,
            open: ticket.state == TicketState::Valid || owed.iter().any(|one| one.id == ticket.id),
        }
    }
}

/// `GET /bureau/billetterie/commande/{order}`
pub(super) async fn sheet(State(web): State<Web>, visit: Visit, Staff(session): Staff, Path(id): Path<String>) -> Page {
    show(&web, &visit, &session, &id, None, FormState::default()).await
}

/// The sheet, with a form to show again and a word of why it was refused.
pub(super) async fn show(
    web: &Web,
    visit: &Visit,
    session: &Session,
    id: &str,
    told: Option<String>,
    form: FormState,
) -> Page {
    let (order, kept) = order_kept(web, session, id).await?;
    let now = web.db.clock().now();
    let mut read = web.db.read().await?;
    let sale = sale_of(&mut read, &order.item).await?;
    let tickets = ticket::of_order(&mut read, &order.id).await.map_err(fault)?;
    let waits = matches!(order.state, OrderState::ToPay | OrderState::Asked);
    let owed = match order.state {
        OrderState::Cancelled => cancel::owed(&mut read, &order).await.map_err(fault)?,
        _ => Vec::new(),
    };
    let back = match order.state {
        OrderState::ToPay | OrderState::Asked => Some(BackView { cents: 0, way: "none", unpaid: true, owed: false }),
        OrderState::Paid => {
            let quote = cancel::quote(&mut read, &order, now).await.map_err(fault)?;
            let cancellable = !quote.tickets.is_empty();
            cancellable.then(|| BackView { cents: quote.amount.0, way: quote.way.code(), unpaid: false, owed: false })
        }
        OrderState::Cancelled if !owed.is_empty() => {
            let cents = owed.iter().map(|one| one.price.0 - one.refunded.0).sum();
            Some(BackView { cents, way: cancel::Way::of(&order).code(), unpaid: false, owed: true })
        }
        OrderState::Expired | OrderState::Cancelled => None,
    };
    let moves = match order.state {
        OrderState::Paid => match change::choices(&mut read, &order, now).await {
            Ok(choices) => choices
                .into_iter()
                .map(|sale| Choice {
                    label: shell::calendar::moment(visit.lang, sale.starts_at, &web.zone, now)
                        + ", "
                        + &commune_name(&sale.commune),
                    value: sale.item,
                })
                .collect(),
            Err(Error::Refused(_)) => Vec::new(),
            Err(other) => return Err(fault(other)),
        },
        _ => Vec::new(),
    };
    let till = regie::current(&mut read, &session.account.id).await?;
    let copies = forms::prints(&mut read, &order.id).await.map_err(fault)?;
    drop(read);
    let seller = sale.as_ref().map(|sale| sale.seller.clone()).unwrap_or_default();
    let view = OrderPage {
        one: PerformanceView::of(&kept, sale.as_ref()),
        lines: lines(&order),
        good: tickets.iter().filter(|one| one.state == TicketState::Valid).count(),
        tickets: tickets.iter().map(|one| TicketView::of(one, &owed)).collect(),
        email: order.email.clone(),
        phone: order.phone.clone(),
        commune: order.commune.as_deref().map(commune_name),
        first: order.first_time,
        paid_at: order.paid_at.map(|at| at.to_string()),
        receipt: order.receipt.as_ref().map(|receipt| format!("/bureau/regie/recus/{receipt}")),
        public: format!("/billetterie/commande/{}", order.secret),
        till: till.filter(|_| waits || order.receipt.is_some()).map(|till| TillView::of(&till, &seller)),
        order: OrderLine::of(&order, ""),
        back,
        moves,
        copies,
        fault: told,
        form,
    };
    let sound = view.form.is_sound() && view.fault.is_none();
    page(web, visit, "box_office/desk/order.html", &view, sound)
}

fn lines(order: &Order) -> Vec<LineView> {
    order
        .lines
        .iter()
        .map(|line| LineView { label: line.label.clone(), many: line.quantity, cents: line.price.0 * line.quantity })
        .collect()
}

/// Whether someone may sell for this order; kept beside the sheet so that deeds ask the same.
pub(super) async fn owned(web: &Web, session: &Session, id: &str) -> Result<Order, shell::PageError> {
    super::scope::require(session, Permission::SellTickets)?;
    Ok(order_kept(web, session, id).await?.0)
}
