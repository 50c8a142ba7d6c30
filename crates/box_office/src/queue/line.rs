//! A line on one axis of time: where each stands, how many are before, how far it moves. Pure.
//!
//! Whoever arrives once it is open stands at the microsecond of their arrival. Whoever came before stands where the draw
//! puts them, in the minute before the opening: coming at three in the morning gives nothing. One number, how far the
//! line has passed, then says of everyone whether it is their turn; a place needs no row of its own.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// Microseconds of one bucket of the count of arrivals: a quarter of a second.
pub const BUCKET_US: i64 = 250_000;
/// Those drawn stand within this many microseconds before the opening.
pub const DRAW_SPAN_US: i64 = 60_000_000;
/// One may come and wait this many milliseconds before the opening.
pub const EARLY_MS: i64 = 3_600_000;
/// A line in which nobody waits is passed this far ahead of the clock, so that whoever comes walks straight in.
pub const AHEAD_US: i64 = 2_500_000;

/// The bucket of an instant.
#[must_use]
pub fn bucket_of(stands_us: i64) -> i64 {
    stands_us.div_euclid(BUCKET_US)
}

/// Where someone who came before the opening stands: drawn by the seed from their number, anywhere in the minute before
/// it. `HMAC-SHA256(seed, number)`, its first eight bytes as a big-endian integer, modulo the span.
#[must_use]
pub fn drawn(seed: &str, number: &str, opens_at_ms: i64) -> i64 {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(seed.as_bytes()) else {
        return opens_at_ms * 1000;
    };
    mac.update(number.as_bytes());
    let digest = mac.finalize().into_bytes();
    let mut first = [0_u8; 8];
    first.copy_from_slice(&digest[..8]);
    opens_at_ms * 1000 - DRAW_SPAN_US + (u64::from_be_bytes(first) % DRAW_SPAN_US as u64) as i64
}

/// Where someone stands who came before the opening from a network that had its share of the draw: after all who were
/// drawn, in the first second, by arrival.
#[must_use]
pub fn behind_the_draw(arrival_us: i64, opens_at_ms: i64) -> i64 {
    let opens_us = opens_at_ms * 1000;
    let early = (arrival_us - (opens_us - EARLY_MS * 1000)).clamp(0, EARLY_MS * 1000);
    opens_us + early / (EARLY_MS / 1000)
}

/// How many arrived when: ascending buckets with their people.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Arrivals(Vec<(i64, i64)>);

impl Arrivals {
    /// From rows in any order; several of one bucket add up.
    #[must_use]
    pub fn new(mut rows: Vec<(i64, i64)>) -> Self {
        rows.sort_unstable();
        let mut kept: Vec<(i64, i64)> = Vec::with_capacity(rows.len());
        for (bucket, people) in rows {
            match kept.last_mut() {
                Some(last) if last.0 == bucket => last.1 += people,
                _ => kept.push((bucket, people)),
            }
        }
        Self(kept)
    }

    /// How many stand after `from_us` and at or before `to_us`; those of a bucket cut in two are shared by its length.
    #[must_use]
    pub fn between(&self, from_us: i64, to_us: i64) -> f64 {
        let first = self.0.partition_point(|(bucket, _)| (bucket + 1) * BUCKET_US <= from_us);
        self.0[first..]
            .iter()
            .take_while(|(bucket, _)| bucket * BUCKET_US < to_us)
            .map(|(bucket, people)| {
                let (start, end) = (bucket * BUCKET_US, (bucket + 1) * BUCKET_US);
                let part = (end.min(to_us) - start.max(from_us)).max(0);
                *people as f64 * part as f64 / BUCKET_US as f64
            })
            .sum()
    }

    /// Everybody still waiting, when the line has passed `passed_us`.
    #[must_use]
    pub fn waiting(&self, passed_us: i64) -> f64 {
        self.between(passed_us, i64::MAX)
    }

    /// How far the line passes when `people` more may come in, and how many did. Never back; when nobody is left it runs
    /// ahead of the clock, and whoever comes walks straight in.
    #[must_use]
    pub fn advance(&self, passed_us: i64, people: f64, now_us: i64) -> (i64, f64) {
        let mut left = people.max(0.0);
        let mut moved = 0.0;
        let first = self.0.partition_point(|(bucket, _)| (bucket + 1) * BUCKET_US <= passed_us);
        for (bucket, arrived) in &self.0[first..] {
            let (start, end) = ((bucket * BUCKET_US).max(passed_us), (bucket + 1) * BUCKET_US);
            let here = *arrived as f64 * (end - start) as f64 / BUCKET_US as f64;
            if here > left {
                let far = start + ((end - start) as f64 * left / here) as i64;
                return (far.max(passed_us), moved + left);
            }
            moved += here;
            left -= here;
        }
        // A node whose clock runs ahead may have counted arrivals beyond this node's lead: they came in too.
        let last = self.0.last().map_or(passed_us, |(bucket, _)| (bucket + 1) * BUCKET_US);
        (passed_us.max(now_us + AHEAD_US).max(last), moved)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_draw_depends_on_the_number_and_not_on_the_hour_of_coming() {
        let (opens, seed) = (1_790_000_000_000, "a1b2");
        let places: Vec<i64> = (0..2000).map(|n| drawn(seed, &format!("{n:x}"), opens)).collect();
        assert!(places.iter().all(|us| (opens * 1000 - DRAW_SPAN_US..opens * 1000).contains(us)));
        // Spread: each of ten slices of the minute has its share.
        for slice in 0..10 {
            let from = opens * 1000 - DRAW_SPAN_US + slice * DRAW_SPAN_US / 10;
            let share = places.iter().filter(|us| (from..from + DRAW_SPAN_US / 10).contains(us)).count();
            assert!((140..260).contains(&share), "{share}");
        }
        assert_ne!(drawn("other", "0", opens), places[0]);
        let (early, late) = (opens * 1000 - 3_000_000_000, opens * 1000 - 5);
        assert!(behind_the_draw(early, opens) < behind_the_draw(late, opens));
        assert!((opens * 1000..opens * 1000 + 1_000_001).contains(&behind_the_draw(late, opens)));
    }

    #[test]
    fn an_empty_line_lets_whoever_comes_walk_in() {
        let now = 9_000_000_000;
        assert_eq!(Arrivals::default().advance(5, 10.0, now), (now + AHEAD_US, 0.0));
        assert_eq!(Arrivals::new(vec![(now / BUCKET_US, 3)]).advance(5, 10.0, now), (now + AHEAD_US, 3.0));
    }

    proptest! {
        /// The line never goes back, lets in no more than asked, and those let in and those left are all who came.
        #[test]
        fn a_move_loses_nobody(
            rows in proptest::collection::vec((0_i64..400, 0_i64..50), 0..60),
            passed in 0_i64..100_000_000,
            people in 0.0_f64..400.0,
        ) {
            let arrivals = Arrivals::new(rows);
            let before = arrivals.waiting(passed);
            let (far, moved) = arrivals.advance(passed, people, passed);
            prop_assert!(far >= passed);
            prop_assert!(moved <= people + 1e-6);
            // A cut inside a bucket is on a whole microsecond: at most 50 / 250 000 of a person beside.
            prop_assert!((before - moved - arrivals.waiting(far)).abs() < 1e-3);
            prop_assert!((arrivals.between(passed, far) - moved).abs() < 1e-3);
        }
    }
}
