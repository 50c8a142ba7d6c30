//! The wing's tables: nothing else touches them.

pub(crate) mod batches;
pub(crate) mod benefits;
pub(crate) mod claims;
pub(crate) mod gifts;
pub(crate) mod letters;
pub(crate) mod orders;
pub(crate) mod passes;
pub(crate) mod phones;
pub(crate) mod products;

use jiff::civil::Date;

/// A day as it is kept.
pub(crate) fn day(date: Option<Date>) -> Option<String> {
    date.map(|date| date.to_string())
}
