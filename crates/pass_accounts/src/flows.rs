//! Flows between museums: from the one a pass saw last to the one it sees now, counted, then forgotten.
//!
//! Within a quarter a pass has a pseudonym whose secret is destroyed when the quarter is over. It counts for at most
//! [`CAP`] passages. What is published has noise of scale cap/ε in every cell, cells of nobody included, so that no holder
//! can be told to be in it or not; small cells are not said.

use std::collections::HashMap;

use jiff::civil::Date;
use rand::SeedableRng;
use serde::Serialize;
use store::prelude::*;

use crate::pseudonym::{new_secret, pseudonym};
use crate::{Error, Result, noise};

/// How many passages of one pass are counted in a quarter, at most.
pub const CAP: i64 = 10;

/// How flows are published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Parameters {
    /// The privacy budget ε, in thousandths.
    pub epsilon_milli: i64,
    /// Numbers below this are not said.
    pub least: i64,
}

impl Default for Parameters {
    /// ε = 1: noise of scale 10, a standard deviation of 14 passages; nothing below 20 is said.
    fn default() -> Self {
        Self { epsilon_milli: 1_000, least: 20 }
    }
}

/// A published table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Publication {
    /// The quarter, `2026-T3`.
    pub quarter: String,
    /// When, in milliseconds.
    pub published_at_ms: i64,
    /// The privacy budget ε, in thousandths.
    pub epsilon_milli: i64,
    /// Passages counted for one pass at most.
    pub cap: i64,
    /// Numbers below this are not said.
    pub least: i64,
    /// Its cells: from, to, and how many, when it is said.
    pub cells: Vec<Cell>,
}

/// From one museum to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// The institution left.
    pub from: String,
    /// The institution reached.
    pub to: String,
    /// How many passages, noise included; nothing when it is too small to be said.
    pub told: Option<i64>,
}

/// The quarter of a day: `2026-T4`.
pub fn quarter(day: Date) -> String {
    format!("{}-T{}", day.year(), (day.month() - 1) / 3 + 1)
}

/// The ISO week of a day: `2026-W48`.
fn week(day: Date) -> String {
    let week = day.iso_week_date();
    format!("{}-W{:02}", week.year(), week.week())
}

/// One visit, as flows see it.
pub(crate) struct Step<'a> {
    pub(crate) right: &'a str,
    pub(crate) institution: &'a str,
    pub(crate) day: Date,
}

/// Counts the passages of visits in order of time.
pub(crate) async fn count(write: &mut Write, steps: &[Step<'_>]) -> Result<()> {
    let mut secrets: HashMap<String, Option<String>> = HashMap::new();
    let mut last: HashMap<(String, String), Last> = HashMap::new();
    let mut counted: HashMap<(String, String, String), i64> = HashMap::new();
    for step in steps {
        let quarter = quarter(step.day);
        if !secrets.contains_key(&quarter) {
            let secret = secret(write, &quarter).await?;
            secrets.insert(quarter.clone(), secret);
        }
        // A quarter that is over has no pseudonyms any more: what comes as late as that is not counted.
        let Some(Some(secret)) = secrets.get(&quarter) else { continue };
        let key = (quarter, pseudonym(secret, step.right)?);
        let now = week(step.day);
        let known = match last.entry(key.clone()) {
            std::collections::hash_map::Entry::Occupied(known) => known.into_mut(),
            std::collections::hash_map::Entry::Vacant(place) => match stored(write, &key.0, &key.1).await? {
                Some(known) => place.insert(known),
                None => {
                    place.insert(Last { institution: step.institution.to_owned(), week: now, given: 0 });
                    continue;
                }
            },
        };
        // A visit older than the last one known says nothing of where one went next.
        if now < known.week {
            continue;
        }
        if known.institution != step.institution && known.given < CAP {
            let cell = (key.0, known.institution.clone(), step.institution.to_owned());
            *counted.entry(cell).or_default() += 1;
            known.given += 1;
        }
        step.institution.clone_into(&mut known.institution);
        known.week = now;
    }
    let mut rows = Vec::with_capacity(last.len());
    for ((quarter, pass), last) in &last {
        rows.push([
            Value::from(quarter),
            Value::from(pass),
            Value::from(&last.institution),
            Value::from(&last.week),
            Value::from(last.given),
        ]);
    }
    let columns = ["quarter", "pass", "institution", "week", "given"];
    let conflict = "(quarter, pass) DO UPDATE SET institution = excluded.institution, week = excluded.week,
                    given = excluded.given";
    write.insert_many("pass_accounts_last", &columns, rows, Some(conflict)).await?;
    for ((quarter, from, to), passages) in counted {
        let sql = "INSERT INTO pass_accounts_flows (quarter, from_institution, to_institution, passages)
                   VALUES ($1, $2, $3, $4) ON CONFLICT (quarter, from_institution, to_institution)
                   DO UPDATE SET passages = pass_accounts_flows.passages + excluded.passages";
        write.execute(sql, params![quarter, from, to, passages]).await?;
    }
    Ok(())
}

struct Last {
    institution: String,
    week: String,
    given: i64,
}

async fn stored(query: &mut impl Query, quarter: &str, pass: &str) -> Result<Option<Last>> {
    let sql = "SELECT institution, week, given FROM pass_accounts_last WHERE quarter = $1 AND pass = $2";
    let row = query.optional(sql, params![quarter, pass]).await?;
    row.map(|row| Ok(Last { institution: row.get(0)?, week: row.get(1)?, given: row.get(2)? })).transpose()
}

/// The secret of a quarter, made when it begins; none once it is over.
async fn secret(write: &mut Write, quarter: &str) -> Result<Option<String>> {
    write.exclusive("pass_accounts.quarters").await?;
    let sql = "INSERT INTO pass_accounts_quarters (quarter, secret) VALUES ($1, $2) ON CONFLICT (quarter) DO NOTHING";
    write.execute(sql, params![quarter, new_secret()]).await?;
    Ok(write.one("SELECT secret FROM pass_accounts_quarters WHERE quarter = $1", params![quarter]).await?.get(0)?)
}

/// Ends the quarters before one: their secrets are destroyed, and what they tied to a museum is forgotten.
pub(crate) async fn close_before(write: &mut Write, quarter: &str) -> Result<()> {
    write.execute("DELETE FROM pass_accounts_last WHERE quarter < $1", params![quarter]).await?;
    let sql = "UPDATE pass_accounts_quarters SET secret = NULL WHERE quarter < $1 AND secret IS NOT NULL";
    write.execute(sql, params![quarter]).await?;
    Ok(())
}

/// Deletes what is known of the museum a right saw last.
pub(crate) async fn forget(write: &mut Write, right: &str) -> Result<()> {
    let rows =
        write.all("SELECT quarter, secret FROM pass_accounts_quarters WHERE secret IS NOT NULL", params![]).await?;
    for row in rows {
        let (quarter, secret): (String, String) = (row.get(0)?, row.get(1)?);
        let name = pseudonym(&secret, right)?;
        write
            .execute("DELETE FROM pass_accounts_last WHERE quarter = $1 AND pass = $2", params![quarter, name])
            .await?;
    }
    Ok(())
}

/// Quarters that are over and not yet published, the earliest first: from the day after they end, when no visit of theirs
/// can come any more.
pub async fn publishable(query: &mut impl Query) -> Result<Vec<String>> {
    let sql = "SELECT q.quarter FROM pass_accounts_quarters q
               LEFT JOIN pass_accounts_publications p ON p.quarter = q.quarter
               WHERE q.secret IS NULL AND p.quarter IS NULL ORDER BY q.quarter";
    let rows = query.all(sql, params![]).await?;
    Ok(rows.iter().map(|row| row.get(0)).collect::<store::Result<_>>()?)
}

/// Publishes a quarter's flows between these museums: noise is drawn, now and never again.
///
/// # Errors
/// [`Error::Refused`] for a quarter that is not over or already published, or parameters that protect nobody.
pub async fn publish(write: &mut Write, quarter: &str, museums: &[String], parameters: &Parameters) -> Result<()> {
    write.exclusive("pass_accounts.quarters").await?;
    if !(10..=10_000).contains(&parameters.epsilon_milli) || !(1..=1_000).contains(&parameters.least) {
        return Err(Error::Refused("pass-accounts-flows-parameters"));
    }
    if !publishable(write).await?.iter().any(|over| over == quarter) {
        return Err(Error::Refused("pass-accounts-flows-not-over"));
    }
    let mut dice = rand::rngs::StdRng::from_seed(rand::random());
    let known: HashMap<(String, String), i64> = {
        let sql = "SELECT from_institution, to_institution, passages FROM pass_accounts_flows WHERE quarter = $1";
        let rows = write.all(sql, params![quarter]).await?;
        rows.iter().map(|row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?))).collect::<store::Result<_>>()?
    };
    let now = write.clock().now_ms();
    write
        .execute(
            "INSERT INTO pass_accounts_publications (quarter, published_at, epsilon_milli, cap, least)
             VALUES ($1, $2, $3, $4, $5)",
            params![quarter, now, parameters.epsilon_milli, CAP, parameters.least],
        )
        .await?;
    // Scale cap/ε: each pass adds at most `cap` to all cells together.
    let (over, under) = (CAP as u64 * 1_000, parameters.epsilon_milli as u64);
    let mut rows = Vec::new();
    for from in museums {
        for to in museums.iter().filter(|to| *to != from) {
            let passages = known.get(&(from.clone(), to.clone())).copied().unwrap_or(0);
            let noisy = passages + noise::laplace(&mut dice, over, under);
            let told = (noisy >= parameters.least).then_some(noisy);
            rows.push([Value::from(quarter), Value::from(from), Value::from(to), Value::from(told)]);
        }
    }
    let columns = ["quarter", "from_institution", "to_institution", "told"];
    write.insert_many("pass_accounts_published", &columns, rows, None).await?;
    // The exact table has served.
    write.execute("DELETE FROM pass_accounts_flows WHERE quarter = $1", params![quarter]).await?;
    Ok(())
}

/// The quarters published, the latest first.
pub async fn published(query: &mut impl Query) -> Result<Vec<String>> {
    let rows = query.all("SELECT quarter FROM pass_accounts_publications ORDER BY quarter DESC", params![]).await?;
    Ok(rows.iter().map(|row| row.get(0)).collect::<store::Result<_>>()?)
}

/// A quarter as published.
pub async fn publication(query: &mut impl Query, quarter: &str) -> Result<Publication> {
    let sql = "SELECT published_at, epsilon_milli, cap, least FROM pass_accounts_publications WHERE quarter = $1";
    let row = query.one(sql, params![quarter]).await?;
    let sql = "SELECT from_institution, to_institution, told FROM pass_accounts_published WHERE quarter = $1
               ORDER BY from_institution, to_institution";
    let cells = query.all(sql, params![quarter]).await?;
    Ok(Publication {
        quarter: quarter.to_owned(),
        published_at_ms: row.get(0)?,
        epsilon_milli: row.get(1)?,
        cap: row.get(2)?,
        least: row.get(3)?,
        cells: cells
            .iter()
            .map(|row| Ok(Cell { from: row.get(0)?, to: row.get(1)?, told: row.get(2)? }))
            .collect::<store::Result<_>>()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn quarters_and_weeks_sort_as_they_follow() {
        assert_eq!(quarter(date(2026, 3, 31)), "2026-T1");
        assert_eq!(quarter(date(2026, 11, 23)), "2026-T4");
        assert_eq!(week(date(2027, 1, 1)), "2026-W53");
        assert!(week(date(2026, 3, 1)) < week(date(2026, 11, 1)));
    }
}
