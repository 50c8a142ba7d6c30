//! The buyer's pages.

use serde::Serialize;

/// `payment/pay.html`: what is to be paid, or why it can't be now.
#[derive(Debug, Clone, Serialize)]
pub struct PayPage {
    /// What for.
    pub label: String,
    /// How much, in cents.
    pub cents: i64,
    /// Where the payment is: a [`State`](crate::State)'s code.
    pub state: &'static str,
    /// Whether it may be paid now.
    pub payable: bool,
    /// Whether the provider's answer is awaited.
    pub waiting: bool,
    /// Where the form goes.
    pub action: String,
    /// Where one looks again.
    pub again: String,
    /// Where the buyer came from.
    pub back: String,
    /// The provider's code; empty when there is none.
    pub provider: String,
    /// A message's name when something went wrong; empty otherwise.
    pub fault: &'static str,
}

/// `payment/trial.html`: the test provider's page.
#[derive(Debug, Clone, Serialize)]
pub struct TrialPage {
    /// What for.
    pub label: String,
    /// How much, in cents.
    pub cents: i64,
    /// Where the form goes.
    pub action: String,
    /// What one may choose first.
    pub plain: Vec<&'static str>,
    /// What else may be tried.
    pub others: Vec<&'static str>,
    /// Whether it was decided already.
    pub decided: bool,
    /// Where one goes back to.
    pub back: String,
}

/// `payment/left.html`: the buyer paid and does not come back.
#[derive(Debug, Clone, Serialize)]
pub struct LeftPage {
    /// What was chosen: its code.
    pub choice: &'static str,
    /// Where one would have come back to.
    pub back: String,
}
