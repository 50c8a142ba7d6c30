//! The machines in the office: who may ask, and what.

mod forms;
mod pages;

use axum::Router;
use axum::routing::{get, post};
use people::{Permission, RouteGate, RouteRule};
use shell::{Asset, Lang, Wing};

use crate::Web;

/// What this part brings to the frame.
pub const WING: Wing = Wing {
    templates: &[
        ("sip2_server/office/parts.html", include_str!("../../templates/office/parts.html")),
        ("sip2_server/office/list.html", include_str!("../../templates/office/list.html")),
        ("sip2_server/office/new.html", include_str!("../../templates/office/new.html")),
        ("sip2_server/office/one.html", include_str!("../../templates/office/one.html")),
    ],
    messages: &[
        (Lang::Fr, include_str!("../../i18n/office.fr.ftl")),
        (Lang::Nl, include_str!("../../i18n/office.nl.ftl")),
        (Lang::En, include_str!("../../i18n/office.en.ftl")),
    ],
    assets: &[Asset { name: "sip2_server_office.css", bytes: include_bytes!("../../assets/office.css") }],
    source_folder: Some(concat!(env!("CARGO_MANIFEST_DIR"), "/templates")),
};

const KEEP: RouteGate = RouteGate::Holds(Permission::ManageMachines);

const fn rule(method: &'static str, path: &'static str) -> RouteRule {
    RouteRule { method, path, gate: KEEP }
}

/// This part's addresses and who may open each.
pub const ROUTES: &[RouteRule] = &[
    rule("GET", "/bureau/automates"),
    rule("GET", "/bureau/automates/nouveau"),
    rule("POST", "/bureau/automates/nouveau"),
    rule("GET", "/bureau/automates/{machine}"),
    rule("POST", "/bureau/automates/{machine}"),
    rule("POST", "/bureau/automates/{machine}/mot-de-passe"),
    rule("POST", "/bureau/automates/{machine}/etat"),
];

/// This part's links of the office: label, address, permission.
#[must_use]
pub fn office_nav() -> Vec<(&'static str, &'static str, Permission)> {
    vec![("sip-nav", "/bureau/automates", Permission::ManageMachines)]
}

/// This part's router.
pub fn routes(web: Web) -> Router {
    Router::new()
        .route("/bureau/automates", get(pages::list))
        .route("/bureau/automates/nouveau", get(pages::fresh).post(pages::make))
        .route("/bureau/automates/{machine}", get(pages::one).post(pages::save))
        .route("/bureau/automates/{machine}/mot-de-passe", post(pages::renew))
        .route("/bureau/automates/{machine}/etat", post(pages::switch))
        .with_state(web)
}
