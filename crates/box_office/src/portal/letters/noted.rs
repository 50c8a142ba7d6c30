//! Letters noted in the transaction that gives rise to them.

use store::prelude::*;

use crate::Result;

/// What a letter is about. The subject says of what: an order, or an order and what distinguishes this time from others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Tickets are issued. Subject: the order.
    Order,
    /// An order is kept, to be paid at the town hall. Subject: the order.
    Kept,
    /// It is soon too late to pay a kept order. Subject: the order.
    RemindPay,
    /// Nobody paid in time: the places went back. Subject: the order.
    Lapsed,
    /// It is tomorrow. Subject: the order.
    Remind,
    /// Another hour or place. Subject: `{order}:{instant of the change, ms}`.
    Changed,
    /// The performance is cancelled. Subject: the order.
    CalledOff,
    /// Tickets were cancelled, and money is given back if some was paid. Subject: `{order}:{cents given back by this}`.
    Cancelled,
    /// Tickets were exchanged for another performance. Subject: the order.
    Moved,
    /// A ticket was handed on to someone. Subject: `{ticket}:{anything that distinguishes this time}`.
    Transfer,
    /// Someone is on the waiting list. Subject: the entry.
    Wait,
    /// Places are offered to someone of the waiting list. Subject: `{entry}:{rank of the offer}`.
    WaitOffer,
    /// Someone wants their tickets' links again. Subject: `{language}:{anything}:{address}`; forgotten once written.
    Find,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 13] = [
        Self::Order,
        Self::Kept,
        Self::RemindPay,
        Self::Lapsed,
        Self::Remind,
        Self::Changed,
        Self::CalledOff,
        Self::Cancelled,
        Self::Moved,
        Self::Transfer,
        Self::Wait,
        Self::WaitOffer,
        Self::Find,
    ];

    /// Its name in tables and messages.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Order => "order",
            Self::Kept => "kept",
            Self::RemindPay => "remind-pay",
            Self::Lapsed => "lapsed",
            Self::Remind => "remind",
            Self::Changed => "changed",
            Self::CalledOff => "called-off",
            Self::Cancelled => "cancelled",
            Self::Moved => "moved",
            Self::Transfer => "transfer",
            Self::Wait => "wait",
            Self::WaitOffer => "wait-offer",
            Self::Find => "find",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// Notes a letter. False when it was already: each is written once.
pub async fn note(write: &mut Write, kind: Kind, subject: &str) -> Result<bool> {
    let now = write.clock().now_ms();
    let sql = "INSERT INTO box_office_letters (kind, subject, noted_at) VALUES ($1, $2, $3)
               ON CONFLICT (kind, subject) DO NOTHING";
    Ok(write.execute(sql, params![kind.code(), subject, now]).await? == 1)
}

/// A letter to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Noted {
    pub(super) kind: Kind,
    pub(super) subject: String,
}

/// What can't be written for this long is given up, in milliseconds.
const PATIENCE_MS: i64 = 5 * 86_400_000;

/// Letters to be written, the oldest first, at most `limit`.
pub(super) async fn due(query: &mut impl Query, limit: u32) -> Result<Vec<Noted>> {
    let sql = "SELECT kind, subject FROM box_office_letters WHERE posted_at IS NULL
               ORDER BY noted_at, kind, subject LIMIT $1";
    let rows = query.all(sql, params![limit]).await?;
    let mut noted = Vec::with_capacity(rows.len());
    for row in rows {
        if let Some(kind) = Kind::from_code(row.text(0)?) {
            noted.push(Noted { kind, subject: row.get(1)? });
        }
    }
    Ok(noted)
}

/// Marks a letter as written. False when another node did it.
pub(super) async fn set_posted(write: &mut Write, noted: &Noted) -> Result<bool> {
    if noted.kind == Kind::Find {
        // Its subject holds an address, and asking twice is two letters: nothing is to be remembered.
        let sql = "DELETE FROM box_office_letters WHERE kind = $1 AND subject = $2 AND posted_at IS NULL";
        return Ok(write.execute(sql, params![noted.kind.code(), &noted.subject]).await? == 1);
    }
    let now = write.clock().now_ms();
    let sql = "UPDATE box_office_letters SET posted_at = $3 WHERE kind = $1 AND subject = $2 AND posted_at IS NULL";
    Ok(write.execute(sql, params![noted.kind.code(), &noted.subject, now]).await? == 1)
}

/// Forgets letters written long ago, that only kept us from writing twice, and those nobody could write.
pub(super) async fn sweep(write: &mut Write, before_ms: i64) -> Result<u64> {
    let patience = write.clock().now_ms() - PATIENCE_MS;
    let sql = "DELETE FROM box_office_letters WHERE posted_at IS NULL AND noted_at < $1";
    write.execute(sql, params![patience]).await?;
    Ok(write.execute("DELETE FROM box_office_letters WHERE posted_at < $1", params![before_ms]).await?)
}
