//! Numbered seats, halls and what performances owe, on both databases.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops there")]

mod declarations;
mod halls;
mod house;
mod ministry;
mod seats;
mod sheet;
mod words;
