//! Files sent by the browser: received on disk, kept with a note of what to do with them, then taken. What was
//! acknowledged is taken even when the program stops in between: a file taken twice is one resource.

use std::path::{Path, PathBuf};

use people::Actor;
use serde::{Deserialize, Serialize};
use store::new_id;
use tokio::io::AsyncWriteExt;

use super::{Added, Details, NewContent, Source, add};
use crate::content::Content;
use crate::{Error, Result};

/// The largest file taken through the browser, in bytes; the watched folder has no limit.
pub const LARGEST: u64 = 4 << 30;

/// What is to be done with a file received.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Waiting {
    /// The name it came with.
    pub file_name: String,
    /// The account that sent it.
    pub account: String,
    /// The institution that offers it.
    pub institution: String,
    /// What is said of it.
    pub details: Details,
}

/// Where files sent wait.
#[derive(Debug, Clone)]
pub struct Inbox {
    content: Content,
    folder: PathBuf,
}

impl Inbox {
    /// In this folder, made when it is not there.
    pub fn new(content: Content, folder: PathBuf) -> Result<Inbox> {
        std::fs::create_dir_all(&folder)?;
        Ok(Inbox { content, folder })
    }

    /// Begins to receive a file.
    pub async fn begin(&self) -> Result<Part> {
        let id = new_id();
        let path = self.folder.join(format!("{id}.part"));
        let file = tokio::fs::File::create_new(&path).await?;
        Ok(Part { id, path, file, bytes: 0, finished: false })
    }

    /// Keeps a file wholly received, with what is to be done with it. From here on it survives a stop. Gives its
    /// identifier.
    ///
    /// # Errors
    /// [`Error::Fault`] for an empty file.
    pub async fn keep(&self, mut part: Part, waiting: &Waiting) -> Result<String> {
        if part.bytes == 0 {
            return Err(Error::Fault(content_package::Fault::Empty));
        }
        part.file.sync_all().await?;
        // The note comes first: a file without one is what a stop left half done.
        let note = self.note(&part.id);
        let mut file = tokio::fs::File::create(&note).await?;
        file.write_all(&serde_json::to_vec(waiting)?).await?;
        file.sync_all().await?;
        tokio::fs::rename(&part.path, self.file(&part.id)).await?;
        tokio::fs::File::open(&self.folder).await?.sync_all().await?;
        part.finished = true;
        Ok(part.id.clone())
    }

    /// Takes a file kept. Refused or taken, it waits no more; when the fault is ours it is tried again at the next start.
    pub async fn take(&self, id: &str) -> Result<Added> {
        let waiting: Waiting = serde_json::from_slice(&tokio::fs::read(self.note(id)).await?)?;
        let new = NewContent {
            file_name: waiting.file_name,
            source: Source::File(self.file(id)),
            origin: "upload",
            actor: Actor::Account(waiting.account),
            institution: waiting.institution,
            details: waiting.details,
        };
        let added = add(&self.content, new).await;
        if matches!(added, Ok(_) | Err(Error::Fault(_) | Error::Unfit(_) | Error::Access(_) | Error::NotFound)) {
            remove(&self.file(id)).await;
            remove(&self.note(id)).await;
        }
        added
    }

    /// Takes what a stop left waiting, and removes what it left half received. Gives how many were taken.
    pub async fn resume(&self) -> Result<u32> {
        let mut taken = 0;
        let mut folder = tokio::fs::read_dir(&self.folder).await?;
        while let Some(entry) = folder.next_entry().await? {
            let path = entry.path();
            let id = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            match path.extension().and_then(|extension| extension.to_str()) {
                Some("part") => remove(&path).await,
                Some("json") if !self.file(&id).exists() => remove(&path).await,
                Some("contenu") if self.note(&id).exists() => match self.take(&id).await {
                    Ok(_) => taken += 1,
                    Err(error) => tracing::warn!(%error, "a file received before the last stop was not taken"),
                },
                _ => {}
            }
        }
        Ok(taken)
    }

    fn file(&self, id: &str) -> PathBuf {
        self.folder.join(format!("{id}.contenu"))
    }

    fn note(&self, id: &str) -> PathBuf {
        self.folder.join(format!("{id}.json"))
    }
}

async fn remove(path: &Path) {
    if let Err(error) = tokio::fs::remove_file(path).await
        && error.kind() != std::io::ErrorKind::NotFound
    {
        tracing::warn!(%error, path = %path.display(), "a file received could not be removed");
    }
}

/// A file being received: removed when dropped before it is kept.
#[derive(Debug)]
pub struct Part {
    id: String,
    path: PathBuf,
    file: tokio::fs::File,
    bytes: u64,
    finished: bool,
}

impl Part {
    /// Adds a piece.
    ///
    /// # Errors
    /// [`Error::Fault`] beyond [`LARGEST`].
    pub async fn write(&mut self, piece: &[u8]) -> Result<()> {
        self.bytes += piece.len() as u64;
        if self.bytes > LARGEST {
            return Err(Error::Fault(content_package::Fault::TooLarge { most: LARGEST }));
        }
        self.file.write_all(piece).await?;
        Ok(())
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        if !self.finished {
            // What cannot be removed now is removed at the next start.
            let _ = std::fs::remove_file(&self.path);
        }
    }
}
