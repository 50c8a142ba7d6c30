//! Why a verb of this room failed.

/// The room's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a letter could not be posted or delivered.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The recipient is no address a letter could go to.
    #[error("no letter can go to this address")]
    Address,
    /// The postman's own settings cannot be used: tell whoever keeps the server.
    #[error("the mail settings cannot be used: {0}")]
    Settings(String),
    /// The letter was refused for good.
    #[error("refused: {0}")]
    Refused(String),
    /// The letter could not be handed over now; trying again is right.
    #[error("not now: {0}")]
    NotNow(String),
    /// The database.
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl Error {
    /// Whether trying again is of no use.
    #[must_use]
    pub fn is_final(&self) -> bool {
        matches!(self, Self::Address | Self::Refused(_))
    }
}
