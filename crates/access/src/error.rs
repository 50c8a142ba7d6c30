//! Why a verb of this room failed. A refusal at a door is no error: it is a [`Verdict`](crate::Verdict).

/// The room's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a verb failed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No such right or door.
    #[error("not found")]
    NotFound,
    /// A value kept by a newer program, unknown here.
    #[error("unknown {what}: {value}")]
    Unknown {
        /// What kind of value.
        what: &'static str,
        /// The value.
        value: String,
    },
    /// An instant outside the years this program counts.
    #[error("this instant cannot be told: {0}")]
    Instant(String),
    /// What was asked contradicts itself: the sentence says why.
    #[error("{0}")]
    Senseless(&'static str),
    /// A number was mistyped.
    #[error(transparent)]
    Number(#[from] credential::number::Slip),
    /// A code cannot be made of this right.
    #[error(transparent)]
    Unsignable(#[from] credential::Unsignable),
    /// What the desk was to see of a holder is too large.
    #[error(transparent)]
    DeskRecord(#[from] credential::desk_record::Error),
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

impl From<jiff::Error> for Error {
    fn from(error: jiff::Error) -> Self {
        Self::Instant(error.to_string())
    }
}
