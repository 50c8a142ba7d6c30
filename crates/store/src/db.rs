//! Opening a database and taking turns in it.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, PgPool, SqlitePool};

use crate::query::Either;
use crate::{Clock, Error, Params, Query, Result, Session, params};

/// Which database is behind a [`Db`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backend {
    /// A file beside the server.
    Sqlite,
    /// A PostgreSQL server, 15 or later.
    Postgres,
}

/// What an acknowledged commit survives, on SQLite. PostgreSQL follows its server's `synchronous_commit`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Durability {
    /// `synchronous=FULL`: one fsync of the log at each commit. What was acknowledged survives `kill -9` and a power
    /// cut. The default, because a sale or a booking said "done" to someone; a large import commits rarely and does
    /// not feel it.
    #[default]
    PowerLoss,
    /// `synchronous=NORMAL`: the log is synced at checkpoints only. Survives `kill -9` (the kernel holds the written
    /// pages); a power cut may take back the last commits, never leaving the database inconsistent.
    Process,
}

/// How to open a database. The defaults suit a server: at most some 50 MB of page caches.
#[derive(Debug, Clone)]
pub struct Options {
    /// How many snapshots can be read at once.
    pub readers: u32,
    /// SQLite: page cache of each reader, in MiB.
    pub reader_cache_mib: u32,
    /// SQLite: page cache of the writer, in MiB. A bulk import wants 128 or more.
    pub writer_cache_mib: u32,
    /// SQLite: how much log (in MiB) may gather before it is folded into the database file.
    pub log_mib: u32,
    /// SQLite: what an acknowledged commit survives.
    pub durability: Durability,
    /// How long a reader or a writer waits for its turn before [`Error::Busy`].
    pub patience: Duration,
    /// The time, for jobs and leases and whoever asks [`Db::clock`].
    pub clock: Clock,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            readers: 8,
            reader_cache_mib: 4,
            writer_cache_mib: 16,
            log_mib: 8,
            durability: Durability::default(),
            patience: Duration::from_secs(30),
            clock: Clock::system(),
        }
    }
}

impl Options {
    /// For a process that imports in bulk: a large writer's cache and rarer folding of the log.
    pub fn bulk_import() -> Self {
        Self { writer_cache_mib: 160, log_mib: 64, ..Self::default() }
    }
}

/// A database, shared: cloning is cheap.
#[derive(Clone)]
pub struct Db(Arc<Inner>);

struct Inner {
    pools: Pools,
    clock: Clock,
    file: Option<PathBuf>,
}

enum Pools {
    Sqlite { readers: SqlitePool, writer: SqlitePool },
    // Two pools here too, so that a page that reads and then writes cannot wait for itself.
    Postgres { readers: PgPool, writers: PgPool },
}

impl Db {
    /// Opens `sqlite:path` (the file and its directory are created when absent) or `postgres://…`.
    pub async fn open(url: &str, options: Options) -> Result<Self> {
        if let Some(path) = url.strip_prefix("sqlite:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            if path.is_empty() || path.starts_with(":memory:") {
                return Err(Error::Address("a SQLite address names a file: sqlite:path/to/beffroi.db".into()));
            }
            Self::open_sqlite(Path::new(path), options).await
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            Self::open_postgres(url, options).await
        } else {
            Err(Error::Address("a database address is sqlite:path/to/file or postgres://user@host/name".into()))
        }
    }

    async fn open_sqlite(path: &Path, options: Options) -> Result<Self> {
        if let Some(directory) = path.parent().filter(|d| !d.as_os_str().is_empty()) {
            std::fs::create_dir_all(directory)?;
        }
        let common = SqliteConnectOptions::new()
            .filename(path)
            .foreign_keys(true)
            .busy_timeout(options.patience)
            .row_buffer_size(256)
            // Bulk writes cost a fifth less in the kernel than with pages of 4 KiB; larger ones gain nothing more.
            .page_size(8192)
            .disable_statement_logging();
        let synchronous = match options.durability {
            Durability::PowerLoss => SqliteSynchronous::Full,
            Durability::Process => SqliteSynchronous::Normal,
        };
        let writing = common
            .clone()
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(synchronous)
            .statement_cache_capacity(256)
            .pragma("cache_size", format!("-{}", options.writer_cache_mib * 1024))
            .pragma("wal_autocheckpoint", (options.log_mib * 128).to_string())
            .pragma("journal_size_limit", (u64::from(options.log_mib) << 20).to_string());
        let reading = common.read_only(true).pragma("cache_size", format!("-{}", options.reader_cache_mib * 1024));
        let pool = |size: u32| {
            SqlitePoolOptions::new()
                .max_connections(size)
                .acquire_timeout(options.patience)
                .test_before_acquire(false)
                .max_lifetime(None)
        };
        // The writer comes first: it creates the file and its log.
        let writer = pool(1).idle_timeout(None).min_connections(1).connect_with(writing).await?;
        let readers = pool(options.readers.max(1)).idle_timeout(Duration::from_secs(60)).connect_with(reading).await?;
        Ok(Self(Arc::new(Inner {
            pools: Pools::Sqlite { readers, writer },
            clock: options.clock,
            file: Some(path.to_owned()),
        })))
    }

    async fn open_postgres(url: &str, options: Options) -> Result<Self> {
        let connect = PgConnectOptions::from_str(url)
            .map_err(|error| Error::Address(error.to_string()))?
            .application_name("beffroi")
            .statement_cache_capacity(256)
            .disable_statement_logging();
        let pool = |size: u32| PgPoolOptions::new().max_connections(size).acquire_timeout(options.patience);
        let writers = pool(8).connect_with(connect.clone()).await?;
        let readers = pool(options.readers.max(1)).connect_lazy_with(connect);
        Ok(Self(Arc::new(Inner { pools: Pools::Postgres { readers, writers }, clock: options.clock, file: None })))
    }

    /// Which database this is.
    pub fn backend(&self) -> Backend {
        match self.0.pools {
            Pools::Sqlite { .. } => Backend::Sqlite,
            Pools::Postgres { .. } => Backend::Postgres,
        }
    }

    /// The clock the database was opened with.
    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }

    /// SQLite's file; nothing on PostgreSQL.
    pub fn file(&self) -> Option<&Path> {
        self.0.file.as_deref()
    }

    /// A snapshot: every statement of it sees the database as it was at the first one.
    pub async fn read(&self) -> Result<Read> {
        let transaction = match &self.0.pools {
            Pools::Sqlite { readers, .. } => Either::Sqlite(readers.begin().await?),
            Pools::Postgres { readers, .. } => {
                Either::Postgres(readers.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?)
            }
        };
        Ok(Read { session: Session { transaction } })
    }

    /// The right to write, in turn. Dropped without [`Write::commit`], nothing happened.
    ///
    /// On SQLite this is the database's one writer: a task that holds a [`Write`] and asks for another waits for
    /// itself and gets [`Error::Busy`].
    pub async fn write(&self) -> Result<Write> {
        let transaction = match &self.0.pools {
            Pools::Sqlite { writer, .. } => Either::Sqlite(writer.begin_with("BEGIN IMMEDIATE").await?),
            Pools::Postgres { writers, .. } => Either::Postgres(writers.begin().await?),
        };
        Ok(Write { session: Session { transaction }, clock: self.0.clock.clone() })
    }

    /// Lets the database measure its tables, so that it plans well. Worth calling after a bulk import.
    pub async fn analyze(&self) -> Result<()> {
        match &self.0.pools {
            Pools::Sqlite { writer, .. } => {
                sqlx::raw_sql("PRAGMA analysis_limit=2000; ANALYZE").execute(writer).await?;
            }
            Pools::Postgres { writers, .. } => {
                sqlx::raw_sql("ANALYZE").execute(writers).await?;
            }
        }
        Ok(())
    }

    /// SQLite: folds the whole log into the database file and empties it. Nothing on PostgreSQL.
    pub async fn checkpoint(&self) -> Result<()> {
        if let Pools::Sqlite { writer, .. } = &self.0.pools {
            sqlx::raw_sql("PRAGMA wal_checkpoint(TRUNCATE)").execute(writer).await?;
        }
        Ok(())
    }

    /// The size of the database on its disk, in bytes (SQLite: without its log).
    pub async fn size_bytes(&self) -> Result<i64> {
        let sql = match self.backend() {
            Backend::Sqlite => "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
            Backend::Postgres => "SELECT pg_database_size(current_database())",
        };
        self.read().await?.one(sql, params![]).await?.get(0)
    }

    /// Whether the database answers now; for readiness checks.
    pub async fn ping(&self) -> Result<()> {
        self.read().await?.one("SELECT 1", params![]).await.map(drop)
    }

    /// Ends all connections, waiting for those in use.
    pub async fn close(&self) {
        match &self.0.pools {
            Pools::Sqlite { readers, writer } => {
                readers.close().await;
                writer.close().await;
            }
            Pools::Postgres { readers, writers } => {
                readers.close().await;
                writers.close().await;
            }
        }
    }
}

impl fmt::Debug for Db {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // An address may hold a password: only the kind is shown.
        f.debug_tuple("Db").field(&self.backend()).finish()
    }
}

/// A snapshot being read. Ends when dropped.
pub struct Read {
    session: Session,
}

impl Query for Read {
    fn session(&mut self) -> &mut Session {
        &mut self.session
    }
}

/// The right to write: a transaction that ends with [`commit`](Self::commit), or did not happen.
pub struct Write {
    pub(crate) session: Session,
    clock: Clock,
}

impl Query for Write {
    fn session(&mut self) -> &mut Session {
        &mut self.session
    }
}

impl Write {
    /// Runs a statement and gives the number of rows it touched.
    pub async fn execute(&mut self, sql: &str, params: Params<'_>) -> Result<u64> {
        self.session.execute(sql, params).await
    }

    /// Makes this writer the only one under `name` until it ends. On SQLite it already is; on PostgreSQL it is an
    /// advisory lock of the transaction. Take it before reading what will decide a write.
    pub async fn exclusive(&mut self, name: &str) -> Result<()> {
        if self.backend() == Backend::Postgres {
            self.one("SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended($1, 0))) AS l", params![name])
                .await?;
        }
        Ok(())
    }

    /// The clock of the database.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// Keeps what was written. When this returns, it is acknowledged (see [`Durability`]).
    pub async fn commit(self) -> Result<()> {
        self.session.commit().await
    }

    /// Gives up what was written, at once. Dropping does the same.
    pub async fn rollback(self) -> Result<()> {
        match self.session.transaction {
            Either::Sqlite(tx) => tx.rollback().await?,
            Either::Postgres(tx) => tx.rollback().await?,
        }
        Ok(())
    }
}
