//! What becomes of a payment when its provider says so: one transaction that marks it, moves the money and gives what
//! was bought.

use jiff::Timestamp;
use ledger::{Cents, Line, Movement};
use store::prelude::*;

use crate::asking::{self, Payment, State, lock_name};
use crate::attempts::{self, Attempt, AttemptState};
use crate::concerns::{self, ConcernKind};
use crate::fulfilment::{Fulfilled, Fulfilment, Paid};
use crate::provider::Outcome;
use crate::{Error, Result};

/// The ledger account of what came and belongs to nobody's sale yet.
pub const TO_SORT_OUT: &str = "paiement:a-regulariser";

/// The ledger account of what a provider holds for us.
#[must_use]
pub fn provider_account(provider: &str) -> String {
    format!("paiement:{provider}")
}

/// What [`settle`] did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settled {
    /// It is paid now, and what was bought is given.
    Paid,
    /// It is paid now, and what was bought can't be given.
    Unfulfilled,
    /// Another amount came: it is held.
    Held,
    /// Money came for what was paid already or withdrawn.
    Superfluous,
    /// Refused, given up or expired.
    Ended,
    /// It was known before.
    Before,
    /// Nothing is known yet.
    Pending,
}

impl Settled {
    /// Its name in the table of notices.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Paid => "paid",
            Self::Unfulfilled => "unfulfilled",
            Self::Held => "held",
            Self::Superfluous => "superfluous",
            Self::Ended => "ended",
            Self::Before => "before",
            Self::Pending => "pending",
        }
    }
}

/// Settles an attempt. Asked again with the same outcome, whatever the order, nothing more happens.
///
/// # Errors
/// [`Error::Fulfilment`]: drop the transaction, nothing must be kept.
pub(crate) async fn settle(
    write: &mut Write,
    attempt: &str,
    outcome: &Outcome,
    fulfilments: &[Fulfilment],
) -> Result<Settled> {
    let payment = attempts::by_id(write, attempt).await?.payment;
    write.exclusive(&lock_name(&payment)).await?;
    // Read again: what was read before the lock may be old.
    let attempt = attempts::by_id(write, attempt).await?;
    let payment = asking::by_id(write, &payment).await?;
    if attempt.state.brought_money() {
        return Ok(Settled::Before);
    }
    match outcome {
        Outcome::Pending => Ok(Settled::Pending),
        Outcome::Paid { amount, currency, reference } => {
            if *amount != payment.amount || currency != "eur" {
                hold(write, &payment, &attempt, *amount, currency, reference.as_deref()).await
            } else if !payment.state.is_payable() {
                superfluous(write, &payment, &attempt, *amount, reference.as_deref()).await
            } else {
                pay(write, &payment, &attempt, reference.as_deref(), fulfilments).await
            }
        }
        Outcome::Refused => end(write, &payment, &attempt, AttemptState::Refused, State::Refused).await,
        Outcome::Abandoned => end(write, &payment, &attempt, AttemptState::Abandoned, State::Abandoned).await,
        Outcome::Expired => end(write, &payment, &attempt, AttemptState::Expired, State::Expired).await,
    }
}

async fn mark(
    write: &mut Write,
    attempt: &Attempt,
    state: AttemptState,
    received: Option<Cents>,
    reference: Option<&str>,
) -> Result<()> {
    let now = write.clock().now_ms();
    write
        .execute(
            "UPDATE payment_attempts SET state = $2, settled_at = $3, received_cents = $4,
                 provider_reference = coalesce($5, provider_reference)
             WHERE id = $1",
            params![&attempt.id, state.code(), now, received.map(|cents| cents.0), reference],
        )
        .await?;
    Ok(())
}

async fn set_state(write: &mut Write, payment: &Payment, state: State, paid_by: Option<&str>) -> Result<()> {
    let now = write.clock().now_ms();
    write
        .execute(
            "UPDATE payment_payments SET state = $2, settled_at = $3, paid_by = coalesce($4, paid_by) WHERE id = $1",
            params![&payment.id, state.code(), now, paid_by],
        )
        .await?;
    Ok(())
}

async fn end(
    write: &mut Write,
    payment: &Payment,
    attempt: &Attempt,
    ended: AttemptState,
    state: State,
) -> Result<Settled> {
    // A refusal said after another ending changes nothing; and one ending is as good as another.
    if !matches!(attempt.state, AttemptState::Opening | AttemptState::Open) {
        return Ok(Settled::Before);
    }
    mark(write, attempt, ended, None, None).await?;
    let sql = "SELECT count(*) FROM payment_attempts WHERE payment = $1 AND state IN ('opening', 'open')";
    let others: i64 = write.one(sql, params![&payment.id]).await?.get(0)?;
    if others == 0 && payment.state.is_payable() {
        set_state(write, payment, state, None).await?;
    }
    Ok(Settled::Ended)
}

async fn pay(
    write: &mut Write,
    payment: &Payment,
    attempt: &Attempt,
    reference: Option<&str>,
    fulfilments: &[Fulfilment],
) -> Result<Settled> {
    mark(write, attempt, AttemptState::Paid, Some(payment.amount), reference).await?;
    set_state(write, payment, State::Paid, Some(&attempt.id)).await?;
    came(write, attempt, payment.amount, &payment.account, &payment.label).await?;
    let prefix = payment.reference.split(':').next().unwrap_or_default();
    let paid = Paid {
        payment: payment.id.clone(),
        reference: payment.reference.clone(),
        amount: payment.amount,
        provider: attempt.provider.clone(),
        at: write.clock().now(),
        late: !matches!(payment.state, State::Asked | State::Begun),
        test: attempt.test,
    };
    let fulfilment = fulfilments.iter().find(|one| one.prefix == prefix).copied();
    let fulfilled = match fulfilment {
        Some(fulfilment) => (fulfilment.paid)(write, &paid).await.map_err(Error::Fulfilment)?,
        None => Fulfilled::Impossible(format!("{prefix}: nobody fulfils it")),
    };
    concerns::settle(write, &payment.id, ConcernKind::Failing).await?;
    match fulfilled {
        Fulfilled::Done => Ok(Settled::Paid),
        Fulfilled::Impossible(reason) => {
            concerns::note(write, &payment.id, &attempt.id, ConcernKind::Unfulfilled, &reason).await?;
            Ok(Settled::Unfulfilled)
        }
    }
}

async fn hold(
    write: &mut Write,
    payment: &Payment,
    attempt: &Attempt,
    amount: Cents,
    currency: &str,
    reference: Option<&str>,
) -> Result<Settled> {
    mark(write, attempt, AttemptState::Mismatched, Some(amount), reference).await?;
    if payment.state.is_payable() {
        set_state(write, payment, State::Held, None).await?;
    }
    let detail = format!("{amount} {currency} / {} eur", payment.amount);
    concerns::note(write, &payment.id, &attempt.id, ConcernKind::Amount, &detail).await?;
    // The ledger counts euros: another currency is only in the concern.
    if currency == "eur" && amount > Cents::ZERO {
        came(write, attempt, amount, TO_SORT_OUT, &payment.label).await?;
    }
    Ok(Settled::Held)
}

async fn superfluous(
    write: &mut Write,
    payment: &Payment,
    attempt: &Attempt,
    amount: Cents,
    reference: Option<&str>,
) -> Result<Settled> {
    mark(write, attempt, AttemptState::Superfluous, Some(amount), reference).await?;
    let kind = match payment.state {
        State::Withdrawn => ConcernKind::Withdrawn,
        _ => ConcernKind::Twice,
    };
    concerns::note(write, &payment.id, &attempt.id, kind, &format!("{amount} eur")).await?;
    came(write, attempt, amount, TO_SORT_OUT, &payment.label).await?;
    Ok(Settled::Superfluous)
}

/// Money came into the provider's hands for `account`.
async fn came(write: &mut Write, attempt: &Attempt, amount: Cents, account: &str, label: &str) -> Result<()> {
    let movement = Movement {
        reference: &format!("payment:attempt:{}", attempt.id),
        label,
        lines: vec![
            Line::new(provider_account(&attempt.provider), amount),
            Line::new(account, amount.checked_neg().ok_or(Error::Overflow)?),
        ],
    };
    ledger::post(write, &movement).await?;
    Ok(())
}

/// An instant of a column.
pub(crate) fn instant(ms: i64) -> Timestamp {
    Timestamp::from_millisecond(ms).unwrap_or(Timestamp::UNIX_EPOCH)
}
