//! Limits that bound the work: editions no search proves, stopped where they were told to stop.

use jiff::civil::{Date, date};
use tour_planner::{
    Commune, CrewRules, Hall, Instance, Limits, Needs, Pin, Point, Reason, Show, Trouble, Wish, check, explain, plan,
};

/// One show to be played on every day there is, in communes of one hall each.
fn tight(days: usize, next_day_km: i64, places: &[Point]) -> Instance {
    let mut calendar: Vec<Date> = vec![date(2026, 10, 1)];
    while calendar.len() < days {
        calendar.extend(calendar.last().and_then(|day| day.tomorrow().ok()));
    }
    let communes = places
        .iter()
        .enumerate()
        .map(|(at, place)| Commune {
            code: format!("c{at:02}"),
            name: format!("Commune {at}"),
            territory: "t".into(),
            at: *place,
            served: Vec::new(),
            halls: vec![Hall { code: "h".into(), days: calendar.clone(), ..Hall::default() }],
            wishes: vec![Wish { show: "s".into(), rank: 1, halls: Vec::new() }],
        })
        .collect();
    Instance {
        title: String::new(),
        year: 2026,
        seed: "drawn".into(),
        budget_cents: None,
        crews: CrewRules { next_day_km: Some(next_day_km), days_in_a_row: None },
        shows: vec![Show {
            code: "s".into(),
            title: "Show".into(),
            institution: String::new(),
            crew: String::new(),
            from: Point { x: 0, y: 0 },
            performances: days as u32,
            cost_cents: 0,
            days: calendar,
            needs: Needs::default(),
        }],
        communes,
        pins: Vec::new(),
        forbids: Vec::new(),
    }
}

/// Sixty places at random in 36 by 26 km.
fn spread() -> Vec<Point> {
    let mut state = 7_u64;
    let mut below = |limit: i64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as i64 % limit
    };
    (0..60).map(|_| Point { x: below(36_000), y: below(26_000) }).collect()
}

/// A board of six by six places 10 km apart without two opposite corners: who goes 10 km a day goes from white to
/// black and back, and there are two more of one than of the other. Nobody can be everywhere, and no search for it ends.
fn board() -> Vec<Point> {
    let all = (0..36).map(|at| (at % 6, at / 6)).filter(|(x, y)| (*x, *y) != (0, 0) && (*x, *y) != (5, 5));
    all.map(|(x, y)| Point { x: x * 10_000, y: y * 10_000 }).collect()
}

#[test]
fn few_nodes_take_little_work_and_leave_a_plan() {
    for (days, km, nodes) in [(16, 8, 2), (16, 3, 1), (20, 5, 1)] {
        let instance = tight(days, km, &spread());
        let limits = Limits { nodes };
        let outcome = plan(&instance, &limits).expect("a plan");
        assert!(!outcome.proven, "{days} days, {km} km");
        // What fills a plan and gives it its days is counted apart.
        assert!(outcome.work < limits.work() * 2, "{days} days, {km} km: {}", outcome.work);
        let gap = outcome.gap.expect("a gap");
        assert!(gap.value < gap.at_most, "{gap:?}");
        // Every second day can always be played.
        let made = check(&instance, &outcome.plan).expect("every rule holds").performances;
        assert!(made >= days / 2, "{days} days, {km} km: {made}");
        assert_eq!(outcome, plan(&instance, &limits).expect("a plan"));
    }
}

#[test]
fn a_crew_whose_search_is_given_up_proves_nothing() {
    let instance = tight(34, 10, &board());
    let limits = Limits { nodes: 1 };
    let outcome = plan(&instance, &limits).expect("a plan");
    let made = check(&instance, &outcome.plan).expect("every rule holds").performances;
    assert!((17..34).contains(&made), "{made}");
    let gap = outcome.gap.expect("a gap");
    assert!(!outcome.proven && gap.value == made as i64 && gap.at_most == 34, "{gap:?}");
    // What was not found is said not to be found, not to be impossible.
    let told = explain(&instance, &outcome.plan, None, &limits);
    assert_eq!(told.len(), 34 - made);
    assert!(told.iter().all(|one| one.reason == Reason::NotFound), "{told:?}");

    let mut pinned = instance.clone();
    let pin = |one: &Commune| Pin { commune: one.code.clone(), show: "s".into(), hall: None, day: None };
    pinned.pins = instance.communes.iter().map(pin).collect();
    assert!(matches!(plan(&pinned, &limits), Err(Trouble::PinsNotFound { .. })));
}

#[test]
fn what_ordinary_editions_take_is_far_from_the_limit() {
    for (seed, shows, communes, days) in [(1, 14, 77, 200), (2, 14, 77, 30), (3, 14, 77, 30), (1, 20, 150, 200)] {
        let limits = Limits::default();
        let outcome = plan(&Instance::sample(seed, shows, communes, days), &limits).expect("a plan");
        assert!(outcome.proven);
        assert!(outcome.work * 10 < limits.work(), "{}", outcome.work);
    }
}
