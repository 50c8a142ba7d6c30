//! A till from its opening, with its float counted, to its closing, with everything counted.

use ledger::{Cents, Line, Movement};
use store::{new_id, prelude::*};

use crate::regies::{self, Regie};
use crate::{CashCount, Error, Means, Result};

/// A till held by an agent, open or closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TillSession {
    /// Identifier.
    pub id: String,
    /// Its régie.
    pub regie: Regie,
    /// The till.
    pub till: String,
    /// The till's name.
    pub till_name: String,
    /// The account of the agent who holds it.
    pub agent: String,
    /// When it was opened, in milliseconds since 1970 UTC.
    pub opened_at_ms: i64,
    /// The float counted at the opening.
    pub float: Cents,
    /// How it was closed.
    pub closing: Option<Closed>,
}

/// What was counted at a closing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closed {
    /// When, in milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// Who counted.
    pub by: String,
    /// Coins and notes.
    pub counts: CashCount,
    /// What they add up to.
    pub counted: Cents,
    /// The float and the receipts' cash.
    pub expected: Cents,
    /// The card terminal's total, when it was given.
    pub terminal: Option<Cents>,
    /// The receipts' total by card.
    pub card: Cents,
    /// Why they differ, when they do.
    pub reason: Option<String>,
}

impl Closed {
    /// Counted cash less expected cash.
    #[must_use]
    pub fn cash_difference(&self) -> Cents {
        Cents(self.counted.0 - self.expected.0)
    }

    /// The terminal's total less the receipts', when the terminal's is known.
    #[must_use]
    pub fn card_difference(&self) -> Option<Cents> {
        self.terminal.map(|terminal| Cents(terminal.0 - self.card.0))
    }
}

/// What one means of payment brought in a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MeansTotal {
    /// The means.
    pub means: Means,
    /// How many payments and repayments.
    pub payments: i64,
    /// What they add up to.
    pub total: Cents,
}

const COLUMNS: &str = "s.id, s.regie, s.till, t.name, s.agent, s.opened_at, s.float_cents, s.closed_at, s.closed_by,
     s.counts, s.counted_cents, s.expected_cents, s.terminal_cents, s.card_cents, s.reason";

async fn from_row(query: &mut impl Query, row: &Row) -> Result<TillSession> {
    let closing = match row.get::<Option<i64>>(7)? {
        None => None,
        Some(at_ms) => Some(Closed {
            at_ms,
            by: row.get(8)?,
            counts: CashCount::from_column(row.text(9)?),
            counted: Cents(row.get(10)?),
            expected: Cents(row.get(11)?),
            terminal: row.get::<Option<i64>>(12)?.map(Cents),
            card: Cents(row.get(13)?),
            reason: row.get(14)?,
        }),
    };
    Ok(TillSession {
        id: row.get(0)?,
        regie: regies::by_id(query, row.text(1)?).await?,
        till: row.get(2)?,
        till_name: row.get(3)?,
        agent: row.get(4)?,
        opened_at_ms: row.get(5)?,
        float: Cents(row.get(6)?),
        closing,
    })
}

/// Opens a till: `agent` (an account) counted `float` in it.
///
/// # Errors
/// [`Error::AlreadyOpen`] when the till is held or the agent holds another; [`Error::OutOfService`].
pub async fn open(write: &mut Write, till: &str, agent: &str, float: Cents) -> Result<TillSession> {
    if float < Cents::ZERO || float > Cents::from_euros(100_000) {
        return Err(Error::Senseless("regie-fault-float"));
    }
    write.exclusive(&format!("regie.till:{till}")).await?;
    write.exclusive(&format!("regie.agent:{agent}")).await?;
    let sql = "SELECT t.open, r.open, t.regie FROM regie_tills t JOIN regie_regies r ON r.id = t.regie WHERE t.id = $1";
    let row = write.one(sql, params![till]).await?;
    if !row.get::<bool>(0)? || !row.get::<bool>(1)? {
        return Err(Error::OutOfService);
    }
    let held = "SELECT id FROM regie_sessions WHERE (till = $1 OR agent = $2) AND closed_at IS NULL";
    if write.optional(held, params![till, agent]).await?.is_some() {
        return Err(Error::AlreadyOpen);
    }
    let (id, now) = (new_id(), write.clock().now_ms());
    write
        .execute(
            "INSERT INTO regie_sessions (id, regie, till, agent, opened_at, float_cents) VALUES ($1, $2, $3, $4, $5, $6)",
            params![&id, row.text(2)?, till, agent, now, float.0],
        )
        .await?;
    by_id(write, &id).await
}

/// A session, open or closed.
pub async fn by_id(query: &mut impl Query, id: &str) -> Result<TillSession> {
    let sql = format!("SELECT {COLUMNS} FROM regie_sessions s JOIN regie_tills t ON t.id = s.till WHERE s.id = $1");
    let row = query.one(&sql, params![id]).await?;
    from_row(query, &row).await
}

/// The till an agent (an account) holds now.
pub async fn current(query: &mut impl Query, agent: &str) -> Result<Option<TillSession>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM regie_sessions s JOIN regie_tills t ON t.id = s.till
         WHERE s.agent = $1 AND s.closed_at IS NULL"
    );
    match query.optional(&sql, params![agent]).await? {
        Some(row) => Ok(Some(from_row(query, &row).await?)),
        None => Ok(None),
    }
}

/// The last sessions of a régie, latest first.
pub async fn list(query: &mut impl Query, regie: &str, limit: u32) -> Result<Vec<TillSession>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM regie_sessions s JOIN regie_tills t ON t.id = s.till
         WHERE s.regie = $1 ORDER BY s.opened_at DESC, s.id DESC LIMIT $2"
    );
    let rows = query.all(&sql, params![regie, limit]).await?;
    let mut sessions = Vec::with_capacity(rows.len());
    for row in &rows {
        sessions.push(from_row(query, row).await?);
    }
    Ok(sessions)
}

/// What each means brought in a session, in the order of [`Means::ALL`]; means not used are left out.
pub async fn totals(query: &mut impl Query, session: &str) -> Result<Vec<MeansTotal>> {
    let sql = "SELECT m.means, count(*), CAST(sum(m.cents) AS BIGINT) FROM regie_receipt_means m
               JOIN regie_receipts r ON r.id = m.receipt WHERE r.session = $1 GROUP BY m.means";
    let rows = query.all(sql, params![session]).await?;
    let mut totals = Vec::with_capacity(rows.len());
    for row in &rows {
        if let Some(means) = Means::from_code(row.text(0)?) {
            totals.push(MeansTotal { means, payments: row.get(1)?, total: Cents(row.get(2)?) });
        }
    }
    totals.sort_by_key(|total| total.means);
    Ok(totals)
}

/// What one means brought in a session.
pub(crate) async fn total_of(query: &mut impl Query, session: &str, means: Means) -> Result<Cents> {
    Ok(totals(query, session).await?.iter().find(|one| one.means == means).map_or(Cents::ZERO, |one| one.total))
}

/// The cash a till should hold: its float and what its receipts brought.
pub async fn expected_cash(query: &mut impl Query, session: &TillSession) -> Result<Cents> {
    let cash = total_of(query, &session.id, Means::Cash).await?;
    session.float.checked_add(cash).ok_or(Error::Overflow)
}

/// A closing.
#[derive(Debug, Clone)]
pub struct Closing<'a> {
    /// The session.
    pub session: &'a str,
    /// The account of who counts.
    pub by: &'a str,
    /// Coins and notes in the till, the float included.
    pub counts: &'a CashCount,
    /// The card terminal's total of the day, if there is a terminal.
    pub terminal: Option<Cents>,
    /// Why counted and expected differ.
    pub reason: &'a str,
}

/// Closes a till. A difference in cash is posted to the régie's account of differences, in the same transaction.
///
/// # Errors
/// [`Error::ReasonNeeded`] when something differs and no reason is given; [`Error::Closed`] when it is closed.
pub async fn close(write: &mut Write, closing: &Closing<'_>) -> Result<TillSession> {
    lock(write, closing.session).await?;
    let session = by_id(write, closing.session).await?;
    if session.closing.is_some() {
        return Err(Error::Closed);
    }
    let expected = expected_cash(write, &session).await?;
    let card = total_of(write, &session.id, Means::Card).await?;
    let counted = closing.counts.total();
    let cash_difference = counted.checked_sub(expected).ok_or(Error::Overflow)?;
    let card_difference = match closing.terminal {
        Some(terminal) => terminal.checked_sub(card).ok_or(Error::Overflow)?,
        None => Cents::ZERO,
    };
    let reason = closing.reason.trim();
    if (cash_difference, card_difference) != (Cents::ZERO, Cents::ZERO) && reason.is_empty() {
        return Err(Error::ReasonNeeded { cash: cash_difference, card: card_difference });
    }
    let now = write.clock().now_ms();
    write
        .execute(
            "UPDATE regie_sessions SET closed_at = $2, closed_by = $3, counts = $4, counted_cents = $5,
                 expected_cents = $6, terminal_cents = $7, card_cents = $8, reason = $9
             WHERE id = $1 AND closed_at IS NULL",
            params![
                &session.id,
                now,
                closing.by,
                closing.counts.to_column(),
                counted.0,
                expected.0,
                closing.terminal.map(|cents| cents.0),
                card.0,
                (!reason.is_empty()).then_some(reason)
            ],
        )
        .await?;
    if cash_difference != Cents::ZERO {
        let movement = Movement {
            reference: &format!("regie:closing:{}", session.id),
            label: "Écart de caisse",
            lines: vec![
                Line::new(session.regie.account(Means::Cash), cash_difference),
                Line::new(session.regie.differences_account(), Cents(-cash_difference.0)),
            ],
        };
        ledger::post(write, &movement).await?;
    }
    by_id(write, &session.id).await
}

/// Taking money and closing must not cross.
pub(crate) async fn lock(write: &mut Write, session: &str) -> Result<()> {
    write.exclusive(&format!("regie.session:{session}")).await?;
    Ok(())
}
