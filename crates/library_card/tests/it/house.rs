//! A network of two libraries with a door, and a browser to walk its pages with.

use std::future::Future;

use access::{Door, DoorKind, Presentation, RightKind, Verdict, doors, local_zone, present};
use axum::extract::Request;
use jiff::civil::Date;
use library_card::{Beginning, Registered, Web, register};
use people::testing::{self, Answer, Browser, Site};
use people::{Actor, Grant, NewHolder, People, Role, Scope};
use programme::{InstitutionKind, NewInstitution, institution};
use shell::Frame;
use store::testing::on_both_at;
use store::{Db, MigrationSet};

pub(crate) const NOW: &str = "2026-11-22T12:00:00Z";
pub(crate) const ROOMS: [MigrationSet; 5] =
    [people::MIGRATIONS, programme::MIGRATIONS, access::MIGRATIONS, mail::MIGRATIONS, library_card::MIGRATIONS];

/// The house of one test on one database.
#[derive(Clone)]
pub(crate) struct House {
    pub(crate) db: Db,
    pub(crate) people: People,
    pub(crate) lille: String,
    pub(crate) door: String,
    site: Site,
}

/// Runs a scenario on both databases, at noon of a fixed day.
pub(crate) async fn scenario<F, Fut>(body: F)
where
    F: Fn(House) -> Fut,
    Fut: Future<Output = ()>,
{
    on_both_at(&ROOMS, NOW, |db| async {
        let house = House::open(db).await;
        body(house).await;
    })
    .await;
}

impl House {
    async fn open(db: Db) -> Self {
        let people = testing::people(&db);
        let mut write = db.write().await.unwrap();
        let library = |code: &'static str, name: &'static str, commune: &'static str| NewInstitution {
            kind: InstitutionKind::Library,
            code,
            name,
            commune,
            address: None,
            postal_code: None,
            position: None,
            website: None,
            weekly_minutes: None,
            demo: false,
            source: "test",
        };
        let france = territory::France::load();
        let epci = france.epci("200093201").unwrap();
        programme::tenant::install(&mut write, epci, france.communes_of("200093201"), false).await.unwrap();
        let lille = institution::declare(&mut write, &library("lille", "Médiathèque de Lille", "59350")).await.unwrap();
        institution::declare(&mut write, &library("lambersart", "Bibliothèque de Lambersart", "59328")).await.unwrap();
        let door = Door {
            id: String::new(),
            kind: DoorKind::OnlineResource,
            code: "film".into(),
            institution: lille.clone(),
            commune: None,
            item: None,
            accepts: vec![RightKind::LibraryCard],
            open: true,
        };
        let door = doors::declare(&mut write, &door).await.unwrap();
        write.commit().await.unwrap();
        let frame = Frame::builder().wing(library_card::WING).build().unwrap();
        let web = Web::new(people.clone(), frame.clone(), "https://culture.example.fr", &[]);
        let site = Site::new(library_card::routes(web), &frame, &people, "/ma-carte");
        Self { db, people, lille, door, site }
    }

    /// Someone seen at the desk of Lille, with a PIN.
    pub(crate) async fn reader(&self, given: &str, family: &str, born: Date) -> (Registered, &'static str) {
        self.reader_with(NewHolder {
            given_name: given,
            family_name: family,
            birth_date: Some(born),
            ..NewHolder::default()
        })
        .await
    }

    pub(crate) async fn reader_with(&self, new: NewHolder<'_>) -> (Registered, &'static str) {
        const PIN: &str = "480915";
        let hash = self.people.hash_pin(PIN, None).await.unwrap();
        let mut write = self.db.write().await.unwrap();
        let new = NewHolder { library: Some(&self.lille), language: "fr", origin: "desk", confirmed: true, ..new };
        let by = Actor::System("test");
        let made = register(&mut write, &by, &new, Some(&hash), Beginning::default()).await.unwrap();
        write.commit().await.unwrap();
        (made, PIN)
    }

    /// Whether a card opens the door now.
    pub(crate) async fn opens(&self, right: &str) -> bool {
        let mut write = self.db.write().await.unwrap();
        let id = store::new_id();
        let presented = Presentation { id: &id, right, door: &self.door, people: 1, at: self.db.clock().now() };
        let verdict = present(&mut write, &presented, &local_zone()).await.unwrap();
        write.commit().await.unwrap();
        matches!(verdict, Verdict::Admitted { .. })
    }

    /// A librarian of Lille.
    pub(crate) async fn librarian(&self) -> Browser {
        let grant = Grant { role: Role::Librarian, scope: Scope::Institution(self.lille.clone()) };
        self.staff("claire@example.fr", grant).await
    }

    pub(crate) async fn staff(&self, email: &str, grant: Grant) -> Browser {
        testing::staff(&self.people, "Claire", email, grant).await
    }

    pub(crate) async fn browser_of(&self, number: &str, pin: &str) -> Browser {
        let signed = self.people.sign_in_with_card(number, pin, &people::Client::default()).await.unwrap();
        Browser::signed_in(&signed.session_token)
    }

    pub(crate) async fn get(&self, browser: &Browser, path: &str) -> Answer {
        self.site.get(browser, path).await
    }

    pub(crate) async fn post(&self, browser: &Browser, page: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.site.post(browser, page, path, fields).await
    }

    pub(crate) async fn post_raw(&self, browser: &Browser, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.site.send(browser, path, fields).await
    }

    pub(crate) async fn ask(&self, browser: &Browser, request: Request) -> Answer {
        self.site.ask(browser, request).await
    }
}
