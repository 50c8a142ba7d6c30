//! Visits: who came, as a crowd.

use axum::response::Html;
use serde::Serialize;
use shell::office::Choice;
use shell::{Frame, PageError, Visit};

use crate::counts::Figure;

/// `pass_accounts/visits.html`
#[derive(Debug, Clone, Serialize)]
pub struct VisitsPage {
    /// The museum shown; empty for all one reads.
    pub over: String,
    /// Museums to choose from.
    pub choices: Vec<Choice>,
    /// The one chosen.
    pub chosen: String,
    /// First and last month.
    pub months: [String; 2],
    /// What follows the question mark to see the same elsewhere.
    pub query: String,
    /// All visits; nothing when it would point at someone.
    pub all: Option<Figure>,
    /// Month by month.
    pub by_month: Vec<Row>,
    /// Museum by museum, when there are several.
    pub by_museum: Vec<Row>,
    /// Each facet's table.
    pub tables: Vec<Table>,
    /// Visits not yet in these figures.
    pub live: i64,
    /// For how many days a visit is not yet in them.
    pub days: i64,
    /// When it was computed, RFC 3339.
    pub computed_at: String,
}

/// A facet.
#[derive(Debug, Clone, Serialize)]
pub struct Table {
    /// The facet's message's end.
    pub facet: &'static str,
    /// Its lines.
    pub rows: Vec<Row>,
}

/// A line of a table.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// What it is of, in words.
    pub label: String,
    /// The figure; nothing when it would point at someone.
    pub figure: Option<Figure>,
    /// How long its bar is, 0 to 100.
    pub bar: i64,
}

/// Renders the page.
///
/// # Errors
/// A fault of the template.
pub fn render(frame: &Frame, visit: &Visit, page: &VisitsPage) -> Result<Html<String>, PageError> {
    frame.render(visit, "pass_accounts/visits.html", page)
}
