//! The plain JSON API: `GET /api/sorties`, the filters of the list's address, page by page.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use shell::{PageError, Visit, parse_pairs};

use super::local;
use crate::Web;
use crate::asked::Asked;
use crate::events::Event;
use crate::pages::paths;

/// Performances in a page unless told, and at most.
const PER_PAGE: usize = 50;
const MOST_PER_PAGE: usize = 200;

/// `GET /api/sorties`
pub(crate) async fn list(State(web): State<Web>, visit: Visit) -> Result<Response, PageError> {
    let mut read = web.db.read().await?;
    let communes = programme::tenant::communes(&mut read).await?;
    let asked = Asked::read(&visit.query, &communes);
    let pairs = parse_pairs(visit.query.as_bytes());
    let size = pairs.iter().find(|(name, _)| name == "nombre").map(|(_, value)| value.parse::<usize>());
    let size = match size {
        None => PER_PAGE,
        Some(Ok(size @ 1..=MOST_PER_PAGE)) => size,
        Some(_) => return Ok(wrong(&web, &visit, &["agenda-fault-number"])),
    };
    if !asked.faults.is_empty() {
        return Ok(wrong(&web, &visit, &asked.faults));
    }
    if !asked.lost.is_empty() {
        return Ok(wrong(&web, &visit, &["agenda-fault-place"]));
    }
    let now = web.now();
    let from = asked.earliest(&web.zone, now);
    let mut events = crate::events::between(&mut read, from, jiff::Timestamp::MAX).await.map_err(crate::web::lost)?;
    drop(read);
    events.retain(|event| asked.wants(event, &web.zone, now));
    let pages = events.len().div_ceil(size).max(1);
    let page = usize::try_from(asked.page).unwrap_or(usize::MAX).min(pages);
    let address = |page: usize| {
        let query = asked.query(&[("nombre", &size.to_string()), ("page", &page.to_string())]);
        web.address(&format!("{}?{query}", paths::API))
    };
    let shown: Vec<Value> = events.iter().skip((page - 1) * size).take(size).map(|event| one(&web, event)).collect();
    let body = json!({
        "total": events.len(),
        "page": page,
        "pages": pages,
        "next": (page < pages).then(|| address(page + 1)),
        "previous": (page > 1).then(|| address(page - 1)),
        "performances": shown,
    });
    let mut response = Json(body).into_response();
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=60"));
    Ok(response)
}

fn wrong(web: &Web, visit: &Visit, faults: &[&'static str]) -> Response {
    let words: Vec<String> = faults.iter().map(|fault| web.say(visit.lang, fault, &[])).collect();
    (axum::http::StatusCode::BAD_REQUEST, Json(json!({ "errors": words }))).into_response()
}

fn one(web: &Web, event: &Event) -> Value {
    let (one, show) = (&event.performance, &event.show);
    let prices = event.prices();
    json!({
        "id": one.item,
        "url": web.address(&paths::date(&one.item)),
        "state": one.state.code(),
        "told": one.told,
        "series": one.series,
        "starts_at": local(web, one.starts_at),
        "doors_at": one.doors_at.map(|at| local(web, at)),
        "ends_at": event.ends_at().map(|at| local(web, at)),
        "show": {
            "id": show.id,
            "url": web.address(&paths::show(&show.id)),
            "title": show.title,
            "genre": show.genre.code(),
            "performer": event.performer.name,
            "credits": show.credits,
            "summary": show.summary,
            "audience": show.audience,
            "minutes": show.minutes,
            "age_from": show.age_from,
        },
        "place": {
            "name": one.place_name,
            "address": one.address,
            "postal_code": one.postal_code,
            "commune": event.commune,
            "insee": one.commune,
            "lat": one.position.map(|position| position.lat),
            "lon": one.position.map(|position| position.lon),
            "host": event.host.name,
        },
        "access": one.access,
        "licence": one.licence,
        "offer": event.offer.as_ref().map(|offer| json!({
            "state": offer.state.code(),
            "book": event.booking(web.now()).map(|address| web.address(address)),
            "opens_at": offer.opens_at.map(|at| local(web, at)),
            "least_price_cents": prices.map(|(least, _)| least),
            "most_price_cents": prices.map(|(_, most)| most),
            "places_left": offer.places_left,
        })),
        "demo": show.demo,
        "changed_at": one.changed_at.to_string(),
    })
}
