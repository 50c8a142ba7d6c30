//! `beffroi bench booking`: the last five hundred seats and thirty-two buyers, then the door; and a season's opening
//! through the public pages. The server is a process of its own; the load comes from this one, over HTTP.

mod browser;
mod door;
mod figures;
mod kit;
mod opening;
mod peer;
mod server;

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Args;

use super::super::say;

#[derive(Args, Debug)]
pub(crate) struct BookingArgs {
    /// Buyers at once, and scanners at the door
    #[arg(long, default_value_t = 32, value_parser = clap::value_parser!(u16).range(1..=512))]
    buyers: u16,
    /// Orders asked for, of one ticket each
    #[arg(long, default_value_t = 640)]
    demand: usize,
    /// Seats
    #[arg(long, default_value_t = 500)]
    seats: i64,
    /// Tickets each presented by four scanners at the same instant
    #[arg(long, default_value_t = 60)]
    race: usize,
    /// What the measuring kit wrote of pretix (bench.py, result.json): put beside
    #[arg(long, value_name = "FILE.json")]
    peer: Option<PathBuf>,
    /// What the same kit wrote of ours, through its adapter: put beside
    #[arg(long, value_name = "FILE.json")]
    kit: Option<PathBuf>,
    /// Measure PostgreSQL beside, in this empty database
    #[arg(long, value_name = "URL")]
    postgres: Option<String>,
    /// A season's opening too: people in the first minute, through the public pages
    #[arg(long, value_name = "PEOPLE", num_args = 0..=1, default_missing_value = "20000")]
    opening: Option<usize>,
    /// Performances that open
    #[arg(long, default_value_t = 60)]
    performances: usize,
    /// Places of each performance that opens
    #[arg(long, default_value_t = 200)]
    places: i64,
    /// Minutes the opening is followed
    #[arg(long, default_value_t = 3)]
    minutes: u64,
    /// Leave the kit's scenario out
    #[arg(long)]
    only_opening: bool,
    /// Only make the database, start the server, say where and with which key, and wait: for another load generator
    #[arg(long)]
    hold: bool,
    /// Folder for the database that is made [default: beffroi-bench in the system's temporary folder]
    #[arg(long, value_name = "FOLDER")]
    work: Option<PathBuf>,
    /// Write the tables as Markdown
    #[arg(long, value_name = "FILE")]
    markdown: Option<PathBuf>,
}

pub(crate) async fn run(args: BookingArgs) -> Result<()> {
    if cfg!(debug_assertions) {
        say("!!! This is a debug build: its figures mean nothing. Build with --release.");
    }
    let work = args.work.clone().unwrap_or_else(|| std::env::temp_dir().join("beffroi-bench"));
    let folder = work.join(format!("booking-{}", std::process::id()));
    std::fs::create_dir_all(&folder).with_context(|| format!("{} could not be made", folder.display()))?;
    let done = measure(&args, &folder).await;
    let _ = std::fs::remove_dir_all(&folder);
    let tables = done?;
    say(&tables);
    if let Some(path) = &args.markdown {
        std::fs::write(path, &tables).with_context(|| format!("{} could not be written", path.display()))?;
    }
    Ok(())
}

async fn measure(args: &BookingArgs, folder: &std::path::Path) -> Result<String> {
    if args.hold {
        server::hold(&folder.join("held"), args.seats).await?;
        return Ok(String::new());
    }
    let mut tables = String::new();
    if !args.only_opening {
        let mut rows = Vec::new();
        let mut bases = vec![("SQLite", None)];
        bases.extend(args.postgres.clone().map(|url| ("PostgreSQL", Some(url))));
        for (name, url) in bases {
            say(format!("… {name}: {} buyers, {} demands, {} seats", args.buyers, args.demand, args.seats));
            rows.push(kit::measure(args, &folder.join(name), url, name).await?);
        }
        let mut sold: Vec<figures::Sold> = rows.iter().map(|row| row.sold.clone()).collect();
        let mut doors: Vec<door::Door> = rows.iter().map(|row| row.door.clone()).collect();
        for (path, name) in [(&args.kit, Some("Beffroi, the kit's own generator")), (&args.peer, None)] {
            if let Some(path) = path {
                let (their, admitted) = peer::read(path, name)?;
                sold.push(their);
                doors.extend(admitted);
            }
        }
        tables.push_str(&figures::table(&sold, args));
        tables.push_str(&door::table(&doors));
    }
    if let Some(people) = args.opening {
        say(format!("… {} performances open, {people} people in the first minute", args.performances));
        tables.push_str(&opening::measure(args, people, &folder.join("opening")).await?);
    }
    Ok(tables)
}
