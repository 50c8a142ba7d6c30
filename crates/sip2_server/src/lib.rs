//! The SIP2 server: machines and vendors check a card, each with what it may ask.
//!
//! A [`machine`] is a row: its login, a password kept as a hash, the networks it may call from, what it may learn of a reader,
//! and a door if its cards are to be good for one resource. [`listen`] speaks with them. What is answered, field by field, is
//! in `docs/sip2.md`.
//!
//! Whoever is refused learns nothing: an unknown card, a wrong PIN, a card held back and a door that says no are one answer.
//! Nothing here is logged that names a card.

mod answer;
mod check;
pub mod counts;
mod error;
pub mod limits;
mod line;
pub mod listen;
pub mod machine;
pub mod office;
mod web;

use people::{Permission, RouteRule};
use shell::Wing;
use store::{Migration, MigrationSet};

pub use error::{Error, Result};
pub use limits::Limits;
pub use listen::{Listen, Port, bind, listen};
pub use web::Web;

const STEP_1: &str = include_str!("../migrations/0001.sql");

/// The wing's tables. Those of `people`, `programme` and `access` are to be migrated before.
pub const MIGRATIONS: MigrationSet = MigrationSet {
    room: "sip2_server",
    migrations: &[Migration { number: 1, name: "machines", sqlite: STEP_1, postgres: STEP_1 }],
};

/// What the wing brings to the frame, part by part.
pub const WINGS: [Wing; 1] = [office::WING];

/// The wing's addresses and who may open each.
pub fn route_rules() -> Vec<RouteRule> {
    [office::ROUTES].concat()
}

/// The wing's links of the office: label, address, permission.
pub fn office_nav() -> Vec<(&'static str, &'static str, Permission)> {
    [office::office_nav()].concat()
}

/// The wing's router.
pub fn routes(web: Web) -> axum::Router {
    axum::Router::new().merge(office::routes(web.clone()))
}
