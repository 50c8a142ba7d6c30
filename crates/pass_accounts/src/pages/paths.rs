//! The room's addresses, written in one place.

/// Periods, in the office.
pub const PERIODS: &str = "/bureau/comptes-du-pass";
/// Visits.
pub const VISITS: &str = "/bureau/comptes-du-pass/visites";
/// Publishing flows.
pub const PUBLISH: &str = "/bureau/comptes-du-pass/flux";
/// Statements, for everyone.
pub const STATEMENTS: &str = "/pass/comptes";
/// Flows, for everyone.
pub const FLOWS: &str = "/pass/flux";

/// A period in the office.
pub fn period(id: &str) -> String {
    format!("{PERIODS}/{id}")
}

/// A museum's sheet of a period.
pub fn museum(period: &str, code: &str) -> String {
    format!("{PERIODS}/{period}/musees/{code}")
}

/// A period's statement, for everyone.
pub fn statement(period: &str) -> String {
    format!("{STATEMENTS}/{period}")
}
