//! What any library's system can be asked, whatever it speaks.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Secret;

/// An answer that is awaited. Dropping it gives up: nothing of it is taken for another question's.
pub type Answering<'a, T> = Pin<Box<dyn Future<Output = Result<T, Failure>> + Send + 'a>>;

/// A library's own system, whatever it speaks. Calls may run side by side; each is bounded by the timeouts of the library's
/// settings, and whoever has less time drops it.
pub trait LibrarySystem: Send + Sync {
    /// How copies are now. Answers come for the copies the system knows, in any order.
    fn availability<'a>(&'a self, asked: &'a [CopyAsked]) -> Answering<'a, Vec<CopyState>>;

    /// Whether a card's number and code can be sent at all. Those that cannot are nobody's, and the system is not asked.
    fn can_send(&self, barcode: &str, pin: &str) -> bool {
        !barcode.trim().is_empty() && !pin.is_empty()
    }

    /// Whether a card's number and code go together. Fails closed: anything but a clear yes is a [`Failure`].
    fn authenticate<'a>(&'a self, barcode: &'a str, pin: &'a str) -> Answering<'a, PatronKey>;

    /// What a reader has there.
    fn account<'a>(&'a self, patron: &'a PatronKey) -> Answering<'a, PatronAccount>;

    /// Renews the loan of a copy ([`Loan::item`]).
    fn renew<'a>(&'a self, patron: &'a PatronKey, item: &'a str) -> Answering<'a, Done>;

    /// Asks for a title or a copy.
    fn hold<'a>(&'a self, patron: &'a PatronKey, wanted: &'a Wanted) -> Answering<'a, Done>;

    /// Gives up a hold ([`Hold::id`]).
    fn cancel_hold<'a>(&'a self, patron: &'a PatronKey, hold: &'a str) -> Answering<'a, Done>;

    /// Walks the exchange step by step, for the office's test page. Stops at the first step that fails.
    fn probe<'a>(&'a self, with: &'a ProbeWith) -> Pin<Box<dyn Future<Output = Vec<ProbeStep>> + Send + 'a>>;
}

/// A copy one wants to know about.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CopyAsked {
    /// The library's own number for the record; empty when unknown.
    pub record: String,
    /// The copy's barcode; empty when unknown.
    pub barcode: String,
}

/// How a copy is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopyState {
    /// Its barcode; empty when the system did not tell it.
    pub barcode: String,
    /// Whether it may be taken now. `None` when the answer does not say.
    pub available: Option<bool>,
    /// When it is due back.
    pub due: Option<Date>,
    /// The system's own words, cleaned; empty when it has none.
    pub said: String,
    /// How many readers wait for it.
    pub holds: Option<u32>,
}

impl CopyState {
    /// A copy of which nothing is known: it may well be there.
    #[must_use]
    pub fn unknown(barcode: impl Into<String>) -> Self {
        Self { barcode: barcode.into(), available: None, due: None, said: String::new(), holds: None }
    }
}

/// How a library knows one of its readers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PatronKey {
    /// The number on that library's card.
    pub barcode: String,
    /// The system's own number for the reader; the card's where it has no other.
    pub id: String,
    /// The reader's code, only where the system wants it with each question. Never serialised.
    #[serde(skip)]
    pub pin: Option<Secret>,
}

/// What a reader has at a library.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PatronAccount {
    /// What is lent.
    pub loans: Vec<Loan>,
    /// What was asked for.
    pub holds: Vec<Hold>,
    /// What is owed. `None` when the system did not say, which is not zero.
    pub fees: Option<Fees>,
    /// Why the reader may not borrow, in the system's words; empty when it does not say why. `None` when not blocked.
    pub blocked: Option<String>,
    /// The last day of the subscription, when told.
    pub expires: Option<Date>,
    /// Whether loans and holds are all there. False when the system told fewer than it counts.
    pub whole: bool,
}

/// A loan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Loan {
    /// What the system calls the copy: what [`LibrarySystem::renew`] takes.
    pub item: String,
    /// Title; empty when the system did not tell it.
    pub title: String,
    /// Author; empty when untold.
    pub author: String,
    /// The last day.
    pub due: Option<Date>,
    /// Whether it may be renewed, when the system says so beforehand.
    pub renewable: Option<bool>,
    /// How often it was renewed.
    pub renewals: Option<u32>,
}

/// How far a hold is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HoldState {
    /// In the queue.
    Waiting,
    /// On its way to where it is picked up.
    Coming,
    /// Set aside, to be picked up.
    Ready,
    /// The system does not say.
    Unknown,
}

/// A hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hold {
    /// What the system calls it: what [`LibrarySystem::cancel_hold`] takes.
    pub id: String,
    /// Title; empty when untold.
    pub title: String,
    /// How far it is.
    pub state: HoldState,
    /// Where it is picked up; empty when untold.
    pub pickup: String,
    /// The last day it is set aside.
    pub until: Option<Date>,
    /// Its place in the queue, from 1.
    pub rank: Option<u32>,
}

/// What is owed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fees {
    /// In all, in cents of euro.
    pub total_cents: i64,
    /// What for, where the system says.
    pub lines: Vec<FeeLine>,
}

/// Something owed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeeLine {
    /// What for, in the system's words.
    pub what: String,
    /// How much, when it says, in cents.
    pub cents: Option<i64>,
}

/// What one asks to have set aside.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wanted {
    /// The library's own number for the record; empty when unknown.
    pub record: String,
    /// A barcode of one of its copies. SIP2 systems find the title by it; empty when unknown.
    pub barcode: String,
    /// Only that copy will do. Otherwise any of the title.
    pub this_copy: bool,
    /// Where it will be picked up ([`crate::Settings::pickups`]); empty for the library's own choice.
    pub pickup: String,
}

/// What came of a deed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Done {
    /// The system's words, cleaned; empty when it has none.
    pub words: String,
    /// The new last day of a loan renewed, when told.
    pub due: Option<Date>,
}

/// Why a library's system gave no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// It can't be reached.
    #[error("the library's system can't be reached")]
    Down,
    /// A deed was not sent, as it could not be reached: it is surely not done.
    #[error("the library's system could not be reached, and nothing was sent")]
    Unreached,
    /// It failed several times in a row and is left alone for a while: it was not asked.
    #[error("the library's system failed too often and is left alone for a while")]
    Resting,
    /// It did not answer in time.
    #[error("the library's system did not answer in time")]
    Late,
    /// It refuses to do what was asked.
    #[error("refused: {words}")]
    Refused {
        /// Its words, cleaned; empty when it has none.
        words: String,
    },
    /// Its answer makes no sense, or not the sense that was asked for: nothing of it is used.
    #[error("odd answer: {why}")]
    Odd {
        /// What is odd, for the log and for the office; without anything personal.
        why: String,
    },
    /// It does not know how to do this.
    #[error("the library's system can't do this")]
    NotSupported,
    /// The reader's number and code do not go together.
    #[error("number or code refused")]
    BadCredentials,
    /// The name and password by which the network signs in there are refused.
    #[error("the library's system refuses the network's login")]
    LoginRefused,
    /// Its certificate is not one we trust, or it does not speak TLS.
    #[error("the library's system can't be trusted: its certificate is not vouched for")]
    Untrusted,
    /// Its address is on a private network, and the settings do not allow that.
    #[error("the address is on a private network, which the settings do not allow")]
    NotAllowed,
}

impl Failure {
    /// An odd answer.
    pub fn odd(why: impl Into<String>) -> Self {
        Self::Odd { why: why.into() }
    }

    /// Its name in tables and messages.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Down | Self::Unreached => "down",
            Self::Resting => "resting",
            Self::Late => "late",
            Self::Refused { .. } => "refused",
            Self::Odd { .. } => "odd",
            Self::NotSupported => "not-supported",
            Self::BadCredentials => "bad-credentials",
            Self::LoginRefused => "login-refused",
            Self::Untrusted => "untrusted",
            Self::NotAllowed => "not-allowed",
        }
    }

    /// Whether it says that the system itself is in a bad way, rather than that it answered no.
    #[must_use]
    pub fn is_the_systems(&self) -> bool {
        matches!(
            self,
            Self::Down
                | Self::Unreached
                | Self::Late
                | Self::Odd { .. }
                | Self::LoginRefused
                | Self::Untrusted
                | Self::NotAllowed
        )
    }

    /// The same before a deed's own question was sent: whatever broke off, the deed is not done.
    pub(crate) fn before_a_deed(self) -> Self {
        match self {
            Self::Down | Self::Late | Self::Odd { .. } => Self::Unreached,
            other => other,
        }
    }
}

/// What the test page tries besides the connection itself; each is skipped when empty.
#[derive(Clone, Default)]
pub struct ProbeWith {
    /// A copy's barcode.
    pub item: String,
    /// The library's own number for a record (ILS-DI).
    pub record: String,
    /// A reader's card number.
    pub patron: String,
    /// The reader's code.
    pub pin: Secret,
}

impl fmt::Debug for ProbeWith {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ProbeWith").field("item", &self.item).field("record", &self.record).finish_non_exhaustive()
    }
}

/// How a step of the test went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ProbeOutcome {
    /// As it should.
    Good,
    /// It works, but something is to be looked at.
    Warned,
    /// It failed; nothing after it was tried.
    Failed,
}

/// A sentence of the test page: a Fluent message and what it tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The message's name.
    pub key: &'static str,
    /// Its arguments.
    pub args: Vec<(&'static str, String)>,
}

impl Said {
    /// A message without arguments.
    #[must_use]
    pub fn new(key: &'static str) -> Self {
        Self { key, args: Vec::new() }
    }

    /// With one more argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.args.push((name, value.into()));
        self
    }
}

/// A step of the test: what was sent, what came, what it means.
#[derive(Debug, Clone)]
pub struct ProbeStep {
    /// What the step is: a message's name (`systems-step-…`).
    pub title: &'static str,
    /// What was sent, secrets and persons masked.
    pub sent: Option<String>,
    /// What came, masked likewise.
    pub received: Option<String>,
    /// How long it took.
    pub took: Duration,
    /// How it went.
    pub outcome: ProbeOutcome,
    /// What it means.
    pub means: Vec<Said>,
}

/// A system's words made fit to be shown: without control characters, spaces joined, and cut at 300 characters.
#[must_use]
pub fn cleaned(words: &str) -> String {
    let mut out = String::new();
    for word in words.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()) {
        if out.chars().count() + word.chars().count() > 300 {
            out.push('…');
            break;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cleaned() {
        assert_eq!(cleaned("  Prêt\u{7}\r\n prolongé  "), "Prêt prolongé");
        assert_eq!(cleaned(&"mot ".repeat(500)).chars().last(), Some('…'));
        assert!(cleaned(&"mot ".repeat(500)).chars().count() <= 301);
    }
}
