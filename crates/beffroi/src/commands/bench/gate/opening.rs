//! Ten o'clock: every door opens at once, each device wants its bundle and its records and has a night's log to send.

use std::fmt::Write;
use std::net::SocketAddr;
use std::sync::{Arc, Barrier};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use gate::bench::Gate;
use shell::Frame;
use store::Db;

use super::super::client::Client;
use super::ingest::House;

/// Entries each device has to send.
const ENTRIES: usize = 50;

pub(super) struct Row {
    database: &'static str,
    devices: usize,
    /// All three answers of a device, sorted.
    each: Vec<Duration>,
    bundle_bytes: usize,
}

pub(super) async fn measure(db: &Db, house: &House, devices: usize, database: &'static str) -> Result<Row> {
    let frame = Frame::builder().wing(gate::WING).key([7; 32]).base_url("http://localhost").build()?;
    let router = gate::routes(gate::Web::new(db.clone(), frame, "http://localhost"));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let serving = tokio::spawn(async move { axum::serve(listener, router).await });
    let now = db.clock().now_ms();
    let mut gates = Vec::with_capacity(devices);
    let mut write = db.write().await?;
    for number in 0..devices {
        let door = &house.doors[number % house.doors.len().max(1)];
        let mut gate =
            Gate::enrol(&mut write, door, &format!("Porte {number}"), 1_000_000 + number as u64, now).await?;
        for entry in 0..ENTRIES {
            let code = &house.codes[(number * 997 + entry * 31) % house.codes.len()];
            gate.let_in(code, now - 3_600_000 + entry as i64 * 60_000, 0, 1);
        }
        gates.push(gate);
    }
    write.commit().await?;
    let start = Arc::new(Barrier::new(devices));
    let threads: Vec<_> = gates
        .into_iter()
        .map(|gate| {
            let start = Arc::clone(&start);
            std::thread::spawn(move || opens(&gate, address, now, &start))
        })
        .collect();
    let (mut each, mut bundle_bytes) = (Vec::with_capacity(devices), 0);
    let joined =
        tokio::task::spawn_blocking(move || threads.into_iter().map(std::thread::JoinHandle::join).collect::<Vec<_>>());
    for one in joined.await? {
        let (took, bytes) = one.ok().context("a door stopped")??;
        each.push(took);
        bundle_bytes = bytes;
    }
    serving.abort();
    each.sort_unstable();
    Ok(Row { database, devices, each, bundle_bytes })
}

fn opens(gate: &Gate, address: SocketAddr, now: i64, start: &Barrier) -> Result<(Duration, usize)> {
    let body = gate.batches(ENTRIES).first().map(Gate::body).unwrap_or_default();
    let mut client = Client::connect(address)?;
    let ask = |client: &mut Client, method: &str, path: &str, body: &[u8]| -> Result<usize> {
        let signed = gate.authorization(method, path, now, body);
        let headers = format!("authorization: {signed}\r\ncontent-type: application/json\r\n");
        let (status, answer) = client.send(method, path, &headers, body)?;
        ensure!(status == 200, "{method} {path} was answered {status}: {}", String::from_utf8_lossy(answer));
        Ok(answer.len())
    };
    start.wait();
    let began = Instant::now();
    let bytes = ask(&mut client, "GET", "/controle/ballot", b"")?;
    ask(&mut client, "GET", "/controle/fiches", b"")?;
    ask(&mut client, "POST", "/controle/passages", body.as_bytes())?;
    Ok((began.elapsed(), bytes))
}

pub(super) fn table(rows: &[Row]) -> String {
    let mut text = format!(
        "Every door opens at once: each device fetches its bundle and its records and sends {ENTRIES} entries, over HTTP.\n\n\
         | database | doors | bundle | p50 | p99 | last |\n|---|---:|---:|---:|---:|---:|\n"
    );
    for row in rows {
        let at = |part: usize| row.each.get(row.each.len().saturating_sub(1) * part / 100).copied().unwrap_or_default();
        let ms = |time: Duration| format!("{:.0} ms", time.as_secs_f64() * 1e3);
        // Writing to a String cannot fail.
        let _ = writeln!(
            text,
            "| {} | {} | {:.1} kB | {} | {} | {} |",
            row.database,
            row.devices,
            row.bundle_bytes as f64 / 1e3,
            ms(at(50)),
            ms(at(99)),
            ms(at(100)),
        );
    }
    text.push('\n');
    text
}
