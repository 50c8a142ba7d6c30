//! What a settlement is computed from: museums, and passes gathered by what they cost and saw.

use serde::{Deserialize, Serialize};

use crate::{Error, Result};

/// A museum of the pass. The order of museums settles ties of a cent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Museum {
    /// Its code in the network.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What one visit costs at full price, in cents.
    pub full_price_cents: i64,
    /// How many people came without a pass in the period.
    #[serde(default)]
    pub visitors: u64,
}

/// Passes that cost the same and saw the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Passes {
    /// What each cost its buyer, refunds taken off, in cents.
    pub price_cents: i64,
    /// What a third party gives for each, in cents.
    #[serde(default)]
    pub notional_cents: i64,
    /// How many times each went to each museum, in the museums' order.
    pub visits: Vec<u32>,
    /// How many such passes.
    pub passes: u64,
}

/// Checks that a pot can be shared between these museums.
pub(crate) fn check(museums: &[Museum]) -> Result<()> {
    if museums.is_empty() {
        return Err(Error::NoMuseum);
    }
    if museums.len() > 64 {
        return Err(Error::TooManyMuseums(museums.len()));
    }
    for (at, museum) in museums.iter().enumerate() {
        if museum.full_price_cents < 0 {
            return Err(Error::Negative("a full price"));
        }
        if museums[..at].iter().any(|other| other.code == museum.code) {
            return Err(Error::SameMuseumTwice(museum.code.clone()));
        }
    }
    Ok(())
}
