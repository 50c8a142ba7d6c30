//! The box office of any institution: sales, holds, tickets, seats, desk, queue, duties.

pub mod api;
pub mod cancel;
pub mod change;
mod codes;
pub mod counter;
pub mod desk;
pub mod duties;
mod error;
pub mod follow;
pub mod hold;
pub mod invite;
mod issue;
pub mod keep;
pub mod keys;
pub mod model;
pub mod order;
mod orders;
mod outcomes;
pub mod portal;
pub mod privacy;
pub mod queue;
pub mod sale;
pub mod seats;
pub mod statement;
pub mod ticket;
mod times;
pub mod wait_list;
mod web;

use people::RouteRule;
use shell::Wing;
use store::{Migration, MigrationSet};

pub use error::{Error, Result};
pub use order::FULFILMENT;
pub use web::Web;

const STEP_1: &str = include_str!("../migrations/0001.sql");
const STEP_2: &str = include_str!("../migrations/0002.sql");
const STEP_3: &str = include_str!("../migrations/0003.sql");
const STEP_4: &str = include_str!("../migrations/0004.sql");
const STEP_5: &str = include_str!("../migrations/0005.sql");
const STEP_6: &str = include_str!("../migrations/0006.sql");

/// The wing's tables. Those of `programme`, `access`, `people`, `payment`, `regie` and `mail` are to be migrated before.
pub const MIGRATIONS: MigrationSet = MigrationSet {
    room: "box_office",
    migrations: &[
        Migration { number: 1, name: "sales, orders, tickets", sqlite: STEP_1, postgres: STEP_1 },
        Migration { number: 2, name: "halls and seats", sqlite: STEP_2, postgres: STEP_2 },
        Migration { number: 3, name: "duties", sqlite: STEP_3, postgres: STEP_3 },
        Migration { number: 4, name: "queue", sqlite: STEP_4, postgres: STEP_4 },
        Migration { number: 5, name: "desk", sqlite: STEP_5, postgres: STEP_5 },
        Migration { number: 6, name: "portal", sqlite: STEP_6, postgres: STEP_6 },
    ],
};

/// What the wing brings to the frame, part by part.
pub const WINGS: [Wing; 5] = [portal::WING, desk::WING, duties::WING, queue::WING, api::WING];

/// The wing's addresses and who may open each.
pub fn route_rules() -> Vec<RouteRule> {
    [portal::ROUTES, desk::ROUTES, duties::ROUTES, queue::ROUTES, api::ROUTES].concat()
}

/// The wing's router.
pub fn routes(web: Web) -> axum::Router {
    portal::routes(web.clone())
        .merge(desk::routes(web.clone()))
        .merge(duties::routes(web.clone()))
        .merge(queue::routes(web.clone()))
        .merge(api::routes(web))
}
