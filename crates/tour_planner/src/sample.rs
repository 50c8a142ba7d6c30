//! Invented editions of any size, for measures and tests: the same seed gives the same edition everywhere.

use jiff::civil::{Date, date};

use crate::model::{Commune, CrewRules, Hall, Instance, Needs, Point, Show, Wish};

/// SplitMix64 (Steele, Lea and Flood, 2014).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit.max(1)
    }

    fn one_in(&mut self, chances: u64) -> bool {
        self.below(chances) == 0
    }

    fn between(&mut self, low: i64, high: i64) -> i64 {
        low + self.below((high - low + 1) as u64) as i64
    }

    fn some_of(&mut self, days: &[Date], one_in: u64) -> Vec<Date> {
        days.iter().copied().filter(|_| self.one_in(one_in)).collect()
    }
}

impl Instance {
    /// An edition of this many shows, communes and days: four sectors, popular shows wished by many, halls some of
    /// which are too low, crews that rest, and a budget for nine performances in ten.
    pub fn sample(seed: u64, shows: usize, communes: usize, days: usize) -> Self {
        let mut dice = Dice(seed);
        let mut calendar = Vec::new();
        let mut day = date(2026, 10, 1);
        for _ in 0..days {
            calendar.push(day);
            day = day.tomorrow().unwrap_or(day);
        }
        let place = |dice: &mut Dice| Point { x: dice.between(0, 40_000), y: dice.between(0, 36_000) };
        let shows: Vec<Show> = (0..shows)
            .map(|at| Show {
                code: format!("s{at:02}"),
                title: format!("Spectacle {}", at + 1),
                institution: format!("Maison {}", at + 1),
                crew: String::new(),
                from: place(&mut dice),
                performances: dice.between(3, 5) as u32,
                cost_cents: dice.between(15, 80) * 10_000,
                days: dice.some_of(&calendar, 3),
                needs: Needs {
                    width_cm: Some(dice.between(4, 8) * 100),
                    height_cm: Some(dice.between(25, 55) * 10),
                    dark: dice.one_in(3),
                    unusual_places: dice.one_in(2),
                    ..Needs::default()
                },
            })
            .collect();
        let asking: Vec<Commune> = (0..communes)
            .map(|at| {
                let from = place(&mut dice);
                let halls = (0..dice.between(1, 2))
                    .map(|hall| Hall {
                        code: format!("h{hall}"),
                        name: format!("Salle {}", hall + 1),
                        width_cm: Some(dice.between(5, 12) * 100),
                        height_cm: (!dice.one_in(12)).then(|| dice.between(30, 70) * 10),
                        dark: Some(!dice.one_in(4)),
                        unusual: dice.one_in(5),
                        days: dice.some_of(&calendar, 8),
                        ..Hall::default()
                    })
                    .collect();
                let mut wished: Vec<usize> = Vec::new();
                for _ in 0..dice.between(2, 5) {
                    // The lesser of two draws: some shows are wished by many.
                    let one = dice.below(shows.len() as u64).min(dice.below(shows.len() as u64)) as usize;
                    if !wished.contains(&one) {
                        wished.push(one);
                    }
                }
                Commune {
                    code: format!("c{at:03}"),
                    name: format!("Commune {}", at + 1),
                    territory: format!(
                        "Secteur {}",
                        1 + usize::from(from.x > 20_000) + 2 * usize::from(from.y > 18_000)
                    ),
                    at: from,
                    served: (2018..2026).filter(|_| dice.one_in(4)).collect(),
                    halls,
                    wishes: wished
                        .into_iter()
                        .enumerate()
                        .map(|(at, show)| Wish {
                            show: shows[show].code.clone(),
                            rank: at as u32 + 1,
                            halls: Vec::new(),
                        })
                        .collect(),
                }
            })
            .collect();
        let all: i64 = shows.iter().map(|show| show.cost_cents * i64::from(show.performances)).sum();
        Self {
            title: format!("Édition inventée {seed}"),
            year: 2026,
            seed: format!("sample:{seed}"),
            budget_cents: Some(all * 9 / 10),
            crews: CrewRules { next_day_km: Some(25), days_in_a_row: Some(3) },
            shows,
            communes: asking,
            pins: Vec::new(),
            forbids: Vec::new(),
        }
    }
}
