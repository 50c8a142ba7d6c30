//! Providers of payments behind one trait.
//!
//! A provider is asked four things: to [`begin`](Provider::begin) (where to send the buyer), to [`read`](Provider::read)
//! a notification (is it theirs, and of what), to [`look`](Provider::look) (what became of an attempt) and to
//! [`refund`](Provider::refund). What a notification says is believed only when it is signed; otherwise it is a reason
//! to look.

mod http;
pub mod payfip;
pub mod stripe;
pub mod test;

use std::pin::Pin;
use std::time::Duration;

use axum::http::HeaderMap;
use jiff::Timestamp;
use ledger::Cents;
use shell::Lang;

use crate::attempts::Attempt;

/// What a provider is told of an attempt that begins.
#[derive(Debug, Clone)]
pub struct Beginning {
    /// The attempt: begun twice under this name, a provider answers the same or what it answered first is kept.
    pub attempt: String,
    /// How much.
    pub amount: Cents,
    /// What for.
    pub label: String,
    /// The buyer's address.
    pub email: Option<String>,
    /// The buyer's language.
    pub lang: Lang,
    /// Where the buyer comes back to, paid or not.
    pub return_url: String,
    /// Where the buyer comes back to without paying.
    pub cancel_url: String,
    /// Where the provider notifies.
    pub notice_url: String,
    /// Now.
    pub at: Timestamp,
}

/// What a provider answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begun {
    /// Its name for the attempt.
    pub provider_id: String,
    /// Where the buyer is sent.
    pub url: String,
    /// No money will move for real.
    pub test: bool,
}

/// What became of an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Money came.
    Paid {
        /// How much.
        amount: Cents,
        /// In which currency, in small letters.
        currency: String,
        /// What a refund or a dispute names it by.
        reference: Option<String>,
    },
    /// Refused.
    Refused,
    /// Given up by the buyer.
    Abandoned,
    /// Nobody paid, and nobody can any more.
    Expired,
    /// Nothing is known yet.
    Pending,
}

/// A notification found to come from the provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The provider's own name for it: a repeat has the same.
    pub event: String,
    /// What kind it is, in the provider's words.
    pub kind: String,
    /// The attempt it is about, by the provider's name for it.
    pub provider_id: String,
    /// What it says.
    pub says: Says,
}

/// What a notification says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Says {
    /// What became of the attempt: it is signed, and believed.
    Became(Outcome),
    /// Only that something happened: the provider is to be asked.
    Look,
    /// The buyer's bank takes the money back: someone must look. The provider names the money by its reference.
    Disputed,
    /// Nothing that matters here.
    Nothing,
}

/// What came of a refund.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refunded {
    /// The money goes back.
    Done {
        /// The provider's name for it.
        provider_id: String,
    },
    /// The provider has no such service: someone pays it back by hand.
    ByHand,
}

/// Why a provider could not be asked, or refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ProviderError {
    /// It can't be reached, or does not answer in time: to be tried again.
    #[error("the provider does not answer: {0}")]
    Unreachable(String),
    /// It answers something that can't be understood.
    #[error("the provider's answer is not understood: {0}")]
    NotUnderstood(String),
    /// It refuses what was asked.
    #[error("the provider refuses: {0}")]
    Refuses(String),
}

/// Why a notification is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BadNotice {
    /// It is not signed, or not by the provider.
    #[error("not signed by the provider")]
    Unsigned,
    /// It was signed too long ago, or in the future.
    #[error("signed at another time")]
    Stale,
    /// It can't be read.
    #[error("it can't be read")]
    Unreadable,
}

/// An answer on its way.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, ProviderError>> + Send + 'a>>;

/// A provider of payments.
pub trait Provider: Send + Sync {
    /// Its name in tables, ledger accounts and addresses: `stripe`.
    fn code(&self) -> &'static str;

    /// How long the address of an attempt may be given again.
    fn good_for(&self) -> Duration;

    /// Origins a form of ours may lead to, for the page's content policy: `https://checkout.stripe.com`.
    fn leads_to(&self) -> &str;

    /// Begins an attempt.
    fn begin<'a>(&'a self, beginning: &'a Beginning) -> Answer<'a, Begun>;

    /// Asks what became of an attempt.
    fn look<'a>(&'a self, attempt: &'a Attempt, now: Timestamp) -> Answer<'a, Outcome>;

    /// Gives money back. `refund` names it: asked twice under this name, it is given back once.
    fn refund<'a>(&'a self, attempt: &'a Attempt, refund: &'a str, amount: Cents) -> Answer<'a, Refunded>;

    /// Reads a notification received at `/paiement/avis/{code}`.
    ///
    /// # Errors
    /// [`BadNotice`]: it is not to be believed.
    fn read(&self, headers: &HeaderMap, body: &[u8], now: Timestamp) -> Result<Notice, BadNotice>;
}
