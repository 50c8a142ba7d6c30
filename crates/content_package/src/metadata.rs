//! What a file says of itself.

use serde::{Deserialize, Serialize};

/// Someone who made it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Creator {
    /// As it is said: "Émile Zola".
    pub name: String,
    /// As it is filed, when the file says so: "Zola, Émile (1840-1902)".
    pub filed_as: Option<String>,
    /// MARC relator code: `aut`, `ill`, `nrt`…
    pub role: String,
}

/// What a file says of itself; nothing is invented.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Metadata {
    /// Title; empty when the file has none.
    pub title: String,
    /// Subtitle.
    pub subtitle: Option<String>,
    /// Who made it, in the file's order.
    pub creators: Vec<Creator>,
    /// BCP 47 codes.
    pub languages: Vec<String>,
    /// Its identifier as a URI (`urn:uuid:…`, `urn:isbn:…`), or as it is written when it is none.
    pub identifier: Option<String>,
    /// ISBN-13 without hyphens, its check digit verified.
    pub isbn: Option<String>,
    /// Publisher.
    pub publisher: Option<String>,
    /// `2012`, `2012-01` or `2012-01-18`.
    pub published_on: Option<String>,
    /// When the file was last changed, RFC 3339.
    pub modified: Option<String>,
    /// Plain text.
    pub description: Option<String>,
    /// Subjects and genres.
    pub subjects: Vec<String>,
    /// What is said of its rights.
    pub rights: Option<String>,
    /// Where its licence is.
    pub licence_url: Option<String>,
    /// The series it is part of, and its place in it.
    pub series: Option<(String, Option<String>)>,
    /// Length in seconds.
    pub duration_s: Option<f64>,
    /// Number of pages.
    pub pages: Option<u32>,
    /// As in a Readium manifest: `accessMode`, `feature`, `hazard`, `summary`…; `{}` when nothing is said.
    pub accessibility: serde_json::Value,
}

impl Metadata {
    /// The year of publication.
    #[must_use]
    pub fn year(&self) -> Option<i32> {
        self.published_on.as_deref()?.get(..4)?.parse().ok()
    }
}

/// An ISBN of ten or thirteen digits, however it is written, as thirteen digits. None when it is none.
#[must_use]
pub fn isbn_13(text: &str) -> Option<String> {
    let text = text.trim();
    let text = text.strip_prefix("urn:isbn:").or_else(|| text.strip_prefix("URN:ISBN:")).unwrap_or(text);
    let text = text.strip_prefix("ISBN").unwrap_or(text).trim_start_matches([':', ' ']);
    if text.chars().any(|c| !(c.is_ascii_digit() || matches!(c, '-' | ' ' | '\u{2010}' | '\u{2011}' | 'x' | 'X'))) {
        return None;
    }
    let digits: Vec<char> = text.chars().filter(char::is_ascii_alphanumeric).collect();
    let value = |c: char| c.to_digit(10).unwrap_or(10);
    match digits.len() {
        13 => {
            let sum: u32 = digits.iter().enumerate().map(|(at, &c)| value(c) * if at % 2 == 0 { 1 } else { 3 }).sum();
            let whole: String = digits.iter().collect();
            let sound = digits.iter().all(char::is_ascii_digit)
                && sum.is_multiple_of(10)
                && (whole.starts_with("978") || whole.starts_with("979"));
            sound.then_some(whole)
        }
        10 => {
            let sum: u32 = digits.iter().zip((1..=10).rev()).map(|(&c, weight)| value(c) * weight).sum();
            if !sum.is_multiple_of(11) || digits[..9].iter().any(|c| !c.is_ascii_digit()) {
                return None;
            }
            let stem: String = "978".chars().chain(digits[..9].iter().copied()).collect();
            let sum: u32 = stem.chars().enumerate().map(|(at, c)| value(c) * if at % 2 == 0 { 1 } else { 3 }).sum();
            Some(format!("{stem}{}", (10 - sum % 10) % 10))
        }
        _ => None,
    }
}

/// A name as it is said, and as it is filed when that can be told: "Zola, Émile (1840-1902)" is said "Émile Zola".
pub(crate) fn names(written: &str, filed_as: Option<&str>) -> (String, Option<String>) {
    let written = written.trim();
    let without_dates = match written.split_once(" (") {
        Some((name, dates)) if dates.starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == '.') => name.trim(),
        _ => written,
    };
    let turned = |filed: &str| {
        filed
            .split_once(", ")
            .filter(|(_, given)| !given.contains(','))
            .map(|(family, given)| format!("{given} {family}"))
    };
    if let Some(said) = turned(without_dates) {
        return (said, Some(filed_as.unwrap_or(written).to_owned()));
    }
    // "Bagieu Pénélope", filed "Bagieu, Pénélope": written as it is filed, without the comma.
    if let Some(filed) = filed_as.filter(|filed| filed.contains(", ") && filed.replace(',', "") == without_dates)
        && let Some(said) = turned(filed)
    {
        return (said, Some(filed.to_owned()));
    }
    (without_dates.to_owned(), filed_as.map(str::to_owned))
}

/// The day, month or year a date begins with.
pub(crate) fn date(written: &str) -> Option<String> {
    let written = written.trim();
    let digits = |range: std::ops::Range<usize>| {
        written.get(range).is_some_and(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
    };
    if !digits(0..4) {
        return None;
    }
    let dash = |at: usize| written.as_bytes().get(at) == Some(&b'-');
    let end = match (dash(4) && digits(5..7), dash(7) && digits(8..10)) {
        (true, true) => 10,
        (true, false) => 7,
        _ => 4,
    };
    Some(written[..end].to_owned())
}

/// Text that may be marked up, as plain text.
pub(crate) fn plain(text: &str) -> String {
    if !text.contains('<') {
        return text.trim().to_owned();
    }
    let mut out = String::new();
    let mut inside = false;
    for c in text.chars() {
        match c {
            '<' => {
                inside = true;
                out.push(' ');
            }
            '>' => inside = false,
            _ if inside => {}
            c => out.push(c),
        }
    }
    let out = out.replace("&nbsp;", "\u{a0}").replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">");
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn isbns_are_checked() {
        assert_eq!(isbn_13("978-2-7096-4160-9").as_deref(), Some("9782709641609"));
        assert_eq!(isbn_13("urn:isbn:2-07-036822-X").as_deref(), Some("9782070368228"));
        assert_eq!(isbn_13("9782709641600"), None);
        assert_eq!(isbn_13("urn:uuid:1490ca3f"), None);
    }

    #[test]
    fn names_are_said_and_filed() {
        assert_eq!(
            names("Zola, Émile (1840-1902)", None),
            ("Émile Zola".into(), Some("Zola, Émile (1840-1902)".into()))
        );
        assert_eq!(names("Boulet", Some("Boulet")), ("Boulet".into(), Some("Boulet".into())));
        assert_eq!(
            names("Bagieu Pénélope", Some("Bagieu, Pénélope")),
            ("Pénélope Bagieu".into(), Some("Bagieu, Pénélope".into()))
        );
    }

    #[test]
    fn dates_keep_what_they_say() {
        assert_eq!(date("2012-01-18T00:00:00Z").as_deref(), Some("2012-01-18"));
        assert_eq!(date("1885").as_deref(), Some("1885"));
        assert_eq!(date("vers 1885"), None);
    }
}
