//! A house with readers, vendors and a browser; and the house on a real socket, for clients that are not ours.

use access::{Audience, Door, DoorKind, Licence, Right, RightKind, RightScope, RightState, doors, licences, rights};
use axum::body::Body;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::header::{self, HeaderName, HeaderValue};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use people::testing::{self, Answer, Browser, Site};
use people::web::SESSION_COOKIE;
use people::{Card, CardState, Client, Grant, NewHolder, People, Role, Scope, card, card_number, holder, pin};
use programme::{InstitutionKind, NewInstitution, institution};
use serde_json::Value as Json;
use sha2::{Digest, Sha256};
use shell::Frame;
use sign_on::oidc::Settings;
use sign_on::{Attribute, NewVendor, VendorState, Web, vendor};
use store::{Clock, Db};

pub(crate) const SETS: &[store::MigrationSet] =
    &[programme::MIGRATIONS, people::MIGRATIONS, access::MIGRATIONS, mail::MIGRATIONS, sign_on::MIGRATIONS];
pub(crate) const AT: &str = "2026-11-23T08:00:00Z";
/// Where the house says it is reached.
pub(crate) const PUBLIC: &str = "https://culture.example.org";
/// Where the first vendor wants its codes.
pub(crate) const PRESSE: &str = "https://presse.example.org/retour?client=lille";
pub(crate) const FILMS: &str = "https://films.example.org/retour";
pub(crate) const SECRET: &str = "un-secret-de-fournisseur";
/// RFC 7636 appendix B.
pub(crate) const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
pub(crate) const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
const PIN: &str = "483920";

#[derive(Clone)]
pub(crate) struct House {
    pub(crate) db: Db,
    pub(crate) web: Web,
    pub(crate) people: People,
    pub(crate) public: String,
    frame: Frame,
    institution: String,
}

/// What a vendor reads in an answer.
pub(crate) trait Told {
    fn json(&self) -> Json;
    /// A parameter of the address the browser is sent to.
    fn told(&self, name: &str) -> Option<String>;
    fn code(&self) -> String;
    fn header(&self, name: HeaderName) -> &str;
}

impl Told for Answer {
    fn json(&self) -> Json {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("no JSON: {} {}", self.status, self.text))
    }

    fn told(&self, name: &str) -> Option<String> {
        let (_, query) = self.location.split_once('?')?;
        let mut values = shell::parse_pairs(query.as_bytes()).into_iter().filter(|(known, _)| known == name);
        let value = values.next().map(|(_, value)| value);
        assert!(values.next().is_none(), "{name} twice in {}", self.location);
        value
    }

    fn code(&self) -> String {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", self.text);
        self.told("code").unwrap_or_else(|| panic!("no code: {}", self.location))
    }

    fn header(&self, name: HeaderName) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

/// What a token says, its signature apart.
pub(crate) fn claims(token: &str) -> Json {
    serde_json::from_slice(&BASE64.decode(token.split('.').nth(1).unwrap()).unwrap()).unwrap()
}

/// What a token says of its own signature.
pub(crate) fn head(token: &str) -> Json {
    serde_json::from_slice(&BASE64.decode(token.split('.').next().unwrap()).unwrap()).unwrap()
}

/// Pairs as a query or a form.
pub(crate) fn query(pairs: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

/// A request of a vendor that does all as it should.
pub(crate) fn request<'a>(client: &'a str, redirect_uri: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("client_id", client),
        ("redirect_uri", redirect_uri),
        ("response_type", "code"),
        ("scope", "openid profile email card"),
        ("state", "état & état"),
        ("nonce", "n-0S6_WzA2Mj"),
        ("code_challenge", CHALLENGE),
        ("code_challenge_method", "S256"),
    ]
}

pub(crate) fn authorize(pairs: &[(&str, &str)]) -> String {
    format!("/oidc/authorize?{}", query(pairs))
}

/// A request with some parameters in place of its own; an empty one is left out.
pub(crate) fn with<'a>(mut pairs: Vec<(&'a str, &'a str)>, other: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    for (name, value) in other {
        pairs.retain(|(known, _)| known != name);
        if !value.is_empty() {
            pairs.push((name, value));
        }
    }
    pairs
}

impl House {
    pub(crate) async fn open(db: Db) -> House {
        Self::at(db, PUBLIC).await
    }

    /// A house that says to be reached at an address.
    pub(crate) async fn at(db: Db, public: &str) -> House {
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
        let web = Web::new(db.clone(), people.clone(), frame.clone(), public);
        House { db, web, people, frame, institution, public: public.to_owned() }
    }

    pub(crate) fn clock(&self) -> &Clock {
        self.db.clock()
    }

    /// A vendor that speaks OpenID Connect, with a door of its own. One of this machine is of the demonstration.
    pub(crate) async fn vendor(&self, code: &str, settings: &Settings, attributes: &[Attribute]) -> String {
        let demo = settings.back_channel_logout_uri.as_deref().is_some_and(|uri| uri.starts_with("http://127.0.0.1"));
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
        vendor::keep_face(&mut write, &id, &settings.face(code).unwrap()).await.unwrap();
        write.commit().await.unwrap();
        id
    }

    /// A vendor with a secret, its codes sent to `redirect_uri`, told a given name and whether there is a card.
    pub(crate) async fn usual(&self, code: &str, redirect_uri: &str) -> String {
        let settings = Settings {
            post_logout_uris: vec![format!("https://{code}.example.org/au-revoir")],
            ..Settings::with_secret(vec![redirect_uri.to_owned()], SECRET)
        };
        self.vendor(code, &settings, &[Attribute::GivenName, Attribute::Member]).await
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

    /// A browser signed in.
    pub(crate) async fn signed_in(&self, number: &str) -> Browser {
        let browser = Browser::default();
        self.sign_in(&browser, number).await;
        browser
    }

    /// A director's browser, signed in.
    pub(crate) async fn director(&self) -> Browser {
        let grant = Grant { role: Role::Director, scope: Scope::Whole };
        testing::staff(&self.people, "Claire Roussel", "dir@example.fr", grant).await
    }

    /// The pages as they are set now.
    pub(crate) fn site(&self) -> Site {
        let routes = sign_on::routes(self.web.clone()).fallback(shell::not_found);
        Site::new(routes, &self.frame, &self.people, "/ma-carte")
    }

    pub(crate) async fn get(&self, browser: &Browser, path: &str) -> Answer {
        self.site().get(browser, path).await
    }

    pub(crate) async fn post(&self, browser: &Browser, path: &str, body: String) -> Answer {
        self.site().send_written(browser, path, body).await
    }

    /// A vendor's server asks: it has no cookie and wants no page.
    pub(crate) async fn ask(&self, mut request: Request) -> Answer {
        request.headers_mut().insert(header::ACCEPT, HeaderValue::from_static("*/*"));
        self.site().ask(&Browser::default(), request).await
    }

    /// Goes to a vendor's, agreeing on the way when asked.
    pub(crate) async fn enter(&self, browser: &Browser, pairs: &[(&str, &str)]) -> Answer {
        let answer = self.get(browser, &authorize(pairs)).await;
        self.agree(browser, answer).await
    }

    /// Agrees, when that is asked, and follows.
    pub(crate) async fn agree(&self, browser: &Browser, answer: Answer) -> Answer {
        if !answer.location.contains("/accord?") {
            return answer;
        }
        let page = self.get(browser, &answer.location).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        let [token, seen, back] = ["form_token", "vu", "retour"].map(|name| page.field(name));
        let sent = query(&[("form_token", &token), ("vu", &seen), ("retour", &back)]);
        let agreed = self.post(browser, answer.location.split('?').next().unwrap(), sent).await;
        assert_eq!(agreed.status, StatusCode::SEE_OTHER, "{}", agreed.text);
        self.follow(browser, &agreed.location).await
    }

    /// Follows our own page that goes on to a face.
    pub(crate) async fn follow(&self, browser: &Browser, go_on: &str) -> Answer {
        assert!(go_on.starts_with("/fournisseurs/poursuivre?vers="), "{go_on}");
        let page = self.get(browser, go_on).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        let page = plain(&page.text);
        let (_, rest) = page.split_once("href=\"/oidc/authorize").expect("a link");
        let face = rest.split('"').next().unwrap();
        self.get(browser, &format!("/oidc/authorize{face}")).await
    }

    /// Redeems a code as a vendor with the usual secret.
    pub(crate) async fn redeem(&self, client: &str, redirect_uri: &str, code: &str) -> Answer {
        self.token(&[
            ("grant_type", "authorization_code"),
            ("client_id", client),
            ("client_secret", SECRET),
            ("code", code),
            ("redirect_uri", redirect_uri),
            ("code_verifier", VERIFIER),
        ])
        .await
    }

    pub(crate) async fn token(&self, pairs: &[(&str, &str)]) -> Answer {
        self.post(&Browser::default(), "/oidc/token", query(pairs)).await
    }

    /// Asks what an access token opens.
    pub(crate) async fn userinfo(&self, token: &str) -> Answer {
        let request = Request::get("/oidc/userinfo").header(header::AUTHORIZATION, format!("Bearer {token}"));
        self.ask(request.body(Body::empty()).unwrap()).await
    }

    /// The whole walk: what the vendor is given.
    pub(crate) async fn walk(&self, browser: &Browser, client: &str, redirect_uri: &str) -> Json {
        let code = self.enter(browser, &request(client, redirect_uri)).await.code();
        let given = self.redeem(client, redirect_uri, &code).await;
        assert_eq!(given.status, StatusCode::OK, "{}", given.text);
        given.json()
    }
}

/// The value of a form's field, wherever it stands among the attributes.
pub(crate) fn field(page: &str, name: &str) -> String {
    let (_, rest) =
        page.split_once(&format!("name=\"{name}\" value=\"")).unwrap_or_else(|| panic!("no {name}: {page}"));
    plain(rest.split('"').next().unwrap())
}

pub(crate) fn plain(text: &str) -> String {
    text.replace("&quot;", "\"")
        .replace("&#x27;", "'")
        .replace("&#x2f;", "/")
        .replace("&lt;", "<")
        .replace("&amp;", "&")
}

/// Whether a page leads to an address by itself, a link or a form. The links to other languages repeat the page's own
/// address, and with it what was asked.
pub(crate) fn leads_to(page: &str, start: &str) -> bool {
    let page = plain(page);
    ["href=\"", "action=\"", "url=", "value=\"", "src=\""]
        .iter()
        .any(|before| page.contains(&format!("{before}{start}")))
}

pub(crate) fn half_hash(token: &str) -> String {
    BASE64.encode(&Sha256::digest(token.as_bytes())[..16])
}
