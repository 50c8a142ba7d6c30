//! One door to SQLite and PostgreSQL: the same SQL text, the same rows.
//!
//! [`Db`] holds native sqlx pools for one of the two backends. [`Db::read`] gives a snapshot, [`Db::write`] the
//! right to write; both answer the same SQL with `$1` placeholders through the [`Query`] trait. Columns are only
//! `BIGINT`, `TEXT`, `BOOLEAN` and `BYTEA`/`BLOB`; where the backends must differ (locks, job claims, bulk inserts)
//! they differ here and nowhere else.
//!
//! ```no_run
//! # async fn example() -> store::Result<()> {
//! use store::{params, prelude::*};
//! let db = Db::open("sqlite:beffroi-data/beffroi.db", Options::default()).await?;
//! let mut write = db.write().await?;
//! write.execute("INSERT INTO places (id, name) VALUES ($1, $2)", params!["p1", "Beffroi"]).await?;
//! write.commit().await?;
//! let mut read = db.read().await?;
//! for row in read.all("SELECT id, name FROM places WHERE id <> $1", params!["p0"]).await? {
//!     let _name: String = row.get("name")?;
//! }
//! # Ok(()) }
//! ```
//!
//! # What is promised
//!
//! - What [`Write::commit`] acknowledged survives `kill -9` and, with the default [`Durability::PowerLoss`], a power
//!   cut (SQLite WAL with `synchronous=FULL`; PostgreSQL as configured by its server, synchronous by default).
//! - A [`Read`] sees one snapshot from its first statement to its end. A writer never waits for readers.
//! - On SQLite there is one writer at a time, first come, first served, opened with `BEGIN IMMEDIATE`. On PostgreSQL
//!   several run at once: whoever reads in order to write takes [`Write::exclusive`] or relies on a constraint.

pub mod backup;
mod bulk;
mod clock;
mod db;
mod error;
mod identity;
pub mod jobs;
mod lease;
mod migrate;
mod query;
mod row;
pub mod schema;
#[cfg(feature = "testing")]
pub mod testing;
mod value;

pub use clock::Clock;
pub use db::{Backend, Db, Durability, Options, Read, Write};
pub use error::{Error, Result};
pub use identity::new_id;
pub use lease::Lease;
pub use migrate::{AppliedMigration, Migration, MigrationSet};
pub use query::{Query, Session, in_list};
pub use row::{Column, ColumnAt, Row};
pub use value::{Params, Value};

/// What nearly every file that speaks to the store imports.
pub mod prelude {
    pub use crate::{Db, Options, Query, Read, Row, Value, Write, params};
}
