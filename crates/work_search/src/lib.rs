//! The search index: one document per work, forgiving queries, true facet counts.
//!
//! The index is a cache beside the node: it is fed from the change feed with [`Writer::upsert`] and
//! [`Writer::delete`], remembers how far it was fed ([`Writer::commit`]'s watermark), and is set aside and made anew
//! when it is missing, damaged or of another schema ([`Index::open_or_create`] says which).
//!
//! How a query is read:
//! - something that looks like an ISBN, an ISSN or an EAN is looked up as an identifier first;
//! - every word must be found (in the title, an author, a subject…), small words excepted; a word stands for its
//!   other endings too (`économie`, `economies`);
//! - when that gives few works, words near in spelling, beginning alike or sounding alike are accepted;
//! - when it still gives none, words are dropped.
//!
//! How it is stored: one inverted field holds every word of a work once, and the "term frequency" of a word there is a
//! bit mask of the places where it stands (title, author, subject…). A search in one place is a search in all with a
//! mask, and ranking needs no other field. Word forms, near spellings and sounds are looked up in the vocabulary when a query
//! needs them, so they cost no index.

mod analysis;
mod candidates;
mod condition;
mod document;
mod error;
mod expand;
mod facets;
mod generation;
mod index;
mod page;
mod ranking;
mod request;
mod schema;
mod search;
mod typeahead;
mod writer;

pub use document::{Profile, WorkDocument, period_of};
pub use error::Error;
pub use index::{Index, Opened};
pub use page::{FacetCounts, FacetValue, Hit, Page, Proposal, Reading};
pub use request::{Condition, Facet, Field, Filters, Relation, Request, Sort};
pub use writer::Writer;
