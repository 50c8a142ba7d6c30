//! One crew's days: whether what it is given can be played, which of it can't together, and when it is played.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::model::{CrewRules, Point};
use crate::work::{Weary, Work};

/// What a crew is to play: where, and on which days it could, in order.
#[derive(Clone, Debug)]
pub(crate) struct Task {
    /// Who asks: the pair's number.
    pub(crate) pair: usize,
    pub(crate) at: Point,
    pub(crate) days: Vec<Date>,
}

/// Work one question may take: above this it is given up.
pub(crate) const QUESTION: u64 = 200_000_000;
/// Work one question may take where a wrong "no" costs little: a lesson less sharp, a performance fewer in a plan
/// nobody says is the best.
pub(crate) const QUICK: u64 = 5_000_000;
/// What a look at one day counts: neighbours, distances, rest.
const LOOK: u64 = 10;

/// A day for each task, or nothing when there is none; given up after `most` units, or when `work` is done.
pub(crate) fn days(tasks: &[Task], rules: &CrewRules, work: &mut Work, most: u64) -> Result<Option<Vec<Date>>, Weary> {
    let mut search = Search::new(tasks, rules, most.min(work.left()));
    let found = search.go();
    work.add(search.work.done());
    Ok(found?.then(|| search.given.iter().flatten().map(|day| search.calendar[*day]).collect()))
}

/// The search for days. A day is its place in the calendar of all days there are.
struct Search<'a> {
    rules: &'a CrewRules,
    calendar: Vec<Date>,
    /// Whether a day is the day after the one before it in the calendar.
    follows: Vec<bool>,
    /// For each task, its days.
    could: Vec<Vec<usize>>,
    /// For two tasks, whether they are too far apart for two days one after the other.
    far: Vec<bool>,
    taken: Vec<Option<usize>>,
    given: Vec<Option<usize>>,
    work: Work,
}

impl<'a> Search<'a> {
    fn new(tasks: &[Task], rules: &'a CrewRules, most: u64) -> Self {
        let mut calendar: Vec<Date> = tasks.iter().flat_map(|task| task.days.iter().copied()).collect();
        let mut work = Work::new(most);
        work.add((calendar.len() as u64 + (tasks.len() * tasks.len()) as u64) * LOOK);
        calendar.sort_unstable();
        calendar.dedup();
        let follows = (0..calendar.len())
            .map(|at| at > 0 && calendar[at - 1].tomorrow().is_ok_and(|next| next == calendar[at]))
            .collect();
        let place = |day: &Date| calendar.binary_search(day).unwrap_or_default();
        let could = tasks.iter().map(|task| task.days.iter().map(place).collect()).collect();
        let far = match rules.next_day_km {
            None => Vec::new(),
            Some(most) => {
                let from = |one: &'_ Task| tasks.iter().map(|other| one.at.metres_to(other.at)).collect::<Vec<_>>();
                tasks.iter().flat_map(from).map(|metres| metres > most * 1000).collect()
            }
        };
        let taken = vec![None; calendar.len()];
        Self { rules, calendar, follows, could, far, taken, given: vec![None; tasks.len()], work }
    }

    fn free(&self, task: usize, day: usize) -> bool {
        if self.taken[day].is_some() {
            return false;
        }
        let before = (self.follows[day]).then(|| self.taken[day - 1]).flatten();
        let after = self.follows.get(day + 1).is_some_and(|follows| *follows).then(|| self.taken[day + 1]).flatten();
        if !self.far.is_empty() {
            let apart = |other: usize| self.far[task * self.could.len() + other];
            if before.is_some_and(apart) || after.is_some_and(apart) {
                return false;
            }
        }
        if let Some(most) = self.rules.days_in_a_row {
            let mut row = 1;
            let mut first = day;
            while self.follows[first] && self.taken[first - 1].is_some() {
                row += 1;
                first -= 1;
            }
            let mut last = day;
            while self.follows.get(last + 1) == Some(&true) && self.taken[last + 1].is_some() {
                row += 1;
                last += 1;
            }
            if row > most {
                return false;
            }
        }
        true
    }

    fn go(&mut self) -> Result<bool, Weary> {
        let open: Vec<usize> = (0..self.could.len()).filter(|task| self.given[*task].is_none()).collect();
        let looks: usize = open.iter().map(|task| self.could[*task].len()).sum();
        self.work.spend((looks + self.could.len()) as u64 * LOOK)?;
        if open.is_empty() {
            return Ok(true);
        }
        let choices: Vec<Vec<usize>> = open
            .iter()
            .map(|task| self.could[*task].iter().copied().filter(|day| self.free(*task, *day)).collect())
            .collect();
        if crowded(&choices, self.calendar.len(), &mut self.work).is_some() {
            return Ok(false);
        }
        let Some(at) = (0..open.len()).min_by_key(|at| (choices[*at].len(), *at)) else { return Ok(true) };
        let task = open[at];
        for day in &choices[at] {
            self.given[task] = Some(*day);
            self.taken[*day] = Some(task);
            if self.go()? {
                return Ok(true);
            }
            self.taken[*day] = None;
            self.given[task] = None;
        }
        Ok(false)
    }
}

/// Tasks that have fewer days between them than they are (Hall's theorem), or nothing when each can have its own.
fn crowded(choices: &[Vec<usize>], days: usize, work: &mut Work) -> Option<Vec<usize>> {
    let mut matching = Matching { choices, by_day: vec![None; days], seen: vec![usize::MAX; days], looks: 0 };
    let alone = (0..choices.len()).find(|task| !matching.give(*task, *task));
    work.add(matching.looks + days as u64);
    let alone = alone?;
    let seen = (0..days).filter(|day| matching.seen[*day] == alone);
    let mut tasks: BTreeSet<usize> = seen.filter_map(|day| matching.by_day[day]).collect();
    tasks.insert(alone);
    Some(tasks.into_iter().collect())
}

struct Matching<'a> {
    choices: &'a [Vec<usize>],
    by_day: Vec<Option<usize>>,
    /// The last task a day was looked at for.
    seen: Vec<usize>,
    looks: u64,
}

impl Matching<'_> {
    /// Gives a task a day, moving others if need be; `round` is the task all this is for.
    fn give(&mut self, task: usize, round: usize) -> bool {
        let choices = self.choices;
        for day in &choices[task] {
            self.looks += 3;
            if self.seen[*day] != round {
                self.seen[*day] = round;
                if self.by_day[*day].is_none_or(|other| self.give(other, round)) {
                    self.by_day[*day] = Some(task);
                    return true;
                }
            }
        }
        false
    }
}

/// `Σ pairs ≤ limit` for every plan: what a set of tasks that can't be played together teaches.
pub(crate) struct Lesson {
    pub(crate) pairs: Vec<usize>,
    pub(crate) limit: i64,
}

/// What can't be played together among `tasks`, as strong as `all` the crew's tasks and what is left of `work` allow.
/// `tasks` can't be.
pub(crate) fn lesson(tasks: &[Task], all: &[Task], rules: &CrewRules, work: &mut Work) -> Lesson {
    let search = Search::new(tasks, rules, 0);
    if let Some(crowd) = crowded(&search.could, search.calendar.len(), work) {
        let days: BTreeSet<Date> = crowd.iter().flat_map(|task| tasks[*task].days.iter().copied()).collect();
        let pairs =
            all.iter().filter(|task| task.days.iter().all(|day| days.contains(day))).map(|task| task.pair).collect();
        return Lesson { pairs, limit: days.len() as i64 };
    }
    let mut core: Vec<Task> = tasks.to_vec();
    let mut at = 0;
    // One more question for every task: when the work is nearly done the whole set is lesson enough.
    while at < core.len() && work.left() > QUICK {
        let mut fewer = core.clone();
        fewer.remove(at);
        if impossible(&fewer, rules, work) { core = fewer } else { at += 1 }
    }
    let limit = core.len() - 1;
    if limit == 1 {
        // Two that exclude one another: whoever excludes all of them joins.
        for task in all {
            if core.iter().all(|one| one.pair != task.pair)
                && core.iter().all(|one| impossible(&[one.clone(), task.clone()], rules, work))
            {
                core.push(task.clone());
            }
        }
    }
    Lesson { pairs: core.iter().map(|task| task.pair).collect(), limit: limit as i64 }
}

/// Whether it is proved that tasks can't be played together.
fn impossible(tasks: &[Task], rules: &CrewRules, work: &mut Work) -> bool {
    matches!(days(tasks, rules, work, QUICK), Ok(None))
}

/// A crew's tasks, given their days one after the other.
pub(crate) struct Road<'a> {
    tasks: Vec<Task>,
    /// A day for each, such as all can be played.
    known: Vec<Date>,
    rules: &'a CrewRules,
}

impl<'a> Road<'a> {
    /// A road nobody has a day on yet; `known` are days the tasks can be played on.
    pub(crate) fn new(tasks: Vec<Task>, known: Vec<Date>, rules: &'a CrewRules) -> Self {
        Self { tasks, known, rules }
    }

    /// Gives a pair's task the first of `preferred` that leaves every other task a day. A day nobody could say that of
    /// in the work left is passed over; the one known to do is there in the end.
    pub(crate) fn give(&mut self, pair: usize, preferred: &[Date], work: &mut Work) -> Option<Date> {
        let at = self.tasks.iter().position(|task| task.pair == pair)?;
        for day in preferred {
            if self.known.get(at) == Some(day) {
                self.tasks[at].days = vec![*day];
                return Some(*day);
            }
            let all = std::mem::replace(&mut self.tasks[at].days, vec![*day]);
            if let Ok(Some(found)) = days(&self.tasks, self.rules, work, QUESTION / 10) {
                self.known = found;
                return Some(*day);
            }
            self.tasks[at].days = all;
        }
        None
    }

    /// The days a pair's task could have, in order.
    pub(crate) fn days_of(&self, pair: usize) -> &[Date] {
        self.tasks.iter().find(|task| task.pair == pair).map(|task| task.days.as_slice()).unwrap_or(&[])
    }
}
