//! A reader's own page of the médiathèque.

use serde::Serialize;

use super::tile::Tile;

/// `mediatheque/mine.html`.
#[derive(Debug, Clone, Serialize)]
pub struct Mine {
    /// What is begun.
    pub begun: Vec<Begun>,
    /// Waiting lists one is on.
    pub waiting: Vec<Waits>,
    /// Certificates earned.
    pub certificates: Vec<Earned>,
}

/// Something begun.
#[derive(Debug, Clone, Serialize)]
pub struct Begun {
    /// The resource.
    pub tile: Tile,
    /// When it was last opened (RFC 3339).
    pub at: String,
    /// On which device; may be empty.
    pub device: String,
    /// Where the form that forgets it goes.
    pub forget: String,
}

/// A waiting list.
#[derive(Debug, Clone, Serialize)]
pub struct Waits {
    /// The resource.
    pub tile: Tile,
    /// One's place; 0 when a seat is kept.
    pub place: u32,
    /// Until when a seat is kept (RFC 3339).
    pub until: Option<String>,
    /// Where the form that leaves goes.
    pub action: String,
}

/// A certificate.
#[derive(Debug, Clone, Serialize)]
pub struct Earned {
    /// Its page.
    pub href: String,
    /// Title.
    pub title: String,
    /// When (RFC 3339).
    pub at: String,
}
