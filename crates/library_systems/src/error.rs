//! Why a verb of this wing failed.

/// The wing's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a verb failed. What a library's system answers badly is a [`Failure`](crate::Failure), not an error of ours.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No such library, or it is not connected.
    #[error("not found")]
    NotFound,
    /// A field of a form can't be taken: its name and the name of the message that says why.
    #[error("{field}: {message}")]
    Field {
        /// The field's name.
        field: &'static str,
        /// The message's name.
        message: &'static str,
    },
    /// What was kept sealed does not open: the network's key is not the one it was sealed with.
    #[error("a secret can't be opened with the network's key")]
    Sealed,
    /// The card has as many accounts linked as one may have.
    #[error("no more accounts can be linked to this card")]
    TooMany,
    /// Too many numbers and codes were tried within the hour; wait this long, in milliseconds.
    #[error("too many tries, wait {retry_after_ms} ms")]
    TooManyTries {
        /// How long to wait, in milliseconds.
        retry_after_ms: i64,
    },
    /// A letter could not be posted.
    #[error(transparent)]
    Mail(#[from] mail::Error),
    /// The accounts' room.
    #[error(transparent)]
    People(#[from] people::Error),
    /// The programme's room.
    #[error(transparent)]
    Programme(#[from] programme::Error),
    /// What was kept as JSON does not read.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
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
