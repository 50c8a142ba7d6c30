//! Feeding the index from the change feed.
//!
//! The index is committed first, then knows how far it has read (the watermark travels with its commit): killed between
//! two commits, it reads the same changes again, and indexing a work twice is indexing it once.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use store::{Db, Query};
use tokio::sync::Notify;
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
}

impl Indexer {
    /// Takes the index's only writer.
    pub fn new(db: Db, index: Arc<Index>, heap_bytes: usize) -> Result<Indexer, CatalogueError> {
        let writer = index.writer(heap_bytes)?;
        Ok(Indexer { db, index, writer })
    }

    /// Reads all changes there are; returns how many works were indexed. An index without a watermark (new, or set
    /// aside) is built from all works.
    pub async fn catch_up(&mut self, mut progress: impl FnMut(u64)) -> Result<u64, CatalogueError> {
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
            for chunk in works.chunks(WORKS_PER_READ) {
                self.index_works(chunk, true).await?;
            }
            self.writer.commit(last)?;
            indexed += works.len() as u64;
            seq = last;
            progress(indexed);
        }
    }

    /// Builds the whole index from the tables.
    async fn build(&mut self, mut progress: impl FnMut(u64)) -> Result<u64, CatalogueError> {
        let mut read = self.db.read().await?;
        let watermark = counters::last(&mut read, "change").await?;
        let mut indexed = 0;
        let mut after = 0;
        loop {
            let works = feed::works_after(&mut read, after, WORKS_PER_READ as i64).await?;
            let Some(last) = works.last() else { break };
            after = *last;
            self.index_from(&mut read, &works, false).await?;
            indexed += works.len() as u64;
            progress(indexed);
        }
        drop(read);
        self.writer.commit(watermark)?;
        Ok(indexed)
    }

    async fn index_works(&mut self, works: &[i64], replace: bool) -> Result<(), CatalogueError> {
        let mut read = self.db.read().await?;
        self.index_from(&mut read, works, replace).await
    }

    async fn index_from(
        &mut self,
        read: &mut impl Query,
        works: &[i64],
        replace: bool,
    ) -> Result<(), CatalogueError> {
        let mut members = placements::members(read, works).await?;
        for work in works {
            match members.remove(work) {
                Some(records) => {
                    let document = [document_of(*work, &records)];
                    if replace {
                        self.writer.upsert(&document)?;
                    } else {
                        self.writer.insert_new(&document)?;
                    }
                }
                None => self.writer.delete([*work]),
            }
        }
        Ok(())
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
