//! A hall typed, drawn, imported, and its best places against brute force.

use std::collections::BTreeSet;

use proptest::prelude::*;
use seating_plan::typed::FaultKind;
use seating_plan::{PITCH, Party, Plan, SeatKind, Unsound, best, drawing, pretix, typed};

fn ids(plan: &Plan) -> Vec<String> {
    plan.seats().map(|placed| placed.seat.id.clone()).collect()
}

#[test]
fn a_town_hall_types_its_hall() {
    let plan = typed::read("A: 1-12 | B: 1-14\nC: 1-6 _ 7-12\nPMR: 1-4w 5-6c # platform\n").unwrap();
    assert_eq!(plan.places(), 12 + 14 + 12 + 6);
    assert_eq!(plan.places_of(SeatKind::Wheelchair), 4);
    assert_eq!(plan.places_of(SeatKind::Companion), 2);
    let sixth = plan.seat("C-6").unwrap().seat.x;
    let seventh = plan.seat("C-7").unwrap().seat.x;
    assert_eq!(seventh - sixth, 2 * PITCH, "an aisle of one seat");
    assert_eq!(plan.seat("A-1").unwrap().seat.x, -plan.seat("A-12").unwrap().seat.x, "rows are centred");
    assert_eq!(plan.seat("B-1").unwrap().seat.y, PITCH);
}

#[test]
fn zones_categories_rows_in_one_line_and_old_numbering() {
    let text = "A-C: 1-4\n[Balcon ; 2e série]\nA (1re série): 1-3 4r\npairs et impairs\nB: 1-6\nC: 5-1i _ 2-6p\n\
                numérotation continue\nD: 1-2";
    let plan = typed::read(text).unwrap();
    assert_eq!(plan.places(), 12 + 4 + 6 + 6 + 2);
    assert_eq!(plan.categories(), ["", "1re série", "2e série"]);
    assert_eq!(plan.seat("balcon-A-4").unwrap().seat.kind, SeatKind::RestrictedView);
    let numbers =
        |row: usize| -> Vec<&str> { plan.zones[1].rows[row].seats.iter().map(|seat| seat.number.as_str()).collect() };
    assert_eq!(numbers(1), ["5", "3", "1", "2", "4", "6"]);
    assert_eq!(numbers(2), ["5", "3", "1", "2", "4", "6"]);
    assert_eq!(numbers(3), ["1", "2"]);
}

#[test]
fn each_fault_is_told_with_its_line() {
    let cases = [
        ("", 0, FaultKind::Empty),
        ("# nothing", 0, FaultKind::Empty),
        ("A: 1-4\nB 1-4", 2, FaultKind::NoColon),
        (": 1-4", 1, FaultKind::NoName),
        ("A:", 1, FaultKind::NoSeat),
        ("A: _ _", 1, FaultKind::NoSeat),
        ("A: one", 1, FaultKind::NotSeats),
        ("A: 1-4x", 1, FaultKind::NotSeats),
        ("A: 1-4-6", 1, FaultKind::NotSeats),
        ("A: 1-99999", 1, FaultKind::NotSeats),
        ("A: 1-4 3", 1, FaultKind::SeatTwice),
        ("A: 1-4\nA: 5-8", 2, FaultKind::RowTwice),
        ("H-A: 1-4", 1, FaultKind::NotRows),
        ("1-900: 1-4", 1, FaultKind::NotRows),
        ("1-100: 1-99", 1, FaultKind::TooMany),
    ];
    for (text, line, what) in cases {
        let fault = typed::read(text).unwrap_err();
        assert_eq!((fault.line, fault.what), (line, what), "{text:?} gave {fault}");
    }
}

#[test]
fn two_zones_of_one_name_cannot_hide_a_seat() {
    let fault = typed::read("[Salle]\nA: 1-2\n[salle]\nA: 1-2").unwrap_err();
    assert_eq!(fault.what, FaultKind::SeatTwice);
}

#[test]
fn a_drawing_has_a_title_no_style_and_no_way_out_of_text() {
    let plan = typed::read("[<b>]\nA: 1-3\nPMR: 1w").unwrap();
    let words = drawing::Words { title: "Salle \"A\" & B", description: "4 places", stage: "Scène" };
    let svg = drawing::svg(&plan, "p l-1", &words, &|_| "seat-free", &|placed| format!("<{}>", placed.seat.id));
    assert!(
        svg.contains("role=\"img\"") && svg.contains("<title id=\"pl-1-title\">Salle &quot;A&quot; &amp; B</title>")
    );
    assert!(!svg.contains("style") && !svg.contains("<b>"));
    assert_eq!(svg.matches("<rect").count(), 4);
    assert_eq!(svg.matches("seat-wheelchair").count(), 1);
    let mut reader = 0;
    for part in svg.split('<').skip(1) {
        reader += i32::from(!part.starts_with('/')) - i32::from(part.starts_with('/'));
        reader -= i32::from(part.split('>').next().unwrap().ends_with('/'));
    }
    assert_eq!(reader, 0, "every element is closed");
}

const PRETIX: &str = r##"{
    "name": "Petite salle", "size": {"width": 400, "height": 300},
    "categories": [{"name": "Parterre", "color": "#112233"}, {"name": "PMR", "color": "#445566"}],
    "zones": [{
        "name": "Salle", "position": {"x": 10, "y": 20}, "zone_id": "z1", "uuid": "8", "areas": [],
        "rows": [
            {"row_number": "A", "row_number_position": "start", "position": {"x": 0, "y": 0}, "seats": [
                {"seat_guid": "A-3", "seat_number": "3", "position": {"x": 60, "y": 0}, "category": "Parterre"},
                {"seat_guid": "A-2", "seat_number": "2", "position": {"x": 30.0, "y": 0}, "category": "Parterre"},
                {"seat_guid": "A-1", "seat_number": "1", "position": {"x": 0, "y": 0}, "category": "Parterre"}]},
            {"row_number": "B", "position": {"x": 0, "y": 30}, "seats": [
                {"seat_guid": "B-1", "seat_number": "1", "position": {"x": 0, "y": 0}, "category": "PMR"},
                {"seat_guid": "B-2", "seat_number": "2", "position": {"x": 60, "y": 0}, "category": "Parterre"}]}]
    }]
}"##;

#[test]
fn a_plan_of_pretix_is_read_where_its_seats_stand() {
    let plan = pretix::read(PRETIX).unwrap();
    assert_eq!(ids(&plan), ["A-1", "A-2", "A-3", "B-1", "B-2"]);
    let at = |id: &str| plan.seat(id).map(|placed| (placed.seat.x, placed.seat.y)).unwrap();
    assert_eq!(at("A-1"), (-100, 0));
    assert_eq!(at("A-3"), (100, 0));
    assert_eq!(at("B-2"), (100, 100));
    assert_eq!(plan.seat("B-1").unwrap().seat.kind, SeatKind::Wheelchair);
    assert!(matches!(pretix::read("{}"), Err(pretix::Refused::NotAPlan(_))));
    let twice = PRETIX.replace("\"A-2\"", "\"A-1\"");
    assert!(matches!(pretix::read(&twice), Err(pretix::Refused::Unsound(Unsound::Twice(_)))));
    let unknown = PRETIX.replace("\"category\": \"PMR\"", "\"category\": \"Loge\"");
    assert!(matches!(pretix::read(&unknown), Err(pretix::Refused::UnknownCategory { .. })));
}

fn found(plan: &Plan, taken: &[&str], party: &Party) -> Option<Vec<String>> {
    best(plan, &|seat| !taken.contains(&seat), party)
}

#[test]
fn the_middle_of_the_front_comes_first() {
    let plan = typed::read("A-D: 1-9").unwrap();
    assert_eq!(found(&plan, &[], &Party::of(1)).unwrap(), ["A-5"]);
    assert_eq!(found(&plan, &[], &Party::of(3)).unwrap(), ["A-4", "A-5", "A-6"]);
    assert_eq!(found(&plan, &[], &Party::of(9)).unwrap().len(), 9);
    assert_eq!(found(&plan, &[], &Party::of(37)), None);
}

#[test]
fn no_seat_is_left_alone_when_that_can_be_avoided() {
    let plan = typed::read("A: 1-5").unwrap();
    // In the middle 2-4 would leave 1 and 5 alone.
    assert_eq!(found(&plan, &[], &Party::of(3)).unwrap(), ["A-1", "A-2", "A-3"]);
    // Four of five leave one alone whatever one does.
    assert_eq!(found(&plan, &[], &Party::of(4)).unwrap(), ["A-1", "A-2", "A-3", "A-4"]);
}

#[test]
fn a_party_that_must_part_leaves_nobody_by_themselves() {
    let plan = typed::read("A: 1-4\nB: 1-4").unwrap();
    let five = found(&plan, &[], &Party::of(5)).unwrap();
    let in_a = five.iter().filter(|id| id.starts_with('A')).count();
    assert!(in_a == 2 || in_a == 3, "{five:?}");
}

#[test]
fn a_wheelchair_and_its_companion_sit_side_by_side() {
    let plan = typed::read("A: 1-6\nPMR: 1w 2c _ 3w 4c\nC: 1w 2-4").unwrap();
    let two = |seats| Party { seats, wheelchairs: 1, companions: 1, category: None };
    assert_eq!(found(&plan, &[], &two(0)).unwrap(), ["PMR-1", "PMR-2"]);
    assert_eq!(found(&plan, &["PMR-2"], &two(0)).unwrap(), ["PMR-3", "PMR-4"]);
    assert_eq!(found(&plan, &["PMR-2", "PMR-4"], &two(0)).unwrap(), ["C-1", "C-2"]);
    assert_eq!(found(&plan, &[], &two(2)).unwrap(), ["C-1", "C-2", "C-3", "C-4"], "all four side by side");
    let three = Party { seats: 0, wheelchairs: 3, companions: 3, category: None };
    assert_eq!(found(&plan, &[], &three).unwrap().len(), 6);
    let four = Party { seats: 0, wheelchairs: 4, companions: 0, category: None };
    assert_eq!(found(&plan, &[], &four), None, "there are three such places");
    assert!(found(&plan, &[], &Party::of(10)).is_none(), "places for wheelchairs are kept for them");
}

#[test]
fn a_category_is_kept_to() {
    let plan = typed::read("A (1re série): 1-4\nB (2e série): 1-4").unwrap();
    let second = Party { category: Some("2e série".to_owned()), ..Party::of(2) };
    assert!(found(&plan, &[], &second).unwrap().iter().all(|id| id.starts_with('B')));
    assert_eq!(found(&plan, &["B-1", "B-3", "B-4"], &second), None);
    // A platform of the second category ends in seats that see less: who paid for the first is not put there.
    let plan = typed::read("A (1re série): 1-4\nPMR (2e série): 1w 2c 3-4r").unwrap();
    let first = Party { seats: 2, wheelchairs: 1, companions: 1, category: Some("1re série".to_owned()) };
    let given = found(&plan, &[], &first).unwrap();
    assert_eq!(given.iter().filter(|id| id.starts_with('A')).count(), 2, "{given:?}");
}

#[test]
fn a_large_hall_where_nobody_can_sit_together_has_an_answer() {
    let plan = typed::read("1-50: 1-40 _ 41-80").unwrap();
    // Every other seat is taken: nobody sits together.
    let taken: BTreeSet<String> = plan
        .seats()
        .filter(|placed| placed.seat.number.parse::<u32>().unwrap().is_multiple_of(2))
        .map(|placed| placed.seat.id.clone())
        .collect();
    assert_eq!(best(&plan, &|seat| !taken.contains(seat), &Party::of(10)).unwrap().len(), 10);
}

/// A hall of at most three rows, with an aisle here and there, some seats taken.
fn halls() -> impl Strategy<Value = (Plan, Vec<bool>)> {
    let row = (1usize..7, prop::option::of(1usize..6)).prop_map(|(seats, aisle)| match aisle {
        Some(after) if after < seats => format!("1-{after} _ {}-{seats}", after + 1),
        _ => format!("1-{seats}"),
    });
    prop::collection::vec(row, 1..4).prop_flat_map(|rows| {
        let text: Vec<String> = rows.iter().enumerate().map(|(at, row)| format!("{}: {row}", at + 1)).collect();
        let plan = typed::read(&text.join("\n")).expect("a hall");
        let places = plan.places();
        (Just(plan), prop::collection::vec(prop::bool::weighted(0.7), places))
    })
}

/// Runs of free neighbours, as positions in the plan's order; the straightforward way.
fn runs(plan: &Plan, free: &[bool]) -> Vec<Vec<usize>> {
    let mut runs: Vec<Vec<usize>> = Vec::new();
    let mut at = 0;
    for row in plan.zones.iter().flat_map(|zone| &zone.rows) {
        let mut run: Vec<usize> = Vec::new();
        let mut last_x = None;
        for seat in &row.seats {
            if last_x.is_some_and(|x| seat.x - x > PITCH) || !free[at] {
                runs.push(std::mem::take(&mut run));
            }
            if free[at] {
                run.push(at);
            }
            last_x = Some(seat.x);
            at += 1;
        }
        runs.push(run);
    }
    runs.retain(|run| !run.is_empty());
    runs
}

/// Seats alone, that were not alone before.
fn new_orphans(plan: &Plan, free: &[bool], chosen: &[usize]) -> usize {
    let lone = |free: &[bool]| -> BTreeSet<usize> {
        runs(plan, free).into_iter().filter(|run| run.len() == 1).map(|run| run[0]).collect()
    };
    let before = lone(free);
    let mut after = free.to_vec();
    chosen.iter().for_each(|at| after[*at] = false);
    lone(&after).difference(&before).count()
}

fn groups(plan: &Plan, chosen: &[usize]) -> usize {
    let mut only = vec![false; plan.places()];
    chosen.iter().for_each(|at| only[*at] = true);
    runs(plan, &only).len()
}

/// Every way to choose `n` of these.
fn choices(of: &[usize], n: usize) -> Vec<Vec<usize>> {
    match (n, of.split_first()) {
        (0, _) => vec![Vec::new()],
        (_, None) => Vec::new(),
        (_, Some((first, rest))) => {
            let mut all: Vec<Vec<usize>> = choices(rest, n - 1)
                .into_iter()
                .map(|mut more| {
                    more.insert(0, *first);
                    more
                })
                .collect();
            all.extend(choices(rest, n));
            all
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn as_good_as_trying_everything((plan, free) in halls(), people in 1usize..6) {
        let names = ids(&plan);
        let left: Vec<usize> = (0..free.len()).filter(|at| free[*at]).collect();
        let answer = best(&plan, &|id| free[names.iter().position(|name| name == id).unwrap()], &Party::of(people));
        let Some(answer) = answer else {
            prop_assert!(left.len() < people, "it said no though {} seats are free", left.len());
            return Ok(());
        };
        let chosen: Vec<usize> =
            answer.iter().map(|id| names.iter().position(|name| name == id).unwrap()).collect();
        let distinct: BTreeSet<usize> = chosen.iter().copied().collect();
        prop_assert_eq!(distinct.len(), people);
        prop_assert!(chosen.iter().all(|at| free[*at]));
        let cost = |some: &[usize]| -> i64 {
            let seats: Vec<_> = plan.seats().collect();
            some.iter().map(|at| i64::from(seats[*at].seat.x).pow(2) + i64::from(seats[*at].seat.y).pow(2)).sum()
        };
        let all = choices(&left, people);
        let fewest = all.iter().map(|some| groups(&plan, some)).min().unwrap();
        prop_assert_eq!(groups(&plan, &chosen), fewest, "as few groups as can be");
        if fewest == 1 {
            let least = all
                .iter()
                .filter(|some| groups(&plan, some) == 1)
                .map(|some| (new_orphans(&plan, &free, some), cost(some)))
                .min()
                .unwrap();
            prop_assert_eq!((new_orphans(&plan, &free, &chosen), cost(&chosen)), least);
        }
    }

    #[test]
    fn a_companion_is_beside_whenever_a_place_beside_is_free(
        rows in prop::collection::vec(prop::collection::vec((0u8..4, prop::bool::weighted(0.6)), 1..6), 1..4),
    ) {
        let kind = |kind: u8| ["", "w", "c", "r"][usize::from(kind)];
        let row = |(at, row): (usize, &Vec<(u8, bool)>)| {
            let seats: Vec<String> =
                row.iter().enumerate().map(|(number, (of, _))| format!("{}{}", number + 1, kind(*of))).collect();
            format!("{}: {}", at + 1, seats.join(" "))
        };
        let text: Vec<String> = rows.iter().enumerate().map(row).collect();
        let plan = typed::read(&text.join("\n")).expect("a hall");
        let free: BTreeSet<String> = ids(&plan)
            .into_iter()
            .zip(rows.iter().flatten())
            .filter(|(_, (_, free))| *free)
            .map(|(id, _)| id)
            .collect();
        let party = Party { seats: 0, wheelchairs: 1, companions: 1, category: None };
        let answer = best(&plan, &|seat| free.contains(seat), &party);
        // The straightforward way: neighbours both free, one for a wheelchair and the other not.
        let mut beside: Vec<SeatKind> = Vec::new();
        for row in plan.zones.iter().flat_map(|zone| &zone.rows) {
            for pair in row.seats.windows(2).filter(|pair| pair.iter().all(|seat| free.contains(&seat.id))) {
                match (pair[0].kind, pair[1].kind) {
                    (SeatKind::Wheelchair, SeatKind::Wheelchair) => {}
                    (SeatKind::Wheelchair, other) | (other, SeatKind::Wheelchair) => beside.push(other),
                    _ => {}
                }
            }
        }
        match answer {
            None => prop_assert!(beside.is_empty()),
            Some(answer) => {
                let seats: Vec<_> = answer.iter().map(|id| plan.seat(id).expect("a seat of the plan")).collect();
                prop_assert_eq!(seats.len(), 2);
                prop_assert!(answer.iter().all(|id| free.contains(id)));
                prop_assert_eq!(seats.iter().filter(|one| one.seat.kind == SeatKind::Wheelchair).count(), 1);
                if !beside.is_empty() {
                    prop_assert!(seats[0].row == seats[1].row && seats[1].seat.x - seats[0].seat.x == PITCH);
                }
                if beside.contains(&SeatKind::Companion) {
                    prop_assert!(seats.iter().any(|one| one.seat.kind == SeatKind::Companion));
                }
            }
        }
    }

    #[test]
    fn whatever_is_typed_is_read_or_refused(text in "[A-C0-9:|_ \\-wcrip;()\\[\\]#\n]{0,60}") {
        if let Ok(plan) = typed::read(&text) {
            prop_assert!(plan.check().is_ok());
            let written = serde_json::to_string(&plan).unwrap();
            prop_assert_eq!(serde_json::from_str::<Plan>(&written).unwrap(), plan);
        }
    }
}
