//! The office's pages of a settlement: periods, rules side by side, a museum's sheet.

use axum::response::Html;
use serde::Serialize;
use shell::{FormState, Frame, PageError, Visit};

/// `pass_accounts/periods.html`
#[derive(Debug, Clone, Default, Serialize)]
pub struct PeriodsPage {
    /// The periods, latest first.
    pub periods: Vec<PeriodLine>,
    /// The form of a new one.
    pub form: FormState,
}

/// A period in a list.
#[derive(Debug, Clone, Serialize)]
pub struct PeriodLine {
    /// Its name.
    pub name: String,
    /// Its first day.
    pub first_day: String,
    /// Its last day.
    pub last_day: String,
    /// `open`, `over` or `settled`.
    pub state: &'static str,
    /// Where it is.
    pub href: String,
    /// What was shared, once it was, in cents.
    pub pot_cents: Option<i64>,
}

/// `pass_accounts/compare.html`
#[derive(Debug, Clone, Serialize)]
pub struct ComparePage {
    /// The period.
    pub period: PeriodLine,
    /// Its identifier.
    pub id: String,
    /// How many passes, of which never used, of which free.
    pub passes: [u64; 3],
    /// Paid by holders, by third parties, for passes never used, in cents.
    pub money: [i64; 3],
    /// Visits that count.
    pub visits: u64,
    /// What is shared under these conventions, in cents.
    pub pot_cents: i64,
    /// The museums.
    pub museums: Vec<MuseumLine>,
    /// The rules, in order.
    pub rules: Vec<RuleColumn>,
    /// The rule others are compared with.
    pub reference: String,
    /// Conventions as the form has them.
    pub chosen: Chosen,
    /// What follows the question mark to see the same elsewhere.
    pub query: String,
    /// Votes, the last first.
    pub votes: Vec<VoteLine>,
    /// Why a statement cannot be issued yet: a message.
    pub hindrance: Option<&'static str>,
    /// What was typed to vote, and what was wrong.
    pub form: FormState,
    /// What was typed of museums, and what was wrong.
    pub museums_form: FormState,
    /// Why these conventions can't be: a message.
    pub fault: Option<&'static str>,
}

/// A museum across rules.
#[derive(Debug, Clone, Serialize)]
pub struct MuseumLine {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// A visit at full price as typed, in euros; empty when not known.
    pub full_price: String,
    /// Visitors without a pass as typed; empty when not known.
    pub visitors: String,
    /// Visits by passes.
    pub visits: u64,
    /// Its share by each rule, in the rules' order.
    pub shares: Vec<Option<ShareCell>>,
    /// From the least to the most any rule gives, for the drawing, 0 to 100; the reference between.
    pub strip: Option<Strip>,
    /// Where its sheet is, once there is a statement.
    pub href: Option<String>,
}

/// What a rule gives a museum.
#[derive(Debug, Clone, Serialize)]
pub struct ShareCell {
    /// In cents.
    pub cents: i64,
    /// Beyond the reference, in cents.
    pub more: i64,
}

/// Where rules fall, in hundredths of the largest share.
#[derive(Debug, Clone, Serialize)]
pub struct Strip {
    /// The least.
    pub least: f64,
    /// The width to the most.
    pub width: f64,
    /// Each rule's place.
    pub marks: Vec<f64>,
    /// The reference's.
    pub reference: f64,
}

/// A rule as a column.
#[derive(Debug, Clone, Serialize)]
pub struct RuleColumn {
    /// As it is written: `shapley`, `field_rate:5000`.
    pub rule: String,
    /// Its message's end.
    pub code: &'static str,
    /// The field rate, in hundredths.
    pub rate: String,
    /// Whether what it needs is known.
    pub known: bool,
    /// What it leaves in reserve, in cents.
    pub reserve_cents: i64,
}

/// Conventions as the form has them.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Chosen {
    /// `all`, `cents` or `basis_points`.
    pub pot: String,
    /// The amount in euros or the part in hundredths, as typed.
    pub pot_value: String,
    /// See [`revenue_sharing::Conventions::codes`].
    pub unused: String,
    /// The same.
    pub free: String,
    /// The same.
    pub over: String,
    /// The same.
    pub short: String,
    /// How many visits count, as typed; empty for each.
    pub cap: String,
    /// The field rate in hundredths, as typed.
    pub rate: String,
}

/// A vote.
#[derive(Debug, Clone, Serialize)]
pub struct VoteLine {
    /// The rule's message's end.
    pub code: &'static str,
    /// The field rate, in hundredths.
    pub rate: String,
    /// Why.
    pub reason: String,
    /// Who wrote it down.
    pub name: String,
    /// When, RFC 3339.
    pub at: String,
}

/// `pass_accounts/museum.html`: what a museum receives and why, to be printed.
#[derive(Debug, Clone, Serialize)]
pub struct MuseumPage {
    /// The museum.
    pub name: String,
    /// The period's name and days.
    pub period: [String; 3],
    /// Who issues it.
    pub issuer: String,
    /// When, RFC 3339.
    pub issued_at: String,
    /// The rule.
    pub rule: RuleColumn,
    /// Why it was voted.
    pub reason: String,
    /// What the museum receives, in cents.
    pub cents: i64,
    /// Before rounding, in cents.
    pub exact: Option<String>,
    /// What is shared in all, in cents.
    pub pot_cents: i64,
    /// Its visits by passes, and everybody's.
    pub visits: [u64; 2],
    /// A visit at full price, in cents.
    pub full_price_cents: i64,
    /// Visitors without a pass.
    pub visitors: u64,
    /// The signing key, hexadecimal.
    pub key: String,
    /// Where the whole statement is.
    pub statement: String,
}

/// Renders the periods.
///
/// # Errors
/// A fault of the template.
pub fn render_periods(frame: &Frame, visit: &Visit, page: &PeriodsPage) -> Result<Html<String>, PageError> {
    frame.render(visit, "pass_accounts/periods.html", page)
}

/// Renders a comparison.
///
/// # Errors
/// A fault of the template.
pub fn render_compare(frame: &Frame, visit: &Visit, page: &ComparePage) -> Result<Html<String>, PageError> {
    frame.render(visit, "pass_accounts/compare.html", page)
}

/// Renders a museum's sheet.
///
/// # Errors
/// A fault of the template.
pub fn render_museum(frame: &Frame, visit: &Visit, page: &MuseumPage) -> Result<Html<String>, PageError> {
    frame.render(visit, "pass_accounts/museum.html", page)
}
