//! Orders in a list: of one performance, or of all those one keeps; and as a table to keep.

use axum::extract::{RawQuery, State};
use people::web::Staff;
use people::{Permission, Session, audit};
use programme::performance;
use serde::Serialize;
use serde_json::json;
use shell::{PageError, Visit, parse_pairs};

use super::answers::{Page, fault, page};
use super::list::day_of;
use super::scope::{Kept, kept, require};
use super::table::{Cell, csv, file};
use super::views::{OrderLine, PerformanceView, all_kept, commune_name, sale_of};
use crate::model::{Order, OrderState};
use crate::{Web, order};

/// Lines of a page; the table to keep has them all.
const SHOWN: usize = 200;
/// Without a performance, orders of those played within so many days on both sides of today.
const DAYS: i64 = 120;

/// `box_office/desk/orders.html`
#[derive(Debug, Clone, Serialize)]
struct OrdersPage {
    one: Option<PerformanceView>,
    query: String,
    state: String,
    states: Vec<&'static str>,
    lines: Vec<OrderLine>,
    all: usize,
    places: i64,
    cents: i64,
    csv: String,
}

/// What is looked for.
struct Asked {
    item: String,
    query: String,
    state: Option<OrderState>,
}

fn asked(query: Option<String>) -> Asked {
    let pairs = parse_pairs(query.unwrap_or_default().as_bytes());
    let value = |name: &str| {
        pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
    };
    Asked { item: value("seance"), query: value("q"), state: OrderState::from_code(&value("etat")).ok() }
}

async fn found(web: &Web, session: &Session, asked: &Asked) -> Result<(Vec<Kept>, Vec<Order>), PageError> {
    require(session, Permission::SellTickets)?;
    let mut read = web.db.read().await?;
    let all = if asked.item.is_empty() {
        let now = web.db.clock().now();
        let between = performance::between(&mut read, day_of(web, now, -DAYS)?, day_of(web, now, DAYS)?).await;
        all_kept(&mut read, session, Permission::SellTickets, between.map_err(PageError::internal)?).await?
    } else {
        vec![kept(&mut read, session, &asked.item, Permission::SellTickets).await?]
    };
    let mut orders = Vec::new();
    if asked.query.is_empty() {
        for one in &all {
            orders.extend(order::of_item(&mut read, &one.performance.item).await.map_err(fault)?);
        }
    } else {
        for some in all.chunks(400) {
            let items: Vec<&str> = some.iter().map(|one| one.performance.item.as_str()).collect();
            orders.extend(order::find(&mut read, &items, &asked.query).await.map_err(fault)?);
        }
    }
    drop(read);
    orders.retain(|order| asked.state.is_none_or(|state| order.state == state));
    orders.sort_by(|a, b| b.created_at.cmp(&a.created_at).then_with(|| b.id.cmp(&a.id)));
    Ok((all, orders))
}

fn title<'a>(all: &'a [Kept], order: &Order) -> &'a str {
    all.iter().find(|one| one.performance.item == order.item).map_or("", |one| &one.show.title)
}

/// `GET /bureau/billetterie/commandes?seance=…&etat=…&q=…`
pub(super) async fn show(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    RawQuery(query): RawQuery,
) -> Page {
    let link = query.clone().map(|query| format!("?{query}")).unwrap_or_default();
    let asked = asked(query);
    let (all, orders) = found(&web, &session, &asked).await?;
    let one = match all.as_slice() {
        [only] if !asked.item.is_empty() => {
            let sale = sale_of(&mut web.db.read().await?, &only.performance.item).await?;
            Some(PerformanceView::of(only, sale.as_ref()))
        }
        _ => None,
    };
    let counted = |order: &&Order| matches!(order.state, OrderState::Paid | OrderState::ToPay | OrderState::Asked);
    let view = OrdersPage {
        one,
        query: asked.query,
        state: asked.state.map_or("", OrderState::code).to_owned(),
        states: OrderState::ALL.iter().map(|state| state.code()).collect(),
        all: orders.len(),
        places: orders.iter().filter(counted).map(|order| order.places).sum(),
        cents: orders.iter().filter(counted).map(|order| order.total.0 - order.refunded.0).sum(),
        lines: orders.iter().take(SHOWN).map(|order| OrderLine::of(order, title(&all, order))).collect(),
        csv: format!("/bureau/billetterie/commandes.csv{link}"),
    };
    page(&web, &visit, "box_office/desk/orders.html", &view, true)
}

/// `GET /bureau/billetterie/commandes.csv`: who takes names and addresses away is in the audit log.
pub(super) async fn table(State(web): State<Web>, Staff(session): Staff, RawQuery(query): RawQuery) -> Page {
    let asked = asked(query);
    let (all, orders) = found(&web, &session, &asked).await?;
    let mut write = web.db.write().await?;
    let details = json!({ "orders": orders.len(), "performance": asked.item });
    audit::append(&mut write, &session.actor(), "tickets.orders_exported", "orders", &details)
        .await
        .map_err(|error| fault(error.into()))?;
    write.commit().await?;
    let at = |at: jiff::Timestamp| at.to_zoned(web.zone.clone()).strftime("%Y-%m-%d %H:%M").to_string();
    let lines: Vec<Vec<Cell>> = orders
        .iter()
        .map(|order| {
            let starts = all.iter().find(|one| one.performance.item == order.item);
            vec![
                order.reference.as_str().into(),
                title(&all, order).into(),
                starts.map(|one| at(one.performance.starts_at)).unwrap_or_default().into(),
                order.state.code().into(),
                order.channel.code().into(),
                at(order.created_at).into(),
                order.paid_at.map(at).unwrap_or_default().into(),
                order.name.as_str().into(),
                order.group.clone().unwrap_or_default().into(),
                order.email.clone().unwrap_or_default().into(),
                order.phone.clone().unwrap_or_default().into(),
                order.commune.as_deref().map(commune_name).unwrap_or_default().into(),
                order.places.into(),
                Cell::Money(order.total.0),
                Cell::Money(order.refunded.0),
            ]
        })
        .collect();
    let heading = [
        "reference",
        "spectacle",
        "seance",
        "etat",
        "canal",
        "commandee",
        "payee",
        "nom",
        "groupe",
        "courriel",
        "telephone",
        "commune",
        "places",
        "total",
        "rendu",
    ];
    file("commandes.csv", csv(&heading, &lines))
}
