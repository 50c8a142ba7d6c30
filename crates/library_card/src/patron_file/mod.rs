//! Readers brought in from a library's own system, by file.

mod read;

pub use read::{Column, FileFault, LineFault, Patron, PatronFile, read};
