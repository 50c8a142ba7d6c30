//! A library: where it is, when it opens, what it shares.

use axum::response::Html;
use serde::Serialize;
use serde_json::{Value, json};
use shell::map::Map;
use shell::{Frame, PageError, Visit};

use super::tile::{Link, WorkTile};

/// What the library's page shows. What is not known is empty or `None`, and the page says nothing of it.
#[derive(Debug, Clone, Serialize)]
pub struct Library {
    /// Its code in the network.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its commune.
    pub commune: String,
    /// Lines of its address.
    pub address: Vec<String>,
    /// Telephone, or empty.
    pub phone: String,
    /// E-mail address, or empty.
    pub email: String,
    /// Its own site, or empty.
    pub website: String,
    /// When it opens, by weekday; empty when not known.
    pub hours: Vec<DayHours>,
    /// Where these facts come from, with their date, in the visitor's language.
    pub source: String,
    /// Whether it or its catalogue is here for the demonstration only.
    pub demo: bool,
    /// The territory, this library's commune lit and its place marked.
    pub map: Map,
    /// Works it holds that are in the catalogue; 0 when its catalogue is not here.
    pub works: u64,
    /// Its records.
    pub records: u64,
    /// RFC 3339 instant of its last import.
    pub last_import: Option<String>,
    /// What came last.
    pub latest: Vec<WorkTile>,
    /// What it holds most of: a search inside it for each.
    pub strengths: Vec<Link>,
}

/// Opening hours of a day.
#[derive(Debug, Clone, Serialize)]
pub struct DayHours {
    /// Monday is 0.
    pub weekday: usize,
    /// From and to, `14:00` and `18:30`; empty when closed.
    pub spans: Vec<(String, String)>,
}

#[derive(Serialize)]
struct Dressed<'a> {
    #[serde(flatten)]
    library: &'a Library,
    json_ld: Value,
}

/// Renders the page.
///
/// # Errors
/// A fault of the template.
pub fn render(frame: &Frame, visit: &Visit, library: &Library) -> Result<Html<String>, PageError> {
    let path = super::paths::library(&library.code);
    let mut json_ld = json!({
        "@context": "https://schema.org",
        "@type": "Library",
        "@id": frame.public_url(&path).unwrap_or(path),
        "name": library.name,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": library.address.join(", "),
            "addressLocality": library.commune,
            "addressCountry": "FR",
        },
    });
    for (name, value) in [("telephone", &library.phone), ("email", &library.email), ("sameAs", &library.website)] {
        if !value.is_empty() {
            json_ld[name] = json!(value);
        }
    }
    frame.render(visit, "catalogue/library.html", &Dressed { library, json_ld })
}
