//! Each time someone is sent to a provider.

use ledger::Cents;
use store::prelude::*;

use crate::{Error, Result};

/// Where an attempt is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AttemptState {
    /// The provider was asked and has not answered yet.
    Opening,
    /// The buyer has the provider's address.
    Open,
    /// It paid.
    Paid,
    /// It was refused.
    Refused,
    /// The buyer gave up.
    Abandoned,
    /// Nobody paid in time.
    Expired,
    /// Another amount came.
    Mismatched,
    /// It paid what was paid already, or withdrawn.
    Superfluous,
}

impl AttemptState {
    const ALL: [Self; 8] = [
        Self::Opening,
        Self::Open,
        Self::Paid,
        Self::Refused,
        Self::Abandoned,
        Self::Expired,
        Self::Mismatched,
        Self::Superfluous,
    ];

    /// Its name in tables and messages.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Opening => "opening",
            Self::Open => "open",
            Self::Paid => "paid",
            Self::Refused => "refused",
            Self::Abandoned => "abandoned",
            Self::Expired => "expired",
            Self::Mismatched => "mismatched",
            Self::Superfluous => "superfluous",
        }
    }

    /// Whether its money came.
    #[must_use]
    pub fn brought_money(self) -> bool {
        matches!(self, Self::Paid | Self::Mismatched | Self::Superfluous)
    }
}

/// An attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// Identifier: also what a provider is told to know a repeat by.
    pub id: String,
    /// Its payment.
    pub payment: String,
    /// The provider's code.
    pub provider: String,
    /// The provider's name for it.
    pub provider_id: Option<String>,
    /// What a refund or a dispute names it by.
    pub provider_reference: Option<String>,
    /// Where the buyer is sent.
    pub url: Option<String>,
    /// Where it is in its life.
    pub state: AttemptState,
    /// When it began, in milliseconds since 1970 UTC.
    pub begun_at_ms: i64,
    /// Until when its address may be given again.
    pub good_until_ms: i64,
    /// When the provider was last asked about it.
    pub looked_at_ms: Option<i64>,
    /// How often.
    pub looks: i64,
    /// What came.
    pub received: Option<Cents>,
    /// Whether no money moved for real.
    pub test: bool,
}

pub(crate) const COLUMNS: &str = "a.id, a.payment, a.provider, a.provider_id, a.provider_reference, a.url, a.state,
     a.begun_at, a.good_until, a.looked_at, a.looks, a.received_cents, a.test";

pub(crate) fn from_row(row: &Row) -> Result<Attempt> {
    let code = row.text(6)?;
    Ok(Attempt {
        id: row.get(0)?,
        payment: row.get(1)?,
        provider: row.get(2)?,
        provider_id: row.get(3)?,
        provider_reference: row.get(4)?,
        url: row.get(5)?,
        state: AttemptState::ALL
            .into_iter()
            .find(|state| state.code() == code)
            .ok_or(Error::Senseless("a state nobody knows"))?,
        begun_at_ms: row.get(7)?,
        good_until_ms: row.get(8)?,
        looked_at_ms: row.get(9)?,
        looks: row.get(10)?,
        received: row.get::<Option<i64>>(11)?.map(Cents),
        test: row.get(12)?,
    })
}

/// An attempt.
pub async fn by_id(query: &mut impl Query, id: &str) -> Result<Attempt> {
    let sql = format!("SELECT {COLUMNS} FROM payment_attempts a WHERE a.id = $1");
    from_row(&query.one(&sql, params![id]).await?)
}

/// The attempt a provider names.
pub async fn by_provider_id(query: &mut impl Query, provider: &str, id: &str) -> Result<Option<Attempt>> {
    let sql = format!("SELECT {COLUMNS} FROM payment_attempts a WHERE a.provider = $1 AND a.provider_id = $2");
    query.optional(&sql, params![provider, id]).await?.as_ref().map(from_row).transpose()
}

/// The attempts of a payment, first to last.
pub async fn of_payment(query: &mut impl Query, payment: &str) -> Result<Vec<Attempt>> {
    let sql = format!("SELECT {COLUMNS} FROM payment_attempts a WHERE a.payment = $1 ORDER BY a.begun_at, a.id");
    query.all(&sql, params![payment]).await?.iter().map(from_row).collect()
}
