//! The door: each ticket once, some by four scanners at the same instant, some again.

use std::fmt::Write;
use std::net::SocketAddr;
use std::sync::Barrier;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::BookingArgs;
use super::figures::at;
use super::server::Node;
use crate::commands::bench::client::Client;

/// An evening at the door.
#[derive(Debug, Clone, Default)]
pub(super) struct Door {
    pub(super) name: String,
    pub(super) tickets: usize,
    pub(super) per_second: f64,
    pub(super) p50_ms: f64,
    pub(super) p99_ms: f64,
    pub(super) cpu_ms: f64,
    /// Tickets presented by four scanners at once, and of these how many were let in twice.
    pub(super) raced: usize,
    pub(super) twice: usize,
    /// Presented again afterwards, and of these how many were let in again.
    pub(super) again: usize,
    pub(super) again_in: usize,
}

pub(super) async fn measure(
    node: &Node,
    key: &str,
    codes: Vec<String>,
    args: &BookingArgs,
    name: &str,
) -> Result<Door> {
    let race = args.race.min(codes.len());
    let (raced, main) = codes.split_at(race);
    let (raced, main) = (raced.to_vec(), main.to_vec());
    let (address, scanners, key) = (node.address, usize::from(args.buyers), key.to_owned());
    let cpu = node.cpu_seconds();
    let (mut door, main) = {
        let key = key.clone();
        let (pair, _) = node.watched(move || Ok((entries(address, &key, &main, scanners)?, main))).await?;
        pair
    };
    door.cpu_ms = (node.cpu_seconds() - cpu) * 1e3 / door.tickets.max(1) as f64;
    door.name = name.to_owned();
    let ((twice, again_in), _) = node
        .watched(move || {
            let twice = races(address, &key, &raced)?;
            let mut client = Client::connect(address)?;
            let mut again_in = 0;
            for code in main.iter().take(50) {
                again_in += usize::from(enter(&mut client, &key, code)?);
            }
            Ok((twice, again_in))
        })
        .await?;
    Ok(Door { raced: race, twice, again: door.tickets.min(50), again_in, ..door })
}

fn entries(address: SocketAddr, key: &str, codes: &[String], scanners: usize) -> Result<Door> {
    let next = AtomicUsize::new(0);
    let began = Instant::now();
    let all = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..scanners)
            .map(|_| {
                scope.spawn(|| -> Result<Vec<Duration>> {
                    let mut client = Client::connect(address)?;
                    let mut times = Vec::new();
                    while let Some(code) = codes.get(next.fetch_add(1, Ordering::Relaxed)) {
                        let asked = Instant::now();
                        if !enter(&mut client, key, code)? {
                            bail!("a ticket never shown before was refused");
                        }
                        times.push(asked.elapsed());
                    }
                    Ok(times)
                })
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().ok().context("a scanner stopped")?).collect::<Result<Vec<_>>>()
    })?;
    let wall = began.elapsed().as_secs_f64();
    let mut times = all.concat();
    times.sort_unstable();
    Ok(Door {
        tickets: times.len(),
        per_second: times.len() as f64 / wall,
        p50_ms: at(&times, 50.0),
        p99_ms: at(&times, 99.0),
        ..Door::default()
    })
}

/// Each of these by four scanners at the same instant: how many were let in more than once, or not at all.
fn races(address: SocketAddr, key: &str, codes: &[String]) -> Result<usize> {
    let start = Barrier::new(4);
    let counts: Vec<AtomicUsize> = codes.iter().map(|_| AtomicUsize::new(0)).collect();
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4)
            .map(|_| {
                scope.spawn(|| -> Result<()> {
                    let mut client = Client::connect(address)?;
                    let mut failed = None;
                    for (code, count) in codes.iter().zip(&counts) {
                        // Everyone waits for everyone, whatever became of the one before.
                        start.wait();
                        match enter(&mut client, key, code) {
                            Ok(true) => {
                                count.fetch_add(1, Ordering::Relaxed);
                            }
                            Ok(false) => {}
                            Err(error) => failed = Some(error),
                        }
                    }
                    failed.map_or(Ok(()), Err)
                })
            })
            .collect();
        threads.into_iter().try_for_each(|thread| thread.join().ok().context("a scanner stopped")?)
    })?;
    Ok(counts.iter().filter(|count| count.load(Ordering::Relaxed) != 1).count())
}

/// Whether the ticket is let in.
fn enter(client: &mut Client, key: &str, code: &str) -> Result<bool> {
    let headers =
        format!("authorization: Bearer {key}\r\ncontent-type: application/json\r\naccept: application/json\r\n");
    let body = serde_json::json!({ "code": code });
    let (status, answer) = client.send("POST", "/api/billetterie/entrees", &headers, body.to_string().as_bytes())?;
    match status {
        200 | 201 => Ok(true),
        409 => Ok(false),
        _ => bail!("{status}: {}", String::from_utf8_lossy(answer)),
    }
}

pub(super) fn table(rows: &[Door]) -> String {
    let mut text = String::from(
        "The door, through the HTTP API: each ticket once, then some by four scanners at the same instant, then some again.\n\n\
         | | tickets | entries/s | p50 | p99 | CPU per entry | raced by four | not exactly once | shown again | let in again |\n\
         |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n",
    );
    for row in rows {
        // Writing to a String cannot fail.
        let _ = writeln!(
            text,
            "| {} | {} | {:.0} | {:.1} ms | {:.1} ms | {:.2} ms | {} | {} | {} | {} |",
            row.name,
            row.tickets,
            row.per_second,
            row.p50_ms,
            row.p99_ms,
            row.cpu_ms,
            row.raced,
            row.twice,
            row.again,
            row.again_in,
        );
    }
    text.push('\n');
    text
}
