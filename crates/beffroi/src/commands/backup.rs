//! `beffroi backup` and `beffroi restore`.

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Args;

use super::node::{migrations, open_database};
use super::say;
use crate::config::Config;

#[derive(Args, Debug)]
pub(crate) struct BackupArgs {
    /// File to write
    file: PathBuf,
}

#[derive(Args, Debug)]
pub(crate) struct RestoreArgs {
    /// File to read
    file: PathBuf,
}

/// Everything held, of one moment, in one file.
pub(crate) async fn backup(config: &Config, args: BackupArgs) -> Result<()> {
    let db = open_database(config, store::Options::default()).await?;
    let bar = super::catalogue::spinner("rows");
    let summary = store::backup::save(&db, &args.file, |rows| bar.set_position(rows))
        .await
        .context("the backup could not be written")?;
    bar.finish_and_clear();
    say(format!("{} rows written to {}.", summary.rows, args.file.display()));
    Ok(())
}

/// The other way.
pub(crate) async fn restore(config: &Config, args: RestoreArgs) -> Result<()> {
    let db = open_database(config, store::Options::bulk_import()).await?;
    let bar = super::catalogue::spinner("rows");
    let summary = store::backup::restore(&db, &migrations(), &args.file, |rows| bar.set_position(rows))
        .await
        .context("the backup could not be restored; nothing was changed")?;
    bar.finish_and_clear();
    say(format!("{} rows restored. The search index follows at the next start.", summary.rows));
    Ok(())
}
