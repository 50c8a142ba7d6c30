//! What a file is, whatever its name says.

use serde::{Deserialize, Serialize};

/// What a package is, and so which reader or player opens it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// EPUB 2 or 3.
    Epub,
    /// Images in order: a CBZ.
    Comic,
    /// PDF.
    Pdf,
    /// Sound in order: one MP3 or a zip of them, with a manifest or without.
    Audiobook,
    /// A film: MP4.
    Film,
    /// A SCORM 1.2 or 2004 package.
    Scorm,
    /// A quiz in our own format.
    Quiz,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 7] =
        [Self::Epub, Self::Comic, Self::Pdf, Self::Audiobook, Self::Film, Self::Scorm, Self::Quiz];

    /// Its name in tables and messages.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Epub => "epub",
            Self::Comic => "comic",
            Self::Pdf => "pdf",
            Self::Audiobook => "audiobook",
            Self::Film => "film",
            Self::Scorm => "scorm",
            Self::Quiz => "quiz",
        }
    }

    /// The kind of that name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}
