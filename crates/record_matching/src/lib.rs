//! Decides which records describe the same edition and the same work, and says why.
//!
//! A library network holds one novel under a hundred records: other punctuation, a missing subtitle, a wrong ISBN, a
//! typing error, the author's name the other way round. A [`Matcher`] holds what matters of every record
//! ([`Features`]) and *places* each one: in an edition (same manifestation: publisher, year, pages, ISBN agree) and
//! in a work (same text or music: title and authors agree, translations and re-editions included).
//!
//! How it decides:
//!
//! - **Nothing is merged on one number alone.** An ISBN is confirmed by title or author, because wrong and re-used
//!   ISBNs exist.
//! - **Candidates come from several keys** (identifiers; author with a word of the title; the title; a word with the
//!   number of pages), so that one wrong element does not hide a record. No list of candidates is given up for being
//!   long.
//! - **A cluster is judged as a whole.** A record joins only when it contradicts none of the cluster's other
//!   records: another volume number, another author, another kind forbid it, so chains of weak links do not grow.
//! - **Librarians decide last.** [`Matcher::decide`] records "the same" or "not the same"; every later placement,
//!   merge and rebuild obeys.
//!
//! ```
//! use bibliography::{Contributor, Description, Name};
//! use record_matching::{Features, Matcher};
//!
//! let mut germinal = Description { title: "Germinal".into(), year: Some(1978), ..Description::default() };
//! germinal.contributors.push(Contributor {
//!     name: Name { family: "Zola".into(), given: "Émile".into(), ..Name::default() },
//!     role: String::new(),
//! });
//! let mut matcher = Matcher::new();
//! let first = matcher.place(1, &Features::from(&germinal));
//! germinal.title = "GERMINAL : roman".into();
//! let second = matcher.place(2, &Features::from(&germinal));
//! assert_eq!(first.work, second.work);
//! ```

mod blocking;
mod compare;
mod explain;
mod features;
mod hash;
mod index;
mod matcher;
mod reason;

pub use explain::{Agreement, Aspect, Explanation, Line, explain};
pub use features::{BadFeatures, Features};
pub use matcher::{Decision, Level, Matcher, Memory, Placement};
pub use reason::{Reason, ReasonCode};
