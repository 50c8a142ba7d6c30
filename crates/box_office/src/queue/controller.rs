//! How many may come in each second, from what the server bears. Pure.
//!
//! More is let in by small additions while the server answers in time, and much less as soon as it does not: what
//! congestion control does on the Internet (RFC 5681, additive increase, multiplicative decrease). Beside, no more are let
//! in than the shop holds: whoever is inside finishes in peace.

/// What the server is seen to bear.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// How long a small write waited for, in milliseconds: the slowest node's.
    pub wait_ms: i64,
    /// People inside, in the last minute, over all nodes.
    pub active: i64,
    /// Whether anyone waits: a rate nobody used teaches nothing.
    pub waiting: bool,
}

/// Within what it stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// People per thousand seconds, at least: the line never stands still by itself.
    pub least_milli: i64,
    /// People per thousand seconds, at most, as the office says.
    pub most_milli: i64,
    /// How long a small write may wait, in milliseconds.
    pub target_ms: i64,
    /// How many may be inside at once.
    pub most_active: i64,
}

/// What a server of two processors bears, to begin with.
pub const LIMITS: Limits = Limits { least_milli: 1_000, most_milli: 200_000, target_ms: 80, most_active: 3_000 };
/// The rate a line opens with, in people per thousand seconds.
pub const FIRST_MILLI: i64 = 40_000;

/// The next rate, in people per thousand seconds.
#[must_use]
pub fn next_rate(rate_milli: i64, seen: &Seen, limits: &Limits) -> i64 {
    let next = if seen.wait_ms > 2 * limits.target_ms {
        rate_milli / 2
    } else if seen.wait_ms > limits.target_ms {
        rate_milli * 85 / 100
    } else if seen.waiting && seen.active < limits.most_active {
        rate_milli + 2_000 + rate_milli / 50
    } else {
        rate_milli
    };
    next.clamp(limits.least_milli.min(limits.most_milli), limits.most_milli)
}

/// How many may come in now, `elapsed_ms` after the last who did.
#[must_use]
pub fn allowance(rate_milli: i64, elapsed_ms: i64, seen: &Seen, limits: &Limits) -> f64 {
    // After a silence (a restart) nobody is owed what was not let in: two seconds' worth at most.
    let due = rate_milli as f64 * elapsed_ms.clamp(0, 2_000) as f64 / 1e6;
    due.min((limits.most_active - seen.active).max(0) as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_rate_stays_within_its_limits(rate in 0_i64..2_000_000, wait in 0_i64..100_000, active in 0_i64..100_000, waiting: bool) {
            let next = next_rate(rate, &Seen { wait_ms: wait, active, waiting }, &LIMITS);
            prop_assert!((LIMITS.least_milli..=LIMITS.most_milli).contains(&next));
        }

        #[test]
        fn a_slower_server_never_gets_more(rate in 1_000_i64..200_000, wait in 0_i64..1_000, more in 0_i64..1_000, active in 0_i64..5_000) {
            let seen = |wait_ms| Seen { wait_ms, active, waiting: true };
            prop_assert!(next_rate(rate, &seen(wait + more), &LIMITS) <= next_rate(rate, &seen(wait), &LIMITS));
        }

        #[test]
        fn never_more_inside_than_the_shop_holds(rate in 1_000_i64..200_000, elapsed in -5_000_i64..1_000_000, active in 0_i64..10_000) {
            let seen = Seen { wait_ms: 0, active, waiting: true };
            let people = allowance(rate, elapsed, &seen, &LIMITS);
            prop_assert!(people >= 0.0 && people <= (LIMITS.most_active - active).max(0) as f64);
            prop_assert!(people <= rate as f64 * 2.0 / 1000.0);
        }

        /// Against a server that slows down in proportion to what it is given beyond what it bears, the rate settles
        /// around what it bears: within the last two of five minutes, on the mean, between half of it and all of it and a quarter.
        #[test]
        fn it_settles_where_the_server_bears_it(bears in 5_000_i64..180_000) {
            let (mut rate, mut backlog, mut sum) = (FIRST_MILLI, 0_i64, 0_i64);
            for second in 0..300 {
                backlog = (backlog + rate - bears).max(0);
                // Each backlogged person costs what one person takes.
                let wait_ms = 5 + backlog * 1000 / bears;
                rate = next_rate(rate, &Seen { wait_ms, active: 100, waiting: true }, &LIMITS);
                if second >= 180 { sum += rate; }
            }
            let mean = sum / 120;
            prop_assert!(mean > bears / 2 && mean < bears * 5 / 4, "{mean} for {bears}");
        }
    }
}
