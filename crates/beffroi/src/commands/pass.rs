//! `beffroi pass settle`: a pass's money shared, by whoever wants to see. Needs no server and no database.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand};
use ledger::Cents;
use revenue_sharing::worked::{Answer, Worked};
use revenue_sharing::{Statement, statement};

use super::say;

/// How many rules stand side by side in a terminal.
const ABREAST: usize = 5;

/// What can be done for the pass.
#[derive(Subcommand, Debug)]
pub(crate) enum PassCommand {
    /// Share a pass's money by every rule, side by side, or check a published statement
    Settle(SettleArgs),
}

/// What to share.
#[derive(Args, Debug)]
pub(crate) struct SettleArgs {
    /// Passes, claims or a game (see docs/settlement.md), or with --check a signed statement
    file: PathBuf,
    /// Check a statement: its signature, then its numbers, computed again from its aggregates
    #[arg(long)]
    check: bool,
    /// With --check, the key the statement must be signed by, in hexadecimal
    #[arg(long, requires = "check")]
    key: Option<String>,
}

pub(crate) fn run(command: PassCommand) -> Result<()> {
    let PassCommand::Settle(args) = command;
    let text = std::fs::read_to_string(&args.file).with_context(|| format!("{} can't be read", args.file.display()))?;
    if args.check { check(&text, args.key.as_deref()) } else { share(&text, &args.file) }
}

fn check(text: &str, key: Option<&str>) -> Result<()> {
    let statement = statement::check(text, key)?;
    say(format!("{} · {} – {} · {}", statement.title, statement.from, statement.to, statement.issuer));
    say(format!("rule: {}; voted {}: {}", statement.rule, statement.voted_at, statement.reason));
    print_statement(&statement);
    match key {
        Some(_) => say("signed by the key given; computed again: every number is the same"),
        None => say(format!(
            "signed by {} (say --key to require it); computed again: every number is the same",
            statement.key
        )),
    }
    Ok(())
}

fn print_statement(statement: &Statement) {
    let rows: Vec<[String; 3]> = statement
        .shares
        .iter()
        .zip(&statement.museums)
        .zip(&statement.basis.visits)
        .map(|((share, museum), visits)| [museum.name.clone(), visits.to_string(), Cents(share.cents).to_string()])
        .chain([["(reserve)".to_owned(), String::new(), Cents(statement.reserve_cents).to_string()]])
        .chain([["(pot)".to_owned(), String::new(), Cents(statement.pot_cents).to_string()]])
        .collect();
    table(&["".to_owned(), "visits".to_owned(), "euros".to_owned()], rows.iter().map(|row| row.to_vec()));
}

fn share(text: &str, file: &Path) -> Result<()> {
    let looks_signed = serde_json::from_str::<Statement>(text).is_ok();
    if looks_signed {
        bail!("this is a signed statement: say --check to check it and see it");
    }
    let worked: Worked =
        serde_json::from_str(text).with_context(|| format!("{} is not something to be shared", file.display()))?;
    let answers = worked.answers()?;
    say(worked.title());
    let names = worked.names();
    for abreast in answers.chunks(ABREAST) {
        let head: Vec<String> = [String::new()].into_iter().chain(abreast.iter().map(|one| one.rule.clone())).collect();
        let mut rows: Vec<Vec<String>> = names
            .iter()
            .enumerate()
            .map(|(at, name)| [name.clone()].into_iter().chain(abreast.iter().map(|one| share_of(one, at))).collect())
            .collect();
        if abreast.iter().any(|one| one.cents.is_some()) {
            let reserve = abreast.iter().map(|one| {
                one.cents.as_ref().map(|settled| Cents(settled.reserve_cents).to_string()).unwrap_or_default()
            });
            rows.push(["(reserve)".to_owned()].into_iter().chain(reserve).collect());
        }
        if abreast.iter().any(|one| one.as_expected.is_some()) {
            let expected = abreast.iter().map(|one| match one.as_expected {
                Some(true) => "exactly".to_owned(),
                Some(false) => "NO".to_owned(),
                None => String::new(),
            });
            rows.push(["(as expected)".to_owned()].into_iter().chain(expected).collect());
        }
        table(&head, rows.into_iter());
        say("");
    }
    let wrong: Vec<&str> =
        answers.iter().filter(|one| one.as_expected == Some(false)).map(|one| one.rule.as_str()).collect();
    if !wrong.is_empty() {
        bail!("not what the file expects: {}", wrong.join(", "));
    }
    Ok(())
}

/// Euros to the cent for passes; the exact share otherwise.
fn share_of(answer: &Answer, at: usize) -> String {
    match &answer.cents {
        Some(settled) => settled.cents.get(at).map(|cents| Cents(*cents).to_string()).unwrap_or_default(),
        None => answer.exact.get(at).and_then(Option::as_ref).map(ToString::to_string).unwrap_or_default(),
    }
}

/// Columns as wide as what they hold; the first to the left, the others to the right.
fn table(head: &[String], rows: impl Iterator<Item = Vec<String>>) {
    let lines: Vec<Vec<String>> = [head.to_vec()].into_iter().chain(rows).collect();
    let width = |column: usize| {
        lines.iter().filter_map(|line| line.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..head.len()).map(width).collect();
    for line in &lines {
        let mut text = String::new();
        for (column, (cell, width)) in line.iter().zip(&widths).enumerate() {
            let room = " ".repeat(width - cell.chars().count());
            text.push_str(&if column == 0 { format!("{cell}{room}") } else { format!("  {room}{cell}") });
        }
        say(text.trim_end());
    }
}
