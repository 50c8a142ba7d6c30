//! `beffroi bench …`: ours and the peers, on the same machine, in one go.

mod availability;
mod booking;
mod client;
mod doors;
mod gate;
mod goals;
mod importing;
mod load;
mod matching;
mod process;
mod reading;
mod report;
mod scoring;
mod searching;
mod table;

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result};
use clap::{Args, Subcommand, ValueEnum};

use super::say;
use crate::config::Config;
use load::Load;
use report::{Delivered, Importing, Moment, OfLoad, Report, Searching};

#[derive(Subcommand, Debug)]
pub(crate) enum BenchCommand {
    /// The union catalogue: reading, import, matching and search on generated loads, beside the peers (Linux)
    Catalogue(CatalogueArgs),
    /// Doors: how long a verdict and an entry take, with a million cards and ten million uses behind them
    Doors(doors::DoorsArgs),
    /// Gates and the pass: codes verified, scans taken, doors opening at once, the money shared
    Gate(gate::GateArgs),
    /// The box office: the last seats and many buyers, the door, a season's opening through the public pages (Linux)
    Booking(booking::BookingArgs),
    /// Work pages while five libraries' systems are asked, one of which sleeps, beside asking them one by one (Linux)
    Availability(availability::AvailabilityArgs),
}

/// A part of the measure.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// What becomes of the raw records
    Delivered,
    /// Records read and decoded a second
    Parsing,
    /// From files to something searchable, sizes
    Import,
    /// Precision and recall of editions and works
    Matching,
    /// Latency, throughput, what is found
    Search,
}

#[derive(Args, Debug)]
pub(crate) struct CatalogueArgs {
    /// Folder of the measuring kit (gen/, engines/); it must be writable
    #[arg(long, value_name = "FOLDER")]
    kit: PathBuf,
    /// Folder of a generated load; several to see whether the cost of a record stays flat
    #[arg(long = "load", value_name = "FOLDER", required = true)]
    loads: Vec<PathBuf>,
    /// Whom to measure beside ours: zebra, tantivy, sqlite, xapian (index and search), pymarc, yaz, marcbatch (reading),
    /// rules (grouping), kit (ours through the kit's own client)
    #[arg(long, value_delimiter = ',', default_value = "zebra,tantivy,pymarc,yaz,marcbatch,rules,kit")]
    peers: Vec<String>,
    /// Only these parts; what they need is made
    #[arg(long, value_enum, value_delimiter = ',')]
    only: Vec<Step>,
    /// Clients that search at once
    #[arg(long, default_value_t = 8, value_parser = clap::value_parser!(u16).range(1..=256))]
    clients: u16,
    /// Seconds a search measure lasts at most
    #[arg(long, default_value_t = 120)]
    seconds: u64,
    /// Minutes any single program may take at most
    #[arg(long, default_value_t = 45)]
    limit: u64,
    /// Folder for what is made: data folders, the peers' indexes [default: beffroi-bench in the system's temporary folder]
    #[arg(long, value_name = "FOLDER")]
    work: Option<PathBuf>,
    /// Use again what an earlier run imported or indexed in --work, with the figures it measured then
    #[arg(long)]
    reuse: bool,
    /// Write the figures as JSON; parts already in the file and not measured now are kept
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// Write the tables as Markdown
    #[arg(long, value_name = "FILE")]
    markdown: Option<PathBuf>,
    /// Measure this beffroi rather than the one at work
    #[arg(long, value_name = "FILE")]
    program: Option<PathBuf>,
}

/// A run: who is measured, where, how long.
struct Bench {
    kit: PathBuf,
    work: PathBuf,
    program: PathBuf,
    peers: Vec<String>,
    reuse: bool,
    /// Folders this run made: used again whatever `reuse` says.
    made: HashSet<PathBuf>,
    budget: Duration,
    limit: Duration,
    left_out: Vec<(String, String)>,
}

impl Bench {
    fn new(args: &CatalogueArgs) -> Result<Bench> {
        let kit = args.kit.canonicalize().with_context(|| format!("there is no kit at {}", args.kit.display()))?;
        let work = args.work.clone().unwrap_or_else(|| std::env::temp_dir().join("beffroi-bench"));
        std::fs::create_dir_all(&work)?;
        let program = match &args.program {
            Some(program) => program.canonicalize().with_context(|| format!("{} is missing", program.display()))?,
            None => std::env::current_exe()?,
        };
        Ok(Bench {
            kit,
            work: work.canonicalize()?,
            program,
            peers: args.peers.clone(),
            reuse: args.reuse,
            made: HashSet::new(),
            budget: Duration::from_secs(args.seconds.max(1)),
            limit: Duration::from_secs(60 * args.limit.max(1)),
            left_out: Vec::new(),
        })
    }

    fn has(&self, peer: &str) -> bool {
        self.peers.iter().any(|named| named == peer)
    }

    /// What is made for a load.
    fn work_of(&self, load: &Load) -> PathBuf {
        self.work.join(&load.name)
    }

    /// A script of the kit.
    fn script(&self, path: &str) -> Command {
        let mut command = Command::new("python3");
        command.arg(self.kit.join(path));
        command
    }

    /// Our program on a data folder, with none of the settings of whoever measures.
    fn ours(&self, data: &Path) -> Command {
        let mut command = Command::new(&self.program);
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("BEFFROI_") {
                command.env_remove(name);
            }
        }
        command.env("RUST_LOG", "warn").current_dir(&self.work).arg("--data").arg(data);
        command
    }

    fn step(&self, what: impl std::fmt::Display) {
        say(format!("… {what}"));
    }

    /// Says that someone can't be measured, loudly, and goes on.
    fn leave_out(&mut self, who: &str, why: &anyhow::Error) {
        say(format!("!!! LEFT OUT: {who}: {why:#}"));
        self.left_out.push((who.to_owned(), format!("{why:#}")));
    }
}

pub(crate) async fn run(_config: &Config, command: BenchCommand) -> Result<()> {
    match command {
        BenchCommand::Catalogue(args) => tokio::task::spawn_blocking(move || catalogue(&args)).await?,
        BenchCommand::Doors(args) => doors::run(args).await,
        BenchCommand::Gate(args) => gate::run(args).await,
        BenchCommand::Booking(args) => booking::run(args).await,
        BenchCommand::Availability(args) => availability::run(args).await,
    }
}

fn catalogue(args: &CatalogueArgs) -> Result<()> {
    let mut bench = Bench::new(args)?;
    if cfg!(debug_assertions) {
        say("!!! This is a debug build: its figures mean nothing. Build with --release.");
    }
    let mut report = Report::begin(args.report.as_deref())?;
    let mut loads = args.loads.iter().map(|folder| Load::open(folder)).collect::<Result<Vec<Load>>>()?;
    loads.sort_by_key(|load| load.truth.len());
    for (place, load) in loads.iter().enumerate() {
        say(format!("{}: {} records of {} libraries", load.name, load.truth.len(), load.files.len()));
        std::fs::create_dir_all(bench.work_of(load))?;
        for step in [Step::Parsing, Step::Import, Step::Delivered, Step::Matching, Step::Search] {
            if !args.only.is_empty() && !args.only.contains(&step) {
                continue;
            }
            let of_load = report.loads.entry(load.name.clone()).or_default();
            of_load.records = load.truth.len() as u64;
            of_load.libraries = load.files.len();
            of_load.malformed = load.truth.malformed;
            of_load.raw_bytes = load.raw_bytes();
            measure(&mut bench, load, step, args, place == 0, of_load)
                .with_context(|| format!("{}: {step:?}", load.name))?;
            report.left_out.extend(bench.left_out.drain(..));
            report.write(args.report.as_deref())?;
        }
    }
    let sections = table::sections(&report);
    say(table::plain(&sections));
    if let Some(path) = &args.markdown {
        std::fs::write(path, table::markdown(&sections))?;
    }
    say(format!("What was made is in {}.", bench.work.display()));
    Ok(())
}

/// One part on one load.
fn measure(
    bench: &mut Bench,
    load: &Load,
    step: Step,
    args: &CatalogueArgs,
    smallest: bool,
    of_load: &mut OfLoad,
) -> Result<()> {
    match step {
        // A reader's pace does not depend on how many records follow: the peers read the smallest load only.
        Step::Parsing => of_load.parsing = Some(reading::parsing(bench, load, smallest)?),
        Step::Delivered => of_load.delivered = Some(delivered(bench, load)?),
        Step::Import => of_load.import = Some(import(bench, load)?),
        Step::Matching => {
            let (data, _) = importing::ours(bench, load)?;
            let grouping = matching::grouping(bench, load, &data)?;
            of_load.matching = Some(matching::matching(bench, load, &grouping)?);
        }
        Step::Search => of_load.search = Some(search(bench, load, args)?),
    }
    Ok(())
}

fn delivered(bench: &mut Bench, load: &Load) -> Result<Delivered> {
    let (data, indexing) = importing::ours(bench, load)?;
    let moment = Moment::now();
    let grouping = matching::grouping(bench, load, &data)?;
    let mut delivered = Delivered {
        moment,
        counts: indexing.counts.unwrap_or_default(),
        present: grouping.present,
        unknown: grouping.unknown + grouping.repeated,
        ..Delivered::default()
    };
    let asked = ["pymarc", "yaz", "marcbatch"].iter().any(|reader| bench.has(reader));
    if asked && load.truth.len() <= reading::ROBUST_MOST {
        bench.step(format!("{}: what the peers' readers deliver", load.name));
        match reading::delivered_by_peers(bench, load) {
            Ok(peers) => delivered.peers = peers,
            Err(error) => bench.leave_out("what the peers' readers deliver", &error),
        }
    }
    Ok(delivered)
}

/// Peers that index and search.
const ENGINES: [&str; 4] = ["zebra", "tantivy", "sqlite", "xapian"];

fn import(bench: &mut Bench, load: &Load) -> Result<Importing> {
    let (data, indexing) = importing::ours(bench, load)?;
    let (database_mb, index_mb) = importing::our_sizes(&data);
    let mut importing = Importing { ours: indexing, database_mb, index_mb, ..Importing::default() };
    for engine in ENGINES.into_iter().filter(|engine| bench.has(engine)).collect::<Vec<_>>() {
        match importing::peer(bench, load, engine) {
            Ok((_, indexing)) => {
                importing.peers.insert(engine.to_owned(), indexing);
            }
            Err(error) => bench.leave_out(engine, &error),
        }
    }
    Ok(importing)
}

fn search(bench: &mut Bench, load: &Load, args: &CatalogueArgs) -> Result<Searching> {
    let (data, _) = importing::ours(bench, load)?;
    let mut searching = Searching { moment: Moment::now(), ..Searching::default() };
    let mut client_counts = vec![1, usize::from(args.clients)];
    client_counts.dedup();
    for clients in &client_counts {
        searching.ours.insert(*clients, searching::ours(bench, load, &data, *clients)?);
    }
    let mut engines: Vec<(&str, PathBuf)> = Vec::new();
    if bench.has("kit") {
        engines.push(("http", data));
    }
    for engine in ENGINES.into_iter().filter(|engine| bench.has(engine)).collect::<Vec<_>>() {
        match importing::peer(bench, load, engine) {
            Ok((folder, _)) => engines.push((engine, folder)),
            Err(error) => bench.leave_out(engine, &error),
        }
    }
    for (engine, folder) in engines {
        for clients in &client_counts {
            match searching::by_kit(bench, load, engine, &folder, *clients) {
                Ok(answering) => {
                    searching.kit.entry(engine.to_owned()).or_default().insert(*clients, answering);
                }
                Err(error) => bench.leave_out(&format!("{engine} (search, {clients} clients)"), &error),
            }
        }
    }
    Ok(searching)
}
