//! OPDS 2.0: the feeds by which reading apps browse a library, and the document that tells them how to sign in.
//!
//! Written after the drafts *OPDS 2.0* and *Authentication for OPDS 1.0* (<https://drafts.opds.io>), which build on the
//! Readium Web Publication Manifest: publications carry its metadata and its links. [`faults`] says where a feed departs
//! from what those drafts' schemas ask, for feeds of ours in tests and for feeds received.
//!
//! ```
//! use opds::{Feed, Link, Metadata, Publication, rel, types};
//!
//! let book = Publication {
//!     metadata: Metadata { author: vec!["Émile Zola".into()], language: Some("fr".into()), ..Metadata::titled("Germinal") },
//!     links: vec![Link::to("https://example.org/germinal.epub", types::EPUB).rel(rel::OPEN_ACCESS)],
//!     images: Vec::new(),
//! };
//! let mut feed = Feed::titled("Médiathèque", "https://example.org/opds");
//! feed.publications.push(book);
//! let json = serde_json::to_value(&feed).expect("plain data");
//! assert!(opds::faults(&json).is_empty());
//! ```

mod authentication;
mod check;
mod feed;
mod link;

pub use authentication::{AuthenticationDocument, Flow, Labels};
pub use check::faults;
pub use feed::{Facet, Feed, FeedMetadata, Group, Metadata, Publication};
pub use link::{Availability, Link, Properties, State};

/// Media types.
pub mod types {
    /// A feed.
    pub const FEED: &str = "application/opds+json";
    /// A publication of a feed, alone.
    pub const PUBLICATION: &str = "application/opds-publication+json";
    /// The document that tells how to sign in (*Authentication for OPDS* §2.1).
    pub const AUTHENTICATION: &str = "application/opds-authentication+json";
    /// A book.
    pub const EPUB: &str = "application/epub+zip";
    /// A Readium Web Publication Manifest.
    pub const WEBPUB: &str = "application/webpub+json";
    /// A Readium manifest of an audiobook.
    pub const AUDIOBOOK: &str = "application/audiobook+json";
    /// A page for people.
    pub const HTML: &str = "text/html";
}

/// Relations of links.
pub mod rel {
    /// The feed or publication itself.
    pub const SELF: &str = "self";
    /// The first feed of a catalogue.
    pub const START: &str = "start";
    /// The search, whose address is a template with `query`.
    pub const SEARCH: &str = "search";
    /// Pages of a feed.
    pub const NEXT: &str = "next";
    /// Pages of a feed.
    pub const PREVIOUS: &str = "previous";
    /// Another form of the same, as its page for people.
    pub const ALTERNATE: &str = "alternate";
    /// A list of a feed, the newest first.
    pub const NEW: &str = "http://opds-spec.org/sort/new";
    /// To be had by anyone, without an account.
    pub const OPEN_ACCESS: &str = "http://opds-spec.org/acquisition/open-access";
    /// To be had for a time, with an account.
    pub const BORROW: &str = "http://opds-spec.org/acquisition/borrow";
    /// To be had, without saying on which condition.
    pub const ACQUISITION: &str = "http://opds-spec.org/acquisition";
    /// The document that tells how to sign in.
    pub const AUTHENTICATE: &str = "authenticate";
}
