//! What is offered, where and when: institutions, places, and the items of a season.
//!
//! - [`tenant`]: the territory served, its communes, and which population a rule counts;
//! - [`institution`]: who offers, and the places where it receives;
//! - [`hours`]: when a place is open, where *unknown* is not *closed*;
//! - [`item`]: what is offered. A wing keeps what only it knows of an item (a film's licence, a show's stage) in tables
//!   of its own that point to the item;
//! - [`show`] and [`performance`]: what is played, where and when; [`offer`]: how one comes; [`outcome`]: what came of it;
//! - [`sealing`]: the network's key, under which wings keep secrets they must send again;
//! - [`resource`]: what figures and the catalogue must know of an online resource.
//!
//! Verbs take the caller's [`Write`](store::Write): whoever decides (the office, the command line) writes its entry of
//! the audit log in the same transaction.

mod error;
pub mod hours;
pub mod institution;
pub mod item;
pub mod offer;
pub mod outcome;
pub mod performance;
pub mod resource;
pub mod sealing;
pub mod show;
pub mod tenant;

use store::{Migration, MigrationSet};

pub use error::{Error, Result};
pub use hours::{Opening, Timetable};
pub use institution::{Institution, InstitutionKind, NewInstitution, Place};
pub use item::{Item, ItemKind};
pub use offer::{Offer, OfferState};
pub use outcome::Outcome;
pub use performance::{Performance, PerformanceState};
pub use show::{Genre, Show};
pub use tenant::Tenant;
pub use territory::{PopulationKind, Position};

const STEP_1: &str = include_str!("../migrations/0001.sql");
const STEP_2: &str = include_str!("../migrations/0002.sql");
const STEP_3: &str = include_str!("../migrations/0003.sql");

/// The room's tables.
pub const MIGRATIONS: MigrationSet = MigrationSet {
    room: "programme",
    migrations: &[
        Migration { number: 1, name: "territory, institutions, places, items", sqlite: STEP_1, postgres: STEP_1 },
        Migration { number: 2, name: "online resources", sqlite: STEP_2, postgres: STEP_2 },
        Migration { number: 3, name: "shows, performances, offers, outcomes", sqlite: STEP_3, postgres: STEP_3 },
    ],
};

/// A position in the tables' millionths of a degree (11 cm).
fn to_columns(position: Option<Position>) -> (Option<i64>, Option<i64>) {
    let e6 = |degrees: f64| (degrees * 1e6).round() as i64;
    (position.map(|p| e6(p.lat)), position.map(|p| e6(p.lon)))
}

fn from_columns(lat: Option<i64>, lon: Option<i64>) -> Option<Position> {
    let degrees = |e6: i64| e6 as f64 / 1e6;
    Some(Position { lat: degrees(lat?), lon: degrees(lon?) })
}
