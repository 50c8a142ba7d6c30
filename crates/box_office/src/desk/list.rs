//! The performances one keeps, today's first; a search that finds performances and orders alike.

use axum::extract::{RawQuery, State};
use axum::response::{IntoResponse, Redirect};
use jiff::{Timestamp, ToSpan};
use people::Permission;
use people::web::Staff;
use programme::performance;
use serde::Serialize;
use shell::{PageError, Pagination, Visit, parse_pairs};
use store::prelude::*;

use super::answers::{Page, fault, page};
use super::scope::{Kept, require};
use super::views::{OrderLine, PerformanceView, Places, all_kept, order_path, sale_of};
use crate::{Web, order, sale};

/// How far back and ahead performances are listed, in days.
const DAYS: i64 = 400;
/// Orders shown by a search.
const SHOWN: usize = 50;
/// Performances of a page, besides today's: a season's list must stay light on a phone at a counter.
const PER_PAGE: usize = 40;

/// `box_office/desk/list.html`
#[derive(Debug, Clone, Serialize)]
struct ListPage {
    query: String,
    over: bool,
    today: Vec<Row>,
    coming: Vec<Row>,
    /// Today's and the others, on every page.
    all: usize,
    pagination: Option<Pagination>,
    orders: Vec<OrderLine>,
    manages: bool,
    /// The open till, by name.
    till: Option<String>,
}

/// A performance in the list.
#[derive(Debug, Clone, Serialize)]
struct Row {
    one: PerformanceView,
    day: String,
    hour: String,
    places: Option<Places>,
    sells: bool,
}

/// `GET /bureau/billetterie?q=…&passees=1&page=2`
pub(super) async fn show(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    RawQuery(query): RawQuery,
) -> Page {
    require(&session, Permission::SellTickets)?;
    let pairs = parse_pairs(query.unwrap_or_default().as_bytes());
    let value = |name: &str| pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.trim().to_owned());
    let typed = value("q").unwrap_or_default();
    let over = value("passees").as_deref() == Some("1");
    let now = web.db.clock().now();
    let mut read = web.db.read().await?;
    let till = regie::current(&mut read, &session.account.id).await?;
    let (from, before) = if over {
        (day_of(&web, now, -DAYS)?, day_of(&web, now, 0)?)
    } else {
        (day_of(&web, now, 0)?, day_of(&web, now, DAYS)?)
    };
    // A search looks on both sides of today.
    let from = if typed.is_empty() { from } else { day_of(&web, now, -DAYS)? };
    let before = if typed.is_empty() { before } else { day_of(&web, now, DAYS)? };
    let listed = performance::between(&mut read, from, before).await.map_err(PageError::internal)?;
    let mut kept = all_kept(&mut read, &session, Permission::SellTickets, listed).await?;
    let mut orders = Vec::new();
    if !typed.is_empty() {
        orders = found(&mut read, &kept, &typed).await?;
        if let [only] = orders.as_slice()
            && only.reference.eq_ignore_ascii_case(&typed)
        {
            let to = only.href.clone();
            return Ok(Redirect::to(&to).into_response());
        }
        let folded = territory::fold_name(&typed);
        kept.retain(|one| {
            let p = &one.performance;
            [&one.show.title, &p.place_name, &super::views::commune_name(&p.commune), &one.host.name]
                .into_iter()
                .any(|words| territory::fold_name(words).contains(&folded))
        });
    }
    if over {
        kept.reverse();
    }
    let all = kept.len();
    let of_today = day_of(&web, now, 0)?..day_of(&web, now, 1)?;
    let (played_today, others): (Vec<Kept>, Vec<Kept>) =
        kept.into_iter().partition(|one| of_today.contains(&one.performance.starts_at));
    let number = value("page").and_then(|page| page.parse().ok()).unwrap_or(1);
    let encoded: String = form_urlencoded::byte_serialize(typed.as_bytes()).collect();
    let pagination = Pagination::new(others.len() as u64, PER_PAGE as u64, number, u64::MAX, |page| {
        let past = if over { "&passees=1" } else { "" };
        format!("/bureau/billetterie?q={encoded}{past}&page={page}")
    });
    let skipped = pagination.as_ref().map_or(0, |pages| (pages.current - 1) as usize * PER_PAGE);
    let (mut today, mut coming) = (Vec::new(), Vec::new());
    for one in played_today.iter().filter(|_| skipped == 0) {
        today.push(row(&web, &mut read, one, now).await?);
    }
    for one in others.iter().skip(skipped).take(PER_PAGE) {
        coming.push(row(&web, &mut read, one, now).await?);
    }
    drop(read);
    let view = ListPage {
        query: typed,
        over,
        today,
        coming,
        all,
        pagination,
        orders,
        manages: session.may(Permission::ManageTickets, &people::Target::Anywhere),
        till: till.map(|till| format!("{}, {}", till.regie.name, till.till_name)),
    };
    page(&web, &visit, "box_office/desk/list.html", &view, true)
}

/// The beginning of the day so many days from an instant's.
pub(super) fn day_of(web: &Web, now: Timestamp, days: i64) -> Result<Timestamp, PageError> {
    let day = now.to_zoned(web.zone.clone()).date().checked_add(days.days()).map_err(PageError::internal)?;
    Ok(day.to_zoned(web.zone.clone()).map_err(PageError::internal)?.timestamp())
}

async fn row(web: &Web, query: &mut impl Query, kept: &Kept, now: Timestamp) -> Result<Row, PageError> {
    let item = &kept.performance.item;
    let sale = sale_of(query, item).await?;
    let places = match &sale {
        Some(sale) => Some(Places::of(sale, &sale::allotments(query, item, now).await.map_err(fault)?)),
        None => None,
    };
    let at = kept.performance.starts_at.to_zoned(web.zone.clone());
    Ok(Row {
        one: PerformanceView::of(kept, sale.as_ref()),
        day: at.date().to_string(),
        hour: at.time().strftime("%H:%M:%S").to_string(),
        sells: sale.as_ref().is_some_and(|sale| sale.is_open_at_desk(now)),
        places,
    })
}

/// The orders a search finds among performances one keeps, the latest first.
async fn found(query: &mut impl Query, kept: &[Kept], typed: &str) -> Result<Vec<OrderLine>, PageError> {
    let mut all = Vec::new();
    for some in kept.chunks(400) {
        let items: Vec<&str> = some.iter().map(|one| one.performance.item.as_str()).collect();
        all.extend(order::find(query, &items, typed).await.map_err(fault)?);
    }
    all.sort_by_key(|order| std::cmp::Reverse(order.created_at));
    all.truncate(SHOWN);
    Ok(all
        .iter()
        .map(|order| {
            let title = kept.iter().find(|one| one.performance.item == order.item);
            let mut line = OrderLine::of(order, title.map_or("", |one| &one.show.title));
            line.href = order_path(&order.id);
            line
        })
        .collect())
}
