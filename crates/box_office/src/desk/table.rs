//! Tables for spreadsheets (RFC 4180). What people typed never becomes a formula: see OWASP's “CSV injection”.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use ledger::Cents;
use shell::PageError;

/// What begins a formula in a spreadsheet, the wide forms of other keyboards included.
const RISKY: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cell {
    /// Words, somebody's perhaps.
    Text(String),
    /// A count of ours; nothing when it is not known.
    Count(Option<i64>),
    /// An amount of ours, written in euros: `12.50`.
    Money(i64),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Cell {
    fn from(count: i64) -> Self {
        Self::Count(Some(count))
    }
}

impl Cell {
    fn write(&self, out: &mut String) {
        match self {
            Self::Count(count) => out.push_str(&count.map(|count| count.to_string()).unwrap_or_default()),
            Self::Money(cents) => out.push_str(&Cents(*cents).to_string()),
            Self::Text(text) => {
                let guard = if text.trim_start_matches(' ').starts_with(RISKY) { "'" } else { "" };
                if text.contains(['"', ',', ';', '\n', '\r']) {
                    out.push_str(&format!("\"{guard}{}\"", text.replace('"', "\"\"")));
                } else {
                    out.push_str(guard);
                    out.push_str(text);
                }
            }
        }
    }
}

/// A table as it is written to a file: a heading, then lines.
pub(super) fn csv(heading: &[&str], lines: &[Vec<Cell>]) -> String {
    let mut out = heading.join(",");
    out.push_str("\r\n");
    for line in lines {
        for (at, cell) in line.iter().enumerate() {
            if at > 0 {
                out.push(',');
            }
            cell.write(&mut out);
        }
        out.push_str("\r\n");
    }
    out
}

/// The table as a file to keep.
pub(super) fn file(name: &str, text: String) -> Result<Response, PageError> {
    attached("text/csv; charset=utf-8", "attachment", name, text.into_bytes())
}

/// A printed document, shown by the browser.
pub(super) fn printed(name: &str, pdf: Vec<u8>) -> Result<Response, PageError> {
    attached("application/pdf", "inline", name, pdf)
}

fn attached(kind: &'static str, way: &str, name: &str, bytes: Vec<u8>) -> Result<Response, PageError> {
    // A file's name is ours: letters, digits, dashes; anything else is a dash.
    let plain: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '-' }).collect();
    let disposition = HeaderValue::from_str(&format!("{way}; filename=\"{plain}\"")).map_err(PageError::internal)?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    Ok((headers, bytes).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_typed_is_never_a_formula() {
        for typed in ["=1+1", "+33 6", "-2", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "=HYPERLINK(\"http://x\",\"y\")"]
        {
            let text = csv(&["nom"], &[vec![typed.into()]]);
            let cell = text.split_once("\r\n").map(|(_, rest)| rest.trim_end_matches("\r\n")).unwrap_or_default();
            let inside = cell.trim_start_matches('"');
            assert!(inside.starts_with('\''), "{typed:?} became {cell:?}");
        }
        assert_eq!(csv(&["a", "b"], &[vec!["Léa, Tom".into(), Cell::Money(-1250)]]), "a,b\r\n\"Léa, Tom\",-12.50\r\n");
        assert_eq!(csv(&["n"], &[vec![Cell::Count(None)], vec![3.into()]]), "n\r\n\r\n3\r\n");
    }
}
