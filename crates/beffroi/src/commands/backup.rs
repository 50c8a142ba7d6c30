//! `beffroi backup` and `beffroi restore`.

use std::path::{Path, PathBuf};

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
    if let Some(shelf) = local_shelf(config) {
        // After the rows: a file they speak of is there, and files are never rewritten, only added.
        let copied = copy_new(&shelf, &beside(&args.file)).context("the media library's files could not be copied")?;
        say(format!("{copied} new files of the media library copied to {}.", beside(&args.file).display()));
    }
    Ok(())
}

/// The media library's files, when they are in a folder here and there are any. An object store has its own backups.
fn local_shelf(config: &Config) -> Option<PathBuf> {
    let folder = PathBuf::from(&config.content);
    (!config.content.contains("://") && folder.is_dir()).then_some(folder)
}

/// Where the media library's files of a backup are: beside it, so that a second backup copies only what is new.
fn beside(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".contenus");
    name.into()
}

/// Copies the files of a folder that another lacks; each appears whole or not at all. Gives how many.
fn copy_new(from: &Path, to: &Path) -> std::io::Result<u64> {
    std::fs::create_dir_all(to)?;
    let mut copied = 0;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if entry.file_type()?.is_dir() {
            copied += copy_new(&source, &target)?;
        } else if std::fs::metadata(&target).map(|known| known.len()).ok() != Some(entry.metadata()?.len()) {
            let part = to.join(format!(".{}.part", entry.file_name().to_string_lossy()));
            std::fs::copy(&source, &part)?;
            std::fs::rename(&part, &target)?;
            copied += 1;
        }
    }
    Ok(copied)
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
    let files = beside(&args.file);
    if files.is_dir() {
        anyhow::ensure!(
            !config.content.contains("://"),
            "the media library's files are not in a folder: copy {} there",
            files.display()
        );
        let copied =
            copy_new(&files, Path::new(&config.content)).context("the media library's files could not be copied")?;
        say(format!("{copied} files of the media library restored."));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_new_is_copied() {
        let place = std::env::temp_dir().join(format!("beffroi-backup-{}", std::process::id()));
        let (from, to) = (place.join("a"), place.join("b"));
        std::fs::create_dir_all(from.join("de/ep")).unwrap();
        std::fs::write(from.join("de/ep/one"), b"1").unwrap();
        assert_eq!(copy_new(&from, &to).unwrap(), 1);
        std::fs::write(from.join("two"), b"22").unwrap();
        assert_eq!(copy_new(&from, &to).unwrap(), 1);
        assert_eq!(copy_new(&from, &to).unwrap(), 0);
        assert_eq!(std::fs::read(to.join("de/ep/one")).unwrap(), b"1");
        std::fs::remove_dir_all(place).unwrap();
    }
}
