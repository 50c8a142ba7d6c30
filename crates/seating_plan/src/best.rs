//! The best places left for a party.
//!
//! In this order: as few groups as can be (one: everybody side by side in one row); then nobody sits apart from the others
//! when that can be avoided; then seats from which one sees all of the stage; then no seat left alone beside the party,
//! which nobody would take; then close to the axis and to the front; then the first seats of the plan. The same free
//! seats and the same party give the same places.

use crate::model::{Plan, Seat, SeatKind, side_by_side};

/// How many steps the search for several groups may take before it settles for more groups.
const MOST_STEPS: usize = 4_000;

/// Who comes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Party {
    /// How many take a seat like others.
    pub seats: usize,
    /// How many come in a wheelchair.
    pub wheelchairs: usize,
    /// How many accompany them and sit beside. More than there are wheelchairs are seated like others.
    pub companions: usize,
    /// In which seat category; none when any will do. Wheelchairs and companions sit where their places are.
    pub category: Option<String>,
}

impl Party {
    /// So many people, all on seats like others.
    #[must_use]
    pub fn of(seats: usize) -> Self {
        Self { seats, ..Self::default() }
    }

    /// How many places it takes.
    #[must_use]
    pub fn places(&self) -> usize {
        self.seats + self.wheelchairs + self.companions
    }
}

/// A seat that is free, with where its row is.
struct Free<'a> {
    seat: &'a Seat,
    /// Whether the seat before it in this list stands at its side.
    joined: bool,
}

/// What makes a group of seats better than another: less is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Score {
    /// Seats like others given to companions though companions' places exist.
    makeshift: usize,
    restricted: usize,
    orphans: usize,
    cost: i64,
    first: usize,
}

/// The best places for a party, as identifiers in the plan's order; none when too few are left.
#[must_use]
pub fn best(plan: &Plan, free: &dyn Fn(&str) -> bool, party: &Party) -> Option<Vec<String>> {
    if party.places() == 0 {
        return Some(Vec::new());
    }
    let hall = Hall::new(plan, free);
    let chosen = hall.place(party)?;
    Some(chosen.into_iter().map(|at| hall.seats[at].seat.id.clone()).collect())
}

/// What several groups come to: seats with a restricted view, seats left alone, cost.
type Total = (usize, usize, i64);

struct Hall<'a> {
    seats: Vec<Free<'a>>,
}

impl<'a> Hall<'a> {
    /// The free seats, in the plan's order.
    fn new(plan: &'a Plan, free: &dyn Fn(&str) -> bool) -> Self {
        let mut seats = Vec::new();
        for row in plan.zones.iter().flat_map(|zone| &zone.rows) {
            let mut before: Option<&Seat> = None;
            for seat in &row.seats {
                if !free(&seat.id) {
                    before = None;
                    continue;
                }
                seats.push(Free { seat, joined: before.is_some_and(|before| side_by_side(before, seat)) });
                before = Some(seat);
            }
        }
        Self { seats }
    }

    fn place(&self, party: &Party) -> Option<Vec<usize>> {
        let beside = party.companions.min(party.wheelchairs);
        let others = party.seats + party.companions - beside;
        let mut taken = vec![false; self.seats.len()];
        if party.wheelchairs == 0 {
            return self.together_or_split(others, party.category.as_deref(), None, &taken);
        }
        // Everybody side by side; else those in wheelchairs with their companions, the others near; else one by one.
        let category = party.category.as_deref();
        if let Some(mut all) = self.mixed(party.wheelchairs, beside, others, category, &taken) {
            all.sort_unstable();
            return Some(all);
        }
        let mut chosen = match self.mixed(party.wheelchairs, beside, 0, category, &taken) {
            Some(group) => group,
            None => self.one_by_one(party.wheelchairs, beside, category, &taken)?,
        };
        chosen.iter().for_each(|at| taken[*at] = true);
        if others > 0 {
            let near = self.middle(&chosen);
            chosen.extend(self.together_or_split(others, category, Some(near), &taken)?);
        }
        chosen.sort_unstable();
        Some(chosen)
    }

    /// One run of neighbours with exactly so many places for wheelchairs, so many companions, so many others.
    fn mixed(
        &self,
        wheelchairs: usize,
        companions: usize,
        others: usize,
        category: Option<&str>,
        taken: &[bool],
    ) -> Option<Vec<usize>> {
        let length = wheelchairs + companions + others;
        // Places for wheelchairs and their companions are of every category; all others keep to the one asked for.
        let fits = |at: usize| {
            let apart = matches!(self.kind(at), SeatKind::Wheelchair | SeatKind::Companion);
            !taken[at] && (apart || self.of_category(at, category))
        };
        self.windows(length, &fits)
            .filter_map(|first| {
                let group = first..first + length;
                let count = |kind| group.clone().filter(|at| self.kind(*at) == kind).count();
                let companion_places = count(SeatKind::Companion);
                if count(SeatKind::Wheelchair) != wheelchairs || companion_places > companions {
                    return None;
                }
                if companions > 0 && !self.each_beside_a_wheelchair(first, length, companions) {
                    return None;
                }
                let makeshift = companions - companion_places;
                Some((Score { makeshift, ..self.score(first, length, None, taken) }, first))
            })
            .min()
            .map(|(_, first)| (first..first + length).collect())
    }

    /// Whether at least so many of these seats stand at the side of a place for wheelchairs among them, or of one another
    /// when there are more of them than sides.
    fn each_beside_a_wheelchair(&self, first: usize, length: usize, companions: usize) -> bool {
        let is_wheelchair = |at: usize| self.kind(at) == SeatKind::Wheelchair;
        let sides = (first..first + length)
            .filter(|at| !is_wheelchair(*at))
            .filter(|at| (*at > first && is_wheelchair(at - 1)) || (at + 1 < first + length && is_wheelchair(at + 1)))
            .count();
        // In a block `w w c c` one companion stands at a wheelchair's side and the other at the companion's: that is
        // how such platforms are built, and a window of neighbours keeps them within reach.
        sides >= companions.min(1)
    }

    /// Wheelchairs one by one, each with a companion at its side if one is free, else the nearest.
    fn one_by_one(
        &self,
        wheelchairs: usize,
        companions: usize,
        category: Option<&str>,
        taken: &[bool],
    ) -> Option<Vec<usize>> {
        let mut taken = taken.to_vec();
        let mut chosen = Vec::new();
        let mut accompanied = 0;
        for _ in 0..wheelchairs {
            let pair = if accompanied < companions { self.mixed(1, 1, 0, category, &taken) } else { None };
            let group = match pair {
                Some(pair) => {
                    accompanied += 1;
                    pair
                }
                None => vec![self.mixed(1, 0, 0, category, &taken)?[0]],
            };
            group.iter().for_each(|at| taken[*at] = true);
            chosen.extend(group);
        }
        let near = self.middle(&chosen);
        for _ in accompanied..companions {
            let companion = (0..self.seats.len())
                .filter(|at| !taken[*at])
                .filter(|at| match self.kind(*at) {
                    SeatKind::Companion => true,
                    SeatKind::Wheelchair => false,
                    SeatKind::Standard | SeatKind::RestrictedView => self.of_category(*at, category),
                })
                .min_by_key(|at| (self.distance(*at, near), *at))?;
            taken[companion] = true;
            chosen.push(companion);
        }
        Some(chosen)
    }

    /// People on seats like others: side by side, else in as few groups as can be.
    fn together_or_split(
        &self,
        people: usize,
        category: Option<&str>,
        near: Option<(i64, i64)>,
        taken: &[bool],
    ) -> Option<Vec<usize>> {
        let ordinary = |at: usize, taken: &[bool]| {
            !taken[at]
                && matches!(self.kind(at), SeatKind::Standard | SeatKind::RestrictedView)
                && self.of_category(at, category)
        };
        let left = (0..self.seats.len()).filter(|at| ordinary(*at, taken)).count();
        if left < people {
            return None;
        }
        let longest = self.longest_run(&|at| ordinary(at, taken));
        for groups in people.div_ceil(longest.max(1))..=people {
            let mut found: Option<(usize, Total, Vec<usize>)> = None;
            for parts in partitions(people, groups, longest) {
                let alone = if people > 1 { parts.iter().filter(|part| **part == 1).count() } else { 0 };
                if found.as_ref().is_some_and(|(fewer, ..)| *fewer < alone) {
                    continue;
                }
                let mut steps = MOST_STEPS;
                let mut taken = taken.to_vec();
                let mut search = Search { hall: self, fits: &ordinary, near, taken: &mut taken, steps: &mut steps };
                let Some((score, group)) = search.seat(&parts, None) else { continue };
                if found.as_ref().is_none_or(|(other, least, _)| (alone, score) < (*other, *least)) {
                    found = Some((alone, score, group));
                }
            }
            if let Some((_, _, mut group)) = found {
                group.sort_unstable();
                return Some(group);
            }
        }
        None
    }

    fn kind(&self, at: usize) -> SeatKind {
        self.seats[at].seat.kind
    }

    fn of_category(&self, at: usize, category: Option<&str>) -> bool {
        category.is_none_or(|wanted| self.seats[at].seat.category == wanted)
    }

    /// Where each run of so many neighbours that fit begins.
    fn windows(&self, length: usize, fits: &dyn Fn(usize) -> bool) -> impl Iterator<Item = usize> + use<> {
        let mut firsts = Vec::new();
        let mut run = 0;
        for at in 0..self.seats.len() {
            run = match (fits(at), self.seats[at].joined) {
                (false, _) => 0,
                (true, true) => run + 1,
                (true, false) => 1,
            };
            if length > 0 && run >= length {
                firsts.push(at + 1 - length);
            }
        }
        firsts.into_iter()
    }

    fn longest_run(&self, fits: &dyn Fn(usize) -> bool) -> usize {
        let (mut longest, mut run) = (0, 0);
        for at in 0..self.seats.len() {
            run = match (fits(at), self.seats[at].joined) {
                (false, _) => 0,
                (true, true) => run + 1,
                (true, false) => 1,
            };
            longest = longest.max(run);
        }
        longest
    }

    fn score(&self, first: usize, length: usize, near: Option<(i64, i64)>, taken: &[bool]) -> Score {
        let last = first + length - 1;
        let cost = (first..=last)
            .map(|at| self.distance(at, (0, 0)) + near.map_or(0, |near| 4 * self.distance(at, near)))
            .sum();
        let restricted = (first..=last).filter(|at| self.kind(*at) == SeatKind::RestrictedView).count();
        Score { makeshift: 0, restricted, orphans: self.orphans(first, last, taken), cost, first }
    }

    /// How many seats like others would be left alone at the sides of a group: no free neighbour, and the group beside.
    fn orphans(&self, first: usize, last: usize, taken: &[bool]) -> usize {
        let ordinary = |at: usize| !taken[at] && matches!(self.kind(at), SeatKind::Standard | SeatKind::RestrictedView);
        let joined_after = |at: usize| self.seats.get(at + 1).is_some_and(|next| next.joined);
        let left =
            self.seats[first].joined && ordinary(first - 1) && !(self.seats[first - 1].joined && ordinary(first - 2));
        let right = joined_after(last) && ordinary(last + 1) && !(joined_after(last + 1) && ordinary(last + 2));
        usize::from(left) + usize::from(right)
    }

    /// The square of how far a seat stands from a point, in hundredths of a seat.
    fn distance(&self, at: usize, (x, y): (i64, i64)) -> i64 {
        let seat = self.seats[at].seat;
        let (dx, dy) = (i64::from(seat.x) - x, i64::from(seat.y) - y);
        dx * dx + dy * dy
    }

    fn middle(&self, group: &[usize]) -> (i64, i64) {
        let many = group.len().max(1) as i64;
        let sum = |of: &dyn Fn(&Seat) -> i32| group.iter().map(|at| i64::from(of(self.seats[*at].seat))).sum::<i64>();
        (sum(&|seat| seat.x) / many, sum(&|seat| seat.y) / many)
    }
}

/// Whether a seat may be given to somebody, among those not taken.
type Fits<'s> = dyn Fn(usize, &[bool]) -> bool + 's;

struct Search<'s, 'a> {
    hall: &'s Hall<'a>,
    fits: &'s Fits<'s>,
    /// Where the rest of the party sits.
    near: Option<(i64, i64)>,
    taken: &'s mut Vec<bool>,
    steps: &'s mut usize,
}

impl Search<'_, '_> {
    /// Seats groups of these sizes, the first at the best place there is, the others near it.
    fn seat(&mut self, parts: &[usize], near: Option<(i64, i64)>) -> Option<(Total, Vec<usize>)> {
        let Some((length, rest)) = parts.split_first() else { return Some(((0, 0, 0), Vec::new())) };
        let near = self.near.or(near);
        let mut firsts: Vec<Score> = {
            let taken: &[bool] = self.taken;
            self.hall
                .windows(*length, &|at| (self.fits)(at, taken))
                .map(|first| self.hall.score(first, *length, near, taken))
                .collect()
        };
        firsts.sort_unstable();
        for score in firsts {
            if *self.steps == 0 {
                return None;
            }
            *self.steps -= 1;
            let group: Vec<usize> = (score.first..score.first + length).collect();
            group.iter().for_each(|at| self.taken[*at] = true);
            let middle = self.hall.middle(&group);
            let others = self.seat(rest, near.or(Some(middle)));
            group.iter().for_each(|at| self.taken[*at] = false);
            if let Some(((restricted, orphans, cost), more)) = others {
                let total = (restricted + score.restricted, orphans + score.orphans, cost + score.cost);
                return Some((total, group.into_iter().chain(more).collect()));
            }
        }
        None
    }
}

/// The ways to write a number as a sum of so many parts, none above `most`, largest first.
fn partitions(whole: usize, parts: usize, most: usize) -> Vec<Vec<usize>> {
    /// Enough of them: a party of forty in five groups has thousands.
    const ENOUGH: usize = 60;
    fn fill(whole: usize, parts: usize, most: usize, begun: &mut Vec<usize>, all: &mut Vec<Vec<usize>>) {
        if all.len() >= ENOUGH || whole < parts || whole > parts * most {
            return;
        }
        if parts == 0 {
            all.push(begun.clone());
            return;
        }
        // The most even sums first: they are those nobody sits alone in.
        for part in whole.div_ceil(parts)..=most.min(whole + 1 - parts) {
            begun.push(part);
            fill(whole - part, parts - 1, part, begun, all);
            begun.pop();
        }
    }
    let mut all = Vec::new();
    fill(whole, parts, most, &mut Vec::new(), &mut all);
    all
}
