//! Why a verb of this room refused.

use ledger::Cents;

/// The room's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a verb refused. [`message`](Error::message) names the words a page says it with.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No such régie, till, session, receipt or slip.
    #[error("not found")]
    NotFound,
    /// Another agent holds this till, or this agent another till.
    #[error("this till is open already, or the agent holds another")]
    AlreadyOpen,
    /// The session was closed: nothing is taken in it any more.
    #[error("the till is closed")]
    Closed,
    /// The régie or the till is not in service.
    #[error("this régie or till is not in service")]
    OutOfService,
    /// The régie's act does not allow this means of payment.
    #[error("this means of payment is not allowed here")]
    MeansNotAllowed,
    /// The means of payment do not add up to what is due.
    #[error("{paid} paid for {due} due")]
    DoesNotAddUp {
        /// What is due.
        due: Cents,
        /// What the means of payment add up to.
        paid: Cents,
    },
    /// Less cash was handed over than it should cover.
    #[error("too little cash was handed over")]
    TooLittleTendered,
    /// A cheque without its number or its bank.
    #[error("a cheque needs its number and its bank")]
    ChequeIncomplete,
    /// More would be given back than was taken and is left of it.
    #[error("more than is left of this receipt: {left}")]
    TooMuchBack {
        /// What can still be given back.
        left: Cents,
    },
    /// There is less cash in the till than should be given back.
    #[error("there is only {held} in the till")]
    NotEnoughCash {
        /// What the till should hold.
        held: Cents,
    },
    /// Counted and expected differ, and nobody said why.
    #[error("a difference of {cash} in cash and {card} by card needs a reason")]
    ReasonNeeded {
        /// Counted cash less expected cash.
        cash: Cents,
        /// The terminal's total less the receipts'.
        card: Cents,
    },
    /// The same reference was taken before, for another amount.
    #[error("{0} was taken before, otherwise")]
    Contradiction(String),
    /// Nothing to hand over, or more cash than the régie holds.
    #[error("the régie holds {held} in cash")]
    NothingToDeposit {
        /// Cash not yet on a slip.
        held: Cents,
    },
    /// There is as much cash, with what is in tills that are open: they are closed first.
    #[error("the régie holds {held} in cash out of its tills")]
    TillsFirst {
        /// Cash on no slip yet, out of the tills.
        held: Cents,
    },
    /// The slip was handed over before.
    #[error("this slip was handed over before")]
    AlreadyHanded,
    /// What was asked contradicts itself: the word names the fault.
    #[error("{0}")]
    Senseless(&'static str),
    /// An amount larger than can be counted.
    #[error("this amount is too large")]
    Overflow,
    /// An instant or a day outside the calendar.
    #[error("this date cannot be told: {0}")]
    Date(#[from] jiff::Error),
    /// The ledger.
    #[error(transparent)]
    Ledger(ledger::Error),
    /// The database.
    #[error(transparent)]
    Store(store::Error),
}

impl Error {
    /// The message that says it to an agent; none when it is a fault of ours.
    #[must_use]
    pub fn message(&self) -> Option<&'static str> {
        Some(match self {
            Self::AlreadyOpen => "regie-fault-already-open",
            Self::Closed => "regie-fault-closed",
            Self::OutOfService => "regie-fault-out-of-service",
            Self::MeansNotAllowed => "regie-fault-means",
            Self::DoesNotAddUp { .. } => "regie-fault-sum",
            Self::TooLittleTendered => "regie-fault-tendered",
            Self::ChequeIncomplete => "regie-fault-cheque",
            Self::TooMuchBack { .. } => "regie-fault-too-much-back",
            Self::NotEnoughCash { .. } => "regie-fault-not-enough-cash",
            Self::ReasonNeeded { .. } => "regie-fault-reason",
            Self::NothingToDeposit { .. } => "regie-fault-nothing-to-deposit",
            Self::TillsFirst { .. } => "regie-fault-tills-first",
            Self::AlreadyHanded => "regie-fault-already-handed",
            Self::Overflow => "regie-fault-amount",
            Self::Senseless(message) => message,
            Self::NotFound | Self::Contradiction(_) | Self::Date(_) | Self::Ledger(_) | Self::Store(_) => return None,
        })
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

impl From<ledger::Error> for Error {
    fn from(error: ledger::Error) -> Self {
        match error {
            ledger::Error::Contradiction(reference) => Self::Contradiction(reference),
            ledger::Error::Overflow => Self::Overflow,
            ledger::Error::Store(error) => error.into(),
            other => Self::Ledger(other),
        }
    }
}
