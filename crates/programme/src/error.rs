//! Why a verb of this room refused.

/// The room's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a verb refused.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No such institution, place, item or commune.
    #[error("not found")]
    NotFound,
    /// The database serves another territory already: data of two must not mix.
    #[error("this database already serves {name} ({siren})")]
    OtherTenant {
        /// SIREN of the intercommunality served.
        siren: String,
        /// Its name.
        name: String,
    },
    /// Opening hours that overlap, end before they begin, or run over midnight in one piece.
    #[error("these opening hours do not make sense: {0}")]
    BadHours(String),
    /// A value kept by a newer program, unknown here.
    #[error("unknown {what}: {value}")]
    Unknown {
        /// What kind of value.
        what: &'static str,
        /// The value.
        value: String,
    },
    /// The key under which secrets are sealed is kept, and is none.
    #[error("the network's sealing key cannot be read")]
    SealingKey,
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
