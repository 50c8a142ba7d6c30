//! The JSON API of the catalogue, described by an OpenAPI 3.1 document.

use axum::Json;
use serde::Serialize;
use utoipa::{OpenApi, ToSchema};

use crate::availability::State;
use crate::model::{Library, WorkCard, words};
use crate::search::{Found, FoundFacet};

/// A page of works.
#[derive(Debug, Serialize, ToSchema)]
pub struct SearchAnswer {
    /// How many works match, exactly.
    pub total: usize,
    /// The works of this page.
    pub hits: Vec<WorkAnswer>,
    /// Numbers of works by facet value; absent when `facets=0`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub facets: Vec<FacetAnswer>,
    /// What was perhaps meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suggestion: Option<String>,
    /// Words that not every work found has.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dropped: Vec<String>,
}

/// A work.
#[derive(Debug, Serialize, ToSchema)]
pub struct WorkAnswer {
    /// Its number, given once for ever.
    pub work: i64,
    /// Title proper.
    pub title: String,
    /// Subtitle, empty when none.
    pub subtitle: String,
    /// Author as people say the name; empty when the records name none.
    pub author: String,
    /// Kind of document: `book`, `film`…
    pub kind: &'static str,
    /// Subject headings, the first ones.
    pub subjects: Vec<String>,
    /// How many editions there are; the first ones are listed.
    pub edition_count: u32,
    /// How many libraries hold it.
    pub library_count: u32,
    /// Editions, most held first.
    pub editions: Vec<EditionAnswer>,
    /// Records grouped in the editions listed, as `LIBRARY:local number`.
    pub records: Vec<String>,
}

/// An edition.
#[derive(Debug, Serialize, ToSchema)]
pub struct EditionAnswer {
    /// Its number, given once for ever.
    pub edition: i64,
    /// Year of publication, null when not known.
    pub year: Option<i16>,
    /// Publisher as written.
    pub publisher: String,
    /// ISO 639-2 codes.
    pub languages: Vec<String>,
    /// Kind of document.
    pub kind: &'static str,
    /// Address to read it online.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub online: String,
    /// Who holds it.
    pub holdings: Vec<HoldingAnswer>,
}

/// A library's copies of an edition.
#[derive(Debug, Serialize, ToSchema)]
pub struct HoldingAnswer {
    /// Code of the library.
    pub library: String,
    /// The library's own number for its record.
    pub local_id: String,
    /// Call number of the first copy.
    pub call_number: String,
    /// Status as the library wrote it; empty when it did not say.
    pub status: String,
    /// Copies listed.
    pub copies: u16,
}

/// What libraries say of a work's copies right now.
#[derive(Debug, Serialize, ToSchema)]
pub struct AvailabilityAnswer {
    /// Number of the work.
    pub work: i64,
    /// Each library's record and its copies.
    pub libraries: Vec<LibraryNowAnswer>,
}

/// What a library says of the copies of one of its records.
#[derive(Debug, Serialize, ToSchema)]
pub struct LibraryNowAnswer {
    /// Code of the library.
    pub library: String,
    /// The library's own number for its record.
    pub record: String,
    /// `live`; `last-known`, `last-known-late` or `last-known-down` when it is what the library said at `asked_at`; `late`,
    /// `down` or `not-connected` when nothing is known.
    #[schema(value_type = String)]
    pub state: State,
    /// When the library said so, RFC 3339; null when nothing is known.
    pub asked_at: Option<String>,
    /// The copies its system knows.
    pub copies: Vec<CopyAnswer>,
}

/// How a copy is.
#[derive(Debug, Serialize, ToSchema)]
pub struct CopyAnswer {
    /// Its barcode, empty when not told.
    pub barcode: String,
    /// Whether it can be taken now; null when the system does not say.
    pub available: Option<bool>,
    /// The day it is due back.
    pub due: Option<String>,
    /// The library's own words, empty when it has none.
    pub said: String,
    /// How many readers wait for it; null when not told.
    pub holds: Option<u32>,
}

/// Numbers of works by value of a facet.
#[derive(Debug, Serialize, ToSchema)]
pub struct FacetAnswer {
    /// Name of the facet, also the parameter that filters by it.
    pub name: &'static str,
    /// Values, most frequent first.
    pub values: Vec<FacetValueAnswer>,
}

/// A value of a facet.
#[derive(Debug, Serialize, ToSchema)]
pub struct FacetValueAnswer {
    /// The value, as the parameter takes it.
    pub value: String,
    /// How many works.
    pub count: u32,
}

impl SearchAnswer {
    /// Puts words to what was found.
    pub fn new(found: Found, libraries: &[Library]) -> SearchAnswer {
        SearchAnswer {
            total: found.total,
            hits: found.hits.into_iter().map(|hit| WorkAnswer::new(hit.work, hit.card, libraries)).collect(),
            facets: found.facets.into_iter().map(FacetAnswer::from).collect(),
            suggestion: found.suggestion,
            dropped: found.dropped,
        }
    }
}

impl From<FoundFacet> for FacetAnswer {
    fn from(facet: FoundFacet) -> FacetAnswer {
        FacetAnswer {
            name: facet.name,
            values: facet
                .values
                .into_iter()
                .map(|value| FacetValueAnswer { value: value.value, count: value.count })
                .collect(),
        }
    }
}

impl WorkAnswer {
    /// Puts words to a card.
    pub fn new(work: i64, card: WorkCard, libraries: &[Library]) -> WorkAnswer {
        let code = |number: u16| {
            libraries
                .iter()
                .find(|library| library.number == number)
                .map(|library| library.code.clone())
                .unwrap_or_default()
        };
        let editions: Vec<EditionAnswer> = card
            .editions
            .into_iter()
            .map(|edition| EditionAnswer {
                edition: edition.edition,
                year: edition.year,
                publisher: edition.publisher,
                languages: edition.languages,
                kind: words::of_kind(edition.kind),
                online: edition.online,
                holdings: edition
                    .holdings
                    .into_iter()
                    .map(|holding| HoldingAnswer {
                        library: code(holding.library),
                        local_id: holding.local_id,
                        call_number: holding.call_number,
                        status: holding.status,
                        copies: holding.copies,
                    })
                    .collect(),
            })
            .collect();
        let records = editions
            .iter()
            .flat_map(|edition| &edition.holdings)
            .map(|holding| format!("{}:{}", holding.library, holding.local_id))
            .collect();
        WorkAnswer {
            work,
            title: card.title,
            subtitle: card.subtitle,
            author: card.author,
            kind: words::of_kind(card.kind),
            subjects: card.subjects,
            edition_count: card.edition_count,
            library_count: card.library_count,
            editions,
            records,
        }
    }
}

/// An error of the API.
#[derive(Debug, Serialize, ToSchema)]
pub struct ErrorAnswer {
    /// What happened, in words.
    pub error: String,
}

/// The API's description.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Beffroi — union catalogue",
        description = "Search the union catalogue of a library network. No key is needed; please stay under 10 requests \
                       a second.",
        license(name = "EUPL-1.2", identifier = "EUPL-1.2")
    ),
    paths(doc_search, doc_work, doc_availability, doc_suggest, doc_libraries),
    components(schemas(SearchAnswer, WorkAnswer, AvailabilityAnswer, LibraryAnswer, SuggestAnswer, ErrorAnswer))
)]
struct Document;

/// A library of the network.
#[derive(Debug, Serialize, ToSchema)]
pub struct LibraryAnswer {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// INSEE code of its commune, empty when not known.
    pub commune: String,
    /// True when it exists for the demonstration only.
    pub demo: bool,
    /// Live records it sends.
    pub records: i64,
}

/// Something to propose while a reader types.
#[derive(Debug, Serialize, ToSchema)]
pub struct SuggestAnswer {
    /// `title` or `author`.
    pub kind: &'static str,
    /// The title or the name.
    pub text: String,
    /// The author of a title; empty otherwise.
    pub author: String,
    /// The work of a title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub work: Option<i64>,
}

#[utoipa::path(get, path = "/api/catalogue/search", tag = "catalogue",
    params(
        ("q" = Option<String>, Query, description = "Words: title, author, subject, ISBN; misspellings are forgiven"),
        ("library" = Option<Vec<String>>, Query, description = "Library codes"),
        ("commune" = Option<Vec<String>>, Query, description = "INSEE codes"),
        ("near" = Option<String>, Query, description = "INSEE code: this commune and its neighbours"),
        ("kind" = Option<Vec<String>>, Query, description = "book, serial, film, music, score, map, audiobook, comic…"),
        ("language" = Option<Vec<String>>, Query, description = "ISO 639-2/B codes"),
        ("period" = Option<Vec<i16>>, Query, description = "First years of decades (since 1900) or centuries"),
        ("audience" = Option<Vec<String>>, Query, description = "children, teenagers, adults"),
        ("subject" = Option<Vec<String>>, Query, description = "Subject headings, as in the facet"),
        ("online" = Option<bool>, Query, description = "Only what can be read online"),
        ("sort" = Option<String>, Query, description = "relevance, newest, oldest, title, held"),
        ("page" = Option<usize>, Query, description = "From 1"),
        ("size" = Option<usize>, Query, description = "Works a page, 100 at most"),
        ("typing" = Option<u8>, Query, description = "1 while the words are still being typed: the last may be a beginning"),
        ("facets" = Option<u8>, Query, description = "0 to leave the facets out")
    ),
    responses((status = 200, body = SearchAnswer), (status = 503, body = ErrorAnswer)))]
#[expect(dead_code, reason = "carries the description only; the handler is in `web`")]
fn doc_search() {}

#[utoipa::path(get, path = "/api/catalogue/works/{work}", tag = "catalogue",
    params(("work" = i64, Path, description = "Number of the work; one that was merged leads to the one it is now")),
    responses((status = 200, body = WorkAnswer), (status = 404, body = ErrorAnswer)))]
#[expect(dead_code, reason = "carries the description only; the handler is in `web`")]
fn doc_work() {}

#[utoipa::path(get, path = "/api/catalogue/works/{work}/availability", tag = "catalogue",
    params(("work" = i64, Path, description = "Number of the work; one that was merged leads to the one it is now")),
    responses(
        (status = 200, body = AvailabilityAnswer, description = "Within a second and a half, whatever libraries do"),
        (status = 404, body = ErrorAnswer)))]
#[expect(dead_code, reason = "carries the description only; the handler is in `web`")]
fn doc_availability() {}

#[utoipa::path(get, path = "/api/catalogue/suggest", tag = "catalogue",
    params(("q" = String, Query, description = "Beginning of a title or a name")),
    responses((status = 200, body = [SuggestAnswer])))]
#[expect(dead_code, reason = "carries the description only; the handler is in `web`")]
fn doc_suggest() {}

#[utoipa::path(get, path = "/api/catalogue/libraries", tag = "catalogue",
    responses((status = 200, body = [LibraryAnswer])))]
#[expect(dead_code, reason = "carries the description only; the handler is in `web`")]
fn doc_libraries() {}

/// Serves the description.
pub async fn openapi() -> Json<utoipa::openapi::OpenApi> {
    Json(Document::openapi())
}
