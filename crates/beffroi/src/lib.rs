//! Beffroi: runs the culture of a territory. The only room that knows all the others: command line, configuration,
//! composition, serving.

mod app;
mod availability;
mod commands;
mod config;
mod demo_kiosk;
mod metrics;
mod office;
mod online_library;
mod payments;
mod proxy;
mod routes;
mod session;
pub mod stage;
pub mod trial;
mod wings;

use anyhow::Result;
use clap::{Parser, Subcommand};

pub use routes::routes;

use config::{Config, GlobalArgs};

/// One server for the culture of a territory: its libraries' union catalogue, one card, every door.
///
/// Without a command, serves. The first start in an empty data folder installs the demonstration (the Métropole
/// Européenne de Lille: real communes, libraries and museums, and a catalogue of more than 10,000 real records); use
/// `beffroi init --epci NUMBER` first to begin with your own territory instead.
#[derive(Parser, Debug)]
#[command(name = "beffroi", version, max_term_width = 100)]
struct Cli {
    #[command(flatten)]
    global: GlobalArgs,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// Serve the pages and feeds (the default)
    Serve(commands::serve::ServeArgs),
    /// Make an empty tenant for one of France's intercommunalities
    Init(commands::init::InitArgs),
    /// Libraries, imports, harvests, grouping
    #[command(subcommand)]
    Catalogue(commands::catalogue::CatalogueCommand),
    /// Accounts of the staff
    #[command(subcommand)]
    Account(commands::account::AccountCommand),
    /// The keys that sign codes, gates' bundles and status lists
    #[command(subcommand)]
    Keys(commands::keys::KeysCommand),
    /// The museum pass: its money shared, statements checked
    #[command(subcommand)]
    Pass(commands::pass::PassCommand),
    /// A touring programme: planned, explained, proved again
    #[command(subcommand)]
    Tour(commands::tour::TourCommand),
    /// Write everything held into one file, also while serving
    Backup(commands::backup::BackupArgs),
    /// Bring a backup back into an empty database
    Restore(commands::backup::RestoreArgs),
    /// Check what must always be true: the audit log's chain, the records' bytes, the index
    Verify,
    /// Measure, beside the peers
    #[command(subcommand)]
    Bench(commands::bench::BenchCommand),
}

/// Reads the command line and does what it asks.
///
/// # Errors
/// What stopped the command, in words for whoever typed it.
pub fn run() -> Result<()> {
    let cli = Cli::parse();
    let config = Config::gather(&cli.global)?;
    commands::logging::start(&config);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().thread_stack_size(4 << 20).build()?;
    runtime.block_on(async {
        match cli.command.unwrap_or(Command::Serve(commands::serve::ServeArgs::default())) {
            Command::Serve(args) => commands::serve::run(&config, args).await,
            Command::Init(args) => commands::init::run(&config, args).await,
            Command::Catalogue(command) => commands::catalogue::run(&config, command).await,
            Command::Account(command) => commands::account::run(&config, command).await,
            Command::Keys(command) => commands::keys::run(&config, command).await,
            Command::Pass(command) => commands::pass::run(command),
            Command::Tour(command) => commands::tour::run(command),
            Command::Backup(args) => commands::backup::backup(&config, args).await,
            Command::Restore(args) => commands::backup::restore(&config, args).await,
            Command::Verify => commands::verify::run(&config).await,
            Command::Bench(command) => commands::bench::run(&config, command).await,
        }
    })
}
