//! Why a verb of this room refused.

/// The room's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a verb refused. Pages translate the variant; the text here is for logs and the command line.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// E-mail and password do not go together, or the account cannot sign in. Deliberately one answer for all.
    #[error("the e-mail address and the password do not go together")]
    BadCredentials,
    /// What was typed is no card's number: a digit is wrong or missing.
    #[error(transparent)]
    CardNumber(crate::card_number::Fault),
    /// Strangers have tried this card often: its birth date is asked for beside the PIN. Said of any number, known or not.
    #[error("the birth date is needed too")]
    BirthDateNeeded,
    /// Too many failed attempts from here; try again after this many seconds.
    #[error("too many failed attempts; try again in {retry_after_s} s")]
    TooManyAttempts {
        /// Seconds to wait.
        retry_after_s: u64,
    },
    /// The actor has no role that allows it.
    #[error("this account may not do that")]
    NotAllowed,
    /// Shorter than twelve characters, or made of the account's own e-mail address.
    #[error("the password needs at least {minimum} characters and must not be the e-mail address")]
    WeakPassword {
        /// The least number of characters.
        minimum: usize,
    },
    /// Not an e-mail address.
    #[error("{0} is not an e-mail address")]
    InvalidEmail(String),
    /// Another account has this e-mail address.
    #[error("an account with this e-mail address exists already")]
    EmailTaken,
    /// The invitation is unknown, used or expired.
    #[error("this invitation is not valid any more")]
    InvitationInvalid,
    /// The change would leave nobody able to manage accounts.
    #[error("there must remain an active director")]
    LastDirector,
    /// A role and a scope that do not fit, such as a librarian of a commune.
    #[error("this role cannot have this scope")]
    ScopeUnfit,
    /// A holder needs a family name, of letters.
    #[error("a name is needed")]
    NameNeeded,
    /// Another card has this number.
    #[error("another card has this number")]
    NumberTaken,
    /// The account has a card already.
    #[error("this person has a card already")]
    HasCard,
    /// The identity at the outside provider is linked to another account.
    #[error("this outside identity belongs to another account")]
    OutsideIdentityTaken,
    /// A PIN too easy to guess, or not four to eight digits.
    #[error("a PIN has 4 to 8 digits, not all the same, not in a row, not a birth date")]
    WeakPin,
    /// The one-time link is unknown, used or expired.
    #[error("this link is not valid any more")]
    LinkInvalid,
    /// A passkey's answer that cannot be accepted.
    #[error("this passkey was refused: {0}")]
    Passkey(String),
    /// The account has a role of the staff: take it back first.
    #[error("this account has a role of the staff")]
    IsStaff,
    /// No such account, session or role.
    #[error("not found")]
    NotFound,
    /// A stored password hash cannot be read or made.
    #[error("password hashing failed: {0}")]
    Hashing(String),
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
