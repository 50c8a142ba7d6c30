//! The box office's core through its verbs, on both databases.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops there")]

mod api;
mod counter;
mod house;
mod life;
mod places;
