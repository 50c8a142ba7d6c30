//! The time, injected: tests decide what time it is.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use jiff::Timestamp;

/// Gives the current instant. Cheap to clone; clones of a fixed clock move together.
#[derive(Debug, Clone, Default)]
pub struct Clock(Option<Arc<AtomicI64>>);

impl Clock {
    /// The computer's clock.
    pub fn system() -> Self {
        Self(None)
    }

    /// A clock that stands still at an instant until [`advance`](Self::advance)d. For tests.
    pub fn fixed(at: Timestamp) -> Self {
        Self(Some(Arc::new(AtomicI64::new(at.as_millisecond()))))
    }

    /// Milliseconds since 1970 UTC.
    pub fn now_ms(&self) -> i64 {
        match &self.0 {
            None => Timestamp::now().as_millisecond(),
            Some(fixed) => fixed.load(Ordering::SeqCst),
        }
    }

    /// The instant, to the millisecond.
    pub fn now(&self) -> Timestamp {
        Timestamp::from_millisecond(self.now_ms()).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    /// The instant as RFC 3339 UTC text with milliseconds, so that text order is time order.
    pub fn now_text(&self) -> String {
        format!("{:.3}", self.now())
    }

    /// Moves a fixed clock forward; the system's clock does not listen.
    pub fn advance(&self, by: Duration) {
        if let Some(fixed) = &self.0 {
            fixed.fetch_add(by.as_millis() as i64, Ordering::SeqCst);
        }
    }
}
