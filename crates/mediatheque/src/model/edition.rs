//! What a resource's files are.

use content_package::Kind;
pub use content_package::Note;
use serde::{Deserialize, Serialize};

use super::resource::coded;
use crate::{Error, Result};

/// One file as it came in, opened and understood.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Edition {
    /// Identifier. Links to content are made for it.
    pub id: String,
    /// Of which resource.
    pub resource: String,
    /// What the file is, and so which reader opens it.
    pub package: Kind,
    /// The name it came with.
    pub file_name: String,
    /// SHA-256 of the file as received.
    pub hash: String,
    /// Its size in bytes.
    pub size: i64,
    /// What its reader needs: a Readium Web Publication Manifest for books, comics, audiobooks, PDFs and films
    /// (hrefs are paths of entries), `content_package::scorm::Course` for a course, `content_package::quiz::Quiz` for a quiz.
    pub manifest: serde_json::Value,
    /// What was noticed when it was checked.
    pub notes: Vec<Note>,
    /// When it came, in milliseconds since 1970 UTC.
    pub created_at_ms: i64,
}

/// A file of an edition that a reader may be given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Its path in the package.
    pub path: String,
    /// SHA-256 of its bytes.
    pub hash: String,
    /// Its size in bytes.
    pub size: i64,
    /// What it is served as.
    pub media_type: String,
}

coded! {
    /// What a track is for; the first three are WebVTT for `<track kind>`.
    TrackKind, "kind of track":
    /// What is said and heard, for whoever does not hear.
    Captions = "captions",
    /// What is said, in another language.
    Subtitles = "subtitles",
    /// What is seen, as text to be spoken.
    Descriptions = "descriptions",
    /// What is seen, as sound.
    AudioDescription = "audio_description",
}

/// Something that goes beside a film or a recording.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Track {
    /// Identifier. Served at `~piste/{id}` beside the entries.
    pub id: String,
    /// Of which resource.
    pub resource: String,
    /// What it is for.
    pub kind: TrackKind,
    /// BCP 47 code.
    pub language: String,
    /// What the player's menu says.
    pub label: String,
    /// SHA-256 of its bytes.
    pub hash: String,
    /// Its size in bytes.
    pub size: i64,
    /// `text/vtt` or a sound.
    pub media_type: String,
}
