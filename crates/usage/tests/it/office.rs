//! The office's pages: who reads whose figures, and what vendors and keys need.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::middleware::from_fn_with_state;
use people::{Account, AccountState, Grant, OpenedBy, Role, Scope, Session};
use shell::{Frame, Person};
use store::prelude::*;
use store::testing::on_both_at;
use tower::ServiceExt;
use usage::{Web, keys, routes, vendors};

use crate::world::{NOW, SETS, World};

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

struct Answer {
    status: StatusCode,
    location: String,
    text: String,
}

async fn ask(world: &World, session: &Session, mut request: Request) -> Answer {
    let frame = Frame::builder().wing(usage::WING).key([7; 32]).build().unwrap();
    let router = routes(Web::new(world.db.clone(), frame.clone(), "https://culture.example.org"))
        .layer(from_fn_with_state(frame, shell::carry));
    request.extensions_mut().insert(Person {
        home: "/bureau".into(),
        name: session.account.name.clone(),
        office: Vec::new(),
        binding: session.binding.clone(),
    });
    request.extensions_mut().insert(session.clone());
    let answer = router.oneshot(request).await.unwrap();
    let status = answer.status();
    let location = answer.headers().get(header::LOCATION).map(|value| value.to_str().unwrap().to_owned());
    let text = String::from_utf8(to_bytes(answer.into_body(), 1 << 22).await.unwrap().to_vec()).unwrap();
    Answer { status, location: location.unwrap_or_default(), text }
}

async fn get(world: &World, session: &Session, path: &str) -> Answer {
    let request = Request::get(path).header(header::ACCEPT, "text/html").body(Body::empty()).unwrap();
    ask(world, session, request).await
}

async fn post(world: &World, session: &Session, path: &str, body: &str) -> Answer {
    let request = Request::post(path)
        .header(header::ACCEPT, "text/html")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(body.to_owned()))
        .unwrap();
    ask(world, session, request).await
}

/// A page's form token.
fn token(text: &str) -> String {
    let (_, rest) = text.split_once("name=\"form_token\" value=\"").expect("a form");
    rest.split_once('"').unwrap().0.to_owned()
}

#[tokio::test]
async fn a_librarian_reads_the_figures_of_their_own_library() {
    on_both_at(SETS, NOW, |db| async move {
        let world = World::new(db).await;
        let months = "de=2026-11&a=2026-11";
        let network = session(Role::NetworkLibrarian, Scope::Whole);
        let page = get(&world, &network, &format!("/bureau/usages?{months}")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text.contains("Le clip") && page.text.contains("Méthode"));

        let lille = session(Role::Librarian, Scope::Institution(world.lille.clone()));
        let own = get(&world, &lille, &format!("/bureau/usages?{months}")).await;
        assert_eq!(own.status, StatusCode::OK);
        assert!(own.text.contains("lille") && !own.text.contains("roubaix"));
        assert!(!own.text.contains("/bureau/usages/fournisseurs"));
        for other in ["roubaix", "nowhere"] {
            let path = format!("/bureau/usages?bibliotheque={other}&{months}");
            assert_eq!(get(&world, &lille, &path).await.status, StatusCode::FORBIDDEN);
            let path = format!("/bureau/usages/rapports/tr?bibliotheque={other}&{months}");
            assert_eq!(get(&world, &lille, &path).await.status, StatusCode::FORBIDDEN);
        }
        let csv = get(&world, &lille, &format!("/bureau/usages.csv?{months}")).await;
        assert!(csv.text.contains("ressource;Le clip;usages;8"), "{}", csv.text);
        let report = get(&world, &lille, &format!("/bureau/usages/rapports/ir_m1?{months}&forme=json")).await;
        assert_eq!(counter::read(&report.text).unwrap().total("Total_Item_Requests"), 8);
        let table = get(&world, &network, &format!("/bureau/usages/rapports/ir?{months}&forme=tsv")).await;
        assert_eq!(counter::read(&table.text).unwrap().total("Total_Item_Requests"), 11);
        for bad in ["de=2026-12&a=2026-11", "de=1900-01&a=2026-11"] {
            assert_eq!(get(&world, &lille, &format!("/bureau/usages?{bad}")).await.status, StatusCode::BAD_REQUEST);
        }
        assert_eq!(get(&world, &lille, "/bureau/usages/rapports/jr1").await.status, StatusCode::NOT_FOUND);

        let museum = session(Role::MuseumAgent, Scope::Institution(world.lille.clone()));
        assert_eq!(get(&world, &museum, "/bureau/usages").await.status, StatusCode::FORBIDDEN);
        assert_eq!(get(&world, &lille, "/bureau/usages/fournisseurs").await.status, StatusCode::FORBIDDEN);
    })
    .await;
}

#[tokio::test]
async fn vendors_and_keys_are_kept_by_the_network() {
    on_both_at(SETS, NOW, |db| async move {
        let world = World::new(db).await;
        let network = session(Role::NetworkLibrarian, Scope::Whole);
        let home = "/bureau/usages/fournisseurs";
        let token = token(&get(&world, &network, home).await.text);
        let form = |rest: &str| format!("form_token={token}&{rest}");

        // Nothing without our token, nothing wrong kept.
        assert_eq!(post(&world, &network, home, "nom=V").await.status, StatusCode::FORBIDDEN);
        for wrong in
            ["nom=&version=5.1", "nom=V&version=5.1&adresse=ftp://v", "nom=V&version=4", "nom=V&version=5&cout=cher"]
        {
            assert_eq!(
                post(&world, &network, home, &form(wrong)).await.status,
                StatusCode::UNPROCESSABLE_ENTITY,
                "{wrong}"
            );
        }
        assert!(vendors::list(&mut world.db.read().await.unwrap()).await.unwrap().is_empty());
        let done = post(&world, &network, home, &form("nom=V&version=5.1&cout=1+234,50")).await;
        assert_eq!((done.status, done.location.as_str()), (StatusCode::SEE_OTHER, home));
        let vendor = vendors::list(&mut world.db.read().await.unwrap()).await.unwrap().remove(0);
        assert_eq!((vendor.platform.as_str(), vendor.cost_cents), ("V", Some(123_450)));
        let again = post(&world, &network, home, &form("nom=V&version=5.1")).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);

        // A report handed in.
        let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/../counter/tests/fixtures/TR_sample_r51.tsv");
        let sample = std::fs::read_to_string(sample).unwrap();
        let send = async |token: &str, text: &str, vendor: &str| {
            let part = |name: &str, value: &str| {
                format!("--b\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
            };
            let body = format!("{}{}--b--\r\n", part("form_token", token), part("rapport", text));
            let request = Request::post(format!("{home}/{vendor}/rapport"))
                .header(header::ACCEPT, "text/html")
                .header(header::CONTENT_TYPE, "multipart/form-data; boundary=b")
                .body(Body::from(body))
                .unwrap();
            ask(&world, &network, request).await.status
        };
        let received = async || vendors::received(&mut world.db.read().await.unwrap(), &vendor.id).await.unwrap().len();
        assert_eq!(send("wrong", &sample, &vendor.id).await, StatusCode::FORBIDDEN);
        assert_eq!(send(&token, &sample, "nobody").await, StatusCode::NOT_FOUND);
        assert_eq!(send(&token, "bonjour", &vendor.id).await, StatusCode::SEE_OTHER);
        assert_eq!(received().await, 0);
        assert_eq!(send(&token, &sample, &vendor.id).await, StatusCode::SEE_OTHER);
        assert_eq!(received().await, 12);

        // A key is shown once, and taken back.
        let made = post(&world, &network, "/bureau/usages/cles", &form("libelle=Nord&pour=")).await;
        assert_eq!(made.status, StatusCode::OK);
        let key = keys::list(&mut world.db.read().await.unwrap()).await.unwrap().remove(0);
        assert!(made.text.contains(&key.requestor) && made.text.contains("api_key"));
        let secrets = world.db.read().await.unwrap().all("SELECT key_hash FROM usage_keys", params![]).await.unwrap();
        assert!(!made.text.contains(secrets[0].text(0).unwrap()));
        let nameless = post(&world, &network, "/bureau/usages/cles", &form("libelle=+&pour=")).await;
        assert_eq!(nameless.status, StatusCode::UNPROCESSABLE_ENTITY);
        let path = format!("/bureau/usages/cles/{}/retirer", key.id);
        assert_eq!(post(&world, &network, &path, &form("")).await.status, StatusCode::SEE_OTHER);
        assert_eq!(post(&world, &network, &path, &form("")).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}
