//! OAI-PMH 2.0 (Open Archives Initiative Protocol for Metadata Harvesting), both ways.
//!
//! - A **provider** gives the pairs of a query string or form to [`Request::parse`], answers with a [`Response`] and
//!   sends [`Response::to_xml`]. [`KeysetToken`] is a resumption token that remembers the last record sent, so that a
//!   page deep in a list costs what the first one does and nothing is kept between two requests.
//! - A **harvester** asks with [`Request::pairs`] and gives the bytes of an answer to [`read_response`], which keeps the
//!   exact bytes of each record's metadata and says in a [`ReadError`] what came instead of an answer.
//!
//! The crate knows no network, no database and no clock: the caller says what time it is.
//!
//! ```
//! use oai_pmh::{Body, Datestamp, Granularity, Request, Response, read_response};
//! let pairs = [("verb".to_owned(), "Identify".to_owned())];
//! assert_eq!(Request::parse(&pairs, Granularity::Second), Ok(Request::Identify));
//! let now = Datestamp::parse("2026-11-22T10:00:00Z").expect("a date");
//! let answer = Response::new(now, "https://example.org/oai", &pairs, Body::Sets(vec![], None)).to_xml();
//! assert!(matches!(read_response(answer.as_bytes()).expect("readable").body, Body::Sets(..)));
//! ```
//!
//! Standard: <https://www.openarchives.org/OAI/2.0/openarchivesprotocol.htm>.

mod datestamp;
mod dublin_core;
mod error;
mod model;
mod namespaces;
mod read;
mod request;
mod token;
mod write;
mod xml;

pub use datestamp::{Datestamp, Granularity};
pub use dublin_core::DublinCore;
pub use error::{ErrorCode, ProtocolError};
pub use model::{Body, DeletedRecord, Header, Identify, Metadata, MetadataFormat, Record, Response, Resumption, Set};
pub use read::{ReadError, read_response};
pub use request::{ListRequest, Request, Selection};
pub use token::{GarbledToken, KeysetToken, ListVerb};
pub use xml::{push_attribute, push_text};

/// Namespace of OAI-PMH 2.0 answers.
pub const NAMESPACE: &str = "http://www.openarchives.org/OAI/2.0/";
/// Namespace of the `oai_dc` container.
pub const OAI_DC_NAMESPACE: &str = "http://www.openarchives.org/OAI/2.0/oai_dc/";
/// XML Schema of `oai_dc`.
pub const OAI_DC_SCHEMA: &str = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd";
/// Namespace of the fifteen Dublin Core elements.
pub const DC_NAMESPACE: &str = "http://purl.org/dc/elements/1.1/";
/// Namespace of MARCXML, whatever dialect of MARC it carries.
pub const MARCXML_NAMESPACE: &str = "http://www.loc.gov/MARC21/slim";
/// XML Schema of MARCXML.
pub const MARCXML_SCHEMA: &str = "http://www.loc.gov/standards/marcxml/schema/MARC21slim.xsd";
