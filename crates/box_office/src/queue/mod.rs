//! The queue when a season opens: order by arrival, whatever one reloads; those who came before the opening are drawn.
//!
//! A place is a signed cookie; a line is one number, how far it has passed; see `docs/queue.md` for what is promised and
//! what is not. [`admitted`] is what a page behind the queue asks first.

pub mod controller;
mod keeper;
pub mod line;
mod office;
mod page;
mod place;
mod store;

use ::store::prelude::*;
use axum::Router;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use people::{Permission, RouteGate, RouteRule};
use shell::{Asset, Lang, PageError, Wing};

use crate::{Result, Web, hold};
use keeper::Turn;
use place::{Place, Way};

pub use keeper::Queue;

/// What this part brings to the frame.
pub const WING: Wing = Wing {
    templates: &[
        ("box_office/queue_wait.html", include_str!("../../templates/queue/wait.html")),
        ("box_office/queue_office.html", include_str!("../../templates/queue/office.html")),
    ],
    messages: &[
        (Lang::Fr, include_str!("../../i18n/queue.fr.ftl")),
        (Lang::Nl, include_str!("../../i18n/queue.nl.ftl")),
        (Lang::En, include_str!("../../i18n/queue.en.ftl")),
    ],
    assets: &[Asset { name: "box_office_queue.css", bytes: include_bytes!("../../assets/queue.css") }],
    source_folder: Some(concat!(env!("CARGO_MANIFEST_DIR"), "/templates")),
};

/// This part's addresses and who may open each.
pub const ROUTES: &[RouteRule] = &[
    RouteRule { method: "GET", path: "/billetterie/file/{item}", gate: RouteGate::Public },
    RouteRule {
        method: "GET",
        path: "/bureau/billetterie/file/{item}",
        gate: RouteGate::Holds(Permission::ManageTickets),
    },
    RouteRule {
        method: "POST",
        path: "/bureau/billetterie/file/{item}",
        gate: RouteGate::Holds(Permission::ManageTickets),
    },
];

/// This part's router.
pub fn routes(web: Web) -> Router {
    Router::new()
        .route("/billetterie/file/{item}", get(page::show))
        .route("/bureau/billetterie/file/{item}", get(office::show).post(office::act))
        .with_state(web)
}

/// Whether one may come in.
pub enum Admitted {
    /// Yes, with the basket that goes with one's place.
    In(Basket),
    /// Not yet: what to answer.
    Wait(Response),
}

/// What an admitted visitor holds: one basket at a time.
pub struct Basket {
    /// The place's name; none where no queue stands.
    place: Option<String>,
    cookie: Option<HeaderValue>,
}

impl Basket {
    /// Dresses the page answered: someone who walked straight in is given the place that lets them go on.
    #[must_use]
    pub fn dress(self, mut response: Response) -> Response {
        if let Some(cookie) = self.cookie {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        response
    }

    /// Keeps what was just held as this place's basket, in the transaction that held it: the one before is given back,
    /// so that a place shared between many is still one basket.
    pub async fn keep(&self, write: &mut Write, hold: &str) -> Result<()> {
        let Some(place) = &self.place else { return Ok(()) };
        if let Some(before) = store::basket(write, place, hold).await?
            && before != hold
        {
            match hold::release(write, &before).await {
                Ok(_) | Err(crate::Error::NotFound) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}

/// Whether whoever sends these headers may come in to book this performance. Refuses when it cannot tell.
pub async fn admitted(web: &Web, headers: &HeaderMap, item: &str) -> Admitted {
    match enter(web, headers, item).await {
        Ok(admitted) => admitted,
        Err(crate::Error::NotFound) => Admitted::Wait(PageError::NotFound.into_response()),
        Err(error) => {
            tracing::error!(%error, item, "the queue could not be asked: nobody is let in");
            Admitted::Wait(PageError::Unavailable.into_response())
        }
    }
}

async fn enter(web: &Web, headers: &HeaderMap, item: &str) -> Result<Admitted> {
    let Some(wanted) = web.queue.wanted(item).await? else {
        return Ok(Admitted::In(Basket { place: None, cookie: None }));
    };
    let key = web.queue.key().await?;
    let line = web.queue.line(&wanted).await?;
    let shown = people::web::cookie(headers, &place::cookie_name(&line.name));
    let known = shown.and_then(|text| Place::read(&key, &line.name, &text));
    let (place, cookie) = match known {
        Some(place) => (place, None),
        None if is_quiet(web, &line) => {
            let place = web.queue.take(&line, None);
            let cookie = cookie(web, &line.name, &place, &key);
            (place, cookie)
        }
        None => return Ok(Admitted::Wait(to_the_line(item))),
    };
    match web.queue.turn(&line, &place) {
        Turn::In { .. } => {
            web.queue.seen_inside(&line, &place);
            Ok(Admitted::In(Basket { place: Some(place.name(&line.name)), cookie }))
        }
        _ => Ok(Admitted::Wait(to_the_line(item))),
    }
}

/// One beat now of every line of this node, as each second does by itself: counts go in, lines move.
///
/// # Errors
/// The database.
pub async fn beat(web: &Web) -> Result<()> {
    web.queue.beat().await
}

/// Nobody waits, and the line has run ahead of the clock: whoever comes walks in.
fn is_quiet(web: &Web, line: &keeper::Line) -> bool {
    let row = &line.snapshot().row;
    let now = web.db.clock().now_ms();
    row.opens_at.is_none_or(|opens_at| now >= opens_at) && row.passed_us >= (now + 1) * 1000
}

fn to_the_line(item: &str) -> Response {
    let mut response = Redirect::to(&format!("/billetterie/file/{item}")).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    debug_assert_eq!(response.status(), StatusCode::SEE_OTHER);
    response
}

/// The cookie of a place: read by this wing's pages only.
fn cookie(web: &Web, line: &str, place: &Place, key: &[u8; 32]) -> Option<HeaderValue> {
    let secure = if web.public_url.starts_with("https:") { "; Secure" } else { "" };
    let text = format!(
        "{}={}; Path=/billetterie; HttpOnly; SameSite=Lax; Max-Age=86400{secure}",
        place::cookie_name(line),
        place.sign(key, line)
    );
    HeaderValue::from_str(&text).ok()
}

/// Whether a place was drawn or came by arrival, for its page.
fn is_drawn(place: &Place) -> bool {
    place.way == Way::Drawn
}
