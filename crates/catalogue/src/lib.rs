//! The union catalogue of a library network.
//!
//! Libraries declare sources; files, uploads and harvests bring records; each record is kept as received, described,
//! and placed in an edition and a work with the reason for it; the index follows the change feed; pages, a JSON API,
//! OAI-PMH and SRU answer from it.
//!
//! - verbs: [`import`], [`harvest`], [`decide`], [`rebuild`], [`clusters`], [`search`], [`indexing`]
//! - faces: `pages` (portal and office), `api`, `oai`, `sru`
//! - tables: `store`; nothing else touches them

pub mod api;
pub mod availability;
pub mod clusters;
pub mod decide;
mod error;
pub mod harvest;
pub mod harvesting;
pub mod import;
pub mod indexing;
pub mod model;
pub mod oai;
pub mod pages;
pub mod rebuild;
mod registry;
pub mod search;
pub mod sru;
mod store;
pub mod verify;
pub mod web;

pub use error::CatalogueError;
pub use import::Engine;
pub use registry::Registry;
pub use store::migrations;
pub use store::runs::SetAside;

/// How many works the catalogue holds.
pub async fn works_count(db: &::store::Db) -> Result<u64, CatalogueError> {
    use ::store::Query;
    let row =
        db.read().await?.one("SELECT count(DISTINCT work) AS n FROM catalogue_placement", ::store::params![]).await?;
    Ok(row.get::<i64>("n")? as u64)
}
