//! `beffroi bench …`

use anyhow::Result;
use clap::Subcommand;

use crate::config::Config;

#[derive(Subcommand, Debug)]
pub(crate) enum BenchCommand {}

pub(crate) async fn run(_config: &Config, command: BenchCommand) -> Result<()> {
    match command {}
}
