//! Identifiers, normalised so that two spellings of one number compare equal.

use serde::{Deserialize, Serialize};

/// An ISBN as its 13 digits (an ISBN-10 is converted, ISO 2108).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Isbn(pub u64);

/// A number or address that names a document.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Identifier {
    /// ISBN with a right check digit, as ISBN-13.
    Isbn(Isbn),
    /// ISBN whose check digit or length is wrong: kept as written, digits and X only.
    WrongIsbn(String),
    /// ISSN, eight characters without hyphen.
    Issn(String),
    /// EAN-13 that is not an ISBN (films, music, games).
    Ean(u64),
    /// ISMN, 13 digits.
    Ismn(u64),
    /// Publisher's number (music, films), as written.
    PublisherNumber(String),
    /// ARK (`ark:/12148/…`).
    Ark(String),
    /// Record number in a national or union catalogue, with its source: `("ppn", "…")`, `("oclc", "…")`, `("frbnf", "…")`.
    Catalogue(String, String),
}
