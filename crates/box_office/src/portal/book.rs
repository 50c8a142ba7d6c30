//! Choosing places: one page, one press, and they are held.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use serde::Serialize;
use shell::{FormState, PageError, SentForm, Visit};
use store::prelude::*;

use super::event::{Event, EventView};
use super::picks::{self, TariffView};
use super::{page, paths, refusal, say};
use crate::hold::{self, Wanted};
use crate::model::{Channel, ONLINE, Tariff};
use crate::queue::{self, Admitted};
use crate::seats::{self, Chooser};
use crate::{Result, Web, sale};

type Page = std::result::Result<Response, PageError>;

/// `box_office/portal/book.html`
#[derive(Debug, Clone, Serialize)]
struct BookPage {
    event: EventView,
    state: &'static str,
    opens_at: Option<String>,
    /// Said when hardly any are left.
    left: Option<i64>,
    tariffs: Vec<TariffView>,
    /// Something is to be paid.
    priced: bool,
    most: i64,
    hold_minutes: i64,
    town_hall: bool,
    waiting_list: bool,
    /// None when one may never cancel.
    cancel_hours: Option<i64>,
    seats: Option<Chooser>,
    fault: Option<String>,
    form: FormState,
}

/// What the page is made of.
pub(super) struct OnSale {
    pub(super) event: Event,
    pub(super) tariffs: Vec<Tariff>,
    /// Places left on our pages.
    pub(super) left: i64,
}

/// Reads a sale the public may see: one being prepared is not there.
pub(super) async fn on_sale(query: &mut impl Query, item: &str, now: Timestamp) -> Result<OnSale> {
    let event = Event::read(query, item).await?;
    let tariffs = sale::tariffs(query, item).await?;
    let allotments = sale::allotments(query, item, now).await?;
    let left = allotments.iter().find(|one| one.code == ONLINE).map_or(0, |one| one.left());
    Ok(OnSale { event, tariffs, left })
}

/// `GET /billetterie/{item}`
pub(super) async fn show(State(web): State<Web>, visit: Visit, headers: HeaderMap, Path(item): Path<String>) -> Page {
    match queue::admitted(&web, &headers, &item).await {
        Admitted::Wait(response) => Ok(response),
        Admitted::In(basket) => Ok(basket.dress(render(&web, &visit, &item, FormState::default(), None).await?)),
    }
}

async fn render(web: &Web, visit: &Visit, item: &str, form: FormState, fault: Option<String>) -> Page {
    let now = web.db.clock().now();
    let mut read = web.db.read().await?;
    let OnSale { event, tariffs, left } = on_sale(&mut read, item, now).await.map_err(page)?;
    let state = picks::standing(&event, left, now).ok_or(PageError::NotFound)?;
    let seats = match event.sale.numbered && matches!(state, "open" | "few") {
        true => seats::chooser(&mut read, &web.frame, visit.lang, item, now.as_millisecond()).await.map_err(page)?,
        false => None,
    };
    drop(read);
    let sale = &event.sale;
    let shown = picks::tariffs(&tariffs, visit.lang, &form);
    let view = BookPage {
        event: event.view(visit.lang, &web.zone),
        state,
        opens_at: sale.opens_at.map(|at| at.to_string()),
        left: (state == "few").then_some(left),
        priced: shown.iter().any(|tariff| tariff.price > 0),
        tariffs: shown,
        most: sale.most_per_order,
        hold_minutes: hold::ONLINE_MINUTES,
        town_hall: sale.pay_later,
        waiting_list: sale.waiting_list,
        cancel_hours: (sale.cancel_hours >= 0).then_some(sale.cancel_hours),
        seats,
        fault,
        form,
    };
    let status = if view.fault.is_none() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok((status, web.frame.render(visit, "box_office/portal/book.html", &view)?).into_response())
}

/// `POST /billetterie/{item}`: holds the places chosen.
pub(super) async fn take(
    State(web): State<Web>,
    visit: Visit,
    headers: HeaderMap,
    Path(item): Path<String>,
    sent: SentForm,
) -> Page {
    let pairs = sent.pairs().to_vec();
    let form = sent.checked(&web.frame, &visit)?;
    let basket = match queue::admitted(&web, &headers, &item).await {
        Admitted::Wait(response) => return Ok(response),
        Admitted::In(basket) => basket,
    };
    let now = web.db.clock().now();
    let mut read = web.db.read().await?;
    let OnSale { event, tariffs, left } = on_sale(&mut read, &item, now).await.map_err(page)?;
    let state = picks::standing(&event, left, now).ok_or(PageError::NotFound)?;
    if !matches!(state, "open" | "few" | "full") {
        // The page itself says why nothing can be taken now.
        return Ok(Redirect::to(&paths::book(&item)).into_response());
    }
    let lines = match picks::chosen(&tariffs, &form, event.sale.most_per_order) {
        Ok(lines) => lines,
        Err(message) => {
            drop(read);
            let fault = say(&web, visit.lang, message, &[]);
            return render(&web, &visit, &item, form, Some(fault)).await;
        }
    };
    let seats = match event.sale.numbered {
        true => {
            match seats::chosen(&mut read, &item, &pairs, &categories(&tariffs, &lines), now.as_millisecond()).await {
                Ok(seats) => seats,
                Err(error) => {
                    drop(read);
                    let fault = refusal(&web, visit.lang, error)?;
                    return render(&web, &visit, &item, form, Some(fault)).await;
                }
            }
        }
        false => Vec::new(),
    };
    drop(read);
    let wanted = Wanted { item: item.clone(), lines, seats, ..Wanted::default() };
    let mut write = web.db.write().await?;
    match hold::hold(&mut write, Channel::Online, &wanted).await {
        Ok(held) => {
            basket.keep(&mut write, &held.secret).await.map_err(page)?;
            write.commit().await?;
            Ok(basket.dress(Redirect::to(&paths::basket(&held.secret)).into_response()))
        }
        Err(error) => {
            write.rollback().await?;
            let fault = refusal(&web, visit.lang, error)?;
            render(&web, &visit, &item, form, Some(fault)).await
        }
    }
}

/// The seat category of each place wanted.
fn categories(tariffs: &[Tariff], lines: &[(String, i64)]) -> Vec<String> {
    let mut all = Vec::new();
    for (id, count) in lines {
        if let Some(tariff) = tariffs.iter().find(|tariff| tariff.id == *id) {
            all.extend(std::iter::repeat_n(tariff.category.clone(), usize::try_from(*count).unwrap_or_default()));
        }
    }
    all
}
