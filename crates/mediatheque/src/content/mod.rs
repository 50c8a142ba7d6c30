//! The files: where they are kept, and the links by which an admitted reader is given them.
//!
//! Bytes are kept once under their SHA-256 ([`Shelf`]). Packages are kept entry by entry, beside the file as received: a
//! chapter is one object, and a film inside a course can be asked by ranges, which a compressed archive could only answer
//! by inflating all that comes before. A reader is given a link ([`links`]) for one edition, for a short time, for the
//! session that was admitted; [`crate::serve`] checks it at each request.

pub mod links;
mod shelf;

use std::sync::Arc;

use store::Db;

pub use links::{Binding, Grant, Keys, LinkError, Links};
pub use shelf::{Kept, Shelf};
pub(crate) use shelf::{hash, hex};

/// What serving and taking in need. Cheap to clone.
#[derive(Clone)]
pub struct Content {
    /// The tables.
    pub db: Db,
    /// The bytes.
    pub shelf: Shelf,
    /// The links.
    pub links: Arc<Links>,
    sweeping: Arc<tokio::sync::RwLock<()>>,
}

impl Content {
    /// Over a migrated database and a shelf; the keys that sign links are made when there are none.
    pub async fn open(db: Db, shelf: Shelf) -> crate::Result<Content> {
        let links = Arc::new(Links::open(&db).await?);
        Ok(Content { db, shelf, links, sweeping: Arc::default() })
    }

    /// Held while a file is taken in: nothing is swept meanwhile.
    pub(crate) async fn taking(&self) -> tokio::sync::RwLockReadGuard<'_, ()> {
        self.sweeping.read().await
    }

    /// Removes bytes for which nothing stands any more: those of a poster or captions replaced, and of files whose taking in stopped
    /// halfway. What was put away less than a day ago stays: its rows may be on their way. Gives how many objects went.
    pub async fn sweep(&self) -> crate::Result<u64> {
        self.sweep_before(store::Clock::system().now_ms() - 2 * shelf::FRESH_MS).await
    }

    /// As [`sweep`](Self::sweep), of what was put away before an instant, in milliseconds since 1970 UTC by the clock that
    /// dates files.
    pub async fn sweep_before(&self, before_ms: i64) -> crate::Result<u64> {
        let _alone = self.sweeping.write().await;
        let mut gone = 0;
        for hash in self.shelf.older_than(before_ms).await? {
            let kept = crate::store::editions::is_kept(&mut self.db.read().await?, &hash).await?;
            // Looked at again: another node may have put the same bytes away since the list was made.
            if !kept && self.shelf.is_older_than(&hash, before_ms).await? {
                self.shelf.delete(&hash).await?;
                gone += 1;
            }
        }
        Ok(gone)
    }
}

impl std::fmt::Debug for Content {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The keys stay out of logs.
        f.debug_struct("Content").field("db", &self.db).finish_non_exhaustive()
    }
}
