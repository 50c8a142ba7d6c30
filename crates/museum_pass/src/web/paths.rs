//! Addresses written in one place.

/// The portal.
pub(crate) const PORTAL: &str = "/pass";
/// The desk.
pub(crate) const DESK: &str = "/bureau/pass";
/// Products.
pub(crate) const PRODUCTS: &str = "/bureau/pass/produits";
/// Batches.
pub(crate) const BATCHES: &str = "/bureau/pass/lots";
/// What museums offer.
pub(crate) const BENEFITS_OFFICE: &str = "/bureau/pass/avantages";

/// An order's page.
pub(crate) fn order(secret: &str) -> String {
    format!("/pass/commande/{secret}")
}

/// A pass's page.
pub(crate) fn pass(secret: &str) -> String {
    format!("/pass/mon-pass/{secret}")
}

/// A gift's page.
pub(crate) fn gift(code: &str) -> String {
    format!("/pass/cadeau/{code}")
}

/// A pass at the desk.
pub(crate) fn sheet(pass: &str) -> String {
    format!("{DESK}/fiche/{pass}")
}

/// A product in the office.
pub(crate) fn product(code: &str) -> String {
    format!("{PRODUCTS}/{code}")
}

/// A batch in the office.
pub(crate) fn batch(id: &str) -> String {
    format!("{BATCHES}/{id}")
}

/// What a museum offers, in the office.
pub(crate) fn benefit(id: &str) -> String {
    format!("{BENEFITS_OFFICE}/{id}")
}
