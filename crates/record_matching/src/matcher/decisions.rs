//! What librarians decided, and how it is obeyed.

use rustc_hash::FxHashMap;

use super::{Decision, Level, Matcher, Placement};
use crate::features::Features;
use crate::reason::{Reason, ReasonCode};

/// Decisions by record, each kept under both of its records.
#[derive(Default)]
pub(super) struct Decisions {
    by_record: FxHashMap<u32, Vec<(u32, Level, Decision)>>,
}

impl Decisions {
    pub(super) fn bytes(&self) -> usize {
        self.by_record.capacity() * 40 + self.by_record.values().map(|list| list.capacity() * 8).sum::<usize>()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.by_record.is_empty()
    }

    pub(super) fn of(&self, record: u32) -> &[(u32, Level, Decision)] {
        self.by_record.get(&record).map_or(&[], Vec::as_slice)
    }

    /// Keeps a decision; what it contradicts between the same two records is forgotten.
    fn keep(&mut self, a: u32, b: u32, decision: Decision, level: Level) {
        for (one, other) in [(a, b), (b, a)] {
            let list = self.by_record.entry(one).or_default();
            list.retain(|&(known, known_level, known_decision)| {
                known != other || !replaces((decision, level), (known_decision, known_level))
            });
            list.push((other, level, decision));
        }
    }

    /// Whether two records must not meet at that level.
    fn forbids(&self, record: u32, level: Level, mut is_there: impl FnMut(u32) -> bool) -> bool {
        self.of(record).iter().any(|&(other, said, decision)| {
            // "Not the same work" also forbids the same edition; "not the same edition" leaves the work open.
            decision == Decision::NotSame && (said == Level::Work || said == level) && is_there(other)
        })
    }
}

/// Whether a new decision takes the place of an older one about the same two records.
fn replaces(new: (Decision, Level), old: (Decision, Level)) -> bool {
    match (new, old) {
        ((_, a), (_, b)) if a == b => true,
        ((Decision::Same, Level::Edition), _) => true,
        ((Decision::NotSame, Level::Work), _) => true,
        _ => false,
    }
}

impl Matcher {
    /// Records what a librarian says of two records and obeys at once.
    ///
    /// The records need not be placed yet: tell a new matcher all decisions before placing records, and the result
    /// obeys them. A later decision replaces an earlier one about the same two records.
    ///
    /// Returns every record that was placed again, with its placement.
    pub fn decide(&mut self, a: u32, b: u32, decision: Decision, level: Level) -> Vec<(u32, Placement)> {
        if a == b {
            return Vec::new();
        }
        self.decisions.keep(a, b, decision, level);
        let (Some(left), Some(right)) = (self.placed(a), self.placed(b)) else {
            return Vec::new();
        };
        match decision {
            Decision::Same => self.join(a, b, level),
            Decision::NotSame => {
                let together = left.0 == right.0 || level == Level::Work && left.1 == right.1;
                if together { self.part(a, b, level) } else { Vec::new() }
            }
        }
    }

    /// Forgets a decision about two records (a librarian took it back). Nothing moves until records are placed again.
    pub fn forget_decision(&mut self, a: u32, b: u32) {
        for (one, other) in [(a, b), (b, a)] {
            if let Some(list) = self.decisions.by_record.get_mut(&one) {
                list.retain(|&(known, _, _)| known != other);
            }
        }
    }

    fn join(&mut self, a: u32, b: u32, level: Level) -> Vec<(u32, Placement)> {
        let mut merged_works = Vec::new();
        let mut merged_editions = Vec::new();
        let (Some((edition_a, work_a)), Some((edition_b, work_b))) = (self.placed(a), self.placed(b)) else {
            return Vec::new();
        };
        if work_a != work_b {
            if self.works_forbidden(work_a, work_b) {
                return Vec::new();
            }
            merged_works.push(self.clusters.merge_works(work_a, work_b));
        }
        if level == Level::Edition && edition_a != edition_b && !self.editions_forbidden(edition_a, edition_b) {
            merged_editions.push(self.clusters.merge_editions(edition_a, edition_b));
        }
        let Some((edition, work)) = self.placed(b) else {
            return Vec::new();
        };
        let reason = Reason::plain(ReasonCode::Librarian, a);
        vec![(
            b,
            Placement {
                edition,
                work,
                new_edition: false,
                new_work: false,
                edition_reason: reason,
                work_reason: reason,
                merged_editions,
                merged_works,
            },
        )]
    }

    /// Places every companion of `a` again, `b` first: each goes where it fits best, and `a` keeps the numbers.
    fn part(&mut self, a: u32, b: u32, level: Level) -> Vec<(u32, Placement)> {
        let Some((edition, work)) = self.placed(a) else {
            return Vec::new();
        };
        let mut companions: Vec<u32> = match level {
            Level::Edition => self.clusters.records_of(edition).collect(),
            Level::Work => self.records_of_work(work).collect(),
        };
        companions.retain(|&record| record != a && record != b);
        companions.sort_unstable();
        companions.insert(0, b);
        let features: Vec<(u32, Features)> = companions
            .iter()
            .filter_map(|&record| Some((record, Features::from_bytes(self.arena.get(record)?).ok()?)))
            .collect();
        for &(record, _) in &features {
            self.remove(record);
        }
        features.into_iter().map(|(record, features)| (record, self.place(record, &features))).collect()
    }

    /// Whether decisions forbid a record in a work.
    pub(super) fn work_forbidden(&self, record: u32, work: u32) -> bool {
        self.decisions.forbids(record, Level::Work, |other| self.placed(other).is_some_and(|at| at.1 == work))
    }

    /// Whether decisions forbid a record in an edition.
    pub(super) fn edition_forbidden(&self, record: u32, edition: u32) -> bool {
        self.decisions.forbids(record, Level::Edition, |other| self.placed(other).is_some_and(|at| at.0 == edition))
    }

    /// Whether decisions keep two works apart.
    pub(super) fn works_forbidden(&self, a: u32, b: u32) -> bool {
        !self.decisions.is_empty() && self.records_of_work(a).any(|record| self.work_forbidden(record, b))
    }

    /// Whether decisions keep two editions apart.
    pub(super) fn editions_forbidden(&self, a: u32, b: u32) -> bool {
        !self.decisions.is_empty() && self.clusters.records_of(a).any(|record| self.edition_forbidden(record, b))
    }

    /// The record that a librarian said this one is the same as, when it is placed and nothing forbids following it.
    pub(super) fn ordered_partner(&self, record: u32) -> Option<(u32, Level)> {
        self.decisions
            .of(record)
            .iter()
            .rev()
            .filter(|&&(_, _, decision)| decision == Decision::Same)
            .map(|&(partner, level, _)| (partner, level))
            .find(|&(partner, _)| self.placed(partner).is_some_and(|(_, work)| !self.work_forbidden(record, work)))
    }
}
