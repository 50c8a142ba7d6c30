//! The whole exchange with clients that are not ours, over a real socket: they build the request, check the answer, redeem
//! the code, verify every signature and claim.

use people::testing::Browser;
use std::net::SocketAddr;

use axum::http::StatusCode;
use serde_json::{Value as Json, json};
use sign_on::oidc::{Settings, Signature};
use sign_on::{Attribute, keep};
use store::testing::on_both;
use tokio::sync::mpsc;

use crate::house::{House, SECRET, SETS};
use crate::judge::Judge;

/// The house on a socket, at the address it says.
pub(crate) async fn open(db: store::Db) -> House {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address: SocketAddr = listener.local_addr().unwrap();
    let mut house = House::at(db, &format!("http://{address}")).await;
    // OpenID Connect Discovery asks every provider for RS256, and authlib checks that.
    if let Some(pem) = crate::turning::rsa_key() {
        house.web = house.web.clone().with_rsa_key(&pem).unwrap();
    }
    let router = house.site().router();
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    house
}

/// The path of one of our addresses as a client wrote it.
fn path<'a>(house: &House, url: &'a str) -> &'a str {
    url.strip_prefix(&house.public).unwrap_or_else(|| panic!("not ours: {url}"))
}

/// A reader's way from the client's request to the address the client is answered at.
async fn walk(house: &House, browser: &Browser, began: &Json) -> String {
    let url = began["url"].as_str().unwrap_or_else(|| panic!("no request: {began}"));
    let answer = house.get(browser, path(house, url)).await;
    let answer = house.agree(browser, answer).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    answer.location
}

async fn judged(judge: fn() -> Option<Judge>) {
    on_both(SETS, |db| async move {
        let Some(mut judge) = judge() else { return };
        let house = open(db).await;
        let attributes = [Attribute::GivenName, Attribute::Member];
        let presse = "https://presse.example.org/retour";
        let films = "https://films.example.org/retour";
        let (told, mut heard) = mpsc::unbounded_channel::<String>();
        let socket = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let parti = format!("http://{}/parti", socket.local_addr().unwrap());
        let app = axum::Router::new().route(
            "/parti",
            axum::routing::post(move |body: String| async move {
                told.send(body).unwrap();
            }),
        );
        tokio::spawn(async move { axum::serve(socket, app).await.unwrap() });
        let with_secret = Settings {
            post_logout_uris: vec!["https://presse.example.org/au-revoir".to_owned()],
            back_channel_logout_uri: Some(parti),
            ..Settings::with_secret(vec![presse.to_owned()], SECRET)
        };
        house.vendor("presse", &with_secret, &attributes).await;
        let public = Settings { signature: Signature::EdDsa, ..Settings::public(vec![films.to_owned()]) };
        house.vendor("films", &public, &attributes).await;
        let cours = "https://cours.example.org/retour";
        let old = Settings { signature: Signature::Rs256, ..Settings::with_secret(vec![cours.to_owned()], SECRET) };
        house.vendor("cours", &old, &attributes).await;
        let number = house.reader("Angela", "Dubois").await;
        let browser = house.signed_in(&number).await;

        let mut subjects = Vec::new();
        let mut hint = String::new();
        for (client, redirect, how, alg) in [
            ("presse", presse, "client_secret_basic", "ES256"),
            ("presse", presse, "client_secret_post", "ES256"),
            ("films", films, "none", "EdDSA"),
            ("cours", cours, "client_secret_basic", "RS256"),
        ] {
            let began = judge.ask(json!({
                "do": "begin", "issuer": house.public, "client_id": client, "secret": SECRET, "how": how, "alg": alg,
                "redirect_uri": redirect, "scope": "openid profile email",
            }));
            let back = walk(&house, &browser, &began).await;
            let ended = judge.ask(json!({ "do": "finish", "url": back }));
            assert_eq!(ended.get("refused"), None, "{how}: {ended}");
            assert_eq!(ended["claims"]["given_name"], "Angela", "{ended}");
            assert_eq!(ended["claims"]["beffroi_member"], true);
            assert_eq!(ended["userinfo"]["sub"], ended["claims"]["sub"]);
            assert!(ended["claims"].get("family_name").is_none());
            subjects.push((client, ended["claims"]["sub"].as_str().unwrap().to_owned()));
            if client == "presse" {
                hint = ended["id_token"].as_str().unwrap().to_owned();
            }
            // The same answer once more: the code has served.
            let again = judge.ask(json!({ "do": "finish", "url": back }));
            assert!(again["refused"].as_str().is_some_and(|why| why.contains("invalid_grant")), "{again}");
        }
        assert_eq!(subjects[0].1, subjects[1].1, "one vendor knows her by one name");
        assert_ne!(subjects[0].1, subjects[2].1, "two vendors by two");
        assert_ne!(subjects[2].1, subjects[3].1);

        // The client would have none of an answer of another issuer or another state: it is the one that checks.
        let began = judge.ask(json!({
            "do": "begin", "issuer": house.public, "client_id": "presse", "secret": SECRET, "how": "client_secret_basic",
            "alg": "ES256", "redirect_uri": presse, "scope": "openid",
        }));
        let back = walk(&house, &browser, &began).await;
        let mixed = back.replace(&form_urlencoded::byte_serialize(house.public.as_bytes()).collect::<String>(), "https%3A%2F%2Fevil.example");
        assert_ne!(mixed, back);
        let refused = judge.ask(json!({ "do": "finish", "url": mixed }));
        assert!(refused["refused"].is_string(), "{refused}");

        // Silence: an error it can read.
        let began = judge.ask(json!({
            "do": "begin", "issuer": house.public, "client_id": "presse", "secret": SECRET, "how": "client_secret_basic",
            "alg": "ES256", "redirect_uri": presse, "scope": "openid", "prompt": "none",
        }));
        let answer = house.get(&Browser::default(), path(&house, began["url"].as_str().unwrap())).await;
        let refused = judge.ask(json!({ "do": "finish", "url": answer.location }));
        assert!(refused["refused"].as_str().is_some_and(|why| why.contains("login_required")), "{refused}");

        // Leaving, from the vendor's; and the word it is sent, which it verifies.
        let left = judge.ask(json!({
            "do": "leave", "id_token": hint, "to": "https://presse.example.org/au-revoir", "issuer": house.public,
        }));
        let answer = house.get(&browser, path(&house, left["url"].as_str().unwrap())).await;
        assert!(answer.location.starts_with("https://presse.example.org/au-revoir"), "{} {}", answer.status, answer.text);
        keep::run(&house.web).await;
        let mut tokens = Vec::new();
        while let Ok(body) = heard.try_recv() {
            tokens.push(shell::parse_pairs(body.as_bytes()).remove(0).1);
        }
        assert!(!tokens.is_empty(), "the vendor was told");
        for token in tokens {
            let read = judge.ask(json!({
                "do": "left", "token": token, "issuer": house.public, "client_id": "presse", "alg": "ES256",
            }));
            assert_eq!(read.get("refused"), None, "{read}");
            assert_eq!(read["claims"]["sub"].as_str(), Some(subjects[0].1.as_str()));
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn openid_client_signs_on() {
    judged(Judge::openid_client).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn authlib_signs_on() {
    judged(Judge::authlib).await;
}
