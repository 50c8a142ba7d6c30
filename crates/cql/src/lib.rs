//! CQL 1.2, the Contextual Query Language of SRU: parsed to a tree, printed back, refused with the diagnostics of SRU.
//!
//! ```
//! use cql::{Node, parse};
//! let query = parse("dc.title all \"le rouge noir\" and dc.creator = stendhal sortBy dc.date/sort.descending")?;
//! assert_eq!(query.sort[0].index.to_string(), "dc.date");
//! assert!(matches!(query.root, Node::Boolean(_)));
//! assert_eq!(parse("title = (").unwrap_err().number(), 10);
//! # Ok::<(), cql::Diagnostic>(())
//! ```
//!
//! The crate says what a query means in CQL, never what a server supports: that is the server's to refuse, with the same
//! [`Diagnostic`].
//!
//! Standard: <https://www.loc.gov/standards/sru/cql/spec.html>;
//! diagnostics: <https://www.loc.gov/standards/sru/diagnostics/diagnosticsList.html>.

mod diagnostic;
mod parse;
mod print;
mod term;
mod token;
mod tree;

pub use diagnostic::Diagnostic;
pub use parse::{MAX_CHARACTERS, MAX_CLAUSES, MAX_DEPTH, parse};
pub use term::{Part, Term};
pub use tree::{
    Boolean, BooleanClause, Comparison, Modifier, Name, Node, PrefixAssignment, Query, Relation, SearchClause, SortKey,
};
