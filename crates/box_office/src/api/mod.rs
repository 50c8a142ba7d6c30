//! The JSON API of the box office: what other programs ask. `docs/box_office.md` specifies it.
//!
//! A request carries an institution's key (`Authorization: Bearer …`); what is not that institution's is not found. Orders
//! and entries that arrive together share a transaction ([`counter`](crate::counter)).

mod answers;
mod asks;

use axum::Router;
use axum::routing::{get, post};
use people::{RouteGate, RouteRule};
use shell::{Lang, Wing};

use crate::Web;

/// What this part brings to the frame.
pub const WING: Wing = Wing {
    templates: &[],
    messages: &[
        (Lang::Fr, include_str!("../../i18n/api.fr.ftl")),
        (Lang::Nl, include_str!("../../i18n/api.nl.ftl")),
        (Lang::En, include_str!("../../i18n/api.en.ftl")),
    ],
    assets: &[],
    source_folder: Some(concat!(env!("CARGO_MANIFEST_DIR"), "/templates")),
};

const fn rule(method: &'static str, path: &'static str) -> RouteRule {
    // The key of a request says whose it is: nothing here knows sessions.
    RouteRule { method, path, gate: RouteGate::Public }
}

/// This part's addresses and who may open each.
pub const ROUTES: &[RouteRule] = &[
    rule("GET", "/api/billetterie/representations"),
    rule("GET", "/api/billetterie/representations/{item}"),
    rule("POST", "/api/billetterie/commandes"),
    rule("GET", "/api/billetterie/commandes/{reference}"),
    rule("POST", "/api/billetterie/commandes/{reference}/annulation"),
    rule("POST", "/api/billetterie/entrees"),
];

/// The largest request, in bytes.
const BODY_MOST: usize = 64 * 1024;

/// This part's router.
pub fn routes(web: Web) -> Router {
    Router::new()
        .route("/api/billetterie/representations", get(asks::performances))
        .route("/api/billetterie/representations/{item}", get(asks::performance))
        .route("/api/billetterie/commandes", post(asks::order))
        .route("/api/billetterie/commandes/{reference}", get(asks::quoted))
        .route("/api/billetterie/commandes/{reference}/annulation", post(asks::cancel))
        .route("/api/billetterie/entrees", post(asks::enter))
        .layer(axum::extract::DefaultBodyLimit::max(BODY_MOST))
        .with_state(web)
}
