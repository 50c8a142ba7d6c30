//! Why records are together, and a librarian's word on it, which no later import undoes.

use axum::response::Html;
use serde::Serialize;
use shell::{FormState, Frame, PageError, Visit};

use super::tile::Link;

/// What the page shows. Each decision is a POST to `action` with `form_token`, `level` (`edition` or `work`), `verdict`
/// (`same` or `not_same`), `left` and `right` (record keys); the last form sends `other`, a work's number or address.
#[derive(Debug, Clone, Serialize)]
pub struct Grouping {
    /// The work.
    pub work: Link,
    /// Its author, or empty.
    pub author: String,
    /// Its editions, each with its records.
    pub editions: Vec<EditionGroup>,
    /// What joined them, strongest first.
    pub joins: Vec<Join>,
    /// Decisions already taken on these records.
    pub decisions: Vec<Decision>,
    /// Where decisions go.
    pub action: String,
    /// The form that joins another work, with its faults (`other`).
    pub form: FormState,
}

/// An edition and its records.
#[derive(Debug, Clone, Serialize)]
pub struct EditionGroup {
    /// Its page.
    pub href: String,
    /// Its number.
    pub id: i64,
    /// Its records.
    pub records: Vec<RecordSeen>,
}

/// A record, as compared.
#[derive(Debug, Clone, Serialize)]
pub struct RecordSeen {
    /// What names it in the forms.
    pub key: String,
    /// The library's name.
    pub library: String,
    /// Its number there.
    pub local_id: String,
    /// Title.
    pub title: String,
    /// Author, or empty.
    pub author: String,
    /// Publisher and date, or empty.
    pub imprint: String,
    /// Identifiers, as printed.
    pub identifiers: Vec<String>,
}

/// What joined two records.
#[derive(Debug, Clone, Serialize)]
pub struct Join {
    /// `edition` or `work`.
    pub level: &'static str,
    /// The records joined: a key and how to call each.
    pub left: RecordName,
    /// See `left`.
    pub right: RecordName,
    /// What was seen.
    pub whys: Vec<Why>,
}

/// How a record is called.
#[derive(Debug, Clone, Serialize)]
pub struct RecordName {
    /// Its key in the forms.
    pub key: String,
    /// “Roubaix, no 1234”.
    pub label: String,
}

/// One thing seen when two records were compared.
#[derive(Debug, Clone, Serialize)]
pub struct Why {
    /// Names the message `catalogue-why-…`.
    pub code: String,
    /// The identifier or the words compared.
    pub detail: String,
}

/// A decision taken by a librarian.
#[derive(Debug, Clone, Serialize)]
pub struct Decision {
    /// `same` or `not_same`.
    pub verdict: &'static str,
    /// `edition` or `work`.
    pub level: &'static str,
    /// The records it is about.
    pub left: String,
    /// See `left`.
    pub right: String,
    /// Who took it.
    pub by: String,
    /// RFC 3339 instant.
    pub at: String,
    /// Where it is taken back (POST), if the reader may.
    pub undo_action: Option<String>,
}

/// Renders the page.
///
/// # Errors
/// A fault of the template.
pub fn render(frame: &Frame, visit: &Visit, grouping: &Grouping) -> Result<Html<String>, PageError> {
    frame.render(visit, "catalogue/office_grouping.html", grouping)
}
