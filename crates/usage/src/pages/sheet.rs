//! The sheet of figures: on screen and on paper.

use axum::response::Html;
use serde::Serialize;
use shell::office::Choice;
use shell::{Frame, PageError, Visit};

use crate::dashboard::Dashboard;

/// What the page shows.
#[derive(Debug, Clone, Serialize)]
pub struct SheetPage {
    /// The figures.
    pub sheet: Dashboard,
    /// Whose: names of libraries; empty for the whole network.
    pub over: Vec<String>,
    /// Libraries to choose from, with the network first when one reads it.
    pub choices: Vec<Choice>,
    /// The one chosen.
    pub chosen: String,
    /// What follows the question mark to see the same elsewhere.
    pub query: String,
    /// Reports to download: code and name.
    pub reports: Vec<Choice>,
    /// When it was computed, RFC 3339.
    pub computed_at: String,
    /// Whether the reader keeps vendors.
    pub keeps_vendors: bool,
}

/// Renders the page.
///
/// # Errors
/// A fault of the template.
pub fn render(frame: &Frame, visit: &Visit, page: &SheetPage) -> Result<Html<String>, PageError> {
    frame.render(visit, "usage/sheet.html", page)
}
