//! Figures of visits: month by month, museum by museum, one facet at a time.
//!
//! Facets are counted apart and never crossed: there is no line for “a young holder from Wambrechies at La Piscine in May”.
//! A line with fewer than five passes behind it is not said.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;
use store::prelude::*;

use crate::suppress::{LEAST, hidden};
use crate::{Error, Result};

/// One way of looking at visits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Facet {
    /// All of them.
    All,
    /// By what was shown: a pass, an invitation, a ticket.
    Kind,
    /// By the pass's product.
    Product,
    /// By the commune of the holder, when they agreed to be counted with it; empty when not.
    Commune,
    /// `first_use` of the pass, `first_here` at this museum in the period, `again`.
    Coming,
    /// By exhibition shown that day.
    Exhibition,
}

impl Facet {
    /// Every facet but the whole.
    pub const PARTS: [Self; 5] = [Self::Kind, Self::Coming, Self::Product, Self::Commune, Self::Exhibition];

    /// Its name in tables.
    pub fn code(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Kind => "kind",
            Self::Product => "product",
            Self::Commune => "commune",
            Self::Coming => "coming",
            Self::Exhibition => "exhibition",
        }
    }
}

/// A figure.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// Visits.
    pub visits: i64,
    /// People, several for a duo or a family.
    pub people: i64,
    /// Different passes behind it, month by month.
    pub passes: i64,
}

/// A figure of a table, when it may be said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// What it is of: a month, a code, an identifier.
    pub value: String,
    /// The figure; nothing when it would point at someone.
    pub figure: Option<Figure>,
}

/// Figures being added up.
#[derive(Debug, Default)]
pub(crate) struct Sums(HashMap<(String, String, Facet, String), Figure>);

impl Sums {
    pub(crate) fn add(&mut self, month: &str, institution: &str, facet: Facet, value: &str, people: u32, new: bool) {
        let key = (month.to_owned(), institution.to_owned(), facet, value.to_owned());
        let figure = self.0.entry(key).or_default();
        figure.visits += 1;
        figure.people += i64::from(people);
        figure.passes += i64::from(new);
    }

    pub(crate) async fn keep(self, write: &mut Write) -> Result<()> {
        let columns = ["month", "institution", "facet", "value", "visits", "people", "passes"];
        let mut rows = Vec::with_capacity(self.0.len());
        for ((month, institution, facet, value), figure) in &self.0 {
            rows.push([
                Value::from(month),
                Value::from(institution),
                Value::from(facet.code()),
                Value::from(value),
                Value::from(figure.visits),
                Value::from(figure.people),
                Value::from(figure.passes),
            ]);
        }
        let conflict = "(month, institution, facet, value) DO UPDATE SET
                        visits = pass_accounts_counts.visits + excluded.visits,
                        people = pass_accounts_counts.people + excluded.people,
                        passes = pass_accounts_counts.passes + excluded.passes";
        write.insert_many("pass_accounts_counts", &columns, rows, Some(conflict)).await?;
        Ok(())
    }
}

/// Of which months and museums figures are asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Institutions; all without any.
    pub institutions: Vec<String>,
    /// First month, `2026-01`.
    pub from: String,
    /// Last month.
    pub to: String,
}

/// The figures asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// All of them; nothing when it would point at someone.
    pub all: Option<Figure>,
    /// Month by month.
    pub months: Vec<Line>,
    /// Museum by museum, the most seen first.
    pub museums: Vec<Line>,
    /// Each facet's lines, the largest first.
    pub facets: BTreeMap<&'static str, Vec<Line>>,
}

/// Reads the figures asked for.
///
/// # Errors
/// [`Error::Refused`] for months in disorder.
pub async fn read(query: &mut impl Query, asked: &Asked) -> Result<Report> {
    if asked.from > asked.to {
        return Err(Error::Refused("pass-accounts-months-wrong"));
    }
    let mut months: BTreeMap<String, Figure> = BTreeMap::new();
    let mut museums: BTreeMap<String, Figure> = BTreeMap::new();
    let mut facets: BTreeMap<&'static str, BTreeMap<String, Figure>> =
        Facet::PARTS.into_iter().map(|facet| (facet.code(), BTreeMap::new())).collect();
    let mut all = Figure::default();
    let sql = format!(
        "SELECT month, institution, facet, value, visits, people, passes FROM pass_accounts_counts
         WHERE month >= $1 AND month <= $2{}",
        if asked.institutions.is_empty() {
            String::new()
        } else {
            format!(" AND institution IN {}", store::in_list(3, asked.institutions.len()))
        }
    );
    let mut values = vec![Value::from(&asked.from), Value::from(&asked.to)];
    values.extend(asked.institutions.iter().map(Value::from));
    for row in query.all(&sql, values).await? {
        let figure = Figure { visits: row.get(4)?, people: row.get(5)?, passes: row.get(6)? };
        let facet = row.text(2)?;
        if facet == Facet::All.code() {
            all = all.and(figure);
            add(&mut months, row.get(0)?, figure);
            add(&mut museums, row.get(1)?, figure);
        } else if let Some(lines) = facets.get_mut(facet) {
            add(lines, row.get(3)?, figure);
        }
    }
    let said = |figures: BTreeMap<String, Figure>, by_size: bool| -> Vec<Line> {
        let mut figures: Vec<(String, Figure)> = figures.into_iter().collect();
        if by_size {
            figures.sort_by(|one, other| other.1.visits.cmp(&one.1.visits).then_with(|| one.0.cmp(&other.0)));
        }
        let hidden = hidden(&figures.iter().map(|(_, figure)| figure.passes).collect::<Vec<_>>());
        figures
            .into_iter()
            .zip(hidden)
            .map(|((value, figure), hidden)| Line { value, figure: (!hidden).then_some(figure) })
            .collect()
    };
    Ok(Report {
        all: (all.passes == 0 || all.passes >= LEAST).then_some(all),
        months: said(months, false),
        museums: said(museums, true),
        facets: facets.into_iter().map(|(facet, figures)| (facet, said(figures, true))).collect(),
    })
}

impl Figure {
    fn and(self, other: Self) -> Self {
        Self {
            visits: self.visits + other.visits,
            people: self.people + other.people,
            passes: self.passes + other.passes,
        }
    }
}

fn add(lines: &mut BTreeMap<String, Figure>, value: String, figure: Figure) {
    let line = lines.entry(value).or_default();
    *line = line.and(figure);
}
