//! The public's pages: quantities, holds, others' orders, the queue gone round.

use std::time::Duration;

use axum::http::StatusCode;
use people::Role;
use store::params;
use tokio::time::timeout;

use crate::house::Browser;
use crate::stall::Stall;

#[tokio::test]
async fn a_price_of_ones_own_is_not_listened_to() {
    let stall = Stall::open("prices", false).await;
    let mut browser = Browser::default();
    let tariff = stall.stage.tariffs[0].clone();
    let count = format!("n-{tariff}");
    let fields = [
        (count.as_str(), "2"),
        ("price", "1"),
        ("total", "0"),
        (&format!("price-{tariff}"), "0"),
        ("lines[0][price]", "0"),
        ("cents", "-500"),
    ];
    let answer = stall.take(&mut browser, &fields).await;
    let basket = answer.location().to_owned();
    assert!(basket.starts_with("/billetterie/panier/"), "{} {}", answer.status, answer.text);
    let fields = [
        ("name", "Ana"),
        ("email", "ana@exemple.example"),
        ("way", "town_hall"),
        ("total", "0"),
        ("price", "0"),
        ("state", "paid"),
        ("channel", "desk"),
        ("allotment", "commune"),
    ];
    let answer = stall.send(&mut browser, &basket, &basket, &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    let orders = stall.orders().await;
    assert_eq!((orders.len(), orders[0].total.0, orders[0].places), (1, 1_000, 2));
    assert_eq!((orders[0].state.code(), orders[0].channel.code()), ("to_pay", "online"));
    assert!(stall.tickets().await.is_empty(), "nothing is issued before it is paid");
}

#[tokio::test]
async fn quantities_that_are_none_hold_nothing() {
    let stall = Stall::open("quantities", false).await;
    let mut browser = Browser::default();
    let count = format!("n-{}", stall.stage.tariffs[0]);
    let wrong = [
        "-1",
        "0",
        "7",
        "40",
        "9999999999",
        "9223372036854775807",
        "9223372036854775808",
        "99999999999999999999999",
        "1.5",
        "1e3",
        "0x10",
        "١",
        "+-1",
        "NaN",
        "2; DROP TABLE box_office_orders",
        "",
    ];
    for quantity in wrong {
        let answer = stall.take(&mut browser, &[(&count, quantity)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{quantity}: {}", answer.location());
        assert_eq!(stall.taken().await, 0, "{quantity}");
    }
    // Two tariffs whose sum would come round to something small; a tariff nobody knows; one of another performance.
    let other = format!("n-{}", stall.stage.tariffs[1]);
    for fields in [
        vec![(count.as_str(), "9223372036854775807"), (other.as_str(), "2")],
        vec![("n-inconnu", "2")],
        vec![(other.as_str(), "2")],
    ] {
        let answer = stall.take(&mut browser, &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
        assert_eq!(stall.taken().await, 0, "{fields:?}");
    }
    assert_eq!(stall.count("SELECT count(*) FROM box_office_holds").await, 0);
}

#[tokio::test]
async fn one_hold_is_one_order_and_one_address_one_household() {
    let stall = Stall::open("holds", false).await;
    let (mut ana, mut bob) = (Browser::default(), Browser::default());
    let basket = stall.basket(&mut ana, 2).await;
    let first = stall.name_oneself(&mut ana, &basket, "Ana", "ana@exemple.example", "town_hall").await;
    let mine = first.location().to_owned();
    assert!(mine.starts_with("/billetterie/commande/"));
    // The same again, by the same and by another: no second order, no second pair of places.
    for (browser, name, email) in [(&mut ana, "Ana", "ana@exemple.example"), (&mut bob, "Bob", "bob@exemple.example")] {
        let token = stall.house.token(browser).await;
        let body = format!("form_token={token}&name={name}&email={email}&way=town_hall");
        let answer = stall.house.post_raw(browser, &basket, body).await;
        assert!(answer.status.is_redirection() || answer.status.is_client_error(), "{}", answer.status);
    }
    let orders = stall.orders().await;
    assert_eq!((orders.len(), orders[0].email.as_deref()), (1, Some("ana@exemple.example")));
    assert_eq!(stall.taken().await, 2);
    // Two at the same instant: one order.
    let basket = stall.basket(&mut bob, 2).await;
    let (mut one, mut two) = (bob.clone(), bob.clone());
    let (left, right) = tokio::join!(
        stall.name_oneself(&mut one, &basket, "Bob", "bob@exemple.example", "town_hall"),
        stall.name_oneself(&mut two, &basket, "Rob", "rob@exemple.example", "town_hall"),
    );
    assert!(!left.status.is_server_error() && !right.status.is_server_error());
    assert_eq!(stall.orders().await.len(), 2);
    assert_eq!(stall.taken().await, 4);
    // The same address, in pieces and in other letters.
    let basket = stall.basket(&mut ana, 5).await;
    let answer = stall.name_oneself(&mut ana, &basket, "Ana", "ANA@exemple.example", "town_hall").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "two and five are more than six");
    assert_eq!(stall.orders().await.len(), 2);
}

#[tokio::test]
async fn pages_of_others_are_not_found_by_trying() {
    let stall = Stall::open("enumeration", false).await;
    let mut ana = Browser::default();
    let order = stall.ordered(&mut ana, 1, "Ana Secret", "ana@exemple.example").await;
    assert!(order.secret.len() >= 32, "128 bits at least");
    let mut shorter = order.secret.clone();
    shorter.pop();
    let wrong = [
        order.id.clone(),
        order.reference.clone(),
        shorter,
        format!("{}0", order.secret),
        order.secret.to_uppercase(),
        "0".repeat(order.secret.len()),
        "%27%20OR%201%3D1--".to_owned(),
        "..%2f..%2fetc%2fpasswd".to_owned(),
        "%00".to_owned(),
        "%".repeat(3),
    ];
    let mut stranger = Browser::default();
    for secret in &wrong {
        for path in [
            format!("/billetterie/commande/{secret}"),
            format!("/billetterie/commande/{secret}/billets.pdf"),
            format!("/billetterie/billet/{secret}"),
            format!("/billetterie/billet/{secret}/billet.pdf"),
            format!("/billetterie/panier/{secret}"),
            format!("/billetterie/attente/inscription/{secret}"),
        ] {
            let answer = stall.house.get(&mut stranger, &path).await;
            let refused = matches!(answer.status, StatusCode::NOT_FOUND | StatusCode::BAD_REQUEST);
            // Upper case is the secret itself where letters of either case are taken.
            assert!(refused, "{path}: {}", answer.status);
            assert!(!answer.text.contains("Ana Secret") && !answer.text.contains("ana@exemple"), "{path}");
        }
    }
    // What is found holds a secret: kept by nobody, listed by nobody.
    let page = stall.house.get(&mut stranger, &format!("/billetterie/commande/{}", order.secret)).await;
    assert_eq!(page.status, StatusCode::OK);
    let header = |name: &str| page.headers.get(name).map_or("", |value| value.to_str().unwrap());
    assert!(header("cache-control").contains("no-store"), "{}", header("cache-control"));
    assert!(header("x-robots-tag").contains("noindex"));
    // « Retrouver mes billets » says the same to everyone.
    let mut answers = Vec::new();
    for email in ["ana@exemple.example", "personne@exemple.example"] {
        let mut browser = Browser::default();
        let path = "/billetterie/retrouver";
        let answer = stall.send(&mut browser, path, path, &[("email", email)]).await;
        let page =
            stall.house.get(&mut browser, if answer.location().is_empty() { path } else { answer.location() }).await;
        let told = page.text.replace(email, "");
        let told: String = told.split("form_token\" value=\"").next().unwrap().to_owned();
        answers.push((answer.status, answer.location().to_owned(), told));
    }
    assert_eq!(answers[0], answers[1]);
}

#[tokio::test]
async fn the_office_of_another_house_sees_nothing() {
    let stall = Stall::open("office", false).await;
    let order = stall.ordered(&mut Browser::default(), 1, "Ana Secret", "ana@exemple.example").await;
    let item = stall.item().to_owned();
    let paths = [
        format!("/bureau/billetterie/commande/{}", order.id),
        format!("/bureau/billetterie/seance/{item}"),
        format!("/bureau/billetterie/seance/{item}/porte"),
        format!("/bureau/billetterie/seance/{item}/porte.pdf"),
        format!("/bureau/billetterie/seance/{item}/releve"),
        format!("/bureau/billetterie/seance/{item}/releve.csv"),
        format!("/bureau/billetterie/seance/{item}/vendre"),
        format!("/bureau/billetterie/seance/{item}/reglages"),
        format!("/bureau/billetterie/file/{item}"),
        "/bureau/billetterie/commandes?q=Secret".to_owned(),
        format!("/bureau/billetterie/commandes.csv?item={item}"),
        "/bureau/billetterie/commandes.csv".to_owned(),
    ];
    // Their scopes are elsewhere: a museum and a commune, Roubaix, which neither sells nor receives.
    for role in [Role::StageAgent, Role::MuseumAgent, Role::CommuneAgent, Role::Librarian] {
        let mut browser = stall.house.signed_in(role).await;
        for path in &paths {
            let answer = stall.house.get(&mut browser, path).await;
            assert!(!answer.status.is_server_error(), "{role:?} {path}: {}", answer.status);
            assert!(!answer.text.contains("Ana Secret") && !answer.text.contains("ana@exemple"), "{role:?} {path}");
        }
        for (deed, fields) in
            [("annuler", [("why", "x")]), ("encaisser", [("means", "cash")]), ("refaire", [("x", "y")])]
        {
            let path = format!("/bureau/billetterie/commande/{}/{deed}", order.id);
            let answer = stall.house.post(&mut browser, &path, &fields).await;
            assert!(answer.status.is_client_error(), "{role:?} {path}: {}", answer.status);
        }
        for (rest, field) in
            [("etat", ("state", "closed")), ("tarifs", ("price", "0")), ("reglages", ("capacity", "1"))]
        {
            let path = format!("/bureau/billetterie/seance/{item}/{rest}");
            let answer = stall.house.post(&mut browser, &path, &[field]).await;
            assert!(answer.status.is_client_error(), "{role:?} {path}: {}", answer.status);
        }
        let answer =
            stall.house.post(&mut browser, &format!("/bureau/billetterie/file/{item}"), &[("deed", "pause")]).await;
        assert!(answer.status.is_client_error(), "{role:?}");
    }
    assert_eq!(stall.orders().await[0].state.code(), "to_pay");
}

#[tokio::test]
async fn the_queue_is_not_gone_round() {
    let stall = Stall::open("queue", true).await;
    let path = format!("/billetterie/{}", stall.item());
    let line = format!("/billetterie/file/{}", stall.item());
    let count = format!("n-{}", stall.stage.tariffs[0]);
    // Someone is let in while nobody waits; then the line is stopped.
    let mut early = Browser::default();
    stall.house.get(&mut early, &line).await;
    let mut write = stall.db().write().await.unwrap();
    let sql = "UPDATE box_office_queue_lines SET paused = $1, passed_us = $2";
    let now = stall.db().clock().now_ms();
    write.execute(sql, params![true, (now - 1) * 1000]).await.unwrap();
    write.commit().await.unwrap();
    // The second's beat tells the pages, a moment later.
    let told = async {
        loop {
            let mut comer = Browser::default();
            stall.house.get(&mut comer, &line).await;
            if stall.house.get(&mut comer, &path).await.status == StatusCode::SEE_OTHER {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    };
    timeout(Duration::from_secs(60), told).await.expect("the line is stopped");
    let mut forged = vec![Browser::default()];
    let mut waiting = Browser::default();
    stall.house.get(&mut waiting, &line).await;
    let names: Vec<String> = ["beffroi_file_00000000"].map(str::to_owned).to_vec();
    for (name, value) in names.iter().flat_map(|name| {
        ["a.1.0000000000000000.00000000000000000000000000000000", "d.0.0.0", "1", "a..."].map(|value| (name, value))
    }) {
        let mut browser = Browser::default();
        browser.plant(name, value);
        forged.push(browser);
    }
    forged.push(waiting);
    for browser in &mut forged {
        let shown = stall.house.get(browser, &path).await;
        assert_eq!((shown.status, shown.location()), (StatusCode::SEE_OTHER, line.as_str()));
        let token = stall.house.token(browser).await;
        let body = format!("form_token={token}&{count}=1");
        let sent = stall.house.post_raw(browser, &path, body).await;
        assert_eq!((sent.status, sent.location()), (StatusCode::SEE_OTHER, line.as_str()));
    }
    assert_eq!(stall.taken().await, 0);
    assert_eq!(stall.count("SELECT count(*) FROM box_office_holds").await, 0);
}
