//! The libraries that are connected: their settings read once, their connections kept, a fuse before each.

use std::collections::{BTreeMap, VecDeque};
use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use store::Db;
use tokio::time::Instant;

use crate::breaker::Breaker;
use crate::settings::{self, Protocol, Settings};
use crate::system::{
    Answering, CopyAsked, CopyState, Done, Failure, LibrarySystem, PatronAccount, PatronKey, ProbeStep, ProbeWith,
    Wanted,
};
use crate::{Result, ilsdi, sip};

/// For how long settings are taken as read: another node may have changed them.
const FRESH: Duration = Duration::from_secs(2);
/// How often a system that stays well (or unwell) is noted again.
const NOTED_EVERY: Duration = Duration::from_secs(300);

/// A library whose system may be asked.
#[derive(Clone)]
pub struct Connected {
    /// How it is reached.
    pub settings: Arc<Settings>,
    /// What may be asked. A library's system that failed several times in a row is left alone for a while: it then answers
    /// [`Failure::Resting`] at once.
    pub system: Arc<dyn LibrarySystem>,
    gauge: Arc<Gauge>,
}

impl Connected {
    /// Whether it is left alone for now.
    #[must_use]
    pub fn is_resting(&self) -> bool {
        self.gauge.breaker.is_resting()
    }
}

impl fmt::Debug for Connected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connected").field("settings", &self.settings).finish_non_exhaustive()
    }
}

/// Every library connected, by identifier.
pub type Connections = BTreeMap<String, Connected>;

struct Known {
    mark: (i64, i64),
    read_at: Option<Instant>,
    connections: Arc<Connections>,
}

struct Inner {
    db: Db,
    known: Mutex<Option<Known>>,
    reading: tokio::sync::Mutex<()>,
}

/// The registry of libraries' systems; cheap to clone, its clones share connections.
#[derive(Clone)]
pub struct Systems(Arc<Inner>);

impl fmt::Debug for Systems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Systems").finish_non_exhaustive()
    }
}

impl Systems {
    /// The registry of a database. Nothing is read or connected yet.
    #[must_use]
    pub fn new(db: Db) -> Self {
        Self(Arc::new(Inner { db, known: Mutex::new(None), reading: tokio::sync::Mutex::new(()) }))
    }

    /// The libraries connected and enabled. Costs nothing but a lock, except every other second, when one short query looks
    /// whether something changed.
    ///
    /// # Errors
    /// The database's, when nothing was ever read.
    pub async fn all(&self) -> Result<Arc<Connections>> {
        let stale = match self.look() {
            Some((connections, true)) => return Ok(connections),
            Some((connections, false)) => Some(connections),
            None => None,
        };
        let Some(stale) = stale else {
            let _reading = self.0.reading.lock().await;
            return match self.look() {
                Some((connections, true)) => Ok(connections),
                _ => self.read().await,
            };
        };
        // One looks; the others go on with what was known.
        let Ok(_reading) = self.0.reading.try_lock() else { return Ok(stale) };
        match self.read().await {
            Ok(connections) => Ok(connections),
            Err(error) => {
                tracing::warn!(%error, "settings of libraries' systems could not be read; those known are used");
                Ok(stale)
            }
        }
    }

    /// A library, when it is connected and enabled.
    ///
    /// # Errors
    /// As [`Systems::all`].
    pub async fn of(&self, institution: &str) -> Result<Option<Connected>> {
        Ok(self.all().await?.get(institution).cloned())
    }

    /// Settings were changed: the next question reads them.
    pub fn changed(&self) {
        let mut known = self.0.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = known.as_mut() {
            known.mark = (-1, -1);
        }
        // Whoever asks next waits for the new ones instead of taking those known.
        if let Some(old) = known.take() {
            *known = Some(Known { read_at: None, ..old });
        }
    }

    /// A connection by settings that are not kept (yet), for the test page; without a fuse.
    #[must_use]
    pub fn apart(&self, settings: Settings) -> Arc<dyn LibrarySystem> {
        open(&self.0.db, Arc::new(settings))
    }

    /// What is known, and whether it is fresh. Nothing when all must wait for a reading.
    fn look(&self) -> Option<(Arc<Connections>, bool)> {
        let known = self.0.known.lock().unwrap_or_else(PoisonError::into_inner);
        let known = known.as_ref()?;
        Some((known.connections.clone(), known.read_at?.elapsed() < FRESH))
    }

    async fn read(&self) -> Result<Arc<Connections>> {
        let mut read = self.0.db.read().await?;
        let mark = settings::mark(&mut read).await?;
        let before = {
            let mut known = self.0.known.lock().unwrap_or_else(PoisonError::into_inner);
            match known.as_mut() {
                Some(known) if known.mark == mark => {
                    known.read_at = Some(Instant::now());
                    return Ok(known.connections.clone());
                }
                Some(known) => known.connections.clone(),
                None => Arc::default(),
            }
        };
        let mut connections = Connections::new();
        for one in settings::all(&mut read).await?.into_iter().filter(|one| one.enabled) {
            let institution = one.institution.clone();
            // A library whose settings are the same keeps its connections and its fuse.
            let connected = match before.get(&institution) {
                Some(same) if *same.settings == one => same.clone(),
                _ => connect(&self.0.db, one),
            };
            connections.insert(institution, connected);
        }
        let connections = Arc::new(connections);
        *self.0.known.lock().unwrap_or_else(PoisonError::into_inner) =
            Some(Known { mark, read_at: Some(Instant::now()), connections: connections.clone() });
        Ok(connections)
    }
}

fn connect(db: &Db, settings: Settings) -> Connected {
    let settings = Arc::new(settings);
    let gauge = Arc::new(Gauge {
        db: db.clone(),
        institution: settings.institution.clone(),
        breaker: Breaker::default(),
        noted: Mutex::default(),
    });
    let system = Arc::new(Guarded { system: open(db, settings.clone()), gauge: gauge.clone() });
    Connected { settings, system, gauge }
}

fn open(db: &Db, settings: Arc<Settings>) -> Arc<dyn LibrarySystem> {
    match settings.protocol {
        Protocol::Sip2 => sip::open(settings, db.clock().clone()),
        Protocol::IlsDi => ilsdi::open(settings, db.clock().clone()),
    }
}

/// How a system does.
struct Gauge {
    db: Db,
    institution: String,
    breaker: Breaker,
    noted: Mutex<Noted>,
}

/// What was noted of a system, and what is still to be written. `None` is well, `Some` the failure's code.
#[derive(Default)]
struct Noted {
    last: Option<(Option<&'static str>, Instant)>,
    /// In the order it happened; at most one line that it is well, and one that it is not.
    unwritten: VecDeque<Option<&'static str>>,
    /// Whether somebody is writing: two at once could write in the other order, and what was first would stay.
    writing: bool,
}

impl Gauge {
    /// Notes how it went: at once when that is new, now and then when it is not.
    fn note(self: &Arc<Self>, failure: Option<&'static str>) {
        {
            let mut noted = self.noted();
            if noted.last.is_some_and(|(last, at)| last == failure && at.elapsed() < NOTED_EVERY) {
                return;
            }
            noted.last = Some((failure, Instant::now()));
            noted.unwritten.retain(|one| one.is_some() != failure.is_some());
            noted.unwritten.push_back(failure);
            if std::mem::replace(&mut noted.writing, true) {
                return;
            }
        }
        // Whoever asked does not wait for a line of the health table.
        let gauge = self.clone();
        tokio::spawn(async move {
            while let Some(failure) = gauge.next() {
                if let Some(failure) = failure {
                    tracing::warn!(institution = gauge.institution, failure, "a library's system failed");
                }
                if let Err(error) = gauge.write(failure).await {
                    tracing::debug!(%error, "the health of a library's system could not be noted");
                    // The next answer tries again, be it the same.
                    gauge.noted().last = None;
                }
            }
        });
    }

    /// What is to be written now; when nothing is, the writing is over.
    fn next(&self) -> Option<Option<&'static str>> {
        let mut noted = self.noted();
        let next = noted.unwritten.pop_front();
        noted.writing = next.is_some();
        next
    }

    async fn write(&self, failure: Option<&'static str>) -> Result<()> {
        let mut write = self.db.write().await?;
        settings::note(&mut write, &self.institution, failure).await?;
        write.commit().await?;
        Ok(())
    }

    fn noted(&self) -> MutexGuard<'_, Noted> {
        self.noted.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A system behind its fuse.
struct Guarded {
    system: Arc<dyn LibrarySystem>,
    gauge: Arc<Gauge>,
}

impl Guarded {
    async fn ask<T>(&self, asking: Answering<'_, T>) -> Result<T, Failure> {
        let Some(leave) = self.gauge.breaker.ask() else { return Err(Failure::Resting) };
        let answer = asking.await;
        match &answer {
            // Most such questions never left the house, and say nothing of the system.
            Err(Failure::NotSupported) => drop(leave),
            // An odd answer is one: it costs no time, and one reader's must not shut the library for all.
            Err(failure @ Failure::Odd { .. }) => {
                leave.answered();
                self.gauge.note(Some(failure.code()));
            }
            Err(failure) if failure.is_the_systems() => {
                leave.failed();
                self.gauge.note(Some(failure.code()));
            }
            _ => {
                leave.answered();
                self.gauge.note(None);
            }
        }
        answer
    }
}

impl LibrarySystem for Guarded {
    fn availability<'a>(&'a self, asked: &'a [CopyAsked]) -> Answering<'a, Vec<CopyState>> {
        Box::pin(self.ask(self.system.availability(asked)))
    }

    fn can_send(&self, barcode: &str, pin: &str) -> bool {
        self.system.can_send(barcode, pin)
    }

    fn authenticate<'a>(&'a self, barcode: &'a str, pin: &'a str) -> Answering<'a, PatronKey> {
        if !self.can_send(barcode, pin) {
            return Box::pin(async { Err(Failure::BadCredentials) });
        }
        Box::pin(self.ask(self.system.authenticate(barcode, pin)))
    }

    fn account<'a>(&'a self, patron: &'a PatronKey) -> Answering<'a, PatronAccount> {
        Box::pin(self.ask(self.system.account(patron)))
    }

    fn renew<'a>(&'a self, patron: &'a PatronKey, item: &'a str) -> Answering<'a, Done> {
        Box::pin(self.ask(self.system.renew(patron, item)))
    }

    fn hold<'a>(&'a self, patron: &'a PatronKey, wanted: &'a Wanted) -> Answering<'a, Done> {
        Box::pin(self.ask(self.system.hold(patron, wanted)))
    }

    fn cancel_hold<'a>(&'a self, patron: &'a PatronKey, hold: &'a str) -> Answering<'a, Done> {
        Box::pin(self.ask(self.system.cancel_hold(patron, hold)))
    }

    fn probe<'a>(&'a self, with: &'a ProbeWith) -> Pin<Box<dyn Future<Output = Vec<ProbeStep>> + Send + 'a>> {
        self.system.probe(with)
    }
}
