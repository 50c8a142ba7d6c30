//! Why a verb of this room refused.

use ledger::Cents;

use crate::provider::ProviderError;

/// The room's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a verb refused.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No such payment, attempt or refund.
    #[error("not found")]
    NotFound,
    /// The same reference was asked before, otherwise.
    #[error("{0} was asked before, otherwise")]
    Contradiction(String),
    /// What was asked contradicts itself: an amount of nothing, an address that is not ours.
    #[error("{0}")]
    Senseless(&'static str),
    /// It is paid, withdrawn or being looked at: it can't be begun.
    #[error("this payment is settled")]
    Settled,
    /// More would be given back than came and is left.
    #[error("more than is left to give back: {left}")]
    TooMuchBack {
        /// What can still be given back.
        left: Cents,
    },
    /// The provider.
    #[error(transparent)]
    Provider(#[from] ProviderError),
    /// Whoever fulfils what was paid failed: nothing was kept, the provider will be asked again.
    #[error("what was paid could not be fulfilled: {0}")]
    Fulfilment(Box<dyn std::error::Error + Send + Sync>),
    /// An amount larger than can be counted.
    #[error("this amount is too large")]
    Overflow,
    /// The ledger.
    #[error(transparent)]
    Ledger(#[from] ledger::Error),
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
