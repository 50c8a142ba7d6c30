//! Payments from being asked to being given back, on both databases, with providers that behave and providers that don't.

#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

mod house;
mod pages;
mod payfip;
mod settling;
mod stripe;
