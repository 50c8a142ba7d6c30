//! Statements, for everyone.

use axum::response::Html;
use serde::Serialize;
use shell::{Frame, PageError, Visit};

use super::accounts::RuleColumn;

/// `pass_accounts/statements.html`
#[derive(Debug, Clone, Default, Serialize)]
pub struct StatementsPage {
    /// Statements, the latest first.
    pub statements: Vec<StatementLine>,
}

/// A statement in a list.
#[derive(Debug, Clone, Serialize)]
pub struct StatementLine {
    /// The period's name.
    pub name: String,
    /// Its first day.
    pub first_day: String,
    /// Its last day.
    pub last_day: String,
    /// What was shared, in cents.
    pub pot_cents: i64,
    /// Where it is.
    pub href: String,
}

/// `pass_accounts/statement.html`
#[derive(Debug, Clone, Serialize)]
pub struct StatementPage {
    /// The period.
    pub line: StatementLine,
    /// Who issues it.
    pub issuer: String,
    /// When, RFC 3339.
    pub issued_at: String,
    /// When the rule was voted, RFC 3339.
    pub voted_at: String,
    /// Why.
    pub reason: String,
    /// The rule.
    pub rule: RuleColumn,
    /// Each convention: its message's end, and its value when it has one.
    pub conventions: Vec<(String, String)>,
    /// How many passes, of which never used, of which free.
    pub passes: [u64; 3],
    /// Paid by holders, by third parties, for passes never used, in cents.
    pub money: [i64; 3],
    /// The museums.
    pub shares: Vec<PublicShare>,
    /// What is kept, in cents.
    pub reserve_cents: i64,
    /// The signing key, hexadecimal.
    pub key: String,
    /// Where the signed file is.
    pub file: String,
}

/// What a museum takes.
#[derive(Debug, Clone, Serialize)]
pub struct PublicShare {
    /// Its name.
    pub name: String,
    /// Visits by passes.
    pub visits: u64,
    /// In cents.
    pub cents: i64,
    /// How long its bar is, 0 to 100.
    pub bar: i64,
    /// Its part of the pot, in hundredths.
    pub percent: f64,
}

/// Renders the list.
///
/// # Errors
/// A fault of the template.
pub fn render_list(frame: &Frame, visit: &Visit, page: &StatementsPage) -> Result<Html<String>, PageError> {
    frame.render(visit, "pass_accounts/statements.html", page)
}

/// Renders a statement.
///
/// # Errors
/// A fault of the template.
pub fn render(frame: &Frame, visit: &Visit, page: &StatementPage) -> Result<Html<String>, PageError> {
    frame.render(visit, "pass_accounts/statement.html", page)
}
