//! Asking: side by side, once for all who ask the same, under one deadline.

use std::collections::HashMap;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use store::Db;
use tokio::sync::{OnceCell, Semaphore, watch};
use tokio::time::{Instant, timeout, timeout_at};

use super::kept::{self, Kept, Key, Memory};
use crate::{CopyAsked, CopyState, Failure, LibrarySystem, Result, Systems};

/// For how long what a library said is taken as said now, in milliseconds.
const FRESH_MS: i64 = 60_000;
/// The longest a question is waited for, whoever still reads the page: its answer serves the next.
const LONGEST: Duration = Duration::from_secs(15);
/// Questions that may wait for their turn at a library. More are not put: their readers are told that it is late.
const QUEUE: usize = 64;
/// How long answers are gathered before they are saved together.
const SAVED_AFTER: Duration = Duration::from_secs(1);
/// How long is waited for a library that was late with its last question: long enough for one that has woken up.
const GRACE: Duration = Duration::from_millis(150);
/// Barcodes asked about in one question; SIP2 asks for each in turn.
const COPIES: usize = 12;

/// Copies of a record one wants to know about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The library, by the identifier of its institution.
    pub institution: String,
    /// The library's own number for the record; empty when unknown.
    pub record: String,
    /// The copies' barcodes, those known.
    pub barcodes: Vec<String>,
}

/// How an answer came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Just now.
    Live,
    /// Less than a minute ago.
    Fresh,
    /// Longer ago: it is what was last known.
    Stale(Why),
    /// Not within the deadline, and nothing was known.
    Late,
    /// Not at all, and nothing was known.
    Down,
    /// The library's system is not connected, or the record has neither number nor barcode by which it could be asked.
    NotConnected,
}

/// Why nothing newer is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The library did not answer within the deadline.
    Late,
    /// The library's system does not answer.
    Down,
    /// It was not asked.
    NotAsked,
}

/// What is known of a record's copies at a library.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The library.
    pub institution: String,
    /// The record, as asked.
    pub record: String,
    /// How the answer came.
    pub state: State,
    /// The copies; empty when nothing is known, or when the library knows none.
    pub copies: Arc<Vec<CopyState>>,
    /// When the library said so.
    pub asked_at: Option<Timestamp>,
}

/// A library's system, as it is reached.
#[derive(Clone)]
pub struct Reached {
    /// What is asked.
    pub system: Arc<dyn LibrarySystem>,
    /// How many questions may be under way at once.
    pub at_once: usize,
}

/// Finds a library's system, when it is connected.
pub type Reach = Arc<dyn Fn(String) -> Pin<Box<dyn Future<Output = Option<Reached>> + Send>> + Send + Sync>;

/// Why a question has no answer; nothing when the library's system cannot be asked it.
type Unanswered = Option<Why>;
type Outcome = std::result::Result<Kept, Unanswered>;
type Flight = watch::Receiver<Option<Outcome>>;

/// A library's turns: a slow one holds no more than its share.
struct Turns {
    turns: Semaphore,
    at_once: usize,
    waiting: std::sync::atomic::AtomicUsize,
    /// The longest a page has waited for it in vain, until it answers faster than that.
    waited_in_vain: Mutex<Option<Duration>>,
}

impl Turns {
    /// How long to wait for it: a page does not wait where another no less patient has just done so in vain.
    fn patience(&self, deadline: Duration) -> Duration {
        if locked(&self.waited_in_vain).is_some_and(|vain| deadline <= vain) { deadline.min(GRACE) } else { deadline }
    }

    fn was_late(&self, deadline: Duration) {
        let mut vain = locked(&self.waited_in_vain);
        *vain = Some(vain.map_or(deadline, |vain| vain.max(deadline)));
    }

    fn answered_in(&self, took: Duration) {
        let mut vain = locked(&self.waited_in_vain);
        if vain.is_some_and(|vain| took < vain) {
            *vain = None;
        }
    }
}

struct Inner {
    db: Db,
    reach: Reach,
    memory: Mutex<Memory>,
    loaded: OnceCell<()>,
    flights: Mutex<HashMap<Key, Flight>>,
    turns: Mutex<HashMap<String, Arc<Turns>>>,
}

/// Asks libraries for their copies; cheap to clone, its clones share what is known.
#[derive(Clone)]
pub struct Availability(Arc<Inner>);

impl fmt::Debug for Availability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Availability").finish_non_exhaustive()
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Availability {
    /// Over the libraries connected.
    #[must_use]
    pub fn new(db: Db, systems: Systems) -> Self {
        let reach = move |institution: String| -> Pin<Box<dyn Future<Output = Option<Reached>> + Send>> {
            let systems = systems.clone();
            Box::pin(async move {
                let found = systems.of(&institution).await.inspect_err(|error| {
                    tracing::warn!(%error, "libraries' systems could not be read");
                });
                found.ok().flatten().map(|connected| Reached {
                    at_once: connected.settings.connections as usize,
                    system: connected.system,
                })
            })
        };
        Self::over(db, Arc::new(reach))
    }

    /// Over whatever is found.
    #[must_use]
    pub fn over(db: Db, reach: Reach) -> Self {
        Self(Arc::new(Inner {
            db,
            reach,
            memory: Mutex::default(),
            loaded: OnceCell::new(),
            flights: Mutex::default(),
            turns: Mutex::default(),
        }))
    }

    /// What libraries say of some records, in the order asked. Comes at the deadline at the latest, and never fails: what is
    /// not known is said to be not known.
    pub async fn ask(&self, asked: Vec<Asked>, deadline: Duration) -> Vec<Answer> {
        if asked.is_empty() {
            return Vec::new();
        }
        let begun_at = Instant::now();
        let until = begun_at + deadline;
        // The table is read once, at the first question; it is not waited for beyond the deadline either.
        let _ = timeout_at(until, self.remember()).await;
        let mut begun = Vec::with_capacity(asked.len());
        for one in asked {
            let Some(key) = key(&one) else {
                begun.push((one, Begun::NotConnected));
                continue;
            };
            let reached = timeout_at(until, (self.0.reach)(one.institution.clone())).await;
            let step = match reached {
                Ok(None) => Begun::NotConnected,
                Err(_) => Begun::Waiting(key, None, None),
                Ok(Some(reached)) => match self.fresh(&key) {
                    Some(kept) => Begun::Fresh(kept),
                    None => {
                        let turns = self.turns(&key.institution, reached.at_once.max(1));
                        let flight = self.flight(&key, &one, reached, &turns);
                        Begun::Waiting(key, flight, Some(turns))
                    }
                },
            };
            begun.push((one, step));
        }
        let mut answers = Vec::with_capacity(begun.len());
        for (one, step) in begun {
            let (state, kept) = match step {
                Begun::NotConnected => (State::NotConnected, None),
                Begun::Fresh(kept) => (State::Fresh, Some(kept)),
                Begun::Waiting(key, flight, turns) => {
                    let patience = turns.as_ref().map_or(deadline, |turns| turns.patience(deadline));
                    match landed(flight, begun_at + patience).await {
                        Some(Ok(kept)) => (State::Live, Some(kept)),
                        Some(Err(Some(why))) => self.last_known(&key, why),
                        Some(Err(None)) => (State::NotConnected, None),
                        None => {
                            if let Some(turns) = turns.filter(|_| patience == deadline) {
                                turns.was_late(deadline);
                            }
                            self.last_known(&key, Why::Late)
                        }
                    }
                }
            };
            answers.push(answer(one, state, kept));
        }
        answers
    }

    /// What is known of some records without asking anybody, in the order asked.
    pub async fn known(&self, asked: Vec<Asked>) -> Vec<Answer> {
        if asked.is_empty() {
            return Vec::new();
        }
        self.remember().await;
        let mut answers = Vec::with_capacity(asked.len());
        for one in asked {
            let reached = (self.0.reach)(one.institution.clone()).await;
            let (state, kept) = match key(&one).filter(|_| reached.is_some()) {
                None => (State::NotConnected, None),
                Some(key) => match self.fresh(&key) {
                    Some(kept) => (State::Fresh, Some(kept)),
                    None => self.last_known(&key, Why::NotAsked),
                },
            };
            answers.push(answer(one, state, kept));
        }
        answers
    }

    /// Saves at once what was learnt and not saved yet, as a server that stops does.
    ///
    /// # Errors
    /// The database's.
    pub async fn settle(&self) -> Result<()> {
        let unsaved = locked(&self.0.memory).take_unsaved();
        if unsaved.is_empty() { Ok(()) } else { kept::save(&self.0.db, &unsaved).await }
    }

    fn now_ms(&self) -> i64 {
        self.0.db.clock().now_ms()
    }

    fn fresh(&self, key: &Key) -> Option<Kept> {
        let now = self.now_ms();
        locked(&self.0.memory).get(key, now).filter(|kept| now - kept.asked_at_ms < FRESH_MS).cloned()
    }

    fn last_known(&self, key: &Key, why: Why) -> (State, Option<Kept>) {
        match (locked(&self.0.memory).get(key, self.now_ms()).cloned(), why) {
            (Some(kept), why) => (State::Stale(why), Some(kept)),
            (None, Why::Down) => (State::Down, None),
            (None, Why::Late | Why::NotAsked) => (State::Late, None),
        }
    }

    async fn remember(&self) {
        let loading = self.0.loaded.get_or_try_init(|| async {
            let rows = kept::load(&self.0.db).await?;
            locked(&self.0.memory).remember(rows);
            Ok::<(), crate::Error>(())
        });
        if let Err(error) = loading.await {
            tracing::warn!(%error, "what libraries last said could not be read");
        }
    }

    /// The question under way for a record, put now unless somebody has. Nothing when the library's queue is full.
    fn flight(&self, key: &Key, asked: &Asked, reached: Reached, turns: &Arc<Turns>) -> Option<Flight> {
        let mut flights = locked(&self.0.flights);
        if let Some(flight) = flights.get(key) {
            return Some(flight.clone());
        }
        let waiting = turns.waiting.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        let place = Place(turns.clone());
        if waiting >= QUEUE + place.0.at_once {
            return None;
        }
        let (tell, flight) = watch::channel(None);
        flights.insert(key.clone(), flight.clone());
        let landing = Landing { availability: self.clone(), key: key.clone(), tell };
        let copies = copies_of(asked);
        let left_out: Vec<String> = asked.barcodes.iter().skip(COPIES).cloned().collect();
        tokio::spawn(async move {
            let begun = Instant::now();
            let outcome = put(&place, reached.system, &copies).await.map(|states| with(states, &left_out));
            if outcome.is_ok() {
                place.0.answered_in(begun.elapsed());
            }
            drop(place);
            landing.land(outcome);
        });
        Some(flight)
    }

    fn turns(&self, institution: &str, at_once: usize) -> Arc<Turns> {
        let mut turns = locked(&self.0.turns);
        match turns.get(institution) {
            Some(known) if known.at_once == at_once => known.clone(),
            _ => {
                let new = Turns {
                    turns: Semaphore::new(at_once),
                    at_once,
                    waiting: 0.into(),
                    waited_in_vain: Mutex::new(None),
                };
                let new = Arc::new(new);
                turns.insert(institution.to_owned(), new.clone());
                new
            }
        }
    }

    fn learn(&self, key: Key, kept: Kept) {
        if !locked(&self.0.memory).learn(key, kept) {
            return;
        }
        let this = self.clone();
        tokio::spawn(async move {
            tokio::time::sleep(SAVED_AFTER).await;
            if let Err(error) = this.settle().await {
                // It stays in memory; only the age after a restart is lost.
                tracing::warn!(%error, "what libraries said could not be saved");
            }
        });
    }
}

enum Begun {
    NotConnected,
    Fresh(Kept),
    Waiting(Key, Option<Flight>, Option<Arc<Turns>>),
}

/// A place in a library's queue.
struct Place(Arc<Turns>);

impl Drop for Place {
    fn drop(&mut self) {
        self.0.waiting.fetch_sub(1, std::sync::atomic::Ordering::SeqCst);
    }
}

/// Ends a flight, also one whose task was broken off: nobody waits for ever, and the next may ask.
struct Landing {
    availability: Availability,
    key: Key,
    tell: watch::Sender<Option<Outcome>>,
}

impl Landing {
    fn land(self, outcome: std::result::Result<Vec<CopyState>, Unanswered>) {
        let outcome = outcome.map(|copies| {
            let kept = Kept { copies: Arc::new(copies), asked_at_ms: self.availability.now_ms() };
            self.availability.learn(self.key.clone(), kept.clone());
            kept
        });
        // Known before the flight is over: whoever comes now finds it.
        locked(&self.availability.0.flights).remove(&self.key);
        self.tell.send_replace(Some(outcome));
    }
}

impl Drop for Landing {
    fn drop(&mut self) {
        if self.tell.borrow().is_none() {
            locked(&self.availability.0.flights).remove(&self.key);
        }
    }
}

async fn put(
    place: &Place,
    system: Arc<dyn LibrarySystem>,
    copies: &[CopyAsked],
) -> std::result::Result<Vec<CopyState>, Unanswered> {
    let asking = async {
        let _turn = place.0.turns.acquire().await.map_err(|_| Failure::Down)?;
        system.availability(copies).await
    };
    match timeout(LONGEST, asking).await {
        Err(_) | Ok(Err(Failure::Late)) => Err(Some(Why::Late)),
        Ok(Err(Failure::NotSupported)) => Err(None),
        Ok(Err(failure)) => {
            tracing::debug!(failure = failure.code(), "a library's system did not say how its copies are");
            Err(Some(Why::Down))
        }
        Ok(Ok(states)) => Ok(states),
    }
}

/// The copies of an answer, and those that were left out of the question: nobody knows whether these are lent too. An answer
/// about the record has them already, or names no copies at all.
fn with(mut states: Vec<CopyState>, left_out: &[String]) -> Vec<CopyState> {
    let by_barcode = states.iter().any(|state| !state.barcode.is_empty());
    if by_barcode && !states.iter().any(|state| left_out.contains(&state.barcode)) {
        states.extend(left_out.iter().map(CopyState::unknown));
    }
    states
}

/// How a question ended; nothing when it has not by then.
async fn landed(flight: Option<Flight>, until: Instant) -> Option<Outcome> {
    let Some(mut flight) = flight else { return Some(Err(Some(Why::Late))) };
    match timeout_at(until, flight.wait_for(Option::is_some)).await {
        Err(_) => None,
        // Its task was broken off.
        Ok(Err(_)) => Some(Err(Some(Why::Down))),
        Ok(Ok(outcome)) => Some(outcome.clone().unwrap_or(Err(Some(Why::Down)))),
    }
}

/// Under what a record is kept; nothing when there is nothing to ask by.
fn key(asked: &Asked) -> Option<Key> {
    let record = match (asked.record.as_str(), asked.barcodes.first()) {
        ("", None) => return None,
        // A barcode is no record number: the space keeps them apart.
        ("", Some(barcode)) => format!(" {barcode}"),
        (record, _) => record.to_owned(),
    };
    Some(Key { institution: asked.institution.clone(), record })
}

fn copies_of(asked: &Asked) -> Vec<CopyAsked> {
    let copy = |barcode: &str| CopyAsked { record: asked.record.clone(), barcode: barcode.to_owned() };
    if asked.barcodes.is_empty() {
        return vec![copy("")];
    }
    asked.barcodes.iter().take(COPIES).map(|barcode| copy(barcode)).collect()
}

fn answer(asked: Asked, state: State, kept: Option<Kept>) -> Answer {
    let asked_at = kept.as_ref().and_then(|kept| Timestamp::from_millisecond(kept.asked_at_ms).ok());
    Answer {
        institution: asked.institution,
        record: asked.record,
        state,
        copies: kept.map(|kept| kept.copies).unwrap_or_default(),
        asked_at,
    }
}
