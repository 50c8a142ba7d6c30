//! Machines that check cards, on both databases: what they are told, what nobody is told, what strangers try, other people's
//! clients, and the office.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops there")]

mod cards;
mod doors;
mod foreign;
mod house;
mod office;
mod strangers;
mod tls;
