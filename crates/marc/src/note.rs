//! What was repaired in a record, and why a run of bytes could not be read as one.

use crate::encoding::Encoding;
use thiserror::Error;

/// Something that was wrong in a record and was repaired while reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Note {
    /// The leader announces another length than the record has.
    #[error("the leader announces {declared} bytes, the record has {actual}")]
    WrongLength {
        /// Length in the leader, 0 when it is not a number.
        declared: u32,
        /// Length found.
        actual: u32,
    },
    /// The record is longer than the 99,999 bytes that its leader can announce, or a field than 9,999.
    #[error("longer than ISO 2709 can express ({actual} bytes): the separators were followed")]
    Oversize {
        /// Length found.
        actual: u32,
    },
    /// The leader holds characters that are not printable ASCII, or is not 24 long.
    #[error("the leader is damaged")]
    DamagedLeader,
    /// The leader gives another start of data than the directory ends at.
    #[error("the base address of data is wrong")]
    WrongBaseAddress,
    /// The directory's lengths or positions are wrong: fields were found again by their separators.
    #[error("the directory is wrong: fields were found by their separators")]
    RebuiltDirectory,
    /// The record stops before its end: the fields received whole are kept.
    #[error("the record is cut short: {fields_lost} fields are lost")]
    Truncated {
        /// Fields announced in the directory that are not there whole.
        fields_lost: u32,
    },
    /// The last separators are missing, the fields are whole.
    #[error("the end of the record is not marked")]
    MissingTerminator,
    /// Record terminators inside the record were left out.
    #[error("{count} record terminators inside the record")]
    EmbeddedTerminator {
        /// How many.
        count: u32,
    },
    /// Data follows the last field of the directory and belongs to no tag: it was left out.
    #[error("{count} fields are not in the directory")]
    ExtraFields {
        /// How many.
        count: u32,
    },
    /// Control characters (NUL among them) were left out of the text.
    #[error("{count} control characters left out")]
    ControlCharacters {
        /// How many.
        count: u32,
    },
    /// The bytes are in another encoding than the record declares.
    #[error("declared as {declared}, encoded in {found}")]
    OtherEncoding {
        /// What the record (or the caller) says.
        declared: Encoding,
        /// What the bytes are.
        found: Encoding,
    },
    /// Bytes that are not UTF-8 inside UTF-8 text: read as Windows-1252 where that makes letters, else replaced by U+FFFD.
    #[error("{count} bytes are not UTF-8")]
    InvalidBytes {
        /// How many.
        count: u32,
    },
    /// Fields were encoded in UTF-8 twice (« Ã© » for « é ») and were decoded twice.
    #[error("{count} fields were encoded in UTF-8 twice")]
    EncodedTwice {
        /// How many fields.
        count: u32,
    },
    /// Codes that their character set does not define, or ideographs of EACC: replaced by U+FFFD.
    #[error("{count} characters unknown to their character set")]
    UnknownCharacters {
        /// How many.
        count: u32,
    },
    /// Indicators are missing or too many: filled with blanks, or kept as the text before the first subfield.
    #[error("{count} fields have damaged indicators")]
    DamagedIndicators {
        /// How many fields.
        count: u32,
    },
    /// The XML is not well formed: what could be read is kept.
    #[error("the XML is damaged: what could be read is kept")]
    DamagedXml,
}

impl Note {
    /// A stable name for translations and figures.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::WrongLength { .. } => "wrong-length",
            Self::Oversize { .. } => "oversize",
            Self::DamagedLeader => "damaged-leader",
            Self::WrongBaseAddress => "wrong-base-address",
            Self::RebuiltDirectory => "rebuilt-directory",
            Self::Truncated { .. } => "truncated",
            Self::MissingTerminator => "missing-terminator",
            Self::EmbeddedTerminator { .. } => "embedded-terminator",
            Self::ExtraFields { .. } => "extra-fields",
            Self::ControlCharacters { .. } => "control-characters",
            Self::OtherEncoding { .. } => "other-encoding",
            Self::InvalidBytes { .. } => "invalid-bytes",
            Self::EncodedTwice { .. } => "encoded-twice",
            Self::UnknownCharacters { .. } => "unknown-characters",
            Self::DamagedIndicators { .. } => "damaged-indicators",
            Self::DamagedXml => "damaged-xml",
        }
    }
}

/// Why a run of bytes could not be read as a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Reason {
    /// Neither a leader nor a directory can be recognised.
    #[error("these bytes are not a record")]
    NotARecord,
    /// A leader and a directory, but not one whole field.
    #[error("no field is whole")]
    NoField,
    /// Longer than [`Options::max_record_bytes`](crate::Options::max_record_bytes); delivered in several pieces.
    #[error("longer than a record may be")]
    TooLong,
    /// A `record` element without leader nor fields, or XML too damaged to be read.
    #[error("this XML element holds no record")]
    NoXmlRecord,
}

impl Reason {
    /// A stable name for translations and figures.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotARecord => "not-a-record",
            Self::NoField => "no-field",
            Self::TooLong => "too-long",
            Self::NoXmlRecord => "no-xml-record",
        }
    }
}
