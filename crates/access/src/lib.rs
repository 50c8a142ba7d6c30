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
//!
//! Doors without a network read [`credentials`]: a right's code, signed with the keys of [`keyring`], and revoked by
//! nothing else than the right's own state and end. What their gates tell are [`visits`], which become figures under
//! the [`terms`] a right is held, and are forgotten.

pub mod budgets;
pub mod credentials;
pub mod doors;
mod enter;
mod error;
mod facts;
pub mod figures;
mod gauge;
pub mod journal;
mod keeping;
pub mod keyring;
pub mod licences;
mod period;
mod policy;
mod present;
pub mod rights;
pub mod said;
pub mod scopes;
pub mod seats;
pub mod terms;
mod turnstile;
pub mod uses;
mod verdict;
pub mod visits;
pub mod waiting;
mod weigh;

use store::{Migration, MigrationSet};

pub use budgets::Budget;
pub use doors::{Door, DoorKind};
pub use enter::{Entered, Entry, Seat, enter, judge};
pub use error::{Error, Result};
pub use gauge::{Gauge, LicenceGauge, gauge};
pub use journal::{Look, look};
pub use keeping::{Held, Retention, Swept, forget, forget_right, held, sweep};
pub use licences::{Audience, Licence, ViewQuota};
pub use period::{QuotaPeriod, local_zone};
pub use present::{Presentation, present};
pub use rights::{Quota, Right, RightKind, RightScope, RightState};
pub use said::WING;
pub use seats::{hold, leave};
pub use turnstile::Turnstile;
pub use uses::{Count, Outcome};
pub use verdict::{Doubt, Known, Refusal, Verdict, may};
pub use weigh::Visitor;

const STEP_1: &str = include_str!("../migrations/0001.sql");
const STEP_2: &str = include_str!("../migrations/0002.sql");
const STEP_3: &str = include_str!("../migrations/0003.sql");
const STEP_4: &str = include_str!("../migrations/0004.sql");
const STEP_5: &str = include_str!("../migrations/0005.sql");
const STEP_6: &str = include_str!("../migrations/0006.sql");
const STEP_7: &str = include_str!("../migrations/0007.sql");

/// The room's tables. They refer to those of `programme`, to be migrated before.
pub const MIGRATIONS: MigrationSet = MigrationSet {
    room: "access",
    migrations: &[
        Migration { number: 1, name: "rights, doors, uses", sqlite: STEP_1, postgres: STEP_1 },
        Migration { number: 2, name: "licences, budgets, seats, journal", sqlite: STEP_2, postgres: STEP_2 },
        Migration { number: 3, name: "who is inside, from the index", sqlite: STEP_3, postgres: STEP_3 },
        Migration { number: 4, name: "codes, their keys, visits, terms", sqlite: STEP_4, postgres: STEP_4 },
        Migration { number: 5, name: "since when a right is in its state", sqlite: STEP_5, postgres: STEP_5 },
        Migration { number: 6, name: "rights by item", sqlite: STEP_6, postgres: STEP_6 },
        Migration { number: 7, name: "who told of a visit", sqlite: STEP_7, postgres: STEP_7 },
    ],
};
