//! Payments: notices of others' making, notices sent again, money that is not what was asked.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use payment::Payments;
use payment::provider::test::{Choice, Test};

use crate::house::Browser;
use crate::stall::Stall;

/// An order to be paid online; gives its payment.
async fn asked(stall: &Stall, number: usize) -> String {
    let mut browser = Browser::default();
    let basket = stall.basket(&mut browser, 2).await;
    let email = format!("p{number}@exemple.example");
    let answer = stall.name_oneself(&mut browser, &basket, "Ana", &email, "online").await;
    let payment = answer.location().strip_prefix("/paiement/").unwrap_or_else(|| panic!("{}", answer.location()));
    payment.to_owned()
}

#[tokio::test]
async fn a_notice_sent_again_issues_nothing_more() {
    let stall = Stall::open("notices", false).await;
    let test = Test::new(stall.db().clone());
    let payments = Payments::new(
        stall.db().clone(),
        vec![Arc::new(test.clone())],
        &[box_office::FULFILMENT],
        "http://beffroi.test",
    );
    let payment = asked(&stall, 1).await;
    assert!(stall.tickets().await.is_empty());
    let url = payments.begin(&payment).await.unwrap();
    let trial = test.trial(url.rsplit('/').next().unwrap()).await.unwrap();
    test.decide(&trial, Choice::PayTwice).await.unwrap();
    let (headers, body) = test.notification(&trial.id).await.unwrap();
    // The same notice five times, some at once; the buyer's return and the reconciliation besides.
    let (one, two) =
        tokio::join!(payments.receive("essai", &headers, &body), payments.receive("essai", &headers, &body));
    assert!(one.is_ok() || two.is_ok());
    for _ in 0..3 {
        let _ = payments.receive("essai", &headers, &body).await;
        payments.look(&payment).await.unwrap();
        payments.reconcile().await.unwrap();
    }
    let tickets = stall.tickets().await;
    let numbers: Vec<i64> = tickets.iter().map(|ticket| ticket.number).collect();
    assert_eq!(numbers, [1, 2], "two places, two tickets");
    assert_eq!(stall.taken().await, 2);
    let orders = stall.orders().await;
    assert_eq!((orders.len(), orders[0].state.code()), (1, "paid"));
    let zero = jiff::Timestamp::UNIX_EPOCH;
    let end = jiff::Timestamp::now() + std::time::Duration::from_secs(86_400);
    let agreement = box_office::statement::agreement(&mut stall.db().read().await.unwrap(), "scene-du-banc", zero, end)
        .await
        .unwrap();
    assert_eq!((agreement.difference(), agreement.tickets), (0, 1_000), "{agreement:?}");
}

#[tokio::test]
async fn a_notice_of_someone_elses_making_pays_nothing() {
    let stall = Stall::open("forged", false).await;
    let payment = asked(&stall, 1).await;
    let mut browser = Browser::default();
    let begun = stall.send(&mut browser, &format!("/paiement/{payment}"), &format!("/paiement/{payment}"), &[]).await;
    let trial = begun.location().rsplit('/').next().unwrap().to_owned();
    for (provider, signature, body) in [
        (
            "essai",
            "",
            format!("{{\"event\":\"{trial}:paid\",\"trial\":\"{trial}\",\"outcome\":\"paid\",\"cents\":1000}}"),
        ),
        ("essai", "00", format!("{{\"event\":\"x\",\"trial\":\"{trial}\",\"outcome\":\"paid\",\"cents\":1000}}")),
        ("stripe", "t=1,v1=00", "{}".to_owned()),
        ("inconnu", "", "{}".to_owned()),
    ] {
        let request = Request::post(format!("/paiement/avis/{provider}"))
            .header("content-type", "application/json")
            .header("x-essai-signature", signature)
            .header("stripe-signature", signature)
            .body(Body::from(body))
            .unwrap();
        let answer = stall.house.ask(&mut Browser::default(), request).await;
        assert!(answer.status.is_client_error(), "{provider}: {}", answer.status);
    }
    assert!(stall.tickets().await.is_empty());
    assert_eq!(stall.orders().await[0].state.code(), "asked");
}

#[tokio::test]
async fn less_than_asked_issues_nothing() {
    let stall = Stall::open("less", false).await;
    let test = Test::new(stall.db().clone());
    let payments = Payments::new(
        stall.db().clone(),
        vec![Arc::new(test.clone())],
        &[box_office::FULFILMENT],
        "http://beffroi.test",
    );
    let payment = asked(&stall, 1).await;
    let url = payments.begin(&payment).await.unwrap();
    let trial = test.trial(url.rsplit('/').next().unwrap()).await.unwrap();
    assert_eq!(trial.amount.0, 1_000);
    test.decide(&trial, Choice::PayLess).await.unwrap();
    let _ = payments.look(&payment).await;
    assert!(stall.tickets().await.is_empty());
    let orders = stall.orders().await;
    assert_ne!(orders[0].state.code(), "paid");
    assert_eq!(
        StatusCode::OK,
        stall.house.get(&mut Browser::default(), &format!("/billetterie/commande/{}", orders[0].secret)).await.status
    );
}
