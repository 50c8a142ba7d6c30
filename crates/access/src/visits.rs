//! Visits: what gates' scans became, until the figures are told of them.
//!
//! A gate works out visits from the set of scans it has of a right, and puts them here; when a late scan changes what
//! it worked out, it puts them again. Once older than the anti-fraud clock they are given to the figures, once, and
//! deleted. A gate may delete its scans from before [`given_before`] and must keep those after.
//!
//! Desks that let in without a gate (a theatre's, with its own software) tell their visits here too: each replaces its
//! own only, and names them as gates do ([`entry_name`]), so that whoever was seen by both is given to the figures once.

use std::collections::HashSet;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use sha2::{Digest, Sha256};
use store::prelude::*;

use crate::{Error, Result, RightKind, local_zone};

/// The gates, among those who tell of visits.
pub const GATE: &str = "gate";

/// A museum's day ends when nobody is in it: at four in the morning, local time.
pub const DAY_BEGINS_HOUR: i8 = 4;

/// The museum's day an instant belongs to (milliseconds), in days since 1970.
#[must_use]
pub fn museum_day(at: i64, zone: &TimeZone) -> i64 {
    let offset = Timestamp::from_millisecond(at).map_or(0, |instant| i64::from(zone.to_offset(instant).seconds()));
    (at.div_euclid(1000) + offset - i64::from(DAY_BEGINS_HOUR) * 3600).div_euclid(86_400)
}

/// An identifier made of what it is about, telling nothing of it.
#[must_use]
pub fn name_of(parts: &[&str]) -> String {
    let mut sha = Sha256::new();
    for part in parts {
        sha.update((part.len() as u64).to_be_bytes());
        sha.update(part.as_bytes());
    }
    sha.finalize()[..16].iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The identifier of a right's visit: which one of its day at that institution, from 1.
#[must_use]
pub fn name(right: &str, institution: &str, day: i64, number: usize) -> String {
    name_of(&["visit", right, institution, &day.to_string(), &number.to_string()])
}

/// The identifier of the only visit of a day, as of a ticket, which opens once.
#[must_use]
pub fn entry_name(right: &str, institution: &str, at: Timestamp) -> String {
    name(right, institution, museum_day(at.as_millisecond(), &local_zone()), 1)
}

/// What a visit is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum VisitState {
    /// Counted.
    Counted,
    /// The same people again, soon after: not counted.
    ReEntry,
    /// Someone must look at it: not counted while so.
    Conflict,
    /// Not let in: not counted.
    Refused,
}

impl VisitState {
    /// Its name in tables.
    pub fn code(self) -> &'static str {
        match self {
            Self::Counted => "counted",
            Self::ReEntry => "re_entry",
            Self::Conflict => "conflict",
            Self::Refused => "refused",
        }
    }

    fn from_code(code: &str) -> Result<Self> {
        [Self::Counted, Self::ReEntry, Self::Conflict, Self::Refused]
            .into_iter()
            .find(|state| state.code() == code)
            .ok_or_else(|| Error::Unknown { what: "state of visit", value: code.to_owned() })
    }
}

/// A visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// Identifier: always the same for the same visit, and telling nothing of the right.
    pub id: String,
    /// The door.
    pub door: String,
    /// Whose door it is.
    pub institution: String,
    /// When.
    pub at: Timestamp,
    /// How many people.
    pub people: u32,
    /// What the right is.
    pub right_kind: RightKind,
    /// What it is worth.
    pub state: VisitState,
}

/// The visits of a right since an instant, as a gate worked them out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told<'a> {
    /// The right.
    pub right: &'a str,
    /// Since when the gate knows the right's scans: visits from then on are replaced, those before are left.
    pub since: Timestamp,
    /// The visits, none before `since`, in any order.
    pub visits: &'a [Visit],
}

/// A visit given to the figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoldedVisit {
    /// The right, or a word that means nobody once its holder has gone ([`rights::gone_name`](crate::rights::gone_name)).
    pub right: String,
    /// What it is.
    pub right_kind: RightKind,
    /// Where.
    pub institution: String,
    /// At which door.
    pub door: String,
    /// When.
    pub at: Timestamp,
    /// How many people.
    pub people: u32,
    /// Whether it is the right's first counted visit anywhere.
    pub first: bool,
}

/// Visits of today or since some instant, not yet given to the figures.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LiveCount {
    /// Visits counted.
    pub visits: i64,
    /// People counted.
    pub people: i64,
    /// Entries that were re-entries.
    pub re_entries: i64,
    /// Conflicts to be looked at.
    pub conflicts: i64,
}

/// Puts the visits of a right since an instant in place of those known. Told again, in any order, it is the same.
pub async fn replace(write: &mut Write, right: &str, since: Timestamp, visits: &[Visit]) -> Result<u64> {
    replace_many(write, &[Told { right, since, visits }]).await
}

/// The same for many rights, each told once. A right that is not known (its holder has gone) is passed over. Gives how
/// many visits were put.
pub async fn replace_many(write: &mut Write, told: &[Told<'_>]) -> Result<u64> {
    replace_of(write, GATE, told).await
}

/// The same, told by another than the gates. What others told stays, under its name whoever says it again.
pub async fn replace_of(write: &mut Write, source: &str, told: &[Told<'_>]) -> Result<u64> {
    // Before the clock is read: what is given to the figures meanwhile must not come back.
    write.exclusive("access.visits").await?;
    let clock = given_before(write).await?;
    let mut put = 0;
    let mut told: Vec<_> = told.iter().collect();
    told.sort_by_key(|told| (told.since, told.right));
    for same in told.chunk_by(|one, next| one.since == next.since) {
        for some in same.chunks(400) {
            put += replace_some(write, source, some, clock).await?;
        }
    }
    Ok(put)
}

async fn replace_some(write: &mut Write, source: &str, told: &[&Told<'_>], clock: Timestamp) -> Result<u64> {
    let Some(since) = told.first().map(|told| told.since) else { return Ok(0) };
    let names = || told.iter().map(|told| Value::from(told.right));
    let known = write
        .all(&format!("SELECT id FROM access_rights WHERE id IN {}", store::in_list(1, told.len())), names().collect())
        .await?;
    let known: HashSet<&str> = known.iter().map(|row| row.text(0)).collect::<store::Result<_>>()?;
    let list = store::in_list(3, told.len());
    let sql = format!("DELETE FROM access_visits WHERE source = $1 AND at >= $2 AND right_id IN {list}");
    let of = [Value::from(source), Value::from(since.as_millisecond())];
    write.execute(&sql, of.into_iter().chain(names()).collect()).await?;
    let visits: Vec<(&str, &Visit)> = told
        .iter()
        .filter(|told| known.contains(told.right))
        .flat_map(|told| told.visits.iter().map(|visit| (told.right, visit)))
        .filter(|(_, visit)| visit.at >= since)
        .collect();
    let mut given: HashSet<String> = HashSet::new();
    for some in visits.chunks(400) {
        let names = || some.iter().map(|(_, visit)| Value::from(&visit.id));
        let list = store::in_list(1, some.len());
        // A visit whose hour was put right may stand before `since`: it moves.
        let own = format!("DELETE FROM access_visits WHERE id IN {list} AND source = ${}", some.len() + 1);
        write.execute(&own, names().chain([Value::from(source)]).collect()).await?;
        // Up to a day after the clock: a day's name may have been given for somebody who came earlier that day.
        if some.iter().any(|(_, visit)| visit.at.as_millisecond() < clock.as_millisecond() + DAY_MS) {
            let sql = format!("SELECT id FROM access_visits_given WHERE id IN {list}");
            for row in write.all(&sql, names().collect()).await? {
                given.insert(row.get(0)?);
            }
        }
    }
    let rows: Vec<_> = visits
        .into_iter()
        .filter(|(_, visit)| !given.contains(&visit.id))
        .map(|(right, visit)| {
            [
                Value::from(&visit.id),
                Value::from(right),
                Value::from(&visit.door),
                Value::from(&visit.institution),
                Value::from(visit.at.as_millisecond()),
                Value::from(visit.people),
                Value::from(visit.right_kind.code()),
                Value::from(visit.state.code()),
                Value::from(source),
            ]
        })
        .collect();
    let columns = ["id", "right_id", "door", "institution", "at", "people", "right_kind", "state", "source"];
    Ok(write.insert_many("access_visits", &columns, rows, Some("(id) DO NOTHING")).await?)
}

/// The instant before which visits were given to the figures: scans from before it have served. 1970 when none were.
pub async fn given_before(query: &mut impl Query) -> Result<Timestamp> {
    let sql = "SELECT given_before FROM access_visit_clock WHERE name = 'visits'";
    let row = query.optional(sql, params![]).await?;
    Ok(Timestamp::from_millisecond(row.map_or(Ok(0), |row| row.get(0))?)?)
}

/// For how long an identifier given is remembered: a device that was off for longer is told so by its gate.
const GIVEN_DAYS: i64 = 396;
const DAY_MS: i64 = 86_400_000;

/// Gives the counted visits before an instant, in order of time, each once and for all, and deletes every visit
/// before it. All or nothing with the caller's transaction.
pub async fn fold(write: &mut Write, before: Timestamp) -> Result<Vec<FoldedVisit>> {
    write.exclusive("access.visits").await?;
    let until = before.as_millisecond();
    let rows = write
        .all(
            "SELECT id, right_id, right_kind, institution, door, at, people FROM access_visits
             WHERE at < $1 AND state = 'counted' ORDER BY at, id",
            params![until],
        )
        .await?;
    let mut folded = Vec::with_capacity(rows.len());
    let mut ids: Vec<String> = Vec::with_capacity(rows.len());
    for row in &rows {
        ids.push(row.get(0)?);
        folded.push(FoldedVisit {
            right: row.get(1)?,
            right_kind: RightKind::from_code(row.text(2)?)?,
            institution: row.get(3)?,
            door: row.get(4)?,
            at: Timestamp::from_millisecond(row.get(5)?)?,
            people: row.get::<i64>(6)? as u32,
            first: false,
        });
    }
    mark_first(write, &mut folded).await?;
    let now = write.clock().now_ms();
    let given = ids.into_iter().map(|id| [Value::from(id), Value::from(now)]);
    write.insert_many("access_visits_given", &["id", "given_at"], given, Some("(id) DO NOTHING")).await?;
    for (sql, params) in [
        ("DELETE FROM access_visits WHERE at < $1", params![until]),
        ("DELETE FROM access_visits_given WHERE given_at < $1", params![now - GIVEN_DAYS * DAY_MS]),
        (
            // The clock never goes back.
            "INSERT INTO access_visit_clock (name, given_before) VALUES ('visits', $1)
             ON CONFLICT (name) DO UPDATE SET given_before = excluded.given_before
             WHERE access_visit_clock.given_before < excluded.given_before",
            params![until],
        ),
    ] {
        write.execute(sql, params).await?;
    }
    Ok(folded)
}

async fn mark_first(write: &mut Write, folded: &mut [FoldedVisit]) -> Result<()> {
    let rights: Vec<&str> =
        folded.iter().map(|visit| visit.right.as_str()).collect::<HashSet<_>>().into_iter().collect();
    let mut served: HashSet<String> = HashSet::new();
    for some in rights.chunks(500) {
        let sql =
            format!("SELECT right_id FROM access_first_visits WHERE right_id IN {}", store::in_list(1, some.len()));
        for row in write.all(&sql, some.iter().map(|right| Value::from(*right)).collect()).await? {
            served.insert(row.get(0)?);
        }
    }
    let mut new = Vec::new();
    for visit in folded {
        if served.insert(visit.right.clone()) {
            visit.first = true;
            new.push([Value::from(visit.right.clone()), Value::from(visit.at.as_millisecond())]);
        }
    }
    write.insert_many("access_first_visits", &["right_id", "at"], new, Some("(right_id) DO NOTHING")).await?;
    Ok(())
}

/// When a right was first used for a counted visit; none when it never was.
pub async fn first_of(query: &mut impl Query, right: &str) -> Result<Option<Timestamp>> {
    let row = query
        .one(
            "SELECT (SELECT at FROM access_first_visits WHERE right_id = $1),
                    (SELECT MIN(at) FROM access_visits WHERE right_id = $1 AND state = 'counted')",
            params![right],
        )
        .await?;
    let (given, live) = (row.get::<Option<i64>>(0)?, row.get::<Option<i64>>(1)?);
    let first = given.into_iter().chain(live).min();
    Ok(first.map(Timestamp::from_millisecond).transpose()?)
}

/// Rights used for the first time since an instant, with when: what decides the end of passes that begin with a visit.
/// Those whose first visit was given to the figures are no longer in it.
pub async fn first_since(query: &mut impl Query, since: Timestamp) -> Result<Vec<(String, Timestamp)>> {
    let rows = query
        .all(
            "SELECT v.right_id, MIN(v.at) FROM access_visits v
             WHERE v.state = 'counted'
               AND NOT EXISTS (SELECT 1 FROM access_first_visits f WHERE f.right_id = v.right_id)
             GROUP BY v.right_id HAVING MIN(v.at) >= $1 ORDER BY MIN(v.at), v.right_id",
            params![since.as_millisecond()],
        )
        .await?;
    rows.iter().map(|row| Ok((row.get(0)?, Timestamp::from_millisecond(row.get(1)?)?))).collect()
}

/// How many people came in by rights for this item alone (tickets of a performance), of those visits not yet given to the
/// figures: whoever wants the number to last asks before [`given_before`] reaches the day.
pub async fn people_for_item(query: &mut impl Query, item: &str) -> Result<i64> {
    let sql =
        "SELECT CAST(COALESCE(SUM(people), 0) AS BIGINT) FROM access_visits WHERE state = 'counted' AND right_id IN
                   (SELECT id FROM access_rights WHERE scope_kind = 'item' AND scope = $1)";
    Ok(query.one(sql, params![item]).await?.get(0)?)
}

/// The visits of a right that are still known, newest first.
pub async fn of_right(query: &mut impl Query, right: &str) -> Result<Vec<Visit>> {
    let rows = query
        .all(
            "SELECT id, door, institution, at, people, right_kind, state FROM access_visits
             WHERE right_id = $1 ORDER BY at DESC, id",
            params![right],
        )
        .await?;
    rows.iter().map(read).collect()
}

/// A line as [`of_right`] and [`of_others`] ask for it.
fn read(row: &Row) -> Result<Visit> {
    Ok(Visit {
        id: row.get(0)?,
        door: row.get(1)?,
        institution: row.get(2)?,
        at: Timestamp::from_millisecond(row.get(3)?)?,
        people: row.get::<i64>(4)? as u32,
        right_kind: RightKind::from_code(row.text(5)?)?,
        state: VisitState::from_code(row.text(6)?)?,
    })
}

/// The counted visits of these rights that others than `source` told, each with its right and who told it.
pub async fn of_others(query: &mut impl Query, source: &str, rights: &[&str]) -> Result<Vec<(String, String, Visit)>> {
    let mut found = Vec::new();
    for some in rights.chunks(500) {
        let sql = format!(
            "SELECT id, door, institution, at, people, right_kind, state, right_id, source FROM access_visits
             WHERE source <> $1 AND state = 'counted' AND right_id IN {}",
            store::in_list(2, some.len())
        );
        let names = some.iter().map(|right| Value::from(*right));
        for row in query.all(&sql, [Value::from(source)].into_iter().chain(names).collect()).await? {
            found.push((row.get(7)?, row.get(8)?, read(&row)?));
        }
    }
    Ok(found)
}

/// Codes let in by others than `source`, from one instant to another: the living code of each right (hexadecimal), when last,
/// and at which institution. Latest first.
pub async fn codes_of_others(
    query: &mut impl Query,
    source: &str,
    since: Timestamp,
    until: Timestamp,
) -> Result<Vec<(String, Timestamp, String)>> {
    let sql = "SELECT c.cti, max(v.at), v.institution FROM access_visits v
               JOIN access_credentials c ON c.right_id = v.right_id AND c.revoked_at IS NULL
               WHERE v.source <> $1 AND v.state = 'counted' AND v.at >= $2 AND v.at <= $3
               GROUP BY c.cti, v.institution ORDER BY max(v.at) DESC, c.cti";
    let rows = query.all(sql, params![source, since.as_millisecond(), until.as_millisecond()]).await?;
    rows.iter().map(|row| Ok((row.get(0)?, Timestamp::from_millisecond(row.get(1)?)?, row.get(2)?))).collect()
}

/// How many visits an institution had since an instant, among those not yet given to the figures.
pub async fn counts_live(query: &mut impl Query, institution: &str, since: Timestamp) -> Result<LiveCount> {
    let rows = query
        .all(
            "SELECT state, count(*), CAST(COALESCE(SUM(people), 0) AS BIGINT) FROM access_visits
             WHERE institution = $1 AND at >= $2 GROUP BY state",
            params![institution, since.as_millisecond()],
        )
        .await?;
    let mut live = LiveCount::default();
    for row in rows {
        let count: i64 = row.get(1)?;
        match VisitState::from_code(row.text(0)?)? {
            VisitState::Counted => (live.visits, live.people) = (count, row.get(2)?),
            VisitState::ReEntry => live.re_entries = count,
            VisitState::Conflict => live.conflicts = count,
            VisitState::Refused => {}
        }
    }
    Ok(live)
}
