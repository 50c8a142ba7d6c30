//! A reader's accounts at libraries, linked to the card: loans, holds and fees on one page.
//!
//! - [`links`]: the accounts linked and what their libraries last said, sealed; [`Accounts`]: the verbs;
//! - [`deeds`]: renewals and holds, each done once however often its form is sent;
//! - [`choices`], [`keep`]: letters before loans are due, a calendar, and what is forgotten.
//!
//! Privacy: what someone reads is kept only as the libraries' last answer, sealed, while somebody looks at it
//! ([`KEPT_DAYS`]); it is never logged, counted, audited or shown to the staff, and goes with the link.

mod accounts;
mod choice_page;
pub mod choices;
mod deed_page;
pub mod deeds;
mod household;
mod ics;
pub mod keep;
mod link_page;
pub mod links;
mod paths;
mod shelf_page;
mod tries;
mod words;

use axum::routing::{get, post};
use people::{Permission, RouteGate, RouteRule};
use shell::{Asset, Lang, Wing};
use store::Write;

use crate::{Result, Web};

pub use accounts::{Accounts, Freshness, KEPT_DAYS, NotLinked, Shelf, Typed, keep as link};
pub use paths::reserve as reserve_path;

/// What this part brings to the frame.
pub const WING: Wing = Wing {
    templates: &[
        ("loans/shelf.html", include_str!("../../templates/mine/shelf.html")),
        ("loans/libraries.html", include_str!("../../templates/mine/libraries.html")),
        ("loans/link.html", include_str!("../../templates/mine/link.html")),
        ("loans/reserve.html", include_str!("../../templates/mine/reserve.html")),
        ("loans/calendar.html", include_str!("../../templates/mine/calendar.html")),
    ],
    messages: &[
        (Lang::Fr, include_str!("../../i18n/mine.fr.ftl")),
        (Lang::Nl, include_str!("../../i18n/mine.nl.ftl")),
        (Lang::En, include_str!("../../i18n/mine.en.ftl")),
    ],
    assets: &[Asset { name: "library_systems_mine.css", bytes: include_bytes!("../../assets/mine.css") }],
    source_folder: Some(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/mine")),
};

const fn rule(method: &'static str, path: &'static str, gate: RouteGate) -> RouteRule {
    RouteRule { method, path, gate }
}

const OWN: RouteGate = RouteGate::SignedIn;

/// This part's addresses and who may open each.
pub const ROUTES: &[RouteRule] = &[
    rule("GET", "/ma-carte/prets", OWN),
    rule("POST", "/ma-carte/prets/prolonger", OWN),
    rule("POST", "/ma-carte/prets/rappels", OWN),
    rule("POST", "/ma-carte/prets/agenda", OWN),
    rule("GET", "/ma-carte/prets/relier", OWN),
    rule("GET", "/ma-carte/prets/relier/{institution}", OWN),
    rule("POST", "/ma-carte/prets/relier/{institution}", OWN),
    rule("POST", "/ma-carte/prets/compte/{link}/retirer", OWN),
    rule("POST", "/ma-carte/prets/compte/{link}/prolonger", OWN),
    rule("POST", "/ma-carte/prets/compte/{link}/annuler", OWN),
    rule("GET", "/ma-carte/reserver/{institution}/{record}", OWN),
    rule("POST", "/ma-carte/reserver/{institution}/{record}", OWN),
    // The address is the secret: calendars' programs do not sign in.
    rule("GET", "/prets/agenda/{file}", RouteGate::Public),
];

/// This part's links of the office: none, as staff see nothing of what readers linked.
#[must_use]
pub fn office_nav() -> Vec<(&'static str, &'static str, Permission)> {
    Vec::new()
}

/// This part's router.
pub fn routes(web: Web) -> axum::Router {
    axum::Router::new()
        .route("/ma-carte/prets", get(shelf_page::show))
        .route("/ma-carte/prets/prolonger", post(deed_page::renew_all))
        .route("/ma-carte/prets/rappels", post(choice_page::reminds))
        .route("/ma-carte/prets/agenda", post(choice_page::calendar))
        .route("/ma-carte/prets/relier", get(link_page::libraries))
        .route("/ma-carte/prets/relier/{institution}", get(link_page::form).post(link_page::link))
        .route("/ma-carte/prets/compte/{link}/retirer", post(link_page::unlink))
        .route("/ma-carte/prets/compte/{link}/prolonger", post(deed_page::renew))
        .route("/ma-carte/prets/compte/{link}/annuler", post(deed_page::cancel))
        .route("/ma-carte/reserver/{institution}/{record}", get(deed_page::reserve_form).post(deed_page::reserve))
        .route("/prets/agenda/{file}", get(choice_page::feed))
        .with_state(web)
}

/// Forgets the numbers and codes an account tried.
pub(crate) async fn forget_tries(write: &mut Write, account: &str) -> Result<()> {
    tries::forget(write, account).await
}
