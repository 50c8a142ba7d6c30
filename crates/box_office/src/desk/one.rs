//! A performance in the office: how it goes, what there is to do.

use axum::extract::{Path, State};
use people::web::Staff;
use people::{Permission, Target};
use programme::outcome;
use serde::Serialize;
use shell::{PageError, Visit};

use super::answers::{Page, fault, page};
use super::scope::kept;
use super::sell::shut;
use super::views::{AllotmentView, OrderLine, PerformanceView, Places, sale_of};
use crate::model::{OrderState, WaitState};
use crate::{Web, order, sale, statement, wait_list};

/// Orders shown here; the rest are in the list of orders.
const SHOWN: usize = 12;

/// `box_office/desk/one.html`
#[derive(Debug, Clone, Serialize)]
struct OnePage {
    one: PerformanceView,
    /// Nothing as long as it has no sale.
    sold: Option<Sold>,
    sells: bool,
    shut: Option<&'static str>,
    declares: bool,
    gates: bool,
    orders: Vec<OrderLine>,
    more: bool,
    waiting: Vec<WaitLine>,
}

/// Someone on the waiting list.
#[derive(Debug, Clone, Serialize)]
struct WaitLine {
    name: String,
    email: String,
    places: i64,
    at: String,
    /// Until when places are kept for them, when some are.
    until: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
struct Sold {
    places: Places,
    paid: i64,
    free: i64,
    receipts: i64,
    to_pay: i64,
    to_pay_cents: i64,
    waiting: i64,
    waiting_list: bool,
    queue: bool,
    admitted: Option<i64>,
    opens_at: Option<String>,
    online_until: String,
    allotments: Vec<AllotmentView>,
    online: bool,
}

/// `GET /bureau/billetterie/seance/{item}`
pub(super) async fn show(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(item): Path<String>,
) -> Page {
    let mut read = web.db.read().await?;
    let kept = kept(&mut read, &session, &item, Permission::SellTickets).await?;
    let now = web.db.clock().now();
    let sale = sale_of(&mut read, &item).await?;
    let mut orders = Vec::new();
    let mut more = false;
    let mut waiting_lines = Vec::new();
    let sold = match &sale {
        None => None,
        Some(sale) => {
            let allotments = sale::allotments(&mut read, &item, now).await.map_err(fault)?;
            let statement = statement::of_item(&mut read, &item).await.map_err(fault)?;
            let all = order::of_item(&mut read, &item).await.map_err(fault)?;
            let mut waiting = wait_list::of_item(&mut read, &item).await.map_err(fault)?;
            waiting.retain(|entry| matches!(entry.state, WaitState::Waiting | WaitState::Offered));
            waiting_lines = waiting
                .iter()
                .map(|entry| WaitLine {
                    name: entry.name.clone(),
                    email: entry.email.clone(),
                    places: entry.places,
                    at: entry.joined_at.to_string(),
                    until: entry.offered_until.map(|at| at.to_string()),
                })
                .collect();
            let outcomes = outcome::of(&mut read, &[item.as_str()]).await.map_err(PageError::internal)?;
            more = all.len() > SHOWN;
            orders = all.iter().take(SHOWN).map(|order| OrderLine::of(order, "")).collect();
            let to_pay = all.iter().filter(|order| order.state == OrderState::ToPay);
            Some(Sold {
                places: Places::of(sale, &allotments),
                paid: statement.paid(),
                free: statement.free(),
                receipts: statement.receipts().0,
                to_pay: to_pay.clone().count() as i64,
                to_pay_cents: to_pay.map(|order| order.total.0).sum(),
                waiting: waiting.iter().map(|entry| entry.places).sum(),
                waiting_list: sale.waiting_list,
                queue: sale.queue,
                admitted: sale.admitted_by_hand.or_else(|| outcomes.first().and_then(|one| one.admitted)),
                opens_at: sale.opens_at.map(|at| at.to_string()),
                online_until: sale.online_until.to_string(),
                online: sale.is_open_online(now),
                allotments: allotments.iter().map(AllotmentView::of).collect(),
            })
        }
    };
    drop(read);
    let host = Target::Institution { id: &kept.host.id, commune: Some(&kept.host.commune) };
    let view = OnePage {
        sells: sale.as_ref().is_some_and(|sale| sale.is_open_at_desk(now)),
        shut: sale.as_ref().and_then(|sale| shut(sale, now)),
        declares: session.may(Permission::DeclareShows, &Target::Anywhere),
        gates: session.may(Permission::KeepGates, &host),
        one: PerformanceView::of(&kept, sale.as_ref()),
        sold,
        orders,
        more,
        waiting: waiting_lines,
    };
    page(&web, &visit, "box_office/desk/one.html", &view, true)
}
