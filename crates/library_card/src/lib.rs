//! One card for every library of the network: the desk, the holder's own pages, households, patron files, privacy.
//!
//! A card is a right of the hub (`access`), under the same identifier; who holds it is known to `people`. The wing
//! brings both together in one transaction ([`cards`]), and the pages around them:
//!
//! - [`cards`]: registering, confirming, renewing, replacing, holding back;
//! - [`patron_file`]: readers brought in from a library's own system;
//! - [`held`]: what the house holds of a person, given to them, and removed when they ask;
//! - [`retention`]: what is removed without anyone asking;
//! - [`web`]: the pages of the holder, of the desk, and of whoever answers for what is kept.

pub mod barcode;
pub mod cards;
mod error;
pub mod held;
pub mod patron_file;
pub mod retention;
pub mod typed_day;
pub mod web;

use store::{Migration, MigrationSet};

pub use cards::{Beginning, Registered, register};
pub use error::{Error, Result};
pub use held::HeldData;
pub use web::{ROUTES, WING, Web, nav, office_nav, routes};

const STEP_1: &str = include_str!("../migrations/0001.sql");

/// The wing's tables.
pub const MIGRATIONS: MigrationSet = MigrationSet {
    room: "library_card",
    migrations: &[Migration { number: 1, name: "patron files, retention", sqlite: STEP_1, postgres: STEP_1 }],
};
