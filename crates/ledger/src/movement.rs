//! Movements: balanced, appended once, undone only by another movement.

use std::collections::BTreeMap;

use store::{in_list, new_id, prelude::*};

use crate::{Cents, Error, Result};

/// A movement of money to be posted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Movement<'a> {
    /// What gave rise to it, unique in the house, such as `sale:0192…`: posting it twice moves money once.
    pub reference: &'a str,
    /// What it is, for people.
    pub label: &'a str,
    /// Its lines, which add up to zero.
    pub lines: Vec<Line>,
}

/// One account's part in a movement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The account.
    pub account: String,
    /// What enters it, or leaves it when negative.
    pub amount: Cents,
}

/// What [`post`] did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Posted {
    /// The money moved.
    Now(String),
    /// It had moved before, by the same movement.
    Before(String),
}

/// A line of an account's statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The movement.
    pub movement: String,
    /// Its reference.
    pub reference: String,
    /// What it is, for people.
    pub label: String,
    /// When it was posted, in milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// What entered the account.
    pub amount: Cents,
}

impl Line {
    /// A line.
    pub fn new(account: impl Into<String>, amount: Cents) -> Self {
        Self { account: account.into(), amount }
    }
}

fn check(lines: &[Line]) -> Result<()> {
    if lines.iter().any(|line| line.amount == Cents::ZERO || line.account.trim().is_empty()) {
        return Err(Error::EmptyLine);
    }
    let sum = Cents::checked_sum(lines.iter().map(|line| line.amount)).ok_or(Error::Overflow)?;
    if sum != Cents::ZERO || lines.len() < 2 { Err(Error::Unbalanced(sum)) } else { Ok(()) }
}

/// Posts a movement in the caller's transaction. The same reference with the same lines is posted once.
///
/// # Errors
/// [`Error::Unbalanced`], [`Error::EmptyLine`]; [`Error::Contradiction`] when the reference was posted with other
/// lines.
pub async fn post(write: &mut Write, movement: &Movement<'_>) -> Result<Posted> {
    append(write, movement, None).await
}

/// Undoes a movement by one the other way, once. Gives the undoing movement.
pub async fn undo(write: &mut Write, id: &str, label: &str) -> Result<Posted> {
    write.one("SELECT id FROM ledger_movements WHERE id = $1", params![id]).await?;
    let mut lines = lines_of(write, id).await?;
    for line in &mut lines {
        line.amount = line.amount.checked_neg().ok_or(Error::Overflow)?;
    }
    let reference = format!("undo:{id}");
    append(write, &Movement { reference: &reference, label, lines }, Some(id)).await
}

async fn append(write: &mut Write, movement: &Movement<'_>, undoes: Option<&str>) -> Result<Posted> {
    check(&movement.lines)?;
    let id = new_id();
    let now = write.clock().now_ms();
    let made = write
        .execute(
            "INSERT INTO ledger_movements (id, reference, label, undoes, at) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (reference) DO NOTHING",
            params![&id, movement.reference, movement.label, undoes, now],
        )
        .await?;
    if made == 0 {
        let row =
            write.one("SELECT id FROM ledger_movements WHERE reference = $1", params![movement.reference]).await?;
        let before: String = row.get(0)?;
        return if lines_of(write, &before).await? == movement.lines {
            Ok(Posted::Before(before))
        } else {
            Err(Error::Contradiction(movement.reference.to_owned()))
        };
    }
    // Gathered first: an iterator that lends, held while waiting, could not move between threads.
    let lines: Vec<_> = movement
        .lines
        .iter()
        .zip(0_u32..)
        .map(|(line, place)| {
            [Value::from(&id), Value::from(place), Value::from(&line.account), Value::from(line.amount.0)]
        })
        .collect();
    write.insert_many("ledger_lines", &["movement", "place", "account", "cents"], lines, None).await?;
    Ok(Posted::Now(id))
}

async fn lines_of(query: &mut impl Query, id: &str) -> Result<Vec<Line>> {
    let sql = "SELECT account, cents FROM ledger_lines WHERE movement = $1 ORDER BY place";
    let rows = query.all(sql, params![id]).await?;
    rows.iter().map(|row| Ok(Line { account: row.get(0)?, amount: Cents(row.get(1)?) })).collect()
}

/// What an account holds.
pub async fn balance(query: &mut impl Query, account: &str) -> Result<Cents> {
    let sql = "SELECT CAST(coalesce(sum(cents), 0) AS BIGINT) FROM ledger_lines WHERE account = $1";
    Ok(Cents(query.one(sql, params![account]).await?.get(0)?))
}

/// What entered the accounts whose name begins so, by each of these references; a reference never posted is not in it.
///
/// `beginning` is taken as it is: it holds neither `%` nor `_`.
pub async fn entered(
    query: &mut impl Query,
    references: &[String],
    beginning: &str,
) -> Result<BTreeMap<String, Cents>> {
    let mut entered = BTreeMap::new();
    for some in references.chunks(500) {
        let sql = format!(
            "SELECT m.reference, CAST(sum(l.cents) AS BIGINT) FROM ledger_movements m
             JOIN ledger_lines l ON l.movement = m.id
             WHERE m.reference IN {} AND l.account LIKE ${} GROUP BY m.reference",
            in_list(1, some.len()),
            some.len() + 1
        );
        let mut values: Vec<Value> = some.iter().map(Value::from).collect();
        values.push(Value::from(format!("{beginning}%")));
        for row in query.all(&sql, values).await? {
            entered.insert(row.get(0)?, Cents(row.get(1)?));
        }
    }
    Ok(entered)
}

/// The movements of an account after one of them (from the first without it), oldest first, at most `limit`.
pub async fn statement(
    query: &mut impl Query,
    account: &str,
    after: Option<&str>,
    limit: u32,
) -> Result<Vec<Statement>> {
    let sql = "SELECT m.id, m.reference, m.label, m.at, CAST(sum(l.cents) AS BIGINT)
               FROM ledger_lines l JOIN ledger_movements m ON m.id = l.movement
               WHERE l.account = $1 AND m.id > $2
               GROUP BY m.id, m.reference, m.label, m.at ORDER BY m.id LIMIT $3";
    let rows = query.all(sql, params![account, after.unwrap_or_default(), limit]).await?;
    rows.iter()
        .map(|row| {
            Ok(Statement {
                movement: row.get(0)?,
                reference: row.get(1)?,
                label: row.get(2)?,
                at_ms: row.get(3)?,
                amount: Cents(row.get(4)?),
            })
        })
        .collect()
}

/// The movements whose lines do not add up to zero: none, unless the tables were changed by other hands. For
/// `beffroi verify`.
pub async fn unbalanced(query: &mut impl Query) -> Result<Vec<String>> {
    let sql = "SELECT m.id FROM ledger_movements m LEFT JOIN ledger_lines l ON l.movement = m.id
               GROUP BY m.id HAVING count(l.cents) < 2 OR sum(l.cents) <> 0 ORDER BY m.id";
    let rows = query.all(sql, params![]).await?;
    rows.iter().map(|row| Ok(row.get(0)?)).collect()
}
