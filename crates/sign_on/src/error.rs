//! Why a verb of this wing refused.

use shell::PageError;

/// The wing's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a verb refused. A refusal at a vendor's door is no error: see `knock`.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No such vendor or login.
    #[error("not found")]
    NotFound,
    /// A field of a form is wrong: the name of a message says how.
    #[error("{field}: {message}")]
    Field {
        /// The field's name.
        field: &'static str,
        /// The message that says why.
        message: &'static str,
    },
    /// A value kept by a newer program, unknown here.
    #[error("unknown {what}: {value}")]
    Unknown {
        /// What kind of value.
        what: &'static str,
        /// The value.
        value: String,
    },
    /// Settings or a secret kept that cannot be read: nothing opens with them.
    #[error("what is kept cannot be read: {0}")]
    Kept(&'static str),
    /// Settings kept as JSON that is none.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// An instant the calendar has not.
    #[error("an instant out of the calendar: {0}")]
    Calendar(#[from] jiff::Error),
    /// Doors, licences, seats.
    #[error(transparent)]
    Access(access::Error),
    /// Accounts, sessions, the audit log.
    #[error(transparent)]
    People(people::Error),
    /// Institutions, communes, resources.
    #[error(transparent)]
    Programme(programme::Error),
    /// The database.
    #[error(transparent)]
    Store(store::Error),
}

impl From<access::Error> for Error {
    fn from(error: access::Error) -> Self {
        match error {
            access::Error::NotFound => Self::NotFound,
            other => Self::Access(other),
        }
    }
}

impl From<people::Error> for Error {
    fn from(error: people::Error) -> Self {
        match error {
            people::Error::NotFound => Self::NotFound,
            other => Self::People(other),
        }
    }
}

impl From<programme::Error> for Error {
    fn from(error: programme::Error) -> Self {
        match error {
            programme::Error::NotFound => Self::NotFound,
            other => Self::Programme(other),
        }
    }
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::NotFound => Self::NotFound,
            other => Self::Store(other),
        }
    }
}

/// A fault as a page says it: what is not there is not found, the rest is ours.
pub(crate) fn fault(error: Error) -> PageError {
    match error {
        Error::NotFound => PageError::NotFound,
        other => PageError::internal(other),
    }
}
