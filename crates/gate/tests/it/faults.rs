//! What goes wrong on the way: a server that stops, a log that comes late, what must be forgotten.

use std::time::Duration;

use access::{rights, visits};
use gate::bench::flood;
use gate::{Judge, Rules, ingest, sweep};
use store::prelude::*;
use store::testing::{SqlitePlace, on_both_at};

use crate::world::{DAY, HOUR, MINUTE, NOW, SETS, World};

#[tokio::test]
async fn a_server_that_stops_between_taking_and_deriving_goes_on_where_it_was() {
    on_both_at(SETS, NOW, |db| async move {
        let world = World::new(db).await;
        let pass = world.pass(1).await;
        let mut gate = world.gate(&world.palais.1, 1, 0).await;
        for hour in 1..5 {
            gate.let_in(&pass.code, world.now() - hour * HOUR, 0, 1);
        }
        let batches = gate.batches(2);
        // Stopped before it said it kept them: nothing is there, the device sends again.
        let judge = Judge::read(&mut world.db.read().await.unwrap()).await.unwrap();
        let mut write = world.db.write().await.unwrap();
        ingest(&mut write, &judge, &gate.device, &batches[0]).await.unwrap();
        drop(write);
        assert_eq!(world.count("gate_scans").await, 0);
        // Stopped after: they are there, and still to be derived.
        for batch in batches.iter().chain(&batches) {
            world.take(&gate, batch).await;
        }
        assert!(world.visits(&pass).await.is_empty());
        assert!(world.count("gate_told").await > 0);
        world.settle().await;
        assert_eq!(world.visits(&pass).await.len(), 4);
        assert_eq!((world.count("gate_told").await, world.count("gate_touched").await), (0, 0));
        world.settle().await;
        assert_eq!(world.visits(&pass).await.len(), 4);
    })
    .await;
}

#[tokio::test]
async fn what_was_acknowledged_is_in_the_file() {
    let place = SqlitePlace::new();
    let db = Db::open(place.url(), Options::default()).await.unwrap();
    db.migrate(SETS).await.unwrap();
    let world = World::new(db).await;
    let pass = world.pass(1).await;
    let mut gate = world.gate(&world.palais.1, 1, 0).await;
    gate.let_in(&pass.code, world.now() - HOUR, 0, 1);
    world.take(&gate, &gate.batches(10)[0]).await;
    // Opened anew without the first having been closed: as after a kill.
    let again = Db::open(place.url(), Options::default()).await.unwrap();
    gate::settle(&again, &Rules::default()).await.unwrap();
    let known = visits::of_right(&mut again.read().await.unwrap(), &pass.right).await.unwrap();
    assert_eq!(known.len(), 1);
}

/// Days pass: the figures are given visits once, scans are deleted, and what is told again or late is counted once.
#[tokio::test]
async fn scans_are_forgotten_and_nothing_is_counted_twice() {
    on_both_at(SETS, NOW, |db| async move {
        let world = World::new(db).await;
        let (pass, late) = (world.pass(1).await, world.pass(1).await);
        let mut gate = world.gate(&world.palais.1, 1, 0).await;
        let mut away = world.gate(&world.lam.1, 2, 0).await;
        let began = world.now();
        gate.let_in(&pass.code, began - 2 * HOUR, 0, 1);
        gate.let_in(&pass.code, began - 2 * HOUR + 10 * MINUTE, 0, 1);
        gate.let_in("1111111111111111", began - HOUR, 0, 1);
        away.let_in(&late.code, began - HOUR, 0, 1);
        world.take_all(&gate).await;
        assert_eq!(world.count("gate_scans").await, 3);
        let day = |days: i64| Duration::from_millis((days * DAY) as u64);
        let fold = async || {
            let before = jiff::Timestamp::from_millisecond(world.now() - gate::KEPT_DAYS * DAY).unwrap();
            let mut write = world.db.write().await.unwrap();
            let given = visits::fold(&mut write, before).await.unwrap();
            write.commit().await.unwrap();
            given.iter().map(|visit| i64::from(visit.people)).sum::<i64>()
        };
        let rules = Rules::default();
        world.db.clock().advance(day(13));
        assert_eq!(fold().await, 0);
        assert_eq!(sweep(&world.db, &rules).await.unwrap().scans, 0, "within the clock all is kept");
        world.db.clock().advance(day(2));
        // Figures first: scans are what visits are derived from until they were given.
        assert_eq!(sweep(&world.db, &rules).await.unwrap().scans, 0);
        assert_eq!(fold().await, 1);
        let swept = sweep(&world.db, &rules).await.unwrap();
        assert_eq!((swept.scans, swept.conflicts), (3, 1));
        assert_eq!(world.count("gate_scans").await, 0);
        assert_eq!(world.count("gate_conflicts").await, 0);

        // The device did not hear it was taken, and sends again.
        world.take_all(&gate).await;
        assert_eq!(world.count("gate_scans").await, 0, "known, and forgotten");
        assert_eq!(fold().await, 0);
        // Another was away for two weeks: what it tells still counts, once.
        world.take_all(&away).await;
        assert_eq!(fold().await, 1);
        world.take_all(&away).await;
        world.settle().await;
        assert_eq!(fold().await, 0);
        assert_eq!(sweep(&world.db, &rules).await.unwrap().scans, 1);
        world.take_all(&away).await;
        assert_eq!((world.count("gate_scans").await, fold().await), (0, 0));
    })
    .await;
}

#[tokio::test]
async fn scans_do_not_wait_for_figures_for_ever() {
    on_both_at(SETS, NOW, |db| async move {
        let world = World::new(db).await;
        let pass = world.pass(1).await;
        let mut gate = world.gate(&world.palais.1, 1, 0).await;
        gate.let_in(&pass.code, world.now() - HOUR, 0, 1);
        world.take_all(&gate).await;
        world.db.clock().advance(Duration::from_secs(30 * 86_400));
        assert_eq!(sweep(&world.db, &Rules::default()).await.unwrap().scans, 1);
        // The visit stays for the figures, whatever the right's other scans say.
        gate.let_in(&pass.code, world.now() - HOUR, 0, 1);
        world.take_all(&gate).await;
        assert_eq!(world.visits(&pass).await.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_holder_who_goes_leaves_no_scan() {
    on_both_at(SETS, NOW, |db| async move {
        let world = World::new(db).await;
        let (gone, other) = (world.pass(1).await, world.pass(1).await);
        let mut gate = world.gate(&world.palais.1, 1, 0).await;
        gate.let_in(&gone.code, world.now() - HOUR, 0, 1);
        gate.let_in(&other.code, world.now() - HOUR, 0, 1);
        world.take_all(&gate).await;
        let mut write = world.db.write().await.unwrap();
        rights::set_holder(&mut write, &gone.right, Some("jeanne")).await.unwrap();
        access::forget(&mut write, "jeanne").await.unwrap();
        write.commit().await.unwrap();
        sweep(&world.db, &Rules::default()).await.unwrap();
        let sql = "SELECT right_id FROM gate_scans";
        let rows = world.db.read().await.unwrap().all(sql, params![]).await.unwrap();
        let left: Vec<&str> = rows.iter().map(|row| row.text(0).unwrap()).collect();
        assert_eq!(left, [other.right.as_str()]);
        // The count stays.
        let mut read = world.db.read().await.unwrap();
        let live = visits::counts_live(&mut read, &world.palais.0, jiff::Timestamp::UNIX_EPOCH).await.unwrap();
        assert_eq!(live.people, 2);
    })
    .await;
}

#[tokio::test]
async fn a_flood_of_queued_scans_is_taken() {
    on_both_at(SETS, NOW, |db| async move {
        let world = World::new(db).await;
        let mut codes = Vec::new();
        for _ in 0..20 {
            codes.push(world.pass(1).await.code);
        }
        let doors = [world.palais.1.clone(), world.lam.1.clone()];
        let told = flood(&world.db, &doors, &codes, 6_000, 12).await.unwrap();
        assert_eq!((told.scans, told.batches, told.rights), (6_000, 12, 20));
        assert_eq!(world.count("gate_scans").await, 6_000);
        assert!(world.count("access_visits").await > 3_000);
    })
    .await;
}

/// How long it takes is told by `beffroi bench gate`; here, that a tenth of it goes through.
#[tokio::test]
#[ignore = "heavy: a hundred thousand scans on each database"]
async fn a_large_flood_is_taken() {
    on_both_at(SETS, NOW, |db| async move {
        let world = World::new(db).await;
        let mut codes = Vec::new();
        for _ in 0..2_000 {
            codes.push(world.pass(1).await.code);
        }
        let doors = [world.palais.1.clone(), world.lam.1.clone()];
        let told = flood(&world.db, &doors, &codes, 100_000, 60).await.unwrap();
        eprintln!("{:?}: {told:?}", world.db.backend());
        assert_eq!(world.count("gate_scans").await, 100_000);
        assert_eq!(told.rights, 2_000);
    })
    .await;
}
