//! Noise for published counts: the discrete Laplace distribution, drawn exactly.
//!
//! A count to which one holder adds at most `cap` is published with noise of scale cap/ε: the publication is then
//! ε-differentially private. Noise made of floating-point numbers leaks in its low bits (Mironov 2012), so it is drawn with
//! whole numbers only, after Canonne, Kamath & Steinke 2020 (The Discrete Gaussian for Differential Privacy, algorithm 2).

use rand::Rng;

/// A whole number below `bound`, evenly.
fn below(dice: &mut impl Rng, bound: u64) -> u64 {
    // What is left over of 2⁶⁴ is thrown again.
    let zone = u64::MAX - u64::MAX % bound;
    loop {
        let roll = dice.next_u64();
        if roll < zone {
            return roll % bound;
        }
    }
}

/// True with probability exp(−over/under), over ≤ under.
fn decays(dice: &mut impl Rng, over: u64, under: u64) -> bool {
    let mut tried = 1;
    loop {
        // True with probability over/(under·tried).
        let hit = below(dice, under.saturating_mul(tried)) < over;
        if !hit {
            return tried % 2 == 1;
        }
        tried += 1;
    }
}

/// Noise of scale `over/under`: a whole number drawn with probability proportional to exp(−|n|·under/over).
pub(crate) fn laplace(dice: &mut impl Rng, over: u64, under: u64) -> i64 {
    let (over, under) = (over.max(1), under.max(1));
    loop {
        let part = below(dice, over);
        if !decays(dice, part, over) {
            continue;
        }
        let mut whole = 0_u64;
        while decays(dice, 1, 1) {
            whole += 1;
        }
        let size = (part + over * whole) / under;
        let negative = below(dice, 2) == 1;
        if negative && size == 0 {
            continue;
        }
        let size = i64::try_from(size).unwrap_or(i64::MAX);
        return if negative { -size } else { size };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand::rngs::StdRng;

    #[test]
    fn the_noise_is_that_of_its_law() {
        let mut dice = StdRng::seed_from_u64(5);
        for (over, under) in [(10_u64, 1_u64), (20, 3), (1, 1)] {
            let scale = over as f64 / under as f64;
            let draws = 40_000;
            let drawn: Vec<i64> = (0..draws).map(|_| laplace(&mut dice, over, under)).collect();
            // Discrete Laplace: P(n) = (1−q)/(1+q)·q^|n|, q = e^(−1/scale); its variance is 2q/(1−q)².
            let q = (-1.0 / scale).exp();
            let mean = drawn.iter().sum::<i64>() as f64 / draws as f64;
            let variance = drawn.iter().map(|n| (*n * *n) as f64).sum::<f64>() / draws as f64;
            let expected = 2.0 * q / (1.0 - q).powi(2);
            assert!(mean.abs() < 5.0 * (expected / draws as f64).sqrt(), "mean {mean} at scale {scale}");
            assert!((variance / expected - 1.0).abs() < 0.08, "variance {variance}, expected {expected}");
            for n in 0..4_i64 {
                let share = drawn.iter().filter(|drawn| **drawn == n).count() as f64 / draws as f64;
                let law = (1.0 - q) / (1.0 + q) * q.powi(n as i32);
                assert!(
                    (share - law).abs() < 5.0 * (law / draws as f64).sqrt(),
                    "{n} at scale {scale}: {share}, {law}"
                );
            }
        }
    }
}
