//! One crew's days: whether what it is given can be played, which of it can't together, and when it is played.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::model::{CrewRules, Point};

/// What a crew is to play: where, and on which days it could, in order.
#[derive(Clone, Debug)]
pub(crate) struct Task {
    /// Who asks: the pair's number.
    pub(crate) pair: usize,
    pub(crate) at: Point,
    pub(crate) days: Vec<Date>,
}

/// A crew's search ran out of steps.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Weary;

/// Steps one question may take.
const STEPS: u32 = 200_000;

/// A day for each task, or nothing when there is none.
pub(crate) fn days(tasks: &[Task], rules: &CrewRules) -> Result<Option<Vec<Date>>, Weary> {
    let mut search = Search { tasks, rules, taken: BTreeMap::new(), given: vec![None; tasks.len()], steps: STEPS };
    Ok(search.go()?.then(|| search.given.iter().flatten().copied().collect()))
}

struct Search<'a> {
    tasks: &'a [Task],
    rules: &'a CrewRules,
    taken: BTreeMap<Date, usize>,
    given: Vec<Option<Date>>,
    steps: u32,
}

impl Search<'_> {
    fn free(&self, task: usize, day: Date) -> bool {
        if self.taken.contains_key(&day) {
            return false;
        }
        let beside = [day.yesterday(), day.tomorrow()];
        if let Some(most) = self.rules.next_day_km {
            for other in beside.into_iter().flatten() {
                if let Some(neighbour) = self.taken.get(&other)
                    && self.tasks[task].at.metres_to(self.tasks[*neighbour].at) > most * 1000
                {
                    return false;
                }
            }
        }
        if let Some(most) = self.rules.days_in_a_row {
            let mut row = 1;
            let mut before = day;
            while let Ok(earlier) = before.yesterday()
                && self.taken.contains_key(&earlier)
            {
                row += 1;
                before = earlier;
            }
            let mut after = day;
            while let Ok(later) = after.tomorrow()
                && self.taken.contains_key(&later)
            {
                row += 1;
                after = later;
            }
            if row > most {
                return false;
            }
        }
        true
    }

    fn go(&mut self) -> Result<bool, Weary> {
        self.steps = self.steps.checked_sub(1).ok_or(Weary)?;
        let open: Vec<usize> = (0..self.tasks.len()).filter(|task| self.given[*task].is_none()).collect();
        if open.is_empty() {
            return Ok(true);
        }
        let choices: Vec<Vec<Date>> = open
            .iter()
            .map(|task| self.tasks[*task].days.iter().copied().filter(|day| self.free(*task, *day)).collect())
            .collect();
        if crowded(&choices).is_some() {
            return Ok(false);
        }
        let Some(at) = (0..open.len()).min_by_key(|at| (choices[*at].len(), *at)) else { return Ok(true) };
        let task = open[at];
        for day in &choices[at] {
            self.given[task] = Some(*day);
            self.taken.insert(*day, task);
            if self.go()? {
                return Ok(true);
            }
            self.taken.remove(day);
            self.given[task] = None;
        }
        Ok(false)
    }
}

/// Tasks that have fewer days between them than they are (Hall's theorem), or nothing when each can have its own.
fn crowded(choices: &[Vec<Date>]) -> Option<Vec<usize>> {
    let mut by_day: BTreeMap<Date, usize> = BTreeMap::new();
    for task in 0..choices.len() {
        let mut seen = BTreeSet::new();
        if !give(task, choices, &mut by_day, &mut seen) {
            let mut tasks: BTreeSet<usize> = seen.iter().filter_map(|day| by_day.get(day).copied()).collect();
            tasks.insert(task);
            return Some(tasks.into_iter().collect());
        }
    }
    None
}

fn give(task: usize, choices: &[Vec<Date>], by_day: &mut BTreeMap<Date, usize>, seen: &mut BTreeSet<Date>) -> bool {
    for day in &choices[task] {
        if seen.insert(*day) {
            let other = by_day.get(day).copied();
            if other.is_none_or(|other| give(other, choices, by_day, seen)) {
                by_day.insert(*day, task);
                return true;
            }
        }
    }
    false
}

/// `Σ pairs ≤ limit` for every plan: what a set of tasks that can't be played together teaches.
pub(crate) struct Lesson {
    pub(crate) pairs: Vec<usize>,
    pub(crate) limit: i64,
}

/// What can't be played together among `tasks`, as strong as `all` the crew's tasks allow. `tasks` can't be.
pub(crate) fn lesson(tasks: &[Task], all: &[Task], rules: &CrewRules) -> Lesson {
    let choices: Vec<Vec<Date>> = tasks.iter().map(|task| task.days.clone()).collect();
    if let Some(crowd) = crowded(&choices) {
        let days: BTreeSet<Date> = crowd.iter().flat_map(|task| tasks[*task].days.iter().copied()).collect();
        let pairs =
            all.iter().filter(|task| task.days.iter().all(|day| days.contains(day))).map(|task| task.pair).collect();
        return Lesson { pairs, limit: days.len() as i64 };
    }
    let mut core: Vec<Task> = tasks.to_vec();
    let mut at = 0;
    while at < core.len() {
        let mut fewer = core.clone();
        fewer.remove(at);
        if impossible(&fewer, rules) { core = fewer } else { at += 1 }
    }
    let limit = core.len() - 1;
    if limit == 1 {
        // Two that exclude one another: whoever excludes all of them joins.
        for task in all {
            if core.iter().all(|one| one.pair != task.pair)
                && core.iter().all(|one| impossible(&[one.clone(), task.clone()], rules))
            {
                core.push(task.clone());
            }
        }
    }
    Lesson { pairs: core.iter().map(|task| task.pair).collect(), limit: limit as i64 }
}

fn impossible(tasks: &[Task], rules: &CrewRules) -> bool {
    matches!(days(tasks, rules), Ok(None))
}

/// A crew's tasks, given their days one after the other.
pub(crate) struct Road<'a> {
    tasks: Vec<Task>,
    rules: &'a CrewRules,
}

impl<'a> Road<'a> {
    /// A road nobody has a day on yet.
    pub(crate) fn new(tasks: Vec<Task>, rules: &'a CrewRules) -> Self {
        Self { tasks, rules }
    }

    /// Gives a pair's task the first of `preferred` that leaves every other task a day.
    pub(crate) fn give(&mut self, pair: usize, preferred: &[Date]) -> Option<Date> {
        let at = self.tasks.iter().position(|task| task.pair == pair)?;
        let all = self.tasks[at].days.clone();
        for day in preferred {
            self.tasks[at].days = vec![*day];
            if matches!(days(&self.tasks, self.rules), Ok(Some(_))) {
                return Some(*day);
            }
        }
        self.tasks[at].days = all;
        None
    }

    /// The days a pair's task could have, in order.
    pub(crate) fn days_of(&self, pair: usize) -> &[Date] {
        self.tasks.iter().find(|task| task.pair == pair).map(|task| task.days.as_slice()).unwrap_or(&[])
    }
}
