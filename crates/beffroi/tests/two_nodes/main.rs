//! The last seats sold by two nodes on one database, while a node is killed, then the database's primary: what was
//! confirmed stands, no seat is sold twice, none is lost, numbers have no gap.

#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

mod cluster;

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use beffroi::stage::{self, Stage, Wished};
use box_office::model::TicketState;
use box_office::statement::Verdict;
use cluster::{Cluster, free_port};
use jiff::ToSpan;
use serde_json::Value;
use store::{Db, Options};

const SEATS: i64 = 500;
const DEMANDS: usize = 640;
const BUYERS: usize = 24;
/// How long a buyer goes on asking for one answer.
const PATIENCE: Duration = Duration::from_secs(240);

/// A node, killed when the test ends however it ends.
struct Node {
    child: Mutex<Child>,
    port: u16,
}

impl Node {
    fn start(folder: &Path, url: &str) -> Node {
        std::fs::create_dir_all(folder).unwrap();
        let port = free_port();
        let log = std::fs::File::create(folder.join("server.log")).unwrap();
        let child = Command::new(env!("CARGO_BIN_EXE_beffroi"))
            .args(["--data", folder.to_str().unwrap(), "--database", url, "--listen", &format!("127.0.0.1:{port}")])
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
        while ask(port, "GET", "/readyz", "", "").is_none_or(|(status, _)| status != 200) {
            let log = || std::fs::read_to_string(folder.join("server.log")).unwrap();
            assert!(node.child.lock().unwrap().try_wait().unwrap().is_none(), "the node ended:\n{}", log());
            assert!(began.elapsed() < Duration::from_secs(180), "the node did not get ready:\n{}", log());
            std::thread::sleep(Duration::from_millis(100));
        }
        node
    }

    /// `kill -9`.
    fn kill(&self) {
        let mut child = self.child.lock().unwrap();
        let _ = child.kill();
        let _ = child.wait();
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        self.kill();
    }
}

/// One request on a connection of its own; nothing when nobody answered to the end.
fn ask(port: u16, method: &str, path: &str, headers: &str, body: &str) -> Option<(u16, String)> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(40))).ok()?;
    let length = body.len();
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\ncontent-length: {length}\r\n{headers}\r\n{body}"
    )
    .ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).ok()?;
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let status = answer.split(' ').nth(1)?.parse().ok()?;
    Some((status, answer.split_once("\r\n\r\n")?.1.to_owned()))
}

/// What buyers were told.
#[derive(Default)]
struct Told {
    /// Order references and their tickets' codes.
    confirmed: Mutex<Vec<(String, String)>>,
    refused: AtomicUsize,
    again: AtomicUsize,
}

/// Asks for one place until someone says yes or no: the same demand, under the same key, of either node.
fn demand(nodes: &[u16], stage: &Stage, number: usize, told: &Told) {
    let headers = format!(
        "authorization: Bearer {}\r\nidempotency-key: demande-{number}\r\ncontent-type: application/json\r\n\
         accept: application/json\r\n",
        stage.key
    );
    let body = serde_json::json!({
        "item": stage.items[0],
        "lines": [{ "tariff": "plein", "quantity": 1 }],
        "buyer": { "name": format!("Acheteuse {number}"), "email": format!("b{number}@exemple.example") },
        "paid": "external",
    })
    .to_string();
    let began = Instant::now();
    for attempt in 0.. {
        let port = nodes[(number + attempt) % nodes.len()];
        match ask(port, "POST", "/api/billetterie/commandes", &headers, &body) {
            Some((200 | 201, answer)) => {
                let order: Value = serde_json::from_str(&answer).unwrap();
                let reference = order["reference"].as_str().unwrap().to_owned();
                let code = order["tickets"][0]["code"].as_str().unwrap().to_owned();
                told.confirmed.lock().unwrap().push((reference, code));
                return;
            }
            Some((409, answer)) if answer.contains("sold_out") => {
                told.refused.fetch_add(1, Ordering::SeqCst);
                return;
            }
            // A demand under the same key is still being answered, the database is away, the node is gone: again.
            Some((409 | 500 | 503, _)) | None => {
                told.again.fetch_add(1, Ordering::SeqCst);
                std::thread::sleep(Duration::from_millis(50 + (number as u64 % 7) * 20));
            }
            Some((status, answer)) => panic!("{status}: {answer}"),
        }
        assert!(began.elapsed() < PATIENCE, "demand {number} was never answered");
    }
}

fn wait_for(told: &Told, orders: usize) {
    let began = Instant::now();
    while told.confirmed.lock().unwrap().len() < orders {
        assert!(began.elapsed() < PATIENCE, "only {} orders", told.confirmed.lock().unwrap().len());
        std::thread::sleep(Duration::from_millis(5));
    }
}

struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_nodes_a_kill_and_a_failover_lose_nothing_and_sell_nothing_twice() {
    let Some(cluster) = tokio::task::spawn_blocking(Cluster::start).await.unwrap() else { return };
    let folder = Folder(std::env::temp_dir().join(format!("beffroi-two-nodes-data-{}", std::process::id())));
    let wished = Wished {
        performances: 1,
        places: SEATS,
        most_per_order: 8,
        queue: false,
        opens_at: jiff::Timestamp::now() - 1.hour(),
        starts_in: 30 * 24,
    };
    let stage = {
        let db = Db::open(&cluster.url(), Options::default()).await.unwrap();
        let stage = stage::set(&db, &wished).await.unwrap();
        db.close().await;
        stage
    };
    let (told, cluster, stage) = tokio::task::spawn_blocking({
        let folder = folder.0.clone();
        move || storm(&folder, cluster, stage)
    })
    .await
    .unwrap();

    let confirmed = told.confirmed.into_inner().unwrap();
    assert_eq!(confirmed.len(), SEATS as usize, "every place was sold, and to someone who was told so");
    assert_eq!(told.refused.into_inner(), DEMANDS - SEATS as usize);
    assert!(told.again.into_inner() > 0, "nothing was interrupted: the test tried nothing");
    let distinct = |each: fn(&(String, String)) -> &String| confirmed.iter().map(each).collect::<BTreeSet<_>>().len();
    assert_eq!(distinct(|(reference, _)| reference), SEATS as usize, "two buyers have one order");
    assert_eq!(distinct(|(_, code)| code), SEATS as usize, "two buyers have one ticket");

    let db = Db::open(&cluster.url(), Options::default()).await.unwrap();
    let mut read = db.read().await.unwrap();
    let item = &stage.items[0];
    let tickets = box_office::ticket::of_item(&mut read, item).await.unwrap();
    let mut numbers: Vec<i64> = tickets.iter().map(|ticket| ticket.number).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=SEATS).collect::<Vec<_>>(), "one uninterrupted series");
    assert!(tickets.iter().all(|ticket| ticket.state == TicketState::Valid));
    for (reference, _) in &confirmed {
        let order = box_office::order::by_reference(&mut read, reference).await.unwrap();
        assert_eq!(order.unwrap_or_else(|| panic!("{reference} was confirmed and is not there")).places, 1);
    }
    assert_eq!(box_office::order::of_item(&mut read, item).await.unwrap().len(), SEATS as usize);
    let allotments = box_office::sale::allotments(&mut read, item, db.clock().now()).await.unwrap();
    assert_eq!(allotments.iter().map(|allotment| allotment.taken).sum::<i64>(), SEATS);
    let verdict = box_office::statement::verify(&mut read, item).await.unwrap();
    assert!(matches!(verdict, Verdict::Whole(_)), "{verdict:?}");
    drop(read);
    db.close().await;
    drop(cluster);
}

/// 640 demands for 500 places; a node is killed on the way, then the primary.
fn storm(folder: &Path, cluster: Cluster, stage: Stage) -> (Told, Cluster, Stage) {
    let nodes: Vec<Node> = ["a", "b"].iter().map(|name| Node::start(&folder.join(name), &cluster.url())).collect();
    let ports: Vec<u16> = nodes.iter().map(|node| node.port).collect();
    let told = Arc::new(Told::default());
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..BUYERS {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::SeqCst);
                    if number >= DEMANDS {
                        return;
                    }
                    demand(&ports, &stage, number, &told);
                }
            });
        }
        wait_for(&told, 120);
        nodes[0].kill();
        wait_for(&told, 280);
        cluster.fail_over();
    });
    drop(nodes);
    (Arc::into_inner(told).unwrap(), cluster, stage)
}
