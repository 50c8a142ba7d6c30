//! `beffroi init`: an empty tenant for one of France's intercommunalities.

use anyhow::{Context, Result, bail};
use clap::Args;
use people::{Actor, audit};
use territory::{France, PopulationKind};

use super::node::open_database;
use super::say;
use crate::config::Config;

#[derive(Args, Debug)]
pub(crate) struct InitArgs {
    /// SIREN number of the intercommunality (nine digits), or part of its name to look for
    #[arg(long, value_name = "SIREN")]
    epci: String,
    /// Which population rules count with: municipal or total
    #[arg(long, default_value = "municipal")]
    population: String,
}

pub(crate) async fn run(config: &Config, args: InitArgs) -> Result<()> {
    let france = France::load();
    let Some(epci) = france.epci(&args.epci) else {
        let near = france.epci_named(&args.epci, 8);
        if near.is_empty() {
            bail!("no intercommunality has the number or name \"{}\"", args.epci);
        }
        say("Which one?");
        for epci in near {
            say(format!("  --epci {}  {} ({} communes)", epci.siren, epci.name, epci.communes));
        }
        bail!("\"{}\" is not a SIREN number", args.epci);
    };
    let population = match args.population.as_str() {
        "municipal" => PopulationKind::Municipal,
        "total" => PopulationKind::Total,
        other => bail!("\"{other}\" is not a kind of population: say municipal or total"),
    };
    let communes = france.communes_of(&epci.siren);
    let db = open_database(config, store::Options::default()).await?;
    let mut write = db.write().await?;
    programme::tenant::install(&mut write, epci, communes.iter().copied(), false)
        .await
        .context("this data folder can't become that tenant")?;
    programme::tenant::choose_population(&mut write, population).await?;
    let details = serde_json::json!({ "communes": communes.len(), "population": args.population });
    audit::append(
        &mut write,
        &Actor::System("command-line"),
        "tenant.installed",
        &format!("epci:{}", epci.siren),
        &details,
    )
    .await?;
    write.commit().await?;
    let small =
        communes.iter().filter(|commune| commune.population(population).is_some_and(|people| people < 15_000)).count();
    say(format!(
        "{}: {} communes, {} inhabitants ({} population), {small} communes under 15,000. Boundaries: {}.",
        epci.name,
        communes.len(),
        epci.population(population),
        args.population,
        if territory::Boundaries::of(&epci.siren).is_some() { "shipped" } else { "not shipped, the map shows dots" }
    ));
    say("Next: `beffroi account add you@example.fr --name You`, then `beffroi`.");
    Ok(())
}
