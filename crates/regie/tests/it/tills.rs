//! Tills opened and closed, differences, slips.

use std::time::Duration;

use jiff::civil::date;
use ledger::Cents;
use regie::deposits;
use regie::regies::{self, NewRegie};
use regie::session::{self, Closing};
use regie::{CashCount, Error, Means, Paying, take};
use store::testing::on_both_at;

use crate::house::{House, NOW, SETS, museum, piscine, taking};

fn count(pieces: &[(u32, u32)]) -> CashCount {
    pieces.iter().fold(CashCount::new(), |count, (value, number)| count.with(*value, *number).unwrap())
}

#[tokio::test]
async fn a_till_is_held_by_one_agent_and_an_agent_holds_one_till() {
    on_both_at(SETS, NOW, |db| async move {
        let house = House::new(db.clone()).await;
        let held = house.open(0, "anne").await;
        let mut write = db.write().await.unwrap();
        for (till, agent) in [(0, "bruno"), (1, "anne")] {
            let refused = session::open(&mut write, &house.tills[till], agent, Cents(0)).await;
            assert!(matches!(refused, Err(Error::AlreadyOpen)), "{refused:?}");
        }
        assert_eq!(session::current(&mut write, "anne").await.unwrap().unwrap().id, held.id);
        assert_eq!(session::current(&mut write, "bruno").await.unwrap(), None);
        regies::set_till(&mut write, &house.regie, "Caisse 2", false).await.unwrap();
        let refused = session::open(&mut write, &house.tills[1], "bruno", Cents(0)).await;
        assert!(matches!(refused, Err(Error::OutOfService)));
        let refused = session::open(&mut write, &house.tills[1], "bruno", Cents(-1)).await;
        assert!(matches!(refused, Err(Error::Senseless("regie-fault-float"))));
        drop(write);

        // Two who open the same till at once: one does.
        let mut write = db.write().await.unwrap();
        regies::set_till(&mut write, &house.regie, "Caisse 2", true).await.unwrap();
        write.commit().await.unwrap();
        let mut tasks = Vec::new();
        for agent in ["chloe", "david", "elsa", "farid"] {
            let (db, till) = (db.clone(), house.tills[1].clone());
            tasks.push(tokio::spawn(async move {
                let mut write = db.write().await.unwrap();
                let opened = session::open(&mut write, &till, agent, Cents(0)).await.is_ok();
                if opened {
                    write.commit().await.unwrap();
                }
                opened
            }));
        }
        let mut opened = 0;
        for task in tasks {
            opened += u32::from(task.await.unwrap());
        }
        assert_eq!(opened, 1);
    })
    .await;
}

#[tokio::test]
async fn a_till_is_counted_and_its_difference_recorded() {
    on_both_at(SETS, NOW, |db| async move {
        let house = House::new(db.clone()).await;
        let till = house.open(0, "anne").await;
        house.take(&till.id, "sale:1", 4000, Paying::cash(Cents(4000), Cents(5000))).await;
        house.take(&till.id, "sale:2", 6500, Paying::plain(Means::Card, Cents(6500))).await;
        house
            .take(&till.id, "sale:3", 2000, Paying::cheque(Cents(2000), "0000123", "La Banque postale", "A. D."))
            .await;
        let mut write = db.write().await.unwrap();
        let totals = session::totals(&mut write, &till.id).await.unwrap();
        let totals: Vec<_> = totals.iter().map(|one| (one.means.code(), one.total.0)).collect();
        assert_eq!(totals, [("especes", 4000), ("carte", 6500), ("cheque", 2000)]);

        // 140 € expected, 139.50 counted; the terminal says 65.
        let counts = count(&[(5_000, 2), (2_000, 1), (1_000, 1), (500, 1), (200, 2), (50, 1)]);
        let closing =
            Closing { session: &till.id, by: "anne", counts: &counts, terminal: Some(Cents(6500)), reason: " " };
        let refused = session::close(&mut write, &closing).await.unwrap_err();
        assert!(matches!(refused, Error::ReasonNeeded { cash: Cents(-50), card: Cents(0) }), "{refused:?}");
        let closing = Closing { reason: "Rendu de monnaie trop fort", ..closing };
        let closed = session::close(&mut write, &closing).await.unwrap().closing.unwrap();
        assert_eq!((closed.counted, closed.expected), (Cents(13_950), Cents(14_000)));
        assert_eq!(closed.cash_difference(), Cents(-50));
        assert_eq!(closed.counts, counts);
        assert!(matches!(session::close(&mut write, &closing).await, Err(Error::Closed)));
        let late = vec![Paying::plain(Means::Card, Cents(4000))];
        let late = take(&mut write, &taking(&till.id, "sale:4", 4000, late)).await;
        assert!(matches!(late, Err(Error::Closed)), "nothing is taken in a closed till");
        // A sale whose receipt was lost on the way is found again, even then.
        let found = vec![Paying::cash(Cents(4000), Cents(5000))];
        assert_eq!(take(&mut write, &taking(&till.id, "sale:1", 4000, found)).await.unwrap().sequence, 1);
        write.commit().await.unwrap();
        assert_eq!(house.balance("regie:PISCINE:especes").await, Cents(3950));
        assert_eq!(house.balance("regie:PISCINE:ecarts").await, Cents(50));
        assert!(ledger::unbalanced(&mut db.read().await.unwrap()).await.unwrap().is_empty());
        // The till is free again.
        house.open(0, "anne").await;
    })
    .await;
}

#[tokio::test]
async fn what_is_held_goes_to_the_accountant_once() {
    on_both_at(SETS, NOW, |db| async move {
        let house = House::new(db.clone()).await;
        let till = house.open(0, "anne").await;
        for number in 0..3 {
            let reference = format!("sale:{number}");
            let cheque = Paying::cheque(Cents(6500), &format!("000{number}"), "Crédit coopératif", "");
            house.take(&till.id, &reference, 6500, cheque).await;
        }
        house.take(&till.id, "sale:9", 205_000, Paying::plain(Means::Cash, Cents(205_000))).await;
        let regie = regies::by_id(&mut db.read().await.unwrap(), &house.regie).await.unwrap();
        let held = deposits::holding(&mut db.read().await.unwrap(), &regie, db.clock().now()).await.unwrap();
        assert!(held.above_ceiling && !held.overdue);
        assert_eq!((held.cheques, held.cheques_total), (3, Cents(19_500)));
        assert_eq!((held.cash, held.cash_in_tills, held.free_cash()), (Cents(205_000), Cents(205_000), Cents::ZERO));

        // What is in a till is counted with it before it leaves.
        let mut write = db.write().await.unwrap();
        let open = deposits::make(&mut write, &house.regie, "anne", Cents(205_000)).await.unwrap_err();
        assert_eq!(open.message(), Some("regie-fault-tills-first"));
        let counts = count(&[(50_000, 4), (5_000, 3)]);
        let closing = Closing { session: &till.id, by: "anne", counts: &counts, terminal: None, reason: "" };
        session::close(&mut write, &closing).await.unwrap();
        let too_much = deposits::make(&mut write, &house.regie, "anne", Cents(205_001)).await;
        assert!(matches!(too_much, Err(Error::NothingToDeposit { held: Cents(205_000) })));
        let slip = deposits::make(&mut write, &house.regie, "anne", Cents(200_000)).await.unwrap();
        assert_eq!((slip.number.as_str(), slip.total()), ("PISCINE-B-2026-001", Cents(219_500)));
        let listed = deposits::cheques(&mut write, &slip.id).await.unwrap();
        assert_eq!(listed.iter().map(|cheque| cheque.number.as_str()).collect::<Vec<_>>(), ["0000", "0001", "0002"]);
        // What is on a slip is on no other.
        let again = deposits::make(&mut write, &house.regie, "anne", Cents(5_001)).await;
        assert!(matches!(again, Err(Error::NothingToDeposit { held: Cents(5_000) })));
        assert!(matches!(
            deposits::make(&mut write, &house.regie, "anne", Cents(0)).await,
            Err(Error::NothingToDeposit { .. })
        ));
        for day in [date(2026, 11, 22), date(2026, 11, 24)] {
            let refused = deposits::hand_over(&mut write, &slip.id, "anne", day, "").await;
            assert!(matches!(refused, Err(Error::Senseless("regie-fault-handed-on"))), "{day}");
        }
        let handed = deposits::hand_over(&mut write, &slip.id, "anne", date(2026, 11, 23), "R-77").await.unwrap();
        assert_eq!(handed.acknowledgement.as_deref(), Some("R-77"));
        let twice = deposits::hand_over(&mut write, &slip.id, "anne", date(2026, 11, 23), "").await;
        assert!(matches!(twice, Err(Error::AlreadyHanded)));
        write.commit().await.unwrap();
        assert_eq!(house.balance("regie:PISCINE:especes").await, Cents(5_000));
        assert_eq!(house.balance("regie:PISCINE:cheque").await, Cents::ZERO);
        assert_eq!(house.balance("regie:PISCINE:verse").await, Cents(219_500));
        assert!(house.faults().await.is_empty());

        db.clock().advance(Duration::from_secs(40 * 86_400));
        let held = deposits::holding(&mut db.read().await.unwrap(), &regie, db.clock().now()).await.unwrap();
        assert!(held.overdue && !held.above_ceiling, "a month is over, something is held");
    })
    .await;
}

#[tokio::test]
async fn an_act_says_what_a_regie_may_do() {
    on_both_at(SETS, NOW, |db| async move {
        let house = House::new(db.clone()).await;
        let mut write = db.write().await.unwrap();
        let good = piscine(&house.museum);
        for (bad, message) in [
            (NewRegie { code: "p", ..good.clone() }, "regie-fault-code"),
            (NewRegie { code: "Ça", ..good.clone() }, "regie-fault-code"),
            (NewRegie { act: " ", ..good.clone() }, "regie-fault-act"),
            (NewRegie { ceiling: Cents(0), ..good.clone() }, "regie-fault-ceiling"),
            (NewRegie { float: Cents(-1), ..good.clone() }, "regie-fault-float"),
            (NewRegie { means: &[], ..good.clone() }, "regie-fault-no-means"),
        ] {
            assert_eq!(regies::declare(&mut write, &bad).await.unwrap_err().message(), Some(message));
        }
        let other = programme::institution::declare(&mut write, &museum("lam", "LaM")).await.unwrap();
        let taken = regies::declare(&mut write, &NewRegie { institution: &other, ..good.clone() }).await;
        assert!(matches!(taken, Err(Error::Contradiction(_))), "a code stays its institution's");
    })
    .await;
}
