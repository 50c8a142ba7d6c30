//! The public's pages of the box office, as browsers walk them, on both databases.

#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

mod booking;
mod giving;
mod house;
mod waiting;
mod words;
