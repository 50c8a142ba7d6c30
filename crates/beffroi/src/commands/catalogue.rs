//! `beffroi catalogue …`

use std::fs::File;
use std::io::{BufReader, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use catalogue::import::{ImportOptions, Progress, import, retire_confirmed};
use catalogue::model::{Library, NewSource, RunReport, RunState, Source};
use clap::{Args, Subcommand};
use indicatif::{ProgressBar, ProgressStyle};

use super::node::Node;
use super::say;
use crate::config::Config;

#[derive(Subcommand, Debug)]
pub(crate) enum CatalogueCommand {
    /// List the libraries and what they hold
    Libraries,
    /// Declare a library, or bring its name and commune up to date
    Declare(DeclareArgs),
    /// Import records (ISO 2709 or MARCXML, UNIMARC or MARC21, gzip accepted) of a library
    Import(ImportArgs),
    /// Declare an OAI-PMH repository and harvest what changed since the last time
    Harvest(HarvestArgs),
    /// Write what is grouped with what, as CSV: library,local_id,edition,work
    Clusters {
        /// File to write [default: standard output]
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Derive descriptions, editions, works and the index again from the bytes kept
    Rebuild,
    /// Bring the search index up to date (the server does it by itself)
    Index,
}

#[derive(Args, Debug)]
pub(crate) struct DeclareArgs {
    /// Code of the library
    code: String,
    /// Name as shown
    #[arg(long)]
    name: String,
    /// INSEE code of its commune
    #[arg(long, default_value = "")]
    commune: String,
}

#[derive(Args, Debug)]
pub(crate) struct ImportArgs {
    /// Code of the library the records belong to
    #[arg(long, value_name = "CODE", required_unless_present = "library_from_name")]
    library: Option<String>,
    /// Take the library's code from each file's name (LIB001.mrc → LIB001), declaring it when it is new
    #[arg(long, conflicts_with = "library")]
    library_from_name: bool,
    /// Declare the library when it is new
    #[arg(long)]
    declare: bool,
    /// Which of the library's sources
    #[arg(long, default_value = "principal")]
    source: String,
    /// Format, when the records should not be looked at: unimarc or marc21
    #[arg(long)]
    format: Option<String>,
    /// Encoding, when the records should not be looked at: utf-8, marc-8, iso5426, latin1, windows-1252
    #[arg(long)]
    encoding: Option<String>,
    /// The files hold all the library has: retire records they do not hold
    #[arg(long)]
    full: bool,
    /// Retire without asking, however many
    #[arg(long)]
    yes: bool,
    /// Do not bring the search index up to date now
    #[arg(long)]
    no_index: bool,
    /// Files to import; - for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

#[derive(Args, Debug)]
pub(crate) struct HarvestArgs {
    /// Code of the library the records belong to
    #[arg(long, value_name = "CODE")]
    library: String,
    /// Name of the source
    #[arg(long, default_value = "oai")]
    source: String,
    /// Address of the repository (needed the first time); given here, it may be on a private network
    #[arg(long)]
    url: Option<String>,
    /// metadataPrefix to ask for
    #[arg(long, default_value = "marcxml")]
    prefix: String,
    /// Set to ask for
    #[arg(long)]
    set: Option<String>,
    /// Harvest everything again
    #[arg(long)]
    from_start: bool,
}

pub(crate) async fn run(config: &Config, command: CatalogueCommand) -> Result<()> {
    let node = Node::open_for_bulk(config).await?;
    match command {
        CatalogueCommand::Libraries => libraries(&node).await,
        CatalogueCommand::Declare(args) => {
            let number = node.catalogue.declare_library(&args.code, &args.name, &args.commune, false).await?;
            say(format!("{} is library number {number}.", args.code));
            Ok(())
        }
        CatalogueCommand::Import(args) => import_files(&node, args).await,
        CatalogueCommand::Harvest(args) => harvest(&node, args).await,
        CatalogueCommand::Clusters { out } => {
            let mut sink: Box<dyn Write + Send> = match &out {
                Some(path) => Box::new(std::io::BufWriter::new(File::create(path)?)),
                None => Box::new(std::io::BufWriter::new(std::io::stdout())),
            };
            let count = catalogue::clusters::write_csv(node.engine.db(), &mut sink).await?;
            if let Some(path) = out {
                say(format!("{count} records written to {}.", path.display()));
            }
            Ok(())
        }
        CatalogueCommand::Rebuild => {
            let bar = spinner("records read again");
            let rebuilt = catalogue::rebuild::rebuild(&node.engine, |records| bar.set_position(records)).await?;
            bar.finish_and_clear();
            say(format!(
                "{} records: {} editions, {} works; {} moved, {} unreadable.",
                rebuilt.records, rebuilt.editions, rebuilt.works, rebuilt.moved, rebuilt.unreadable
            ));
            index(&node).await
        }
        CatalogueCommand::Index => index(&node).await,
    }
}

async fn libraries(node: &Node) -> Result<()> {
    for (library, records) in node.catalogue.libraries_with_counts().await? {
        let demo = if library.demo { "  (démonstration)" } else { "" };
        say(format!("{:>4}  {:<16} {:>9}  {}{demo}", library.number, library.code, records, library.name));
    }
    Ok(())
}

async fn import_files(node: &Node, args: ImportArgs) -> Result<()> {
    let mut failed = 0;
    for path in &args.files {
        let code = match &args.library {
            Some(code) => code.clone(),
            None => code_from_name(path)?,
        };
        let source = source_of(node, &args, &code).await?;
        match import_file(node, &args, &source, path).await {
            Ok(report) => {
                let report = confirm(node, report).await?;
                say(summary(&report));
                failed += usize::from(report.state == RunState::Failed);
            }
            Err(error) => {
                say(format!("{}: {error:#}", path.display()));
                failed += 1;
            }
        }
    }
    node.engine.forget().await;
    if !args.no_index {
        index(node).await?;
    }
    if failed > 0 {
        bail!("{failed} of {} files could not be imported to their end", args.files.len());
    }
    Ok(())
}

fn code_from_name(path: &Path) -> Result<String> {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let code = name.split('.').next().unwrap_or_default();
    if code.is_empty() {
        bail!("{} gives no library code", path.display());
    }
    Ok(code.to_owned())
}

async fn source_of(node: &Node, args: &ImportArgs, code: &str) -> Result<Source> {
    if node.catalogue.library(code).await?.is_none() {
        if !(args.declare || args.library_from_name) {
            bail!(
                "no library has the code \"{code}\". `beffroi catalogue libraries` lists them; add --declare to make it"
            );
        }
        node.catalogue.declare_library(code, code, "", false).await?;
    }
    let library: Library = node.catalogue.library(code).await?.context("the library just declared is missing")?;
    let format = args
        .format
        .as_deref()
        .map(|word| catalogue::model::words::format(word).with_context(|| format!("unknown format \"{word}\"")))
        .transpose()?;
    let encoding = args
        .encoding
        .as_deref()
        .map(|word| catalogue::model::words::encoding(word).with_context(|| format!("unknown encoding \"{word}\"")))
        .transpose()?;
    let new = NewSource { name: args.source.clone(), format, encoding, ..NewSource::default() };
    Ok(node.catalogue.declare_source(library.number, &new).await?)
}

async fn import_file(node: &Node, args: &ImportArgs, source: &Source, path: &Path) -> Result<RunReport> {
    let (input, size): (Box<dyn Read + Send>, Option<u64>) = if path.as_os_str() == "-" {
        (Box::new(std::io::stdin()), None)
    } else {
        let file = File::open(path).with_context(|| format!("{} could not be opened", path.display()))?;
        let size = file.metadata()?.len();
        (catalogue::import::plain(BufReader::with_capacity(1 << 18, file))?, Some(size))
    };
    let bar = match size {
        Some(size) if std::io::stderr().is_terminal() => ProgressBar::new(size),
        _ => ProgressBar::hidden(),
    };
    bar.set_style(ProgressStyle::with_template("{wide_bar} {msg}").unwrap_or(ProgressStyle::default_bar()));
    let (sender, mut receiver) = tokio::sync::watch::channel(Progress::default());
    let watching = {
        let bar = bar.clone();
        tokio::spawn(async move {
            while receiver.changed().await.is_ok() {
                let progress = *receiver.borrow_and_update();
                bar.set_position(progress.bytes_read as u64);
                bar.set_message(format!("{} notices", progress.counts.read));
            }
        })
    };
    let options = ImportOptions {
        label: path.display().to_string(),
        kind: "import",
        full_load: args.full,
        confirmed: args.yes,
        bytes_total: size,
        actor: "command line".to_owned(),
    };
    let report = import(&node.engine, source, input, options, Some(sender)).await;
    bar.finish_and_clear();
    watching.abort();
    Ok(report?)
}

/// Asks before a full load retires many records; without a terminal to ask on, leaves it for the office or `--yes`.
async fn confirm(node: &Node, report: RunReport) -> Result<RunReport> {
    if report.state != RunState::ToConfirm {
        return Ok(report);
    }
    let count = report.to_retire.unwrap_or(0);
    if !std::io::stdin().is_terminal() {
        say(format!(
            "This file no longer holds {count} records of {}. Nothing was retired: run again with --yes, or confirm in \
             the office.",
            report.library
        ));
        return Ok(report);
    }
    say(format!("This file no longer holds {count} records of {}. Retire them? [y/N]", report.library));
    let mut answer = String::new();
    std::io::stdin().read_line(&mut answer)?;
    if answer.trim().eq_ignore_ascii_case("y") || answer.trim().eq_ignore_ascii_case("o") {
        return Ok(retire_confirmed(&node.engine, report.id).await?);
    }
    Ok(report)
}

/// A run in a line.
pub(crate) fn summary(report: &RunReport) -> String {
    let c = &report.counts;
    let mut line = format!(
        "{} {}: {} read = {} new + {} changed + {} unchanged + {} set aside; {} repaired, {} retired",
        report.library, report.label, c.read, c.new, c.changed, c.unchanged, c.set_aside, c.repaired, c.deleted
    );
    if !report.message.is_empty() {
        line.push_str(&format!(" — {}", report.message));
    }
    line
}

async fn harvest(node: &Node, args: HarvestArgs) -> Result<()> {
    let library = node
        .catalogue
        .library(&args.library)
        .await?
        .with_context(|| format!("no library has the code \"{}\"", args.library))?;
    let known = node.catalogue.source(library.number, &args.source).await?;
    // Whoever may run this command reaches private networks anyway.
    let private = args.url.is_some() || known.as_ref().is_some_and(|source| source.private);
    let url = args.url.clone().or_else(|| known.as_ref().and_then(|source| source.base_url.clone()));
    let Some(url) = url else { bail!("give the repository's address with --url the first time") };
    let new = NewSource {
        name: args.source.clone(),
        base_url: Some(url),
        oai_prefix: Some(args.prefix.clone()),
        oai_set: args.set.clone(),
        private,
        ..NewSource::default()
    };
    let source = node.catalogue.declare_source(library.number, &new).await?;
    let report = catalogue::harvesting::harvest(&node.engine, &source, args.from_start, "command line").await?;
    say(summary(&report));
    node.engine.forget().await;
    index(node).await
}

/// Brings the index up to date, unless a server at work does it.
pub(crate) async fn index(node: &Node) -> Result<()> {
    let Some(mut indexer) = node.indexer(60 << 20)? else {
        say("The server that is running brings the search index up to date.");
        return Ok(());
    };
    let bar = spinner("works indexed");
    let count = indexer.catch_up(|works| bar.set_position(works)).await?;
    bar.finish_and_clear();
    if count > 0 {
        say(format!("{count} works indexed."));
    }
    Ok(())
}

pub(crate) fn spinner(what: &'static str) -> ProgressBar {
    let bar = if std::io::stderr().is_terminal() { ProgressBar::new_spinner() } else { ProgressBar::hidden() };
    let template = format!("{{spinner}} {{human_pos}} {what}");
    bar.set_style(ProgressStyle::with_template(&template).unwrap_or(ProgressStyle::default_spinner()));
    bar
}
