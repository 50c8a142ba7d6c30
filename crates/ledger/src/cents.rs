//! An amount of money in cents of a euro. Never a floating-point number.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// An amount in cents of a euro, negative or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cents(pub i64);

/// U+202F: between groups of three digits in French.
const NARROW_SPACE: char = '\u{202f}';
/// U+00A0: before the euro sign in French.
const HARD_SPACE: char = '\u{a0}';

impl Cents {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// So many euros.
    pub const fn from_euros(euros: i32) -> Self {
        Self(euros as i64 * 100)
    }

    /// The sum, unless it is too large to count.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The difference, unless it is too large to count.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// So many times the amount, unless it is too large to count.
    pub fn checked_mul(self, times: i64) -> Option<Self> {
        self.0.checked_mul(times).map(Self)
    }

    /// The opposite, unless it is too large to count.
    pub fn checked_neg(self) -> Option<Self> {
        self.0.checked_neg().map(Self)
    }

    /// The sum of amounts, unless it is too large to count.
    pub fn checked_sum(amounts: impl IntoIterator<Item = Self>) -> Option<Self> {
        amounts.into_iter().try_fold(Self::ZERO, Self::checked_add)
    }

    /// Shares the amount by weights, to the cent: the shares add up to the amount exactly.
    ///
    /// Each gets its exact part rounded towards zero; the cents left go one each to the largest remainders, the first
    /// in order when they are equal. Nothing when there is no weight above zero.
    pub fn allocate(self, weights: &[u64]) -> Option<Vec<Self>> {
        let total: u128 = weights.iter().map(|weight| u128::from(*weight)).sum();
        if total == 0 {
            return None;
        }
        let amount = u128::from(self.0.unsigned_abs());
        // amount < 2^63 + 1 and weight < 2^64: the product fits 128 bits.
        let exact = |weight: &u64| amount * u128::from(*weight);
        let mut shares: Vec<u128> = weights.iter().map(|weight| exact(weight) / total).collect();
        let left = amount - shares.iter().sum::<u128>();
        let mut order: Vec<usize> = (0..weights.len()).collect();
        order.sort_by_key(|at| (std::cmp::Reverse(exact(&weights[*at]) % total), *at));
        for at in order.into_iter().take(left as usize) {
            shares[at] += 1;
        }
        let sign = i128::from(self.0.signum());
        Some(shares.into_iter().map(|share| Self((share as i128 * sign) as i64)).collect())
    }

    /// The amount in French: `5 €`, `12,50 €`, `1 234 567,80 €`, with the spaces that do not break.
    pub fn french(self) -> String {
        let (euros, cents) = (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
        let digits = euros.to_string();
        let mut text = String::new();
        if self.0 < 0 {
            text.push('-');
        }
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                text.push(NARROW_SPACE);
            }
            text.push(digit);
        }
        if cents > 0 {
            text.push_str(&format!(",{cents:02}"));
        }
        text.push(HARD_SPACE);
        text.push('€');
        text
    }
}

/// As a plain decimal number of euros, for files and machines: `12.50`.
impl fmt::Display for Cents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let amount = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", amount / 100, amount % 100)
    }
}

/// A text that is not an amount of euros with at most two decimals.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an amount of euros")]
pub struct ParseCentsError;

/// Reads what people type and what [`french`](Cents::french) and [`Display`](fmt::Display) write: `5`, `12,50 €`,
/// `12.5`, `1 234,00`.
impl FromStr for Cents {
    type Err = ParseCentsError;

    fn from_str(text: &str) -> Result<Self, ParseCentsError> {
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let text = text.strip_suffix('€').unwrap_or(&text);
        let (negative, text) = match text.strip_prefix(['-', '−']) {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (euros, decimals) = text.split_once([',', '.']).unwrap_or((text, "0"));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(euros) || !digits(decimals) || decimals.len() > 2 {
            return Err(ParseCentsError);
        }
        let number = |part: &str| part.parse::<i64>().map_err(|_| ParseCentsError);
        let cents = number(decimals)? * if decimals.len() == 1 { 10 } else { 1 };
        let amount = number(euros)?.checked_mul(100).and_then(|all| all.checked_add(cents));
        let amount = amount.ok_or(ParseCentsError)?;
        Ok(Self(if negative { -amount } else { amount }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn french_as_it_is_printed() {
        let plain = |cents| Cents(cents).french().replace([NARROW_SPACE, HARD_SPACE], " ");
        assert_eq!(plain(500), "5 €");
        assert_eq!(plain(1250), "12,50 €");
        assert_eq!(plain(5), "0,05 €");
        assert_eq!(plain(0), "0 €");
        assert_eq!(plain(-250), "-2,50 €");
        assert_eq!(plain(123_456_780), "1 234 567,80 €");
        assert_eq!(Cents(100_000).french(), "1\u{202f}000\u{a0}€");
        assert_eq!(Cents(-5).to_string(), "-0.05");
    }

    #[test]
    fn what_people_type_is_read() {
        for (text, cents) in [("5", 500), ("12,5", 1250), ("12.50 €", 1250), (" 1 234,00", 123_400), ("-0,05", -5)] {
            assert_eq!(text.parse(), Ok(Cents(cents)), "{text}");
        }
        for text in ["", "€", "1,234", "12,", ",5", "1e3", "cinq", "٣", "--1", "1-2", "99999999999999999999"] {
            assert_eq!(text.parse::<Cents>(), Err(ParseCentsError), "{text}");
        }
    }

    #[test]
    fn ten_euros_in_three() {
        assert_eq!(Cents(1000).allocate(&[1, 1, 1]), Some(vec![Cents(334), Cents(333), Cents(333)]));
        assert_eq!(Cents(1000).allocate(&[0, 0]), None);
        assert_eq!(Cents(1000).allocate(&[]), None);
        assert_eq!(Cents(-100).allocate(&[1, 2]), Some(vec![Cents(-33), Cents(-67)]));
        let most = Cents(i64::MIN).allocate(&[u64::MAX, u64::MAX]).expect("shares");
        assert_eq!(Cents::checked_sum(most), Some(Cents(i64::MIN)));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(cents in -i64::MAX..=i64::MAX) {
            prop_assert_eq!(Cents(cents).french().parse(), Ok(Cents(cents)));
            prop_assert_eq!(Cents(cents).to_string().parse(), Ok(Cents(cents)));
        }

        #[test]
        fn shares_add_up_and_are_fair(
            cents in any::<i64>(),
            weights in proptest::collection::vec(any::<u32>().prop_map(u64::from), 1..20),
        ) {
            let total: u128 = weights.iter().map(|w| u128::from(*w)).sum();
            match Cents(cents).allocate(&weights) {
                None => prop_assert_eq!(total, 0),
                Some(shares) => {
                    prop_assert_eq!(Cents::checked_sum(shares.iter().copied()), Some(Cents(cents)));
                    for (share, weight) in shares.iter().zip(&weights) {
                        // Nobody is a whole cent away from the exact part, and nobody gets the other sign.
                        let exact_times_total = i128::from(cents) * i128::from(*weight);
                        let off = i128::from(share.0) * total as i128 - exact_times_total;
                        prop_assert!(off.unsigned_abs() < total);
                        prop_assert!(share.0.signum() * cents.signum() >= 0);
                        prop_assert!(*weight > 0 || share.0 == 0);
                    }
                }
            }
        }
    }
}
