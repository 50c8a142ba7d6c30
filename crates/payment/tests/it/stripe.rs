//! Stripe, against bodies in the shape its API answers (<https://docs.stripe.com/api/checkout/sessions/object>).

use std::sync::Arc;
use std::time::Duration;

use axum::http::HeaderMap;
use hmac::{Hmac, KeyInit, Mac};
use ledger::Cents;
use payment::provider::BadNotice;
use payment::provider::stripe::Stripe;
use payment::{Error, NotTaken, Payments, Refund, Settled, refund};
use sha2::Sha256;
use store::Db;
use store::testing::on_both_at;

use crate::house::{NOW, Recorded, SETS, asked, balance, concerns, count, goods, state, with};

const SECRET: &str = "whsec_test";
/// [`NOW`] in seconds.
const NOW_S: i64 = 1_795_348_800;

fn session(id: &str, status: &str, payment_status: &str, amount: i64) -> String {
    format!(
        r#"{{"id":"{id}","object":"checkout.session","amount_subtotal":{amount},"amount_total":{amount},"currency":"eur",
        "client_reference_id":null,"expires_at":1795350660,"livemode":false,"mode":"payment","payment_intent":"pi_1",
        "payment_status":"{payment_status}","status":"{status}","url":"https://checkout.stripe.com/c/pay/{id}"}}"#
    )
}

fn event(id: &str, kind: &str, object: &str) -> String {
    format!(
        r#"{{"id":"{id}","object":"event","api_version":"2024-06-20","created":1795348800,"livemode":false,
        "pending_webhooks":1,"type":"{kind}","data":{{"object":{object}}}}}"#
    )
}

fn signed(body: &str, at: i64) -> HeaderMap {
    let mut mac = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).unwrap();
    mac.update(format!("{at}.{body}").as_bytes());
    let hex: String = mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    let mut headers = HeaderMap::new();
    headers.insert("stripe-signature", format!("t={at},v1={hex},v0=00").parse().unwrap());
    headers
}

fn payments(db: &Db, server: &Recorded) -> Payments {
    with(db, Arc::new(Stripe::new("sk_test_1", vec![SECRET.into()]).at(&server.url)))
}

async fn tell(payments: &Payments, body: &str) -> Result<Settled, NotTaken> {
    payments.receive("stripe", &signed(body, NOW_S), body.as_bytes()).await
}

#[tokio::test]
async fn a_session_is_made_paid_and_refunded() {
    on_both_at(SETS, NOW, |db| async move {
        let server = Recorded::new();
        let payments = payments(&db, &server);
        let id = asked(&db, 1).await;
        server.answers(200, session("cs_test_1", "open", "unpaid", 6500));
        assert_eq!(payments.begin(&id).await.unwrap(), "https://checkout.stripe.com/c/pay/cs_test_1");
        assert_eq!(payments.begin(&id).await.unwrap(), "https://checkout.stripe.com/c/pay/cs_test_1");
        let asked_of = server.asked();
        assert_eq!(asked_of.len(), 1, "the second click asks nothing of Stripe");
        let made = &asked_of[0];
        assert!(made.line.starts_with("POST /v1/checkout/sessions "));
        assert!(made.headers.contains("authorization: bearer sk_test_1"));
        assert!(made.headers.contains("idempotency-key: "));
        for pair in [
            "mode=payment",
            "unit_amount%5D=6500",
            "currency%5D=eur",
            "customer_email=ada%40example.fr",
            "name%5D=Pass%20duo%20d%E2%80%99%C3%A9t%C3%A9",
            "locale=fr",
            "expires_at=1795350660",
        ] {
            assert!(made.body.contains(pair), "{pair} in {}", made.body);
        }

        // Completed is not paid: a payment that takes days says so later.
        let completed = event("evt_1", "checkout.session.completed", &session("cs_test_1", "complete", "unpaid", 6500));
        assert_eq!(tell(&payments, &completed).await.unwrap(), Settled::Pending);
        assert_eq!(goods(&db).await, 0);
        let kind = "checkout.session.async_payment_succeeded";
        let succeeded = event("evt_2", kind, &session("cs_test_1", "complete", "paid", 6500));
        assert_eq!(tell(&payments, &succeeded).await.unwrap(), Settled::Paid);
        assert_eq!(tell(&payments, &succeeded).await.unwrap(), Settled::Before, "Stripe may send an event twice");
        let expired = event("evt_3", "checkout.session.expired", &session("cs_test_1", "expired", "unpaid", 6500));
        assert_eq!(tell(&payments, &expired).await.unwrap(), Settled::Before);
        assert_eq!((state(&db, &id).await, goods(&db).await), ("paid", 1));
        assert_eq!(balance(&db, "paiement:stripe").await, Cents(6500));

        let mut write = db.write().await.unwrap();
        let back = Refund {
            payment: &id,
            attempt: None,
            reference: "r:1",
            amount: Cents(1500),
            why: "prorata",
            by: "system:test",
        };
        refund(&mut write, &back).await.unwrap();
        write.commit().await.unwrap();
        // Stripe is out of order, then well again: the same name, so that it pays back once.
        server.answers(500, r#"{"error":{"type":"api_error"}}"#);
        assert_eq!(payments.reconcile().await.unwrap().refunded, 0);
        db.clock().advance(Duration::from_secs(125));
        server.answers(200, r#"{"id":"re_1","object":"refund","amount":1500,"status":"succeeded"}"#);
        assert_eq!(payments.reconcile().await.unwrap().refunded, 1);
        assert_eq!(balance(&db, "paiement:stripe").await, Cents(5000));
        let refunds: Vec<_> = server.asked().into_iter().filter(|one| one.line.contains("/v1/refunds")).collect();
        assert_eq!(refunds.len(), 2);
        assert!(refunds.iter().all(|one| one.body == "payment_intent=pi_1&amount=1500"));
        let key = |one: &crate::house::Exchange| {
            one.headers.lines().find(|line| line.starts_with("idempotency-key")).map(str::to_owned)
        };
        assert!(key(&refunds[0]).is_some());
        assert_eq!(key(&refunds[0]), key(&refunds[1]));

        let dispute = event("evt_9", "charge.dispute.created", r#"{"id":"dp_1","payment_intent":"pi_1"}"#);
        tell(&payments, &dispute).await.unwrap();
        assert_eq!(concerns(&db).await, ["disputed"]);
    })
    .await;
}

#[tokio::test]
async fn amounts_and_currencies_that_do_not_match_are_held() {
    on_both_at(SETS, NOW, |db| async move {
        let server = Recorded::new();
        let payments = payments(&db, &server);
        for (number, body) in [
            (1, session("cs_1", "complete", "paid", 650)),
            (2, session("cs_2", "complete", "paid", 6500).replace("\"eur\"", "\"usd\"")),
        ] {
            let id = asked(&db, number).await;
            server.answers(200, session(&format!("cs_{number}"), "open", "unpaid", 6500));
            payments.begin(&id).await.unwrap();
            let told = event(&format!("evt_{number}"), "checkout.session.completed", &body);
            assert_eq!(tell(&payments, &told).await.unwrap(), Settled::Held);
            assert_eq!(state(&db, &id).await, "held");
        }
        assert_eq!((concerns(&db).await, goods(&db).await), (vec!["amount", "amount"], 0));
        assert_eq!(balance(&db, "pass:ventes").await, Cents::ZERO);
    })
    .await;
}

#[tokio::test]
async fn signatures_are_checked_and_replays_refused() {
    on_both_at(SETS, NOW, |db| async move {
        let server = Recorded::new();
        let payments = payments(&db, &server);
        let id = asked(&db, 1).await;
        server.answers(200, session("cs_1", "open", "unpaid", 6500));
        payments.begin(&id).await.unwrap();
        let body = event("evt_1", "checkout.session.completed", &session("cs_1", "complete", "paid", 6500));
        let bad = |answer: Result<Settled, NotTaken>| match answer {
            Err(NotTaken::Bad(why)) => why,
            other => panic!("{other:?}"),
        };
        assert_eq!(bad(payments.receive("stripe", &HeaderMap::new(), body.as_bytes()).await), BadNotice::Unsigned);
        let headers = signed(&body, NOW_S);
        let altered = body.replace("6500", "1");
        assert_eq!(bad(payments.receive("stripe", &headers, altered.as_bytes()).await), BadNotice::Unsigned);
        let old = signed(&body, NOW_S - 301);
        assert_eq!(bad(payments.receive("stripe", &old, body.as_bytes()).await), BadNotice::Stale);
        let nonsense = "not json";
        assert_eq!(
            bad(payments.receive("stripe", &signed(nonsense, NOW_S), nonsense.as_bytes()).await),
            BadNotice::Unreadable
        );
        assert_eq!((goods(&db).await, count(&db, "SELECT count(*) FROM payment_notices").await), (0, 0));
        // An event of another shop of the same account is kept, and changes nothing.
        let other = event("evt_2", "checkout.session.completed", &session("cs_other", "complete", "paid", 6500));
        assert_eq!(tell(&payments, &other).await.unwrap(), Settled::Pending);
        assert_eq!(count(&db, "SELECT count(*) FROM payment_notices WHERE outcome = 'unknown'").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_server_that_is_silent_or_refuses_loses_nothing() {
    on_both_at(SETS, NOW, |db| async move {
        let server = Recorded::new();
        let payments = payments(&db, &server);
        let id = asked(&db, 1).await;
        // Silence: perhaps Stripe made the session. The same attempt is asked for again, under the same name.
        server.answers(0, "");
        assert!(matches!(payments.begin(&id).await, Err(Error::Provider(_))));
        assert_eq!(state(&db, &id).await, "asked");
        db.clock().advance(Duration::from_secs(30));
        server.answers(200, session("cs_1", "open", "unpaid", 6500));
        payments.begin(&id).await.unwrap();
        let asked_of = server.asked();
        assert_eq!(asked_of[0].body, asked_of[1].body, "asked again, word for word");
        // Never notified; found by asking, after a refusal to answer.
        server.answers(429, "");
        db.clock().advance(Duration::from_secs(150));
        assert_eq!(payments.reconcile().await.unwrap().failed, 1);
        server.answers(200, session("cs_1", "complete", "paid", 6500));
        db.clock().advance(Duration::from_secs(150));
        assert_eq!(payments.reconcile().await.unwrap().paid, 1);
        assert_eq!((state(&db, &id).await, goods(&db).await), ("paid", 1));

        let refused = asked(&db, 2).await;
        server.answers(400, r#"{"error":{"code":"email_invalid","message":"Invalid email"}}"#);
        let error = payments.begin(&refused).await.unwrap_err();
        assert!(error.to_string().contains("email_invalid"), "{error}");
        // Another session's answer is not ours.
        let third = asked(&db, 3).await;
        server.answers(200, session("cs_3", "open", "unpaid", 6500));
        payments.begin(&third).await.unwrap();
        server.answers(200, session("cs_9", "complete", "paid", 6500));
        assert_eq!(payments.look(&third).await.unwrap().state.code(), "begun");
    })
    .await;
}
