//! The worksheet of a quarter: VAT and the tax on shows, performance by performance, adding up to the statements.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;
use show_duties::tax::{self, Collector, Owed};
use show_duties::vat::{self, Rate, Split};

use super::facts::{SellerFacts, VatStatus};
use super::played::Played;

/// A performance of the worksheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetLine {
    /// The performance.
    pub item: String,
    /// The show.
    pub show: String,
    /// Its title.
    pub title: String,
    /// Its day.
    pub on: Date,
    /// Which it is among the paid performances of the show.
    pub rank: Option<u32>,
    /// Receipts, taxes included, net of what was given back, in cents: the statement's.
    pub gross: i64,
    /// Its rate: none for a seller that is exempt, or what is not known.
    pub rate: Result<Option<Rate>, &'static str>,
    /// Taken apart, when the rate is known.
    pub split: Option<Split>,
    /// Who collects the tax on shows, when known.
    pub collector: Option<Collector>,
    /// What it owes; none as long as something is not known.
    pub owed: Option<Owed>,
}

/// What one rate comes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RateTotal {
    /// In thousandths; 0 for a seller that is exempt.
    pub per_mille: i64,
    /// The article.
    pub article: String,
    /// The amounts.
    pub split: Split,
}

/// What one collector is owed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TaxTotal {
    /// Who.
    pub collector: Collector,
    /// By the seller: receipts without VAT, tax.
    pub base: i64,
    /// The tax of the seller.
    pub tax: i64,
    /// The tax of producers, for free performances.
    pub producers: i64,
}

/// A worksheet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheet {
    /// By hour.
    pub lines: Vec<SheetLine>,
    /// VAT by rate.
    pub rates: Vec<RateTotal>,
    /// The tax by collector.
    pub taxes: Vec<TaxTotal>,
    /// Receipts in all: the statements'.
    pub gross: i64,
    /// Receipts of which the rate is not known.
    pub unknown: i64,
}

/// Fills the worksheet of performances that are over. VAT is rounded once by rate, and shared out to the performances.
#[must_use]
pub fn fill(played: &[Played], seller: &SellerFacts) -> Sheet {
    let mut lines: Vec<SheetLine> =
        played.iter().filter(|one| one.over && one.sale.is_some()).map(|one| line(one, seller)).collect();
    let mut by_rate: BTreeMap<(i64, &'static str), Vec<usize>> = BTreeMap::new();
    for (at, line) in lines.iter().enumerate() {
        if let Ok(rate) = line.rate {
            by_rate.entry(rate.map_or((0, ""), |rate| (rate.per_mille, rate.article))).or_default().push(at);
        }
    }
    let mut rates = Vec::new();
    for ((per_mille, article), at) in by_rate {
        let gross: Vec<i64> = at.iter().map(|at| lines[*at].gross).collect();
        let (splits, whole) = vat::split_lines(&gross, per_mille);
        for (at, split) in at.into_iter().zip(splits) {
            lines[at].split = Some(split);
        }
        rates.push(RateTotal { per_mille, article: article.to_owned(), split: whole });
    }
    let mut taxes: BTreeMap<Collector, TaxTotal> = BTreeMap::new();
    let paid: BTreeMap<&str, Option<bool>> =
        played.iter().map(|one| (one.performance.item.as_str(), one.paid)).collect();
    let sold_for: BTreeMap<&str, Option<i64>> =
        played.iter().map(|one| (one.performance.item.as_str(), one.facts.sold_for)).collect();
    for line in &mut lines {
        let item = line.item.as_str();
        let was_paid = line.gross > 0 || paid.get(item).copied().flatten().unwrap_or(false);
        let (Some(collector), Some(split)) = (line.collector, line.split) else { continue };
        let owed = tax::owed(collector, was_paid, split.net, sold_for.get(item).copied().flatten());
        line.owed = Some(owed);
        let total = taxes.entry(collector).or_insert(TaxTotal { collector, base: 0, tax: 0, producers: 0 });
        match owed {
            Owed::BySeller { base, .. } => total.base += base,
            Owed::ByProducer { tax, .. } => total.producers += tax,
            Owed::UnknownPrice | Owed::Nothing => {}
        }
    }
    for total in taxes.values_mut() {
        if let Owed::BySeller { tax, .. } = tax::owed(total.collector, true, total.base, None) {
            total.tax = tax;
        }
    }
    let gross = lines.iter().map(|line| line.gross).sum();
    let unknown = lines.iter().filter(|line| line.rate.is_err()).map(|line| line.gross).sum();
    Sheet { lines, rates, taxes: taxes.into_values().collect(), gross, unknown }
}

fn line(one: &Played, seller: &SellerFacts) -> SheetLine {
    let gross = one.statement.receipts().0;
    let rate = match seller.vat {
        VatStatus::Unknown => Err("seller"),
        VatStatus::Exempt => Ok(None),
        // Nothing to take apart: no rate is needed to know that nothing is owed.
        VatStatus::Subject if gross == 0 && one.paid == Some(false) => Ok(None),
        VatStatus::Subject => {
            vat::rate(one.facts.nature, one.rank, one.on).map(Some).map_err(show_duties::vat::Unknown::code)
        }
    };
    SheetLine {
        item: one.performance.item.clone(),
        show: one.show.id.clone(),
        title: one.show.title.clone(),
        on: one.on,
        rank: one.rank,
        gross,
        rate,
        split: None,
        collector: one.facts.collector_of(one.show.genre.code()),
        owed: None,
    }
}
