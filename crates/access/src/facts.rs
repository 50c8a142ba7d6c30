//! What the tables say about a visit, in as few questions as its licences need.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use store::prelude::*;

use crate::policy::Rules;
use crate::weigh::{Facts, Visitor};
use crate::{Result, budgets, rights};

/// Gathers the facts of a visit. `holder` is who sits: the account, or the pseudonym of a visitor without one.
pub(crate) async fn gather(
    query: &mut impl Query,
    rules: &Rules,
    visitor: Option<&Visitor<'_>>,
    holder: &str,
    at: Timestamp,
    zone: &TimeZone,
) -> Result<Facts> {
    let mut facts = Facts::default();
    let now = at.as_millisecond();
    let current: Vec<_> = rules.licences.iter().filter(|licence| licence.is_current(at)).collect();
    if let Some(visitor) = visitor {
        person(query, rules, visitor, at, zone, &mut facts).await?;
        for licence in &current {
            if let (Some(quota), Some(key)) = (&licence.quota, licence.quota_key())
                && !facts.views.contains_key(key)
            {
                let (start, _) = quota.period.around(at, zone)?;
                let used = views_used(query, visitor.account, key, start.as_millisecond()).await?;
                facts.views.insert(key.to_owned(), used);
            }
            if licence.price_cents > 0
                && let Some(budget) = licence.fund.as_deref().and_then(|fund| rules.payer(fund, visitor.library))
                && !facts.spent.contains_key(&budget.id)
            {
                let (start, _) = budget.period.around(at, zone)?;
                let spent = budgets::spent(query, &budget.id, start).await?;
                facts.spent.insert(budget.id.clone(), spent);
            }
        }
    }
    if current.iter().any(|licence| licence.seats.is_some()) {
        seats(query, &rules.door.id, holder, now, &mut facts).await?;
        queue(query, &rules.door.id, holder, now, &mut facts).await?;
    }
    Ok(facts)
}

/// The visitor's rights and the view still open.
async fn person(
    query: &mut impl Query,
    rules: &Rules,
    visitor: &Visitor<'_>,
    at: Timestamp,
    zone: &TimeZone,
    facts: &mut Facts,
) -> Result<()> {
    for right in rights::of_holder(query, visitor.account).await? {
        let mut used = 0;
        if let Some(quota) = right.quota.filter(|_| rules.door.accepts.contains(&right.kind)) {
            let (start, _) = quota.period.around(at, zone)?;
            let sql = "SELECT used FROM access_quota_used WHERE right_id = $1 AND period_start = $2";
            let row = query.optional(sql, params![&right.id, start.as_millisecond()]).await?;
            used = row.map(|row| row.get::<i64>(0)).transpose()?.unwrap_or(0) as u32;
        }
        facts.rights.push((right, used));
    }
    let counted = rules.licences.iter().any(|licence| licence.quota.is_some() || licence.price_cents > 0);
    if counted || facts.rights.iter().any(|(right, _)| right.quota.is_some()) {
        let sql = "SELECT licence, until FROM access_passes WHERE account = $1 AND door = $2 AND until > $3";
        let row = query.optional(sql, params![visitor.account, &rules.door.id, at.as_millisecond()]).await?;
        facts.pass = row.map(|row| -> Result<_> { Ok((row.get(0)?, row.get(1)?)) }).transpose()?;
    }
    Ok(())
}

async fn views_used(query: &mut impl Query, account: &str, key: &str, start: i64) -> Result<u32> {
    let sql = "SELECT used FROM access_views WHERE account = $1 AND quota_group = $2 AND period_start = $3";
    let row = query.optional(sql, params![account, key, start]).await?;
    Ok(row.map(|row| row.get::<i64>(0)).transpose()?.unwrap_or(0) as u32)
}

async fn seats(query: &mut impl Query, door: &str, holder: &str, now: i64, facts: &mut Facts) -> Result<()> {
    let rows = query
        .all(
            "SELECT licence, count(DISTINCT CASE WHEN holder <> $3 THEN holder END),
                 count(CASE WHEN holder = $3 THEN 1 END)
             FROM access_seats WHERE door = $1 AND ends_at > $2 GROUP BY licence",
            params![door, now, holder],
        )
        .await?;
    for row in &rows {
        let licence: String = row.get(0)?;
        if row.get::<i64>(2)? > 0 {
            facts.seated.push(licence.clone());
        }
        facts.inside.insert(licence, row.get::<i64>(1)? as u32);
    }
    Ok(())
}

async fn queue(query: &mut impl Query, door: &str, account: &str, now: i64, facts: &mut Facts) -> Result<()> {
    let sql = "SELECT account, offered_until FROM access_waiting WHERE door = $1 ORDER BY joined_at, account";
    let (mut passed, mut offered_to_me) = (false, false);
    for row in query.all(sql, params![door]).await? {
        let mine = row.text(0)? == account;
        facts.waits |= mine;
        match row.get::<Option<i64>>(1)? {
            // An offer that lapsed is nobody's until it passes on: it waits no more.
            Some(until) if until > now && !mine => facts.offered += 1,
            Some(until) if until > now => offered_to_me = true,
            Some(_) => {}
            None if mine => {
                passed = true;
                facts.waiting += 1;
            }
            None => {
                facts.waiting += 1;
                if !passed {
                    facts.ahead += 1;
                }
            }
        }
    }
    // Whoever has an offer waits behind nobody.
    if offered_to_me {
        facts.ahead = 0;
    }
    Ok(())
}
