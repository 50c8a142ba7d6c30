//! The built-in test provider: a page of ours where one pays, refuses, gives up, and makes everything happen that
//! happens with a real provider. It keeps its own books, and answers from them like another's server would.

use std::time::Duration;

use axum::http::{HeaderMap, HeaderValue};
use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use ledger::Cents;
use sha2::Sha256;
use store::{Db, new_id, prelude::*};

use super::{Answer, BadNotice, Beginning, Begun, Notice, Outcome, Provider, ProviderError, Refunded, Says};
use crate::attempts::Attempt;

/// The provider's name in tables, accounts and addresses.
pub const CODE: &str = "essai";
const SIGNATURE: &str = "x-essai-signature";
const LIFE: Duration = Duration::from_secs(30 * 60);

/// The test provider over a database.
#[derive(Clone)]
pub struct Test {
    db: Db,
    key: [u8; 32],
}

/// What its page was asked to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// Pays, notifies, and the buyer comes back.
    Pay,
    /// Pays and notifies; the buyer does not come back.
    PayAndLeave,
    /// Pays; nobody notifies and the buyer does not come back.
    PayInSilence,
    /// Pays, and notifies only after a while: nobody knows before.
    PayLate,
    /// Pays and notifies twice.
    PayTwice,
    /// Pays one euro less than asked.
    PayLess,
    /// Refuses.
    Refuse,
    /// The buyer gives up.
    Abandon,
}

impl Choice {
    /// Every choice, in the page's order.
    pub const ALL: [Self; 8] = [
        Self::Pay,
        Self::Refuse,
        Self::Abandon,
        Self::PayAndLeave,
        Self::PayInSilence,
        Self::PayLate,
        Self::PayTwice,
        Self::PayLess,
    ];

    /// Its name in the page's form and messages.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Pay => "payer",
            Self::PayAndLeave => "partir",
            Self::PayInSilence => "silence",
            Self::PayLate => "tard",
            Self::PayTwice => "deux-fois",
            Self::PayLess => "moins",
            Self::Refuse => "refuser",
            Self::Abandon => "abandonner",
        }
    }

    /// The choice of that name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.code() == code)
    }
}

/// How long a late notification waits.
pub const LATE: Duration = Duration::from_secs(20);

/// A trial payment, as its page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trial {
    /// Identifier: its page is `/paiement/essai/{id}`.
    pub id: String,
    /// How much.
    pub amount: Cents,
    /// What for.
    pub label: String,
    /// Where the buyer comes back to.
    pub return_url: String,
    /// Whether it was decided already.
    pub decided: bool,
}

impl Test {
    /// Over a database. Notifications are signed with a key of this process, which alone sends them.
    #[must_use]
    pub fn new(db: Db) -> Self {
        Self { db, key: rand::random() }
    }

    /// A trial payment.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`].
    pub async fn trial(&self, id: &str) -> crate::Result<Trial> {
        let sql = "SELECT id, cents, label, return_url, outcome FROM payment_trials WHERE id = $1";
        let row = self.db.read().await?.one(sql, params![id]).await?;
        Ok(Trial {
            id: row.get(0)?,
            amount: Cents(row.get(1)?),
            label: row.get(2)?,
            return_url: row.get(3)?,
            decided: row.get::<Option<String>>(4)?.is_some(),
        })
    }

    /// Does in the provider's books what was chosen on its page. Decided once: a payment can't be refused afterwards;
    /// one refused or given up can be paid later, as with some banks.
    pub async fn decide(&self, trial: &Trial, choice: Choice) -> crate::Result<()> {
        let (outcome, cents) = match choice {
            Choice::Refuse => ("refused", None),
            Choice::Abandon => ("abandoned", None),
            Choice::PayLess => ("paid", Some(trial.amount.0 - 100)),
            _ => ("paid", Some(trial.amount.0)),
        };
        let mut write = self.db.write().await?;
        let wait = if choice == Choice::PayLate { LATE.as_millis() as i64 } else { 0 };
        let at = write.clock().now_ms() + wait;
        write
            .execute(
                "UPDATE payment_trials SET outcome = $2, paid_cents = $3, decided_at = $4
                 WHERE id = $1 AND (outcome IS NULL OR outcome <> 'paid')",
                params![&trial.id, outcome, cents, at],
            )
            .await?;
        write.commit().await?;
        Ok(())
    }

    /// The notification of a trial as it stands: headers and body, signed.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`].
    pub async fn notification(&self, trial: &str) -> crate::Result<(HeaderMap, Vec<u8>)> {
        let sql = "SELECT outcome, paid_cents FROM payment_trials WHERE id = $1";
        let row = self.db.read().await?.one(sql, params![trial]).await?;
        let outcome = row.get::<Option<String>>(0)?.unwrap_or_default();
        let body = serde_json::json!({
            "event": format!("{trial}:{outcome}"), "trial": trial, "outcome": outcome,
            "cents": row.get::<Option<i64>>(1)?,
        })
        .to_string()
        .into_bytes();
        let mut headers = HeaderMap::new();
        if let Ok(signature) = HeaderValue::from_str(&self.sign(&body)) {
            headers.insert(SIGNATURE, signature);
        }
        Ok((headers, body))
    }

    fn mac(&self, body: &[u8]) -> Option<Hmac<Sha256>> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.key).ok()?;
        mac.update(body);
        Some(mac)
    }

    fn sign(&self, body: &[u8]) -> String {
        let Some(mac) = self.mac(body) else { return String::new() };
        mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

fn outcome_of(outcome: &str, cents: Option<i64>, trial: &str) -> Outcome {
    match (outcome, cents) {
        ("paid", Some(cents)) => Outcome::Paid {
            amount: Cents(cents),
            currency: "eur".to_owned(),
            reference: Some(format!("essai-{trial}")),
        },
        ("refused", _) => Outcome::Refused,
        ("abandoned", _) => Outcome::Abandoned,
        _ => Outcome::Pending,
    }
}

fn unreachable(error: store::Error) -> ProviderError {
    ProviderError::Unreachable(error.to_string())
}

impl Provider for Test {
    fn code(&self) -> &'static str {
        CODE
    }

    fn good_for(&self) -> Duration {
        LIFE
    }

    fn leads_to(&self) -> &str {
        "'self'"
    }

    fn begin<'a>(&'a self, beginning: &'a Beginning) -> Answer<'a, Begun> {
        Box::pin(async move {
            let mut write = self.db.write().await.map_err(unreachable)?;
            let now = write.clock().now_ms();
            let made = write
                .one(
                    "INSERT INTO payment_trials (id, attempt, cents, label, return_url, made_at)
                     VALUES ($1, $2, $3, $4, $5, $6)
                     ON CONFLICT (attempt) DO UPDATE SET label = excluded.label RETURNING id",
                    params![
                        new_id(),
                        &beginning.attempt,
                        beginning.amount.0,
                        &beginning.label,
                        &beginning.return_url,
                        now
                    ],
                )
                .await
                .map_err(unreachable)?;
            let id: String = made.get(0).map_err(unreachable)?;
            write.commit().await.map_err(unreachable)?;
            Ok(Begun { url: format!("/paiement/essai/{id}"), provider_id: id, test: true })
        })
    }

    fn look<'a>(&'a self, attempt: &'a Attempt, now: Timestamp) -> Answer<'a, Outcome> {
        Box::pin(async move {
            let trial = attempt.provider_id.as_deref().unwrap_or_default();
            let sql = "SELECT outcome, paid_cents, decided_at, made_at FROM payment_trials WHERE id = $1";
            let mut read = self.db.read().await.map_err(unreachable)?;
            let row = read.one(sql, params![trial]).await.map_err(unreachable)?;
            let outcome: Option<String> = row.get(0).map_err(unreachable)?;
            let decided: Option<i64> = row.get(2).map_err(unreachable)?;
            let made: i64 = row.get(3).map_err(unreachable)?;
            let over = now.as_millisecond() - made > LIFE.as_millis() as i64;
            Ok(match outcome {
                Some(_) if decided.is_some_and(|at| at > now.as_millisecond()) => Outcome::Pending,
                Some(outcome) => outcome_of(&outcome, row.get(1).map_err(unreachable)?, trial),
                None if over => Outcome::Expired,
                None => Outcome::Pending,
            })
        })
    }

    fn refund<'a>(&'a self, attempt: &'a Attempt, refund: &'a str, amount: Cents) -> Answer<'a, Refunded> {
        Box::pin(async move {
            let trial = attempt.provider_id.as_deref().unwrap_or_default();
            let mut write = self.db.write().await.map_err(unreachable)?;
            let sql = "SELECT coalesce(paid_cents, 0),
                           CAST(coalesce((SELECT sum(cents) FROM payment_trial_refunds WHERE trial = $1 AND id <> $2), 0)
                                AS BIGINT)
                       FROM payment_trials WHERE id = $1";
            let row = write.one(sql, params![trial, refund]).await.map_err(unreachable)?;
            let (paid, back): (i64, i64) = (row.get(0).map_err(unreachable)?, row.get(1).map_err(unreachable)?);
            if back + amount.0 > paid {
                return Err(ProviderError::Refuses("more than was paid".to_owned()));
            }
            write
                .execute(
                    "INSERT INTO payment_trial_refunds (id, trial, cents) VALUES ($1, $2, $3)
                     ON CONFLICT (id) DO NOTHING",
                    params![refund, trial, amount.0],
                )
                .await
                .map_err(unreachable)?;
            write.commit().await.map_err(unreachable)?;
            Ok(Refunded::Done { provider_id: format!("remboursement-{refund}") })
        })
    }

    fn read(&self, headers: &HeaderMap, body: &[u8], _: Timestamp) -> Result<Notice, BadNotice> {
        #[derive(serde::Deserialize)]
        struct Told {
            event: String,
            trial: String,
            outcome: String,
            cents: Option<i64>,
        }
        let signature = headers.get(SIGNATURE).and_then(|value| value.to_str().ok()).ok_or(BadNotice::Unsigned)?;
        if !signature.is_ascii() || signature.len() != 64 {
            return Err(BadNotice::Unsigned);
        }
        let bytes: Option<Vec<u8>> =
            (0..64).step_by(2).map(|at| u8::from_str_radix(&signature[at..at + 2], 16).ok()).collect();
        let (Some(mac), Some(bytes)) = (self.mac(body), bytes) else { return Err(BadNotice::Unsigned) };
        mac.verify_slice(&bytes).map_err(|_| BadNotice::Unsigned)?;
        let told: Told = serde_json::from_slice(body).map_err(|_| BadNotice::Unreadable)?;
        Ok(Notice {
            says: Says::Became(outcome_of(&told.outcome, told.cents, &told.trial)),
            kind: told.outcome,
            event: told.event,
            provider_id: told.trial,
        })
    }
}
