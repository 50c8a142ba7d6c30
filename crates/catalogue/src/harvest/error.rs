//! Why a harvest stopped, in words for the librarian who declared the source.

use oai_pmh::{ProtocolError, ReadError};
use thiserror::Error;

/// Why a harvest stopped. What was written before is kept, and the next harvest goes on from there.
#[derive(Debug, Error)]
pub enum HarvestError {
    /// The address is none.
    #[error("\"{0}\" is not the address of a repository: it must begin with http:// or https://")]
    Address(String),
    /// The address is on a private network, and nobody answered for that.
    #[error(
        "{0} leads inside a private network, where this source may not go: whoever keeps the network can declare it as such"
    )]
    Inside(String),
    /// Nobody answers.
    #[error("{address} cannot be reached ({why}), tried {attempts} times")]
    Unreachable {
        /// The address.
        address: String,
        /// What the network says.
        why: String,
        /// How often it was tried.
        attempts: u32,
    },
    /// The server answers with an error.
    #[error("{address} answers with HTTP error {status}{}", hint(*status))]
    Status {
        /// The address.
        address: String,
        /// The HTTP status.
        status: u16,
    },
    /// The repository wants to be left alone for longer than we wait.
    #[error("the repository asks to come back in {} minutes", .0.div_ceil(60))]
    Later(u64),
    /// What came is no answer.
    #[error("{reason}; tried {attempts} times")]
    Garbage {
        /// What came instead.
        reason: ReadError,
        /// How often it was tried.
        attempts: u32,
    },
    /// The answer is too long to be one.
    #[error("the answer is larger than {0} MiB: a repository should send smaller pages")]
    TooLarge(u64),
    /// The repository says no.
    #[error("the repository refuses: {}", join(.0))]
    Refused(Vec<ProtocolError>),
    /// The answer is to another question.
    #[error("the repository answered something else than {0}")]
    OtherAnswer(&'static str),
    /// The same page again and again.
    #[error("the repository sends the same page again and again: its resumption tokens are broken")]
    SamePage,
    /// The list cannot be read before its tokens expire.
    #[error("the repository's resumption tokens expire before the list can be read, {0} times in a row")]
    TokensExpire(u32),
    /// The source is not one that is harvested.
    #[error("the source \"{0}\" has no OAI-PMH address")]
    NoAddress(String),
    /// The thread that asked ended badly.
    #[error("asking the repository stopped unexpectedly: {0}")]
    Stopped(String),
}

impl HarvestError {
    /// A code that the run keeps, and pages say in their reader's language.
    pub(crate) fn reason(&self) -> &'static str {
        match self {
            Self::Address(_) => "address",
            Self::Inside(_) => "inside",
            Self::Unreachable { .. } => "unreachable",
            Self::Status { status: 401 | 403, .. } => "forbidden",
            Self::Status { status: 404 | 410, .. } => "not-there",
            Self::Status { .. } => "status",
            Self::Later(_) => "later",
            Self::Garbage { .. } | Self::OtherAnswer(_) => "garbage",
            Self::TooLarge(_) => "too-large",
            Self::Refused(_) => "refused",
            Self::SamePage => "same-page",
            Self::TokensExpire(_) => "tokens",
            Self::NoAddress(_) => "no-address",
            Self::Stopped(_) => "stopped",
        }
    }
}

fn hint(status: u16) -> &'static str {
    match status {
        401 | 403 => ": it wants a permission",
        404 | 410 => ": there is no repository at this address",
        _ => "",
    }
}

fn join(errors: &[ProtocolError]) -> String {
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}
