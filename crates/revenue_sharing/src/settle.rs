//! A pot shared by a rule.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, Zero};

use crate::basis::{Basis, Level};
use crate::claims::{self, Division};
use crate::passes::{self, Museum};
use crate::shares::{self, Shares};
use crate::{Conventions, Error, Over, Pot, Result, Rule, Tally, Unused};

/// A pot shared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settlement {
    /// By which rule.
    pub rule: Rule,
    /// What is shared, reserve included, in cents.
    pub pot_cents: i64,
    /// What each museum takes, in cents, in the museums' order.
    pub cents: Vec<i64>,
    /// What is kept, in cents.
    pub reserve_cents: i64,
    /// The same before rounding: each museum's share, then the reserve.
    pub shares: Shares,
}

/// What a rule makes of an estate: the museums' shares, and what it leaves.
struct Ruled {
    shares: Shares,
    left: BigRational,
}

fn whole(number: impl Into<BigInt>) -> BigRational {
    BigRational::from_integer(number.into())
}

/// Shares the pot of a basis.
///
/// When a rule has nothing to go by (no visit at all, no price), the estate is kept in reserve: nobody has earned more than
/// another.
///
/// # Errors
/// [`Error::Inconsistent`] when the basis contradicts itself or was made for another rule, museums that can't share,
/// amounts that can't be counted.
pub fn settle(museums: &[Museum], basis: &Basis, rule: Rule, conventions: &Conventions) -> Result<Settlement> {
    passes::check(museums)?;
    check(museums.len(), basis)?;
    let brought = basis.collected_cents.checked_add(basis.third_party_cents).ok_or(Error::Overflow)?;
    let pot_cents = match conventions.pot {
        Pot::All => brought,
        Pot::Cents(cents) if cents < 0 => return Err(Error::Negative("the pot")),
        Pot::Cents(cents) => cents,
        Pot::BasisPoints(points) if points > 10_000 => return Err(Error::WrongPart),
        Pot::BasisPoints(points) => (i128::from(brought) * i128::from(points) / 10_000) as i64,
    };
    let aside = match conventions.unused {
        Unused::WithTheRest => BigRational::zero(),
        Unused::Equally | Unused::Reserve if brought == 0 => BigRational::zero(),
        Unused::Equally | Unused::Reserve => whole(pot_cents) * whole(basis.unused_cents) / whole(brought),
    };
    let estate = whole(pot_cents) - &aside;
    let used = whole(brought - basis.unused_cents);
    let Ruled { mut shares, left: mut reserve } = match rule {
        Rule::Equal => {
            let each = &estate / whole(museums.len());
            Ruled { shares: Shares::nothing(museums.len()).each_more(&each), left: BigRational::zero() }
        }
        Rule::ProRata => {
            let visits = basis.visits.iter().map(|visits| BigInt::from(*visits)).collect();
            in_proportion(&Shares::over(1.into(), visits), &estate)
        }
        Rule::Shapley | Rule::PriceWeighted | Rule::PriceVisitors | Rule::UserCentric => {
            let groups = basis.groups.iter().map(|group| Shares::over(group.divisor.clone(), group.parts.clone()));
            let raw = shares::sum(groups, museums.len());
            if !raw.adds_up_to(&used) {
                return Err(Error::Inconsistent);
            }
            scaled(&raw, &used, &estate)
        }
        Rule::ScaledUser => scaled_user(&basis.levels, museums.len(), &used, &estate)?,
        Rule::Claims(how) => by_claims(&claims_at(museums, basis, &whole(1)), &estate, how, conventions.over)?,
        Rule::FieldRate(points) => {
            let rate = BigRational::new(points.into(), 10_000.into());
            by_claims(&claims_at(museums, basis, &rate), &estate, conventions.short, conventions.over)?
        }
    };
    match conventions.unused {
        Unused::Equally => shares = shares.each_more(&(aside / whole(museums.len()))),
        Unused::Reserve => reserve += aside,
        Unused::WithTheRest => {}
    }
    let shares = shares.and(&reserve);
    if !shares.adds_up_to(&whole(pot_cents)) {
        return Err(Error::Inconsistent);
    }
    let mut cents = shares.to_cents()?;
    let reserve_cents = cents.pop().unwrap_or_default();
    Ok(Settlement { rule, pot_cents, cents, reserve_cents, shares })
}

/// Every rule asked for, side by side, from one tally.
///
/// # Errors
/// Those of [`settle`].
pub fn compare(tally: &Tally, rules: &[Rule], conventions: &Conventions) -> Result<Vec<Settlement>> {
    rules.iter().map(|rule| settle(tally.museums(), &tally.basis(*rule)?, *rule, conventions)).collect()
}

/// A basis may come from a file: nothing in it is trusted.
fn check(museums: usize, basis: &Basis) -> Result<()> {
    let amounts = [basis.collected_cents, basis.third_party_cents, basis.unused_cents];
    if amounts.into_iter().any(i64::is_negative) {
        return Err(Error::Negative("an amount"));
    }
    let found =
        |found: usize| if found == museums { Ok(()) } else { Err(Error::WrongLength { expected: museums, found }) };
    found(basis.visits.len())?;
    for group in &basis.groups {
        found(group.parts.len())?;
        if !group.divisor.is_positive() || group.parts.iter().any(Signed::is_negative) {
            return Err(Error::Inconsistent);
        }
    }
    for level in &basis.levels {
        found(level.by_museum.len())?;
        let together: u128 = level.by_museum.iter().map(|visits| u128::from(*visits)).sum();
        if level.visits == 0 || level.cents < 0 || together != u128::from(level.visits) * u128::from(level.passes) {
            return Err(Error::Inconsistent);
        }
    }
    match basis.collected_cents.checked_add(basis.third_party_cents) {
        Some(brought) if basis.unused_cents > brought => Err(Error::Inconsistent),
        Some(_) => Ok(()),
        None => Err(Error::Overflow),
    }
}

/// `weights` made to add up to the estate; all of it left when they add up to nothing.
fn in_proportion(weights: &Shares, estate: &BigRational) -> Ruled {
    let total = weights.total();
    scaled(weights, &total, estate)
}

fn scaled(raw: &Shares, total: &BigRational, estate: &BigRational) -> Ruled {
    if total.numer().is_zero() {
        return Ruled { shares: Shares::nothing(raw.len()), left: estate.clone() };
    }
    // The factor's own terms are small; it is not reduced against the shares'.
    let factor = BigRational::new(estate.numer() * total.denom(), estate.denom() * total.numer());
    Ruled { shares: raw.times(&factor), left: BigRational::zero() }
}

fn claims_at(museums: &[Museum], basis: &Basis, rate: &BigRational) -> Vec<BigRational> {
    let claim = |(museum, visits): (&Museum, &u64)| whole(museum.full_price_cents) * whole(*visits) * rate;
    museums.iter().zip(&basis.visits).map(claim).collect()
}

fn by_claims(claims: &[BigRational], estate: &BigRational, how: Division, over: Over) -> Result<Ruled> {
    let all: BigRational = claims.iter().sum();
    if *estate <= all {
        let shares = Shares::from_fractions(&claims::divide(estate, claims, how)?);
        return Ok(Ruled { shares, left: BigRational::zero() });
    }
    let paid = Shares::from_fractions(claims);
    let beyond = estate - &all;
    Ok(match over {
        Over::Reserve => Ruled { shares: paid, left: beyond },
        Over::Proportionally => in_proportion(&paid, estate),
        Over::Equally => Ruled { shares: paid.each_more(&(beyond / whole(claims.len()))), left: BigRational::zero() },
    })
}

/// Each pass pays γ for a visit until it has paid all it brought. γ is found walking up the passes' price per visit: below
/// it they have paid all.
fn scaled_user(levels: &[Level], museums: usize, used: &BigRational, estate: &BigRational) -> Result<Ruled> {
    let target = used.min(estate).clone();
    let mut order: Vec<&Level> = levels.iter().collect();
    order.sort_by(|one, other| {
        (i128::from(one.cents) * i128::from(other.visits)).cmp(&(i128::from(other.cents) * i128::from(one.visits)))
    });
    let many = |level: &Level, each: u64| BigInt::from(level.passes) * each;
    let money = |level: &Level| BigInt::from(level.passes) * level.cents;
    if whole(order.iter().map(|level| money(level)).sum::<BigInt>()) != *used {
        return Err(Error::Inconsistent);
    }
    let mut paid = BigInt::zero();
    let mut visits: BigInt = order.iter().map(|level| many(level, level.visits)).sum();
    let mut spent = 0;
    let mut gamma = BigRational::zero();
    for level in &order {
        gamma = (&target - whole(paid.clone())) / whole(visits.clone());
        if gamma <= BigRational::new(level.cents.into(), level.visits.into()) {
            break;
        }
        paid += money(level);
        visits -= many(level, level.visits);
        spent += 1;
    }
    let (spent, paying) = order.split_at(spent);
    let all_spent = spent.iter().map(|level| {
        let parts = level.by_museum.iter().map(|visits| BigInt::from(*visits) * level.cents).collect();
        Shares::over(level.visits.into(), parts)
    });
    let still = paying.iter().map(|level| {
        let parts = level.by_museum.iter().map(|visits| gamma.numer() * *visits).collect();
        Shares::over(gamma.denom().clone(), parts)
    });
    let shares = shares::sum(all_spent.chain(still), museums);
    Ok(if estate > &target { scaled(&shares, &target, estate) } else { Ruled { shares, left: BigRational::zero() } })
}
