//! What the wing's handlers share.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use people::People;
use shell::Frame;
use store::Db;

use crate::Result;
use crate::oidc::SigningKey;
use crate::outside::{Outside, Provider};

/// What the wing's handlers need; cheap to clone.
#[derive(Clone)]
pub struct Web {
    pub(crate) db: Db,
    pub(crate) people: People,
    pub(crate) frame: Frame,
    pub(crate) zone: TimeZone,
    /// Where the server is reached, without a slash at the end.
    pub(crate) public_url: String,
    pub(crate) outside: Arc<Outside>,
    /// Signs for vendors that know no other signature than RS256.
    pub(crate) rsa_key: Option<Arc<SigningKey>>,
}

impl Web {
    /// Puts it together.
    pub fn new(db: Db, people: People, frame: Frame, public_url: impl Into<String>) -> Self {
        let outside = Arc::new(Outside::new(Vec::new()));
        Self { db, people, frame, zone: access::local_zone(), public_url: public_url.into(), outside, rsa_key: None }
    }

    /// The same, with outside providers one may sign in through.
    #[must_use]
    pub fn with_outside(mut self, providers: Vec<Provider>) -> Self {
        self.outside = Arc::new(Outside::new(providers));
        self
    }

    /// The same, with an RSA key (PEM, PKCS #8, 2048 bits at least) for vendors that know no other signature than RS256.
    ///
    /// # Errors
    /// [`Error::Kept`](crate::Error::Kept) when it is no such key.
    pub fn with_rsa_key(mut self, pem: &str) -> Result<Self> {
        self.rsa_key = Some(Arc::new(SigningKey::read_rsa_pem(pem)?));
        Ok(self)
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.db.clock().now()
    }

    /// The local day.
    pub(crate) fn today(&self) -> Date {
        self.now().to_zoned(self.zone.clone()).date()
    }
}
