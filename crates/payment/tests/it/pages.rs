//! The buyer's way through the pages, and the office's.

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use axum::middleware::from_fn_with_state;
use payment::{Web, routes};
use people::{Account, AccountState, Grant, OpenedBy, Role, Scope, Session};
use shell::{Frame, Person};
use store::Db;
use store::testing::on_both_at;
use tower::ServiceExt;

use crate::house::{NOW, SETS, asked, concerns, goods, state, with_test};

struct House {
    router: axum::Router,
    session: Option<Session>,
}

struct Answer {
    status: StatusCode,
    location: String,
    headers: axum::http::HeaderMap,
    text: String,
}

fn session(role: Role, scope: Scope) -> Session {
    Session {
        id: "s".into(),
        account: Account {
            id: "claire".into(),
            name: "Claire".into(),
            email: None,
            language: "fr".into(),
            state: AccountState::Active,
            demo: false,
            created_at_ms: 0,
        },
        grants: vec![Grant { role, scope }],
        binding: "binding".into(),
        expires_at_ms: i64::MAX,
        opened_by: OpenedBy::Password,
        began_at_ms: 0,
    }
}

impl House {
    fn new(db: &Db, session: Option<Session>) -> Self {
        let frame = Frame::builder().wing(payment::WING).key([7; 32]).build().unwrap();
        let (payments, test) = with_test(db);
        let router = routes(Web::new(payments, Some(test), frame.clone()));
        Self { router: router.layer(from_fn_with_state(frame, shell::carry)), session }
    }

    async fn ask(&self, request: Request<Body>) -> Answer {
        let mut request = request;
        if let Some(session) = &self.session {
            request.extensions_mut().insert(Person {
                home: "/bureau".into(),
                name: session.account.name.clone(),
                office: Vec::new(),
                binding: session.binding.clone(),
            });
            request.extensions_mut().insert(session.clone());
        }
        let answer = self.router.clone().oneshot(request).await.unwrap();
        let (status, headers) = (answer.status(), answer.headers().clone());
        let location = headers.get(header::LOCATION).map(|value| value.to_str().unwrap().to_owned());
        let text = String::from_utf8(to_bytes(answer.into_body(), 1 << 22).await.unwrap().to_vec()).unwrap();
        Answer { status, location: location.unwrap_or_default(), headers, text }
    }

    async fn get(&self, path: &str) -> Answer {
        self.ask(Request::get(path).header(header::ACCEPT, "text/html").body(Body::empty()).unwrap()).await
    }

    /// Opens a page, then sends one of its forms with its token and cookie.
    async fn send(&self, page: &str, action: &str, fields: &str) -> Answer {
        let shown = self.get(page).await;
        assert_eq!(shown.status, StatusCode::OK, "{page}");
        let (_, rest) = shown.text.split_once("name=\"form_token\" value=\"").expect("a form");
        let token = rest.split_once('"').unwrap().0;
        let cookie = shown.headers.get_all(header::SET_COOKIE).iter().filter_map(|value| value.to_str().ok());
        let cookie = cookie.map(|value| value.split(';').next().unwrap()).collect::<Vec<_>>().join("; ");
        let request = Request::post(action)
            .header(header::ACCEPT, "text/html")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::COOKIE, cookie)
            .body(Body::from(format!("form_token={token}&{fields}")))
            .unwrap();
        self.ask(request).await
    }
}

fn local(url: &str) -> String {
    url.trim_start_matches("https://culture.example.org").to_owned()
}

#[tokio::test]
async fn a_buyer_pays_on_the_test_page_and_comes_back() {
    on_both_at(SETS, NOW, |db| async move {
        let house = House::new(&db, None);
        let id = asked(&db, 1).await;
        let page = format!("/paiement/{id}");
        let shown = house.get(&page).await;
        assert!(shown.text.contains("65\u{a0}€") && shown.text.contains("Pass duo"));
        assert!(shown.text.contains("Essai"), "a test says it is one");
        let begun = house.send(&page, &page, "").await;
        assert_eq!(begun.status, StatusCode::SEE_OTHER);
        assert!(begun.location.starts_with("/paiement/essai/"));
        assert_eq!(house.get(&begun.location).await.status, StatusCode::OK);
        // Someone who comes back without paying is told so, and may go on.
        let refused = house.send(&begun.location, &begun.location, "choix=refuser").await;
        let back = house.get(&local(&refused.location)).await;
        assert!(back.text.contains("a été refusé"), "{}", back.text);
        let again = house.send(&page, &page, "").await;
        assert_ne!(again.location, begun.location, "a refused attempt is not given again");
        let paid = house.send(&again.location, &again.location, "choix=payer").await;
        let back = house.get(&local(&paid.location)).await;
        assert_eq!((back.status, back.location.as_str()), (StatusCode::SEE_OTHER, "/pass/commande"));
        assert_eq!(house.get(&page).await.location, "/pass/commande");
        assert_eq!((state(&db, &id).await, goods(&db).await), ("paid", 1));
    })
    .await;
}

#[tokio::test]
async fn a_late_answer_is_waited_for_and_bad_addresses_are_not_found() {
    on_both_at(SETS, NOW, |db| async move {
        let house = House::new(&db, None);
        let id = asked(&db, 1).await;
        let page = format!("/paiement/{id}");
        let begun = house.send(&page, &page, "").await;
        let late = house.send(&begun.location, &begun.location, "choix=tard").await;
        let waiting = house.get(&local(&late.location)).await;
        assert_eq!(waiting.status, StatusCode::OK);
        assert!(waiting.headers.get("refresh").is_some(), "the page looks again by itself");
        assert!(!waiting.text.contains("form_token"), "nobody is asked to pay again meanwhile");
        for path in ["/paiement/x", "/paiement/x/retour", "/paiement/essai/x"] {
            assert_eq!(house.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        let forged = Request::post(&page)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from("form_token=x"))
            .unwrap();
        assert_eq!(house.ask(forged).await.status, StatusCode::FORBIDDEN);
        let notice = Request::post("/paiement/avis/essai").body(Body::from("{}")).unwrap();
        assert_eq!(house.ask(notice).await.status, StatusCode::BAD_REQUEST);
        let elsewhere = Request::post("/paiement/avis/stripe").body(Body::from("{}")).unwrap();
        assert_eq!(house.ask(elsewhere).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn the_office_sees_what_to_look_at_and_gives_back() {
    on_both_at(SETS, NOW, |db| async move {
        let buyer = House::new(&db, None);
        let id = asked(&db, 1).await;
        let page = format!("/paiement/{id}");
        let begun = buyer.send(&page, &page, "").await;
        buyer.send(&begun.location, &begun.location, "choix=moins").await;
        assert!(buyer.get(&page).await.text.contains("Ne payez pas à nouveau"));

        let agent = House::new(&db, Some(session(Role::MuseumAgent, Scope::Institution("m".into()))));
        assert_eq!(agent.get("/bureau/paiements").await.status, StatusCode::FORBIDDEN);
        let director = House::new(&db, Some(session(Role::Director, Scope::Whole)));
        let office = director.get("/bureau/paiements?q=duo&etat=held").await;
        assert!(office.text.contains("Le montant reçu n’est pas celui attendu"), "{}", office.text);
        let one = format!("/bureau/paiements/{id}");
        let too_much = director.send(&one, &format!("{one}/rembourser"), "montant=65&motif=erreur").await;
        assert_eq!(too_much.status, StatusCode::UNPROCESSABLE_ENTITY);
        let shown = director.get(&one).await.text;
        let attempt = shown.split("<option value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let fields = format!("montant=64,00&motif=erreur&encaissement={attempt}");
        let back = director.send(&one, &format!("{one}/rembourser"), &fields).await;
        assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.text);
        assert!(director.get(&one).await.text.contains("remboursé"));
        let text = director.get(&one).await.text;
        let action = text.split("action=\"").find(|part| part.contains("signalements")).unwrap();
        let action = action.split('"').next().unwrap().to_owned();
        director.send(&one, &action, "reponse=rembours%C3%A9").await;
        assert!(concerns(&db).await.is_empty());
        let csv = director.get("/bureau/paiements.csv").await;
        assert!(csv.text.contains("shop:1,Pass duo d’été,65.00,held"), "{}", csv.text);
        assert!(!csv.text.contains("ada@example.fr"));
    })
    .await;
}
