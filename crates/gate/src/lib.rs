//! The gate: a page on a phone or a tablet that judges codes by itself, with or without a network, and the server
//! behind it.
//!
//! A device is enrolled for a door with a code shown in the office ([`devices`]); it goes by a signed, dated bundle
//! ([`bundle`]) and writes what happens in a log chained by hashes, sent when it can. What it sends is taken as a set
//! ([`ingest`]); from the set of scans of a right, whatever the order in which they came, visits and conflicts are
//! derived ([`merge()`], [`settle()`]). Visits go to the hub ([`access::visits`]), conflicts to whoever looks at them
//! ([`conflicts`]); scans are deleted on a short clock ([`sweep()`]). docs/gate.md says what devices and server say to
//! each other.
//!
//! The server never blocks anyone: it brings up what looks wrong, and a person decides.

pub mod bench;
pub mod bundle;
pub mod conflicts;
pub mod devices;
mod doors;
mod entry;
mod error;
mod files;
mod ingest;
pub mod live;
mod lookup;
mod merge;
pub mod pages;
mod settle;
mod sweep;
mod travel;
pub mod web;

use people::{Permission, RouteGate, RouteRule};
use store::{Migration, MigrationSet};

pub use bundle::Benefit;
pub use doors::{ACCEPTED, declare_door, declare_doors, declare_stages};
pub use entry::{Entry, Kind, Told};
pub use error::{Error, Result};
pub use ingest::{Accepted, Batch, Judge, MOST_ENTRIES, ingest, known_to};
pub use lookup::{Found, look_up};
pub use merge::{
    Conflict, ConflictKind, Fix, Key, Limits, Merged, Passage, Rules, Travel, Visit, day_begins, merge, museum_day,
};
pub use pages::WING;
pub use settle::settle;
pub use sweep::{HeldScan, KEPT_DAYS, Swept, forget, held, sweep, sweep_after};
pub use travel::Places;
pub use web::{Web, routes};

use sweep::horizon;

const STEP_1: &str = include_str!("../migrations/0001.sql");
const STEP_2: &str = include_str!("../migrations/0002.sql");

/// The room's tables.
pub const MIGRATIONS: MigrationSet = MigrationSet {
    room: "gate",
    migrations: &[
        Migration { number: 1, name: "devices, scans, conflicts", sqlite: STEP_1, postgres: STEP_1 },
        Migration { number: 2, name: "what arrived since", sqlite: STEP_2, postgres: STEP_2 },
    ],
};

const KEEPS: RouteGate = RouteGate::Holds(Permission::KeepGates);

const fn rule(method: &'static str, path: &'static str, gate: RouteGate) -> RouteRule {
    RouteRule { method, path, gate }
}

/// The room's addresses and who may open each. Those under `/controle` are for devices, which prove who they are with a
/// key of their own.
pub const ROUTES: &[RouteRule] = &[
    rule("GET", "/controle", RouteGate::Public),
    rule("GET", "/controle/sw.js", RouteGate::Public),
    rule("GET", "/controle/manifest.webmanifest", RouteGate::Public),
    rule("GET", "/controle/fichiers/{name}", RouteGate::Public),
    rule("POST", "/controle/appareil", RouteGate::Public),
    rule("GET", "/controle/ballot", RouteGate::Public),
    rule("GET", "/controle/fiches", RouteGate::Public),
    rule("GET", "/controle/numero/{typed}", RouteGate::Public),
    rule("POST", "/controle/passages", RouteGate::Public),
    rule("GET", "/codes/cles", RouteGate::Public),
    rule("GET", "/codes/statuts", RouteGate::Public),
    rule("GET", "/bureau/portes", KEEPS),
    rule("POST", "/bureau/portes", KEEPS),
    rule("GET", "/bureau/portes/conflits", KEEPS),
    rule("POST", "/bureau/portes/conflits/{conflict}/clore", KEEPS),
    rule("POST", "/bureau/portes/appareils/{device}/effacer", KEEPS),
    rule("GET", "/bureau/portes/{door}", KEEPS),
    rule("POST", "/bureau/portes/{door}/appareils", KEEPS),
    rule("GET", "/bureau/portes/{door}/direct", KEEPS),
];
