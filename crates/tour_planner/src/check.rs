//! A plan proved again, from the documents only: none of this code is the search's.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::model::{Commune, Forbid, Hall, Instance, Plan, Show};

/// A plan that keeps every rule: how good it is.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Checked {
    /// One number for each of [`crate::CRITERIA`].
    pub objective: Vec<i64>,
    /// Performances.
    pub performances: usize,
    /// What they cost, in cents.
    pub cost_cents: i64,
}

/// A rule a plan breaks.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "fault", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Fault {
    /// Something of the plan that the instance does not know.
    #[error("the plan speaks of {code}, which the edition does not know")]
    Unknown {
        /// Its code.
        code: String,
    },
    /// A commune hosts twice.
    #[error("{commune} hosts more than once")]
    Twice {
        /// Its name.
        commune: String,
    },
    /// Neither wished nor pinned.
    #[error("{commune} neither wished {show} nor was pinned to it")]
    NotWished {
        /// The commune's name.
        commune: String,
        /// The show's title.
        show: String,
    },
    /// A hall the wish does not name.
    #[error("{commune} does not offer {hall} for {show}")]
    HallNotOffered {
        /// The commune's name.
        commune: String,
        /// The show's title.
        show: String,
        /// The hall's name.
        hall: String,
    },
    /// A hall that does not do.
    #[error("{hall} in {commune} does not do for {show}")]
    Unfit {
        /// The commune's name.
        commune: String,
        /// The show's title.
        show: String,
        /// The hall's name.
        hall: String,
    },
    /// A day one side does not have.
    #[error("{show} and {hall} in {commune} are not both free on {day}")]
    NotFree {
        /// The commune's name.
        commune: String,
        /// The show's title.
        show: String,
        /// The hall's name.
        hall: String,
        /// The day.
        day: Date,
    },
    /// Ruled out by the officers.
    #[error("{show} in {commune} on {day} is ruled out")]
    Forbidden {
        /// The commune's name.
        commune: String,
        /// The show's title.
        show: String,
        /// The day.
        day: Date,
    },
    /// A pin not kept.
    #[error("{commune} was pinned to {show}, and the plan does not keep it")]
    PinLost {
        /// The commune's name.
        commune: String,
        /// The show's title.
        show: String,
    },
    /// More performances than proposed.
    #[error("{show} is played {times} times, {most} at most")]
    TooOften {
        /// The show's title.
        show: String,
        /// Times planned.
        times: usize,
        /// Times proposed.
        most: u32,
    },
    /// A crew in two places.
    #[error("the crew of {show} plays twice on {day}")]
    TwoPlaces {
        /// The show's title.
        show: String,
        /// The day.
        day: Date,
    },
    /// A crew sent too far.
    #[error("the crew of {show} would go too far from the day before to {day}")]
    TooFar {
        /// The show's title.
        show: String,
        /// The later day.
        day: Date,
    },
    /// A crew without rest.
    #[error("the crew of {show} has no rest up to {day}")]
    NoRest {
        /// The show's title.
        show: String,
        /// The day that is too many.
        day: Date,
    },
    /// More money than there is.
    #[error("the plan costs more than the budget")]
    OverBudget,
}

/// Proves every rule again and computes the objective.
///
/// # Errors
///
/// Every [`Fault`] found.
pub fn check(instance: &Instance, plan: &Plan) -> Result<Checked, Vec<Fault>> {
    let shows: BTreeMap<&str, &Show> = instance.shows.iter().map(|show| (show.code.as_str(), show)).collect();
    let communes: BTreeMap<&str, &Commune> = instance.communes.iter().map(|one| (one.code.as_str(), one)).collect();
    let mut faults = Vec::new();
    let mut hosting: BTreeSet<&str> = BTreeSet::new();
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    let mut roads: BTreeMap<&str, Vec<(Date, &Commune, &Show)>> = BTreeMap::new();
    let mut cost = 0;
    for one in &plan.performances {
        let (Some(show), Some(commune)) = (shows.get(one.show.as_str()), communes.get(one.commune.as_str())) else {
            let code = if shows.contains_key(one.show.as_str()) { &one.commune } else { &one.show };
            faults.push(Fault::Unknown { code: code.clone() });
            continue;
        };
        let Some(hall) = commune.halls.iter().find(|hall| hall.code == one.hall) else {
            faults.push(Fault::Unknown { code: one.hall.clone() });
            continue;
        };
        if !hosting.insert(commune.code.as_str()) {
            faults.push(Fault::Twice { commune: commune.name.clone() });
        }
        faults.extend(alone(instance, show, commune, hall, one.day));
        *times.entry(show.code.as_str()).or_default() += 1;
        cost += show.cost_cents;
        let crew = if show.crew.is_empty() { show.code.as_str() } else { show.crew.as_str() };
        roads.entry(crew).or_default().push((one.day, commune, show));
    }
    for (code, times) in times {
        if let Some(show) = shows.get(code).filter(|show| times > show.performances as usize) {
            faults.push(Fault::TooOften { show: show.title.clone(), times, most: show.performances });
        }
    }
    for road in roads.into_values() {
        faults.extend(travelled(instance, road));
    }
    for pin in &instance.pins {
        let kept = plan.performances.iter().any(|one| {
            one.commune == pin.commune
                && one.show == pin.show
                && pin.hall.as_ref().is_none_or(|hall| *hall == one.hall)
                && pin.day.is_none_or(|day| day == one.day)
        });
        if !kept {
            let commune = communes.get(pin.commune.as_str()).map(|one| one.name.clone()).unwrap_or_default();
            let show = shows.get(pin.show.as_str()).map(|one| one.title.clone()).unwrap_or_default();
            faults.push(Fault::PinLost { commune, show });
        }
    }
    if instance.budget_cents.is_some_and(|budget| cost > budget) {
        faults.push(Fault::OverBudget);
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let objective = objective(instance, plan);
    Ok(Checked { objective, performances: plan.performances.len(), cost_cents: cost })
}

/// What a performance breaks by itself.
fn alone(instance: &Instance, show: &Show, commune: &Commune, hall: &Hall, day: Date) -> Vec<Fault> {
    let mut faults = Vec::new();
    let (commune_name, title, hall_name) = (commune.name.clone(), show.title.clone(), hall.name.clone());
    let wish = commune.wishes.iter().find(|wish| wish.show == show.code);
    let pinned = instance.pins.iter().any(|pin| pin.commune == commune.code && pin.show == show.code);
    if wish.is_none() && !pinned {
        faults.push(Fault::NotWished { commune: commune_name.clone(), show: title.clone() });
    }
    if wish.is_some_and(|wish| !wish.halls.is_empty() && !wish.halls.contains(&hall.code)) {
        faults.push(Fault::HallNotOffered {
            commune: commune_name.clone(),
            show: title.clone(),
            hall: hall_name.clone(),
        });
    }
    if !does(show, hall) {
        faults.push(Fault::Unfit { commune: commune_name.clone(), show: title.clone(), hall: hall_name.clone() });
    }
    if !(show.days.contains(&day) && hall.days.contains(&day)) {
        faults.push(Fault::NotFree { commune: commune_name.clone(), show: title.clone(), hall: hall_name, day });
    }
    if instance.forbids.iter().any(|forbid| ruled_out(forbid, commune, show, hall, day)) {
        faults.push(Fault::Forbidden { commune: commune_name, show: title, day });
    }
    faults
}

fn does(show: &Show, hall: &Hall) -> bool {
    let needs = &show.needs;
    let enough = [
        (needs.width_cm, hall.width_cm),
        (needs.depth_cm, hall.depth_cm),
        (needs.height_cm, hall.height_cm),
        (needs.power_w, hall.power_w),
        (needs.seats, hall.seats),
    ]
    .into_iter()
    .all(|(needs, has)| match (needs, has) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(needs), Some(has)) => needs <= has,
    });
    enough
        && (!needs.dark || hall.dark == Some(true))
        && needs.access.iter().all(|code| hall.access.contains(code))
        && (needs.unusual_places || !hall.unusual)
}

fn ruled_out(forbid: &Forbid, commune: &Commune, show: &Show, hall: &Hall, day: Date) -> bool {
    let none = forbid.commune.as_ref().is_some_and(|code| *code != commune.code)
        || forbid.show.as_ref().is_some_and(|code| *code != show.code)
        || forbid.hall.as_ref().is_some_and(|code| *code != hall.code)
        || forbid.day.is_some_and(|one| one != day);
    !none
}

fn travelled(instance: &Instance, mut road: Vec<(Date, &Commune, &Show)>) -> Vec<Fault> {
    road.sort_by(|a, b| (a.0, &a.1.code).cmp(&(b.0, &b.1.code)));
    let mut faults = Vec::new();
    let mut row = 1;
    for step in road.windows(2) {
        let ((before, from, _), (day, to, show)) = (step[0], step[1]);
        let title = show.title.clone();
        if before == day {
            faults.push(Fault::TwoPlaces { show: title, day });
            continue;
        }
        if before.tomorrow().ok() != Some(day) {
            row = 1;
            continue;
        }
        row += 1;
        if instance.crews.days_in_a_row.is_some_and(|most| row > most) {
            faults.push(Fault::NoRest { show: title.clone(), day });
        }
        let (east, north) = (to.at.x - from.at.x, to.at.y - from.at.y);
        // The search measures whole metres, rounded down.
        if instance.crews.next_day_km.is_some_and(|km| {
            let most = km * 1000 + 1;
            east * east + north * north >= most * most
        }) {
            faults.push(Fault::TooFar { show: title, day });
        }
    }
    if instance.crews.days_in_a_row == Some(0) && !road.is_empty() {
        faults.push(Fault::NoRest { show: road[0].2.title.clone(), day: road[0].0 });
    }
    faults
}

/// How good a plan is, whether it keeps the rules or not; stability, which needs a plan before, counts zero.
pub fn objective(instance: &Instance, plan: &Plan) -> Vec<i64> {
    let mut waited = [0_i64; 5];
    let mut served: BTreeMap<&str, i64> = BTreeMap::new();
    let (mut ranks, mut km, mut draw) = (0, 0, 0);
    for one in &plan.performances {
        let (Some(commune), Some(show)) = (instance.commune(&one.commune), instance.show(&one.show)) else { continue };
        let last = commune.served.iter().copied().filter(|year| *year < instance.year).max();
        let seasons = last.map_or(4, |last| (i64::from(instance.year) - 1 - i64::from(last)).min(4));
        waited[4 - seasons as usize] += 1;
        *served.entry(commune.territory.as_str()).or_default() += 1;
        ranks += match commune.wishes.iter().find(|wish| wish.show == show.code) {
            Some(wish) => i64::from(wish.rank),
            None => 1 + commune.wishes.iter().map(|wish| i64::from(wish.rank)).max().unwrap_or(0),
        };
        km += show.from.metres_to(commune.at).div_euclid(1000)
            + i64::from(show.from.metres_to(commune.at).rem_euclid(1000) > 0);
        let lot = Sha256::digest(format!("{}\n{}\n{}\n", instance.seed, commune.code, show.code));
        draw += lot.iter().take(3).fold(0, |sum, byte| sum * 256 + i64::from(*byte)) / 16;
    }
    let mut could: BTreeMap<&str, i64> = BTreeMap::new();
    for commune in &instance.communes {
        if could_be_served(instance, commune) {
            *could.entry(commune.territory.as_str()).or_default() += 1;
        }
    }
    let least = could
        .iter()
        .map(|(territory, could)| served.get(territory).copied().unwrap_or(0) * 1_000_000 / could)
        .min()
        .unwrap_or(1_000_000);
    let mut all = waited.to_vec();
    all.extend([least, 0, -ranks, -km, draw]);
    all
}

fn could_be_served(instance: &Instance, commune: &Commune) -> bool {
    instance.shows.iter().filter(|show| show.performances > 0).any(|show| {
        let wish = commune.wishes.iter().find(|wish| wish.show == show.code);
        let pin = instance.pins.iter().find(|pin| pin.commune == commune.code && pin.show == show.code);
        (wish.is_some() || pin.is_some())
            && commune.halls.iter().any(|hall| {
                wish.is_none_or(|wish| wish.halls.is_empty() || wish.halls.contains(&hall.code))
                    && pin.and_then(|pin| pin.hall.as_ref()).is_none_or(|code| *code == hall.code)
                    && does(show, hall)
                    && hall.days.iter().any(|day| {
                        show.days.contains(day)
                            && pin.and_then(|pin| pin.day).is_none_or(|asked| asked == *day)
                            && !instance.forbids.iter().any(|forbid| ruled_out(forbid, commune, show, hall, *day))
                    })
            })
    })
}
