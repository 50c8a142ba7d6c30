//! How long invented editions take: `cargo run --release -p tour_planner --example measure SHOWS COMMUNES DAYS`.

use std::time::Instant;

use tour_planner::{Instance, Limits, plan};

#[allow(clippy::print_stdout)]
fn main() {
    let asked: Vec<usize> = std::env::args().skip(1).filter_map(|one| one.parse().ok()).collect();
    let (shows, communes, days) = match asked[..] {
        [shows, communes, days] => (shows, communes, days),
        _ => (14, 77, 200),
    };
    for seed in 1..=10 {
        let instance = Instance::sample(seed, shows, communes, days);
        let begun = Instant::now();
        match plan(&instance, &Limits::default()) {
            Ok(outcome) => println!(
                "{seed:>3}  {:>8.1?}  {:>6} nodes  proven {}  {} performances  {:?}  {:?}",
                begun.elapsed(),
                outcome.nodes,
                outcome.proven,
                outcome.plan.performances.len(),
                outcome.objective,
                outcome.gap
            ),
            Err(trouble) => println!("{seed:>3}  {trouble}"),
        }
    }
}
