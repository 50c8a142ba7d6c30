//! A box office within a whole server: two performances on sale, a browser that books.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use beffroi::stage::{self, Stage, Wished};
use box_office::model::{Order, Ticket};
use jiff::ToSpan;
use store::{Db, prelude::*};

use crate::house::{Answer, Browser, House};

pub(crate) struct Stall {
    pub(crate) house: House,
    pub(crate) stage: Stage,
}

impl Stall {
    pub(crate) async fn open(name: &str, queue: bool) -> Stall {
        let house = House::open(&format!("box-{name}")).await;
        let wished = Wished {
            performances: 2,
            places: 40,
            most_per_order: 6,
            queue,
            opens_at: jiff::Timestamp::now() - 1.hour(),
            starts_in: 30 * 24,
        };
        let stage = stage::set(house.trial.engine.db(), &wished).await.unwrap();
        Stall { house, stage }
    }

    pub(crate) fn db(&self) -> &Db {
        self.house.trial.engine.db()
    }

    pub(crate) fn item(&self) -> &str {
        &self.stage.items[0]
    }

    /// Sends the booking page's form, with whatever fields. Gives what came back.
    pub(crate) async fn take(&self, browser: &mut Browser, fields: &[(&str, &str)]) -> Answer {
        let path = format!("/billetterie/{}", self.item());
        self.send(browser, &path, &path, fields).await
    }

    /// Sends a form found on a page.
    pub(crate) async fn send(&self, browser: &mut Browser, page: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let shown = self.house.get(browser, page).await;
        let marker = "name=\"form_token\" value=\"";
        let token = match shown.text.find(marker) {
            Some(at) => shown.text[at + marker.len()..].split('"').next().unwrap().to_owned(),
            None => self.house.token(browser).await,
        };
        let mut body = format!("form_token={token}");
        for (name, value) in fields {
            body.push_str(&format!("&{name}={}", catalogue::pages::paths::encode(value)));
        }
        self.house.post_raw(browser, path, body).await
    }

    /// Places held; gives the basket's path.
    pub(crate) async fn basket(&self, browser: &mut Browser, places: i64) -> String {
        let field = format!("n-{}", self.stage.tariffs[0]);
        let answer = self.take(browser, &[(&field, &places.to_string())]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        assert!(answer.location().starts_with("/billetterie/panier/"), "{}", answer.location());
        answer.location().to_owned()
    }

    /// Sends the basket's form.
    pub(crate) async fn name_oneself(
        &self,
        browser: &mut Browser,
        basket: &str,
        name: &str,
        email: &str,
        way: &str,
    ) -> Answer {
        self.send(browser, basket, basket, &[("name", name), ("email", email), ("way", way)]).await
    }

    /// An order of these many places, to be paid at the town hall.
    pub(crate) async fn ordered(&self, browser: &mut Browser, places: i64, name: &str, email: &str) -> Order {
        let basket = self.basket(browser, places).await;
        let answer = self.name_oneself(browser, &basket, name, email, "town_hall").await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        let secret = answer.location().strip_prefix("/billetterie/commande/").unwrap().to_owned();
        box_office::order::by_secret(&mut self.db().read().await.unwrap(), &secret).await.unwrap()
    }

    /// Through the API, as JSON.
    pub(crate) async fn api(&self, key: &str, path: &str, once: &str, body: &serde_json::Value) -> Answer {
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::AUTHORIZATION, format!("Bearer {key}"))
            .header("idempotency-key", once)
            .body(Body::from(body.to_string()))
            .unwrap();
        self.house.ask(&mut Browser::default(), request).await
    }

    pub(crate) async fn orders(&self) -> Vec<Order> {
        box_office::order::of_item(&mut self.db().read().await.unwrap(), self.item()).await.unwrap()
    }

    pub(crate) async fn tickets(&self) -> Vec<Ticket> {
        box_office::ticket::of_item(&mut self.db().read().await.unwrap(), self.item()).await.unwrap()
    }

    /// Places held or sold online.
    pub(crate) async fn taken(&self) -> i64 {
        let now = self.db().clock().now();
        let mut read = self.db().read().await.unwrap();
        let all = box_office::sale::allotments(&mut read, self.item(), now).await.unwrap();
        all.iter().map(|one| one.taken - one.lapsed).sum()
    }

    pub(crate) async fn count(&self, sql: &str) -> i64 {
        self.db().read().await.unwrap().one(sql, params![]).await.unwrap().get(0).unwrap()
    }
}
