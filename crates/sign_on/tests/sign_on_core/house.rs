//! A library, two vendors behind doors, readers and a director with their browsers.

use std::future::Future;

use access::licences::{self, Audience, Licence};
use access::{Door, DoorKind, Right, RightKind, RightScope, RightState, doors, rights};
use axum::http::StatusCode;
use jiff::civil::date;
use people::testing::{self, Answer, Browser, PASSWORD, Site};
use people::web::SESSION_COOKIE;
use people::{Actor, Card, CardState, Client, Grant, NewAccount, NewHolder, People, Role, Scope, card, holder, pin};
use programme::{InstitutionKind, NewInstitution, institution};
use shell::Frame;
use sign_on::vendor::{self, NewVendor, VendorState};
use sign_on::{Attribute, Web};
use store::testing::on_both_at;
use store::{Db, MigrationSet, new_id};

pub(crate) const NOW: &str = "2026-11-23T11:00:00Z";
const PIN: &str = "274913";
const SETS: [MigrationSet; 5] =
    [people::MIGRATIONS, programme::MIGRATIONS, access::MIGRATIONS, mail::MIGRATIONS, sign_on::MIGRATIONS];

/// The house of one test on one database.
#[derive(Clone)]
pub(crate) struct House {
    pub(crate) db: Db,
    pub(crate) people: People,
    pub(crate) web: Web,
    library: String,
    site: Site,
}

/// Runs a scenario on both databases.
pub(crate) async fn scenario<F, Fut>(body: F)
where
    F: Fn(House) -> Fut,
    Fut: Future<Output = ()>,
{
    on_both_at(&SETS, NOW, |db| async {
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
        let new = NewInstitution {
            kind: InstitutionKind::Library,
            code: "lille",
            name: "Médiathèque Jean Lévy",
            commune: "59350",
            address: None,
            postal_code: None,
            position: None,
            website: None,
            weekly_minutes: None,
            demo: false,
            source: "test",
        };
        let library = institution::declare(&mut write, &new).await.unwrap();
        write.commit().await.unwrap();
        let grants = vec![Grant { role: Role::Director, scope: Scope::Whole }];
        let new = NewAccount {
            name: "Dir",
            email: "dir@example.fr",
            language: "fr",
            password: PASSWORD,
            grants,
            demo: false,
        };
        people.create_account(&Actor::System("test"), new).await.unwrap();
        let frame = sign_on::WINGS.into_iter().fold(Frame::builder(), shell::FrameBuilder::wing);
        let frame = frame.wing(access::WING).key([7; 32]).base_url("https://culture.example.fr").build().unwrap();
        let web = Web::new(db.clone(), people.clone(), frame.clone(), "https://culture.example.fr");
        let site = Site::new(sign_on::routes(web.clone()), &frame, &people, "/ma-carte");
        Self { db, people, web, library, site }
    }

    /// A door of a vendor's site under one licence.
    pub(crate) async fn door(&self, code: &str, set: impl FnOnce(&mut Licence)) -> String {
        let mut write = self.db.write().await.unwrap();
        let door = Door {
            id: String::new(),
            kind: DoorKind::VendorSite,
            code: code.into(),
            institution: self.library.clone(),
            commune: None,
            item: None,
            accepts: vec![RightKind::LibraryCard],
            open: true,
        };
        let id = doors::declare(&mut write, &door).await.unwrap();
        let mut licence = Licence::unlimited(&id, Audience::Members, "Réseau");
        set(&mut licence);
        licences::declare(&mut write, &licence).await.unwrap();
        write.commit().await.unwrap();
        id
    }

    /// A vendor as it would be declared by a program, given these attributes.
    pub(crate) async fn declare(&self, code: &str, door: &str, state: VendorState, told: &[Attribute]) -> String {
        let mut write = self.db.write().await.unwrap();
        let new = NewVendor {
            code: code.into(),
            name: format!("Vendeur {code}"),
            site: format!("https://{code}.example/"),
            description: "Des films.".into(),
            door: door.into(),
            state,
            attributes: told.iter().map(|one| (*one, "Pour dire bonjour.".to_owned())).collect(),
            demo: false,
        };
        let id = vendor::declare(&mut write, &new).await.unwrap();
        write.commit().await.unwrap();
        id
    }

    /// An open vendor with a signed link that carries what it is told, set up through the office.
    pub(crate) async fn vendor(&self, code: &str, door: &str, told: &[Attribute]) -> String {
        let id = self.declare(code, door, VendorState::Open, told).await;
        let director = self.director().await;
        let sheet = format!("/bureau/fournisseurs-acces/{id}");
        let mut template = format!("https://{code}.example/sso?u={{pseudonym}}&t={{timestamp}}&s={{signature}}");
        for one in told {
            template.push_str(&format!("&{0}={{{0}}}", one.code()));
        }
        let fields = [
            ("link_template", template.as_str()),
            ("link_signed", "{pseudonym}|{timestamp}"),
            ("link_algorithm", "hmac-sha256"),
            ("link_time", "seconds"),
            ("link_secret", "le secret de la maison"),
            ("actif", "1"),
        ];
        let answer = self.post(&director, &sheet, &format!("{sheet}/protocole/link"), &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        id
    }

    /// A reader with a live card. Gives the account and the card's number.
    pub(crate) async fn reader(&self, given: &str) -> (String, String) {
        self.register(given, Some(date(1990, 5, 4)), Some("59350"), Some(&self.library)).await
    }

    /// A reader of whom neither age, commune nor library is known.
    pub(crate) async fn reader_unknown(&self, given: &str) -> (String, String) {
        self.register(given, None, None, None).await
    }

    async fn register(
        &self,
        given: &str,
        birth_date: Option<jiff::civil::Date>,
        commune: Option<&str>,
        library: Option<&str>,
    ) -> (String, String) {
        let hash = self.people.hash_pin(PIN, None).await.unwrap();
        let mut write = self.db.write().await.unwrap();
        let email = format!("{}@example.fr", given.to_lowercase());
        let new = NewHolder {
            given_name: given,
            family_name: "Vandamme",
            birth_date,
            commune,
            library,
            language: "fr",
            email: Some(&email),
            origin: "desk",
            confirmed: true,
            ..NewHolder::default()
        };
        let account = holder::insert(&mut write, &new).await.unwrap();
        let number = people::card_number::random();
        let until = "2027-11-01T00:00:00Z".parse::<jiff::Timestamp>().unwrap();
        let right = Right {
            id: String::new(),
            kind: RightKind::LibraryCard,
            holder: Some(account.clone()),
            scope: RightScope::Everywhere,
            valid_from: "2026-01-01T00:00:00Z".parse().unwrap(),
            valid_until: Some(until),
            quota: None,
            admits: 1,
            state: RightState::Active,
        };
        let id = rights::issue(&mut write, &right).await.unwrap();
        let new = Card {
            id,
            number: number.clone(),
            account: account.clone(),
            state: CardState::Active,
            issued_at_ms: 0,
            valid_until_ms: until.as_millisecond(),
        };
        card::insert(&mut write, &new).await.unwrap();
        pin::set(&mut write, &account, &hash).await.unwrap();
        write.commit().await.unwrap();
        (account, number)
    }

    pub(crate) async fn signed_in(&self, number: &str) -> Browser {
        let client = Client { ip: None, device: None, agent: new_id() };
        let signed = self.people.sign_in_with_card(number, PIN, &client).await.unwrap();
        Browser::signed_in(&signed.session_token)
    }

    pub(crate) async fn director(&self) -> Browser {
        let client = Client { ip: None, device: None, agent: new_id() };
        let signed = self.people.sign_in("dir@example.fr", PASSWORD, &client).await.unwrap();
        Browser::signed_in(&signed.session_token)
    }

    pub(crate) async fn sign_out(&self, browser: &Browser) {
        let token = browser.forget(SESSION_COOKIE).unwrap();
        self.people.sign_out(&token).await.unwrap();
    }

    pub(crate) async fn get(&self, browser: &Browser, path: &str) -> Answer {
        spaced(self.site.get(browser, path).await)
    }

    pub(crate) async fn post(&self, browser: &Browser, page: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        spaced(self.site.post(browser, page, path, fields).await)
    }

    /// Agrees on the page of agreement a vendor led to.
    pub(crate) async fn agrees(&self, browser: &Browser, led: &Answer) -> Answer {
        let page = led.location.to_owned();
        assert!(page.contains("/accord?retour="), "{} {page}", led.status);
        let shown = self.get(browser, &page).await;
        assert_eq!(shown.status, StatusCode::OK);
        let (back, seen) = (shown.field("retour"), shown.field("vu"));
        let fields = [("retour", back.as_str()), ("vu", seen.as_str())];
        self.post(browser, &page, page.split('?').next().unwrap(), &fields).await
    }

    /// Goes to a vendor's, agreeing when asked. Gives the vendor's address.
    pub(crate) async fn goes(&self, browser: &Browser, code: &str) -> String {
        let path = format!("/fournisseurs/{code}/aller");
        let mut answer = self.get(browser, &path).await;
        if answer.location.contains("/accord?") {
            let agreed = self.agrees(browser, &answer).await;
            assert_eq!(agreed.location, format!("/fournisseurs/poursuivre?vers=%2Ffournisseurs%2F{code}%2Faller"));
            answer = self.get(browser, &path).await;
        }
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        assert!(answer.location.starts_with(&format!("https://{code}.example/sso?")), "{}", answer.location);
        answer.location.to_owned()
    }
}

/// Spaces that hold words together are spaces to whoever compares words.
fn spaced(mut answer: Answer) -> Answer {
    answer.text = answer.plain();
    answer
}

/// A value of an address's query.
pub(crate) fn value(address: &str, name: &str) -> Option<String> {
    let query = address.split_once('?')?.1;
    form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}
