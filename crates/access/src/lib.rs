//! Rights, doors, uses and verdicts: may this holder enter, now?
//!
//! Every door of the house asks one question, [`may`], and gets a [`Verdict`]: admitted, refused, or cannot-know, with
//! a reason that can be said aloud. The rules are pure, so that an online door (the server, knowing all) and an
//! offline one (a gate that knows what its last bundle said) run the same code: what an offline door lacks is
//! [`Known::No`], and leads to cannot-know rather than to no.
//!
//! [`present`] is the gate that is online: a right is shown, the quota is taken from, the use is written, in one
//! transaction. [`enter`] is the door of an online resource: whoever is there is weighed by its [`licences`], takes a
//! seat, a view, money of a [`budgets`] when there is a price, and a line of the [`journal`] is written, in one
//! transaction too; a server asks through a [`Turnstile`]. What is written is pseudonymous and expires into counts ([`uses`], [`figures`]). What staff may do
//! is not a right but a role: see `people`.

pub mod budgets;
pub mod doors;
mod enter;
mod error;
mod facts;
pub mod figures;
mod gauge;
pub mod journal;
mod keeping;
pub mod licences;
mod period;
mod policy;
mod present;
pub mod rights;
pub mod seats;
mod turnstile;
pub mod uses;
mod verdict;
pub mod waiting;
mod weigh;

use store::{Migration, MigrationSet};

pub use budgets::Budget;
pub use doors::{Door, DoorKind};
pub use enter::{Entered, Entry, Seat, enter, judge};
pub use error::{Error, Result};
pub use gauge::{Gauge, LicenceGauge, gauge};
pub use journal::{Look, look};
pub use keeping::{Held, Retention, Swept, forget, held, sweep};
pub use licences::{Audience, Licence, ViewQuota};
pub use period::{QuotaPeriod, local_zone};
pub use present::{Presentation, present};
pub use rights::{Quota, Right, RightKind, RightScope, RightState};
pub use seats::{hold, leave};
pub use turnstile::Turnstile;
pub use uses::{Count, Outcome};
pub use verdict::{Doubt, Known, Refusal, Verdict, may};
pub use weigh::Visitor;

const STEP_1: &str = include_str!("../migrations/0001.sql");
const STEP_2: &str = include_str!("../migrations/0002.sql");
const STEP_3: &str = include_str!("../migrations/0003.sql");

/// The room's tables. They refer to those of `programme`, to be migrated before.
pub const MIGRATIONS: MigrationSet = MigrationSet {
    room: "access",
    migrations: &[
        Migration { number: 1, name: "rights, doors, uses", sqlite: STEP_1, postgres: STEP_1 },
        Migration { number: 2, name: "licences, budgets, seats, journal", sqlite: STEP_2, postgres: STEP_2 },
        Migration { number: 3, name: "who is inside, from the index", sqlite: STEP_3, postgres: STEP_3 },
    ],
};
