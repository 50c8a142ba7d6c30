//! The room's scenarios, on both databases.

#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

mod counting;
mod office;
mod settling;
mod world;
