//! The indexes that a query may name.

use cql::{Diagnostic, Name, PrefixAssignment};
use work_search::Field;

/// What an index stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Index {
    /// Words of a field.
    Words(Field),
    /// Everything there is, whatever the term.
    AllRecords,
    /// ISBN, ISSN, EAN, ARK, PPN.
    Identifier,
    /// Year of publication.
    Year,
    /// Code of a language.
    Language,
    /// Kind of document.
    Kind,
    /// Code of a library.
    Library,
    /// Number of a work.
    Work,
}

/// Context sets: our prefix for it, and the names under which queries may assign another.
pub(super) const SETS: [(&str, &str); 4] = [
    ("cql", "info:srw/cql-context-set/1/cql-v1.2"),
    ("dc", "info:srw/cql-context-set/1/dc-v1.1"),
    ("bath", "http://zing.z3950.org/cql/bath/2.0/"),
    ("rec", "info:srw/cql-context-set/2/rec-1.1"),
];

/// Every index: context set, name, what it stands for, title for people.
pub(super) const INDEXES: [(&str, &str, Index, &str); 27] = [
    ("cql", "serverChoice", Index::Words(Field::Any), "Anywhere"),
    ("cql", "anywhere", Index::Words(Field::Any), "Anywhere"),
    ("cql", "anyIndexes", Index::Words(Field::Any), "Anywhere"),
    ("cql", "keywords", Index::Words(Field::Any), "Anywhere"),
    ("cql", "allRecords", Index::AllRecords, "Everything"),
    ("dc", "title", Index::Words(Field::Title), "Title"),
    ("dc", "creator", Index::Words(Field::Author), "Author"),
    ("dc", "contributor", Index::Words(Field::Author), "Author or contributor"),
    ("dc", "subject", Index::Words(Field::Subject), "Subject"),
    ("dc", "publisher", Index::Words(Field::Publisher), "Publisher"),
    ("dc", "relation", Index::Words(Field::Series), "Series"),
    ("dc", "date", Index::Year, "Year of publication"),
    ("dc", "language", Index::Language, "Language (ISO 639-2/B)"),
    ("dc", "type", Index::Kind, "Kind of document"),
    ("dc", "source", Index::Library, "Library (its code)"),
    ("dc", "identifier", Index::Identifier, "Identifier (ISBN, ISSN, EAN, ARK, PPN)"),
    ("bath", "any", Index::Words(Field::Any), "Anywhere"),
    ("bath", "title", Index::Words(Field::Title), "Title"),
    ("bath", "author", Index::Words(Field::Author), "Author"),
    ("bath", "name", Index::Words(Field::Author), "Name"),
    ("bath", "personalName", Index::Words(Field::Author), "Personal name"),
    ("bath", "subject", Index::Words(Field::Subject), "Subject"),
    ("bath", "isbn", Index::Identifier, "ISBN"),
    ("bath", "issn", Index::Identifier, "ISSN"),
    ("bath", "standardIdentifier", Index::Identifier, "Standard identifier"),
    ("rec", "id", Index::Work, "Number of the work"),
    ("rec", "identifier", Index::Work, "Number of the work"),
];

/// Prefixes that a query assigned, innermost last.
pub(super) type Assigned<'a> = Vec<&'a PrefixAssignment>;

/// The index of that name: 15 for an unknown context set, 16 for an unknown index. A name without prefix is looked up in
/// every set.
pub(super) fn find(name: &Name, assigned: &Assigned<'_>) -> Result<Index, Diagnostic> {
    let assignment = assigned.iter().rev().find(|assignment| match (&assignment.prefix, &name.prefix) {
        (Some(assigned), Some(used)) => assigned.eq_ignore_ascii_case(used),
        (None, None) => true,
        _ => false,
    });
    let set = match (assignment, &name.prefix) {
        (Some(assignment), _) => Some(set_of(&assignment.uri).ok_or_else(|| unknown_set(&assignment.uri))?),
        (None, Some(prefix)) => {
            let known = SETS.into_iter().find(|(set, _)| set.eq_ignore_ascii_case(prefix));
            Some(known.ok_or_else(|| unknown_set(prefix))?.0)
        }
        (None, None) => None,
    };
    INDEXES
        .into_iter()
        .find(|(of, base, ..)| base.eq_ignore_ascii_case(&name.base) && set.is_none_or(|set| set == *of))
        .map(|(_, _, index, _)| index)
        .ok_or_else(|| Diagnostic::new(16, name.to_string()))
}

/// Our prefix for a context set of that name, whatever its version.
fn set_of(uri: &str) -> Option<&'static str> {
    let stem = |uri: &str| uri.trim_end_matches(|c: char| c.is_ascii_digit() || ".v/-".contains(c)).to_owned();
    SETS.into_iter().find(|(_, known)| stem(known).eq_ignore_ascii_case(&stem(uri))).map(|(set, _)| set)
}

fn unknown_set(name: &str) -> Diagnostic {
    Diagnostic::new(15, name)
}
