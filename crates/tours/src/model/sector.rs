//! Sectors: communes put together so that no part of the territory is forgotten.
//!
//! The rule is published and anyone can replay it: the first centre is the most peopled commune; each next one is the
//! commune farthest from the centres already chosen (Gonzalez, *Clustering to minimize the maximum intercluster distance*,
//! 1985); every commune belongs to its nearest centre. Equal cases go to the lowest INSEE code. An officer may put a
//! commune elsewhere.

use std::collections::BTreeMap;

use programme::tenant::TenantCommune;

/// The sector of each commune: the INSEE code of its centre. `overrides` are sectors chosen by hand. A commune without
/// a known position is its own sector unless put somewhere.
#[must_use]
pub fn sectors(
    communes: &[TenantCommune],
    count: usize,
    overrides: &BTreeMap<String, String>,
) -> BTreeMap<String, String> {
    let mut placed: Vec<_> = communes.iter().filter_map(|one| Some((one, one.position?))).collect();
    placed.sort_by(|(a, _), (b, _)| a.insee.cmp(&b.insee));
    let people = |one: &TenantCommune| one.population_municipal.unwrap_or(0);
    let mut centres: Vec<usize> = Vec::new();
    // Metres, so that distances compare as whole numbers on every machine.
    let metres = |a: usize, b: usize| (placed[a].1.distance_km(placed[b].1) * 1000.0).round() as i64;
    while centres.len() < count.min(placed.len()) {
        let next = (0..placed.len()).filter(|at| !centres.contains(at)).max_by_key(|at| {
            let far = centres.iter().map(|centre| metres(*at, *centre)).min();
            // The lowest code wins equal cases: `max_by_key` keeps the last.
            (far.unwrap_or_else(|| people(placed[*at].0)), std::cmp::Reverse(*at))
        });
        match next {
            Some(next) => centres.push(next),
            None => break,
        }
    }
    let mut found = BTreeMap::new();
    for at in 0..placed.len() {
        let centre = centres.iter().min_by_key(|centre| (metres(at, **centre), **centre));
        if let Some(centre) = centre {
            found.insert(placed[at].0.insee.clone(), placed[*centre].0.insee.clone());
        }
    }
    for one in communes {
        let chosen = overrides.get(&one.insee).cloned();
        let known = found.entry(one.insee.clone()).or_insert_with(|| one.insee.clone());
        if let Some(chosen) = chosen {
            *known = chosen;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use programme::Position;

    fn commune(insee: &str, people: i64, lon: f64) -> TenantCommune {
        TenantCommune {
            insee: insee.into(),
            name: insee.into(),
            postal_codes: Vec::new(),
            population_municipal: Some(people),
            population_total: None,
            position: (lon < 90.0).then_some(Position { lon, lat: 50.0 }),
        }
    }

    #[test]
    fn centres_are_the_most_peopled_then_the_farthest() {
        let all = [commune("a", 10, 3.0), commune("b", 90, 3.1), commune("c", 5, 4.0), commune("d", 5, 3.9)];
        let found = sectors(&all, 2, &BTreeMap::new());
        let of = |insee: &str| found[insee].as_str();
        assert_eq!([of("a"), of("b"), of("c"), of("d")], ["b", "b", "c", "c"]);
    }

    #[test]
    fn a_hand_moves_a_commune_and_one_without_a_point_stands_alone() {
        let all = [commune("a", 10, 3.0), commune("b", 90, 3.1), commune("z", 5, 99.0)];
        let moved = BTreeMap::from([("a".to_owned(), "z".to_owned())]);
        let found = sectors(&all, 1, &moved);
        assert_eq!((found["a"].as_str(), found["b"].as_str(), found["z"].as_str()), ("z", "b", "z"));
    }
}
