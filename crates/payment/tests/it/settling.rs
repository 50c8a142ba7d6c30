//! Once, whatever is notified, however often, in whatever order, or never.

use std::sync::Arc;
use std::time::Duration;

use ledger::Cents;
use payment::provider::stripe::Stripe;
use payment::provider::test::{self, Choice};
use payment::{Asked, Error, NotTaken, Refund, RefundState, Settled, TO_SORT_OUT, ask, refund, refunds, withdraw};
use proptest::prelude::*;
use shell::Lang;
use store::testing::{assert_same_schema, on_both_at};

use crate::house::{
    NOW, Recorded, SETS, asked, balance, begin, choose, concerns, count, goods, mood, state, with, with_test,
};

#[tokio::test]
async fn the_schema_is_the_same_on_both_databases() {
    assert_same_schema(SETS).await;
}

#[tokio::test]
async fn paid_and_given_once_however_often_it_is_said() {
    on_both_at(SETS, NOW, |db| async move {
        let (payments, test) = with_test(&db);
        let id = asked(&db, 1).await;
        assert_eq!(asked(&db, 1).await, id, "asked again, it is the same payment");
        let trial = begin(&payments, &id).await;
        assert_eq!(begin(&payments, &id).await, trial, "two clicks are one attempt");
        choose(&test, &trial, Choice::Pay).await;
        let (headers, body) = test.notification(&trial).await.unwrap();
        assert_eq!(payments.receive(test::CODE, &headers, &body).await.unwrap(), Settled::Paid);
        assert_eq!(payments.receive(test::CODE, &headers, &body).await.unwrap(), Settled::Before);
        payments.look(&id).await.unwrap();
        db.clock().advance(Duration::from_secs(7200));
        payments.reconcile().await.unwrap();
        assert_eq!(state(&db, &id).await, "paid");
        assert_eq!(goods(&db).await, 1);
        assert_eq!(balance(&db, "pass:ventes").await, Cents(-6500));
        assert_eq!(balance(&db, "paiement:essai").await, Cents(6500));
        assert_eq!(count(&db, "SELECT times FROM payment_notices").await, 2);
        assert!(matches!(payments.begin(&id).await, Err(Error::Settled)), "what is paid is not begun again");
        assert!(concerns(&db).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn many_clicks_at_once_are_one_attempt() {
    on_both_at(SETS, NOW, |db| async move {
        let (payments, _) = with_test(&db);
        let id = asked(&db, 1).await;
        let mut tasks = Vec::new();
        for _ in 0..16 {
            let (payments, id) = (payments.clone(), id.clone());
            tasks.push(tokio::spawn(async move { payments.begin(&id).await.unwrap() }));
        }
        let mut urls = Vec::new();
        for task in tasks {
            urls.push(task.await.unwrap());
        }
        urls.dedup();
        assert_eq!(urls.len(), 1, "{urls:?}");
        assert_eq!(count(&db, "SELECT count(*) FROM payment_attempts").await, 1);
    })
    .await;
}

#[tokio::test]
async fn told_by_many_at_once_it_is_given_once() {
    on_both_at(SETS, NOW, |db| async move {
        let (payments, test) = with_test(&db);
        let id = asked(&db, 1).await;
        let trial = begin(&payments, &id).await;
        choose(&test, &trial, Choice::Pay).await;
        let (headers, body) = test.notification(&trial).await.unwrap();
        let mut tasks = Vec::new();
        for _ in 0..16 {
            let (payments, headers, body) = (payments.clone(), headers.clone(), body.clone());
            tasks.push(tokio::spawn(async move { payments.receive(test::CODE, &headers, &body).await.unwrap() }));
        }
        let mut paid = 0;
        for task in tasks {
            paid += u32::from(task.await.unwrap() == Settled::Paid);
        }
        assert_eq!(paid, 1);
        assert_eq!(goods(&db).await, 1);
        assert_eq!(balance(&db, "pass:ventes").await, Cents(-6500));
    })
    .await;
}

#[tokio::test]
async fn never_notified_it_is_found_by_asking() {
    on_both_at(SETS, NOW, |db| async move {
        let (payments, test) = with_test(&db);
        let id = asked(&db, 1).await;
        let trial = begin(&payments, &id).await;
        choose(&test, &trial, Choice::PayInSilence).await;
        assert_eq!(payments.reconcile().await.unwrap().looked, 0, "not before a while");
        db.clock().advance(Duration::from_secs(150));
        let done = payments.reconcile().await.unwrap();
        assert_eq!((done.looked, done.paid), (1, 1));
        assert_eq!((state(&db, &id).await, goods(&db).await), ("paid", 1));
    })
    .await;
}

#[tokio::test]
async fn late_it_is_paid_all_the_same() {
    on_both_at(SETS, NOW, |db| async move {
        let (payments, test) = with_test(&db);
        let id = asked(&db, 1).await;
        let trial = begin(&payments, &id).await;
        choose(&test, &trial, Choice::Abandon).await;
        assert_eq!(payments.look(&id).await.unwrap().state.code(), "abandoned");
        // The buyer finds the bank's page again in another tab.
        choose(&test, &trial, Choice::Pay).await;
        db.clock().advance(Duration::from_secs(3700));
        assert_eq!(payments.reconcile().await.unwrap().paid, 1);
        assert_eq!(state(&db, &id).await, "paid");
        assert_eq!(count(&db, "SELECT count(*) FROM shop_goods WHERE late").await, 1, "whoever gives knows it is late");
    })
    .await;
}

#[tokio::test]
async fn a_late_answer_is_waited_for() {
    on_both_at(SETS, NOW, |db| async move {
        let (payments, test) = with_test(&db);
        let id = asked(&db, 1).await;
        let trial = begin(&payments, &id).await;
        choose(&test, &trial, Choice::PayLate).await;
        assert_eq!(payments.look(&id).await.unwrap().state.code(), "begun");
        db.clock().advance(test::LATE + Duration::from_secs(1));
        assert_eq!(payments.look(&id).await.unwrap().state.code(), "paid");
    })
    .await;
}

#[tokio::test]
async fn refused_and_out_of_order() {
    on_both_at(SETS, NOW, |db| async move {
        let (payments, test) = with_test(&db);
        let id = asked(&db, 1).await;
        let trial = begin(&payments, &id).await;
        choose(&test, &trial, Choice::Refuse).await;
        let refused = test.notification(&trial).await.unwrap();
        assert_eq!(payments.receive(test::CODE, &refused.0, &refused.1).await.unwrap(), Settled::Ended);
        assert_eq!(state(&db, &id).await, "refused");
        choose(&test, &trial, Choice::Pay).await;
        let paid = test.notification(&trial).await.unwrap();
        assert_eq!(payments.receive(test::CODE, &paid.0, &paid.1).await.unwrap(), Settled::Paid);
        // The refusal comes again, after the payment.
        assert_eq!(payments.receive(test::CODE, &refused.0, &refused.1).await.unwrap(), Settled::Before);
        assert_eq!((state(&db, &id).await, goods(&db).await), ("paid", 1));
    })
    .await;
}

#[tokio::test]
async fn another_amount_is_held_and_never_given() {
    on_both_at(SETS, NOW, |db| async move {
        let (payments, test) = with_test(&db);
        let id = asked(&db, 1).await;
        let trial = begin(&payments, &id).await;
        choose(&test, &trial, Choice::PayLess).await;
        assert_eq!(payments.look(&id).await.unwrap().state.code(), "held");
        assert_eq!(goods(&db).await, 0);
        assert_eq!(concerns(&db).await, ["amount"]);
        assert_eq!(balance(&db, "pass:ventes").await, Cents::ZERO);
        assert_eq!(balance(&db, TO_SORT_OUT).await, Cents(-6400));
        assert!(matches!(payments.begin(&id).await, Err(Error::Settled)), "nobody is sent to pay again");
        // What came goes back, from where it was put.
        let attempt = payment::attempts::of_payment(&mut db.read().await.unwrap(), &id).await.unwrap().remove(0);
        let mut write = db.write().await.unwrap();
        let asked = Refund {
            payment: &id,
            attempt: Some(&attempt.id),
            reference: "office:1",
            amount: Cents(6400),
            why: "autre montant",
            by: "system:test",
        };
        refund(&mut write, &asked).await.unwrap();
        write.commit().await.unwrap();
        assert_eq!(payments.reconcile().await.unwrap().refunded, 1);
        assert_eq!(balance(&db, TO_SORT_OUT).await, Cents::ZERO);
        assert_eq!(balance(&db, "paiement:essai").await, Cents::ZERO);
    })
    .await;
}

#[tokio::test]
async fn paid_twice_or_after_a_cancellation_the_money_waits_to_go_back() {
    on_both_at(SETS, NOW, |db| async move {
        let (payments, test) = with_test(&db);
        let id = asked(&db, 1).await;
        let first = begin(&payments, &id).await;
        // The first address is too old to be given again: a second attempt begins.
        db.clock().advance(Duration::from_secs(31 * 60));
        let second = begin(&payments, &id).await;
        assert_ne!(first, second);
        choose(&test, &second, Choice::Pay).await;
        payments.look(&id).await.unwrap();
        choose(&test, &first, Choice::Pay).await;
        let (headers, body) = test.notification(&first).await.unwrap();
        assert_eq!(payments.receive(test::CODE, &headers, &body).await.unwrap(), Settled::Superfluous);
        assert_eq!((concerns(&db).await, goods(&db).await), (vec!["twice"], 1));
        assert_eq!(balance(&db, TO_SORT_OUT).await, Cents(-6500));

        let cancelled = asked(&db, 2).await;
        let trial = begin(&payments, &cancelled).await;
        let mut write = db.write().await.unwrap();
        assert!(withdraw(&mut write, &cancelled).await.unwrap());
        write.commit().await.unwrap();
        choose(&test, &trial, Choice::Pay).await;
        let (headers, body) = test.notification(&trial).await.unwrap();
        assert_eq!(payments.receive(test::CODE, &headers, &body).await.unwrap(), Settled::Superfluous);
        assert_eq!((concerns(&db).await, goods(&db).await), (vec!["twice", "withdrawn"], 1));
        assert_eq!(state(&db, &cancelled).await, "withdrawn");
    })
    .await;
}

#[tokio::test]
async fn what_fails_to_be_given_is_not_paid_yet_and_is_tried_again() {
    on_both_at(SETS, NOW, |db| async move {
        let (payments, test) = with_test(&db);
        let id = asked(&db, 1).await;
        let trial = begin(&payments, &id).await;
        choose(&test, &trial, Choice::Pay).await;
        mood(&db, "broken").await;
        let (headers, body) = test.notification(&trial).await.unwrap();
        let failed = payments.receive(test::CODE, &headers, &body).await;
        assert!(matches!(failed, Err(NotTaken::Failed(Error::Fulfilment(_)))), "the provider is to send it again");
        // Nothing of the transaction is left: neither the goods, nor the state, nor the money.
        assert_eq!((state(&db, &id).await, goods(&db).await), ("begun", 0));
        assert_eq!(balance(&db, "paiement:essai").await, Cents::ZERO);
        assert_eq!(concerns(&db).await, ["failing"]);
        mood(&db, "well").await;
        db.clock().advance(Duration::from_secs(150));
        assert_eq!(payments.reconcile().await.unwrap().paid, 1);
        assert_eq!((state(&db, &id).await, goods(&db).await), ("paid", 1));
        assert!(concerns(&db).await.is_empty(), "it resolved itself");

        mood(&db, "sold out").await;
        let late = asked(&db, 2).await;
        let trial = begin(&payments, &late).await;
        choose(&test, &trial, Choice::Pay).await;
        payments.look(&late).await.unwrap();
        assert_eq!((state(&db, &late).await, goods(&db).await), ("paid", 1));
        assert_eq!(concerns(&db).await, ["unfulfilled"]);
    })
    .await;
}

#[tokio::test]
async fn nobody_believes_a_notification_that_is_not_signed() {
    on_both_at(SETS, NOW, |db| async move {
        let (payments, test) = with_test(&db);
        let id = asked(&db, 1).await;
        let trial = begin(&payments, &id).await;
        choose(&test, &trial, Choice::Refuse).await;
        let (headers, body) = test.notification(&trial).await.unwrap();
        let forged = String::from_utf8(body).unwrap().replace("refused", "paid").replace("null", "6500");
        let answer = payments.receive(test::CODE, &headers, forged.as_bytes()).await;
        assert!(matches!(answer, Err(NotTaken::Bad(_))), "{answer:?}");
        assert!(matches!(payments.receive("ailleurs", &headers, b"").await, Err(NotTaken::NoProvider)));
        assert_eq!((state(&db, &id).await, goods(&db).await), ("begun", 0));
        assert_eq!(count(&db, "SELECT count(*) FROM payment_notices").await, 0);
    })
    .await;
}

#[tokio::test]
async fn money_goes_back_once_and_no_more_than_came() {
    on_both_at(SETS, NOW, |db| async move {
        let (payments, test) = with_test(&db);
        let id = asked(&db, 1).await;
        let trial = begin(&payments, &id).await;
        let ask_back = |reference: &'static str, cents: i64| Refund {
            payment: &id,
            attempt: None,
            reference,
            amount: Cents(cents),
            why: "rétractation",
            by: "system:test",
        };
        let mut write = db.write().await.unwrap();
        let early = refund(&mut write, &ask_back("r:0", 100)).await;
        assert!(matches!(early, Err(Error::NotFound)), "nothing was paid yet");
        drop(write);
        choose(&test, &trial, Choice::Pay).await;
        payments.look(&id).await.unwrap();
        let mut write = db.write().await.unwrap();
        let first = refund(&mut write, &ask_back("r:1", 6000)).await.unwrap();
        assert_eq!(refund(&mut write, &ask_back("r:1", 6000)).await.unwrap(), first);
        assert!(matches!(refund(&mut write, &ask_back("r:1", 5000)).await, Err(Error::Contradiction(_))));
        let more = refund(&mut write, &ask_back("r:2", 600)).await;
        assert!(matches!(more, Err(Error::TooMuchBack { left: Cents(500) })), "{more:?}");
        write.commit().await.unwrap();
        assert_eq!(balance(&db, "pass:ventes").await, Cents(-6500), "decided is not done");
        assert_eq!(payments.reconcile().await.unwrap().refunded, 1);
        assert_eq!(payments.reconcile().await.unwrap().refunded, 0);
        let info = refunds::by_id(&mut db.read().await.unwrap(), &first).await.unwrap();
        assert_eq!(info.state, RefundState::Done);
        assert_eq!(balance(&db, "pass:ventes").await, Cents(-500));
        assert_eq!(balance(&db, "paiement:essai").await, Cents(500));
        assert!(ledger::unbalanced(&mut db.read().await.unwrap()).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn senseless_askings_are_refused() {
    on_both_at(SETS, NOW, |db| async move {
        let mut write = db.write().await.unwrap();
        let good = Asked {
            reference: "shop:1",
            amount: Cents(100),
            label: "x",
            account: "a:b",
            email: None,
            lang: Lang::Nl,
            return_to: "/",
        };
        for bad in [
            Asked { amount: Cents(0), ..good.clone() },
            Asked { amount: Cents(-1), ..good.clone() },
            Asked { return_to: "https://ailleurs.example", ..good.clone() },
            Asked { return_to: "//ailleurs.example", ..good.clone() },
            Asked { label: " ", ..good.clone() },
            Asked { reference: "noprefix", ..good.clone() },
        ] {
            assert!(matches!(ask(&mut write, &bad).await, Err(Error::Senseless(_))), "{bad:?}");
        }
        ask(&mut write, &good).await.unwrap();
        let other = Asked { amount: Cents(101), ..good.clone() };
        assert!(matches!(ask(&mut write, &other).await, Err(Error::Contradiction(_))));
    })
    .await;
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]
    /// Whatever is said, in whatever order and how often: once the provider's books say paid and someone looks, it is
    /// paid and given once; before, it is not given.
    #[test]
    fn whatever_the_order_it_is_given_once(events in proptest::collection::vec(0u8..6, 1..14)) {
        tokio::runtime::Runtime::new().unwrap().block_on(async {
            let place = store::testing::SqlitePlace::new();
            let options = store::Options {
                clock: store::Clock::fixed(NOW.parse().unwrap()),
                durability: store::Durability::Process,
                ..store::Options::default()
            };
            let db = store::Db::open(place.url(), options).await.unwrap();
            db.migrate(SETS).await.unwrap();
            let (payments, test) = with_test(&db);
            let id = asked(&db, 1).await;
            let trial = begin(&payments, &id).await;
            let (mut kept, mut paid) = (Vec::new(), false);
            for event in events {
                match event {
                    0 => { choose(&test, &trial, Choice::Refuse).await; }
                    1 => { choose(&test, &trial, Choice::Pay).await; paid = true; }
                    2 => kept.push(test.notification(&trial).await.unwrap()),
                    3 => { payments.look(&id).await.unwrap(); }
                    4 => {
                        db.clock().advance(Duration::from_secs(200));
                        payments.reconcile().await.unwrap();
                    }
                    _ => if let Some((headers, body)) = kept.last() {
                        payments.receive(test::CODE, headers, body).await.unwrap();
                    },
                }
                prop_assert!(goods(&db).await <= i64::from(paid));
            }
            db.clock().advance(Duration::from_secs(3700));
            payments.reconcile().await.unwrap();
            prop_assert_eq!(goods(&db).await, i64::from(paid));
            prop_assert_eq!(balance(&db, "pass:ventes").await, Cents(if paid { -6500 } else { 0 }));
            Ok(())
        })?;
    }
}

#[tokio::test]
async fn what_was_begun_at_a_provider_of_old_keeps_nobody_waiting() {
    on_both_at(SETS, NOW, |db| async move {
        let server = Recorded::new();
        let old = with(&db, Arc::new(Stripe::new("sk_test_1", vec!["whsec_test".into()]).at(&server.url)));
        for number in 1..=3 {
            let session = format!(
                r#"{{"id":"cs_{number}","livemode":false,"status":"open","payment_status":"unpaid",
                "url":"https://checkout.stripe.com/c/pay/cs_{number}"}}"#
            );
            server.answers(200, session);
            let id = asked(&db, number).await;
            old.begin(&id).await.unwrap();
        }
        db.clock().advance(Duration::from_secs(1));
        let (payments, test) = with_test(&db);
        let id = asked(&db, 4).await;
        let trial = begin(&payments, &id).await;
        choose(&test, &trial, Choice::PayInSilence).await;
        db.clock().advance(Duration::from_secs(150));
        let done = payments.reconcile().await.unwrap();
        assert_eq!((done.looked, done.paid, done.failed), (1, 1, 0));
        assert_eq!(state(&db, &id).await, "paid");
    })
    .await;
}
