//! What a performance owes: SIBIL, VAT, the tax on shows; halls and their seats.

mod client;
mod declarations_page;
pub mod drafts;
pub mod facts;
mod facts_page;
mod halls_page;
pub mod played;
pub mod sending;
pub mod sheet;
mod sheet_page;

use axum::Router;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use fluent_bundle::FluentArgs;
use people::{Permission, RouteGate, RouteRule, Session, Target};
use programme::{Institution, institution};
use serde::Serialize;
use shell::{Asset, Flash, FormState, Frame, Lang, PageError, Tone, Visit, Wing};
use show_duties::Quarter;
use store::Query;

use crate::{Error, Web};

pub use client::{Account as SibilAccount, Failure as SibilFailure, Sibil};

/// What this part brings to the frame.
pub const WING: Wing = Wing {
    templates: &[
        ("box_office/seats.html", include_str!("../../templates/duties/seats.html")),
        ("duties/halls.html", include_str!("../../templates/duties/halls.html")),
        ("duties/hall.html", include_str!("../../templates/duties/hall.html")),
        ("duties/sellers.html", include_str!("../../templates/duties/sellers.html")),
        ("duties/quarter.html", include_str!("../../templates/duties/quarter.html")),
        ("duties/show.html", include_str!("../../templates/duties/show.html")),
        ("duties/sheet.html", include_str!("../../templates/duties/sheet.html")),
    ],
    messages: &[
        (Lang::Fr, include_str!("../../i18n/duties.fr.ftl")),
        (Lang::Nl, include_str!("../../i18n/duties.nl.ftl")),
        (Lang::En, include_str!("../../i18n/duties.en.ftl")),
    ],
    assets: &[
        Asset { name: "box_office_seats.css", bytes: include_bytes!("../../assets/seats.css") },
        Asset { name: "box_office_seats.js", bytes: include_bytes!("../../assets/seats.js") },
    ],
    source_folder: Some(concat!(env!("CARGO_MANIFEST_DIR"), "/templates")),
};

const fn rule(method: &'static str, path: &'static str, permission: Permission) -> RouteRule {
    RouteRule { method, path, gate: RouteGate::Holds(permission) }
}

/// This part's addresses and who may open each.
pub const ROUTES: &[RouteRule] = &[
    rule("GET", "/bureau/salles", Permission::ManageTickets),
    rule("POST", "/bureau/salles", Permission::ManageTickets),
    rule("GET", "/bureau/salles/{hall}", Permission::ManageTickets),
    rule("POST", "/bureau/salles/{hall}", Permission::ManageTickets),
    rule("POST", "/bureau/salles/{hall}/seances", Permission::ManageTickets),
    rule("GET", "/bureau/declarations", Permission::DeclareShows),
    rule("POST", "/bureau/declarations/{seller}/vendeur", Permission::DeclareShows),
    rule("GET", "/bureau/declarations/{seller}/spectacle/{show}", Permission::DeclareShows),
    rule("POST", "/bureau/declarations/{seller}/spectacle/{show}", Permission::DeclareShows),
    rule("GET", "/bureau/declarations/{seller}/{quarter}", Permission::DeclareShows),
    rule("POST", "/bureau/declarations/{seller}/{quarter}/envoyer", Permission::DeclareShows),
    rule("GET", "/bureau/declarations/{seller}/{quarter}/sibil.csv", Permission::DeclareShows),
    rule("GET", "/bureau/declarations/{seller}/{quarter}/taxes", Permission::DeclareShows),
    rule("GET", "/bureau/declarations/{seller}/{quarter}/taxes.csv", Permission::DeclareShows),
];

/// This part's links of the office: label, address, permission.
#[must_use]
pub fn office_nav() -> [(&'static str, &'static str, Permission); 2] {
    [
        ("halls-nav", "/bureau/salles", Permission::ManageTickets),
        ("duties-nav", "/bureau/declarations", Permission::DeclareShows),
    ]
}

/// This part's router.
pub fn routes(web: Web) -> Router {
    Router::new()
        .route("/bureau/salles", get(halls_page::list).post(halls_page::create))
        .route("/bureau/salles/{hall}", get(halls_page::one).post(halls_page::save))
        .route("/bureau/salles/{hall}/seances", post(halls_page::number))
        .route("/bureau/declarations", get(declarations_page::sellers))
        .route("/bureau/declarations/{seller}/vendeur", post(facts_page::save_seller))
        .route("/bureau/declarations/{seller}/spectacle/{show}", get(facts_page::show).post(facts_page::save_show))
        .route("/bureau/declarations/{seller}/{quarter}", get(declarations_page::quarter))
        .route("/bureau/declarations/{seller}/{quarter}/envoyer", post(declarations_page::send))
        .route("/bureau/declarations/{seller}/{quarter}/sibil.csv", get(declarations_page::csv))
        .route("/bureau/declarations/{seller}/{quarter}/taxes", get(sheet_page::show))
        .route("/bureau/declarations/{seller}/{quarter}/taxes.csv", get(sheet_page::csv))
        .with_state(web)
}

type Page = Result<Response, PageError>;

/// An argument of a message.
#[derive(Debug, Clone)]
pub(crate) enum Word {
    Number(i64),
    Text(String),
}

impl From<i64> for Word {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<&str> for Word {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Word {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// Words outside a template.
pub(crate) fn say(frame: &Frame, lang: Lang, key: &str, args: &[(&'static str, Word)]) -> String {
    let mut fluent = FluentArgs::new();
    for (name, value) in args {
        match value {
            Word::Number(number) => fluent.set(*name, *number),
            Word::Text(text) => fluent.set(*name, text.clone()),
        }
    }
    frame.messages().format(lang, key, Some(&fluent)).unwrap_or_else(|| key.to_owned())
}

/// A page only its reader's browser may keep; 422 when a form of it was refused.
fn shown(web: &Web, visit: &Visit, template: &str, view: &impl Serialize, sound: bool) -> Page {
    let status = if sound { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut response = (status, web.frame.render(visit, template, view)?).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    Ok(response)
}

/// Back to a page with a word of what was done.
fn done(web: &Web, visit: &Visit, key: &str, args: &[(&'static str, Word)], to: &str) -> Response {
    Flash { tone: Tone::Done, text: say(&web.frame, visit.lang, key, args) }.redirect(&web.frame, to)
}

/// A verb's refusal as a word on the page one goes back to; anything else as a page.
fn back(web: &Web, visit: &Visit, error: Error, to: &str) -> Page {
    match error {
        Error::AboveCap { cap } => {
            let words = [("cap", Word::Text(shell::typography::price(visit.lang, cap.0)))];
            Ok(refused(web, visit, "box-above-cap", &words, to))
        }
        Error::NotEnough { left } => Ok(refused(web, visit, "box-not-enough", &[("left", Word::Number(left))], to)),
        other => match other.message() {
            Some(message) => Ok(refused(web, visit, message, &[], to)),
            None => Err(page(other)),
        },
    }
}

fn refused(web: &Web, visit: &Visit, key: &str, args: &[(&'static str, Word)], to: &str) -> Response {
    Flash { tone: Tone::Refused, text: say(&web.frame, visit.lang, key, args) }.redirect(&web.frame, to)
}

/// A verb's refusal noted in the form it came from; anything else as a page.
fn noted(mut form: FormState, error: Error) -> Result<FormState, PageError> {
    match error {
        Error::Field { field, message } => form.fault(&field, message),
        Error::Refused(message) => form.fault("", message),
        other => return Err(page(other)),
    }
    Ok(form)
}

/// A verb's failure as a page: what is not there is not found, what is our fault is logged.
fn page(error: Error) -> PageError {
    match error {
        Error::NotFound => PageError::NotFound,
        Error::People(people::Error::NotAllowed) => PageError::Forbidden,
        other => PageError::internal(other),
    }
}

/// Refuses whoever may nowhere do this.
fn require(session: &Session, permission: Permission) -> Result<(), PageError> {
    if session.may(permission, &Target::Anywhere) { Ok(()) } else { Err(PageError::Forbidden) }
}

fn may(session: &Session, permission: Permission, one: &Institution) -> bool {
    session.may(permission, &Target::Institution { id: &one.id, commune: Some(&one.commune) })
}

/// The institutions for which someone may do this, by name.
async fn institutions(
    query: &mut impl Query,
    session: &Session,
    permission: Permission,
) -> Result<Vec<Institution>, PageError> {
    let all = institution::list(query, None, None).await.map_err(PageError::internal)?;
    Ok(all.into_iter().filter(|one| may(session, permission, one)).collect())
}

/// The seller of this code and the quarter written so, for who may declare for it.
async fn asked(
    query: &mut impl Query,
    session: &Session,
    seller: &str,
    quarter: &str,
) -> Result<(Institution, Quarter), PageError> {
    let seller = seller_of(query, session, seller).await?;
    let quarter = quarter.parse().map_err(|_| PageError::NotFound)?;
    Ok((seller, quarter))
}

/// The seller of this code, for who may declare for it.
async fn seller_of(query: &mut impl Query, session: &Session, code: &str) -> Result<Institution, PageError> {
    let found = institution::by_code(query, code).await;
    let seller = found.map_err(|error| page(error.into()))?;
    if may(session, Permission::DeclareShows, &seller) { Ok(seller) } else { Err(PageError::Forbidden) }
}

/// A file one downloads, kept by nobody.
fn file(name: &str, text: String) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    // The mark spreadsheets need to read accents.
    (headers, format!("\u{feff}{text}")).into_response()
}
