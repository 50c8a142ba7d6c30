//! What was aimed at, and whether it is reached, from the figures of the report alone.

use super::report::{OfLoad, Searching};
use super::table::{Section, section};

/// A goal, what was measured, and whether that reaches it.
struct Outcome {
    goal: &'static str,
    measured: String,
    reached: bool,
}

/// The goals on every load, and across loads.
pub(crate) fn reached(loads: &[(&String, &OfLoad)]) -> Section {
    let mut table = section("Goals", &["load", "goal", "measured", "reached"]);
    for (name, of) in loads {
        for outcome in on_one_load(of) {
            let reached = if outcome.reached { "yes" } else { "NO" };
            table.push(&[name, &outcome.goal, &outcome.measured, &reached]);
        }
    }
    let costs: Vec<f64> = loads
        .iter()
        .filter_map(|(_, of)| Some(1e6 * of.import.as_ref()?.ours.cost.cpu_seconds / of.records.max(1) as f64))
        .collect();
    if let ([first, .., last], [(small, _), .., (large, _)]) = (costs.as_slice(), loads) {
        let (growth, reached) = (last / first, if *last <= first * 1.25 { "yes" } else { "NO" });
        let measured = format!("{first:.1} → {last:.1} CPU µs (×{growth:.2})");
        let both = format!("{small} → {large}");
        table.push(&[&both, &"cost of a record flat (within a quarter)", &measured, &reached]);
    }
    table
}

fn on_one_load(of: &OfLoad) -> Vec<Outcome> {
    let mut outcomes = Vec::new();
    let mut add = |goal, measured: String, reached| outcomes.push(Outcome { goal, measured, reached });
    let share = |part: u64| 100.0 * part as f64 / of.records.max(1) as f64;
    if let Some(delivered) = &of.delivered {
        let accounted = share(delivered.counts.accounted());
        add(
            "100 % of raw records accounted for",
            format!("{accounted:.3} %"),
            delivered.counts.accounted() >= of.records,
        );
        let present = share(delivered.present);
        add("99.9 % in the catalogue", format!("{present:.3} %"), present >= 99.9);
    }
    if let Some(paces) = of.parsing.as_ref().and_then(|parsing| parsing.paces.get("raw"))
        && let Some(ours) = paces.get("beffroi")
    {
        let rate = ours.per_second();
        add("250,000 records parsed a second", format!("{rate:.0}"), rate >= 250_000.0);
        if let Some(pymarc) = paces.get("pymarc") {
            let ratio = rate / pymarc.per_second();
            add("parsing 15 × pymarc", format!("{ratio:.1} ×"), ratio >= 15.0);
        }
    }
    if let Some(import) = &of.import {
        if let Some(zebra) = import.peers.get("zebra") {
            let cpu = zebra.cost.cpu_seconds / import.ours.cost.cpu_seconds.max(1e-9);
            let wall = zebra.cost.wall_seconds / import.ours.cost.wall_seconds.max(1e-9);
            add("import 10 × Zebra's indexing", format!("{cpu:.1} × in CPU, {wall:.1} × in time"), cpu >= 10.0);
        }
        let (peak, own) = (import.ours.cost.peak_mb, import.ours.cost.peak_own_mb);
        add("600 MB while importing", format!("{peak:.0} MB (own {own:.0})"), peak <= 600.0);
    }
    if let Some(matching) = &of.matching {
        let (e, w) = (matching.ours.editions, matching.ours.works);
        let shown = |precision: f64, f1: f64| format!("P {precision:.4}, F1 {f1:.4}");
        add("editions F1 0.97, P 0.99", shown(e.precision, e.f1), e.f1 >= 0.97 && e.precision >= 0.99);
        add("works F1 0.96, P 0.985", shown(w.precision, w.f1), w.f1 >= 0.96 && w.precision >= 0.985);
        let most = matching.ours.largest_false_merge;
        add("at most 5 works joined", most.to_string(), most <= 5);
    }
    if let Some(search) = &of.search {
        outcomes.extend(on_search(search));
    }
    outcomes
}

fn on_search(search: &Searching) -> Vec<Outcome> {
    let mut outcomes = Vec::new();
    let mut add = |goal, measured: String, reached| outcomes.push(Outcome { goal, measured, reached });
    if let Some(found) = search.ours.get(&1).and_then(|ours| ours.found) {
        add("found within 20: 0.85", format!("{found:.3}"), found >= 0.85);
    }
    let Some((clients, ours)) = search.ours.last_key_value() else { return outcomes };
    let memory = ours.memory.share_mb;
    add("250 MB while serving", format!("{memory:.0} MB (own {:.0})", ours.memory.own_mb), memory <= 250.0);
    // The same client on both sides where ours was also asked by the kit's.
    let by_kit =
        |engine: &str| search.kit.get(engine).and_then(|by_clients| by_clients.get(clients)).map(|kit| kit.p99);
    let p99 = by_kit("http").unwrap_or(ours.p99);
    if let Some(zebra) = by_kit("zebra") {
        let ratio = zebra / p99.max(1e-9);
        add("p99 1/15 of Zebra's", format!("{p99:.1} against {zebra:.1} ms: 1/{ratio:.1}"), ratio >= 15.0);
    }
    if let Some(tantivy) = by_kit("tantivy") {
        add("p99 not above bare tantivy's", format!("{p99:.1} against {tantivy:.1} ms"), p99 <= tantivy);
    }
    outcomes
}

#[cfg(test)]
mod tests {
    use super::super::report::{Answering, KitAnswering, Matching};
    use super::super::scoring::Score;
    use super::*;

    #[test]
    fn a_goal_missed_is_said() {
        let score = |precision, f1| Score { precision, f1, ..Score::default() };
        let mut matching = Matching::default();
        (matching.ours.editions, matching.ours.works) = (score(0.991, 0.975), score(0.98, 0.97));
        matching.ours.largest_false_merge = 6;
        let of = OfLoad { records: 10, matching: Some(matching), ..OfLoad::default() };
        let reached: Vec<bool> = on_one_load(&of).iter().map(|outcome| outcome.reached).collect();
        assert_eq!(reached, [true, false, false]);
    }

    #[test]
    fn peers_are_compared_by_the_same_client_where_it_asked_both() {
        let mut search = Searching::default();
        search.ours.insert(8, Answering { p99: 1.0, ..Answering::default() });
        let kit = |p99| [(8, KitAnswering { p99, ..KitAnswering::default() })].into();
        search.kit.insert("http".to_owned(), kit(20.0));
        search.kit.insert("tantivy".to_owned(), kit(10.0));
        let outcomes = on_search(&search);
        assert!(!outcomes.last().unwrap().reached);
        search.kit.remove("http");
        assert!(on_search(&search).last().unwrap().reached);
    }
}
