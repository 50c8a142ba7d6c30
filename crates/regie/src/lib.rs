//! The régie: tills opened and closed, receipts numbered without gap, deposits.
//!
//! - [`regies`]: what the acte constitutif of each régie allows, and its tills;
//! - [`session`]: a till opened with its float counted, closed with everything counted;
//! - [`receipts`]: [`take`] money in a sale's own transaction, [`give_back`] some, print and print again;
//! - [`deposits`]: slips to the comptable public, with every cheque listed;
//! - [`verify`]: whether the chain of receipts is whole.
//!
//! The law behind it: CGCT articles R1617-1 to R1617-18, and the instruction codificatrice n° 06-031-A-B-M of 21 April
//! 2006. The décret n° 2019-798 is for the state's régies and leaves local authorities out.

mod count;
pub mod deposits;
mod error;
pub mod journal;
mod means;
pub mod pages;
pub mod receipts;
pub mod regies;
pub mod session;
mod verify;
pub mod web;

use people::{Permission, RouteGate, RouteRule};
use store::{Migration, MigrationSet};

pub use count::{CashCount, DENOMINATIONS};
pub use error::{Error, Result};
pub use means::Means;
pub use pages::WING;
pub use receipts::{GivingBack, Paying, Receipt, ReceiptKind, SaleLine, Taking, give_back, take};
pub use regies::{NewRegie, Regie, Till};
pub use session::{Closed, Closing, TillSession, close, current, open};
pub use verify::{Fault, FaultReason, verify};
pub use web::{Web, routes};

const STEP_1: &str = include_str!("../migrations/0001.sql");

/// The room's tables. Those of `ledger` are to be migrated before.
pub const MIGRATIONS: MigrationSet = MigrationSet {
    room: "regie",
    migrations: &[Migration { number: 1, name: "tills", sqlite: STEP_1, postgres: STEP_1 }],
};

const DESK: RouteGate = RouteGate::Holds(Permission::KeepTills);
const OVERSIGHT: RouteGate = RouteGate::Holds(Permission::OverseeTills);

const fn rule(method: &'static str, path: &'static str, gate: RouteGate) -> RouteRule {
    RouteRule { method, path, gate }
}

/// The room's addresses and who may open each. Whoever keeps a till keeps those of their institutions only.
pub const ROUTES: &[RouteRule] = &[
    rule("GET", "/bureau/regie", DESK),
    rule("POST", "/bureau/regie/ouvrir", DESK),
    rule("GET", "/bureau/regie/{session}", DESK),
    rule("GET", "/bureau/regie/{session}/journal.csv", DESK),
    rule("GET", "/bureau/regie/{session}/cloture", DESK),
    rule("POST", "/bureau/regie/{session}/cloture", DESK),
    rule("GET", "/bureau/regie/recus/{receipt}", DESK),
    rule("POST", "/bureau/regie/recus/{receipt}/impression", DESK),
    rule("POST", "/bureau/regie/bordereaux", DESK),
    rule("GET", "/bureau/regie/bordereaux/{deposit}", DESK),
    rule("POST", "/bureau/regie/bordereaux/{deposit}/versement", DESK),
    rule("GET", "/bureau/regie/regies", OVERSIGHT),
    rule("POST", "/bureau/regie/regies", OVERSIGHT),
    rule("POST", "/bureau/regie/regies/{regie}/caisses", OVERSIGHT),
    rule("GET", "/bureau/regie/regies/{regie}/journal.csv", DESK),
];
