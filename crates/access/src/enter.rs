//! The online door of resources: who comes in, under which licence, and what it takes.
//!
//! [`enter`] judges, takes a seat, a view and money, and appends the use, all or nothing with the caller's
//! transaction. Limits are read and written under locks taken in one order (by name): the reader's, the door's when
//! seats are counted, the budgets' when money is.

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde::Serialize;
use store::{new_id, prelude::*};

use crate::facts::Asked;
use crate::journal::{self, Line, Secrets};
use crate::licences::Audience;
use crate::policy::Rules;
use crate::weigh::{Facts, Terms, Visitor, Weighed, weigh};
use crate::{Result, Verdict, budgets, facts};

/// Someone at an online door.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// Chosen by whoever asks (a UUID), so that the same entry told twice is one.
    pub id: &'a str,
    /// The door.
    pub door: &'a str,
    /// Who; none for a visitor who is not signed in.
    pub visitor: Option<Visitor<'a>>,
    /// The browser's session, whatever names it: only a pseudonym of the hour goes into the journal.
    pub session: &'a str,
    /// When.
    pub at: Timestamp,
}

/// A place inside, kept while the reader's page gives signs of life.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Seat {
    /// Its identifier, for [`hold`](crate::seats::hold) and [`leave`](crate::seats::leave).
    pub id: String,
    /// The door.
    pub door: String,
    /// Until when it is kept without a sign of life.
    pub ends_at: Timestamp,
}

/// What a door answered, and what was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entered {
    /// The answer; `left` is what remains of the reader's views.
    pub verdict: Verdict,
    /// The seat, for whoever is admitted.
    pub seat: Option<Seat>,
    /// The licence it was entered under.
    pub licence: Option<String>,
    /// Until when the same reader may come back at no further cost, when a view was counted or paid.
    pub open_until: Option<Timestamp>,
    /// What this entry cost, in cents.
    pub paid_cents: i64,
}

/// The online door, for a reader or for anyone. See the [module](self).
///
/// # Errors
/// [`Error::NotFound`](crate::Error::NotFound) when there is no such door; those of the store. A refusal is no error.
pub async fn enter(write: &mut Write, entry: &Entry<'_>, zone: &TimeZone) -> Result<Entered> {
    let rules = Rules::load(write, entry.door).await?;
    for name in locks(write, &rules, entry).await? {
        write.exclusive(&name).await?;
    }
    enter_locked(write, &rules, entry, zone, &mut Secrets::default()).await
}

/// The same question without entering: nothing is taken nor written. For buttons and badges.
pub async fn judge(
    query: &mut impl Query,
    door: &str,
    visitor: Option<&Visitor<'_>>,
    at: Timestamp,
    zone: &TimeZone,
) -> Result<Verdict> {
    let rules = Rules::load(query, door).await?;
    judge_by(query, &rules, visitor, at, zone).await
}

pub(crate) async fn judge_by(
    query: &mut impl Query,
    rules: &Rules,
    visitor: Option<&Visitor<'_>>,
    at: Timestamp,
    zone: &TimeZone,
) -> Result<Verdict> {
    let holder = visitor.map_or("", |visitor| visitor.account);
    let facts = facts::gather(query, Asked { rules, visitor, holder, at }, zone).await?;
    Ok(match weigh(rules, visitor, &facts, at, zone)? {
        Weighed::Admits(terms) => Verdict::Admitted { left: terms.left },
        Weighed::No(verdict) => verdict,
    })
}

/// The locks an entry needs, in their order.
pub(crate) async fn locks(write: &mut Write, rules: &Rules, entry: &Entry<'_>) -> Result<Vec<String>> {
    // SQLite has one writer: whoever writes is alone.
    if write.backend() == store::Backend::Sqlite {
        return Ok(Vec::new());
    }
    let mut names = vec![format!("access.entry.{}", entry.id)];
    if let Some(visitor) = &entry.visitor {
        names.push(format!("access.reader.{}", visitor.account));
        for right in crate::rights::of_holder(write, visitor.account).await? {
            if right.quota.is_some() && rules.door.accepts.contains(&right.kind) {
                names.push(format!("access.right.{}", right.id));
            }
        }
    }
    let current = || rules.licences.iter().filter(|licence| licence.is_current(entry.at));
    if current().any(|licence| licence.seats.is_some()) {
        names.push(crate::seats::lock(&rules.door.id));
    }
    let library = entry.visitor.as_ref().and_then(|visitor| visitor.library);
    for licence in current().filter(|licence| licence.price_cents > 0) {
        if let Some(budget) = licence.fund.as_deref().and_then(|fund| rules.payer(fund, library)) {
            names.push(format!("access.budget.{}", budget.id));
        }
    }
    names.sort_unstable();
    names.dedup();
    Ok(names)
}

/// Enters, the locks being held.
pub(crate) async fn enter_locked(
    write: &mut Write,
    rules: &Rules,
    entry: &Entry<'_>,
    zone: &TimeZone,
    secrets: &mut Secrets,
) -> Result<Entered> {
    let names = journal::names(write, entry.visitor.as_ref(), entry.session, entry.at, zone, secrets).await?;
    let holder = match &entry.visitor {
        Some(visitor) => visitor.account,
        None => names.session.as_str(),
    };
    let told = journal::told(write, entry.id).await?;
    if let Some(action) = &told
        && let Some(again) = again(write, rules, entry, action, zone).await?
    {
        return Ok(again);
    }
    let visitor = entry.visitor.as_ref();
    let facts = facts::gather(write, Asked { rules, visitor, holder, at: entry.at }, zone).await?;
    let (entered, free) = match weigh(rules, visitor, &facts, entry.at, zone)? {
        Weighed::Admits(terms) => {
            let free = terms.licence.audience == Audience::Everyone;
            (take(write, &terms, &facts, entry, holder, zone).await?, free)
        }
        Weighed::No(verdict) => {
            let none = Entered { verdict, seat: None, licence: None, open_until: None, paid_cents: 0 };
            (none, journal::is_free(rules, entry.at))
        }
    };
    // A refusal told again is no second refusal; told again and admitted, it is a use of its own.
    let admitted = matches!(entered.verdict, Verdict::Admitted { .. });
    let fresh = new_id();
    let id = match told {
        None => Some(entry.id),
        Some(_) if admitted => Some(fresh.as_str()),
        Some(_) => None,
    };
    if let Some(id) = id {
        journal::append(write, &Line::of_entry(id, entry, &names, &entered.verdict, free)).await?;
    }
    Ok(entered)
}

/// The answer to an entry already told and admitted: it takes nothing more.
async fn again(
    write: &mut Write,
    rules: &Rules,
    entry: &Entry<'_>,
    action: &str,
    zone: &TimeZone,
) -> Result<Option<Entered>> {
    let row =
        write.optional("SELECT door, licence, ends_at FROM access_seats WHERE id = $1", params![entry.id]).await?;
    if action != "enter" && row.is_none() {
        return Ok(None);
    }
    let left = match judge_by(write, rules, entry.visitor.as_ref(), entry.at, zone).await? {
        Verdict::Admitted { left } => left,
        _ => None,
    };
    let mut entered =
        Entered { verdict: Verdict::Admitted { left }, seat: None, licence: None, open_until: None, paid_cents: 0 };
    if let Some(row) = row {
        entered.licence = Some(row.get(1)?);
        entered.seat = Some(Seat {
            id: entry.id.to_owned(),
            door: row.get(0)?,
            ends_at: Timestamp::from_millisecond(row.get(2)?)?,
        });
    }
    if let Some(visitor) = &entry.visitor {
        let sql = "SELECT until FROM access_passes WHERE account = $1 AND door = $2";
        let until = write.optional(sql, params![visitor.account, entry.door]).await?;
        entered.open_until =
            until.map(|row| -> Result<_> { Ok(Timestamp::from_millisecond(row.get(0)?)?) }).transpose()?;
    }
    Ok(Some(entered))
}

/// Takes what the terms take.
async fn take(
    write: &mut Write,
    terms: &Terms<'_>,
    facts: &Facts,
    entry: &Entry<'_>,
    holder: &str,
    zone: &TimeZone,
) -> Result<Entered> {
    let now = entry.at.as_millisecond();
    let account = entry.visitor.as_ref().map(|visitor| visitor.account);
    if let (true, Some(right)) = (terms.takes_admission, terms.right)
        && let Some(quota) = right.quota
    {
        let (start, _) = quota.period.around(entry.at, zone)?;
        write
            .execute(
                "INSERT INTO access_quota_used (right_id, period_start, used) VALUES ($1, $2, 1)
                 ON CONFLICT (right_id, period_start) DO UPDATE SET used = access_quota_used.used + 1",
                params![&right.id, start.as_millisecond()],
            )
            .await?;
    }
    if let (true, Some(account), Some(quota), Some(key)) =
        (terms.takes_view, account, &terms.licence.quota, terms.licence.quota_key())
    {
        let (start, next) = quota.period.around(entry.at, zone)?;
        write
            .execute(
                "INSERT INTO access_views (account, quota_group, period_start, period_end, used)
                 VALUES ($1, $2, $3, $4, 1)
                 ON CONFLICT (account, quota_group, period_start) DO UPDATE SET used = access_views.used + 1",
                params![account, key, start.as_millisecond(), next.map(Timestamp::as_millisecond)],
            )
            .await?;
    }
    if let Some((budget, cents)) = terms.pays {
        budgets::spend(write, budget, cents, entry.at, zone).await?;
    }
    let mut open_until = terms.open_until;
    if let (true, Some(account)) = (terms.takes_view || terms.takes_admission || terms.pays.is_some(), account) {
        let until = entry.at.checked_add(i64::from(terms.licence.view_hours).hours())?.as_millisecond();
        write
            .execute(
                "INSERT INTO access_passes (account, door, licence, until) VALUES ($1, $2, $3, $4)
                 ON CONFLICT (account, door) DO UPDATE SET licence = excluded.licence, until = excluded.until",
                params![account, entry.door, &terms.licence.id, until],
            )
            .await?;
        open_until = Some(until);
    }
    let ends_at = entry.at.checked_add(i64::from(terms.licence.lease_minutes).minutes())?;
    write
        .execute(
            "INSERT INTO access_seats (id, door, licence, holder, account, right_id, taken_at, ends_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            params![
                entry.id,
                entry.door,
                &terms.licence.id,
                holder,
                account,
                terms.right.map(|right| right.id.as_str()),
                now,
                ends_at.as_millisecond()
            ],
        )
        .await?;
    if let Some(account) = account.filter(|_| terms.licence.seats.is_some() && facts.waits) {
        let sql = "DELETE FROM access_waiting WHERE door = $1 AND account = $2";
        write.execute(sql, params![entry.door, account]).await?;
    }
    Ok(Entered {
        verdict: Verdict::Admitted { left: terms.left },
        seat: Some(Seat { id: entry.id.to_owned(), door: entry.door.to_owned(), ends_at }),
        licence: Some(terms.licence.id.clone()),
        open_until: open_until.map(Timestamp::from_millisecond).transpose()?,
        paid_cents: terms.pays.map_or(0, |(_, cents)| cents),
    })
}
