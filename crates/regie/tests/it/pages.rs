//! An agent's day at the desk, through the pages.

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use axum::middleware::from_fn_with_state;
use ledger::Cents;
use people::{Account, AccountState, Grant, OpenedBy, People, Policy, Role, Scope, Session};
use regie::{Means, Paying, Web, deposits, routes};
use shell::{Frame, Lang, Person};
use store::testing::on_both_at;
use tower::ServiceExt;

use crate::house::{House, NOW, SETS};

struct Desk {
    router: axum::Router,
    session: Session,
}

struct Answer {
    status: StatusCode,
    location: String,
    text: String,
}

impl Desk {
    fn new(house: &House, role: Role, scope: Scope) -> Self {
        let frame = Frame::builder().wing(regie::WING).key([7; 32]).build().unwrap();
        let people = People::new(house.db.clone(), Policy::default());
        let router = routes(Web::new(house.db.clone(), people, frame.clone()));
        let session = Session {
            id: "s".into(),
            account: Account {
                id: "anne".into(),
                name: "Anne".into(),
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
        };
        Self { router: router.layer(from_fn_with_state(frame, shell::carry)), session }
    }

    async fn ask(&self, mut request: Request<Body>) -> Answer {
        request.extensions_mut().insert(Person {
            home: "/bureau".into(),
            name: "Anne".into(),
            office: Vec::new(),
            binding: self.session.binding.clone(),
        });
        request.extensions_mut().insert(self.session.clone());
        let answer = self.router.clone().oneshot(request).await.unwrap();
        let status = answer.status();
        let location = answer.headers().get(header::LOCATION).map(|value| value.to_str().unwrap().to_owned());
        let text = String::from_utf8(to_bytes(answer.into_body(), 1 << 22).await.unwrap().to_vec()).unwrap();
        Answer { status, location: location.unwrap_or_default(), text }
    }

    async fn get(&self, path: &str) -> Answer {
        self.ask(Request::get(path).header(header::ACCEPT, "text/html").body(Body::empty()).unwrap()).await
    }

    async fn send(&self, page: &str, action: &str, fields: &str) -> Answer {
        let shown = self.get(page).await;
        assert_eq!(shown.status, StatusCode::OK, "{page}: {}", shown.text);
        let (_, rest) = shown.text.split_once("name=\"form_token\" value=\"").expect("a form");
        let token = rest.split_once('"').unwrap().0;
        let request = Request::post(action)
            .header(header::ACCEPT, "text/html")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(format!("form_token={token}&{fields}")))
            .unwrap();
        self.ask(request).await
    }
}

#[tokio::test]
async fn a_day_at_the_desk() {
    on_both_at(SETS, NOW, |db| async move {
        let house = House::new(db).await;
        let desk = Desk::new(&house, Role::MuseumAgent, Scope::Institution(house.museum.clone()));
        let wrong =
            desk.send("/bureau/regie", "/bureau/regie/ouvrir", &format!("caisse={}&fond=cent", house.tills[0])).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let opened =
            desk.send("/bureau/regie", "/bureau/regie/ouvrir", &format!("caisse={}&fond=100", house.tills[0])).await;
        assert_eq!(opened.location, "/bureau/regie");
        let home = desk.get("/bureau/regie").await.text;
        assert!(home.contains("Ma caisse"));
        let session = regie::current(&mut house.db.read().await.unwrap(), "anne").await.unwrap().unwrap();
        let receipt = house.take(&session.id, "sale:1", 6500, Paying::cash(Cents(6500), Cents(7000))).await;
        house.take(&session.id, "sale:2", 4000, Paying::cheque(Cents(4000), "77", "BNP", "")).await;

        let page = format!("/bureau/regie/{}", session.id);
        assert!(desk.get(&page).await.text.contains("PISCINE-2026-000002"));
        let paper = format!("/bureau/regie/recus/{}", receipt.id);
        assert!(desk.get(&paper).await.text.contains("Copie d’écran"));
        let original = desk.send(&paper, &format!("{paper}/impression"), "").await.text;
        assert!(!original.contains("Duplicata 1") && original.contains("rendu 5"), "{original}");
        let second = desk.send(&paper, &format!("{paper}/impression"), "").await.text;
        assert!(second.contains("Duplicata 1"));
        let csv = desk.get(&format!("{page}/journal.csv")).await.text;
        assert!(
            csv.contains("PISCINE-2026-000001,2026-11-23,12:00:00,sale,Pass solo,sale:1,65.00,65.00,0.00,0.00"),
            "{csv}"
        );

        // What is in an open till is not handed over.
        assert!(desk.get("/bureau/regie").await.text.contains("d’espèces sont dans des caisses ouvertes"));
        let slip = format!("regie={}&especes=65,00", house.regie);
        let early = desk.send("/bureau/regie", "/bureau/regie/bordereaux", &slip).await;
        assert_eq!((early.status, early.location.as_str()), (StatusCode::SEE_OTHER, "/bureau/regie"));
        assert!(deposits::list(&mut house.db.read().await.unwrap(), &house.regie, 9).await.unwrap().is_empty());

        let close = format!("{page}/cloture");
        // With its comma: a form token is hexadecimal, and may hold 165 by chance.
        assert!(!desk.get(&close).await.text.contains("165,"), "what is expected is not shown before it is counted");
        let off = desk.send(&close, &close, "n10000=1&n5000=1&n1000=1").await;
        assert_eq!(off.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(off.text.contains("Recomptez"));
        let bad = desk.send(&close, &close, "n10000=un").await;
        assert!(bad.text.contains("ne se lit pas"));
        let closed = desk.send(&close, &close, "n10000=1&n5000=1&n1000=1&n500=1&terminal=0").await;
        assert_eq!((closed.status, closed.location.as_str()), (StatusCode::SEE_OTHER, page.as_str()));

        assert!(!desk.get("/bureau/regie").await.text.contains("caisses ouvertes"));
        let made = desk.send("/bureau/regie", "/bureau/regie/bordereaux", &slip).await;
        assert!(made.location.starts_with("/bureau/regie/bordereaux/"), "{}", made.text);
        let paper = desk.get(&made.location).await.text;
        assert!(paper.contains("PISCINE-B-2026-001") && paper.contains("BNP"));
        let handed =
            desk.send(&made.location, &format!("{}/versement", made.location), "jour=2026-11-23&accuse=R1").await;
        assert_eq!(handed.status, StatusCode::SEE_OTHER, "{}", handed.text);
        assert!(desk.get(&made.location).await.text.contains("R1"));
        assert_eq!(house.balance("regie:PISCINE:especes").await, Cents::ZERO);
    })
    .await;
}

#[tokio::test]
async fn nobody_sees_the_tills_of_another_institution() {
    on_both_at(SETS, NOW, |db| async move {
        let house = House::new(db).await;
        let session = house.open(0, "bruno").await;
        let receipt = house.take(&session.id, "sale:1", 100, Paying::plain(Means::Card, Cents(100))).await;
        let paths = [
            format!("/bureau/regie/{}", session.id),
            format!("/bureau/regie/{}/journal.csv", session.id),
            format!("/bureau/regie/{}/cloture", session.id),
            format!("/bureau/regie/recus/{}", receipt.id),
            format!("/bureau/regie/regies/{}/journal.csv", house.regie),
        ];
        let elsewhere = Desk::new(&house, Role::MuseumAgent, Scope::Institution("lam".into()));
        let librarian = Desk::new(&house, Role::Librarian, Scope::Institution(house.museum.clone()));
        for path in &paths {
            assert_eq!(elsewhere.get(path).await.status, StatusCode::FORBIDDEN, "{path}");
            assert_eq!(librarian.get(path).await.status, StatusCode::FORBIDDEN, "{path}");
        }
        assert!(!elsewhere.get("/bureau/regie").await.text.contains("La Piscine"));
        assert_eq!(elsewhere.get("/bureau/regie/regies").await.status, StatusCode::FORBIDDEN);
        // The commune's agent keeps the tills of its institutions; a colleague's till is not theirs to close.
        let town = Desk::new(&house, Role::CommuneAgent, Scope::Commune("59512".into()));
        assert_eq!(town.get(&paths[0]).await.status, StatusCode::OK);
        assert_eq!(town.get(&paths[2]).await.status, StatusCode::FORBIDDEN);
        let director = Desk::new(&house, Role::Director, Scope::Whole);
        for path in &paths {
            assert_eq!(director.get(path).await.status, StatusCode::OK, "{path}");
        }
        for path in ["/bureau/regie/x", "/bureau/regie/x/cloture", "/bureau/regie/recus/x", "/bureau/regie/bordereaux/x"] {
            assert_eq!(director.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        let page = director.get("/bureau/regie/regies?regie=PISCINE").await.text;
        assert!(page.contains("Arrêté n° 2026-12") && page.contains("value=\"2000.00\""));
        let fields = format!(
            "code=PISCINE&institution={}&nom=Piscine&acte=A&regisseur=R&comptable=C&encaisse=3000&fond=50&moyens=especes&service=1",
            house.museum
        );
        let saved = director.send("/bureau/regie/regies", "/bureau/regie/regies", &fields).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
        let wrong = director.send("/bureau/regie/regies", "/bureau/regie/regies", &fields.replace("moyens=especes&", "")).await;
        assert!(wrong.text.contains("au moins un moyen"), "{}", wrong.text);
    })
    .await;
}

#[tokio::test]
async fn every_page_speaks_every_language_and_stays_light() {
    on_both_at(SETS, NOW, |db| async move {
        let house = House::new(db).await;
        let director = Desk::new(&house, Role::Director, Scope::Whole);
        let held = house.open(0, "anne").await;
        let receipt = house.take(&held.id, "sale:1", 100, Paying::plain(Means::Card, Cents(100))).await;
        for lang in Lang::ALL {
            for path in [
                "/bureau/regie".to_owned(),
                format!("/bureau/regie/{}", held.id),
                format!("/bureau/regie/{}/cloture", held.id),
                format!("/bureau/regie/recus/{}", receipt.id),
                "/bureau/regie/regies".to_owned(),
            ] {
                let page = director.get(&format!("{path}?lang={}", lang.code())).await;
                assert_eq!(page.status, StatusCode::OK, "{path} in {lang:?}: {}", page.text);
                assert!(page.text.len() < 100_000);
                for bad in [" style=", "<script>", "onclick", ">regie-"] {
                    assert!(!page.text.contains(bad), "{path} has {bad}");
                }
            }
        }
    })
    .await;
}
