//! The office's addresses of the room, written in one place.

/// The doors one keeps.
pub const DOORS: &str = "/bureau/portes";
/// What somebody should look at.
pub const CONFLICTS: &str = "/bureau/portes/conflits";

/// A door.
#[must_use]
pub fn door(id: &str) -> String {
    format!("{DOORS}/{id}")
}

/// Where a code to enrol a device is asked for.
#[must_use]
pub fn enrol(door: &str) -> String {
    format!("{DOORS}/{door}/appareils")
}

/// Who is inside, now.
#[must_use]
pub fn live(door: &str) -> String {
    format!("{DOORS}/{door}/direct")
}

/// Where a device is erased.
#[must_use]
pub fn wipe(device: &str) -> String {
    format!("{DOORS}/appareils/{device}/effacer")
}

/// Where a conflict is closed.
#[must_use]
pub fn close(conflict: &str) -> String {
    format!("{CONFLICTS}/{conflict}/clore")
}
