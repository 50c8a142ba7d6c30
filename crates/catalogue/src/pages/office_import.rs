//! An import in the office: the form that sends a file, its progress, its report.

use axum::response::Html;
use serde::Serialize;
use shell::{FormState, Frame, PageError, Visit};

/// The form (`multipart/form-data`): `form_token`, then `full` (`1` when ticked), then `file`.
#[derive(Debug, Clone, Serialize)]
pub struct UploadPage {
    /// The source's name.
    pub source: String,
    /// The library's name.
    pub library: String,
    /// Where the form goes.
    pub action: String,
    /// The largest file taken, in bytes.
    pub limit: u64,
    /// The form, with its faults (`file`, or the whole form).
    pub form: FormState,
}

/// A run, while it goes on or once ended.
#[derive(Debug, Clone, Serialize)]
pub struct RunPage {
    /// The source's name.
    pub source: String,
    /// The library's name.
    pub library: String,
    /// The file's name or the harvested address.
    pub label: String,
    /// Who asked for it.
    pub actor: String,
    /// Whether records it does not hold are to be retired.
    pub full_load: bool,
    /// `waiting`, `running`, `to_confirm`, `done`, `failed` or `interrupted`.
    pub state: &'static str,
    /// RFC 3339 instant.
    pub started_at: String,
    /// RFC 3339 instant.
    pub ended_at: Option<String>,
    /// Bytes read.
    pub bytes_read: u64,
    /// Bytes to read, when known.
    pub bytes_total: Option<u64>,
    /// Its counts.
    pub counts: Counts,
    /// How many records a full load would retire, when it asks first.
    pub to_retire: Option<u64>,
    /// Where the confirmation goes; `None` when the reader may not.
    pub confirm_action: Option<String>,
    /// What went wrong, in words a librarian can act on, or empty.
    pub message: String,
    /// The same as the program notes it, in English: an address, a status.
    pub detail: Option<String>,
    /// Where the set-aside records can be downloaded; `None` when there are none.
    pub set_aside_href: Option<String>,
    /// The first of them.
    pub set_aside: Vec<SetAsideLine>,
    /// Repairs, most frequent first.
    pub repairs: Vec<RepairLine>,
    /// Back to the sources.
    pub back_href: String,
}

/// The counts of a run: every record read is in exactly one of new, changed, unchanged, set aside, deleted.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct Counts {
    /// Records read.
    pub read: u64,
    /// New.
    pub new: u64,
    /// Changed.
    pub changed: u64,
    /// As they were.
    pub unchanged: u64,
    /// Repaired, whatever else they are.
    pub repaired: u64,
    /// Set aside, with a reason.
    pub set_aside: u64,
    /// Deleted or retired.
    pub deleted: u64,
}

/// A record set aside.
#[derive(Debug, Clone, Serialize)]
pub struct SetAsideLine {
    /// Its place in the file, from 1.
    pub position: u64,
    /// Its number, if it could be read.
    pub local_id: String,
    /// Why, in words.
    pub reason: String,
}

/// A kind of repair.
#[derive(Debug, Clone, Serialize)]
pub struct RepairLine {
    /// What was repaired, in words.
    pub label: String,
    /// In how many records.
    pub count: u64,
}

/// Renders the form.
///
/// # Errors
/// A fault of the template.
pub fn render_upload(frame: &Frame, visit: &Visit, upload: &UploadPage) -> Result<Html<String>, PageError> {
    frame.render(visit, "catalogue/office_upload.html", upload)
}

/// Renders a run. While it goes on the page refreshes what changed, with a script, and without one when reloaded.
///
/// # Errors
/// A fault of the template.
pub fn render_run(frame: &Frame, visit: &Visit, run: &RunPage) -> Result<Html<String>, PageError> {
    frame.render(visit, "catalogue/office_run.html", run)
}
