//! Feeding the index from the change feed.
//!
//! The index is committed first, then knows how far it has read (the watermark travels with its commit): killed between
//! two commits, it reads the same changes again, and indexing a work twice is indexing it once.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use store::Db;
use tokio::sync::{Notify, mpsc};
use work_search::{Index, Profile, WorkDocument, Writer};

use crate::error::CatalogueError;
use crate::model::document;
use crate::model::language;
use crate::store::placements::MemberRecord;
use crate::store::{counters, feed, placements};

/// Changes read from the feed before the index commits, when there are many.
const CHANGES_PER_COMMIT: i64 = 40_000;
/// Works whose records are read together.
const WORKS_PER_READ: usize = 2_000;
/// How long changes may gather before a commit: well under the two seconds promised.
const GATHER: Duration = Duration::from_millis(300);

/// Feeds one node's index.
pub struct Indexer {
    db: Db,
    index: Arc<Index>,
    writer: Writer,
    /// Whether the writer may hold what a call that failed or was dropped half-way gave it.
    unfinished: bool,
}

impl Indexer {
    /// Takes the index's only writer.
    pub fn new(db: Db, index: Arc<Index>, heap_bytes: usize) -> Result<Indexer, CatalogueError> {
        let writer = index.writer(heap_bytes)?;
        Ok(Indexer { db, index, writer, unfinished: false })
    }

    /// Reads all changes there are; returns how many works were indexed. An index without a watermark (new, or set
    /// aside) is built from all works.
    pub async fn catch_up(&mut self, progress: impl FnMut(u64)) -> Result<u64, CatalogueError> {
        if self.unfinished {
            // A build adds works without looking for them: begun twice in one commit, they would be there twice.
            self.writer.roll_back()?;
        }
        self.unfinished = true;
        let indexed = self.read_changes(progress).await?;
        self.unfinished = false;
        Ok(indexed)
    }

    async fn read_changes(&mut self, mut progress: impl FnMut(u64)) -> Result<u64, CatalogueError> {
        let mut indexed = 0;
        let Some(mut seq) = self.index.watermark()? else {
            return self.build(progress).await;
        };
        loop {
            let mut read = self.db.read().await?;
            let changes = feed::changes_after(&mut read, seq, CHANGES_PER_COMMIT).await?;
            drop(read);
            let Some((last, _)) = changes.last() else { return Ok(indexed) };
            let last = *last;
            let works: BTreeSet<i64> = changes.into_iter().map(|(_, work)| work).collect();
            let works: Vec<i64> = works.into_iter().collect();
            let count = works.len() as u64;
            let (sender, receiver) = mpsc::channel(2);
            let reading = tokio::spawn(read_works(self.db.clone(), works, sender));
            self.index_all(receiver, true, &mut |_| ()).await?;
            reading.await.map_err(|error| CatalogueError::Reading(error.to_string()))??;
            self.writer.commit(last)?;
            indexed += count;
            seq = last;
            progress(indexed);
        }
    }

    /// Builds the whole index from the tables.
    async fn build(&mut self, mut progress: impl FnMut(u64)) -> Result<u64, CatalogueError> {
        let (watermark, last_work) = {
            let mut read = self.db.read().await?;
            (counters::last(&mut read, "change").await?, feed::last_work(&mut read).await?)
        };
        let (sender, receiver) = mpsc::channel(2);
        let reading = tokio::spawn(read_everything(self.db.clone(), last_work, sender));
        let indexed = self.index_all(receiver, false, &mut progress).await?;
        reading.await.map_err(|error| CatalogueError::Reading(error.to_string()))??;
        self.writer.commit(watermark)?;
        Ok(indexed)
    }

    /// Indexes works as they are read on another task.
    async fn index_all(
        &mut self,
        mut works: mpsc::Receiver<Vec<ReadWork>>,
        replace: bool,
        progress: &mut impl FnMut(u64),
    ) -> Result<u64, CatalogueError> {
        let mut indexed = 0;
        while let Some(read) = works.recv().await {
            for (work, records) in &read {
                if records.is_empty() {
                    self.writer.delete([*work]);
                    continue;
                }
                let document = [document_of(*work, records)];
                if replace {
                    self.writer.upsert(&document)?;
                } else {
                    self.writer.insert_new(&document)?;
                }
            }
            indexed += read.len() as u64;
            progress(indexed);
        }
        Ok(indexed)
    }

    /// Follows the feed until `stop`, waking at each notice and every second (another process may have written).
    pub async fn follow(mut self, notice: Arc<Notify>, stop: Arc<Notify>) {
        loop {
            if let Err(error) = self.catch_up(|_| ()).await {
                tracing::error!(%error, "the index could not be brought up to date; it will be tried again");
                tokio::time::sleep(Duration::from_secs(5)).await;
            }
            tokio::select! {
                () = stop.notified() => return,
                () = notice.notified() => tokio::time::sleep(GATHER).await,
                () = tokio::time::sleep(Duration::from_secs(1)) => {}
            }
        }
    }
}

/// A work and its records; none when it is gone.
type ReadWork = (i64, Vec<MemberRecord>);

/// Reads the works named.
async fn read_works(db: Db, works: Vec<i64>, out: mpsc::Sender<Vec<ReadWork>>) -> Result<(), CatalogueError> {
    for start in (0..works.len()).step_by(WORKS_PER_READ) {
        let chunk = works[start..works.len().min(start + WORKS_PER_READ)].to_vec();
        let mut members = {
            let mut read = db.read().await?;
            placements::members(&mut read, &chunk).await?
        };
        let read = chunk.iter().map(|work| (*work, members.remove(work).unwrap_or_default())).collect();
        if out.send(read).await.is_err() {
            return Ok(());
        }
    }
    Ok(())
}

/// Reads every work, by ranges of numbers.
async fn read_everything(db: Db, last: i64, out: mpsc::Sender<Vec<ReadWork>>) -> Result<(), CatalogueError> {
    let mut after = 0;
    while after < last {
        let until = after + WORKS_PER_READ as i64;
        let members = {
            let mut read = db.read().await?;
            placements::members_between(&mut read, after, until).await?
        };
        after = until;
        if out.send(members.into_iter().collect()).await.is_err() {
            return Ok(());
        }
    }
    Ok(())
}

/// What the index knows of a work.
pub(crate) fn document_of(work: i64, members: &[MemberRecord]) -> WorkDocument {
    let card = document::card(members);
    let mut doc = WorkDocument {
        work,
        sort_title: members
            .iter()
            .find(|member| member.description.title == card.title)
            .map(|member| sort_title(&member.description))
            .unwrap_or_else(|| french_text::folded(&card.title)),
        holding_count: members.len() as u32,
        ..WorkDocument::default()
    };
    push(&mut doc.titles, &card.title);
    push(&mut doc.subtitles, &card.subtitle);
    for member in members.iter().take(1) {
        if let Some(first) = member.description.contributors.first() {
            push(&mut doc.authors, &document::inverted(first));
        }
    }
    for member in members {
        let description = &member.description;
        push(&mut doc.titles, &description.title);
        push(&mut doc.subtitles, &description.subtitle);
        push(&mut doc.subtitles, &description.part_name);
        for contributor in &description.contributors {
            push(&mut doc.authors, &document::inverted(contributor));
        }
        for other in &description.other_titles {
            push(&mut doc.other_titles, &other.text);
        }
        for series in &description.series {
            push(&mut doc.series, &series.title);
        }
        for subject in description.subjects.iter().chain(&description.genres) {
            push(&mut doc.subjects, subject);
        }
        push(&mut doc.publishers, &description.publisher);
        if doc.text.is_empty() {
            doc.text.clone_from(&description.summary);
        }
        if let Some(year) = description.year {
            let (first, last) = doc.years.unwrap_or((year, year));
            doc.years = Some((first.min(year), last.max(year)));
        }
        for identifier in &description.identifiers {
            push(&mut doc.identifiers, &document::indexed_identifier(identifier));
        }
        doc.profiles.push(Profile {
            library: member.library,
            language: description.languages.first().map_or(0, |code| language::pack(code)),
            kind: description.kind as u8,
            year: description.year.unwrap_or(Profile::NO_YEAR),
            audience: description.audience as u8,
            online: !description.online.is_empty(),
        });
    }
    doc.card = postcard::to_stdvec(&card).unwrap_or_default();
    doc
}

/// The title without the article that is skipped when sorting.
fn sort_title(description: &bibliography::Description) -> String {
    let skipped: String = description.title.chars().skip(usize::from(description.nonfiling)).collect();
    french_text::folded(if skipped.is_empty() { &description.title } else { &skipped })
}

/// Adds a text once.
fn push(list: &mut Vec<String>, text: &str) {
    if !text.is_empty() && !list.iter().any(|known| known == text) {
        list.push(text.to_owned());
    }
}
