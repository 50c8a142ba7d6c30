//! Providers that are true ones: panva's `oidc-provider` (npm), set as FranceConnect is; and ours.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Command, Stdio};

use axum::http::{HeaderMap, StatusCode, header};
use sign_on::Attribute;
use sign_on::oidc::Settings;
use store::testing::{SqlitePlace, on_both};
use store::{Db, Options};

use crate::guest::{Guest, account_of, open, provider};
use crate::house::{House, PUBLIC, SECRET, SETS, field};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sign_on_outside/panva");
/// With signs that must be encoded before they are sent (RFC 6749 §2.3.1).
const PANVA_SECRET: &str = "un secret: avec des signes & des blancs";

struct Panva {
    child: Child,
    /// Held open: a program whose words nobody can read any more ends.
    _said: BufReader<ChildStdout>,
    issuer: String,
}

impl Panva {
    /// Absent, it is said aloud, and fails if `BEFFROI_REQUIRE` names it.
    fn start() -> Option<Panva> {
        let known = Command::new("node")
            .args(["-e", "import('oidc-provider').catch(() => process.exit(1))"])
            .current_dir(FOLDER)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success());
        if !known {
            eprintln!("NOT JUDGED: oidc-provider is not installed here (npm ci in {FOLDER})");
            let required = std::env::var("BEFFROI_REQUIRE").unwrap_or_default();
            assert!(!required.contains("oidc-provider"), "BEFFROI_REQUIRE asks for oidc-provider");
            return None;
        }
        let mut child = Command::new("node")
            .arg("provider.mjs")
            .args([format!("{PUBLIC}/connexion/retour/fc"), format!("{PUBLIC}/connexion/depart/fini")])
            .current_dir(FOLDER)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("it starts");
        let mut issuer = String::new();
        let mut said = BufReader::new(child.stdout.take().unwrap());
        said.read_line(&mut issuer).unwrap();
        assert!(issuer.starts_with("http://127.0.0.1:"), "{issuer:?}");
        Some(Panva { child, _said: said, issuer: issuer.trim().to_owned() })
    }
}

impl Drop for Panva {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A browser at the provider's: keeps its cookies, follows it until it leads elsewhere or shows a page.
#[derive(Default)]
struct Abroad {
    cookies: BTreeMap<String, String>,
}

enum Arrived {
    Elsewhere(String),
    Page(String),
}

impl Abroad {
    fn walk(&mut self, issuer: &str, url: &str, mut form: Option<String>) -> Arrived {
        let agent: ureq::Agent =
            ureq::Agent::config_builder().max_redirects(0).http_status_as_error(false).build().into();
        let mut url = url.to_owned();
        for _ in 0..12 {
            let all: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            let cookies = all.join("; ");
            let mut answer = match form.take() {
                Some(form) => agent
                    .post(&url)
                    .header("cookie", cookies)
                    .header("content-type", "application/x-www-form-urlencoded")
                    .send(form)
                    .unwrap(),
                None => agent.get(&url).header("cookie", cookies).call().unwrap(),
            };
            for set in answer.headers().get_all("set-cookie") {
                let (name, value) = set.to_str().unwrap().split(';').next().unwrap().split_once('=').unwrap();
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
            if let Some(to) = answer.headers().get("location") {
                let to = to.to_str().unwrap();
                url = if to.starts_with('/') { format!("{issuer}{to}") } else { to.to_owned() };
                if !url.starts_with(issuer) {
                    return Arrived::Elsewhere(url);
                }
                continue;
            }
            assert_eq!(answer.status(), 200, "{}", answer.body_mut().read_to_string().unwrap());
            return Arrived::Page(answer.body_mut().read_to_string().unwrap());
        }
        panic!("led around in circles");
    }
}

fn ours(url: &str) -> &str {
    url.strip_prefix(PUBLIC).unwrap_or_else(|| panic!("not ours: {url}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_that_is_not_ours() {
    on_both(SETS, |db| async move {
        let Some(panva) = Panva::start() else { return };
        let house = open(db, vec![provider("fc", &panva.issuer, PANVA_SECRET)]).await;
        let card = house.reader("Angèle", "Dubois").await;
        let mut abroad = Abroad::default();
        let mut through = async |guest: &mut Guest| {
            let asked = guest.get(&house, "/connexion/avec/fc?retour=%2Fagenda").await;
            let arrived = tokio::task::block_in_place(|| abroad.walk(&panva.issuer, &asked.location, None));
            let Arrived::Elsewhere(url) = arrived else { panic!("the provider showed a page") };
            assert!(url.contains("iss=") && url.contains("code="), "{url}");
            guest.get(&house, ours(&url)).await
        };
        let mut guest = Guest::default();
        assert_eq!(through(&mut guest).await.location, "/connexion/identite");
        guest.sign_in(&house, &card).await;
        let page = guest.get(&house, "/connexion/identite").await;
        assert!(page.text.contains("Angela DUBOIS"), "told in a signed userinfo: {}", page.text);
        guest.post(&house, &page.text, "/connexion/identite", &[]).await;

        let mut guest = Guest::default();
        assert_eq!(through(&mut guest).await.location, "/agenda");
        let session = house.people.session(guest.session().unwrap()).await.unwrap().unwrap();
        assert_eq!(session.account.id, account_of(&house, &card).await);

        // Out, here and there.
        let mut set = HeaderMap::new();
        sign_on::outside::leave(&house.web, guest.session().unwrap(), &mut set).await.unwrap();
        let cookie = set[header::SET_COOKIE].to_str().unwrap().split(';').next().unwrap().split_once('=').unwrap();
        guest.cookies.insert(cookie.0.to_owned(), cookie.1.to_owned());
        let away = guest.get(&house, "/connexion/depart/suite").await.location;
        let arrived = tokio::task::block_in_place(|| {
            let Arrived::Page(page) = abroad.walk(&panva.issuer, &away, None) else { panic!("it asks first") };
            let form = format!("xsrf={}&logout=yes", field(&page, "xsrf"));
            abroad.walk(&panva.issuer, &format!("{}/session/end/confirm", panva.issuer), Some(form))
        });
        let Arrived::Elsewhere(url) = arrived else { panic!("it did not lead back") };
        assert_eq!(ours(&url).split('?').next().unwrap(), "/connexion/depart/fini");
    })
    .await;
}

/// Another house of ours as the provider, on a socket: one network's readers let in by another.
#[tokio::test(flavor = "multi_thread")]
async fn our_own_provider() {
    on_both(SETS, |db| async move {
        let place = SqlitePlace::new();
        let there = Db::open(place.url(), Options::default()).await.unwrap();
        there.migrate(SETS).await.unwrap();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let there = House::at(there, &issuer).await;
        let redirect = format!("{PUBLIC}/connexion/retour/fc");
        let settings = Settings {
            post_logout_uris: vec![format!("{PUBLIC}/connexion/depart/fini")],
            ..Settings::with_secret(vec![redirect], SECRET)
        };
        there.vendor("beffroi", &settings, &[Attribute::GivenName]).await;
        let router = there.site().router();
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });

        let mut other = provider("fc", &issuer, SECRET);
        (other.acr, other.scopes) = (None, vec!["profile".to_owned()]);
        let house = open(db, vec![other]).await;
        let card = house.reader("Angela", "Dubois").await;
        let card_there = there.reader("Angela", "Dubois").await;
        let browser = there.signed_in(&card_there).await;
        let through = async |guest: &mut Guest| {
            let asked = guest.get(&house, "/connexion/avec/fc").await;
            let path = asked.location.strip_prefix(&issuer).unwrap_or_else(|| panic!("{}", asked.location)).to_owned();
            let answer = there.get(&browser, &path).await;
            let answer = there.agree(&browser, answer).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
            guest.get(&house, ours(&answer.location)).await
        };
        let mut guest = Guest::default();
        assert_eq!(through(&mut guest).await.location, "/connexion/identite");
        guest.sign_in(&house, &card).await;
        let page = guest.get(&house, "/connexion/identite").await;
        assert!(page.text.contains("Angela"), "{}", page.text);
        guest.post(&house, &page.text, "/connexion/identite", &[]).await;
        let mut guest = Guest::default();
        assert_eq!(through(&mut guest).await.location, "/ma-carte");
        let session = house.people.session(guest.session().unwrap()).await.unwrap().unwrap();
        assert_eq!(session.account.id, account_of(&house, &card).await);
    })
    .await;
}
