//! The CAS face: tickets for vendors that speak the CAS Protocol, version 3.0.3 (1 and 2 with it).
//!
//! What is not here: proxy tickets (a vendor would act elsewhere in a reader's name), secrets posted to `/cas/login` (there is one
//! page to type them), SAML 1.1 (`/samlValidate`), whose one use, attributes, is in CAS 3 itself.

mod answer;
pub(crate) mod face;
mod login;
mod logout;
pub(crate) mod outgoing;
mod service;
mod settings;
mod ticket;
mod validate;

use axum::response::Response;
use axum::routing::get;
use people::{Permission, RouteGate, RouteRule};
use shell::{Asset, Lang, PageError, Wing};

pub use settings::{LogOut, Settings, USUAL_SECONDS};

use crate::Web;

/// What a page gives.
type Page = Result<Response, PageError>;

/// What this part brings to the frame.
pub const WING: Wing = Wing {
    templates: &[
        ("sign_on/cas/unknown.html", include_str!("../../templates/cas/unknown.html")),
        ("sign_on/cas/warn.html", include_str!("../../templates/cas/warn.html")),
        ("sign_on/cas/left.html", include_str!("../../templates/cas/left.html")),
        ("sign_on/cas/settings.html", include_str!("../../templates/cas/settings.html")),
    ],
    messages: &[
        (Lang::Fr, include_str!("../../i18n/cas.fr.ftl")),
        (Lang::Nl, include_str!("../../i18n/cas.nl.ftl")),
        (Lang::En, include_str!("../../i18n/cas.en.ftl")),
    ],
    assets: &[Asset { name: "sign_on_cas.css", bytes: include_bytes!("../../assets/cas.css") }],
    source_folder: Some(concat!(env!("CARGO_MANIFEST_DIR"), "/templates")),
};

const fn open(path: &'static str) -> RouteRule {
    RouteRule { method: "GET", path, gate: RouteGate::Public }
}

/// This part's addresses and who may open each: readers before they sign in, and vendors, whom their ticket vouches for.
pub const ROUTES: &[RouteRule] = &[
    open("/cas/login"),
    open("/cas/logout"),
    open("/cas/validate"),
    open("/cas/serviceValidate"),
    open("/cas/proxyValidate"),
    open("/cas/p3/serviceValidate"),
    open("/cas/p3/proxyValidate"),
];

/// This part's links of the office: label, address, permission.
#[must_use]
pub fn office_nav() -> Vec<(&'static str, &'static str, Permission)> {
    Vec::new()
}

/// This part's router.
pub fn routes(web: Web) -> axum::Router {
    axum::Router::new()
        .route("/cas/login", get(login::login))
        .route("/cas/logout", get(logout::logout))
        .route("/cas/validate", get(validate::one))
        .route("/cas/serviceValidate", get(validate::two))
        .route("/cas/proxyValidate", get(validate::two_proxy))
        .route("/cas/p3/serviceValidate", get(validate::three))
        .route("/cas/p3/proxyValidate", get(validate::three_proxy))
        .with_state(web)
}
