//! Slips (bordereaux de versement): what leaves the régie for the comptable public.
//!
//! A régisseur hands over and accounts for what was taken when the ceiling of cash is reached and at least once a month
//! (CGCT article R1617-8). Once on a slip, a cheque is on no other.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use ledger::{Cents, Line, Movement};
use store::{new_id, prelude::*};

use crate::receipts::local_zone;
use crate::regies::{self, Regie};
use crate::{Error, Means, Result};

/// A slip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deposit {
    /// Identifier.
    pub id: String,
    /// Its régie.
    pub regie: String,
    /// The number people read: `PISCINE-B-2026-003`.
    pub number: String,
    /// Cash.
    pub cash: Cents,
    /// How many cheques.
    pub cheques: i64,
    /// What they add up to.
    pub cheques_total: Cents,
    /// Who made it.
    pub made_by: String,
    /// When, in milliseconds since 1970 UTC.
    pub made_at_ms: i64,
    /// The day it was handed over.
    pub handed_on: Option<Date>,
    /// Who handed it over.
    pub handed_by: Option<String>,
    /// What the accountant answered: the number of their receipt.
    pub acknowledgement: Option<String>,
}

impl Deposit {
    /// Cash and cheques.
    #[must_use]
    pub fn total(&self) -> Cents {
        Cents(self.cash.0 + self.cheques_total.0)
    }
}

/// A cheque, on a slip or waiting for one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cheque {
    /// The receipt it paid.
    pub receipt: String,
    /// The receipt's number.
    pub receipt_number: String,
    /// When it was taken, in milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// Its number.
    pub number: String,
    /// Its bank.
    pub bank: String,
    /// Who drew it.
    pub drawer: Option<String>,
    /// Its amount.
    pub amount: Cents,
}

/// What a régie holds, and whether it is time to hand it over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holding {
    /// Cash taken and not handed over, floats left out.
    pub cash: Cents,
    /// Of it, cash already on a slip.
    pub cash_on_slips: Cents,
    /// Of it, cash in tills that are open: it is counted with them, and leaves once they are closed.
    pub cash_in_tills: Cents,
    /// Cheques on no slip yet.
    pub cheques: i64,
    /// What they add up to.
    pub cheques_total: Cents,
    /// Whether the cash is above the ceiling of the régie's act.
    pub above_ceiling: bool,
    /// Whether more than a month passed since the last handing over (or the first receipt) and something is held.
    pub overdue: bool,
}

impl Holding {
    /// Cash that may be put on a slip: on none yet, and out of the tills.
    #[must_use]
    pub fn free_cash(&self) -> Cents {
        Cents((self.cash.0 - self.cash_on_slips.0 - self.cash_in_tills.0).max(0))
    }
}

/// What a régie holds now.
pub async fn holding(query: &mut impl Query, regie: &Regie, now: Timestamp) -> Result<Holding> {
    let sql = "SELECT CAST(coalesce(sum(m.cents), 0) AS BIGINT) FROM regie_receipt_means m
               JOIN regie_receipts r ON r.id = m.receipt JOIN regie_sessions s ON s.id = r.session
               WHERE r.regie = $1 AND m.means = 'especes' AND s.closed_at IS NULL";
    // Before the balance: a till closed in between counts as open, and its difference is not overlooked. One that gave back
    // more than it took did so from its float.
    let cash_in_tills = Cents(query.one(sql, params![&regie.id]).await?.get::<i64>(0)?.max(0));
    let cash = ledger::balance(query, &regie.account(Means::Cash)).await?;
    let sql = "SELECT CAST(coalesce(sum(cash_cents), 0) AS BIGINT) FROM regie_deposits
               WHERE regie = $1 AND handed_on IS NULL";
    let cash_on_slips = Cents(query.one(sql, params![&regie.id]).await?.get(0)?);
    let sql = "SELECT count(*), CAST(coalesce(sum(m.cents), 0) AS BIGINT) FROM regie_receipt_means m
               JOIN regie_receipts r ON r.id = m.receipt
               WHERE r.regie = $1 AND m.means = 'cheque' AND m.cents > 0 AND m.deposit IS NULL";
    let row = query.one(sql, params![&regie.id]).await?;
    let (cheques, cheques_total) = (row.get(0)?, Cents(row.get(1)?));
    let sql = "SELECT max(handed_on) FROM regie_deposits WHERE regie = $1";
    let last: Option<String> = query.one(sql, params![&regie.id]).await?.get(0)?;
    let since: Option<Date> = match last {
        Some(day) => day.parse().ok(),
        None => {
            let sql = "SELECT min(at) FROM regie_receipts WHERE regie = $1";
            let first: Option<i64> = query.one(sql, params![&regie.id]).await?.get(0)?;
            first.and_then(|ms| Timestamp::from_millisecond(ms).ok()).map(|at| at.to_zoned(local_zone()).date())
        }
    };
    let today = now.to_zoned(local_zone()).date();
    let held = cash > Cents::ZERO || cheques > 0;
    let month_ago = today.checked_sub(1.month())?;
    Ok(Holding {
        above_ceiling: cash > regie.ceiling,
        overdue: held && since.is_some_and(|since| since < month_ago),
        cash,
        cash_on_slips,
        cash_in_tills,
        cheques,
        cheques_total,
    })
}

/// Makes a slip of some cash and of every cheque on no slip yet.
///
/// # Errors
/// [`Error::NothingToDeposit`] when it would be empty, or hold more cash than there is; [`Error::TillsFirst`] when there is
/// as much, with what is in tills that are open.
pub async fn make(write: &mut Write, regie: &str, by: &str, cash: Cents) -> Result<Deposit> {
    write.exclusive(&format!("regie.deposits:{regie}")).await?;
    // No receipt of this régie is written meanwhile: no cheque slips in between.
    write.exclusive(&format!("regie.receipts:{regie}")).await?;
    let regie = regies::by_id(write, regie).await?;
    let now = write.clock().now();
    let held = holding(write, &regie, now).await?;
    if cash > held.free_cash() && cash.0 <= held.cash.0 - held.cash_on_slips.0 {
        return Err(Error::TillsFirst { held: held.free_cash() });
    }
    if cash < Cents::ZERO || cash > held.free_cash() || (cash == Cents::ZERO && held.cheques == 0) {
        return Err(Error::NothingToDeposit { held: held.free_cash() });
    }
    let year = i64::from(now.to_zoned(local_zone()).year());
    let sql = "SELECT coalesce(max(number), 0) FROM regie_deposits WHERE regie = $1 AND year = $2";
    let number = write.one(sql, params![&regie.id, year]).await?.get::<i64>(0)? + 1;
    let id = new_id();
    write
        .execute(
            "INSERT INTO regie_deposits
                 (id, regie, year, number, cash_cents, cheques, cheques_cents, made_by, made_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            params![&id, &regie.id, year, number, cash.0, held.cheques, held.cheques_total.0, by, now.as_millisecond()],
        )
        .await?;
    write
        .execute(
            "UPDATE regie_receipt_means SET deposit = $1
             WHERE means = 'cheque' AND cents > 0 AND deposit IS NULL
               AND receipt IN (SELECT id FROM regie_receipts WHERE regie = $2)",
            params![&id, &regie.id],
        )
        .await?;
    by_id(write, &id).await
}

/// Notes that a slip was handed to the accountant, and moves its money there.
///
/// # Errors
/// [`Error::AlreadyHanded`]; [`Error::Senseless`] for a day before the slip or after today.
pub async fn hand_over(write: &mut Write, deposit: &str, by: &str, on: Date, acknowledgement: &str) -> Result<Deposit> {
    write.exclusive(&format!("regie.deposit:{deposit}")).await?;
    let slip = by_id(write, deposit).await?;
    if slip.handed_on.is_some() {
        return Err(Error::AlreadyHanded);
    }
    let day = |ms: i64| Timestamp::from_millisecond(ms).map(|at| at.to_zoned(local_zone()).date());
    if on < day(slip.made_at_ms)? || on > day(write.clock().now_ms())? {
        return Err(Error::Senseless("regie-fault-handed-on"));
    }
    let regie = regies::by_id(write, &slip.regie).await?;
    write
        .execute(
            "UPDATE regie_deposits SET handed_on = $2, handed_by = $3, acknowledgement = $4 WHERE id = $1",
            params![deposit, on.to_string(), by, acknowledgement.trim()],
        )
        .await?;
    let mut lines = vec![Line::new(regie.handed_account(), slip.total())];
    for (means, amount) in [(Means::Cash, slip.cash), (Means::Cheque, slip.cheques_total)] {
        if amount != Cents::ZERO {
            lines.push(Line::new(regie.account(means), Cents(-amount.0)));
        }
    }
    let reference = format!("regie:deposit:{deposit}");
    ledger::post(write, &Movement { reference: &reference, label: &format!("Versement {}", slip.number), lines })
        .await?;
    by_id(write, deposit).await
}

const COLUMNS: &str = "d.id, d.regie, g.code, d.year, d.number, d.cash_cents, d.cheques, d.cheques_cents, d.made_by,
     d.made_at, d.handed_on, d.handed_by, d.acknowledgement";
const TABLES: &str = "regie_deposits d JOIN regie_regies g ON g.id = d.regie";

fn from_row(row: &Row) -> Result<Deposit> {
    let handed_on: Option<String> = row.get(10)?;
    Ok(Deposit {
        id: row.get(0)?,
        regie: row.get(1)?,
        number: format!("{}-B-{}-{:03}", row.text(2)?, row.get::<i64>(3)?, row.get::<i64>(4)?),
        cash: Cents(row.get(5)?),
        cheques: row.get(6)?,
        cheques_total: Cents(row.get(7)?),
        made_by: row.get(8)?,
        made_at_ms: row.get(9)?,
        handed_on: handed_on.map(|day| day.parse()).transpose()?,
        handed_by: row.get(11)?,
        acknowledgement: row.get(12)?,
    })
}

/// A slip.
pub async fn by_id(query: &mut impl Query, id: &str) -> Result<Deposit> {
    let sql = format!("SELECT {COLUMNS} FROM {TABLES} WHERE d.id = $1");
    from_row(&query.one(&sql, params![id]).await?)
}

/// The last slips of a régie, latest first.
pub async fn list(query: &mut impl Query, regie: &str, limit: u32) -> Result<Vec<Deposit>> {
    let sql = format!("SELECT {COLUMNS} FROM {TABLES} WHERE d.regie = $1 ORDER BY d.year DESC, d.number DESC LIMIT $2");
    query.all(&sql, params![regie, limit]).await?.iter().map(from_row).collect()
}

const CHEQUES: &str = "SELECT r.id, g.code, r.year, r.number, r.at, m.number, m.bank, m.drawer, m.cents
     FROM regie_receipt_means m JOIN regie_receipts r ON r.id = m.receipt JOIN regie_regies g ON g.id = r.regie";

fn cheque(row: &Row) -> Result<Cheque> {
    Ok(Cheque {
        receipt: row.get(0)?,
        receipt_number: format!("{}-{}-{:06}", row.text(1)?, row.get::<i64>(2)?, row.get::<i64>(3)?),
        at_ms: row.get(4)?,
        number: row.get::<Option<String>>(5)?.unwrap_or_default(),
        bank: row.get::<Option<String>>(6)?.unwrap_or_default(),
        drawer: row.get(7)?,
        amount: Cents(row.get(8)?),
    })
}

/// The cheques of a slip, in the order they were taken.
pub async fn cheques(query: &mut impl Query, deposit: &str) -> Result<Vec<Cheque>> {
    let sql = format!("{CHEQUES} WHERE m.deposit = $1 ORDER BY r.place, m.place");
    query.all(&sql, params![deposit]).await?.iter().map(cheque).collect()
}

/// The cheques of a régie on no slip yet.
pub async fn waiting_cheques(query: &mut impl Query, regie: &str) -> Result<Vec<Cheque>> {
    let sql = format!(
        "{CHEQUES} WHERE r.regie = $1 AND m.means = 'cheque' AND m.cents > 0 AND m.deposit IS NULL
         ORDER BY r.place, m.place"
    );
    query.all(&sql, params![regie]).await?.iter().map(cheque).collect()
}
