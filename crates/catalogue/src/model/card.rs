//! What a result shows of a work: stored beside the index so that a page of results asks the database nothing.

use bibliography::Kind;
use serde::{Deserialize, Serialize};

/// A work on a page of results.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct WorkCard {
    /// Title proper as most libraries give it.
    pub title: String,
    /// Subtitle, when one is given.
    pub subtitle: String,
    /// Author as shown ("Émile Zola"); empty when the records name none.
    pub author: String,
    /// Kind of most records.
    pub kind: Kind,
    /// First subjects.
    pub subjects: Vec<String>,
    /// Editions, most held first, then newest.
    pub editions: Vec<CardEdition>,
    /// How many editions there are, when more than shown.
    pub edition_count: u32,
    /// How many records were grouped.
    pub record_count: u32,
    /// How many libraries hold it.
    pub library_count: u32,
}

/// An edition on a card.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CardEdition {
    /// Edition number.
    pub edition: i64,
    /// Year, when known.
    pub year: Option<i16>,
    /// Publisher as written.
    pub publisher: String,
    /// Language codes.
    pub languages: Vec<String>,
    /// Kind of document.
    pub kind: Kind,
    /// Address to read it online, when there is one.
    pub online: String,
    /// Who holds it.
    pub holdings: Vec<CardHolding>,
}

/// A library's record on a card.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CardHolding {
    /// Number of the library.
    pub library: u16,
    /// The library's own number for its record.
    pub local_id: String,
    /// Call number of the first copy.
    pub call_number: String,
    /// Status of the first copy as written; empty = not said.
    pub status: String,
    /// Copies the record lists.
    pub copies: u16,
}
