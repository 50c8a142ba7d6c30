//! Whatever the order, the repetitions, the delays and the clocks: the same visits and the same conflicts.

use access::{RightState, credentials, rights};
use gate::bench::{Dice, Gate};
use gate::{Batch, Fix, Key, Limits, Passage, Rules, Travel, merge};
use proptest::prelude::*;
use store::testing::{assert_same_schema, on_both_at};

use crate::world::{HOUR, MINUTE, NOW, SETS, World};

/// Two museums ten minutes apart, and a third nobody knows the place of.
struct Near;

impl Travel for Near {
    fn least_ms(&self, from: &str, to: &str) -> Option<i64> {
        (from != "nowhere" && to != "nowhere").then_some(10 * MINUTE)
    }
}

/// Monday 23 November 2026, nine in the morning UTC.
const BASE: i64 = 1_795_424_400_000;

fn limits() -> Limits {
    Limits {
        once: false,
        right: "r".into(),
        admits: 2,
        from: BASE - HOUR,
        until: Some(BASE + 40 * HOUR),
        ended: Some(BASE + 30 * HOUR),
    }
}

fn passage(device: &str, seq: i64, at: i64, museum: &str, people: u32) -> Passage {
    Passage {
        key: Key { device: device.into(), seq, hash: format!("h{seq}") },
        at,
        institution: museum.into(),
        door: format!("{museum}-door"),
        people,
        more: false,
        refused: false,
        old_code: false,
        after_wipe: false,
        vouched: false,
    }
}

prop_compose! {
    fn any_passage()(
        device in 0..4_u8, seq in 1..30_i64, minutes in 0..2_600_i64, museum in 0..3_u8, people in 0..4_u32,
        more: bool, refused in prop::bool::weighted(0.1), old_code in prop::bool::weighted(0.1),
        after_wipe in prop::bool::weighted(0.1),
    ) -> Passage {
        let museum = ["palais", "lam", "nowhere"][usize::from(museum)];
        let seen = passage(&format!("d{device}"), seq, BASE + minutes * MINUTE, museum, people);
        Passage { more, refused, old_code, after_wipe, ..seen }
    }
}

prop_compose! {
    fn any_fix()(device in 0..4_u8, seq in 30..60_i64, of in 1..30_i64, people in 0..4_u32) -> Fix {
        Fix { key: Key { device: format!("d{device}"), seq, hash: format!("h{seq}") }, of, people }
    }
}

/// A scan is known by its key: two that differ under one key cannot be.
fn once(mut passages: Vec<Passage>) -> Vec<Passage> {
    passages.sort_by(|a, b| a.key.cmp(&b.key));
    passages.dedup_by(|a, b| a.key == b.key);
    passages
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn neither_order_nor_repetition_shows(
        passages in prop::collection::vec(any_passage(), 0..40),
        fixes in prop::collection::vec(any_fix(), 0..8),
        seed: u64,
    ) {
        let passages = once(passages);
        let mut fixes = fixes;
        fixes.sort_by(|a, b| a.key.cmp(&b.key));
        fixes.dedup_by(|a, b| a.key == b.key);
        let rules = Rules::default();
        let expected = merge(&passages, &fixes, &limits(), &Near, &rules);
        let mut dice = Dice(seed);
        let mut told = passages.clone();
        for _ in 0..dice.below(20) {
            if !passages.is_empty() {
                told.push(passages[dice.below(passages.len() as u64) as usize].clone());
            }
        }
        dice.shuffle(&mut told);
        let mut corrected = [fixes.clone(), fixes].concat();
        dice.shuffle(&mut corrected);
        prop_assert_eq!(merge(&told, &corrected, &limits(), &Near, &rules), expected);
    }

    #[test]
    fn nobody_is_counted_twice_nor_more_than_admitted(passages in prop::collection::vec(any_passage(), 0..40)) {
        let passages = once(passages);
        let rules = Rules::default();
        let merged = merge(&passages, &[], &limits(), &Near, &rules);
        let ids: std::collections::HashSet<&str> = merged.visits.iter().map(|visit| visit.id.as_str()).collect();
        prop_assert_eq!(ids.len(), merged.visits.len(), "each has its own identifier");
        for visit in &merged.visits {
            prop_assert!((1..=2).contains(&visit.people));
            for other in merged.visits.iter().filter(|other| other.id != visit.id && other.institution == visit.institution) {
                let apart = (other.at - visit.last).max(visit.at - other.last);
                let days = gate::museum_day(visit.at, &rules.zone) != gate::museum_day(other.at, &rules.zone);
                prop_assert!(apart > rules.reentry_ms || days, "one visit is told as two");
            }
        }
        // Whoever came in before the erasure of their device is in a visit.
        for entry in passages.iter().filter(|entry| entry.people > 0 && !entry.after_wipe) {
            let within = |visit: &&gate::Visit| {
                visit.institution == entry.institution && (visit.at..=visit.last).contains(&entry.at)
            };
            prop_assert_eq!(merged.visits.iter().filter(within).count(), 1);
        }
    }

    #[test]
    fn a_late_scan_never_adds_more_visits_than_it_is(
        passages in prop::collection::vec(any_passage(), 1..30), late in any_passage(),
    ) {
        let rules = Rules::default();
        let late = Passage { key: Key { device: "late".into(), ..late.key }, ..late };
        let before = merge(&once(passages.clone()), &[], &limits(), &Near, &rules).visits;
        let after = merge(&once([passages, vec![late]].concat()), &[], &limits(), &Near, &rules).visits;
        let known: std::collections::HashSet<&str> = before.iter().map(|visit| visit.id.as_str()).collect();
        let new = after.iter().filter(|visit| !known.contains(visit.id.as_str())).count();
        prop_assert!(new <= 1, "what was given to the figures under an identifier is not given again under another");
    }
}

#[test]
fn the_rules_said_with_examples() {
    let rules = Rules::default();
    let run = |passages: &[Passage], fixes: &[Fix]| {
        let merged = merge(passages, fixes, &limits(), &Near, &rules);
        let visits: Vec<(String, u32, u32)> =
            merged.visits.into_iter().map(|visit| (visit.institution, visit.people, visit.re_entries)).collect();
        let mut kinds: Vec<&str> = merged.conflicts.iter().map(|one| one.kind.code()).collect();
        kinds.sort_unstable();
        (visits, kinds)
    };
    let at =
        |minutes: i64, museum: &str, people: u32| passage("d", minutes + 1, BASE + minutes * MINUTE, museum, people);
    let visit = |museum: &str, people: u32, again: u32| (museum.to_owned(), people, again);
    // Back within the half hour, and again within the next: once.
    assert_eq!(
        run(&[at(0, "palais", 1), at(30, "palais", 1), at(55, "palais", 1)], &[]),
        (vec![visit("palais", 1, 2)], vec![])
    );
    // A minute later than the half hour: twice.
    assert_eq!(
        run(&[at(0, "palais", 1), at(31, "palais", 1)], &[]),
        (vec![visit("palais", 1, 0), visit("palais", 1, 0)], vec![])
    );
    // The second of a duo, scanned later.
    let second = Passage { more: true, ..at(5, "palais", 1) };
    assert_eq!(run(&[at(0, "palais", 1), second.clone()], &[]), (vec![visit("palais", 2, 0)], vec![]));
    let third = Passage { more: true, ..at(6, "palais", 1) };
    assert_eq!(run(&[at(0, "palais", 1), second, third], &[]), (vec![visit("palais", 2, 0)], vec!["too-many"]));
    // Both come back, or only one of them: they are two.
    let second = Passage { more: true, ..at(5, "palais", 1) };
    for back in [1, 2] {
        let told = run(&[at(0, "palais", 1), second.clone(), at(20, "palais", back)], &[]);
        assert_eq!(told, (vec![visit("palais", 2, 1)], vec![]));
    }
    // Two museums too fast; a duo that parted is no conflict, two duos are.
    assert_eq!(run(&[at(0, "palais", 1), at(5, "lam", 1)], &[]).1, Vec::<&str>::new());
    assert_eq!(run(&[at(0, "palais", 2), at(5, "lam", 1)], &[]).1, ["too-fast"]);
    assert_eq!(run(&[at(0, "palais", 2), at(10, "lam", 2)], &[]).1, Vec::<&str>::new());
    assert_eq!(run(&[at(0, "palais", 2), at(5, "nowhere", 2)], &[]).1, Vec::<&str>::new(), "unknown is not far");
    // Nobody came in after all, then two did: the last correction stands.
    let fix = |seq: i64, people: u32| Fix { key: Key { device: "d".into(), seq, hash: "f".into() }, of: 1, people };
    assert_eq!(run(&[at(0, "palais", 1)], &[fix(7, 0)]).0, vec![]);
    assert_eq!(run(&[at(0, "palais", 1)], &[fix(8, 2), fix(7, 0)]).0, [visit("palais", 2, 0)]);
    // After the right was taken back, after its end, on red, with an old code: counted, and brought up.
    assert_eq!(run(&[at(30 * 60, "palais", 1)], &[]), (vec![visit("palais", 1, 0)], vec!["after-cancel"]));
    assert_eq!(run(&[at(-120, "palais", 1)], &[]).1, ["outside-dates"]);
    let strange = Passage { refused: true, old_code: true, ..at(0, "palais", 1) };
    assert_eq!(run(&[strange], &[]).1, ["against-verdict", "old-code"]);
    let erased = Passage { after_wipe: true, ..at(0, "palais", 1) };
    assert_eq!(run(&[erased], &[]), (vec![], vec!["after-wipe"]));
    // A museum's day ends at four: a visit does not go over it.
    let four = 18 * 60;
    assert_eq!(run(&[at(four - 1, "palais", 1), at(four + 1, "palais", 1)], &[]).0.len(), 2);
}

#[test]
fn a_group_that_came_in_parts_is_as_many_when_it_comes_back() {
    let rules = Rules::default();
    let limits = Limits { admits: 10, ..limits() };
    let at = |minutes: i64, people: u32| passage("d", minutes + 1, BASE + minutes * MINUTE, "palais", people);
    let more = Passage { more: true, ..at(5, 2) };
    let people = |passages: &[Passage]| merge(passages, &[], &limits, &Near, &rules).visits[0].people;
    assert_eq!(people(&[at(0, 3), more.clone(), at(20, 5)]), 5);
    assert_eq!(people(&[at(0, 3), more.clone(), at(20, 7)]), 7);
    // Told by another device first, whatever their clocks say of who was before: who came on top is on top.
    assert_eq!(people(&[at(6, 3), more]), 5);
}

#[tokio::test]
async fn the_schema_is_the_same_on_both_databases() {
    assert_same_schema(SETS).await;
}

/// Twelve orders of the same logs, cut and repeated otherwise: one state.
#[tokio::test]
async fn told_in_any_order_the_tables_hold_the_same() {
    on_both_at(SETS, NOW, |db| async move {
        let world = World::new(db).await;
        let mut passes = Vec::new();
        for number in 0..6 {
            passes.push(world.pass(1 + number % 2).await);
        }
        let mut gates: Vec<Gate> = Vec::new();
        for (seed, (door, offset)) in
            [(&world.palais.1, 0), (&world.palais.1, 5 * HOUR), (&world.lam.1, -5 * HOUR), (&world.lam.1, 90_000)]
                .into_iter()
                .enumerate()
        {
            gates.push(world.gate(door, seed as u64, offset).await);
        }
        let offsets = [0, 5 * HOUR, -5 * HOUR, 90_000];
        let mut dice = Dice(42);
        let mut at = world.now() - 6 * HOUR;
        for _ in 0..120 {
            at += dice.below(6 * MINUTE as u64) as i64;
            let which = dice.below(4) as usize;
            let pass = &passes[dice.below(6) as usize];
            let seq = gates[which].let_in(&pass.code, at - offsets[which], offsets[which], 1 + dice.below(2) as u32);
            if dice.below(10) == 0 {
                let clock = at - offsets[which];
                gates[which]
                    .write(&format!("\"kind\":\"fix\",\"at\":{clock},\"of\":{seq},\"people\":{}", dice.below(3)));
            }
            if dice.below(20) == 0 {
                gates[which].write("\"kind\":\"from the future\"");
            }
        }
        let mut states = Vec::new();
        for round in 0..12_u64 {
            let mut dice = Dice(round);
            let mut queue: Vec<(usize, Batch)> = Vec::new();
            for (number, gate) in gates.iter().enumerate() {
                queue.extend(gate.batches(1 + dice.below(20) as usize).into_iter().map(|batch| (number, batch)));
                // Some once more, cut otherwise.
                let again = gate.batches(1 + dice.below(9) as usize);
                queue.extend(again.into_iter().filter(|_| dice.below(3) == 0).map(|batch| (number, batch)));
            }
            if round > 0 {
                dice.shuffle(&mut queue);
            }
            for (number, batch) in &queue {
                world.take(&gates[*number], batch).await;
                // Derived in between, or not.
                if dice.below(4) == 0 {
                    world.settle().await;
                }
            }
            world.settle().await;
            for gate in &gates {
                let known = gate::known_to(&mut world.db.read().await.unwrap(), &gate.device.id).await.unwrap();
                assert_eq!((known.accepted_to, known.missing), (gate.len(), vec![]));
            }
            // An entry nobody reads is noted when it came, which is no part of what is derived.
            let state = world.state(&passes).await;
            states.push(state.lines().filter(|line| !line.contains("DamagedLog")).collect::<Vec<_>>().join("\n"));
            let mut write = world.db.write().await.unwrap();
            for table in ["gate_scans", "gate_known", "gate_conflicts", "gate_told", "gate_touched", "access_visits"] {
                use store::prelude::*;
                write.execute(&format!("DELETE FROM {table}"), params![]).await.unwrap();
            }
            write.commit().await.unwrap();
        }
        assert!(states[0].lines().count() > 30, "{}", states[0]);
        assert!(states[0].contains("TooFast"), "{}", states[0]);
        for state in &states {
            let other: Vec<(&str, &str)> =
                state.lines().zip(states[0].lines()).filter(|(one, first)| one != first).collect();
            assert!(other.is_empty() && state.len() == states[0].len(), "{other:#?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_clock_five_hours_wrong_tells_the_right_hour() {
    on_both_at(SETS, NOW, |db| async move {
        let world = World::new(db).await;
        let pass = world.pass(1).await;
        let mut wrong = world.gate(&world.palais.1, 1, 5 * HOUR).await;
        let at = world.now() - HOUR;
        // One entry knows its offset; one was written before any was measured: that of the enrolment serves.
        wrong.let_in(&pass.code, at - 5 * HOUR, 5 * HOUR, 1);
        let clock = at - 5 * HOUR + 40 * MINUTE;
        wrong.write(&format!(
            "\"kind\":\"scan\",\"at\":{clock},\"offset\":null,\"code\":\"{}\",\"verdict\":\"amber\",\"reason\":\"re_entry\",\"people\":1",
            pass.code
        ));
        world.take_all(&wrong).await;
        let visits: Vec<i64> = world.visits(&pass).await.iter().map(|visit| visit.at.as_millisecond()).collect();
        assert_eq!(visits, [at, at + 40 * MINUTE]);
        assert!(world.conflicts().await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn what_looks_wrong_is_brought_up_and_goes_when_it_is_explained() {
    on_both_at(SETS, NOW, |db| async move {
        let world = World::new(db).await;
        let pass = world.pass(1).await;
        let at = world.now() - 2 * HOUR;
        let mut palais = world.gate(&world.palais.1, 1, 0).await;
        let mut lam = world.gate(&world.lam.1, 2, 0).await;
        palais.let_in(&pass.code, at, 0, 1);
        lam.let_in(&pass.code, at + 2 * MINUTE, 0, 1);
        lam.let_in(&pass.code, at + 50 * MINUTE, 0, 1);
        palais.let_in(&pass.code, at + 52 * MINUTE, 0, 1);
        lam.let_in("0000000000000000", at + 53 * MINUTE, 0, 1);
        world.take_all(&palais).await;
        assert!(world.conflicts().await.is_empty());
        world.take_all(&lam).await;
        assert_eq!(world.conflicts().await, ["too-fast", "too-fast", "unknown-code"]);
        assert_eq!(world.visits(&pass).await.len(), 4, "counted, and somebody looks");
        let mut read = world.db.read().await.unwrap();
        let doubtful = gate::conflicts::doubtful(&mut read, &[&pass.right]).await.unwrap();
        assert!(doubtful.contains(&pass.right), "two conflicts propose a new code");
        drop(read);
        // Nobody came in at LaM after all, the first time: the conflict goes.
        lam.write(&format!("\"kind\":\"fix\",\"at\":{at},\"offset\":0,\"of\":1,\"people\":0"));
        world.take_all(&lam).await;
        assert_eq!(world.conflicts().await, ["too-fast", "unknown-code"]);
        assert_eq!(world.visits(&pass).await.len(), 3);

        // Taken back an hour ago: what was before stays good, what is after is brought up.
        let mut write = world.db.write().await.unwrap();
        rights::set_state(&mut write, &pass.right, RightState::Cancelled).await.unwrap();
        write.commit().await.unwrap();
        palais.let_in(&pass.code, world.now() - 40 * MINUTE, 0, 1);
        palais.let_in(&pass.code, world.now() + MINUTE, 0, 1);
        world.take_all(&palais).await;
        assert_eq!(world.conflicts().await, ["after-cancel", "too-fast", "unknown-code"]);
    })
    .await;
}

#[tokio::test]
async fn a_ticket_the_box_office_let_in_is_counted_once_and_compared() {
    on_both_at(SETS, NOW, |db| async move {
        let world = World::new(db).await;
        let ticket = world.ticket().await;
        let at = world.now() - 3 * HOUR;
        let entry = world.entered(&ticket, at).await;
        let mut palais = world.gate(&world.palais.1, 1, 0).await;
        let mut lam = world.gate(&world.lam.1, 2, 0).await;
        // Refused at a gate: the box office's entry stays.
        palais.write(&format!(
            "\"kind\":\"scan\",\"at\":{},\"offset\":0,\"code\":\"{}\",\"verdict\":\"red\",\"reason\":\"wrong_door\",\"people\":0",
            at + MINUTE,
            ticket.code
        ));
        world.take_all(&palais).await;
        assert_eq!(world.visits(&ticket).await, std::slice::from_ref(&entry));
        // Let in there, however late: the same visit. Let in elsewhere at once: somebody looks.
        palais.let_in(&ticket.code, at + 2 * HOUR, 0, 1);
        world.take_all(&palais).await;
        assert_eq!(world.visits(&ticket).await, std::slice::from_ref(&entry));
        assert!(world.conflicts().await.is_empty());
        lam.let_in(&ticket.code, at + 30_000, 0, 1);
        world.take_all(&lam).await;
        assert_eq!(world.visits(&ticket).await.len(), 2);
        assert_eq!(world.conflicts().await, ["too-fast"]);
        // The day given to the figures, a gate that was off tells that it saw the ticket too.
        let fold = async || {
            let mut write = world.db.write().await.unwrap();
            let before = jiff::Timestamp::from_millisecond(world.now()).unwrap();
            let given = access::visits::fold(&mut write, before).await.unwrap();
            write.commit().await.unwrap();
            given.len()
        };
        assert_eq!(fold().await, 2);
        let mut late = world.gate(&world.palais.1, 3, 0).await;
        late.let_in(&ticket.code, at + MINUTE, 0, 1);
        world.take_all(&late).await;
        assert_eq!(fold().await, 0, "counted once");
    })
    .await;
}

#[tokio::test]
async fn a_code_that_another_replaced_is_brought_up() {
    on_both_at(SETS, NOW, |db| async move {
        let world = World::new(db).await;
        let pass = world.pass(1).await;
        let mut write = world.db.write().await.unwrap();
        credentials::reissue(&mut write, &pass.right).await.unwrap();
        let (new, _) = credentials::of_right(&mut write, &pass.right).await.unwrap().unwrap();
        write.commit().await.unwrap();
        let new: String = new.claims.id.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_ne!(new, pass.code);
        let mut gate = world.gate(&world.palais.1, 1, 0).await;
        gate.let_in(&pass.code, world.now() - HOUR, 0, 1);
        gate.let_in(&new, world.now() - 50 * MINUTE, 0, 1);
        gate.let_in(&pass.code, world.now() + MINUTE, 0, 1);
        world.take_all(&gate).await;
        assert_eq!(world.visits(&pass).await.len(), 2, "both codes are of one right");
        assert_eq!(world.conflicts().await, ["old-code"], "only after the new one was given");
    })
    .await;
}
