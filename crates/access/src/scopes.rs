//! Numbers of items of the programme, as codes carry them: a code has no room for an identifier.

use store::prelude::*;

use crate::Result;

/// An item that codes may name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    /// Its number in codes.
    pub number: u32,
    /// The item.
    pub item: String,
    /// The institution whose doors know it.
    pub institution: String,
}

/// The number of an item at an institution, given when first asked for. An item that moves keeps its number.
pub async fn number(write: &mut Write, item: &str, institution: &str) -> Result<u32> {
    write.exclusive("access.scopes").await?;
    let row = write
        .one(
            "INSERT INTO access_scopes (number, item, institution)
             VALUES ((SELECT COALESCE(MAX(number), 0) + 1 FROM access_scopes), $1, $2)
             ON CONFLICT (item) DO UPDATE SET institution = excluded.institution RETURNING number",
            params![item, institution],
        )
        .await?;
    Ok(row.get::<i64>(0)? as u32)
}

/// The items that the doors of an institution know.
pub async fn at(query: &mut impl Query, institution: &str) -> Result<Vec<Scope>> {
    let sql = "SELECT number, item, institution FROM access_scopes WHERE institution = $1 ORDER BY number";
    query.all(sql, params![institution]).await?.iter().map(scope).collect()
}

/// The item of that number.
pub async fn of(query: &mut impl Query, number: u32) -> Result<Option<Scope>> {
    let sql = "SELECT number, item, institution FROM access_scopes WHERE number = $1";
    query.optional(sql, params![number]).await?.as_ref().map(scope).transpose()
}

fn scope(row: &Row) -> Result<Scope> {
    Ok(Scope { number: row.get::<i64>(0)? as u32, item: row.get(1)?, institution: row.get(2)? })
}
