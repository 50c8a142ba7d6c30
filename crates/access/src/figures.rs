//! From lines to figures: COUNTER's rules applied day by day.
//!
//! - **Double clicks** (COUNTER 5.1 §7.2): of two same actions of one user at one door within 30 seconds, the later one
//!   counts.
//! - **Unique items** (§7.3): any number of actions at one door in one session count once. A session ends with its
//!   hour, so a day's unique counts add up to a month's.
//! - A use counts as an investigation and as a request; a page looked at, as an investigation.
//! - **Turnaways**: a limit reached (seats, views, money) is `Limit_Exceeded`; a reader whom no licence covers is
//!   `No_License`; someone without a good card is neither, since no institution stands behind them.
//!
//! The same code counts lines that are still there and folds those that go: a figure does not change when its lines do.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde::Serialize;
use store::prelude::*;

use crate::{Error, Result};

/// Two same actions within this are one, in milliseconds.
const DOUBLE_CLICK_MS: i64 = 30_000;

/// Whose figure it is.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Slice {
    /// The local day.
    pub day: Date,
    /// The door.
    pub door: String,
    /// Institution the reader is registered at; empty when not known.
    pub library: String,
    /// INSEE code of the commune the reader lives in; empty when not known.
    pub commune: String,
    /// Band of age; empty when not known.
    pub age_band: String,
    /// Whether no card was needed.
    pub free: bool,
}

/// What happened on a day at a door, for one library, commune and band of age.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// Entries as they came, double clicks included.
    pub entries: i64,
    /// `Total_Item_Investigations`.
    pub total_investigations: i64,
    /// `Unique_Item_Investigations`.
    pub unique_investigations: i64,
    /// `Total_Item_Requests`.
    pub total_requests: i64,
    /// `Unique_Item_Requests`.
    pub unique_requests: i64,
    /// `No_License`.
    pub no_license: i64,
    /// `Limit_Exceeded`.
    pub limit_exceeded: i64,
}

impl Figure {
    fn add(&mut self, other: &Self) {
        self.entries += other.entries;
        self.total_investigations += other.total_investigations;
        self.unique_investigations += other.unique_investigations;
        self.total_requests += other.total_requests;
        self.unique_requests += other.unique_requests;
        self.no_license += other.no_license;
        self.limit_exceeded += other.limit_exceeded;
    }
}

/// Refusals of one reason. `slice.free` is false: it does not matter to a refusal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refused {
    /// Whose.
    pub slice: Slice,
    /// The reason's code.
    pub reason: String,
    /// How many.
    pub refusals: i64,
}

/// How many people entered in a month.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Readers {
    /// `YYYY-MM`.
    pub month: String,
    /// The door; empty for any door.
    pub door: String,
    /// Institution registered at; empty when not known.
    pub library: String,
    /// INSEE code; empty when not known.
    pub commune: String,
    /// Band of age; empty when not known.
    pub age_band: String,
    /// How many.
    pub readers: i64,
}

/// COUNTER's name for a refusal, if it is a turnaway in its sense.
pub fn turnaway(reason: &str) -> Option<&'static str> {
    match reason {
        "seats_taken" | "views_spent" | "budget_spent" | "quota_spent" => Some("Limit_Exceeded"),
        "not_offered" | "not_yet_offered" | "offer_ended" | "other_commune" | "other_library" | "too_young"
        | "too_old" | "door_closed" => Some("No_License"),
        _ => None,
    }
}

/// One day counted.
#[derive(Debug, Default)]
struct Counted {
    figures: BTreeMap<Slice, Figure>,
    refusals: BTreeMap<(Slice, String), i64>,
    /// Who entered where: hashes, for a month's readers.
    entered: Vec<Entered>,
}

#[derive(Debug)]
struct Entered {
    who: String,
    slice: Slice,
}

struct Line {
    at: i64,
    door: String,
    action: String,
    reason: String,
    who: String,
    session: String,
    library: String,
    commune: String,
    age_band: String,
    free: bool,
}

/// The bounds of a local day, in milliseconds.
fn bounds(day: Date, zone: &TimeZone) -> Result<(i64, i64)> {
    let start = day.to_zoned(zone.clone())?.timestamp();
    let next = day.checked_add(1.day())?.to_zoned(zone.clone())?.timestamp();
    Ok((start.as_millisecond(), next.as_millisecond()))
}

async fn count_day(query: &mut impl Query, day: Date, zone: &TimeZone) -> Result<Counted> {
    let (start, next) = bounds(day, zone)?;
    let sql = "SELECT at, door, action, reason, who, session, library, commune, age_band, free FROM access_journal
        WHERE at >= $1 AND at < $2";
    // A click of this day may be the first of two whose second falls on the next one. All at once, for it is one day's: a
    // closure over rows would not be Send in whoever awaits this.
    let rows = query.all(sql, params![start, next + DOUBLE_CLICK_MS]).await?;
    let mut lines = Vec::with_capacity(rows.len());
    for row in rows {
        lines.push(Line {
            at: row.get(0)?,
            door: row.get(1)?,
            action: row.get(2)?,
            reason: row.get(3)?,
            who: row.get(4)?,
            session: row.get(5)?,
            library: row.get(6)?,
            commune: row.get(7)?,
            age_band: row.get(8)?,
            free: row.get(9)?,
        });
    }
    Ok(count(lines, day, next))
}

fn count(mut lines: Vec<Line>, day: Date, next: i64) -> Counted {
    let mut counted = Counted::default();
    lines.sort_by(|a, b| (&a.door, &a.who, &a.action, a.at).cmp(&(&b.door, &b.who, &b.action, b.at)));
    let mut investigated: HashSet<(&str, &str)> = HashSet::new();
    let mut requested: HashSet<(&str, &str)> = HashSet::new();
    for (position, line) in lines.iter().enumerate() {
        if line.at >= next {
            continue;
        }
        let slice = Slice {
            day,
            door: line.door.clone(),
            library: line.library.clone(),
            commune: line.commune.clone(),
            age_band: line.age_band.clone(),
            free: line.free,
        };
        let replaced = lines.get(position + 1).is_some_and(|later| {
            later.door == line.door
                && later.who == line.who
                && later.action == line.action
                && later.at - line.at <= DOUBLE_CLICK_MS
        });
        if line.action == "refused" {
            let reason = line.reason.clone();
            let kind = turnaway(&reason);
            *counted.refusals.entry((Slice { free: false, ..slice.clone() }, reason)).or_default() += 1;
            if !replaced && let Some(kind) = kind {
                let figure = counted.figures.entry(slice).or_default();
                match kind {
                    "Limit_Exceeded" => figure.limit_exceeded += 1,
                    _ => figure.no_license += 1,
                }
            }
            continue;
        }
        let figure = counted.figures.entry(slice.clone()).or_default();
        let request = line.action == "enter";
        if request {
            figure.entries += 1;
        }
        if !replaced {
            figure.total_investigations += 1;
            figure.total_requests += i64::from(request);
            let unique = (line.session.as_str(), line.door.as_str());
            figure.unique_investigations += i64::from(investigated.insert(unique));
            if request {
                figure.unique_requests += i64::from(requested.insert(unique));
            }
        }
        if request && !line.who.starts_with('~') {
            counted.entered.push(Entered { who: line.who.clone(), slice });
        }
    }
    counted
}

/// The readers of a month: who entered which door, and any.
#[derive(Default)]
struct Month {
    seen: HashSet<(String, String)>,
    readers: HashMap<(String, String, String, String), i64>,
}

impl Month {
    fn add(&mut self, entered: Vec<Entered>) {
        for one in entered {
            for door in [one.slice.door.as_str(), ""] {
                if self.seen.insert((one.who.clone(), door.to_owned())) {
                    let slice = &one.slice;
                    let key = (door.to_owned(), slice.library.clone(), slice.commune.clone(), slice.age_band.clone());
                    *self.readers.entry(key).or_default() += 1;
                }
            }
        }
    }

    fn into_rows(self, month: &str) -> Vec<Readers> {
        let mut rows: Vec<_> = self
            .readers
            .into_iter()
            .map(|((door, library, commune, age_band), readers)| Readers {
                month: month.to_owned(),
                door,
                library,
                commune,
                age_band,
                readers,
            })
            .collect();
        rows.sort();
        rows
    }
}

/// Folds the lines of the whole months before an instant into figures, and deletes them. Gives how many lines.
///
/// `before` is rounded down to the beginning of its local month.
pub async fn fold(write: &mut Write, before: Timestamp, zone: &TimeZone) -> Result<u64> {
    write.exclusive("access.journal").await?;
    let end = before.to_zoned(zone.clone()).first_of_month()?.date();
    let Some(mut day) = first_day(write, zone).await? else { return Ok(0) };
    let mut folded = 0;
    let mut month = Month::default();
    while day < end {
        let counted = count_day(write, day, zone).await?;
        keep_figures(write, &counted).await?;
        month.add(counted.entered);
        let (start, next) = bounds(day, zone)?;
        folded += write.execute("DELETE FROM access_journal WHERE at >= $1 AND at < $2", params![start, next]).await?;
        let tomorrow = day.checked_add(1.day())?;
        if tomorrow.month() != day.month() {
            let name = month_name(day);
            keep_readers(write, std::mem::take(&mut month).into_rows(&name)).await?;
        }
        day = tomorrow;
    }
    Ok(folded)
}

fn month_name(day: Date) -> String {
    day.strftime("%Y-%m").to_string()
}

async fn first_day(query: &mut impl Query, zone: &TimeZone) -> Result<Option<Date>> {
    let row = query.one("SELECT min(at) FROM access_journal", params![]).await?;
    Ok(match row.get::<Option<i64>>(0)? {
        Some(at) => Some(Timestamp::from_millisecond(at)?.to_zoned(zone.clone()).date()),
        None => None,
    })
}

/// The first local day anything is known of; nothing when nothing is.
pub async fn first(query: &mut impl Query, zone: &TimeZone) -> Result<Option<Date>> {
    let kept = query.one("SELECT min(day) FROM access_figures", params![]).await?.get::<Option<String>>(0)?;
    match kept {
        Some(text) => day(&text).map(Some),
        None => first_day(query, zone).await,
    }
}

async fn keep_figures(write: &mut Write, counted: &Counted) -> Result<()> {
    // Made before: a closure over borrowed rows would not be Send in whoever awaits this.
    let rows: Vec<_> = counted
        .figures
        .iter()
        .map(|(slice, figure)| {
            [
                Value::from(slice.day.to_string()),
                Value::from(slice.door.as_str()),
                Value::from(slice.library.as_str()),
                Value::from(slice.commune.as_str()),
                Value::from(slice.age_band.as_str()),
                Value::from(slice.free),
                Value::from(figure.entries),
                Value::from(figure.total_investigations),
                Value::from(figure.unique_investigations),
                Value::from(figure.total_requests),
                Value::from(figure.unique_requests),
                Value::from(figure.no_license),
                Value::from(figure.limit_exceeded),
            ]
        })
        .collect();
    write
        .insert_many(
            "access_figures",
            &[
                "day",
                "door",
                "library",
                "commune",
                "age_band",
                "free",
                "entries",
                "total_investigations",
                "unique_investigations",
                "total_requests",
                "unique_requests",
                "no_license",
                "limit_exceeded",
            ],
            rows,
            // Lines that came late, after their month was folded.
            Some(
                "(day, door, library, commune, age_band, free) DO UPDATE SET
                 entries = access_figures.entries + excluded.entries,
                 total_investigations = access_figures.total_investigations + excluded.total_investigations,
                 unique_investigations = access_figures.unique_investigations + excluded.unique_investigations,
                 total_requests = access_figures.total_requests + excluded.total_requests,
                 unique_requests = access_figures.unique_requests + excluded.unique_requests,
                 no_license = access_figures.no_license + excluded.no_license,
                 limit_exceeded = access_figures.limit_exceeded + excluded.limit_exceeded",
            ),
        )
        .await?;
    // Made before: a closure over borrowed rows would not be Send in whoever awaits this.
    let rows: Vec<_> = counted
        .refusals
        .iter()
        .map(|((slice, reason), refusals)| {
            [
                Value::from(slice.day.to_string()),
                Value::from(slice.door.as_str()),
                Value::from(reason.as_str()),
                Value::from(slice.library.as_str()),
                Value::from(slice.commune.as_str()),
                Value::from(slice.age_band.as_str()),
                Value::from(*refusals),
            ]
        })
        .collect();
    write
        .insert_many(
            "access_refusals",
            &["day", "door", "reason", "library", "commune", "age_band", "refusals"],
            rows,
            Some(
                "(day, door, reason, library, commune, age_band) DO UPDATE SET
                 refusals = access_refusals.refusals + excluded.refusals",
            ),
        )
        .await?;
    Ok(())
}

async fn keep_readers(write: &mut Write, rows: Vec<Readers>) -> Result<()> {
    // Made before: a closure over borrowed rows would not be Send in whoever awaits this.
    let rows: Vec<_> = rows
        .iter()
        .map(|row| {
            [
                Value::from(row.month.as_str()),
                Value::from(row.door.as_str()),
                Value::from(row.library.as_str()),
                Value::from(row.commune.as_str()),
                Value::from(row.age_band.as_str()),
                Value::from(row.readers),
            ]
        })
        .collect();
    write
        .insert_many(
            "access_readers",
            &["month", "door", "library", "commune", "age_band", "readers"],
            rows,
            Some(
                "(month, door, library, commune, age_band) DO UPDATE SET
                 readers = access_readers.readers + excluded.readers",
            ),
        )
        .await?;
    Ok(())
}

/// Everything counted between two local days, both included: figures kept and lines still there alike.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// By slice.
    pub figures: Vec<(Slice, Figure)>,
    /// By slice and reason.
    pub refusals: Vec<Refused>,
    /// By month. A month only partly between the two days counts those of its days that are.
    pub readers: Vec<Readers>,
}

/// Counts what happened between two local days, both included.
pub async fn between(query: &mut impl Query, from: Date, to: Date, zone: &TimeZone) -> Result<Report> {
    let mut figures: BTreeMap<Slice, Figure> = BTreeMap::new();
    let mut refusals: BTreeMap<(Slice, String), i64> = BTreeMap::new();
    let mut readers: Vec<Readers> = Vec::new();
    kept(query, from, to, &mut figures, &mut refusals, &mut readers).await?;
    if let Some(first) = first_day(query, zone).await? {
        let mut day = first.max(from);
        let mut month = Month::default();
        while day <= to {
            let counted = count_day(query, day, zone).await?;
            for (slice, figure) in &counted.figures {
                figures.entry(slice.clone()).or_default().add(figure);
            }
            for (key, count) in counted.refusals {
                *refusals.entry(key).or_default() += count;
            }
            month.add(counted.entered);
            let tomorrow = day.checked_add(1.day())?;
            if tomorrow.month() != day.month() || day == to {
                readers.extend(std::mem::take(&mut month).into_rows(&month_name(day)));
            }
            day = tomorrow;
        }
    }
    readers.sort();
    Ok(Report {
        figures: figures.into_iter().collect(),
        refusals: refusals.into_iter().map(|((slice, reason), refusals)| Refused { slice, reason, refusals }).collect(),
        readers,
    })
}

async fn kept(
    query: &mut impl Query,
    from: Date,
    to: Date,
    figures: &mut BTreeMap<Slice, Figure>,
    refusals: &mut BTreeMap<(Slice, String), i64>,
    readers: &mut Vec<Readers>,
) -> Result<()> {
    let (from_day, to_day) = (from.to_string(), to.to_string());
    let sql = "SELECT day, door, library, commune, age_band, free, entries, total_investigations,
                   unique_investigations, total_requests, unique_requests, no_license, limit_exceeded
               FROM access_figures WHERE day BETWEEN $1 AND $2";
    for row in query.all(sql, params![&from_day, &to_day]).await? {
        let slice = Slice {
            day: day(row.text(0)?)?,
            door: row.get(1)?,
            library: row.get(2)?,
            commune: row.get(3)?,
            age_band: row.get(4)?,
            free: row.get(5)?,
        };
        let figure = Figure {
            entries: row.get(6)?,
            total_investigations: row.get(7)?,
            unique_investigations: row.get(8)?,
            total_requests: row.get(9)?,
            unique_requests: row.get(10)?,
            no_license: row.get(11)?,
            limit_exceeded: row.get(12)?,
        };
        figures.entry(slice).or_default().add(&figure);
    }
    let sql = "SELECT day, door, reason, library, commune, age_band, refusals FROM access_refusals
               WHERE day BETWEEN $1 AND $2";
    for row in query.all(sql, params![&from_day, &to_day]).await? {
        let slice = Slice {
            day: day(row.text(0)?)?,
            door: row.get(1)?,
            library: row.get(3)?,
            commune: row.get(4)?,
            age_band: row.get(5)?,
            free: false,
        };
        *refusals.entry((slice, row.get(2)?)).or_default() += row.get::<i64>(6)?;
    }
    let sql = "SELECT month, door, library, commune, age_band, readers FROM access_readers
               WHERE month BETWEEN $1 AND $2";
    for row in query.all(sql, params![month_name(from), month_name(to)]).await? {
        readers.push(Readers {
            month: row.get(0)?,
            door: row.get(1)?,
            library: row.get(2)?,
            commune: row.get(3)?,
            age_band: row.get(4)?,
            readers: row.get(5)?,
        });
    }
    Ok(())
}

fn day(text: &str) -> Result<Date> {
    text.parse().map_err(|_| Error::Unknown { what: "day", value: text.to_owned() })
}
