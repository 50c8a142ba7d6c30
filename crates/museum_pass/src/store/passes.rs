//! Passes.

use std::collections::HashSet;

use jiff::civil::Date;
use store::prelude::*;

use crate::model::days;
use crate::model::pass::{Names, Pass, PassState, Proof};
use crate::{Error, Result};

const SELECT: &str = "SELECT id, secret, number, product, account, email, lang, first_name, last_name, second_first, second_last, commune,
    bought_on, begins_on, ends_on, first_visit_on, eligibility, state, transferred, channel, demo, code_until FROM museum_pass_passes";

/// Keeps a new pass.
pub(crate) async fn keep(write: &mut Write, pass: &Pass) -> Result<()> {
    let now = write.clock().now_ms();
    let Names { first, last, second_first, second_last } = &pass.names;
    write
        .execute(
            "INSERT INTO museum_pass_passes (id, secret, number, product, account, email, lang, first_name, last_name, second_first,
                 second_last, found, commune, bought_on, begins_on, ends_on, eligibility, state, transferred, channel, demo, created_at,
                 code_until)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)",
            params![
                &pass.id,
                &pass.secret,
                &pass.number,
                &pass.product,
                pass.account.as_deref(),
                pass.email.as_deref(),
                &pass.lang,
                first,
                last,
                second_first,
                second_last,
                pass.names.folded(),
                pass.commune.as_deref(),
                pass.bought_on.to_string(),
                pass.begins_on.to_string(),
                pass.ends_on.to_string(),
                pass.proof.code(),
                pass.state.code(),
                pass.transferred,
                &pass.channel,
                pass.demo,
                now,
                pass.code_until.to_string()
            ],
        )
        .await?;
    Ok(())
}

/// The pass with this identifier, which is its right's.
pub(crate) async fn by_id(query: &mut impl Query, id: &str) -> Result<Pass> {
    pass(&query.one(&format!("{SELECT} WHERE id = $1"), params![id]).await?)
}

/// The pass this secret leads to.
pub(crate) async fn by_secret(query: &mut impl Query, secret: &str) -> Result<Pass> {
    if !crate::model::code::is_secret(secret) {
        return Err(Error::NotFound);
    }
    pass(&query.one(&format!("{SELECT} WHERE secret = $1"), params![secret]).await?)
}

/// The passes of an account, the latest end first.
pub(crate) async fn of_account(query: &mut impl Query, account: &str) -> Result<Vec<Pass>> {
    let sql = format!("{SELECT} WHERE account = $1 ORDER BY ends_on DESC, id");
    query.all(&sql, params![account]).await?.iter().map(pass).collect()
}

/// Passes whose names hold each of these words, by family name, at most `limit`.
pub(crate) async fn named(query: &mut impl Query, typed: &str, limit: u32) -> Result<Vec<Pass>> {
    let words: Vec<String> = french_text::folded(typed)
        .split_whitespace()
        .take(5)
        .map(|word| format!("%{}%", word.replace(['%', '_', '\\'], "")))
        .filter(|word| word.len() > 2)
        .collect();
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let tests: Vec<String> = (1..=words.len()).map(|at| format!("found LIKE ${at}")).collect();
    let sql = format!("{SELECT} WHERE {} ORDER BY found, id LIMIT {limit}", tests.join(" AND "));
    let values = words.iter().map(|word| Value::from(word.as_str())).collect();
    query.all(&sql, values).await?.iter().map(pass).collect()
}

/// Passes that wait for a check at a desk, the oldest first, at most `limit`.
pub(crate) async fn waiting(query: &mut impl Query, limit: u32) -> Result<Vec<Pass>> {
    let sql = format!("{SELECT} WHERE state = 'waiting' ORDER BY id LIMIT $1");
    query.all(&sql, params![limit]).await?.iter().map(pass).collect()
}

/// Active passes that have an address and end between two days, both included, in the order of their identifiers.
pub(crate) async fn ending(query: &mut impl Query, from: Date, to: Date) -> Result<Vec<Pass>> {
    let sql =
        format!("{SELECT} WHERE state = 'active' AND ends_on BETWEEN $1 AND $2 AND email IS NOT NULL ORDER BY id");
    query.all(&sql, params![from.to_string(), to.to_string()]).await?.iter().map(pass).collect()
}

/// Which of these passes have no first visit yet.
pub(crate) async fn unvisited(query: &mut impl Query, ids: &[&str]) -> Result<HashSet<String>> {
    let mut found = HashSet::new();
    for some in ids.chunks(500) {
        let list = store::in_list(1, some.len());
        let sql = format!("SELECT id FROM museum_pass_passes WHERE first_visit_on IS NULL AND id IN {list}");
        for row in query.all(&sql, some.iter().map(|id| Value::from(*id)).collect()).await? {
            found.insert(row.get(0)?);
        }
    }
    Ok(found)
}

/// Passes that ended before a day, or were given or taken back and would have: nobody needs their names any more.
pub(crate) async fn over_before(query: &mut impl Query, day: Date) -> Result<Vec<String>> {
    let sql = "SELECT id FROM museum_pass_passes WHERE ends_on < $1 ORDER BY id LIMIT 100";
    let rows = query.all(sql, params![day.to_string()]).await?;
    rows.iter().map(|row| Ok(row.get(0)?)).collect()
}

/// How many passes are good on a day.
pub(crate) async fn count_good(query: &mut impl Query, day: Date) -> Result<i64> {
    let sql = "SELECT count(*) FROM museum_pass_passes WHERE state = 'active' AND begins_on <= $1 AND ends_on >= $1";
    Ok(query.one(sql, params![day.to_string()]).await?.get(0)?)
}

/// Changes where a pass is in its life.
pub(crate) async fn set_state(write: &mut Write, id: &str, state: PassState) -> Result<()> {
    changed(write.execute("UPDATE museum_pass_passes SET state = $2 WHERE id = $1", params![id, state.code()]).await?)
}

/// Changes the last day.
pub(crate) async fn set_end(write: &mut Write, id: &str, last: Date) -> Result<()> {
    let sql = "UPDATE museum_pass_passes SET ends_on = $2 WHERE id = $1";
    changed(write.execute(sql, params![id, last.to_string()]).await?)
}

/// Notes the first visit. False when it was known.
pub(crate) async fn set_first_visit(write: &mut Write, id: &str, day: Date, last: Date) -> Result<bool> {
    let sql =
        "UPDATE museum_pass_passes SET first_visit_on = $2, ends_on = $3 WHERE id = $1 AND first_visit_on IS NULL";
    Ok(write.execute(sql, params![id, day.to_string(), last.to_string()]).await? == 1)
}

/// Notes what was shown at a desk, and that the pass wakes.
pub(crate) async fn set_checked(write: &mut Write, id: &str, day: Date) -> Result<()> {
    let sql = "UPDATE museum_pass_passes SET eligibility = 'checked', checked_on = $2 WHERE id = $1";
    changed(write.execute(sql, params![id, day.to_string()]).await?)
}

/// Notes a new code: its number, what leads to its page, the last day it says.
pub(crate) async fn set_code(write: &mut Write, id: &str, number: &str, secret: &str, until: Date) -> Result<()> {
    let sql = "UPDATE museum_pass_passes SET number = $2, secret = $3, code_until = $4 WHERE id = $1";
    changed(write.execute(sql, params![id, number, secret, until.to_string()]).await?)
}

/// Passes whose code says an end before their own, and ends by a day.
pub(crate) async fn codes_ending(query: &mut impl Query, by: Date) -> Result<Vec<Pass>> {
    let sql =
        format!("{SELECT} WHERE state = 'active' AND code_until < ends_on AND code_until <= $1 ORDER BY id LIMIT 500");
    query.all(&sql, params![by.to_string()]).await?.iter().map(pass).collect()
}

/// Gives a pass to someone else.
pub(crate) async fn set_holder(
    write: &mut Write,
    id: &str,
    names: &Names,
    email: Option<&str>,
    account: Option<&str>,
) -> Result<()> {
    changed(
        write
            .execute(
                "UPDATE museum_pass_passes SET first_name = $2, last_name = $3, second_first = $4, second_last = $5, found = $6,
                     email = $7, account = $8, commune = NULL, transferred = transferred + 1 WHERE id = $1",
                params![
                    id,
                    &names.first,
                    &names.last,
                    &names.second_first,
                    &names.second_last,
                    names.folded(),
                    email,
                    account
                ],
            )
            .await?,
    )
}

/// Puts a pass in an account.
pub(crate) async fn set_account(write: &mut Write, id: &str, account: &str) -> Result<()> {
    changed(write.execute("UPDATE museum_pass_passes SET account = $2 WHERE id = $1", params![id, account]).await?)
}

fn changed(rows: u64) -> Result<()> {
    if rows == 0 { Err(Error::NotFound) } else { Ok(()) }
}

fn pass(row: &Row) -> Result<Pass> {
    Ok(Pass {
        id: row.get(0)?,
        secret: row.get(1)?,
        number: row.get(2)?,
        product: row.get(3)?,
        account: row.get(4)?,
        email: row.get(5)?,
        lang: row.get(6)?,
        names: Names { first: row.get(7)?, last: row.get(8)?, second_first: row.get(9)?, second_last: row.get(10)? },
        commune: row.get(11)?,
        bought_on: days::read(row.text(12)?)?,
        begins_on: days::read(row.text(13)?)?,
        ends_on: days::read(row.text(14)?)?,
        first_visit_on: row.get::<Option<String>>(15)?.map(|text| days::read(&text)).transpose()?,
        proof: Proof::from_code(row.text(16)?)?,
        state: PassState::from_code(row.text(17)?)?,
        transferred: u32::try_from(row.get::<i64>(18)?).unwrap_or(u32::MAX),
        channel: row.get(19)?,
        demo: row.get(20)?,
        code_until: days::read(row.text(21)?)?,
    })
}
