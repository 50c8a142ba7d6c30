//! What the wing's handlers share.

use jiff::tz::TimeZone;
use people::People;
use shell::Frame;
use store::Db;

use crate::Systems;

/// What the wing's handlers need; cheap to clone.
#[derive(Clone)]
pub struct Web {
    pub(crate) db: Db,
    pub(crate) people: People,
    pub(crate) frame: Frame,
    pub(crate) zone: TimeZone,
    /// Where the server is reached, without a slash at the end.
    pub(crate) public_url: String,
    pub(crate) systems: Systems,
    pub(crate) accounts: crate::mine::Accounts,
}

impl Web {
    /// Puts it together.
    pub fn new(db: Db, people: People, frame: Frame, public_url: impl Into<String>) -> Self {
        let systems = Systems::new(db.clone());
        let accounts = crate::mine::Accounts::new(db.clone(), systems.clone());
        Self { db, people, frame, zone: access::local_zone(), public_url: public_url.into(), systems, accounts }
    }

    /// Readers' accounts at these libraries.
    #[must_use]
    pub fn accounts(&self) -> &crate::mine::Accounts {
        &self.accounts
    }

    /// The libraries connected.
    #[must_use]
    pub fn systems(&self) -> &Systems {
        &self.systems
    }
}
