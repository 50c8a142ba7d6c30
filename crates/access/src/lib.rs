//! Rights, doors, uses and verdicts: may this holder enter, now?
//!
//! Every door of the house asks one question, [`may`], and gets a [`Verdict`]: admitted, refused, or cannot-know, with
//! a reason that can be said aloud. The rules are pure, so that an online door (the server, knowing all) and an
//! offline one (a gate that knows what its last bundle said) run the same code: what an offline door lacks is
//! [`Known::No`], and leads to cannot-know rather than to no.
//!
//! [`present`] is the online door: it judges, takes from the quota and writes the use in one transaction. Uses are
//! pseudonymous and expire into counts ([`uses`]). What staff may do is not a right but a role: see `people`.

pub mod doors;
mod error;
mod period;
mod present;
pub mod rights;
pub mod uses;
mod verdict;

use store::{Migration, MigrationSet};

pub use doors::{Door, DoorKind};
pub use error::{Error, Result};
pub use period::{QuotaPeriod, local_zone};
pub use present::{Presentation, present};
pub use rights::{Quota, Right, RightKind, RightScope, RightState};
pub use uses::{Count, Outcome};
pub use verdict::{Doubt, Known, Refusal, Verdict, may};

const STEP_1: &str = include_str!("../migrations/0001.sql");

/// The room's tables. They refer to those of `programme`, to be migrated before.
pub const MIGRATIONS: MigrationSet = MigrationSet {
    room: "access",
    migrations: &[Migration { number: 1, name: "rights, doors, uses", sqlite: STEP_1, postgres: STEP_1 }],
};
