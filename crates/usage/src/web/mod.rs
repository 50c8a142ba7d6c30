//! The wing's addresses: the COUNTER API, the sheet of figures, vendors and keys.

mod api;
mod office;
mod sheet;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use jiff::tz::TimeZone;
use shell::Frame;
use store::Db;
use tokio::sync::Semaphore;

/// The largest report taken as a file, in bytes.
pub(crate) const LARGEST: usize = 32 << 20;

/// What the wing's handlers need; cheap to clone.
#[derive(Clone)]
pub struct Web {
    pub(crate) db: Db,
    pub(crate) frame: Frame,
    /// Address by which the outside knows the server, without a final slash.
    pub(crate) public_url: String,
    pub(crate) zone: TimeZone,
    /// Figures of a long period are read line by line: only so many at once.
    pub(crate) counting: Arc<Semaphore>,
}

impl Web {
    /// Over a database, the frame of every page and the server's public address.
    pub fn new(db: Db, frame: Frame, public_url: impl Into<String>) -> Self {
        let public_url: String = public_url.into();
        Self {
            db,
            frame,
            public_url: public_url.trim_end_matches('/').to_owned(),
            zone: access::local_zone(),
            counting: Arc::new(Semaphore::new(2)),
        }
    }
}

/// Every route of the wing. The upload of a report sets its own limit of what may be sent.
pub fn routes(web: Web) -> Router {
    Router::new()
        .route("/r51/status", get(api::status))
        .route("/r51/members", get(api::members))
        .route("/r51/reports", get(api::reports))
        .route("/r51/reports/{report}", get(api::report))
        .route("/bureau/usages", get(sheet::show))
        .route("/bureau/usages.csv", get(sheet::csv))
        .route("/bureau/usages/rapports/{report}", get(sheet::report))
        .route("/bureau/usages/fournisseurs", get(office::show).post(office::declare))
        .route("/bureau/usages/fournisseurs/{vendor}/moisson", post(office::harvest))
        .route(
            "/bureau/usages/fournisseurs/{vendor}/rapport",
            post(office::upload).layer(DefaultBodyLimit::max(LARGEST + (64 << 10))),
        )
        .route("/bureau/usages/cles", post(office::make_key))
        .route("/bureau/usages/cles/{key}/retirer", post(office::revoke))
        .with_state(web)
}
