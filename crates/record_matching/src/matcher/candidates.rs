//! Which works a record may belong to, and how strongly.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Matcher;
use crate::blocking::keys;
use crate::compare::{Evidence, Prepared, WorkLink, quick_refusal, work_link};

/// Records of one work compared through the keys, once one of them has been recognised.
const ENOUGH_COMPARED: u32 = 6;
/// Further records of a work asked whether they object.
const WITNESSES: usize = 12;

/// A work that some of whose records share a key with the record being placed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub(super) work: u32,
    /// Best link, its record and its evidence; `None` while nothing speaks for the work.
    pub(super) best: Option<Link>,
    pub(super) compared: u32,
    pub(super) agreeing: u32,
    pub(super) conflicting: u32,
}

/// One record of a work that is recognised.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    pub(super) partner: u32,
    pub(super) score: u8,
    pub(super) firm: bool,
    pub(super) evidence: Evidence,
}

/// Buffers of a placement, kept between placements.
#[derive(Default)]
pub(super) struct Scratch {
    seen: FxHashSet<u32>,
    places: FxHashMap<u32, u32>,
    keys: Vec<u32>,
    pub(super) candidates: Vec<Candidate>,
}

impl Scratch {
    fn clear(&mut self) {
        // Emptying a large table costs its size: after a long list of candidates, start anew.
        if self.seen.capacity() > 512 {
            self.seen = FxHashSet::default();
        } else {
            self.seen.clear();
        }
        if self.places.capacity() > 512 {
            self.places = FxHashMap::default();
        } else {
            self.places.clear();
        }
        self.keys.clear();
        self.candidates.clear();
    }
}

impl Matcher {
    /// Gathers the works that share a key with a record, compared through the records found.
    pub(super) fn gather(&self, record: u32, prepared: &Prepared<'_>, scratch: &mut Scratch) {
        scratch.clear();
        keys(&prepared.view, |key| scratch.keys.push(key));
        for position in 0..scratch.keys.len() {
            let key = scratch.keys[position];
            if scratch.keys[..position].contains(&key) {
                continue;
            }
            for other in self.index.records(key) {
                if other == record || !scratch.seen.insert(other) {
                    continue;
                }
                let (Some((_, work)), Some(view)) = (self.clusters.placed(other), self.view(other)) else {
                    continue;
                };
                let place = *scratch.places.entry(work).or_insert_with(|| {
                    scratch.candidates.push(Candidate::new(work));
                    (scratch.candidates.len() - 1) as u32
                });
                let candidate = &mut scratch.candidates[place as usize];
                if candidate.best.is_some() && candidate.compared >= ENOUGH_COMPARED {
                    continue;
                }
                candidate.compare(other, prepared, &Prepared::new(view));
            }
        }
        for candidate in &mut scratch.candidates {
            if candidate.best.is_some() {
                self.hear_witnesses(prepared, candidate, &scratch.seen);
            }
        }
        scratch
            .candidates
            .retain(|candidate| candidate.best.is_some() && candidate.conflicting * 2 <= candidate.agreeing);
    }

    /// Asks records of the work that share no key whether they contradict: a cluster is judged as a whole.
    fn hear_witnesses(&self, prepared: &Prepared<'_>, candidate: &mut Candidate, seen: &FxHashSet<u32>) {
        let witnesses = self.records_of_work(candidate.work).filter(|record| !seen.contains(record)).take(WITNESSES);
        for witness in witnesses {
            if let Some(view) = self.view(witness) {
                candidate.compare(witness, prepared, &Prepared::new(view));
            }
        }
    }

    /// Whether two works have nothing against being one: no record of one contradicts a record of the other.
    pub(super) fn works_agree(&self, a: u32, b: u32) -> bool {
        !self.conflict_and_link(a, b).0
    }

    /// Whether two works are one by their own records: one link at least, and no contradiction.
    ///
    /// A volume that holds two novels resembles both; that does not make the two novels one work.
    pub(super) fn works_meet(&self, a: u32, b: u32) -> bool {
        self.conflict_and_link(a, b) == (false, true)
    }

    /// Among a sample of records of two works: whether two contradict each other, whether two are recognised.
    fn conflict_and_link(&self, a: u32, b: u32) -> (bool, bool) {
        let sample = |work| self.records_of_work(work).take(WITNESSES);
        let mut linked = false;
        for left in sample(a).filter_map(|record| self.view(record)) {
            let left = Prepared::new(left);
            for right in sample(b).filter_map(|record| self.view(record)) {
                match work_link(&Evidence::between(&left, &Prepared::new(right))) {
                    WorkLink::Conflict => return (true, linked),
                    WorkLink::Same { .. } => linked = true,
                    WorkLink::Unknown => {}
                }
            }
        }
        (false, linked)
    }
}

impl Candidate {
    fn new(work: u32) -> Self {
        Self { work, best: None, compared: 0, agreeing: 0, conflicting: 0 }
    }

    fn compare(&mut self, other: u32, prepared: &Prepared<'_>, theirs: &Prepared<'_>) {
        if quick_refusal(prepared, theirs) {
            return;
        }
        self.compared += 1;
        let evidence = Evidence::between(prepared, theirs);
        match work_link(&evidence) {
            WorkLink::Same { score, firm } => {
                self.agreeing += 1;
                let better = self.best.is_none_or(|best| {
                    (score, firm, std::cmp::Reverse(other)) > (best.score, best.firm, std::cmp::Reverse(best.partner))
                });
                if better {
                    self.best = Some(Link { partner: other, score, firm, evidence });
                }
            }
            WorkLink::Conflict => self.conflicting += 1,
            WorkLink::Unknown => {}
        }
    }
}
