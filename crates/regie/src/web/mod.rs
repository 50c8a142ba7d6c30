//! The room's addresses.

mod closing;
mod deposits;
mod home;
mod receipts;
mod regies;
mod sessions;

use std::collections::HashMap;

use axum::Router;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use jiff::Timestamp;
use people::{People, Permission, Session, Target};
use shell::{Flash, Frame, PageError, Tone, Visit};
use store::{Db, prelude::*};

use crate::receipts::local_zone;
use crate::regies::Regie;
use crate::{Error, TillSession};

/// What a handler gives.
pub(crate) type Page = Result<Response, PageError>;

/// Where everyone begins.
pub(crate) const HOME: &str = "/bureau/regie";

/// What the room's handlers need; cheap to clone.
#[derive(Clone)]
pub struct Web {
    pub(crate) db: Db,
    pub(crate) people: People,
    pub(crate) frame: Frame,
}

impl Web {
    /// Puts it together.
    pub fn new(db: Db, people: People, frame: Frame) -> Self {
        Self { db, people, frame }
    }

    /// A redirection with a message.
    pub(crate) fn say(&self, visit: &Visit, tone: Tone, message: &str, to: &str) -> Response {
        Flash { tone, text: self.frame.messages().text(visit.lang, message) }.redirect(&self.frame, to)
    }
}

/// The room's router.
pub fn routes(web: Web) -> Router {
    Router::new()
        .route("/bureau/regie", get(home::show))
        .route("/bureau/regie/ouvrir", post(home::open))
        .route("/bureau/regie/{session}", get(sessions::show))
        .route("/bureau/regie/{session}/journal.csv", get(sessions::csv))
        .route("/bureau/regie/{session}/cloture", get(closing::show).post(closing::close))
        .route("/bureau/regie/recus/{receipt}", get(receipts::show))
        .route("/bureau/regie/recus/{receipt}/impression", post(receipts::print))
        .route("/bureau/regie/bordereaux", post(deposits::make))
        .route("/bureau/regie/bordereaux/{deposit}", get(deposits::show))
        .route("/bureau/regie/bordereaux/{deposit}/versement", post(deposits::hand_over))
        .route("/bureau/regie/regies", get(regies::show).post(regies::declare))
        .route("/bureau/regie/regies/{regie}/caisses", post(regies::till))
        .route("/bureau/regie/regies/{regie}/journal.csv", get(regies::csv))
        .with_state(web)
}

/// What names nothing is a page not found; the rest is ours.
pub(crate) fn or_not_found<T>(result: crate::Result<T>) -> Result<T, PageError> {
    match result {
        Err(Error::NotFound) => Err(PageError::NotFound),
        other => Ok(other?),
    }
}

/// Whether someone keeps the tills of an institution, or oversees them all.
pub(crate) async fn may_keep(
    query: &mut (impl Query + Sized),
    session: &Session,
    institution: &str,
) -> Result<bool, PageError> {
    if session.may(Permission::OverseeTills, &Target::Whole) {
        return Ok(true);
    }
    let commune = match programme::institution::by_id(query, institution).await {
        Ok(found) => Some(found.commune),
        Err(programme::Error::NotFound) => None,
        Err(error) => return Err(error.into()),
    };
    let target = Target::Institution { id: institution, commune: commune.as_deref() };
    Ok(session.may(Permission::KeepTills, &target))
}

/// Someone who keeps no till at all is turned away before anything is looked up.
pub(crate) fn require_desk(session: &Session) -> Result<(), PageError> {
    if session.may(Permission::KeepTills, &Target::Anywhere) { Ok(()) } else { Err(PageError::Forbidden) }
}

/// Someone who oversees every till.
pub(crate) fn require_oversight(session: &Session) -> Result<(), PageError> {
    if session.may(Permission::OverseeTills, &Target::Whole) { Ok(()) } else { Err(PageError::Forbidden) }
}

/// Someone who keeps this régie's tills.
pub(crate) async fn require_regie(
    query: &mut (impl Query + Sized),
    session: &Session,
    regie: &Regie,
) -> Result<(), PageError> {
    if may_keep(query, session, &regie.institution).await? { Ok(()) } else { Err(PageError::Forbidden) }
}

/// A session of a régie one keeps.
pub(crate) async fn session_of(web: &Web, session: &Session, id: &str) -> Result<TillSession, PageError> {
    require_desk(session)?;
    let mut read = web.db.read().await?;
    let till = or_not_found(crate::session::by_id(&mut read, id).await)?;
    require_regie(&mut read, session, &till.regie).await?;
    Ok(till)
}

/// The names of agents: an account that is gone is named by a dash.
pub(crate) struct Names {
    people: People,
    known: HashMap<String, String>,
}

impl Names {
    pub(crate) fn new(web: &Web) -> Self {
        Self { people: web.people.clone(), known: HashMap::new() }
    }

    pub(crate) async fn of(&mut self, account: &str) -> String {
        if let Some(name) = self.known.get(account) {
            return name.clone();
        }
        let name = match self.people.account(account).await {
            Ok(account) => account.name,
            Err(_) => "—".to_owned(),
        };
        self.known.insert(account.to_owned(), name.clone());
        name
    }
}

/// An instant of a column, as templates read it.
pub(crate) fn instant(ms: i64) -> String {
    Timestamp::from_millisecond(ms).unwrap_or(Timestamp::UNIX_EPOCH).to_string()
}

/// The day and the time of an instant in the territory: what is printed for good bears its year.
pub(crate) fn day_and_time(ms: i64) -> (String, String) {
    let at = Timestamp::from_millisecond(ms).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(local_zone());
    (at.date().to_string(), at.strftime("%H:%M:%S").to_string())
}

/// A CSV file to keep.
pub(crate) fn attachment(name: &str, text: String) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    (headers, text).into_response()
}
