//! Reads and writes library records: ISO 2709 and MARCXML, UNIMARC and MARC 21, in every encoding libraries still send.

mod encoding;
mod iso2709;
mod marcxml;
mod note;
mod reader;
mod record;

pub use encoding::Encoding;
pub use iso2709::{WriteError, write_iso2709};
pub use marcxml::{MARCXML_END, MARCXML_START, write_marcxml};
pub use note::{Note, Reason};
pub use reader::{Delivery, Options, Outcome, Reader, parse};
pub use record::{Field, Format, Leader, Record, Subfields};
