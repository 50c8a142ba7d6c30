//! What can go wrong at the store's door, told apart by what the caller can do about it.

use sqlx::error::ErrorKind;

/// The store's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// An error of the store. The variants are the decisions a caller takes: answer "already there", try again, tell the
/// operator, give up.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A unique constraint or primary key refused the row: someone was first, or it is a repeat.
    #[error("already there: {0}")]
    Conflict(String),
    /// A foreign key, CHECK or NOT NULL constraint refused the row.
    #[error("refused by a rule of the database: {0}")]
    Constraint(String),
    /// Another writer holds what was asked for, or too many ask at once. Trying again later is right.
    #[error("the database is busy, try again: {0}")]
    Busy(String),
    /// The connection broke or the server went away. Whether a commit in progress took effect is unknown.
    #[error("the database does not answer: {0}")]
    ConnectionLost(String),
    /// There is no room left on the database's disk. Nothing of the current transaction was kept.
    #[error("the disk of the database is full: {0}")]
    DiskFull(String),
    /// [`Query::one`](crate::Query::one) found nothing.
    #[error("the row asked for does not exist")]
    NotFound,
    /// A lease is held by someone else until the given instant (milliseconds since 1970).
    #[error("{name} is held by {holder}")]
    LeaseHeld {
        /// The lease's name.
        name: String,
        /// Who holds it.
        holder: String,
        /// When it ends if it is not renewed, in milliseconds since 1970 UTC.
        until_ms: i64,
    },
    /// The address given to [`Db::open`](crate::Db::open) is not one of `sqlite:…` or `postgres://…`.
    #[error("{0}")]
    Address(String),
    /// The database's schema and the program's do not fit together.
    #[error("{0}")]
    Schema(String),
    /// A backup file cannot be read: not ours, truncated, damaged, or of a newer program.
    #[error("this backup cannot be used: {0}")]
    Backup(String),
    /// Reading or writing a file failed.
    #[error("{0}")]
    File(#[from] std::io::Error),
    /// Anything else: wrong SQL, a column of another type, a driver's fault.
    #[error(transparent)]
    Other(sqlx::Error),
}

impl Error {
    /// Whether the same work, started again from its beginning, may succeed.
    pub fn is_transient(&self) -> bool {
        matches!(self, Self::Busy(_) | Self::ConnectionLost(_))
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::RowNotFound => Self::NotFound,
            sqlx::Error::PoolTimedOut => Self::Busy("no connection became free in time".into()),
            sqlx::Error::Io(_) | sqlx::Error::PoolClosed | sqlx::Error::WorkerCrashed => {
                Self::ConnectionLost(error.to_string())
            }
            sqlx::Error::Database(ref database) => {
                let message = database.message().to_owned();
                let code = database.code().map(|code| code.into_owned());
                let from_sqlite = is_sqlite(database.as_ref());
                match (database.kind(), code) {
                    (ErrorKind::UniqueViolation, _) => Self::Conflict(message),
                    (
                        ErrorKind::ForeignKeyViolation
                        | ErrorKind::NotNullViolation
                        | ErrorKind::CheckViolation
                        | ErrorKind::ExclusionViolation,
                        _,
                    ) => Self::Constraint(message),
                    (_, Some(code)) if from_sqlite => sqlite(&code, message, error),
                    (_, Some(code)) => postgres(&code, message, error),
                    (_, None) => Self::Other(error),
                }
            }
            other => Self::Other(other),
        }
    }
}

fn is_sqlite(error: &dyn sqlx::error::DatabaseError) -> bool {
    error.try_downcast_ref::<sqlx::sqlite::SqliteError>().is_some()
}

/// Primary result codes: <https://www.sqlite.org/rescode.html>.
fn sqlite(code: &str, message: String, error: sqlx::Error) -> Error {
    match code.parse::<u32>().map(|code| code & 0xff) {
        Ok(5 | 6) => Error::Busy(message),
        Ok(13) => Error::DiskFull(message),
        Ok(14) => Error::ConnectionLost(message),
        _ => Error::Other(error),
    }
}

/// SQLSTATE classes: <https://www.postgresql.org/docs/current/errcodes-appendix.html>.
fn postgres(code: &str, message: String, error: sqlx::Error) -> Error {
    match code {
        // serialization_failure, deadlock_detected, lock_not_available, too_many_connections
        "40001" | "40P01" | "55P03" | "53300" => Error::Busy(message),
        "53100" => Error::DiskFull(message),
        // admin_shutdown, crash_shutdown, cannot_connect_now, read_only_sql_transaction (a failed-over primary)
        "57P01" | "57P02" | "57P03" | "25006" => Error::ConnectionLost(message),
        code if code.starts_with("08") => Error::ConnectionLost(message),
        _ => Error::Other(error),
    }
}
