//! A house with readers, vendors and a browser; and the house on a real socket, for clients that are not ours.

use std::net::SocketAddr;

use access::{Audience, Door, DoorKind, Licence, Right, RightKind, RightScope, RightState, doors, licences, rights};
use axum::body::Body;
use axum::extract::Request;
use axum::http::StatusCode;
use people::testing::{self, Answer, Browser, Site};
use people::web::SESSION_COOKIE;
use people::{Card, CardState, Client, Grant, NewHolder, People, Role, Scope, card, card_number, holder, pin};
use programme::{InstitutionKind, NewInstitution, institution};
use shell::Frame;
use sign_on::cas::{LogOut, Settings};
use sign_on::vendor::{self, KeptFace};
use sign_on::{Attribute, Face, NewVendor, VendorState, Web};
use store::{Clock, Db};

pub(crate) const SETS: &[store::MigrationSet] =
    &[programme::MIGRATIONS, people::MIGRATIONS, access::MIGRATIONS, mail::MIGRATIONS, sign_on::MIGRATIONS];
pub(crate) const AT: &str = "2026-11-23T08:00:00Z";
/// Where the house says it is reached.
const PUBLIC: &str = "https://culture.example.org";
pub(crate) const PRESSE: &str = "https://presse.example.org/cas/retour?client=lille";
pub(crate) const FILMS: &str = "https://films.example.org/entrer";
const PIN: &str = "483920";

pub(crate) struct House {
    pub(crate) db: Db,
    pub(crate) web: Web,
    pub(crate) people: People,
    site: Site,
    institution: String,
}

/// What the browser is sent to a vendor with.
pub(crate) trait Ticketed {
    /// The ticket in the address the browser is sent to.
    fn ticket(&self) -> String;
}

impl Ticketed for Answer {
    fn ticket(&self) -> String {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", self.text);
        let (_, ticket) =
            self.location.rsplit_once("ticket=").unwrap_or_else(|| panic!("no ticket: {}", self.location));
        ticket.to_owned()
    }
}

impl House {
    pub(crate) async fn open(db: Db) -> House {
        let mut write = db.write().await.unwrap();
        let institution = institution::declare(
            &mut write,
            &NewInstitution {
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
            },
        )
        .await
        .unwrap();
        write.commit().await.unwrap();
        let mut builder = Frame::builder().wing(access::WING);
        for wing in sign_on::WINGS {
            builder = builder.wing(wing);
        }
        let frame = builder.build().unwrap();
        let people = testing::people(&db);
        let web = Web::new(db.clone(), people.clone(), frame.clone(), PUBLIC);
        let routes = sign_on::routes(web.clone()).fallback(shell::not_found);
        let site = Site::new(routes, &frame, &people, "/ma-carte");
        House { db, web, people, site, institution }
    }

    pub(crate) fn clock(&self) -> &Clock {
        self.db.clock()
    }

    /// A vendor that speaks CAS, with a door of its own. One of the demonstration may be on this machine.
    pub(crate) async fn vendor(&self, code: &str, services: &[&str], attributes: &[Attribute]) -> String {
        let demo = services.iter().any(|service| service.starts_with("http://127.0.0.1"));
        let mut write = self.db.write().await.unwrap();
        let door = doors::declare(
            &mut write,
            &Door {
                id: String::new(),
                kind: DoorKind::VendorSite,
                code: format!("vendor-{code}"),
                institution: self.institution.clone(),
                commune: None,
                item: None,
                accepts: vec![RightKind::LibraryCard],
                open: true,
            },
        )
        .await
        .unwrap();
        licences::declare(&mut write, &Licence::unlimited(&door, Audience::Members, "Abonnement")).await.unwrap();
        let new = NewVendor {
            code: code.to_owned(),
            name: format!("La {code}"),
            site: String::new(),
            description: String::new(),
            door,
            state: VendorState::Open,
            attributes: attributes.iter().map(|one| (*one, "pour vous accueillir".to_owned())).collect(),
            demo,
        };
        let id = vendor::declare(&mut write, &new).await.unwrap();
        let settings = Settings {
            services: services.iter().map(|service| (*service).to_owned()).collect(),
            returns: vec![format!("https://{code}.example.org/au-revoir")],
            log_out: LogOut::Service,
            ticket_seconds: 30,
        };
        let kept = KeptFace {
            face: Face::Cas,
            lookup: code.to_owned(),
            settings: serde_json::to_value(settings).unwrap(),
            enabled: true,
        };
        vendor::keep_face(&mut write, &id, &kept).await.unwrap();
        write.commit().await.unwrap();
        id
    }

    /// A reader with a card. Gives the card's number.
    pub(crate) async fn reader(&self, given: &str, family: &str) -> String {
        let hash = self.people.hash_pin(PIN, None).await.unwrap();
        let mut write = self.db.write().await.unwrap();
        let account = holder::insert(
            &mut write,
            &NewHolder {
                given_name: given,
                family_name: family,
                birth_date: Some("1990-05-17".parse().unwrap()),
                postal_code: None,
                commune: None,
                library: Some(&self.institution),
                guardian: None,
                language: "fr",
                email: None,
                origin: "desk",
                source: None,
                confirmed: true,
                demo: false,
            },
        )
        .await
        .unwrap();
        let right = Right {
            id: String::new(),
            kind: RightKind::LibraryCard,
            holder: Some(account.clone()),
            scope: RightScope::Everywhere,
            valid_from: "2026-01-01T00:00:00Z".parse().unwrap(),
            valid_until: None,
            quota: None,
            admits: 1,
            state: RightState::Active,
        };
        let id = rights::issue(&mut write, &right).await.unwrap();
        let new = Card {
            id,
            number: card_number::random(),
            account: account.clone(),
            state: CardState::Active,
            issued_at_ms: self.clock().now_ms(),
            valid_until_ms: self.clock().now_ms() + 365 * 86_400_000,
        };
        card::insert(&mut write, &new).await.unwrap();
        pin::set(&mut write, &account, &hash).await.unwrap();
        write.commit().await.unwrap();
        new.number
    }

    /// Types the card's number and its PIN: what the sign-in page does.
    pub(crate) async fn sign_in(&self, browser: &Browser, number: &str) {
        let client = Client { ip: None, device: None, agent: "test".into() };
        let signed = self.people.sign_in_with_card(number, PIN, &client).await.unwrap();
        if let Some(before) = browser.set(SESSION_COOKIE, &signed.session_token) {
            self.people.sign_out(&before).await.unwrap();
        }
    }

    /// The director's browser.
    pub(crate) async fn director(&self) -> Browser {
        let grant = Grant { role: Role::Director, scope: Scope::Whole };
        testing::staff(&self.people, "Jeanne Roussel", "jeanne@example.org", grant).await
    }

    /// A browser signed in.
    pub(crate) async fn signed_in(&self, number: &str) -> Browser {
        let browser = Browser::default();
        self.sign_in(&browser, number).await;
        browser
    }

    /// The house on a socket of its own.
    pub(crate) async fn listen(&self) -> SocketAddr {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = self.site.router();
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        address
    }

    pub(crate) async fn get(&self, browser: &Browser, path: &str) -> Answer {
        self.site.get(browser, path).await
    }

    /// As a page that another site's picture or frame asks for.
    pub(crate) async fn embedded(&self, browser: &Browser, path: &str) -> Answer {
        let request = Request::get(path).header("sec-fetch-dest", "image").body(Body::empty());
        self.site.ask(browser, request.unwrap()).await
    }

    /// Sends a form of a page of ours.
    pub(crate) async fn send_form(&self, browser: &Browser, page: &str, to: &str, fields: &[(&str, &str)]) -> Answer {
        self.site.post(browser, page, to, fields).await
    }

    /// Goes to a vendor's, agreeing on the way when asked.
    pub(crate) async fn enter(&self, browser: &Browser, service: &str, more: &str) -> Answer {
        let path = login(service, more);
        let answer = self.get(browser, &path).await;
        if !answer.location.contains("/accord?") {
            return answer;
        }
        let page = self.get(browser, &answer.location).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        let [token, seen, back] = ["form_token", "vu", "retour"].map(|name| page.field(name));
        let fields = [("form_token", token.as_str()), ("vu", &seen), ("retour", &back)];
        let agreed = self.site.send(browser, answer.location.split('?').next().unwrap(), &fields).await;
        assert_eq!(agreed.status, StatusCode::SEE_OTHER, "{}", agreed.text);
        self.follow(browser, &agreed.location).await
    }

    /// Follows our own page that goes on to a face.
    pub(crate) async fn follow(&self, browser: &Browser, go_on: &str) -> Answer {
        assert!(go_on.starts_with("/fournisseurs/poursuivre?vers="), "{go_on}");
        let page = self.get(browser, go_on).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        let (_, rest) = page.text.split_once("href=\"/cas/login").expect("a link");
        let face = plain(rest.split('"').next().unwrap());
        self.get(browser, &format!("/cas/login{face}")).await
    }

    /// Asks about a ticket, as a vendor.
    pub(crate) async fn validate(&self, face: &str, service: &str, ticket: &str, more: &str) -> Answer {
        let service = encoded(service);
        let path = format!("/cas/{face}?service={service}&ticket={ticket}{more}");
        self.get(&Browser::default(), &path).await
    }
}

/// The address of the sign-in page's way back: what `retour` holds.
pub(crate) fn back(location: &str) -> String {
    let (_, back) = location.split_once("retour=").unwrap_or_else(|| panic!("no way back: {location}"));
    let (_, text) = shell::parse_pairs(format!("x={back}").as_bytes()).remove(0);
    text
}

pub(crate) fn login(service: &str, more: &str) -> String {
    format!("/cas/login?service={}{more}", encoded(service))
}

pub(crate) fn encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

pub(crate) fn plain(text: &str) -> String {
    text.replace("&quot;", "\"")
        .replace("&#x27;", "'")
        .replace("&#x2f;", "/")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}
