//! Dividing less than what is claimed: the bankruptcy family.
//!
//! An estate E is to be divided among claims c with Σc ≥ E. Sources: O'Neill 1982; Aumann & Maschler 1985 (Talmud);
//! Curiel, Maschler & Tijs 1987 (adjusted proportional); Thomson, *How to Divide When There Isn't Enough*, 2019.

use num_rational::BigRational;
use num_traits::{Signed, Zero};
use serde::{Deserialize, Serialize};

use crate::{Error, Result};

/// How an estate is divided among claims larger than it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Division {
    /// Each the same part of its claim: E·cᵢ/Σc.
    Proportional,
    /// Constrained equal awards: each the same amount λ, or its claim when that is less.
    EqualAwards,
    /// Constrained equal losses: each loses the same amount λ, or its claim when that is less.
    EqualLosses,
    /// What the others leave uncontested first, then the rest in proportion to what is still claimed of it.
    AdjustedProportional,
    /// Contested Garment: equal awards on half-claims up to half of all claims, equal losses on the other halves beyond.
    Talmud,
}

impl Division {
    /// Every way.
    pub const ALL: [Self; 5] =
        [Self::Proportional, Self::EqualAwards, Self::EqualLosses, Self::AdjustedProportional, Self::Talmud];

    /// Its name in files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Proportional => "proportional",
            Self::EqualAwards => "equal_awards",
            Self::EqualLosses => "equal_losses",
            Self::AdjustedProportional => "adjusted_proportional",
            Self::Talmud => "talmud",
        }
    }
}

/// Divides an estate among claims.
///
/// # Errors
/// [`Error::EstateAboveClaims`]; [`Error::Negative`] for an estate or a claim below zero.
pub fn divide(estate: &BigRational, claims: &[BigRational], how: Division) -> Result<Vec<BigRational>> {
    if estate.is_negative() {
        return Err(Error::Negative("the estate"));
    }
    if claims.iter().any(Signed::is_negative) {
        return Err(Error::Negative("a claim"));
    }
    let all: BigRational = claims.iter().sum();
    if *estate > all {
        return Err(Error::EstateAboveClaims);
    }
    Ok(match how {
        Division::Proportional => proportional(estate, claims),
        Division::EqualAwards => equal_awards(estate, claims),
        Division::EqualLosses => equal_losses(estate, claims),
        Division::AdjustedProportional => adjusted_proportional(estate, claims),
        Division::Talmud => {
            let two = BigRational::from_integer(2.into());
            let halves: Vec<BigRational> = claims.iter().map(|claim| claim / &two).collect();
            let half = all / two;
            if *estate <= half {
                equal_awards(estate, &halves)
            } else {
                let beyond = equal_losses(&(estate - half), &halves);
                halves.iter().zip(beyond).map(|(half, more)| half + more).collect()
            }
        }
    })
}

fn proportional(estate: &BigRational, claims: &[BigRational]) -> Vec<BigRational> {
    let all: BigRational = claims.iter().sum();
    if all.is_zero() {
        return vec![BigRational::zero(); claims.len()];
    }
    claims.iter().map(|claim| estate * claim / &all).collect()
}

fn equal_awards(estate: &BigRational, claims: &[BigRational]) -> Vec<BigRational> {
    let mut order: Vec<usize> = (0..claims.len()).collect();
    order.sort_by(|one, other| claims[*one].cmp(&claims[*other]));
    let mut awards = vec![BigRational::zero(); claims.len()];
    let mut left = estate.clone();
    for (given, at) in order.iter().enumerate() {
        let equal = &left / BigRational::from_integer((claims.len() - given).into());
        if claims[*at] <= equal {
            awards[*at] = claims[*at].clone();
            left -= &claims[*at];
        } else {
            for later in &order[given..] {
                awards[*later] = equal.clone();
            }
            break;
        }
    }
    awards
}

/// The losses are shared as awards would be.
fn equal_losses(estate: &BigRational, claims: &[BigRational]) -> Vec<BigRational> {
    let all: BigRational = claims.iter().sum();
    let losses = equal_awards(&(all - estate), claims);
    claims.iter().zip(losses).map(|(claim, loss)| claim - loss).collect()
}

fn adjusted_proportional(estate: &BigRational, claims: &[BigRational]) -> Vec<BigRational> {
    let all: BigRational = claims.iter().sum();
    let zero = BigRational::zero();
    let uncontested: Vec<BigRational> =
        claims.iter().map(|claim| (estate - (&all - claim)).max(zero.clone())).collect();
    let left = estate - uncontested.iter().sum::<BigRational>();
    let still: Vec<BigRational> =
        claims.iter().zip(&uncontested).map(|(claim, had)| (claim - had).min(left.clone())).collect();
    uncontested.iter().zip(proportional(&left, &still)).map(|(had, more)| had + more).collect()
}
