//! The state of matching: every live record, its edition, its work.

mod arena;
mod candidates;
mod clusters;
mod decisions;
mod place;

use crate::blocking::keys;
use crate::features::{Features, View};
use crate::index::Index;
use crate::reason::Reason;

use arena::Arena;
use candidates::Scratch;
use clusters::Clusters;
use decisions::Decisions;

/// What a librarian says of two records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Decision {
    /// They are the same.
    Same,
    /// They are not the same.
    NotSame,
}

/// At which level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// One manifestation. "The same edition" implies the same work.
    Edition,
    /// One work. "Not the same work" implies not the same edition.
    Work,
}

/// Where a record was placed and what that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placement {
    /// Its edition.
    pub edition: u32,
    /// Its work.
    pub work: u32,
    /// The edition was opened for this record.
    pub new_edition: bool,
    /// The work was opened for this record.
    pub new_work: bool,
    /// Why it is in that edition.
    pub edition_reason: Reason,
    /// Why it is in that work.
    pub work_reason: Reason,
    /// Editions that this record showed to be one: `(from, into)`, the smaller number survives.
    pub merged_editions: Vec<(u32, u32)>,
    /// Works that this record showed to be one: `(from, into)`, the smaller number survives.
    pub merged_works: Vec<(u32, u32)>,
}

/// Memory used, in bytes of capacity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Memory {
    /// Features of the records.
    pub features: usize,
    /// Blocking index.
    pub index: usize,
    /// Records, editions, works and decisions.
    pub clusters: usize,
}

impl Memory {
    /// All of it.
    pub fn total(&self) -> usize {
        self.features + self.index + self.clusters
    }
}

/// Places records in editions and works; see the crate's documentation for how.
///
/// Record, edition and work numbers index arrays: memory grows with the greatest number in use, and record numbers
/// must stay below 2³¹.
#[derive(Default)]
pub struct Matcher {
    arena: Arena,
    index: Index,
    clusters: Clusters,
    decisions: Decisions,
    scratch: Scratch,
}

impl Matcher {
    /// A matcher without records; edition and work numbers begin at 1.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the numbers that the next new edition and the next new work get; never lowers them.
    pub fn set_next_ids(&mut self, edition: u32, work: u32) {
        self.clusters.reserve_ids(edition, work);
    }

    /// The numbers that the next new edition and the next new work will get.
    pub fn next_ids(&self) -> (u32, u32) {
        self.clusters.next_ids()
    }

    /// Adds a record that was placed before, where it was placed.
    pub fn load(&mut self, record_id: u32, edition: u32, work: u32, features: &Features) {
        if self.clusters.is_placed(record_id) {
            self.remove(record_id);
        }
        self.add(record_id, features);
        self.clusters.put(record_id, edition, work);
    }

    /// Number of records held.
    pub fn len(&self) -> usize {
        self.clusters.len()
    }

    /// True without records.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Edition and work of a record, when it is held.
    pub fn placed(&self, record_id: u32) -> Option<(u32, u32)> {
        self.clusters.placed(record_id)
    }

    /// The records of a work, in no particular order.
    pub fn records_of_work(&self, work: u32) -> impl Iterator<Item = u32> + '_ {
        self.clusters.editions_of(work).flat_map(|edition| self.clusters.records_of(edition))
    }

    /// Forgets a record. Its edition and work disappear with their last record; their numbers are not given again.
    pub fn remove(&mut self, record_id: u32) {
        if !self.clusters.is_placed(record_id) {
            return;
        }
        let index = &mut self.index;
        if let Some(view) = self.arena.view(record_id) {
            keys(&view, |key| index.remove(key, record_id));
        }
        self.arena.remove(record_id);
        self.clusters.take_out(record_id);
    }

    /// Memory in use.
    pub fn memory(&self) -> Memory {
        Memory {
            features: self.arena.bytes(),
            index: self.index.bytes(),
            clusters: self.clusters.bytes() + self.decisions.bytes(),
        }
    }

    fn add(&mut self, record_id: u32, features: &Features) {
        self.arena.put(record_id, features.to_bytes());
        let index = &mut self.index;
        keys(&features.view(), |key| index.insert(key, record_id));
    }

    fn view(&self, record_id: u32) -> Option<View<'_>> {
        self.arena.view(record_id)
    }
}
