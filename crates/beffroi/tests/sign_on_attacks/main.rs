//! What people with bad intentions try at the doors of the one sign-on, against the real server: vendors' faces (OpenID
//! Connect, CAS), the pages between, the sign-in page, and the port of machines (SIP2).
//!
//! Each test shows too that the honest way works where the bent one does not: a server that refused everything would fail.

#![allow(clippy::unwrap_used, unreachable_pub, dead_code)]

mod addresses;
mod codes;
mod consent;
mod readers;
#[path = "../sign_on_town/mod.rs"]
mod sign_on_town;
mod tokens;
mod told;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use people::{Actor, CardState, People, Policy, card, pin};
use sign_on_town::{Answer, CONFIG, Folder, Node, PIN, Reader, Town, ask, declare_vendor, form, free_port};
use sip2_server::machine::{self, Settings};
use store::testing::SqlitePlace;
use store::{Db, Options};

/// Whose name holds fields of SIP2.
pub(crate) const BENT_NAME: usize = 0;
/// Whose card is held back.
pub(crate) const HELD_BACK: usize = 1;

/// Whose PIN is kept by a hash as costly as everybody's is in service; the others' are quick.
pub(crate) const COSTLY: usize = 15;

/// A town and its server, shared by the tests that run at the same time.
pub(crate) struct House {
    // Killed before its database goes.
    pub(crate) node: Node,
    town: Town,
    /// Where machines call, and the login and password of one that is told names.
    pub(crate) machines: u16,
    pub(crate) login: String,
    pub(crate) password: String,
    _folder: Folder,
    _place: SqlitePlace,
}

/// The house; the last test that holds it closes it.
pub(crate) fn house() -> Arc<House> {
    static HOUSE: Mutex<Weak<House>> = Mutex::new(Weak::new());
    let mut shared = HOUSE.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(house) = shared.upgrade() {
        return house;
    }
    let house = Arc::new(House::open());
    *shared = Arc::downgrade(&house);
    house
}

impl House {
    fn open() -> House {
        let (folder, place) = (Folder::new("attacks"), SqlitePlace::new());
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let (town, login, password) = runtime.block_on(async {
            let db = Db::open(place.url(), Options::default()).await.unwrap();
            let town = Town::set(&db, 20).await;
            // A third vendor, with which nobody has agreed on anything.
            declare_vendor(&db, "cours", &town.institution).await;
            let settings = Settings {
                name: "Automate du hall".to_owned(),
                institution: town.institution.clone(),
                networks: Vec::new(),
                encoding: sip2::Encoding::Utf8,
                sees_name: true,
                sees_birth: false,
                sees_email: false,
                without_pin: false,
                door: None,
                counts_entry: false,
            };
            let people = People::new(db.clone(), Policy::default());
            let hash = people.hash_pin(PIN, None).await.unwrap();
            let mut write = db.write().await.unwrap();
            let costly = card::by_number(&mut write, &town.readers[COSTLY].card).await.unwrap().unwrap();
            pin::set(&mut write, &costly.account, &hash).await.unwrap();
            let (machine, password) = machine::make(&mut write, &settings, &Actor::System("test")).await.unwrap();
            let held_back = card::by_number(&mut write, &town.readers[HELD_BACK].card).await.unwrap().unwrap();
            card::set_state(&mut write, &held_back.id, CardState::Suspended).await.unwrap();
            write.commit().await.unwrap();
            db.close().await;
            (town, machine.login, password)
        });
        let machines = free_port();
        let config = format!("{CONFIG}[sip2]\nlisten = \"127.0.0.1:{machines}\"\n");
        let node = Node::start(&folder.0, place.url(), free_port(), &config);
        House { node, town, machines, login, password, _folder: folder, _place: place }
    }

    /// A reader of the town: each test has its own.
    pub(crate) fn reader(&self, number: usize) -> &Reader {
        &self.town.readers[number]
    }

    /// What vendors know the server by.
    pub(crate) fn issuer(&self) -> String {
        format!("http://127.0.0.1:{}", self.node.port)
    }

    /// The browser of a reader who is signed in.
    pub(crate) fn browser(&self, number: usize) -> Browser<'_> {
        let mut browser = self.stranger();
        browser.cookies.insert("beffroi_session".to_owned(), self.reader(number).session.clone());
        browser
    }

    /// The browser of nobody in particular.
    pub(crate) fn stranger(&self) -> Browser<'_> {
        Browser { node: &self.node, cookies: BTreeMap::new() }
    }

    /// A reader goes to a vendor's by OpenID Connect, which is given tokens.
    pub(crate) fn walk(&self, number: usize, vendor: &str, state: &str) -> serde_json::Value {
        let code = self.node.code(vendor, &self.reader(number).session, state).unwrap();
        let given = self.node.redeem(vendor, &code).unwrap();
        assert_eq!(given.status, 200, "{}", given.body);
        given.json()
    }

    /// What an access token opens.
    pub(crate) fn userinfo(&self, token: &str) -> Answer {
        self.node.userinfo(token).unwrap()
    }
}

/// A browser with its cookies.
pub(crate) struct Browser<'a> {
    node: &'a Node,
    pub(crate) cookies: BTreeMap<String, String>,
}

impl Browser<'_> {
    fn send(&mut self, method: &str, path: &str, headers: &str, body: &str) -> Answer {
        let jar: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let cookies = if jar.is_empty() { String::new() } else { format!("cookie: {}\r\n", jar.join("; ")) };
        let answer = ask(self.node.port, method, path, &format!("{headers}{cookies}"), body).unwrap();
        for line in answer.head.lines() {
            let Some((name, set)) = line.split_once(": ") else { continue };
            if name.eq_ignore_ascii_case("set-cookie") {
                let (name, value) = set.split(';').next().unwrap().split_once('=').unwrap();
                match value {
                    "" => self.cookies.remove(name),
                    value => self.cookies.insert(name.to_owned(), value.to_owned()),
                };
            }
        }
        answer
    }

    pub(crate) fn get(&mut self, path: &str) -> Answer {
        self.send("GET", path, "", "")
    }

    /// Sends a form of a page, with the token it holds, from some address.
    pub(crate) fn post(&mut self, page: &Answer, path: &str, from: &str, pairs: &[(&str, &str)]) -> Answer {
        let token = hidden(&page.body, "form_token");
        let mut all = vec![("form_token", token.as_str())];
        all.extend(pairs);
        self.post_bare(path, from, &all)
    }

    /// The same with nothing but what is given.
    pub(crate) fn post_bare(&mut self, path: &str, from: &str, pairs: &[(&str, &str)]) -> Answer {
        let headers = format!("content-type: application/x-www-form-urlencoded\r\nx-forwarded-for: {from}\r\n");
        self.send("POST", path, &headers, &form(pairs))
    }

    /// Whether someone is signed in.
    pub(crate) fn is_in(&mut self) -> bool {
        self.get("/ma-carte").status == 200
    }
}

/// What a hidden field of a page holds.
pub(crate) fn hidden(page: &str, name: &str) -> String {
    let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\"")).unwrap_or_else(|| panic!("{name}: {page}"));
    unescaped(rest.split('"').next().unwrap())
}

/// As a browser reads it.
fn unescaped(html: &str) -> String {
    [("&#x2f;", "/"), ("&quot;", "\""), ("&lt;", "<"), ("&gt;", ">"), ("&#x27;", "'"), ("&amp;", "&")]
        .into_iter()
        .fold(html.to_owned(), |text, (written, read)| text.replace(written, read))
}

/// Where an address that was refused might still lead.
const EVIL: &str = "evil.example";

/// A page of ours that leads nowhere else, and gives nothing.
#[track_caller]
pub(crate) fn leads_nowhere(answer: &Answer, status: u16, what: &str) {
    assert_eq!(answer.status, status, "{what}");
    assert!(answer.body.contains("</html>"), "{what}: a page of ours");
    assert_eq!(answer.location(), "", "{what}");
    let (head, body) = (answer.head.to_ascii_lowercase(), unescaped(&answer.body).to_ascii_lowercase());
    assert!(!head.contains(EVIL) && !head.contains("\nrefresh:") && !body.contains("http-equiv"), "{what}: {head}");
    assert!(!body.contains("ticket=") && !body.contains("code="), "{what}: {body}");
    // A path of ours may repeat what was asked (the same page in another language); a browser reads no other site in it.
    for value in body.split("=\"").skip(1).map(|rest| rest.split('"').next().unwrap_or_default()) {
        let ours = value.starts_with('/') && !value.starts_with("//") && !value.starts_with("/\\");
        let plain = !value.chars().any(char::is_control);
        assert!((ours && plain) || !value.contains(EVIL), "{what}: {value}");
    }
    for attribute in ["href", "action", "src", "content", "data", "formaction"] {
        for start in ["http:", "https:", "javascript:", "data:", "//", "/\\"] {
            let leads = format!(" {attribute}=\"{start}");
            let mut to = body.split(&leads).skip(1).map(|rest| rest.split('"').next().unwrap_or_default());
            // Our own name is not elsewhere.
            let elsewhere = to.find(|to| !start.starts_with("http") || !to.starts_with("//127.0.0.1:"));
            assert_eq!(elsewhere, None, "{what}: {attribute} leads to {start}…");
        }
    }
}
