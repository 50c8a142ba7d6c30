//! Opening the index, and making it anew when it cannot be trusted.

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use tantivy::directory::MmapDirectory;
use tantivy::store::Compressor;
use tantivy::{IndexReader, IndexSettings, ReloadPolicy};

use crate::generation::{Generation, SegmentTable};
use crate::schema::{Fields, VERSION, register_tokenizers, schema};
use crate::{Error, Page, Proposal, Request, Writer};

/// What [`Index::open_or_create`] found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opened {
    /// An index in order.
    Found,
    /// Nothing: an empty index was made.
    Created,
    /// An index that cannot be used: it was set aside and an empty one was made.
    SetAside {
        /// Why, in words for the log.
        reason: String,
        /// Where it is now.
        at: PathBuf,
    },
}

/// The index of works. Searching and writing may go on at the same time, from any thread.
pub struct Index {
    pub(crate) inner: tantivy::Index,
    pub(crate) fields: Fields,
    pub(crate) path: PathBuf,
    reader: IndexReader,
    generation: RwLock<Arc<Generation>>,
    communes: RwLock<Arc<Vec<u16>>>,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Index").field("path", &self.path).finish_non_exhaustive()
    }
}

impl Index {
    /// Opens the index in `directory`, or makes an empty one when there is none, when its files are damaged or
    /// missing, or when it was made by a version of this crate that builds documents differently. A directory that
    /// cannot be used is renamed (`….set-aside`, replacing an earlier one) so that it can be examined.
    ///
    /// # Errors
    /// When the directory cannot be made, renamed or written.
    pub fn open_or_create(directory: &Path) -> Result<(Self, Opened), Error> {
        let files = |source| Error::Files { path: directory.to_owned(), source };
        let opened = match Self::open(directory) {
            Ok(Some(index)) => return Ok((index, Opened::Found)),
            Ok(None) => Opened::Created,
            Err(reason) => {
                let mut aside = directory.as_os_str().to_owned();
                aside.push(".set-aside");
                let aside = PathBuf::from(aside);
                if aside.exists() {
                    std::fs::remove_dir_all(&aside).map_err(files)?;
                }
                std::fs::rename(directory, &aside).map_err(files)?;
                tracing::warn!(%reason, set_aside = %aside.display(), "the search index cannot be used and will be made anew");
                Opened::SetAside { reason, at: aside }
            }
        };
        std::fs::create_dir_all(directory).map_err(files)?;
        let (schema, fields) = schema();
        let settings = IndexSettings {
            docstore_compression: Compressor::Lz4,
            docstore_blocksize: 4096,
            ..IndexSettings::default()
        };
        let mmap = MmapDirectory::open(directory).map_err(|error| Error::Engine(error.into()))?;
        let inner = tantivy::Index::create(mmap, schema, settings)?;
        std::fs::write(directory.join(VERSION_FILE), VERSION.to_string()).map_err(files)?;
        Ok((Self::new(inner, fields, directory)?, opened))
    }

    /// The index in `directory`, `None` when there is none, or why it cannot be used.
    fn open(directory: &Path) -> Result<Option<Self>, String> {
        let empty = std::fs::read_dir(directory).map(|mut entries| entries.next().is_none());
        match empty {
            Ok(false) => {}
            Ok(true) => return Ok(None),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error.to_string()),
        }
        let version = std::fs::read_to_string(directory.join(VERSION_FILE)).unwrap_or_default();
        if version.trim() != VERSION.to_string() {
            return Err(format!("its documents are of version “{}”, not {VERSION}", version.trim()));
        }
        let (expected, fields) = schema();
        let inner = tantivy::Index::open_in_dir(directory).map_err(|error| error.to_string())?;
        if inner.schema() != expected {
            return Err("its schema is another".to_owned());
        }
        let damaged = inner.validate_checksum().map_err(|error| error.to_string())?;
        if let Some(file) = damaged.iter().next() {
            return Err(format!("{} of its files are damaged, {} among them", damaged.len(), file.display()));
        }
        Self::new(inner, fields, directory).map(Some).map_err(|error| error.to_string())
    }

    fn new(inner: tantivy::Index, fields: Fields, directory: &Path) -> Result<Self, Error> {
        register_tokenizers(&inner);
        let reader =
            inner.reader_builder().reload_policy(ReloadPolicy::Manual).doc_store_cache_num_blocks(64).try_into()?;
        let generation = Generation::new(reader.searcher(), fields, None)?;
        Ok(Self {
            inner,
            fields,
            path: directory.to_owned(),
            reader,
            generation: RwLock::new(Arc::new(generation)),
            communes: RwLock::default(),
        })
    }

    /// The writer; there can be one at a time. `heap` is the memory for documents not yet written, in bytes: at
    /// least 15 MB, 50 to 100 MB for a large load.
    ///
    /// # Errors
    /// When another writer is alive, in this process or another.
    pub fn writer(self: &Arc<Self>, heap: usize) -> Result<Writer, Error> {
        Writer::new(Arc::clone(self), heap)
    }

    /// Shows what was committed since, here or in another process. [`Writer::commit`] calls it.
    ///
    /// # Errors
    /// When the files cannot be read.
    pub fn reload(&self) -> Result<(), Error> {
        self.reader.reload()?;
        let before = self.generation();
        let next = Generation::new(self.reader.searcher(), self.fields, Some(&before))?;
        *self.generation.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(next);
        Ok(())
    }

    /// How far the change feed was followed at the last commit; `None` when never.
    ///
    /// # Errors
    /// When the files cannot be read.
    pub fn watermark(&self) -> Result<Option<i64>, Error> {
        Ok(self.inner.load_metas()?.payload.and_then(|payload| payload.parse().ok()))
    }

    /// How many works can be found.
    #[must_use]
    pub fn works(&self) -> usize {
        usize::try_from(self.generation().searcher.num_docs()).unwrap_or(usize::MAX)
    }

    /// How many segments a search goes through.
    #[must_use]
    pub fn segments(&self) -> usize {
        self.generation().segments.len()
    }

    /// Tells in which commune each library is: `communes[library]` is a number of the caller's.
    /// [`u16::MAX`] means in none. Libraries past the end are in none.
    pub fn set_communes(&self, communes: Vec<u16>) {
        *self.communes.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(communes);
    }

    pub(crate) fn communes(&self) -> Arc<Vec<u16>> {
        Arc::clone(&self.communes.read().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn generation(&self) -> Arc<Generation> {
        Arc::clone(&self.generation.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Answers a search. Any text is safe; the cost is bounded whatever its length.
    ///
    /// # Errors
    /// When the files cannot be read.
    pub fn search(&self, request: &Request) -> Result<Page, Error> {
        crate::search::search(&self.generation(), &self.communes(), request)
    }

    /// Proposes titles and authors that begin with `prefix`, most held first, at most `limit`.
    ///
    /// # Errors
    /// When the files cannot be read.
    pub fn typeahead(&self, prefix: &str, limit: usize) -> Result<Vec<Proposal>, Error> {
        crate::typeahead::typeahead(&self.generation(), prefix, limit)
    }

    /// Bytes of memory held per generation for ranking and facets, for the metrics.
    #[must_use]
    pub fn resident_bytes(&self) -> usize {
        self.generation().segments.iter().map(|segment| SegmentTable::bytes(&segment.table)).sum()
    }
}

const VERSION_FILE: &str = "beffroi-version";
