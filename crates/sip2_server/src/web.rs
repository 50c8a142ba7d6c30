//! What the wing's handlers and its lines share.

use std::net::SocketAddr;
use std::sync::{Arc, OnceLock};

use jiff::tz::TimeZone;
use people::People;
use shell::Frame;
use store::Db;
use tokio::sync::Semaphore;

use crate::Result;
use crate::counts::Counts;
use crate::limits::Hall;

/// What the wing's handlers need; cheap to clone. Clones share who is on the line.
#[derive(Clone)]
pub struct Web {
    pub(crate) db: Db,
    pub(crate) people: People,
    pub(crate) frame: Frame,
    pub(crate) zone: TimeZone,
    /// Where the server is reached, without a slash at the end.
    pub(crate) public_url: String,
    pub(crate) counts: Arc<Counts>,
    pub(crate) hall: Hall,
    /// Where machines are listened to, and whether by TLS; nothing while they are not.
    pub(crate) open_at: Arc<OnceLock<(SocketAddr, bool)>>,
    /// Hashing a PIN is slow on purpose, and the sign-in page hashes two at a time: machines never take more than one of them.
    pub(crate) one_pin: Arc<Semaphore>,
}

impl Web {
    /// Puts it together.
    pub fn new(db: Db, people: People, frame: Frame, public_url: impl Into<String>) -> Self {
        Self {
            db,
            people,
            frame,
            zone: access::local_zone(),
            public_url: public_url.into(),
            counts: Arc::default(),
            hall: Hall::default(),
            open_at: Arc::default(),
            one_pin: Arc::new(Semaphore::new(1)),
        }
    }

    /// Writes what was counted since the last time. The server does so every few seconds; call it before stopping.
    ///
    /// # Errors
    /// Those of the database; then it is kept for the next time.
    pub async fn keep_counts(&self) -> Result<()> {
        self.counts.keep(&self.db, &self.zone).await
    }
}
