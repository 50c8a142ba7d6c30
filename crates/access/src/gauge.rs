//! How close each limit of a door is: what a librarian sees.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;
use store::prelude::*;

use crate::budgets::{self, Standing};
use crate::licences::Licence;
use crate::policy::Rules;
use crate::{Result, waiting};

/// A door's limits, now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Gauge {
    /// Each licence that runs or will.
    pub licences: Vec<LicenceGauge>,
    /// The budgets that pay, with their forecasts.
    pub budgets: Vec<Standing>,
    /// How many wait for a seat.
    pub waiting: u32,
}

/// A licence's limits, now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LicenceGauge {
    /// The licence.
    pub licence: Licence,
    /// Whether it runs.
    pub current: bool,
    /// How many people are inside under it.
    pub inside: u32,
    /// Readers who took at least one view of the period, where views are counted.
    pub readers: Option<u32>,
    /// Those of them who have none left.
    pub spent: Option<u32>,
}

/// How close each limit of a door is at an instant.
pub async fn gauge(query: &mut impl Query, door: &str, at: Timestamp, zone: &TimeZone) -> Result<Gauge> {
    let rules = Rules::load(query, door).await?;
    let mut gauge = Gauge { licences: Vec::new(), budgets: Vec::new(), waiting: waiting::length(query, door).await? };
    for licence in rules.licences.iter().filter(|licence| licence.ends_at.is_none_or(|until| at < until)) {
        let sql = "SELECT count(DISTINCT holder) FROM access_seats WHERE door = $1 AND licence = $2 AND ends_at > $3";
        let inside = query.one(sql, params![door, &licence.id, at.as_millisecond()]).await?.get::<i64>(0)? as u32;
        let (mut readers, mut spent) = (None, None);
        if let (Some(quota), Some(key)) = (&licence.quota, licence.quota_key()) {
            let (start, _) = quota.period.around(at, zone)?;
            let row = query
                .one(
                    "SELECT count(*), count(CASE WHEN used >= $3 THEN 1 END) FROM access_views
                     WHERE quota_group = $1 AND period_start = $2",
                    params![key, start.as_millisecond(), quota.views],
                )
                .await?;
            readers = Some(row.get::<i64>(0)? as u32);
            spent = Some(row.get::<i64>(1)? as u32);
        }
        gauge.licences.push(LicenceGauge {
            licence: licence.clone(),
            current: licence.is_current(at),
            inside,
            readers,
            spent,
        });
    }
    for budget in &rules.budgets {
        gauge.budgets.push(budgets::standing(query, budget, at, zone).await?);
    }
    Ok(gauge)
}
