//! A régie from its first till to the accountant, on both databases.

#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

mod house;
mod pages;
mod receipts;
mod tills;
