//! The wing's tables.

pub mod editions;
pub mod intakes;
pub mod learning;
pub mod positions;
pub mod resources;
pub mod statements;
pub mod tracks;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::Result;

/// A value as a column of JSON text.
pub(crate) fn json(value: &impl Serialize) -> Result<String> {
    Ok(serde_json::to_string(value)?)
}

/// A value from a column of JSON text.
pub(crate) fn from_json<T: DeserializeOwned>(text: &str) -> Result<T> {
    Ok(serde_json::from_str(text)?)
}
