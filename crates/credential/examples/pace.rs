//! How many codes a door judges in a second, on one core.
//!
//!     cargo run --release -p credential --example pace

use std::io::Write;
use std::time::Instant;

use credential::trial::specimens;
use credential::{Tolerance, verify};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let many = specimens(20_000);
    // Others may want the core meanwhile: the quickest of twenty rounds is what the work itself takes.
    let mut quickest = f64::MAX;
    for round in many.codes.chunks(1_000) {
        let started = Instant::now();
        let good = round.iter().filter(|code| verify(code, &many.keys, many.now, &Tolerance::default()).is_ok());
        if good.count() != round.len() {
            return Err("a good code was refused".into());
        }
        quickest = quickest.min(started.elapsed().as_secs_f64() / round.len() as f64);
    }
    let mut out = std::io::stdout().lock();
    writeln!(out, "{:.1} µs a code, {:.0} a second", quickest * 1e6, 1.0 / quickest)?;
    Ok(())
}
