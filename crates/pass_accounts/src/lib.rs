//! The pass's accounts: visits, flows between museums, the sharing of its money.
//!
//! Visits come from the gates through [`access::visits::fold`], once each, when they are older than the anti-fraud clock.
//! [`fold`] makes of them, and then forgets:
//!
//! - [`counts`]: figures of visits, month by month, one facet at a time;
//! - a tally of the period to be settled: under a pseudonym, how often a pass saw each museum, without a date
//!   ([`periods`], [`settlement`]); pseudonyms go when the period is settled;
//! - [`flows`]: from the museum a pass saw last to the one it sees now, under a pseudonym of the quarter.
//!
//! A settlement compares rules ([`revenue_sharing`]), is voted, then stated, signed and posted to the ledger. What is
//! published can be computed again by anyone.

mod allotment;
pub mod counts;
mod error;
pub mod flows;
mod folding;
mod noise;
pub mod pages;
pub mod periods;
pub mod privacy;
mod pseudonym;
pub mod settlement;
mod suppress;
pub mod web;

use people::{Permission, RouteGate, RouteRule};
use store::{Migration, MigrationSet};

pub use error::{Error, Result};
pub use folding::{ANTI_FRAUD_DAYS, Folded, fold, fold_before};
pub use pages::WING;
pub use web::{Web, routes};

const STEP_1: &str = include_str!("../migrations/0001.sql");

/// The room's tables. Its figures are read from those of `access` and `programme`, to be migrated before.
pub const MIGRATIONS: MigrationSet = MigrationSet {
    room: "pass_accounts",
    migrations: &[Migration { number: 1, name: "visits, flows, settlements", sqlite: STEP_1, postgres: STEP_1 }],
};

const SETTLES: RouteGate = RouteGate::Holds(Permission::SettlePasses);
const READS: RouteGate = RouteGate::Holds(Permission::ReadVisits);

const fn rule(method: &'static str, path: &'static str, gate: RouteGate) -> RouteRule {
    RouteRule { method, path, gate }
}

/// The room's addresses and who may open each.
pub const ROUTES: &[RouteRule] = &[
    rule("GET", "/pass/comptes", RouteGate::Public),
    rule("GET", "/pass/comptes/{period}", RouteGate::Public),
    rule("GET", "/pass/comptes/{period}/releve.json", RouteGate::Public),
    rule("GET", "/pass/flux", RouteGate::Public),
    rule("GET", "/pass/flux.csv", RouteGate::Public),
    rule("GET", "/bureau/comptes-du-pass", SETTLES),
    rule("POST", "/bureau/comptes-du-pass", SETTLES),
    rule("GET", "/bureau/comptes-du-pass/visites", READS),
    rule("GET", "/bureau/comptes-du-pass/visites.csv", READS),
    rule("GET", "/bureau/comptes-du-pass/flux", SETTLES),
    rule("POST", "/bureau/comptes-du-pass/flux", SETTLES),
    rule("GET", "/bureau/comptes-du-pass/{period}", SETTLES),
    rule("POST", "/bureau/comptes-du-pass/{period}/musees", SETTLES),
    rule("POST", "/bureau/comptes-du-pass/{period}/vote", SETTLES),
    rule("POST", "/bureau/comptes-du-pass/{period}/releve", SETTLES),
    rule("GET", "/bureau/comptes-du-pass/{period}/comparaison.csv", SETTLES),
    rule("GET", "/bureau/comptes-du-pass/{period}/passes.json", SETTLES),
    rule("GET", "/bureau/comptes-du-pass/{period}/musees/{museum}", READS),
];
