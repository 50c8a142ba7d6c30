//! `sortBy` as an order of the index.

use cql::{Diagnostic, SortKey};
use work_search::Sort;

/// The order asked for: one key, by date or by title.
pub(super) fn of(keys: &[SortKey]) -> Result<Sort, Diagnostic> {
    let key = match keys {
        [] => return Ok(Sort::Relevance),
        [key] => key,
        _ => return Err(Diagnostic::new(84, "1")),
    };
    let mut descending = false;
    for modifier in &key.modifiers {
        if modifier.name.is("sort", "descending") {
            descending = true;
        } else if !modifier.name.is("sort", "ascending") {
            return Err(Diagnostic::new(82, modifier.name.to_string()));
        }
    }
    let is = |base| key.index.is("dc", base) || key.index.is("", base);
    match (is("date"), is("title"), descending) {
        (true, _, true) => Ok(Sort::Newest),
        (true, _, false) => Ok(Sort::Oldest),
        (_, true, false) => Ok(Sort::Title),
        (_, true, true) => Err(Diagnostic::new(90, "descending")),
        _ => Err(Diagnostic::new(82, key.index.to_string())),
    }
}
