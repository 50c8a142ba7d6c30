//! The rules of online doors, pure: what is known of a visit, weighed by each licence.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::budgets::Budget;
use crate::licences::{Audience, Licence};
use crate::policy::Rules;
use crate::{Doubt, Known, Refusal, Result, Right, Verdict, may};

/// What a door needs to know of whoever wants to enter: facts given by the caller, none of which is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Visitor<'a> {
    /// The account.
    pub account: &'a str,
    /// Age in whole years, when known.
    pub age_years: Option<u8>,
    /// INSEE code of the commune lived in, when known.
    pub commune: Option<&'a str>,
    /// Institution registered at, when known.
    pub library: Option<&'a str>,
}

/// What the tables say about a visit.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    /// The visitor's rights, newest first, with what is used of their quota.
    pub(crate) rights: Vec<(Right, u32)>,
    /// The view still open to the visitor, by licence.
    pub(crate) pass: Option<(String, i64)>,
    /// Other people inside, by licence.
    pub(crate) inside: HashMap<String, u32>,
    /// The licences under which the visitor is inside already.
    pub(crate) seated: Vec<String>,
    /// Seats kept for others whose turn it is.
    pub(crate) offered: u32,
    /// Who waits before the visitor (everyone, for one who does not wait).
    pub(crate) ahead: u32,
    /// Whether the visitor is on the list, with an offer or not.
    pub(crate) waits: bool,
    /// Who waits at all.
    pub(crate) waiting: u32,
    /// Views used in the current period, by the name they are counted under.
    pub(crate) views: HashMap<String, u32>,
    /// Cents spent in the current period, by budget.
    pub(crate) spent: HashMap<String, i64>,
}

/// Under which licence a visitor comes in, and what it takes.
#[derive(Debug)]
pub(crate) struct Terms<'a> {
    pub(crate) licence: &'a Licence,
    /// The card it is entered with.
    pub(crate) right: Option<&'a Right>,
    /// Whether the card's own quota is counted.
    pub(crate) takes_admission: bool,
    /// Whether one of the reader's views is counted.
    pub(crate) takes_view: bool,
    /// Who pays, and how many cents.
    pub(crate) pays: Option<(&'a Budget, i64)>,
    /// Views left after this one.
    pub(crate) left: Option<u32>,
    /// Whether a view taken before is still open.
    pub(crate) open_until: Option<i64>,
}

/// What all licences together say.
#[derive(Debug)]
pub(crate) enum Weighed<'a> {
    Admits(Terms<'a>),
    No(Verdict),
}

/// How near a refusal came to an admission: the nearest is the one worth saying.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Nearness {
    Ended,
    Later,
    Card,
    Library,
    Commune,
    Age,
    Seats,
    Views,
    Budget,
}

/// Weighs a visit by every licence of a door: the cheapest that admits, or the refusal nearest to an admission.
pub(crate) fn weigh<'a>(
    rules: &'a Rules,
    visitor: Option<&Visitor<'_>>,
    facts: &'a Facts,
    at: Timestamp,
    zone: &TimeZone,
) -> Result<Weighed<'a>> {
    let no = |reason| Ok(Weighed::No(Verdict::Refused { reason }));
    if !rules.door.open {
        return no(Refusal::DoorClosed);
    }
    let card = card(rules, visitor, facts, at, zone)?;
    let mut best: Option<Terms<'a>> = None;
    let mut nearest: Option<(Nearness, Verdict)> = None;
    for licence in &rules.licences {
        match one(licence, rules, visitor, &card, facts, at, zone)? {
            Ok(terms) => {
                let cost = |terms: &Terms<'_>| {
                    (
                        terms.pays.map_or(0, |(_, cents)| cents),
                        terms.takes_view,
                        terms.takes_admission,
                        terms.licence.seats.is_some(),
                    )
                };
                if best.as_ref().is_none_or(|best| cost(&terms) < cost(best)) {
                    best = Some(terms);
                }
            }
            Err(refused) => {
                if nearest.as_ref().is_none_or(|(nearness, _)| refused.0 > *nearness) {
                    nearest = Some(refused);
                }
            }
        }
    }
    match (best, nearest) {
        (Some(terms), _) => Ok(Weighed::Admits(terms)),
        (None, Some((_, verdict))) => Ok(Weighed::No(verdict)),
        (None, None) => no(Refusal::NotOffered),
    }
}

/// The visitor's card, or why there is none that is good.
type Card<'a> = std::result::Result<&'a Right, Refusal>;

fn card<'a>(
    rules: &Rules,
    visitor: Option<&Visitor<'_>>,
    facts: &'a Facts,
    at: Timestamp,
    zone: &TimeZone,
) -> Result<Card<'a>> {
    let mut refusal = None;
    if visitor.is_some() {
        for (right, used) in facts.rights.iter().filter(|(right, _)| rules.door.accepts.contains(&right.kind)) {
            // A view still open was counted when it was taken.
            let used = if facts.pass.is_some() { 0 } else { *used };
            match may(right, Known::Yes(right.state), &rules.door, Known::Yes(used), 1, at, zone)? {
                Verdict::Admitted { .. } => return Ok(Ok(right)),
                Verdict::Refused { reason } => {
                    refusal.get_or_insert(reason);
                }
                Verdict::CannotKnow { .. } => {}
            }
        }
    }
    Ok(Err(refusal.unwrap_or(Refusal::NoCard)))
}

fn one<'a>(
    licence: &'a Licence,
    rules: &'a Rules,
    visitor: Option<&Visitor<'_>>,
    card: &Card<'a>,
    facts: &Facts,
    at: Timestamp,
    zone: &TimeZone,
) -> Result<std::result::Result<Terms<'a>, (Nearness, Verdict)>> {
    let refused = |nearness, reason| Ok(Err((nearness, Verdict::Refused { reason })));
    let unknown = |nearness, reason| Ok(Err((nearness, Verdict::CannotKnow { reason })));
    if let Some(since) = licence.ends_at.filter(|until| at >= *until) {
        return refused(Nearness::Ended, Refusal::OfferEnded { since });
    }
    if let Some(from) = licence.starts_at.filter(|from| at < *from) {
        return refused(Nearness::Later, Refusal::NotYetOffered { from });
    }
    let right = match (licence.audience, card) {
        (Audience::Everyone, _) => None,
        (Audience::Members, Ok(right)) => Some(*right),
        (Audience::Members, Err(reason)) => return refused(Nearness::Card, *reason),
    };
    let known = |fact: Option<&str>, allowed: &[String]| fact.map(|fact| allowed.iter().any(|one| one == fact));
    if !licence.libraries.is_empty() {
        match known(visitor.and_then(|visitor| visitor.library), &licence.libraries) {
            Some(true) => {}
            Some(false) => return refused(Nearness::Library, Refusal::OtherLibrary),
            None => return unknown(Nearness::Library, Doubt::Library),
        }
    }
    if !licence.communes.is_empty() {
        match known(visitor.and_then(|visitor| visitor.commune), &licence.communes) {
            Some(true) => {}
            Some(false) => return refused(Nearness::Commune, Refusal::OtherCommune),
            None => return unknown(Nearness::Commune, Doubt::Commune),
        }
    }
    if licence.age_min.is_some() || licence.age_max.is_some() {
        let Some(age) = visitor.and_then(|visitor| visitor.age_years) else {
            return unknown(Nearness::Age, Doubt::Age);
        };
        if let Some(min) = licence.age_min.filter(|min| age < *min) {
            return refused(Nearness::Age, Refusal::TooYoung { min });
        }
        if let Some(max) = licence.age_max.filter(|max| age > *max) {
            return refused(Nearness::Age, Refusal::TooOld { max });
        }
    }
    if let Some(seats) = licence.seats
        && !facts.seated.contains(&licence.id)
    {
        let taken = facts.inside.get(&licence.id).copied().unwrap_or(0).saturating_add(facts.offered);
        if seats.saturating_sub(taken) <= facts.ahead {
            return refused(Nearness::Seats, Refusal::SeatsTaken { seats, waiting: facts.waiting });
        }
    }
    let open_until = facts.pass.as_ref().filter(|(of, _)| *of == licence.id).map(|(_, until)| *until);
    // When a limit works again, if the offer is still there.
    let again = |next: Option<Timestamp>| next.filter(|next| licence.ends_at.is_none_or(|until| *next < until));
    let mut left = None;
    if let (Some(quota), Some(key)) = (&licence.quota, licence.quota_key()) {
        let used = facts.views.get(key).copied().unwrap_or(0);
        let after = if open_until.is_some() { used } else { used.saturating_add(1) };
        if after > quota.views && open_until.is_none() {
            let (_, next) = quota.period.around(at, zone)?;
            return refused(Nearness::Views, Refusal::ViewsSpent { quota: quota.views, again: again(next) });
        }
        left = Some(quota.views.saturating_sub(after));
    }
    let mut pays = None;
    if licence.price_cents > 0 && open_until.is_none() {
        let library = visitor.and_then(|visitor| visitor.library);
        let payer = licence.fund.as_deref().and_then(|fund| rules.payer(fund, library));
        let Some(budget) = payer else {
            return refused(Nearness::Budget, Refusal::BudgetSpent { again: None });
        };
        let spent = facts.spent.get(&budget.id).copied().unwrap_or(0);
        if spent.saturating_add(licence.price_cents) > budget.cents {
            let (_, next) = budget.period.around(at, zone)?;
            // A price above the whole budget is never paid.
            let next = next.filter(|_| licence.price_cents <= budget.cents);
            return refused(Nearness::Budget, Refusal::BudgetSpent { again: again(next) });
        }
        pays = Some((budget, licence.price_cents));
    }
    Ok(Ok(Terms {
        licence,
        right,
        takes_admission: right.is_some_and(|right| right.quota.is_some()) && open_until.is_none(),
        takes_view: licence.quota.is_some() && open_until.is_none(),
        pays,
        left,
        open_until,
    }))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::licences::ViewQuota;
    use crate::{Door, DoorKind, QuotaPeriod, RightKind, RightScope, RightState, local_zone};

    const NOW: i64 = 1_795_000_000_000;

    fn instant(days: i64) -> Timestamp {
        Timestamp::from_millisecond(NOW + days * 86_400_000).expect("an instant")
    }

    fn door() -> Door {
        Door {
            id: "d".into(),
            kind: DoorKind::OnlineResource,
            code: "d".into(),
            institution: "i".into(),
            commune: None,
            item: None,
            accepts: vec![RightKind::LibraryCard],
            open: true,
        }
    }

    fn card() -> Right {
        Right {
            id: "r".into(),
            kind: RightKind::LibraryCard,
            holder: Some("jeanne".into()),
            scope: RightScope::Everywhere,
            valid_from: instant(-100),
            valid_until: None,
            quota: None,
            admits: 1,
            state: RightState::Active,
        }
    }

    prop_compose! {
        fn licence()(
            members in any::<bool>(),
            starts in proptest::option::of(-3_i64..3),
            ends in proptest::option::of(-3_i64..3),
            ages in (proptest::option::of(0_u8..40), proptest::option::of(20_u8..90)),
            communes in proptest::collection::vec("5935[0-2]", 0..2),
            libraries in proptest::collection::vec("l[0-2]", 0..2),
            limits in (proptest::option::of(1_u32..4), proptest::option::of(1_u32..4), 0_i64..3),
        ) -> Licence {
            let audience = if members { Audience::Members } else { Audience::Everyone };
            let mut licence = Licence::unlimited("d", audience, "x");
            licence.starts_at = starts.map(instant);
            licence.ends_at = ends.map(instant);
            licence.seats = limits.0;
            if members {
                (licence.age_min, licence.age_max) = ages;
                licence.communes = communes;
                licence.libraries = libraries;
                licence.quota = limits.1.map(|views| {
                    ViewQuota { views, period: QuotaPeriod::Month, group: "films".into() }
                });
                licence.price_cents = limits.2 * 250;
                licence.fund = Some("vod".into());
            }
            licence
        }
    }

    fn answer(licences: Vec<Licence>, visitor: &Visitor<'_>, facts: &Facts) -> Verdict {
        let licences = licences
            .into_iter()
            .enumerate()
            .map(|(number, licence)| Licence { id: number.to_string(), ..licence })
            .collect();
        let budget = Budget {
            id: "b".into(),
            fund: "vod".into(),
            library: String::new(),
            label: String::new(),
            cents: 1000,
            period: QuotaPeriod::Month,
        };
        let rules = Rules { door: door(), licences, budgets: vec![budget] };
        match weigh(&rules, Some(visitor), facts, instant(0), &local_zone()).expect("an answer") {
            Weighed::Admits(terms) => {
                let spent = facts.spent.get("b").copied().unwrap_or(0);
                assert!(
                    terms.pays.is_none_or(|(budget, cents)| spent + cents <= budget.cents),
                    "money is not exceeded"
                );
                Verdict::Admitted { left: None }
            }
            Weighed::No(verdict) => verdict,
        }
    }

    proptest! {
        /// Any licence that admits, admits: another one, whatever it says, takes nothing away.
        #[test]
        fn one_more_licence_never_shuts_a_door(
            licences in proptest::collection::vec(licence(), 0..4),
            more in licence(),
            age in proptest::option::of(0_u8..100),
            commune in proptest::option::of("5935[0-2]"),
            library in proptest::option::of("l[0-2]"),
            (views, spent, inside, ahead) in (0_u32..5, 0_i64..1200, 0_u32..4, 0_u32..2),
            has_card in any::<bool>(),
        ) {
            let visitor = Visitor {
                account: "jeanne",
                age_years: age,
                commune: commune.as_deref(),
                library: library.as_deref(),
            };
            let facts = Facts {
                rights: if has_card { vec![(card(), 0)] } else { vec![] },
                views: HashMap::from([("films".to_owned(), views)]),
                spent: HashMap::from([("b".to_owned(), spent)]),
                inside: (0..5).map(|number: u32| (number.to_string(), inside)).collect(),
                ahead,
                ..Facts::default()
            };
            let before = answer(licences.clone(), &visitor, &facts);
            let after = answer([licences, vec![more]].concat(), &visitor, &facts);
            if let Verdict::Admitted { .. } = before {
                prop_assert!(matches!(after, Verdict::Admitted { .. }), "{after:?}");
            }
        }

        /// Not knowing an age, a commune or a library never becomes a no of its own.
        #[test]
        fn what_is_not_known_is_not_held_against_anyone(licence in licence()) {
            let blank = Visitor { account: "jeanne", age_years: None, commune: None, library: None };
            let facts = Facts { rights: vec![(card(), 0)], ..Facts::default() };
            if let Verdict::Refused { reason } = answer(vec![licence], &blank, &facts) {
                prop_assert!(
                    !matches!(reason.code(), "too_young" | "too_old" | "other_commune" | "other_library"),
                    "{reason:?}"
                );
            }
        }
    }
}
