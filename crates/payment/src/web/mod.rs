//! The room's addresses.

mod office;
mod pay;

use axum::Router;
use axum::routing::{get, post};
use shell::Frame;

use crate::payments::Payments;
use crate::provider::test::Test;

/// What the room's handlers need; cheap to clone.
#[derive(Clone)]
pub struct Web {
    pub(crate) payments: Payments,
    /// The test provider, when it is in use: its page is ours.
    pub(crate) test: Option<Test>,
    pub(crate) frame: Frame,
}

impl Web {
    /// Puts it together. `test` is the provider given to [`Payments::new`], when it is the built-in one.
    pub fn new(payments: Payments, test: Option<Test>, frame: Frame) -> Self {
        Self { payments, test, frame }
    }

    /// The payments, for the job that asks providers again ([`Payments::reconcile`]).
    #[must_use]
    pub fn payments(&self) -> &Payments {
        &self.payments
    }
}

/// The room's router.
pub fn routes(web: Web) -> Router {
    Router::new()
        .route("/paiement/{payment}", get(pay::show).post(pay::begin))
        .route("/paiement/{payment}/retour", get(pay::come_back))
        .route("/paiement/essai/{trial}", get(pay::trial).post(pay::decide))
        .route("/paiement/avis/{provider}", post(pay::notice))
        .route("/bureau/paiements", get(office::list))
        .route("/bureau/paiements.csv", get(office::csv))
        .route("/bureau/paiements/{payment}", get(office::one))
        .route("/bureau/paiements/{payment}/demander", post(office::look))
        .route("/bureau/paiements/{payment}/rembourser", post(office::refund))
        .route("/bureau/paiements/signalements/{concern}", post(office::resolve))
        .route("/bureau/paiements/remboursements/{refund}", post(office::paid_back))
        .with_state(web)
}
