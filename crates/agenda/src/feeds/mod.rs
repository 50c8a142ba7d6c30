//! What machines read.

mod atom;
mod ics;
mod open_agenda;
pub(crate) mod plain;
pub(crate) mod schema_org;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use programme::{performance, show};
use shell::{PageError, Visit};

use crate::Web;
use crate::events::{self, Event};
use crate::web::lost;

type Answer = Result<Response, PageError>;

/// How long another server or a telephone may keep a feed, in seconds.
const KEPT: u32 = 300;

/// A feed, dated by the last change it tells of: who has it already is told so in a line (RFC 9110 §13.1.3).
fn answer(kind: &'static str, visit: &Visit, asked: &HeaderMap, events: &[Event], body: String) -> Response {
    let last = events.iter().map(|event| event.performance.changed_at).max();
    // The tag says what is in it, bookings included; a change of a second counts.
    let tag = format!("\"{:016x}\"", fingerprint(body.as_bytes()));
    let mut response = if asked.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes()) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, kind)], body).into_response()
    };
    let headers = response.headers_mut();
    let mut put = |name, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    };
    put(header::ETAG, &tag);
    put(header::CACHE_CONTROL, &format!("public, max-age={KEPT}"));
    put(header::VARY, "accept-language, cookie");
    put(header::CONTENT_LANGUAGE, visit.lang.code());
    put(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    if let Some(last) = last {
        put(header::LAST_MODIFIED, &last.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string());
    }
    response
}

/// FNV-1a, 64 bits: a tag only has to differ when the text does.
fn fingerprint(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

async fn upcoming(web: &Web) -> Result<Vec<Event>, PageError> {
    let mut read = web.db.read().await?;
    events::to_come(&mut read, web.now()).await.map_err(lost)
}

const CALENDAR: &str = "text/calendar; charset=utf-8";

/// `GET /sorties/agenda.ics`
pub(crate) async fn calendar(State(web): State<Web>, visit: Visit, asked: HeaderMap) -> Answer {
    let events = upcoming(&web).await?;
    let name = web.say(visit.lang, "agenda-feed-title", &[]);
    let body = ics::calendar(&web, visit.lang, &name, &events);
    Ok(answer(CALENDAR, &visit, &asked, &events, body))
}

/// `GET /sorties/commune/{insee}/agenda.ics`
pub(crate) async fn commune_calendar(
    State(web): State<Web>,
    visit: Visit,
    Path(insee): Path<String>,
    asked: HeaderMap,
) -> Answer {
    let mut read = web.db.read().await?;
    let commune = programme::tenant::commune_by_insee(&mut read, &insee).await.map_err(lost)?;
    drop(read);
    let mut events = upcoming(&web).await?;
    events.retain(|event| event.performance.commune == insee);
    let name = web.say(visit.lang, "agenda-feed-commune", &[("name", commune.name.into())]);
    let body = ics::calendar(&web, visit.lang, &name, &events);
    Ok(answer(CALENDAR, &visit, &asked, &events, body))
}

/// `GET /sorties/spectacle/{show}/agenda.ics`
pub(crate) async fn show_calendar(
    State(web): State<Web>,
    visit: Visit,
    Path(id): Path<String>,
    asked: HeaderMap,
) -> Answer {
    let mut read = web.db.read().await?;
    let shown = show::by_id(&mut read, &id).await.map_err(lost)?;
    let performances = performance::of_show(&mut read, &id).await.map_err(lost)?;
    let events = events::tell(&mut read, performances).await.map_err(lost)?;
    drop(read);
    let body = ics::calendar(&web, visit.lang, &shown.title, &events);
    Ok(answer(CALENDAR, &visit, &asked, &events, body))
}

/// `GET /sorties/date/{item}/agenda.ics`
pub(crate) async fn date_calendar(
    State(web): State<Web>,
    visit: Visit,
    Path(item): Path<String>,
    asked: HeaderMap,
) -> Answer {
    let mut read = web.db.read().await?;
    let one = performance::by_item(&mut read, &item).await.map_err(lost)?;
    let events = events::tell(&mut read, vec![one]).await.map_err(lost)?;
    drop(read);
    let name = events.first().map(|event| event.show.title.clone()).unwrap_or_default();
    let body = ics::calendar(&web, visit.lang, &name, &events);
    Ok(answer(CALENDAR, &visit, &asked, &events, body))
}

/// `GET /sorties/flux.xml`
pub(crate) async fn feed(State(web): State<Web>, visit: Visit, asked: HeaderMap) -> Answer {
    let events = upcoming(&web).await?;
    let body = atom::feed(&web, visit.lang, &events, web.now());
    Ok(answer("application/atom+xml; charset=utf-8", &visit, &asked, &events, body))
}

/// `GET /sorties/agenda.jsonld`
pub(crate) async fn linked(State(web): State<Web>, visit: Visit, asked: HeaderMap) -> Answer {
    let events = upcoming(&web).await?;
    let body = schema_org::graph(&web, visit.lang, &events).to_string();
    Ok(answer("application/ld+json", &visit, &asked, &events, body))
}

/// `GET /api/sorties/openagenda.json`
pub(crate) async fn open_agenda(State(web): State<Web>, visit: Visit, asked: HeaderMap) -> Answer {
    let events = upcoming(&web).await?;
    let body = open_agenda::export(&web, &events).to_string();
    Ok(answer("application/json", &visit, &asked, &events, body))
}

/// An instant with the offset of the place, as people and machines both read it: `2026-11-26T20:30:00+01:00`.
fn local(web: &Web, at: Timestamp) -> String {
    at.to_zoned(web.zone.clone()).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}
