//! ILS-DI: what a library's system says of its copies and readers, asked and answered.
//!
//! Written after the Digital Library Federation's *Recommendation for an API for effective interoperation between integrated
//! library systems and external discovery applications* (version 1.1, December 2008), in the form Koha gave it: one address,
//! `service=…` and parameters in the query, XML that is mostly the names of Koha's own columns. Other vendors answer the same
//! services in names of their own; those of Nanook are read too.
//!
//! Nothing here reaches the network. [`Request`] writes a question's query and reads it back; the functions of [`read`] take
//! the bytes that came, whatever they are (a sign-in page, a sheet of another encoding, half an answer), and never panic;
//! those of [`write`] give a server's answers, for simulators and tests.
//!
//! ```
//! use ils_di::{Request, read};
//!
//! let question = Request::LookupPatron { id: "20012345".into(), kind: None };
//! assert_eq!(question.address("https://koha.example.org/cgi-bin/koha/ilsdi.pl"),
//!     "https://koha.example.org/cgi-bin/koha/ilsdi.pl?service=LookupPatron&id=20012345");
//! let answer = b"<?xml version=\"1.0\"?><LookupPatron><id>572</id></LookupPatron>";
//! assert_eq!(read::patron_id(answer).unwrap(), "572");
//! ```

mod answer;
mod fault;
pub mod read;
mod request;
mod value;
pub mod write;
mod xml;

pub use answer::{
    Copy, Debarred, Fine, Hold, HoldState, ItemAvailability, Loan, PatronInfo, PatronStatus, Placed,
    RecordAvailability, RecordCopies, Renewed, Status,
};
pub use fault::{Fault, Refusal};
pub use request::{IdKind, Request, RequestError};
pub use xml::LARGEST;
