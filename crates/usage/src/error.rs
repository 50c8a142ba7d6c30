//! Why a verb of this wing failed.

/// The wing's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a verb failed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No such vendor, key or report.
    #[error("not found")]
    NotFound,
    /// What was asked contradicts itself: the word names the fault.
    #[error("{0}")]
    Senseless(&'static str),
    /// A report that can't be read.
    #[error(transparent)]
    Unreadable(#[from] counter::Unreadable),
    /// The vendor's server can't be reached or answers something else than a report.
    #[error("{0}")]
    Vendor(String),
    /// The doors' room.
    #[error(transparent)]
    Access(#[from] access::Error),
    /// The programme's room.
    #[error(transparent)]
    Programme(#[from] programme::Error),
    /// An instant or a day outside the calendar.
    #[error("this date cannot be told: {0}")]
    Date(#[from] jiff::Error),
    /// The database.
    #[error(transparent)]
    Store(store::Error),
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::NotFound => Self::NotFound,
            other => Self::Store(other),
        }
    }
}
