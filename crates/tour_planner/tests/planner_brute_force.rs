//! The search against every plan there is, on small editions.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use proptest::prelude::*;
use tour_planner::{
    Commune, CrewRules, Forbid, Hall, Instance, Limits, Needs, Performance, Pin, Plan, Point, Show, Wish, check,
    objective, plan, repair,
};

fn day(at: usize) -> Date {
    (0..at).fold(date(2026, 10, 1), |day, _| day.tomorrow().expect("a day after"))
}

fn days(count: usize) -> impl Strategy<Value = Vec<Date>> {
    prop::collection::vec(prop::bool::weighted(0.5), count)
        .prop_map(|on| on.into_iter().enumerate().filter(|(_, on)| *on).map(|(at, _)| day(at)).collect())
}

fn place() -> impl Strategy<Value = Point> {
    (0_i64..30_000, 0_i64..30_000).prop_map(|(x, y)| Point { x, y })
}

prop_compose! {
    fn show(at: usize)(
        performances in 0_u32..3,
        cost in 1_i64..5,
        days in days(6),
        from in place(),
        height in prop::option::of(300_i64..600),
        shared in prop::bool::weighted(0.3),
    ) -> Show {
        Show {
            code: format!("s{at}"),
            title: format!("Show {at}"),
            institution: String::new(),
            crew: if shared { "together".to_owned() } else { String::new() },
            from,
            performances,
            cost_cents: cost * 100_000,
            days,
            needs: Needs { height_cm: height, ..Needs::default() },
        }
    }
}

prop_compose! {
    fn commune(at: usize)(
        territory in 0..2,
        served in prop::collection::vec(2020_i16..2026, 0..2),
        at_place in place(),
        first in days(6),
        second in days(6),
        height in prop::option::of(350_i64..700),
        wishes in Just(vec![0, 1, 2]).prop_shuffle(),
        wished in 0_usize..4,
        named in prop::bool::ANY,
    ) -> Commune {
        let hall = |code: &str, height_cm, days| Hall { code: code.into(), height_cm, days, ..Hall::default() };
        Commune {
            code: format!("c{at}"),
            name: format!("Commune {at}"),
            territory: format!("t{territory}"),
            at: at_place,
            served,
            halls: vec![hall("a", height, first), hall("b", Some(400), second)],
            wishes: wishes
                .into_iter()
                .take(wished)
                .enumerate()
                .map(|(rank, show)| Wish {
                    show: format!("s{show}"),
                    rank: rank as u32 + 1,
                    halls: if named { vec!["b".into()] } else { Vec::new() },
                })
                .collect(),
        }
    }
}

prop_compose! {
    fn edition()(
        shows in (show(0), show(1), show(2)),
        communes in (commune(0), commune(1), commune(2), commune(3), commune(4)),
        budget in prop::option::of(0_i64..12),
        km in prop::option::of(0_i64..25),
        row in prop::option::of(1_u32..3),
        forbid in prop::option::of((0_usize..5, prop::option::of(0_usize..3), prop::option::of(0_usize..6))),
        pin in prop::option::of((0_usize..5, 0_usize..3, prop::option::of(0_usize..6))),
    ) -> Instance {
        Instance {
            title: String::new(),
            year: 2026,
            seed: "drawn".into(),
            budget_cents: budget.map(|budget| budget * 100_000),
            crews: CrewRules { next_day_km: km, days_in_a_row: row },
            shows: vec![shows.0, shows.1, shows.2],
            communes: vec![communes.0, communes.1, communes.2, communes.3, communes.4],
            pins: pin
                .map(|(commune, show, at)| Pin {
                    commune: format!("c{commune}"), show: format!("s{show}"), hall: None, day: at.map(day),
                })
                .into_iter()
                .collect(),
            forbids: forbid
                .map(|(commune, show, at)| Forbid {
                    commune: Some(format!("c{commune}")), show: show.map(|show| format!("s{show}")),
                    hall: None, day: at.map(day),
                })
                .into_iter()
                .collect(),
        }
    }
}

/// Every set of performances, one commune after the other, kept when the check finds no fault. Only the check judges.
fn every_plan(instance: &Instance, seen: &mut dyn FnMut(&Plan)) {
    fn go(instance: &Instance, at: usize, made: &mut Vec<Performance>, seen: &mut dyn FnMut(&Plan)) {
        let Some(commune) = instance.communes.get(at) else {
            let plan = Plan { performances: made.clone() };
            if check(instance, &plan).is_ok() {
                seen(&plan);
            }
            return;
        };
        go(instance, at + 1, made, seen);
        for show in &instance.shows {
            for hall in &commune.halls {
                for day in &hall.days {
                    let one = Performance {
                        show: show.code.clone(),
                        commune: commune.code.clone(),
                        hall: hall.code.clone(),
                        day: *day,
                    };
                    // Alone against the rules first, pins aside: what can't be alone can't be among others.
                    let mut without = instance.clone();
                    without.pins.retain(|pin| pin.commune == commune.code && pin.show == show.code);
                    if check(&without, &Plan { performances: vec![one.clone()] }).is_err() {
                        continue;
                    }
                    let clash = made.iter().any(|other| {
                        let crew = |code: &str| instance.show(code).map(|show| show.crew().to_owned());
                        other.day == one.day && crew(&other.show) == crew(&one.show)
                    });
                    if !clash {
                        made.push(one);
                        go(instance, at + 1, made, seen);
                        made.pop();
                    }
                }
            }
        }
    }
    go(instance, 0, &mut Vec::new(), seen);
}

fn with_kept(instance: &Instance, plan: &Plan, previous: &Plan) -> Vec<i64> {
    let mut all = objective(instance, plan);
    all[6] = plan
        .performances
        .iter()
        .filter(|one| previous.of_commune(&one.commune).is_some_and(|before| before.show == one.show))
        .count() as i64;
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn no_plan_is_better(instance in edition()) {
        let mut best: Option<Vec<i64>> = None;
        every_plan(&instance, &mut |plan| best = best.clone().max(Some(objective(&instance, plan))));
        match plan(&instance, &Limits::default()) {
            Ok(outcome) => {
                prop_assert!(outcome.proven);
                let checked = check(&instance, &outcome.plan).map_err(|faults| TestCaseError::fail(format!("{faults:?}")))?;
                prop_assert_eq!(&checked.objective, &outcome.objective);
                prop_assert_eq!(Some(outcome.objective), best);
            }
            Err(trouble) => prop_assert_eq!(None, best, "{}", trouble),
        }
    }

    #[test]
    fn no_repair_keeps_more(instance in edition(), closed in 0_usize..3) {
        let mut instance = instance;
        instance.pins.clear();
        let Ok(before) = plan(&instance, &Limits::default()) else { return Ok(()) };
        let mut changed = instance.clone();
        changed.shows[closed].performances = changed.shows[closed].performances.saturating_sub(1);
        let mut best: Option<Vec<i64>> = None;
        every_plan(&changed, &mut |plan| best = best.clone().max(Some(with_kept(&changed, plan, &before.plan))));
        let outcome = repair(&changed, &before.plan, &Limits::default()).map_err(|trouble| TestCaseError::fail(trouble.to_string()))?;
        prop_assert!(check(&changed, &outcome.plan).is_ok());
        prop_assert_eq!(Some(with_kept(&changed, &outcome.plan, &before.plan)), best.clone());
        prop_assert_eq!(Some(outcome.objective), best);
    }

    #[test]
    fn the_order_of_the_document_changes_nothing(instance in edition()) {
        let first = plan(&instance, &Limits::default());
        let mut turned = instance.clone();
        turned.shows.reverse();
        turned.communes.reverse();
        let second = plan(&turned, &Limits::default());
        match (first, second) {
            (Ok(first), Ok(second)) => {
                prop_assert_eq!(&first.objective, &second.objective);
                prop_assert_eq!(first.plan, second.plan);
            }
            (first, second) => prop_assert_eq!(first.is_ok(), second.is_ok()),
        }
    }
}

#[test]
fn a_plan_of_nothing_keeps_every_rule_but_pins() {
    let mut instance = Instance::sample(1, 3, 5, 40);
    assert_eq!(check(&instance, &Plan::default()).expect("nothing breaks no rule").performances, 0);
    instance.pins.push(Pin { commune: "c000".into(), show: "s00".into(), hall: None, day: None });
    assert_eq!(check(&instance, &Plan::default()).expect_err("the pin is not kept").len(), 1);
}

#[test]
fn every_rule_broken_is_named() {
    let instance = Instance::sample(2, 5, 30, 100);
    let made = plan(&instance, &Limits::default()).expect("a plan").plan;
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    let mut broken = made.clone();
    let mut twice = broken.performances[0].clone();
    twice.day = day(99);
    broken.performances.push(twice);
    broken.performances[1].hall = "nowhere".into();
    broken.performances[2].show = "nothing".into();
    for fault in check(&instance, &broken).expect_err("broken") {
        let kind = serde_json::to_value(&fault).expect("json")["fault"].as_str().unwrap_or_default().to_owned();
        *kinds.entry(kind).or_default() += 1;
    }
    assert_eq!(kinds.get("unknown"), Some(&2));
    assert_eq!(kinds.get("twice"), Some(&1));
}
