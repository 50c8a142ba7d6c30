//! When and where what was chosen is played.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Chosen, Master, Plays};
use crate::crew::{QUESTION, Road};
use crate::model::{Performance, Plan};
use crate::work::Work;

/// Work that is kept for giving days, whatever the search took.
const DATING: u64 = 2_000_000_000;

impl Master<'_> {
    /// The days as published: those that waited longest first, then by code, each takes the day least is planned on,
    /// then in the week least is planned in, then the first, among those that leave everybody else a day; its former
    /// day before all others when a plan is repaired.
    pub(super) fn dated(&mut self, chosen: &Chosen) -> Option<Plan> {
        let mut work = Work::new(DATING);
        let mut roads: Vec<Road<'_>> = Vec::new();
        let mut road_of: BTreeMap<usize, usize> = BTreeMap::new();
        for crew in &self.crews {
            let given: Vec<usize> = crew.iter().copied().filter(|pair| chosen[*pair]).collect();
            road_of.extend(given.iter().map(|pair| (*pair, roads.len())));
            let known = match self.playable.get(&given) {
                Some(plays) => plays.clone(),
                // Found once already: as much work as was allowed then finds it again.
                None => self.ask(&given, &mut Work::new(QUESTION), QUESTION),
            };
            let Plays::On(known) = known else { return None };
            let tasks = given.iter().map(|pair| self.tasks[*pair].clone()).collect();
            roads.push(Road::new(tasks, known, &self.instance.crews));
        }
        let mut order: Vec<usize> = road_of.keys().copied().collect();
        order.sort_by_key(|pair| {
            let commune = &self.instance.communes[self.pairs[*pair].commune];
            let waiting = commune.waiting(self.instance.year).unwrap_or(i16::MAX);
            (std::cmp::Reverse(waiting), commune.code.clone())
        });
        let mut on_day: BTreeMap<Date, u32> = BTreeMap::new();
        let mut in_week: BTreeMap<Date, u32> = BTreeMap::new();
        let mut performances = Vec::new();
        for pair in order {
            let road = &mut roads[*road_of.get(&pair)?];
            let former = self.previous_of(pair).map(|one| one.day);
            let mut preferred = road.days_of(pair).to_vec();
            let planned = |counts: &BTreeMap<Date, u32>, day: Date| counts.get(&day).copied().unwrap_or(0);
            preferred.sort_by_key(|day| {
                (former != Some(*day), planned(&on_day, *day), planned(&in_week, monday(*day)), *day)
            });
            let day = road.give(pair, &preferred, &mut work)?;
            *on_day.entry(day).or_default() += 1;
            *in_week.entry(monday(day)).or_default() += 1;
            performances.push(self.performance(pair, day)?);
        }
        self.work.add(work.done());
        Some(Plan { performances }.sorted())
    }

    fn previous_of(&self, pair: usize) -> Option<&Performance> {
        let pair = &self.pairs[pair];
        let show = &self.instance.shows[pair.show].code;
        self.previous?.of_commune(&self.instance.communes[pair.commune].code).filter(|one| one.show == *show)
    }

    fn performance(&self, at: usize, day: Date) -> Option<Performance> {
        let pair = &self.pairs[at];
        let commune = &self.instance.communes[pair.commune];
        let halls = pair.days.iter().find(|(one, _)| *one == day).map(|(_, halls)| halls)?;
        let before = self.previous_of(at).filter(|one| one.day == day).map(|one| one.hall.as_str());
        let hall = halls.iter().find(|hall| Some(commune.halls[**hall].code.as_str()) == before).or(halls.first())?;
        Some(Performance {
            show: self.instance.shows[pair.show].code.clone(),
            commune: commune.code.clone(),
            hall: commune.halls[*hall].code.clone(),
            day,
        })
    }
}

/// The Monday of a day's week; the day itself at the calendar's end.
fn monday(day: Date) -> Date {
    let since = i64::from(day.weekday().to_monday_zero_offset());
    day.checked_sub(jiff::Span::new().days(since)).unwrap_or(day)
}
