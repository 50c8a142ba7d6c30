//! An edition's account: attendance, money, distances, communes; its report; years imported.
//!
//! - [`file`]: a file of past seasons, read; [`history`]: seasons imported, kept;
//! - [`rows`]: what figures are made of; [`figures`]: figures; [`account`]: an edition's account, and all of them together.
//!
//! A figure is computed from its rows when it is asked for; what is not known of a performance leaves it out of the figure, and
//! the figure says over how many it is known.

pub mod account;
mod drawing;
pub mod figures;
pub mod file;
pub mod history;
mod imports;
mod office;
mod public;
mod report;
pub mod rows;
mod table;
#[cfg(test)]
mod tests;
mod views;

use std::sync::OnceLock;

use axum::Router;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use fluent_bundle::{FluentArgs, FluentValue};
use people::{Permission, RouteGate, RouteRule, Session, Target};
use serde::Serialize;
use shell::{Asset, Lang, PageError, Visit, Wing};
use territory::MapSheet;

pub use account::{Account, Cumulated, account, cumulated};
pub use history::served_years;

use crate::{Error, Web};

/// What this part brings to the frame.
pub const WING: Wing = Wing {
    templates: &[
        ("accounts/parts.html", include_str!("../../templates/accounts/parts.html")),
        ("accounts/seasons.html", include_str!("../../templates/accounts/seasons.html")),
        ("accounts/account.html", include_str!("../../templates/accounts/account.html")),
        ("accounts/figure.html", include_str!("../../templates/accounts/figure.html")),
        ("accounts/import.html", include_str!("../../templates/accounts/import.html")),
        ("accounts/import_plan.html", include_str!("../../templates/accounts/import_plan.html")),
        ("accounts/public.html", include_str!("../../templates/accounts/public.html")),
    ],
    messages: &[
        (Lang::Fr, include_str!("../../i18n/accounts.fr.ftl")),
        (Lang::Nl, include_str!("../../i18n/accounts.nl.ftl")),
        (Lang::En, include_str!("../../i18n/accounts.en.ftl")),
    ],
    assets: &[Asset { name: "accounts.css", bytes: include_bytes!("../../assets/accounts.css") }],
    source_folder: Some(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/accounts")),
};

const OFFICE: &str = "/bureau/belles-sorties/comptes";
const IMPORT: &str = "/bureau/belles-sorties/comptes/import";
const PUBLIC: &str = "/belles-sorties/chiffres";

/// This part's link of the office: label, address, permission.
#[must_use]
pub fn office_nav() -> [(&'static str, &'static str, Permission); 1] {
    [("accounts-nav", OFFICE, Permission::PlanTours)]
}

const fn office(method: &'static str, path: &'static str) -> RouteRule {
    RouteRule { method, path, gate: RouteGate::Holds(Permission::PlanTours) }
}

const fn public(path: &'static str) -> RouteRule {
    RouteRule { method: "GET", path, gate: RouteGate::Public }
}

/// This part's addresses and who may open each.
pub const ROUTES: &[RouteRule] = &[
    public("/belles-sorties/chiffres"),
    public("/belles-sorties/chiffres.csv"),
    office("GET", "/bureau/belles-sorties/comptes"),
    office("GET", "/bureau/belles-sorties/comptes/modele.csv"),
    office("GET", "/bureau/belles-sorties/comptes/import"),
    office("POST", "/bureau/belles-sorties/comptes/import"),
    office("POST", "/bureau/belles-sorties/comptes/import/confirmer"),
    office("GET", "/bureau/belles-sorties/comptes/{edition}"),
    office("POST", "/bureau/belles-sorties/comptes/{edition}/retirer"),
    office("GET", "/bureau/belles-sorties/comptes/{edition}/rapport.pdf"),
    office("GET", "/bureau/belles-sorties/comptes/{edition}/{figure}"),
    office("GET", "/bureau/belles-sorties/comptes/{edition}/{figure}/lignes.csv"),
];

/// This part's router.
pub fn routes(web: Web) -> Router {
    Router::new()
        .route(PUBLIC, get(public::show))
        .route("/belles-sorties/chiffres.csv", get(public::csv))
        .route(OFFICE, get(office::seasons))
        .route("/bureau/belles-sorties/comptes/modele.csv", get(imports::model))
        .route(IMPORT, get(imports::form).post(imports::look))
        .route("/bureau/belles-sorties/comptes/import/confirmer", post(imports::confirm))
        .route("/bureau/belles-sorties/comptes/{edition}", get(office::account))
        .route("/bureau/belles-sorties/comptes/{edition}/retirer", post(imports::forget))
        .route("/bureau/belles-sorties/comptes/{edition}/rapport.pdf", get(report::pdf))
        .route("/bureau/belles-sorties/comptes/{edition}/{figure}", get(office::figure))
        .route("/bureau/belles-sorties/comptes/{edition}/{figure}/lignes.csv", get(office::figure_csv))
        .with_state(web)
}

type Page = Result<Response, PageError>;

/// Words outside a template.
fn say(web: &Web, lang: Lang, key: &str, args: &[(&'static str, FluentValue<'_>)]) -> String {
    let mut fluent = FluentArgs::new();
    for (name, value) in args {
        fluent.set(*name, value.clone());
    }
    web.frame.messages().format(lang, key, Some(&fluent)).unwrap_or_else(|| key.to_owned())
}

/// A page of the office, which only its reader's browser keeps; 422 when a form of it was refused.
fn show(web: &Web, visit: &Visit, template: &str, view: &impl Serialize, sound: bool) -> Page {
    let status = if sound { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut response = (status, web.frame.render(visit, template, view)?).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    Ok(response)
}

/// A file to be kept.
fn attachment(name: &str, kind: &'static str, cache: &'static str, body: impl IntoResponse) -> Page {
    let mut response = body.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    let named = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")).map_err(PageError::internal)?;
    headers.insert(header::CONTENT_DISPOSITION, named);
    Ok(response)
}

const CSV: &str = "text/csv; charset=utf-8";

/// A verb's failure as a page: what is not there is not found, what is our fault is logged.
fn page(error: Error) -> PageError {
    match error {
        Error::NotFound => PageError::NotFound,
        Error::People(people::Error::NotAllowed) => PageError::Forbidden,
        other => PageError::internal(other),
    }
}

fn require(session: &Session) -> Result<(), PageError> {
    if session.may(Permission::PlanTours, &Target::Anywhere) { Ok(()) } else { Err(PageError::Forbidden) }
}

/// The territory's map, drawn once: a database serves one territory.
fn sheet(siren: &str) -> Option<&'static MapSheet> {
    static SHEET: OnceLock<Option<(String, MapSheet)>> = OnceLock::new();
    let drawn = SHEET.get_or_init(|| Some((siren.to_owned(), MapSheet::of(siren)?)));
    drawn.as_ref().filter(|(known, _)| known == siren).map(|(_, sheet)| sheet)
}
