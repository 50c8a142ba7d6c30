//! An order's life: paid, cancelled, changed, waited for, followed.

use box_office::cancel::{self, AtDesk, Way};
use box_office::hold::hold;
use box_office::model::{Channel, OrderState, SaleState, TicketState, WaitState};
use box_office::order::{self, Buyer, DeskSale};
use box_office::{change, invite, keep, privacy, sale, statement, ticket, wait_list};
use ledger::Cents;
use payment::provider::test::Choice;
use programme::performance;
use programme::{OfferState, offer, outcome};
use regie::{Means, Paying};
use shell::Lang;
use store::params;

use crate::house::{DAY, House, ME, MINUTE, buyer, scenario, why};

#[tokio::test]
async fn paid_online_tickets_are_rights_with_codes_and_add_up() {
    scenario(10, |house| async move {
        let order = house.bought("ana@exemple.example", &[("plein", 2), ("reduit", 1), ("gratuit", 1)]).await;
        assert_eq!((order.state, order.total), (OrderState::Paid, Cents(1300)));
        let mut read = house.db.read().await.unwrap();
        let tickets = ticket::of_order(&mut read, &order.id).await.unwrap();
        assert_eq!(tickets.len(), 4);
        for one in &tickets {
            let right = access::rights::by_id(&mut read, one.right()).await.unwrap();
            assert_eq!(right.scope, access::RightScope::Item(house.item.clone()));
            // From six in the morning of its day until six the next, in Lille.
            assert_eq!(right.valid_from.to_string(), "2026-11-28T05:00:00Z");
            assert_eq!(right.valid_until.unwrap().to_string(), "2026-11-29T05:00:00Z");
            let (text, number) = ticket::code(&mut read, one).await.unwrap().unwrap();
            assert!(text.len() > 50 && number.unwrap().len() == 11);
            let terms = access::terms::of(&mut read, one.right()).await.unwrap().unwrap();
            assert_eq!((terms.price_cents, terms.item.as_deref()), (one.price.0, Some(house.item.as_str())));
        }
        let known = statement::of_item(&mut read, &house.item).await.unwrap();
        assert_eq!((known.receipts(), known.paid(), known.free()), (Cents(1300), 3, 1));
        drop(read);
        assert_eq!(house.noted("order").await, 1);
        house.adds_up().await;
    })
    .await;
}

#[tokio::test]
async fn a_cancelled_ticket_is_given_back_once() {
    scenario(10, |house| async move {
        let order = house.bought("ana@exemple.example", &[("plein", 3)]).await;
        let tickets = ticket::of_order(&mut house.db.read().await.unwrap(), &order.id).await.unwrap();
        let racers = (0..4).map(|_| {
            let (house, secret, one) = (house.clone(), order.secret.clone(), tickets[0].id.clone());
            tokio::spawn(async move {
                let mut write = house.db.write().await.unwrap();
                let given = cancel::by_holder(&mut write, &secret, &[one]).await;
                if given.is_ok() {
                    write.commit().await.unwrap();
                }
                given
            })
        });
        let racers: Vec<_> = racers.collect();
        let mut given = Vec::new();
        for racer in racers {
            given.extend(racer.await.unwrap().ok());
        }
        assert_eq!(given.len(), 1);
        assert_eq!((given[0].amount, given[0].way), (Cents(500), Way::Payment));
        house.payments.reconcile().await.unwrap();
        let after = house.order(&order.id).await;
        assert_eq!(
            (after.state, after.refunded, after.places, house.left().await),
            (OrderState::Paid, Cents(500), 2, 8)
        );
        let mut read = house.db.read().await.unwrap();
        let right = access::rights::by_id(&mut read, &tickets[0].id).await.unwrap();
        assert_eq!(right.state, access::RightState::Cancelled);
        assert!(
            ticket::code(&mut read, &ticket::by_id(&mut read_again(&house).await, &tickets[0].id).await.unwrap())
                .await
                .unwrap()
                .is_none()
        );
        drop(read);
        // The rest, then nothing.
        let mut write = house.db.write().await.unwrap();
        let rest = cancel::by_holder(&mut write, &order.secret, &[]).await.unwrap();
        assert_eq!(rest.amount, Cents(1000));
        assert!(cancel::by_holder(&mut write, &order.secret, &[]).await.is_err());
        write.commit().await.unwrap();
        house.adds_up().await;
        house.payments.reconcile().await.unwrap();
        house.adds_up().await;
        let known = statement::of_item(&mut house.db.read().await.unwrap(), &house.item).await.unwrap();
        assert_eq!((known.receipts(), known.lines[0].issued, known.lines[0].cancelled), (Cents::ZERO, 3, 3));
        // Someone else's ticket is not theirs to cancel; too late is too late.
        let other = house.bought("bob@exemple.example", &[("plein", 1)]).await;
        let mine = house.bought("cam@exemple.example", &[("plein", 1)]).await;
        let theirs = ticket::of_order(&mut house.db.read().await.unwrap(), &other.id).await.unwrap()[0].id.clone();
        let mut write = house.db.write().await.unwrap();
        assert!(cancel::by_holder(&mut write, &mine.secret, &[theirs]).await.is_err());
        house.db.clock().advance(DAY * 4 + MINUTE * 60 * 9);
        let late = cancel::by_holder(&mut write, &mine.secret, &[]).await.unwrap_err();
        assert_eq!(why(&late), "box-cancel-late");
    })
    .await;
}

async fn read_again(house: &House) -> store::Read {
    house.db.read().await.unwrap()
}

#[tokio::test]
async fn sold_and_given_back_at_a_till() {
    scenario(10, |house| async move {
        let till = house.till().await;
        let mut write = house.db.write().await.unwrap();
        let held = hold(&mut write, Channel::Desk, &house.wanted(&[("plein", 2), ("gratuit", 1)])).await.unwrap();
        let nobody = Buyer::default();
        let desk = |means| DeskSale { till: &till, actor: &ME, channel: Channel::Desk, buyer: &nobody, means };
        let short = order::sell(&mut write, &held.secret, &desk(vec![Paying::plain(Means::Cash, Cents(500))])).await;
        assert!(short.is_err());
        write.rollback().await.unwrap();
        let mut write = house.db.write().await.unwrap();
        let held = hold(&mut write, Channel::Desk, &house.wanted(&[("plein", 2), ("gratuit", 1)])).await.unwrap();
        let paying = || vec![Paying::cash(Cents(1000), Cents(2000))];
        let (sold, receipt) = order::sell(&mut write, &held.secret, &desk(paying())).await.unwrap();
        let (again, same) = order::sell(&mut write, &held.secret, &desk(paying())).await.unwrap();
        assert_eq!((sold.id.clone(), receipt.number.clone()), (again.id, same.number));
        write.commit().await.unwrap();
        house.adds_up().await;
        // Paid at a till, it is given back at a till.
        let mut write = house.db.write().await.unwrap();
        let alone = cancel::by_holder(&mut write, &sold.secret, &[]).await.unwrap_err();
        assert_eq!(why(&alone), "box-cancel-at-desk");
        let how = |till| AtDesk { actor: &ME, why: "Empêchement", till, refund: true };
        let refused = cancel::at_desk(&mut write, &sold.id, &[], &how(None)).await.unwrap_err();
        assert_eq!(why(&refused), "box-refund-till");
        let given = cancel::at_desk(&mut write, &sold.id, &[], &how(Some((&till, Means::Cash)))).await.unwrap();
        assert_eq!((given.amount, given.way, given.tickets.len()), (Cents(1000), Way::Till, 3));
        write.commit().await.unwrap();
        assert_eq!(house.left().await, 10);
        house.adds_up().await;
    })
    .await;
}

#[tokio::test]
async fn an_order_kept_for_the_town_hall_is_paid_there_or_lapses() {
    scenario(10, |house| async move {
        let till = house.till().await;
        let mut orders = Vec::new();
        for email in ["ana@exemple.example", "bob@exemple.example"] {
            let mut write = house.db.write().await.unwrap();
            let held = hold(&mut write, Channel::Online, &house.wanted(&[("plein", 2)])).await.unwrap();
            orders.push(order::place_to_pay_later(&mut write, &held.secret, &buyer(email)).await.unwrap());
            write.commit().await.unwrap();
        }
        assert_eq!(orders[0].state, OrderState::ToPay);
        assert_eq!(orders[0].pay_until().unwrap().to_string(), "2026-11-25T19:00:00Z");
        assert_eq!((house.noted("kept").await, house.left().await), (2, 6));
        let mut write = house.db.write().await.unwrap();
        let means = vec![Paying::plain(Means::Card, Cents(1000))];
        let (paid, _) = order::take_payment(&mut write, &orders[0].id, &till, means.clone(), &ME).await.unwrap();
        assert_eq!(paid.state, OrderState::Paid);
        let twice = order::take_payment(&mut write, &orders[0].id, &till, means, &ME).await.unwrap_err();
        assert_eq!(why(&twice), "box-paid-already");
        write.commit().await.unwrap();
        house.db.clock().advance(DAY + MINUTE * 60);
        keep::without_letters(&house.db).await;
        assert_eq!(house.noted("remind-pay").await, 1);
        house.db.clock().advance(DAY + MINUTE * 60 * 8);
        keep::without_letters(&house.db).await;
        assert_eq!(house.order(&orders[1].id).await.state, OrderState::Expired);
        assert_eq!((house.noted("lapsed").await, house.left().await), (1, 8));
        house.adds_up().await;
    })
    .await;
}

#[tokio::test]
async fn a_paid_link_and_a_counter_do_not_both_take_the_money() {
    scenario(10, |house| async move {
        let till = house.till().await;
        let mut write = house.db.write().await.unwrap();
        let held = hold(&mut write, Channel::Online, &house.wanted(&[("plein", 1)])).await.unwrap();
        let kept = order::place_to_pay_later(&mut write, &held.secret, &buyer("ana@exemple.example")).await.unwrap();
        let payment = order::pay_online(&mut write, &kept.id).await.unwrap();
        write.commit().await.unwrap();
        let trial = house.trial(&payment).await;
        let mut write = house.db.write().await.unwrap();
        let means = vec![Paying::plain(Means::Card, Cents(500))];
        order::take_payment(&mut write, &kept.id, &till, means, &ME).await.unwrap();
        write.commit().await.unwrap();
        // Paid online all the same: the money comes up to be given back, no second ticket is made.
        house.test.decide(&trial, Choice::Pay).await.unwrap();
        house.payments.look(&payment).await.unwrap();
        let tickets = ticket::of_order(&mut house.db.read().await.unwrap(), &kept.id).await.unwrap();
        assert_eq!(tickets.len(), 1);
        house.adds_up().await;
    })
    .await;
}

#[tokio::test]
async fn the_waiting_list_offers_in_order_and_offers_again() {
    scenario(4, |house| async move {
        let sold = house.bought("ana@exemple.example", &[("plein", 4)]).await;
        let mut write = house.db.write().await.unwrap();
        let mut entries = Vec::new();
        for (email, places) in [("big@exemple.example", 4), ("one@exemple.example", 2), ("two@exemple.example", 2)] {
            let entry = wait_list::join(&mut write, &house.item, "Bea", email, Lang::Fr, places).await.unwrap();
            entries.push(entry);
        }
        let again = wait_list::join(&mut write, &house.item, "Bea", "ONE@exemple.example", Lang::Fr, 2).await.unwrap();
        assert_eq!(again.id, entries[1].id);
        assert_eq!(wait_list::before(&mut write, &entries[2]).await.unwrap(), 2);
        // Two tickets come back: the first whom two places serve is offered them, and nobody online passes before.
        let tickets = ticket::of_order(&mut write, &sold.id).await.unwrap();
        let two = [tickets[0].id.clone(), tickets[1].id.clone()];
        cancel::by_holder(&mut write, &sold.secret, &two).await.unwrap();
        write.commit().await.unwrap();
        let state = async |entry: &box_office::model::Waiting| {
            wait_list::by_id(&mut house.db.read().await.unwrap(), &entry.id).await.unwrap().state
        };
        assert_eq!(state(&entries[0]).await, WaitState::Waiting);
        assert_eq!(state(&entries[1]).await, WaitState::Offered);
        assert_eq!(state(&entries[2]).await, WaitState::Waiting);
        assert_eq!((house.noted("wait").await, house.noted("wait-offer").await, house.left().await), (3, 1, 0));
        // Nobody answers: the next is offered.
        house.db.clock().advance(DAY + MINUTE);
        keep::without_letters(&house.db).await;
        assert_eq!(state(&entries[1]).await, WaitState::Lapsed);
        assert_eq!(state(&entries[2]).await, WaitState::Offered);
        let mut write = house.db.write().await.unwrap();
        let gone = wait_list::accept(&mut write, &entries[1].secret, &[("plein".into(), 1)]).await.unwrap_err();
        assert_eq!(why(&gone), "box-offer-gone");
        let more = wait_list::accept(&mut write, &entries[2].secret, &[("plein".into(), 3)]).await.unwrap_err();
        assert_eq!(why(&more), "box-offer-more");
        let lines = [("plein".to_owned(), 1), ("gratuit".to_owned(), 1)];
        let held = wait_list::accept(&mut write, &entries[2].secret, &lines).await.unwrap();
        let made = order::place(&mut write, &held.secret, &buyer("two@exemple.example")).await.unwrap();
        assert_eq!((made.total, made.places), (Cents(500), 2));
        write.commit().await.unwrap();
        house.pay(&made.payment.unwrap(), Choice::Pay).await;
        assert_eq!((state(&entries[2]).await, house.left().await), (WaitState::Taken, 0));
        house.adds_up().await;
    })
    .await;
}

#[tokio::test]
async fn another_evening_of_the_same_show() {
    scenario(4, |house| async move {
        let other = house.announced("2026-12-05T19:00:00Z", 3).await;
        house.opened(&other, 3).await;
        let order = house.bought("ana@exemple.example", &[("plein", 2), ("gratuit", 1)]).await;
        let now = house.db.clock().now();
        let choices = change::choices(&mut house.db.read().await.unwrap(), &order, now).await.unwrap();
        assert_eq!(choices.iter().map(|one| one.item.clone()).collect::<Vec<_>>(), std::slice::from_ref(&other));
        let mut write = house.db.write().await.unwrap();
        let moved = change::to(&mut write, &order.secret, &other).await.unwrap();
        write.commit().await.unwrap();
        assert_eq!(
            (moved.item.clone(), moved.places, moved.total, moved.state),
            (other.clone(), 3, Cents(1000), OrderState::Paid)
        );
        assert_eq!((house.order(&order.id).await.state, house.left().await), (OrderState::Cancelled, 4));
        house.adds_up().await;
        let there = House { item: other.clone(), ..house.clone() };
        there.adds_up().await;
        assert_eq!(there.left().await, 0);
        let mut read = house.db.read().await.unwrap();
        assert_eq!(statement::of_item(&mut read, &house.item).await.unwrap().receipts(), Cents::ZERO);
        assert_eq!(statement::of_item(&mut read, &other).await.unwrap().receipts(), Cents(1000));
        drop(read);
        // What was paid comes back from the new order only, once.
        let mut write = house.db.write().await.unwrap();
        assert!(cancel::by_holder(&mut write, &order.secret, &[]).await.is_err());
        let given = cancel::by_holder(&mut write, &moved.secret, &[]).await.unwrap();
        assert_eq!(given.amount, Cents(1000));
        write.commit().await.unwrap();
        house.payments.reconcile().await.unwrap();
        house.adds_up().await;
    })
    .await;
}

#[tokio::test]
async fn invited_grouped_and_handed_on() {
    scenario(60, |house| async move {
        let mut write = house.db.write().await.unwrap();
        let guest = buyer("guest@exemple.example");
        let invited = invite::invite(&mut write, &house.item, "", 2, &guest, &ME).await.unwrap();
        let tickets = ticket::of_order(&mut write, &invited.id).await.unwrap();
        assert_eq!((tickets.len(), tickets[0].price, tickets[0].number), (2, Cents::ZERO, 1));
        // Nobody invites themselves.
        let online = hold(&mut write, Channel::Online, &house.wanted(&[("invitation", 1)])).await.unwrap_err();
        assert_eq!(why(&online), "box-no-such-tariff");
        let until = "2026-11-27T12:00:00Z".parse().unwrap();
        let class = Buyer { group: Some("École Jules-Ferry".into()), ..buyer("ecole@exemple.example") };
        let lines = [("reduit".to_owned(), 28)];
        let kept = invite::group(&mut write, &house.item, "", &lines, &class, until, &ME).await.unwrap();
        assert_eq!((kept.state, kept.places, kept.total), (OrderState::ToPay, 28, Cents(8400)));
        let old = ticket::code(&mut write, &tickets[0]).await.unwrap().unwrap();
        let given =
            ticket::transfer(&mut write, &tickets[0].secret, "Noé", Some("noe@exemple.example"), &ME).await.unwrap();
        assert_eq!((given.holder_name.as_deref(), given.number), (Some("Noé"), 1));
        assert_ne!(given.secret, tickets[0].secret);
        assert_ne!(ticket::code(&mut write, &given).await.unwrap().unwrap(), old);
        assert!(ticket::by_secret(&mut write, &tickets[0].secret).await.is_err());
        write.commit().await.unwrap();
        assert_eq!(house.noted("transfer").await, 1);
        house.adds_up().await;
    })
    .await;
}

#[tokio::test]
async fn the_programme_is_followed() {
    scenario(10, |house| async move {
        let order = house.bought("ana@exemple.example", &[("plein", 2)]).await;
        let kept = house.book("bob@exemple.example", &[("plein", 1)]).await.unwrap();
        keep::without_letters(&house.db).await;
        let told = offer::of(&mut house.db.read().await.unwrap(), &[&house.item]).await.unwrap().remove(0);
        assert_eq!(
            (told.state, told.places_left, told.least_price, told.most_price),
            (OfferState::Open, Some(7), Some(0), Some(500))
        );
        // A new performance gets a draft, with prices under the cap.
        let new = house.announced("2026-12-12T19:00:00Z", 50).await;
        keep::without_letters(&house.db).await;
        let mut read = house.db.read().await.unwrap();
        let drafted = sale::by_item(&mut read, &new).await.unwrap();
        assert_eq!((drafted.state, drafted.capacity), (SaleState::Draft, 50));
        assert!(sale::tariffs(&mut read, &new).await.unwrap().iter().all(|one| one.price <= Cents(500)));
        drop(read);
        // Put off by a week: rights go along, whoever holds tickets is told.
        house.db.clock().advance(MINUTE);
        let mut write = house.db.write().await.unwrap();
        let mut one = performance::by_item(&mut write, &house.item).await.unwrap();
        one.starts_at = "2026-12-05T19:00:00Z".parse().unwrap();
        one.told = "La salle est inondée".into();
        performance::amend(&mut write, &one, &access::local_zone()).await.unwrap();
        write.commit().await.unwrap();
        keep::without_letters(&house.db).await;
        keep::without_letters(&house.db).await;
        let tickets = ticket::of_order(&mut house.db.read().await.unwrap(), &order.id).await.unwrap();
        let right = access::rights::by_id(&mut house.db.read().await.unwrap(), &tickets[0].id).await.unwrap();
        assert_eq!(right.valid_from.to_string(), "2026-12-05T05:00:00Z");
        assert_eq!(house.noted("changed").await, 1);
        // Cancelled: tickets, orders, money.
        house.db.clock().advance(MINUTE);
        let mut write = house.db.write().await.unwrap();
        performance::cancel(&mut write, &house.item, "Grève").await.unwrap();
        write.commit().await.unwrap();
        keep::without_letters(&house.db).await;
        keep::without_letters(&house.db).await;
        house.payments.reconcile().await.unwrap();
        let after = house.order(&order.id).await;
        assert_eq!((after.state, after.refunded), (OrderState::Cancelled, Cents(1000)));
        assert_eq!(house.order(&kept.id).await.state, OrderState::Cancelled);
        assert_eq!(house.noted("called-off").await, 2);
        let tickets = ticket::of_order(&mut house.db.read().await.unwrap(), &order.id).await.unwrap();
        assert!(tickets.iter().all(|one| one.state == TicketState::Cancelled));
        let told = offer::of(&mut house.db.read().await.unwrap(), &[&house.item]).await.unwrap().remove(0);
        assert_eq!(told.state, OfferState::Closed);
        house.adds_up().await;
    })
    .await;
}

#[tokio::test]
async fn what_came_of_it_is_told_and_names_go() {
    scenario(10, |house| async move {
        let mut write = house.db.write().await.unwrap();
        let held = hold(&mut write, Channel::Online, &house.wanted(&[("gratuit", 3)])).await.unwrap();
        let who = Buyer { commune: Some("59090".into()), first_time: Some(true), ..buyer("ana@exemple.example") };
        order::place(&mut write, &held.secret, &who).await.unwrap();
        write.commit().await.unwrap();
        let paid = house.bought("bob@exemple.example", &[("plein", 1)]).await;
        house.db.clock().advance(DAY * 4 + MINUTE * 60 * 12);
        assert!(keep::without_letters(&house.db).await.reminders >= 2);
        house.db.clock().advance(DAY);
        keep::without_letters(&house.db).await;
        let told = async || outcome::of(&mut house.db.read().await.unwrap(), &[&house.item]).await.unwrap().remove(0);
        let one = told().await;
        assert_eq!((one.paid, one.free, one.receipts, one.admitted), (1, 3, 500, None));
        assert_eq!((one.asked_first, one.first_time, one.origins.get("59090")), (1, 1, Some(&3)));
        assert!(!one.is_final);
        let mut write = house.db.write().await.unwrap();
        sale::set_admitted_by_hand(&mut write, &house.item, Some(4), &ME).await.unwrap();
        write.commit().await.unwrap();
        assert_eq!(told().await.admitted, Some(4));
        house.db.clock().advance(DAY * 14);
        keep::without_letters(&house.db).await;
        assert!(told().await.is_final);
        house.db.clock().advance(DAY * privacy::KEPT_DAYS as u32);
        assert!(keep::without_letters(&house.db).await.forgotten >= 2);
        let after = house.order(&paid.id).await;
        assert_eq!((after.name.as_str(), after.email, after.commune), ("", None, None));
        assert_eq!(told().await.origins.get("59090"), Some(&3), "what was counted stays counted");
        house.adds_up().await;
    })
    .await;
}

#[tokio::test]
async fn a_person_who_goes_leaves_numbers_and_prices() {
    scenario(2, |house| async move {
        let mut write = house.db.write().await.unwrap();
        let held = hold(&mut write, Channel::Online, &house.wanted(&[("gratuit", 2)])).await.unwrap();
        let who = Buyer { account: Some("ana".into()), ..buyer("ana@exemple.example") };
        let made = order::place(&mut write, &held.secret, &who).await.unwrap();
        wait_list::join(&mut write, &house.item, "Ana", "ana@exemple.example", Lang::Fr, 1).await.unwrap();
        write.commit().await.unwrap();
        let held = privacy::held(&house.db, "ana").await.unwrap();
        assert_eq!(held["ticket_orders"][0]["tickets"].as_array().unwrap().len(), 2);
        let mut write = house.db.write().await.unwrap();
        privacy::erase(&mut write, "ana").await.unwrap();
        write.commit().await.unwrap();
        let after = house.order(&made.id).await;
        assert_eq!((after.account, after.name.as_str(), after.email), (None, "", None));
        let mut read = house.db.read().await.unwrap();
        assert_eq!(wait_list::of_item(&mut read, &house.item).await.unwrap(), []);
        assert_eq!(statement::of_item(&mut read, &house.item).await.unwrap().free(), 2);
        drop(read);
        house.adds_up().await;
    })
    .await;
}

#[tokio::test]
async fn what_is_called_off_is_neither_ordered_nor_sold_nor_paid() {
    scenario(10, |house| async move {
        let till = house.till().await;
        let first = house.book("ana@exemple.example", &[("plein", 1)]).await.unwrap();
        let second = house.book("bob@exemple.example", &[("plein", 1)]).await.unwrap();
        let (one, two) = (first.payment.clone().unwrap(), second.payment.clone().unwrap());
        let (early, late) = (house.trial(&one).await, house.trial(&two).await);
        let mut write = house.db.write().await.unwrap();
        let basket = hold(&mut write, Channel::Online, &house.wanted(&[("plein", 2)])).await.unwrap();
        let desk = hold(&mut write, Channel::Desk, &house.wanted(&[("plein", 1)])).await.unwrap();
        // Marked, and its orders not gone through yet: what comes for one of them is to be given back.
        let sql = "UPDATE box_office_sales SET cancelled = $2 WHERE item = $1";
        write.execute(sql, params![&house.item, true]).await.unwrap();
        write.commit().await.unwrap();
        house.test.decide(&early, Choice::Pay).await.unwrap();
        house.payments.look(&one).await.unwrap();
        assert_eq!(house.order(&first.id).await.state, OrderState::Asked);
        house.db.clock().advance(MINUTE);
        let mut write = house.db.write().await.unwrap();
        performance::cancel(&mut write, &house.item, "Grève").await.unwrap();
        write.commit().await.unwrap();
        keep::without_letters(&house.db).await;
        let mut write = house.db.write().await.unwrap();
        let who = buyer("cam@exemple.example");
        let refused = order::place(&mut write, &basket.secret, &who).await.unwrap_err();
        assert_eq!(why(&refused), "box-called-off");
        let refused = order::place_to_pay_later(&mut write, &basket.secret, &who).await.unwrap_err();
        assert_eq!(why(&refused), "box-called-off");
        let means = vec![Paying::plain(Means::Cash, Cents(500))];
        let sale = DeskSale { till: &till, actor: &ME, channel: Channel::Desk, buyer: &Buyer::default(), means };
        let refused = order::sell(&mut write, &desk.secret, &sale).await.unwrap_err();
        assert_eq!(why(&refused), "box-called-off");
        write.rollback().await.unwrap();
        // Paid after everything was cancelled.
        house.test.decide(&late, Choice::PayInSilence).await.unwrap();
        house.db.clock().advance(MINUTE * 3);
        house.payments.reconcile().await.unwrap();
        let mut read = house.db.read().await.unwrap();
        let concerns = payment::concerns::open(&mut read, 9).await.unwrap();
        let mut kinds: Vec<_> = concerns.iter().map(|one| one.kind.code()).collect();
        kinds.sort_unstable();
        assert_eq!(kinds, ["unfulfilled", "withdrawn"]);
        assert_eq!(ticket::of_item(&mut read, &house.item).await.unwrap(), []);
        drop(read);
        for one in [&first, &second] {
            assert_eq!(house.order(&one.id).await.state, OrderState::Cancelled);
        }
        assert_eq!(house.left().await, 10);
    })
    .await;
}

#[tokio::test]
async fn an_order_that_cannot_be_cancelled_holds_up_nothing_else() {
    scenario(10, |house| async move {
        let other = house.announced("2026-12-05T19:00:00Z", 3).await;
        house.opened(&other, 3).await;
        let there = House { item: other.clone(), ..house.clone() };
        there.bought("dan@exemple.example", &[("plein", 1)]).await;
        let paid = house.bought("ana@exemple.example", &[("plein", 1)]).await;
        let partly = house.bought("bob@exemple.example", &[("plein", 1)]).await;
        let stuck = house.bought("cam@exemple.example", &[("plein", 1)]).await;
        keep::without_letters(&house.db).await;
        // A gesture of the payments' office; and an order whose payment is nowhere to be found.
        let mut write = house.db.write().await.unwrap();
        let payment = partly.payment.clone().unwrap();
        let gesture = payment::Refund {
            payment: &payment,
            attempt: None,
            reference: "gesture:1",
            amount: Cents(100),
            why: "Geste",
            by: "test",
        };
        payment::refund(&mut write, &gesture).await.unwrap();
        let lost = "UPDATE box_office_orders SET payment = $2 WHERE id = $1";
        write.execute(lost, params![&stuck.id, "nowhere"]).await.unwrap();
        house.db.clock().advance(MINUTE);
        performance::cancel(&mut write, &house.item, "Grève").await.unwrap();
        write.commit().await.unwrap();
        let put_off = async |starts_at: &str| {
            house.db.clock().advance(MINUTE);
            let mut write = house.db.write().await.unwrap();
            let mut one = performance::by_item(&mut write, &other).await.unwrap();
            one.starts_at = starts_at.parse().unwrap();
            performance::amend(&mut write, &one, &access::local_zone()).await.unwrap();
            write.commit().await.unwrap();
        };
        put_off("2026-12-06T19:00:00Z").await;
        keep::without_letters(&house.db).await;
        keep::without_letters(&house.db).await;
        for one in [&paid, &partly] {
            let after = house.order(&one.id).await;
            assert_eq!((after.state, after.refunded), (OrderState::Cancelled, Cents(500)));
        }
        let mut read = house.db.read().await.unwrap();
        let refunds = payment::refunds::of_payment(&mut read, &payment).await.unwrap();
        assert_eq!(refunds.iter().map(|one| one.amount).collect::<Vec<_>>(), [Cents(100), Cents(400)]);
        let followed = sale::by_item(&mut read, &other).await.unwrap().starts_at;
        assert_eq!((followed.to_string().as_str(), house.noted("changed").await), ("2026-12-06T19:00:00Z", 1));
        drop(read);
        assert_eq!(house.order(&stuck.id).await.state, OrderState::Paid);
        // However much changes meanwhile, it is tried again until it is done.
        house.db.clock().advance(MINUTE * 60);
        put_off("2026-12-07T19:00:00Z").await;
        keep::without_letters(&house.db).await;
        keep::without_letters(&house.db).await;
        let mut write = house.db.write().await.unwrap();
        write.execute(lost, params![&stuck.id, stuck.payment.as_deref()]).await.unwrap();
        write.commit().await.unwrap();
        assert_eq!(keep::without_letters(&house.db).await.followed, 1);
        assert_eq!(house.order(&stuck.id).await.refunded, Cents(500));
        house.payments.reconcile().await.unwrap();
        house.adds_up().await;
        assert_eq!((house.noted("called-off").await, house.noted("changed").await), (3, 2));
    })
    .await;
}
