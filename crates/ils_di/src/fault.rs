//! What came instead of what was asked for.

use std::fmt;

/// A system's "no": its code and, when it gave them, its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The code as sent: `PatronNotFound`, `RecordNotFound`, `NotAllowed`, `tooManyReserves`, `too_many`…
    pub code: String,
    /// The words beside it, or empty.
    pub message: String,
}

impl Refusal {
    /// A refusal that is only a code.
    pub fn of(code: impl Into<String>) -> Self {
        Self { code: code.into(), message: String::new() }
    }

    /// Whether the reader, or the reader's secret, is what was not found: Koha answers a wrong password and an unknown card alike.
    #[must_use]
    pub fn is_unknown_patron(&self) -> bool {
        self.is("PatronNotFound")
    }

    /// Whether the record or copy is not there.
    #[must_use]
    pub fn is_unknown_record(&self) -> bool {
        self.is("RecordNotFound") || self.is("ItemNotFound")
    }

    /// Whether it is we who are refused: the service is off, or not open to our address.
    #[must_use]
    pub fn is_not_allowed(&self) -> bool {
        self.is("NotAllowed") || self.is("Forbidden")
    }

    /// Whether the service asked for does not exist there.
    #[must_use]
    pub fn is_unsupported(&self) -> bool {
        ["UnsupportedService", "UnknownService", "NotSupported", "UnsupportedSchema"].iter().any(|code| self.is(code))
    }

    fn is(&self, code: &str) -> bool {
        self.code.eq_ignore_ascii_case(code)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.code)?;
        if !self.message.is_empty() {
            write!(f, " ({})", self.message)?;
        }
        Ok(())
    }
}

/// Why an answer is not one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The system understood and said no.
    #[error("the system refuses: {0}")]
    Refused(Refusal),
    /// Nothing came.
    #[error("the answer is empty")]
    Empty,
    /// More than [`LARGEST`](crate::LARGEST) bytes.
    #[error("the answer is too large: {bytes} bytes")]
    TooLarge {
        /// How many.
        bytes: usize,
    },
    /// A page for people: a sign-in form, a firewall's notice, an error page sent as if all were well.
    #[error("a web page came instead of an answer: {title:?}")]
    Html {
        /// Its title, or empty.
        title: String,
    },
    /// Not XML, or XML that cannot be followed.
    #[error("the answer cannot be read: {why}")]
    Malformed {
        /// What the reader met.
        why: String,
    },
    /// XML of something else.
    #[error("the answer is <{found}>, not <{expected}>")]
    WrongRoot {
        /// What was asked for.
        expected: &'static str,
        /// What came.
        found: String,
    },
    /// The answer lacks what would make it one.
    #[error("the answer says nothing of {what}")]
    Missing {
        /// What.
        what: &'static str,
    },
}
