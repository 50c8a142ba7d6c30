//! What matching needs of a record, in about a hundred bytes.

mod build;
mod people;
mod title;
mod view;
mod words;

use serde::{Deserialize, Serialize};

pub(crate) use view::{Alternate, IdKind, Number, View};
pub(crate) use words::is_stop_word;

/// The matching features of one record, compact: stored beside it, loaded in bulk when an import starts.
///
/// The bytes are this crate's own layout; its first byte is the version, so that a change of rules is noticed and
/// the features are built again from the description.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Features {
    bytes: Box<[u8]>,
}

/// Bytes that are not features of this version: build them again from the description.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadFeatures;

impl std::fmt::Display for BadFeatures {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("these are not matching features of this version")
    }
}

impl std::error::Error for BadFeatures {}

impl Features {
    /// The bytes to store.
    pub fn to_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Features from stored bytes.
    ///
    /// # Errors
    /// [`BadFeatures`] when the bytes are damaged or of another version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BadFeatures> {
        View::checked(bytes).ok_or(BadFeatures)?;
        Ok(Self { bytes: bytes.into() })
    }

    pub(crate) fn view(&self) -> View<'_> {
        View::new(&self.bytes)
    }
}
