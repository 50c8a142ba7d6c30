//! Why a verb of this room refused.

use crate::Cents;

/// The room's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a verb refused.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The lines of a movement do not add up to zero, or there are fewer than two.
    #[error("the lines of this movement add up to {0}, not to zero")]
    Unbalanced(Cents),
    /// A line of nothing, or without an account.
    #[error("a line needs an account and an amount")]
    EmptyLine,
    /// An amount larger than can be counted.
    #[error("this amount is too large")]
    Overflow,
    /// The same reference was posted before with other lines: two things claim to be one.
    #[error("{0} was posted before, otherwise")]
    Contradiction(String),
    /// No such movement.
    #[error("not found")]
    NotFound,
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
