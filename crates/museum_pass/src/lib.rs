//! The museum pass: products, sales, holders' pages, benefits and invitations.
//!
//! A pass is a right of the hub, under the same identifier: doors know the right and its code, this wing knows whose it is, what was paid
//! and until when. What may be bought is data ([`model::product`], begun by [`defaults`]); each verb is a file:
//!
//! - [`order`] and [`fulfil`]: a basket, its payment ([`FULFILMENT`]), and what it makes, in the transaction that marks it paid;
//! - [`sell_at_desk`]: the same with a till's receipt; [`batch`]: for works councils, paid by transfer; [`gifts`]: codes opened once;
//! - [`renew`], [`transfer`], [`lost`], [`refund`], [`eligibility`], [`first_visit`], [`remind`]: a pass's life;
//! - [`benefits`] and [`invitations`]: what museums offer, first come or drawn;
//! - [`privacy`]: what is held of a person, and how it goes;
//! - [`phone`]: the pass in the hand, on phones, paper and plastic;
//! - [`keep`]: what the server does beside serving, each minute.
//!
//! Nothing a door sees tells one tariff from another: neither the code nor the desk record names the product.

pub mod batch;
pub mod benefits;
pub mod defaults;
pub mod eligibility;
mod error;
pub mod first_visit;
pub mod fulfil;
pub mod gifts;
pub mod invitations;
mod issue;
pub mod keep;
mod letters;
pub mod lost;
pub mod model;
mod money;
pub mod order;
pub mod phone;
pub mod privacy;
pub mod products;
pub mod refund;
pub mod remind;
pub mod renew;
pub mod sell_at_desk;
mod store;
pub mod transfer;
pub mod web;

use ::store::{Migration, MigrationSet};

pub use error::{Error, Result};
pub use model::pass::Pass;
pub use money::{FULFILMENT, SALES, Way};
pub use web::{ROUTES, WING, Web, nav, office_nav, routes};

const STEP_1: &str = include_str!("../migrations/0001.sql");
const STEP_2: &str = include_str!("../migrations/0002.sql");
const STEP_3: &str = include_str!("../migrations/0003.sql");

/// The wing's tables. Those of `programme`, `access`, `people` and `mail` are to be migrated before.
pub const MIGRATIONS: MigrationSet = MigrationSet {
    room: "museum_pass",
    migrations: &[
        Migration { number: 1, name: "museum pass", sqlite: STEP_1, postgres: STEP_1 },
        Migration { number: 2, name: "phones", sqlite: STEP_2, postgres: STEP_2 },
        Migration { number: 3, name: "passes handed on", sqlite: STEP_3, postgres: STEP_3 },
    ],
};
