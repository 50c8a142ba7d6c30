//! What can go wrong in the catalogue, in words its users can act on.

use thiserror::Error;

/// An error of the catalogue.
#[derive(Debug, Error)]
pub enum CatalogueError {
    /// The database refused.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The input could not be read any further.
    #[error("the file could not be read any further: {0}; what was read before is kept")]
    Io(#[from] std::io::Error),
    /// The reading thread ended badly.
    #[error("reading stopped unexpectedly: {0}; what was read before is kept")]
    Reading(String),
    /// The index refused.
    #[error(transparent)]
    Search(#[from] work_search::Error),
    /// No such library.
    #[error("no library has the code \"{0}\"; `beffroi catalogue libraries` lists them")]
    UnknownLibrary(String),
    /// No such source.
    #[error("library {library} has no source named \"{source_name}\"")]
    UnknownSource {
        /// Code of the library.
        library: String,
        /// Name asked for.
        source_name: String,
    },
    /// No such run.
    #[error("there is no import number {0}")]
    UnknownRun(i64),
    /// No such record.
    #[error("there is no record {0}")]
    UnknownRecord(String),
    /// Another import would not end.
    #[error("another import is under way and has not ended; try again later")]
    Busy,
    /// The lease went to another process.
    #[error("this import was stopped because another process took over; start it again, nothing is lost")]
    LostTurn,
    /// Institutions or the territory could not be read.
    #[error("{0}")]
    Programme(String),
    /// Accounts or the audit log could not be read or written.
    #[error("{0}")]
    People(String),
    /// A harvest failed.
    #[error("{0}")]
    Harvest(String),
}

impl CatalogueError {
    /// Whether another process has the index's writer.
    pub fn is_index_in_use(&self) -> bool {
        matches!(self, CatalogueError::Search(error) if error.is_in_use())
    }

    /// An error of the programme.
    pub(crate) fn programme(error: programme::Error) -> CatalogueError {
        CatalogueError::Programme(error.to_string())
    }
}

impl From<people::Error> for CatalogueError {
    fn from(error: people::Error) -> CatalogueError {
        CatalogueError::People(error.to_string())
    }
}
