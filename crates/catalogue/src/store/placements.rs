//! Which edition and work each live record belongs to.

use std::collections::BTreeMap;

use bibliography::Description;
use store::{Query, Result, Row, Value, Write, in_list, params};

use super::{counters, records};

/// A record's place.
pub(crate) struct NewPlacement {
    pub(crate) record: i64,
    pub(crate) edition: i64,
    pub(crate) work: i64,
    pub(crate) edition_reason: Vec<u8>,
    pub(crate) work_reason: Vec<u8>,
    pub(crate) features: Vec<u8>,
}

/// Writes places, new or changed.
pub(crate) async fn put(write: &mut Write, placements: Vec<NewPlacement>) -> Result<()> {
    let rows: Vec<Vec<Value>> = placements
        .into_iter()
        .map(|place| {
            vec![
                Value::from(place.record),
                Value::from(place.edition),
                Value::from(place.work),
                Value::from(place.edition_reason),
                Value::from(place.work_reason),
                Value::from(place.features),
            ]
        })
        .collect();
    write
        .insert_many(
            "catalogue_placement",
            &["record", "edition", "work", "edition_reason", "work_reason", "features"],
            rows,
            Some(
                "(record) DO UPDATE SET edition = excluded.edition, work = excluded.work, \
                 edition_reason = excluded.edition_reason, work_reason = excluded.work_reason, \
                 features = excluded.features",
            ),
        )
        .await?;
    Ok(())
}

/// Removes the places of withdrawn records; returns the works they left.
pub(crate) async fn remove(write: &mut Write, gone: &[u32]) -> Result<Vec<i64>> {
    let mut works = Vec::new();
    for chunk in gone.chunks(500) {
        let sql = format!("DELETE FROM catalogue_placement WHERE record IN {} RETURNING work", in_list(1, chunk.len()));
        for row in write.all(&sql, values_of(chunk)).await? {
            works.push(row.get::<i64>("work")?);
        }
    }
    Ok(works)
}

fn values_of(records: &[u32]) -> Vec<Value<'static>> {
    records.iter().map(|record| Value::from(*record)).collect()
}

/// Moves every record of one number to another and leaves a redirect.
pub(crate) async fn merge(write: &mut Write, level: Level, from: i64, into: i64) -> Result<()> {
    let column = level.as_str();
    let sql = format!("UPDATE catalogue_placement SET {column} = $1 WHERE {column} = $2");
    write.execute(&sql, params![into, from]).await?;
    redirect(write, level, from, into).await
}

/// Leaves a redirect from a number that is gone; older redirects follow.
pub(crate) async fn redirect(write: &mut Write, level: Level, from: i64, into: i64) -> Result<()> {
    write
        .execute(
            "UPDATE catalogue_redirect SET now = $1 WHERE level = $2 AND now = $3",
            params![into, level.as_str(), from],
        )
        .await?;
    write
        .execute(
            "INSERT INTO catalogue_redirect (level, gone, now) VALUES ($1, $2, $3) \
             ON CONFLICT (level, gone) DO UPDATE SET now = excluded.now",
            params![level.as_str(), from, into],
        )
        .await?;
    // A number that is alive again leads to itself.
    write.execute("DELETE FROM catalogue_redirect WHERE level = $1 AND gone = now", params![level.as_str()]).await?;
    Ok(())
}

/// The two levels of grouping.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// The same manifestation.
    Edition,
    /// The same work, whatever its editions and translations.
    Work,
}

impl Level {
    /// The word kept in the database, also the column's name.
    pub fn as_str(self) -> &'static str {
        match self {
            Level::Edition => "edition",
            Level::Work => "work",
        }
    }
}

impl From<Level> for record_matching::Level {
    fn from(level: Level) -> record_matching::Level {
        match level {
            Level::Edition => record_matching::Level::Edition,
            Level::Work => record_matching::Level::Work,
        }
    }
}

/// Where a number leads now, when it is gone.
pub(crate) async fn follow(query: &mut impl Query, level: Level, number: i64) -> Result<Option<i64>> {
    let row = query
        .optional("SELECT now FROM catalogue_redirect WHERE level = $1 AND gone = $2", params![level.as_str(), number])
        .await?;
    row.map(|row| row.get("now")).transpose()
}

/// A record of a work, as pages and the index need it.
#[derive(Clone, Debug)]
pub(crate) struct MemberRecord {
    /// Number of the record.
    pub record: i64,
    /// Edition it belongs to.
    pub edition: i64,
    /// Number of the library.
    pub library: u16,
    /// The library's own number.
    pub local_id: String,
    /// Its description.
    pub description: Description,
    /// Why it is in its edition, as the matcher wrote it.
    pub edition_reason: Vec<u8>,
    /// Why it is in its work, as the matcher wrote it.
    pub work_reason: Vec<u8>,
}

const MEMBERS: &str = "SELECT p.work, p.edition, p.record, p.edition_reason, p.work_reason, s.library, r.local_id, \
     r.description FROM catalogue_placement p JOIN catalogue_record r ON r.id = p.record \
     JOIN catalogue_source s ON s.id = r.source";

/// The records of several works, by work, edition and record.
pub(crate) async fn members(query: &mut impl Query, works: &[i64]) -> Result<BTreeMap<i64, Vec<MemberRecord>>> {
    let mut found: BTreeMap<i64, Vec<MemberRecord>> = BTreeMap::new();
    for chunk in works.chunks(500) {
        let sql = format!("{MEMBERS} WHERE p.work IN {}", in_list(1, chunk.len()));
        let values: Vec<Value<'static>> = chunk.iter().map(|work| Value::from(*work)).collect();
        for row in query.all(&sql, values).await? {
            let (work, member) = member_from(&row)?;
            found.entry(work).or_default().push(member);
        }
    }
    for members in found.values_mut() {
        members.sort_by_key(|member| (member.edition, member.record));
    }
    Ok(found)
}

/// The records of all works whose number is above `after` and at most `until`.
pub(crate) async fn members_between(
    query: &mut impl Query,
    after: i64,
    until: i64,
) -> Result<BTreeMap<i64, Vec<MemberRecord>>> {
    let mut found: BTreeMap<i64, Vec<MemberRecord>> = BTreeMap::new();
    let sql = format!("{MEMBERS} WHERE p.work > $1 AND p.work <= $2");
    for row in query.all(&sql, params![after, until]).await? {
        let (work, member) = member_from(&row)?;
        found.entry(work).or_default().push(member);
    }
    for members in found.values_mut() {
        members.sort_by_key(|member| (member.edition, member.record));
    }
    Ok(found)
}

fn member_from(row: &Row) -> Result<(i64, MemberRecord)> {
    Ok((
        row.get("work")?,
        MemberRecord {
            record: row.get("record")?,
            edition: row.get("edition")?,
            library: row.get::<i64>("library")? as u16,
            local_id: row.get("local_id")?,
            description: records::decode(row.bytes("description")?),
            edition_reason: row.get("edition_reason")?,
            work_reason: row.get("work_reason")?,
        },
    ))
}

/// The work an edition belongs to.
pub(crate) async fn work_of_edition(query: &mut impl Query, edition: i64) -> Result<Option<i64>> {
    let row =
        query.optional("SELECT work FROM catalogue_placement WHERE edition = $1 LIMIT 1", params![edition]).await?;
    row.map(|row| row.get("work")).transpose()
}

/// Edition and work of a record.
pub(crate) async fn of_record(query: &mut impl Query, record: i64) -> Result<Option<(i64, i64)>> {
    let row =
        query.optional("SELECT edition, work FROM catalogue_placement WHERE record = $1", params![record]).await?;
    row.map(|row| Ok((row.get("edition")?, row.get("work")?))).transpose()
}

/// Notes works to index again.
pub(crate) async fn note_changes(write: &mut Write, works: &[i64], now: i64) -> Result<()> {
    if works.is_empty() {
        return Ok(());
    }
    let first = counters::take(write, "change", works.len() as i64).await?;
    let rows: Vec<Vec<Value>> = works
        .iter()
        .enumerate()
        .map(|(position, work)| vec![Value::from(first + position as i64), Value::from(*work), Value::from(now)])
        .collect();
    write.insert_many("catalogue_change", &["seq", "work", "changed_at"], rows, None).await?;
    Ok(())
}
