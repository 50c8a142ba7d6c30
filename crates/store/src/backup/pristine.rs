//! Whether a database holds nothing yet but what its schema steps put there, and making it new again.

use std::collections::{BTreeMap, BTreeSet};

use crate::{AppliedMigration, Db, Error, MigrationSet, Options, Query, Result, new_id, params, schema};

use super::LEFT_OUT;

/// Drops the tables of a database that holds nothing, so that the steps a backup had can be applied in their order,
/// each on the rows it was written for.
///
/// # Errors
/// [`Error::Backup`] when it holds anything.
pub(super) async fn clear(db: &Db, sets: &[MigrationSet]) -> Result<()> {
    let tables = schema::tables(&mut db.read().await?).await?;
    if tables.is_empty() {
        return Ok(());
    }
    let applied = match tables.contains_key("store_migrations") {
        true => db.applied_migrations().await?,
        false => Vec::new(),
    };
    let new = counts_when_new(sets, &applied).await?;
    let held = counts(db).await?;
    if let Some((name, _)) = held.iter().find(|(name, rows)| new.get(*name) != Some(rows)) {
        return Err(Error::Backup(format!("the database to restore into is not empty (see {name})")));
    }
    let mut write = db.write().await?;
    for name in schema::load_order(&tables).iter().rev() {
        write.execute(&format!("DROP TABLE {name}"), params![]).await?;
    }
    write.commit().await
}

/// How many rows the schema steps themselves put in each table, seen by applying them to a new SQLite database.
async fn counts_when_new(sets: &[MigrationSet], applied: &[AppliedMigration]) -> Result<BTreeMap<String, i64>> {
    let applied: BTreeSet<(&str, u32)> = applied.iter().map(|step| (step.room.as_str(), step.number)).collect();
    let directory = std::env::temp_dir().join(format!("beffroi-restore-{}", new_id()));
    let db = Db::open(&format!("sqlite:{}", directory.join("new.db").display()), Options::default()).await?;
    let made = db.migrate_within(sets, |room, number| applied.contains(&(room, number))).await;
    let counted = match made {
        Ok(()) => counts(&db).await,
        Err(error) => Err(error),
    };
    db.close().await;
    std::fs::remove_dir_all(&directory)?;
    counted
}

async fn counts(db: &Db) -> Result<BTreeMap<String, i64>> {
    let mut read = db.read().await?;
    let mut counts = BTreeMap::new();
    for name in schema::tables(&mut read).await?.into_keys() {
        if !LEFT_OUT.contains(&name.as_str()) {
            let row = read.one(&format!("SELECT count(*) FROM {name}"), params![]).await?;
            counts.insert(name, row.get(0)?);
        }
    }
    Ok(counts)
}
