//! Vendors, their reports, and the keys of those who harvest ours.

use axum::response::Html;
use serde::Serialize;
use shell::office::Choice;
use shell::{FormState, Frame, PageError, Visit};

/// What the page shows.
#[derive(Debug, Clone, Default, Serialize)]
pub struct VendorsPage {
    /// The vendors.
    pub vendors: Vec<VendorLine>,
    /// The form of a new one.
    pub form: FormState,
    /// The keys.
    pub keys: Vec<KeyLine>,
    /// Whose figures a key may read.
    pub customers: Vec<Choice>,
    /// A key just made: shown once.
    pub made: Option<MadeKey>,
    /// Where our own API is.
    pub api: String,
    /// The month harvested when none is said, `2026-10`.
    pub last_month: String,
}

/// A vendor.
#[derive(Debug, Clone, Serialize)]
pub struct VendorLine {
    /// Its identifier.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The platform.
    pub platform: String,
    /// What a year costs, in cents, when known.
    pub cost_cents: Option<i64>,
    /// Whether it is harvested by itself.
    pub harvested: bool,
    /// Where a harvest is asked for; none without an address.
    pub harvest_action: Option<String>,
    /// Where a file is sent.
    pub upload_action: String,
    /// First and last month received.
    pub received: Option<(String, String)>,
    /// The last harvests.
    pub harvests: Vec<HarvestLine>,
}

/// A harvest.
#[derive(Debug, Clone, Serialize)]
pub struct HarvestLine {
    /// The report's code.
    pub report: String,
    /// Its months.
    pub months: String,
    /// When, RFC 3339.
    pub at: String,
    /// `received`, `nothing` or `failed`.
    pub outcome: String,
    /// How many lines, or why.
    pub detail: String,
}

/// A key.
#[derive(Debug, Clone, Serialize)]
pub struct KeyLine {
    /// What librarians call it.
    pub label: String,
    /// The requestor.
    pub requestor: String,
    /// Whose figures it reads; empty for the network.
    pub customer: String,
    /// When it was made, RFC 3339.
    pub created_at: String,
    /// Where it is taken back; none when it was.
    pub revoke_action: Option<String>,
}

/// A key just made.
#[derive(Debug, Clone, Serialize)]
pub struct MadeKey {
    /// For `requestor_id`.
    pub requestor: String,
    /// For `api_key`.
    pub secret: String,
}

/// Renders the page.
///
/// # Errors
/// A fault of the template.
pub fn render(frame: &Frame, visit: &Visit, page: &VendorsPage) -> Result<Html<String>, PageError> {
    frame.render(visit, "usage/vendors.html", page)
}
