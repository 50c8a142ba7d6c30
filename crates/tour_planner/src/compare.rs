//! Two plans side by side.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::check::objective;
use crate::model::{Instance, Performance, Plan};
use crate::objective::{CRITERIA, Criterion};

/// What differs between two plans of one edition.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Comparison {
    /// Communes the second serves and the first does not.
    pub gained: Vec<Performance>,
    /// Communes the first serves and the second does not.
    pub lost: Vec<Performance>,
    /// Communes that get another show: as before, as now.
    pub swapped: Vec<(Performance, Performance)>,
    /// Communes that keep their show on another day or in another hall: as before, as now.
    pub moved: Vec<(Performance, Performance)>,
    /// Performances that are the same in both.
    pub same: usize,
    /// Each criterion with both numbers.
    pub criteria: Vec<(Criterion, i64, i64)>,
}

/// Compares two plans, commune by commune.
pub fn compare(instance: &Instance, first: &Plan, second: &Plan) -> Comparison {
    let mut comparison = Comparison::default();
    for before in &first.performances {
        match second.of_commune(&before.commune) {
            None => comparison.lost.push(before.clone()),
            Some(now) if now == before => comparison.same += 1,
            Some(now) if now.show == before.show => comparison.moved.push((before.clone(), now.clone())),
            Some(now) => comparison.swapped.push((before.clone(), now.clone())),
        }
    }
    let new = second.performances.iter().filter(|now| first.of_commune(&now.commune).is_none());
    comparison.gained.extend(new.cloned());
    let (a, b) = (objective(instance, first), objective(instance, second));
    comparison.criteria = CRITERIA.into_iter().zip(a.into_iter().zip(b)).map(|(one, (a, b))| (one, a, b)).collect();
    comparison
}

/// The days of a plan, in order, each once.
pub fn calendar(plan: &Plan) -> Vec<Date> {
    let mut days: Vec<Date> = plan.performances.iter().map(|one| one.day).collect();
    days.sort_unstable();
    days.dedup();
    days
}
