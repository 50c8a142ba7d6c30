//! `beffroi tour plan`: a touring programme planned, or a plan proved again, by whoever wants to see. Needs no server
//! and no database.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand};
use serde::de::DeserializeOwned;
use tour_planner::{
    CRITERIA, Change, Criterion, Explanation, Instance, Lack, Limits, Outcome, Plan, Reason, check, explain, objective,
    plan, repair,
};

use super::say;

/// What can be done for a tour.
#[derive(Subcommand, Debug)]
pub(crate) enum TourCommand {
    /// Plan an edition: who gets which show, where and when; or prove a plan again
    Plan(PlanArgs),
}

/// What to plan.
#[derive(Args, Debug)]
pub(crate) struct PlanArgs {
    /// An edition: shows, communes, wishes, rules (see docs/tour_planner.md)
    file: PathBuf,
    /// Where to write the plan, as JSON; the terminal shows it otherwise
    #[arg(long)]
    out: Option<PathBuf>,
    /// Prove this plan again: every rule, and that no fairer plan exists
    #[arg(long, conflicts_with = "out")]
    check: Option<PathBuf>,
    /// Keep as much as fairness allows of this plan; with --check, the plan to be proved repairs it
    #[arg(long)]
    repair: Option<PathBuf>,
    /// Say why each wish was not met, what would change it and what it would cost others
    #[arg(long)]
    explain: bool,
    /// Most nodes the search may take before it states a gap
    #[arg(long, default_value_t = Limits::default().nodes)]
    nodes: u64,
}

pub(crate) fn run(command: TourCommand) -> Result<()> {
    let TourCommand::Plan(args) = command;
    let instance: Instance = part(&args.file, "instance", "an edition to plan")?;
    let limits = Limits { nodes: args.nodes };
    if let Some(file) = &args.check {
        let plan: Plan = part(file, "plan", "a plan")?;
        let previous = match &args.repair {
            Some(before) => Some(part(before, "plan", "a plan")?),
            None => Documents::read(file)?.previous,
        };
        prove(&instance, &plan, previous.as_ref(), &limits)?;
        if args.explain {
            say_reasons(&instance, &explain(&instance, &plan, previous.as_ref(), &limits));
        }
        return Ok(());
    }
    let previous: Option<Plan> = args.repair.as_ref().map(|file| part(file, "plan", "a plan")).transpose()?;
    let outcome = match &previous {
        Some(previous) => repair(&instance, previous, &limits)?,
        None => plan(&instance, &limits)?,
    };
    let plan = &outcome.plan;
    if let Some(out) = &args.out {
        std::fs::write(out, serde_json::to_string_pretty(&outcome)? + "\n")
            .with_context(|| format!("{} can't be written", out.display()))?;
    } else {
        say_plan(&instance, plan);
    }
    say_outcome(&outcome);
    if args.explain {
        say_reasons(&instance, &explain(&instance, plan, previous.as_ref(), &limits));
    }
    Ok(())
}

/// A document alone, or as a part of a larger one: what the office hands out holds an edition and its plan, what this
/// command writes holds a plan and its objective.
fn part<T: DeserializeOwned>(file: &Path, name: &str, what: &str) -> Result<T> {
    let text = std::fs::read_to_string(file).with_context(|| format!("{} can't be read", file.display()))?;
    let mut value: serde_json::Value =
        serde_json::from_str(&text).with_context(|| format!("{} is not JSON", file.display()))?;
    let inner = value.get_mut(name).map(serde_json::Value::take).unwrap_or(value);
    serde_json::from_value(inner).with_context(|| format!("{} is not {what}", file.display()))
}

/// What the office hands out besides the edition and its plan.
#[derive(serde::Deserialize)]
struct Documents {
    /// The plan that was repaired.
    #[serde(default)]
    previous: Option<Plan>,
}

impl Documents {
    fn read(file: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(file).with_context(|| format!("{} can't be read", file.display()))?;
        serde_json::from_str(&text).with_context(|| format!("{} is not JSON", file.display()))
    }
}

/// How many communes keep the show `previous` gave them.
fn kept(plan: &Plan, previous: &Plan) -> i64 {
    let same = plan
        .performances
        .iter()
        .filter(|one| previous.of_commune(&one.commune).is_some_and(|before| before.show == one.show));
    same.count() as i64
}

/// Proves every rule by the check, then that the search finds nothing better.
fn prove(instance: &Instance, given: &Plan, previous: Option<&Plan>, limits: &Limits) -> Result<()> {
    instance.sound()?;
    match check(instance, given) {
        Ok(checked) => say(format!(
            "every rule holds: {} performances, {} euros",
            checked.performances,
            ledger::Cents(checked.cost_cents)
        )),
        Err(faults) => {
            for fault in &faults {
                say(format!("broken: {fault}"));
            }
            bail!("rules broken: {}", faults.len());
        }
    }
    let best = match previous {
        Some(previous) => repair(instance, previous, limits)?,
        None => plan(instance, limits)?,
    };
    let mut reached = objective(instance, given);
    for (place, criterion) in CRITERIA.into_iter().enumerate() {
        if let Some(previous) = previous.filter(|_| criterion == Criterion::Kept) {
            reached[place] = kept(given, previous);
        }
        say(format!("{:<46} {:>12}   best {:>12}", name(criterion), reached[place], best.objective[place]));
    }
    if !best.proven {
        bail!("the search stopped before it proved the best: say --nodes for more than {}", limits.nodes);
    }
    let differs = CRITERIA.into_iter().zip(reached.iter().zip(&best.objective)).find(|(_, (a, b))| a != b);
    match differs {
        None => say("no fairer plan exists: computed again, every criterion is the same"),
        Some((criterion, (a, b))) if a < b => bail!("a fairer plan exists: see “{}”", name(criterion)),
        Some(_) => bail!("the plan is better than the best found: please report it"),
    }
    Ok(())
}

fn name(criterion: Criterion) -> &'static str {
    match criterion {
        Criterion::Waited4 => "communes that waited four seasons and more",
        Criterion::Waited3 => "communes that waited three",
        Criterion::Waited2 => "communes that waited two",
        Criterion::Waited1 => "communes that waited one",
        Criterion::Waited0 => "communes that hosted last season",
        Criterion::Balance => "least territory's rate, in millionths",
        Criterion::Kept => "communes that keep their show",
        Criterion::Wishes => "ranks of wishes met, below zero",
        Criterion::Distance => "kilometres, below zero",
        Criterion::Draw => "lots drawn",
    }
}

fn say_plan(instance: &Instance, plan: &Plan) {
    for one in &plan.performances {
        let commune = instance.commune(&one.commune);
        let hall = commune.and_then(|commune| commune.halls.iter().find(|hall| hall.code == one.hall));
        say(format!(
            "{}  {}  {} · {}",
            one.day,
            instance.show(&one.show).map_or(one.show.as_str(), |show| &show.title),
            commune.map_or(one.commune.as_str(), |commune| &commune.name),
            hall.map_or(one.hall.as_str(), |hall| &hall.name),
        ));
    }
}

fn say_outcome(outcome: &Outcome) {
    for (criterion, value) in CRITERIA.into_iter().zip(&outcome.objective) {
        say(format!("{:<46} {value:>12}", name(criterion)));
    }
    match &outcome.gap {
        None if outcome.proven => say(format!("proved best in {} nodes", outcome.nodes)),
        Some(gap) => say(format!(
            "stopped after {} nodes at “{}”: {} reached, no plan exceeds {}",
            outcome.nodes,
            name(gap.criterion),
            gap.value,
            gap.at_most
        )),
        None => say("a crew's days were too many to be searched whole: not proved"),
    }
}

fn say_reasons(instance: &Instance, explanations: &[Explanation]) {
    for one in explanations {
        let commune = instance.commune(&one.commune).map_or(one.commune.as_str(), |commune| &commune.name);
        say(format!("{commune}, wish {}: {}", one.rank, title(instance, &one.show)));
        if let Some(year) = one.served {
            say(format!("  served in {year}"));
        }
        say(format!("  {}", reason(instance, &one.reason)));
        if let Some(at) = one.in_line {
            say(format!("  number {at} of those waiting for this show"));
        }
        if let Some(cost) = &one.cost {
            let named = |codes: &[String]| {
                let names = codes.iter().filter_map(|code| instance.commune(code)).map(|one| one.name.as_str());
                names.collect::<Vec<_>>().join(", ")
            };
            if !cost.unserved.is_empty() {
                say(format!("  forcing it would leave without: {}", named(&cost.unserved)));
            }
            if !cost.swapped.is_empty() {
                say(format!("  and give another show to: {}", named(&cost.swapped)));
            }
            if let Some((criterion, before, after)) = cost.worse {
                say(format!("  {}: {before} → {after}", name(criterion)));
            }
        }
        for change in &one.changes {
            say(format!("  would change it: {}", change_said(change)));
        }
    }
}

fn title<'a>(instance: &'a Instance, code: &'a str) -> &'a str {
    instance.show(code).map_or(code, |show| &show.title)
}

fn reason(instance: &Instance, reason: &Reason) -> String {
    let by = |criterion: &Option<Criterion>| match criterion {
        Some(Criterion::Kept) => "as settled before".to_owned(),
        Some(one) => format!("decided by: {}", name(*one)),
        None => "a plan with it would be no worse: this one is not proved best".to_owned(),
    };
    match reason {
        Reason::BetterWish { show, rank } => format!("wish {rank} was met: {}", title(instance, show)),
        Reason::HallsUnfit { halls } => {
            let said: Vec<String> = halls
                .iter()
                .map(|unfit| format!("{}: {}", unfit.hall, unfit.lacks.iter().map(lack).collect::<Vec<_>>().join(", ")))
                .collect();
            format!("no hall does: {}", said.join("; "))
        }
        Reason::NoCommonDay => "no hall that does is free on a day of the show".to_owned(),
        Reason::Forbidden => "ruled out by the officers".to_owned(),
        Reason::Pins => "what is pinned leaves no room".to_owned(),
        Reason::NoPerformance => "the show has no performance to give".to_owned(),
        Reason::OverBudget { cost_cents, budget_cents } => format!(
            "one performance costs {} euros, the budget is {}",
            ledger::Cents(*cost_cents),
            ledger::Cents(*budget_cents)
        ),
        Reason::Full { to, criterion } => {
            format!("all {} performances went to others; {}", to.len(), by(criterion))
        }
        Reason::Rivals { criterion } => format!("money or crews' days went to others; {}", by(criterion)),
        Reason::NotFound => "the search for a plan with it stopped at its limit".to_owned(),
    }
}

fn lack(lack: &Lack) -> String {
    let short = |what: &str, needs: i64, has: Option<i64>, unit: &str| match has {
        Some(has) => format!("{what}: needs {needs} {unit}, has {has}"),
        None => format!("{what}: needs {needs} {unit}, not stated"),
    };
    match lack {
        Lack::Width { needs, has } => short("width", *needs, *has, "cm"),
        Lack::Depth { needs, has } => short("depth", *needs, *has, "cm"),
        Lack::Height { needs, has } => short("height", *needs, *has, "cm"),
        Lack::Power { needs, has } => short("power", *needs, *has, "W"),
        Lack::Seats { needs, has } => short("seats", *needs, *has, "seats"),
        Lack::Dark => "can't be made dark".to_owned(),
        Lack::Access { code } => format!("no {code}"),
        Lack::Unusual => "not a hall for shows".to_owned(),
    }
}

fn change_said(change: &Change) -> String {
    match change {
        Change::Hall { hall, lacks } => {
            format!("{hall} with {}", lacks.iter().map(lack).collect::<Vec<_>>().join(", "))
        }
        Change::Days { days } => {
            let days: Vec<String> = days.iter().map(ToString::to_string).collect();
            format!("a hall free on one of these days: {}", days.join(", "))
        }
        Change::OneMore { cost_cents } => format!("one performance more ({} euros)", ledger::Cents(*cost_cents)),
        Change::Officers => "another decision of the officers".to_owned(),
        Change::NextYear { waiting: Some(seasons) } => format!("next year, having waited {seasons}"),
        Change::NextYear { waiting: None } => "next year, having never hosted".to_owned(),
    }
}
