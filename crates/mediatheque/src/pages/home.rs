//! The first page, the lists and the selections.

use serde::Serialize;

use super::tile::Tile;

/// `mediatheque/home.html`.
#[derive(Debug, Clone, Serialize)]
pub struct Home {
    /// What the reader has begun.
    pub resume: Vec<Tile>,
    /// The librarians' selections of the day.
    pub selections: Vec<SelectionRow>,
    /// Each part of the médiathèque that holds something.
    pub rows: Vec<SectionRow>,
    /// How many resources ask for no card.
    pub open: u64,
    /// How many there are.
    pub total: u64,
    /// Whether someone is signed in.
    pub signed_in: bool,
    /// Whether what is shown belongs to the demonstration.
    pub demo: bool,
}

/// A selection with its first resources.
#[derive(Debug, Clone, Serialize)]
pub struct SelectionRow {
    /// Its page.
    pub href: String,
    /// Title.
    pub title: String,
    /// A few words.
    pub words: String,
    /// Who chose: a library's name, or empty for the network.
    pub by: String,
    /// Its last day (ISO 8601), when it has one.
    pub until: Option<String>,
    /// What is in it.
    pub tiles: Vec<Tile>,
}

/// A part with its newest resources.
#[derive(Debug, Clone, Serialize)]
pub struct SectionRow {
    /// Its name.
    pub code: &'static str,
    /// Its page.
    pub href: String,
    /// How many resources it holds.
    pub total: u64,
    /// The newest.
    pub tiles: Vec<Tile>,
}

/// `mediatheque/list.html`.
#[derive(Debug, Clone, Serialize)]
pub struct List {
    /// The part.
    pub code: &'static str,
    /// What was found.
    pub tiles: Vec<Tile>,
    /// How many the part holds without filters.
    pub total: u64,
    /// Words looked for.
    pub q: String,
    /// Languages to choose from: code, whether chosen.
    pub languages: Vec<Choice>,
    /// Kinds to choose from, when the part has several.
    pub kinds: Vec<Choice>,
    /// Whether only what asks for no card is shown.
    pub open_only: bool,
    /// The age looked for, as typed.
    pub age: String,
}

/// A choice of a filter.
#[derive(Debug, Clone, Serialize)]
pub struct Choice {
    /// Its value.
    pub value: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// `mediatheque/selection.html`.
#[derive(Debug, Clone, Serialize)]
pub struct Selection {
    /// Title.
    pub title: String,
    /// Its words, by paragraph.
    pub paragraphs: Vec<String>,
    /// Its theme.
    pub theme: String,
    /// Who chose.
    pub by: String,
    /// Its last day (ISO 8601), when it has one.
    pub until: Option<String>,
    /// What is in it, with what the librarian says of each.
    pub items: Vec<Chosen>,
}

/// A resource of a selection.
#[derive(Debug, Clone, Serialize)]
pub struct Chosen {
    /// The resource.
    pub tile: Tile,
    /// What the librarian says of it.
    pub note: String,
}
