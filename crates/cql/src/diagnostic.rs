//! The diagnostics of SRU (`info:srw/diagnostic/1/…`).

use std::fmt;

/// Why a query or a request is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    number: u16,
    details: String,
}

impl Diagnostic {
    /// A diagnostic of the list, with what it is about: the index, the relation, the place of the syntax error.
    pub fn new(number: u16, details: impl Into<String>) -> Self {
        Self { number, details: details.into() }
    }

    pub(crate) fn syntax(details: impl Into<String>) -> Self {
        Self::new(10, details)
    }

    /// Its number in the list.
    #[must_use]
    pub const fn number(&self) -> u16 {
        self.number
    }

    /// What it is about.
    #[must_use]
    pub fn details(&self) -> &str {
        &self.details
    }

    /// Its identifier.
    #[must_use]
    pub fn uri(&self) -> String {
        format!("info:srw/diagnostic/1/{}", self.number)
    }

    /// Its name in the list.
    #[must_use]
    pub fn message(&self) -> &'static str {
        NAMES.iter().find(|(number, _)| *number == self.number).map_or("General system error", |(_, name)| name)
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.message(), self.details)
    }
}

impl std::error::Error for Diagnostic {}

const NAMES: [(u16, &str); 66] = [
    (1, "General system error"),
    (2, "System temporarily unavailable"),
    (3, "Authentication error"),
    (4, "Unsupported operation"),
    (5, "Unsupported version"),
    (6, "Unsupported parameter value"),
    (7, "Mandatory parameter not supplied"),
    (8, "Unsupported parameter"),
    (10, "Query syntax error"),
    (12, "Too many characters in query"),
    (13, "Invalid or unsupported use of parentheses"),
    (14, "Invalid or unsupported use of quotes"),
    (15, "Unsupported context set"),
    (16, "Unsupported index"),
    (18, "Unsupported combination of indexes"),
    (19, "Unsupported relation"),
    (20, "Unsupported relation modifier"),
    (21, "Unsupported combination of relation modifiers"),
    (22, "Unsupported combination of relation and index"),
    (23, "Too many characters in term"),
    (24, "Unsupported combination of relation and term"),
    (26, "Non special character escaped in term"),
    (27, "Empty term unsupported"),
    (28, "Masking character not supported"),
    (29, "Masked words too short"),
    (30, "Too many masking characters in term"),
    (31, "Anchoring character not supported"),
    (32, "Anchoring character in unsupported position"),
    (33, "Combination of proximity/adjacency and masking characters not supported"),
    (34, "Combination of proximity/adjacency and anchoring characters not supported"),
    (35, "Term contains only stopwords"),
    (36, "Term in invalid format for index or relation"),
    (37, "Unsupported boolean operator"),
    (38, "Too many boolean operators in query"),
    (39, "Proximity not supported"),
    (40, "Unsupported proximity relation"),
    (41, "Unsupported proximity distance"),
    (42, "Unsupported proximity unit"),
    (43, "Unsupported proximity ordering"),
    (44, "Unsupported combination of proximity modifiers"),
    (46, "Unsupported boolean modifier"),
    (47, "Cannot process query; reason unknown"),
    (48, "Query feature unsupported"),
    (49, "Masking character in unsupported position"),
    (50, "Result sets not supported"),
    (51, "Result set does not exist"),
    (52, "Result set temporarily unavailable"),
    (53, "Result sets only supported for retrieval"),
    (55, "Combination of result sets with search terms not supported"),
    (60, "Result set not created: too many matching records"),
    (61, "First record position out of range"),
    (64, "Record temporarily unavailable"),
    (65, "Record does not exist"),
    (66, "Unknown schema for retrieval"),
    (67, "Record not available in this schema"),
    (70, "Record too large to send"),
    (71, "Unsupported record packing"),
    (72, "XPath retrieval unsupported"),
    (80, "Sort not supported"),
    (82, "Unsupported sort sequence"),
    (84, "Too many sort keys to sort"),
    (90, "Unsupported direction"),
    (91, "Unsupported case"),
    (92, "Unsupported missing value action"),
    (110, "Stylesheets not supported"),
    (120, "Response position out of range"),
];
