//! How good a grouping is, against the truth, by pairs of records: of the pairs joined, how many belong together
//! (precision); of the pairs that belong together, how many are joined (recall). A record that is not in the catalogue
//! counts as alone. The same definitions as the kit's `gen/eval_dedup.py`, so that the two can be compared.

use std::collections::{HashMap, HashSet};
use std::io::{BufRead, Read};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use super::load::{Truth, number_of};

/// Quality of one level of grouping.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Score {
    /// Share of the pairs joined that belong together.
    pub(crate) precision: f64,
    /// Share of the pairs that belong together that are joined.
    pub(crate) recall: f64,
    /// Their harmonic mean.
    pub(crate) f1: f64,
    /// Groups made.
    pub(crate) clusters: usize,
    /// Groups there truly are.
    pub(crate) true_clusters: usize,
}

/// Scores a grouping: for each record, the number of its true group and of the group it was given.
pub(crate) fn score(truth: &[u32], given: &[u32]) -> Score {
    let joint = truth.iter().zip(given).map(|(truth, given)| u64::from(*truth) << 32 | u64::from(*given)).collect();
    let (right, _) = pairs(joint);
    let (due, true_clusters) = pairs(truth.iter().copied().map(u64::from).collect());
    let (joined, clusters) = pairs(given.iter().copied().map(u64::from).collect());
    let share = |part: u64, whole: u64| if whole == 0 { 1.0 } else { part as f64 / whole as f64 };
    let (precision, recall) = (share(right, joined), share(right, due));
    let f1 = if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 };
    Score { precision, recall, f1, clusters, true_clusters }
}

/// Pairs of equal keys, and how many different keys there are.
fn pairs(mut keys: Vec<u64>) -> (u64, usize) {
    keys.sort_unstable();
    keys.chunk_by(|a, b| a == b).fold((0, 0), |(pairs, groups), group| {
        let size = group.len() as u64;
        (pairs + size * (size - 1) / 2, groups + 1)
    })
}

/// The most true works found in one group.
pub(crate) fn largest_false_merge(true_works: &[u32], given: &[u32]) -> usize {
    let mut joint: Vec<(u32, u32)> = given.iter().copied().zip(true_works.iter().copied()).collect();
    joint.sort_unstable();
    joint.dedup();
    joint.chunk_by(|a, b| a.0 == b.0).map(<[(u32, u32)]>::len).max().unwrap_or(0)
}

/// A grouping read back, and how it accounts for the records.
#[derive(Default)]
pub(crate) struct Grouping {
    /// Edition given to each record of the truth; a number of its own when it was given none.
    pub(crate) editions: Vec<u32>,
    /// Work given to each.
    pub(crate) works: Vec<u32>,
    /// Records of the truth that are there under their own number.
    pub(crate) present: u64,
    /// Lines whose number no record of the truth has.
    pub(crate) unknown: u64,
    /// Lines whose number came before.
    pub(crate) repeated: u64,
}

/// Reads `library,local_id,edition,work`, as `beffroi catalogue clusters` writes it.
pub(crate) fn read_clusters(source: impl Read, truth: &Truth) -> Result<Grouping> {
    let mut editions = Given::new(truth.len());
    let mut works = Given::new(truth.len());
    let mut grouping = Grouping::default();
    let mut seen = HashSet::new();
    for line in csv::Reader::from_reader(source).into_records() {
        let line = line?;
        let cell = |index: usize| line.get(index).context("clusters: a line with less than 4 cells");
        let Some(place) = truth.places.get(&format!("{}:{}", cell(0)?, cell(1)?)) else {
            grouping.unknown += 1;
            continue;
        };
        if !seen.insert(*place) {
            grouping.repeated += 1;
            continue;
        }
        editions.give(*place, cell(2)?);
        works.give(*place, cell(3)?);
    }
    grouping.present = seen.len() as u64;
    grouping.editions = editions.complete();
    grouping.works = works.complete();
    Ok(grouping)
}

/// Reads `sequence TAB group`, as the kit's rules of thumb write it.
pub(crate) fn read_rule(source: impl BufRead, truth: &Truth) -> Result<Vec<u32>> {
    let mut given = Given::new(truth.len());
    for line in source.lines() {
        let line = line?;
        let Some((sequence, group)) = line.split_once('\t') else { continue };
        if let Some(place) = sequence.parse::<u32>().ok().and_then(|sequence| sequence.checked_sub(1)) {
            given.give(place, group);
        }
    }
    Ok(given.complete())
}

/// Group numbers while they are given.
struct Given {
    numbers: HashMap<String, u32>,
    of: Vec<Option<u32>>,
}

impl Given {
    fn new(records: usize) -> Given {
        Given { numbers: HashMap::new(), of: vec![None; records] }
    }

    fn give(&mut self, place: u32, group: &str) {
        let number = number_of(&mut self.numbers, group);
        if let Some(of) = self.of.get_mut(place as usize) {
            *of = Some(number);
        }
    }

    /// Who was given no group is alone.
    fn complete(self) -> Vec<u32> {
        let mut next = self.numbers.len() as u32;
        let alone = |next: &mut u32| {
            *next += 1;
            *next - 1
        };
        self.of.into_iter().map(|number| number.unwrap_or_else(|| alone(&mut next))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::load::tests::TRUTH;
    use super::*;

    #[test]
    fn pairs_are_counted_as_the_kit_counts_them() {
        // Truth: {1 2 3} {4 5} {6}; given: {1 2} {3 4 5} {6}. Due 4, joined 4, right 2.
        let score = score(&[0, 0, 0, 1, 1, 2], &[7, 7, 9, 9, 9, 3]);
        assert_eq!((score.precision, score.recall, score.f1), (0.5, 0.5, 0.5));
        assert_eq!((score.clusters, score.true_clusters), (3, 3));
        assert_eq!(largest_false_merge(&[0, 0, 0, 1, 1, 2], &[7, 7, 9, 9, 9, 3]), 2);
    }

    #[test]
    fn nobody_joined_is_precise_and_finds_nothing() {
        let score = score(&[0, 0, 1], &[0, 1, 2]);
        assert_eq!((score.precision, score.recall, score.f1), (1.0, 0.0, 0.0));
    }

    #[test]
    fn records_not_delivered_cost_recall_and_strangers_are_counted() {
        let truth = Truth::read(TRUTH.as_bytes()).unwrap();
        let csv = "library,local_id,edition,work\nL1,a,10,5\nL2,c,11,6\nL2,c,11,6\nL9,z,12,7\n";
        let grouping = read_clusters(csv.as_bytes(), &truth).unwrap();
        assert_eq!((grouping.present, grouping.unknown, grouping.repeated), (2, 1, 1));
        assert_eq!(score(&truth.works, &grouping.works).recall, 0.0);
        let whole = "library,local_id,edition,work\nL1,a,10,5\nL2,b,13,5\nL2,c,11,6\n";
        let grouping = read_clusters(whole.as_bytes(), &truth).unwrap();
        assert_eq!(score(&truth.works, &grouping.works).f1, 1.0);
        assert_eq!(score(&truth.editions, &grouping.editions).clusters, 3);
    }

    #[test]
    fn a_rule_of_thumb_is_read_by_sequence() {
        let truth = Truth::read(TRUTH.as_bytes()).unwrap();
        let given = read_rule("1\tx\n3\tx\n".as_bytes(), &truth).unwrap();
        assert_eq!(largest_false_merge(&truth.works, &given), 2);
        assert_eq!(given.len(), 3);
    }
}
