//! Why a wish was not met, what would change it, and what it would cost others.
//!
//! Reasons that can be read off the documents are; the others are found by planning again with the wish forced, and
//! once more with one performance more of the show.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::check::objective;
use crate::compare::compare;
use crate::model::{Commune, Instance, Performance, Pin, Plan, Show, Wish};
use crate::objective::{CRITERIA, Criterion};
use crate::possible::{Lack, days_of, halls_for, lacks};
use crate::solve::{Limits, Trouble, forced};
use crate::work::Work;

/// A hall and what it lacks.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Unfit {
    /// The hall's code.
    pub hall: String,
    /// What it lacks.
    pub lacks: Vec<Lack>,
}

/// Why a wish was not met.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum Reason {
    /// The commune got a show it wanted more.
    BetterWish {
        /// Its code.
        show: String,
        /// The rank it had.
        rank: u32,
    },
    /// Its halls do not do.
    HallsUnfit {
        /// Each with what it lacks.
        halls: Vec<Unfit>,
    },
    /// No hall that does is free on a day of the show.
    NoCommonDay,
    /// The officers ruled it out.
    Forbidden,
    /// What the officers pinned leaves no room for it.
    Pins,
    /// The show has no performance to give.
    NoPerformance,
    /// One performance costs more than there is.
    OverBudget {
        /// What it costs, in cents.
        cost_cents: i64,
        /// What there is, in cents.
        budget_cents: i64,
    },
    /// All performances went to others, for this criterion.
    Full {
        /// To whom, by code.
        to: Vec<String>,
        /// What would be worse if it were met ([`Criterion::Kept`]: less would be kept of the plan before); absent when
        /// the plan is no better without it, since its search stopped before it found that.
        criterion: Option<Criterion>,
    },
    /// There are performances left, but not the money or the days: meeting it would cost by this criterion.
    Rivals {
        /// As in [`Reason::Full`].
        criterion: Option<Criterion>,
    },
    /// The search for a plan with this wish met gave up at its limit.
    NotFound,
}

/// What meeting a wish after all would do to the others.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Cost {
    /// Communes that would be left without, by code.
    pub unserved: Vec<String>,
    /// Communes that would be served in their stead.
    pub served: Vec<String>,
    /// Communes that would get another show.
    pub swapped: Vec<String>,
    /// Communes that would play on another day or in another hall.
    pub moved: Vec<String>,
    /// The first criterion that would be worse, before and after.
    pub worse: Option<(Criterion, i64, i64)>,
}

/// What would change the answer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum Change {
    /// A hall without these lacks: the nearest there is.
    Hall {
        /// The hall's code.
        hall: String,
        /// What is to be mended or stated.
        lacks: Vec<Lack>,
    },
    /// The hall free on one of these days of the show.
    Days {
        /// The first of them.
        days: Vec<Date>,
    },
    /// One performance more of the show; planned again, the wish is met.
    OneMore {
        /// What it costs, in cents.
        cost_cents: i64,
    },
    /// The officers' decision.
    Officers,
    /// Another year: the commune will have waited this many seasons, `None` when it never hosted.
    NextYear {
        /// Seasons waited by then.
        waiting: Option<i16>,
    },
}

/// A wish not met.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Explanation {
    /// The commune's code.
    pub commune: String,
    /// The show wished.
    pub show: String,
    /// How much: 1 for most.
    pub rank: u32,
    /// What it got instead, if anything.
    pub got: Option<String>,
    /// The last year it hosted.
    pub served: Option<i16>,
    /// Its place among those left waiting for this show: longest waiting first, then rank, then the draw.
    pub in_line: Option<usize>,
    /// Why.
    pub reason: Reason,
    /// What would change it.
    pub changes: Vec<Change>,
    /// What meeting it would cost others, where it could be met.
    pub cost: Option<Cost>,
}

/// Days named in an explanation.
const DAYS_NAMED: usize = 5;

/// Work all explanations of a plan may take; then what is not found yet is not looked for.
const WORK: u64 = 160_000_000_000;
/// Parts the wishes are explained in, each with its share of the work: as many on any machine, so that every machine
/// says the same.
const PARTS: usize = 8;

/// What is explained.
#[derive(Clone, Copy)]
struct Case<'a> {
    instance: &'a Instance,
    plan: &'a Plan,
    /// The plan it repairs, if it does.
    previous: Option<&'a Plan>,
    limits: &'a Limits,
}

/// Explains every wish `plan` does not meet, by commune and rank; `previous` is the plan it repairs, if it does.
pub fn explain(instance: &Instance, plan: &Plan, previous: Option<&Plan>, limits: &Limits) -> Vec<Explanation> {
    let case = Case { instance, plan, previous, limits };
    let mut unmet: Vec<(&Commune, &Wish, &Show)> = Vec::new();
    for commune in &instance.communes {
        let mut wishes: Vec<&Wish> = commune.wishes.iter().collect();
        wishes.sort_by_key(|wish| wish.rank);
        for wish in wishes {
            let met = plan.of_commune(&commune.code).is_some_and(|one| one.show == wish.show);
            if let Some(show) = instance.show(&wish.show).filter(|_| !met) {
                unmet.push((commune, wish, show));
            }
        }
    }
    let parts: Vec<_> = unmet.chunks(unmet.len().div_ceil(PARTS).max(1)).collect();
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get).min(PARTS);
    let share = parts.len().div_ceil(threads).max(1);
    let explained = |part: &[(&Commune, &Wish, &Show)]| -> Vec<Explanation> {
        let mut work = Work::new(WORK / PARTS as u64);
        part.iter().map(|(commune, wish, show)| explain_one(case, commune, wish, show, &mut work)).collect()
    };
    std::thread::scope(|scope| {
        let workers: Vec<_> = parts
            .chunks(share)
            .map(|some| scope.spawn(move || some.iter().flat_map(|part| explained(part)).collect::<Vec<_>>()))
            .collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap_or_default()).collect()
    })
}

fn explain_one(case: Case<'_>, commune: &Commune, wish: &Wish, show: &Show, work: &mut Work) -> Explanation {
    let Case { instance, plan, .. } = case;
    let got = plan.of_commune(&commune.code).map(|one| one.show.clone());
    let mut explanation = Explanation {
        commune: commune.code.clone(),
        show: show.code.clone(),
        rank: wish.rank,
        got: got.clone(),
        served: commune.served.iter().copied().filter(|year| *year < instance.year).max(),
        in_line: None,
        reason: Reason::NoCommonDay,
        changes: Vec::new(),
        cost: None,
    };
    let halls = halls_for(commune, &show.code);
    let unfit: Vec<Unfit> =
        halls.iter().map(|hall| Unfit { hall: hall.code.clone(), lacks: lacks(&show.needs, hall) }).collect();
    if unfit.iter().all(|one| !one.lacks.is_empty()) {
        if let Some(nearest) = unfit.iter().min_by_key(|one| one.lacks.len()) {
            explanation.changes.push(Change::Hall { hall: nearest.hall.clone(), lacks: nearest.lacks.clone() });
        }
        explanation.reason = Reason::HallsUnfit { halls: unfit };
        return explanation;
    }
    if days_of(instance, commune, show, None).is_empty() {
        let mut without = instance.clone();
        without.forbids.clear();
        if days_of(&without, commune, show, None).is_empty() {
            let mut days = show.days.clone();
            days.sort_unstable();
            days.truncate(DAYS_NAMED);
            explanation.changes.push(Change::Days { days });
        } else {
            explanation.reason = Reason::Forbidden;
            explanation.changes.push(Change::Officers);
        }
        return explanation;
    }
    let granted = commune.wishes.iter().find(|wish| Some(&wish.show) == got.as_ref());
    if let Some(better) = granted.filter(|better| better.rank < wish.rank) {
        explanation.reason = Reason::BetterWish { show: better.show.clone(), rank: better.rank };
        return explanation;
    }
    explanation.in_line = line(instance, plan, show).iter().position(|code| *code == commune.code).map(|at| at + 1);
    by_forcing(case, &mut explanation, commune, show, work);
    explanation
}

/// What is found by planning again with the wish forced.
fn by_forcing(case: Case<'_>, explanation: &mut Explanation, commune: &Commune, show: &Show, work: &mut Work) {
    let Case { instance, plan, limits, .. } = case;
    let pin = Pin { commune: commune.code.clone(), show: show.code.clone(), hall: None, day: None };
    let to: Vec<String> =
        plan.performances.iter().filter(|one| one.show == show.code).map(|one| one.commune.clone()).collect();
    let full = to.len() >= show.performances as usize;
    let found = if work.left() > 0 { Some(forced(instance, Some(pin), plan, limits, work)) } else { None };
    match found {
        Some(Err(trouble)) => {
            explanation.reason = refused(instance, show, &trouble);
            if explanation.reason == Reason::Pins {
                explanation.changes.push(Change::Officers);
                return;
            }
        }
        Some(Ok(outcome)) if outcome.proven => {
            let mut cost = cost(instance, plan, &outcome.plan);
            let criterion = decided(case, &outcome.plan);
            cost.worse = cost.worse.filter(|_| criterion.is_some());
            explanation.reason = if full { Reason::Full { to, criterion } } else { Reason::Rivals { criterion } };
            explanation.cost = Some(cost);
        }
        Some(Ok(_)) | None => explanation.reason = Reason::NotFound,
    }
    if full && one_more(case, commune, show, work) {
        explanation.changes.push(Change::OneMore { cost_cents: show.cost_cents });
    }
    if explanation.got.is_none() {
        let waiting = commune.waiting(instance.year).map(|seasons| seasons + 1);
        explanation.changes.push(Change::NextYear { waiting });
    }
}

/// Why nothing could be planned with a wish pinned. The pins of the officers are named only when the wish alone could be
/// met.
fn refused(instance: &Instance, show: &Show, trouble: &Trouble) -> Reason {
    match trouble {
        Trouble::PinImpossible { .. } if show.performances == 0 => Reason::NoPerformance,
        Trouble::PinsOverBudget => match instance.budget_cents.filter(|budget| show.cost_cents > *budget) {
            Some(budget_cents) => Reason::OverBudget { cost_cents: show.cost_cents, budget_cents },
            None => Reason::Pins,
        },
        Trouble::PinnedTwice { .. } | Trouble::TooManyPins { .. } | Trouble::PinsTooTight { .. } => Reason::Pins,
        _ => Reason::NotFound,
    }
}

/// The first criterion by which the plan is better than another, as the plan was searched for: a repair keeps before it
/// looks at wishes. Nothing when it is no better.
fn decided(case: Case<'_>, other: &Plan) -> Option<Criterion> {
    let of = |plan: &Plan| {
        let mut reached = objective(case.instance, plan);
        if let (Some(previous), Some(at)) = (case.previous, CRITERIA.iter().position(|one| *one == Criterion::Kept)) {
            reached[at] = kept(plan, previous);
        }
        reached
    };
    let (before, after) = (of(case.plan), of(other));
    let differs = CRITERIA.into_iter().zip(before.iter().zip(&after)).find(|(_, (before, after))| before != after);
    differs.filter(|_| before > after).map(|(criterion, _)| criterion)
}

/// How many communes keep the show `previous` gave them.
fn kept(plan: &Plan, previous: &Plan) -> i64 {
    let same = |one: &&Performance| previous.of_commune(&one.commune).is_some_and(|before| before.show == one.show);
    plan.performances.iter().filter(same).count() as i64
}

/// Whether one performance more of the show (and the money for it) would meet the wish.
fn one_more(case: Case<'_>, commune: &Commune, show: &Show, work: &mut Work) -> bool {
    if work.left() == 0 {
        return false;
    }
    let mut more = case.instance.clone();
    if let Some(one) = more.shows.iter_mut().find(|one| one.code == show.code) {
        one.performances += 1;
    }
    more.budget_cents = more.budget_cents.map(|budget| budget + show.cost_cents);
    forced(&more, None, case.plan, case.limits, work).is_ok_and(|outcome| {
        outcome.proven && outcome.plan.of_commune(&commune.code).is_some_and(|one| one.show == show.code)
    })
}

fn cost(instance: &Instance, before: &Plan, after: &Plan) -> Cost {
    let comparison = compare(instance, before, after);
    let worse = comparison
        .criteria
        .iter()
        .find(|(criterion, a, b)| *criterion != Criterion::Kept && a != b)
        .copied()
        .filter(|(_, a, b)| a > b);
    Cost {
        unserved: comparison.lost.into_iter().map(|one| one.commune).collect(),
        served: comparison.gained.into_iter().map(|one| one.commune).collect(),
        swapped: comparison.swapped.into_iter().map(|(_, now)| now.commune).collect(),
        moved: comparison.moved.into_iter().map(|(_, now)| now.commune).collect(),
        worse,
    }
}

/// Those left without anything that wished this show and could host it: longest waiting first, then rank, then the
/// draw.
pub fn line(instance: &Instance, plan: &Plan, show: &Show) -> Vec<String> {
    let mut waiting: Vec<(std::cmp::Reverse<i16>, u32, std::cmp::Reverse<i64>, &str)> = instance
        .communes
        .iter()
        .filter(|commune| plan.of_commune(&commune.code).is_none())
        .filter_map(|commune| {
            let wish = commune.wishes.iter().find(|wish| wish.show == show.code)?;
            if days_of(instance, commune, show, None).is_empty() {
                return None;
            }
            let seasons = commune.waiting(instance.year).unwrap_or(i16::MAX);
            let lot = crate::possible::draw(&instance.seed, &commune.code, &show.code);
            Some((std::cmp::Reverse(seasons), wish.rank, std::cmp::Reverse(lot), commune.code.as_str()))
        })
        .collect();
    waiting.sort_unstable();
    waiting.into_iter().map(|(.., code)| code.to_owned()).collect()
}
