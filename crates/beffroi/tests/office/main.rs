//! The office, tried through the server's router: who may open what, and what its pages do.
#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

mod apps;
mod erasure;
mod house;
mod routes;
mod sign_in;
mod work;
