//! A network of two libraries with a door, and a browser to walk its pages with.

use std::collections::BTreeMap;
use std::future::Future;
use std::sync::{Arc, Mutex};

use access::{Door, DoorKind, Presentation, RightKind, Verdict, doors, local_zone, present};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use jiff::civil::Date;
use library_card::{Beginning, Registered, Web, register};
use people::web::{SESSION_COOKIE, cookie};
use people::{Actor, Grant, NewAccount, NewHolder, PasswordCost, People, Policy, Role, Scope};
use programme::{InstitutionKind, NewInstitution, institution};
use shell::{Frame, Person};
use store::testing::on_both_at;
use store::{Db, MigrationSet};
use tower::ServiceExt;

pub(crate) const NOW: &str = "2026-11-22T12:00:00Z";
pub(crate) const PASSWORD: &str = "quatre mots au hasard";
pub(crate) const ROOMS: [MigrationSet; 5] =
    [people::MIGRATIONS, programme::MIGRATIONS, access::MIGRATIONS, mail::MIGRATIONS, library_card::MIGRATIONS];

/// The house of one test on one database.
#[derive(Clone)]
pub(crate) struct House {
    pub(crate) db: Db,
    pub(crate) people: People,
    pub(crate) lille: String,
    pub(crate) door: String,
    router: Router,
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

/// Puts the session and the person in the request, as the program does.
async fn read_session(State(people): State<People>, mut request: Request, next: Next) -> Response {
    if let Some(token) = cookie(request.headers(), SESSION_COOKIE)
        && let Some(session) = people.session(&token).await.unwrap()
    {
        request.extensions_mut().insert(Person {
            home: "/ma-carte".into(),
            name: session.account.name.clone(),
            office: Vec::new(),
            binding: session.binding.clone(),
        });
        request.extensions_mut().insert(session);
    }
    next.run(request).await
}

impl House {
    async fn open(db: Db) -> Self {
        let people = People::new(db.clone(), Policy { password_cost: PasswordCost::Token, ..Policy::default() });
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
        let router = library_card::routes(web)
            .layer(from_fn_with_state(frame, shell::carry))
            .layer(from_fn_with_state(people.clone(), read_session));
        Self { db, people, lille, door, router }
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
        let new =
            NewAccount { name: "Claire", email, language: "fr", password: PASSWORD, grants: vec![grant], demo: false };
        self.people.create_account(&Actor::System("test"), new).await.unwrap();
        let signed = self.people.sign_in(email, PASSWORD, &people::Client::default()).await.unwrap();
        Browser::signed_in(&signed.session_token)
    }

    pub(crate) async fn browser_of(&self, number: &str, pin: &str) -> Browser {
        let signed = self.people.sign_in_with_card(number, pin, &people::Client::default()).await.unwrap();
        Browser::signed_in(&signed.session_token)
    }

    pub(crate) async fn get(&self, browser: &Browser, path: &str) -> Answer {
        let request = Request::get(path).header(header::ACCEPT, "text/html").header(header::COOKIE, browser.cookies());
        self.ask(browser, request.body(Body::empty()).unwrap()).await
    }

    /// Sends a form with a token taken from a page of the same visitor.
    pub(crate) async fn post(&self, browser: &Browser, page: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let token = self.get(browser, page).await.token();
        let mut all = vec![("form_token", token.as_str())];
        all.extend_from_slice(fields);
        self.post_raw(browser, path, &all).await
    }

    pub(crate) async fn post_raw(&self, browser: &Browser, path: &str, fields: &[(&str, &str)]) -> Answer {
        let encode = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
        let body: Vec<String> =
            fields.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
        let request = Request::post(path)
            .header(header::ACCEPT, "text/html")
            .header(header::COOKIE, browser.cookies())
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.ask(browser, request.body(Body::from(body.join("&"))).unwrap()).await
    }

    pub(crate) async fn ask(&self, browser: &Browser, request: Request) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        for value in parts.headers.get_all(header::SET_COOKIE) {
            let pair = value.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            browser.0.lock().unwrap().insert(name.to_owned(), value.to_owned());
        }
        let location = parts.headers.get(header::LOCATION).map(|value| value.to_str().unwrap().to_owned());
        let text = String::from_utf8(to_bytes(body, 4 << 20).await.unwrap().to_vec()).unwrap();
        Answer { status: parts.status, location: location.unwrap_or_default(), text }
    }
}

/// A browser: its cookies.
#[derive(Clone, Default)]
pub(crate) struct Browser(Arc<Mutex<BTreeMap<String, String>>>);

impl Browser {
    pub(crate) fn signed_in(token: &str) -> Self {
        let browser = Self::default();
        browser.0.lock().unwrap().insert(SESSION_COOKIE.to_owned(), token.to_owned());
        browser
    }

    pub(crate) fn cookie(&self, name: &str) -> Option<String> {
        self.0.lock().unwrap().get(name).cloned()
    }

    pub(crate) fn cookies(&self) -> String {
        let pairs: Vec<String> = self.0.lock().unwrap().iter().map(|(name, value)| format!("{name}={value}")).collect();
        pairs.join("; ")
    }
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) location: String,
    pub(crate) text: String,
}

impl Answer {
    pub(crate) fn token(&self) -> String {
        let marker = "name=\"form_token\" value=\"";
        let start =
            self.text.find(marker).unwrap_or_else(|| panic!("no form in {} {}", self.status, self.text)) + marker.len();
        self.text[start..].split('"').next().unwrap().to_owned()
    }
}
