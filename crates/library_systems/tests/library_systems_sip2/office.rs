//! The office: who sees which library, what a form refuses, what the test shows and hides.

use axum::http::StatusCode;
use ils_simulator::Mood;
use library_systems::{Web, settings};
use people::testing::{self, Answer, Browser, Site};
use people::{Grant, People, Role, Scope};
use shell::Frame;

use crate::house::{CARD, House, PIN, declare, scenario};

const ONE: &str = "/bureau/systemes/roubaix";

struct Office {
    site: Site,
    people: People,
    web: Web,
}

impl Office {
    fn open(house: &House) -> Self {
        let people = testing::people(&house.db);
        let mut builder = Frame::builder();
        for wing in library_systems::WINGS {
            builder = builder.wing(wing);
        }
        let frame = builder.build().unwrap();
        let web = Web::new(house.db.clone(), people.clone(), frame.clone(), "https://culture.example.fr");
        let site = Site::new(library_systems::routes(web.clone()), &frame, &people, "/bureau");
        Self { site, people, web }
    }

    async fn staff(&self, email: &str, role: Role, scope: Scope) -> Browser {
        testing::staff(&self.people, "Lou", email, Grant { role, scope }).await
    }

    async fn get(&self, browser: &Browser, path: &str) -> Answer {
        self.site.get(browser, path).await
    }

    /// Sends a form with the token of the library's page.
    async fn post(&self, browser: &Browser, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.site.post(browser, ONE, path, fields).await
    }
}

/// The form as a browser sends it.
fn form<'a>(port: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![
        ("protocol", "sip2"),
        ("host", "127.0.0.1"),
        ("port", port),
        ("private", "1"),
        ("encoding", "utf-8"),
        ("checksum", "1"),
        ("connect_s", "3"),
        ("answer_s", "20"),
        ("connections", "2"),
        ("enabled", "1"),
        ("pickups", "CENTRALE = Médiathèque centrale"),
    ];
    for (name, value) in more {
        fields.retain(|(known, _)| known != name);
        fields.push((name, value));
    }
    fields
}

#[tokio::test]
async fn a_library_is_connected_tried_and_forgotten() {
    scenario(|house| async move {
        let office = Office::open(&house);
        let lou = office.staff("lou@example.fr", Role::NetworkLibrarian, Scope::Whole).await;
        let port = house.server.addr.port().to_string();
        let page = office.get(&lou, "/bureau/systemes").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text.contains("Aucune bibliothèque n’est encore reliée") && page.text.contains(ONE));

        // Tried before anything is kept; what is a person's is not shown.
        house.library.behave(|behaviour| behaviour.login = Some(("beffroi".to_owned(), "s3cret".to_owned())));
        let with = [
            ("login", "beffroi"),
            ("password", "s3cret"),
            ("deed", "try"),
            ("try_item", "B001"),
            ("try_patron", CARD),
            ("try_pin", PIN),
        ];
        house.library.check_out(CARD, "B002").unwrap();
        let page = office.post(&lou, ONE, &form(&port, &with)).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        for shown in [
            "Tout s’est bien passé",
            "9300CNbeffroi|CO•••|",
            "« Médiathèque de Roubaix »",
            "« Œuvre n° 1",
            "La carte et le code sont reconnus",
            "AA•••678",
            "BLY|CQY",
        ] {
            assert!(page.text.replace(['\u{a0}', '\u{202f}'], " ").contains(shown), "{shown} in {}", page.text);
        }
        let talk = page.text.split("ls-result").nth(1).unwrap().split("<form").next().unwrap();
        for hidden in ["s3cret", "Hérouville", CARD, "1234|"] {
            assert!(!talk.contains(hidden), "{hidden} in {talk}");
        }
        assert!(!page.text.contains("s3cret"));
        assert!(settings::of(&mut house.db.read().await.unwrap(), &house.institution).await.unwrap().is_none());

        let keeps = form(&port, &[("login", "beffroi"), ("password", "s3cret"), ("deed", "keep")]);
        let kept = office.post(&lou, ONE, &keeps).await;
        assert_eq!((kept.status, kept.location.as_str()), (StatusCode::SEE_OTHER, ONE));
        let connected = office.web.systems().of(&house.institution).await.unwrap().unwrap();
        assert_eq!(connected.settings.password.reveal(), "s3cret");
        assert_eq!(connected.settings.pickups[0].label, "Médiathèque centrale");
        let page = office.get(&lou, ONE).await;
        assert!(page.text.contains("Un mot de passe est enregistré") && !page.text.contains("s3cret"));

        // Kept again without typing the password: it stays. Elsewhere: it does not go there.
        let again = office.post(&lou, ONE, &form(&port, &[("login", "beffroi"), ("deed", "keep")])).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER);
        let connected = office.web.systems().of(&house.institution).await.unwrap().unwrap();
        assert_eq!(connected.settings.password.reveal(), "s3cret");
        let moved = office.post(&lou, ONE, &form("9", &[("login", "beffroi"), ("deed", "try")])).await;
        assert_eq!(moved.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(moved.text.contains("retapez le mot de passe"));

        house.library.is(Mood::Garbage);
        let failed = office.post(&lou, ONE, &form(&port, &[("login", "beffroi"), ("deed", "try")])).await;
        assert!(failed.text.contains("n’est pas un message SIP2") && failed.text.contains("HTTP/1.1 400 Bad Request"));

        let forgotten = office.post(&lou, "/bureau/systemes/roubaix/oublier", &[]).await;
        assert_eq!(forgotten.status, StatusCode::SEE_OTHER);
        assert!(office.web.systems().all().await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn wrong_fields_are_told_and_nothing_is_kept() {
    scenario(|house| async move {
        let office = Office::open(&house);
        let lou = office.staff("lou@example.fr", Role::Director, Scope::Whole).await;
        let bad = [
            ("host", "http://sip"),
            ("connections", "0"),
            ("connect_s", "vite"),
            ("deed", "keep"),
            ("password", "s3cret"),
        ];
        let page = office.post(&lou, ONE, &form("0", &bad)).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        for shown in ["Donnez un nom de serveur", "Donnez un port", "Donnez un délai", "Donnez un nombre", "http://sip"]
        {
            assert!(page.text.contains(shown), "{shown}");
        }
        assert!(!page.text.contains("s3cret"));
        assert!(house.systems.all().await.unwrap().is_empty());
        assert_eq!(office.get(&lou, "/bureau/systemes/nulle-part").await.status, StatusCode::NOT_FOUND);
        assert_eq!(office.post(&lou, "/bureau/systemes/nulle-part/oublier", &[]).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn a_librarian_keeps_her_own_library_and_cannot_reach_inside() {
    scenario(|house| async move {
        declare(&house.db, "lille", "Médiathèque de Lille", "59350").await;
        let office = Office::open(&house);
        let lou = office.staff("lou@example.fr", Role::Librarian, Scope::Institution(house.institution.clone())).await;
        let list = office.get(&lou, "/bureau/systemes").await;
        assert!(list.text.contains("Roubaix") && !list.text.contains("Médiathèque de Lille"));
        assert_eq!(office.get(&lou, "/bureau/systemes/lille").await.status, StatusCode::FORBIDDEN);
        let port = house.server.addr.port().to_string();
        let page = office.post(&lou, ONE, &form(&port, &[("deed", "try")])).await;
        assert!(page.text.contains("réseau privé, et les réglages ne l’autorisent pas"), "{}", page.text);
        assert_eq!(house.library.connections(), 0);

        // Guessing readers' codes is slowed down.
        let guess = [("deed", "try"), ("try_patron", CARD), ("try_pin", "0000")];
        for _ in 0..10 {
            assert_eq!(office.post(&lou, ONE, &form(&port, &guess)).await.status, StatusCode::OK);
        }
        let page = office.post(&lou, ONE, &form(&port, &guess)).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text.contains("Trop d’essais"));
    })
    .await;
}
