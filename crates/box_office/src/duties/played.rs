//! The performances of a seller in a quarter, with what their statements say.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use ledger::Cents;
use programme::performance::{self, Performance, PerformanceState};
use programme::{Show, show};
use show_duties::Quarter;
use store::{Query, params};

use super::facts::{self, ShowFacts};
use crate::model::{Sale, Tariff};
use crate::statement::{self, Statement};
use crate::{Error, Result, sale};

/// A performance of a quarter.
#[derive(Debug, Clone)]
pub struct Played {
    /// The performance.
    pub performance: Performance,
    /// The show.
    pub show: Show,
    /// What is said of the show.
    pub facts: ShowFacts,
    /// Its local day.
    pub on: Date,
    /// Its sale, when it is sold here.
    pub sale: Option<Sale>,
    /// Its statement; empty when it is not sold here.
    pub statement: Statement,
    /// Whether it is over.
    pub over: bool,
    /// Whether the public is admitted for payment; not known when it is not sold here.
    pub paid: Option<bool>,
    /// Which it is among the paid performances of the show, from 1, when it is known how many were given before.
    pub rank: Option<u32>,
}

/// The instants a quarter begins and ends at.
///
/// # Errors
/// [`Error::Calendar`].
pub fn bounds(quarter: Quarter, zone: &TimeZone) -> Result<(Timestamp, Timestamp)> {
    let begin = quarter.first().to_zoned(zone.clone())?.timestamp();
    let end = quarter.next().first().to_zoned(zone.clone())?.timestamp();
    Ok((begin, end))
}

/// The performances a seller gave or gives in a quarter, by hour, those cancelled left out.
pub async fn of_quarter(
    query: &mut impl Query,
    seller: &str,
    quarter: Quarter,
    zone: &TimeZone,
    now: Timestamp,
) -> Result<Vec<Played>> {
    let (begin, end) = bounds(quarter, zone)?;
    let mut ranks: HashMap<String, HashMap<String, u32>> = HashMap::new();
    let mut found = Vec::new();
    for performance in performance::between(query, begin, end).await? {
        if performance.seller.as_deref() != Some(seller) || performance.state == PerformanceState::Cancelled {
            continue;
        }
        let show = show::by_id(query, &performance.show).await?;
        let facts = facts::of_show(query, &show.id).await?;
        if !ranks.contains_key(&show.id) {
            let counted = counted(query, &show.id).await?;
            ranks.insert(show.id.clone(), counted);
        }
        let before = facts.played_before;
        let order = ranks.get(&show.id).and_then(|counted| counted.get(&performance.item)).copied();
        let (sale, paid) = sold(query, &performance.item).await?;
        let statement = match sale {
            Some(_) => statement::of_item(query, &performance.item).await?,
            None => Statement::default(),
        };
        found.push(Played {
            on: performance.starts_at.to_zoned(zone.clone()).date(),
            over: performance.starts_at < now,
            rank: before.zip(order).map(|(before, order)| before.saturating_add(order)),
            performance,
            show,
            facts,
            sale,
            statement,
            paid,
        });
    }
    Ok(found)
}

/// A performance's sale here, and whether one pays.
async fn sold(query: &mut impl Query, item: &str) -> Result<(Option<Sale>, Option<bool>)> {
    match sale::by_item(query, item).await {
        Ok(sale) => {
            let tariffs: Vec<Tariff> = sale::tariffs(query, item).await?;
            // A tariff that was retired counts for the tickets it sold only.
            let priced = |tariff: &Tariff| !tariff.retired && tariff.price > Cents::ZERO;
            let paid = tariffs.iter().any(priced) || sold_a_price(query, item).await?;
            Ok((Some(sale), (!tariffs.is_empty()).then_some(paid)))
        }
        Err(Error::NotFound) => Ok((None, None)),
        Err(error) => Err(error),
    }
}

/// Whether somebody paid for a ticket that is still good.
async fn sold_a_price(query: &mut impl Query, item: &str) -> Result<bool> {
    let sql = "SELECT 1 FROM box_office_tickets WHERE item = $1 AND state = 'valid' AND price > 0 LIMIT 1";
    Ok(query.optional(sql, params![item]).await?.is_some())
}

/// Which each performance of a show is, from 1, among those known here: by hour, cancelled and entirely free ones not counted.
async fn counted(query: &mut impl Query, show: &str) -> Result<HashMap<String, u32>> {
    let mut counted = HashMap::new();
    let mut order = 0;
    for performance in performance::of_show(query, show).await? {
        if performance.state == PerformanceState::Cancelled {
            continue;
        }
        let (_, paid) = sold(query, &performance.item).await?;
        if paid != Some(false) {
            order += 1;
        }
        counted.insert(performance.item, order.max(1));
    }
    Ok(counted)
}
