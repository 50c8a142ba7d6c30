//! What someone of the office has to look at.

use store::{new_id, prelude::*};

use crate::{Error, Result};

/// Why someone must look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ConcernKind {
    /// Another amount or currency came than was asked. Nothing was given.
    Amount,
    /// It was paid already: the same buyer paid twice.
    Twice,
    /// It came after the order was cancelled.
    Withdrawn,
    /// It came, and what was bought can't be given any more.
    Unfulfilled,
    /// Giving what was bought fails; it is tried again by itself.
    Failing,
    /// The buyer's bank takes the money back.
    Disputed,
    /// The provider refuses to give money back.
    RefundFailed,
}

impl ConcernKind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::Amount,
        Self::Twice,
        Self::Withdrawn,
        Self::Unfulfilled,
        Self::Failing,
        Self::Disputed,
        Self::RefundFailed,
    ];

    /// Its name in tables and messages.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Amount => "amount",
            Self::Twice => "twice",
            Self::Withdrawn => "withdrawn",
            Self::Unfulfilled => "unfulfilled",
            Self::Failing => "failing",
            Self::Disputed => "disputed",
            Self::RefundFailed => "refund_failed",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// Something to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Concern {
    /// Identifier.
    pub id: String,
    /// The payment.
    pub payment: String,
    /// The attempt; empty when it is about the payment as a whole.
    pub attempt: String,
    /// Why.
    pub kind: ConcernKind,
    /// More about it, for the office.
    pub detail: String,
    /// When it was noted, in milliseconds since 1970 UTC.
    pub noted_at_ms: i64,
    /// When someone answered it.
    pub resolved_at_ms: Option<i64>,
    /// What they answered.
    pub answer: Option<String>,
}

/// Notes a concern, once for an attempt and a kind; said again, its detail is brought up to date.
pub(crate) async fn note(
    write: &mut Write,
    payment: &str,
    attempt: &str,
    kind: ConcernKind,
    detail: &str,
) -> Result<()> {
    let now = write.clock().now_ms();
    write
        .execute(
            "INSERT INTO payment_concerns (id, payment, attempt, kind, detail, noted_at) VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (payment, kind, attempt) DO UPDATE SET detail = excluded.detail",
            params![new_id(), payment, attempt, kind.code(), detail, now],
        )
        .await?;
    Ok(())
}

/// Answers a concern. Nothing when it was answered before.
pub async fn resolve(write: &mut Write, concern: &str, by: &str, answer: &str) -> Result<bool> {
    let now = write.clock().now_ms();
    let touched = write
        .execute(
            "UPDATE payment_concerns SET resolved_at = $2, resolved_by = $3, answer = $4
             WHERE id = $1 AND resolved_at IS NULL",
            params![concern, now, by, answer.trim()],
        )
        .await?;
    Ok(touched > 0)
}

/// Answers what resolved itself.
pub(crate) async fn settle(write: &mut Write, payment: &str, kind: ConcernKind) -> Result<()> {
    let now = write.clock().now_ms();
    write
        .execute(
            "UPDATE payment_concerns SET resolved_at = $3, resolved_by = 'system', answer = ''
             WHERE payment = $1 AND kind = $2 AND resolved_at IS NULL",
            params![payment, kind.code(), now],
        )
        .await?;
    Ok(())
}

const COLUMNS: &str = "id, payment, attempt, kind, detail, noted_at, resolved_at, answer";

fn from_row(row: &Row) -> Result<Concern> {
    Ok(Concern {
        id: row.get(0)?,
        payment: row.get(1)?,
        attempt: row.get(2)?,
        kind: ConcernKind::from_code(row.text(3)?).ok_or(Error::Senseless("a concern nobody knows"))?,
        detail: row.get(4)?,
        noted_at_ms: row.get(5)?,
        resolved_at_ms: row.get(6)?,
        answer: row.get(7)?,
    })
}

/// A concern.
pub async fn by_id(query: &mut impl Query, id: &str) -> Result<Concern> {
    let sql = format!("SELECT {COLUMNS} FROM payment_concerns WHERE id = $1");
    from_row(&query.one(&sql, params![id]).await?)
}

/// The concerns of a payment, first to last.
pub async fn of_payment(query: &mut impl Query, payment: &str) -> Result<Vec<Concern>> {
    let sql = format!("SELECT {COLUMNS} FROM payment_concerns WHERE payment = $1 ORDER BY noted_at, id");
    query.all(&sql, params![payment]).await?.iter().map(from_row).collect()
}

/// What nobody answered yet, oldest first.
pub async fn open(query: &mut impl Query, limit: u32) -> Result<Vec<Concern>> {
    let sql =
        format!("SELECT {COLUMNS} FROM payment_concerns WHERE resolved_at IS NULL ORDER BY noted_at, id LIMIT $1");
    query.all(&sql, params![limit]).await?.iter().map(from_row).collect()
}

/// How many concerns nobody answered yet.
pub async fn count_open(query: &mut impl Query) -> Result<i64> {
    let sql = "SELECT count(*) FROM payment_concerns WHERE resolved_at IS NULL";
    Ok(query.one(sql, params![]).await?.get(0)?)
}
