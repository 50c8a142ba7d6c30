//! Sources.

use store::{Query, Result, Row, Write, params};

use super::counters;
use crate::model::{NewSource, Source, SourceKind, words};

const COLUMNS: &str =
    "id, library, name, kind, format, encoding, base_url, oai_prefix, oai_set, private, harvest_state";

fn from_row(row: &Row) -> Result<Source> {
    let kind: String = row.get("kind")?;
    Ok(Source {
        id: row.get("id")?,
        library: row.get::<i64>("library")? as u16,
        name: row.get("name")?,
        kind: if kind == "oai" { SourceKind::Oai } else { SourceKind::File },
        format: row.get::<Option<String>>("format")?.and_then(|word| words::format(&word)),
        encoding: row.get::<Option<String>>("encoding")?.and_then(|word| words::encoding(&word)),
        base_url: row.get("base_url")?,
        oai_prefix: row.get("oai_prefix")?,
        oai_set: row.get("oai_set")?,
        private: row.get("private")?,
        harvest_state: row.get("harvest_state")?,
    })
}

/// All sources, by library.
pub(crate) async fn all(query: &mut impl Query) -> Result<Vec<Source>> {
    let sql = format!("SELECT {COLUMNS} FROM catalogue_source ORDER BY library, id");
    query.all(&sql, params![]).await?.iter().map(from_row).collect()
}

/// One source.
pub(crate) async fn by_id(query: &mut impl Query, id: i64) -> Result<Option<Source>> {
    let sql = format!("SELECT {COLUMNS} FROM catalogue_source WHERE id = $1");
    query.optional(&sql, params![id]).await?.as_ref().map(from_row).transpose()
}

/// One source of a library by its name.
pub(crate) async fn by_name(query: &mut impl Query, library: u16, name: &str) -> Result<Option<Source>> {
    let sql = format!("SELECT {COLUMNS} FROM catalogue_source WHERE library = $1 AND name = $2");
    query.optional(&sql, params![i64::from(library), name]).await?.as_ref().map(from_row).transpose()
}

/// Declares a source, or brings its settings up to date. Returns its number.
pub(crate) async fn declare(write: &mut Write, library: u16, new: &NewSource) -> Result<i64> {
    let kind = if new.base_url.is_some() { SourceKind::Oai } else { SourceKind::File };
    let format = new.format.map(|format| words::of_format(format).to_owned());
    let encoding = new.encoding.map(|encoding| encoding.name().to_owned());
    if let Some(known) = by_name(write, library, &new.name).await? {
        write
            .execute(
                "UPDATE catalogue_source SET kind = $1, format = $2, encoding = $3, base_url = $4, oai_prefix = $5, \
                 oai_set = $6, private = $7 WHERE id = $8",
                params![
                    kind.as_str(),
                    format,
                    encoding,
                    new.base_url.clone(),
                    new.oai_prefix.clone(),
                    new.oai_set.clone(),
                    new.private,
                    known.id
                ],
            )
            .await?;
        return Ok(known.id);
    }
    let id = counters::take(write, "source", 1).await?;
    write
        .execute(
            "INSERT INTO catalogue_source (id, library, name, kind, format, encoding, base_url, oai_prefix, oai_set, \
             private) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            params![
                id,
                i64::from(library),
                new.name.clone(),
                kind.as_str(),
                format,
                encoding,
                new.base_url.clone(),
                new.oai_prefix.clone(),
                new.oai_set.clone(),
                new.private
            ],
        )
        .await?;
    Ok(id)
}

/// Keeps where a harvest stands, in the transaction of the page it brought.
pub(crate) async fn save_harvest_state(write: &mut Write, id: i64, state: &str) -> Result<()> {
    write.execute("UPDATE catalogue_source SET harvest_state = $1 WHERE id = $2", params![state, id]).await?;
    Ok(())
}
