//! The OpenID Connect provider as vendors, readers and attackers meet it: on both databases; judged by other people's
//! clients over a real socket.
#![allow(clippy::unwrap_used)]

mod apache;
mod attacks;
mod clients;
mod flow;
mod house;
mod judge;
mod judged;
mod leaving;
mod office;
mod turning;
