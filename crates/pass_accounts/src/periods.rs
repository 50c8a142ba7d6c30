//! Periods settled together, their museums, and the money of each pass that falls into them.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use programme::{InstitutionKind, institution};
use serde::Serialize;
use store::{new_id, prelude::*};

use crate::allotment::allot;
use crate::privacy::Later;
use crate::pseudonym::{is_gone, new_secret, pseudonym};
use crate::{Error, Result};

/// A period settled together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Period {
    /// Its identifier.
    pub id: String,
    /// What it is called: `2026`.
    pub name: String,
    /// Its first day.
    pub first_day: Date,
    /// Its last day, included.
    pub last_day: Date,
    /// When it was settled.
    pub settled_at_ms: Option<i64>,
    #[serde(skip)]
    pub(crate) secret: Option<String>,
}

impl Period {
    /// Whether a day falls into it.
    pub fn holds(&self, day: Date) -> bool {
        self.first_day <= day && day <= self.last_day
    }

    /// The day after the last.
    pub(crate) fn end(&self) -> Result<Date> {
        Ok(self.last_day.checked_add(1.day())?)
    }
}

/// A museum in a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Member {
    /// The institution.
    pub institution: String,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// A visit at full price, in cents, when known.
    pub full_price_cents: Option<i64>,
    /// Visitors without a pass in the period, when known.
    pub visitors: Option<i64>,
}

const SELECT: &str = "SELECT id, name, first_day, last_day, secret, settled_at FROM pass_accounts_periods";

/// Every period, the latest first.
pub async fn list(query: &mut impl Query) -> Result<Vec<Period>> {
    let rows = query.all(&format!("{SELECT} ORDER BY first_day DESC"), params![]).await?;
    rows.iter().map(read).collect()
}

/// The period with this identifier.
pub async fn by_id(query: &mut impl Query, id: &str) -> Result<Period> {
    read(&query.one(&format!("{SELECT} WHERE id = $1"), params![id]).await?)
}

fn read(row: &Row) -> Result<Period> {
    let day = |at: usize| -> Result<Date> { Ok(row.text(at)?.parse()?) };
    Ok(Period {
        id: row.get(0)?,
        name: row.get(1)?,
        first_day: day(2)?,
        last_day: day(3)?,
        secret: row.get(4)?,
        settled_at_ms: row.get(5)?,
    })
}

/// Opens a period, from one day to another, both included, with every museum of the programme in it.
///
/// # Errors
/// [`Error::Refused`] for days in disorder or already in another period, or a name already given.
pub async fn open(write: &mut Write, name: &str, first_day: Date, last_day: Date) -> Result<String> {
    write.exclusive("pass_accounts.periods").await?;
    let name = name.trim();
    if name.is_empty() || name.chars().count() > 60 {
        return Err(Error::Refused("pass-accounts-name-wrong"));
    }
    if last_day < first_day {
        return Err(Error::Refused("pass-accounts-days-wrong"));
    }
    for other in list(write).await? {
        if other.name == name {
            return Err(Error::Refused("pass-accounts-name-taken"));
        }
        if other.first_day <= last_day && first_day <= other.last_day {
            return Err(Error::Refused("pass-accounts-days-taken"));
        }
    }
    let id = new_id();
    write
        .execute(
            "INSERT INTO pass_accounts_periods (id, name, first_day, last_day, secret) VALUES ($1, $2, $3, $4, $5)",
            params![&id, name, first_day.to_string(), last_day.to_string(), new_secret()],
        )
        .await?;
    join(write, &id).await?;
    Ok(id)
}

/// The period a day falls into; when there is none, the civil year's, or what other periods leave of it, is opened.
pub(crate) async fn holding(write: &mut Write, day: Date) -> Result<Period> {
    write.exclusive("pass_accounts.periods").await?;
    let all = list(write).await?;
    if let Some(period) = all.iter().find(|period| period.holds(day)) {
        return Ok(period.clone());
    }
    let mut first = Date::new(day.year(), 1, 1)?;
    let mut last = Date::new(day.year(), 12, 31)?;
    for other in &all {
        if other.last_day < day {
            first = first.max(other.end()?);
        } else {
            last = last.min(other.first_day.checked_sub(1.day())?);
        }
    }
    let year = day.year().to_string();
    let name = if all.iter().any(|period| period.name == year) { format!("{first} – {last}") } else { year };
    let id = open(write, &name, first, last).await?;
    by_id(write, &id).await
}

/// Brings into an open period the museums of the programme that are not yet in it.
pub(crate) async fn join(write: &mut Write, period: &str) -> Result<()> {
    let sql = "SELECT CAST(coalesce(max(place), 0) AS BIGINT) FROM pass_accounts_members WHERE period = $1";
    let place: i64 = write.one(sql, params![period]).await?.get(0)?;
    let museums = institution::list(write, Some(InstitutionKind::Museum), None).await?;
    let mut rows = Vec::with_capacity(museums.len());
    for (museum, place) in museums.iter().zip(place + 1..) {
        rows.push([
            Value::from(period),
            Value::from(&museum.id),
            Value::from(&museum.code),
            Value::from(&museum.name),
            Value::from(place),
        ]);
    }
    let columns = ["period", "institution", "code", "name", "place"];
    write.insert_many("pass_accounts_members", &columns, rows, Some("(period, institution) DO NOTHING")).await?;
    Ok(())
}

/// The museums of a period, in the order that settles ties.
pub async fn members(query: &mut impl Query, period: &str) -> Result<Vec<Member>> {
    let sql = "SELECT institution, code, name, full_price_cents, visitors FROM pass_accounts_members
               WHERE period = $1 ORDER BY place, code";
    let rows = query.all(sql, params![period]).await?;
    rows.iter()
        .map(|row| {
            Ok(Member {
                institution: row.get(0)?,
                code: row.get(1)?,
                name: row.get(2)?,
                full_price_cents: row.get(3)?,
                visitors: row.get(4)?,
            })
        })
        .collect()
}

/// Says what a museum's visit costs at full price and how many came without a pass, or that it is not known.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Refused`] once the period is settled.
pub async fn describe(
    write: &mut Write,
    period: &str,
    institution: &str,
    full_price_cents: Option<i64>,
    visitors: Option<i64>,
) -> Result<()> {
    if by_id(write, period).await?.settled_at_ms.is_some() {
        return Err(Error::Refused("pass-accounts-settled"));
    }
    let sql = "UPDATE pass_accounts_members SET full_price_cents = $3, visitors = $4
               WHERE period = $1 AND institution = $2";
    match write.execute(sql, params![period, institution, full_price_cents, visitors]).await? {
        0 => Err(Error::NotFound),
        _ => Ok(()),
    }
}

/// Brings the money of every pass into the open periods: what was sold since, what was given back, ends that moved. A pass
/// whose holder has gone keeps its line, under a word that means nobody.
pub(crate) async fn take_in(write: &mut Write, zone: &TimeZone) -> Result<()> {
    let today = write.clock().now().to_zoned(zone.clone()).date();
    holding(write, today).await?;
    let terms = access::terms::list(write).await?;
    let rights: Vec<&str> = terms.iter().map(|terms| terms.right.as_str()).filter(|right| !is_gone(right)).collect();
    let known = access::rights::by_ids(write, &rights).await?;
    let passes: std::collections::HashMap<&str, _> = known
        .iter()
        .filter(|right| right.kind == access::RightKind::MuseumPass)
        .map(|right| (right.id.as_str(), right))
        .collect();
    // A pass nobody used yet is of a period all the same.
    let begun: std::collections::BTreeSet<Date> = passes
        .values()
        .map(|right| right.valid_from.to_zoned(zone.clone()).date())
        .filter(|day| *day <= today)
        .collect();
    let mut periods = list(write).await?;
    for day in begun {
        if !periods.iter().any(|period| period.holds(day)) {
            periods.push(holding(write, day).await?);
        }
    }
    // The latest first: what a pass that went would have brought later is earned in the last period that knows it.
    periods.sort_by_key(|period| std::cmp::Reverse(period.first_day));
    let mut gone_before = std::collections::HashMap::new();
    for period in periods {
        let Some(secret) = &period.secret else { continue };
        join(write, &period.id).await?;
        let gone = gone(write, &period.id).await?;
        let mut rows = Vec::new();
        for terms in &terms {
            let name = pseudonym(secret, &terms.right)?;
            if is_gone(&terms.right) {
                let later = gone_before.entry(terms.right.as_str()).or_insert(Later::ToEarn);
                *later = crate::privacy::sever(write, &period.id, &name, *later).await?;
                continue;
            }
            let Some(right) = passes.get(terms.right.as_str()) else { continue };
            if gone.contains(&name) {
                continue;
            }
            let day = |at: Timestamp| at.to_zoned(zone.clone()).date();
            let begins = day(right.valid_from);
            let ends = right.valid_until.map_or(begins, day);
            let part = |cents| allot(cents, begins, ends, period.first_day, period.end()?);
            let (_, cents, later) = part(terms.price_cents)?;
            let (_, third, later_third) = part(terms.notional_cents)?;
            // A pass is of the periods some day of it falls into.
            if begins > period.last_day || (ends <= period.first_day && begins < period.first_day) {
                continue;
            }
            rows.push([
                Value::from(&period.id),
                Value::from(name),
                Value::from(cents),
                Value::from(third),
                Value::from(later),
                Value::from(later_third),
            ]);
        }
        let columns = ["period", "pass", "cents", "third_cents", "later_cents", "later_third_cents"];
        let conflict = "(period, pass) DO UPDATE SET cents = excluded.cents, third_cents = excluded.third_cents,
                        later_cents = excluded.later_cents, later_third_cents = excluded.later_third_cents";
        write.insert_many("pass_accounts_passes", &columns, rows, Some(conflict)).await?;
    }
    Ok(())
}

async fn gone(query: &mut impl Query, period: &str) -> Result<std::collections::HashSet<String>> {
    let rows = query.all("SELECT pass FROM pass_accounts_gone WHERE period = $1", params![period]).await?;
    Ok(rows.iter().map(|row| row.get(0)).collect::<store::Result<_>>()?)
}
