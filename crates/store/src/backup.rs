//! One file holding a whole database, made while it serves, restored on either backend.
//!
//! The file is a zstd stream: one line of JSON (the [`Header`]: what made it, which schema steps it has, its tables
//! and columns), then blocks of rows, then an end mark with their number, so that a file cut short is recognised.
//! Nothing in it depends on the backend: a backup of SQLite restores on PostgreSQL and the other way round. It also
//! outlives schema steps: restoring brings an empty database to the steps the backup had, loads it, then applies the
//! newer ones.
//!
//! A backup is one snapshot. It is read in a transaction that does not hold up writers.

mod block;
mod file;
mod pristine;

use std::collections::BTreeSet;
use std::path::Path;

use futures_util::TryStreamExt;
use serde::{Deserialize, Serialize};

use crate::schema::{self, ColumnInfo, Kind};
use crate::{AppliedMigration, Backend, Db, Error, MigrationSet, Query, Result, Value, Write, params};

/// Tables that are of the running server and not of its data.
const LEFT_OUT: [&str; 2] = ["store_migrations", "store_leases"];
const FORMAT: &str = "beffroi-backup";
const VERSION: u32 = 1;

/// The first line of a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// `beffroi-backup`.
    pub format: String,
    /// The version of the format.
    pub version: u32,
    /// When it was made, RFC 3339 UTC.
    pub made_at: String,
    /// The schema steps the database had.
    pub migrations: Vec<AppliedMigration>,
    /// Its tables, each after those it refers to.
    pub tables: Vec<TableHeader>,
}

/// A table of a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableHeader {
    /// Its name.
    pub name: String,
    /// Its columns, in the order of the values of a row.
    pub columns: Vec<ColumnInfo>,
}

/// What was saved or restored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Summary {
    /// How many tables.
    pub tables: usize,
    /// How many rows.
    pub rows: u64,
}

/// Saves the database into a file. The file appears whole or not at all; one of the same name is replaced.
/// `progress` is told the number of rows saved, now and then.
pub async fn save(db: &Db, path: &Path, mut progress: impl FnMut(u64) + Send) -> Result<Summary> {
    let migrations = db.applied_migrations().await?;
    let mut read = db.read().await?;
    let mut tables = schema::tables(&mut read).await?;
    let order = schema::load_order(&tables);
    let header = Header {
        format: FORMAT.into(),
        version: VERSION,
        made_at: db.clock().now_text(),
        migrations,
        tables: order
            .into_iter()
            .filter(|name| !LEFT_OUT.contains(&name.as_str()))
            .map(|name| TableHeader { columns: tables.remove(&name).unwrap_or_default().columns, name })
            .collect(),
    };
    let writer = file::Writer::create(path, &header)?;
    let mut rows = 0;
    for (number, table) in header.tables.iter().enumerate() {
        let kinds: Vec<Kind> = table.columns.iter().map(|column| column.kind).collect();
        let mut block = block::Builder::new(number as u32);
        let mut stream = read.session().rows(format!("SELECT {} FROM {}", names(table), table.name));
        while let Some(row) = stream.try_next().await? {
            block.push(&row, &kinds)?;
            rows += 1;
            if block.is_full() {
                writer.send(block.take()).await?;
                progress(rows);
            }
        }
        if !block.is_empty() {
            writer.send(block.take()).await?;
        }
    }
    writer.finish(rows).await?;
    progress(rows);
    Ok(Summary { tables: header.tables.len(), rows })
}

/// Reads what a backup says of itself.
pub fn inspect(path: &Path) -> Result<Header> {
    file::read_header(path).map(|(header, _)| header)
}

/// Restores a backup into a database that holds nothing (new, or just migrated) and brings it up to date with `sets`.
/// On failure nothing of the backup is kept. `progress` is told the number of rows restored, now and then.
///
/// # Errors
/// [`Error::Backup`] when the database holds anything, or the file is damaged, or was made by a newer program.
pub async fn restore(
    db: &Db,
    sets: &[MigrationSet],
    path: &Path,
    mut progress: impl FnMut(u64) + Send,
) -> Result<Summary> {
    let (header, mut reader) = file::Reader::open(path)?;
    require_known(&header, sets)?;
    pristine::clear(db, sets).await?;
    let had: BTreeSet<(&str, u32)> = header.migrations.iter().map(|step| (step.room.as_str(), step.number)).collect();
    db.migrate_within(sets, |room, number| had.contains(&(room, number))).await?;

    let mut write = db.write().await?;
    require_fitting(&mut write, &header).await?;
    // A schema step may have put rows of its own there; the backup has them as they became.
    for table in header.tables.iter().rev() {
        write.execute(&format!("DELETE FROM {}", table.name), params![]).await?;
    }
    let mut rows = 0;
    while let Some(block) = reader.next().await? {
        let table = header
            .tables
            .get(block.table as usize)
            .ok_or_else(|| Error::Backup("it speaks of a table it did not announce".into()))?;
        let columns: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
        let kinds: Vec<Kind> = table.columns.iter().map(|column| column.kind).collect();
        let values: Vec<Vec<Value<'_>>> = block.rows(&kinds)?;
        rows += values.len() as u64;
        write.insert_many(&table.name, &columns, values, None).await.map_err(|error| match error {
            // Into empty tables, only what was altered since it was saved can be refused.
            Error::Conflict(reason) | Error::Constraint(reason) => {
                Error::Backup(format!("it is damaged: {} refuses a row ({reason})", table.name))
            }
            other => other,
        })?;
        progress(rows);
    }
    if reader.announced() != Some(rows) {
        return Err(Error::Backup("it is cut short".into()));
    }
    restart_sequences(&mut write, &header).await?;
    write.commit().await?;
    db.migrate(sets).await?;
    db.analyze().await?;
    Ok(Summary { tables: header.tables.len(), rows })
}

fn names(table: &TableHeader) -> String {
    table.columns.iter().map(|column| column.name.as_str()).collect::<Vec<_>>().join(",")
}

fn require_known(header: &Header, sets: &[MigrationSet]) -> Result<()> {
    for step in &header.migrations {
        let known = std::iter::once(&crate::migrate::OWN)
            .chain(sets)
            .filter(|set| set.room == step.room)
            .any(|set| set.migrations.iter().any(|migration| migration.number == step.number));
        if !known {
            return Err(Error::Backup(format!(
                "it was made by a newer program (step {} of “{}” is unknown here)",
                step.number, step.room
            )));
        }
    }
    Ok(())
}

/// The tables made by the backup's schema steps must be those it holds: names in it become part of SQL.
async fn require_fitting(write: &mut Write, header: &Header) -> Result<()> {
    let tables = schema::tables(write).await?;
    for table in &header.tables {
        let ours = !LEFT_OUT.contains(&table.name.as_str()) && !table.columns.is_empty();
        let known = tables.get(&table.name).filter(|_| ours).is_some_and(|known| {
            table
                .columns
                .iter()
                .all(|column| known.columns.iter().any(|own| own.name == column.name && own.kind == column.kind))
        });
        if !known {
            return Err(Error::Backup(format!("its table {} is not one of ours", table.name)));
        }
    }
    Ok(())
}

/// PostgreSQL's own counters go on after the highest number restored.
async fn restart_sequences(write: &mut Write, header: &Header) -> Result<()> {
    if write.backend() == Backend::Sqlite {
        return Ok(());
    }
    for table in &header.tables {
        for column in table.columns.iter().filter(|column| column.kind == Kind::Int) {
            let name = write
                .one("SELECT pg_get_serial_sequence($1, $2)", params![&table.name, &column.name])
                .await?
                .get::<Option<String>>(0)?;
            if let Some(sequence) = name {
                let sql = format!("SELECT setval($1::regclass, max({}) ) FROM {}", column.name, table.name);
                write.one(&sql, params![sequence]).await?;
            }
        }
    }
    Ok(())
}
