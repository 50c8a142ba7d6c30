//! The measuring kit's scenario against our API: buyers at once, more demands than seats, then the door.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use jiff::ToSpan;

use super::BookingArgs;
use super::door::{self, Door};
use super::figures::{Sold, at};
use super::server::Node;
use crate::commands::bench::client::Client;
use crate::stage::Wished;

/// Ours on one database.
pub(super) struct Row {
    pub(super) sold: Sold,
    pub(super) door: Door,
}

/// What buyers were told.
#[derive(Default)]
struct Told {
    times: Vec<Duration>,
    last: Duration,
    codes: Vec<String>,
    refused: usize,
    faults: Vec<String>,
}

pub(super) async fn measure(args: &BookingArgs, folder: &Path, database: Option<String>, name: &str) -> Result<Row> {
    let wished = Wished {
        performances: 1,
        places: args.seats,
        most_per_order: 8,
        queue: false,
        opens_at: jiff::Timestamp::now() - 1.hour(),
        starts_in: 2,
    };
    let node = Node::start(folder, database, &wished).await?;
    let (item, key) = (node.stage.items[0].clone(), node.stage.key.clone());
    let (address, demand, buyers) = (node.address, args.demand, usize::from(args.buyers));
    let cpu = node.cpu_seconds();
    let (mut told, memory) = {
        let (item, key) = (item.clone(), key.clone());
        node.watched(move || buy(address, &item, &key, demand, buyers)).await?
    };
    let cpu = node.cpu_seconds() - cpu;
    told.times.sort_unstable();
    let mut read = node.db.read().await?;
    let kept = box_office::ticket::of_item(&mut read, &item).await?;
    let mut numbers: Vec<i64> = kept.iter().map(|ticket| ticket.number).collect();
    drop(read);
    numbers.sort_unstable();
    let gapless = numbers.iter().copied().eq(1..=kept.len() as i64);
    let mut distinct = told.codes.clone();
    distinct.sort_unstable();
    distinct.dedup();
    let orders = told.times.len();
    let sold = Sold {
        name: format!("Beffroi, {name}"),
        orders,
        refused: told.refused,
        faults: told.faults.len(),
        per_second: orders as f64 / told.last.as_secs_f64(),
        p50_ms: at(&told.times, 50.0),
        p95_ms: at(&told.times, 95.0),
        p99_ms: at(&told.times, 99.0),
        cpu_ms: cpu * 1e3 / orders.max(1) as f64,
        memory_mib: memory,
        oversold: (kept.len() as i64 - args.seats).max(0),
        agrees: kept.len() == orders && distinct.len() == orders && gapless,
    };
    if let Some(fault) = told.faults.first() {
        crate::commands::say(format!("!!! {} demands failed; the first: {fault}", told.faults.len()));
    }
    let door = door::measure(&node, &key, told.codes, args, &format!("Beffroi, {name}")).await?;
    Ok(Row { sold, door })
}

fn buy(address: SocketAddr, item: &str, key: &str, demand: usize, buyers: usize) -> Result<Told> {
    let next = AtomicUsize::new(0);
    let began = Instant::now();
    let all = std::thread::scope(|scope| {
        let threads: Vec<_> =
            (0..buyers).map(|_| scope.spawn(|| buyer(address, item, key, demand, &next, began))).collect();
        threads.into_iter().map(|thread| thread.join().ok().context("a buyer stopped")?).collect::<Result<Vec<Told>>>()
    })?;
    let mut told = Told::default();
    for one in all {
        told.times.extend(one.times);
        told.codes.extend(one.codes);
        told.faults.extend(one.faults);
        told.refused += one.refused;
        told.last = told.last.max(one.last);
    }
    Ok(told)
}

fn buyer(
    address: SocketAddr,
    item: &str,
    key: &str,
    demand: usize,
    next: &AtomicUsize,
    began: Instant,
) -> Result<Told> {
    let mut client = Client::connect(address)?;
    let mut told = Told::default();
    loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        if number >= demand {
            return Ok(told);
        }
        let asked = Instant::now();
        match order(&mut client, item, key, number) {
            Ok(Some(code)) => {
                told.times.push(asked.elapsed());
                told.codes.push(code);
                told.last = began.elapsed();
            }
            Ok(None) => told.refused += 1,
            Err(error) => told.faults.push(format!("{error:#}")),
        }
    }
}

/// One order of one ticket; nothing when none is left.
fn order(client: &mut Client, item: &str, key: &str, number: usize) -> Result<Option<String>> {
    let headers = format!(
        "authorization: Bearer {key}\r\nidempotency-key: banc-{number}\r\ncontent-type: application/json\r\n\
         accept: application/json\r\n"
    );
    let body = serde_json::json!({
        "item": item,
        "lines": [{ "tariff": "plein", "quantity": 1 }],
        "buyer": { "name": format!("Acheteuse {number}"), "email": format!("b{number}@exemple.example") },
        "paid": "external",
    });
    let (status, answer) = client.send("POST", "/api/billetterie/commandes", &headers, body.to_string().as_bytes())?;
    let told: serde_json::Value = serde_json::from_slice(answer).unwrap_or_default();
    match status {
        201 | 200 => {
            let code = told["tickets"][0]["code"].as_str().context("an order without a ticket's code")?;
            Ok(Some(code.to_owned()))
        }
        409 if is_full(&told) => Ok(None),
        _ => bail!("{status}: {}", String::from_utf8_lossy(answer)),
    }
}

/// Whether a refusal says that no place is left.
fn is_full(told: &serde_json::Value) -> bool {
    told["error"] == "sold_out" && told["left"].as_i64().is_none_or(|left| left < 1)
}
