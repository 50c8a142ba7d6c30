//! Numbers without a gap, a chain nobody rewrites, sums that are right.

use ledger::Cents;
use regie::receipts::{self, Paying};
use regie::{Error, FaultReason, GivingBack, Means, SaleLine, Taking, give_back, take};
use store::prelude::*;
use store::testing::{assert_same_schema, on_both_at};

use crate::house::{House, NOW, SETS, line, taking};

#[tokio::test]
async fn the_schema_is_the_same_on_both_databases() {
    assert_same_schema(SETS).await;
}

#[tokio::test]
async fn numbers_have_no_gap_whoever_races_and_whoever_gives_up() {
    on_both_at(SETS, NOW, |db| async move {
        let house = House::new(db.clone()).await;
        let sessions = [house.open(0, "anne").await.id, house.open(1, "bruno").await.id];
        let mut tasks = Vec::new();
        for number in 0..64_usize {
            let (db, session) = (db.clone(), sessions[number % 2].clone());
            tasks.push(tokio::spawn(async move {
                let reference = format!("sale:{number}");
                let mut write = db.write().await.unwrap();
                let means = vec![Paying::plain(Means::Card, Cents(4000))];
                let receipt = take(&mut write, &taking(&session, &reference, 4000, means)).await.unwrap();
                // A sale that fails after its receipt leaves no number behind.
                if number % 3 == 0 {
                    write.rollback().await.unwrap();
                    return None;
                }
                write.commit().await.unwrap();
                Some(receipt.sequence)
            }));
        }
        let mut numbers = Vec::new();
        for task in tasks {
            numbers.extend(task.await.unwrap());
        }
        numbers.sort_unstable();
        assert_eq!(numbers, (1..=42).collect::<Vec<i64>>());
        assert_eq!(house.faults().await, []);
        assert_eq!(house.balance("regie:PISCINE:carte").await, Cents(42 * 4000));
        assert_eq!(house.balance("pass:ventes").await, Cents(-42 * 4000));
    })
    .await;
}

#[tokio::test]
async fn a_sale_taken_twice_has_one_receipt() {
    on_both_at(SETS, NOW, |db| async move {
        let house = House::new(db.clone()).await;
        let till = house.open(0, "anne").await;
        let cash = || vec![Paying::cash(Cents(4000), Cents(5000))];
        let mut write = db.write().await.unwrap();
        let first = take(&mut write, &taking(&till.id, "sale:1", 4000, cash())).await.unwrap();
        let again = take(&mut write, &taking(&till.id, "sale:1", 4000, cash())).await.unwrap();
        assert_eq!(first, again);
        assert_eq!(first.number, "PISCINE-2026-000001");
        assert_eq!(first.means[0].change(), Some(Cents(1000)));
        let other = vec![Paying::plain(Means::Cash, Cents(4100))];
        let other = take(&mut write, &taking(&till.id, "sale:1", 4100, other)).await;
        assert!(matches!(other, Err(Error::Contradiction(_))));
        write.commit().await.unwrap();
        assert_eq!(house.balance("regie:PISCINE:especes").await, Cents(4000));
    })
    .await;
}

#[tokio::test]
async fn what_does_not_fit_is_refused_whole() {
    on_both_at(SETS, NOW, |db| async move {
        let house = House::new(db.clone()).await;
        let till = house.open(0, "anne").await;
        let mut write = db.write().await.unwrap();
        let plain = |means, cents| vec![Paying::plain(means, Cents(cents))];
        for (means, expected) in [
            (plain(Means::Cash, 3999), "regie-fault-sum"),
            (vec![], "regie-fault-sum"),
            (plain(Means::Transfer, 4000), "regie-fault-means"),
            (vec![Paying::cash(Cents(4000), Cents(3000))], "regie-fault-tendered"),
            (plain(Means::Cheque, 4000), "regie-fault-cheque"),
            (vec![Paying::cheque(Cents(4000), " ", "BNP", "")], "regie-fault-cheque"),
            (
                vec![Paying::plain(Means::Cash, Cents(5000)), Paying::plain(Means::Card, Cents(-1000))],
                "regie-fault-sum",
            ),
        ] {
            let refused = take(&mut write, &taking(&till.id, "sale:1", 4000, means)).await.unwrap_err();
            assert_eq!(refused.message(), Some(expected), "{refused}");
        }
        let free = take(&mut write, &taking(&till.id, "sale:free", 0, vec![])).await.unwrap();
        assert_eq!((free.total, free.sequence), (Cents::ZERO, 1), "a free pass has its receipt");
        let nothing = Taking { lines: vec![], ..taking(&till.id, "sale:2", 0, vec![]) };
        assert_eq!(take(&mut write, &nothing).await.unwrap_err().message(), Some("regie-fault-lines"));
        let unknown = take(&mut write, &taking("nobody", "sale:3", 4000, plain(Means::Cash, 4000))).await;
        assert!(matches!(unknown, Err(Error::NotFound)));
        write.commit().await.unwrap();
        assert_eq!(house.faults().await, []);
    })
    .await;
}

#[tokio::test]
async fn money_goes_back_on_a_receipt_of_its_own() {
    on_both_at(SETS, NOW, |db| async move {
        let house = House::new(db.clone()).await;
        let till = house.open(0, "anne").await;
        let mut write = db.write().await.unwrap();
        let lines = vec![
            line(4000),
            SaleLine { label: "Livre".into(), quantity: 2, unit: Cents(500), account: "librairie:ventes".into() },
        ];
        let sale = Taking { lines, ..taking(&till.id, "sale:1", 0, vec![Paying::plain(Means::Card, Cents(5000))]) };
        let sold = take(&mut write, &sale).await.unwrap();
        let back = |reference: &'static str, cents, means| GivingBack {
            session: &till.id,
            receipt: &sold.id,
            reference,
            label: "Rétractation",
            amount: Cents(cents),
            means,
        };
        let half = give_back(&mut write, &back("back:1", 2500, Means::Card)).await.unwrap();
        assert_eq!((half.total, half.sequence), (Cents(-2500), 2));
        assert_eq!(give_back(&mut write, &back("back:1", 2500, Means::Card)).await.unwrap(), half);
        let more = give_back(&mut write, &back("back:2", 2501, Means::Card)).await;
        assert!(matches!(more, Err(Error::TooMuchBack { left: Cents(2500) })), "{more:?}");
        // The till holds its float only: enough for this, not for more than it has.
        let mut cash = give_back(&mut write, &back("back:3", 2500, Means::Cash)).await.unwrap();
        cash.lines.clear();
        assert!(matches!(
            give_back(&mut write, &back("back:4", 1, Means::Card)).await,
            Err(Error::TooMuchBack { left: Cents(0) })
        ));
        write.commit().await.unwrap();
        assert_eq!(house.balance("pass:ventes").await, Cents::ZERO);
        assert_eq!(house.balance("librairie:ventes").await, Cents::ZERO);
        assert_eq!(house.balance("regie:PISCINE:especes").await, Cents(-2500));
        assert_eq!(house.faults().await, []);

        let mut write = db.write().await.unwrap();
        let dear = vec![Paying::plain(Means::Card, Cents(20_000))];
        let dear = take(&mut write, &taking(&till.id, "sale:9", 20_000, dear)).await.unwrap();
        let too_much = GivingBack { receipt: &dear.id, ..back("back:9", 20_000, Means::Cash) };
        assert!(matches!(give_back(&mut write, &too_much).await, Err(Error::NotEnoughCash { held: Cents(7500) })));
    })
    .await;
}

#[tokio::test]
async fn a_receipt_changed_by_other_hands_is_found() {
    on_both_at(SETS, NOW, |db| async move {
        let house = House::new(db.clone()).await;
        let till = house.open(0, "anne").await;
        let mut ids = Vec::new();
        for number in 0..5 {
            let means = Paying::plain(Means::Card, Cents(4000));
            ids.push(house.take(&till.id, &format!("sale:{number}"), 4000, means).await.id);
        }
        assert_eq!(house.faults().await, []);
        for (sql, expected) in [
            ("UPDATE regie_receipts SET label = 'autre' WHERE id = $1", vec![FaultReason::Altered]),
            (
                "UPDATE regie_receipt_means SET cents = 3000 WHERE receipt = $1",
                vec![FaultReason::Altered, FaultReason::Unbalanced],
            ),
            (
                "UPDATE regie_receipts SET prev_hash = '0' WHERE id = $1",
                vec![FaultReason::Unlinked, FaultReason::Altered],
            ),
            (
                "UPDATE regie_receipts SET number = 9, place = 9 WHERE id = $1",
                vec![FaultReason::Gap, FaultReason::Missing],
            ),
        ] {
            let mut write = db.write().await.unwrap();
            write.execute(sql, params![&ids[2]]).await.unwrap();
            let found = regie::verify(&mut write).await.unwrap();
            for reason in expected {
                assert!(found.iter().any(|fault| fault.reason == reason), "{sql}: {found:?}");
            }
            write.rollback().await.unwrap();
        }
        // One removed at the end leaves the ledger's movement alone; one removed in the middle breaks the chain.
        let mut write = db.write().await.unwrap();
        for table in
            ["regie_receipt_lines WHERE receipt", "regie_receipt_means WHERE receipt", "regie_receipts WHERE id"]
        {
            write.execute(&format!("DELETE FROM {table} = $1"), params![&ids[1]]).await.unwrap();
        }
        let found = regie::verify(&mut write).await.unwrap();
        assert!(found.iter().any(|fault| fault.reason == FaultReason::Missing && fault.place == 3), "{found:?}");
    })
    .await;
}

#[tokio::test]
async fn the_second_printing_is_a_duplicate() {
    on_both_at(SETS, NOW, |db| async move {
        let house = House::new(db.clone()).await;
        let till = house.open(0, "anne").await;
        let receipt = house.take(&till.id, "sale:1", 4000, Paying::plain(Means::Card, Cents(4000))).await;
        let mut write = db.write().await.unwrap();
        assert_eq!(receipts::print(&mut write, &receipt.id, "anne").await.unwrap(), 0);
        assert_eq!(receipts::print(&mut write, &receipt.id, "bruno").await.unwrap(), 1);
        assert!(matches!(receipts::print(&mut write, "x", "anne").await, Err(Error::NotFound)));
    })
    .await;
}
