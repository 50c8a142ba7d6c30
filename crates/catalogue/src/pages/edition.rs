//! An edition: the description in full, and every copy.

use axum::response::Html;
use serde::Serialize;
use serde_json::{Value, json};
use shell::{Frame, PageError, Visit};

use super::tile::{Holder, Link, Online};
use super::work::schema_type;

/// What the edition's page shows.
#[derive(Debug, Clone, Serialize)]
pub struct Edition {
    /// Its number, given once and never to another.
    pub id: i64,
    /// The work it is an edition of.
    pub work: Link,
    /// The work's number: the poster is drawn from it.
    pub work_id: i64,
    /// Title.
    pub title: String,
    /// The rest of the title, or empty.
    pub subtitle: String,
    /// The statement of responsibility, or the author, or empty.
    pub responsibility: String,
    /// Its kind, see [`kind_code`](super::tile::kind_code).
    pub kind: &'static str,
    /// The edition statement, or empty.
    pub statement: String,
    /// Place of publication, or empty.
    pub place: String,
    /// Publisher, or empty.
    pub publisher: String,
    /// The date as printed, or empty.
    pub date: String,
    /// Extent, or empty.
    pub extent: String,
    /// Dimensions, or empty.
    pub dimensions: String,
    /// ISO 639-2 codes.
    pub languages: Vec<String>,
    /// ISO 639-2 codes of the original.
    pub original_languages: Vec<String>,
    /// Series with their numbers.
    pub series: Vec<Link>,
    /// Subjects, each a search.
    pub subjects: Vec<Link>,
    /// Summary, or empty.
    pub summary: String,
    /// Identifiers, in the order shown.
    pub identifiers: Vec<IdentifierLine>,
    /// Where it can be read or heard online.
    pub online: Vec<Online>,
    /// Libraries that hold it.
    pub holders: Vec<Holder>,
    /// The records it was made from.
    pub records: Vec<RecordLine>,
}

/// An identifier as shown.
#[derive(Debug, Clone, Serialize)]
pub struct IdentifierLine {
    /// Its scheme's own name: ISBN, ISSN, EAN, ARK, PPN…
    pub scheme: String,
    /// As printed.
    pub value: String,
}

/// A library's record of an edition.
#[derive(Debug, Clone, Serialize)]
pub struct RecordLine {
    /// The library's name.
    pub library: String,
    /// The record's number there.
    pub local_id: String,
    /// Where its bytes can be had (MARCXML), if they can.
    pub href: Option<String>,
}

#[derive(Serialize)]
struct Dressed<'a> {
    #[serde(flatten)]
    edition: &'a Edition,
    json_ld: Value,
}

/// Renders the page.
///
/// # Errors
/// A fault of the template.
pub fn render(frame: &Frame, visit: &Visit, edition: &Edition) -> Result<Html<String>, PageError> {
    let url = |path: &str| frame.public_url(path).unwrap_or_else(|| path.to_owned());
    let mut json_ld = json!({
        "@context": "https://schema.org",
        "@type": schema_type(edition.kind),
        "@id": url(&super::paths::edition(edition.id)),
        "name": edition.title,
        "exampleOfWork": { "@id": url(&edition.work.href) },
        "inLanguage": edition.languages,
    });
    if !edition.publisher.is_empty() {
        json_ld["publisher"] = json!({ "@type": "Organization", "name": edition.publisher });
    }
    if !edition.date.is_empty() {
        json_ld["datePublished"] = json!(edition.date);
    }
    if let Some(isbn) = edition.identifiers.iter().find(|identifier| identifier.scheme == "ISBN") {
        json_ld["isbn"] = json!(isbn.value);
    }
    frame.render(visit, "catalogue/edition.html", &Dressed { edition, json_ld })
}
