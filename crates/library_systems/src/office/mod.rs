//! A library's system in the office: its settings, and the page that tries the connection message by message.

mod list_page;
mod one_page;
mod tries;
mod typed;

use axum::Router;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use fluent_bundle::FluentArgs;
use people::{Permission, RouteGate, RouteRule, Session, Target};
use programme::{Institution, InstitutionKind, institution};
use serde::Serialize;
use shell::{Asset, Frame, Lang, PageError, Visit, Wing};
use store::Query;

use crate::settings::Health;
use crate::{Said, Web};

/// What this part brings to the frame.
pub const WING: Wing = Wing {
    templates: &[
        ("library_systems/list.html", include_str!("../../templates/office/list.html")),
        ("library_systems/one.html", include_str!("../../templates/office/one.html")),
    ],
    messages: &[
        (Lang::Fr, include_str!("../../i18n/office.fr.ftl")),
        (Lang::Nl, include_str!("../../i18n/office.nl.ftl")),
        (Lang::En, include_str!("../../i18n/office.en.ftl")),
    ],
    assets: &[Asset { name: "library_systems_office.css", bytes: include_bytes!("../../assets/office.css") }],
    source_folder: Some(concat!(env!("CARGO_MANIFEST_DIR"), "/templates")),
};

const KEEP: Permission = Permission::KeepLibrarySystems;
const LIST: &str = "/bureau/systemes";

const fn rule(method: &'static str, path: &'static str) -> RouteRule {
    RouteRule { method, path, gate: RouteGate::Holds(KEEP) }
}

/// This part's addresses and who may open each.
pub const ROUTES: &[RouteRule] = &[
    rule("GET", "/bureau/systemes"),
    rule("GET", "/bureau/systemes/{institution}"),
    rule("POST", "/bureau/systemes/{institution}"),
    rule("POST", "/bureau/systemes/{institution}/oublier"),
];

/// This part's links of the office: label, address, permission.
#[must_use]
pub fn office_nav() -> Vec<(&'static str, &'static str, Permission)> {
    vec![("systems-nav", LIST, KEEP)]
}

/// This part's router.
pub fn routes(web: Web) -> Router {
    Router::new()
        .route("/bureau/systemes", get(list_page::show))
        .route("/bureau/systemes/{institution}", get(one_page::show).post(one_page::send))
        .route("/bureau/systemes/{institution}/oublier", post(one_page::forget))
        .with_state(web)
}

type Page = Result<Response, PageError>;

fn may(session: &Session, one: &Institution) -> bool {
    session.may(KEEP, &Target::Institution { id: &one.id, commune: Some(&one.commune) })
}

/// The libraries someone keeps, by name.
async fn libraries(query: &mut impl Query, session: &Session) -> Result<Vec<Institution>, PageError> {
    if !session.may(KEEP, &Target::Anywhere) {
        return Err(PageError::Forbidden);
    }
    let all = institution::list(query, Some(InstitutionKind::Library), None).await?;
    let mut own: Vec<Institution> = all.into_iter().filter(|one| may(session, one)).collect();
    own.sort_by_cached_key(|one| one.name.to_lowercase());
    Ok(own)
}

/// The library of a code, for who keeps it.
async fn library(query: &mut impl Query, session: &Session, code: &str) -> Result<Institution, PageError> {
    if !session.may(KEEP, &Target::Anywhere) {
        return Err(PageError::Forbidden);
    }
    let one = match institution::by_code(query, code).await {
        Ok(one) if one.kind == InstitutionKind::Library => one,
        Ok(_) | Err(programme::Error::NotFound) => return Err(PageError::NotFound),
        Err(error) => return Err(error.into()),
    };
    if may(session, &one) { Ok(one) } else { Err(PageError::Forbidden) }
}

/// How a library does, in one word: `well`, `failed`, `unknown`, `off`.
fn state(enabled: bool, health: &Health) -> &'static str {
    match (enabled, health.good_at, health.failed_at) {
        (false, ..) => "off",
        (true, None, None) => "unknown",
        (true, good, failed) if good >= failed => "well",
        _ => "failed",
    }
}

/// A page only its reader's browser may keep; 422 when a form of it was refused.
fn shown(web: &Web, visit: &Visit, template: &str, view: &impl Serialize, sound: bool) -> Page {
    let status = if sound { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut response = (status, web.frame.render(visit, template, view)?).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    Ok(response)
}

/// A sentence of the test, in the reader's language.
fn say(frame: &Frame, lang: Lang, said: &Said) -> String {
    let mut args = FluentArgs::new();
    for (name, value) in &said.args {
        // Days are told as people tell them.
        let value = match value.parse::<jiff::civil::Date>() {
            Ok(date) if *name == "date" => shell::calendar::day(lang, date),
            _ => value.clone(),
        };
        args.set(*name, value);
    }
    frame.messages().format(lang, said.key, Some(&args)).unwrap_or_else(|| said.key.to_owned())
}
