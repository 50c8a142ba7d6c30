//! What can go wrong in the catalogue, in words its users can act on.

use thiserror::Error;

use crate::harvest::HarvestError;

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
    #[error(transparent)]
    Harvest(#[from] HarvestError),
}

impl CatalogueError {
    /// A code that a run keeps, and pages say in their reader's language.
    pub(crate) fn reason(&self) -> &'static str {
        match self {
            CatalogueError::Harvest(error) => error.reason(),
            CatalogueError::Io(_) => "file",
            CatalogueError::Reading(_) => "stopped",
            CatalogueError::LostTurn => "lost-turn",
            CatalogueError::Busy => "busy",
            _ => "ours",
        }
    }

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_is_said_in_words() {
        let status = |status| HarvestError::Status { address: String::new(), status };
        let harvests = [
            HarvestError::Address(String::new()),
            HarvestError::Inside(String::new()),
            HarvestError::Unreachable { address: String::new(), why: String::new(), attempts: 1 },
            status(401),
            status(404),
            status(500),
            HarvestError::Later(60),
            HarvestError::OtherAnswer("Identify"),
            HarvestError::TooLarge(1),
            HarvestError::Refused(Vec::new()),
            HarvestError::SamePage,
            HarvestError::TokensExpire(3),
            HarvestError::NoAddress(String::new()),
            HarvestError::Stopped(String::new()),
        ];
        let others = [
            CatalogueError::Io(std::io::Error::from(std::io::ErrorKind::UnexpectedEof)),
            CatalogueError::Reading(String::new()),
            CatalogueError::LostTurn,
            CatalogueError::Busy,
            CatalogueError::UnknownRun(1),
        ];
        let words = include_str!("../i18n/fr.ftl");
        for error in harvests.into_iter().map(CatalogueError::from).chain(others) {
            let key = format!("\ncatalogue-run-reason-{} = ", error.reason());
            assert!(words.contains(&key), "{error:?} has no words");
        }
        assert!(words.contains("\ncatalogue-run-reason-no-record = "));
    }
}
