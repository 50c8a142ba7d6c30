//! A bibliographic description in one shape, whatever format the library sent.
//!
//! [`describe`] reads a [`marc::Record`] (UNIMARC or MARC21) into a [`Description`]: the part of a record that matching,
//! search and pages need. It never fails: what a record lacks stays empty, and unknown is not zero.

mod description;
mod identifier;

pub use description::{
    Audience, Contributor, Description, Holding, Kind, Name, OtherTitle, Series, TitleKind,
};
pub use identifier::{Identifier, Isbn};
