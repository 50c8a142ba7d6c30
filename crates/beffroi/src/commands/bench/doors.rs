//! `beffroi bench doors`: how fast doors answer, with a million cards and ten million uses behind them.
//!
//! Three questions, on one database made once and kept: how long a verdict takes with some clients at once, how many
//! verdicts a second one process gives, how long an entry takes until it is on the disk. Beside them the naive way, on
//! the same rows: count a reader's uses and add up a fund's money at each question.

mod load;
mod measure;

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result};
use clap::Args;
use store::{Db, Options};

use super::super::say;
use load::{Load, Shape};
use measure::Figures;

#[derive(Args, Debug)]
pub(crate) struct DoorsArgs {
    /// Cards that exist
    #[arg(long, default_value_t = 1_000_000)]
    cards: u32,
    /// Uses already written
    #[arg(long, default_value_t = 10_000_000)]
    uses: u32,
    /// Clients at once
    #[arg(long, default_value_t = 8, value_parser = clap::value_parser!(u16).range(1..=1024))]
    clients: u16,
    /// Seconds each measure lasts
    #[arg(long, default_value_t = 10)]
    seconds: u64,
    /// Measure PostgreSQL beside, in this empty or earlier measured database
    #[arg(long, value_name = "URL")]
    postgres: Option<String>,
    /// Folder for the database that is made, and used again [default: beffroi-bench in the system's temporary folder]
    #[arg(long, value_name = "FOLDER")]
    work: Option<PathBuf>,
    /// Write the table as Markdown
    #[arg(long, value_name = "FILE")]
    markdown: Option<PathBuf>,
}

pub(crate) async fn run(args: DoorsArgs) -> Result<()> {
    if cfg!(debug_assertions) {
        say("!!! This is a debug build: its figures mean nothing. Build with --release.");
    }
    let shape = Shape { cards: args.cards.max(1000), uses: args.uses };
    let work = args.work.clone().unwrap_or_else(|| std::env::temp_dir().join("beffroi-bench"));
    let folder = work.join(format!("doors-{}-{}", shape.cards, shape.uses));
    std::fs::create_dir_all(&folder).with_context(|| format!("{} could not be made", folder.display()))?;
    let mut bases = vec![("SQLite", format!("sqlite:{}", folder.join("beffroi.db").display()))];
    bases.extend(args.postgres.clone().map(|url| ("PostgreSQL", url)));
    let mut columns = Vec::new();
    for (name, url) in bases {
        say(format!("… {name}: {} cards, {} uses", shape.cards, shape.uses));
        {
            let db = Db::open(&url, Options::bulk_import()).await?;
            load::make(&db, &shape).await.with_context(|| format!("{name}: the load could not be made"))?;
            db.close().await;
        }
        // As a server opens it: what is acknowledged is on the disk.
        let db = Db::open(&url, Options::default()).await?;
        let load = Load::open(&db, &shape).await?;
        let lasting = Duration::from_secs(args.seconds.max(1));
        columns.push((name, measure::all(&db, &load, usize::from(args.clients), lasting).await?));
        db.close().await;
    }
    let table = table(&shape, args.clients, &columns);
    say(&table);
    if let Some(path) = &args.markdown {
        std::fs::write(path, &table).with_context(|| format!("{} could not be written", path.display()))?;
    }
    say(format!("What was made is in {}.", folder.display()));
    Ok(())
}

fn table(shape: &Shape, clients: u16, columns: &[(&str, Vec<(&'static str, Figures)>)]) -> String {
    use std::fmt::Write;
    let mut text = format!(
        "Doors: {} cards, {} uses written, {clients} clients unless said.\n\n| measure | database | p50 | p99 | most | a second |\n|---|---|---:|---:|---:|---:|\n",
        shape.cards, shape.uses
    );
    for (database, figures) in columns {
        for (name, measured) in figures {
            let ms = |micros: u64| format!("{:.2} ms", micros as f64 / 1000.0);
            // Writing to a String cannot fail.
            let _ = writeln!(
                text,
                "| {name} | {database} | {} | {} | {} | {:.0} |",
                ms(measured.p50),
                ms(measured.p99),
                ms(measured.most),
                measured.rate
            );
        }
    }
    text
}
