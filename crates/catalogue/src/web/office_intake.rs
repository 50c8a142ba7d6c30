//! Files received and not yet imported. Beside each stands a note of what to do with it, so that a file whose receipt was
//! acknowledged is imported even when the program stops in between: the same file twice changes nothing.

use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

use marc::{Options, Outcome, Reader};
use serde::{Deserialize, Serialize};
use tokio::io::AsyncWriteExt;

use super::office::Office;
use crate::error::CatalogueError;
use crate::import::{ImportOptions, import, plain};

/// Deliveries looked at before a file is said to hold no record.
const LOOKED_AT: usize = 50;
/// How long a page waits for its import to begin: longer, and another import is before it.
const BEGINS_WITHIN: Duration = Duration::from_secs(3);

/// What is to be done with a file received.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Waiting {
    pub(crate) source: i64,
    pub(crate) label: String,
    pub(crate) full_load: bool,
    pub(crate) actor: String,
    pub(crate) bytes_total: Option<u64>,
}

/// What a first look at a file says.
pub(crate) struct Look {
    pub(crate) holds_records: bool,
    pub(crate) compressed: bool,
}

/// Where a file received stands.
pub(crate) fn file(office: &Office, id: &str) -> PathBuf {
    office.uploads.join(format!("{id}.records"))
}

fn note(office: &Office, id: &str) -> PathBuf {
    office.uploads.join(format!("{id}.json"))
}

/// Looks whether there is a record to be read near the beginning of a file. Blocks.
pub(crate) fn look(path: &Path) -> std::io::Result<Look> {
    let mut start = [0u8; 2];
    let compressed = std::fs::File::open(path)?.read(&mut start)? == 2 && start == [0x1f, 0x8b];
    let input = plain(BufReader::new(std::fs::File::open(path)?))?;
    let mut reader = Reader::new(input, Options::default());
    let mut holds_records = false;
    for _ in 0..LOOKED_AT {
        match reader.next() {
            Ok(Some(delivery)) => holds_records = matches!(delivery.outcome, Outcome::Record { .. }),
            // A compressed file that is damaged is told by its import, with what could be read.
            Ok(None) | Err(_) => break,
        }
        if holds_records {
            break;
        }
    }
    Ok(Look { holds_records, compressed })
}

/// Writes down what to do with a file; once this returns it will be done.
pub(crate) async fn keep(office: &Office, id: &str, waiting: &Waiting) -> std::io::Result<()> {
    let text = serde_json::to_vec(waiting).map_err(std::io::Error::other)?;
    let (path, draft) = (note(office, id), office.uploads.join(format!("{id}.note")));
    let mut file = tokio::fs::File::create(&draft).await?;
    file.write_all(&text).await?;
    file.sync_all().await?;
    tokio::fs::rename(draft, path).await
}

/// Begins an import beside the page; returns the run once it is open, nothing when another import is before it.
pub(crate) async fn begin(office: &Office, id: String, waiting: Waiting) -> Result<Option<i64>, CatalogueError> {
    let registry = &office.web.registry;
    let newest = async || -> Result<i64, CatalogueError> {
        Ok(registry.latest_runs(Some(waiting.source), 1).await?.first().map_or(0, |run| run.id))
    };
    let before = newest().await?;
    let source = waiting.source;
    tracing::info!(source, file = waiting.label, "file received");
    tokio::spawn(run(office.clone(), id, waiting.clone()));
    let until = tokio::time::Instant::now() + BEGINS_WITHIN;
    while tokio::time::Instant::now() < until {
        let now = newest().await?;
        if now > before {
            return Ok(Some(now));
        }
        tokio::time::sleep(Duration::from_millis(40)).await;
    }
    Ok(None)
}

async fn run(office: Office, id: String, waiting: Waiting) {
    let path = file(&office, &id);
    match import_file(&office, &path, &waiting).await {
        Ok(()) => {}
        // The run's report says it too; the file can be sent again.
        Err(error) => tracing::error!(%error, file = waiting.label, "an import failed"),
    }
    for path in [note(&office, &id), path] {
        if let Err(error) = tokio::fs::remove_file(&path).await {
            tracing::warn!(%error, path = %path.display(), "a file already imported could not be removed");
        }
    }
}

async fn import_file(office: &Office, path: &Path, waiting: &Waiting) -> Result<(), CatalogueError> {
    let source = office.web.registry.source_by_id(waiting.source).await?.ok_or_else(|| {
        CatalogueError::UnknownSource { library: String::new(), source_name: waiting.source.to_string() }
    })?;
    let input = plain(BufReader::with_capacity(1 << 18, std::fs::File::open(path)?))?;
    let options = ImportOptions {
        label: waiting.label.clone(),
        kind: "upload",
        full_load: waiting.full_load,
        confirmed: false,
        bytes_total: waiting.bytes_total,
        actor: waiting.actor.clone(),
    };
    import(&office.web.engine, &source, input, options, None).await?;
    Ok(())
}

impl Office {
    /// Imports the files that were received and not imported when the program last stopped, and removes those that
    /// were not received whole. Returns how many imports begin.
    ///
    /// # Errors
    /// When the folder can't be read.
    pub fn resume_uploads(&self) -> std::io::Result<usize> {
        let entries = match std::fs::read_dir(&self.uploads) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(0),
            Err(error) => return Err(error),
        };
        let mut waiting = Vec::new();
        for entry in entries {
            let path = entry?.path();
            let Some(id) = path.file_stem().and_then(|stem| stem.to_str()).map(str::to_owned) else { continue };
            match path.extension().and_then(|extension| extension.to_str()) {
                Some("json") => waiting.push((id, path)),
                // No note, no receipt: nobody was told that it would be imported.
                Some("records") if note(self, &id).exists() => {}
                Some("part" | "note" | "records") => std::fs::remove_file(path)?,
                _ => {}
            }
        }
        // Identifiers are in the order of time.
        waiting.sort();
        let mut begun = Vec::new();
        for (id, path) in waiting {
            match serde_json::from_slice::<Waiting>(&std::fs::read(&path)?) {
                Ok(waiting) => begun.push((id, waiting)),
                Err(error) => tracing::error!(%error, path = %path.display(), "a note of what to import can't be read"),
            }
        }
        let count = begun.len();
        if count > 0 {
            tracing::info!(count, "files received before the last stop are imported now");
            let office = self.clone();
            tokio::spawn(async move {
                for (id, waiting) in begun {
                    run(office.clone(), id, waiting).await;
                }
            });
        }
        Ok(count)
    }
}
