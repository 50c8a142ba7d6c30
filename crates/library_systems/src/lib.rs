//! Libraries' own systems, asked live: is a copy there, what has a reader borrowed, reserved, to pay. One trait, two protocols.

pub mod availability;
mod breaker;
mod error;
mod ilsdi;
pub mod mine;
pub mod office;
pub mod privacy;
pub mod reach;
mod secret;
pub mod settings;
mod sip;
mod system;
mod systems;
pub mod tls;
mod web;

use people::{Permission, RouteRule};
use shell::Wing;
use store::{Migration, MigrationSet};

pub use error::{Error, Result};
pub use secret::Secret;
pub use settings::{Pickup, Protocol, Settings};
pub use system::{
    Answering, CopyAsked, CopyState, Done, Failure, FeeLine, Fees, Hold, HoldState, LibrarySystem, Loan, PatronAccount,
    PatronKey, ProbeOutcome, ProbeStep, ProbeWith, Said, Wanted, cleaned,
};
pub use systems::{Connected, Connections, Systems};
pub use web::Web;

const STEP_1: &str = include_str!("../migrations/0001.sql");
const STEP_2: &str = include_str!("../migrations/0002.sql");
const STEP_3: &str = include_str!("../migrations/0003.sql");

/// The wing's tables. Those of `people`, `programme` and `access` are to be migrated before.
pub const MIGRATIONS: MigrationSet = MigrationSet {
    room: "library_systems",
    migrations: &[
        Migration { number: 1, name: "libraries' systems", sqlite: STEP_1, postgres: STEP_1 },
        Migration { number: 2, name: "accounts linked", sqlite: STEP_2, postgres: STEP_2 },
        Migration { number: 3, name: "availability kept", sqlite: STEP_3, postgres: STEP_3 },
    ],
};

/// What the wing brings to the frame, part by part.
pub const WINGS: [Wing; 3] = [office::WING, availability::WING, mine::WING];

/// The wing's addresses and who may open each.
pub fn route_rules() -> Vec<RouteRule> {
    [office::ROUTES, availability::ROUTES, mine::ROUTES].concat()
}

/// The wing's links of the office: label, address, permission.
pub fn office_nav() -> Vec<(&'static str, &'static str, Permission)> {
    [office::office_nav(), availability::office_nav(), mine::office_nav()].concat()
}

/// The wing's router.
pub fn routes(web: Web) -> axum::Router {
    axum::Router::new()
        .merge(office::routes(web.clone()))
        .merge(availability::routes(web.clone()))
        .merge(mine::routes(web.clone()))
}
