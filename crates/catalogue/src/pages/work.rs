//! A work: one card for all its editions, who holds them, and why they are together.

use axum::response::Html;
use serde::Serialize;
use serde_json::{Value, json};
use shell::{Frame, PageError, Visit};

use super::tile::{Holder, Link, Online, WorkTile};

/// What the work's page shows.
#[derive(Debug, Clone, Serialize)]
pub struct Work {
    /// Its number, given once and never to another.
    pub id: i64,
    /// Its title.
    pub title: String,
    /// The rest of its title, or empty.
    pub subtitle: String,
    /// Its author, or empty.
    pub author: String,
    /// A search for its author's works.
    pub author_href: Option<String>,
    /// Others who had a part in it.
    pub contributors: Vec<Contributor>,
    /// Its kind, see [`kind_code`](super::tile::kind_code).
    pub kind: &'static str,
    /// What it is about, in a few sentences, or empty.
    pub summary: String,
    /// ISO 639-2 codes of the languages it can be read in.
    pub languages: Vec<String>,
    /// ISO 639-2 codes of the languages it was written in, when it was translated.
    pub original_languages: Vec<String>,
    /// Whom it is for: `children`, `teenagers`, `adults`, or `unknown`.
    pub audience: &'static str,
    /// Subjects, each a search.
    pub subjects: Vec<Link>,
    /// Series, each a search.
    pub series: Vec<Link>,
    /// How many libraries hold it.
    pub libraries: u64,
    /// Its editions, those most held first.
    pub editions: Vec<EditionLine>,
    /// How many records were grouped into it.
    pub records: u64,
    /// Why they were.
    pub reasons: Vec<Reason>,
    /// Where a librarian sees and corrects the grouping; `None` for the public.
    pub grouping_href: Option<String>,
    /// Other works a reader of this one may like.
    pub similar: Vec<WorkTile>,
}

/// Someone who had a part in a work.
#[derive(Debug, Clone, Serialize)]
pub struct Contributor {
    /// The name.
    pub name: String,
    /// The part, in the visitor's language, or empty.
    pub role: String,
    /// A search for the name.
    pub href: String,
}

/// An edition on a work's page.
#[derive(Debug, Clone, Serialize)]
pub struct EditionLine {
    /// Its number.
    pub id: i64,
    /// Its page.
    pub href: String,
    /// Its title where it differs from the work's, or empty.
    pub title: String,
    /// Publisher, or empty.
    pub publisher: String,
    /// The date as the record prints it, or empty.
    pub date: String,
    /// ISO 639-2 codes.
    pub languages: Vec<String>,
    /// Extent as the record prints it, or empty.
    pub extent: String,
    /// Its kind.
    pub kind: &'static str,
    /// Its ISBNs, as printed.
    pub isbns: Vec<String>,
    /// Where it can be read or heard online.
    pub online: Option<Online>,
    /// Libraries that hold it, the nearest first when one is near a commune.
    pub holders: Vec<Holder>,
}

/// Why some records are together.
#[derive(Debug, Clone, Serialize)]
pub struct Reason {
    /// What was seen: `isbn`, `issn`, `title-author`, `librarian`… names the message `catalogue-why-…`.
    pub code: String,
    /// Said when we have no words for the code, and beside them: the identifier, the words compared.
    pub detail: String,
    /// How many records it joined.
    pub records: u64,
}

#[derive(Serialize)]
struct Dressed<'a> {
    #[serde(flatten)]
    work: &'a Work,
    json_ld: Value,
}

/// Renders the page.
///
/// # Errors
/// A fault of the template.
pub fn render(frame: &Frame, visit: &Visit, work: &Work) -> Result<Html<String>, PageError> {
    let json_ld = json_ld(work, |path| frame.public_url(path).unwrap_or_else(|| path.to_owned()));
    frame.render(visit, "catalogue/work.html", &Dressed { work, json_ld })
}

/// The work for machines that read schema.org.
#[must_use]
pub fn json_ld(work: &Work, url: impl Fn(&str) -> String) -> Value {
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": schema_type(work.kind),
        "@id": url(&super::paths::work(work.id)),
        "url": url(&super::paths::work(work.id)),
        "name": work.title,
    });
    if !work.subtitle.is_empty() {
        data["alternativeHeadline"] = json!(work.subtitle);
    }
    if !work.author.is_empty() {
        data["author"] = json!({ "@type": "Person", "name": work.author });
    }
    if !work.summary.is_empty() {
        data["abstract"] = json!(work.summary);
    }
    if !work.subjects.is_empty() {
        data["about"] = work.subjects.iter().map(|subject| json!(subject.label)).collect();
    }
    data["workExample"] = work.editions.iter().map(|edition| edition_json(edition, &url)).collect();
    data
}

fn edition_json(edition: &EditionLine, url: &impl Fn(&str) -> String) -> Value {
    let mut data = json!({
        "@type": schema_type(edition.kind),
        "@id": url(&edition.href),
        "inLanguage": edition.languages,
    });
    if let Some(isbn) = edition.isbns.first() {
        data["isbn"] = json!(isbn);
    }
    if !edition.publisher.is_empty() {
        data["publisher"] = json!({ "@type": "Organization", "name": edition.publisher });
    }
    if !edition.date.is_empty() {
        data["datePublished"] = json!(edition.date);
    }
    let offers: Vec<Value> = edition
        .holders
        .iter()
        .map(|holder| json!({ "@type": "Offer", "offeredBy": { "@type": "Library", "name": holder.library }, "sku": holder.call_number }))
        .collect();
    if !offers.is_empty() {
        data["offers"] = json!(offers);
    }
    data
}

pub(super) fn schema_type(kind: &str) -> &'static str {
    match kind {
        "book" => "Book",
        "comic" => "ComicStory",
        "audiobook" => "Audiobook",
        "film" => "Movie",
        "music" => "MusicAlbum",
        "score" => "SheetMusic",
        "map" => "Map",
        "serial" => "Periodical",
        "image" => "VisualArtwork",
        "manuscript" => "Manuscript",
        "object" => "Product",
        _ => "CreativeWork",
    }
}
