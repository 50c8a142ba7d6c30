//! The touring programme: editions, calls, proposals, wishes, plans, publication, accounts.

pub mod accounts;
pub mod calls;
pub mod changes;
pub mod edition;
mod error;
pub mod halls;
pub mod keep;
pub mod letters;
mod lines;
pub mod model;
pub mod plans;
pub mod proposals;
pub mod publication;
pub mod reminders;
pub mod store;
mod web;
pub mod wishes;

use ::store::{Migration, MigrationSet};
use people::RouteRule;
use shell::Wing;

pub use error::{Error, Result};
pub use web::Web;

/// For whom a verb acts: calendars bind institutions and communes; the métropole may still do what came late.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The institution or the commune itself.
    Owner,
    /// The métropole, for them.
    Programme,
}

const STEP_1: &str = include_str!("../migrations/0001.sql");
const STEP_2: &str = include_str!("../migrations/0002.sql");
const STEP_3: &str = include_str!("../migrations/0003.sql");

/// The wing's tables. Those of `programme` and `people` are to be migrated before.
pub const MIGRATIONS: MigrationSet = MigrationSet {
    room: "tours",
    migrations: &[
        Migration { number: 1, name: "editions, proposals, wishes", sqlite: STEP_1, postgres: STEP_1 },
        Migration { number: 2, name: "plans", sqlite: STEP_2, postgres: STEP_2 },
        Migration { number: 3, name: "years imported", sqlite: STEP_3, postgres: STEP_3 },
    ],
};

/// What the wing brings to the frame, part by part.
pub const WINGS: [Wing; 3] = [calls::WING, plans::WING, accounts::WING];

/// The wing's addresses and who may open each.
pub fn route_rules() -> Vec<RouteRule> {
    [calls::ROUTES, plans::ROUTES, accounts::ROUTES].concat()
}

/// The wing's router.
pub fn routes(web: Web) -> axum::Router {
    calls::routes(web.clone()).merge(plans::routes(web.clone())).merge(accounts::routes(web))
}
