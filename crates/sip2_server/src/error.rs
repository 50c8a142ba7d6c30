//! Why a verb of this wing refused.

/// The wing's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a verb refused. A card refused is no error.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No such machine.
    #[error("not found")]
    NotFound,
    /// A field of a form is wrong: the name of a message says how.
    #[error("{field}: {message}")]
    Field {
        /// The field's name.
        field: &'static str,
        /// The message that says why.
        message: &'static str,
    },
    /// The certificate or its key cannot be used.
    #[error("{path}: {reason}")]
    Tls {
        /// The file.
        path: String,
        /// What is wrong with it.
        reason: String,
    },
    /// Without a certificate the server answers this machine only, unless it was said otherwise.
    #[error("{0} is reached by other machines: give a certificate and its key, or say that plain text will do")]
    PlainText(std::net::SocketAddr),
    /// The address cannot be listened on.
    #[error("cannot listen on {addr}: {source}")]
    Listen {
        /// The address.
        addr: std::net::SocketAddr,
        /// Why.
        source: std::io::Error,
    },
    /// An instant the calendar has not.
    #[error("an instant out of the calendar: {0}")]
    Calendar(#[from] jiff::Error),
    /// Doors.
    #[error(transparent)]
    Access(access::Error),
    /// Cards, the audit log.
    #[error(transparent)]
    People(people::Error),
    /// Institutions.
    #[error(transparent)]
    Programme(programme::Error),
    /// The database.
    #[error(transparent)]
    Store(store::Error),
}

macro_rules! from_room {
    ($($room:ident => $variant:ident;)*) => {$(
        impl From<$room::Error> for Error {
            fn from(error: $room::Error) -> Self {
                match error {
                    $room::Error::NotFound => Self::NotFound,
                    other => Self::$variant(other),
                }
            }
        }
    )*};
}

from_room! {
    access => Access;
    people => People;
    programme => Programme;
    store => Store;
}
