//! Who acts: a person, or the program itself.

use std::fmt;

/// Whom the audit log names for a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// An account, by its identifier.
    Account(String),
    /// A part of the program acting by itself or from the command line, such as `command-line` or `harvest`.
    System(&'static str),
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Account(id) => write!(f, "account:{id}"),
            Self::System(part) => write!(f, "system:{part}"),
        }
    }
}
