//! The public's pages: choosing, booking, paying, the ticket in the hand.
//!
//! Nobody needs an account. What leads to a basket, an order, a ticket or a place on the waiting list is a long random secret in its
//! address; whoever has it has the thing, and nothing else leads there. Prices are read from tables when places are taken: no
//! form carries one.

mod basket;
mod book;
mod event;
mod find;
pub mod letters;
mod order_page;
pub(crate) mod paths;
pub(crate) mod pdf;
mod picks;
mod ticket_page;
mod wait;
mod wallet;

use axum::Router;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use fluent_bundle::{FluentArgs, FluentValue};
use people::{RouteGate, RouteRule};
use serde::Serialize;
use shell::{Asset, Flash, Lang, PageError, Tone, Visit, Wing};

use crate::{Error, Web};

pub use wallet::Wallets;

/// What this part brings to the frame.
pub const WING: Wing = Wing {
    templates: &[
        ("box_office/portal/parts.html", include_str!("../../templates/portal/parts.html")),
        ("box_office/portal/book.html", include_str!("../../templates/portal/book.html")),
        ("box_office/portal/basket.html", include_str!("../../templates/portal/basket.html")),
        ("box_office/portal/order.html", include_str!("../../templates/portal/order.html")),
        ("box_office/portal/ticket.html", include_str!("../../templates/portal/ticket.html")),
        ("box_office/portal/wait.html", include_str!("../../templates/portal/wait.html")),
        ("box_office/portal/waiting.html", include_str!("../../templates/portal/waiting.html")),
        ("box_office/portal/find.html", include_str!("../../templates/portal/find.html")),
    ],
    messages: &[
        (Lang::Fr, include_str!("../../i18n/portal.fr.ftl")),
        (Lang::Nl, include_str!("../../i18n/portal.nl.ftl")),
        (Lang::En, include_str!("../../i18n/portal.en.ftl")),
    ],
    assets: &[
        Asset { name: "box_office_portal.css", bytes: include_bytes!("../../assets/portal.css") },
        Asset { name: "box_office_portal.js", bytes: include_bytes!("../../assets/portal.js") },
        Asset { name: "box_office_ticket.js", bytes: include_bytes!("../../assets/portal_ticket.js") },
        Asset { name: "box_office_ticket-192.png", bytes: include_bytes!("../../assets/ticket-192.png") },
        Asset { name: "box_office_ticket-512.png", bytes: include_bytes!("../../assets/ticket-512.png") },
    ],
    source_folder: Some(concat!(env!("CARGO_MANIFEST_DIR"), "/templates")),
};

const fn public(method: &'static str, path: &'static str) -> RouteRule {
    RouteRule { method, path, gate: RouteGate::Public }
}

/// This part's addresses and who may open each.
pub const ROUTES: &[RouteRule] = &[
    public("GET", "/billetterie/{item}"),
    public("POST", "/billetterie/{item}"),
    public("GET", "/billetterie/panier/{secret}"),
    public("POST", "/billetterie/panier/{secret}"),
    public("POST", "/billetterie/panier/{secret}/rendre"),
    public("GET", "/billetterie/commande/{secret}"),
    public("POST", "/billetterie/commande/{secret}/{deed}"),
    public("GET", "/billetterie/commande/{secret}/billets.pdf"),
    public("GET", "/billetterie/billet/hors-ligne.js"),
    public("GET", "/billetterie/billet/{secret}"),
    public("POST", "/billetterie/billet/{secret}/{deed}"),
    public("GET", "/billetterie/billet/{secret}/billet.pdf"),
    public("GET", "/billetterie/billet/{secret}/apple.pkpass"),
    public("GET", "/billetterie/billet/{secret}/google-wallet"),
    public("GET", "/billetterie/billet/{secret}/application.webmanifest"),
    public("GET", "/billetterie/attente/{item}"),
    public("POST", "/billetterie/attente/{item}"),
    public("GET", "/billetterie/attente/inscription/{secret}"),
    public("POST", "/billetterie/attente/inscription/{secret}/{deed}"),
    public("GET", "/billetterie/retrouver"),
    public("POST", "/billetterie/retrouver"),
];

/// This part's router.
pub fn routes(web: Web) -> Router {
    Router::new()
        .route("/billetterie/{item}", get(book::show).post(book::take))
        .route("/billetterie/panier/{secret}", get(basket::show).post(basket::order))
        .route("/billetterie/panier/{secret}/rendre", post(basket::give_back))
        .route("/billetterie/commande/{secret}", get(order_page::show))
        .route("/billetterie/commande/{secret}/billets.pdf", get(pdf::of_order))
        .route("/billetterie/commande/{secret}/{deed}", post(order_page::act))
        .route("/billetterie/billet/hors-ligne.js", get(ticket_page::worker))
        .route("/billetterie/billet/{secret}", get(ticket_page::show))
        .route("/billetterie/billet/{secret}/billet.pdf", get(pdf::of_ticket))
        .route("/billetterie/billet/{secret}/apple.pkpass", get(wallet::apple))
        .route("/billetterie/billet/{secret}/google-wallet", get(wallet::google))
        .route("/billetterie/billet/{secret}/application.webmanifest", get(ticket_page::manifest))
        .route("/billetterie/billet/{secret}/{deed}", post(ticket_page::act))
        .route("/billetterie/attente/{item}", get(wait::form).post(wait::join))
        .route("/billetterie/attente/inscription/{secret}", get(wait::show))
        .route("/billetterie/attente/inscription/{secret}/{deed}", post(wait::act))
        .route(paths::FIND, get(find::form).post(find::ask))
        .with_state(web)
}

/// An argument of a message: text or a number, which chooses the plural.
pub(crate) enum Arg<'a> {
    Text(&'a str),
    Number(i64),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Arg<'_> {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

/// Words outside a template.
pub(crate) fn say(web: &Web, lang: Lang, key: &str, args: &[(&'static str, Arg<'_>)]) -> String {
    let mut fluent = FluentArgs::new();
    for (name, value) in args {
        match value {
            Arg::Text(text) => fluent.set(*name, (*text).to_owned()),
            Arg::Number(number) => fluent.set(*name, FluentValue::from(*number)),
        }
    }
    web.frame.messages().format(lang, key, Some(&fluent)).unwrap_or_else(|| key.to_owned())
}

/// A price in words: « gratuit », « 5 € ».
fn price(web: &Web, lang: Lang, cents: ledger::Cents) -> String {
    if cents == ledger::Cents::ZERO {
        say(web, lang, "booking-price-free", &[])
    } else {
        shell::typography::price(lang, cents.0)
    }
}

/// A verb's failure as a page: what is not there is not found, what is our fault is logged.
fn page(error: Error) -> PageError {
    match error {
        Error::NotFound => PageError::NotFound,
        other => PageError::internal(other),
    }
}

/// A verb's refusal in the person's words; anything else as a page.
fn refusal(web: &Web, lang: Lang, error: Error) -> Result<String, PageError> {
    match &error {
        Error::NotEnough { left } => Ok(say(web, lang, "booking-not-enough", &[("left", (*left).into())])),
        other => match other.message() {
            Some(message) => Ok(say(web, lang, message, &[])),
            None => Err(page(error)),
        },
    }
}

/// Back to a page with a word of what was done.
fn done(web: &Web, visit: &Visit, key: &str, args: &[(&'static str, Arg<'_>)], to: &str) -> Response {
    Flash { tone: Tone::Done, text: say(web, visit.lang, key, args) }.redirect(&web.frame, to)
}

/// Back to a page with a word of why nothing was done.
fn refused(web: &Web, text: String, to: &str) -> Response {
    Flash { tone: Tone::Refused, text }.redirect(&web.frame, to)
}

/// A page that holds a secret: kept by nobody, listed by no engine; 422 when a form of it was refused.
fn private(
    web: &Web,
    visit: &Visit,
    template: &str,
    view: &impl Serialize,
    sound: bool,
) -> Result<Response, PageError> {
    let status = if sound { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut response = (status, web.frame.render(visit, template, view)?).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    headers.insert("x-robots-tag", HeaderValue::from_static("noindex, nofollow"));
    Ok(response)
}
