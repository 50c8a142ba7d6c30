//! The online media library: resources behind doors, hosted content, readers, selections.
//!
//! A [`Resource`](model::Resource) is an item of the programme behind a door. Its files come in by [`ingest`], are opened
//! and checked by the room `content_package`, and kept by [`content`] under their SHA-256; a reader the door admitted is
//! given a signed, short-lived link ([`content::links`]) and reads through [`serve`].
//!
//! - verbs: [`ingest`], [`courses`], [`privacy`], [`records`]
//! - files: [`content`], [`serve`]
//! - tables: [`store`]; nothing else touches them

pub mod content;
mod error;
pub mod model;
pub mod opds;
pub mod store;

use ::store::{Migration, MigrationSet};
use people::RouteRule;

pub use error::{Error, Result};

/// The wing's addresses and who may open each.
pub const ROUTES: &[RouteRule] = &[];

const STEP_1: &str = include_str!("../migrations/0001.sql");

/// The wing's tables. They refer to those of `programme` and `access`, to be migrated before.
pub const MIGRATIONS: MigrationSet = MigrationSet {
    room: "mediatheque",
    migrations: &[Migration {
        number: 1,
        name: "resources, their files, reading and learning",
        sqlite: STEP_1,
        postgres: STEP_1,
    }],
};
