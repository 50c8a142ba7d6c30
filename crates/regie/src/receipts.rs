//! Receipts (quittances): money taken or given back, numbered without a gap, chained by hashes.
//!
//! A number is given in the transaction of the sale: when the sale does not happen, neither does the number. Nothing
//! is corrected: a mistake is given back by another receipt ("des opérations de plus et de moins", BOI-TVA-DECLA-30-10-30).
//! Each receipt carries the hash of the one before it in its régie, so that [`verify`](crate::verify) finds any that
//! was changed or removed, in the spirit of CGI article 286, I, 3° bis.

use jiff::tz::TimeZone;
use ledger::{Cents, Line, Movement};
use sha2::{Digest, Sha256};
use store::{in_list, new_id, prelude::*};

use crate::{Error, Means, Result, session};

/// A line of what is sold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaleLine {
    /// What, in the words printed.
    pub label: String,
    /// How many.
    pub quantity: i64,
    /// The price of one.
    pub unit: Cents,
    /// The ledger account the money is earned for, as in `pass:ventes`.
    pub account: String,
}

/// One means of payment's part in a receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paying {
    /// The means.
    pub means: Means,
    /// Its part of what is due; negative when given back.
    pub amount: Cents,
    /// Cash handed over, when more than due: the receipt prints the change.
    pub tendered: Option<Cents>,
    /// A cheque's number, a transfer's or voucher's reference.
    pub number: Option<String>,
    /// A cheque's bank.
    pub bank: Option<String>,
    /// Who drew the cheque.
    pub drawer: Option<String>,
}

impl Paying {
    /// A payment without further details.
    #[must_use]
    pub fn plain(means: Means, amount: Cents) -> Self {
        Self { means, amount, tendered: None, number: None, bank: None, drawer: None }
    }

    /// Cash, with what was handed over.
    #[must_use]
    pub fn cash(amount: Cents, tendered: Cents) -> Self {
        Self { tendered: Some(tendered), ..Self::plain(Means::Cash, amount) }
    }

    /// A cheque.
    #[must_use]
    pub fn cheque(amount: Cents, number: &str, bank: &str, drawer: &str) -> Self {
        let text = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        Self { number: text(number), bank: text(bank), drawer: text(drawer), ..Self::plain(Means::Cheque, amount) }
    }

    /// The change given, if any.
    #[must_use]
    pub fn change(&self) -> Option<Cents> {
        self.tendered.and_then(|tendered| tendered.checked_sub(self.amount)).filter(|change| *change > Cents::ZERO)
    }
}

/// A sale being paid at a till.
#[derive(Debug, Clone)]
pub struct Taking<'a> {
    /// The open session ([`session::current`]).
    pub session: &'a str,
    /// What gave rise to it, unique in the house, as in `pass-sale:0192…`: taken twice, the same receipt answers.
    pub reference: &'a str,
    /// What it is, in a few words without the buyer's name.
    pub label: &'a str,
    /// What is sold.
    pub lines: Vec<SaleLine>,
    /// How it is paid. Empty when nothing is due.
    pub means: Vec<Paying>,
}

/// Money given back at a till.
#[derive(Debug, Clone)]
pub struct GivingBack<'a> {
    /// The open session, of the same régie.
    pub session: &'a str,
    /// The receipt it was taken with.
    pub receipt: &'a str,
    /// What gives rise to it, unique in the house.
    pub reference: &'a str,
    /// Why, in a few words.
    pub label: &'a str,
    /// How much, above zero.
    pub amount: Cents,
    /// By which means.
    pub means: Means,
}

/// Whether money came in or went back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReceiptKind {
    /// A sale.
    Sale,
    /// Money given back.
    Refund,
}

impl ReceiptKind {
    /// Its name in tables and messages.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Sale => "sale",
            Self::Refund => "refund",
        }
    }

    fn from_code(code: &str) -> Self {
        if code == "refund" { Self::Refund } else { Self::Sale }
    }
}

/// A receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Identifier.
    pub id: String,
    /// Its régie.
    pub regie: String,
    /// Its régie's code.
    pub regie_code: String,
    /// Its place in the régie's chain, from 1.
    pub place: i64,
    /// The year of its number.
    pub year: i64,
    /// Its number in that year, from 1.
    pub sequence: i64,
    /// The number people read: `PISCINE-2026-000042`.
    pub number: String,
    /// The session.
    pub session: String,
    /// In or back.
    pub kind: ReceiptKind,
    /// What gave rise to it.
    pub reference: String,
    /// What it is.
    pub label: String,
    /// What it comes to; negative when given back.
    pub total: Cents,
    /// The receipt it gives back.
    pub gives_back: Option<String>,
    /// The agent.
    pub agent: String,
    /// When, in milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// The hash of the receipt before it in the régie.
    pub prev_hash: String,
    /// Its hash.
    pub hash: String,
    /// What was sold.
    pub lines: Vec<SaleLine>,
    /// How it was paid.
    pub means: Vec<Paying>,
}

/// What stands before a régie's first receipt.
pub(crate) const GENESIS: &str = "0";

/// The hash over everything a receipt says and the hash before it. Texts are preceded by their length: no two receipts
/// write the same.
pub(crate) fn seal(receipt: &Receipt) -> String {
    let mut hasher = Sha256::new();
    let mut put = |text: &str| {
        hasher.update((text.len() as u64).to_be_bytes());
        hasher.update(text.as_bytes());
    };
    for text in [
        receipt.prev_hash.as_str(),
        &receipt.regie,
        &receipt.place.to_string(),
        &receipt.year.to_string(),
        &receipt.sequence.to_string(),
        &receipt.session,
        receipt.kind.code(),
        &receipt.reference,
        &receipt.label,
        &receipt.total.to_string(),
        receipt.gives_back.as_deref().unwrap_or(""),
        &receipt.agent,
        &receipt.at_ms.to_string(),
    ] {
        put(text);
    }
    for line in &receipt.lines {
        for text in ["line", &line.label, &line.quantity.to_string(), &line.unit.to_string(), &line.account] {
            put(text);
        }
    }
    for paying in &receipt.means {
        let tendered = paying.tendered.map(|cents| cents.to_string()).unwrap_or_default();
        let or_nothing = |text: &Option<String>| text.clone().unwrap_or_default();
        for text in [
            "means",
            paying.means.code(),
            &paying.amount.to_string(),
            &tendered,
            &or_nothing(&paying.number),
            &or_nothing(&paying.bank),
            &or_nothing(&paying.drawer),
        ] {
            put(text);
        }
    }
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn total_of(lines: &[SaleLine]) -> Result<Cents> {
    let amounts: Option<Vec<Cents>> = lines.iter().map(|line| line.unit.checked_mul(line.quantity)).collect();
    amounts.and_then(Cents::checked_sum).ok_or(Error::Overflow)
}

/// Takes what a sale comes to: the receipt, its number and the movement of money, in the sale's own transaction. Asked
/// again with the same reference and the same total, it gives the same receipt.
///
/// # Errors
/// [`Error::Closed`], [`Error::MeansNotAllowed`], [`Error::DoesNotAddUp`], [`Error::TooLittleTendered`],
/// [`Error::ChequeIncomplete`]; [`Error::Contradiction`] for a reference taken otherwise.
pub async fn take(write: &mut Write, taking: &Taking<'_>) -> Result<Receipt> {
    session::lock(write, taking.session).await?;
    let session = session::by_id(write, taking.session).await?;
    let total = total_of(&taking.lines)?;
    if let Some(before) = by_reference(write, taking.reference).await? {
        return if before.total == total && before.kind == ReceiptKind::Sale && before.lines == taking.lines {
            Ok(before)
        } else {
            Err(Error::Contradiction(taking.reference.to_owned()))
        };
    }
    if session.closing.is_some() {
        return Err(Error::Closed);
    }
    if taking.lines.is_empty() || taking.lines.iter().any(|line| line.quantity < 1 || line.unit < Cents::ZERO) {
        return Err(Error::Senseless("regie-fault-lines"));
    }
    if taking.means.iter().any(|paying| !session.regie.means.contains(&paying.means)) {
        return Err(Error::MeansNotAllowed);
    }
    let paid = Cents::checked_sum(taking.means.iter().map(|paying| paying.amount)).ok_or(Error::Overflow)?;
    if paid != total || taking.means.iter().any(|paying| paying.amount <= Cents::ZERO) {
        return Err(Error::DoesNotAddUp { due: total, paid });
    }
    if taking.means.iter().any(|paying| paying.tendered.is_some_and(|tendered| tendered < paying.amount)) {
        return Err(Error::TooLittleTendered);
    }
    let blank = |text: &Option<String>| text.as_deref().is_none_or(|text| text.trim().is_empty());
    if taking.means.iter().any(|paying| paying.means == Means::Cheque && (blank(&paying.number) || blank(&paying.bank)))
    {
        return Err(Error::ChequeIncomplete);
    }
    append(write, &session, ReceiptKind::Sale, taking.reference, taking.label, None, &taking.lines, &taking.means).await
}

/// Gives money back, in part or whole, on a receipt of its own.
///
/// # Errors
/// [`Error::TooMuchBack`], [`Error::NotEnoughCash`], [`Error::Closed`], [`Error::MeansNotAllowed`].
pub async fn give_back(write: &mut Write, giving: &GivingBack<'_>) -> Result<Receipt> {
    session::lock(write, giving.session).await?;
    write.exclusive(&format!("regie.receipt:{}", giving.receipt)).await?;
    let session = session::by_id(write, giving.session).await?;
    let opposite = giving.amount.checked_neg().ok_or(Error::Overflow)?;
    if let Some(before) = by_reference(write, giving.reference).await? {
        return if before.total == opposite && before.gives_back.as_deref() == Some(giving.receipt) {
            Ok(before)
        } else {
            Err(Error::Contradiction(giving.reference.to_owned()))
        };
    }
    if session.closing.is_some() {
        return Err(Error::Closed);
    }
    let taken = by_id(write, giving.receipt).await?;
    if taken.regie != session.regie.id || taken.kind != ReceiptKind::Sale {
        return Err(Error::NotFound);
    }
    if !session.regie.means.contains(&giving.means) {
        return Err(Error::MeansNotAllowed);
    }
    let left = left_of(write, &taken).await?;
    if giving.amount <= Cents::ZERO || giving.amount > left {
        return Err(Error::TooMuchBack { left });
    }
    if giving.means == Means::Cash {
        let held = session::expected_cash(write, &session).await?;
        if giving.amount > held {
            return Err(Error::NotEnoughCash { held });
        }
    }
    // The money leaves the accounts it was earned for, in proportion.
    let weights: Vec<u64> =
        taken.lines.iter().map(|line| (line.unit.0.max(0) * line.quantity).unsigned_abs()).collect();
    let shares = opposite.allocate(&weights).ok_or(Error::Overflow)?;
    let lines: Vec<SaleLine> = taken
        .lines
        .iter()
        .zip(shares)
        .filter(|(_, share)| *share != Cents::ZERO)
        .map(|(line, share)| SaleLine {
            label: line.label.clone(),
            quantity: 1,
            unit: share,
            account: line.account.clone(),
        })
        .collect();
    let means = [Paying::plain(giving.means, opposite)];
    let of = Some(giving.receipt);
    append(write, &session, ReceiptKind::Refund, giving.reference, giving.label, of, &lines, &means).await
}

/// What can still be given back of a receipt.
pub async fn left_of(query: &mut impl Query, receipt: &Receipt) -> Result<Cents> {
    let sql = "SELECT CAST(coalesce(sum(total_cents), 0) AS BIGINT) FROM regie_receipts WHERE gives_back = $1";
    let back: i64 = query.one(sql, params![&receipt.id]).await?.get(0)?;
    receipt.total.checked_add(Cents(back)).ok_or(Error::Overflow)
}

/// The time zone in which a year begins.
pub(crate) fn local_zone() -> TimeZone {
    TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC)
}

#[expect(clippy::too_many_arguments, reason = "the one place where a receipt is written, called twice")]
async fn append(
    write: &mut Write,
    session: &session::TillSession,
    kind: ReceiptKind,
    reference: &str,
    label: &str,
    gives_back: Option<&str>,
    lines: &[SaleLine],
    means: &[Paying],
) -> Result<Receipt> {
    let regie = &session.regie;
    // From here to the end of the transaction nobody else numbers a receipt of this régie.
    write.exclusive(&format!("regie.receipts:{}", regie.id)).await?;
    let now = write.clock().now();
    let year = i64::from(now.to_zoned(local_zone()).year());
    let last = "SELECT place, hash FROM regie_receipts WHERE regie = $1 ORDER BY place DESC LIMIT 1";
    let (place, prev_hash) = match write.optional(last, params![&regie.id]).await? {
        Some(row) => (row.get::<i64>(0)? + 1, row.get(1)?),
        None => (1, GENESIS.to_owned()),
    };
    let sql = "SELECT coalesce(max(number), 0) FROM regie_receipts WHERE regie = $1 AND year = $2";
    let sequence = write.one(sql, params![&regie.id, year]).await?.get::<i64>(0)? + 1;
    let mut receipt = Receipt {
        id: new_id(),
        regie: regie.id.clone(),
        regie_code: regie.code.clone(),
        place,
        year,
        sequence,
        number: number(&regie.code, year, sequence),
        session: session.id.clone(),
        kind,
        reference: reference.to_owned(),
        label: label.trim().to_owned(),
        total: total_of(lines)?,
        gives_back: gives_back.map(str::to_owned),
        agent: session.agent.clone(),
        at_ms: now.as_millisecond(),
        prev_hash,
        hash: String::new(),
        lines: lines.to_vec(),
        means: means.to_vec(),
    };
    receipt.hash = seal(&receipt);
    insert(write, &receipt).await?;
    post(write, regie, &receipt).await?;
    Ok(receipt)
}

fn number(code: &str, year: i64, sequence: i64) -> String {
    format!("{code}-{year}-{sequence:06}")
}

async fn insert(write: &mut Write, receipt: &Receipt) -> Result<()> {
    write
        .execute(
            "INSERT INTO regie_receipts
                 (id, regie, place, year, number, session, kind, reference, label, total_cents, gives_back, agent, at,
                  prev_hash, hash)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
            params![
                &receipt.id,
                &receipt.regie,
                receipt.place,
                receipt.year,
                receipt.sequence,
                &receipt.session,
                receipt.kind.code(),
                &receipt.reference,
                &receipt.label,
                receipt.total.0,
                receipt.gives_back.clone(),
                &receipt.agent,
                receipt.at_ms,
                &receipt.prev_hash,
                &receipt.hash
            ],
        )
        .await?;
    // Gathered first: an iterator that lends, held while waiting, could not move between threads.
    let mut lines = Vec::with_capacity(receipt.lines.len());
    for (line, place) in receipt.lines.iter().zip(0_u32..) {
        lines.push([
            Value::from(&receipt.id),
            Value::from(place),
            Value::from(&line.label),
            Value::from(line.quantity),
            Value::from(line.unit.0),
            Value::from(&line.account),
        ]);
    }
    let columns = ["receipt", "place", "label", "quantity", "unit_cents", "account"];
    write.insert_many("regie_receipt_lines", &columns, lines, None).await?;
    let mut means = Vec::with_capacity(receipt.means.len());
    for (paying, place) in receipt.means.iter().zip(0_u32..) {
        means.push([
            Value::from(&receipt.id),
            Value::from(place),
            Value::from(paying.means.code()),
            Value::from(paying.amount.0),
            Value::from(paying.tendered.map(|cents| cents.0)),
            Value::from(paying.number.clone()),
            Value::from(paying.bank.clone()),
            Value::from(paying.drawer.clone()),
        ]);
    }
    let columns = ["receipt", "place", "means", "cents", "tendered_cents", "number", "bank", "drawer"];
    write.insert_many("regie_receipt_means", &columns, means, None).await?;
    Ok(())
}

/// The movement of a receipt's money: into the régie by means, out of what it is earned for.
async fn post(write: &mut Write, regie: &crate::Regie, receipt: &Receipt) -> Result<()> {
    let mut sums: Vec<(String, Cents)> = Vec::new();
    let paid = receipt.means.iter().map(|paying| (regie.account(paying.means), paying.amount));
    let earned = receipt.lines.iter().map(|line| (line.account.clone(), Cents(-(line.unit.0 * line.quantity))));
    for (account, amount) in paid.chain(earned) {
        match sums.iter_mut().find(|(known, _)| *known == account) {
            Some((_, sum)) => *sum = sum.checked_add(amount).ok_or(Error::Overflow)?,
            None => sums.push((account, amount)),
        }
    }
    sums.retain(|(_, sum)| *sum != Cents::ZERO);
    if sums.is_empty() {
        // A free pass has a receipt and moves no money.
        return Ok(());
    }
    let movement = Movement {
        reference: &format!("regie:receipt:{}", receipt.id),
        label: &format!("{} {}", receipt.number, receipt.label),
        lines: sums.into_iter().map(|(account, amount)| Line::new(account, amount)).collect(),
    };
    ledger::post(write, &movement).await?;
    Ok(())
}

pub(crate) const COLUMNS: &str =
    "r.id, r.regie, g.code, r.place, r.year, r.number, r.session, r.kind, r.reference, r.label,
     r.total_cents, r.gives_back, r.agent, r.at, r.prev_hash, r.hash";
pub(crate) const TABLES: &str = "regie_receipts r JOIN regie_regies g ON g.id = r.regie";

/// The receipts of rows with [`COLUMNS`], with their lines and means.
pub(crate) async fn from_rows(query: &mut impl Query, rows: &[Row]) -> Result<Vec<Receipt>> {
    let mut receipts = Vec::with_capacity(rows.len());
    for row in rows {
        let code: String = row.get(2)?;
        let (year, sequence) = (row.get(4)?, row.get(5)?);
        receipts.push(Receipt {
            id: row.get(0)?,
            regie: row.get(1)?,
            place: row.get(3)?,
            year,
            sequence,
            number: number(&code, year, sequence),
            regie_code: code,
            session: row.get(6)?,
            kind: ReceiptKind::from_code(row.text(7)?),
            reference: row.get(8)?,
            label: row.get(9)?,
            total: Cents(row.get(10)?),
            gives_back: row.get(11)?,
            agent: row.get(12)?,
            at_ms: row.get(13)?,
            prev_hash: row.get(14)?,
            hash: row.get(15)?,
            lines: Vec::new(),
            means: Vec::new(),
        });
    }
    for piece in receipts.chunks_mut(400) {
        let list = in_list(1, piece.len());
        let ids: Vec<String> = piece.iter().map(|receipt| receipt.id.clone()).collect();
        let all = || ids.iter().map(Value::from).collect::<Vec<_>>();
        let sql = format!(
            "SELECT receipt, label, quantity, unit_cents, account FROM regie_receipt_lines
             WHERE receipt IN {list} ORDER BY receipt, place"
        );
        for row in query.all(&sql, all()).await? {
            if let Some(receipt) = find(piece, row.text(0)?) {
                receipt.lines.push(SaleLine {
                    label: row.get(1)?,
                    quantity: row.get(2)?,
                    unit: Cents(row.get(3)?),
                    account: row.get(4)?,
                });
            }
        }
        let sql = format!(
            "SELECT receipt, means, cents, tendered_cents, number, bank, drawer FROM regie_receipt_means
             WHERE receipt IN {list} ORDER BY receipt, place"
        );
        for row in query.all(&sql, all()).await? {
            let means = Means::from_code(row.text(1)?).ok_or(Error::Senseless("regie-fault-means"))?;
            if let Some(receipt) = find(piece, row.text(0)?) {
                receipt.means.push(Paying {
                    means,
                    amount: Cents(row.get(2)?),
                    tendered: row.get::<Option<i64>>(3)?.map(Cents),
                    number: row.get(4)?,
                    bank: row.get(5)?,
                    drawer: row.get(6)?,
                });
            }
        }
    }
    Ok(receipts)
}

fn find<'a>(receipts: &'a mut [Receipt], id: &str) -> Option<&'a mut Receipt> {
    receipts.iter_mut().find(|receipt| receipt.id == id)
}

async fn one(query: &mut impl Query, sql: &str, value: &str) -> Result<Option<Receipt>> {
    let rows = query.all(sql, params![value]).await?;
    Ok(from_rows(query, &rows).await?.pop())
}

/// A receipt.
pub async fn by_id(query: &mut impl Query, id: &str) -> Result<Receipt> {
    one(query, &format!("SELECT {COLUMNS} FROM {TABLES} WHERE r.id = $1"), id).await?.ok_or(Error::NotFound)
}

/// The receipt of a sale's reference.
pub async fn by_reference(query: &mut impl Query, reference: &str) -> Result<Option<Receipt>> {
    one(query, &format!("SELECT {COLUMNS} FROM {TABLES} WHERE r.reference = $1"), reference).await
}

/// The receipts that give a receipt back.
pub async fn given_back(query: &mut impl Query, receipt: &str) -> Result<Vec<Receipt>> {
    let sql = format!("SELECT {COLUMNS} FROM {TABLES} WHERE r.gives_back = $1 ORDER BY r.place");
    let rows = query.all(&sql, params![receipt]).await?;
    from_rows(query, &rows).await
}

/// A session's receipts, in order.
pub async fn of_session(query: &mut impl Query, session: &str) -> Result<Vec<Receipt>> {
    let sql = format!("SELECT {COLUMNS} FROM {TABLES} WHERE r.session = $1 ORDER BY r.place");
    let rows = query.all(&sql, params![session]).await?;
    from_rows(query, &rows).await
}

/// A régie's receipts of a year, in order.
pub async fn of_year(query: &mut impl Query, regie: &str, year: i64) -> Result<Vec<Receipt>> {
    let sql = format!("SELECT {COLUMNS} FROM {TABLES} WHERE r.regie = $1 AND r.year = $2 ORDER BY r.place");
    let rows = query.all(&sql, params![regie, year]).await?;
    from_rows(query, &rows).await
}

/// Notes that a receipt is printed, and gives how many times it was before: zero for the original, else it is to be
/// marked as a duplicate.
pub async fn print(write: &mut Write, receipt: &str, agent: &str) -> Result<i64> {
    write.exclusive(&format!("regie.receipt:{receipt}")).await?;
    write.one("SELECT id FROM regie_receipts WHERE id = $1", params![receipt]).await?;
    let before = printed(write, receipt).await?;
    let now = write.clock().now_ms();
    write
        .execute(
            "INSERT INTO regie_prints (receipt, place, agent, at) VALUES ($1, $2, $3, $4)",
            params![receipt, before, agent, now],
        )
        .await?;
    Ok(before)
}

/// How many times a receipt was printed.
pub async fn printed(query: &mut impl Query, receipt: &str) -> Result<i64> {
    Ok(query.one("SELECT count(*) FROM regie_prints WHERE receipt = $1", params![receipt]).await?.get(0)?)
}
