//! Addresses of the catalogue's pages, and the names of what they read from the address.

/// The home page.
pub const HOME: &str = "/";
/// The results: reads [`QUERY`], [`FACETS`]' parameters, [`SORT`], [`NEAR`] and [`PAGE`].
pub const SEARCH: &str = "/recherche";
/// Proposals while one types: `?q=` → `[{"label", "detail", "href"}]`, at most ten.
pub const SUGGESTIONS: &str = "/recherche/propositions";
/// The map and list of libraries.
pub const LIBRARIES: &str = "/bibliotheques";
/// The office's list of sources and runs.
pub const OFFICE_SOURCES: &str = "/bureau/sources";
/// The form that declares a source (GET, POST).
pub const OFFICE_DECLARE: &str = "/bureau/sources/nouvelle";

/// What is searched for.
pub const QUERY: &str = "q";
/// How results are sorted.
pub const SORT: &str = "tri";
/// INSEE code of the commune results should be near.
pub const NEAR: &str = "pres";
/// The page of results, from 1.
pub const PAGE: &str = "page";
/// Facets' parameters; each may come several times.
pub const FACETS: [&str; 8] = ["bibliotheque", "commune", "type", "langue", "periode", "public", "sujet", "en_ligne"];

/// A work's page.
#[must_use]
pub fn work(number: i64) -> String {
    format!("/oeuvre/{number}")
}

/// An edition's page.
#[must_use]
pub fn edition(number: i64) -> String {
    format!("/edition/{number}")
}

/// A library's page, by its code.
#[must_use]
pub fn library(code: &str) -> String {
    format!("/bibliotheque/{}", encode(code))
}

/// A search for some words.
#[must_use]
pub fn search(words: &str) -> String {
    search_with(&[(QUERY, words)])
}

/// A search with parameters, in the order given; empty ones are left out.
#[must_use]
pub fn search_with(parameters: &[(&str, &str)]) -> String {
    let query: Vec<String> = parameters
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={}", encode(value)))
        .collect();
    if query.is_empty() { SEARCH.to_owned() } else { format!("{SEARCH}?{}", query.join("&")) }
}

/// The form that uploads a file to a source.
#[must_use]
pub fn office_upload(source: i64) -> String {
    format!("/bureau/sources/{source}/import")
}

/// Asks for a harvest of a source (POST).
#[must_use]
pub fn office_harvest(source: i64) -> String {
    format!("/bureau/sources/{source}/moisson")
}

/// A run's progress, then its report.
#[must_use]
pub fn office_run(run: i64) -> String {
    format!("/bureau/imports/{run}")
}

/// A run's set-aside records with their reasons, to download.
#[must_use]
pub fn office_set_aside(run: i64) -> String {
    format!("/bureau/imports/{run}/mis-de-cote.zip")
}

/// Confirms that a full load may retire the records it no longer holds (POST).
#[must_use]
pub fn office_confirm(run: i64) -> String {
    format!("/bureau/imports/{run}/confirmer")
}

/// Why the records of a work are together, and what a librarian says of it (GET, POST).
#[must_use]
pub fn office_grouping(work: i64) -> String {
    format!("/bureau/oeuvres/{work}")
}

/// Takes a librarian's decision back (POST).
#[must_use]
pub fn office_undo(decision: i64) -> String {
    format!("/bureau/decisions/{decision}/annuler")
}

/// Percent-encodes a value of an address, RFC 3986 unreserved characters kept.
#[must_use]
pub fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => out.push(char::from(byte)),
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}
