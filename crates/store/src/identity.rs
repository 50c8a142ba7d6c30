//! Identifiers: UUID version 7 (RFC 9562), so that they sort by the time they were given.

/// A new identifier, as 36 characters of lower-case text.
pub fn new_id() -> String {
    uuid::Uuid::now_v7().to_string()
}
