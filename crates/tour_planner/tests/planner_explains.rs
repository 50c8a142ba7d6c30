//! Limits that state their gap, reasons that are true, repairs that keep.

use jiff::civil::date;
use tour_planner::{
    Change, Commune, Criterion, Explanation, Hall, Instance, Limits, Needs, Performance, Pin, Plan, Point, Reason,
    Show, Wish, check, compare, explain, lacks, objective, plan, repair,
};

#[test]
fn an_edition_of_full_size_is_proved_best() {
    for seed in 1..=5 {
        let outcome = plan(&Instance::sample(seed, 14, 77, 200), &Limits::default()).expect("a plan");
        assert!(outcome.proven && outcome.gap.is_none());
    }
}

#[test]
fn a_search_that_is_stopped_says_what_is_left_open() {
    let instance = Instance::sample(1, 20, 150, 200);
    let whole = plan(&instance, &Limits::default()).expect("a plan");
    assert!(whole.proven);
    for nodes in [0, 1, 3, 8, 11] {
        let outcome = plan(&instance, &Limits { nodes }).expect("a plan");
        assert!(check(&instance, &outcome.plan).is_ok(), "{nodes}");
        assert!(!outcome.proven, "{nodes}");
        let gap = outcome.gap.expect("a gap");
        assert!(gap.value <= gap.at_most, "{gap:?}");
        // What is said of the criterion in hand holds of the best plan, and those before it are proved.
        let at = tour_planner::CRITERIA.iter().position(|one| *one == gap.criterion).expect("a place");
        assert_eq!(outcome.objective[..at], whole.objective[..at], "{nodes}");
        assert!(whole.objective[at] <= gap.at_most, "{gap:?} {:?}", whole.objective);
    }
}

#[test]
fn the_same_search_ends_the_same() {
    let instance = Instance::sample(3, 10, 60, 100);
    let first = plan(&instance, &Limits::default()).expect("a plan");
    assert_eq!(first, plan(&instance, &Limits::default()).expect("a plan"));
    let text = serde_json::to_string(&instance).expect("json");
    let read: Instance = serde_json::from_str(&text).expect("an instance");
    assert_eq!(first, plan(&read, &Limits::default()).expect("a plan"));
}

#[test]
fn every_wish_not_met_has_a_reason_that_is_true() {
    let limits = Limits::default();
    let instance = Instance::sample(4, 8, 30, 60);
    let best = plan(&instance, &limits).expect("a plan");
    let told = explain(&instance, &best.plan, None, &limits);
    let wishes: usize = instance.communes.iter().map(|commune| commune.wishes.len()).sum();
    assert_eq!(told.len(), wishes - best.plan.performances.len());
    let mut forced = 0;
    for one in &told {
        let commune = instance.commune(&one.commune).expect("a commune");
        let show = instance.show(&one.show).expect("a show");
        match &one.reason {
            Reason::HallsUnfit { halls } => {
                assert_eq!(halls.len(), commune.halls.len());
                assert!(commune.halls.iter().all(|hall| !lacks(&show.needs, hall).is_empty()));
            }
            Reason::NoCommonDay => {
                let fit = commune.halls.iter().filter(|hall| lacks(&show.needs, hall).is_empty());
                assert!(fit.into_iter().all(|hall| hall.days.iter().all(|day| !show.days.contains(day))));
            }
            Reason::BetterWish { show, rank } => {
                assert!(*rank < one.rank);
                assert_eq!(&best.plan.of_commune(&one.commune).expect("served").show, show);
            }
            Reason::Full { criterion, .. } | Reason::Rivals { criterion } => {
                forced += 1;
                // Planned again with the wish pinned, without the search that explained: no better, and worse first by
                // the criterion named.
                let mut pinned = instance.clone();
                pinned.pins.push(Pin { commune: one.commune.clone(), show: one.show.clone(), hall: None, day: None });
                let other = plan(&pinned, &limits).expect("a plan");
                assert!(objective(&instance, &other.plan) < best.objective, "{one:?}");
                let cost = one.cost.as_ref().expect("a cost");
                assert_eq!(cost.worse.map(|(criterion, ..)| criterion), *criterion);
                let named = criterion.expect("a criterion");
                let fair = tour_planner::CRITERIA.iter().take_while(|one| **one != Criterion::Kept).count();
                let differs = objective(&instance, &other.plan)[..fair] != best.objective[..fair];
                assert_eq!(differs, named < Criterion::Kept, "{one:?}");
                if one.changes.iter().any(|change| matches!(change, Change::OneMore { .. })) {
                    let mut more = instance.clone();
                    let show = more.shows.iter_mut().find(|show| show.code == one.show).expect("a show");
                    show.performances += 1;
                    let cost = show.cost_cents;
                    more.budget_cents = more.budget_cents.map(|budget| budget + cost);
                    let repaired = repair(&more, &best.plan, &limits).expect("a plan");
                    assert_eq!(repaired.plan.of_commune(&one.commune).expect("served").show, one.show);
                }
            }
            other => panic!("{other:?}"),
        }
    }
    assert!(forced > 5, "{forced}");
}

#[test]
fn a_repair_with_nothing_changed_changes_nothing() {
    let instance = Instance::sample(5, 14, 77, 200);
    let before = plan(&instance, &Limits::default()).expect("a plan");
    let after = repair(&instance, &before.plan, &Limits::default()).expect("a plan");
    assert_eq!(before.plan, after.plan);
    let same = compare(&instance, &before.plan, &after.plan);
    assert_eq!(same.same, before.plan.performances.len());

    // A crew falls ill for a month: the others keep their evenings.
    let mut ill = instance.clone();
    let closed = before.plan.performances[0].clone();
    let month = closed.day.first_of_month();
    let show = ill.shows.iter_mut().find(|show| show.code == closed.show).expect("a show");
    show.days.retain(|day| day.first_of_month() != month);
    let after = repair(&ill, &before.plan, &Limits::default()).expect("a plan");
    assert!(check(&ill, &after.plan).is_ok());
    let differs = compare(&ill, &before.plan, &after.plan);
    let fresh = compare(&ill, &before.plan, &plan(&ill, &Limits::default()).expect("a plan").plan);
    assert!(differs.same >= fresh.same && differs.same + 8 >= before.plan.performances.len(), "{}", differs.same);
}

/// One show, wished first by one commune and second by another.
fn two(performances: u32, budget_cents: Option<i64>) -> Instance {
    let days = vec![date(2026, 10, 1), date(2026, 10, 8)];
    let commune = |code: &str, rank| Commune {
        code: code.into(),
        name: code.into(),
        territory: "t".into(),
        at: Point { x: 0, y: 0 },
        served: Vec::new(),
        halls: vec![Hall { code: "h".into(), days: days.clone(), ..Hall::default() }],
        wishes: vec![Wish { show: "s".into(), rank, halls: Vec::new() }],
    };
    Instance {
        title: String::new(),
        year: 2026,
        seed: "drawn".into(),
        budget_cents,
        crews: Default::default(),
        communes: vec![commune("first", 1), commune("second", 2)],
        shows: vec![Show {
            code: "s".into(),
            title: "Show".into(),
            institution: String::new(),
            crew: String::new(),
            from: Point { x: 0, y: 0 },
            performances,
            cost_cents: 420_000,
            days,
            needs: Needs::default(),
        }],
        pins: Vec::new(),
        forbids: Vec::new(),
    }
}

fn told(instance: &Instance, plan: &Plan, previous: Option<&Plan>, commune: &str) -> Explanation {
    let told = explain(instance, plan, previous, &Limits::default());
    told.into_iter().find(|one| one.commune == commune).expect("not met")
}

fn by_officers(told: &Explanation) -> bool {
    told.reason == Reason::Pins || told.changes.contains(&Change::Officers)
}

#[test]
fn pins_are_the_reason_only_where_there_are_pins() {
    // The show alone costs more than there is.
    let poor = two(2, Some(300_000));
    let made = plan(&poor, &Limits::default()).expect("a plan").plan;
    let one = told(&poor, &made, None, "first");
    assert_eq!(one.reason, Reason::OverBudget { cost_cents: 420_000, budget_cents: 300_000 });
    assert!(!by_officers(&one), "{one:?}");

    // It is not played at all; once more would do.
    let none = two(0, None);
    let made = plan(&none, &Limits::default()).expect("a plan").plan;
    let one = told(&none, &made, None, "first");
    assert_eq!(one.reason, Reason::NoPerformance);
    assert!(!by_officers(&one) && one.changes.contains(&Change::OneMore { cost_cents: 420_000 }), "{one:?}");

    // There is a pin, and it took the only performance, or the money for one.
    for mut pinned in [two(1, None), two(2, Some(500_000))] {
        pinned.pins = vec![Pin { commune: "second".into(), show: "s".into(), hall: None, day: None }];
        let made = plan(&pinned, &Limits::default()).expect("a plan").plan;
        assert!(by_officers(&told(&pinned, &made, None, "first")));
    }
}

#[test]
fn only_a_repair_keeps_what_was_settled() {
    let instance = two(1, None);
    let given = |commune: &str| Plan {
        performances: vec![Performance {
            show: "s".into(),
            commune: commune.into(),
            hall: "h".into(),
            day: date(2026, 10, 1),
        }],
    };
    let to = vec!["second".to_owned()];
    let reason = |criterion| Reason::Full { to: to.clone(), criterion };
    // A fresh plan that serves the second wish is one whose search stopped: nothing decided for it.
    assert_eq!(told(&instance, &given("second"), None, "first").reason, reason(None));
    // A repair keeps what was there before it looks at wishes.
    let repaired = repair(&instance, &given("second"), &Limits::default()).expect("a plan").plan;
    assert_eq!(repaired, given("second"));
    assert_eq!(told(&instance, &repaired, Some(&given("second")), "first").reason, reason(Some(Criterion::Kept)));
    // It says so of nothing that was not there before.
    assert_eq!(told(&instance, &given("second"), Some(&given("first")), "first").reason, reason(None));
}
