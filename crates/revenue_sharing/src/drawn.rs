//! Passes drawn at random, one by one, the same for the same seed: to measure with, and to try rules on.

use crate::{Museum, Passes};

/// SplitMix64 (Steele, Lea & Flood 2014): enough for drawing, of no use for secrets.
#[derive(Debug, Clone)]
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.roll() % bound
    }
}

/// So many museums, with prices and visitors of their own.
pub fn museums(count: usize) -> Vec<Museum> {
    let mut dice = Dice(2004);
    (1..=count)
        .map(|number| Museum {
            code: format!("museum-{number:02}"),
            name: format!("Musée {number}"),
            full_price_cents: 400 + 50 * dice.below(21) as i64,
            visitors: 3_000 + dice.below(90_000),
        })
        .collect()
}

/// One pass after the other: half a dozen prices, free ones among them, one in eight never used, most with two or three
/// favourites.
pub fn passes(museums: usize, count: u64, seed: u64) -> impl Iterator<Item = Passes> {
    const PRICES: [(i64, i64); 6] = [(4_000, 0), (4_000, 0), (2_800, 0), (2_000, 0), (3_500, 0), (0, 1_000)];
    let mut dice = Dice(seed);
    (0..count).map(move |_| {
        let (price_cents, notional_cents) = PRICES[dice.below(6) as usize];
        let mut visits = vec![0_u32; museums];
        if museums > 0 && dice.below(8) > 0 {
            let outings = 1 + dice.below(6) + if dice.below(4) == 0 { dice.below(12) } else { 0 };
            let favourite = dice.below(museums as u64) as usize;
            for _ in 0..outings {
                let at = if dice.below(3) == 0 { favourite } else { dice.below(museums as u64) as usize };
                visits[at] += 1;
            }
        }
        Passes { price_cents, notional_cents, visits, passes: 1 }
    })
}
