//! What an answer says, the same types whether it is written or read.

use crate::datestamp::{Datestamp, Granularity};
use crate::error::ProtocolError;

/// A whole answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// When the provider answered. `None` when what was read is no date.
    pub response_date: Option<Datestamp>,
    /// Address of the provider, as it names itself.
    pub base_url: String,
    /// Arguments of the request, `verb` included, as the answer repeats them. Empty for `badVerb` and `badArgument`.
    pub arguments: Vec<(String, String)>,
    /// What was asked for.
    pub body: Body,
}

/// What was asked for, or why not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// One error or more.
    Errors(Vec<ProtocolError>),
    /// `Identify`.
    Identify(Box<Identify>),
    /// `ListMetadataFormats`.
    MetadataFormats(Vec<MetadataFormat>),
    /// `ListSets`.
    Sets(Vec<Set>, Option<Resumption>),
    /// `ListIdentifiers`.
    Identifiers(Vec<Header>, Option<Resumption>),
    /// `ListRecords`.
    Records(Vec<Record>, Option<Resumption>),
    /// `GetRecord`.
    Record(Box<Record>),
}

/// What a repository says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identify {
    /// Its name for people.
    pub repository_name: String,
    /// Its address for requests.
    pub base_url: String,
    /// Version of the protocol, `2.0`.
    pub protocol_version: String,
    /// Whom to write to; at least one.
    pub admin_emails: Vec<String>,
    /// No datestamp is earlier than this one.
    pub earliest_datestamp: Option<Datestamp>,
    /// What it remembers of deleted records.
    pub deleted_record: DeletedRecord,
    /// How fine its dates are.
    pub granularity: Granularity,
    /// Compressions offered besides none.
    pub compressions: Vec<String>,
    /// Contents of the `<description>` elements, XML.
    pub descriptions: Vec<Vec<u8>>,
}

/// What a repository remembers of deleted records.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum DeletedRecord {
    /// Nothing: a record that vanished can only be found by harvesting all again.
    #[default]
    No,
    /// Everything, for ever.
    Persistent,
    /// Perhaps, for some time.
    Transient,
}

impl DeletedRecord {
    /// As written in `Identify`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::Persistent => "persistent",
            Self::Transient => "transient",
        }
    }
}

/// A format in which records can be had.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MetadataFormat {
    /// Name in requests.
    pub prefix: String,
    /// Address of its XML Schema.
    pub schema: String,
    /// Its XML namespace.
    pub namespace: String,
}

/// A set of records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Set {
    /// Name in requests.
    pub spec: String,
    /// Name for people.
    pub name: String,
}

/// What is said of a record besides its metadata.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// The item's identifier, the same for ever.
    pub identifier: String,
    /// When it was last created, changed or deleted. `None` when what was read is no date; an answer that is written
    /// then gives its own date, as the change is no later.
    pub datestamp: Option<Datestamp>,
    /// Sets it belongs to.
    pub sets: Vec<String>,
    /// True when the record is gone.
    pub deleted: bool,
}

/// A record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// Identifier, date, sets.
    pub header: Header,
    /// Content of `<metadata>`; `None` when deleted, or when a provider left it out.
    pub metadata: Option<Metadata>,
    /// Contents of the `<about>` elements, XML.
    pub about: Vec<Vec<u8>>,
}

/// The content of a `<metadata>` element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The exact bytes between `<metadata>` and `</metadata>`, space at both ends included. To be written, they must be
    /// one well-formed element in UTF-8 without XML declaration.
    pub xml: Vec<u8>,
    /// Namespaces declared by elements around it (prefix, empty for the default one; name), which the bytes rely on when
    /// they do not declare them again. Not written: what is written declares its own.
    pub inherited: Vec<(String, String)>,
}

impl Metadata {
    /// Metadata to be written.
    #[must_use]
    pub fn new(xml: Vec<u8>) -> Self {
        Self { xml, inherited: Vec::new() }
    }

    /// The bytes as a document of its own: the namespaces that it inherited are declared in its first tag, the rest is
    /// untouched. The same bytes when nothing is missing.
    #[must_use]
    pub fn standalone(&self) -> Vec<u8> {
        crate::namespaces::declare(&self.xml, &self.inherited)
    }
}

/// The end of one page of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resumption {
    /// Asks for the next page; empty on the last one.
    pub token: String,
    /// Records in the whole list, when known.
    pub complete_list_size: Option<u64>,
    /// Records before this page, when known.
    pub cursor: Option<u64>,
    /// Until when the token is good, when said.
    pub expiration: Option<Datestamp>,
}
