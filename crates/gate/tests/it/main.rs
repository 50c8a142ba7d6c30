//! The gate's scenarios, through its public face, on both databases.

#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

mod devices;
mod faults;
mod merging;
mod office;
mod published;
mod world;
