//! Feeding the index.

use std::sync::Arc;

use tantivy::indexer::LogMergePolicy;
use tantivy::{IndexWriter, Term};

use crate::schema::Encoder;
use crate::{Error, Index, WorkDocument};

/// The one writer of an [`Index`]. Nothing it is given can be found before [`Writer::commit`]; dropped without a
/// commit, it leaves the index as it was.
pub struct Writer {
    index: Arc<Index>,
    inner: IndexWriter,
    encoder: Encoder,
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Writer").field("index", &self.index).finish_non_exhaustive()
    }
}

impl Writer {
    pub(crate) fn new(index: Arc<Index>, heap: usize) -> Result<Self, Error> {
        let inner: IndexWriter = index.inner.writer_with_num_threads(1, heap)?;
        let mut policy = LogMergePolicy::default();
        policy.set_min_num_segments(6);
        policy.set_del_docs_ratio_before_merge(0.3);
        inner.set_merge_policy(Box::new(policy));
        Ok(Self { index, inner, encoder: Encoder::default() })
    }

    /// Adds works, replacing those with the same numbers.
    ///
    /// # Errors
    /// When the engine fails, for instance on a full disk.
    pub fn upsert<'a>(&mut self, works: impl IntoIterator<Item = &'a WorkDocument>) -> Result<(), Error> {
        for work in works {
            self.inner.delete_term(self.key(work.work));
            self.add(work)?;
        }
        Ok(())
    }

    /// Adds works whose numbers the index does not have yet: quicker than [`Writer::upsert`] for a whole rebuild.
    /// A number added twice is found twice.
    ///
    /// # Errors
    /// When the engine fails, for instance on a full disk.
    pub fn insert_new<'a>(&mut self, works: impl IntoIterator<Item = &'a WorkDocument>) -> Result<(), Error> {
        works.into_iter().try_for_each(|work| self.add(work))
    }

    fn add(&mut self, work: &WorkDocument) -> Result<(), Error> {
        let document = self.encoder.encode(work, &self.index.fields);
        self.inner.add_document(document)?;
        Ok(())
    }

    /// Removes works by number; numbers unknown are passed over.
    pub fn delete(&mut self, works: impl IntoIterator<Item = i64>) {
        for work in works {
            self.inner.delete_term(self.key(work));
        }
    }

    /// Removes every work.
    ///
    /// # Errors
    /// When the engine fails.
    pub fn delete_all(&mut self) -> Result<(), Error> {
        self.inner.delete_all_documents()?;
        Ok(())
    }

    /// Makes all that was given findable and durable, and remembers `watermark`, how far the change feed was
    /// followed. Advance your own mark only after this returns.
    ///
    /// # Errors
    /// When the engine fails, for instance on a full disk; the index then is as at the last commit.
    pub fn commit(&mut self, watermark: i64) -> Result<(), Error> {
        let mut prepared = self.inner.prepare_commit()?;
        prepared.set_payload(&watermark.to_string());
        prepared.commit()?;
        self.index.reload()
    }

    /// Forgets what was given since the last commit.
    ///
    /// # Errors
    /// When the engine fails.
    pub fn roll_back(&mut self) -> Result<(), Error> {
        self.inner.rollback()?;
        Ok(())
    }

    /// Merges all segments into one, for after a large load: searching is quickest then. Takes about as long as
    /// writing them did.
    ///
    /// # Errors
    /// When the engine fails.
    pub fn merge(&mut self) -> Result<(), Error> {
        let segments = self.index.inner.searchable_segment_ids()?;
        if segments.len() > 1 {
            self.inner.merge(&segments).wait()?;
            self.inner.garbage_collect_files().wait()?;
        }
        self.index.reload()
    }

    /// Waits for merges under way and closes the writer.
    ///
    /// # Errors
    /// When the engine fails.
    pub fn close(self) -> Result<(), Error> {
        self.inner.wait_merging_threads()?;
        self.index.reload()
    }

    fn key(&self, work: i64) -> Term {
        Term::from_field_u64(self.index.fields.work, work.cast_unsigned())
    }
}
