//! A folder that is watched: what is put there comes in by itself, once it stops growing. What was taken goes to `pris/`,
//! what was refused to `refuse/` with a text that says why.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use people::Actor;

use super::{Added, Details, NewContent, Source, add, blocking};
use crate::content::Content;
use crate::{Error, Result};

/// How large a file is, and when it was last written to.
type State = (u64, Option<SystemTime>);

/// A watched folder.
#[derive(Debug)]
pub struct Depot {
    content: Content,
    folder: PathBuf,
    institution: String,
    /// Each file as the last look found it.
    seen: HashMap<PathBuf, State>,
}

/// What a look found.
#[derive(Debug, Default)]
pub struct Looked {
    /// Files taken, with what they became.
    pub taken: Vec<(String, Added)>,
    /// Files refused, with the reason.
    pub refused: Vec<(String, String)>,
    /// How many still grow, or were seen for the first time.
    pub growing: usize,
}

impl Depot {
    /// Watches a folder, made when it is not there, for an institution.
    pub fn new(content: Content, folder: PathBuf, institution: String) -> Result<Depot> {
        std::fs::create_dir_all(&folder)?;
        Ok(Depot { content, folder, institution, seen: HashMap::new() })
    }

    /// Looks once. A file is taken when two looks in a row find it as large and as old: call it every few seconds.
    ///
    /// # Errors
    /// Those of the disk and the database; a file that is not one to take is no error, see [`Looked::refused`].
    pub async fn look(&mut self) -> Result<Looked> {
        let folder = self.folder.clone();
        let here = blocking(move || list(&folder)).await?;
        let mut looked = Looked::default();
        let mut ready = Vec::new();
        let mut seen = HashMap::new();
        for (path, state) in here {
            if self.seen.get(&path) == Some(&state) {
                ready.push(path.clone());
            } else {
                looked.growing += 1;
            }
            seen.insert(path, state);
        }
        self.seen = seen;
        // A note or a caption that grows still belongs to a file that is not ready.
        if looked.growing > 0 {
            return Ok(looked);
        }
        for path in ready.into_iter().filter(|path| is_content(path)) {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            match self.take(&path, &name).await {
                Ok(added) => {
                    self.put_aside(&path, "pris", None).await?;
                    looked.taken.push((name, added));
                }
                Err(error @ (Error::Fault(_) | Error::Unfit(_) | Error::Access(_))) => {
                    self.put_aside(&path, "refuse", Some(&error.to_string())).await?;
                    looked.refused.push((name, error.to_string()));
                }
                Err(error) => return Err(error),
            }
        }
        Ok(looked)
    }

    async fn take(&self, path: &Path, name: &str) -> Result<Added> {
        let file = path.to_owned();
        let details = blocking(move || Details::beside(&file)).await?;
        let new = NewContent {
            file_name: name.to_owned(),
            source: Source::File(path.to_owned()),
            origin: "folder",
            actor: Actor::System("depot"),
            institution: self.institution.clone(),
            details,
        };
        add(&self.content, new).await
    }

    /// Moves a file and what stands beside it.
    async fn put_aside(&self, path: &Path, folder: &str, why: Option<&str>) -> Result<()> {
        let folder = self.folder.join(folder);
        let (path, why) = (path.to_owned(), why.map(str::to_owned));
        blocking(move || {
            std::fs::create_dir_all(&folder)?;
            let details = Details::beside(&path).unwrap_or_default();
            let beside = path.parent().unwrap_or(Path::new("."));
            let captions = details.captions.iter().map(|caption| beside.join(&caption.file_name));
            let notes = Details::notes(&path).into_iter();
            for one in std::iter::once(path.clone()).chain(notes).chain(captions).filter(|one| one.is_file()) {
                std::fs::rename(&one, folder.join(one.file_name().unwrap_or_default()))?;
            }
            if let Some(why) = why {
                let mut name = path.file_name().unwrap_or_default().to_os_string();
                name.push(".pourquoi.txt");
                std::fs::write(folder.join(name), format!("{why}\n"))?;
            }
            Ok(())
        })
        .await
    }
}

fn list(folder: &Path) -> Result<Vec<(PathBuf, State)>> {
    let mut here = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let about = entry.metadata()?;
        if about.is_file() && !entry.file_name().to_string_lossy().starts_with('.') {
            here.push((entry.path(), (about.len(), about.modified().ok())));
        }
    }
    here.sort();
    Ok(here)
}

/// Whether a file is content, rather than a note, captions or a poster beside one.
fn is_content(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    !matches!(
        extension.as_str(),
        "toml" | "json" | "vtt" | "jpg" | "jpeg" | "png" | "webp" | "part" | "crdownload" | "tmp"
    )
}
