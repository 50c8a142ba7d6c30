//! One criterion searched: branch and bound, and what crews teach on the way.

use super::{Chosen, Master, Plays};
use crate::crew::{self, QUESTION, Task};
use crate::lp::{End, Row};
use crate::work::Work;

/// Numbers the tableau may hold: 64 MB of them.
const CELLS: usize = 8_000_000;
/// Answers of crews that are remembered.
const REMEMBERED: usize = 20_000;

/// How a search over one criterion ended.
pub(super) struct Search {
    pub(super) better: Option<(Chosen, i64)>,
    /// What no plan exceeds.
    pub(super) at_most: i64,
}

impl Master<'_> {
    /// Whether there is work left, and room for more rows.
    fn done(&self) -> bool {
        self.work.left() == 0 || self.lp.cells() > CELLS
    }

    /// What no plan exceeds, before anything is searched.
    fn at_most(&self, worth: &[i64]) -> i64 {
        if self.weary {
            // The programme holds rows that are not proved: only what there is at all is sure.
            return worth.iter().map(|one| (*one).max(0)).sum();
        }
        self.lp.bound().whole()
    }

    /// Searches for more than `value` of the objective the programme has.
    pub(super) fn search(&mut self, worth: &[i64], value: i64) -> Search {
        let mut found = value;
        let mut better: Option<(Chosen, i64)> = None;
        let base: Vec<(i64, i64)> = (0..self.pairs.len()).map(|pair| self.lp.bounds(pair)).collect();
        let mut at_most = self.at_most(worth);
        let mut open: Vec<Vec<(usize, i64)>> = vec![Vec::new()];
        'nodes: while let Some(branch) = open.pop() {
            if found >= at_most {
                break;
            }
            if self.nodes >= self.most_nodes || self.done() {
                self.stopped = true;
                break;
            }
            self.nodes += 1;
            self.work.add(base.len() as u64);
            for (pair, (low, high)) in base.iter().enumerate() {
                self.lp.set_bounds(pair, *low, *high);
            }
            for (pair, value) in &branch {
                self.lp.set_bounds(*pair, *value, *value);
            }
            let fractional = loop {
                // One node may learn any number of lessons: each round is asked whether there is work left for it.
                if self.done() {
                    self.stopped = true;
                    break 'nodes;
                }
                let mut end = self.lp.solve(self.work.left());
                if let End::Infeasible(row) = end
                    && !self.lp.proves_infeasible(row)
                {
                    self.lp.refresh();
                    end = self.lp.solve(self.work.left());
                }
                if let End::Infeasible(row) = end
                    && self.lp.proves_infeasible(row)
                {
                    self.work.add(self.lp.looked() + 4 * self.lp.terms());
                    break None;
                }
                let whole = self.lp.bound().whole();
                self.work.add(self.lp.looked() + 4 * self.lp.terms());
                if branch.is_empty() && !self.weary {
                    at_most = at_most.min(whole);
                }
                if whole <= found {
                    break None;
                }
                let point = self.lp.point();
                let open_pair = (0..point.len())
                    .filter(|pair| {
                        let (low, high) = self.lp.bounds(*pair);
                        low < high
                    })
                    .min_by_key(|pair| (((point[*pair] - 0.5).abs() * 1e6) as i64, *pair));
                // With nothing left open there is one choice, whatever rounding made of it.
                let chosen: Chosen = match open_pair {
                    Some(_) => point.iter().map(|one| *one > 0.5).collect(),
                    None => (0..point.len()).map(|pair| self.lp.bounds(pair).0 == 1).collect(),
                };
                let integral = open_pair.is_none() || point.iter().all(|one| (one - one.round()).abs() < 1e-6);
                if !integral || !self.lp.holds(&chosen) {
                    break open_pair;
                }
                let lessons = self.lessons(&chosen);
                if !lessons.is_empty() {
                    for lesson in lessons {
                        self.lp.add(lesson);
                    }
                    continue;
                }
                let value = worth.iter().zip(&chosen).filter(|(_, yes)| **yes).map(|(worth, _)| worth).sum();
                if value > found {
                    found = value;
                    better = Some((chosen, value));
                }
                if whole <= found {
                    break None;
                }
                break open_pair;
            };
            if let Some(pair) = fractional {
                for side in [0, 1] {
                    let mut further = branch.clone();
                    further.push((pair, side));
                    open.push(further);
                }
            }
        }
        for (pair, (low, high)) in base.into_iter().enumerate() {
            self.lp.set_bounds(pair, low, high);
        }
        // What was searched whole holds nothing better, unless rows that are not proved hid it.
        if !self.stopped && !self.weary {
            at_most = found;
        }
        Search { better, at_most: at_most.max(found) }
    }

    /// What crews can't play of a choice, as rows.
    fn lessons(&mut self, chosen: &Chosen) -> Vec<Row> {
        let mut rows = Vec::new();
        for crew in 0..self.crews.len() {
            let all: Vec<usize> = self.crews[crew].clone();
            let given = || all.iter().filter(|pair| chosen[**pair]);
            match self.plays(crew, chosen) {
                Plays::On(_) => {}
                Plays::Never => {
                    let tasks: Vec<Task> = given().map(|pair| self.tasks[*pair].clone()).collect();
                    let all: Vec<Task> = all.iter().map(|pair| self.tasks[*pair].clone()).collect();
                    let lesson = crew::lesson(&tasks, &all, &self.instance.crews, &mut self.work);
                    rows.push(Row::at_most(lesson.pairs.into_iter().map(|pair| (pair, 1)).collect(), lesson.limit));
                }
                Plays::Unknown => {
                    // Nobody knows, so this very choice is passed over; nothing is called proved after that.
                    self.weary = true;
                    let terms: Vec<(usize, i64)> = given().map(|pair| (*pair, 1)).collect();
                    let limit = terms.len() as i64 - 1;
                    rows.push(Row::at_most(terms, limit));
                }
            }
        }
        rows
    }

    /// Whether a crew can play what it is given.
    pub(super) fn plays(&mut self, crew: usize, chosen: &Chosen) -> Plays {
        let given: Vec<usize> = self.crews[crew].iter().copied().filter(|pair| chosen[*pair]).collect();
        if let Some(known) = self.playable.get(&given) {
            return known.clone();
        }
        let mut work = Work::new(self.work.left());
        let plays = self.ask(&given, &mut work, QUESTION);
        self.work.add(work.done());
        if self.playable.len() >= REMEMBERED {
            self.playable.clear();
        }
        self.playable.insert(given, plays.clone());
        plays
    }

    /// Whether a crew can play these pairs, as far as `work` and `most` of it tell.
    pub(super) fn ask(&self, given: &[usize], work: &mut Work, most: u64) -> Plays {
        let tasks: Vec<Task> = given.iter().map(|pair| self.tasks[*pair].clone()).collect();
        match crew::days(&tasks, &self.instance.crews, work, most) {
            Ok(Some(days)) => Plays::On(days),
            Ok(None) => Plays::Never,
            Err(_) => Plays::Unknown,
        }
    }
}
