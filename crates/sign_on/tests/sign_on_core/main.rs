//! Vendors as doors, on both databases: pseudonyms, agreements, quotas, seats, leaving, erasure, and the office.

#![expect(clippy::unwrap_used, reason = "a test stops where it fails")]

mod doors;
mod house;
mod office;
mod privacy;
mod words;
