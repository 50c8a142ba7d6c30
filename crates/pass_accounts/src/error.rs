//! Why a verb of this wing failed.

/// The wing's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a verb failed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No such period, museum or publication.
    #[error("not found")]
    NotFound,
    /// What was asked cannot be done: the word is the message that says why.
    #[error("{0}")]
    Refused(&'static str),
    /// The money can't be shared.
    #[error(transparent)]
    Sharing(#[from] revenue_sharing::Error),
    /// The doors' room.
    #[error(transparent)]
    Access(#[from] access::Error),
    /// The programme's room.
    #[error(transparent)]
    Programme(#[from] programme::Error),
    /// The money's room.
    #[error(transparent)]
    Ledger(#[from] ledger::Error),
    /// The people's room.
    #[error(transparent)]
    People(#[from] people::Error),
    /// A day or an instant outside the calendar.
    #[error("this date cannot be told: {0}")]
    Date(#[from] jiff::Error),
    /// Something kept that can't be read back.
    #[error("what was kept cannot be read: {0}")]
    Kept(String),
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
