//! The statement (relevé) of a performance: first and last number, counts and receipts by category and tariff; it adds up to the ledger.

use jiff::Timestamp;
use ledger::Cents;
use serde::Serialize;
use store::prelude::*;

use crate::issue::{self, Entry};
use crate::model::{TariffKind, account_of};
use crate::{Error, Result, order, sale};

/// One tariff of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementLine {
    /// Seat category.
    pub category: String,
    /// The tariff's code.
    pub tariff: String,
    /// Its name in French.
    pub label: String,
    /// What it is.
    pub kind: TariffKind,
    /// The price of one.
    pub price: Cents,
    /// The lowest number issued.
    pub first: i64,
    /// The highest number issued.
    pub last: i64,
    /// Tickets issued, those cancelled too.
    pub issued: i64,
    /// Of these, cancelled.
    pub cancelled: i64,
    /// What was taken for those issued.
    pub taken: Cents,
    /// What was given back.
    pub refunded: Cents,
}

impl StatementLine {
    /// Tickets issued and not cancelled.
    #[must_use]
    pub fn good(&self) -> i64 {
        self.issued - self.cancelled
    }

    /// Receipts, net of what was given back.
    #[must_use]
    pub fn receipts(&self) -> Cents {
        Cents(self.taken.0 - self.refunded.0)
    }
}

/// A statement.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Statement {
    /// By category, then tariff and price.
    pub lines: Vec<StatementLine>,
}

impl Statement {
    /// Receipts in all.
    #[must_use]
    pub fn receipts(&self) -> Cents {
        Cents(self.lines.iter().map(|line| line.receipts().0).sum())
    }

    /// Tickets sold and good.
    #[must_use]
    pub fn paid(&self) -> i64 {
        self.lines.iter().filter(|line| line.price > Cents::ZERO).map(StatementLine::good).sum()
    }

    /// Free tickets, good.
    #[must_use]
    pub fn free(&self) -> i64 {
        self.lines.iter().filter(|line| line.price == Cents::ZERO).map(StatementLine::good).sum()
    }
}

/// The statement of a performance, all its days together.
pub async fn of_item(query: &mut impl Query, item: &str) -> Result<Statement> {
    between(query, item, i64::MIN, i64::MAX).await
}

/// The statement of what was issued and given back for a performance from one instant and before another: a day's.
pub async fn of_item_between(
    query: &mut impl Query,
    item: &str,
    from: Timestamp,
    before: Timestamp,
) -> Result<Statement> {
    between(query, item, from.as_millisecond(), before.as_millisecond()).await
}

async fn between(query: &mut impl Query, item: &str, from: i64, before: i64) -> Result<Statement> {
    let sql = "SELECT category, tariff, MAX(label), kind, price,
                   MIN(CASE WHEN deed = 'issued' THEN number END), MAX(CASE WHEN deed = 'issued' THEN number END),
                   COUNT(CASE WHEN deed = 'issued' THEN 1 END), COUNT(CASE WHEN deed = 'cancelled' THEN 1 END),
                   CAST(SUM(refunded) AS BIGINT)
               FROM box_office_journal WHERE item = $1 AND at >= $2 AND at < $3
               GROUP BY category, tariff, kind, price ORDER BY category, price DESC, tariff";
    let rows = query.all(sql, params![item, from, before]).await?;
    let lines = rows.iter().map(|row| {
        let (price, issued) = (row.get::<i64>(4)?, row.get::<i64>(7)?);
        Ok(StatementLine {
            category: row.get(0)?,
            tariff: row.get(1)?,
            label: row.get(2)?,
            kind: TariffKind::from_code(row.text(3)?)?,
            price: Cents(price),
            first: row.get::<Option<i64>>(5)?.unwrap_or_default(),
            last: row.get::<Option<i64>>(6)?.unwrap_or_default(),
            issued,
            cancelled: row.get(8)?,
            taken: Cents(price).checked_mul(issued).ok_or(Error::Ledger(ledger::Error::Overflow))?,
            refunded: Cents(row.get(9)?),
        })
    });
    Ok(Statement { lines: lines.collect::<Result<_>>()? })
}

/// What tickets and the ledger say of a seller's receipts from one instant and before another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Agreement {
    /// What tickets brought, net of what was decided to be given back, in cents.
    pub tickets: i64,
    /// What the ledger's account of the seller received, net, in cents.
    pub ledger: i64,
    /// Given back by decision but not yet by the provider (the ledger moves when the money does), in cents.
    pub pending: i64,
}

impl Agreement {
    /// What does not add up, in cents: zero.
    #[must_use]
    pub fn difference(&self) -> i64 {
        self.ledger - self.tickets - self.pending
    }
}

/// Compares them.
pub async fn agreement(
    query: &mut impl Query,
    seller_code: &str,
    from: Timestamp,
    before: Timestamp,
) -> Result<Agreement> {
    let (from, before) = (from.as_millisecond(), before.as_millisecond());
    let sql =
        "SELECT CAST(COALESCE(SUM(CASE WHEN j.deed = 'issued' THEN j.price ELSE 0 END - j.refunded), 0) AS BIGINT)
               FROM box_office_journal j JOIN box_office_sales s ON s.item = j.item
               WHERE s.seller_code = $1 AND j.at >= $2 AND j.at < $3";
    let tickets = query.one(sql, params![seller_code, from, before]).await?.get(0)?;
    let mut ledger = 0;
    let mut after: Option<String> = None;
    let account = account_of(seller_code);
    loop {
        let page = ledger::statement(query, &account, after.as_deref(), 1_000).await?;
        // An account of earnings grows on the credit side.
        ledger -=
            page.iter().filter(|entry| (from..before).contains(&entry.at_ms)).map(|entry| entry.amount.0).sum::<i64>();
        match page.last() {
            Some(last) if page.len() == 1_000 => after = Some(last.movement.clone()),
            _ => break,
        }
    }
    Ok(Agreement { tickets, ledger, pending: pending(query, seller_code, from, before).await? })
}

/// Refunds asked in the period, less refunds made in it.
async fn pending(query: &mut impl Query, seller_code: &str, from: i64, before: i64) -> Result<i64> {
    let sql = "SELECT DISTINCT o.payment FROM box_office_orders o JOIN box_office_sales s ON s.item = o.item
               WHERE s.seller_code = $1 AND o.refunded > 0 AND o.payment IS NOT NULL AND o.receipt IS NULL";
    let rows = query.all(sql, params![seller_code]).await?;
    let payments: Vec<String> = rows.iter().map(|row| row.get(0)).collect::<store::Result<_>>()?;
    let mut pending = 0;
    for payment in payments {
        for refund in payment::refunds::of_payment(query, &payment).await? {
            let asked = (from..before).contains(&refund.asked_at_ms);
            let done = refund.done_at_ms.is_some_and(|at| (from..before).contains(&at));
            pending += refund.amount.0 * (i64::from(asked) - i64::from(done));
        }
    }
    Ok(pending)
}

/// What checking a performance's journal found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// So many entries, all as they were written.
    Whole(i64),
    /// The entry of this place was changed or removed.
    Broken {
        /// The entry.
        place: i64,
        /// What is wrong, in plain words.
        why: &'static str,
    },
}

/// Checks the journal of a performance: its chain, numbers without a gap, tickets as journalled.
pub async fn verify(query: &mut impl Query, item: &str) -> Result<Verdict> {
    let sql = "SELECT place, deed, ticket, category, number, tariff, label, kind, price, refunded, at, prev_hash, hash
               FROM box_office_journal WHERE item = $1 ORDER BY place";
    let rows = query.all(sql, params![item]).await?;
    let broken = |place, why| Ok(Verdict::Broken { place, why });
    let mut last: std::collections::BTreeMap<String, i64> = std::collections::BTreeMap::new();
    let (mut place, mut hash) = (0, issue::GENESIS.to_owned());
    for row in &rows {
        place += 1;
        let deed =
            [issue::ISSUED, issue::CANCELLED, issue::REFUNDED].into_iter().find(|deed| row.text(1).ok() == Some(*deed));
        let Some(deed) = deed else { return broken(place, "an unknown deed") };
        let entry = Entry {
            place: row.get(0)?,
            deed,
            ticket: row.get(2)?,
            category: row.get(3)?,
            number: row.get(4)?,
            tariff: row.get(5)?,
            label: row.get(6)?,
            kind: row.get(7)?,
            price: row.get(8)?,
            refunded: row.get(9)?,
            at: row.get(10)?,
        };
        if entry.place != place {
            return broken(place, "the entry is missing");
        }
        if row.text(11)? != hash {
            return broken(place, "it does not continue the entry before it");
        }
        hash = row.get(12)?;
        if issue::seal(item, &entry, row.text(11)?) != hash {
            return broken(place, "its content is not what was sealed");
        }
        if deed == issue::ISSUED {
            let number = last.entry(entry.category.clone()).or_insert(0);
            *number += 1;
            if entry.number != *number {
                return broken(place, "a number is missing");
            }
        }
    }
    let end = query.optional("SELECT place, hash FROM box_office_chains WHERE item = $1", params![item]).await?;
    let end = end.map(|row| Ok::<_, Error>((row.get::<i64>(0)?, row.get::<String>(1)?))).transpose()?;
    if end.unwrap_or((0, issue::GENESIS.to_owned())) != (place, hash) {
        return broken(place + 1, "the last entries are missing");
    }
    let sql = "SELECT t.number FROM box_office_tickets t
               LEFT JOIN box_office_journal j ON j.item = t.item AND j.ticket = t.id AND j.deed = 'issued'
                   AND j.category = t.category AND j.number = t.number AND j.price = t.price
               WHERE t.item = $1 AND j.place IS NULL ORDER BY t.number LIMIT 1";
    if query.optional(sql, params![item]).await?.is_some() {
        return broken(place, "a ticket is not as it was journalled");
    }
    Ok(Verdict::Whole(place))
}

/// The receipts of a performance as its orders say, for whoever compares: net, in cents.
pub async fn receipts_of_orders(query: &mut impl Query, item: &str) -> Result<Cents> {
    sale::by_item(query, item).await?;
    let orders = order::of_item(query, item).await?;
    Ok(Cents(orders.iter().filter(|order| order.paid_at.is_some()).map(|order| order.total.0 - order.refunded.0).sum()))
}
