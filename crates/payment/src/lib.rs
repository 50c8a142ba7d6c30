//! Payments: providers behind one trait, what was asked, what came, once.
//!
//! - [`ask`]: a payment, in the transaction of what gives rise to it; its page is [`page`];
//! - [`Payments`]: begins attempts, takes notifications, asks again, gives back;
//! - [`Fulfilment`]: who gives what was bought, in the transaction that marks the payment paid and moves its money;
//! - [`refund`]: money to give back, decided in someone's transaction and done soon after;
//! - [`concerns`]: what someone of the office has to look at;
//! - [`provider`]: the trait, and the providers: built-in test, Stripe Checkout, PayFiP.
//!
//! Notified twice, late, in another order or never, a payment is paid once: every way of learning leads to one
//! function that changes nothing the second time, and a job asks providers about what nobody notified.

mod asking;
pub mod attempts;
pub mod concerns;
mod error;
mod fulfilment;
pub mod history;
pub mod pages;
mod payments;
pub mod provider;
pub mod refunds;
mod settle;
pub mod web;

use people::{Permission, RouteGate, RouteRule};
use store::{Migration, MigrationSet};

pub use asking::{Asked, Payment, State, ask, by_id, by_reference, forget_email, page, withdraw};
pub use error::{Error, Result};
pub use fulfilment::{Fulfilled, Fulfilling, Fulfilment, Paid};
pub use pages::WING;
pub use payments::{NotTaken, Payments, Reconciled};
pub use refunds::{Refund, RefundInfo, RefundState, refund};
pub use settle::{Settled, TO_SORT_OUT, provider_account};
pub use web::{Web, routes};

const STEP_1: &str = include_str!("../migrations/0001.sql");

/// The room's tables. Those of `ledger` are to be migrated before.
pub const MIGRATIONS: MigrationSet = MigrationSet {
    room: "payment",
    migrations: &[Migration { number: 1, name: "payments", sqlite: STEP_1, postgres: STEP_1 }],
};

const OFFICE: RouteGate = RouteGate::Holds(Permission::OverseeTills);

const fn rule(method: &'static str, path: &'static str, gate: RouteGate) -> RouteRule {
    RouteRule { method, path, gate }
}

/// The room's addresses and who may open each. A payment's own address is what its buyer was given; a notification is
/// believed for its signature, not for where it comes from.
pub const ROUTES: &[RouteRule] = &[
    rule("GET", "/paiement/{payment}", RouteGate::Public),
    rule("POST", "/paiement/{payment}", RouteGate::Public),
    rule("GET", "/paiement/{payment}/retour", RouteGate::Public),
    rule("GET", "/paiement/essai/{trial}", RouteGate::Public),
    rule("POST", "/paiement/essai/{trial}", RouteGate::Public),
    rule("POST", "/paiement/avis/{provider}", RouteGate::Public),
    rule("GET", "/bureau/paiements", OFFICE),
    rule("GET", "/bureau/paiements.csv", OFFICE),
    rule("GET", "/bureau/paiements/{payment}", OFFICE),
    rule("POST", "/bureau/paiements/{payment}/demander", OFFICE),
    rule("POST", "/bureau/paiements/{payment}/rembourser", OFFICE),
    rule("POST", "/bureau/paiements/signalements/{concern}", OFFICE),
    rule("POST", "/bureau/paiements/remboursements/{refund}", OFFICE),
];
