//! Editions, calls, proposals, halls and wishes; validation, publication, changes and cancellations.

mod arbitration;
mod communes;
mod date;
mod editions;
mod forms;
mod halls;
mod hosting;
mod mine;
mod publication;
mod settings;
mod views;
mod wishes;

use axum::Router;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use fluent_bundle::FluentArgs;
use people::{Permission, RouteGate, RouteRule, Session, Target};
use serde::Serialize;
use shell::{Asset, Flash, FormState, Lang, PageError, Tone, Visit, Wing};

use crate::{By, Error, Web};

/// What this part brings to the frame.
pub const WING: Wing = Wing {
    templates: &[
        ("calls/parts.html", include_str!("../../templates/calls/parts.html")),
        ("calls/editions.html", include_str!("../../templates/calls/editions.html")),
        ("calls/edition_form.html", include_str!("../../templates/calls/edition_form.html")),
        ("calls/edition.html", include_str!("../../templates/calls/edition.html")),
        ("calls/communes.html", include_str!("../../templates/calls/communes.html")),
        ("calls/proposals.html", include_str!("../../templates/calls/proposals.html")),
        ("calls/proposal.html", include_str!("../../templates/calls/proposal.html")),
        ("calls/publication.html", include_str!("../../templates/calls/publication.html")),
        ("calls/completion.html", include_str!("../../templates/calls/completion.html")),
        ("calls/date.html", include_str!("../../templates/calls/date.html")),
        ("calls/mine.html", include_str!("../../templates/calls/mine.html")),
        ("calls/proposal_form.html", include_str!("../../templates/calls/proposal_form.html")),
        ("calls/hosting.html", include_str!("../../templates/calls/hosting.html")),
        ("calls/wishes.html", include_str!("../../templates/calls/wishes.html")),
        ("calls/halls.html", include_str!("../../templates/calls/halls.html")),
        ("calls/hall.html", include_str!("../../templates/calls/hall.html")),
        ("calls/hall_fields.html", include_str!("../../templates/calls/hall_fields.html")),
    ],
    messages: &[
        (Lang::Fr, include_str!("../../i18n/calls.fr.ftl")),
        (Lang::Nl, include_str!("../../i18n/calls.nl.ftl")),
        (Lang::En, include_str!("../../i18n/calls.en.ftl")),
    ],
    assets: &[
        Asset { name: "calls.css", bytes: include_bytes!("../../assets/calls.css") },
        Asset { name: "calls.js", bytes: include_bytes!("../../assets/calls.js") },
    ],
    source_folder: Some(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/calls")),
};

/// This part's links of the office: label, address, permission.
#[must_use]
pub fn office_nav() -> [(&'static str, &'static str, Permission); 3] {
    [
        ("calls-nav-office", "/bureau/belles-sorties", Permission::PlanTours),
        ("calls-nav-mine", "/bureau/mes-spectacles", Permission::ProposeShows),
        ("calls-nav-hosting", "/bureau/accueillir", Permission::WishShows),
    ]
}

const fn rule(method: &'static str, path: &'static str, permission: Permission) -> RouteRule {
    RouteRule { method, path, gate: RouteGate::Holds(permission) }
}

const PLAN: Permission = Permission::PlanTours;
const PROPOSE: Permission = Permission::ProposeShows;
const WISH: Permission = Permission::WishShows;

/// This part's addresses and who may open each.
pub const ROUTES: &[RouteRule] = &[
    rule("GET", "/bureau/belles-sorties", PLAN),
    rule("GET", "/bureau/belles-sorties/nouvelle", PLAN),
    rule("POST", "/bureau/belles-sorties/nouvelle", PLAN),
    rule("GET", "/bureau/belles-sorties/{edition}", PLAN),
    rule("GET", "/bureau/belles-sorties/{edition}/reglages", PLAN),
    rule("POST", "/bureau/belles-sorties/{edition}/reglages", PLAN),
    rule("POST", "/bureau/belles-sorties/{edition}/etape", PLAN),
    rule("POST", "/bureau/belles-sorties/{edition}/relancer", PLAN),
    rule("GET", "/bureau/belles-sorties/{edition}/communes", PLAN),
    rule("POST", "/bureau/belles-sorties/{edition}/communes", PLAN),
    rule("GET", "/bureau/belles-sorties/{edition}/propositions", PLAN),
    rule("GET", "/bureau/belles-sorties/{edition}/propositions/{proposal}", PLAN),
    rule("POST", "/bureau/belles-sorties/{edition}/propositions/{proposal}", PLAN),
    rule("GET", "/bureau/belles-sorties/{edition}/publication", PLAN),
    rule("POST", "/bureau/belles-sorties/{edition}/publication", PLAN),
    rule("GET", "/bureau/belles-sorties/{edition}/publication/{commune}/{proposal}", PLAN),
    rule("POST", "/bureau/belles-sorties/{edition}/publication/{commune}/{proposal}", PLAN),
    rule("GET", "/bureau/belles-sorties/{edition}/date/{item}", PLAN),
    rule("POST", "/bureau/belles-sorties/{edition}/date/{item}", PLAN),
    rule("POST", "/bureau/belles-sorties/{edition}/date/{item}/annuler", PLAN),
    rule("GET", "/bureau/mes-spectacles", PROPOSE),
    rule("GET", "/bureau/mes-spectacles/nouveau/{edition}", PROPOSE),
    rule("POST", "/bureau/mes-spectacles/nouveau/{edition}", PROPOSE),
    rule("GET", "/bureau/mes-spectacles/{proposal}", PROPOSE),
    rule("POST", "/bureau/mes-spectacles/{proposal}", PROPOSE),
    rule("POST", "/bureau/mes-spectacles/{proposal}/retirer", PROPOSE),
    rule("GET", "/bureau/accueillir", WISH),
    rule("GET", "/bureau/accueillir/{edition}/{commune}", WISH),
    rule("POST", "/bureau/accueillir/{edition}/{commune}", WISH),
    rule("GET", "/bureau/accueillir/{edition}/{commune}/date/{proposal}", WISH),
    rule("POST", "/bureau/accueillir/{edition}/{commune}/date/{proposal}", WISH),
    rule("GET", "/bureau/accueillir/salles/{commune}", WISH),
    rule("POST", "/bureau/accueillir/salles/{commune}", WISH),
    rule("GET", "/bureau/accueillir/salle/{hall}", WISH),
    rule("POST", "/bureau/accueillir/salle/{hall}", WISH),
];

type Page = Result<Response, PageError>;

/// Words outside a template.
fn say(web: &Web, lang: Lang, key: &str, args: &[(&'static str, &str)]) -> String {
    let mut fluent = FluentArgs::new();
    for (name, value) in args {
        fluent.set(*name, (*value).to_owned());
    }
    web.frame.messages().format(lang, key, Some(&fluent)).unwrap_or_else(|| key.to_owned())
}

/// Back to a page with a word of what was done.
fn done(web: &Web, visit: &Visit, key: &str, to: &str) -> Response {
    Flash { tone: Tone::Done, text: say(web, visit.lang, key, &[]) }.redirect(&web.frame, to)
}

/// A page only its reader's browser may keep; 422 when a form of it was refused.
fn show(web: &Web, visit: &Visit, template: &str, view: &impl Serialize, sound: bool) -> Page {
    let status = if sound { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut response = (status, web.frame.render(visit, template, view)?).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    Ok(response)
}

/// A verb's failure as a page: what is not there is not found, what is our fault is logged.
fn page(error: Error) -> PageError {
    match error {
        Error::NotFound => PageError::NotFound,
        Error::People(people::Error::NotAllowed) => PageError::Forbidden,
        other => PageError::internal(other),
    }
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

/// A verb's refusal as a word on the page one goes back to.
fn back(web: &Web, visit: &Visit, error: Error, to: &str) -> Page {
    match error {
        Error::Refused(message) | Error::Field { message, .. } => {
            Ok(Flash { tone: Tone::Refused, text: say(web, visit.lang, message, &[]) }.redirect(&web.frame, to))
        }
        other => Err(page(other)),
    }
}

/// Refuses whoever may nowhere do this.
fn require(session: &Session, permission: Permission) -> Result<(), PageError> {
    if session.may(permission, &Target::Anywhere) { Ok(()) } else { Err(PageError::Forbidden) }
}

/// Refuses whoever may not wish for this commune.
fn require_commune(session: &Session, commune: &str) -> Result<(), PageError> {
    if session.may(WISH, &Target::Commune(commune)) { Ok(()) } else { Err(PageError::Forbidden) }
}

/// For whom someone acts: the métropole's own people do what came late.
fn by(session: &Session) -> By {
    if session.may(PLAN, &Target::Whole) { By::Programme } else { By::Owner }
}

/// Letters just noted leave; one that cannot is tried again by [`crate::keep`].
async fn post_letters(web: &Web) {
    crate::keep::run(web).await;
}

/// This part's router.
pub fn routes(web: Web) -> Router {
    Router::new()
        .route("/bureau/belles-sorties", get(editions::list))
        .route("/bureau/belles-sorties/nouvelle", get(settings::new).post(settings::open))
        .route("/bureau/belles-sorties/{edition}", get(editions::one))
        .route("/bureau/belles-sorties/{edition}/reglages", get(settings::form).post(settings::save))
        .route("/bureau/belles-sorties/{edition}/etape", post(editions::step))
        .route("/bureau/belles-sorties/{edition}/relancer", post(editions::remind))
        .route("/bureau/belles-sorties/{edition}/communes", get(communes::list).post(communes::sector))
        .route("/bureau/belles-sorties/{edition}/propositions", get(arbitration::list))
        .route(
            "/bureau/belles-sorties/{edition}/propositions/{proposal}",
            get(arbitration::one).post(arbitration::decide),
        )
        .route("/bureau/belles-sorties/{edition}/publication", get(publication::list).post(publication::publish))
        .route(
            "/bureau/belles-sorties/{edition}/publication/{commune}/{proposal}",
            get(publication::form).post(publication::complete),
        )
        .route("/bureau/belles-sorties/{edition}/date/{item}", get(date::one).post(date::change))
        .route("/bureau/belles-sorties/{edition}/date/{item}/annuler", post(date::cancel))
        .route("/bureau/mes-spectacles", get(mine::list))
        .route("/bureau/mes-spectacles/nouveau/{edition}", get(mine::new).post(mine::create))
        .route("/bureau/mes-spectacles/{proposal}", get(mine::form).post(mine::save))
        .route("/bureau/mes-spectacles/{proposal}/retirer", post(mine::withdraw))
        .route("/bureau/accueillir", get(hosting::list))
        .route("/bureau/accueillir/{edition}/{commune}", get(wishes::form).post(wishes::save))
        .route(
            "/bureau/accueillir/{edition}/{commune}/date/{proposal}",
            get(publication::commune_form).post(publication::commune_complete),
        )
        .route("/bureau/accueillir/salles/{commune}", get(halls::list).post(halls::create))
        .route("/bureau/accueillir/salle/{hall}", get(halls::form).post(halls::save))
        .with_state(web)
}
