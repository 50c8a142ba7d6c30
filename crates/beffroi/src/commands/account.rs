//! `beffroi account …`: the first accounts of a new tenant, from the command line.

use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand};
use people::{Actor, Grant, NewAccount, People, Policy, Role, Scope};

use super::node::open_database;
use super::say;
use crate::config::Config;

#[derive(Subcommand, Debug)]
pub(crate) enum AccountCommand {
    /// Make an account that can sign in at once; the password is read from standard input
    Add(AddArgs),
    /// List the staff
    List,
}

#[derive(Args, Debug)]
pub(crate) struct AddArgs {
    /// E-mail address to sign in with
    email: String,
    /// Name as shown
    #[arg(long)]
    name: String,
    /// director, network_librarian, librarian, museum_agent or commune_agent
    #[arg(long, default_value = "director")]
    role: String,
    /// Code of the institution, for a librarian or a museum agent
    #[arg(long)]
    institution: Option<String>,
    /// INSEE code, for a commune's agent
    #[arg(long)]
    commune: Option<String>,
    /// Language of pages and mails: fr, nl or en
    #[arg(long, default_value = "fr")]
    language: String,
}

pub(crate) async fn run(config: &Config, command: AccountCommand) -> Result<()> {
    let db = open_database(config, store::Options::default()).await?;
    let people = People::new(db, Policy::default());
    match command {
        AccountCommand::List => {
            for member in people.staff().await? {
                let roles: Vec<String> = member
                    .grants
                    .iter()
                    .map(|grant| format!("{} {}", grant.role.code(), grant.scope.columns().1).trim().to_owned())
                    .collect();
                say(format!(
                    "{:<34} {:<24} {}",
                    member.account.email.unwrap_or_default(),
                    member.account.name,
                    roles.join(", ")
                ));
            }
            Ok(())
        }
        AccountCommand::Add(args) => {
            let role = Role::from_code(&args.role).with_context(|| format!("there is no role \"{}\"", args.role))?;
            let scope = match (args.institution, args.commune) {
                (Some(institution), None) => Scope::Institution(institution),
                (None, Some(insee)) => Scope::Commune(insee),
                (None, None) => Scope::Whole,
                _ => bail!("give --institution or --commune, not both"),
            };
            if !role.fits(&scope) {
                bail!("a {} needs another scope: see --institution and --commune", args.role);
            }
            let mut password = String::new();
            std::io::stdin().read_line(&mut password).context("the password is read from standard input")?;
            let account = NewAccount {
                name: &args.name,
                email: &args.email,
                language: &args.language,
                password: password.trim_end_matches(['\r', '\n']),
                grants: vec![Grant { role, scope }],
                demo: false,
            };
            people.create_account(&Actor::System("command-line"), account).await?;
            say(format!("{} can sign in.", args.email));
            Ok(())
        }
    }
}
