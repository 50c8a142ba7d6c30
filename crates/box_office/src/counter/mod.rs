//! The counter of a busy evening: orders and entries of other programs that arrive while one transaction is being written
//! wait together, are served one after the other in the next, and are answered once it is committed.
//!
//! A disk acknowledges some hundred commits a second. Within a batch each order sees what those before it took; numbers,
//! rights, codes and journal are written together. Whatever a batch refuses, it refuses before it writes; should it fail
//! all the same, each has a turn of its own.

mod enter;
mod sell;

use std::sync::{Arc, OnceLock};

use ledger::Cents;
use store::Db;
use tokio::sync::{Mutex, mpsc, oneshot};

use crate::order::Buyer;
use crate::{Error, Result};

pub use enter::{Entered, Entry, Shown};
pub use sell::{Bought, Sold};
pub(crate) use sell::{lang_of, quoted};

/// How many wait together at most.
const BATCH: usize = 64;
/// Batches written at once on PostgreSQL, where writers do not exclude one another.
const POSTGRES_WRITERS: usize = 2;

/// An order of another program.
#[derive(Debug, Clone, Default)]
pub struct Ask {
    /// Hash of the key it came with.
    pub key: String,
    /// What the program calls this order: asked again, the same order answers.
    pub token: Option<String>,
    /// Hash of all that was asked, to tell another order under the same token.
    pub asked: String,
    /// The performance.
    pub item: String,
    /// The allotment's code; empty for the online one.
    pub allotment: String,
    /// Tariffs by identifier or code, and how many.
    pub lines: Vec<(String, i64)>,
    /// Who buys.
    pub buyer: Buyer,
    /// The money was taken by whoever asks. Without it, only what is free.
    pub paid: bool,
    /// Send our letter to the buyer.
    pub letter: bool,
}

impl Ask {
    fn places(&self) -> i64 {
        self.lines.iter().fold(0, |places, (_, quantity)| places.saturating_add(*quantity))
    }
}

/// Why an order or an entry was refused.
#[derive(Debug)]
pub enum Refusal {
    /// The key opens nothing.
    Key,
    /// Another order was asked under this token.
    Token,
    /// What is asked costs money and nobody took it.
    Unpaid(Cents),
    /// Let in already, then.
    AlreadyIn(jiff::Timestamp),
    /// The code is none of ours, or not good now: its name for it.
    Code(&'static str),
    /// The wing's own refusals and faults.
    Other(Error),
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Other(error)
    }
}

impl From<store::Error> for Refusal {
    fn from(error: store::Error) -> Self {
        Self::Other(error.into())
    }
}

enum Waiting {
    Ask(Box<Ask>, oneshot::Sender<Result<Bought, Refusal>>),
    Entry(Box<Entry>, oneshot::Sender<Result<Entered, Refusal>>),
}

/// The counter of a whole process; cheap to clone. Its tasks begin with the first order and end with the last clone.
#[derive(Clone)]
pub struct Counter {
    db: Db,
    line: Arc<OnceLock<mpsc::Sender<Waiting>>>,
}

impl std::fmt::Debug for Counter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Counter")
    }
}

impl Counter {
    /// A counter on a database.
    #[must_use]
    pub fn new(db: Db) -> Self {
        Self { db, line: Arc::default() }
    }

    fn line(&self) -> &mpsc::Sender<Waiting> {
        self.line.get_or_init(|| {
            let (line, waiting) = mpsc::channel(BATCH * 16);
            let waiting = Arc::new(Mutex::new(waiting));
            let writers = match self.db.backend() {
                store::Backend::Sqlite => 1,
                store::Backend::Postgres => POSTGRES_WRITERS,
            };
            for _ in 0..writers {
                tokio::spawn(serve(self.db.clone(), Arc::clone(&waiting)));
            }
            line
        })
    }

    /// Sells, in a transaction shared with whoever asks at the same time. Answered once it is committed.
    ///
    /// # Errors
    /// [`Refusal`]: nothing was taken then.
    pub async fn sell(&self, ask: Ask) -> Result<Bought, Refusal> {
        let (answer, answered) = oneshot::channel();
        self.line().send(Waiting::Ask(Box::new(ask), answer)).await.map_err(|_| stopped())?;
        answered.await.map_err(|_| stopped())?
    }

    /// Lets in, in a transaction shared with whoever asks at the same time. Answered once it is committed.
    ///
    /// # Errors
    /// [`Refusal`]: nobody was let in then.
    pub async fn enter(&self, entry: Entry) -> Result<Entered, Refusal> {
        let (answer, answered) = oneshot::channel();
        self.line().send(Waiting::Entry(Box::new(entry), answer)).await.map_err(|_| stopped())?;
        answered.await.map_err(|_| stopped())?
    }
}

fn stopped() -> Refusal {
    Refusal::Other(Error::Store(store::Error::Busy("the counter is closing with the server".into())))
}

async fn serve(db: Db, from: Arc<Mutex<mpsc::Receiver<Waiting>>>) {
    loop {
        let mut batch = Vec::with_capacity(BATCH);
        from.lock().await.recv_many(&mut batch, BATCH).await;
        if batch.is_empty() {
            return;
        }
        // A task of its own: should one order bring the program to a fault nobody thought of, the counter stays open.
        if let Err(fault) = tokio::spawn(together(db.clone(), batch)).await {
            tracing::error!(%fault, "a batch of orders came to an end it should not have");
        }
    }
}

/// Serves what arrived together, each kind in its transaction, and answers.
async fn together(db: Db, batch: Vec<Waiting>) {
    let (mut asks, mut asked, mut entries, mut entered) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for waiting in batch {
        match waiting {
            Waiting::Ask(ask, answer) => {
                asks.push(*ask);
                asked.push(answer);
            }
            Waiting::Entry(entry, answer) => {
                entries.push(*entry);
                entered.push(answer);
            }
        }
    }
    // Whoever no longer listens has an order that its token finds again.
    if !asks.is_empty() {
        for (answer, said) in asked.into_iter().zip(served(&db, &asks, sell::together).await) {
            let _ = answer.send(said);
        }
    }
    if !entries.is_empty() {
        for (answer, said) in entered.into_iter().zip(served(&db, &entries, enter::together).await) {
            let _ = answer.send(said);
        }
    }
}

/// Serves what waits in one transaction, or each in its own when that fails. Gives as many answers.
async fn served<A, T>(
    db: &Db,
    asked: &[A],
    together: impl AsyncFn(&Db, &[A]) -> Result<Vec<Result<T, Refusal>>, Refusal>,
) -> Vec<Result<T, Refusal>> {
    match together(db, asked).await {
        Ok(answers) => answers,
        Err(error) if asked.len() == 1 => vec![Err(error)],
        Err(error) => {
            tracing::debug!(?error, asked = asked.len(), "a batch is served one by one");
            let mut answers = Vec::with_capacity(asked.len());
            for one in asked {
                let one = together(db, std::slice::from_ref(one)).await;
                answers.push(one.and_then(|mut one| one.pop().unwrap_or(Err(Refusal::Other(Error::NotFound)))));
            }
            answers
        }
    }
}
