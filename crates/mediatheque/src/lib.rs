//! The online media library: resources behind doors, hosted content, readers, selections.
//!
//! A [`Resource`](model::Resource) is an item of the programme behind a door. Its files come in by [`ingest`], are opened
//! and checked by the room `content_package`, and kept by [`content`] under their SHA-256; a reader the door admitted is
//! given a signed, short-lived link ([`content::links`]) and reads through [`serve`].
//!
//! - verbs: [`ingest`], [`offering`], [`privacy`], [`records`], [`xapi`]
//! - files: [`content`], [`serve`]
//! - tables: [`store`]; nothing else touches them

pub mod content;
pub mod editorial;
mod error;
pub mod ingest;
pub mod model;
pub mod offering;
pub mod opds;
pub mod pages;
pub mod privacy;
pub mod records;
pub mod serve;
pub mod store;
pub mod web;
pub mod xapi;

use ::store::{Migration, MigrationSet};
use people::RouteRule;

pub use error::{Error, Result};

/// The wing's addresses and who may open each: its pages, its files, its statements.
pub const ROUTES: &[RouteRule] = &ALL;

const PARTS: [&[RouteRule]; 3] = [web::ROUTES, serve::ROUTES, xapi::ROUTES];
const COUNT: usize = web::ROUTES.len() + serve::ROUTES.len() + xapi::ROUTES.len();

const ALL: [RouteRule; COUNT] = {
    let mut all = [web::ROUTES[0]; COUNT];
    let (mut part, mut to) = (0, 0);
    while part < PARTS.len() {
        let mut from = 0;
        while from < PARTS[part].len() {
            all[to] = PARTS[part][from];
            from += 1;
            to += 1;
        }
        part += 1;
    }
    all
};

const STEP_1: &str = include_str!("../migrations/0001.sql");
const STEP_2: &str = include_str!("../migrations/0002.sql");

/// The wing's tables. They refer to those of `programme` and `access`, to be migrated before.
pub const MIGRATIONS: MigrationSet = MigrationSet {
    room: "mediatheque",
    migrations: &[
        Migration { number: 1, name: "resources, their files, reading and learning", sqlite: STEP_1, postgres: STEP_1 },
        Migration { number: 2, name: "selections and proposals", sqlite: STEP_2, postgres: STEP_2 },
    ],
};
