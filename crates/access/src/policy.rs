//! What a door's rules are, read once and kept while they do not change.
//!
//! Doors, licences and budgets change some times a day and are asked for at every entry. They are kept in memory with
//! the number of `access_policy` they were read at; each verdict reads that number in its own snapshot, so that a
//! change is seen by every node at the very next verdict.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use store::prelude::*;

use crate::budgets::Budget;
use crate::licences::Licence;
use crate::{Door, Result, budgets, doors, licences};

/// Everything decided beforehand about a door.
#[derive(Debug)]
pub(crate) struct Rules {
    pub(crate) door: Door,
    pub(crate) licences: Vec<Licence>,
    /// The budgets of the funds its licences name.
    pub(crate) budgets: Vec<Budget>,
}

impl Rules {
    /// The budget that pays for a reader of a library: its share of the fund if it has one, else the common money.
    pub(crate) fn payer(&self, fund: &str, library: Option<&str>) -> Option<&Budget> {
        let of = |whose: &str| self.budgets.iter().find(|budget| budget.fund == fund && budget.library == whose);
        library.and_then(of).or_else(|| of(""))
    }

    pub(crate) async fn load(query: &mut impl Query, door: &str) -> Result<Self> {
        let door = doors::by_id(query, door).await?;
        let licences = licences::of_door(query, &door.id).await?;
        let mut budgets = Vec::new();
        let mut funds: Vec<&str> = licences.iter().filter_map(|licence| licence.fund.as_deref()).collect();
        funds.sort_unstable();
        funds.dedup();
        for fund in funds {
            budgets.extend(budgets::of_fund(query, fund).await?);
        }
        Ok(Self { door, licences, budgets })
    }
}

/// Says that doors, licences or budgets change with this transaction.
pub(crate) async fn changed(write: &mut Write) -> Result<()> {
    write
        .execute(
            "INSERT INTO access_policy (name, version) VALUES ('doors', 1)
             ON CONFLICT (name) DO UPDATE SET version = access_policy.version + 1",
            params![],
        )
        .await?;
    Ok(())
}

/// The number now; 0 before any change.
pub(crate) async fn version(query: &mut impl Query) -> Result<i64> {
    let row = query.optional("SELECT version FROM access_policy WHERE name = 'doors'", params![]).await?;
    Ok(row.map(|row| row.get(0)).transpose()?.unwrap_or(0))
}

/// How many doors are kept before all are forgotten: some 10 MB.
const MOST: usize = 10_000;

/// Rules kept in memory.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    inner: Mutex<(i64, HashMap<String, Arc<Rules>>)>,
}

impl Kept {
    /// The rules of a door as of a version read in the same snapshot as `query`.
    pub(crate) async fn rules(&self, query: &mut impl Query, door: &str, version: i64) -> Result<Arc<Rules>> {
        {
            let mut kept = self.inner.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            if kept.0 < version || kept.1.len() >= MOST {
                kept.1.clear();
                kept.0 = version;
            }
            // An older snapshot must not read newer rules, nor leave its own behind.
            if kept.0 == version
                && let Some(rules) = kept.1.get(door)
            {
                return Ok(Arc::clone(rules));
            }
        }
        let rules = Arc::new(Rules::load(query, door).await?);
        let mut kept = self.inner.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if kept.0 == version {
            kept.1.insert(door.to_owned(), Arc::clone(&rules));
        }
        Ok(rules)
    }
}
