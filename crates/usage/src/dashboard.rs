//! What a librarian reads and prints: the use of a period, within the libraries one answers for.

use std::collections::{BTreeMap, HashMap};

use access::budgets::{self, Forecast};
use access::figures::{self, Report, Slice};
use counter::Month;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use programme::{InstitutionKind, institution, tenant};
use serde::Serialize;
use store::Query;

use crate::cost::{self, Costs};
use crate::reports::{self, Source};
use crate::suppress;
use crate::{Result, vendors};

/// Over whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Over {
    /// The whole network.
    Network,
    /// The readers of these institutions.
    Libraries(Vec<String>),
}

impl Over {
    fn covers(&self, library: &str) -> bool {
        match self {
            Self::Network => true,
            Self::Libraries(own) => own.iter().any(|one| one == library),
        }
    }
}

/// A line of a table: something, and how much it was used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// What, in words; empty when not known.
    pub label: String,
    /// Uses; none when too few people are behind them to be said.
    pub uses: Option<i64>,
    /// Most people in a month; none when too few.
    pub readers: Option<i64>,
    /// Length of its bar, from 0 to 100.
    pub bar: i64,
}

/// A resource's line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Used {
    /// Its title, or its door's code.
    pub title: String,
    /// Its page.
    pub address: Option<String>,
    /// Uses; none when too few people are behind them to be said.
    pub uses: Option<i64>,
    /// Pages looked at and uses, double clicks once; none as uses.
    pub investigations: Option<i64>,
    /// Refusals.
    pub refused: i64,
    /// Length of its bar, from 0 to 100.
    pub bar: i64,
}

/// A subscription nobody used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unused {
    /// Its title.
    pub title: String,
    /// Its platform.
    pub platform: String,
    /// What a year costs, when known.
    pub cost_cents: Option<i64>,
}

/// A budget's line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Money {
    /// Its name.
    pub label: String,
    /// Whose share it is; empty for the common money.
    pub library: String,
    /// How much, in cents.
    pub cents: i64,
    /// How much is spent, in cents.
    pub spent_cents: i64,
    /// Spent, of a hundred.
    pub spent_percent: i64,
    /// Name of the period.
    pub period: &'static str,
    /// `unknown`, `spent`, `lasts` or `runs_out`.
    pub forecast: &'static str,
    /// The day it runs out, ISO 8601.
    pub runs_out: Option<String>,
}

/// A reason and how often.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// The refusal's code.
    pub code: String,
    /// How often.
    pub refusals: i64,
    /// Length of its bar, from 0 to 100.
    pub bar: i64,
}

/// A month's bar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OfMonth {
    /// Its first day, ISO 8601.
    pub day: String,
    /// `2026-11`.
    pub month: String,
    /// Uses; none when too few people of one's libraries are behind them to be said.
    pub uses: Option<i64>,
    /// People; none as uses.
    pub readers: Option<i64>,
    /// Height of its bar, from 0 to 100.
    pub bar: i64,
}

/// The whole sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Dashboard {
    /// First month, `2026-01`.
    pub from: String,
    /// Last month.
    pub to: String,
    /// Uses; none when too few people of one's libraries are behind them to be said.
    pub uses: Option<i64>,
    /// Most people in a month; none as uses.
    pub readers: Option<i64>,
    /// Investigations; none as uses.
    pub investigations: Option<i64>,
    /// Refusals.
    pub refused: i64,
    /// By month.
    pub months: Vec<OfMonth>,
    /// By resource, most used first.
    pub resources: Vec<Used>,
    /// By library.
    pub libraries: Vec<Cell>,
    /// By commune.
    pub communes: Vec<Cell>,
    /// By band of age.
    pub ages: Vec<Cell>,
    /// By reason.
    pub reasons: Vec<Reason>,
    /// What nobody used.
    pub unused: Vec<Unused>,
    /// Budgets.
    pub budgets: Vec<Money>,
    /// Costs; of the whole network only.
    pub costs: Option<CostTables>,
}

/// Costs with their names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct CostTables {
    /// By platform.
    pub platforms: Vec<CostLine>,
    /// By library.
    pub libraries: Vec<CostLine>,
    /// By commune.
    pub communes: Vec<CostLine>,
}

/// A line of costs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CostLine {
    /// What, in words; empty when not known.
    pub label: String,
    /// Uses at our doors; none when too few people are behind them.
    pub uses: Option<i64>,
    /// Uses the vendor counts.
    pub reported: Option<u64>,
    /// Cents; none when not known, or hidden with the uses.
    pub cents: Option<i64>,
    /// Cents a use.
    pub per_use_cents: Option<i64>,
}

/// Uses and people of one value of a dimension.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    uses: i64,
    readers: i64,
}

impl Sum {
    /// How many people are behind it, at least. Visitors without an account are not told apart: each use may be another.
    fn people(&self, key: &str) -> i64 {
        match (self.uses, self.readers) {
            (0, _) => 0,
            (uses, readers) if key.is_empty() => readers.max(uses),
            (_, readers) => readers.max(1),
        }
    }
}

/// Reads the sheet of a period, both months included.
pub async fn read(
    query: &mut impl Query,
    over: &Over,
    from: Month,
    to: Month,
    at: Timestamp,
    zone: &TimeZone,
) -> Result<Dashboard> {
    let mut report = figures::between(query, from.first_day(), to.last_day(), zone).await?;
    report.figures.retain(|(slice, _)| over.covers(&slice.library));
    report.refusals.retain(|refused| over.covers(&refused.slice.library));
    report.readers.retain(|readers| over.covers(&readers.library));
    let sources = reports::sources(query).await?;
    let names: HashMap<String, String> = institution::list(query, Some(InstitutionKind::Library), None)
        .await?
        .into_iter()
        .map(|one| (one.id, one.name))
        .collect();
    let communes: HashMap<String, String> =
        tenant::communes(query).await?.into_iter().map(|one| (one.insee, one.name)).collect();
    let sheet = Sheet { report: &report, sources: &sources, over, from, to };
    let by_library = sheet.by(|slice| &slice.library, |readers| &readers.library);
    let by_commune = sheet.by(|slice| &slice.commune, |readers| &readers.commune);
    let by_age = sheet.by(|slice| &slice.age_band, |readers| &readers.age_band);
    let costs = match over {
        Over::Network => {
            Some(costs(query, &report, &sources, from, to, (&by_library, &by_commune), (&names, &communes)).await?)
        }
        Over::Libraries(_) => None,
    };
    let named = |names: &HashMap<String, String>, id: &str| names.get(id).cloned().unwrap_or_else(|| id.to_owned());
    let (months, most_readers) = sheet.months();
    let uses = report.figures.iter().map(|(_, figure)| figure.entries).sum();
    let investigations = report.figures.iter().map(|(_, figure)| figure.total_investigations).sum();
    Ok(Dashboard {
        from: from.to_string(),
        to: to.to_string(),
        uses: sheet.said(uses, most_readers),
        readers: sheet.said(most_readers, most_readers),
        investigations: sheet.said(investigations, most_readers),
        refused: report.refusals.iter().map(|refused| refused.refusals).sum(),
        months,
        resources: sheet.resources(),
        libraries: cells(&by_library, |id| named(&names, id)),
        communes: cells(&by_commune, |insee| named(&communes, insee)),
        ages: cells(&by_age, str::to_owned),
        reasons: sheet.reasons(),
        unused: sheet.unused(),
        budgets: money(query, over, &names, at, zone).await?,
        costs,
    })
}

struct Sheet<'a> {
    report: &'a Report,
    sources: &'a HashMap<String, Source>,
    over: &'a Over,
    from: Month,
    to: Month,
}

type Sums = BTreeMap<String, Sum>;

impl Sheet<'_> {
    fn by(
        &self,
        of_slice: impl for<'s> Fn(&'s Slice) -> &'s str,
        of_readers: impl for<'s> Fn(&'s figures::Readers) -> &'s str,
    ) -> Sums {
        let mut sums = Sums::new();
        for (slice, figure) in &self.report.figures {
            sums.entry(of_slice(slice).to_owned()).or_default().uses += figure.entries;
        }
        let mut months: BTreeMap<(&str, &str), i64> = BTreeMap::new();
        for readers in self.report.readers.iter().filter(|readers| readers.door.is_empty()) {
            *months.entry((of_readers(readers), &readers.month)).or_default() += readers.readers;
        }
        for ((of, _), readers) in months {
            let sum = sums.entry(of.to_owned()).or_default();
            sum.readers = sum.readers.max(readers);
        }
        sums
    }

    /// A figure of everyone together: a small crowd of the whole network points at nobody, one of a single library may.
    fn said(&self, figure: i64, readers: i64) -> Option<i64> {
        let few = *self.over != Over::Network && figure > 0 && readers < suppress::LEAST;
        (!few).then_some(figure)
    }

    /// Month by month, and the most people of a month.
    fn months(&self) -> (Vec<OfMonth>, i64) {
        let mut months: BTreeMap<Month, (i64, i64)> =
            self.from.through(self.to).into_iter().map(|month| (month, (0, 0))).collect();
        for (slice, figure) in &self.report.figures {
            if let Some(sum) = months.get_mut(&Month::of(slice.day)) {
                sum.0 += figure.entries;
            }
        }
        for readers in self.report.readers.iter().filter(|readers| readers.door.is_empty()) {
            if let Some(sum) = readers.month.parse().ok().and_then(|month| months.get_mut(&month)) {
                sum.1 += readers.readers;
            }
        }
        let most = months.values().map(|(uses, _)| *uses).max().unwrap_or(0);
        let most_readers = months.values().map(|(_, readers)| *readers).max().unwrap_or(0);
        let lines = months
            .into_iter()
            .map(|(month, (uses, readers))| OfMonth {
                day: month.first_day().to_string(),
                month: month.to_string(),
                uses: self.said(uses, readers),
                readers: self.said(readers, readers),
                bar: self.said(uses, readers).map_or(0, |uses| bar(uses, most)),
            })
            .collect();
        (lines, most_readers)
    }

    fn resources(&self) -> Vec<Used> {
        let mut sums: BTreeMap<&str, (i64, i64, i64)> = BTreeMap::new();
        for (slice, figure) in &self.report.figures {
            let sum = sums.entry(&slice.door).or_default();
            sum.0 += figure.entries;
            sum.1 += figure.total_investigations;
        }
        for refused in &self.report.refusals {
            sums.entry(&refused.slice.door).or_default().2 += refused.refusals;
        }
        let mut people: BTreeMap<&str, BTreeMap<&str, i64>> = BTreeMap::new();
        for readers in self.report.readers.iter().filter(|readers| !readers.door.is_empty()) {
            *people.entry(&readers.door).or_default().entry(&readers.month).or_default() += readers.readers;
        }
        let most = sums.values().map(|(uses, ..)| *uses).max().unwrap_or(0);
        let mut lines: Vec<(i64, Used)> = sums
            .into_iter()
            .map(|(door, (uses, investigations, refused))| {
                let people = people.get(door).and_then(|months| months.values().max()).copied().unwrap_or(0);
                let few = self.said(uses, people).is_none();
                let source = self.sources.get(door);
                let offered = source.and_then(|source| source.offered.as_ref());
                let line = Used {
                    title: match (offered, source) {
                        (Some(offered), _) => offered.item.title.clone(),
                        (None, Some(source)) => source.code.clone(),
                        (None, None) => String::new(),
                    },
                    address: offered.map(|offered| offered.resource.address.clone()),
                    uses: (!few).then_some(uses),
                    investigations: (!few).then_some(investigations),
                    refused,
                    bar: if few { 0 } else { bar(uses, most) },
                };
                (uses, line)
            })
            .collect();
        lines.sort_by(|a, b| (b.0, &a.1.title).cmp(&(a.0, &b.1.title)));
        lines.into_iter().map(|(_, line)| line).collect()
    }

    fn reasons(&self) -> Vec<Reason> {
        let mut sums: BTreeMap<&str, i64> = BTreeMap::new();
        for refused in &self.report.refusals {
            *sums.entry(&refused.reason).or_default() += refused.refusals;
        }
        let most = sums.values().max().copied().unwrap_or(0);
        let mut reasons: Vec<Reason> = sums
            .into_iter()
            .map(|(code, refusals)| Reason { code: code.to_owned(), refusals, bar: bar(refusals, most) })
            .collect();
        reasons.sort_by(|a, b| (b.refusals, &a.code).cmp(&(a.refusals, &b.code)));
        reasons
    }

    /// Resources that cost something, or ask for a card, and that nobody opened.
    fn unused(&self) -> Vec<Unused> {
        let mut uses: HashMap<&str, i64> = HashMap::new();
        for (slice, figure) in &self.report.figures {
            *uses.entry(slice.door.as_str()).or_default() += figure.entries;
        }
        let mut unused: Vec<Unused> = self
            .sources
            .iter()
            .filter(|(door, _)| uses.get(door.as_str()).copied().unwrap_or(0) == 0)
            .filter_map(|(_, source)| source.offered.as_ref())
            .filter(|offered| !offered.resource.open || offered.resource.cost_cents.is_some_and(|cents| cents > 0))
            .map(|offered| Unused {
                title: offered.item.title.clone(),
                platform: offered.resource.platform.clone(),
                cost_cents: offered.resource.cost_cents,
            })
            .collect();
        unused.sort_by(|a, b| (b.cost_cents, &a.title).cmp(&(a.cost_cents, &b.title)));
        unused
    }
}

fn bar(count: i64, most: i64) -> i64 {
    if most <= 0 { 0 } else { (count * 100 / most).max(i64::from(count > 0)) }
}

fn cells(sums: &Sums, name: impl Fn(&str) -> String) -> Vec<Cell> {
    let people: Vec<i64> = sums.iter().map(|(key, sum)| sum.people(key)).collect();
    let hidden = suppress::hidden(&people);
    let shown = || sums.values().zip(&hidden).filter(|(_, hidden)| !**hidden).map(|(sum, _)| sum.uses);
    let most = shown().max().unwrap_or(0);
    let mut cells: Vec<Cell> = sums
        .iter()
        .zip(&hidden)
        .map(|((key, sum), hidden)| Cell {
            label: if key.is_empty() { String::new() } else { name(key) },
            uses: (!hidden).then_some(sum.uses),
            readers: (!hidden).then_some(sum.readers),
            bar: if *hidden { 0 } else { bar(sum.uses, most) },
        })
        .collect();
    cells.sort_by(|a, b| (b.uses, &a.label).cmp(&(a.uses, &b.label)));
    cells
}

async fn money(
    query: &mut impl Query,
    over: &Over,
    names: &HashMap<String, String>,
    at: Timestamp,
    zone: &TimeZone,
) -> Result<Vec<Money>> {
    let mut lines = Vec::new();
    for budget in budgets::list(query).await? {
        if !budget.library.is_empty() && !over.covers(&budget.library) {
            continue;
        }
        let standing = budgets::standing(query, &budget, at, zone).await?;
        let (forecast, runs_out) = match standing.forecast {
            Forecast::Unknown => ("unknown", None),
            Forecast::Spent => ("spent", None),
            Forecast::Lasts => ("lasts", None),
            Forecast::RunsOut { day } => ("runs_out", Some(day.to_string())),
        };
        lines.push(Money {
            label: if budget.label.is_empty() { budget.fund.clone() } else { budget.label.clone() },
            library: names.get(&budget.library).cloned().unwrap_or_else(|| budget.library.clone()),
            cents: budget.cents,
            spent_cents: standing.spent_cents,
            spent_percent: match budget.cents {
                0 => 100,
                cents => (i128::from(standing.spent_cents) * 100 / i128::from(cents)).clamp(0, 100) as i64,
            },
            period: budget.period.code(),
            forecast,
            runs_out,
        });
    }
    Ok(lines)
}

async fn costs(
    query: &mut impl Query,
    report: &Report,
    sources: &HashMap<String, Source>,
    from: Month,
    to: Month,
    (by_library, by_commune): (&Sums, &Sums),
    (libraries, communes): (&HashMap<String, String>, &HashMap<String, String>),
) -> Result<CostTables> {
    let vendors = vendors::list(query).await?;
    let mut reported = HashMap::new();
    for vendor in &vendors {
        if let Some(requests) = vendors::requests(query, &vendor.id, from, to).await? {
            reported.insert(vendor.id.clone(), requests);
        }
    }
    let days = i64::from((to.next().first_day() - from.first_day()).get_days());
    let Costs { platforms, libraries: of_libraries, communes: of_communes } =
        cost::costs(report, sources, &vendors, &reported, days);
    let hidden_keys = |sums: &Sums| -> Vec<String> {
        let people: Vec<i64> = sums.iter().map(|(key, sum)| sum.people(key)).collect();
        sums.keys().zip(suppress::hidden(&people)).filter(|(_, hidden)| *hidden).map(|(key, _)| key.clone()).collect()
    };
    let lines = |costs: Vec<cost::Cost>, names: Option<&HashMap<String, String>>, hidden: Vec<String>| {
        costs
            .into_iter()
            .map(|cost| {
                let shown = !hidden.contains(&cost.of);
                CostLine {
                    label: names.and_then(|names| names.get(&cost.of).cloned()).unwrap_or(cost.of),
                    uses: shown.then_some(cost.uses),
                    reported: cost.reported,
                    cents: cost.cents.filter(|_| shown),
                    per_use_cents: cost.per_use_cents.filter(|_| shown),
                }
            })
            .collect()
    };
    Ok(CostTables {
        platforms: lines(platforms, None, Vec::new()),
        libraries: lines(of_libraries, Some(libraries), hidden_keys(by_library)),
        communes: lines(of_communes, Some(communes), hidden_keys(by_commune)),
    })
}

impl Dashboard {
    /// The sheet as CSV: one line a figure, `section;line;measure;value`, for a spreadsheet.
    pub fn to_csv(&self) -> String {
        let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
        let mut line = |section: &str, name: &str, measure: &str, value: String| {
            // Writing to memory cannot fail; a cell that a spreadsheet would run as a formula is only text.
            let name = if name.starts_with(['=', '+', '-', '@']) { format!("'{name}") } else { name.to_owned() };
            let _ = writer.write_record([section, &name, measure, &value]);
        };
        let few = || "<5".to_owned();
        let said = |value: Option<i64>| value.map_or_else(few, |value| value.to_string());
        line("section", "ligne", "mesure", "valeur".into());
        for month in &self.months {
            line("mois", &month.month, "usages", said(month.uses));
            line("mois", &month.month, "lecteurs", said(month.readers));
        }
        for resource in &self.resources {
            line("ressource", &resource.title, "usages", said(resource.uses));
            line("ressource", &resource.title, "consultations", said(resource.investigations));
            line("ressource", &resource.title, "refus", resource.refused.to_string());
        }
        for (section, cells) in [("bibliothèque", &self.libraries), ("commune", &self.communes), ("âge", &self.ages)]
        {
            for cell in cells {
                line(section, &cell.label, "usages", said(cell.uses));
                line(section, &cell.label, "lecteurs (mois le plus fort)", said(cell.readers));
            }
        }
        for reason in &self.reasons {
            line("refus", &reason.code, "nombre", reason.refusals.to_string());
        }
        let cents =
            |cents: Option<i64>| cents.map_or_else(String::new, |cents| format!("{},{:02}", cents / 100, cents % 100));
        for unused in &self.unused {
            line("sans usage", &unused.title, "coût annuel (€)", cents(unused.cost_cents));
        }
        for budget in &self.budgets {
            let name = format!("{} {}", budget.label, budget.library);
            line("budget", name.trim(), "montant (€)", cents(Some(budget.cents)));
            line("budget", name.trim(), "dépensé (€)", cents(Some(budget.spent_cents)));
        }
        if let Some(tables) = &self.costs {
            for (section, costs) in [
                ("coût plateforme", &tables.platforms),
                ("coût bibliothèque", &tables.libraries),
                ("coût commune", &tables.communes),
            ] {
                for cost in costs {
                    line(section, &cost.label, "coût (€)", cents(cost.cents));
                    line(section, &cost.label, "coût par usage (€)", cents(cost.per_use_cents));
                }
            }
        }
        let bytes = writer.into_inner().unwrap_or_default();
        format!("\u{feff}{}", String::from_utf8_lossy(&bytes))
    }
}
