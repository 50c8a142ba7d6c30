//! The aggregates a rule is computed from: enough for it, and no more.

use num_bigint::BigInt;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::shares::{self, Shares};

/// What a settlement is computed from. No line of it is a pass, except where few passes are alike: see
/// [`Basis::pooled`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Basis {
    /// How many passes.
    pub passes: u64,
    /// Those that were never used.
    pub unused_passes: u64,
    /// Those that cost their holder nothing.
    pub free_passes: u64,
    /// What holders paid, in cents.
    pub collected_cents: i64,
    /// What third parties pay for free or reduced passes, in cents.
    pub third_party_cents: i64,
    /// What never-used passes brought of both, in cents.
    pub unused_cents: i64,
    /// Visits that count, museum by museum.
    pub visits: Vec<u64>,
    /// For the rules that go pass by pass: passes put together by what their money is divided by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Group>,
    /// For [`Rule::ScaledUser`](crate::Rule::ScaledUser): passes put together by price and number of visits.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<Level>,
}

/// Passes whose money is divided by the same number: museum i takes `parts[i] / divisor` cents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// How many passes.
    pub passes: u64,
    /// What their money is divided by, above zero.
    #[serde(serialize_with = "write_number", deserialize_with = "read_number")]
    pub divisor: BigInt,
    /// Each museum's part.
    #[serde(serialize_with = "write_numbers", deserialize_with = "read_numbers")]
    pub parts: Vec<BigInt>,
}

/// Passes of one price and one number of visits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// How many passes.
    pub passes: u64,
    /// How many visits each made.
    pub visits: u64,
    /// What each brought, in cents.
    pub cents: i64,
    /// Their visits together, museum by museum.
    pub by_museum: Vec<u64>,
}

impl Basis {
    /// The same with every group of fewer than `least` passes melted into one that holds at least as many. Melting groups
    /// changes no result: only sums are read.
    ///
    /// Levels are left as they are: the rule that needs them needs each.
    #[must_use]
    pub fn pooled(mut self, least: u64) -> Self {
        self.groups.sort_by(|one, other| one.passes.cmp(&other.passes).then_with(|| one.divisor.cmp(&other.divisor)));
        let mut behind = 0;
        let mut melted = 0;
        for group in &self.groups {
            if group.passes >= least && (melted == 0 || behind >= least) {
                break;
            }
            behind += group.passes;
            melted += 1;
        }
        if melted > 1 {
            let count = self.visits.len();
            let few = self.groups.drain(..melted).map(|group| Shares::over(group.divisor, group.parts));
            let all = shares::sum(few, count);
            let (divisor, parts) = all.parts();
            self.groups.push(Group { passes: behind, divisor: divisor.clone(), parts: parts.to_vec() });
        }
        self.groups.sort_by(|one, other| one.divisor.cmp(&other.divisor));
        self
    }

    /// The fewest passes behind a line, when there is a line.
    pub fn fewest(&self) -> Option<u64> {
        let groups = self.groups.iter().map(|group| group.passes);
        groups.chain(self.levels.iter().map(|level| level.passes)).min()
    }
}

/// As a number while every reader of JSON agrees on it, as text beyond.
fn to_value(number: &BigInt) -> serde_json::Value {
    match i64::try_from(number) {
        Ok(small) if small.unsigned_abs() < 1 << 53 => small.into(),
        _ => number.to_string().into(),
    }
}

fn write_number<S: Serializer>(number: &BigInt, to: S) -> Result<S::Ok, S::Error> {
    to_value(number).serialize(to)
}

fn write_numbers<S: Serializer>(numbers: &[BigInt], to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(numbers.iter().map(to_value))
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Number(i64),
    Text(String),
}

impl Written {
    fn read<E: serde::de::Error>(self) -> Result<BigInt, E> {
        match self {
            Self::Number(number) => Ok(number.into()),
            Self::Text(text) => text.parse().map_err(|_| E::custom("a whole number was expected")),
        }
    }
}

fn read_number<'de, D: Deserializer<'de>>(from: D) -> Result<BigInt, D::Error> {
    Written::deserialize(from)?.read()
}

fn read_numbers<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<BigInt>, D::Error> {
    Vec::<Written>::deserialize(from)?.into_iter().map(Written::read).collect()
}
