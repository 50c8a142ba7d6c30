//! Who may write the catalogue now, and the matcher that goes with it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use record_matching::{Features, Matcher};
use store::{Db, Lease, Query, params};
use tokio::sync::{Mutex, MutexGuard, Notify};

use crate::error::CatalogueError;
use crate::store::{counters, decisions};

/// Name of the lease that whoever writes the catalogue holds.
const LEASE: &str = "catalogue-import";
/// How long a lease outlives a process that was killed.
const LEASE_TIME: Duration = Duration::from_secs(15);
/// How long an import waits for the one before it.
const PATIENCE: Duration = Duration::from_secs(6 * 3600);

/// Places read together when the matcher is loaded.
const PAGE: i64 = 20_000;

/// Writes the catalogue, one import at a time, whatever the number of nodes.
#[derive(Clone)]
pub struct Engine {
    db: Db,
    matcher: Arc<Mutex<Option<LoadedMatcher>>>,
    changed: Arc<Notify>,
}

struct LoadedMatcher {
    matcher: Matcher,
    /// The last change it knows: another process may have written since.
    change: i64,
}

impl Engine {
    /// An engine on a migrated database.
    pub fn new(db: Db) -> Engine {
        Engine { db, matcher: Arc::new(Mutex::new(None)), changed: Arc::new(Notify::new()) }
    }

    /// The database.
    pub fn db(&self) -> &Db {
        &self.db
    }

    /// Tells the indexer there is something to read.
    pub(crate) fn changed(&self) {
        self.changed.notify_one();
    }

    /// What the indexer waits for.
    pub fn changes(&self) -> Arc<Notify> {
        Arc::clone(&self.changed)
    }

    /// Frees the matcher's memory; the next import loads it again.
    pub async fn forget(&self) {
        *self.matcher.lock().await = None;
    }

    /// The same, unless an import is under way.
    pub fn forget_when_idle(&self) {
        if let Ok(mut matcher) = self.matcher.try_lock() {
            *matcher = None;
        }
    }

    /// Waits for the right to write.
    pub(crate) async fn turn(&self) -> Result<Turn<'_>, CatalogueError> {
        let matcher = self.matcher.lock().await;
        let lease =
            tokio::time::timeout(PATIENCE, HeldLease::take(&self.db)).await.map_err(|_| CatalogueError::Busy)??;
        Ok(Turn { db: self.db.clone(), matcher, lease })
    }
}

/// The right to write the catalogue, and its matcher.
pub(crate) struct Turn<'a> {
    db: Db,
    matcher: MutexGuard<'a, Option<LoadedMatcher>>,
    lease: HeldLease,
}

impl Turn<'_> {
    /// Makes the matcher know all that is placed, whoever placed it.
    pub(crate) async fn load_matcher(&mut self) -> Result<(), CatalogueError> {
        let mut read = self.db.read().await?;
        let change = counters::last(&mut read, "change").await?;
        if self.matcher.as_ref().is_some_and(|loaded| loaded.change == change) {
            return Ok(());
        }
        let mut matcher = Matcher::new();
        let mut damaged = 0u32;
        let mut after = 0i64;
        loop {
            let rows = read
                .all(
                    "SELECT record, edition, work, features FROM catalogue_placement WHERE record > $1 \
                     ORDER BY record LIMIT $2",
                    params![after, PAGE],
                )
                .await?;
            let Some(last) = rows.last() else { break };
            after = last.get("record")?;
            for row in &rows {
                let record = row.get::<i64>("record")? as u32;
                let (edition, work) = (row.get::<i64>("edition")? as u32, row.get::<i64>("work")? as u32);
                match Features::from_bytes(row.bytes("features")?) {
                    Ok(features) => matcher.load(record, edition, work, &features),
                    Err(_) => damaged += 1,
                }
            }
        }
        if damaged > 0 {
            tracing::warn!(damaged, "records placed by an older version are not matched until `catalogue rebuild`");
        }
        for decision in decisions::in_force(&mut read).await? {
            decision.tell(&mut matcher);
        }
        let edition = counters::last(&mut read, "edition").await?;
        let work = counters::last(&mut read, "work").await?;
        matcher.set_next_ids(edition as u32 + 1, work as u32 + 1);
        *self.matcher = Some(LoadedMatcher { matcher, change });
        Ok(())
    }

    /// The matcher, loaded before.
    pub(crate) fn matcher(&mut self) -> Result<MatcherInUse<'_>, CatalogueError> {
        let loaded = self.matcher.as_mut().ok_or(CatalogueError::Busy)?;
        Ok(MatcherInUse { matcher: &mut loaded.matcher, change: &mut loaded.change })
    }

    /// Refuses to go on when the lease was lost: another process may be writing.
    pub(crate) fn check(&self) -> Result<(), CatalogueError> {
        if self.lease.lost.load(Ordering::Relaxed) { Err(CatalogueError::LostTurn) } else { Ok(()) }
    }

    /// Drops the matcher after a failure: it may know what was rolled back.
    pub(crate) fn forget(&mut self) {
        *self.matcher = None;
    }

    /// Lets the next one write.
    pub(crate) async fn release(self) {
        self.lease.give_back().await;
    }
}

/// A lease kept alive by a task until it is given back or dropped.
struct HeldLease {
    lost: Arc<AtomicBool>,
    renewing: Option<tokio::task::JoinHandle<()>>,
    lease: Option<Lease>,
}

impl HeldLease {
    async fn take(db: &Db) -> Result<HeldLease, CatalogueError> {
        let holder = store::new_id();
        let lease = loop {
            match db.lease(LEASE, &holder, LEASE_TIME).await {
                Ok(lease) => break lease,
                Err(store::Error::LeaseHeld { .. } | store::Error::Busy(_)) => {
                    tokio::time::sleep(Duration::from_millis(200)).await;
                }
                Err(other) => return Err(other.into()),
            }
        };
        let lost = Arc::new(AtomicBool::new(false));
        let (renewing_db, renewing_lost) = (db.clone(), Arc::clone(&lost));
        let renewing = tokio::spawn(async move {
            loop {
                tokio::time::sleep(LEASE_TIME / 3).await;
                // Taking a lease one holds renews it. A busy database is asked again: the term is three times as long.
                if let Err(store::Error::LeaseHeld { .. }) = renewing_db.lease(LEASE, &holder, LEASE_TIME).await {
                    renewing_lost.store(true, Ordering::Relaxed);
                    return;
                }
            }
        });
        Ok(HeldLease { lost, renewing: Some(renewing), lease: Some(lease) })
    }

    async fn give_back(mut self) {
        if let Some(renewing) = self.renewing.take() {
            renewing.abort();
        }
        if let Some(lease) = self.lease.take()
            && let Err(error) = lease.release().await
        {
            tracing::warn!(%error, "the import lease was not given back; it ends by itself");
        }
    }
}

impl Drop for HeldLease {
    fn drop(&mut self) {
        if let Some(renewing) = self.renewing.take() {
            renewing.abort();
        }
    }
}

/// The matcher while a transaction uses it.
pub(crate) struct MatcherInUse<'a> {
    pub(crate) matcher: &'a mut Matcher,
    change: &'a mut i64,
}

impl MatcherInUse<'_> {
    /// Notes the last change committed, which the matcher already knows.
    pub(crate) fn knows(&mut self, change: i64) {
        *self.change = change;
    }
}
