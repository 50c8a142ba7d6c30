//! The pass in the hand: its page kept on the phone and read without a network, the code that changes every thirty seconds,
//! the sheet one folds and cuts, plastic cards for the desk's printer, Apple's and Google's wallets when they are configured.
//!
//! None of it is a second kind of pass: each shows the one code of the right, and every door reads them all.

mod card;
mod office;
mod page;
#[cfg(test)]
mod tests;
mod updates;
mod view;
#[cfg(test)]
mod walk;
mod wallet;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};
use jiff::Timestamp;
use wallet_pass::{Account, Signer};

use crate::web::Web;

pub(crate) use view::PhoneView;

/// The wallets this server can sign for; none unless configured. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Wallets {
    apple: Option<Arc<Signer>>,
    google: Option<Arc<Account>>,
}

impl Wallets {
    /// Reads what a server's keeper configured: a PEM file with a pass certificate and its key (see
    /// [`Signer::from_pem`]); an issuer's number at Google and the JSON file of its service account.
    ///
    /// # Errors
    /// What is wrong with the one or the other, in words for the keeper.
    pub fn read(apple: Option<&str>, google: Option<(&str, &str)>) -> Result<Self, wallet_pass::Error> {
        Ok(Self {
            apple: apple.map(Signer::from_pem).transpose()?.map(Arc::new),
            google: google.map(|(issuer, file)| Account::from_json(issuer, file)).transpose()?.map(Arc::new),
        })
    }

    /// How many days Apple's certificate still lasts, once that is ninety or less: then it must be renewed.
    #[must_use]
    pub fn alarm(&self, now: Timestamp) -> Option<i64> {
        self.apple.as_ref().and_then(|signer| signer.alarm(now))
    }
}

/// The addresses of this part of the wing.
pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .route("/pass/mon-pass/hors-ligne.js", get(page::worker))
        .route("/pass/mon-pass/{secret}/application.webmanifest", get(page::manifest))
        .route("/pass/mon-pass/{secret}/carte.pdf", get(card::sheet))
        .route("/pass/mon-pass/{secret}/apple.pkpass", get(wallet::apple))
        .route("/pass/mon-pass/{secret}/google-wallet", get(wallet::google))
        .route("/bureau/pass/fiche/{pass}/carte.pdf", get(card::plastic))
        .route("/bureau/pass/lots/{batch}/cartes.pdf", get(card::plastics))
        .route("/bureau/pass/portefeuilles", get(office::show))
        .route(
            "/pass/portefeuille/v1/devices/{device}/registrations/{kind}/{serial}",
            post(updates::register).delete(updates::unregister),
        )
        .route("/pass/portefeuille/v1/devices/{device}/registrations/{kind}", get(updates::changed))
        .route("/pass/portefeuille/v1/passes/{kind}/{serial}", get(updates::latest))
        .route("/pass/portefeuille/v1/log", post(updates::log))
}
