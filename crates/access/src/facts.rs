//! What the tables say about visits, in as few questions as their licences need, for one visit or for many at once.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use store::{in_list, prelude::*};

use crate::budgets::Budget;
use crate::licences::Licence;
use crate::policy::Rules;
use crate::weigh::{Facts, Visitor};
use crate::{Result, rights};

/// A visit asked about.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asked<'a> {
    pub(crate) rules: &'a Rules,
    pub(crate) visitor: Option<&'a Visitor<'a>>,
    /// Who sits: the account, or the pseudonym of a visitor without one.
    pub(crate) holder: &'a str,
    pub(crate) at: Timestamp,
}

impl<'a> Asked<'a> {
    fn current(&self) -> impl Iterator<Item = &'a Licence> {
        let at = self.at;
        self.rules.licences.iter().filter(move |licence| licence.is_current(at))
    }
}

/// The facts of one visit.
pub(crate) async fn gather(query: &mut impl Query, asked: Asked<'_>, zone: &TimeZone) -> Result<Facts> {
    Ok(gather_all(query, &[asked], zone).await?.pop().unwrap_or_default())
}

/// The facts of each visit, in their order.
pub(crate) async fn gather_all(query: &mut impl Query, all: &[Asked<'_>], zone: &TimeZone) -> Result<Vec<Facts>> {
    let mut facts: Vec<Facts> = all.iter().map(|_| Facts::default()).collect();
    cards(query, all, zone, &mut facts).await?;
    passes(query, all, &mut facts).await?;
    views(query, all, zone, &mut facts).await?;
    money(query, all, zone, &mut facts).await?;
    seats(query, all, &mut facts).await?;
    Ok(facts)
}

/// A list for `IN`, without repeats, made longer up to a power of two: few different statements are then prepared.
fn list<'a>(items: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut items: Vec<&str> = items.collect();
    items.sort_unstable();
    items.dedup();
    if let Some(last) = items.last().copied() {
        items.resize(items.len().next_power_of_two(), last);
    }
    items
}

fn values<'a>(items: &[&'a str]) -> Vec<Value<'a>> {
    items.iter().map(|item| Value::from(*item)).collect()
}

async fn cards(query: &mut impl Query, all: &[Asked<'_>], zone: &TimeZone, facts: &mut [Facts]) -> Result<()> {
    let accounts = list(all.iter().filter_map(|asked| asked.visitor.map(|visitor| visitor.account)));
    if accounts.is_empty() {
        return Ok(());
    }
    for right in rights::of_holders(query, &accounts).await? {
        let mut used = HashMap::new();
        for (asked, facts) in all.iter().zip(facts.iter_mut()) {
            if asked.visitor.map(|visitor| visitor.account) != right.holder.as_deref() {
                continue;
            }
            let mut count = 0;
            if let Some(quota) = right.quota.filter(|_| asked.rules.door.accepts.contains(&right.kind)) {
                let start = quota.period.around(asked.at, zone)?.0.as_millisecond();
                count = match used.get(&start) {
                    Some(count) => *count,
                    None => {
                        let sql = "SELECT used FROM access_quota_used WHERE right_id = $1 AND period_start = $2";
                        let row = query.optional(sql, params![&right.id, start]).await?;
                        row.map(|row| row.get::<i64>(0)).transpose()?.unwrap_or(0) as u32
                    }
                };
                used.insert(start, count);
            }
            facts.rights.push((right.clone(), count));
        }
    }
    Ok(())
}

async fn passes(query: &mut impl Query, all: &[Asked<'_>], facts: &mut [Facts]) -> Result<()> {
    let asks = |asked: &Asked<'_>, facts: &Facts| {
        asked.rules.licences.iter().any(|licence| licence.quota.is_some() || licence.price_cents > 0)
            || facts.rights.iter().any(|(right, _)| right.quota.is_some())
    };
    let accounts = list(
        all.iter()
            .zip(facts.iter())
            .filter(|(asked, facts)| asks(asked, facts))
            .filter_map(|(asked, _)| asked.visitor.map(|visitor| visitor.account)),
    );
    if accounts.is_empty() {
        return Ok(());
    }
    let sql = format!(
        "SELECT account, door, licence, until FROM access_passes WHERE account IN {}",
        in_list(1, accounts.len())
    );
    for row in query.all(&sql, values(&accounts)).await? {
        let (account, door, until) = (row.text(0)?, row.text(1)?, row.get::<i64>(3)?);
        for (asked, facts) in all.iter().zip(facts.iter_mut()) {
            if asked.rules.door.id == door
                && asked.visitor.is_some_and(|visitor| visitor.account == account)
                && until > asked.at.as_millisecond()
            {
                facts.pass = Some((row.get(2)?, until));
            }
        }
    }
    Ok(())
}

async fn views(query: &mut impl Query, all: &[Asked<'_>], zone: &TimeZone, facts: &mut [Facts]) -> Result<()> {
    let accounts = list(
        all.iter()
            .filter(|asked| asked.current().any(|licence| licence.quota.is_some()))
            .filter_map(|asked| asked.visitor.map(|visitor| visitor.account)),
    );
    if accounts.is_empty() {
        return Ok(());
    }
    let sql = format!(
        "SELECT account, quota_group, period_start, used FROM access_views WHERE account IN {}",
        in_list(1, accounts.len())
    );
    let mut used: HashMap<(String, String, i64), u32> = HashMap::new();
    for row in query.all(&sql, values(&accounts)).await? {
        used.insert((row.get(0)?, row.get(1)?, row.get(2)?), row.get::<i64>(3)? as u32);
    }
    for (asked, facts) in all.iter().zip(facts.iter_mut()) {
        let Some(visitor) = asked.visitor else { continue };
        for licence in asked.current() {
            if let (Some(quota), Some(key)) = (&licence.quota, licence.quota_key()) {
                let start = quota.period.around(asked.at, zone)?.0.as_millisecond();
                let count = used.get(&(visitor.account.to_owned(), key.to_owned(), start)).copied().unwrap_or(0);
                facts.views.insert(key.to_owned(), count);
            }
        }
    }
    Ok(())
}

/// The budgets that would pay for a visit.
fn payers<'a>(asked: &Asked<'a>) -> Vec<&'a Budget> {
    let Some(visitor) = asked.visitor else { return Vec::new() };
    asked
        .current()
        .filter(|licence| licence.price_cents > 0)
        .filter_map(|licence| asked.rules.payer(licence.fund.as_deref()?, visitor.library))
        .collect()
}

async fn money(query: &mut impl Query, all: &[Asked<'_>], zone: &TimeZone, facts: &mut [Facts]) -> Result<()> {
    let asked_payers: Vec<_> = all.iter().map(payers).collect();
    let budgets = list(asked_payers.iter().flatten().map(|budget| budget.id.as_str()));
    if budgets.is_empty() {
        return Ok(());
    }
    let sql = format!(
        "SELECT budget, period_start, cents FROM access_budget_spent WHERE budget IN {}",
        in_list(1, budgets.len())
    );
    let mut spent: HashMap<(String, i64), i64> = HashMap::new();
    for row in query.all(&sql, values(&budgets)).await? {
        spent.insert((row.get(0)?, row.get(1)?), row.get(2)?);
    }
    for ((asked, payers), facts) in all.iter().zip(&asked_payers).zip(facts.iter_mut()) {
        for budget in payers {
            let start = budget.period.around(asked.at, zone)?.0.as_millisecond();
            let cents = spent.get(&(budget.id.clone(), start)).copied().unwrap_or(0);
            facts.spent.insert(budget.id.clone(), cents);
        }
    }
    Ok(())
}

async fn seats(query: &mut impl Query, all: &[Asked<'_>], facts: &mut [Facts]) -> Result<()> {
    let counted = |asked: &Asked<'_>| asked.current().any(|licence| licence.seats.is_some());
    let doors = list(all.iter().filter(|asked| counted(asked)).map(|asked| asked.rules.door.id.as_str()));
    // Visits asked about at once are asked about now: one instant serves.
    let Some(now) = all.iter().map(|asked| asked.at.as_millisecond()).max().filter(|_| !doors.is_empty()) else {
        return Ok(());
    };
    let holders = list(all.iter().filter(|asked| counted(asked)).map(|asked| asked.holder));
    let among = |first: &'static str, items: &[&str]| format!("{first} IN {}", in_list(2, items.len()));
    let with_now = |items: &[&'_ str]| -> Vec<Value<'static>> {
        let items = items.iter().map(|item| Value::from((*item).to_owned()));
        std::iter::once(Value::from(now)).chain(items).collect()
    };
    let sql = format!(
        "SELECT door, licence, count(DISTINCT holder) FROM access_seats WHERE ends_at > $1 AND {} GROUP BY door, licence",
        among("door", &doors)
    );
    for row in query.all(&sql, with_now(&doors)).await? {
        for (asked, facts) in all.iter().zip(facts.iter_mut()) {
            if asked.rules.door.id == row.text(0)? {
                facts.inside.insert(row.get(1)?, row.get::<i64>(2)? as u32);
            }
        }
    }
    let sql = format!(
        "SELECT DISTINCT holder, door, licence FROM access_seats WHERE ends_at > $1 AND {}",
        among("holder", &holders)
    );
    for row in query.all(&sql, with_now(&holders)).await? {
        for (asked, facts) in all.iter().zip(facts.iter_mut()) {
            if asked.holder == row.text(0)? && asked.rules.door.id == row.text(1)? {
                let licence: String = row.get(2)?;
                if let Some(inside) = facts.inside.get_mut(&licence) {
                    *inside = inside.saturating_sub(1);
                }
                facts.seated.push(licence);
            }
        }
    }
    let sql = format!(
        "SELECT door, account, offered_until FROM access_waiting WHERE joined_at <= $1 AND {}
         ORDER BY door, joined_at, account",
        among("door", &doors)
    );
    let mut queue: Vec<(String, String, Option<i64>)> = Vec::new();
    for row in query.all(&sql, with_now(&doors)).await? {
        queue.push((row.get(0)?, row.get(1)?, row.get(2)?));
    }
    for (asked, facts) in all.iter().zip(facts.iter_mut()) {
        stand_in(queue.iter().filter(|(door, ..)| *door == asked.rules.door.id), asked.holder, now, facts);
    }
    Ok(())
}

/// Where a visitor stands in the queue of a door.
fn stand_in<'a>(
    queue: impl Iterator<Item = &'a (String, String, Option<i64>)>,
    holder: &str,
    now: i64,
    facts: &mut Facts,
) {
    let (mut passed, mut offered_to_me) = (false, false);
    for (_, account, offered_until) in queue {
        let mine = account == holder;
        facts.waits |= mine;
        match offered_until {
            Some(until) if *until > now && mine => offered_to_me = true,
            Some(until) if *until > now => facts.offered += 1,
            // An offer that lapsed is nobody's until it passes on: it waits no more.
            Some(_) => {}
            None => {
                facts.waiting += 1;
                passed |= mine;
                facts.ahead += u32::from(!passed);
            }
        }
    }
    // Whoever has an offer waits behind nobody.
    if offered_to_me {
        facts.ahead = 0;
    }
}
