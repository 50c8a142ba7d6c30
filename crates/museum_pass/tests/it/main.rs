//! The wing's scenarios through its public face, on both databases.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops there")]

mod desk;
mod house;
mod invitations;
mod life;
mod pages;
mod sales;
