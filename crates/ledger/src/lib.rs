//! Movements of money, in cents, each with its source.
//!
//! - [`Cents`]: an amount; sums are checked, shares never lose a cent ([`Cents::allocate`]);
//! - [`Movement`]: lines over accounts that add up to zero, appended once by [`post`] and never changed.
//!
//! An account is a name chosen by the wing that uses it, of words joined by colons, as in
//! `desk:mairie-lille:cash` or `museum:la-piscine:due`.

mod cents;
mod error;
mod movement;

use store::{Migration, MigrationSet};

pub use cents::{Cents, ParseCentsError};
pub use error::{Error, Result};
pub use movement::{Line, Movement, Posted, Statement, balance, entered, post, statement, unbalanced, undo};

const STEP_1: &str = include_str!("../migrations/0001.sql");

/// The room's tables.
pub const MIGRATIONS: MigrationSet = MigrationSet {
    room: "ledger",
    migrations: &[Migration { number: 1, name: "movements of money", sqlite: STEP_1, postgres: STEP_1 }],
};
