//! The API over HTTP, as another program speaks it.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use box_office::{Web, api, keys};
use serde_json::{Value, json};
use shell::Frame;
use tower::ServiceExt;

use crate::house::{DAY, House, ME, MINUTE, scenario};

struct Program {
    router: Router,
    key: String,
}

impl Program {
    async fn of(house: &House) -> Self {
        let frame = box_office::WINGS.into_iter().fold(Frame::builder(), shell::FrameBuilder::wing);
        let frame = frame.build().expect("the wings are sound");
        let web = Web::new(house.db.clone(), frame, "https://culture.example.fr");
        let mut write = house.db.write().await.unwrap();
        let (_, key) = keys::make(&mut write, &house.seller, "caisse", &ME).await.unwrap();
        write.commit().await.unwrap();
        Self { router: api::routes(web), key }
    }

    async fn ask(&self, method: &str, path: &str, token: Option<&str>, body: Option<&str>) -> (StatusCode, Value) {
        let mut request = Request::builder()
            .method(method)
            .uri(format!("/api/billetterie/{path}"))
            .header(header::AUTHORIZATION, format!("Bearer {}", self.key));
        if let Some(token) = token {
            request = request.header("idempotency-key", token);
        }
        let body = Body::from(body.unwrap_or_default().to_owned());
        let response = self.router.clone().oneshot(request.body(body).unwrap()).await.unwrap();
        assert_eq!(response.headers()[header::CACHE_CONTROL], "private, no-store", "{path}");
        let status = response.status();
        let text = to_bytes(response.into_body(), 1 << 20).await.unwrap();
        (status, serde_json::from_slice(&text).unwrap())
    }

    async fn get(&self, path: &str) -> (StatusCode, Value) {
        self.ask("GET", path, None, None).await
    }

    async fn post(&self, path: &str, body: Value) -> (StatusCode, Value) {
        self.ask("POST", path, None, Some(&body.to_string())).await
    }
}

#[tokio::test]
async fn a_program_sells_reads_lets_in_and_gives_back() {
    scenario(5, |house| async move {
        let program = Program::of(&house).await;
        let (status, listed) = program.get("representations").await;
        assert_eq!((status, listed["performances"].as_array().unwrap().len()), (StatusCode::OK, 1));
        let (_, one) = program.get(&format!("representations/{}", house.item)).await;
        assert_eq!((&one["open"], &one["allotments"][0]["left"]), (&json!(true), &json!(5)));
        assert_eq!((&one["tariffs"][0]["code"], &one["tariffs"][0]["cents"]), (&json!("plein"), &json!(500)));
        let wanted = json!({
            "item": house.item,
            "lines": [{ "tariff": "plein", "quantity": 2 }, { "tariff": "gratuit", "quantity": 1 }],
            "buyer": { "name": "Ana <script>", "email": "ana@exemple.example", "first_time": true },
            "paid": "external",
        });
        let (status, made) = program.ask("POST", "commandes", Some("k1"), Some(&wanted.to_string())).await;
        assert_eq!((status, &made["cents"]), (StatusCode::CREATED, &json!(1000)), "{made}");
        let tickets = made["tickets"].as_array().unwrap();
        assert_eq!(tickets.iter().map(|one| one["number"].as_i64().unwrap()).collect::<Vec<_>>(), [1, 2, 3]);
        let (status, again) = program.ask("POST", "commandes", Some("k1"), Some(&wanted.to_string())).await;
        assert_eq!((status, &again["reference"]), (StatusCode::OK, &made["reference"]));
        let reference = made["reference"].as_str().unwrap();
        let (status, known) = program.get(&format!("commandes/{reference}")).await;
        assert_eq!((status, &known["tickets"]), (StatusCode::OK, &made["tickets"]));
        let (status, full) = program.post("commandes", wanted.clone()).await;
        assert_eq!((status, &full["error"], &full["left"]), (StatusCode::CONFLICT, &json!("sold_out"), &json!(2)));
        // Not today.
        let (status, early) = program.post("entrees", json!({ "code": tickets[0]["code"] })).await;
        assert_eq!((status, &early["error"]), (StatusCode::CONFLICT, &json!("not_yet")));
        let path = format!("commandes/{reference}/annulation");
        let (status, given) = program.post(&path, json!({ "tickets": [tickets[1]["id"]] })).await;
        assert_eq!((status, &given["cents"], &given["way"]), (StatusCode::OK, &json!(500), &json!("elsewhere")));
        house.db.clock().advance(DAY * 5 + MINUTE * 360);
        let (status, entered) = program.post("entrees", json!({ "code": tickets[0]["code"] })).await;
        assert_eq!((status, &entered["number"]), (StatusCode::OK, &json!(1)));
        let (status, twice) = program.post("entrees", json!({ "ticket": tickets[0]["id"] })).await;
        assert_eq!((status, &twice["entered_at"]), (StatusCode::CONFLICT, &entered["entered_at"]));
        let (status, dead) = program.post("entrees", json!({ "code": tickets[1]["code"] })).await;
        assert_eq!((status, &dead["error"]), (StatusCode::GONE, &json!("cancelled")));
        house.adds_up().await;
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_is_said_and_nothing_happens() {
    scenario(5, |house| async move {
        let mut program = Program::of(&house).await;
        let order = |lines: Value| json!({ "item": house.item, "lines": lines, "paid": "external" });
        let plein = |quantity: i64| json!([{ "tariff": "plein", "quantity": quantity }]);
        for (body, status, error) in [
            (json!({ "item": house.item }), StatusCode::BAD_REQUEST, "bad_request"),
            (json!({ "item": house.item, "lines": plein(1), "price": 1 }), StatusCode::BAD_REQUEST, "bad_request"),
            (
                json!({ "item": house.item, "lines": [{ "tariff": "plein", "quantity": 1, "cents": 1 }] }),
                StatusCode::BAD_REQUEST,
                "bad_request",
            ),
            (json!({ "item": house.item, "lines": plein(1) }), StatusCode::PAYMENT_REQUIRED, "unpaid"),
            (json!({ "item": "nothing", "lines": plein(1) }), StatusCode::NOT_FOUND, "not_found"),
            (order(plein(0)), StatusCode::CONFLICT, "nothing-chosen"),
            (order(plein(-1)), StatusCode::CONFLICT, "quantity-bad"),
            (order(plein(i64::MAX)), StatusCode::CONFLICT, "quantity-bad"),
            (order(plein(7)), StatusCode::CONFLICT, "too-many"),
            (
                json!({ "item": house.item, "lines": plein(1), "paid": "external",
                        "buyer": { "email": "a@b.fr\r\nBcc: x@y.fr" } }),
                StatusCode::UNPROCESSABLE_ENTITY,
                "field",
            ),
        ] {
            let (said, answer) = program.post("commandes", body.clone()).await;
            assert_eq!((said, answer["error"].as_str()), (status, Some(error)), "{body} {answer}");
            assert!(!answer["message"].as_str().unwrap().starts_with("box-"), "{answer}");
        }
        let (status, answer) = program.ask("POST", "commandes", None, Some("{")).await;
        assert_eq!((status, &answer["error"]), (StatusCode::BAD_REQUEST, &json!("bad_request")));
        assert_eq!(program.post("entrees", json!({})).await.0, StatusCode::BAD_REQUEST);
        let (status, unknown) = program.post("entrees", json!({ "code": "whatever" })).await;
        assert_eq!((status, &unknown["error"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("not_ours")));
        assert_eq!(program.post("entrees", json!({ "ticket": "nothing" })).await.0, StatusCode::NOT_FOUND);
        assert_eq!(program.get("commandes/B00000000").await.0, StatusCode::NOT_FOUND);
        assert_eq!(house.left().await, 5);
        // Without a key one learns nothing, not even what is malformed.
        program.key = "bil_forged".into();
        for (method, path, body) in [
            ("GET", "representations", ""),
            ("GET", "commandes/B00000000", ""),
            ("POST", "commandes", "{"),
            ("POST", "commandes/B00000000/annulation", ""),
            ("POST", "entrees", "{}"),
        ] {
            let (status, answer) = program.ask(method, path, None, Some(body)).await;
            assert_eq!(status, StatusCode::UNAUTHORIZED, "{path} {answer}");
        }
    })
    .await;
}
