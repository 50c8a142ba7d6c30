//! Leaving: from a vendor's site, from here; and how vendors are told.

use people::testing::Browser;
use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use axum::routing::post;
use serde_json::json;
use sign_on::oidc::Settings;
use sign_on::{Attribute, keep};
use store::prelude::*;
use store::testing::on_both_at;
use tokio::sync::mpsc;

use crate::house::{
    AT, FILMS, House, PRESSE, PUBLIC, SECRET, SETS, Told, claims, field, head, leads_to, plain, query, request,
};

const AFTER: &str = "https://presse.example.org/au-revoir";

fn logout(pairs: &[(&str, &str)]) -> String {
    format!("/oidc/logout?{}", query(pairs))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_leaves_from_a_vendor_and_comes_back_where_agreed() {
    on_both_at(SETS, AT, |db| async move {
        let house = House::open(db).await;
        house.usual("presse", PRESSE).await;
        house.usual("films", FILMS).await;
        let number = house.reader("Angela", "Dubois").await;
        let browser = house.signed_in(&number).await;
        let token = |given: serde_json::Value| given["id_token"].as_str().unwrap().to_owned();
        let hint = token(house.walk(&browser, "presse", PRESSE).await);
        // The token may be over: it only says who it was.
        house.clock().advance(Duration::from_secs(3600));

        // Proved, but the address was not agreed: the session ends, and the page is ours.
        let elsewhere = house.signed_in(&number).await;
        let theirs = token(house.walk(&elsewhere, "presse", PRESSE).await);
        for address in
            ["https://evil.example/", "https://presse.example.org/au-revoir/", "https://films.example.org/au-revoir"]
        {
            let path = logout(&[("id_token_hint", &theirs), ("post_logout_redirect_uri", address)]);
            let answer = house.get(&elsewhere, &path).await;
            assert_eq!((answer.status, answer.location.as_str()), (StatusCode::OK, ""));
            assert!(!leads_to(&answer.text, address) && !answer.text.contains("http-equiv"), "{address}");
            assert!(elsewhere.session().is_none());
        }

        // A link somebody else made, or the token of another session: the reader is asked first.
        for pairs in [
            vec![("client_id", "presse"), ("post_logout_redirect_uri", AFTER), ("state", "s")],
            vec![("id_token_hint", theirs.as_str()), ("post_logout_redirect_uri", AFTER), ("state", "s")],
        ] {
            let asked = house.get(&browser, &logout(&pairs)).await;
            assert_eq!(asked.status, StatusCode::OK, "{}", asked.location);
            assert!(browser.session().is_some());
            assert_eq!(field(&asked.text, "post_logout_redirect_uri"), AFTER);
            // Without our form, nothing happens.
            let forged = query(&[("client_id", "presse"), ("post_logout_redirect_uri", AFTER)]);
            assert_eq!(house.post(&browser, "/oidc/deconnexion", forged).await.status, StatusCode::FORBIDDEN);
            let other = house.signed_in(&number).await;
            let asked = house.get(&other, &logout(&pairs)).await;
            let yes = query(&[
                ("form_token", &field(&asked.text, "form_token")),
                ("client_id", &field(&asked.text, "client_id")),
                ("post_logout_redirect_uri", &field(&asked.text, "post_logout_redirect_uri")),
                ("state", &field(&asked.text, "state")),
            ]);
            let left = house.post(&other, "/oidc/deconnexion", yes).await;
            assert_eq!(left.status, StatusCode::OK);
            assert!(other.session().is_none());
            assert!(plain(&left.text).contains(&format!("content=\"0;url={AFTER}?state=s\"")), "{}", left.text);
        }
        assert!(house.people.session(&browser.session().unwrap()).await.unwrap().is_some());
        // Another vendor's name beside the token: nothing holds together, nothing leads on.
        let pairs = [("id_token_hint", hint.as_str()), ("client_id", "films"), ("post_logout_redirect_uri", AFTER)];
        let asked = house.get(&browser, &logout(&pairs)).await;
        assert!(!leads_to(&asked.text, "https://presse") && browser.session().is_some());

        // The vendor shows what it was given: the session ends here and everywhere.
        let pairs = [("id_token_hint", hint.as_str()), ("post_logout_redirect_uri", AFTER), ("state", "é")];
        let answer = house.get(&browser, &logout(&pairs)).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert_eq!(answer.location, format!("{AFTER}?state=%C3%A9"));
        assert!(browser.session().is_none());
        // Who is not signed in is led on, where agreed.
        assert_eq!(house.get(&browser, &logout(&pairs)).await.location, format!("{AFTER}?state=%C3%A9"));
        assert_eq!(house.get(&Browser::default(), "/oidc/logout").await.status, StatusCode::OK);
        // A form of the vendor's comes without our cookies: it goes on as an address.
        let answer = house.post(&Browser::default(), "/oidc/logout", query(&pairs)).await;
        assert_eq!((answer.status, answer.location), (StatusCode::SEE_OTHER, logout(&pairs)));
    })
    .await;
}

/// A vendor's server that writes down the logout tokens it is sent, and answers as told.
async fn listener(answers: Vec<StatusCode>) -> (SocketAddr, mpsc::UnboundedReceiver<String>) {
    let (told, heard) = mpsc::unbounded_channel();
    let answers = std::sync::Arc::new(std::sync::Mutex::new(answers.into_iter()));
    let app = Router::new().route(
        "/parti",
        post(move |body: String| {
            let (told, answers) = (told.clone(), std::sync::Arc::clone(&answers));
            async move {
                told.send(body).unwrap();
                answers.lock().unwrap().next().unwrap_or(StatusCode::OK)
            }
        }),
    );
    let socket = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = socket.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(socket, app).await.unwrap() });
    (address, heard)
}

#[tokio::test(flavor = "multi_thread")]
async fn vendors_are_told_when_a_session_ends_however_it_does() {
    on_both_at(SETS, AT, |db| async move {
        let house = House::open(db).await;
        let (address, mut heard) = listener(vec![StatusCode::SERVICE_UNAVAILABLE]).await;
        let settings = Settings {
            back_channel_logout_uri: Some(format!("http://{address}/parti")),
            ..Settings::with_secret(vec![PRESSE.to_owned()], SECRET)
        };
        house.vendor("presse", &settings, &[Attribute::Member]).await;
        let number = house.reader("Angela", "Dubois").await;
        let browser = house.signed_in(&number).await;
        let given = house.walk(&browser, "presse", PRESSE).await;
        let told = claims(given["id_token"].as_str().unwrap());
        let other = house.signed_in(&number).await;
        house.walk(&other, "presse", PRESSE).await;
        keep::run(&house.web).await;
        assert!(heard.try_recv().is_err(), "both sessions hold");

        house.people.sign_out(&browser.session().unwrap()).await.unwrap();
        keep::run(&house.web).await;
        let first = heard.try_recv().unwrap();
        assert!(heard.try_recv().is_err(), "one session ended, one login is told");
        // It was not taken: it is told again, and then no more.
        keep::run(&house.web).await;
        assert!(heard.try_recv().is_err(), "not at once");
        house.clock().advance(Duration::from_secs(120));
        keep::run(&house.web).await;
        let second = heard.try_recv().unwrap();
        house.clock().advance(Duration::from_secs(3600));
        keep::run(&house.web).await;
        assert!(heard.try_recv().is_err(), "it knows");

        for sent in [first, second] {
            let (name, token) = shell::parse_pairs(sent.as_bytes()).remove(0);
            assert_eq!(name, "logout_token");
            assert_eq!(head(&token)["typ"], "logout+jwt");
            assert_eq!(head(&token)["alg"], "ES256");
            let said = claims(&token);
            assert_eq!((&said["iss"], &said["aud"]), (&json!(PUBLIC), &json!("presse")));
            assert_eq!((&said["sub"], &said["sid"]), (&told["sub"], &told["sid"]));
            assert_eq!(said["events"], json!({ "http://schemas.openid.net/event/backchannel-logout": {} }));
            assert!(said.get("nonce").is_none());
            assert!(said["exp"].as_i64().unwrap() - said["iat"].as_i64().unwrap() <= 120);
            assert!(said["jti"].as_str().unwrap().len() > 20);
            // A logout token ends no session here when shown as an ID token.
            let path = logout(&[("id_token_hint", &token)]);
            let third = house.signed_in(&number).await;
            house.get(&third, &path).await;
            assert!(third.session().is_some());
        }
        // The other session is left unused until it ends by itself.
        house.clock().advance(Duration::from_secs(8 * 24 * 3600));
        keep::run(&house.web).await;
        assert!(heard.try_recv().is_ok());
    })
    .await;
}

/// A vendor that is none of the demonstration has no way to have us call our own machines.
#[tokio::test(flavor = "multi_thread")]
async fn an_address_inside_is_not_called() {
    on_both_at(SETS, AT, |db| async move {
        let house = House::open(db).await;
        let (address, mut heard) = listener(Vec::new()).await;
        let inside = format!("http://localhost:{}/parti", address.port());
        let settings = Settings {
            back_channel_logout_uri: Some(inside),
            ..Settings::with_secret(vec![PRESSE.to_owned()], SECRET)
        };
        house.vendor("presse", &settings, &[]).await;
        let number = house.reader("Angela", "Dubois").await;
        let browser = house.signed_in(&number).await;
        house.enter(&browser, &request("presse", PRESSE)).await.code();
        house.people.sign_out(&browser.session().unwrap()).await.unwrap();
        let round = keep::run(&house.web).await;
        assert_eq!((round.told, round.failed), (0, 1));
        assert!(heard.try_recv().is_err());
    })
    .await;
}

/// A vendor that takes calls and never answers costs itself one wait, and the others nothing.
#[tokio::test(flavor = "multi_thread")]
async fn a_vendor_that_does_not_answer_holds_up_no_other() {
    on_both_at(SETS, AT, |db| async move {
        let house = House::open(db).await;
        let mute = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (good, mut heard) = listener(Vec::new()).await;
        let number = house.reader("Angela", "Dubois").await;
        let mut sessions = Vec::new();
        let mut vendors = Vec::new();
        for (code, uri, told) in [("presse", PRESSE, mute.local_addr().unwrap()), ("films", FILMS, good)] {
            let settings = Settings {
                back_channel_logout_uri: Some(format!("http://{told}/parti")),
                ..Settings::with_secret(vec![uri.to_owned()], SECRET)
            };
            vendors.push(house.vendor(code, &settings, &[]).await);
            let browser = house.signed_in(&number).await;
            house.enter(&browser, &request(code, uri)).await.code();
            sessions.push(browser.session().unwrap());
        }
        let mut write = house.db.write().await.unwrap();
        // An evening's readers left the first together.
        let sql = "INSERT INTO sign_on_logins (id, entry, vendor, face, account, session, pseudonym, seat, trial, at,
                       expires_at, ended_at, tries, next_try_at)
                   SELECT $2, $2, vendor, face, account, $2, pseudonym, NULL, trial, at, expires_at, at, 0, at
                   FROM sign_on_logins WHERE vendor = $1 AND ended_at IS NULL";
        for number in 0..60 {
            write.execute(sql, params![&vendors[0], format!("ended-{number}")]).await.unwrap();
        }
        write.commit().await.unwrap();
        house.clock().advance(Duration::from_secs(60));
        house.people.sign_out(&sessions[1]).await.unwrap();
        let round = keep::run(&house.web).await;
        assert_eq!((round.told, round.failed), (1, 1));
        assert!(heard.try_recv().is_ok(), "the other vendor knows");
        let sql = "SELECT count(*) FROM sign_on_logins WHERE vendor = $1 AND tries > 0";
        let tried = house.db.read().await.unwrap().one(sql, params![&vendors[0]]).await.unwrap();
        assert_eq!(tried.get::<i64>(0).unwrap(), 1, "the others lost no try");
        drop(mute);
    })
    .await;
}
