//! The rules every plan keeps, as rows; pins looked at before the search.

use std::collections::{BTreeMap, BTreeSet};

use super::Trouble;
use crate::lp::Row;
use crate::model::{Instance, Pin};
use crate::possible::Pair;

/// The rows every plan keeps, and each territory's row and size.
pub(super) fn rows(instance: &Instance, pairs: &[Pair]) -> (Vec<Row>, Vec<(usize, i64)>) {
    let mut rows = Vec::new();
    for commune in 0..instance.communes.len() {
        let terms: Vec<(usize, i64)> = of(pairs, |pair| pair.commune == commune);
        if !terms.is_empty() {
            rows.push(Row::at_most(terms, 1));
        }
    }
    for (at, show) in instance.shows.iter().enumerate() {
        let terms: Vec<(usize, i64)> = of(pairs, |pair| pair.show == at);
        if terms.len() > show.performances as usize {
            rows.push(Row::at_most(terms, i64::from(show.performances)));
        }
    }
    if let Some(budget) = instance.budget_cents {
        let costs: Vec<i64> = pairs.iter().map(|pair| instance.shows[pair.show].cost_cents).collect();
        let common = costs.iter().copied().fold(0, greatest_common_divisor);
        if common > 0 && costs.iter().sum::<i64>() > budget {
            let terms = costs.iter().enumerate().filter(|(_, cost)| **cost > 0);
            let terms = terms.map(|(at, cost)| (at, cost / common)).collect();
            rows.push(Row::at_most(terms, budget / common));
        }
    }
    let mut sizes: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for pair in pairs {
        let territory = instance.communes[pair.commune].territory.as_str();
        sizes.entry(territory).or_default().insert(pair.commune);
    }
    let mut territories = Vec::new();
    for (_, communes) in sizes {
        let size = communes.len() as i64;
        territories.push((rows.len(), size));
        rows.push(Row::at_most(of(pairs, |pair| communes.contains(&pair.commune)), size));
    }
    (rows, territories)
}

fn of(pairs: &[Pair], which: impl Fn(&Pair) -> bool) -> Vec<(usize, i64)> {
    pairs.iter().enumerate().filter(|(_, pair)| which(pair)).map(|(at, _)| (at, 1)).collect()
}

fn greatest_common_divisor(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { greatest_common_divisor(b, a % b) }
}

pub(super) fn check_pins(instance: &Instance, pins: &[Pin], pairs: &[Pair]) -> Result<(), Trouble> {
    let title = |code: &str| instance.show(code).map(|show| show.title.clone()).unwrap_or_default();
    let name = |code: &str| instance.commune(code).map(|commune| commune.name.clone()).unwrap_or_default();
    for (at, pin) in pins.iter().enumerate() {
        if pins[..at].iter().any(|other| other.commune == pin.commune) {
            return Err(Trouble::PinnedTwice { commune: name(&pin.commune) });
        }
        let possible = pairs.iter().any(|pair| {
            pair.pinned
                && instance.communes[pair.commune].code == pin.commune
                && instance.shows[pair.show].code == pin.show
        });
        if !possible {
            return Err(Trouble::PinImpossible { commune: name(&pin.commune), show: title(&pin.show) });
        }
    }
    for show in &instance.shows {
        if pins.iter().filter(|pin| pin.show == show.code).count() > show.performances as usize {
            return Err(Trouble::TooManyPins { show: show.title.clone() });
        }
    }
    let cost: i64 = pins.iter().filter_map(|pin| instance.show(&pin.show)).map(|show| show.cost_cents).sum();
    if instance.budget_cents.is_some_and(|budget| cost > budget) {
        return Err(Trouble::PinsOverBudget);
    }
    Ok(())
}
