//! A certificate, to print.

use serde::Serialize;

/// `mediatheque/certificate.html`.
#[derive(Debug, Clone, Serialize)]
pub struct CertificatePage {
    /// Whose; none for a visitor who only checks the code.
    pub name: Option<String>,
    /// What was passed.
    pub title: String,
    /// Score in hundredths.
    pub score: Option<i64>,
    /// When (RFC 3339).
    pub at: String,
    /// What it is checked by, in groups of four.
    pub code: String,
    /// The public address where it is checked.
    pub check: String,
    /// The territory or network that gives it.
    pub giver: String,
}
