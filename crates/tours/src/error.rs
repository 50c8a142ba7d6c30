//! Why a verb of this wing refused.

/// The wing's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a verb refused: each is something the caller can say to the person in front of the page.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No such edition, proposal, hall, commune or date.
    #[error("not found")]
    NotFound,
    /// What was asked breaks a rule: the name of a message says which, in the person's words.
    #[error("refused: {0}")]
    Refused(&'static str),
    /// A field of a form is wrong.
    #[error("{field}: {message}")]
    Field {
        /// The field's name.
        field: String,
        /// The name of the message that says why.
        message: &'static str,
    },
    /// A value kept by a newer program, unknown here.
    #[error("unknown {what}: {value}")]
    Unknown {
        /// What kind of value.
        what: &'static str,
        /// The value.
        value: String,
    },
    /// A day or an hour the calendar has not.
    #[error("out of the calendar: {0}")]
    Calendar(#[from] jiff::Error),
    /// What was kept as JSON does not read.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// Accounts and the audit log.
    #[error(transparent)]
    People(#[from] people::Error),
    /// Institutions, shows and performances.
    #[error(transparent)]
    Programme(programme::Error),
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
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::NotFound => Self::NotFound,
            other => Self::Store(other),
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
