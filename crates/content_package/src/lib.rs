//! What may be read here: EPUB, comics, PDF, audio, film, SCORM and quizzes, opened safely.
//!
//! [`inspect`] opens a file by what it holds and says what it is, what it says of itself, and what a reader may be given of
//! it; or the [`Fault`] for which it is not taken, in words for whoever sent it. Nothing is believed: archives are opened
//! within [`Limits`], names that lead out are refused, what is inflated is counted. [`sanitize`] cleans the documents of
//! books when they are shown; [`webpub`] writes the manifest a reader follows.
//!
//! ```no_run
//! let file = std::fs::File::open("germinal.epub")?;
//! let mut opened = content_package::inspect("germinal.epub", file)?;
//! println!("{:?}: {}", opened.package.kind(), opened.package.metadata.title);
//! for entry in opened.package.entries.clone() {
//!     let mut bytes = Vec::new();
//!     opened.copy(&entry.path, &mut bytes)?;
//! }
//! let manifest = content_package::webpub::manifest(&opened.package);
//! # Ok::<(), content_package::Fault>(())
//! ```

mod archive;
mod audio;
mod comic;
mod course;
mod epub;
mod fault;
mod film;
mod href;
mod kind;
pub mod media_type;
mod metadata;
mod package;
mod pdf;
pub mod quiz;
pub mod sanitize;
pub mod scorm;
pub mod webpub;
pub mod webvtt;
mod xml;

pub use archive::{Archive, ArchiveEntry, Limits};
pub use fault::Fault;
pub use href::{decode as decode_path, encode as encode_path};
pub use kind::Kind;
pub use metadata::{Creator, Metadata, isbn_13};
pub use package::{Cover, Entry, Layout, Link, Note, Opened, Package, inspect, inspect_within};
