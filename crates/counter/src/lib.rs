//! COUNTER 5.1: usage reports computed from uses, and vendors' reports read.
//!
//! The [COUNTER Code of Practice, Release 5.1](https://cop5.countermetrics.org/en/5.1/) is how libraries and vendors
//! count the use of what they share. This room is pure: [`Usage`] rows in, a [`Report`] out ([`build`]), printed as the
//! JSON of the COUNTER API ([`Report::to_json`]) or as the tabular form ([`Report::to_tsv`]); and any vendor's report,
//! of Release 5 or 5.1, JSON or tabular, read into the same [`Report`] ([`read()`]).
//!
//! Double clicks, sessions and robots (§7) are the business of whoever counts: a row holds metrics already counted.
//!
//! ```
//! use counter::{Month, Usage, Metrics, Work, ReportId, Header, Filters, Attributes, build};
//! let rows = [Usage {
//!     month: "2026-11".parse().unwrap(),
//!     work: Work { platform: "Beffroi".into(), title: "Germinal".into(), data_type: "Book".into(), ..Work::default() },
//!     metrics: Metrics { total_requests: 3, unique_requests: 2, total_investigations: 4, unique_investigations: 2,
//!         ..Metrics::default() },
//!     ..Usage::default()
//! }];
//! let month: Month = "2026-11".parse().unwrap();
//! let report = build(ReportId::TrB1, Header::default(), month, month, &Filters::default(), &Attributes::default(), &rows);
//! assert_eq!(report.total("Total_Item_Requests"), 3);
//! ```

mod build;
mod exception;
mod json;
mod model;
mod month;
mod read;
mod report_id;
mod tabular;

pub use build::{Access, Attributes, Filters, Metrics, Usage, Work, build};
pub use exception::Exception;
pub use model::{Header, Line, Parent, Report, Subject};
pub use month::Month;
pub use read::{Unreadable, read};
pub use report_id::{Kind, ReportId};
