//! What each node keeps in memory of its lines, and the second's beat that joins it with the database: what was counted
//! goes in, how far the line is comes out. A page of someone who waits reads memory only.

use std::collections::{BTreeMap, HashMap};
use std::net::IpAddr;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::{Duration, Instant};

use store::Db;
use tokio::sync::OnceCell;

use super::controller::{self, LIMITS, Limits, Seen};
use super::line::{self, Arrivals};
use super::place::{Place, Way, hex};
use super::store as rows;
use super::store::{LineRow, Step};
use crate::{Result, sale};

/// How long one's turn lasts, in milliseconds: what is not taken within goes to those behind.
pub(crate) const TURN_MS: i64 = 15 * 60_000;
/// Steps are kept a little longer than turns last.
const KEEP_STEPS_MS: i64 = 2 * TURN_MS;
/// Whoever asked for a page within this time is inside.
const INSIDE_MS: i64 = 60_000;
/// A line moves once a second, whatever the number of nodes.
const BEAT_MS: i64 = 1_000;
/// A node that said nothing for so long is down.
const SILENT_MS: i64 = 5_000;
/// A line nobody asks for is left alone after this.
const IDLE_MS: i64 = 30 * 60_000;
/// Places one network may have in a draw; those after stand behind it. A whole school or a telephone operator's
/// customers behind one address still come in, by arrival.
const DRAWN_PER_NETWORK: u32 = 300;
/// What is known of a sale is read again after this.
const SALE_KNOWN: Duration = Duration::from_secs(3);

/// The lines of this node; cheap to clone.
#[derive(Clone)]
pub struct Queue(Arc<Inner>);

struct Inner {
    db: Db,
    node: String,
    key: OnceCell<[u8; 32]>,
    sales: Mutex<HashMap<String, (Instant, Option<Wanted>)>>,
    lines: Mutex<HashMap<String, Arc<Line>>>,
    /// Held by whoever begins a line: the others of the first second wait for it rather than begin it too.
    beginning: tokio::sync::Mutex<()>,
    ties: AtomicI64,
}

/// The line that stands before a sale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wanted {
    pub(crate) line: String,
    pub(crate) opens_at: Option<i64>,
}

/// One line, as this node knows it.
pub(crate) struct Line {
    pub(crate) name: String,
    snapshot: RwLock<Arc<Snapshot>>,
    counted: Mutex<BTreeMap<i64, i64>>,
    inside: Mutex<HashMap<String, i64>>,
    networks: Mutex<HashMap<String, u32>>,
    touched: AtomicI64,
    wait_ms: AtomicI64,
    /// One beat at a time: what was counted is given once.
    beating: tokio::sync::Mutex<()>,
}

/// How the line stood at the last beat.
#[derive(Debug, Clone)]
pub(crate) struct Snapshot {
    pub(crate) row: LineRow,
    pub(crate) steps: Vec<Step>,
    pub(crate) arrivals: Arrivals,
    pub(crate) active: i64,
    pub(crate) wait_ms: i64,
}

/// Where one is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Turn {
    /// The draw is not made yet.
    Before,
    /// Waiting, behind so many.
    Waiting {
        ahead: i64,
        /// Milliseconds, when the line moves.
        wait_ms: Option<i64>,
    },
    /// One may come in, until this instant (milliseconds).
    In { until: i64 },
    /// One's turn came and went.
    Over,
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // What is kept here is counts: a panic elsewhere leaves them as sound as they were.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Queue {
    /// The lines of a node.
    #[must_use]
    pub fn new(db: Db) -> Self {
        Self(Arc::new(Inner {
            db,
            node: hex(&rand::random::<[u8; 8]>()),
            key: OnceCell::new(),
            sales: Mutex::default(),
            lines: Mutex::default(),
            beginning: tokio::sync::Mutex::default(),
            ties: AtomicI64::new(0),
        }))
    }

    pub(crate) async fn key(&self) -> Result<[u8; 32]> {
        self.0.key.get_or_try_init(|| rows::key(&self.0.db)).await.copied()
    }

    /// The line before a sale, when there is one.
    ///
    /// # Errors
    /// [`NotFound`](crate::Error::NotFound) for what is not sold here.
    pub(crate) async fn wanted(&self, item: &str) -> Result<Option<Wanted>> {
        if let Some((read_at, known)) = locked(&self.0.sales).get(item)
            && read_at.elapsed() < SALE_KNOWN
        {
            return Ok(known.clone());
        }
        let mut read = self.0.db.read().await?;
        let sale = sale::by_item(&mut read, item).await?;
        let wanted = if sale.queue {
            let played = programme::performance::by_item(&mut read, item).await?;
            let opens_at = sale.opens_at.map(|at| at.as_millisecond());
            let scope = if played.series.is_empty() { item } else { &played.series };
            Some(Wanted { line: format!("{scope}@{}", opens_at.unwrap_or(0)), opens_at })
        } else {
            None
        };
        locked(&self.0.sales).insert(item.to_owned(), (Instant::now(), wanted.clone()));
        Ok(wanted)
    }

    /// The line itself; its beat begins when someone first comes.
    pub(crate) async fn line(&self, wanted: &Wanted) -> Result<Arc<Line>> {
        if let Some(line) = self.known(&wanted.line) {
            return Ok(line);
        }
        let _beginning = self.0.beginning.lock().await;
        if let Some(line) = self.known(&wanted.line) {
            return Ok(line);
        }
        let now = self.0.db.clock().now_ms();
        let row = rows::begin(&self.0.db, &wanted.line, wanted.opens_at, LIMITS.most_milli).await?;
        let begun = Arc::new(Line {
            name: wanted.line.clone(),
            snapshot: RwLock::new(Arc::new(Snapshot {
                row,
                steps: Vec::new(),
                arrivals: Arrivals::default(),
                active: 0,
                wait_ms: 0,
            })),
            counted: Mutex::default(),
            inside: Mutex::default(),
            networks: Mutex::default(),
            touched: AtomicI64::new(now),
            wait_ms: AtomicI64::new(0),
            beating: tokio::sync::Mutex::default(),
        });
        beat(&self.0, &begun).await?;
        locked(&self.0.lines).insert(wanted.line.clone(), begun.clone());
        tokio::spawn(keep(self.clone(), begun.clone()));
        Ok(begun)
    }

    fn known(&self, line: &str) -> Option<Arc<Line>> {
        let line = locked(&self.0.lines).get(line)?.clone();
        line.touched.store(self.0.db.clock().now_ms(), Ordering::Relaxed);
        Some(line)
    }

    /// One beat now of every line of this node: what the second's beat does.
    ///
    /// # Errors
    /// The database.
    pub async fn beat(&self) -> Result<()> {
        let lines: Vec<Arc<Line>> = locked(&self.0.lines).values().cloned().collect();
        for line in lines {
            beat(&self.0, &line).await?;
        }
        Ok(())
    }

    /// A new place at the end of the line, counted. Before the opening it is drawn, while its network has its share.
    pub(crate) fn take(&self, line: &Line, network: Option<IpAddr>) -> Place {
        let now = self.0.db.clock().now_ms();
        let snapshot = line.snapshot();
        let early = snapshot.row.opens_at.is_some_and(|opens_at| now < opens_at);
        let way = if early && line.within_share(network) { Way::Drawn } else { Way::Arrival };
        let tie = self.0.ties.fetch_add(1, Ordering::Relaxed).rem_euclid(1000);
        let place = Place::new(way, now * 1000 + tie);
        let stands = place.stands_us(&snapshot.row.seed, snapshot.row.opens_at);
        *locked(&line.counted).entry(line::bucket_of(stands)).or_default() += 1;
        place
    }

    /// Whether it is this place's turn.
    pub(crate) fn turn(&self, line: &Line, place: &Place) -> Turn {
        let now = self.0.db.clock().now_ms();
        let snapshot = line.snapshot();
        let stands = place.stands_us(&snapshot.row.seed, snapshot.row.opens_at);
        if snapshot.row.opens_at.is_some_and(|opens_at| now < opens_at) {
            return Turn::Before;
        }
        if stands <= snapshot.row.passed_us {
            // Steps are forgotten later than turns end: when all those known passed it, the oldest says enough.
            let called = snapshot.steps.iter().find(|step| step.passed_us >= stands).map_or(now, |step| step.at);
            let until = called.max(place.arrival_us / 1000) + TURN_MS;
            return if now < until { Turn::In { until } } else { Turn::Over };
        }
        // One's own quarter of a second still fills with people who come after: only those before it are told, so that
        // the figure never grows under one's eyes. The draw is complete: there each instant counts.
        let counted_to = match place.way {
            Way::Drawn => stands,
            Way::Arrival => line::bucket_of(stands) * line::BUCKET_US,
        };
        let unsaid = line.counted_between(snapshot.row.passed_us, counted_to);
        let ahead = (snapshot.arrivals.between(snapshot.row.passed_us, counted_to) + unsaid).round() as i64;
        let pace = snapshot.pace_milli(now);
        let wait_ms = (!snapshot.row.paused && pace > 0).then(|| (ahead + 1) * 1_000_000 / pace);
        Turn::Waiting { ahead, wait_ms }
    }

    /// Notes that the holder of a place is inside.
    pub(crate) fn seen_inside(&self, line: &Line, place: &Place) {
        locked(&line.inside).insert(place.number.clone(), self.0.db.clock().now_ms());
    }
}

impl Line {
    pub(crate) fn snapshot(&self) -> Arc<Snapshot> {
        self.snapshot.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// What this node counted since its last beat, between two instants of the axis.
    fn counted_between(&self, from_us: i64, to_us: i64) -> f64 {
        let counted = locked(&self.counted);
        let within =
            counted.range(line::bucket_of(from_us)..).take_while(|(bucket, _)| **bucket * line::BUCKET_US < to_us);
        Arrivals::new(within.map(|(bucket, people)| (*bucket, *people)).collect()).between(from_us, to_us)
    }

    fn within_share(&self, network: Option<IpAddr>) -> bool {
        let Some(network) = network else { return true };
        if network.is_loopback() {
            // Everyone behind a proxy that does not say whom it speaks for: one network would be all of them.
            return true;
        }
        let name = match network {
            IpAddr::V4(address) => address.to_string(),
            // What one subscriber is given.
            IpAddr::V6(address) => format!("{:x?}", &address.octets()[..7]),
        };
        let mut networks = locked(&self.networks);
        let count = networks.entry(name).or_default();
        *count += 1;
        *count <= DRAWN_PER_NETWORK
    }
}

impl Snapshot {
    /// People let in per thousand seconds: what was, over the last minute, or else what is allowed.
    pub(crate) fn pace_milli(&self, now: i64) -> i64 {
        let recent: Vec<&Step> = self.steps.iter().filter(|step| step.at >= now - 60_000).collect();
        let people: i64 = recent.iter().skip(1).map(|step| step.people).sum();
        match (recent.first(), recent.last()) {
            (Some(first), Some(last)) if last.at - first.at >= 10_000 && people > 0 => {
                people * 1_000_000 / (last.at - first.at)
            }
            _ => self.row.rate_milli,
        }
    }

    /// How many wait.
    pub(crate) fn waiting(&self) -> i64 {
        self.arrivals.waiting(self.row.passed_us).round() as i64
    }

    /// How many were let in during the last minute.
    pub(crate) fn let_in(&self, now: i64) -> i64 {
        self.steps.iter().filter(|step| step.at >= now - 60_000).map(|step| step.people).sum()
    }
}

/// Beats each second while anyone asks for the line.
async fn keep(queue: Queue, line: Arc<Line>) {
    loop {
        let asleep = Instant::now();
        tokio::time::sleep(Duration::from_millis(BEAT_MS as u64)).await;
        // Woken late: the processors are full.
        let late = asleep.elapsed().as_millis() as i64 - BEAT_MS;
        line.wait_ms.fetch_max(late, Ordering::Relaxed);
        let now = queue.0.db.clock().now_ms();
        if now - line.touched.load(Ordering::Relaxed) > IDLE_MS {
            locked(&queue.0.lines).remove(&line.name);
            return;
        }
        if let Err(error) = beat(&queue.0, &line).await {
            tracing::warn!(%error, line = line.name, "the queue could not be moved; tried again in a second");
        }
    }
}

/// Gives what was counted, moves the line when nobody else did within the second, learns how it stands.
async fn beat(inner: &Inner, line: &Line) -> Result<()> {
    let _alone = line.beating.lock().await;
    let counted: Vec<(i64, i64)> = locked(&line.counted).iter().map(|(bucket, people)| (*bucket, *people)).collect();
    let began = Instant::now();
    write_beat(inner, line, &counted).await?;
    line.wait_ms.store(began.elapsed().as_millis() as i64, Ordering::Relaxed);
    let learnt = learn(inner, line).await;
    // What is in the database now is no longer added to what it says; until here it was, so that no figure shrinks and grows.
    let mut pending = locked(&line.counted);
    for (bucket, people) in counted {
        if let Some(left) = pending.get_mut(&bucket) {
            *left -= people;
        }
    }
    pending.retain(|_, people| *people > 0);
    *line.snapshot.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(learnt?);
    Ok(())
}

/// How the line stands.
async fn learn(inner: &Inner, line: &Line) -> Result<Snapshot> {
    let now = inner.db.clock().now_ms();
    let mut read = inner.db.read().await?;
    let row = rows::line_row(&mut read, &line.name).await?.ok_or(crate::Error::NotFound)?;
    let steps = rows::steps(&mut read, &line.name, now - KEEP_STEPS_MS).await?;
    let arrivals = rows::arrivals(&mut read, &line.name, row.passed_us).await?;
    let (active, wait_ms) = rows::pulses(&mut read, &line.name, now - SILENT_MS).await?;
    Ok(Snapshot { row, steps, arrivals, active, wait_ms })
}

async fn write_beat(inner: &Inner, line: &Line, counted: &[(i64, i64)]) -> Result<()> {
    let active = {
        let since = inner.db.clock().now_ms() - INSIDE_MS;
        let mut inside = locked(&line.inside);
        inside.retain(|_, at| *at >= since);
        inside.len() as i64
    };
    let mut write = inner.db.write().await?;
    rows::add_arrivals(&mut write, &line.name, counted).await?;
    rows::pulse(&mut write, &line.name, &inner.node, active, line.wait_ms.load(Ordering::Relaxed)).await?;
    let now = write.clock().now_ms();
    let before = rows::line_row(&mut write, &line.name).await?.ok_or(crate::Error::NotFound)?;
    let open = before.opens_at.is_none_or(|opens_at| now >= opens_at);
    if open && !before.paused && rows::take_move(&mut write, &line.name, now, now - BEAT_MS * 9 / 10).await? {
        // Read again: another node may have moved it while this one waited for the row.
        let row = rows::line_row(&mut write, &line.name).await?.ok_or(crate::Error::NotFound)?;
        let (active, wait_ms) = rows::pulses(&mut write, &line.name, now - SILENT_MS).await?;
        let arrivals = rows::arrivals(&mut write, &line.name, row.passed_us).await?;
        let limits = Limits { most_milli: row.most_milli, ..LIMITS };
        let seen = Seen { wait_ms, active, waiting: arrivals.waiting(row.passed_us) > 0.5 };
        let rate = controller::next_rate(row.rate_milli, &seen, &limits);
        let people = controller::allowance(rate, now - before.moved_at, &seen, &limits);
        let (passed_us, moved) = arrivals.advance(row.passed_us, people, now * 1000);
        let step = Step { at: now, passed_us, people: moved.round() as i64 };
        rows::step(&mut write, &line.name, rate, step, now - KEEP_STEPS_MS).await?;
        rows::forget_baskets(&mut write, now - 86_400_000).await?;
    }
    Ok(write.commit().await?)
}
