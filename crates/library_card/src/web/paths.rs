//! The wing's own addresses.

pub(super) const MINE: &str = "/ma-carte";
pub(super) const ONLINE: &str = "/carte/inscription";
pub(super) const DESK: &str = "/bureau/guichet";
pub(super) const DESK_NEW: &str = "/bureau/guichet/nouveau";
pub(super) const DESK_FILE: &str = "/bureau/guichet/fichier";
pub(super) const RETENTION: &str = "/bureau/conservation";

pub(super) fn address(token: &str) -> String {
    format!("/carte/adresse/{token}")
}

pub(super) fn sheet(account: &str) -> String {
    format!("{DESK}/{account}")
}

pub(super) fn child(account: &str) -> String {
    format!("{MINE}/enfant/{account}")
}

pub(super) fn file(id: &str) -> String {
    format!("{DESK_FILE}/{id}")
}
