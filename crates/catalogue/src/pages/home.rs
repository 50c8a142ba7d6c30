//! The portal's first page: where one is, what is open, one box to search it all.

use axum::response::Html;
use jiff::Timestamp;
use serde::Serialize;
use shell::map::Map;
use shell::{Frame, PageError, Visit};

use super::tile::{Link, WorkTile};

/// What the home page shows. Every number is computed from records.
#[derive(Debug, Clone, Serialize)]
pub struct Home {
    /// The territory's name: “Métropole européenne de Lille”.
    pub territory: String,
    /// Libraries whose catalogue is here.
    pub libraries: u64,
    /// Works.
    pub works: u64,
    /// Communes, lit where a library has its catalogue here.
    pub map: Map,
    /// How many communes are lit.
    pub communes_lit: u64,
    /// Searches to try, from works really held.
    pub examples: Vec<Link>,
    /// The last import or harvest that changed something.
    pub last_import: Option<LastImport>,
    /// The library that shares most.
    pub widest: Option<WidestLibrary>,
    /// Works one can read or listen to online.
    pub online: u64,
    /// Where those are listed.
    pub online_href: String,
    /// What can be read, seen or learnt here at once, newest first, at most ten.
    pub at_home: Vec<AtHome>,
    /// Shows soon on a stage near by, at most five, each with its next date.
    pub on_stage: Vec<OnStage>,
    /// Works that came last, at most ten.
    pub arrivals: Vec<WorkTile>,
    /// Works most libraries hold, at most ten.
    pub most_held: Vec<WorkTile>,
    /// Figures of the territory and the catalogue.
    pub figures: Vec<Figure>,
    /// Whether some of it is a demonstration.
    pub demo: bool,
}

/// Something of the online media library.
#[derive(Debug, Clone, Serialize)]
pub struct AtHome {
    /// The item of the programme: its poster is drawn from it.
    pub id: String,
    /// Its page.
    pub href: String,
    /// Its title.
    pub title: String,
    /// Its authors, or its publisher.
    pub by: String,
    /// What one does with it: names the message `catalogue-at-home-…`.
    pub verb: &'static str,
    /// Whether it asks for no card.
    pub open: bool,
}

/// A show soon on a stage of the territory.
#[derive(Debug, Clone, Serialize)]
pub struct OnStage {
    /// The show: its poster is drawn from it.
    pub id: String,
    /// The page of its next date.
    pub href: String,
    /// Its title.
    pub title: String,
    /// Who plays.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// In which commune.
    pub commune: String,
}

/// The last import.
#[derive(Debug, Clone, Serialize)]
pub struct LastImport {
    /// The library.
    pub library: String,
    /// Its page.
    pub href: String,
    /// RFC 3339 instant of its end.
    pub at: String,
    /// Records that came new.
    pub new: u64,
    /// Records that changed.
    pub changed: u64,
}

/// The library that shares most records.
#[derive(Debug, Clone, Serialize)]
pub struct WidestLibrary {
    /// Its name.
    pub name: String,
    /// Its page.
    pub href: String,
    /// Its commune.
    pub commune: String,
    /// Works it holds.
    pub works: u64,
}

/// A number that carries its source.
#[derive(Debug, Clone, Serialize)]
pub struct Figure {
    /// What is counted: `communes`, `inhabitants`, `libraries`, `works`, `editions` or `records`.
    pub code: &'static str,
    /// How many.
    pub value: u64,
    /// Where it comes from, in words, in the visitor's language: query or file, and date.
    pub source: String,
    /// Where the rows are, if there is a page for them.
    pub href: Option<String>,
}

/// Renders the page.
///
/// # Errors
/// A fault of the template.
pub fn render(frame: &Frame, visit: &Visit, home: &Home) -> Result<Html<String>, PageError> {
    frame.render(visit, "catalogue/home.html", home)
}
