//! A browser with all its cookies, and a house that knows providers.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::extract::Request;
use axum::http::{StatusCode, header};
use people::testing::{Answer, Browser};
use people::web::SESSION_COOKIE;
use sign_on::outside::Provider;

use crate::house::{House, field, query};

/// A reader's browser.
#[derive(Clone, Default)]
pub(crate) struct Guest {
    pub(crate) cookies: BTreeMap<String, String>,
}

impl Guest {
    pub(crate) fn session(&self) -> Option<&str> {
        self.cookies.get(SESSION_COOKIE).map(String::as_str)
    }

    async fn send(&mut self, house: &House, request: axum::http::request::Builder, body: String) -> Answer {
        let browser = Browser::default();
        for (name, value) in &self.cookies {
            browser.set(name, value);
        }
        let answer = house.site().ask(&browser, request.body(Body::from(body)).unwrap()).await;
        for set in answer.headers.get_all(header::SET_COOKIE) {
            let set = set.to_str().unwrap();
            assert!(set.contains("HttpOnly") && set.contains("SameSite=Lax"), "{set}");
            // The frame of this house is not told its address.
            assert!(
                set.contains("Secure") || set.starts_with("beffroi_said") || set.starts_with("beffroi_form"),
                "{set}"
            );
            assert!(set.len() < 4096, "a browser would not keep it");
            let (name, value) = set.split(';').next().unwrap().split_once('=').unwrap();
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        answer
    }

    pub(crate) async fn get(&mut self, house: &House, path: &str) -> Answer {
        self.send(house, Request::get(path), String::new()).await
    }

    /// Sends a form of a page, with the token it holds.
    pub(crate) async fn post(&mut self, house: &House, page: &str, path: &str, pairs: &[(&str, &str)]) -> Answer {
        let token = field(page, "form_token");
        let mut all = vec![("form_token", token.as_str())];
        all.extend(pairs);
        self.send(house, Request::post(path).header(header::CONTENT_TYPE, FORM), query(&all)).await
    }

    pub(crate) async fn post_without_token(&mut self, house: &House, path: &str) -> StatusCode {
        self.send(house, Request::post(path).header(header::CONTENT_TYPE, FORM), String::new()).await.status
    }

    /// Types the card's number and its PIN.
    pub(crate) async fn sign_in(&mut self, house: &House, card: &str) {
        let session = house.signed_in(card).await.session().unwrap();
        self.cookies.insert(SESSION_COOKIE.to_owned(), session);
    }
}

const FORM: &str = "application/x-www-form-urlencoded";

pub(crate) fn provider(code: &str, issuer: &str, secret: &str) -> Provider {
    Provider {
        code: code.to_owned(),
        label: "FranceConnect".to_owned(),
        issuer: issuer.to_owned(),
        client_id: "beffroi".to_owned(),
        client_secret: secret.to_owned(),
        scopes: vec!["given_name".to_owned(), "family_name".to_owned()],
        acr: Some("eidas1".to_owned()),
    }
}

/// A house where one may sign in through these.
pub(crate) async fn open(db: store::Db, providers: Vec<Provider>) -> House {
    for provider in &providers {
        provider.check().unwrap();
    }
    let mut house = House::open(db).await;
    house.web = house.web.clone().with_outside(providers);
    house
}

/// The account that holds a card.
pub(crate) async fn account_of(house: &House, card: &str) -> String {
    let client = people::Client::default();
    house.people.check_card(card, "483920", &client).await.unwrap()
}
