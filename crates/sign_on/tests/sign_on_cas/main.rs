//! The CAS face as vendors and readers meet it, on both databases: judged by PyPI's `python-cas`, and attacked.
#![allow(clippy::unwrap_used)]

mod attacks;
mod clients;
mod house;
mod judge;
mod office;

use people::testing::Browser;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::routing::post;
use serde_json::json;
use sign_on::Attribute;
use store::testing::on_both_at;

use house::{AT, FILMS, House, PRESSE, SETS, Ticketed, back, encoded, login};
use judge::Judge;

/// What a vendor of this test heard.
pub(crate) type Heard = Arc<Mutex<Vec<String>>>;

/// A vendor's site on this machine, which keeps what is posted to it.
pub(crate) async fn site(status: StatusCode) -> (String, Heard) {
    let heard = Heard::default();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/retour", listener.local_addr().unwrap());
    let take = async move |State(heard): State<Heard>, body: String| {
        let pairs = shell::parse_pairs(body.as_bytes());
        assert_eq!(pairs[0].0, "logoutRequest");
        heard.lock().unwrap().push(pairs[0].1.clone());
        status
    };
    let router = Router::new().route("/retour", post(take)).with_state(heard.clone());
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    (address, heard)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn python_cas_signs_readers_in_and_out() {
    let Some(judge) = Judge::new() else { return };
    let judge = Arc::new(tokio::sync::Mutex::new(judge));
    on_both_at(SETS, AT, |db| {
        let judge = judge.clone();
        async move {
            let mut judge = judge.lock().await;
            let house = House::open(db).await;
            let (site, heard) = site(StatusCode::OK).await;
            house.vendor("presse", &[PRESSE], &[Attribute::GivenName, Attribute::Member]).await;
            house.vendor("films", &[FILMS], &[]).await;
            house.vendor("cours", &[&site], &[]).await;
            let ada = house.reader("Ada", "Lecourt").await;
            let browser = house.signed_in(&ada).await;
            let server = format!("http://{}/cas/", house.listen().await);

            let mut names = Vec::new();
            for (version, service) in [(1, PRESSE), (2, PRESSE), (3, PRESSE), (3, FILMS)] {
                // The address the client would send its reader to, ours but for the socket.
                let question = json!({ "ask": "login", "version": version, "server": server, "service": service });
                let url = judge.ask(question).await;
                let asked = url.as_str().unwrap().strip_prefix(&server).unwrap().to_owned();
                assert_eq!(format!("/cas/{asked}"), login(service, ""));
                let ticket = house.enter(&browser, service, "").await.ticket();
                let question = json!({ "ask": "verify", "version": version, "server": server, "service": service, "ticket": ticket });
                let found = judge.ask(question.clone()).await;
                let user = found["user"].as_str().unwrap_or_else(|| panic!("version {version}: {found}")).to_owned();
                assert!(!user.contains(&ada) && !found.to_string().contains("Lecourt"), "{found}");
                match (version, service) {
                    (3, PRESSE) => {
                        assert_eq!(found["attributes"]["givenName"], "Ada");
                        assert_eq!(found["attributes"]["member"], "true");
                        assert_eq!(found["attributes"]["eduPersonAffiliation"], "member");
                        assert_eq!(found["attributes"]["isFromNewLogin"], "false");
                        assert_eq!(found["attributes"]["authenticationDate"], "2026-11-23T08:00:00Z");
                    }
                    (3, _) => assert!(found["attributes"].get("givenName").is_none(), "{found}"),
                    (_, _) => assert!(found["attributes"].as_object().is_none_or(|all| all.is_empty()), "{found}"),
                }
                names.push(user);
                let again = judge.ask(question).await;
                assert_eq!(again["user"], json!(null), "a ticket serves once");
            }
            assert_eq!(names[0], names[1]);
            assert_eq!(names[1], names[2]);
            assert_ne!(names[2], names[3], "two vendors, two names");

            // She leaves: the vendor she was at is told, once, by the ticket it knows her by.
            let ticket = house.enter(&browser, &site, "").await.ticket();
            let question = json!({ "ask": "verify", "server": server, "service": site, "ticket": ticket });
            assert!(judge.ask(question).await["user"].is_string());
            let question = json!({ "ask": "logout", "server": server, "back": "https://cours.example.org/au-revoir" });
            let url = judge.ask(question).await;
            let asked = format!("/cas/{}", url.as_str().unwrap().strip_prefix(&server).unwrap());
            let left = house.get(&browser, &asked).await;
            assert_eq!(left.location, "https://cours.example.org/au-revoir");
            assert_eq!(browser.session(), None, "the cookie is taken back");
            sign_on::keep::run(&house.web).await;
            let requests = heard.lock().unwrap().clone();
            assert_eq!(requests.len(), 1, "{requests:?}");
            let told = judge.ask(json!({ "ask": "slo", "request": requests[0], "ticket": ticket })).await;
            assert_eq!(told, json!({ "named": [ticket], "good": true }));
            house.clock().advance(Duration::from_secs(120));
            sign_on::keep::run(&house.web).await;
            assert_eq!(heard.lock().unwrap().len(), 1, "told once");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_vendor_that_does_not_listen_is_told_again() {
    on_both_at(SETS, AT, |db| async move {
        let house = House::open(db).await;
        let (site, heard) = site(StatusCode::INTERNAL_SERVER_ERROR).await;
        house.vendor("cours", &[&site], &[]).await;
        let ada = house.reader("Ada", "Lecourt").await;
        let browser = house.signed_in(&ada).await;
        let ticket = house.enter(&browser, &site, "").await.ticket();
        assert!(house.validate("serviceValidate", &site, &ticket, "").await.text.contains("authenticationSuccess"));
        house.people.sign_out(&browser.session().unwrap()).await.unwrap();
        sign_on::keep::run(&house.web).await;
        assert_eq!(heard.lock().unwrap().len(), 1);
        house.clock().advance(Duration::from_secs(61));
        sign_on::keep::run(&house.web).await;
        assert_eq!(heard.lock().unwrap().len(), 2);
        assert!(heard.lock().unwrap().iter().all(|request| request.contains(&ticket)));
    })
    .await;
}

#[tokio::test]
async fn a_reader_signs_in_agrees_and_goes() {
    on_both_at(SETS, AT, |db| async move {
        let house = House::open(db).await;
        house.vendor("presse", &[PRESSE], &[Attribute::GivenName]).await;
        let ada = house.reader("Ada", "Lecourt").await;
        let browser = Browser::default();
        let asked = house.get(&browser, &login(PRESSE, "")).await;
        assert!(asked.location.starts_with("/connexion?retour="), "{}", asked.location);
        let go_on = back(&asked.location);
        house.sign_in(&browser, &ada).await;
        let asked = house.follow(&browser, &go_on).await;
        assert!(asked.location.starts_with("/fournisseurs/presse/accord?retour="), "{}", asked.location);
        // The agreement page leads back with everything the first request carried.
        let answer = house.enter(&browser, PRESSE, &carried(&back(&asked.location))).await;
        let ticket = answer.ticket();
        assert!(answer.location.starts_with(&format!("{PRESSE}&ticket=ST-")), "{}", answer.location);
        assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store");
        // The secret was typed for this very entry.
        let told = house.validate("p3/serviceValidate", PRESSE, &ticket, "&format=JSON&renew=true").await;
        let told: serde_json::Value = serde_json::from_str(&told.text).unwrap();
        let told = &told["serviceResponse"]["authenticationSuccess"];
        assert_eq!(told["attributes"]["givenName"], "Ada");
        assert_eq!(told["attributes"]["isFromNewLogin"], true);
        assert!(told["attributes"].get("sn").is_none());
        // Later, from the open session: another ticket, which is of no typed secret.
        house.clock().advance(Duration::from_secs(3_600));
        let ticket = house.enter(&browser, PRESSE, "").await.ticket();
        let told = house.validate("serviceValidate", PRESSE, &ticket, "&renew=true").await;
        assert!(told.text.contains("INVALID_TICKET"), "{}", told.text);
    })
    .await;
}

/// What of a face's address comes after its service.
fn carried(face: &str) -> String {
    let query = face.split_once('?').unwrap().1;
    let since = shell::parse_pairs(query.as_bytes()).into_iter().find(|(name, _)| name == "depuis");
    since.map(|(_, since)| format!("&depuis={}", encoded(&since))).unwrap_or_default()
}

#[tokio::test]
async fn renewing_asks_for_the_secret_whatever_session_is_open() {
    on_both_at(SETS, AT, |db| async move {
        let house = House::open(db).await;
        house.vendor("presse", &[PRESSE], &[]).await;
        house.vendor("films", &[FILMS], &[]).await;
        let ada = house.reader("Ada", "Lecourt").await;
        let browser = house.signed_in(&ada).await;
        house.enter(&browser, PRESSE, "").await.ticket();
        house.clock().advance(Duration::from_secs(60));
        let asked = house.get(&browser, &login(PRESSE, "&renew=true")).await;
        assert!(asked.location.starts_with("/connexion?encore=1&retour="), "{}", asked.location);
        let go_on = back(&asked.location);
        // Going back without typing leads to the same page, not to a ticket.
        let stubborn = house.follow(&browser, &go_on).await;
        assert!(stubborn.location.starts_with("/connexion?encore=1"), "{}", stubborn.location);
        house.clock().advance(Duration::from_secs(5));
        house.sign_in(&browser, &ada).await;
        let ticket = house.follow(&browser, &go_on).await.ticket();
        let told = house.validate("serviceValidate", PRESSE, &ticket, "&renew=true").await;
        assert!(told.text.contains("authenticationSuccess"), "{}", told.text);
        // What one typed for a vendor is not what one typed for another, nor for later.
        let moved = carried(&shell::parse_pairs(go_on.split_once('?').unwrap().1.as_bytes())[0].1);
        let asked = house.get(&browser, &login(FILMS, &format!("&renew=true{moved}"))).await;
        assert!(asked.location.starts_with("/connexion?encore=1"), "{}", asked.location);
        house.clock().advance(Duration::from_secs(11 * 60));
        let late = house.follow(&browser, &go_on).await;
        assert!(late.location.starts_with("/connexion?encore=1"), "{}", late.location);
        // And nobody makes it up.
        let forged = house.get(&browser, &login(PRESSE, "&renew=true&depuis=AAAAAAAAAAAAAAAAAAAAAAAA")).await;
        assert!(forged.location.starts_with("/connexion?encore=1"), "{}", forged.location);
    })
    .await;
}

#[tokio::test]
async fn a_gateway_never_shows_a_page() {
    on_both_at(SETS, AT, |db| async move {
        let house = House::open(db).await;
        house.vendor("presse", &[PRESSE], &[Attribute::GivenName]).await;
        let gateway = login(PRESSE, "&gateway=true");
        let nobody = Browser::default();
        assert_eq!(house.get(&nobody, &gateway).await.location, PRESSE, "nobody is signed in");
        let ada = house.reader("Ada", "Lecourt").await;
        let browser = house.signed_in(&ada).await;
        assert_eq!(house.get(&browser, &gateway).await.location, PRESSE, "she has not agreed yet");
        house.enter(&browser, PRESSE, "").await.ticket();
        assert!(house.get(&browser, &gateway).await.location.starts_with(&format!("{PRESSE}&ticket=ST-")));
        let unknown = house.get(&browser, &login("https://evil.example/", "&gateway=true")).await;
        assert_eq!((unknown.status, unknown.location.as_str()), (StatusCode::FORBIDDEN, ""));
        // Both set: renewing goes first.
        let both = house.get(&browser, &login(PRESSE, "&gateway=true&renew=true")).await;
        assert!(both.location.starts_with("/connexion?encore=1"), "{}", both.location);
    })
    .await;
}

#[tokio::test]
async fn warned_first_where_the_vendor_wants_it() {
    on_both_at(SETS, AT, |db| async move {
        let house = House::open(db).await;
        house.vendor("presse", &[PRESSE], &[]).await;
        let ada = house.reader("Ada", "Lecourt").await;
        let browser = house.signed_in(&ada).await;
        house.enter(&browser, PRESSE, "").await.ticket();
        let warned = house.get(&browser, &login(PRESSE, "&warn=true")).await;
        assert_eq!(warned.status, StatusCode::OK);
        assert!(warned.text.contains("Vous allez chez La presse"), "{}", warned.text);
        assert!(!warned.text.contains("ST-"), "nothing is given before");
        let (_, rest) = warned.text.split_once("class=\"button\" href=\"").unwrap();
        let go = rest.split('"').next().unwrap().replace("&amp;", "&").replace("&#x2f;", "/");
        house.get(&browser, &go).await.ticket();
    })
    .await;
}

#[tokio::test]
async fn one_leaves_by_cas_and_is_led_to_known_addresses_only() {
    on_both_at(SETS, AT, |db| async move {
        let house = House::open(db).await;
        house.vendor("presse", &[PRESSE], &[]).await;
        let ada = house.reader("Ada", "Lecourt").await;
        for (address, led) in [
            (PRESSE, true),
            ("https://presse.example.org/au-revoir", true),
            ("https://presse.example.org/au-revoir/", false),
            ("https://evil.example/", false),
            ("//evil.example/", false),
            ("javascript:alert(1)", false),
            ("https://presse.example.org/au-revoir\r\nSet-Cookie: a=b", false),
        ] {
            let browser = house.signed_in(&ada).await;
            let session = browser.session().unwrap();
            let left = house.get(&browser, &format!("/cas/logout?service={}", encoded(address))).await;
            assert_eq!(left.location, if led { address } else { "" }, "{address}");
            assert_eq!(left.status, if led { StatusCode::SEE_OTHER } else { StatusCode::OK });
            assert!(
                led || left.text.contains("Vous êtes déconnecté") && !left.text.contains("//evil"),
                "{}",
                left.text
            );
            assert!(house.people.session(&session).await.unwrap().is_none(), "the session ended: {address}");
        }
        // CAS 2's `url` leads nowhere by itself; another site's picture signs nobody out.
        let browser = house.signed_in(&ada).await;
        let token = browser.session().unwrap();
        assert_eq!(house.embedded(&browser, "/cas/logout").await.status, StatusCode::FORBIDDEN);
        assert!(house.people.session(&token).await.unwrap().is_some());
        let left = house.get(&browser, &format!("/cas/logout?url={}", encoded("https://evil.example/"))).await;
        assert_eq!((left.status, left.location.as_str()), (StatusCode::OK, ""));
        assert!(!left.text.contains("//evil.example"));
    })
    .await;
}
