//! The office's sources: where records come from, and how the last imports went.

use axum::response::Html;
use serde::Serialize;
use shell::{Frame, PageError, Visit};

/// What the page shows.
#[derive(Debug, Clone, Serialize)]
pub struct Sources {
    /// Sources in the reader's scope.
    pub sources: Vec<SourceLine>,
    /// The last runs in their scope, latest first.
    pub runs: Vec<RunLine>,
}

/// A source.
#[derive(Debug, Clone, Serialize)]
pub struct SourceLine {
    /// Its name.
    pub name: String,
    /// Its library's name.
    pub library: String,
    /// `file` or `oai`.
    pub kind: &'static str,
    /// Its format, `UNIMARC`…, or empty when found from the bytes.
    pub format: String,
    /// Records it holds.
    pub records: u64,
    /// RFC 3339 instant of its last run.
    pub last_run: Option<String>,
    /// The upload form; `None` when it is harvested or the reader may not.
    pub upload_href: Option<String>,
    /// Where a harvest is asked for; `None` when it is not harvested or the reader may not.
    pub harvest_action: Option<String>,
}

/// A run in a list.
#[derive(Debug, Clone, Serialize)]
pub struct RunLine {
    /// Its page.
    pub href: String,
    /// The file's name or the harvested address.
    pub label: String,
    /// The library's name.
    pub library: String,
    /// RFC 3339 instant.
    pub started_at: String,
    /// State, see [`RunPage::state`](super::office_import::RunPage::state).
    pub state: &'static str,
    /// Records read.
    pub read: u64,
    /// New.
    pub new: u64,
    /// Changed.
    pub changed: u64,
    /// Set aside.
    pub set_aside: u64,
}

/// Renders the page.
///
/// # Errors
/// A fault of the template.
pub fn render(frame: &Frame, visit: &Visit, sources: &Sources) -> Result<Html<String>, PageError> {
    frame.render(visit, "catalogue/office_sources.html", sources)
}
