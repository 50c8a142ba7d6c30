//! Readers of pages, each a thread with a connection of its own.

use std::net::SocketAddr;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use crate::commands::bench::client::Client;

/// What reading gave.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// How long each page took, sorted.
    pub(super) times: Vec<Duration>,
    /// Rows that a library answered for just now.
    pub(super) live: u64,
    /// Rows whose library was late.
    pub(super) late: u64,
    /// Rows whose library did not answer at all.
    pub(super) down: u64,
    /// Pages that were not served.
    pub(super) faults: u64,
}

impl Read {
    /// A value of the times, in milliseconds.
    pub(super) fn at(&self, part: f64) -> f64 {
        let last = self.times.len().saturating_sub(1);
        let place = ((self.times.len() as f64 * part / 100.0) as usize).min(last);
        self.times.get(place).map_or(f64::NAN, |time| time.as_secs_f64() * 1e3)
    }

    pub(super) fn add(&mut self, other: Read) {
        self.times.extend(other.times);
        self.live += other.live;
        self.late += other.late;
        self.down += other.down;
        self.faults += other.faults;
    }
}

/// Reads each work's page once, so many readers at once.
pub(super) async fn read(address: SocketAddr, works: Vec<i64>, readers: usize) -> Result<Read> {
    tokio::task::spawn_blocking(move || {
        let left = Mutex::new(works);
        std::thread::scope(|scope| {
            let hands: Vec<_> = (0..readers).map(|_| scope.spawn(|| reader(address, &left))).collect();
            let mut all = Read::default();
            for hand in hands {
                let one = hand.join().map_err(|_| anyhow::anyhow!("a reader stopped"))??;
                all.add(one);
            }
            all.times.sort_unstable();
            Ok(all)
        })
    })
    .await
    .context("the readers stopped")?
}

fn reader(address: SocketAddr, left: &Mutex<Vec<i64>>) -> Result<Read> {
    let headers = "accept: text/html\r\naccept-language: en\r\nuser-agent: bench\r\n";
    let mut client = Client::connect(address)?;
    let mut read = Read::default();
    loop {
        let next = left.lock().map_err(|_| anyhow::anyhow!("another reader stopped"))?.pop();
        let Some(work) = next else { return Ok(read) };
        let begun = Instant::now();
        let (status, body) = client.send("GET", &format!("/oeuvre/{work}"), headers, b"")?;
        read.times.push(begun.elapsed());
        if status != 200 {
            read.faults += 1;
            continue;
        }
        let page = std::str::from_utf8(body).context("a page is text")?;
        let count = |words: &str| page.matches(words).count() as u64;
        read.live += count("checked just now");
        read.late += count("The library is slow to answer.");
        read.down += count("Its system does not answer at the moment.");
    }
}
