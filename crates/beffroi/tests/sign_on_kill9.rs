//! A server killed while 64 readers sign on at vendors' sites, codes and tickets on both databases: started again, it accepts
//! none twice. What it had acknowledged is refused; what nobody had shown yet serves once; of what was under way nobody
//! knows, and it serves once at most.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    unreachable_pub,
    dead_code,
    reason = "a test that tells its figures"
)]

mod sign_on_town;

use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use sign_on_town::{CONFIG, Folder, Node, Reader, Town, free_port};
use store::prelude::*;
use store::testing::{PostgresPlace, SqlitePlace};
use store::{Db, Options};

const READERS: usize = 64;
/// The kill comes once so many codes and tickets were acknowledged.
const ENOUGH: usize = 160;
/// A code and a ticket live a minute: what was issued this long before can be shown, the server started again.
const FRESH: Duration = Duration::from_secs(50);
/// So many of each kind are shown again while they are fresh, or too little was tried.
const TELLING: usize = 20;

/// How far one came.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Came {
    /// Issued, and shown to nobody.
    Unshown,
    /// Shown, and answered yes.
    Acknowledged,
    /// Shown, and no answer came.
    Unknown,
}

#[derive(Clone)]
struct Issued {
    vendor: &'static str,
    /// A code of OpenID Connect, or a ticket of CAS.
    code: bool,
    text: String,
    came: Came,
    /// The access token a code was exchanged for.
    token: Option<String>,
    at: Instant,
}

/// What the server says to one shown.
#[derive(PartialEq, Debug)]
enum Said {
    Yes { token: Option<String> },
    No,
}

/// Shows one to the server; nothing when nobody answers.
fn show(node: &Node, one: &Issued) -> Option<Said> {
    if one.code {
        let answer = node.redeem(one.vendor, &one.text)?;
        match answer.status {
            200 => {
                let given = answer.json();
                assert!(given["id_token"].is_string(), "{}", answer.body);
                Some(Said::Yes { token: given["access_token"].as_str().map(str::to_owned) })
            }
            400 if answer.body.contains("invalid_grant") => Some(Said::No),
            status => panic!("{status}: {}", answer.body),
        }
    } else {
        let yes = node.validate(one.vendor, &one.text)?;
        Some(if yes { Said::Yes { token: None } } else { Said::No })
    }
}

/// A reader goes from vendor to vendor until the server is gone. Every third time the vendor is slow: what it was given
/// waits.
fn wander(node: &Node, reader: &Reader, number: usize, issued: &Mutex<Vec<Issued>>, acknowledged: &AtomicUsize) {
    for turn in 0.. {
        let vendor = if (number + turn).is_multiple_of(2) { "presse" } else { "films" };
        let code = (number + turn / 2).is_multiple_of(2);
        let given = match code {
            true => node.code(vendor, &reader.session, &format!("etat-{number}-{turn}")),
            false => node.ticket(vendor, &reader.session),
        };
        let Some(text) = given else { return };
        let mut one = Issued { vendor, code, text, came: Came::Unshown, token: None, at: Instant::now() };
        if turn % 3 != 2 {
            one.came = match show(node, &one) {
                Some(Said::Yes { token }) => {
                    one.token = token;
                    Came::Acknowledged
                }
                Some(Said::No) => panic!("good, and refused: {}", one.text),
                None => Came::Unknown,
            };
        }
        let came = one.came;
        issued.lock().unwrap().push(one);
        match came {
            Came::Acknowledged => acknowledged.fetch_add(1, Ordering::SeqCst),
            Came::Unshown => 0,
            Came::Unknown => return,
        };
    }
}

fn storm(folder: &Path, database: &str, town: &Town) {
    let port = free_port();
    let node = Node::start(folder, database, port, CONFIG);
    let (issued, acknowledged) = (Mutex::new(Vec::new()), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        let all: Vec<_> = town
            .readers
            .iter()
            .enumerate()
            .map(|(number, reader)| {
                let (node, issued, acknowledged) = (&node, &issued, &acknowledged);
                scope.spawn(move || wander(node, reader, number, issued, acknowledged))
            })
            .collect();
        let began = Instant::now();
        // Until the kill nobody may come to an end: one that did met a fault.
        while acknowledged.load(Ordering::SeqCst) < ENOUGH && !all.iter().any(|one| one.is_finished()) {
            assert!(began.elapsed() < Duration::from_secs(180), "only {}", acknowledged.load(Ordering::SeqCst));
            std::thread::sleep(Duration::from_millis(2));
        }
        node.kill();
    });
    drop(node);
    // The youngest first: those are shown again while nothing but their having been used refuses them.
    let mut issued = issued.into_inner().unwrap();
    issued.sort_by_key(|one| std::cmp::Reverse(one.at));
    let count = |came: Came, code: bool| issued.iter().filter(|one| one.came == came && one.code == code).count();
    let youngest = |code: bool| issued.iter().position(|one| one.came == Came::Acknowledged && one.code == code);
    let forgotten = [youngest(true).expect("a code"), youngest(false).expect("a ticket")];
    forget(database, forgotten.map(|place| &issued[place]));

    let node = Node::start(folder, database, port, CONFIG);
    // The test sees it when one is accepted twice: those two, made to be forgotten, are.
    for place in forgotten {
        let one = &issued[place];
        assert_eq!(at_once(&node, one), 1, "forgotten by the database, it must serve again: {}", one.text);
    }
    let (mut served, mut refused, mut unsure) = ([0, 0], [0, 0], 0);
    for (place, one) in issued.iter().enumerate() {
        let kind = usize::from(one.code);
        match one.came {
            // Enough were shown to tell.
            Came::Unshown if served[kind] >= TELLING => {}
            Came::Unshown => {
                let yes = at_once(&node, one);
                assert!(yes <= 1, "{yes} times: {}", one.text);
                if one.at.elapsed() < FRESH {
                    assert_eq!(yes, 1, "issued, shown to nobody, and lost: {}", one.text);
                }
                served[kind] += yes;
                assert_eq!(show(&node, one), Some(Said::No), "served, and again: {}", one.text);
            }
            Came::Acknowledged if forgotten.contains(&place) => {}
            Came::Acknowledged => {
                let opens = |token: &str| node.userinfo(token).expect("an answer").status;
                if let Some(token) = &one.token {
                    assert_eq!(opens(token), 200, "acknowledged before the kill, and lost");
                }
                assert_eq!(at_once(&node, one), 0, "acknowledged before the kill, accepted after: {}", one.text);
                refused[kind] += usize::from(one.at.elapsed() < FRESH);
                if let Some(token) = &one.token {
                    assert_eq!(opens(token), 401, "its code was shown twice: what it gave is taken back");
                }
            }
            Came::Unknown => {
                let yes = at_once(&node, one) + at_once(&node, one);
                assert!(yes <= 1, "{yes} times: {}", one.text);
                unsure += yes;
            }
        }
    }
    assert!(refused.iter().all(|count| *count >= TELLING), "shown again while fresh: only {refused:?}");
    assert!(served.iter().all(|count| *count >= 3), "what waited and could serve: only {served:?}");
    println!(
        "{}: acknowledged before the kill: {} codes, {} tickets; shown again by four at once while still fresh, all refused: \
         {} codes, {} tickets; under way: {}, of which {unsure} served once after; waiting, served once: {} codes, {} tickets",
        database.split(':').next().unwrap_or_default(),
        count(Came::Acknowledged, true),
        count(Came::Acknowledged, false),
        refused[1],
        refused[0],
        count(Came::Unknown, true) + count(Came::Unknown, false),
        served[1],
        served[0],
    );
}

/// Takes away what the database knows of their having been used.
fn forget(database: &str, [code, ticket]: [&Issued; 2]) {
    tokio::runtime::Handle::current().block_on(async {
        let db = Db::open(database, Options::default()).await.unwrap();
        let mut write = db.write().await.unwrap();
        let hash = URL_SAFE_NO_PAD.encode(Sha256::digest(code.text.as_bytes()));
        let sql = "UPDATE sign_on_oidc_codes SET used_at = NULL WHERE code_hash = $1 AND used_at IS NOT NULL";
        assert_eq!(write.execute(sql, params![hash]).await.unwrap(), 1, "an acknowledged code is kept as used");
        let sql = "UPDATE sign_on_cas_tickets SET spent_at = NULL WHERE text = $1 AND spent_at IS NOT NULL";
        assert_eq!(
            write.execute(sql, params![&ticket.text]).await.unwrap(),
            1,
            "an acknowledged ticket is kept as spent"
        );
        write.commit().await.unwrap();
        db.close().await;
    });
}

/// Shown by four at once: how many are told yes. All are answered: silence is no refusal.
fn at_once(node: &Node, one: &Issued) -> usize {
    std::thread::scope(|scope| {
        let all: Vec<_> = (0..4).map(|_| scope.spawn(|| show(node, one))).collect();
        all.into_iter().map(|asked| usize::from(asked.join().unwrap().expect("an answer") != Said::No)).sum()
    })
}

async fn set_and_storm(name: &str, url: &str) {
    let folder = Folder::new(name);
    let db = Db::open(url, Options::default()).await.unwrap();
    let town = Town::set(&db, READERS).await;
    db.close().await;
    let (place, database) = (folder.0.clone(), url.to_owned());
    tokio::task::spawn_blocking(move || storm(&place, &database, &town)).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_while_many_sign_on_it_accepts_nothing_twice() {
    let place = SqlitePlace::new();
    set_and_storm("sqlite", place.url()).await;
    if let Some(place) = PostgresPlace::new().await {
        set_and_storm("postgres", place.url()).await;
        place.drop_database().await;
    }
}
