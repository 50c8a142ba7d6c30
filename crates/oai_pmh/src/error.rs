//! The eight conditions of error that the protocol names (section 3.6).

use std::fmt;

/// Which of the protocol's error conditions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ErrorCode {
    /// An argument is illegal, missing, repeated or badly written.
    BadArgument,
    /// The resumption token is invalid or expired.
    BadResumptionToken,
    /// The verb is missing, repeated or not one of the six.
    BadVerb,
    /// The item or the repository does not have this metadata format.
    CannotDisseminateFormat,
    /// No item has this identifier.
    IdDoesNotExist,
    /// Nothing matches from, until, set and metadataPrefix.
    NoRecordsMatch,
    /// The item has no metadata format at all.
    NoMetadataFormats,
    /// The repository has no sets.
    NoSetHierarchy,
}

const CODES: [(ErrorCode, &str); 8] = [
    (ErrorCode::BadArgument, "badArgument"),
    (ErrorCode::BadResumptionToken, "badResumptionToken"),
    (ErrorCode::BadVerb, "badVerb"),
    (ErrorCode::CannotDisseminateFormat, "cannotDisseminateFormat"),
    (ErrorCode::IdDoesNotExist, "idDoesNotExist"),
    (ErrorCode::NoRecordsMatch, "noRecordsMatch"),
    (ErrorCode::NoMetadataFormats, "noMetadataFormats"),
    (ErrorCode::NoSetHierarchy, "noSetHierarchy"),
];

impl ErrorCode {
    /// The code as written in the `code` attribute.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        CODES.iter().find(|(code, _)| *code == self).map_or("badArgument", |(_, text)| text)
    }

    /// The condition of that name, letters' case ignored.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        CODES.iter().find(|(_, name)| name.eq_ignore_ascii_case(text.trim())).map(|(code, _)| *code)
    }
}

/// An `<error>` of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProtocolError {
    /// Which condition; `None` for a code the standard does not know (read, never written).
    pub code: Option<ErrorCode>,
    /// Words for the person who reads the harvest's report.
    pub message: String,
}

impl ProtocolError {
    /// An error of that condition.
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self { code: Some(code), message: message.into() }
    }
}

impl fmt::Display for ProtocolError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let code = self.code.map_or("unknown code", ErrorCode::as_str);
        write!(f, "{code}: {}", self.message)
    }
}

impl std::error::Error for ProtocolError {}
