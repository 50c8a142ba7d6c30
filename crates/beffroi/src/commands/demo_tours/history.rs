//! Past seasons of the demonstration: invented, brought in by the reader of past seasons' files, as a métropole brings its own.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use anyhow::Result;
use programme::tenant;
use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};
use store::Write;
use tours::accounts::{file, history};

use super::ACTOR;
use super::halls::Halls;
use super::shows::SHOWS;

/// The season of the first edition.
const FIRST_YEAR: i64 = 2011;
/// Communes that received, a season.
const A_SEASON: usize = 58;

/// Brings them in.
pub(super) async fn import(write: &mut Write, halls: &Halls, until: i64) -> Result<()> {
    let mut chance = StdRng::seed_from_u64(2011);
    let mut text = format!("{}\n", file::COLUMNS.join(";"));
    let communes: Vec<&String> = halls.keys().collect();
    for (number, year) in (FIRST_YEAR..until).enumerate() {
        let mut served = communes.clone();
        served.shuffle(&mut chance);
        for commune in served.into_iter().take(A_SEASON) {
            let show = &SHOWS[chance.random_range(0..SHOWS.len())];
            let month = [10, 11, 12, 1, 2, 3, 4, 5][chance.random_range(0..8)];
            let day = chance.random_range(1..=28);
            let in_year = if month > 8 { year } else { year + 1 };
            let places = 100 + 10 * chance.random_range(0..14);
            let spectators = places * chance.random_range(48..98) / 100;
            let receipts = spectators * chance.random_range(300..430) / 100;
            // Costs of the first seasons were not kept: unknown is not zero.
            let cost = if year < 2014 { String::new() } else { show.cost.to_string() };
            let title = show.title;
            let artists = show.artists;
            writeln!(
                text,
                "{};{year}-{};{title};{};{commune};{in_year}-{month:02}-{day:02};{places};{spectators};{artists};{receipts};{cost}",
                number + 1,
                year + 1,
                show.house,
            )?;
        }
    }
    let communes = tenant::communes(write).await?;
    let read = file::read(&text, &communes, &BTreeSet::new(), until)?;
    if let Some(refused) = read.refused.first() {
        anyhow::bail!("line {} of the demonstration's past seasons: {}", refused.line, refused.why);
    }
    let lines: Vec<file::PastLine> = read.lines.into_iter().map(|(_, line)| line).collect();
    history::take(write, &lines, &ACTOR).await?;
    Ok(())
}
