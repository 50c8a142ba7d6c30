//! The room's addresses: the page and its files, what devices ask, the office.

mod api;
mod office;
mod page;
mod published;

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use jiff::civil::Date;
use shell::Frame;
use store::{Db, Read};
use tokio::sync::Mutex;

use crate::bundle::Kept;
use crate::{Benefit, Result, Rules, settle};

/// What a batch of the log may weigh, in bytes: a megabyte, and what is around it.
pub(crate) const BATCH_MOST: usize = (1 << 20) + (16 << 10);
/// How long other batches are given to arrive before visits are derived.
const A_MOMENT: std::time::Duration = std::time::Duration::from_millis(500);
/// What anything else a device sends may weigh.
const ASK_MOST: usize = 16 << 10;

/// What another room failed with.
pub type AnyError = Box<dyn std::error::Error + Send + Sync>;
/// A future of what a museum offers.
pub type Offered<'a> = Pin<Box<dyn Future<Output = std::result::Result<Vec<Benefit>, AnyError>> + Send + 'a>>;
/// Who knows what a museum offers to holders: `(read, institution, today)`.
pub type Benefits = Arc<dyn for<'a> Fn(&'a mut Read, &'a str, Date) -> Offered<'a> + Send + Sync>;

/// What the room's handlers need; cheap to clone.
#[derive(Clone)]
pub struct Web {
    pub(crate) db: Db,
    pub(crate) frame: Frame,
    /// The address the server is reached at, without a final slash.
    pub(crate) public_url: String,
    pub(crate) rules: Rules,
    benefits: Option<Benefits>,
    bundles: Kept,
    records: Arc<Mutex<Option<api::Records>>>,
    statuses: published::Made,
    settling: Arc<Settling>,
    /// Enrolments refused in the minute: its number, times a thousand, and how many.
    refused: Arc<(AtomicI64, AtomicI64)>,
}

#[derive(Default)]
struct Settling {
    wanted: AtomicBool,
    turn: Mutex<()>,
}

impl Web {
    /// Puts it together.
    pub fn new(db: Db, frame: Frame, public_url: impl Into<String>) -> Self {
        let public_url: String = public_url.into();
        Self {
            db,
            frame,
            public_url: public_url.trim_end_matches('/').to_owned(),
            rules: Rules::default(),
            benefits: None,
            bundles: Kept::default(),
            records: Arc::default(),
            statuses: Arc::default(),
            settling: Arc::default(),
            refused: Arc::default(),
        }
    }

    /// Says who knows what museums offer to holders: shown at their doors.
    #[must_use]
    pub fn with_benefits(mut self, benefits: Benefits) -> Self {
        self.benefits = Some(benefits);
        self
    }

    async fn benefits(&self, institution: &str) -> Result<Vec<Benefit>> {
        match &self.benefits {
            Some(ask) => {
                let mut read = self.db.read().await?;
                let today = self.db.clock().now().to_zoned(self.rules.zone.clone()).date();
                let offered = ask(&mut read, institution, today);
                offered.await.map_err(crate::Error::Benefits)
            }
            None => Ok(Vec::new()),
        }
    }

    /// Derives visits again of what was just told, beside the answer. Whoever tells while that runs is not waited for:
    /// one more turn is taken.
    fn settle_soon(&self) {
        if self.settling.wanted.swap(true, Ordering::AcqRel) {
            return;
        }
        let web = self.clone();
        tokio::spawn(async move {
            let _turn = web.settling.turn.lock().await;
            // When every door opens at once their logs come first: deriving writes too, and would stand in their way.
            tokio::time::sleep(A_MOMENT).await;
            web.settling.wanted.store(false, Ordering::Release);
            if let Err(error) = settle(&web.db, &web.rules).await {
                // What is touched stays so, for the next.
                tracing::error!(%error, "visits could not be derived from what gates told");
            }
        });
    }

    /// Counts an enrolment refused; true when there were too many this minute, wherever they come from.
    fn too_many_refused(&self) -> bool {
        const A_MINUTE: i64 = 60;
        let minute = self.db.clock().now_ms() / 60_000;
        if self.refused.0.swap(minute, Ordering::AcqRel) != minute {
            self.refused.1.store(0, Ordering::Release);
        }
        self.refused.1.fetch_add(1, Ordering::AcqRel) >= A_MINUTE
    }
}

/// The room's router.
pub fn routes(web: Web) -> Router {
    Router::new()
        .route("/controle", get(page::show))
        .route("/controle/sw.js", get(page::worker))
        .route("/controle/manifest.webmanifest", get(page::manifest))
        .route("/controle/fichiers/{name}", get(page::file))
        .route("/controle/appareil", post(api::enrol))
        .route("/controle/ballot", get(api::bundle))
        .route("/controle/fiches", get(api::records))
        .route("/controle/numero/{typed}", get(api::number))
        .route(published::KEYS, get(published::keys))
        .route(published::STATUSES, get(published::statuses))
        .route("/bureau/portes", get(office::doors).post(office::declare))
        .route("/bureau/portes/conflits", get(office::conflicts))
        .route("/bureau/portes/conflits/{conflict}/clore", post(office::close))
        .route("/bureau/portes/appareils/{device}/effacer", post(office::wipe))
        .route("/bureau/portes/{door}", get(office::door))
        .route("/bureau/portes/{door}/appareils", post(office::enrol))
        .route("/bureau/portes/{door}/direct", get(office::live))
        .layer(DefaultBodyLimit::max(ASK_MOST))
        .route("/controle/passages", post(api::passages).layer(DefaultBodyLimit::max(BATCH_MOST)))
        .with_state(web)
}
