//! Never oversold: races, holds that lapse, caps, properties of the counter.

use std::collections::BTreeSet;

use box_office::hold::{self, hold};
use box_office::model::{Channel, OrderState, TariffKind, TicketState, WaitState};
use box_office::sale::{self, NewAllotment, NewTariff};
use box_office::{Error, order, seats, statement, ticket, wait_list};
use ledger::Cents;
use payment::provider::test::Choice;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use shell::Lang;
use store::{Query, params};

use crate::house::{House, ME, MINUTE, buyer, scenario, tariff, why};

#[tokio::test]
async fn sixty_four_who_race_for_twenty_places_get_twenty() {
    scenario(20, |house| async move {
        let racers = (0..64).map(|number| {
            let house = house.clone();
            tokio::spawn(async move { house.book(&format!("racer{number}@exemple.example"), &[("gratuit", 1)]).await })
        });
        let racers: Vec<_> = racers.collect();
        let (mut served, mut refused) = (0, 0);
        for racer in racers {
            match racer.await.unwrap() {
                Ok(order) => {
                    assert_eq!(order.state, OrderState::Paid);
                    served += 1;
                }
                Err(Error::NotEnough { left }) => {
                    assert_eq!(left, 0);
                    refused += 1;
                }
                Err(other) => panic!("{other}"),
            }
        }
        assert_eq!((served, refused, house.left().await), (20, 44, 0));
        let tickets = ticket::of_item(&mut house.db.read().await.unwrap(), &house.item).await.unwrap();
        let numbers: BTreeSet<i64> = tickets.iter().map(|one| one.number).collect();
        assert_eq!(numbers, (1..=20).collect());
        house.adds_up().await;
    })
    .await;
}

#[tokio::test]
async fn a_hold_lapses_on_its_own_and_its_places_serve_again() {
    scenario(4, |house| async move {
        let mut write = house.db.write().await.unwrap();
        let first = hold(&mut write, Channel::Online, &house.wanted(&[("plein", 4)])).await.unwrap();
        write.commit().await.unwrap();
        assert_eq!(house.left().await, 0);
        let refused = house.book("late@exemple.example", &[("plein", 1)]).await.unwrap_err();
        assert!(matches!(refused, Error::NotEnough { left: 0 }));
        house.db.clock().advance(MINUTE * 15);
        // Free on read, without anyone having given them back.
        assert_eq!(house.left().await, 4);
        let served = house.book("next@exemple.example", &[("plein", 3)]).await.unwrap();
        assert_eq!((served.places, served.total, house.left().await), (3, Cents(1500), 1));
        let mut write = house.db.write().await.unwrap();
        let gone = order::place(&mut write, &first.secret, &buyer("first@exemple.example")).await.unwrap_err();
        assert_eq!(why(&gone), "box-hold-gone");
        assert!(!hold::release(&mut write, &first.secret).await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn a_hold_given_back_or_used_serves_nobody_else() {
    scenario(6, |house| async move {
        let mut write = house.db.write().await.unwrap();
        let held = hold(&mut write, Channel::Online, &house.wanted(&[("plein", 2)])).await.unwrap();
        let made = order::place(&mut write, &held.secret, &buyer("ana@exemple.example")).await.unwrap();
        // Sent twice by the same person, it is one order; by another, none.
        let again = order::place(&mut write, &held.secret, &buyer("ANA@exemple.example")).await.unwrap();
        assert_eq!(made.id, again.id);
        let other = order::place(&mut write, &held.secret, &buyer("bob@exemple.example")).await.unwrap_err();
        assert_eq!(why(&other), "box-hold-used");
        let back = hold(&mut write, Channel::Online, &house.wanted(&[("plein", 2)])).await.unwrap();
        assert!(hold::release(&mut write, &back.secret).await.unwrap());
        assert!(!hold::release(&mut write, &back.secret).await.unwrap());
        write.commit().await.unwrap();
        assert_eq!(house.left().await, 4);
    })
    .await;
}

#[tokio::test]
async fn no_price_goes_above_the_cap_and_no_price_comes_from_outside() {
    scenario(10, |house| async move {
        let mut write = house.db.write().await.unwrap();
        let dear = [tariff("plein", 501, TariffKind::Full)];
        let refused = sale::set_tariffs(&mut write, &house.item, &dear, &ME).await.unwrap_err();
        assert!(matches!(refused, Error::AboveCap { cap: Cents(500) }));
        write.rollback().await.unwrap();
        // The database itself refuses, whoever writes.
        let mut write = house.db.write().await.unwrap();
        let sql = "UPDATE box_office_tariffs SET price = 600 WHERE code = 'plein'";
        assert!(write.execute(sql, vec![]).await.is_err());
        write.rollback().await.unwrap();
        for bad in [-1_i64, i64::MIN, i64::MAX, 501] {
            let mut write = house.db.write().await.unwrap();
            assert!(hold(&mut write, Channel::Online, &house.wanted(&[("plein", bad)])).await.is_err(), "{bad}");
        }
        let refused = house.book("a@exemple.example", &[("plein", 7)]).await.unwrap_err();
        assert_eq!(why(&refused), "box-too-many");
        let refused = house.book("a@exemple.example", &[("inconnu", 1)]).await.unwrap_err();
        assert_eq!(why(&refused), "box-no-such-tariff");
        let refused = house.book("a@exemple.example", &[]).await.unwrap_err();
        assert_eq!(why(&refused), "box-nothing-chosen");
        // A price raised while someone chooses: what was held stays as it was.
        let mut write = house.db.write().await.unwrap();
        let held = hold(&mut write, Channel::Online, &house.wanted(&[("reduit", 2)])).await.unwrap();
        let dearer = [tariff("plein", 500, TariffKind::Full), tariff("reduit", 400, TariffKind::Reduced)];
        sale::set_tariffs(&mut write, &house.item, &dearer, &ME).await.unwrap();
        let order = order::place(&mut write, &held.secret, &buyer("a@exemple.example")).await.unwrap();
        assert_eq!(order.total, Cents(600));
    })
    .await;
}

#[tokio::test]
async fn one_address_has_no_more_than_one_order_may() {
    scenario(20, |house| async move {
        house.book("ana@exemple.example", &[("gratuit", 4)]).await.unwrap();
        let refused = house.book("Ana@Exemple.example", &[("gratuit", 3)]).await.unwrap_err();
        assert_eq!(why(&refused), "box-household");
        house.book("ana@exemple.example", &[("gratuit", 2)]).await.unwrap();
        assert_eq!(house.left().await, 14);
    })
    .await;
}

#[tokio::test]
async fn a_late_payment_takes_places_again_or_is_to_be_given_back() {
    scenario(3, |house| async move {
        let late = house.book("late@exemple.example", &[("plein", 2)]).await.unwrap();
        let lost = house.book("lost@exemple.example", &[("plein", 1)]).await.unwrap();
        let (one, two) = (late.payment.clone().unwrap(), lost.payment.clone().unwrap());
        let (first, second) = (house.trial(&one).await, house.trial(&two).await);
        house.db.clock().advance(MINUTE * 31);
        assert_eq!(house.left().await, 0, "an order's places are given back by whoever needs them, or by the minute");
        box_office::keep::without_letters(&house.db).await;
        assert_eq!((house.left().await, house.order(&late.id).await.state), (3, OrderState::Expired));
        // Two are taken by someone else: one is left, for whoever wanted one.
        house.bought("next@exemple.example", &[("plein", 2)]).await;
        house.test.decide(&first, Choice::Pay).await.unwrap();
        house.payments.look(&one).await.unwrap();
        house.test.decide(&second, Choice::Pay).await.unwrap();
        house.payments.look(&two).await.unwrap();
        assert_eq!(house.order(&late.id).await.state, OrderState::Expired);
        assert_eq!(house.order(&lost.id).await.state, OrderState::Paid);
        let mut read = house.db.read().await.unwrap();
        assert_eq!(ticket::of_order(&mut read, &late.id).await.unwrap().len(), 0);
        assert_eq!(ticket::of_order(&mut read, &lost.id).await.unwrap().len(), 1);
        drop(read);
        assert_eq!(house.left().await, 0);
    })
    .await;
}

#[tokio::test]
async fn numbers_have_no_gap_whatever_fails_or_is_cancelled() {
    scenario(40, |house| async move {
        let buyers = (0..16).map(|number| {
            let house = house.clone();
            tokio::spawn(async move {
                let mut write = house.db.write().await.unwrap();
                let wanted = house.wanted(&[("gratuit", 2)]);
                let held = hold(&mut write, Channel::Online, &wanted).await.unwrap();
                let email = format!("b{number}@exemple.example");
                let made = order::place(&mut write, &held.secret, &buyer(&email)).await.unwrap();
                // Every third changes its mind at the last moment: neither sale nor number happened.
                if number % 3 == 0 {
                    write.rollback().await.unwrap();
                    return None;
                }
                write.commit().await.unwrap();
                Some(made)
            })
        });
        let buyers: Vec<_> = buyers.collect();
        let mut made = Vec::new();
        for one in buyers {
            made.extend(one.await.unwrap());
        }
        assert_eq!(made.len(), 10);
        let mut write = house.db.write().await.unwrap();
        box_office::cancel::by_holder(&mut write, &made[0].secret, &[]).await.unwrap();
        write.commit().await.unwrap();
        house.book("last@exemple.example", &[("gratuit", 1)]).await.unwrap();
        let mut read = house.db.read().await.unwrap();
        let tickets = ticket::of_item(&mut read, &house.item).await.unwrap();
        let numbers: Vec<i64> = tickets.iter().map(|one| one.number).collect();
        assert_eq!(numbers, (1..=21).collect::<Vec<_>>());
        assert_eq!(tickets.iter().filter(|one| one.state == TicketState::Cancelled).count(), 2);
        assert_eq!(statement::verify(&mut read, &house.item).await.unwrap(), statement::Verdict::Whole(23));
    })
    .await;
}

#[tokio::test]
async fn a_journal_that_was_changed_is_found_out() {
    scenario(10, |house| async move {
        house.book("a@exemple.example", &[("gratuit", 3)]).await.unwrap();
        for (sql, place) in [
            ("UPDATE box_office_journal SET price = 100 WHERE place = 2", 2),
            ("DELETE FROM box_office_journal WHERE place = 1", 1),
            ("DELETE FROM box_office_journal WHERE place = 3", 3),
            ("UPDATE box_office_tickets SET number = 9 WHERE number = 3", 3),
        ] {
            let mut write = house.db.write().await.unwrap();
            write.execute(sql, vec![]).await.unwrap();
            match statement::verify(&mut write, &house.item).await.unwrap() {
                statement::Verdict::Broken { place: found, .. } => assert_eq!(found, place, "{sql}"),
                whole => panic!("{sql}: {whole:?}"),
            }
            write.rollback().await.unwrap();
        }
    })
    .await;
}

#[tokio::test]
async fn allotments_share_the_places_and_give_back_what_they_keep() {
    scenario(10, |house| async move {
        let allotment = |code: &str, places, release_at: Option<&str>| NewAllotment {
            code: code.into(),
            label: code.into(),
            places,
            release_at: release_at.map(|at| at.parse().unwrap()),
        };
        let mut write = house.db.write().await.unwrap();
        let wanted = [allotment("commune", 6, Some("2026-11-25T09:00:00Z")), allotment("schools", 2, None)];
        sale::set_allotments(&mut write, &house.item, &wanted, &ME).await.unwrap();
        let much = [allotment("commune", 11, None)];
        assert!(sale::set_allotments(&mut write, &house.item, &much, &ME).await.is_err());
        let desk = hold::Wanted { allotment: "commune".into(), ..house.wanted(&[("plein", 4)]) };
        hold(&mut write, Channel::Desk, &desk).await.unwrap();
        // Nobody online sells what is kept for the town hall.
        let online = hold(&mut write, Channel::Online, &desk).await.unwrap_err();
        assert!(matches!(online, Error::NotFound));
        let few = [allotment("commune", 3, None)];
        let refused = sale::set_allotments(&mut write, &house.item, &few, &ME).await.unwrap_err();
        assert_eq!(why(&refused), "box-places-taken");
        write.commit().await.unwrap();
        assert_eq!(house.left().await, 2);
        house.db.clock().advance(MINUTE * 60 * 24 * 2);
        box_office::keep::without_letters(&house.db).await;
        assert_eq!(house.left().await, 8, "the town hall's went online, the schools' did not");
    })
    .await;
}

/// What may happen to a counter.
#[derive(Debug, Clone)]
enum Deed {
    Hold(i64),
    Release(usize),
    Order(usize),
    Cancel(usize),
    Wait(u64),
    Minute,
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let deed = prop_oneof![
        4 => (1..5_i64).prop_map(Deed::Hold),
        1 => (0..8_usize).prop_map(Deed::Release),
        4 => (0..8_usize).prop_map(Deed::Order),
        2 => (0..8_usize).prop_map(Deed::Cancel),
        1 => (1..20_u64).prop_map(Deed::Wait),
        1 => Just(Deed::Minute),
    ];
    proptest::collection::vec(deed, 1..25)
}

/// Whatever happens, places held, sold and left are the capacity.
async fn counted(house: &House, deeds: &[Deed]) {
    let (mut holds, mut orders) = (Vec::new(), Vec::new());
    for (number, deed) in deeds.iter().enumerate() {
        let mut write = house.db.write().await.unwrap();
        match deed {
            Deed::Hold(places) => match hold(&mut write, Channel::Online, &house.wanted(&[("gratuit", *places)])).await
            {
                Ok(held) => holds.push(held),
                Err(Error::NotEnough { left }) => assert!(left < *places),
                Err(other) => panic!("{other}"),
            },
            Deed::Release(at) if !holds.is_empty() => {
                hold::release(&mut write, &holds[at % holds.len()].secret).await.unwrap();
            }
            Deed::Order(at) if !holds.is_empty() => {
                let who = buyer(&format!("n{number}@exemple.example"));
                match order::place(&mut write, &holds[at % holds.len()].secret, &who).await {
                    Ok(made) => orders.push(made),
                    Err(Error::Refused("box-hold-gone" | "box-hold-used")) => {
                        write.rollback().await.unwrap();
                        continue;
                    }
                    Err(other) => panic!("{other}"),
                }
            }
            Deed::Cancel(at) if !orders.is_empty() => {
                match box_office::cancel::by_holder(&mut write, &orders[at % orders.len()].secret, &[]).await {
                    Ok(_) => {}
                    Err(Error::Refused("box-nothing-to-cancel")) => {
                        write.rollback().await.unwrap();
                        continue;
                    }
                    Err(other) => panic!("{other}"),
                }
            }
            Deed::Wait(minutes) => house.db.clock().advance(MINUTE * (*minutes as u32)),
            Deed::Minute => {
                write.rollback().await.unwrap();
                box_office::keep::without_letters(&house.db).await;
                continue;
            }
            _ => {}
        }
        write.commit().await.unwrap();
        let mut read = house.db.read().await.unwrap();
        let now = house.db.clock().now();
        let mut held = 0;
        for one in &holds {
            let known = hold::by_id(&mut read, &one.id).await.unwrap();
            held += if known.is_good(now) { known.places } else { 0 };
        }
        let tickets = ticket::of_item(&mut read, &house.item).await.unwrap();
        let sold = tickets.iter().filter(|one| one.state == TicketState::Valid).count() as i64;
        drop(read);
        assert_eq!(held + sold + house.left().await, 9, "{deeds:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_happens_places_are_counted_once() {
    scenario(9, |house| {
        async move {
            let cases = if house.db.backend() == store::Backend::Sqlite { 12 } else { 6 };
            let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::default());
            let (mut hours, mut plans) = (0..24, Vec::new());
            for _ in 0..cases {
                let plan = deeds().new_tree(&mut runner).unwrap().current();
                plans.push((hours.next().unwrap(), plan));
            }
            for (hour, plan) in plans {
                // Each on a performance of its own.
                let item = house.announced(&format!("2027-03-{:02}T19:00:00Z", hour + 1), 9).await;
                house.opened(&item, 9).await;
                let house = House { item, ..house.clone() };
                counted(&house, &plan).await;
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_numbered_seat_is_nobody_elses() {
    scenario(12, |house| async move {
        let plan = seating_plan::typed::read("A: 1-6\nB: 1-6").unwrap();
        let mut write = house.db.write().await.unwrap();
        let starts_at = sale::by_item(&mut write, &house.item).await.unwrap().starts_at;
        let setup = sale::Setup { numbered: true, ..house.setup(starts_at, 12) };
        sale::set_up(&mut write, &house.item, &setup, &ME).await.unwrap();
        seats::set_plan(&mut write, &house.item, None, &plan).await.unwrap();
        write.commit().await.unwrap();
        let racers = (0..10).map(|number| {
            let house = house.clone();
            tokio::spawn(async move { house.book(&format!("r{number}@exemple.example"), &[("gratuit", 2)]).await })
        });
        let racers: Vec<_> = racers.collect();
        let mut made = Vec::new();
        for racer in racers {
            match racer.await.unwrap() {
                Ok(order) => made.push(order),
                Err(Error::NotEnough { .. }) => {}
                Err(other) => panic!("{other}"),
            }
        }
        assert_eq!((made.len(), house.left().await), (6, 0));
        let mut write = house.db.write().await.unwrap();
        let tickets = ticket::of_item(&mut write, &house.item).await.unwrap();
        let labels: BTreeSet<String> = tickets.iter().map(|one| one.seat.clone().unwrap()).collect();
        assert_eq!(labels.len(), 12);
        // What comes back serves again, under the same names.
        box_office::cancel::by_holder(&mut write, &made[2].secret, &[]).await.unwrap();
        write.commit().await.unwrap();
        let back: BTreeSet<_> =
            tickets.iter().filter(|one| one.order == made[2].id).map(|one| one.seat.clone()).collect();
        let again = house.book("again@exemple.example", &[("gratuit", 2)]).await.unwrap();
        let tickets = ticket::of_order(&mut house.db.read().await.unwrap(), &again.id).await.unwrap();
        assert_eq!(tickets.iter().map(|one| one.seat.clone()).collect::<BTreeSet<_>>(), back);
        house.adds_up().await;
    })
    .await;
}

#[tokio::test]
async fn a_hall_of_two_categories_offers_who_waits_the_seats_that_came_back() {
    scenario(4, |house| async move {
        let plan = seating_plan::typed::read("A (1re série): 1-2\nB (2e série): 1-2").unwrap();
        let mut write = house.db.write().await.unwrap();
        let starts_at = sale::by_item(&mut write, &house.item).await.unwrap().starts_at;
        let setup = sale::Setup { numbered: true, ..house.setup(starts_at, 4) };
        sale::set_up(&mut write, &house.item, &setup, &ME).await.unwrap();
        seats::set_plan(&mut write, &house.item, None, &plan).await.unwrap();
        let of =
            |code: &str, category: &str| NewTariff { category: category.into(), ..tariff(code, 0, TariffKind::Full) };
        let tariffs = [of("cher", "1re série"), of("loin", "2e série")];
        sale::set_tariffs(&mut write, &house.item, &tariffs, &ME).await.unwrap();
        write.commit().await.unwrap();
        let near = house.book("ana@exemple.example", &[("cher", 2)]).await.unwrap();
        let far = house.book("bob@exemple.example", &[("loin", 2)]).await.unwrap();
        let mut write = house.db.write().await.unwrap();
        let mut entries = Vec::new();
        for (email, places) in [("two@exemple.example", 2), ("one@exemple.example", 1)] {
            entries.push(wait_list::join(&mut write, &house.item, "Bea", email, Lang::Fr, places).await.unwrap());
        }
        // One of each category comes back: nobody sits two there, and one of them is for whoever wants one.
        for order in [&far, &near] {
            let one = ticket::of_order(&mut write, &order.id).await.unwrap().remove(0).id;
            box_office::cancel::by_holder(&mut write, &order.secret, &[one]).await.unwrap();
        }
        write.commit().await.unwrap();
        for _ in 0..2 {
            box_office::keep::without_letters(&house.db).await;
            let mut read = house.db.read().await.unwrap();
            let waits = wait_list::by_id(&mut read, &entries[0].id).await.unwrap();
            let offered = wait_list::by_id(&mut read, &entries[1].id).await.unwrap();
            assert_eq!((waits.state, offered.state), (WaitState::Waiting, WaitState::Offered));
            let kept = seats::of_hold(&mut read, &offered.hold.unwrap()).await.unwrap();
            assert_eq!(kept.len(), 1);
            assert!(kept[0].starts_with('B'), "the first that came back: {kept:?}");
            drop(read);
            assert_eq!(house.left().await, 1, "no place is kept without its seat");
        }
    })
    .await;
}

#[tokio::test]
async fn money_that_comes_while_its_order_lapses_is_asked_about_again() {
    scenario(3, |house| async move {
        // Where one writes at a time, nothing comes in between.
        if house.db.backend() != store::Backend::Postgres {
            return;
        }
        let order = house.book("ana@exemple.example", &[("plein", 1)]).await.unwrap();
        let payment = order.payment.clone().unwrap();
        let trial = house.trial(&payment).await;
        house.test.decide(&trial, Choice::Pay).await.unwrap();
        let mut write = house.db.write().await.unwrap();
        let sql = "UPDATE box_office_orders SET state = 'expired' WHERE id = $1";
        write.execute(sql, params![&order.id]).await.unwrap();
        let me = "SELECT CAST(pg_backend_pid() AS BIGINT)";
        let me: i64 = write.one(me, params![]).await.unwrap().get(0).unwrap();
        let (payments, asked) = (house.payments.clone(), payment.clone());
        let coming = tokio::spawn(async move { payments.look(&asked).await.unwrap().state });
        let waits = format!("SELECT COUNT(*) FROM pg_stat_activity WHERE {me} = ANY(pg_blocking_pids(pid))");
        let blocked =
            async || house.db.read().await.unwrap().one(&waits, params![]).await.unwrap().get::<i64>(0).unwrap();
        while blocked().await == 0 {
            tokio::task::yield_now().await;
        }
        write.commit().await.unwrap();
        assert_eq!(coming.await.unwrap(), payment::State::Begun, "paid without a ticket is not kept");
        house.db.clock().advance(MINUTE * 3);
        house.payments.reconcile().await.unwrap();
        assert_eq!(house.order(&order.id).await.state, OrderState::Paid);
        let mut read = house.db.read().await.unwrap();
        assert_eq!(ticket::of_order(&mut read, &order.id).await.unwrap().len(), 1);
    })
    .await;
}
