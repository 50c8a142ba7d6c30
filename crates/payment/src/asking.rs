//! What is asked to be paid.

use jiff::Timestamp;
use ledger::Cents;
use shell::Lang;
use store::{new_id, prelude::*};

use crate::{Error, Result};

/// A payment to be asked.
#[derive(Debug, Clone)]
pub struct Asked<'a> {
    /// What gives rise to it, unique in the house, as in `pass-order:0192…`: the part before the colon names the
    /// [`Fulfilment`](crate::Fulfilment). Asked again with the same reference and amount, it is the same payment.
    pub reference: &'a str,
    /// How much, above zero.
    pub amount: Cents,
    /// What for, in the buyer's language: shown on our page and the provider's.
    pub label: &'a str,
    /// The ledger account the money is earned for, as in `pass:ventes`.
    pub account: &'a str,
    /// Where the provider sends its own receipt.
    pub email: Option<&'a str>,
    /// The buyer's language.
    pub lang: Lang,
    /// The path of ours the buyer comes back to, beginning with one `/`.
    pub return_to: &'a str,
}

/// Where a payment is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Nobody went to a provider yet.
    Asked,
    /// Someone is at a provider.
    Begun,
    /// The money came, all of it; what was bought is given in the same transaction.
    Paid,
    /// The provider refused the last attempt: it may be tried again.
    Refused,
    /// The buyer gave up the last attempt: it may be tried again.
    Abandoned,
    /// Nobody paid in time: it may be tried again.
    Expired,
    /// Taken back by whoever asked it. Paid all the same, the money is to give back.
    Withdrawn,
    /// Another amount came: someone looks at it, and it is not to be paid again.
    Held,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 8] = [
        Self::Asked,
        Self::Begun,
        Self::Paid,
        Self::Refused,
        Self::Abandoned,
        Self::Expired,
        Self::Withdrawn,
        Self::Held,
    ];

    /// Its name in tables and messages.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Begun => "begun",
            Self::Paid => "paid",
            Self::Refused => "refused",
            Self::Abandoned => "abandoned",
            Self::Expired => "expired",
            Self::Withdrawn => "withdrawn",
            Self::Held => "held",
        }
    }

    /// The state of that name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Whether someone may still go and pay.
    #[must_use]
    pub fn is_payable(self) -> bool {
        !matches!(self, Self::Paid | Self::Withdrawn | Self::Held)
    }
}

/// A payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payment {
    /// Identifier: its page is `/paiement/{id}`.
    pub id: String,
    /// What gave rise to it.
    pub reference: String,
    /// How much.
    pub amount: Cents,
    /// What for.
    pub label: String,
    /// The ledger account it is earned for.
    pub account: String,
    /// Where a provider sends its receipt.
    pub email: Option<String>,
    /// The buyer's language.
    pub lang: Lang,
    /// Where the buyer comes back to.
    pub return_to: String,
    /// Where it is in its life.
    pub state: State,
    /// When it was asked.
    pub asked_at: Timestamp,
    /// When it was paid, or last refused.
    pub settled_at: Option<Timestamp>,
    /// The attempt that paid it.
    pub paid_by: Option<String>,
}

/// The page of a payment.
#[must_use]
pub fn page(payment: &str) -> String {
    format!("/paiement/{payment}")
}

/// Asks for a payment, in the transaction of what gives rise to it, and gives its identifier: send the buyer to
/// [`page`].
///
/// # Errors
/// [`Error::Senseless`]; [`Error::Contradiction`] when the reference was asked with another amount or account.
pub async fn ask(write: &mut Write, asked: &Asked<'_>) -> Result<String> {
    if asked.amount <= Cents::ZERO {
        return Err(Error::Senseless("an amount to pay is above zero"));
    }
    if !asked.return_to.starts_with('/') || asked.return_to.starts_with("//") {
        return Err(Error::Senseless("the buyer comes back to a path of ours"));
    }
    if asked.label.trim().is_empty() || asked.account.trim().is_empty() || !asked.reference.contains(':') {
        return Err(Error::Senseless("a payment has a label, an account and a reference like prefix:identifier"));
    }
    let (id, now) = (new_id(), write.clock().now_ms());
    let made = write
        .execute(
            "INSERT INTO payment_payments
                 (id, reference, cents, label, account, email, lang, return_to, state, asked_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'asked', $9) ON CONFLICT (reference) DO NOTHING",
            params![
                &id,
                asked.reference,
                asked.amount.0,
                asked.label.trim(),
                asked.account,
                asked.email.map(str::trim).filter(|email| !email.is_empty()),
                asked.lang.code(),
                asked.return_to,
                now
            ],
        )
        .await?;
    if made > 0 {
        return Ok(id);
    }
    match by_reference(write, asked.reference).await? {
        Some(before) if before.amount == asked.amount && before.account == asked.account => Ok(before.id),
        _ => Err(Error::Contradiction(asked.reference.to_owned())),
    }
}

/// Takes a payment back before it is paid: the order was cancelled. Paid all the same (someone was at the provider),
/// the money comes up in the office as to be given back. Nothing when it is paid already.
pub async fn withdraw(write: &mut Write, payment: &str) -> Result<bool> {
    write.exclusive(&lock_name(payment)).await?;
    let now = write.clock().now_ms();
    let touched = write
        .execute(
            "UPDATE payment_payments SET state = 'withdrawn', settled_at = $2
             WHERE id = $1 AND state NOT IN ('paid', 'held', 'withdrawn')",
            params![payment, now],
        )
        .await?;
    Ok(touched > 0)
}

/// The lock under which a payment's state is read and changed.
pub(crate) fn lock_name(payment: &str) -> String {
    format!("payment:{payment}")
}

pub(crate) const COLUMNS: &str =
    "p.id, p.reference, p.cents, p.label, p.account, p.email, p.lang, p.return_to, p.state, p.asked_at, p.settled_at,
     p.paid_by";

pub(crate) fn from_row(row: &Row) -> Result<Payment> {
    let at = |ms: i64| Timestamp::from_millisecond(ms).unwrap_or(Timestamp::UNIX_EPOCH);
    Ok(Payment {
        id: row.get(0)?,
        reference: row.get(1)?,
        amount: Cents(row.get(2)?),
        label: row.get(3)?,
        account: row.get(4)?,
        email: row.get(5)?,
        lang: Lang::from_code(row.text(6)?).unwrap_or_default(),
        return_to: row.get(7)?,
        state: State::from_code(row.text(8)?).ok_or(Error::Senseless("a state nobody knows"))?,
        asked_at: at(row.get(9)?),
        settled_at: row.get::<Option<i64>>(10)?.map(at),
        paid_by: row.get(11)?,
    })
}

/// A payment.
pub async fn by_id(query: &mut impl Query, id: &str) -> Result<Payment> {
    let sql = format!("SELECT {COLUMNS} FROM payment_payments p WHERE p.id = $1");
    from_row(&query.one(&sql, params![id]).await?)
}

/// The payment of a reference.
pub async fn by_reference(query: &mut impl Query, reference: &str) -> Result<Option<Payment>> {
    let sql = format!("SELECT {COLUMNS} FROM payment_payments p WHERE p.reference = $1");
    query.optional(&sql, params![reference]).await?.as_ref().map(from_row).transpose()
}

/// Forgets a buyer's address once the payment is settled; the movement of money stays.
pub async fn forget_email(write: &mut Write, reference: &str) -> Result<()> {
    write.execute("UPDATE payment_payments SET email = NULL WHERE reference = $1", params![reference]).await?;
    Ok(())
}
