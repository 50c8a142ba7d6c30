//! Why a verb of this wing refused.

use ledger::Cents;

/// The wing's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a verb refused: each is something the caller can say to the person in front of the page.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No such sale, order, ticket, hold or waiting entry.
    #[error("not found")]
    NotFound,
    /// What was asked breaks a rule: the name of a message (`box-…`) says which, in the person's words.
    #[error("refused: {0}")]
    Refused(&'static str),
    /// A field of a form is wrong.
    #[error("{field}: {message}")]
    Field {
        /// The field's name.
        field: String,
        /// The message that says why.
        message: &'static str,
    },
    /// A price above the highest the programme allows: nothing was written.
    #[error("above the cap of {cap}")]
    AboveCap {
        /// The highest price allowed.
        cap: Cents,
    },
    /// Fewer places are left than asked for: nothing was taken.
    #[error("{left} places are left")]
    NotEnough {
        /// How many are left there.
        left: i64,
    },
    /// It changed between being read and being written: nothing must be kept, and trying again is right.
    #[error("it changed meanwhile")]
    Meanwhile,
    /// A value kept by a newer program, unknown here.
    #[error("unknown {what}: {value}")]
    Unknown {
        /// What kind of value.
        what: &'static str,
        /// The value.
        value: String,
    },
    /// An instant the calendar has not.
    #[error("an instant out of the calendar: {0}")]
    Calendar(#[from] jiff::Error),
    /// Rights and credentials.
    #[error(transparent)]
    Access(access::Error),
    /// Accounts and the audit log.
    #[error(transparent)]
    People(#[from] people::Error),
    /// Institutions, shows, performances.
    #[error(transparent)]
    Programme(programme::Error),
    /// Money.
    #[error(transparent)]
    Ledger(#[from] ledger::Error),
    /// Payments.
    #[error(transparent)]
    Payment(#[from] payment::Error),
    /// Tills.
    #[error(transparent)]
    Regie(#[from] regie::Error),
    /// Phones' wallets.
    #[error(transparent)]
    Wallet(#[from] wallet_pass::Error),
    /// Letters.
    #[error(transparent)]
    Mail(#[from] mail::Error),
    /// The database.
    #[error(transparent)]
    Store(store::Error),
}

impl Error {
    /// A field of a form is wrong.
    pub(crate) fn field(field: impl Into<String>, message: &'static str) -> Self {
        Self::Field { field: field.into(), message }
    }

    pub(crate) fn unknown(what: &'static str, value: &str) -> Self {
        Self::Unknown { what, value: value.to_owned() }
    }

    /// The message that says it to the person, when it is theirs to hear; [`AboveCap`](Self::AboveCap) and
    /// [`NotEnough`](Self::NotEnough) take an amount or a number besides (`cap`, `left`).
    #[must_use]
    pub fn message(&self) -> Option<&'static str> {
        match self {
            Self::Refused(message) | Self::Field { message, .. } => Some(message),
            Self::AboveCap { .. } => Some("box-above-cap"),
            Self::NotEnough { .. } => Some("box-not-enough"),
            _ => None,
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
