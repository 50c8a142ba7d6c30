//! What a sale gave, and the table that puts sellers side by side.

use std::fmt::Write;
use std::time::Duration;

use super::BookingArgs;

/// A sale of the last seats.
#[derive(Debug, Clone, Default)]
pub(super) struct Sold {
    pub(super) name: String,
    pub(super) orders: usize,
    pub(super) refused: usize,
    pub(super) faults: usize,
    /// Orders divided by the seconds until the last of them.
    pub(super) per_second: f64,
    pub(super) p50_ms: f64,
    pub(super) p95_ms: f64,
    pub(super) p99_ms: f64,
    pub(super) cpu_ms: f64,
    /// Most memory, proportional share, in MiB.
    pub(super) memory_mib: f64,
    pub(super) oversold: i64,
    /// Whether what buyers were told and what the server has agree.
    pub(super) agrees: bool,
}

/// A value of sorted durations, in milliseconds.
pub(super) fn at(sorted: &[Duration], part: f64) -> f64 {
    let last = sorted.len().saturating_sub(1);
    let place = ((sorted.len() as f64 * part / 100.0) as usize).min(last);
    sorted.get(place).map_or(f64::NAN, |time| time.as_secs_f64() * 1e3)
}

pub(super) fn table(rows: &[Sold], args: &BookingArgs) -> String {
    let mut text = format!(
        "The last {} seats, {} demands by {} buyers at once, one ticket an order, through the HTTP API.\n\n\
         | | orders | refused | faults | orders/s | p50 | p95 | p99 | CPU per order | memory (PSS) | oversold | told = kept |\n\
         |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|\n",
        args.seats, args.demand, args.buyers
    );
    for row in rows {
        // Writing to a String cannot fail.
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {:.1} | {:.1} ms | {:.1} ms | {:.1} ms | {:.2} ms | {:.0} MiB | {} | {} |",
            row.name,
            row.orders,
            row.refused,
            row.faults,
            row.per_second,
            row.p50_ms,
            row.p95_ms,
            row.p99_ms,
            row.cpu_ms,
            row.memory_mib,
            row.oversold,
            if row.agrees { "yes" } else { "NO" },
        );
    }
    if let (Some(ours), Some(theirs)) = (rows.first(), rows.iter().rfind(|row| row.name.starts_with("pretix"))) {
        let _ = writeln!(
            text,
            "\nAgainst pretix in the same run: {:.0}× the orders per second, {:.0}× less CPU per order, 1/{:.0} of the memory.",
            ours.per_second / theirs.per_second,
            theirs.cpu_ms / ours.cpu_ms,
            theirs.memory_mib / ours.memory_mib,
        );
    }
    text.push('\n');
    text
}
