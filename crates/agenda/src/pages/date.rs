//! A performance: one show, one evening, one hall.

use axum::extract::{Path, State};
use axum::response::Response;
use programme::{performance, tenant};
use serde::Serialize;
use serde_json::Value;
use shell::{PageError, Visit};

use super::paths;
use super::views::{Around, Card, SeasonLink, around, said, seasons, set};
use crate::Web;
use crate::events;
use crate::feeds::schema_org;
use crate::web::lost;

/// `agenda/date.html`
#[derive(Debug, Serialize)]
struct DatePage {
    card: Card,
    credits: String,
    summary: String,
    audience: String,
    address: String,
    postal_code: String,
    host: String,
    host_site: Option<String>,
    doors_at: Option<String>,
    licence: Option<String>,
    changed_at: String,
    /// Latitude and longitude of the hall, when known.
    point: Option<(f64, f64)>,
    around: Option<Around>,
    others: Vec<Card>,
    seasons: Vec<SeasonLink>,
    calendar: String,
    linked: Value,
}

/// `GET /sorties/date/{item}`
pub(super) async fn show(
    State(web): State<Web>,
    visit: Visit,
    Path(item): Path<String>,
) -> Result<Response, PageError> {
    let mut read = web.db.read().await?;
    let one = performance::by_item(&mut read, &item).await.map_err(lost)?;
    let all = performance::of_show(&mut read, &one.show).await.map_err(lost)?;
    let all = events::tell(&mut read, all).await.map_err(lost)?;
    let tenant = tenant::tenant(&mut read).await?;
    drop(read);
    let event = all.iter().find(|event| event.item() == item).ok_or(PageError::NotFound)?;
    let now = web.now();
    let others: Vec<events::Event> = all
        .iter()
        .filter(|other| other.item() != item && !other.is_cancelled() && other.performance.starts_at > now)
        .cloned()
        .collect();
    let view = DatePage {
        card: Card::of(&web, visit.lang, event, None),
        credits: set(&event.show.credits),
        summary: set(&event.show.summary),
        audience: event.show.audience.clone(),
        address: one.address.clone(),
        postal_code: one.postal_code.clone(),
        host: set(&event.host.name),
        host_site: event.host.website.clone().filter(|site| site.starts_with("http")),
        doors_at: one.doors_at.map(|at| at.to_zoned(web.zone.clone()).strftime("%H:%M").to_string()),
        licence: one.licence.clone(),
        changed_at: said(one.changed_at),
        point: one.position.map(|position| (position.lat, position.lon)),
        around: tenant.and_then(|tenant| around(&web, &tenant.siren, event)),
        others: Card::all(&web, visit.lang, &others, event.position),
        seasons: seasons(&web, visit.lang, std::slice::from_ref(event)),
        calendar: format!("{}/agenda.ics", paths::date(&item)),
        linked: schema_org::event(&web, visit.lang, event),
    };
    web.page(&visit, "agenda/date.html", &view)
}
