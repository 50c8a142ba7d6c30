//! The API: keys of others, prices of one's own, quantities, the same demand twice, tickets of others at one's door.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use people::Actor;
use programme::institution;
use serde_json::{Value, json};

use crate::house::Browser;
use crate::stall::Stall;

const ORDERS: &str = "/api/billetterie/commandes";
const ENTRIES: &str = "/api/billetterie/entrees";

impl Stall {
    fn wanted(&self, quantity: &Value) -> Value {
        json!({
            "item": self.item(), "lines": [{ "tariff": "plein", "quantity": quantity }], "paid": "external",
            "buyer": { "name": "Ana", "email": "ana@exemple.example" },
        })
    }

    /// A key of the museum, which sells nothing here.
    async fn foreign_key(&self) -> String {
        let mut write = self.db().write().await.unwrap();
        let museum = institution::by_code(&mut write, "piscine").await.unwrap();
        let (_, key) = box_office::keys::make(&mut write, &museum.id, "autre", &Actor::System("test")).await.unwrap();
        write.commit().await.unwrap();
        key
    }
}

#[tokio::test]
async fn without_the_sellers_own_key_nothing_is_sold_nor_let_in() {
    let stall = Stall::open("keys", false).await;
    let foreign = stall.foreign_key().await;
    let sold = stall.api(&stall.stage.key, ORDERS, "bon", &stall.wanted(&json!(1))).await;
    assert_eq!(sold.status, StatusCode::CREATED, "{}", sold.text);
    let told: Value = serde_json::from_str(&sold.text).unwrap();
    let (code, id) = (told["tickets"][0]["code"].clone(), told["tickets"][0]["id"].clone());
    let mut cut = stall.stage.key.clone();
    cut.pop();
    for (number, key) in ["", "x", &cut, &format!("{}0", stall.stage.key), &foreign].into_iter().enumerate() {
        let answer = stall.api(key, ORDERS, &format!("mauvais-{number}"), &stall.wanted(&json!(1))).await;
        let refused = [StatusCode::UNAUTHORIZED, StatusCode::FORBIDDEN, StatusCode::NOT_FOUND];
        assert!(refused.contains(&answer.status), "{key}: {} {}", answer.status, answer.text);
        for shown in [json!({ "code": code }), json!({ "ticket": id })] {
            let answer = stall.api(key, ENTRIES, "", &shown).await;
            assert!(answer.status.is_client_error(), "{key}: {} {}", answer.status, answer.text);
            assert!(!answer.text.contains("Ana"), "{}", answer.text);
        }
    }
    // No key at all; a browser's session is none.
    let request = Request::post(ORDERS)
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(stall.wanted(&json!(1)).to_string()))
        .unwrap();
    let answer = stall.house.ask(&mut Browser::default(), request).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    // A key taken back opens nothing any more.
    let mut write = stall.db().write().await.unwrap();
    let keys = box_office::keys::of_institution(&mut write, &stall.stage.seller).await.unwrap();
    box_office::keys::revoke(&mut write, &keys[0].id, &Actor::System("test")).await.unwrap();
    write.commit().await.unwrap();
    let answer = stall.api(&stall.stage.key, ORDERS, "apres", &stall.wanted(&json!(1))).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{}", answer.text);
    assert_eq!(stall.tickets().await.len(), 1);
}

#[tokio::test]
async fn quantities_and_prices_of_ones_own_sell_nothing() {
    let stall = Stall::open("api-figures", false).await;
    let wrong = [
        json!(-1),
        json!(0),
        json!(7),
        json!(1e18),
        json!(9_223_372_036_854_775_807_i64),
        json!(1.5),
        json!("deux"),
        json!(null),
    ];
    for (number, quantity) in wrong.iter().enumerate() {
        let answer = stall.api(&stall.stage.key, ORDERS, &format!("q-{number}"), &stall.wanted(quantity)).await;
        assert!(answer.status.is_client_error(), "{quantity}: {} {}", answer.status, answer.text);
        assert_eq!(stall.taken().await, 0, "{quantity}");
    }
    for (number, line) in [
        json!({ "tariff": "plein", "quantity": 1, "price": 0 }),
        json!({ "tariff": "plein", "quantity": 1, "price": -500, "cents": 0, "total": 0 }),
    ]
    .iter()
    .enumerate()
    {
        let mut wanted = stall.wanted(&json!(1));
        wanted["lines"] = json!([line]);
        wanted["total"] = json!(0);
        let answer = stall.api(&stall.stage.key, ORDERS, &format!("p-{number}"), &wanted).await;
        assert!(answer.status.is_client_error() || answer.status == StatusCode::CREATED, "{}", answer.text);
    }
    assert!(stall.tickets().await.iter().all(|ticket| ticket.price.0 == 500), "the price is the tariff's");
    // A paid ticket is not free because one says so; nor is a tariff of another performance, or an empty demand, sold.
    let before = stall.tickets().await.len();
    let mut free = stall.wanted(&json!(1));
    free["paid"] = json!("free");
    let mut other = stall.wanted(&json!(1));
    other["lines"][0]["tariff"] = json!(stall.stage.tariffs[1]);
    let mut none = stall.wanted(&json!(1));
    none["lines"] = json!([]);
    let mut nowhere = stall.wanted(&json!(1));
    nowhere["item"] = json!("nulle-part");
    for (number, wanted) in [free, other, none, nowhere, json!([]), json!("x"), json!({})].iter().enumerate() {
        let answer = stall.api(&stall.stage.key, ORDERS, &format!("x-{number}"), wanted).await;
        assert!(answer.status.is_client_error(), "{wanted}: {} {}", answer.status, answer.text);
    }
    assert_eq!(stall.tickets().await.len(), before);
}

#[tokio::test]
async fn the_same_demand_twice_is_one_order_and_another_under_its_key_is_refused() {
    let stall = Stall::open("api-twice", false).await;
    let wanted = stall.wanted(&json!(2));
    let (one, two) = tokio::join!(
        stall.api(&stall.stage.key, ORDERS, "meme", &wanted),
        stall.api(&stall.stage.key, ORDERS, "meme", &wanted),
    );
    assert!(one.status.is_success() || two.status.is_success());
    let again = stall.api(&stall.stage.key, ORDERS, "meme", &stall.wanted(&json!(2))).await;
    assert!(again.status.is_success(), "{}", again.text);
    assert_eq!(stall.orders().await.len(), 1);
    let other = stall.api(&stall.stage.key, ORDERS, "meme", &stall.wanted(&json!(3))).await;
    assert!(other.status.is_client_error(), "{} {}", other.status, other.text);
    assert_eq!((stall.orders().await.len(), stall.tickets().await.len(), stall.taken().await), (1, 2, 2));
}

#[tokio::test]
async fn what_is_no_ticket_opens_no_door() {
    let stall = Stall::open("api-door", false).await;
    for (number, shown) in [
        json!({ "code": "" }),
        json!({ "code": "BFR1:AAAA" }),
        json!({ "code": "x".repeat(100_000) }),
        json!({ "code": "\u{0}" }),
        json!({ "ticket": "' OR 1=1 --" }),
        json!({ "ticket": "00000000-0000-0000-0000-000000000000" }),
        json!({ "code": 12 }),
        json!({}),
        json!(null),
    ]
    .iter()
    .enumerate()
    {
        let answer = stall.api(&stall.stage.key, ENTRIES, &format!("e-{number}"), shown).await;
        assert!(answer.status.is_client_error(), "{shown}: {} {}", answer.status, answer.text);
    }
}
