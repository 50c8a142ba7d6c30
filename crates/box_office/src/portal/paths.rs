//! Addresses of the public's pages, written in one place.

/// Where one finds one's tickets again.
pub(crate) const FIND: &str = "/billetterie/retrouver";
/// What shows tickets without a network: under the pages it governs.
pub(crate) const WORKER: &str = "/billetterie/billet/hors-ligne.js";

/// Where a performance is booked.
pub(crate) fn book(item: &str) -> String {
    format!("/billetterie/{item}")
}

/// Places held, waiting for a name.
pub(crate) fn basket(secret: &str) -> String {
    format!("/billetterie/panier/{secret}")
}

/// An order's page.
pub(crate) fn order(secret: &str) -> String {
    format!("/billetterie/commande/{secret}")
}

/// A ticket's page.
pub(crate) fn ticket(secret: &str) -> String {
    format!("/billetterie/billet/{secret}")
}

/// An entry of the waiting list.
pub(crate) fn waiting(secret: &str) -> String {
    format!("/billetterie/attente/inscription/{secret}")
}
