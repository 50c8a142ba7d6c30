//! What changed: works for the index, records for harvesters.

use store::{Query, Result, params};

use super::records::KeptRecord;

/// Changes after a sequence number, oldest first.
pub(crate) async fn changes_after(query: &mut impl Query, seq: i64, limit: i64) -> Result<Vec<(i64, i64)>> {
    query
        .all("SELECT seq, work FROM catalogue_change WHERE seq > $1 ORDER BY seq LIMIT $2", params![seq, limit])
        .await?
        .iter()
        .map(|row| Ok((row.get("seq")?, row.get("work")?)))
        .collect()
}

/// Numbers of works after one, in order: the way to read them all.
pub(crate) async fn works_after(query: &mut impl Query, work: i64, limit: i64) -> Result<Vec<i64>> {
    query
        .all(
            "SELECT DISTINCT work FROM catalogue_placement WHERE work > $1 ORDER BY work LIMIT $2",
            params![work, limit],
        )
        .await?
        .iter()
        .map(|row| row.get("work"))
        .collect()
}

/// The largest number of a work that holds records; 0 when there is none.
pub(crate) async fn last_work(query: &mut impl Query) -> Result<i64> {
    let row = query.one("SELECT max(work) AS last FROM catalogue_placement", params![]).await?;
    Ok(row.get::<Option<i64>>("last")?.unwrap_or(0))
}

/// Bounds of a list of records for harvesters.
#[derive(Clone, Debug, Default)]
pub(crate) struct RecordSelection {
    /// From this instant on, milliseconds since 1970, inclusive.
    pub from: Option<i64>,
    /// Up to this instant, inclusive.
    pub until: Option<i64>,
    /// Code of a library.
    pub library: Option<String>,
    /// After this key (instant, record): the keyset.
    pub after: Option<(i64, i64)>,
}

/// Records in order of change, `limit` at most, after the selection's key.
pub(crate) async fn list_records(
    query: &mut impl Query,
    selection: &RecordSelection,
    limit: i64,
) -> Result<Vec<KeptRecord>> {
    let (after_at, after_id) = selection.after.unwrap_or((i64::MIN, 0));
    let rows = query
        .all(
            "SELECT r.id FROM catalogue_record r JOIN catalogue_source s ON s.id = r.source \
             JOIN catalogue_library l ON l.number = s.library \
             WHERE (r.changed_at, r.id) > ($1, $2) AND r.changed_at >= $3 AND r.changed_at <= $4 \
             AND ($5 = '' OR l.code = $5) ORDER BY r.changed_at, r.id LIMIT $6",
            params![
                after_at,
                after_id,
                selection.from.unwrap_or(i64::MIN),
                selection.until.unwrap_or(i64::MAX),
                selection.library.clone().unwrap_or_default(),
                limit
            ],
        )
        .await?;
    let mut records = Vec::with_capacity(rows.len());
    for row in rows {
        if let Some(record) = super::records::kept(query, row.get("id")?).await? {
            records.push(record);
        }
    }
    Ok(records)
}

/// How many records a selection holds, its key left aside.
pub(crate) async fn count_records(query: &mut impl Query, selection: &RecordSelection) -> Result<i64> {
    query
        .one(
            "SELECT count(*) AS n FROM catalogue_record r JOIN catalogue_source s ON s.id = r.source \
             JOIN catalogue_library l ON l.number = s.library \
             WHERE r.changed_at >= $1 AND r.changed_at <= $2 AND ($3 = '' OR l.code = $3)",
            params![
                selection.from.unwrap_or(i64::MIN),
                selection.until.unwrap_or(i64::MAX),
                selection.library.clone().unwrap_or_default()
            ],
        )
        .await?
        .get("n")
}

/// One record by its number.
pub(crate) async fn get_record(query: &mut impl Query, id: i64) -> Result<Option<KeptRecord>> {
    super::records::kept(query, id).await
}

/// The oldest change there is.
pub(crate) async fn earliest(query: &mut impl Query) -> Result<Option<i64>> {
    query.one("SELECT min(changed_at) AS oldest FROM catalogue_record", params![]).await?.get("oldest")
}

/// Codes and names of the libraries, for sets.
pub(crate) async fn sets(query: &mut impl Query) -> Result<Vec<(String, String)>> {
    query
        .all("SELECT code, name FROM catalogue_library ORDER BY number", params![])
        .await?
        .iter()
        .map(|row| Ok((row.get("code")?, row.get("name")?)))
        .collect()
}
