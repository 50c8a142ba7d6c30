//! What the wing's handlers share.

use jiff::tz::TimeZone;
use shell::Frame;
use store::Db;

/// What the wing's handlers need; cheap to clone.
#[derive(Clone)]
pub struct Web {
    pub(crate) db: Db,
    pub(crate) frame: Frame,
    pub(crate) zone: TimeZone,
    /// Where the server is reached, without a slash at the end.
    pub(crate) public_url: String,
    /// The lines people wait in when a season opens.
    pub(crate) queue: crate::queue::Queue,
    /// Where other programs' orders wait together.
    pub(crate) counter: crate::counter::Counter,
    /// The phones' wallets this server can sign for.
    pub(crate) wallets: crate::portal::Wallets,
    /// The accounts shows are declared with.
    pub(crate) sibil: crate::duties::Sibil,
}

impl Web {
    /// Puts it together.
    pub fn new(db: Db, frame: Frame, public_url: impl Into<String>) -> Self {
        let queue = crate::queue::Queue::new(db.clone());
        let counter = crate::counter::Counter::new(db.clone());
        Self {
            db,
            frame,
            zone: access::local_zone(),
            public_url: public_url.into(),
            queue,
            counter,
            wallets: crate::portal::Wallets::default(),
            sibil: crate::duties::Sibil::default(),
        }
    }

    /// With the accounts shows are declared with.
    #[must_use]
    pub fn with_sibil(mut self, sibil: crate::duties::Sibil) -> Self {
        self.sibil = sibil;
        self
    }

    /// With what signs tickets for phones' wallets.
    #[must_use]
    pub fn with_wallets(mut self, wallets: crate::portal::Wallets) -> Self {
        self.wallets = wallets;
        self
    }
}
