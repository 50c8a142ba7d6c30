//! What no rule says by itself, chosen and written beside each result.

use serde::{Deserialize, Serialize};

use crate::Division;

/// Choices every settlement needs. They are data: a statement carries them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Conventions {
    /// How much of the money is shared.
    pub pot: Pot,
    /// What becomes of the money of passes that were never used.
    pub unused: Unused,
    /// What a free pass counts for.
    pub free: Free,
    /// What becomes of money beyond what is claimed, for the rules that work by claims.
    pub over: Over,
    /// How a pot smaller than the field rate asks for is divided.
    pub short: Division,
    /// How many visits of one pass to one museum count at most, in the rules that count visits; each, when not said.
    pub repeat_cap: Option<u32>,
}

impl Default for Conventions {
    fn default() -> Self {
        Self {
            pot: Pot::All,
            unused: Unused::WithTheRest,
            free: Free::Notional,
            over: Over::Reserve,
            short: Division::Proportional,
            repeat_cap: Some(12),
        }
    }
}

/// How much of the money is shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pot {
    /// All that passes brought, third parties' money included.
    All,
    /// An amount in cents, whatever passes brought.
    Cents(i64),
    /// So many ten-thousandths of what passes brought, rounded down to the cent.
    BasisPoints(u32),
}

/// What becomes of the money of passes that were never used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unused {
    /// It is in the pot with the rest, and shared by the rule.
    WithTheRest,
    /// It is set aside and shared equally between the museums.
    Equally,
    /// It is kept, for the network's common expenses.
    Reserve,
}

/// What a free pass counts for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Free {
    /// It brings nothing, and its visits count nowhere.
    Nothing,
    /// It brings nothing; its visits count in the rules that count visits.
    VisitsOnly,
    /// A third party pays an amount said of it, which enters the pot; it is then a pass like any other.
    Notional,
}

/// What becomes of money beyond what is claimed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Over {
    /// It is kept, for years when the pot is short.
    Reserve,
    /// It is shared in proportion to the claims.
    Proportionally,
    /// It is shared equally between the museums.
    Equally,
}

impl Conventions {
    /// The code of each choice: pot, unused, free, over, short.
    pub fn codes(&self) -> [&'static str; 5] {
        [
            match self.pot {
                Pot::All => "all",
                Pot::Cents(_) => "cents",
                Pot::BasisPoints(_) => "basis_points",
            },
            match self.unused {
                Unused::WithTheRest => "with_the_rest",
                Unused::Equally => "equally",
                Unused::Reserve => "reserve",
            },
            match self.free {
                Free::Nothing => "nothing",
                Free::VisitsOnly => "visits_only",
                Free::Notional => "notional",
            },
            match self.over {
                Over::Reserve => "reserve",
                Over::Proportionally => "proportionally",
                Over::Equally => "equally",
            },
            self.short.code(),
        ]
    }
}
