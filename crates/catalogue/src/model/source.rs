//! Libraries as the catalogue numbers them, and the sources they declare.

use marc::{Encoding, Format};

/// A library of the network: a small number for facets, a code for people and machines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Library {
    /// Number given once, from 1; fits the index's profiles.
    pub number: u16,
    /// Code by which the library is named in commands, sets and addresses.
    pub code: String,
    /// Name as shown.
    pub name: String,
    /// INSEE code of its commune; empty when not known.
    pub commune: String,
    /// True when it exists for the demonstration only.
    pub demo: bool,
}

/// Code of the library that is only online: what is read, seen and heard on this server is its collection.
pub const ONLINE_LIBRARY: &str = "mediatheque-en-ligne";

impl Library {
    /// Whether it is the one without a shelf or a dot on the map.
    #[must_use]
    pub fn is_online(&self) -> bool {
        self.code == ONLINE_LIBRARY
    }
}

/// How records reach us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceKind {
    /// Files, by command or upload.
    File,
    /// An OAI-PMH 2.0 repository we harvest.
    Oai,
}

impl SourceKind {
    /// The word kept in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            SourceKind::File => "file",
            SourceKind::Oai => "oai",
        }
    }
}

/// A stream of records of one library: its numbers are unique within the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Number given once.
    pub id: i64,
    /// The library it belongs to.
    pub library: u16,
    /// Name within the library; `principal` unless declared otherwise.
    pub name: String,
    /// How records reach us.
    pub kind: SourceKind,
    /// Format to assume; `None` = look at each record.
    pub format: Option<Format>,
    /// Encoding to assume; `None` = look at each record.
    pub encoding: Option<Encoding>,
    /// Address of the OAI-PMH repository.
    pub base_url: Option<String>,
    /// `metadataPrefix` to ask for.
    pub oai_prefix: Option<String>,
    /// Set to ask for.
    pub oai_set: Option<String>,
    /// Whether that address may be on a private network: whoever keeps the network answers for it.
    pub private: bool,
    /// Where the harvest stands (JSON), `None` before the first.
    pub harvest_state: Option<String>,
}

/// A source to declare.
#[derive(Clone, Debug, Default)]
pub struct NewSource {
    /// Name within the library.
    pub name: String,
    /// Format to assume.
    pub format: Option<Format>,
    /// Encoding to assume.
    pub encoding: Option<Encoding>,
    /// Address of an OAI-PMH repository; makes it a harvested source.
    pub base_url: Option<String>,
    /// `metadataPrefix` to ask for.
    pub oai_prefix: Option<String>,
    /// Set to ask for.
    pub oai_set: Option<String>,
    /// Whether that address may be on a private network.
    pub private: bool,
}
