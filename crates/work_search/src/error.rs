//! What can go wrong.

/// Why the index could not answer or be written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The index's files could not be read or written.
    #[error("the search index at {path} cannot be used: {source}")]
    Files {
        /// Where the index is.
        path: std::path::PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The engine refused.
    #[error("the search engine failed: {0}")]
    Engine(#[from] tantivy::TantivyError),
    /// The engine could not read its own files.
    #[error("the search index cannot be read: {0}")]
    Read(#[from] std::io::Error),
}

impl Error {
    /// Whether another writer, of this process or another, holds the index.
    #[must_use]
    pub fn is_in_use(&self) -> bool {
        matches!(self, Self::Engine(tantivy::TantivyError::LockFailure(..)))
    }
}
