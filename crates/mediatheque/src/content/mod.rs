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
}

impl Content {
    /// Over a migrated database and a shelf; the keys that sign links are made when there are none.
    pub async fn open(db: Db, shelf: Shelf) -> crate::Result<Content> {
        let links = Arc::new(Links::open(&db).await?);
        Ok(Content { db, shelf, links })
    }
}

impl std::fmt::Debug for Content {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The keys stay out of logs.
        f.debug_struct("Content").field("db", &self.db).finish_non_exhaustive()
    }
}
