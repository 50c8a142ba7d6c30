//! Who asked for an invitation.

use store::{new_id, prelude::*};

use crate::Result;
use crate::model::benefit::{Claim, ClaimState};

const SELECT: &str = "SELECT id, benefit, pass, state, place, right_id, asked_at FROM museum_pass_claims";

/// Keeps a claim: a new one, or the one given up before, asked for again under a new identifier.
pub(crate) async fn keep(
    write: &mut Write,
    benefit: &str,
    pass: &str,
    state: ClaimState,
    place: Option<u32>,
) -> Result<Claim> {
    let (id, now) = (new_id(), write.clock().now_ms());
    let row = write
        .one(
            "INSERT INTO museum_pass_claims (id, benefit, pass, state, place, asked_at) VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (benefit, pass) DO UPDATE SET id = excluded.id, state = excluded.state, place = excluded.place,
                 right_id = NULL, asked_at = excluded.asked_at
             RETURNING id, benefit, pass, state, place, right_id, asked_at",
            params![&id, benefit, pass, state.code(), place, now],
        )
        .await?;
    claim(&row)
}

/// The claim with this identifier.
pub(crate) async fn by_id(query: &mut impl Query, id: &str) -> Result<Claim> {
    claim(&query.one(&format!("{SELECT} WHERE id = $1"), params![id]).await?)
}

/// The claim of a pass.
pub(crate) async fn of(query: &mut impl Query, benefit: &str, pass: &str) -> Result<Option<Claim>> {
    let sql = format!("{SELECT} WHERE benefit = $1 AND pass = $2");
    query.optional(&sql, params![benefit, pass]).await?.as_ref().map(claim).transpose()
}

/// The claims of a benefit, by rank, then by arrival.
pub(crate) async fn of_benefit(query: &mut impl Query, benefit: &str) -> Result<Vec<Claim>> {
    let sql = format!("{SELECT} WHERE benefit = $1 ORDER BY coalesce(place, 1000000000), asked_at, id");
    query.all(&sql, params![benefit]).await?.iter().map(claim).collect()
}

/// The claims of a pass, the latest first.
pub(crate) async fn of_pass(query: &mut impl Query, pass: &str) -> Result<Vec<Claim>> {
    let sql = format!("{SELECT} WHERE pass = $1 ORDER BY asked_at DESC, id");
    query.all(&sql, params![pass]).await?.iter().map(claim).collect()
}

/// How many claims of a benefit are in a state.
pub(crate) async fn count(query: &mut impl Query, benefit: &str, state: ClaimState) -> Result<u32> {
    let sql = "SELECT count(*) FROM museum_pass_claims WHERE benefit = $1 AND state = $2";
    let n: i64 = query.one(sql, params![benefit, state.code()]).await?.get(0)?;
    Ok(u32::try_from(n).unwrap_or(u32::MAX))
}

/// The rank after the last one given.
pub(crate) async fn next_place(query: &mut impl Query, benefit: &str) -> Result<u32> {
    let sql = "SELECT max(place) FROM museum_pass_claims WHERE benefit = $1";
    let last: Option<i64> = query.one(sql, params![benefit]).await?.get(0)?;
    Ok(u32::try_from(last.unwrap_or(0) + 1).unwrap_or(u32::MAX))
}

/// Changes where a claim is, its rank and its invitation.
pub(crate) async fn set(
    write: &mut Write,
    id: &str,
    state: ClaimState,
    place: Option<u32>,
    right: Option<&str>,
) -> Result<()> {
    let sql = "UPDATE museum_pass_claims SET state = $2, place = $3, right_id = $4 WHERE id = $1";
    write.execute(sql, params![id, state.code(), place, right]).await?;
    Ok(())
}

fn claim(row: &Row) -> Result<Claim> {
    Ok(Claim {
        id: row.get(0)?,
        benefit: row.get(1)?,
        pass: row.get(2)?,
        state: ClaimState::from_code(row.text(3)?)?,
        place: row.get::<Option<i64>>(4)?.and_then(|place| u32::try_from(place).ok()),
        right: row.get(5)?,
        asked_at: row.get(6)?,
    })
}
