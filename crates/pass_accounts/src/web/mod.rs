//! The room's addresses.

mod asked;
mod drawing;
mod office;
mod public;
mod visits;

use std::sync::Arc;

use axum::Router;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use people::People;
use shell::{Flash, Frame, PageError, Tone, Visit};
use store::Db;
use territory::MapSheet;
use tokio::sync::{OnceCell, Semaphore};

use crate::Error;

type Page = Result<Response, PageError>;

/// What the room's handlers need; cheap to clone.
#[derive(Clone)]
pub struct Web {
    pub(crate) db: Db,
    pub(crate) frame: Frame,
    pub(crate) zone: TimeZone,
    /// The territory's map, drawn once.
    pub(crate) sheet: Arc<OnceCell<Option<MapSheet>>>,
    /// Rules are computed by so many at once.
    pub(crate) counting: Arc<Semaphore>,
}

impl Web {
    /// Puts it together.
    pub fn new(db: Db, _people: People, frame: Frame, _public_url: impl Into<String>) -> Self {
        Self {
            db,
            frame,
            zone: access::local_zone(),
            sheet: Arc::new(OnceCell::new()),
            counting: Arc::new(Semaphore::new(2)),
        }
    }

    fn say(&self, visit: &Visit, tone: Tone, message: &str, href: &str) -> Response {
        let text = self.frame.messages().text(visit.lang, message);
        Flash { tone, text }.redirect(&self.frame, href)
    }
}

/// The room's router.
pub fn routes(web: Web) -> Router {
    Router::new()
        .route("/pass/comptes", get(public::list))
        .route("/pass/comptes/{period}", get(public::show))
        .route("/pass/comptes/{period}/releve.json", get(public::file))
        .route("/pass/flux", get(public::flows))
        .route("/pass/flux.csv", get(public::flows_csv))
        .route("/bureau/comptes-du-pass", get(office::periods).post(office::open))
        .route("/bureau/comptes-du-pass/visites", get(visits::show))
        .route("/bureau/comptes-du-pass/visites.csv", get(visits::csv))
        .route("/bureau/comptes-du-pass/flux", get(office::publishing).post(office::publish))
        .route("/bureau/comptes-du-pass/{period}", get(office::compare))
        .route("/bureau/comptes-du-pass/{period}/musees", post(office::describe))
        .route("/bureau/comptes-du-pass/{period}/vote", post(office::vote))
        .route("/bureau/comptes-du-pass/{period}/releve", post(office::issue))
        .route("/bureau/comptes-du-pass/{period}/comparaison.csv", get(office::compare_csv))
        .route("/bureau/comptes-du-pass/{period}/passes.json", get(office::passes))
        .route("/bureau/comptes-du-pass/{period}/musees/{museum}", get(office::museum))
        .with_state(web)
}

/// What the room's error is to a visitor.
fn lost(error: Error) -> PageError {
    match error {
        Error::NotFound => PageError::NotFound,
        Error::Refused(_) => PageError::BadRequest,
        other => PageError::internal(other),
    }
}

fn instant(ms: i64) -> String {
    Timestamp::from_millisecond(ms).map(|at| at.to_string()).unwrap_or_default()
}

fn attachment(name: &str, kind: &'static str, text: String) -> Response {
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    (headers, text).into_response()
}

/// A cell of a CSV file: quoted, and never taken for a formula by a spreadsheet.
fn cell(text: &str) -> String {
    let text = text.replace('"', "\"\"");
    match text.starts_with(['=', '+', '@', '\t', '\r']) {
        true => format!("\"'{text}\""),
        false => format!("\"{text}\""),
    }
}

/// Cents as euros, for a CSV file read in France.
fn euros(cents: i64) -> String {
    ledger::Cents(cents).to_string().replace('.', ",")
}
