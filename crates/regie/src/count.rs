//! Counting a till: how many of each coin and note.

use std::collections::BTreeMap;

use ledger::Cents;

/// Notes and coins in euros, in cents, largest first: legal tender of the euro area.
pub const DENOMINATIONS: [u32; 15] = [50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1];

/// How many of each denomination were counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CashCount(BTreeMap<u32, u32>);

impl CashCount {
    /// Nothing counted.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts a number of pieces of a denomination; nothing when there is no such coin or note.
    #[must_use]
    pub fn with(mut self, denomination: u32, pieces: u32) -> Option<Self> {
        if !DENOMINATIONS.contains(&denomination) {
            return None;
        }
        if pieces == 0 {
            self.0.remove(&denomination);
        } else {
            self.0.insert(denomination, pieces);
        }
        Some(self)
    }

    /// How many pieces of a denomination.
    #[must_use]
    pub fn pieces(&self, denomination: u32) -> u32 {
        self.0.get(&denomination).copied().unwrap_or(0)
    }

    /// What it adds up to. Sixteen denominations of 2³² pieces fit an `i64`.
    #[must_use]
    pub fn total(&self) -> Cents {
        Cents(self.0.iter().map(|(denomination, pieces)| i64::from(*denomination) * i64::from(*pieces)).sum())
    }

    pub(crate) fn to_column(&self) -> String {
        let pairs: Vec<String> = self.0.iter().map(|(value, pieces)| format!("\"{value}\":{pieces}")).collect();
        format!("{{{}}}", pairs.join(","))
    }

    pub(crate) fn from_column(text: &str) -> Self {
        let pairs: BTreeMap<String, u32> = serde_json::from_str(text).unwrap_or_default();
        Self(pairs.into_iter().filter_map(|(value, pieces)| Some((value.parse().ok()?, pieces))).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_till_is_counted_piece_by_piece() {
        let count = CashCount::new().with(5_000, 3).and_then(|c| c.with(200, 4)).and_then(|c| c.with(1, 7)).unwrap();
        assert_eq!(count.total(), Cents(15_807));
        assert_eq!(CashCount::from_column(&count.to_column()), count);
        assert_eq!(count.clone().with(300, 1), None, "there is no coin of three euros");
        assert_eq!(count.with(1, 0).unwrap().total(), Cents(15_800));
    }
}
