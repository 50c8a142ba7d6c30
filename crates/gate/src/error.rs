//! Why a verb of this wing failed. What a device sends is never an error here: it is kept, or noted.

/// The wing's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a verb failed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No such door, device, code or conflict.
    #[error("not found")]
    NotFound,
    /// What was asked contradicts itself: the word names the fault.
    #[error("{0}")]
    Senseless(&'static str),
    /// The doors' room.
    #[error(transparent)]
    Access(access::Error),
    /// The programme's room.
    #[error(transparent)]
    Programme(programme::Error),
    /// A key kept here that cannot be read: the database was altered.
    #[error("a signing key of the gates cannot be read")]
    Key,
    /// Whoever knows what museums offer to holders.
    #[error("what a museum offers cannot be told: {0}")]
    Benefits(Box<dyn std::error::Error + Send + Sync>),
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

impl From<access::Error> for Error {
    fn from(error: access::Error) -> Self {
        match error {
            access::Error::NotFound => Self::NotFound,
            other => Self::Access(other),
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
