//! What a use costs: by vendor, by library, by commune.
//!
//! A platform costs what its vendor is paid a year, or else what its resources cost together; a period costs its share
//! of the year, by days. Libraries and communes bear a platform's cost as their readers used it. A cost that nobody
//! wrote down is unknown, and what depends on it is too: it is never taken for zero. Views paid one by one are not in
//! it: budgets say them.

use std::collections::{BTreeMap, HashMap};

use access::figures::Report;
use serde::Serialize;

use crate::reports::Source;
use crate::vendors::Vendor;

/// The cost of something over a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cost {
    /// Platform, institution or INSEE code; empty when not known.
    pub of: String,
    /// Uses counted at our doors.
    pub uses: i64,
    /// Uses the vendor counts, where its reports were received.
    pub reported: Option<u64>,
    /// The cost, in cents; none when a part of it is not known.
    pub cents: Option<i64>,
    /// A use's cost, in cents; none when the cost is not known, or there was no use.
    pub per_use_cents: Option<i64>,
}

/// Costs over a period.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Costs {
    /// By platform.
    pub platforms: Vec<Cost>,
    /// By institution.
    pub libraries: Vec<Cost>,
    /// By commune.
    pub communes: Vec<Cost>,
}

/// A year's cost over so many days, in cents, rounded to the nearest.
pub fn over(year_cents: i64, days: i64) -> i64 {
    divided(i128::from(year_cents) * i128::from(days), 365)
}

/// Rounded half up.
fn divided(amount: i128, by: i128) -> i64 {
    i64::try_from((amount * 2 + by) / (by * 2)).unwrap_or(i64::MAX)
}

/// Works the costs of a period of so many days out. `reported` says what vendors count, by vendor.
pub fn costs(
    report: &Report,
    sources: &HashMap<String, Source>,
    vendors: &[Vendor],
    reported: &HashMap<String, u64>,
    days: i64,
) -> Costs {
    let mut years: BTreeMap<String, Option<i64>> = BTreeMap::new();
    for offered in sources.values().filter_map(|source| source.offered.as_ref()) {
        let resource = &offered.resource;
        // What is open and has no cost written down was given, not bought: it is nobody's subscription.
        if resource.open && resource.cost_cents.is_none() {
            continue;
        }
        let sum = years.entry(resource.platform.clone()).or_insert(Some(0));
        *sum = sum.zip(resource.cost_cents).map(|(sum, cents)| sum + cents);
    }
    let mut counted: BTreeMap<String, Option<u64>> = BTreeMap::new();
    for vendor in vendors {
        if vendor.cost_cents.is_some() || !years.contains_key(&vendor.platform) {
            years.insert(vendor.platform.clone(), vendor.cost_cents);
        }
        counted.insert(vendor.platform.clone(), reported.get(&vendor.id).copied());
    }
    let mut uses: BTreeMap<(&str, &str, &str), i64> = BTreeMap::new();
    for (slice, figure) in &report.figures {
        let platform = sources.get(&slice.door).and_then(|source| source.offered.as_ref());
        if let Some(offered) = platform.filter(|offered| years.contains_key(&offered.resource.platform)) {
            *uses.entry((&offered.resource.platform, &slice.library, &slice.commune)).or_default() += figure.entries;
        }
    }
    let mut platforms = Vec::new();
    let mut libraries: BTreeMap<&str, (i64, Option<i64>)> = BTreeMap::new();
    let mut communes: BTreeMap<&str, (i64, Option<i64>)> = BTreeMap::new();
    for (platform, year) in &years {
        let cents = year.map(|year| over(year, days));
        let of = || uses.iter().filter(|((of, ..), _)| of == platform);
        let total: i64 = of().map(|(_, uses)| uses).sum();
        let reported = counted.get(platform.as_str()).copied().flatten();
        let divisor = reported.map_or(total, |reported| i64::try_from(reported).unwrap_or(i64::MAX));
        platforms.push(Cost {
            of: platform.clone(),
            uses: total,
            reported,
            cents,
            per_use_cents: per_use(cents, divisor),
        });
        for ((_, library, commune), uses) in of() {
            for (sums, of) in [(&mut libraries, library), (&mut communes, commune)] {
                let sum = sums.entry(of).or_insert((0, Some(0)));
                let share = cents
                    .filter(|_| total > 0)
                    .map(|cents| divided(i128::from(cents) * i128::from(*uses), i128::from(total)));
                *sum = (sum.0 + uses, sum.1.zip(share).map(|(sum, share)| sum + share));
            }
        }
    }
    let lines = |sums: BTreeMap<&str, (i64, Option<i64>)>| {
        sums.into_iter()
            .map(|(of, (uses, cents))| Cost {
                of: of.to_owned(),
                uses,
                reported: None,
                cents,
                per_use_cents: per_use(cents, uses),
            })
            .collect()
    };
    Costs { platforms, libraries: lines(libraries), communes: lines(communes) }
}

fn per_use(cents: Option<i64>, uses: i64) -> Option<i64> {
    cents.filter(|_| uses > 0).map(|cents| divided(i128::from(cents), i128::from(uses)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_costs_its_days() {
        assert_eq!(over(36_500, 30), 3_000);
        assert_eq!(over(100, 1), 0);
        assert_eq!(over(183, 1), 1, "rounded half up");
        assert_eq!(per_use(Some(1_000), 3), Some(333));
        assert_eq!(per_use(Some(1_000), 0), None);
        assert_eq!(per_use(None, 3), None);
    }
}
