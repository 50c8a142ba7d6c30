//! A plan nobody says is the best: what there is, with all that still goes in. The search begins with one, and fills
//! what it has when it is stopped.

use super::{Chosen, Master, Plays};
use crate::crew::QUICK;
use crate::work::Work;

/// Work that is kept for filling a plan once, whatever the search took.
const FILLING: u64 = 1_000_000_000;

impl Master<'_> {
    /// Adds what still goes in, those that waited longest first, then shows kept, then better wishes, nearer places
    /// and lots. One performance more makes a plan better by the published order, so that what was proved of the
    /// criteria before stays so.
    pub(super) fn filled(&mut self, mut chosen: Chosen) -> Chosen {
        let mut order: Vec<usize> = (0..self.pairs.len()).filter(|pair| !chosen[*pair]).collect();
        order.sort_by_key(|at| {
            let pair = &self.pairs[*at];
            (std::cmp::Reverse(pair.class), !self.kept[*at], pair.rank, pair.km, -pair.draw, *at)
        });
        let mut work = Work::new(FILLING);
        for pair in order {
            chosen[pair] = true;
            if !self.keeps_rules(&chosen) || !self.crew_of_plays(pair, &chosen, &mut work) {
                chosen[pair] = false;
            }
        }
        self.work.add(work.done());
        chosen
    }

    /// Communes once, shows so many times, the budget.
    fn keeps_rules(&self, chosen: &Chosen) -> bool {
        self.lp.rows()[..self.rules].iter().all(|row| {
            let sum: i64 = row.terms.iter().filter(|(pair, _)| chosen[*pair]).map(|(_, by)| by).sum();
            sum <= row.limit
        })
    }

    fn crew_of_plays(&mut self, pair: usize, chosen: &Chosen, work: &mut Work) -> bool {
        let Some(crew) = self.crews.iter().find(|crew| crew.contains(&pair)) else { return false };
        let given: Vec<usize> = crew.iter().copied().filter(|pair| chosen[*pair]).collect();
        match self.playable.get(&given) {
            Some(Plays::On(_)) => return true,
            Some(Plays::Never) => return false,
            Some(Plays::Unknown) | None => {}
        }
        let plays = self.ask(&given, work, QUICK);
        let on = matches!(plays, Plays::On(_));
        if on {
            // Remembered: performances are given their days from here.
            self.playable.insert(given, plays);
        }
        on
    }
}
