//! Calls, proposals, halls, wishes, publication and changes, by verbs and by pages, on both databases.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops there")]

mod house;
mod pages;
mod publishing;
mod verbs;
mod words;
