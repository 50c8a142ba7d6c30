//! Clients at doors, each asking again as soon as it is answered.

use std::future::Future;
use std::sync::Arc;
use std::time::{Duration, Instant};

use access::{Entry, QuotaPeriod, Turnstile, Visitor, local_zone};
use anyhow::Result;
use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};
use store::new_id;
use store::prelude::*;

use super::super::super::say;
use super::load::{Load, account};

/// What a measure gave; times in microseconds.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Figures {
    pub(super) p50: u64,
    pub(super) p99: u64,
    pub(super) most: u64,
    /// Answers a second.
    pub(super) rate: f64,
}

/// Askers when only the number of answers matters.
const CROWD: usize = 64;

pub(super) async fn all(
    db: &Db,
    load: &Load,
    clients: usize,
    lasting: Duration,
) -> Result<Vec<(&'static str, Figures)>> {
    let load = Arc::new(Load { doors: load.doors.clone(), libraries: load.libraries.clone(), cards: load.cards });
    let doors = Turnstile::new(db.clone(), local_zone());
    // The first answers fill the caches of a server that has run for a while.
    measure(clients, Duration::from_secs(3).min(lasting), verdicts(db, &doors, &load)).await?;
    let mut figures = Vec::new();
    say("  verdicts");
    figures.push(("verdict", measure(clients, lasting, verdicts(db, &doors, &load)).await?));
    figures.push(("verdict, 64 asking in process", measure(CROWD, lasting, verdicts(db, &doors, &load)).await?));
    say("  entries");
    figures.push(("entry, on the disk", measure(clients, lasting, entries(db, &doors, &load)).await?));
    figures.push(("entry, on the disk, 64 at once", measure(CROWD, lasting, entries(db, &doors, &load)).await?));
    say("  the naive way");
    figures.push(("verdict, counting uses at each question", measure(clients, lasting, naive(db, &load)).await?));
    Ok(figures)
}

/// A reader at a door.
struct Visit {
    account: String,
    door: String,
    library: String,
    /// Whether the door counts films and pays them.
    paid: bool,
}

impl Visit {
    fn draw(random: &mut SmallRng, load: &Load) -> Self {
        let door = random.random_range(0..load.doors.len());
        Self {
            account: account(random.random_range(0..load.cards)),
            door: load.doors[door].clone(),
            library: load.libraries[random.random_range(0..load.libraries.len())].clone(),
            paid: door % 4 == 3,
        }
    }

    fn visitor(&self) -> Visitor<'_> {
        Visitor { account: &self.account, age_years: Some(30), commune: Some("59350"), library: Some(&self.library) }
    }
}

fn verdicts(db: &Db, doors: &Turnstile, load: &Arc<Load>) -> impl Fn(SmallRng) -> Asking + Clone + use<> {
    let (clock, doors, load) = (db.clock().clone(), doors.clone(), Arc::clone(load));
    move |mut random| {
        let (clock, doors, load) = (clock.clone(), doors.clone(), Arc::clone(&load));
        Box::pin(async move {
            let visit = Visit::draw(&mut random, &load);
            let began = Instant::now();
            doors.judge(&visit.door, Some(&visit.visitor()), clock.now()).await?;
            Ok((began.elapsed(), random))
        })
    }
}

fn entries(db: &Db, doors: &Turnstile, load: &Arc<Load>) -> impl Fn(SmallRng) -> Asking + Clone + use<> {
    let (clock, doors, load) = (db.clock().clone(), doors.clone(), Arc::clone(load));
    move |mut random| {
        let (clock, doors, load) = (clock.clone(), doors.clone(), Arc::clone(&load));
        Box::pin(async move {
            let visit = Visit::draw(&mut random, &load);
            let id = new_id();
            let began = Instant::now();
            let entry = Entry {
                id: &id,
                door: &visit.door,
                visitor: Some(visit.visitor()),
                session: &visit.account,
                at: clock.now(),
            };
            doors.enter(&entry).await?;
            Ok((began.elapsed(), random))
        })
    }
}

/// What one would write first: the card, the reader's uses of the month counted, the fund's money of the month added up.
fn naive(db: &Db, load: &Arc<Load>) -> impl Fn(SmallRng) -> Asking + Clone + use<> {
    let (db, load) = (db.clone(), Arc::clone(load));
    move |mut random| {
        let (db, load) = (db.clone(), Arc::clone(&load));
        Box::pin(async move {
            let visit = Visit::draw(&mut random, &load);
            let began = Instant::now();
            let (month, _) = QuotaPeriod::Month.around(db.clock().now(), &local_zone())?;
            let month = month.as_millisecond();
            let mut read = db.read().await?;
            access::doors::by_id(&mut read, &visit.door).await?;
            access::licences::of_door(&mut read, &visit.door).await?;
            access::rights::of_holder(&mut read, &visit.account).await?;
            if visit.paid {
                let sql = "SELECT count(*) FROM bench_uses WHERE account = $1 AND quota_group = 'films' AND at >= $2";
                read.one(sql, params![&visit.account, month]).await?;
                let sql = "SELECT CAST(sum(cents) AS BIGINT) FROM bench_uses WHERE fund = 'vod' AND at >= $1";
                read.one(sql, params![month]).await?;
            }
            drop(read);
            Ok((began.elapsed(), random))
        })
    }
}

type Asking = std::pin::Pin<Box<dyn Future<Output = Result<(Duration, SmallRng)>> + Send>>;

async fn measure(
    clients: usize,
    lasting: Duration,
    ask: impl Fn(SmallRng) -> Asking + Clone + Send + 'static,
) -> Result<Figures> {
    let began = Instant::now();
    let tasks: Vec<_> = (0..clients)
        .map(|client| {
            let ask = ask.clone();
            tokio::spawn(async move {
                let mut random = SmallRng::seed_from_u64(client as u64 + 1);
                let mut times = Vec::new();
                while began.elapsed() < lasting {
                    let (time, next) = ask(random).await?;
                    random = next;
                    times.push(time.as_micros() as u64);
                }
                anyhow::Ok(times)
            })
        })
        .collect();
    let mut times = Vec::new();
    for task in tasks {
        times.extend(task.await??);
    }
    let rate = times.len() as f64 / began.elapsed().as_secs_f64();
    times.sort_unstable();
    let at = |share: f64| times.get(((times.len() as f64 - 1.0) * share).max(0.0) as usize).copied().unwrap_or(0);
    Ok(Figures { p50: at(0.50), p99: at(0.99), most: at(1.0), rate })
}
