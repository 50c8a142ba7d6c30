//! The wing's addresses, written in one place.

/// The sheet of figures.
pub const SHEET: &str = "/bureau/usages";
/// The same as CSV.
pub const CSV: &str = "/bureau/usages.csv";
/// Vendors and keys.
pub const VENDORS: &str = "/bureau/usages/fournisseurs";
/// Keys.
pub const KEYS: &str = "/bureau/usages/cles";

/// A COUNTER report of ours, to download.
pub fn report(code: &str) -> String {
    format!("/bureau/usages/rapports/{}", code.to_lowercase())
}

/// Where a harvest is asked for.
pub fn harvest(vendor: &str) -> String {
    format!("{VENDORS}/{vendor}/moisson")
}

/// Where a vendor's report is sent.
pub fn upload(vendor: &str) -> String {
    format!("{VENDORS}/{vendor}/rapport")
}

/// Where a key is taken back.
pub fn revoke(key: &str) -> String {
    format!("{KEYS}/{key}/retirer")
}
