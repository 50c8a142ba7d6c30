//! The wing's tables and queries; nothing else touches them.

pub mod dates;
pub mod editions;
pub mod halls;
pub(crate) mod letters;
mod planning;
pub mod proposals;
pub mod wishes;

pub use planning::{planning_input, served_years, territory};

use jiff::Timestamp;

use crate::{Error, Result};

pub(crate) fn instant(ms: i64) -> Result<Timestamp> {
    Timestamp::from_millisecond(ms).map_err(|_| Error::unknown("instant", &ms.to_string()))
}
