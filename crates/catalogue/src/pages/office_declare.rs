//! The form that declares a source.

use axum::response::Html;
use serde::Serialize;
use shell::{FormState, Frame, PageError, Visit, office::Choice};

/// What the page shows. The form posts `library`, `name` and, for a harvested source, `address`, `private`, `prefix` and `set`.
#[derive(Debug, Clone, Serialize)]
pub struct Declare {
    /// Libraries the reader may declare a source for: code and name.
    pub libraries: Vec<Choice>,
    /// The form, with its faults.
    pub form: FormState,
    /// Whether the reader may answer for an address on a private network.
    pub may_private: bool,
    /// Where it goes.
    pub action: String,
    /// Back to the sources.
    pub back_href: String,
}

/// Renders the page.
///
/// # Errors
/// A fault of the template.
pub fn render(frame: &Frame, visit: &Visit, declare: &Declare) -> Result<Html<String>, PageError> {
    frame.render(visit, "catalogue/office_declare.html", declare)
}
