//! A town with readers signed in, two vendors that speak both protocols, and its server as a process of its own that can be
//! killed.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::{Duration, Instant};

use access::{Audience, Door, DoorKind, Licence, RightKind, doors, licences};
use beffroi::stage::{self, Wished};
use jiff::ToSpan;
use jiff::civil::date;
use library_card::{Beginning, register};
use people::{Actor, NewHolder, PasswordCost, People, Policy};
use sign_on::oidc::Settings;
use sign_on::vendor::{self, KeptFace};
use sign_on::{Attribute, Face, NewVendor, VendorState, cas, consent};
use store::Db;

pub const PIN: &str = "480915";
/// RFC 7636 appendix B.
pub const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
pub const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

/// One proxy is believed: whoever fails often from one address waits, and a test fails often. See [`Node::redeem`].
pub const CONFIG: &str = "proxies = 1\n";

/// A reader, signed in.
#[derive(Clone)]
pub struct Reader {
    pub card: String,
    /// The cookie's value.
    pub session: String,
}

pub struct Town {
    pub readers: Vec<Reader>,
    /// The institution that holds the doors.
    pub institution: String,
}

/// Where a vendor wants its codes, and its tickets.
pub fn redirect(vendor: &str) -> String {
    format!("https://{vendor}.example.org/retour")
}

/// Where it wants readers who left.
pub fn farewell(vendor: &str) -> String {
    format!("https://{vendor}.example.org/au-revoir")
}

/// What a vendor's server proves itself by.
pub fn secret(vendor: &str) -> String {
    format!("un-secret-de-{vendor}")
}

pub fn service(vendor: &str) -> String {
    format!("https://{vendor}.example.org/cas")
}

impl Town {
    /// On an empty database: so many readers who agreed with both vendors. Beyond the pseudonym, those are told the given
    /// name, if it was agreed, and nothing else.
    pub async fn set(db: &Db, readers: usize) -> Town {
        let wished = Wished {
            performances: 1,
            places: 10,
            most_per_order: 2,
            queue: false,
            opens_at: jiff::Timestamp::now() - 1.hour(),
            starts_in: 30 * 24,
        };
        let institution = stage::set(db, &wished).await.unwrap().seller;
        let mut vendors = Vec::new();
        for code in ["presse", "films"] {
            vendors.push(declare_vendor(db, code, &institution).await);
        }
        let people = People::new(db.clone(), Policy { password_cost: PasswordCost::Token, ..Policy::default() });
        let hash = people.hash_pin(PIN, None).await.unwrap();
        let actor = Actor::System("test");
        let mut made = Vec::new();
        let mut write = db.write().await.unwrap();
        for number in 0..readers {
            let family = format!("Delattre{}", if number == 0 { "|BLY|CQY".to_owned() } else { String::new() });
            let email = mail_address(number);
            let new = NewHolder {
                given_name: "Jeanne",
                family_name: &family,
                email: Some(&email),
                commune: Some("59350"),
                birth_date: Some(date(1984, 5, 12)),
                language: "fr",
                origin: "desk",
                confirmed: true,
                ..NewHolder::default()
            };
            let one = register(&mut write, &actor, &new, Some(&hash), Beginning::default()).await.unwrap();
            for vendor in &vendors {
                let agreed = [Attribute::GivenName].into();
                consent::agree(&mut write, &one.card.account, vendor, &agreed).await.unwrap();
            }
            made.push(one.card.number);
        }
        write.commit().await.unwrap();
        let mut readers = Vec::new();
        for card in made {
            let signed = people.sign_in_with_card(&card, PIN, &people::Client::default()).await.unwrap();
            readers.push(Reader { card, session: signed.session_token });
        }
        Town { readers, institution }
    }
}

/// A reader's e-mail address.
pub fn mail_address(number: usize) -> String {
    format!("lectrice-{number}@example.org")
}

/// A vendor with a door, to which both protocols lead.
pub async fn declare_vendor(db: &Db, code: &str, institution: &str) -> String {
    let mut write = db.write().await.unwrap();
    let door = Door {
        id: String::new(),
        kind: DoorKind::VendorSite,
        code: format!("vendor-{code}"),
        institution: institution.to_owned(),
        commune: None,
        item: None,
        accepts: vec![RightKind::LibraryCard],
        open: true,
    };
    let door = doors::declare(&mut write, &door).await.unwrap();
    licences::declare(&mut write, &Licence::unlimited(&door, Audience::Members, "Abonnement")).await.unwrap();
    let new = NewVendor {
        code: code.to_owned(),
        name: format!("La {code}"),
        site: String::new(),
        description: String::new(),
        door,
        state: VendorState::Open,
        attributes: [(Attribute::GivenName, "pour vous saluer".to_owned())].into(),
        demo: false,
    };
    let id = vendor::declare(&mut write, &new).await.unwrap();
    let oidc = Settings {
        post_logout_uris: vec![farewell(code)],
        ..Settings::with_secret(vec![redirect(code)], &secret(code))
    };
    vendor::keep_face(&mut write, &id, &oidc.face(code).unwrap()).await.unwrap();
    let settings =
        cas::Settings { log_out: cas::LogOut::Never, ticket_seconds: 60, ..cas::Settings::of(vec![service(code)]) };
    let settings = serde_json::to_value(settings).unwrap();
    let cas = KeptFace { face: Face::Cas, lookup: code.to_owned(), settings, enabled: true };
    vendor::keep_face(&mut write, &id, &cas).await.unwrap();
    write.commit().await.unwrap();
    id
}

pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// A server, killed when the test ends however it ends.
pub struct Node {
    child: Mutex<Child>,
    pub port: u16,
}

impl Node {
    pub fn start(folder: &Path, database: &str, port: u16, config: &str) -> Node {
        std::fs::create_dir_all(folder).unwrap();
        let log = std::fs::File::create(folder.join("server.log")).unwrap();
        let settings = folder.join("beffroi.toml");
        std::fs::write(&settings, config).unwrap();
        let child = Command::new(env!("CARGO_BIN_EXE_beffroi"))
            .args(["--data", folder.to_str().unwrap(), "--database", database])
            .args(["--config", settings.to_str().unwrap(), "--listen", &format!("127.0.0.1:{port}")])
            .args(["serve", "--no-demo"])
            .env("RUST_LOG", "warn")
            .current_dir(folder)
            .stdin(Stdio::null())
            .stdout(log.try_clone().unwrap())
            .stderr(log)
            .spawn()
            .unwrap();
        let node = Node { child: Mutex::new(child), port };
        let began = Instant::now();
        while node.get("/readyz", None).is_none_or(|answer| answer.status != 200) {
            let log = || std::fs::read_to_string(folder.join("server.log")).unwrap();
            assert!(node.child.lock().unwrap().try_wait().unwrap().is_none(), "the server ended:\n{}", log());
            assert!(began.elapsed() < Duration::from_secs(120), "the server did not get ready:\n{}", log());
            std::thread::sleep(Duration::from_millis(50));
        }
        node
    }

    /// `kill -9`.
    pub fn kill(&self) {
        let mut child = self.child.lock().unwrap();
        let _ = child.kill();
        let _ = child.wait();
    }

    pub fn get(&self, path: &str, session: Option<&str>) -> Option<Answer> {
        ask(self.port, "GET", path, &cookies(session), "")
    }

    /// What a vendor's server posts.
    pub fn post(&self, path: &str, headers: &str, pairs: &[(&str, &str)]) -> Option<Answer> {
        let headers = format!("{headers}content-type: application/x-www-form-urlencoded\r\n");
        ask(self.port, "POST", path, &headers, &form(pairs))
    }

    /// A code for a vendor, as the browser receives it.
    pub fn code(&self, vendor: &str, session: &str, state: &str) -> Option<String> {
        let answer = self.get(&authorize(vendor, state, &[]), Some(session))?;
        assert_eq!(answer.status, 303, "{}", answer.body);
        Some(answer.told("code").unwrap_or_else(|| panic!("no code: {}", answer.location())))
    }

    /// A code exchanged by its vendor's server.
    pub fn redeem(&self, vendor: &str, code: &str) -> Option<Answer> {
        self.token(&grant(vendor, code, &[]))
    }

    /// What a vendor's server asks of the token endpoint, each time from an address of its own.
    pub fn token(&self, pairs: &[(String, String)]) -> Option<Answer> {
        let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        static ASKED: AtomicU16 = AtomicU16::new(0);
        let [high, low] = ASKED.fetch_add(1, Ordering::Relaxed).to_be_bytes();
        self.post("/oidc/token", &format!("x-forwarded-for: 198.18.{high}.{low}\r\n"), &pairs)
    }

    /// What an access token opens.
    pub fn userinfo(&self, token: &str) -> Option<Answer> {
        ask(self.port, "GET", "/oidc/userinfo", &format!("authorization: Bearer {token}\r\n"), "")
    }

    /// A ticket for a vendor.
    pub fn ticket(&self, vendor: &str, session: &str) -> Option<String> {
        let answer = self.get(&format!("/cas/login?{}", form(&[("service", &service(vendor))])), Some(session))?;
        assert_eq!(answer.status, 303, "{}", answer.body);
        Some(answer.told("ticket").unwrap_or_else(|| panic!("no ticket: {}", answer.location())))
    }

    /// Whether a ticket is told good.
    pub fn validate(&self, vendor: &str, ticket: &str) -> Option<bool> {
        let query = form(&[("service", &service(vendor)), ("ticket", ticket)]);
        let answer = self.get(&format!("/cas/p3/serviceValidate?{query}"), None)?;
        assert_eq!(answer.status, 200, "{}", answer.body);
        let (yes, no) =
            (answer.body.contains("<cas:authenticationSuccess"), answer.body.contains("authenticationFailure"));
        assert!(yes != no, "{}", answer.body);
        Some(yes)
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        self.kill();
    }
}

/// What a vendor's server sends with a code, some of it replaced; what is empty is left out.
pub fn grant(vendor: &str, code: &str, other: &[(&str, &str)]) -> Vec<(String, String)> {
    let (redirect, secret) = (redirect(vendor), secret(vendor));
    let usual = [
        ("grant_type", "authorization_code"),
        ("client_id", vendor),
        ("client_secret", &secret),
        ("code", code),
        ("redirect_uri", &redirect),
        ("code_verifier", VERIFIER),
    ];
    let value = |name, usual| other.iter().find(|(known, _)| *known == name).map_or(usual, |(_, value)| *value);
    let pairs = usual.iter().map(|(name, usual)| ((*name).to_owned(), value(*name, *usual).to_owned()));
    pairs.filter(|(_, value)| !value.is_empty()).collect()
}

/// A vendor's request, some of its parameters replaced; an empty one is left out.
pub fn authorize(vendor: &str, state: &str, other: &[(&str, &str)]) -> String {
    let redirect = redirect(vendor);
    let mut pairs = vec![
        ("client_id", vendor),
        ("redirect_uri", redirect.as_str()),
        ("response_type", "code"),
        ("scope", "openid profile"),
        ("state", state),
        ("nonce", state),
        ("code_challenge", CHALLENGE),
        ("code_challenge_method", "S256"),
    ];
    for (name, value) in other {
        pairs.retain(|(known, _)| known != name);
        if !value.is_empty() {
            pairs.push((name, value));
        }
    }
    format!("/oidc/authorize?{}", form(&pairs))
}

pub fn cookies(session: Option<&str>) -> String {
    session.map(|session| format!("cookie: beffroi_session={session}\r\n")).unwrap_or_default()
}

pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.into_iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map_or("", |(_, value)| value)
    }

    pub fn location(&self) -> &str {
        self.header("location")
    }

    /// A parameter of the address one is sent to.
    pub fn told(&self, name: &str) -> Option<String> {
        let (_, query) = self.location().split_once('?')?;
        shell::parse_pairs(query.as_bytes()).into_iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("no JSON: {}", self.body))
    }
}

/// `application/x-www-form-urlencoded`.
pub fn form(pairs: &[(&str, &str)]) -> String {
    let encode = |text: &str| -> String {
        text.bytes()
            .map(|byte| match byte {
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
                other => format!("%{other:02X}"),
            })
            .collect()
    };
    pairs.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect::<Vec<_>>().join("&")
}

/// One request on a connection of its own; nothing when nobody answered to the end.
pub fn ask(port: u16, method: &str, path: &str, headers: &str, body: &str) -> Option<Answer> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(30))).ok()?;
    let length = body.len();
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\naccept: text/html\r\nconnection: close\r\n\
         content-length: {length}\r\n{headers}\r\n{body}"
    )
    .ok()?;
    let mut whole = Vec::new();
    stream.read_to_end(&mut whole).ok()?;
    let whole = String::from_utf8_lossy(&whole);
    let (head, body) = whole.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    let answer = Answer { status, head: head.to_owned(), body: body.to_owned() };
    // Cut short, it was not an answer.
    let said = answer.header("content-length").parse::<usize>();
    if said.is_ok_and(|said| said != answer.body.len()) || (status == 200 && answer.body.is_empty()) {
        return None;
    }
    Some(answer)
}

/// A folder that goes with the test.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new(name: &str) -> Folder {
        let folder = std::env::temp_dir().join(format!("beffroi-sign-on-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        Folder(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
