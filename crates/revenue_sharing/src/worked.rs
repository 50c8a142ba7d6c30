//! Files a settlement is read from: passes to share, and worked examples whose answer is known.

use std::collections::BTreeMap;

use num_rational::BigRational;
use serde::{Deserialize, Serialize};

use crate::claims::{self, Division};
use crate::game::Game;
use crate::{Conventions, Fraction, Museum, Passes, Result, Rule, Settlement, Tally, compare};

/// A file of something to be shared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Worked {
    /// Passes of museums.
    Passes {
        /// What it is.
        title: String,
        /// Where it comes from.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        source: String,
        /// The museums.
        museums: Vec<Museum>,
        /// Choices the rules need.
        #[serde(default)]
        conventions: Conventions,
        /// The passes.
        passes: Vec<Passes>,
        /// What is known to come of it: by rule, each museum's exact share in cents.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        expected: BTreeMap<Rule, Vec<Fraction>>,
    },
    /// An estate and claims.
    Claims {
        /// What it is.
        title: String,
        /// Where it comes from.
        #[serde(default)]
        source: String,
        /// What there is.
        estate: Fraction,
        /// What each claims.
        claims: Vec<Fraction>,
        /// What is known to come of it.
        #[serde(default)]
        expected: BTreeMap<Division, Vec<Fraction>>,
    },
    /// A game: its Shapley value.
    Game {
        /// What it is.
        title: String,
        /// Where it comes from.
        #[serde(default)]
        source: String,
        /// How many players.
        players: usize,
        /// What each coalition is worth: smallest first, then in the players' order.
        worth: Vec<Fraction>,
        /// The value known.
        #[serde(default)]
        expected: Option<Vec<Fraction>>,
    },
}

/// One way of sharing, worked out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The rule's name.
    pub rule: String,
    /// Each one's exact share, unless it is too long to be written.
    pub exact: Vec<Option<Fraction>>,
    /// In cents, for passes.
    pub cents: Option<Settlement>,
    /// Whether it is what was expected; nothing when nothing was.
    pub as_expected: Option<bool>,
}

impl Worked {
    /// What it is, in a line.
    pub fn title(&self) -> &str {
        match self {
            Self::Passes { title, .. } | Self::Claims { title, .. } | Self::Game { title, .. } => title,
        }
    }

    /// Those who share, by name.
    pub fn names(&self) -> Vec<String> {
        match self {
            Self::Passes { museums, .. } => museums.iter().map(|museum| museum.name.clone()).collect(),
            Self::Claims { claims, .. } => claims.iter().map(Fraction::to_string).collect(),
            Self::Game { players, .. } => (1..=*players).map(|player| player.to_string()).collect(),
        }
    }

    /// The passes added up, when it is passes.
    ///
    /// # Errors
    /// What makes a line wrong.
    pub fn tally(&self) -> Result<Option<Tally>> {
        let Self::Passes { museums, conventions, passes, .. } = self else { return Ok(None) };
        let mut tally = Tally::new(museums, conventions)?;
        for line in passes {
            tally.add(line)?;
        }
        Ok(Some(tally))
    }

    /// Every rule, side by side, held against what is expected.
    ///
    /// # Errors
    /// What makes the file one that can't be shared.
    pub fn answers(&self) -> Result<Vec<Answer>> {
        match self {
            Self::Passes { conventions, expected, .. } => {
                let Some(tally) = self.tally()? else { return Ok(Vec::new()) };
                let mut rules = Rule::ALL.to_vec();
                rules.extend(expected.keys().filter(|rule| !Rule::ALL.contains(rule)));
                let settled = compare(&tally, &rules, conventions)?;
                Ok(settled
                    .into_iter()
                    .map(|settlement| {
                        let exact: Vec<_> = (0..tally.museums().len()).map(|at| settlement.shares.exact(at)).collect();
                        let known = expected.get(&settlement.rule);
                        Answer {
                            rule: settlement.rule.to_string(),
                            as_expected: known.map(|known| same(&exact, known)),
                            exact,
                            cents: Some(settlement),
                        }
                    })
                    .collect())
            }
            Self::Claims { estate, claims, expected, .. } => {
                let claims: Vec<BigRational> = claims.iter().map(|claim| claim.0.clone()).collect();
                let answer = |how: Division| {
                    let awards = claims::divide(&estate.0, &claims, how)?;
                    let exact: Vec<_> = awards.into_iter().map(|award| Some(Fraction(award))).collect();
                    Ok(Answer {
                        rule: how.code().to_owned(),
                        as_expected: expected.get(&how).map(|known| same(&exact, known)),
                        exact,
                        cents: None,
                    })
                };
                Division::ALL.into_iter().map(answer).collect()
            }
            Self::Game { players, worth, expected, .. } => {
                let worth: Vec<BigRational> = worth.iter().map(|worth| worth.0.clone()).collect();
                let value = Game::listed(*players, &worth)?.shapley();
                let exact: Vec<_> = value.into_iter().map(|share| Some(Fraction(share))).collect();
                Ok(vec![Answer {
                    rule: Rule::Shapley.to_string(),
                    as_expected: expected.as_ref().map(|known| same(&exact, known)),
                    exact,
                    cents: None,
                }])
            }
        }
    }
}

fn same(found: &[Option<Fraction>], known: &[Fraction]) -> bool {
    found.len() == known.len() && found.iter().zip(known).all(|(found, known)| found.as_ref() == Some(known))
}
