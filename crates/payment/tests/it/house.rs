//! What the scenarios share: a shop that gives what was paid, and a small server that plays a provider's.

use std::io::{BufRead, BufReader, Read, Write as _};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use ledger::Cents;
use payment::provider::Provider;
use payment::provider::test::{Choice, Test};
use payment::{Asked, Fulfilled, Fulfilment, Payments, ask};
use shell::Lang;
use store::prelude::*;
use store::{Db, Migration, MigrationSet};

pub(crate) const NOW: &str = "2026-11-22T12:00:00Z";

const GOODS: &str = "CREATE TABLE shop_goods (reference TEXT NOT NULL PRIMARY KEY, late BOOLEAN NOT NULL);
     CREATE TABLE shop_mood (mood TEXT NOT NULL PRIMARY KEY);";

/// A shop's own tables: what it gave, and how it feels.
const SHOP: MigrationSet = MigrationSet {
    room: "shop",
    migrations: &[Migration { number: 1, name: "goods", sqlite: GOODS, postgres: GOODS }],
};

pub(crate) const SETS: &[MigrationSet] = &[people::MIGRATIONS, ledger::MIGRATIONS, payment::MIGRATIONS, SHOP];

/// Gives goods once: a second giving would break the table's key, and the payment with it.
pub(crate) const GIVE: Fulfilment = Fulfilment {
    prefix: "shop",
    paid: |write, paid| {
        Box::pin(async move {
            let mood = write.optional("SELECT mood FROM shop_mood", params![]).await?;
            let mood = mood.map(|row| row.get::<String>(0)).transpose()?.unwrap_or_default();
            if mood == "sold out" {
                return Ok(Fulfilled::Impossible("sold out".into()));
            }
            write
                .execute(
                    "INSERT INTO shop_goods (reference, late) VALUES ($1, $2)",
                    params![&paid.reference, paid.late],
                )
                .await?;
            if mood == "broken" {
                return Err("the shop is broken".into());
            }
            Ok(Fulfilled::Done)
        })
    },
};

pub(crate) async fn mood(db: &Db, mood: &str) {
    let mut write = db.write().await.unwrap();
    write.execute("DELETE FROM shop_mood", params![]).await.unwrap();
    write.execute("INSERT INTO shop_mood (mood) VALUES ($1)", params![mood]).await.unwrap();
    write.commit().await.unwrap();
}

pub(crate) async fn asked(db: &Db, number: u32) -> String {
    let mut write = db.write().await.unwrap();
    let id = ask(
        &mut write,
        &Asked {
            reference: &format!("shop:{number}"),
            amount: Cents(6500),
            label: "Pass duo d’été",
            account: "pass:ventes",
            email: Some("ada@example.fr"),
            lang: Lang::Fr,
            return_to: "/pass/commande",
        },
    )
    .await
    .unwrap();
    write.commit().await.unwrap();
    id
}

pub(crate) fn with_test(db: &Db) -> (Payments, Test) {
    let test = Test::new(db.clone());
    (with(db, Arc::new(test.clone())), test)
}

pub(crate) fn with(db: &Db, provider: Arc<dyn Provider>) -> Payments {
    Payments::new(db.clone(), vec![provider], &[GIVE], "https://culture.example.org")
}

/// Begins a payment at the test provider and gives the trial's identifier.
pub(crate) async fn begin(payments: &Payments, payment: &str) -> String {
    let url = payments.begin(payment).await.unwrap();
    url.trim_start_matches("/paiement/essai/").to_owned()
}

pub(crate) async fn choose(test: &Test, trial: &str, choice: Choice) {
    let trial = test.trial(trial).await.unwrap();
    test.decide(&trial, choice).await.unwrap();
}

pub(crate) async fn count(db: &Db, sql: &str) -> i64 {
    db.read().await.unwrap().one(sql, params![]).await.unwrap().get(0).unwrap()
}

pub(crate) async fn goods(db: &Db) -> i64 {
    count(db, "SELECT count(*) FROM shop_goods").await
}

pub(crate) async fn balance(db: &Db, account: &str) -> Cents {
    ledger::balance(&mut db.read().await.unwrap(), account).await.unwrap()
}

pub(crate) async fn state(db: &Db, payment: &str) -> &'static str {
    payment::by_id(&mut db.read().await.unwrap(), payment).await.unwrap().state.code()
}

pub(crate) async fn concerns(db: &Db) -> Vec<&'static str> {
    let open = payment::concerns::open(&mut db.read().await.unwrap(), 100).await.unwrap();
    open.iter().map(|concern| concern.kind.code()).collect()
}

/// What a provider's server was asked.
#[derive(Debug, Clone)]
pub(crate) struct Exchange {
    pub(crate) line: String,
    pub(crate) headers: String,
    pub(crate) body: String,
}

/// A server that answers recorded bodies in turn and keeps what it was asked. An answer of status 0 is silence: the
/// connection is closed without a word.
pub(crate) struct Recorded {
    pub(crate) url: String,
    asked: Arc<Mutex<Vec<Exchange>>>,
    answers: Arc<Mutex<Vec<(u16, String)>>>,
}

impl Recorded {
    pub(crate) fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let (asked, answers) = (Arc::default(), Arc::default());
        let recorded = Self { url, asked, answers };
        let (asked, answers) = (Arc::clone(&recorded.asked), Arc::clone(&recorded.answers));
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(mut stream) = stream else { return };
                stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
                let mut reader = BufReader::new(stream.try_clone().unwrap());
                let mut line = String::new();
                if reader.read_line(&mut line).unwrap_or(0) == 0 {
                    continue;
                }
                let (mut headers, mut length) = (String::new(), 0);
                loop {
                    let mut header = String::new();
                    reader.read_line(&mut header).unwrap();
                    if header.trim().is_empty() {
                        break;
                    }
                    let lower = header.to_ascii_lowercase();
                    if let Some(value) = lower.strip_prefix("content-length:") {
                        length = value.trim().parse().unwrap();
                    }
                    headers.push_str(&lower);
                }
                let mut body = vec![0; length];
                reader.read_exact(&mut body).unwrap();
                let body = String::from_utf8(body).unwrap();
                asked.lock().unwrap().push(Exchange { line: line.trim().to_owned(), headers, body });
                let (status, text) = {
                    let mut answers = answers.lock().unwrap();
                    if answers.is_empty() { (0, String::new()) } else { answers.remove(0) }
                };
                if status != 0 {
                    let answer = format!(
                        "HTTP/1.1 {status} OK\r\ncontent-type: text/plain\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{text}",
                        text.len()
                    );
                    let _ = stream.write_all(answer.as_bytes());
                }
            }
        });
        recorded
    }

    pub(crate) fn answers(&self, status: u16, text: impl Into<String>) {
        self.answers.lock().unwrap().push((status, text.into()));
    }

    pub(crate) fn asked(&self) -> Vec<Exchange> {
        self.asked.lock().unwrap().clone()
    }
}
