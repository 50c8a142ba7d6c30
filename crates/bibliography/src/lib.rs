//! A bibliographic description in one shape, whatever format the library sent.
//!
//! [`describe`] reads a [`marc::Record`] (UNIMARC or MARC21) into a [`Description`]: the part of a record that matching,
//! search and pages need. It never fails: what a record lacks stays empty, and unknown is not zero.

mod catalogue_numbers;
mod dates;
mod describe;
mod description;
mod field_reading;
mod identifier;
mod isbn;
mod languages;
mod material;
mod names;
mod wording;

pub use dates::read_year;
pub use describe::{describe, describe_owned};
pub use description::{Audience, Contributor, Description, Holding, Kind, Name, OtherTitle, Series, TitleKind};
pub use identifier::{Identifier, Isbn};
pub use isbn::{read_ean, read_isbn, read_ismn, read_issn};
