//! Why a verb of the wing failed.

/// The wing's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a verb failed, told apart by what can be done.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No such holder or card.
    #[error("not found")]
    NotFound,
    /// The card cannot go from where it is to there: confirmed twice, replaced while held back, and the like.
    #[error("this card is in another state now")]
    WrongState,
    /// A rule about people refused.
    #[error(transparent)]
    People(people::Error),
    /// A rule about rights refused.
    #[error(transparent)]
    Access(#[from] access::Error),
    /// A letter could not be posted.
    #[error(transparent)]
    Mail(#[from] mail::Error),
    /// The territory could not be read.
    #[error(transparent)]
    Programme(#[from] programme::Error),
    /// Another room could not give or remove what it holds.
    #[error("{room}: {source}")]
    Room {
        /// Which.
        room: &'static str,
        /// Why.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// An instant outside the years this program counts.
    #[error("this day cannot be told: {0}")]
    Day(#[from] jiff::Error),
    /// The database.
    #[error(transparent)]
    Store(store::Error),
}

impl From<people::Error> for Error {
    fn from(error: people::Error) -> Self {
        match error {
            people::Error::NotFound => Self::NotFound,
            other => Self::People(other),
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
