//! Why a verb of this wing refused.

/// The wing's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a verb refused.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No such resource, edition, track or certificate.
    #[error("not found")]
    NotFound,
    /// What was given does not do; words for whoever gave it.
    #[error("{0}")]
    Unfit(String),
    /// The file can't be taken, and why.
    #[error(transparent)]
    Fault(#[from] content_package::Fault),
    /// A value kept by a newer program, unknown here.
    #[error("unknown {what}: {value}")]
    Unknown {
        /// What kind of value.
        what: &'static str,
        /// The value.
        value: String,
    },
    /// What is kept of the files can't be read or written.
    #[error("the content store: {0}")]
    Content(#[from] object_store::Error),
    /// The disk.
    #[error("the disk: {0}")]
    Disk(#[from] std::io::Error),
    /// A text kept as JSON can't be read.
    #[error("kept data can't be read: {0}")]
    Json(#[from] serde_json::Error),
    /// The programme refused.
    #[error(transparent)]
    Programme(programme::Error),
    /// The doors refused.
    #[error(transparent)]
    Access(#[from] access::Error),
    /// The database.
    #[error(transparent)]
    Store(store::Error),
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::NotFound => Self::NotFound,
            other => Self::Store(other),
        }
    }
}

impl From<programme::Error> for Error {
    fn from(error: programme::Error) -> Self {
        match error {
            programme::Error::NotFound => Self::NotFound,
            other => Self::Programme(other),
        }
    }
}
