//! Every library: on the map, and in a list by commune.

use axum::response::Html;
use serde::Serialize;
use shell::map::Map;
use shell::{Frame, PageError, Visit};

/// What the page shows.
#[derive(Debug, Clone, Serialize)]
pub struct LibrariesMap {
    /// The territory's name.
    pub territory: String,
    /// The map: communes lit where a library shares its catalogue; each leads to `#c-INSEE`.
    pub map: Map,
    /// How many libraries.
    pub total: u64,
    /// How many share their catalogue here.
    pub sharing: u64,
    /// Libraries by commune, in the communes' alphabetical order.
    pub communes: Vec<CommuneLibraries>,
    /// Where the list comes from, with its date, in the visitor's language.
    pub source: String,
}

/// A commune's libraries.
#[derive(Debug, Clone, Serialize)]
pub struct CommuneLibraries {
    /// INSEE code.
    pub insee: String,
    /// Name.
    pub name: String,
    /// Its libraries.
    pub libraries: Vec<LibraryLine>,
}

/// A library of the list.
#[derive(Debug, Clone, Serialize)]
pub struct LibraryLine {
    /// Its name.
    pub name: String,
    /// Its page.
    pub href: String,
    /// Works it shares; `None` when its catalogue is not here.
    pub works: Option<u64>,
    /// Whether it or its catalogue is here for the demonstration only.
    pub demo: bool,
}

/// Renders the page.
///
/// # Errors
/// A fault of the template.
pub fn render(frame: &Frame, visit: &Visit, libraries: &LibrariesMap) -> Result<Html<String>, PageError> {
    frame.render(visit, "catalogue/libraries_map.html", libraries)
}
