//! Test support: the same body on SQLite and on PostgreSQL.
//!
//! PostgreSQL comes from a throw-away cluster that all test processes of one user share; the last to end lets it
//! stop by itself. Where PostgreSQL is not installed its half is skipped, loudly; with `postgres` in the environment
//! variable `BEFFROI_REQUIRE` that is a failure.

mod cluster;

use std::future::Future;

use crate::schema::{self, Kind};
use crate::{Clock, Db, Durability, MigrationSet, Options, Result};

/// Runs `body` on an empty SQLite database and on an empty PostgreSQL database, both migrated to `sets`.
pub async fn on_both<F, Fut>(sets: &[MigrationSet], body: F)
where
    F: Fn(Db) -> Fut,
    Fut: Future<Output = ()>,
{
    on_both_with(sets, quick, body).await;
}

/// As [`on_both`], at an instant that the test moves with [`Clock::advance`].
pub async fn on_both_at<F, Fut>(sets: &[MigrationSet], at: &str, body: F)
where
    F: Fn(Db) -> Fut,
    Fut: Future<Output = ()>,
{
    let at: jiff::Timestamp = at.parse().expect("an RFC 3339 instant");
    on_both_with(sets, || Options { clock: Clock::fixed(at), ..quick() }, body).await;
}

/// No test cuts the power: there is no need to wait for the disk.
fn quick() -> Options {
    Options { durability: Durability::Process, ..Options::default() }
}

/// As [`on_both`], opened with options made anew for each database.
pub async fn on_both_with<O, F, Fut>(sets: &[MigrationSet], options: O, body: F)
where
    O: Fn() -> Options,
    F: Fn(Db) -> Fut,
    Fut: Future<Output = ()>,
{
    let place = SqlitePlace::new();
    let db = Db::open(place.url(), options()).await.expect("SQLite opens");
    db.migrate(sets).await.expect("SQLite migrates");
    body(db.clone()).await;
    db.close().await;

    if let Some(place) = PostgresPlace::new().await {
        let db = Db::open(place.url(), options()).await.expect("PostgreSQL opens");
        db.migrate(sets).await.expect("PostgreSQL migrates");
        body(db.clone()).await;
        db.close().await;
        place.drop_database().await;
    }
}

/// A place for a SQLite database that vanishes with this value.
pub struct SqlitePlace {
    url: String,
    _directory: tempfile::TempDir,
}

impl SqlitePlace {
    /// A new, empty place.
    #[expect(clippy::new_without_default, reason = "it makes a directory: not a plain value")]
    pub fn new() -> Self {
        let directory = tempfile::tempdir().expect("a temporary directory");
        let url = format!("sqlite:{}", directory.path().join("test.db").display());
        Self { url, _directory: directory }
    }

    /// The address to open.
    pub fn url(&self) -> &str {
        &self.url
    }
}

/// An empty database of the shared throw-away cluster.
pub struct PostgresPlace {
    name: String,
    url: String,
}

impl PostgresPlace {
    /// A new, empty database; nothing when PostgreSQL is not installed.
    pub async fn new() -> Option<Self> {
        let cluster = tokio::task::spawn_blocking(cluster::shared).await.expect("cluster starts")?;
        let name = format!("t_{}", uuid::Uuid::now_v7().simple());
        cluster.administer(&format!("CREATE DATABASE {name} TEMPLATE template0")).await;
        Some(Self { url: cluster.url(&name), name })
    }

    /// The address to open.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Drops the database before its cluster does.
    pub async fn drop_database(self) {
        if let Some(cluster) = cluster::shared() {
            cluster.administer(&format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name)).await;
        }
    }
}

/// Checks that both databases have the same tables, columns (name, type, nullability), primary keys and unique
/// indexes after migrating `sets`. Without PostgreSQL only SQLite's column types are checked.
///
/// # Panics
/// When they differ, naming the tables.
pub async fn assert_same_schema(sets: &[MigrationSet]) {
    let place = SqlitePlace::new();
    let sqlite = tables_after(place.url(), sets).await.expect("SQLite's schema");
    let Some(place) = PostgresPlace::new().await else {
        return;
    };
    let postgres = tables_after(place.url(), sets).await.expect("PostgreSQL's schema");
    place.drop_database().await;

    let names = |t: &std::collections::BTreeMap<String, schema::Table>| t.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&sqlite), names(&postgres), "tables of SQLite (left) and PostgreSQL (right)");
    for (name, table) in &sqlite {
        // A backup must read every column: their kinds are all known here.
        let _: Vec<Kind> = table.columns.iter().map(|column| column.kind).collect();
        assert_eq!(table, &postgres[name], "table {name} on SQLite (left) and PostgreSQL (right)");
    }
}

async fn tables_after(url: &str, sets: &[MigrationSet]) -> Result<std::collections::BTreeMap<String, schema::Table>> {
    let db = Db::open(url, Options::default()).await?;
    db.migrate(sets).await?;
    let tables = schema::tables(&mut db.read().await?).await;
    db.close().await;
    tables
}
