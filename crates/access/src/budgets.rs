//! Budgets: the money that pays for views, and never a cent more.
//!
//! A *fund* is what licences name (`vod`); it holds one common budget and, when libraries put money of their own in it,
//! a share for each. A reader's view is paid by the share of the library they are registered at, if it has one, else by
//! the common money: a share that is spent does not draw on the others'.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{ToSpan, civil::Weekday};
use serde::Serialize;
use store::{new_id, prelude::*};

use crate::{Error, QuotaPeriod, Result, policy};

/// So much money in a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Budget {
    /// Identifier. Empty for a budget not yet declared.
    pub id: String,
    /// The fund it belongs to.
    pub fund: String,
    /// The institution whose share it is; empty for the common money.
    pub library: String,
    /// What librarians call it.
    pub label: String,
    /// How much, in cents.
    pub cents: i64,
    /// Over what, by the calendar of the place. What is left of a period does not pass to the next.
    pub period: QuotaPeriod,
}

/// Declares a budget, or brings the one of this fund and library up to date; its `id` is not looked at. Lowering it
/// under what is spent already refuses further views, and takes nothing back. Gives the identifier.
pub async fn declare(write: &mut Write, budget: &Budget) -> Result<String> {
    if budget.fund.trim().is_empty() {
        return Err(Error::Senseless("a budget needs the name of its fund"));
    }
    if budget.cents < 0 {
        return Err(Error::Senseless("a budget can't be negative"));
    }
    let row = write
        .one(
            "INSERT INTO access_budgets (id, fund, library, label, cents, period) VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (fund, library) DO UPDATE SET label = excluded.label, cents = excluded.cents,
                 period = excluded.period
             RETURNING id",
            params![new_id(), budget.fund.trim(), &budget.library, &budget.label, budget.cents, budget.period.code()],
        )
        .await?;
    policy::changed(write).await?;
    Ok(row.get(0)?)
}

const SELECT: &str = "SELECT id, fund, library, label, cents, period FROM access_budgets";

/// The budgets of a fund: the common one first, then the shares.
pub async fn of_fund(query: &mut impl Query, fund: &str) -> Result<Vec<Budget>> {
    let rows = query.all(&format!("{SELECT} WHERE fund = $1 ORDER BY library"), params![fund]).await?;
    rows.iter().map(budget).collect()
}

/// Every budget, by fund.
pub async fn list(query: &mut impl Query) -> Result<Vec<Budget>> {
    let rows = query.all(&format!("{SELECT} ORDER BY fund, library"), params![]).await?;
    rows.iter().map(budget).collect()
}

fn budget(row: &Row) -> Result<Budget> {
    let period: String = row.get(5)?;
    Ok(Budget {
        id: row.get(0)?,
        fund: row.get(1)?,
        library: row.get(2)?,
        label: row.get(3)?,
        cents: row.get(4)?,
        period: QuotaPeriod::from_code(&period).ok_or(Error::Unknown { what: "period of budget", value: period })?,
    })
}

/// What was spent of a budget in the period that began at this instant, in cents.
pub(crate) async fn spent(query: &mut impl Query, budget: &str, period_start: Timestamp) -> Result<i64> {
    let row = query
        .optional(
            "SELECT cents FROM access_budget_spent WHERE budget = $1 AND period_start = $2",
            params![budget, period_start.as_millisecond()],
        )
        .await?;
    Ok(row.map(|row| row.get(0)).transpose()?.unwrap_or(0))
}

/// Spends from a budget. The caller has its lock and has checked what is left.
pub(crate) async fn spend(
    write: &mut Write,
    budget: &Budget,
    cents: i64,
    at: Timestamp,
    zone: &TimeZone,
) -> Result<()> {
    let (start, _) = budget.period.around(at, zone)?;
    write
        .execute(
            "INSERT INTO access_budget_spent (budget, period_start, cents) VALUES ($1, $2, $3)
             ON CONFLICT (budget, period_start) DO UPDATE SET cents = access_budget_spent.cents + excluded.cents",
            params![&budget.id, start.as_millisecond(), cents],
        )
        .await?;
    write
        .execute(
            "INSERT INTO access_budget_days (budget, day, cents, views) VALUES ($1, $2, $3, 1)
             ON CONFLICT (budget, day) DO UPDATE SET cents = access_budget_days.cents + excluded.cents,
                 views = access_budget_days.views + 1",
            params![&budget.id, at.to_zoned(zone.clone()).date().to_string(), cents],
        )
        .await?;
    Ok(())
}

/// How a budget stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// The budget.
    pub budget: Budget,
    /// Spent in the current period, in cents.
    pub spent_cents: i64,
    /// When the next period begins; never for money given once.
    pub renews: Option<Timestamp>,
    /// Where it goes.
    pub forecast: Forecast,
}

/// When a budget will be spent, if readers go on as they did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "forecast")]
pub enum Forecast {
    /// Fewer than 14 days of spending are known: nothing can be said.
    Unknown,
    /// Nothing is left.
    Spent,
    /// It lasts until its period ends (or, without an end, for a year).
    Lasts,
    /// It runs out on this local day.
    RunsOut {
        /// Which.
        day: Date,
    },
}

/// The days a forecast looks back over: four whole weeks, so that each day of the week weighs the same.
const LOOK_BACK: i32 = 28;
/// With fewer days since the first view, a forecast is a guess.
const ENOUGH_DAYS: i32 = 14;

/// How a budget stands at an instant, and when it runs out.
///
/// The forecast spends, each coming day, the mean of what was spent on the same day of the week over the last 28 whole
/// days (or since the first view, if it is more recent, but 14 days at least), until nothing is left or the period ends.
pub async fn standing(query: &mut impl Query, budget: &Budget, at: Timestamp, zone: &TimeZone) -> Result<Standing> {
    let (start, renews) = budget.period.around(at, zone)?;
    let spent_cents = spent(query, &budget.id, start).await?;
    let today = at.to_zoned(zone.clone()).date();
    let first = query
        .optional("SELECT min(day) FROM access_budget_days WHERE budget = $1", params![&budget.id])
        .await?
        .map(|row| row.get::<Option<String>>(0))
        .transpose()?
        .flatten();
    let from = today.checked_sub(LOOK_BACK.days())?;
    let rows = query
        .all(
            "SELECT day, cents FROM access_budget_days WHERE budget = $1 AND day >= $2 AND day < $3",
            params![&budget.id, from.to_string(), today.to_string()],
        )
        .await?;
    let mut days = Vec::with_capacity(rows.len());
    for row in &rows {
        days.push((row.text(0)?.parse::<Date>()?, row.get::<i64>(1)?));
    }
    let first = first.map(|day| day.parse::<Date>()).transpose()?;
    let end = renews.map(|next| next.to_zoned(zone.clone()).date());
    let forecast = forecast(&days, first, budget.cents - spent_cents, today, end)?;
    Ok(Standing { budget: budget.clone(), spent_cents, renews, forecast })
}

fn forecast(
    days: &[(Date, i64)],
    first: Option<Date>,
    mut left: i64,
    today: Date,
    end: Option<Date>,
) -> Result<Forecast> {
    if left <= 0 {
        return Ok(Forecast::Spent);
    }
    let Some(first) = first else { return Ok(Forecast::Unknown) };
    let known = (today - first).get_days().min(LOOK_BACK);
    if known < ENOUGH_DAYS {
        return Ok(Forecast::Unknown);
    }
    // For each day of the week: what was spent, and over how many such days.
    let mut weekdays = [(0_i64, 0_i64); 7];
    for back in 1..=known {
        weekdays[index(today.checked_sub(back.days())?.weekday())].1 += 1;
    }
    for (day, cents) in days {
        weekdays[index(day.weekday())].0 += cents;
    }
    // Today still has hours to come: it counts as a whole day, so that the answer errs on the early side.
    let mut day = today;
    let last = match end {
        Some(end) => end,
        None => today.checked_add(366.days())?,
    };
    while day < last {
        let (cents, days) = weekdays[index(day.weekday())];
        left -= if days == 0 { 0 } else { cents / days };
        if left <= 0 {
            return Ok(Forecast::RunsOut { day });
        }
        day = day.checked_add(1.day())?;
    }
    Ok(Forecast::Lasts)
}

fn index(weekday: Weekday) -> usize {
    weekday.to_monday_zero_offset() as usize
}

/// What each month cost a budget, by `YYYY-MM`, with its views: two local days bound it, both included (ISO 8601).
pub async fn by_month(query: &mut impl Query, budget: &str, from: &str, to: &str) -> Result<Vec<(String, i64, i64)>> {
    let rows = query
        .all(
            "SELECT substr(day, 1, 7), CAST(sum(cents) AS BIGINT), CAST(sum(views) AS BIGINT) FROM access_budget_days
             WHERE budget = $1 AND day BETWEEN $2 AND $3 GROUP BY substr(day, 1, 7) ORDER BY 1",
            params![budget, from, to],
        )
        .await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn days(count: i8, cents: impl Fn(Date) -> i64) -> Vec<(Date, i64)> {
        let today = date(2026, 11, 23);
        (1..=i32::from(count))
            .map(|back| today.checked_sub(back.days()).unwrap())
            .map(|day| (day, cents(day)))
            .collect()
    }

    fn ask(days: &[(Date, i64)], left: i64, end: Option<Date>) -> Forecast {
        let first = days.iter().map(|(day, _)| *day).min();
        forecast(days, first, left, date(2026, 11, 23), end).unwrap()
    }

    #[test]
    fn a_steady_spend_runs_out_on_its_day() {
        let steady = days(28, |_| 250);
        assert_eq!(ask(&steady, 1000, None), Forecast::RunsOut { day: date(2026, 11, 26) });
        assert_eq!(ask(&steady, 1001, None), Forecast::RunsOut { day: date(2026, 11, 27) });
        assert_eq!(ask(&steady, 2000, Some(date(2026, 11, 30))), Forecast::Lasts);
        assert_eq!(ask(&steady, 0, None), Forecast::Spent);
    }

    #[test]
    fn films_are_watched_on_saturdays() {
        let saturdays = days(28, |day| if day.weekday() == Weekday::Saturday { 1000 } else { 0 });
        assert_eq!(ask(&saturdays, 1500, None), Forecast::RunsOut { day: date(2026, 12, 5) });
    }

    #[test]
    fn too_little_is_known() {
        assert_eq!(ask(&days(13, |_| 250), 1000, None), Forecast::Unknown);
        assert_eq!(ask(&[], 1000, None), Forecast::Unknown);
        assert!(matches!(ask(&days(14, |_| 250), 1000, None), Forecast::RunsOut { .. }));
    }
}
