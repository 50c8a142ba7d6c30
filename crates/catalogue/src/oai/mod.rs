//! The union catalogue as an OAI-PMH 2.0 repository.
//!
//! - An **item** is a library's record, as held: `oai:<domain>:<number of the record>`. Harvesters that want the union's
//!   own grouping ask SRU or the JSON API.
//! - A **set** is a library; its name is the library's code.
//! - **Formats**: `oai_dc`; `marcxml`, each record in the dialect it came in (most French libraries send UNIMARC) inside
//!   the Library of Congress's envelope, which cannot say which dialect; `marcxchange` (ISO 25577), the same record in the
//!   envelope that says it (`format="UNIMARC"` or `"MARC21"`). Nothing is converted: conversion loses.
//! - **Deleted** records are told for ever.
//! - **Lists** are in order of change; a token carries the last record's key, so that a page costs the same at any depth
//!   and a restart of the server breaks no harvest.
//!
//! `responseDate`, from which a harvester asks the next time, is [`SETTLING`] earlier than the clock: a record bears the
//! instant at which its transaction began and is seen when it ends. It may so be sent twice, never be missed.

mod answer;
mod dublin_core;
mod formats;
mod identifier;
mod lists;
#[cfg(test)]
pub(crate) mod tests;

pub use answer::answer;
pub(crate) use dublin_core::dublin_core;
pub(crate) use formats::{Envelope, marc_xml};
pub use identifier::Repository;

/// The longest time, in milliseconds, between the stamp of a record and its commit.
pub(crate) const SETTLING: i64 = 30_000;
/// Records a page.
const RECORDS: i64 = 100;
/// Headers a page.
const HEADERS: i64 = 500;
