//! The plan: a master search over who gets which show, taught by crews' days.
//!
//! Logic-based Benders decomposition. The master chooses commune–show pairs by branch and bound on a linear
//! programme that is nearly a flow (each commune once, each show so many times, territories, budget); each choice is
//! shown to every crew, and what a crew can't play comes back as a row no plan may break. Criteria are taken in
//! turn; what a criterion proved is kept as a row, and as variables fixed by their reduced costs.

mod dating;
mod rules;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::crew::{self, Task};
use crate::lp::{End, Lp, Row};
use crate::model::{Instance, LONGEST, Malformed, Pin, Plan};
use crate::objective::{CRITERIA, Criterion, WHOLE};
use crate::possible::{self, Pair};

use rules::{check_pins, rows};

/// How long a search may take. Counted in nodes, not in seconds: the same search ends in the same place everywhere.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// Nodes of the search, all criteria together.
    pub nodes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { nodes: 200_000 }
    }
}

/// What a search that reached its limit leaves open.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Gap {
    /// The criterion not proved; those before it are, those after it were not looked at.
    pub criterion: Criterion,
    /// What the plan reaches.
    pub value: i64,
    /// What no plan exceeds.
    pub at_most: i64,
}

/// A plan, how good it is and whether that is proved.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Outcome {
    /// The plan.
    pub plan: Plan,
    /// How good it is: one number for each of [`CRITERIA`].
    pub objective: Vec<i64>,
    /// Whether no better plan exists.
    pub proven: bool,
    /// What is left open, when it is not.
    pub gap: Option<Gap>,
    /// Nodes searched.
    pub nodes: u64,
}

/// Why nothing can be planned.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Trouble {
    /// The instance contradicts itself.
    #[error(transparent)]
    Malformed(#[from] Malformed),
    /// A commune is pinned twice.
    #[error("{commune} is pinned to two shows")]
    PinnedTwice {
        /// Its name.
        commune: String,
    },
    /// A pin no hall and no day allow.
    #[error("{show} can't be played in {commune} as pinned: no hall that does is free on a day of the show")]
    PinImpossible {
        /// The commune's name.
        commune: String,
        /// The show's title.
        show: String,
    },
    /// More pins than performances.
    #[error("{show} is pinned more often than it is played")]
    TooManyPins {
        /// The show's title.
        show: String,
    },
    /// Pins that cost more than there is.
    #[error("what is pinned costs more than the budget")]
    PinsOverBudget,
    /// Pins one crew can't play.
    #[error("the crew of {show} can't play all that is pinned: days, distances or rest do not allow it")]
    PinsTooTight {
        /// The title of one of its shows.
        show: String,
    },
}

/// The best plan.
///
/// # Errors
///
/// [`Trouble`] when the instance contradicts itself or its pins can't all be kept.
pub fn plan(instance: &Instance, limits: &Limits) -> Result<Outcome, Trouble> {
    Master::new(instance, &instance.pins, None)?.run(limits)
}

/// The best plan that keeps as much as fairness allows of `previous`: the criterion [`Criterion::Kept`] comes after
/// waiting and balance, before wishes; then days are kept where the others still find one.
///
/// # Errors
///
/// As [`plan`].
pub fn repair(instance: &Instance, previous: &Plan, limits: &Limits) -> Result<Outcome, Trouble> {
    Master::new(instance, &instance.pins, Some(previous))?.run(limits)
}

/// The best plan with one pin more.
pub(crate) fn forced(instance: &Instance, pin: Pin, previous: &Plan, limits: &Limits) -> Result<Outcome, Trouble> {
    let mut pins = instance.pins.clone();
    pins.push(pin);
    Master::new(instance, &pins, Some(previous))?.run(limits)
}

/// Who gets which show, as places among the pairs.
type Chosen = Vec<bool>;

struct Master<'a> {
    instance: &'a Instance,
    previous: Option<&'a Plan>,
    pairs: Vec<Pair>,
    kept: Vec<bool>,
    lp: Lp,
    /// For each territory: its row, how many communes could be served.
    territories: Vec<(usize, i64)>,
    crews: Vec<Vec<usize>>,
    tasks: Vec<Task>,
    playable: BTreeMap<Vec<usize>, bool>,
    nodes: u64,
    most_nodes: u64,
    /// A crew's search was given up once: what is found is no longer proved.
    weary: bool,
}

/// How a search over one criterion ended.
struct Search {
    better: Option<(Chosen, i64)>,
    proven: bool,
    at_most: i64,
}

impl<'a> Master<'a> {
    fn new(instance: &'a Instance, pins: &[Pin], previous: Option<&'a Plan>) -> Result<Self, Trouble> {
        instance.sound()?;
        let pairs = possible::pairs(instance, pins);
        check_pins(instance, pins, &pairs)?;
        let kept = pairs
            .iter()
            .map(|pair| {
                let commune = &instance.communes[pair.commune].code;
                let show = &instance.shows[pair.show].code;
                previous.is_some_and(|plan| plan.of_commune(commune).is_some_and(|one| one.show == *show))
            })
            .collect();
        let (rows, territories) = rows(instance, &pairs);
        let mut lp = Lp::new(pairs.len(), rows);
        for (at, pair) in pairs.iter().enumerate() {
            if pair.pinned {
                lp.set_bounds(at, 1, 1);
            }
        }
        let mut by_crew: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, pair) in pairs.iter().enumerate() {
            by_crew.entry(instance.shows[pair.show].crew()).or_default().push(at);
        }
        let crews: Vec<Vec<usize>> = by_crew.into_values().collect();
        let tasks = pairs
            .iter()
            .enumerate()
            .map(|(at, pair)| Task {
                pair: at,
                at: instance.communes[pair.commune].at,
                days: pair.days.iter().map(|(day, _)| *day).collect(),
            })
            .collect();
        let mut master = Self {
            instance,
            previous,
            pairs,
            kept,
            lp,
            territories,
            crews,
            tasks,
            playable: BTreeMap::new(),
            nodes: 0,
            most_nodes: 0,
            weary: false,
        };
        let pinned = master.pinned();
        if let Some(crew) = (0..master.crews.len()).find(|crew| !master.crew_plays(*crew, &pinned)) {
            let show = master.pairs[master.crews[crew][0]].show;
            return Err(Trouble::PinsTooTight { show: instance.shows[show].title.clone() });
        }
        Ok(master)
    }

    fn pinned(&self) -> Chosen {
        self.pairs.iter().map(|pair| pair.pinned).collect()
    }

    fn worth(&self, criterion: Criterion) -> Vec<i64> {
        let class = |asked: usize| self.pairs.iter().map(|pair| i64::from(pair.class == asked)).collect();
        match criterion {
            Criterion::Waited4 => class(LONGEST),
            Criterion::Waited3 => class(3),
            Criterion::Waited2 => class(2),
            Criterion::Waited1 => class(1),
            Criterion::Waited0 => class(0),
            Criterion::Balance => vec![0; self.pairs.len()],
            Criterion::Kept => self.kept.iter().map(|kept| i64::from(*kept)).collect(),
            Criterion::Wishes => self.pairs.iter().map(|pair| -pair.rank).collect(),
            Criterion::Distance => self.pairs.iter().map(|pair| -pair.km).collect(),
            Criterion::Draw => self.pairs.iter().map(|pair| pair.draw).collect(),
        }
    }

    fn value(&self, criterion: Criterion, chosen: &Chosen) -> i64 {
        if criterion == Criterion::Balance {
            let rates = self.territories.iter().map(|(row, size)| {
                let served = self.lp.rows()[*row].terms.iter().filter(|(pair, _)| chosen[*pair]).count() as i64;
                served * WHOLE / size
            });
            return rates.min().unwrap_or(WHOLE);
        }
        self.worth(criterion).iter().zip(chosen).filter(|(_, yes)| **yes).map(|(worth, _)| worth).sum()
    }

    fn run(mut self, limits: &Limits) -> Result<Outcome, Trouble> {
        self.most_nodes = limits.nodes;
        let mut best = self.pinned();
        let mut gap = None;
        for criterion in CRITERIA {
            let open = if criterion == Criterion::Balance {
                self.balance(&mut best)
            } else {
                self.stage(criterion, &mut best)
            };
            if let Some(at_most) = open {
                gap = Some(Gap { criterion, value: self.value(criterion, &best), at_most });
                break;
            }
        }
        let objective = CRITERIA.iter().map(|criterion| self.value(*criterion, &best)).collect();
        let plan = self.dated(&best).ok_or_else(|| Trouble::PinsTooTight {
            // Only a crew whose search was given up can come here: what it was given was found playable before.
            show: self.instance.shows.first().map(|show| show.title.clone()).unwrap_or_default(),
        })?;
        Ok(Outcome { plan, objective, proven: gap.is_none() && !self.weary, gap, nodes: self.nodes })
    }

    /// One criterion's best, then kept. What no plan exceeds when the limit was reached.
    fn stage(&mut self, criterion: Criterion, best: &mut Chosen) -> Option<i64> {
        let worth = self.worth(criterion);
        if worth.iter().all(|one| *one == 0) {
            return None;
        }
        self.lp.maximise(&worth);
        let value = self.value(criterion, best);
        let search = self.search(&worth, value);
        let value = match search.better {
            Some((chosen, value)) => {
                *best = chosen;
                value
            }
            None => value,
        };
        if !search.proven {
            return Some(search.at_most);
        }
        if self.lp.solve() == End::Optimal {
            let bound = self.lp.bound();
            self.lp.fix(&bound, value);
        }
        let terms: Vec<(usize, i64)> =
            worth.iter().enumerate().filter(|(_, one)| **one != 0).map(|(at, one)| (at, -one)).collect();
        self.lp.add(Row::at_most(terms, -value));
        None
    }

    /// The greatest least rate: rates that can be are tried, halving what is open.
    fn balance(&mut self, best: &mut Chosen) -> Option<i64> {
        let mut rates: BTreeSet<i64> = BTreeSet::new();
        for (_, size) in &self.territories {
            rates.extend((0..=*size).map(|served| served * WHOLE / size));
        }
        let mut reached = self.value(Criterion::Balance, best);
        let highest = self.territories.iter().map(|_| WHOLE).min()?;
        let mut open: Vec<i64> = rates.into_iter().filter(|rate| *rate > reached && *rate <= highest).collect();
        let nothing = vec![0; self.pairs.len()];
        self.lp.maximise(&nothing);
        while !open.is_empty() {
            let middle = open.len() / 2;
            self.require(open[middle]);
            let search = self.search(&nothing, -1);
            match search.better {
                Some((chosen, _)) => {
                    reached = self.value(Criterion::Balance, &chosen);
                    *best = chosen;
                    open.retain(|rate| *rate > reached);
                }
                None if search.proven => open.truncate(middle),
                None => {
                    let at_most = open.last().copied().unwrap_or(reached);
                    self.require(reached);
                    return Some(at_most);
                }
            }
        }
        self.require(reached);
        None
    }

    /// Every territory has at least this rate.
    fn require(&mut self, rate: i64) {
        for (row, size) in self.territories.clone() {
            // The fewest communes whose rate, rounded down to a millionth, is at least this.
            let needs = (0..=size).find(|served| served * WHOLE / size >= rate).unwrap_or(size);
            self.lp.set_room(row, size - needs);
        }
    }

    /// Searches for more than `value` of the objective the programme has.
    fn search(&mut self, worth: &[i64], value: i64) -> Search {
        let mut found = value;
        let mut better: Option<(Chosen, i64)> = None;
        let base: Vec<(i64, i64)> = (0..self.pairs.len()).map(|pair| self.lp.bounds(pair)).collect();
        let mut at_most = i64::MAX;
        let mut open: Vec<Vec<(usize, i64)>> = vec![Vec::new()];
        let mut proven = true;
        while let Some(branch) = open.pop() {
            if found >= at_most {
                break;
            }
            if self.nodes >= self.most_nodes {
                proven = false;
                break;
            }
            self.nodes += 1;
            for (pair, (low, high)) in base.iter().enumerate() {
                self.lp.set_bounds(pair, *low, *high);
            }
            for (pair, value) in &branch {
                self.lp.set_bounds(*pair, *value, *value);
            }
            let fractional = loop {
                let mut end = self.lp.solve();
                if let End::Infeasible(row) = end
                    && !self.lp.proves_infeasible(row)
                {
                    self.lp.refresh();
                    end = self.lp.solve();
                }
                if let End::Infeasible(row) = end
                    && self.lp.proves_infeasible(row)
                {
                    break None;
                }
                let whole = self.lp.bound().whole();
                if branch.is_empty() {
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
        Search { better, proven, at_most: at_most.max(found) }
    }

    /// What crews can't play of a choice, as rows.
    fn lessons(&mut self, chosen: &Chosen) -> Vec<Row> {
        let mut rows = Vec::new();
        for crew in 0..self.crews.len() {
            if self.crew_plays(crew, chosen) {
                continue;
            }
            let all: Vec<Task> = self.crews[crew].iter().map(|pair| self.tasks[*pair].clone()).collect();
            let given: Vec<Task> = all.iter().filter(|task| chosen[task.pair]).cloned().collect();
            let lesson = crew::lesson(&given, &all, &self.instance.crews);
            rows.push(Row::at_most(lesson.pairs.into_iter().map(|pair| (pair, 1)).collect(), lesson.limit));
        }
        rows
    }

    fn crew_plays(&mut self, crew: usize, chosen: &Chosen) -> bool {
        let given: Vec<usize> = self.crews[crew].iter().copied().filter(|pair| chosen[*pair]).collect();
        if given.len() < 2 {
            return true;
        }
        if let Some(known) = self.playable.get(&given) {
            return *known;
        }
        let tasks: Vec<Task> = given.iter().map(|pair| self.tasks[*pair].clone()).collect();
        let plays = match crew::days(&tasks, &self.instance.crews) {
            Ok(days) => days.is_some(),
            Err(crew::Weary) => {
                self.weary = true;
                false
            }
        };
        self.playable.insert(given, plays);
        plays
    }
}
