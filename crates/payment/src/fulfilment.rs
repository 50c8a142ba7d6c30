//! Who gives what was paid for.

use std::pin::Pin;

use jiff::Timestamp;
use ledger::Cents;
use store::Write;

/// What was paid, as told to whoever gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paid {
    /// The payment.
    pub payment: String,
    /// What gave rise to it.
    pub reference: String,
    /// All that was asked.
    pub amount: Cents,
    /// The provider's code.
    pub provider: String,
    /// When.
    pub at: Timestamp,
    /// It had been given up, refused or had expired before: what was kept aside for it may be gone.
    pub late: bool,
    /// No money moved for real.
    pub test: bool,
}

/// What came of giving it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fulfilled {
    /// It is given.
    Done,
    /// It can't be given any more, for this reason: the money stays and comes up in the office as to be given back.
    /// Nothing must have been written before saying so.
    Impossible(String),
}

/// The work of giving it, in the transaction that marks the payment paid. An error undoes the whole transaction: the
/// payment is then not paid yet, and the provider is asked again soon.
pub type Fulfilling<'a> =
    Pin<Box<dyn Future<Output = Result<Fulfilled, Box<dyn std::error::Error + Send + Sync>>> + Send + 'a>>;

/// Who gives what payments of a prefix were asked for.
#[derive(Clone, Copy)]
pub struct Fulfilment {
    /// The part of the reference before the colon.
    pub prefix: &'static str,
    /// Gives it. Called once for a payment.
    pub paid: for<'a> fn(&'a mut Write, &'a Paid) -> Fulfilling<'a>,
}

impl std::fmt::Debug for Fulfilment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Fulfilment").field("prefix", &self.prefix).finish_non_exhaustive()
    }
}
