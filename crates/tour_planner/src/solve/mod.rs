//! The plan: a master search over who gets which show, taught by crews' days.
//!
//! Logic-based Benders decomposition. The master chooses commune–show pairs by branch and bound on a linear
//! programme that is nearly a flow (each commune once, each show so many times, territories, budget); each choice is
//! shown to every crew, and what a crew can't play comes back as a row no plan may break. Criteria are taken in
//! turn; what a criterion proved is kept as a row, and as variables fixed by their reduced costs.

mod dating;
mod filling;
mod rules;
mod search;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::crew::Task;
use crate::lp::{End, Lp, Row};
use crate::model::{Instance, LONGEST, Malformed, Pin, Plan};
use crate::objective::{CRITERIA, Criterion, WHOLE};
use crate::possible::{self, Pair};
use crate::work::Work;

use rules::{check_pins, rows};

/// How long a search may take. Counted in nodes, not in seconds: the same search ends in the same place everywhere.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// Nodes of the search, all criteria together. A node may teach many lessons, each found by a search of its own:
    /// [`Limits::work`] bounds those too.
    pub nodes: u64,
}

/// Work that is allowed however few the nodes: a first look at a large edition.
const WORK_LEAST: u64 = 2_000_000_000;
/// Work that is allowed besides for each node.
const WORK_A_NODE: u64 = 1_000_000;
/// Work that is allowed at most.
const WORK_MOST: u64 = 30_000_000_000;

impl Limits {
    /// The most work a search may take: numbers looked at in tableaux and in crews' days. About a thousand million of
    /// them a second.
    pub fn work(&self) -> u64 {
        self.nodes.saturating_mul(WORK_A_NODE).saturating_add(WORK_LEAST).min(WORK_MOST)
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self { nodes: 200_000 }
    }
}

/// What a search that reached its limit leaves open.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Gap {
    /// The first criterion not proved; those before it are, nothing is said of those after it.
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
    /// Work done, all told: see [`Limits::work`].
    #[serde(default)]
    pub work: u64,
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
    /// Pins one crew may or may not be able to play: the search for their days reached its limit.
    #[error("no days were found for all that the crew of {show} is pinned to before the search reached its limit")]
    PinsNotFound {
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
    Master::new(instance, &instance.pins, None, limits)?.run()
}

/// The best plan that keeps as much as fairness allows of `previous`: the criterion [`Criterion::Kept`] comes after
/// waiting and balance, before wishes; then days are kept where the others still find one.
///
/// # Errors
///
/// As [`plan`].
pub fn repair(instance: &Instance, previous: &Plan, limits: &Limits) -> Result<Outcome, Trouble> {
    Master::new(instance, &instance.pins, Some(previous), limits)?.run()
}

/// The best plan with one pin more, near a plan there is; `work` is shared with other searches.
pub(crate) fn forced(
    instance: &Instance,
    pin: Option<Pin>,
    previous: &Plan,
    limits: &Limits,
    work: &mut Work,
) -> Result<Outcome, Trouble> {
    let mut pins = instance.pins.clone();
    pins.extend(pin);
    let mut master = Master::new(instance, &pins, Some(previous), limits)?;
    master.work = Work::new(limits.work().min(work.left()));
    let outcome = master.run();
    work.add(outcome.as_ref().map_or(0, |outcome| outcome.work));
    outcome
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
    playable: BTreeMap<Vec<usize>, Plays>,
    /// How many rows every plan keeps; those after them were learnt.
    rules: usize,
    nodes: u64,
    most_nodes: u64,
    work: Work,
    /// A crew's search was given up once: rows were learnt that are not proved, and bounds no longer are.
    weary: bool,
    /// A limit was reached: nothing more is searched.
    stopped: bool,
}

/// What is known of a crew and what it is given.
#[derive(Clone)]
enum Plays {
    /// It can be played on these days.
    On(Vec<Date>),
    /// It can't be played.
    Never,
    /// The search was given up.
    Unknown,
}

impl<'a> Master<'a> {
    fn new(instance: &'a Instance, pins: &[Pin], previous: Option<&'a Plan>, limits: &Limits) -> Result<Self, Trouble> {
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
        let rules = rows.len();
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
            rules,
            nodes: 0,
            most_nodes: limits.nodes,
            work: Work::new(limits.work()),
            weary: false,
            stopped: false,
        };
        let pinned = master.pinned();
        for crew in 0..master.crews.len() {
            let show = || instance.shows[master.pairs[master.crews[crew][0]].show].title.clone();
            let (tight, unknown) = (Trouble::PinsTooTight { show: show() }, Trouble::PinsNotFound { show: show() });
            match master.plays(crew, &pinned) {
                Plays::On(_) => {}
                Plays::Never => return Err(tight),
                Plays::Unknown => return Err(unknown),
            }
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

    fn run(mut self) -> Result<Outcome, Trouble> {
        // A plan to begin with: what it reaches need not be searched for, and there is one to return at any limit.
        let pinned = self.pinned();
        let mut best = self.filled(pinned);
        let mut open = None;
        for criterion in CRITERIA {
            let at_most = if criterion == Criterion::Balance {
                self.balance(&mut best)
            } else {
                self.stage(criterion, &mut best)
            };
            open = open.or(at_most.map(|at_most| (criterion, at_most)));
            if self.stopped {
                break;
            }
        }
        if open.is_some() {
            best = self.filled(best);
        }
        let gap = open.map(|(criterion, at_most)| Gap { criterion, value: self.value(criterion, &best), at_most });
        let objective = CRITERIA.iter().map(|criterion| self.value(*criterion, &best)).collect();
        let plan = self.dated(&best).ok_or_else(|| Trouble::PinsTooTight {
            // What was chosen was found playable before; this is for the compiler.
            show: self.instance.shows.first().map(|show| show.title.clone()).unwrap_or_default(),
        })?;
        Ok(Outcome { plan, objective, proven: gap.is_none(), gap, nodes: self.nodes, work: self.work.done() })
    }

    /// One criterion's best, then kept. What no plan exceeds when that is not proved.
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
        if self.stopped {
            return Some(search.at_most);
        }
        if self.lp.solve(self.work.left()) == End::Optimal {
            let bound = self.lp.bound();
            self.lp.fix(&bound, value);
        }
        self.work.add(self.lp.looked());
        let terms: Vec<(usize, i64)> =
            worth.iter().enumerate().filter(|(_, one)| **one != 0).map(|(at, one)| (at, -one)).collect();
        self.lp.add(Row::at_most(terms, -value));
        (search.at_most > value).then_some(search.at_most)
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
        let mut at_most = open.last().copied().unwrap_or(reached);
        let nothing = vec![0; self.pairs.len()];
        self.lp.maximise(&nothing);
        while !open.is_empty() && !self.stopped {
            let middle = open.len() / 2;
            self.require(open[middle]);
            match self.search(&nothing, -1).better {
                Some((chosen, _)) => {
                    reached = self.value(Criterion::Balance, &chosen);
                    *best = chosen;
                    open.retain(|rate| *rate > reached);
                }
                None if self.stopped => {}
                None => {
                    open.truncate(middle);
                    if !self.weary {
                        at_most = open.last().copied().unwrap_or(reached);
                    }
                }
            }
        }
        self.require(reached);
        (at_most > reached).then_some(at_most)
    }

    /// Every territory has at least this rate.
    fn require(&mut self, rate: i64) {
        for (row, size) in self.territories.clone() {
            // The fewest communes whose rate, rounded down to a millionth, is at least this.
            let needs = (0..=size).find(|served| served * WHOLE / size >= rate).unwrap_or(size);
            self.lp.set_room(row, size - needs);
        }
    }
}
