//! Passes added up as they come: sums only, whose number does not grow with the passes'.

use std::collections::{BTreeMap, HashMap};

use num_bigint::BigInt;
use num_traits::{One, Zero};

use crate::basis::{Basis, Group, Level};
use crate::passes::{self, Museum, Passes};
use crate::{Conventions, Error, Free, Result, Rule};

/// Passes added up: by the set of museums seen (at most 2^m of them) and by price and number of visits.
#[derive(Debug, Clone)]
pub struct Tally {
    museums: Vec<Museum>,
    free: Free,
    cap: Option<u32>,
    passes: u64,
    unused_passes: u64,
    free_passes: u64,
    collected: i128,
    third_party: i128,
    unused: i128,
    visits: Vec<u64>,
    by_set: HashMap<u64, OfSet>,
    by_level: BTreeMap<(u64, i64), OfLevel>,
}

#[derive(Debug, Clone, Copy, Default)]
struct OfSet {
    passes: u64,
    money: i128,
}

#[derive(Debug, Clone)]
struct OfLevel {
    passes: u64,
    by_museum: Vec<u64>,
}

impl Tally {
    /// Of these museums, nothing yet, under these conventions.
    ///
    /// # Errors
    /// No museum, too many, one named twice, a price below zero.
    pub fn new(museums: &[Museum], conventions: &Conventions) -> Result<Self> {
        passes::check(museums)?;
        Ok(Self {
            museums: museums.to_vec(),
            free: conventions.free,
            cap: conventions.repeat_cap,
            passes: 0,
            unused_passes: 0,
            free_passes: 0,
            collected: 0,
            third_party: 0,
            unused: 0,
            visits: vec![0; museums.len()],
            by_set: HashMap::new(),
            by_level: BTreeMap::new(),
        })
    }

    /// Adds passes. The order in which they are added changes nothing.
    ///
    /// # Errors
    /// [`Error::WrongLength`], [`Error::Negative`], [`Error::Overflow`]; nothing is added then.
    pub fn add(&mut self, line: &Passes) -> Result<()> {
        if line.visits.len() != self.museums.len() {
            return Err(Error::WrongLength { expected: self.museums.len(), found: line.visits.len() });
        }
        if line.price_cents < 0 || line.notional_cents < 0 {
            return Err(Error::Negative("a price"));
        }
        if line.passes == 0 {
            return Ok(());
        }
        let third_party = if self.free == Free::Notional { line.notional_cents } else { 0 };
        let each = line.price_cents.checked_add(third_party).ok_or(Error::Overflow)?;
        let cap = self.cap.unwrap_or(u32::MAX);
        let counted = || line.visits.iter().map(|visits| u64::from((*visits).min(cap)));
        let went: u64 = counted().sum();
        // What could overflow is tried before anything is added.
        let passes = self.passes.checked_add(line.passes).ok_or(Error::Overflow)?;
        let most = self.visits.iter().zip(counted()).map(|(all, visits)| {
            visits.checked_mul(line.passes).and_then(|visits| all.checked_add(visits)).ok_or(Error::Overflow)
        });
        let visits: Vec<u64> = most.collect::<Result<_>>()?;
        let many = i128::from(line.passes);

        self.passes = passes;
        self.collected += i128::from(line.price_cents) * many;
        self.third_party += i128::from(third_party) * many;
        if line.price_cents == 0 {
            self.free_passes += line.passes;
        }
        if went == 0 {
            self.unused_passes += line.passes;
            self.unused += i128::from(each) * many;
            return Ok(());
        }
        if each > 0 || self.free == Free::VisitsOnly {
            self.visits = visits;
        }
        if each == 0 {
            return Ok(());
        }
        let set = (0_u32..).zip(&line.visits).filter(|(_, visits)| **visits > 0).fold(0, |set, (at, _)| set | 1 << at);
        let of_set = self.by_set.entry(set).or_default();
        of_set.passes += line.passes;
        of_set.money += i128::from(each) * many;
        let level = self
            .by_level
            .entry((went, each))
            .or_insert_with(|| OfLevel { passes: 0, by_museum: vec![0; line.visits.len()] });
        level.passes += line.passes;
        for (all, visits) in level.by_museum.iter_mut().zip(counted()) {
            *all += visits * line.passes;
        }
        Ok(())
    }

    /// The museums, in their order.
    pub fn museums(&self) -> &[Museum] {
        &self.museums
    }

    /// How many passes were added.
    pub fn passes(&self) -> u64 {
        self.passes
    }

    /// How many sums are kept: what its memory depends on.
    pub fn sums(&self) -> usize {
        self.by_set.len() + self.by_level.len()
    }

    /// What a rule needs, and no more.
    ///
    /// # Errors
    /// [`Error::Overflow`].
    pub fn basis(&self, rule: Rule) -> Result<Basis> {
        let cents = |amount: i128| i64::try_from(amount).map_err(|_| Error::Overflow);
        let weights = |weigh: fn(&Museum) -> BigInt| self.museums.iter().map(weigh).collect::<Vec<_>>();
        let groups = match rule {
            Rule::Shapley => self.by_weight(&weights(|_| BigInt::one())),
            Rule::PriceWeighted => self.by_weight(&weights(|museum| museum.full_price_cents.into())),
            Rule::PriceVisitors => {
                self.by_weight(&weights(|museum| BigInt::from(museum.full_price_cents) * museum.visitors))
            }
            Rule::UserCentric => self.by_visits(),
            _ => Vec::new(),
        };
        let levels = if rule == Rule::ScaledUser { self.levels() } else { Vec::new() };
        Ok(Basis {
            passes: self.passes,
            unused_passes: self.unused_passes,
            free_passes: self.free_passes,
            collected_cents: cents(self.collected)?,
            third_party_cents: cents(self.third_party)?,
            unused_cents: cents(self.unused)?,
            visits: self.visits.clone(),
            groups,
            levels,
        })
    }

    /// Each set's money, shared by weights within the set, gathered by what the weights of a set add up to. A set of
    /// museums that all weigh nothing is shared equally.
    fn by_weight(&self, weights: &[BigInt]) -> Vec<Group> {
        let mut groups: BTreeMap<BigInt, (u64, Vec<BigInt>)> = BTreeMap::new();
        let one = BigInt::one();
        for (set, of_set) in &self.by_set {
            let members = || (0..weights.len()).filter(|at| set >> at & 1 == 1);
            let mut divisor: BigInt = members().map(|at| &weights[at]).sum();
            let nothing = divisor.is_zero();
            if nothing {
                divisor = set.count_ones().into();
            }
            let (passes, parts) = groups.entry(divisor).or_insert_with(|| (0, vec![BigInt::zero(); weights.len()]));
            *passes += of_set.passes;
            for at in members() {
                parts[at] += if nothing { &one } else { &weights[at] } * of_set.money;
            }
        }
        groups.into_iter().map(|(divisor, (passes, parts))| Group { passes, divisor, parts }).collect()
    }

    fn by_visits(&self) -> Vec<Group> {
        let mut groups: BTreeMap<u64, (u64, Vec<BigInt>)> = BTreeMap::new();
        for ((went, each), level) in &self.by_level {
            let (passes, parts) =
                groups.entry(*went).or_insert_with(|| (0, vec![BigInt::zero(); level.by_museum.len()]));
            *passes += level.passes;
            for (part, visits) in parts.iter_mut().zip(&level.by_museum) {
                *part += BigInt::from(*visits) * *each;
            }
        }
        groups.into_iter().map(|(went, (passes, parts))| Group { passes, divisor: went.into(), parts }).collect()
    }

    fn levels(&self) -> Vec<Level> {
        let level = |((went, each), level): (&(u64, i64), &OfLevel)| Level {
            passes: level.passes,
            visits: *went,
            cents: *each,
            by_museum: level.by_museum.clone(),
        };
        self.by_level.iter().map(level).collect()
    }
}
