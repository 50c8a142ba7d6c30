//! What the index answers.

use crate::Facet;

/// The answer to a [`crate::Request`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// How many works match, exactly.
    pub total: usize,
    /// The works asked for, in order.
    pub hits: Vec<Hit>,
    /// The facets asked for, in the order asked.
    pub facets: Vec<FacetCounts>,
    /// What was perhaps meant, when a typed word is unknown and a likely one is not.
    pub suggestion: Option<String>,
    /// Typed words that not every hit has, because no work has them all.
    pub dropped: Vec<String>,
    /// How far from the letter the query had to be read.
    pub reading: Reading,
}

/// How the typed text was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reading {
    /// Every hit has every word, or a form of it.
    #[default]
    Exact,
    /// As an identifier.
    Identifier,
    /// Words near in spelling or sound were accepted.
    Near,
    /// Some words were dropped.
    Relaxed,
}

/// A work found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The work's number.
    pub work: i64,
    /// Higher is better; only comparable within one page.
    pub score: f32,
    /// The bytes given as [`crate::WorkDocument::card`].
    pub card: Vec<u8>,
}

/// How many works have each value of a facet.
///
/// Each facet ignores its own filter and respects all others, so that a reader sees what ticking another value adds.
#[derive(Clone, Debug, PartialEq)]
pub struct FacetCounts {
    /// Which facet.
    pub facet: Facet,
    /// Values and numbers of works, most frequent first; values chosen in the filters are always there.
    pub values: Vec<(FacetValue, u32)>,
}

/// A value of a facet.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FacetValue {
    /// A number of the caller's, or the first year of a period, or 0 and 1 for not online and online.
    Number(i32),
    /// A subject heading.
    Heading(String),
}

/// Something to propose while a reader types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proposal {
    /// A title, with the work that bears it and its first author.
    Title {
        /// The title as shown.
        title: String,
        /// Its first author, empty when none.
        author: String,
        /// The work.
        work: i64,
    },
    /// An author.
    Author {
        /// The name as the records print it.
        name: String,
        /// How many of the works looked at bear it.
        works: usize,
    },
}
