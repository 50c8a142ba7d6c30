//! A resource in a row or a list.

use serde::Serialize;

use super::paths;
use crate::model::Resource;

/// A resource in a row or a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tile {
    /// The resource.
    pub id: String,
    /// Its page, or its reader when one resumes.
    pub href: String,
    /// Title.
    pub title: String,
    /// Its first authors.
    pub by: String,
    /// Its kind's name.
    pub kind: &'static str,
    /// Whether it asks for no card.
    pub open: bool,
    /// Its picture; a drawn poster stands for it otherwise.
    pub poster: Option<String>,
    /// How far the reader is, in hundredths, when they began it.
    pub progress: Option<i64>,
}

impl Tile {
    /// Of a resource.
    #[must_use]
    pub fn of(resource: &Resource) -> Tile {
        Tile {
            id: resource.id.clone(),
            href: resource.address(),
            title: resource.title.clone(),
            by: by(resource),
            kind: resource.kind.code(),
            open: resource.open,
            poster: paths::thumbnail(resource),
            progress: None,
        }
    }

    /// Of a resource begun: leads straight back to where one was.
    #[must_use]
    pub fn begun(resource: &Resource, thousandths: Option<i64>) -> Tile {
        Tile { href: paths::reader(resource), progress: thousandths.map(|of| (of + 5) / 10), ..Tile::of(resource) }
    }
}

/// Its first two authors, as a poster says them.
#[must_use]
pub fn by(resource: &Resource) -> String {
    let names: Vec<&str> = resource.creators.iter().take(2).map(|creator| creator.name.as_str()).collect();
    names.join(", ")
}
