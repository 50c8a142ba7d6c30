//! A plan's reasons in the reader's words.

use fluent_bundle::{FluentArgs, FluentValue};
use serde::Serialize;
use shell::{Lang, typography};
use tour_planner::{Change, Cost, Criterion, Explanation, Instance, Lack, Reason};

use crate::Web;

/// A wish not met, as told.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Told {
    pub(super) show: String,
    pub(super) title: String,
    pub(super) rank: u32,
    pub(super) met: bool,
    /// Sentences: why.
    pub(super) why: Vec<String>,
    /// What would change it.
    pub(super) changes: Vec<String>,
    /// What it would cost others.
    pub(super) cost: Vec<String>,
}

/// Says things of one instance to one reader.
pub(super) struct Words<'a> {
    pub(super) web: &'a Web,
    pub(super) lang: Lang,
    pub(super) instance: &'a Instance,
}

impl Words<'_> {
    pub(super) fn say(&self, key: &str, args: &[(&'static str, FluentValue<'_>)]) -> String {
        say(self.web, self.lang, key, args)
    }

    pub(super) fn title(&self, show: &str) -> String {
        self.instance.show(show).map_or_else(|| self.say("plans-gone", &[]), |show| show.title.clone())
    }

    pub(super) fn commune(&self, code: &str) -> String {
        self.instance.commune(code).map_or_else(|| self.say("plans-gone", &[]), |commune| commune.name.clone())
    }

    pub(super) fn hall(&self, commune: &str, hall: &str) -> String {
        let found = self.instance.commune(commune).and_then(|one| one.halls.iter().find(|one| one.code == hall));
        found.map_or_else(|| self.say("plans-gone", &[]), |hall| hall.name.clone())
    }

    fn names(&self, codes: &[String]) -> String {
        codes.iter().map(|code| self.commune(code)).collect::<Vec<_>>().join(", ")
    }

    /// What a criterion is, and what a number of it means.
    pub(super) fn criterion(&self, criterion: Criterion) -> String {
        self.say(&format!("plans-criterion-{}", code(criterion)), &[])
    }

    pub(super) fn measured(&self, criterion: Criterion, value: i64) -> String {
        match criterion {
            Criterion::Balance => {
                format!("{}\u{a0}%", typography::decimal(self.lang, value as f64 / 10_000.0, 1))
            }
            Criterion::Wishes | Criterion::Distance => typography::integer(self.lang, -value),
            _ => typography::integer(self.lang, value),
        }
    }

    pub(super) fn told(&self, one: &Explanation) -> Told {
        let mut why = Vec::new();
        if let Some(year) = one.served.filter(|_| one.got.is_none()) {
            why.push(self.say("plans-why-served", &[("year", year.to_string().into())]));
        }
        why.extend(self.reason(&one.reason));
        if let Some(at) = one.in_line {
            why.push(self.say("plans-why-line", &[("n", (at as i64).into())]));
        }
        Told {
            show: one.show.clone(),
            title: self.title(&one.show),
            rank: one.rank,
            met: false,
            why,
            changes: one.changes.iter().map(|change| self.change(&one.commune, change)).collect(),
            cost: one.cost.as_ref().map(|cost| self.cost(cost)).unwrap_or_default(),
        }
    }

    fn reason(&self, reason: &Reason) -> Vec<String> {
        let by = |criterion: &Option<Criterion>| match criterion {
            Some(Criterion::Kept) => self.say("plans-why-settled", &[]),
            Some(one) => self.say("plans-why-criterion", &[("criterion", self.criterion(*one).into())]),
            None => self.say("plans-why-stopped", &[]),
        };
        match reason {
            Reason::BetterWish { show, rank } => vec![
                self.say("plans-why-better", &[("show", self.title(show).into()), ("rank", i64::from(*rank).into())]),
            ],
            Reason::HallsUnfit { halls } => {
                let mut said = vec![self.say("plans-why-halls", &[])];
                for unfit in halls {
                    let hall = self
                        .instance
                        .communes
                        .iter()
                        .find_map(|commune| commune.halls.iter().find(|hall| hall.code == unfit.hall));
                    let name = hall.map_or_else(|| self.say("plans-gone", &[]), |hall| hall.name.clone());
                    let lacks: Vec<String> = unfit.lacks.iter().map(|lack| self.lack(lack)).collect();
                    said.push(self.say("plans-why-hall", &[("hall", name.into()), ("lacks", lacks.join(", ").into())]));
                }
                said
            }
            Reason::NoCommonDay => vec![self.say("plans-why-no-day", &[])],
            Reason::Forbidden => vec![self.say("plans-why-forbidden", &[])],
            Reason::Pins => vec![self.say("plans-why-pins", &[])],
            Reason::NoPerformance => vec![self.say("plans-why-full", &[("n", 0.into()), ("to", "".into())])],
            Reason::OverBudget { cost_cents, budget_cents } => {
                let price = |cents: &i64| typography::price(self.lang, *cents).into();
                vec![self.say("plans-why-budget", &[("cost", price(cost_cents)), ("budget", price(budget_cents))])]
            }
            Reason::Full { to, criterion } => {
                let n = to.len() as i64;
                let full = self.say("plans-why-full", &[("n", n.into()), ("to", self.names(to).into())]);
                vec![full, by(criterion)]
            }
            Reason::Rivals { criterion } => vec![self.say("plans-why-rivals", &[]), by(criterion)],
            Reason::NotFound => vec![self.say("plans-why-not-found", &[])],
        }
    }

    fn lack(&self, lack: &Lack) -> String {
        let metres = |cm: i64| format!("{}\u{a0}m", typography::decimal(self.lang, cm as f64 / 100.0, 2));
        let kilowatts = |watts: i64| format!("{}\u{a0}kW", typography::decimal(self.lang, watts as f64 / 1000.0, 1));
        let short = |what: &str, needs: String, has: Option<String>| match has {
            Some(has) => self.say(&format!("plans-lack-{what}"), &[("needs", needs.into()), ("has", has.into())]),
            None => self.say(&format!("plans-lack-{what}-unknown"), &[("needs", needs.into())]),
        };
        match lack {
            Lack::Width { needs, has } => short("width", metres(*needs), has.map(metres)),
            Lack::Depth { needs, has } => short("depth", metres(*needs), has.map(metres)),
            Lack::Height { needs, has } => short("height", metres(*needs), has.map(metres)),
            Lack::Power { needs, has } => short("power", kilowatts(*needs), has.map(kilowatts)),
            Lack::Seats { needs, has } => short("seats", needs.to_string(), has.map(|has| has.to_string())),
            Lack::Dark => self.say("plans-lack-dark", &[]),
            Lack::Access { .. } => self.say("plans-lack-access", &[]),
            Lack::Unusual => self.say("plans-lack-unusual", &[]),
        }
    }

    fn change(&self, commune: &str, change: &Change) -> String {
        match change {
            Change::Hall { hall, .. } => self.say("plans-change-hall", &[("hall", self.hall(commune, hall).into())]),
            Change::Days { days } => {
                let days: Vec<String> = days.iter().map(|day| shell::calendar::day(self.lang, *day)).collect();
                self.say("plans-change-days", &[("days", days.join(", ").into())])
            }
            Change::OneMore { cost_cents } => {
                self.say("plans-change-one-more", &[("cost", typography::price(self.lang, *cost_cents).into())])
            }
            Change::Officers => self.say("plans-change-officers", &[]),
            Change::NextYear { waiting: Some(seasons) } => {
                self.say("plans-change-next-year", &[("n", i64::from(*seasons).into())])
            }
            Change::NextYear { waiting: None } => self.say("plans-change-next-year-never", &[]),
        }
    }

    fn cost(&self, cost: &Cost) -> Vec<String> {
        let mut said = Vec::new();
        let lists = [
            ("plans-cost-unserved", &cost.unserved),
            ("plans-cost-swapped", &cost.swapped),
            ("plans-cost-moved", &cost.moved),
        ];
        for (key, codes) in lists {
            if !codes.is_empty() {
                said.push(self.say(key, &[("n", (codes.len() as i64).into()), ("communes", self.names(codes).into())]));
            }
        }
        if let Some((criterion, before, after)) = cost.worse {
            said.push(self.say(
                "plans-cost-criterion",
                &[
                    ("criterion", self.criterion(criterion).into()),
                    ("before", self.measured(criterion, before).into()),
                    ("after", self.measured(criterion, after).into()),
                ],
            ));
        }
        if said.is_empty() {
            said.push(self.say("plans-cost-none", &[]));
        }
        said
    }
}

/// Words outside a template.
pub(super) fn say(web: &Web, lang: Lang, key: &str, args: &[(&'static str, FluentValue<'_>)]) -> String {
    let mut fluent = FluentArgs::new();
    for (name, value) in args {
        fluent.set(*name, value.clone());
    }
    web.frame.messages().format(lang, key, Some(&fluent)).unwrap_or_else(|| key.to_owned())
}

/// A criterion's name in messages.
pub(super) fn code(criterion: Criterion) -> &'static str {
    match criterion {
        Criterion::Waited4 => "waited-4",
        Criterion::Waited3 => "waited-3",
        Criterion::Waited2 => "waited-2",
        Criterion::Waited1 => "waited-1",
        Criterion::Waited0 => "waited-0",
        Criterion::Balance => "balance",
        Criterion::Kept => "kept",
        Criterion::Wishes => "wishes",
        Criterion::Distance => "distance",
        Criterion::Draw => "draw",
    }
}
