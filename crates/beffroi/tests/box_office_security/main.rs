//! What people try on a box office: prices of their own, holds used twice, pages of others, words that become code. Each is
//! refused, and nothing is left behind.

#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

mod api;
#[path = "../office/house.rs"]
#[allow(dead_code, reason = "the office's tests use the rest of it")]
mod house;
mod money;
mod pages;
mod stall;
mod words;
