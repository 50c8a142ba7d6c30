//! `beffroi bench gate`: how fast codes are judged, scans taken, doors served when they all open at once, money shared.
//!
//! Peers on the same codes in the same run: python `cwt`; Chromium through the gate's own modules; pretix where its
//! measuring kit is installed, for what one admission costs a server.

mod ingest;
mod opening;
mod peers;
mod sharing;
mod verifying;

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Args;
use store::{Db, Options};

use super::super::say;

#[derive(Args, Debug)]
pub(crate) struct GateArgs {
    /// Scans that were queued while there was no network
    #[arg(long, default_value_t = 1_000_000)]
    scans: usize,
    /// Devices they come from, and doors that open at once
    #[arg(long, default_value_t = 60, value_parser = clap::value_parser!(u16).range(1..=1_000))]
    devices: u16,
    /// Passes that exist, each with its code
    #[arg(long, default_value_t = 20_000)]
    passes: u32,
    /// Passes whose money is shared
    #[arg(long, default_value_t = 1_000_000)]
    shared: u64,
    /// Measure PostgreSQL beside, in this empty database
    #[arg(long, value_name = "URL")]
    postgres: Option<String>,
    /// Folder of the browser tests (tests/browser, after `npm ci`): measures Chromium too
    #[arg(long, value_name = "FOLDER")]
    browser: Option<PathBuf>,
    /// Folder where the ticketing kit installed pretix (setup.sh): measures its redemptions too
    #[arg(long, value_name = "FOLDER")]
    pretix: Option<PathBuf>,
    /// Folder for the database that is made [default: beffroi-bench in the system's temporary folder]
    #[arg(long, value_name = "FOLDER")]
    work: Option<PathBuf>,
    /// Write the tables as Markdown
    #[arg(long, value_name = "FILE")]
    markdown: Option<PathBuf>,
}

pub(crate) async fn run(args: GateArgs) -> Result<()> {
    if cfg!(debug_assertions) {
        say("!!! This is a debug build: its figures mean nothing. Build with --release.");
    }
    let work = args.work.clone().unwrap_or_else(|| std::env::temp_dir().join("beffroi-bench"));
    let folder = work.join(format!("gate-{}-{}", args.passes, std::process::id()));
    std::fs::create_dir_all(&folder).with_context(|| format!("{} could not be made", folder.display()))?;
    let mut tables = verifying::table(args.browser.as_deref(), &folder)?;

    let mut bases = vec![("SQLite", format!("sqlite:{}", folder.join("beffroi.db").display()))];
    bases.extend(args.postgres.clone().map(|url| ("PostgreSQL", url)));
    let mut rows = Vec::new();
    let mut openings = Vec::new();
    for (name, url) in bases {
        say(format!("… {name}: {} passes, {} scans from {} devices", args.passes, args.scans, args.devices));
        let db = Db::open(&url, Options::default()).await?;
        db.migrate(&super::super::node::migrations()).await?;
        let house = ingest::House::make(&db, args.passes).await?;
        openings.push(opening::measure(&db, &house, usize::from(args.devices), name).await?);
        rows.push(ingest::measure(&db, &house, args.scans, usize::from(args.devices), name).await?);
        db.close().await;
    }
    tables.push_str(&ingest::table(&rows));
    tables.push_str(&opening::table(&openings));
    if let Some(kit) = &args.pretix {
        tables.push_str(&peers::pretix(kit, &folder)?);
    }
    tables.push_str(&sharing::table(args.shared)?);
    say(&tables);
    if let Some(path) = &args.markdown {
        std::fs::write(path, &tables).with_context(|| format!("{} could not be written", path.display()))?;
    }
    let _ = std::fs::remove_dir_all(&folder);
    Ok(())
}
