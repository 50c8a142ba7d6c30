//! What may be read here: EPUB, comics, PDF, audio, film, SCORM and quizzes, opened safely.

mod archive;
mod fault;
mod href;
mod kind;
pub mod media_type;
pub mod quiz;
pub mod sanitize;
pub mod scorm;
pub mod webvtt;
mod xml;

pub use archive::{Archive, ArchiveEntry, Limits};
pub use fault::Fault;
pub use href::{decode as decode_path, encode as encode_path};
pub use kind::Kind;
