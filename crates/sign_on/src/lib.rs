//! Vendors' sites opened with the card: a vendor is a door, with a pseudonym of its own for each reader and the attributes agreed, nothing more. One core, several faces.

mod attribute;
pub mod cas;
pub mod consent;
mod error;
mod face;
pub mod keep;
mod knock;
mod login;
pub mod oidc;
pub mod outside;
pub mod privacy;
mod reader;
pub mod vendor;
pub mod vendors;
mod web;

use people::{Permission, RouteRule};
use shell::Wing;
use store::{Migration, MigrationSet};

pub use attribute::{Attribute, Attributes, Fact, Facts};
pub use error::{Error, Result};
pub use vendor::{Face, NewVendor, Vendor, VendorState};
pub use web::Web;

const STEP_1: &str = include_str!("../migrations/0001.sql");
const STEP_2: &str = include_str!("../migrations/0002.sql");
const STEP_3: &str = include_str!("../migrations/0003.sql");
const STEP_4: &str = include_str!("../migrations/0004.sql");

/// The wing's tables. Those of `people`, `programme` and `access` are to be migrated before.
pub const MIGRATIONS: MigrationSet = MigrationSet {
    room: "sign_on",
    migrations: &[
        Migration { number: 1, name: "vendors", sqlite: STEP_1, postgres: STEP_1 },
        Migration { number: 2, name: "openid connect", sqlite: STEP_2, postgres: STEP_2 },
        Migration { number: 3, name: "cas", sqlite: STEP_3, postgres: STEP_3 },
        Migration { number: 4, name: "outside providers", sqlite: STEP_4, postgres: STEP_4 },
    ],
};

/// What the wing brings to the frame, part by part.
pub const WINGS: [Wing; 4] = [vendors::WING, oidc::WING, cas::WING, outside::WING];

/// The wing's addresses and who may open each.
pub fn route_rules() -> Vec<RouteRule> {
    [vendors::ROUTES, oidc::ROUTES, cas::ROUTES, outside::ROUTES].concat()
}

/// The wing's links of the office: label, address, permission.
pub fn office_nav() -> Vec<(&'static str, &'static str, Permission)> {
    [vendors::office_nav(), oidc::office_nav(), cas::office_nav(), outside::office_nav()].concat()
}

/// The wing's router.
pub fn routes(web: Web) -> axum::Router {
    axum::Router::new()
        .merge(vendors::routes(web.clone()))
        .merge(oidc::routes(web.clone()))
        .merge(cas::routes(web.clone()))
        .merge(outside::routes(web.clone()))
}
