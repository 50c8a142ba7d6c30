//! Libraries' own systems over SIP2: what they answer, what they answer badly, and the office that keeps how they are reached.

#![allow(clippy::unwrap_used, reason = "tests")]

mod faults;
mod house;
mod judge;
mod office;
mod registry;
mod talk;
mod tls;
mod words;
