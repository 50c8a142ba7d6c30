//! A reader's accounts at libraries, walked through as a reader does, over real SIP2 and ILS-DI sockets, on both databases.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops there")]

mod deeds;
mod house;
mod linking;
mod privacy;
mod reminders;
mod shelf;
