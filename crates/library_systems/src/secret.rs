//! Secrets that must be sent again: kept sealed under the network's key, never shown.

use std::fmt;

use programme::sealing::Sealer;

use crate::{Error, Result};

/// A secret in memory: `Debug` never tells it.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// A secret.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// What it is, to be sent and to nothing else.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Sealed for a purpose, which says what it is and whose.
    pub(crate) fn sealed(&self, sealer: &Sealer, purpose: &str) -> String {
        sealer.seal(purpose, self.0.as_bytes())
    }

    /// What was sealed for that purpose.
    ///
    /// # Errors
    /// [`Error::Sealed`] for anything else.
    pub(crate) fn opened(sealer: &Sealer, purpose: &str, sealed: &str) -> Result<Self> {
        let opened = sealer.open(purpose, sealed).and_then(|bytes| String::from_utf8(bytes).ok());
        opened.map(Self).ok_or(Error::Sealed)
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_empty() { "Secret(none)" } else { "Secret(…)" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_not_told_by_mistake() {
        assert_eq!(format!("{:?} {:?}", Secret::new("1234"), Secret::default()), "Secret(…) Secret(none)");
    }
}
