//! `beffroi bench availability`: work pages of a running server while it asks five libraries' systems over real sockets, one of
//! which sleeps; beside them the way of asking one library after another, in the same run.

mod libraries;
mod peer;
mod readers;

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use clap::Args;

use super::super::say;
use libraries::Town;
use readers::Read;

/// The library that sleeps.
pub(super) const ASLEEP: usize = 4;

#[derive(Args, Debug)]
pub(crate) struct AvailabilityArgs {
    /// Readers at once
    #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u16).range(1..=512))]
    readers: u16,
    /// Works, held by all five libraries; each page is of another one
    #[arg(long, default_value_t = 600, value_parser = clap::value_parser!(u16).range(50..=5000))]
    works: u16,
    /// How long the libraries that are awake take to answer at most, in milliseconds
    #[arg(long, default_value_t = 120)]
    answer_ms: u64,
    /// How long the one that sleeps takes, in seconds
    #[arg(long, default_value_t = 30)]
    asleep_seconds: u64,
    /// Folder for what is made [default: beffroi-bench in the system's temporary folder]
    #[arg(long, value_name = "FOLDER")]
    work: Option<PathBuf>,
    /// Write the tables as Markdown
    #[arg(long, value_name = "FILE")]
    markdown: Option<PathBuf>,
}

pub(crate) async fn run(args: AvailabilityArgs) -> Result<()> {
    if cfg!(debug_assertions) {
        say("!!! This is a debug build: its figures mean nothing. Build with --release.");
    }
    let work = args.work.clone().unwrap_or_else(|| std::env::temp_dir().join("beffroi-bench"));
    let folder = work.join(format!("availability-{}", std::process::id()));
    std::fs::create_dir_all(&folder).with_context(|| format!("{} could not be made", folder.display()))?;
    let done = measure(&args, &folder).await;
    let _ = std::fs::remove_dir_all(&folder);
    let table = done?;
    say(&table);
    if let Some(path) = &args.markdown {
        std::fs::write(path, &table).with_context(|| format!("{} could not be written", path.display()))?;
    }
    Ok(())
}

/// A line of the table.
struct Line {
    name: String,
    read: Read,
    /// Questions each library was asked.
    questions: Vec<u64>,
}

async fn measure(args: &AvailabilityArgs, folder: &Path) -> Result<String> {
    say(format!("… {} works in five libraries", args.works));
    let mut town = Town::build(folder, args).await?;
    let readers = usize::from(args.readers);
    let mut lines = Vec::new();
    let each = town.works.clone();

    say("… no library connected");
    town.connect_none().await?;
    lines.push(town.line("no library connected", || readers::read(town.address, each.clone(), readers)).await?);

    say("… five libraries, all awake");
    town.wake_all();
    town.connect(false).await?;
    lines.push(
        town.line("five awake, each page a new work", || readers::read(town.address, each.clone(), readers)).await?,
    );
    lines.push(
        town.line("the same works again within the minute", || readers::read(town.address, each.clone(), readers))
            .await?,
    );

    say("… one asleep, the server never giving up on it");
    town.sleep_one(Duration::from_secs(args.asleep_seconds));
    town.restart().await?;
    town.connect(true).await?;
    lines
        .push(town.line("one asleep, never given up on", || readers::read(town.address, each.clone(), readers)).await?);

    say("… one asleep, with the fuse every library has");
    town.restart().await?;
    town.connect(false).await?;
    lines.push(town.line("one asleep, usual settings", || readers::read(town.address, each.clone(), readers)).await?);

    say("… asking one after another, all awake");
    town.wake_all();
    let peers = town.apart().await?;
    let some: Vec<i64> = each.iter().copied().take(readers * 4).collect();
    lines.push(
        town.line("one after another, five awake", || peer::read(peers.clone(), town.numbers(&some), readers)).await?,
    );
    say("… asking one after another, one asleep");
    town.sleep_one(Duration::from_secs(args.asleep_seconds));
    let few: Vec<i64> = each.iter().copied().take(readers).collect();
    lines.push(
        town.line("one after another, one asleep", || peer::read(peers.clone(), town.numbers(&few), readers)).await?,
    );

    let late = &lines[3].read;
    ensure!(late.late > 0, "the library that sleeps was never late: the measure is none");
    ensure!(lines.iter().all(|line| line.read.faults == 0), "some pages were not served");
    Ok(table(&lines, args))
}

fn table(lines: &[Line], args: &AvailabilityArgs) -> String {
    let mut text = format!(
        "{} readers at once on pages of works held by five libraries (three by ILS-DI, two by SIP2, on loopback sockets). \
         Those awake answer within {} ms, spread evenly; the fifth, when asleep, after {} s.\n\n\
         | | pages | p50 | p99 | longest | answers live | late | down | questions a library |\n\
         |---|---:|---:|---:|---:|---:|---:|---:|---|\n",
        args.readers, args.answer_ms, args.asleep_seconds
    );
    for Line { name, read, questions } in lines {
        let questions: Vec<String> = questions.iter().map(u64::to_string).collect();
        // Writing to a String cannot fail.
        let _ = writeln!(
            text,
            "| {name} | {} | {:.0} ms | {:.0} ms | {:.0} ms | {} | {} | {} | {} |",
            read.times.len(),
            read.at(50.0),
            read.at(99.0),
            read.at(100.0),
            read.live,
            read.late,
            read.down,
            questions.join(", "),
        );
    }
    let ratio = |peer: usize, ours: usize, part: f64| lines[peer].read.at(part) / lines[ours].read.at(part);
    let _ = writeln!(
        text,
        "\nAsking one after another, in the same run: {:.1}× our p50 and {:.1}× our p99 with all five awake; {:.0}× our p50 and \
         {:.0}× our p99 with one asleep. Theirs is the asking alone, ours the whole page.",
        ratio(5, 1, 50.0),
        ratio(5, 1, 99.0),
        ratio(6, 4, 50.0),
        ratio(6, 4, 99.0),
    );
    text
}
