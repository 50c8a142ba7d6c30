//! The office's pages.

use serde::Serialize;
use shell::office::Choice;
use shell::{FormState, Pagination};

/// `payment/office.html`: payments, and what someone has to look at.
#[derive(Debug, Clone, Serialize)]
pub struct OfficePage {
    /// The provider payments begin at; empty when there is none.
    pub provider: String,
    /// What nobody answered yet.
    pub concerns: Vec<ConcernLine>,
    /// Refunds to pay back by hand.
    pub by_hand: Vec<RefundLine>,
    /// Payments found.
    pub payments: Vec<PaymentLine>,
    /// How many of each state, and what they come to.
    pub totals: Vec<TotalLine>,
    /// States to choose from.
    pub states: Vec<Choice>,
    /// What was asked: words, state, days.
    pub form: FormState,
    /// The same as a query, for the CSV.
    pub query: String,
    /// Pages of the list.
    pub pagination: Option<Pagination>,
}

/// A payment in the list.
#[derive(Debug, Clone, Serialize)]
pub struct PaymentLine {
    /// Its page in the office.
    pub href: String,
    /// What for.
    pub label: String,
    /// What gave rise to it.
    pub reference: String,
    /// How much, in cents.
    pub cents: i64,
    /// Its state's code.
    pub state: &'static str,
    /// When it was asked, RFC 3339.
    pub asked_at: String,
}

/// What a state comes to.
#[derive(Debug, Clone, Serialize)]
pub struct TotalLine {
    /// The state's code.
    pub state: &'static str,
    /// How many.
    pub payments: i64,
    /// In cents.
    pub cents: i64,
}

/// Something to look at.
#[derive(Debug, Clone, Serialize)]
pub struct ConcernLine {
    /// The kind's code.
    pub kind: &'static str,
    /// More about it.
    pub detail: String,
    /// When it was noted, RFC 3339.
    pub at: String,
    /// The payment's page.
    pub href: String,
    /// What the payment is for.
    pub label: String,
    /// Where it is answered; none when it was.
    pub action: Option<String>,
    /// What was answered.
    pub answer: Option<String>,
}

/// A refund.
#[derive(Debug, Clone, Serialize)]
pub struct RefundLine {
    /// How much, in cents.
    pub cents: i64,
    /// Why.
    pub why: String,
    /// The state's code.
    pub state: &'static str,
    /// When it was decided, RFC 3339.
    pub at: String,
    /// What the provider or the office says of it.
    pub detail: Option<String>,
    /// The payment's page.
    pub href: String,
    /// Where one says it was paid back by hand.
    pub action: Option<String>,
}

/// `payment/one.html`: a payment with all that happened.
#[derive(Debug, Clone, Serialize)]
pub struct OnePage {
    /// What for.
    pub label: String,
    /// What gave rise to it.
    pub reference: String,
    /// How much, in cents.
    pub cents: i64,
    /// Its state's code.
    pub state: &'static str,
    /// When it was asked, RFC 3339.
    pub asked_at: String,
    /// When it was settled, RFC 3339.
    pub settled_at: Option<String>,
    /// The buyer's address, while it is kept.
    pub email: Option<String>,
    /// The ledger account it is earned for.
    pub account: String,
    /// Each time someone was sent to a provider.
    pub attempts: Vec<AttemptLine>,
    /// Notifications.
    pub notices: Vec<NoticeLine>,
    /// Refunds.
    pub refunds: Vec<RefundLine>,
    /// What was or is to look at.
    pub concerns: Vec<ConcernLine>,
    /// Where the provider is asked again.
    pub look_action: String,
    /// Where money is given back; none when nothing is left.
    pub refund_action: Option<String>,
    /// A name for the refund this form makes: sent twice, it is one refund.
    pub refund_name: String,
    /// From which attempts, and what is left of each.
    pub refundable: Vec<Choice>,
    /// The form of a refund.
    pub form: FormState,
}

/// An attempt.
#[derive(Debug, Clone, Serialize)]
pub struct AttemptLine {
    /// The provider's code.
    pub provider: String,
    /// The provider's name for it.
    pub provider_id: String,
    /// The state's code.
    pub state: &'static str,
    /// When it began, RFC 3339.
    pub at: String,
    /// What came, in cents.
    pub received: Option<i64>,
    /// No money moved for real.
    pub test: bool,
}

/// A notification.
#[derive(Debug, Clone, Serialize)]
pub struct NoticeLine {
    /// Its kind, in the provider's words.
    pub kind: String,
    /// The provider's own name for it.
    pub event: String,
    /// When it first came, RFC 3339.
    pub at: String,
    /// How often it came.
    pub times: i64,
    /// What came of it.
    pub outcome: String,
}
