//! Versions of the schema: each room brings its own, numbered, for both databases.

use sha2::{Digest, Sha256};

use crate::{Backend, Db, Error, Query, Result, Write, params};

/// One step of a room's schema, written for both databases under one number.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// Its place, from 1, without gaps.
    pub number: u32,
    /// What it does, in a few words.
    pub name: &'static str,
    /// Its statements for SQLite.
    pub sqlite: &'static str,
    /// Its statements for PostgreSQL.
    pub postgres: &'static str,
}

/// The migrations of one room, in order.
#[derive(Debug, Clone, Copy)]
pub struct MigrationSet {
    /// The room's name.
    pub room: &'static str,
    /// Its steps.
    pub migrations: &'static [Migration],
}

/// A migration found applied in a database.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct AppliedMigration {
    /// The room.
    pub room: String,
    /// The number.
    pub number: u32,
}

/// The store's own tables.
pub(crate) const OWN: MigrationSet = MigrationSet {
    room: "store",
    migrations: &[Migration {
        number: 1,
        name: "jobs and leases",
        sqlite: include_str!("../migrations/0001_sqlite.sql"),
        postgres: include_str!("../migrations/0001_postgres.sql"),
    }],
};

const TABLE: &str = "CREATE TABLE IF NOT EXISTS store_migrations (
    room TEXT NOT NULL,
    number BIGINT NOT NULL,
    name TEXT NOT NULL,
    checksum TEXT NOT NULL,
    applied_at TEXT NOT NULL,
    PRIMARY KEY (room, number)
)";

impl Db {
    /// Brings the schema of every room (and of the store itself) to its newest version, each step in a transaction of
    /// its own. Nothing happens when all are applied. Safe to call from several nodes at once.
    ///
    /// # Errors
    /// [`Error::Schema`] when the database holds a step this program does not know (it was served by a newer one) or
    /// one whose text changed since it was applied.
    pub async fn migrate(&self, sets: &[MigrationSet]) -> Result<()> {
        self.migrate_within(sets, |_, _| true).await
    }

    /// As [`migrate`](Self::migrate), for the steps that `wanted(room, number)` accepts.
    pub(crate) async fn migrate_within(&self, sets: &[MigrationSet], wanted: impl Fn(&str, u32) -> bool) -> Result<()> {
        {
            let mut write = self.write().await?;
            write.exclusive("store.migrate").await?;
            write.execute(TABLE, params![]).await?;
            write.commit().await?;
        }
        for set in std::iter::once(&OWN).chain(sets) {
            check_numbers(set)?;
            self.check_applied(set).await?;
            for migration in set.migrations {
                if wanted(set.room, migration.number) {
                    self.apply(set.room, migration).await?;
                }
            }
        }
        Ok(())
    }

    async fn check_applied(&self, set: &MigrationSet) -> Result<()> {
        let mut read = self.read().await?;
        let rows = read
            .all("SELECT number, checksum FROM store_migrations WHERE room = $1 ORDER BY number", params![set.room])
            .await?;
        for row in rows {
            let (number, checksum) = (row.get::<i64>(0)?, row.get::<String>(1)?);
            match set.migrations.iter().find(|m| i64::from(m.number) == number) {
                None => {
                    return Err(Error::Schema(format!(
                        "the database was written by a newer program: it has step {number} of “{}”, unknown here",
                        set.room
                    )));
                }
                Some(known) if known.checksum(self.backend()) != checksum => {
                    return Err(Error::Schema(format!(
                        "step {number} ({}) of “{}” is not the one that was applied to this database",
                        known.name, set.room
                    )));
                }
                Some(_) => {}
            }
        }
        Ok(())
    }

    async fn apply(&self, room: &str, migration: &Migration) -> Result<()> {
        if is_applied(&mut self.read().await?, room, migration.number).await? {
            return Ok(());
        }
        let mut write = self.write().await?;
        write.exclusive("store.migrate").await?;
        // Another node may have applied it while we waited.
        if is_applied(&mut write, room, migration.number).await? {
            return Ok(());
        }
        let text = migration.text(self.backend());
        write.session.script(text).await.map_err(|error| {
            Error::Schema(format!("step {} ({}) of “{room}” failed: {error}", migration.number, migration.name))
        })?;
        record(&mut write, room, migration).await?;
        write.commit().await?;
        tracing::info!(room, number = migration.number, name = migration.name, "schema step applied");
        Ok(())
    }

    /// Every step applied to this database.
    pub async fn applied_migrations(&self) -> Result<Vec<AppliedMigration>> {
        let mut read = self.read().await?;
        read.all("SELECT room, number FROM store_migrations ORDER BY room, number", params![])
            .await?
            .iter()
            .map(|row| Ok(AppliedMigration { room: row.get(0)?, number: row.get::<i64>(1)? as u32 }))
            .collect()
    }
}

async fn is_applied(query: &mut impl Query, room: &str, number: u32) -> Result<bool> {
    let sql = "SELECT 1 FROM store_migrations WHERE room = $1 AND number = $2";
    Ok(query.optional(sql, params![room, number]).await?.is_some())
}

async fn record(write: &mut Write, room: &str, migration: &Migration) -> Result<()> {
    let at = write.clock().now_text();
    let checksum = migration.checksum(write.backend());
    write
        .execute(
            "INSERT INTO store_migrations (room, number, name, checksum, applied_at) VALUES ($1, $2, $3, $4, $5)",
            params![room, migration.number, migration.name, checksum, at],
        )
        .await?;
    Ok(())
}

fn check_numbers(set: &MigrationSet) -> Result<()> {
    for (expected, migration) in (1..).zip(set.migrations) {
        if migration.number != expected {
            return Err(Error::Schema(format!(
                "step {} of “{}” should have number {expected}",
                migration.number, set.room
            )));
        }
    }
    Ok(())
}

impl Migration {
    fn text(&self, backend: Backend) -> &'static str {
        match backend {
            Backend::Sqlite => self.sqlite,
            Backend::Postgres => self.postgres,
        }
    }

    fn checksum(&self, backend: Backend) -> String {
        hex(&Sha256::digest(self.text(backend).as_bytes()))
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
