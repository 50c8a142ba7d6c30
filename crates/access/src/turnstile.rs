//! The doors of a busy server: rules kept in memory, questions asked together, entries committed together.
//!
//! A disk acknowledges some hundred commits a second; an evening has more readers. Entries that arrive while one
//! transaction is being written wait together, are judged one after the other in the next one, and are answered once
//! it is committed: each sees what those before it took, so no limit is exceeded inside a batch, and what was answered
//! is on the disk. Verdicts asked at the same time share one snapshot and one set of questions.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use store::prelude::*;
use tokio::sync::{Mutex, mpsc, oneshot};

use crate::enter::{self, Entered, Entry};
use crate::facts::{self, Asked};
use crate::journal::Secrets;
use crate::policy::{self, Kept};
use crate::weigh::{Visitor, Weighed, weigh};
use crate::{Error, Result, Verdict};

/// How many entries or questions go together at most.
const BATCH: usize = 64;
/// Batches written at once on PostgreSQL, where writers do not exclude one another.
const POSTGRES_WRITERS: usize = 4;

/// Doors shared by a whole process. Cheap to clone; its tasks end with the last clone.
#[derive(Clone)]
pub struct Turnstile {
    entries: mpsc::Sender<Waiting>,
    questions: mpsc::Sender<Question>,
}

impl std::fmt::Debug for Turnstile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Turnstile")
    }
}

/// A visitor, owned.
#[derive(Debug, Clone)]
struct Owned {
    account: String,
    age_years: Option<u8>,
    commune: Option<String>,
    library: Option<String>,
}

impl Owned {
    fn of(visitor: &Visitor<'_>) -> Self {
        Self {
            account: visitor.account.to_owned(),
            age_years: visitor.age_years,
            commune: visitor.commune.map(str::to_owned),
            library: visitor.library.map(str::to_owned),
        }
    }

    fn visitor(&self) -> Visitor<'_> {
        Visitor {
            account: &self.account,
            age_years: self.age_years,
            commune: self.commune.as_deref(),
            library: self.library.as_deref(),
        }
    }
}

struct Waiting {
    id: String,
    door: String,
    visitor: Option<Owned>,
    session: String,
    at: Timestamp,
    answer: oneshot::Sender<Result<Entered>>,
}

impl Waiting {
    fn entry(&self) -> Entry<'_> {
        Entry {
            id: &self.id,
            door: &self.door,
            visitor: self.visitor.as_ref().map(Owned::visitor),
            session: &self.session,
            at: self.at,
        }
    }
}

struct Question {
    door: String,
    visitor: Option<Owned>,
    at: Timestamp,
    answer: oneshot::Sender<Result<Verdict>>,
}

struct Shared {
    db: Db,
    zone: TimeZone,
    kept: Kept,
}

impl Turnstile {
    /// Doors on a database. To be called within the runtime that will serve.
    pub fn new(db: Db, zone: TimeZone) -> Self {
        let (entries, waiting) = mpsc::channel(BATCH * 16);
        let (questions, asked) = mpsc::channel(BATCH * 16);
        let writers = match db.backend() {
            store::Backend::Sqlite => 1,
            store::Backend::Postgres => POSTGRES_WRITERS,
        };
        let shared = Arc::new(Shared { db, zone, kept: Kept::default() });
        let waiting = Arc::new(Mutex::new(waiting));
        for _ in 0..writers {
            tokio::spawn(write_batches(Arc::clone(&shared), Arc::clone(&waiting)));
        }
        let asked = Arc::new(Mutex::new(asked));
        // Two, so that one batch is being gathered while another is read.
        for _ in 0..2 {
            tokio::spawn(answer_batches(Arc::clone(&shared), Arc::clone(&asked)));
        }
        Self { entries, questions }
    }

    /// As [`enter`](crate::enter), in a transaction shared with whoever enters at the same time. Answered once it is
    /// committed.
    ///
    /// # Errors
    /// As [`enter`](crate::enter); nothing was taken then.
    pub async fn enter(&self, entry: &Entry<'_>) -> Result<Entered> {
        let (answer, answered) = oneshot::channel();
        let waiting = Waiting {
            id: entry.id.to_owned(),
            door: entry.door.to_owned(),
            visitor: entry.visitor.as_ref().map(Owned::of),
            session: entry.session.to_owned(),
            at: entry.at,
            answer,
        };
        self.entries.send(waiting).await.map_err(|_| stopped())?;
        answered.await.map_err(|_| stopped())?
    }

    /// As [`judge`](crate::judge), asked together with whoever asks at the same time.
    pub async fn judge(&self, door: &str, visitor: Option<&Visitor<'_>>, at: Timestamp) -> Result<Verdict> {
        let (answer, answered) = oneshot::channel();
        let question = Question { door: door.to_owned(), visitor: visitor.map(Owned::of), at, answer };
        self.questions.send(question).await.map_err(|_| stopped())?;
        answered.await.map_err(|_| stopped())?
    }
}

fn stopped() -> Error {
    Error::Store(store::Error::Busy("the doors are closing with the server".into()))
}

/// The next ones, up to a batch; none when nobody can ask any more.
async fn next<T>(from: &Mutex<mpsc::Receiver<T>>) -> Vec<T> {
    let mut batch = Vec::with_capacity(BATCH);
    from.lock().await.recv_many(&mut batch, BATCH).await;
    batch
}

async fn write_batches(shared: Arc<Shared>, from: Arc<Mutex<mpsc::Receiver<Waiting>>>) {
    let mut secrets = Secrets::default();
    loop {
        let batch = next(&from).await;
        if batch.is_empty() {
            return;
        }
        match write_batch(&shared, &batch, &mut secrets).await {
            Ok(answers) => {
                for (waiting, answer) in batch.into_iter().zip(answers) {
                    // Whoever no longer listens has a seat that will lapse.
                    let _ = waiting.answer.send(answer);
                }
            }
            Err(error) => {
                // Nothing was kept. One entry's fault must not refuse the others': each has a turn of its own.
                tracing::debug!(%error, entries = batch.len(), "a batch of entries is written one by one");
                secrets = Secrets::default();
                for waiting in batch {
                    let answer = write_one(&shared, &waiting).await;
                    let _ = waiting.answer.send(answer);
                }
            }
        }
    }
}

async fn write_batch(shared: &Shared, batch: &[Waiting], secrets: &mut Secrets) -> Result<Vec<Result<Entered>>> {
    let mut write = shared.db.write().await?;
    let version = policy::version(&mut write).await?;
    let mut turns = Vec::with_capacity(batch.len());
    let mut locks = Vec::new();
    for waiting in batch {
        let rules = match shared.kept.rules(&mut write, &waiting.door, version).await {
            Ok(rules) => Ok(rules),
            Err(Error::NotFound) => Err(Error::NotFound),
            Err(error) => return Err(error),
        };
        if let Ok(rules) = &rules {
            locks.extend(enter::locks(&mut write, rules, &waiting.entry()).await?);
        }
        turns.push(rules);
    }
    // All of them before the first, in one order: two batches cannot wait for one another.
    locks.sort_unstable();
    locks.dedup();
    for name in &locks {
        write.exclusive(name).await?;
    }
    let mut answers = Vec::with_capacity(batch.len());
    for (waiting, rules) in batch.iter().zip(turns) {
        answers.push(match rules {
            Ok(rules) => Ok(enter::enter_locked(&mut write, &rules, &waiting.entry(), &shared.zone, secrets).await?),
            Err(error) => Err(error),
        });
    }
    write.commit().await?;
    Ok(answers)
}

async fn write_one(shared: &Shared, waiting: &Waiting) -> Result<Entered> {
    let mut write = shared.db.write().await?;
    let entered = enter::enter(&mut write, &waiting.entry(), &shared.zone).await?;
    write.commit().await?;
    Ok(entered)
}

async fn answer_batches(shared: Arc<Shared>, from: Arc<Mutex<mpsc::Receiver<Question>>>) {
    loop {
        let batch = next(&from).await;
        if batch.is_empty() {
            return;
        }
        match answer_batch(&shared, &batch).await {
            Ok(answers) => {
                for (question, answer) in batch.into_iter().zip(answers) {
                    let _ = question.answer.send(answer);
                }
            }
            Err(_) => {
                for question in batch {
                    let answer = answer_one(&shared, &question).await;
                    let _ = question.answer.send(answer);
                }
            }
        }
    }
}

async fn answer_batch(shared: &Shared, batch: &[Question]) -> Result<Vec<Result<Verdict>>> {
    let mut read = shared.db.read().await?;
    let version = policy::version(&mut read).await?;
    let mut rules = Vec::with_capacity(batch.len());
    for question in batch {
        rules.push(match shared.kept.rules(&mut read, &question.door, version).await {
            Ok(rules) => Some(rules),
            Err(Error::NotFound) => None,
            Err(error) => return Err(error),
        });
    }
    let visitors: Vec<_> = batch.iter().map(|question| question.visitor.as_ref().map(Owned::visitor)).collect();
    let asked: Vec<Asked<'_>> = batch
        .iter()
        .zip(&rules)
        .zip(&visitors)
        .filter_map(|((question, rules), visitor)| {
            let visitor = visitor.as_ref();
            let holder = visitor.map_or("", |visitor| visitor.account);
            rules.as_deref().map(|rules| Asked { rules, visitor, holder, at: question.at })
        })
        .collect();
    let facts = facts::gather_all(&mut read, &asked, &shared.zone).await?;
    drop(read);
    let mut known = asked.iter().zip(&facts).map(|(asked, facts)| {
        Ok(match weigh(asked.rules, asked.visitor, facts, asked.at, &shared.zone)? {
            Weighed::Admits(terms) => Verdict::Admitted { left: terms.left },
            Weighed::No(verdict) => verdict,
        })
    });
    let no_door = || Err(Error::NotFound);
    Ok(rules
        .iter()
        .map(|rules| rules.as_ref().map_or_else(no_door, |_| known.next().unwrap_or_else(no_door)))
        .collect())
}

async fn answer_one(shared: &Shared, question: &Question) -> Result<Verdict> {
    let mut read = shared.db.read().await?;
    let visitor = question.visitor.as_ref().map(Owned::visitor);
    enter::judge(&mut read, &question.door, visitor.as_ref(), question.at, &shared.zone).await
}
