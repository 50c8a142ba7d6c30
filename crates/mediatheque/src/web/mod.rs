//! The wing's addresses: the portal's pages, the readers, what readers' pages send, the office, OPDS.

mod editorial;
mod home;
mod learning;
mod mine;
mod office;
mod office_deposit;
mod office_elsewhere;
mod office_licence;
mod office_selections;
mod opds;
mod reader;
mod reading;
mod resource;
mod thumbnail;
mod turns;
mod visitor;

use std::sync::Arc;

use access::local_zone;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::header;
use axum::response::Response;
use axum::routing::{get, post};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use people::{People, Permission, RouteGate, RouteRule};
use shell::{Frame, PageError};

pub use home::of_library;
pub use turns::pass_turns;

use crate::Error;
use crate::content::Content;
use crate::ingest::{Inbox, LARGEST};
use crate::pages::{SERVICE_WORKER, paths};

/// What a page gives.
pub(crate) type Page = Result<Response, PageError>;

/// What the wing's handlers need; cheap to clone.
#[derive(Clone)]
pub struct Web {
    /// The tables, the files and the links to them.
    pub content: Content,
    /// Who is who.
    pub people: People,
    /// The frame of every page.
    pub frame: Frame,
    /// Address by which the outside knows the server, without a final slash.
    pub public_url: Arc<str>,
    /// The zone by which days are counted.
    pub zone: TimeZone,
    /// Small pictures made before.
    pub(crate) thumbnails: thumbnail::Thumbnails,
}

impl Web {
    /// Puts the wing's parts together.
    #[must_use]
    pub fn new(content: Content, people: People, frame: Frame, public_url: &str) -> Web {
        let public_url = public_url.trim_end_matches('/').into();
        Web { content, people, frame, public_url, zone: local_zone(), thumbnails: thumbnail::Thumbnails::new() }
    }

    pub(crate) fn now(&self) -> Timestamp {
        // The clock counts milliseconds since 1970: always within what jiff can say.
        Timestamp::from_millisecond(self.content.db.clock().now_ms()).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    pub(crate) fn today(&self) -> Date {
        self.now().to_zoned(self.zone.clone()).date()
    }
}

/// A fault of the wing as a page says it: what is not there is not found; the rest is ours.
pub(crate) fn fault(error: Error) -> PageError {
    match error {
        Error::NotFound | Error::Access(access::Error::NotFound) => PageError::NotFound,
        other => PageError::internal(other),
    }
}

/// An instant in milliseconds as pages take it.
pub(crate) fn instant(ms: i64) -> String {
    Timestamp::from_millisecond(ms).unwrap_or(Timestamp::UNIX_EPOCH).to_string()
}

/// What takes a librarian's file: the pages' parts and where files wait.
#[derive(Clone)]
pub(crate) struct Deposits {
    pub(crate) web: Web,
    pub(crate) inbox: Inbox,
}

/// The page that takes a librarian's file. It sets its own limit of what may be sent: no smaller one may be around it.
pub fn deposit_routes(web: Web, inbox: Inbox) -> Router {
    let most = (LARGEST + office_deposit::ENVELOPE) as usize;
    Router::new()
        .route(
            paths::OFFICE_DEPOSIT,
            get(office_deposit::form).post(office_deposit::receive).layer(DefaultBodyLimit::max(most)),
        )
        .with_state(Deposits { web, inbox })
}

/// The wing's pages and what they send, but for the deposit of files: see [`deposit_routes`].
pub fn routes(web: Web) -> Router {
    Router::new()
        .route(paths::HOME, get(home::home))
        .route("/mediatheque/livres", get(home::books))
        .route("/mediatheque/films", get(home::films))
        .route("/mediatheque/presse", get(home::press))
        .route("/mediatheque/cours", get(home::courses))
        .route("/mediatheque/musique", get(home::music))
        .route("/mediatheque/selection/{selection}", get(home::selection))
        .route(paths::SERVICE_WORKER, get(service_worker))
        .route(paths::PROPOSALS, get(editorial::show).post(editorial::propose))
        .route("/mediatheque/propositions/{proposal}/voix", post(editorial::vote))
        .route("/mediatheque/propositions/{proposal}/commentaire", post(editorial::comment))
        .route("/mediatheque/lecture/{seat}/tenir", post(reading::hold))
        .route("/mediatheque/lecture/{seat}/partir", post(reading::leave))
        .route("/mediatheque/certificat/{code}", get(learning::certificate))
        .route("/mediatheque/{slug}", get(resource::show))
        .route("/mediatheque/{slug}/affiche", get(resource::poster))
        .route("/mediatheque/{slug}/vignette", get(thumbnail::small))
        .route("/mediatheque/{slug}/lire", get(reader::open))
        .route("/mediatheque/{slug}/regarder", get(reader::open))
        .route("/mediatheque/{slug}/ecouter", get(reader::open))
        .route("/mediatheque/{slug}/suivre", get(reader::open).post(learning::answer))
        .route("/mediatheque/{slug}/aller", get(reader::open))
        .route("/mediatheque/{slug}/attente", post(resource::wait))
        .route("/mediatheque/{slug}/position", post(reading::remember))
        .route("/mediatheque/{slug}/oublier", post(mine::forget))
        .route("/mediatheque/{slug}/etat", post(learning::keep_state))
        .route(paths::MINE, get(mine::show))
        .route("/opds", get(opds::start))
        .route("/opds/nouveautes", get(opds::newest))
        .route("/opds/recherche", get(opds::search))
        .route("/opds/publication/{slug}", get(opds::publication))
        .route("/opds/fichier/{slug}", get(opds::file))
        .route("/opds/lecture/{slug}", get(opds::manifest))
        .route("/opds/authentification", get(opds::authentication))
        .route(paths::OFFICE, get(office::list))
        .route(paths::OFFICE_SELECTIONS, get(office_selections::list))
        .route("/bureau/mediatheque/selections/nouvelle", get(office_selections::new).post(office_selections::create))
        .route("/bureau/mediatheque/selections/{selection}", get(office_selections::edit).post(office_selections::save))
        .route(paths::OFFICE_PROPOSALS, get(editorial::office))
        .route(paths::OFFICE_ELSEWHERE, get(office_elsewhere::form).post(office_elsewhere::create))
        .route("/bureau/mediatheque/propositions/{proposal}", post(editorial::decide))
        .route("/bureau/mediatheque/{resource}", get(office::edit).post(office::save))
        .route("/bureau/mediatheque/{resource}/etat", post(office::set_state))
        .route(
            "/bureau/mediatheque/{resource}/licences/nouvelle",
            get(office_licence::new).post(office_licence::create),
        )
        .route(
            "/bureau/mediatheque/{resource}/licences/{licence}",
            get(office_licence::edit).post(office_licence::save),
        )
        .with_state(web)
}

const fn rule(method: &'static str, path: &'static str, gate: RouteGate) -> RouteRule {
    RouteRule { method, path, gate }
}

/// The wing's addresses and who may open each.
pub const ROUTES: &[RouteRule] = &[
    rule("GET", paths::HOME, RouteGate::Public),
    rule("GET", "/mediatheque/livres", RouteGate::Public),
    rule("GET", "/mediatheque/films", RouteGate::Public),
    rule("GET", "/mediatheque/presse", RouteGate::Public),
    rule("GET", "/mediatheque/cours", RouteGate::Public),
    rule("GET", "/mediatheque/musique", RouteGate::Public),
    rule("GET", "/mediatheque/selection/{selection}", RouteGate::Public),
    rule("GET", paths::SERVICE_WORKER, RouteGate::Public),
    rule("GET", paths::PROPOSALS, RouteGate::Public),
    rule("POST", paths::PROPOSALS, RouteGate::SignedIn),
    rule("POST", "/mediatheque/propositions/{proposal}/voix", RouteGate::SignedIn),
    rule("POST", "/mediatheque/propositions/{proposal}/commentaire", RouteGate::SignedIn),
    rule("POST", "/mediatheque/lecture/{seat}/tenir", RouteGate::Public),
    rule("POST", "/mediatheque/lecture/{seat}/partir", RouteGate::Public),
    rule("GET", "/mediatheque/certificat/{code}", RouteGate::Public),
    rule("GET", "/mediatheque/{slug}", RouteGate::Public),
    rule("GET", "/mediatheque/{slug}/affiche", RouteGate::Public),
    rule("GET", "/mediatheque/{slug}/vignette", RouteGate::Public),
    rule("GET", "/mediatheque/{slug}/lire", RouteGate::Public),
    rule("GET", "/mediatheque/{slug}/regarder", RouteGate::Public),
    rule("GET", "/mediatheque/{slug}/ecouter", RouteGate::Public),
    rule("GET", "/mediatheque/{slug}/suivre", RouteGate::Public),
    rule("POST", "/mediatheque/{slug}/suivre", RouteGate::Public),
    rule("GET", "/mediatheque/{slug}/aller", RouteGate::Public),
    rule("POST", "/mediatheque/{slug}/attente", RouteGate::SignedIn),
    rule("POST", "/mediatheque/{slug}/position", RouteGate::SignedIn),
    rule("POST", "/mediatheque/{slug}/oublier", RouteGate::SignedIn),
    rule("POST", "/mediatheque/{slug}/etat", RouteGate::SignedIn),
    rule("GET", paths::MINE, RouteGate::SignedIn),
    rule("GET", "/opds", RouteGate::Public),
    rule("GET", "/opds/nouveautes", RouteGate::Public),
    rule("GET", "/opds/recherche", RouteGate::Public),
    rule("GET", "/opds/publication/{slug}", RouteGate::Public),
    rule("GET", "/opds/fichier/{slug}", RouteGate::Public),
    rule("GET", "/opds/lecture/{slug}", RouteGate::Public),
    rule("GET", "/opds/authentification", RouteGate::Public),
    rule("GET", paths::OFFICE, RouteGate::Holds(Permission::EditSelections)),
    rule("GET", paths::OFFICE_DEPOSIT, RouteGate::Holds(Permission::ManageResources)),
    rule("POST", paths::OFFICE_DEPOSIT, RouteGate::Holds(Permission::ManageResources)),
    rule("GET", paths::OFFICE_ELSEWHERE, RouteGate::Holds(Permission::ManageResources)),
    rule("POST", paths::OFFICE_ELSEWHERE, RouteGate::Holds(Permission::ManageResources)),
    rule("GET", paths::OFFICE_SELECTIONS, RouteGate::Holds(Permission::EditSelections)),
    rule("GET", "/bureau/mediatheque/selections/nouvelle", RouteGate::Holds(Permission::EditSelections)),
    rule("POST", "/bureau/mediatheque/selections/nouvelle", RouteGate::Holds(Permission::EditSelections)),
    rule("GET", "/bureau/mediatheque/selections/{selection}", RouteGate::Holds(Permission::EditSelections)),
    rule("POST", "/bureau/mediatheque/selections/{selection}", RouteGate::Holds(Permission::EditSelections)),
    rule("GET", paths::OFFICE_PROPOSALS, RouteGate::Holds(Permission::EditSelections)),
    rule("POST", "/bureau/mediatheque/propositions/{proposal}", RouteGate::Holds(Permission::EditSelections)),
    rule("GET", "/bureau/mediatheque/{resource}", RouteGate::Holds(Permission::ManageResources)),
    rule("POST", "/bureau/mediatheque/{resource}", RouteGate::Holds(Permission::ManageResources)),
    rule("POST", "/bureau/mediatheque/{resource}/etat", RouteGate::Holds(Permission::ManageResources)),
    rule("GET", "/bureau/mediatheque/{resource}/licences/nouvelle", RouteGate::Holds(Permission::ManageLicences)),
    rule("POST", "/bureau/mediatheque/{resource}/licences/nouvelle", RouteGate::Holds(Permission::ManageLicences)),
    rule("GET", "/bureau/mediatheque/{resource}/licences/{licence}", RouteGate::Holds(Permission::ManageLicences)),
    rule("POST", "/bureau/mediatheque/{resource}/licences/{licence}", RouteGate::Holds(Permission::ManageLicences)),
];

async fn service_worker() -> impl axum::response::IntoResponse {
    (
        [
            (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
            // Asked again each time, so that a new version of the server is not held back by an old worker.
            (header::CACHE_CONTROL, "no-cache"),
        ],
        SERVICE_WORKER,
    )
}
