//! The money of a million passes shared between fifteen museums, under every rule.

use std::fmt::Write;
use std::time::Instant;

use anyhow::Result;
use revenue_sharing::{Conventions, Rule, Tally, drawn, settle};

use super::super::process::own_resident_mib;

pub(super) fn table(passes: u64) -> Result<String> {
    let museums = drawn::museums(15);
    let conventions = Conventions::default();
    let before = own_resident_mib();
    let began = Instant::now();
    let mut tally = Tally::new(&museums, &conventions)?;
    for line in drawn::passes(museums.len(), passes, 1) {
        tally.add(&line)?;
    }
    let read = began.elapsed();
    let mut text = format!(
        "The money of {passes} passes over {} museums, drawn one by one and forgotten.\n\n| step | seconds |\n|---|---:|\n",
        museums.len()
    );
    // Writing to a String cannot fail.
    let _ = writeln!(text, "| passes read into a tally ({} sums kept) | {:.2} |", tally.sums(), read.as_secs_f64());
    let mut all = read;
    for rule in Rule::ALL {
        let began = Instant::now();
        settle(&museums, &tally.basis(rule)?, rule, &conventions)?;
        all += began.elapsed();
        let _ = writeln!(text, "| {rule} | {:.3} |", began.elapsed().as_secs_f64());
    }
    let grown = own_resident_mib() - before;
    let _ = writeln!(text, "| **everything** (memory grew by {grown:.1} MiB) | **{:.2}** |", all.as_secs_f64());
    text.push('\n');
    Ok(text)
}
