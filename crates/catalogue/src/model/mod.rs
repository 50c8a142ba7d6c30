//! What the catalogue speaks of, without database or web.

pub mod card;
pub(crate) mod document;
pub mod language;
pub mod report;
pub mod source;
pub mod words;

pub use card::{CardEdition, CardHolding, WorkCard};
pub use report::{RunCounts, RunReport, RunState};
pub use source::{Library, NewSource, ONLINE_LIBRARY, Source, SourceKind};
