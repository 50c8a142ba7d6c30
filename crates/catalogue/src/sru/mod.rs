//! The union catalogue as an SRU 1.2 server: explain and searchRetrieve, queries in CQL.
//!
//! - What is found is a **work**; the record sent for it is the library record that describes it best, in `dc`, `marcxml`
//!   or `marcxchange` (see [`crate::oai`] for what these hold). `recordIdentifier` is the work's number.
//! - Indexes and relations are listed by explain; what is not supported is refused with the standard's diagnostic, never
//!   passed over in silence.
//! - `=` asks for every word, in any order; `adj` for words side by side; a `*` at the end of the last word for its
//!   beginning. Words are compared as everywhere in the catalogue: without case, accents or endings.
//!
//! Standard: <https://www.loc.gov/standards/sru/sru-1-2.html>.

mod answer;
mod condition;
mod explain;
mod indexes;
mod parameters;
mod records;
mod sorting;
#[cfg(test)]
mod tests;
mod xml;

pub use answer::{SruServer, answer};
