//! Signing in through an outside provider: with a provider made to lie, with ours, and with one that is not ours.
#![allow(clippy::unwrap_used)]

mod attacks;
mod false_provider;
mod flow;
mod foreign;
mod guest;
#[allow(dead_code)]
#[path = "../sign_on_oidc/house.rs"]
mod house;
