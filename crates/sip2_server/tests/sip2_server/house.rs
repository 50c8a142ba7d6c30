//! A library with machines, readers with cards, a port, and a machine that speaks.

use std::future::Future;
use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use jiff::civil::date;
use people::{Actor, Card, CardState, NewHolder, People, card, card_number, holder, pin, testing};
use programme::{InstitutionKind, NewInstitution, institution};
use shell::Frame;
use sip2::{
    Answer, Encoding, Lines, Login, PatronAnswer, PatronInformation, PatronInformationAnswer, PatronStatus, Request,
    Rules, Secret, Stamp, parse,
};
use sip2_server::machine::{self, Machine, Settings};
use sip2_server::{Limits, Listen, Web, bind};
use store::testing::on_both_at;
use store::{Db, MigrationSet};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

pub(crate) const NOW: &str = "2026-11-23T11:00:00Z";
pub(crate) const PIN: &str = "480915";
pub(crate) const URL: &str = "https://culture.example.fr";
const SETS: [MigrationSet; 4] =
    [people::MIGRATIONS, programme::MIGRATIONS, access::MIGRATIONS, sip2_server::MIGRATIONS];

/// The house of one test on one database.
#[derive(Clone)]
pub(crate) struct House {
    pub(crate) db: Db,
    pub(crate) people: People,
    pub(crate) frame: Frame,
    pub(crate) web: Web,
    pub(crate) library: String,
    pub(crate) router: Router,
}

/// Runs a scenario on both databases.
pub(crate) async fn scenario<F, Fut>(body: F)
where
    F: Fn(House) -> Fut,
    Fut: Future<Output = ()>,
{
    on_both_at(&SETS, NOW, |db| async { body(House::open(db).await).await }).await;
}

pub(crate) fn actor() -> Actor {
    Actor::System("test")
}

/// Limits with which a test does not wait.
pub(crate) fn quick() -> Limits {
    Limits { first_pause: Duration::from_millis(1), longest_pause: Duration::from_millis(4), ..Limits::default() }
}

impl House {
    async fn open(db: Db) -> Self {
        let people = testing::people(&db);
        let mut write = db.write().await.unwrap();
        let france = territory::France::load();
        let epci = france.epci("200093201").unwrap();
        programme::tenant::install(&mut write, epci, france.communes_of("200093201"), false).await.unwrap();
        let library = NewInstitution {
            kind: InstitutionKind::Library,
            code: "lille-jean-levy",
            name: "Médiathèque Jean-Lévy",
            commune: "59350",
            address: None,
            postal_code: None,
            position: None,
            website: None,
            weekly_minutes: None,
            demo: false,
            source: "test",
        };
        let library = institution::declare(&mut write, &library).await.unwrap();
        write.commit().await.unwrap();
        let frame = sip2_server::WINGS.into_iter().fold(Frame::builder(), shell::FrameBuilder::wing);
        let frame = frame.key([7; 32]).base_url(URL).build().expect("the wing is sound");
        let web = Web::new(db.clone(), people.clone(), frame.clone(), URL);
        let router = sip2_server::routes(web.clone());
        Self { db, people, frame, web, library, router }
    }

    /// What a machine is set to when nothing is ticked.
    pub(crate) fn settings(&self) -> Settings {
        Settings {
            name: "Automate du hall".into(),
            institution: self.library.clone(),
            networks: Vec::new(),
            encoding: Encoding::Utf8,
            sees_name: false,
            sees_birth: false,
            sees_email: false,
            without_pin: false,
            door: None,
            counts_entry: false,
        }
    }

    pub(crate) async fn machine(&self, settings: &Settings) -> (Machine, String) {
        let mut write = self.db.write().await.unwrap();
        let made = machine::make(&mut write, settings, &actor()).await.unwrap();
        write.commit().await.unwrap();
        made
    }

    /// A port without TLS.
    pub(crate) async fn port(&self, limits: Limits) -> SocketAddr {
        let addr = "127.0.0.1:0".parse().unwrap();
        let port = bind(self.web.clone(), Listen { addr, tls: None, plain: false, limits }).await.unwrap();
        let addr = port.addr();
        tokio::spawn(port.serve());
        addr
    }

    /// A machine that signed in.
    pub(crate) async fn kiosk(&self, settings: &Settings) -> (Kiosk<TcpStream>, Machine) {
        let (machine, secret) = self.machine(settings).await;
        let mut kiosk = Kiosk::call(self.port(quick()).await).await;
        assert!(kiosk.sign_in(&machine.login, &secret).await);
        (kiosk, machine)
    }

    /// Someone with a card in force; gives account and number.
    pub(crate) async fn reader(&self, given: &str, family: &str) -> (String, String) {
        let hash = self.people.hash_pin(PIN, None).await.unwrap();
        let mut write = self.db.write().await.unwrap();
        let email = format!("{}@example.fr", given.to_lowercase());
        let new = NewHolder {
            given_name: given,
            family_name: family,
            birth_date: Some(date(1984, 5, 12)),
            commune: Some("59350"),
            library: Some(&self.library),
            email: Some(&email),
            language: "fr",
            origin: "desk",
            confirmed: true,
            ..NewHolder::default()
        };
        let account = holder::insert(&mut write, &new).await.unwrap();
        let now = write.clock().now();
        let until = now.as_millisecond() + 365 * 86_400_000;
        let right = access::Right {
            id: String::new(),
            kind: access::RightKind::LibraryCard,
            holder: Some(account.clone()),
            scope: access::RightScope::Everywhere,
            valid_from: now,
            valid_until: Some(jiff::Timestamp::from_millisecond(until).unwrap()),
            quota: None,
            admits: 1,
            state: access::RightState::Active,
        };
        let id = access::rights::issue(&mut write, &right).await.unwrap();
        let card = Card {
            id,
            number: card_number::random(),
            account: account.clone(),
            state: CardState::Active,
            issued_at_ms: now.as_millisecond(),
            valid_until_ms: until,
        };
        card::insert(&mut write, &card).await.unwrap();
        pin::set(&mut write, &account, &hash).await.unwrap();
        write.commit().await.unwrap();
        (account, card.number)
    }

    pub(crate) async fn set_card(&self, account: &str, state: CardState) {
        let mut write = self.db.write().await.unwrap();
        let card = card::current(&mut write, account).await.unwrap().unwrap();
        card::set_state(&mut write, &card.id, state).await.unwrap();
        write.commit().await.unwrap();
    }

    /// What the counters say of a machine today.
    pub(crate) async fn counted(&self, machine: &Machine, what: &str) -> i64 {
        self.web.keep_counts().await.unwrap();
        let all = sip2_server::counts::since(&mut self.db.read().await.unwrap(), "2026-11-23").await.unwrap();
        all.get(&machine.id).and_then(|counts| counts.get(what)).copied().unwrap_or(0)
    }
}

/// A machine on the line.
pub(crate) struct Kiosk<S> {
    pub(crate) stream: S,
    lines: Lines,
    sequence: u8,
    pub(crate) rules: Rules,
}

impl Kiosk<TcpStream> {
    pub(crate) async fn call(addr: SocketAddr) -> Self {
        Self::on(TcpStream::connect(addr).await.unwrap())
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> Kiosk<S> {
    pub(crate) fn on(stream: S) -> Self {
        Self { stream, lines: Lines::new(4096), sequence: 0, rules: Rules::default() }
    }

    pub(crate) async fn send(&mut self, bytes: &[u8]) {
        self.stream.write_all(bytes).await.unwrap();
    }

    /// The next message; nothing when the line was cut.
    pub(crate) async fn hear(&mut self) -> Option<Vec<u8>> {
        loop {
            if let Some(line) = self.lines.next_line().unwrap() {
                return Some(line);
            }
            let mut buffer = [0; 1024];
            let read =
                timeout(Duration::from_secs(20), self.stream.read(&mut buffer)).await.expect("an answer in time");
            match read {
                Ok(read) if read > 0 => self.lines.push(&buffer[..read]),
                _ => return None,
            }
        }
    }

    /// Sends raw bytes, gives the answer as text.
    pub(crate) async fn raw(&mut self, bytes: &[u8]) -> Option<String> {
        self.send(bytes).await;
        self.hear().await.map(|line| String::from_utf8(line).unwrap())
    }

    pub(crate) fn next_line(&mut self, request: &Request) -> Vec<u8> {
        self.sequence = (self.sequence + 1) % 10;
        let mut message = request.write();
        message.sequence = Some(self.sequence);
        message.encode(&self.rules)
    }

    /// Asks, and checks that the answer has our number and a right checksum.
    pub(crate) async fn ask(&mut self, request: &Request) -> Option<Answer> {
        let line = self.next_line(request);
        self.send(&line).await;
        let line = self.hear().await?;
        let message = parse(&line, &self.rules).unwrap();
        let answer = Answer::read(&message).unwrap();
        if !matches!(answer, Answer::Resend) {
            assert_eq!(message.sequence, Some(self.sequence));
        }
        Some(answer)
    }

    pub(crate) async fn sign_in(&mut self, user: &str, password: &str) -> bool {
        let login = Login { user: user.into(), password: Secret::new(password), location: None };
        matches!(self.ask(&Request::Login(login)).await, Some(Answer::Login(true)))
    }

    pub(crate) async fn status(&mut self, card: &str, pin: Option<&str>) -> PatronAnswer {
        let asked = PatronStatus {
            language: "002".into(),
            time: Stamp::read("20261123    120000"),
            institution: "lille-jean-levy".into(),
            patron: card.into(),
            terminal_password: None,
            pin: pin.map(Secret::new),
        };
        match self.ask(&Request::PatronStatus(asked)).await {
            Some(Answer::PatronStatus(answer)) => answer,
            other => panic!("{other:?}"),
        }
    }

    pub(crate) async fn information(&mut self, card: &str, pin: Option<&str>) -> PatronInformationAnswer {
        let asked = PatronInformation {
            language: "002".into(),
            time: Stamp::read("20261123    120000"),
            patron: card.into(),
            pin: pin.map(Secret::new),
            ..PatronInformation::default()
        };
        match self.ask(&Request::PatronInformation(asked)).await {
            Some(Answer::PatronInformation(answer)) => answer,
            other => panic!("{other:?}"),
        }
    }
}
