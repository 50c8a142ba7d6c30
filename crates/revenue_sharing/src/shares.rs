//! Exact shares over one denominator, summed without ever looking for lowest terms, and rounded to the cent.

use std::collections::BTreeMap;

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};

use crate::{Error, Fraction, Result};

/// Beyond so many bits a common multiple is no longer looked for: denominators are multiplied. Looking for it would cost
/// more than it saves.
const WORTH_REDUCING: u64 = 2_048;

/// The longest exact fraction that is written out, in characters.
const LONGEST: usize = 64;

/// What each takes, exactly, in fractions of a cent over one denominator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shares {
    denominator: BigInt,
    numerators: Vec<BigInt>,
}

impl Shares {
    /// Nothing for each of so many.
    pub fn nothing(count: usize) -> Self {
        Self { denominator: BigInt::one(), numerators: vec![BigInt::zero(); count] }
    }

    /// These parts over this denominator, above zero.
    pub(crate) fn over(denominator: BigInt, numerators: Vec<BigInt>) -> Self {
        debug_assert!(denominator.is_positive());
        Self { denominator, numerators }
    }

    /// These amounts.
    pub fn from_fractions(amounts: &[BigRational]) -> Self {
        let denominator = amounts.iter().fold(BigInt::one(), |all, amount| all.lcm(amount.denom()));
        let numerators = amounts.iter().map(|amount| amount.numer() * (&denominator / amount.denom())).collect();
        Self { denominator, numerators }
    }

    /// How many share.
    pub fn len(&self) -> usize {
        self.numerators.len()
    }

    /// Whether nobody shares.
    pub fn is_empty(&self) -> bool {
        self.numerators.is_empty()
    }

    /// The share of one, when its fraction is short enough to be written out.
    pub fn exact(&self, at: usize) -> Option<Fraction> {
        let over = self.numerators.get(at)?;
        if self.denominator.bits() > 4 * WORTH_REDUCING {
            return None;
        }
        let share = Fraction(BigRational::new(over.clone(), self.denominator.clone()));
        (share.to_string().len() <= LONGEST).then_some(share)
    }

    /// All of it. Not in lowest terms.
    pub fn total(&self) -> BigRational {
        BigRational::new_raw(self.numerators.iter().sum(), self.denominator.clone())
    }

    /// Whether all of it is exactly this.
    pub fn adds_up_to(&self, amount: &BigRational) -> bool {
        let total: BigInt = self.numerators.iter().sum();
        total * amount.denom() == amount.numer() * &self.denominator
    }

    /// The same, so many times.
    #[must_use]
    pub fn times(&self, factor: &BigRational) -> Self {
        Self {
            denominator: &self.denominator * factor.denom(),
            numerators: self.numerators.iter().map(|part| part * factor.numer()).collect(),
        }
    }

    /// The same share more for each.
    #[must_use]
    pub fn each_more(&self, amount: &BigRational) -> Self {
        let more = Self {
            denominator: amount.denom().clone(),
            numerators: vec![amount.numer().clone(); self.numerators.len()],
        };
        plus(self, &more)
    }

    /// The same with one more who shares, last.
    #[must_use]
    pub(crate) fn and(&self, amount: &BigRational) -> Self {
        let mut all = Self { denominator: self.denominator.clone(), numerators: self.numerators.clone() };
        all.numerators.push(BigInt::zero());
        let mut last = Self { denominator: amount.denom().clone(), numerators: vec![BigInt::zero(); all.len()] };
        if let Some(part) = last.numerators.last_mut() {
            part.clone_from(amount.numer());
        }
        plus(&all, &last)
    }

    /// In whole cents that add up to the total, by largest remainder: each takes its share rounded down, and the cents
    /// left go one each to the largest remainders, to whoever is named first when they are equal.
    ///
    /// # Errors
    /// [`Error::Inconsistent`] when the total is no whole number of cents, [`Error::Negative`], [`Error::Overflow`].
    pub fn to_cents(&self) -> Result<Vec<i64>> {
        let total: BigInt = self.numerators.iter().sum();
        let (total, left) = total.div_rem(&self.denominator);
        if !left.is_zero() {
            return Err(Error::Inconsistent);
        }
        let mut cents = Vec::with_capacity(self.len());
        let mut remainders = Vec::with_capacity(self.len());
        for (at, part) in self.numerators.iter().enumerate() {
            if part.is_negative() {
                return Err(Error::Negative("a share"));
            }
            let (whole, rest) = part.div_rem(&self.denominator);
            cents.push(whole.to_i64().ok_or(Error::Overflow)?);
            remainders.push((rest, at));
        }
        let given: i128 = cents.iter().map(|cents| i128::from(*cents)).sum();
        let left = total.to_i128().ok_or(Error::Overflow)? - given;
        // Stable: of equal remainders the first named comes first.
        remainders.sort_by(|one, other| other.0.cmp(&one.0));
        for (_, at) in remainders.into_iter().take(left as usize) {
            cents[at] += 1;
        }
        Ok(cents)
    }

    /// The parts and what they are parts of.
    pub(crate) fn parts(&self) -> (&BigInt, &[BigInt]) {
        (&self.denominator, &self.numerators)
    }
}

fn plus(one: &Shares, other: &Shares) -> Shares {
    let (left, right, denominator) = if one.denominator == other.denominator {
        (BigInt::one(), BigInt::one(), one.denominator.clone())
    } else if one.denominator.bits().max(other.denominator.bits()) <= WORTH_REDUCING {
        let common = one.denominator.lcm(&other.denominator);
        (&common / &one.denominator, &common / &other.denominator, common)
    } else {
        (other.denominator.clone(), one.denominator.clone(), &one.denominator * &other.denominator)
    };
    let numerators = one.numerators.iter().zip(&other.numerators).map(|(a, b)| a * &left + b * &right).collect();
    Shares { denominator, numerators }
}

/// The sum of many, half by half, so that large numbers meet large numbers only at the end.
pub(crate) fn sum(terms: impl IntoIterator<Item = Shares>, count: usize) -> Shares {
    let mut by_denominator: BTreeMap<BigInt, Vec<BigInt>> = BTreeMap::new();
    for term in terms {
        match by_denominator.entry(term.denominator) {
            std::collections::btree_map::Entry::Vacant(place) => {
                place.insert(term.numerators);
            }
            std::collections::btree_map::Entry::Occupied(mut place) => {
                for (all, part) in place.get_mut().iter_mut().zip(term.numerators) {
                    *all += part;
                }
            }
        }
    }
    let mut terms: Vec<Shares> =
        by_denominator.into_iter().map(|(denominator, numerators)| Shares { denominator, numerators }).collect();
    while terms.len() > 1 {
        terms = terms
            .chunks(2)
            .map(|pair| match pair {
                [one, other] => plus(one, other),
                _ => pair[0].clone(),
            })
            .collect();
    }
    terms.pop().unwrap_or_else(|| Shares::nothing(count))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cents_go_to_the_largest_remainders_and_ties_to_the_first() {
        let thirds = Shares::over(3.into(), vec![100.into(), 100.into(), 100.into()]);
        assert_eq!(thirds.to_cents(), Ok(vec![34, 33, 33]));
        let uneven = Shares::over(10.into(), vec![14.into(), 19.into(), 7.into()]);
        assert_eq!(uneven.to_cents(), Ok(vec![1, 2, 1]));
        assert_eq!(Shares::over(3.into(), vec![1.into(), 1.into()]).to_cents(), Err(Error::Inconsistent));
        assert_eq!(Shares::over(1.into(), vec![2.into(), (-1).into()]).to_cents(), Err(Error::Negative("a share")));
    }
}
