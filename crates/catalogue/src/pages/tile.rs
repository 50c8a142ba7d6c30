//! Pieces several pages show: a work as a poster, a link, a holder, a kind.

use bibliography::{Audience, Kind};
use serde::Serialize;

use crate::availability::{Asked, Now};

/// A link in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    /// Its words.
    pub label: String,
    /// Where it goes.
    pub href: String,
}

/// Where a work can be read, seen or heard online.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Online {
    /// The address.
    pub href: String,
    /// Whether it is on this server, with the card: "read now".
    pub here: bool,
}

/// A work shown as a poster in a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WorkTile {
    /// The work's number: its poster is drawn from it.
    pub id: i64,
    /// The work's page.
    pub href: String,
    /// Its title.
    pub title: String,
    /// Its author, empty when none is known.
    pub author: String,
    /// Its kind, see [`kind_code`].
    pub kind: &'static str,
    /// The year of its first or latest edition, if known.
    pub year: Option<i16>,
    /// How many libraries hold it.
    pub libraries: u64,
}

/// A library that holds an edition.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Holder {
    /// The library's name.
    pub library: String,
    /// The library's page.
    pub href: String,
    /// Its commune.
    pub commune: String,
    /// Where the copy stands; empty when the library does not say.
    pub call_number: String,
    /// What its record says of the copy, as it says it; empty when it says nothing.
    pub status: String,
    /// Whether the status means it can be had now; `None` when it cannot be told.
    pub available: Option<bool>,
    /// How many copies.
    pub copies: u64,
    /// The library's code.
    pub code: String,
    /// The library's own number for the record.
    #[serde(skip)]
    pub record: String,
    /// The copies' barcodes, those known.
    #[serde(skip)]
    pub barcodes: Vec<String>,
    /// What the library says right now; `None` when its system is not connected or tells nothing.
    pub now: Option<Now>,
    /// Where a reader asks for the title there; `None` when one can't.
    pub reserve: Option<String>,
}

impl Holder {
    /// What to ask the library about these copies.
    pub(crate) fn asked(&self) -> Asked {
        Asked { library: self.code.clone(), record: self.record.clone(), barcodes: self.barcodes.clone() }
    }
}

/// The word that stands for a kind in messages (`catalogue-kind-book`) and in addresses (`type=book`).
#[must_use]
pub fn kind_code(kind: Kind) -> &'static str {
    match kind {
        Kind::Book => "book",
        Kind::Serial => "serial",
        Kind::Film => "film",
        Kind::Music => "music",
        Kind::Score => "score",
        Kind::Map => "map",
        Kind::AudioBook => "audiobook",
        Kind::Comic => "comic",
        Kind::Electronic => "electronic",
        Kind::Image => "image",
        Kind::Object => "object",
        Kind::Manuscript => "manuscript",
        Kind::Other => "other",
    }
}

/// The word that stands for an audience in messages and addresses.
#[must_use]
pub fn audience_code(audience: Audience) -> &'static str {
    match audience {
        Audience::Unknown => "unknown",
        Audience::Children => "children",
        Audience::Teenagers => "teenagers",
        Audience::Adults => "adults",
    }
}
