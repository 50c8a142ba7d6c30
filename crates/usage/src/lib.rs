//! The figures of use: what was used, by whom as a crowd, and what it cost.
//!
//! Everything comes from two places: the doors' figures ([`access::figures`]), joined with what the programme knows of
//! resources, and the reports vendors give of theirs ([`vendors`]). From them the wing makes
//!
//! - COUNTER 5.1 reports of what is hosted here, over the COUNTER API under `/r51` ([`web`], [`reports`]);
//! - dashboards a librarian prints ([`dashboard`]), where no figure points at a person ([`suppress`]);
//! - what a use costs, by vendor, library and commune ([`cost`]).
//!
//! No number is typed: each is computed from records when it is asked for.

pub mod cost;
pub mod dashboard;
mod error;
pub mod harvest;
pub mod keys;
pub mod pages;
pub mod reports;
pub mod suppress;
pub mod vendors;
pub mod web;

use people::{Permission, RouteGate, RouteRule};
use store::{Migration, MigrationSet};

pub use error::{Error, Result};
pub use pages::WING;
pub use web::{Web, routes};

const STEP_1: &str = include_str!("../migrations/0001.sql");
const STEP_2: &str = include_str!("../migrations/0002.sql");

/// The wing's tables. Its figures are read from those of `access` and `programme`, to be migrated before.
pub const MIGRATIONS: MigrationSet = MigrationSet {
    room: "usage",
    migrations: &[
        Migration { number: 1, name: "keys, vendors, reports received", sqlite: STEP_1, postgres: STEP_1 },
        Migration { number: 2, name: "vendors' keys sealed", sqlite: STEP_2, postgres: STEP_2 },
    ],
};

const FIGURES: RouteGate = RouteGate::Holds(Permission::ReadFigures);
const VENDORS: RouteGate = RouteGate::Holds(Permission::ManageVendors);

const fn rule(method: &'static str, path: &'static str, gate: RouteGate) -> RouteRule {
    RouteRule { method, path, gate }
}

/// The wing's addresses and who may open each. Those under `/r51` are for machines, which bring a key of their own.
pub const ROUTES: &[RouteRule] = &[
    rule("GET", "/r51/status", RouteGate::Public),
    rule("GET", "/r51/members", RouteGate::Public),
    rule("GET", "/r51/reports", RouteGate::Public),
    rule("GET", "/r51/reports/{report}", RouteGate::Public),
    rule("GET", "/bureau/usages", FIGURES),
    rule("GET", "/bureau/usages.csv", FIGURES),
    rule("GET", "/bureau/usages/rapports/{report}", FIGURES),
    rule("GET", "/bureau/usages/fournisseurs", VENDORS),
    rule("POST", "/bureau/usages/fournisseurs", VENDORS),
    rule("POST", "/bureau/usages/fournisseurs/{vendor}/moisson", VENDORS),
    rule("POST", "/bureau/usages/fournisseurs/{vendor}/rapport", VENDORS),
    rule("POST", "/bureau/usages/cles", VENDORS),
    rule("POST", "/bureau/usages/cles/{key}/retirer", VENDORS),
];
