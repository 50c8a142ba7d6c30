//! MARCXML (Library of Congress "slim" schema), MarcXchange (ISO 25577) and their kin.

mod frame;
mod read;
mod write;

pub(crate) use frame::{XmlFrame, find_frame};
pub(crate) use read::read;
pub use write::{MARCXML_END, MARCXML_START, write_marcxml};
