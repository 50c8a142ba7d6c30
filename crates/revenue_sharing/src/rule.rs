//! The rules by name.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{Division, Error};

/// How a pot is shared. Notation: pass j brought π, saw the set K of museums, went n times to museum i and L times in all;
/// p is a museum's full price, v its visitors without a pass; E is the pot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rule {
    /// The same for each museum: E/m.
    Equal,
    /// In proportion to visits: E·nᵢ/Σn.
    ProRata,
    /// Each pass shared equally between the museums it saw: Σⱼ πⱼ/|Kⱼ| (Ginsburgh & Zang 2003).
    Shapley,
    /// Each pass shared between the museums it saw by their full prices: Σⱼ πⱼ·pᵢ/Σₖ pₖ.
    PriceWeighted,
    /// The same by full price times visitors without a pass: pᵢvᵢ.
    PriceVisitors,
    /// Each pass shared between the museums it saw by its visits: Σⱼ πⱼ·nᵢⱼ/Lⱼ.
    UserCentric,
    /// Each visit is worth the same amount γ until its pass has paid all it can: Σⱼ min(γLⱼ, πⱼ)·nᵢⱼ/Lⱼ, γ such that
    /// the pot is shared (ScaledUserProp, arXiv 2511.04465).
    ScaledUser,
    /// Each museum claims its visits at full price, cᵢ = pᵢnᵢ; a smaller pot is divided so.
    Claims(Division),
    /// Each museum is due so many ten-thousandths of its full price per visit, within the pot.
    FieldRate(u32),
}

impl Rule {
    /// Every rule, the field rate at one half as in Belgium.
    pub const ALL: [Self; 13] = [
        Self::Equal,
        Self::ProRata,
        Self::Shapley,
        Self::PriceWeighted,
        Self::PriceVisitors,
        Self::UserCentric,
        Self::ScaledUser,
        Self::Claims(Division::Proportional),
        Self::Claims(Division::EqualAwards),
        Self::Claims(Division::EqualLosses),
        Self::Claims(Division::AdjustedProportional),
        Self::Claims(Division::Talmud),
        Self::FieldRate(5_000),
    ];

    /// Its name without its parameter.
    pub fn code(self) -> &'static str {
        match self {
            Self::Equal => "equal",
            Self::ProRata => "pro_rata",
            Self::Shapley => "shapley",
            Self::PriceWeighted => "price_weighted",
            Self::PriceVisitors => "price_visitors",
            Self::UserCentric => "user_centric",
            Self::ScaledUser => "scaled_user",
            Self::Claims(Division::Proportional) => "claims_proportional",
            Self::Claims(Division::EqualAwards) => "claims_equal_awards",
            Self::Claims(Division::EqualLosses) => "claims_equal_losses",
            Self::Claims(Division::AdjustedProportional) => "claims_adjusted_proportional",
            Self::Claims(Division::Talmud) => "claims_talmud",
            Self::FieldRate(_) => "field_rate",
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::FieldRate(points) => write!(f, "field_rate:{points}"),
            other => f.write_str(other.code()),
        }
    }
}

impl FromStr for Rule {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let unknown = || Error::UnknownRule(text.chars().take(60).collect());
        if let Some(points) = text.strip_prefix("field_rate:") {
            return match points.parse() {
                Ok(points @ 1..=10_000) => Ok(Self::FieldRate(points)),
                _ => Err(unknown()),
            };
        }
        Self::ALL.into_iter().find(|rule| rule.to_string() == text).ok_or_else(unknown)
    }
}

impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Rule {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
