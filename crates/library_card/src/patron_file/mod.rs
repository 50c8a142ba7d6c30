//! Readers brought in from a library's own system, by file: [`read()`], then [`plan`] says what would happen, then
//! [`apply`] does it. Applied twice, the second time changes nothing.

mod apply;
mod keep;
mod read;

pub use apply::{Deed, Doubt, Plan, Planned, apply, plan};
pub use keep::{Kept, drop_file, keep, kept};
pub use read::{Column, FileFault, LineFault, Patron, PatronFile, read, text_of};
