//! The desk of the box office as agents walk it, on both databases.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops there")]

mod day;
mod house;
mod office;
mod scope;
mod words;
