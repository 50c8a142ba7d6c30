//! A network of two libraries, each with a system of its own behind a socket, and a browser to walk the pages with.

use std::future::Future;
use std::time::Duration;

use axum::http::StatusCode;
use ils_simulator::{Handle, Item, Library, Patron, serve_ils_di, serve_sip2};
use library_systems::mine::Typed;
use library_systems::{Protocol, Settings, Web, settings};
use people::testing::{self, Answer, Browser, Site};
use people::web::SESSION_COOKIE;
use people::{Actor, Card, CardState, NewHolder, People, card, card_number, holder, pin};
use programme::{InstitutionKind, NewInstitution, institution};
use shell::Frame;
use store::testing::on_both_at;
use store::{Db, MigrationSet};

pub(crate) const NOW: &str = "2026-11-23T11:00:00Z";
const PIN: &str = "480915";
const ROOMS: [MigrationSet; 5] =
    [people::MIGRATIONS, programme::MIGRATIONS, access::MIGRATIONS, mail::MIGRATIONS, library_systems::MIGRATIONS];

/// The house of one test on one database: Roubaix speaks SIP2, Lille ILS-DI.
pub(crate) struct House {
    pub(crate) db: Db,
    pub(crate) people: People,
    pub(crate) web: Web,
    pub(crate) roubaix: String,
    pub(crate) lille: String,
    /// Roubaix's own system.
    pub(crate) sip: Library,
    /// Lille's own system.
    pub(crate) koha: Library,
    site: Site,
    _servers: (Handle, Handle),
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
        let france = territory::France::load();
        let epci = france.epci("200093201").unwrap();
        programme::tenant::install(&mut write, epci, france.communes_of("200093201"), false).await.unwrap();
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
        let roubaix =
            institution::declare(&mut write, &library("roubaix", "Médiathèque de Roubaix", "59512")).await.unwrap();
        let lille = institution::declare(&mut write, &library("lille", "Médiathèque de Lille", "59350")).await.unwrap();
        write.commit().await.unwrap();

        let clock = db.clock().clone();
        let sip = Library::with_clock("Roubaix", move || clock.now());
        let clock = db.clock().clone();
        let koha = Library::with_clock("Lille", move || clock.now());
        for (library, barcode, code) in [(&sip, "20012345", "1234"), (&koha, "L-77", "lune")] {
            library.add_patron(Patron::new(barcode, code, "Ève|AA999|d'Hérouville"));
            library.add_item(Item { author: "Émile Zola".to_owned(), ..Item::new("B001", "R1", "Germinal") });
            library.add_item(Item::new("B002", "R2", "L'Étranger"));
            library.add_item(Item::new("B003", "R3", "La Peste"));
        }
        let any = "127.0.0.1:0".parse().unwrap();
        let servers = (serve_sip2(sip.clone(), any).await.unwrap(), serve_ils_di(koha.clone(), any).await.unwrap());
        let house_settings = [
            Settings {
                host: servers.0.addr.ip().to_string(),
                port: servers.0.addr.port(),
                private: true,
                network_card: true,
                ..Settings::new(&roubaix, Protocol::Sip2)
            },
            Settings {
                base_url: format!("http://{}/ilsdi.pl", servers.1.addr),
                private: true,
                pickups: settings::read_pickups("CENTRALE = Au centre\n"),
                ..Settings::new(&lille, Protocol::IlsDi)
            },
        ];
        let mut write = db.write().await.unwrap();
        for one in &house_settings {
            settings::keep(&mut write, one, false, &Actor::System("test")).await.unwrap();
        }
        write.commit().await.unwrap();

        let mut builder = Frame::builder();
        for wing in library_systems::WINGS {
            builder = builder.wing(wing);
        }
        let frame = builder.build().unwrap();
        let web = Web::new(db.clone(), people.clone(), frame.clone(), "https://culture.example.fr");
        let site = Site::new(library_systems::routes(web.clone()), &frame, &people, "/ma-carte");
        Self { db, people, web, roubaix, lille, sip, koha, site, _servers: servers }
    }

    /// Changes how a library is reached.
    pub(crate) async fn set(&self, institution: &str, change: impl FnOnce(&mut Settings)) {
        let mut write = self.db.write().await.unwrap();
        let mut one = settings::of(&mut write, institution).await.unwrap().unwrap();
        change(&mut one);
        settings::keep(&mut write, &one, true, &Actor::System("test")).await.unwrap();
        write.commit().await.unwrap();
        self.web.systems().changed();
    }

    /// Someone with a card that is good.
    pub(crate) async fn reader(&self, given: &str, guardian: Option<&str>) -> Reader {
        let hash = self.people.hash_pin(PIN, None).await.unwrap();
        let mut write = self.db.write().await.unwrap();
        let email = format!("{}@example.fr", given.to_lowercase());
        let new = NewHolder {
            given_name: given,
            family_name: "Delattre",
            language: "fr",
            origin: "desk",
            email: guardian.is_none().then_some(email.as_str()),
            guardian,
            confirmed: true,
            ..NewHolder::default()
        };
        let account = holder::insert(&mut write, &new).await.unwrap();
        pin::set(&mut write, &account, &hash).await.unwrap();
        let now = self.db.clock().now_ms();
        let made = Card {
            id: store::new_id(),
            number: card_number::random(),
            account: account.clone(),
            state: CardState::Active,
            issued_at_ms: now,
            valid_until_ms: now + 365 * 86_400_000,
        };
        card::insert(&mut write, &made).await.unwrap();
        write.commit().await.unwrap();
        let signed = self.people.sign_in_with_card(&made.number, PIN, &people::Client::default()).await.unwrap();
        Reader { account, number: made.number, browser: Browser::signed_in(&signed.session_token) }
    }

    /// The reader's session ended while they slept: they sign in again.
    pub(crate) async fn sign_in_again(&self, reader: &Reader) {
        let signed = self.people.sign_in_with_card(&reader.number, PIN, &people::Client::default()).await.unwrap();
        reader.browser.set(SESSION_COOKIE, &signed.session_token);
    }

    /// A reader with the account of Roubaix and that of Lille linked.
    pub(crate) async fn linked(&self) -> Reader {
        let reader = self.reader("Jeanne", None).await;
        self.link(&reader, &self.roubaix, "20012345", "1234").await;
        self.link(&reader, &self.lille, "L-77", "lune").await;
        reader
    }

    pub(crate) async fn link(&self, reader: &Reader, institution: &str, number: &str, code: &str) -> String {
        let typed = Typed { number, code, keep_code: false };
        let linked = self.web.accounts().link(&reader.account, &reader.account, institution, &typed).await;
        linked.unwrap_or_else(|fault| panic!("{number} is linked: {fault:?}"))
    }

    /// A while later.
    pub(crate) fn later(&self, seconds: u64) {
        self.db.clock().advance(Duration::from_secs(seconds));
    }

    /// The page of loans.
    pub(crate) async fn shelf(&self, reader: &Reader) -> String {
        let answer = self.get(&reader.browser, "/ma-carte/prets").await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        answer.text
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
}

/// Someone with a card, signed in.
pub(crate) struct Reader {
    pub(crate) account: String,
    pub(crate) number: String,
    pub(crate) browser: Browser,
}

/// Where the first form whose address ends so goes.
pub(crate) fn action(page: &Answer, end: &str) -> String {
    let marker = format!("{end}\"");
    let stop = page.text.find(&marker).unwrap_or_else(|| panic!("no form to {end} in {}", page.text)) + end.len();
    page.text[..stop].rsplit('"').next().unwrap().to_owned()
}

/// Panics unless every text is there.
pub(crate) fn holds(page: &str, texts: &[&str]) {
    let plain = page.replace(['\u{a0}', '\u{202f}'], " ").replace("&#39;", "'");
    for text in texts {
        assert!(plain.contains(text), "“{text}” is missing in {page}");
    }
}
