//! The online door of resources, on both databases: licences, seats, views, money, waiting lists, and what remains.

#![expect(clippy::unwrap_used, reason = "a test stops where it fails")]

use std::time::Duration;

use access::licences::{self, Audience, Licence, ViewQuota};
use access::{
    Budget, Door, DoorKind, Entered, Entry, Look, QuotaPeriod, Refusal, Retention, Right, RightKind, RightScope,
    RightState, Turnstile, Verdict, Visitor, budgets, doors, enter, figures, local_zone, rights, seats, waiting,
};
use jiff::{Timestamp, ToSpan};
use programme::{InstitutionKind, NewInstitution, institution};
use store::prelude::*;
use store::testing::on_both_at;
use store::{MigrationSet, new_id};

const SETS: &[MigrationSet] = &[programme::MIGRATIONS, access::MIGRATIONS];
const NOW: &str = "2026-11-22T12:00:00Z";

fn at(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

fn now() -> Timestamp {
    at(NOW)
}

async fn library(db: &Db, code: &str) -> String {
    let mut write = db.write().await.unwrap();
    let new = NewInstitution {
        kind: InstitutionKind::Library,
        code,
        name: code,
        commune: "59350",
        address: None,
        postal_code: None,
        position: None,
        website: None,
        weekly_minutes: None,
        demo: false,
        source: "test",
    };
    let id = institution::declare(&mut write, &new).await.unwrap();
    write.commit().await.unwrap();
    id
}

async fn door(db: &Db, code: &str) -> String {
    let institution = library(db, "reseau").await;
    let mut write = db.write().await.unwrap();
    let door = Door {
        id: String::new(),
        kind: DoorKind::OnlineResource,
        code: code.into(),
        institution,
        commune: None,
        item: None,
        accepts: vec![RightKind::LibraryCard],
        open: true,
    };
    let id = doors::declare(&mut write, &door).await.unwrap();
    write.commit().await.unwrap();
    id
}

async fn licence(db: &Db, licence: Licence) -> String {
    let mut write = db.write().await.unwrap();
    let id = licences::declare(&mut write, &licence).await.unwrap();
    write.commit().await.unwrap();
    id
}

async fn card(db: &Db, account: &str) -> String {
    let mut write = db.write().await.unwrap();
    let right = Right {
        id: String::new(),
        kind: RightKind::LibraryCard,
        holder: Some(account.into()),
        scope: RightScope::Everywhere,
        valid_from: at("2026-01-01T00:00:00Z"),
        valid_until: Some(at("2027-01-01T00:00:00Z")),
        quota: None,
        admits: 1,
        state: RightState::Active,
    };
    let id = rights::issue(&mut write, &right).await.unwrap();
    write.commit().await.unwrap();
    id
}

async fn budget(db: &Db, library: &str, cents: i64) -> String {
    let mut write = db.write().await.unwrap();
    let budget = Budget {
        id: String::new(),
        fund: "vod".into(),
        library: library.into(),
        label: "Films".into(),
        cents,
        period: QuotaPeriod::Month,
    };
    let id = budgets::declare(&mut write, &budget).await.unwrap();
    write.commit().await.unwrap();
    id
}

fn reader(account: &str) -> Visitor<'_> {
    Visitor { account, age_years: Some(30), commune: Some("59350"), library: Some("lille") }
}

async fn come_as(db: &Db, id: &str, door: &str, visitor: Option<Visitor<'_>>, at: Timestamp) -> Entered {
    let session = visitor.map_or("anonymous", |visitor| visitor.account);
    let mut write = db.write().await.unwrap();
    let entry = Entry { id, door, visitor, session, at };
    let entered = enter(&mut write, &entry, &local_zone()).await.unwrap();
    write.commit().await.unwrap();
    entered
}

async fn come(db: &Db, door: &str, account: &str, at: Timestamp) -> Entered {
    come_as(db, &new_id(), door, Some(reader(account)), at).await
}

fn members(door: &str) -> Licence {
    Licence::unlimited(door, Audience::Members, "Abonnement")
}

#[track_caller]
fn refused(entered: &Entered) -> Refusal {
    match entered.verdict {
        Verdict::Refused { reason } => {
            assert_eq!(entered.seat, None);
            reason
        }
        other => panic!("{other:?} is no refusal"),
    }
}

#[track_caller]
fn admitted(entered: &Entered) -> Option<u32> {
    match entered.verdict {
        Verdict::Admitted { left } => {
            assert!(entered.seat.is_some());
            left
        }
        other => panic!("{other:?} is no admission"),
    }
}

fn four_films(door: &str) -> Licence {
    let quota = ViewQuota { views: 4, period: QuotaPeriod::Month, group: "films".into() };
    Licence { quota: Some(quota), ..members(door) }
}

#[tokio::test]
async fn a_card_opens_and_its_loss_shuts_at_once() {
    on_both_at(SETS, NOW, |db| async move {
        let door = door(&db, "journal").await;
        assert_eq!(refused(&come(&db, &door, "jeanne", now()).await), Refusal::NotOffered);
        licence(&db, members(&door)).await;
        assert_eq!(refused(&come(&db, &door, "jeanne", now()).await), Refusal::NoCard);
        let anonymous = come_as(&db, &new_id(), &door, None, now()).await;
        assert_eq!(refused(&anonymous), Refusal::NoCard);
        let card = card(&db, "jeanne").await;
        let entered = come(&db, &door, "jeanne", now()).await;
        assert_eq!(admitted(&entered), None);
        let seat = entered.seat.unwrap();
        assert_eq!(seat.ends_at, at("2026-11-22T12:10:00Z"));

        let mut write = db.write().await.unwrap();
        let later = at("2026-11-22T12:05:00Z");
        let held = seats::hold(&mut write, &seat.id, later).await.unwrap().unwrap();
        assert_eq!(held.ends_at, at("2026-11-22T12:15:00Z"));
        rights::set_state(&mut write, &card, RightState::Replaced).await.unwrap();
        assert_eq!(seats::hold(&mut write, &seat.id, later).await.unwrap(), None, "an open page stops too");
        write.commit().await.unwrap();
        assert_eq!(refused(&come(&db, &door, "jeanne", now()).await), Refusal::Replaced);

        let mut write = db.write().await.unwrap();
        doors::set_open(&mut write, &door, false).await.unwrap();
        write.commit().await.unwrap();
        assert_eq!(refused(&come(&db, &door, "jeanne", now()).await), Refusal::DoorClosed);
    })
    .await;
}

#[tokio::test]
async fn what_is_open_asks_no_card() {
    on_both_at(SETS, NOW, |db| async move {
        let door = door(&db, "germinal").await;
        licence(&db, Licence::unlimited(&door, Audience::Everyone, "Domaine public")).await;
        admitted(&come_as(&db, &new_id(), &door, None, now()).await);
        admitted(&come(&db, &door, "nobody", now()).await);
    })
    .await;
}

#[tokio::test]
async fn the_most_useful_refusal_is_said() {
    on_both_at(SETS, NOW, |db| async move {
        let door = door(&db, "film").await;
        card(&db, "jeanne").await;
        let past = Licence { ends_at: Some(at("2026-11-01T00:00:00Z")), ..members(&door) };
        licence(&db, past).await;
        let since = at("2026-11-01T00:00:00Z");
        assert_eq!(refused(&come(&db, &door, "jeanne", now()).await), Refusal::OfferEnded { since });
        let from = at("2026-12-01T00:00:00Z");
        licence(&db, Licence { starts_at: Some(from), ..members(&door) }).await;
        assert_eq!(refused(&come(&db, &door, "jeanne", now()).await), Refusal::NotYetOffered { from });
        licence(&db, Licence { libraries: vec!["roubaix".into()], ..members(&door) }).await;
        assert_eq!(refused(&come(&db, &door, "jeanne", now()).await), Refusal::OtherLibrary);
        licence(&db, Licence { communes: vec!["59512".into(), "59599".into()], ..members(&door) }).await;
        assert_eq!(refused(&come(&db, &door, "jeanne", now()).await), Refusal::OtherCommune);
        let adults = licence(&db, Licence { age_min: Some(31), age_max: Some(90), ..members(&door) }).await;
        assert_eq!(refused(&come(&db, &door, "jeanne", now()).await), Refusal::TooYoung { min: 31 });
        let unknown = Visitor { age_years: None, ..reader("jeanne") };
        let entered = come_as(&db, &new_id(), &door, Some(unknown), now()).await;
        assert_eq!(entered.verdict, Verdict::CannotKnow { reason: access::Doubt::Age }, "unknown is no 'no'");
        let old = Visitor { age_years: Some(91), ..reader("jeanne") };
        assert_eq!(refused(&come_as(&db, &new_id(), &door, Some(old), now()).await), Refusal::TooOld { max: 90 });
        let mut write = db.write().await.unwrap();
        licences::end(&mut write, &adults, now()).await.unwrap();
        write.commit().await.unwrap();
        assert_eq!(refused(&come(&db, &door, "jeanne", now()).await), Refusal::OtherCommune);
        licence(&db, members(&door)).await;
        admitted(&come(&db, &door, "jeanne", now()).await);
    })
    .await;
}

#[tokio::test]
async fn licences_that_contradict_themselves_are_refused() {
    on_both_at(SETS, NOW, |db| async move {
        let door = door(&db, "film").await;
        let mut write = db.write().await.unwrap();
        for bad in [
            Licence { label: " ".into(), ..members(&door) },
            Licence { starts_at: Some(now()), ends_at: Some(now()), ..members(&door) },
            Licence { age_min: Some(12), age_max: Some(11), ..members(&door) },
            Licence { price_cents: 250, ..members(&door) },
            Licence { seats: Some(0), ..members(&door) },
            Licence { audience: Audience::Everyone, ..four_films(&door) },
        ] {
            let error = licences::declare(&mut write, &bad).await.unwrap_err();
            assert!(matches!(error, access::Error::Senseless(_)), "{error} for {bad:?}");
        }
        let nowhere = licences::declare(&mut write, &members("nowhere")).await.unwrap_err();
        assert!(matches!(nowhere, access::Error::NotFound));
    })
    .await;
}

#[tokio::test]
async fn a_fifth_film_is_refused_with_the_date_it_will_work() {
    on_both_at(SETS, NOW, |db| async move {
        card(&db, "jeanne").await;
        let mut films = Vec::new();
        for number in 1..=5 {
            let door = door(&db, &format!("film-{number}")).await;
            licence(&db, four_films(&door)).await;
            films.push(door);
        }
        for (film, left) in films.iter().zip([3, 2, 1, 0]) {
            assert_eq!(admitted(&come(&db, film, "jeanne", now()).await), Some(left));
        }
        let december = at("2026-11-30T23:00:00Z");
        let spent = Refusal::ViewsSpent { quota: 4, again: Some(december) };
        assert_eq!(refused(&come(&db, &films[4], "jeanne", now()).await), spent);
        let evening = now().checked_add(47.hours()).unwrap();
        assert_eq!(admitted(&come(&db, &films[0], "jeanne", evening).await), Some(0), "begun, it may be finished");
        let too_late = now().checked_add(49.hours()).unwrap();
        assert_eq!(refused(&come(&db, &films[0], "jeanne", too_late).await), spent);
        assert_eq!(admitted(&come(&db, &films[4], "jeanne", december).await), Some(3), "in the new month");
    })
    .await;
}

#[tokio::test]
async fn ten_euros_admit_four_of_sixty_four() {
    on_both_at(SETS, NOW, |db| async move {
        let door = door(&db, "film").await;
        licence(&db, Licence { price_cents: 250, fund: Some("vod".into()), ..members(&door) }).await;
        let budget = budget(&db, "", 1000).await;
        for reader in 0..64 {
            card(&db, &format!("reader-{reader}")).await;
        }
        let racing: Vec<_> = (0..64)
            .map(|reader| {
                let (db, door) = (db.clone(), door.clone());
                tokio::spawn(async move { come(&db, &door, &format!("reader-{reader}"), now()).await })
            })
            .collect();
        let (mut paid, mut inside) = (0, 0);
        for task in racing {
            let entered = task.await.unwrap();
            paid += entered.paid_cents;
            match entered.verdict {
                Verdict::Admitted { .. } => inside += 1,
                Verdict::Refused { reason: Refusal::BudgetSpent { again } } => {
                    assert_eq!(again, Some(at("2026-11-30T23:00:00Z")));
                }
                other => panic!("{other:?}"),
            }
        }
        assert_eq!((inside, paid), (4, 1000));
        let mut read = db.read().await.unwrap();
        let budgets = budgets::of_fund(&mut read, "vod").await.unwrap();
        let standing = budgets::standing(&mut read, &budgets[0], now(), &local_zone()).await.unwrap();
        assert_eq!((standing.budget.id, standing.spent_cents), (budget, 1000));
        assert_eq!(standing.forecast, budgets::Forecast::Spent);
    })
    .await;
}

#[tokio::test]
async fn one_reader_racing_pays_once_and_counts_once() {
    on_both_at(SETS, NOW, |db| async move {
        let door = door(&db, "film").await;
        licence(&db, Licence { price_cents: 250, fund: Some("vod".into()), ..four_films(&door) }).await;
        budget(&db, "", 1000).await;
        card(&db, "jeanne").await;
        let racing: Vec<_> = (0..64)
            .map(|_| {
                let (db, door) = (db.clone(), door.clone());
                tokio::spawn(async move { come(&db, &door, "jeanne", now()).await })
            })
            .collect();
        let mut paid = 0;
        for task in racing {
            let entered = task.await.unwrap();
            assert_eq!(admitted(&entered), Some(3));
            paid += entered.paid_cents;
        }
        assert_eq!(paid, 250);
    })
    .await;
}

#[tokio::test]
async fn one_reader_racing_at_many_films_sees_four() {
    on_both_at(SETS, NOW, |db| async move {
        card(&db, "jeanne").await;
        let mut films = Vec::new();
        for number in 0..64 {
            let door = door(&db, &format!("film-{number}")).await;
            licence(&db, four_films(&door)).await;
            films.push(door);
        }
        let racing: Vec<_> = films
            .into_iter()
            .map(|door| {
                let db = db.clone();
                tokio::spawn(async move { come(&db, &door, "jeanne", now()).await })
            })
            .collect();
        let mut seen = 0;
        for task in racing {
            match task.await.unwrap().verdict {
                Verdict::Admitted { .. } => seen += 1,
                Verdict::Refused { reason: Refusal::ViewsSpent { quota: 4, .. } } => {}
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(seen, 4);
    })
    .await;
}

#[tokio::test]
async fn three_seats_hold_three_of_sixty_four() {
    on_both_at(SETS, NOW, |db| async move {
        let door = door(&db, "journal").await;
        licence(&db, Licence { seats: Some(3), ..members(&door) }).await;
        for reader in 0..64 {
            card(&db, &format!("reader-{reader}")).await;
        }
        let racing: Vec<_> = (0..64)
            .map(|reader| {
                let (db, door) = (db.clone(), door.clone());
                tokio::spawn(async move {
                    let account = format!("reader-{reader}");
                    (come(&db, &door, &account, now()).await, account)
                })
            })
            .collect();
        let mut inside = Vec::new();
        for task in racing {
            let (entered, account) = task.await.unwrap();
            match entered.verdict {
                Verdict::Admitted { .. } => inside.push((entered.seat.unwrap(), account)),
                Verdict::Refused { reason: Refusal::SeatsTaken { seats: 3, waiting: 0 } } => {}
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(inside.len(), 3);
        // The same reader on a second page takes no second seat.
        admitted(&come(&db, &door, &inside[0].1, now()).await);
        assert_eq!(seats::inside(&mut db.read().await.unwrap(), &door, now()).await.unwrap(), 3);
        // A seat given back is free; seats that lapse are free.
        let mut write = db.write().await.unwrap();
        assert_eq!(seats::leave(&mut write, &inside[1].0.id, now()).await.unwrap(), Some(door.clone()));
        assert_eq!(seats::leave(&mut write, &inside[1].0.id, now()).await.unwrap(), None);
        write.commit().await.unwrap();
        for late in ["late-0", "late-1", "late-2", "late-3"] {
            card(&db, late).await;
        }
        admitted(&come(&db, &door, "late-0", now()).await);
        let later = now().checked_add(11.minutes()).unwrap();
        for reader in ["late-1", "late-2", "late-3"] {
            admitted(&come(&db, &door, reader, later).await);
        }
        // Whoever lapsed finds the seat taken when the page wakes up.
        let mut write = db.write().await.unwrap();
        assert_eq!(seats::hold(&mut write, &inside[2].0.id, later).await.unwrap(), None);
        write.commit().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_share_pays_for_its_own_readers() {
    on_both_at(SETS, NOW, |db| async move {
        let door = door(&db, "film").await;
        let paid = Licence { price_cents: 250, fund: Some("vod".into()), ..members(&door) };
        licence(&db, paid).await;
        let fund = |library: &'static str, cents| budget(&db, library, cents);
        card(&db, "a").await;
        assert_eq!(
            refused(&come(&db, &door, "a", now()).await),
            Refusal::BudgetSpent { again: None },
            "no money at all"
        );
        fund("", 250).await;
        fund("roubaix", 250).await;
        for account in ["b", "c", "d"] {
            card(&db, account).await;
        }
        let of = |account, library| Some(Visitor { library: Some(library), ..reader(account) });
        admitted(&come_as(&db, &new_id(), &door, of("a", "roubaix"), now()).await);
        let spent = come_as(&db, &new_id(), &door, of("b", "roubaix"), now()).await;
        assert_eq!(refused(&spent).code(), "budget_spent", "the common money is left to the others");
        admitted(&come_as(&db, &new_id(), &door, of("c", "lille"), now()).await);
        assert_eq!(refused(&come_as(&db, &new_id(), &door, of("d", "lille"), now()).await).code(), "budget_spent");
        fund("roubaix", 200).await;
        let never = come_as(&db, &new_id(), &door, of("b", "roubaix"), at("2026-12-01T12:00:00Z")).await;
        assert_eq!(refused(&never), Refusal::BudgetSpent { again: None }, "a price above the whole budget");
    })
    .await;
}

#[tokio::test]
async fn told_twice_it_is_one_entry() {
    on_both_at(SETS, NOW, |db| async move {
        let door = door(&db, "film").await;
        licence(&db, four_films(&door)).await;
        let id = new_id();
        let tell = |at| come_as(&db, &id, &door, Some(reader("jeanne")), at);
        assert_eq!(refused(&tell(now()).await), Refusal::NoCard);
        assert_eq!(refused(&tell(now()).await), Refusal::NoCard);
        card(&db, "jeanne").await;
        let first = tell(now()).await;
        assert_eq!(admitted(&first), Some(3));
        let second = tell(now()).await;
        assert_eq!((admitted(&second), &second.seat), (Some(3), &first.seat));
        let day = now().to_zoned(local_zone()).date();
        let report = figures::between(&mut db.read().await.unwrap(), day, day, &local_zone()).await.unwrap();
        assert_eq!(report.figures.iter().map(|(_, figure)| figure.entries).sum::<i64>(), 1);
        assert_eq!(report.refusals.iter().map(|refused| refused.refusals).sum::<i64>(), 1);
    })
    .await;
}

#[tokio::test]
async fn those_who_wait_come_in_their_order() {
    on_both_at(SETS, NOW, |db| async move {
        let door = door(&db, "methode").await;
        for account in ["a", "b", "c", "d"] {
            card(&db, account).await;
        }
        let zone = local_zone();
        let join = async |account: &str, at: Timestamp| {
            let mut write = db.write().await.unwrap();
            let place = waiting::join(&mut write, &door, &reader(account), at, &zone).await;
            write.commit().await.unwrap();
            place
        };
        assert!(matches!(join("b", now()).await, Err(access::Error::Senseless(_))), "nothing is offered");
        licence(&db, Licence { seats: Some(1), ..members(&door) }).await;
        assert!(matches!(join("b", now()).await, Err(access::Error::Senseless(_))), "a seat is free");
        let inside = come(&db, &door, "a", now()).await.seat.unwrap();
        assert_eq!(join("b", now()).await.unwrap().place, 1);
        let second = now().checked_add(1.second()).unwrap();
        assert_eq!(join("c", second).await.unwrap().place, 2);
        assert_eq!(join("b", second).await.unwrap().place, 1, "joining twice keeps the place");

        let keep = Duration::from_secs(600);
        let turn = async |at: Timestamp| {
            let mut write = db.write().await.unwrap();
            let turns = waiting::expire(&mut write, at, keep).await.unwrap();
            write.commit().await.unwrap();
            let names = |offers: Vec<waiting::Offer>| offers.into_iter().map(|offer| offer.account).collect::<Vec<_>>();
            (names(turns.offered), names(turns.lapsed))
        };
        let none = || Vec::<String>::new();
        assert_eq!(turn(second).await, (none(), none()), "no seat is free");
        let mut write = db.write().await.unwrap();
        seats::leave(&mut write, &inside.id, second).await.unwrap();
        write.commit().await.unwrap();
        // Before anything is offered, whoever has not waited stays behind those who have.
        assert_eq!(refused(&come(&db, &door, "d", second).await), Refusal::SeatsTaken { seats: 1, waiting: 2 });
        assert_eq!(turn(second).await, (vec!["b".into()], none()));
        assert_eq!(turn(second).await, (none(), none()), "an offer is made once");
        assert_eq!(refused(&come(&db, &door, "c", second).await).code(), "seats_taken");
        // b does not come: the turn passes to c, who does.
        let lapse = second.checked_add(10.minutes()).unwrap();
        assert_eq!(turn(lapse).await, (vec!["c".into()], vec!["b".into()]));
        let mut read = db.read().await.unwrap();
        assert_eq!(waiting::place(&mut read, &door, "b", lapse).await.unwrap(), None);
        assert_eq!(waiting::place(&mut read, &door, "c", lapse).await.unwrap().unwrap().place, 0);
        drop(read);
        admitted(&come(&db, &door, "c", lapse).await);
        let mut read = db.read().await.unwrap();
        assert_eq!(waiting::length(&mut read, &door).await.unwrap(), 0);
        assert_eq!(waiting::of_account(&mut read, "c", lapse).await.unwrap(), []);
        drop(read);
        assert_eq!(refused(&come(&db, &door, "d", lapse).await).code(), "seats_taken");
        join("d", lapse).await.unwrap();
        let mut write = db.write().await.unwrap();
        waiting::leave(&mut write, &door, "d").await.unwrap();
        assert_eq!(waiting::length(&mut write, &door).await.unwrap(), 0);
        write.commit().await.unwrap();
    })
    .await;
}

async fn look_at(db: &Db, door: &str, account: &str, at: Timestamp, robot: bool) {
    let mut write = db.write().await.unwrap();
    let look = Look { door, visitor: Some(reader(account)), session: account, at, robot };
    access::look(&mut write, &look, &local_zone()).await.unwrap();
    write.commit().await.unwrap();
}

#[tokio::test]
async fn counter_s_rules_are_applied() {
    on_both_at(SETS, NOW, |db| async move {
        let door = door(&db, "germinal").await;
        licence(&db, members(&door)).await;
        card(&db, "jeanne").await;
        let after = |seconds: i64| now().checked_add(seconds.seconds()).unwrap();
        // Two clicks within 30 seconds are one; a third one 31 seconds later is another, of the same session.
        come(&db, &door, "jeanne", after(0)).await;
        come(&db, &door, "jeanne", after(30)).await;
        come(&db, &door, "jeanne", after(61)).await;
        look_at(&db, &door, "jeanne", after(62), false).await;
        look_at(&db, &door, "jeanne", after(63), true).await;
        // Another hour is another session.
        come(&db, &door, "jeanne", after(3600)).await;
        // Nobody without a card is a turnaway; a reader whom no licence covers is one.
        come(&db, &door, "nobody", after(0)).await;
        let day = now().to_zoned(local_zone()).date();
        let report = figures::between(&mut db.read().await.unwrap(), day, day, &local_zone()).await.unwrap();
        let [(slice, figure)] = report.figures.as_slice() else { panic!("{:?}", report.figures) };
        assert_eq!(
            (slice.library.as_str(), slice.commune.as_str(), slice.age_band.as_str()),
            ("lille", "59350", "26-39")
        );
        let expected = figures::Figure {
            entries: 4,
            total_investigations: 4,
            unique_investigations: 2,
            total_requests: 3,
            unique_requests: 2,
            no_license: 0,
            limit_exceeded: 0,
        };
        assert_eq!(*figure, expected);
        assert_eq!(report.refusals.len(), 1);
        assert_eq!(report.readers.len(), 2, "at this door, and anywhere");
        assert!(report.readers.iter().all(|readers| readers.readers == 1));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn entries_that_share_a_transaction_exceed_nothing() {
    on_both_at(SETS, NOW, |db| async move {
        let door = door(&db, "film").await;
        let limited = Licence { price_cents: 250, fund: Some("vod".into()), seats: Some(50), ..four_films(&door) };
        licence(&db, limited).await;
        budget(&db, "", 1000).await;
        for reader in 0..64 {
            card(&db, &format!("reader-{reader}")).await;
        }
        // Two servers on one database.
        let doors = [Turnstile::new(db.clone(), local_zone()), Turnstile::new(db.clone(), local_zone())];
        let racing: Vec<_> = (0..64)
            .map(|number| {
                let (doors, door) = (doors[number % 2].clone(), door.clone());
                tokio::spawn(async move {
                    let account = format!("reader-{number}");
                    let id = new_id();
                    let visitor = Some(reader(&account));
                    let entry = Entry { id: &id, door: &door, visitor, session: &account, at: now() };
                    let entered = doors.enter(&entry).await.unwrap();
                    let asked = doors.judge(&door, visitor.as_ref(), now()).await.unwrap();
                    (entered, asked)
                })
            })
            .collect();
        let (mut inside, mut paid) = (0, 0);
        for task in racing {
            let (entered, asked) = task.await.unwrap();
            paid += entered.paid_cents;
            match entered.verdict {
                Verdict::Admitted { left: Some(3) } => {
                    inside += 1;
                    assert_eq!(asked, entered.verdict, "a view begun stays open");
                }
                Verdict::Refused { reason: Refusal::BudgetSpent { .. } } => assert_eq!(asked, entered.verdict),
                other => panic!("{other:?}"),
            }
        }
        assert_eq!((inside, paid), (4, 1000));
        assert!(matches!(doors[0].judge("nowhere", None, now()).await, Err(access::Error::NotFound)));
        let nowhere = Entry { id: "x", door: "nowhere", visitor: None, session: "", at: now() };
        assert!(matches!(doors[0].enter(&nowhere).await, Err(access::Error::NotFound)));
        // A change of the rules is seen by both at the next verdict.
        let mut write = db.write().await.unwrap();
        access::doors::set_open(&mut write, &door, false).await.unwrap();
        write.commit().await.unwrap();
        for doors in &doors {
            let verdict = doors.judge(&door, Some(&reader("reader-0")), now()).await.unwrap();
            assert_eq!(verdict, Verdict::Refused { reason: Refusal::DoorClosed });
        }
    })
    .await;
}

/// The text of every cell of every table.
async fn everything(db: &Db) -> String {
    let mut read = db.read().await.unwrap();
    let mut text = String::new();
    for table in store::schema::tables(&mut read).await.unwrap().keys() {
        for row in read.all(&format!("SELECT * FROM {table}"), params![]).await.unwrap() {
            for column in 0..row.columns().len() {
                if let Ok(Some(cell)) = row.get::<Option<String>>(column) {
                    text.push_str(&cell);
                    text.push('\n');
                }
            }
        }
    }
    text
}

#[tokio::test]
async fn the_person_goes_and_the_counts_stay() {
    on_both_at(SETS, NOW, |db| async move {
        let zone = local_zone();
        let door = door(&db, "film").await;
        licence(&db, Licence { seats: Some(2), price_cents: 250, fund: Some("vod".into()), ..four_films(&door) }).await;
        budget(&db, "", 500).await;
        for account in ["jeanne-account", "paul-account", "third-account"] {
            card(&db, account).await;
            look_at(&db, &door, account, now(), false).await;
            come(&db, &door, account, now()).await;
            come(&db, &door, account, now().checked_add(2.minutes()).unwrap()).await;
        }
        let mut write = db.write().await.unwrap();
        waiting::join(&mut write, &door, &reader("third-account"), now(), &zone).await.unwrap();
        write.commit().await.unwrap();
        let (from, to) = ("2026-11-01".parse().unwrap(), "2026-11-30".parse().unwrap());
        let count = async || figures::between(&mut db.read().await.unwrap(), from, to, &zone).await.unwrap();
        let before = count().await;
        assert_eq!(before.figures[0].1.total_requests, 4);
        assert_eq!(before.figures[0].1.limit_exceeded, 2);

        // The account stands only where it serves: never in the journal.
        let mut read = db.read().await.unwrap();
        for row in read.all("SELECT who, session FROM access_journal", params![]).await.unwrap() {
            assert!(!row.text(0).unwrap().contains("account") && !row.text(1).unwrap().contains("account"));
        }
        let held = access::held(&mut read, "jeanne-account").await.unwrap();
        assert_eq!((held.rights.len(), held.views.len(), held.open.len()), (1, 1, 1));
        drop(read);
        assert!(everything(&db).await.contains("jeanne-account"));
        for account in ["jeanne-account", "third-account"] {
            let mut write = db.write().await.unwrap();
            access::forget(&mut write, account).await.unwrap();
            write.commit().await.unwrap();
            assert!(!everything(&db).await.contains(account));
        }
        assert_eq!(count().await, before, "erased, they are still counted");

        let sweep = async |at: &str| {
            let mut write = db.write().await.unwrap();
            let swept = access::sweep(&mut write, self::at(at), &zone, &Retention::default()).await.unwrap();
            write.commit().await.unwrap();
            swept
        };
        let soon = sweep("2026-12-14T12:00:00Z").await;
        assert_eq!((soon.folded, soon.secrets), (0, 0));
        assert!(soon.lapsed > 0);
        assert_eq!(sweep("2026-12-17T12:00:00Z").await.secrets, 1, "nobody can tell whose lines they are");
        assert_eq!(count().await, before);
        assert_eq!(sweep("2027-01-16T12:00:00Z").await.folded, 9);
        assert_eq!(count().await, before, "folded, the figures are the same");
        assert_eq!(sweep("2027-01-16T12:00:00Z").await, access::Swept::default());
        let mut read = db.read().await.unwrap();
        assert!(read.all("SELECT 1 FROM access_journal", params![]).await.unwrap().is_empty());
        assert!(read.all("SELECT 1 FROM access_passes", params![]).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_librarian_sees_how_close_the_limits_are() {
    on_both_at(SETS, NOW, |db| async move {
        let door = door(&db, "film").await;
        licence(&db, Licence { seats: Some(2), price_cents: 250, fund: Some("vod".into()), ..four_films(&door) }).await;
        budget(&db, "", 1000).await;
        card(&db, "jeanne").await;
        come(&db, &door, "jeanne", now()).await;
        let gauge = access::gauge(&mut db.read().await.unwrap(), &door, now(), &local_zone()).await.unwrap();
        assert_eq!(gauge.waiting, 0);
        assert_eq!(gauge.licences.len(), 1);
        let licence = &gauge.licences[0];
        assert_eq!((licence.inside, licence.readers, licence.spent), (1, Some(1), Some(0)));
        assert_eq!(gauge.budgets[0].spent_cents, 250);
        assert_eq!(gauge.budgets[0].forecast, budgets::Forecast::Unknown);
    })
    .await;
}
