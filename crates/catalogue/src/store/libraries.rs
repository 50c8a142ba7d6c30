//! Libraries as the catalogue numbers them.

use store::{Query, Result, Row, Write, params};

use super::counters;
use crate::model::Library;

fn from_row(row: &Row) -> Result<Library> {
    Ok(Library {
        number: row.get::<i64>("number")? as u16,
        code: row.get("code")?,
        name: row.get("name")?,
        commune: row.get("commune")?,
        demo: row.get("demo")?,
    })
}

const COLUMNS: &str = "number, code, name, commune, demo";

/// All libraries, by number.
pub(crate) async fn all(query: &mut impl Query) -> Result<Vec<Library>> {
    let sql = format!("SELECT {COLUMNS} FROM catalogue_library ORDER BY number");
    query.all(&sql, params![]).await?.iter().map(from_row).collect()
}

/// One library by its code.
pub(crate) async fn by_code(query: &mut impl Query, code: &str) -> Result<Option<Library>> {
    let sql = format!("SELECT {COLUMNS} FROM catalogue_library WHERE code = $1");
    query.optional(&sql, params![code]).await?.as_ref().map(from_row).transpose()
}

/// Declares a library, or brings its name and commune up to date. Returns its number.
pub(crate) async fn declare(write: &mut Write, code: &str, name: &str, commune: &str, demo: bool) -> Result<u16> {
    if let Some(known) = by_code(write, code).await? {
        write
            .execute(
                "UPDATE catalogue_library SET name = $1, commune = $2, demo = $3 WHERE number = $4",
                params![name, commune, demo, i64::from(known.number)],
            )
            .await?;
        return Ok(known.number);
    }
    let number = counters::take(write, "library", 1).await?;
    write
        .execute(
            "INSERT INTO catalogue_library (number, code, name, commune, demo) VALUES ($1, $2, $3, $4, $5)",
            params![number, code, name, commune, demo],
        )
        .await?;
    Ok(number as u16)
}
