//! Giving money back: decided in someone's transaction, then done by the provider, or by hand.

use ledger::{Cents, Line, Movement};
use store::{new_id, prelude::*};

use crate::asking::{self, lock_name};
use crate::attempts::{self, Attempt};
use crate::settle::{TO_SORT_OUT, provider_account};
use crate::{Error, Result};

/// A refund to be made.
#[derive(Debug, Clone)]
pub struct Refund<'a> {
    /// The payment.
    pub payment: &'a str,
    /// The attempt whose money goes back; the one that paid when not told.
    pub attempt: Option<&'a str>,
    /// What gives rise to it, unique in the house, as in `pass-refund:0192…`.
    pub reference: &'a str,
    /// How much.
    pub amount: Cents,
    /// Why, in a few words.
    pub why: &'a str,
    /// Who decides: an actor of the audit log.
    pub by: &'a str,
}

/// Where a refund is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RefundState {
    /// Decided.
    Asked,
    /// The provider was asked; its answer is not known yet.
    Sent,
    /// The money goes back.
    Done,
    /// The provider has no such service: someone pays it back.
    ByHand,
    /// The provider refuses.
    Failed,
}

impl RefundState {
    const ALL: [Self; 5] = [Self::Asked, Self::Sent, Self::Done, Self::ByHand, Self::Failed];

    /// Its name in tables and messages.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Sent => "sent",
            Self::Done => "done",
            Self::ByHand => "by_hand",
            Self::Failed => "failed",
        }
    }
}

/// A refund as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefundInfo {
    /// Identifier.
    pub id: String,
    /// The payment.
    pub payment: String,
    /// The attempt whose money goes back.
    pub attempt: String,
    /// How much.
    pub amount: Cents,
    /// Why.
    pub why: String,
    /// The ledger account it is taken from.
    pub account: String,
    /// Where it is in its life.
    pub state: RefundState,
    /// When it was decided, in milliseconds since 1970 UTC.
    pub asked_at_ms: i64,
    /// How often the provider was asked.
    pub tries: i64,
    /// What the provider or the office says of it.
    pub detail: Option<String>,
    /// When the money went, in milliseconds since 1970 UTC.
    pub done_at_ms: Option<i64>,
}

const COLUMNS: &str = "id, payment, attempt, cents, why, account, state, asked_at, tries, detail, done_at";

fn from_row(row: &Row) -> Result<RefundInfo> {
    let code = row.text(6)?;
    Ok(RefundInfo {
        id: row.get(0)?,
        payment: row.get(1)?,
        attempt: row.get(2)?,
        amount: Cents(row.get(3)?),
        why: row.get(4)?,
        account: row.get(5)?,
        state: RefundState::ALL
            .into_iter()
            .find(|state| state.code() == code)
            .ok_or(Error::Senseless("a state nobody knows"))?,
        asked_at_ms: row.get(7)?,
        tries: row.get(8)?,
        detail: row.get(9)?,
        done_at_ms: row.get(10)?,
    })
}

/// What can still be given back of an attempt's money.
pub async fn left_of(query: &mut impl Query, attempt: &Attempt) -> Result<Cents> {
    let received = attempt.received.filter(|_| attempt.state.brought_money()).unwrap_or(Cents::ZERO);
    let sql = "SELECT CAST(coalesce(sum(cents), 0) AS BIGINT) FROM payment_refunds
               WHERE attempt = $1 AND state <> 'failed'";
    let back: i64 = query.one(sql, params![&attempt.id]).await?.get(0)?;
    received.checked_sub(Cents(back)).ok_or(Error::Overflow)
}

/// What can still be given back of what paid a payment.
///
/// # Errors
/// [`Error::NotFound`] when nothing was paid.
pub async fn left(query: &mut impl Query, payment: &str) -> Result<Cents> {
    let paid_by = asking::by_id(query, payment).await?.paid_by.ok_or(Error::NotFound)?;
    let attempt = attempts::by_id(query, &paid_by).await?;
    left_of(query, &attempt).await
}

/// Decides that money goes back, in the caller's transaction; the provider is asked soon after. Gives the refund. The
/// same reference asked again is the same refund.
///
/// # Errors
/// [`Error::TooMuchBack`]; [`Error::Contradiction`] for a reference asked otherwise; [`Error::NotFound`] when nothing
/// was paid.
pub async fn refund(write: &mut Write, asked: &Refund<'_>) -> Result<String> {
    write.exclusive(&lock_name(asked.payment)).await?;
    let payment = asking::by_id(write, asked.payment).await?;
    let attempt = match asked.attempt.map(str::to_owned).or(payment.paid_by.clone()) {
        Some(id) => attempts::by_id(write, &id).await?,
        None => return Err(Error::NotFound),
    };
    if attempt.payment != payment.id {
        return Err(Error::NotFound);
    }
    let before = "SELECT id, payment, cents FROM payment_refunds WHERE reference = $1";
    if let Some(row) = write.optional(before, params![asked.reference]).await? {
        return if row.text(1)? == asked.payment && row.get::<i64>(2)? == asked.amount.0 {
            Ok(row.get(0)?)
        } else {
            Err(Error::Contradiction(asked.reference.to_owned()))
        };
    }
    let left = left_of(write, &attempt).await?;
    if asked.amount <= Cents::ZERO || asked.amount > left {
        return Err(Error::TooMuchBack { left });
    }
    let earned = payment.paid_by.as_deref() == Some(attempt.id.as_str());
    let account = if earned { payment.account.as_str() } else { TO_SORT_OUT };
    let (id, now) = (new_id(), write.clock().now_ms());
    write
        .execute(
            "INSERT INTO payment_refunds
                 (id, payment, attempt, reference, cents, why, account, state, asked_by, asked_at, tries, next_try_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, 'asked', $8, $9, 0, $9)",
            params![
                &id,
                asked.payment,
                &attempt.id,
                asked.reference,
                asked.amount.0,
                asked.why.trim(),
                account,
                asked.by,
                now
            ],
        )
        .await?;
    Ok(id)
}

/// A refund.
pub async fn by_id(query: &mut impl Query, id: &str) -> Result<RefundInfo> {
    let sql = format!("SELECT {COLUMNS} FROM payment_refunds WHERE id = $1");
    from_row(&query.one(&sql, params![id]).await?)
}

/// The refunds of a payment, first to last.
pub async fn of_payment(query: &mut impl Query, payment: &str) -> Result<Vec<RefundInfo>> {
    let sql = format!("SELECT {COLUMNS} FROM payment_refunds WHERE payment = $1 ORDER BY asked_at, id");
    query.all(&sql, params![payment]).await?.iter().map(from_row).collect()
}

/// Refunds someone has to pay back by hand, oldest first.
pub async fn by_hand(query: &mut impl Query, limit: u32) -> Result<Vec<RefundInfo>> {
    let sql = format!("SELECT {COLUMNS} FROM payment_refunds WHERE state = 'by_hand' ORDER BY asked_at, id LIMIT $1");
    query.all(&sql, params![limit]).await?.iter().map(from_row).collect()
}

/// Refunds to ask the provider for now.
pub(crate) async fn due(query: &mut impl Query, now_ms: i64, limit: u32) -> Result<Vec<RefundInfo>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM payment_refunds WHERE state IN ('asked', 'sent') AND next_try_at <= $1
         ORDER BY next_try_at, id LIMIT $2"
    );
    query.all(&sql, params![now_ms, limit]).await?.iter().map(from_row).collect()
}

/// Takes a due refund for oneself: false when another node did.
pub(crate) async fn claim(write: &mut Write, refund: &RefundInfo) -> Result<bool> {
    let now = write.clock().now_ms();
    // Two minutes, four, eight… to a day: a provider out of order is not hammered.
    let wait = 120_000_i64 << refund.tries.clamp(0, 9);
    let touched = write
        .execute(
            "UPDATE payment_refunds SET state = 'sent', tries = tries + 1, next_try_at = $3
             WHERE id = $1 AND tries = $2 AND state IN ('asked', 'sent')",
            params![&refund.id, refund.tries, now + wait.min(86_400_000)],
        )
        .await?;
    Ok(touched > 0)
}

/// Notes what came of a refund. Done, its movement is posted in the same transaction.
pub(crate) async fn conclude(
    write: &mut Write,
    refund: &RefundInfo,
    state: RefundState,
    provider_id: Option<&str>,
    detail: Option<&str>,
    by: &str,
) -> Result<bool> {
    write.exclusive(&lock_name(&refund.payment)).await?;
    let now = write.clock().now_ms();
    let done_at = (state == RefundState::Done).then_some(now);
    let touched = write
        .execute(
            "UPDATE payment_refunds SET state = $2, provider_id = coalesce($3, provider_id), detail = $4, done_by = $5,
                 done_at = $6
             WHERE id = $1 AND state NOT IN ('done', 'failed')",
            params![&refund.id, state.code(), provider_id, detail, by, done_at],
        )
        .await?;
    if touched > 0 && state == RefundState::Done {
        let attempt = attempts::by_id(write, &refund.attempt).await?;
        let movement = Movement {
            reference: &format!("payment:refund:{}", refund.id),
            label: &refund.why,
            lines: vec![
                Line::new(&refund.account, refund.amount),
                Line::new(provider_account(&attempt.provider), Cents(-refund.amount.0)),
            ],
        };
        ledger::post(write, &movement).await?;
    }
    Ok(touched > 0)
}

/// Notes that someone paid a refund back by hand (a transfer by the comptable public, say), with its reference.
///
/// # Errors
/// [`Error::Settled`] when it does not wait for a hand.
pub async fn done_by_hand(write: &mut Write, refund: &str, by: &str, detail: &str) -> Result<()> {
    let refund = by_id(write, refund).await?;
    if refund.state != RefundState::ByHand {
        return Err(Error::Settled);
    }
    if conclude(write, &refund, RefundState::Done, None, Some(detail.trim()), by).await? {
        Ok(())
    } else {
        Err(Error::Settled)
    }
}
