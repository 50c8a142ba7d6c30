//! When a place is open. What is not known is said to be unknown, never closed.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime, Weekday};
use serde::Serialize;
use store::prelude::*;

use crate::{Error, Result};

/// Minutes from midnight: when it opens, and when it closes (at most 1440; over midnight is two spans).
pub type Span = (u16, u16);

/// The known hours of a place. A day without spans is a day closed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Timetable {
    /// The usual week, Monday (0) to Sunday (6).
    pub week: [Vec<Span>; 7],
    /// Days unlike the usual week; an empty list is a day closed.
    pub special: BTreeMap<Date, Vec<Span>>,
}

/// Whether a place is open at some moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum Opening {
    /// Nobody has said.
    Unknown,
    /// It is closed.
    Closed,
    /// It is open.
    Open {
        /// Until when, in minutes from midnight.
        until: u16,
    },
}

impl Timetable {
    /// The spans of a day, in order.
    pub fn on(&self, day: Date) -> &[Span] {
        self.special.get(&day).unwrap_or(&self.week[monday_first(day.weekday())])
    }

    /// Whether it is open at a local moment.
    pub fn at(&self, moment: DateTime) -> Opening {
        let minute = (i16::from(moment.hour()) * 60 + i16::from(moment.minute())) as u16;
        self.on(moment.date())
            .iter()
            .find(|(opens, closes)| (*opens..*closes).contains(&minute))
            .map_or(Opening::Closed, |(_, until)| Opening::Open { until: *until })
    }

    /// Refuses spans that are empty, overlap, are out of order, or leave the day.
    pub fn check(&self) -> Result<()> {
        for spans in self.week.iter().chain(self.special.values()) {
            let mut before = 0;
            for (opens, closes) in spans {
                if *opens < before || closes <= opens || *closes > 1440 {
                    return Err(Error::BadHours(format!("{opens}–{closes} minutes after midnight")));
                }
                before = *closes;
            }
        }
        Ok(())
    }
}

/// Whether a place is open at a local moment, knowing its hours or not.
pub fn opening(timetable: Option<&Timetable>, moment: DateTime) -> Opening {
    timetable.map_or(Opening::Unknown, |timetable| timetable.at(moment))
}

/// Says the hours of a place, or with `None` that they are not known.
pub async fn set(write: &mut Write, place: &str, timetable: Option<&Timetable>) -> Result<()> {
    if let Some(timetable) = timetable {
        timetable.check()?;
    }
    let known = write
        .execute("UPDATE programme_places SET hours_known = $1 WHERE id = $2", params![timetable.is_some(), place])
        .await?;
    if known == 0 {
        return Err(Error::NotFound);
    }
    write.execute("DELETE FROM programme_hours WHERE place = $1", params![place]).await?;
    write.execute("DELETE FROM programme_special_days WHERE place = $1", params![place]).await?;
    let Some(timetable) = timetable else {
        return Ok(());
    };
    let week = timetable.week.iter().zip(1_u8..).flat_map(|(spans, weekday)| {
        spans.iter().map(move |(opens, closes)| {
            [Value::from(place), Value::from(weekday), Value::from(*opens), Value::from(*closes)]
        })
    });
    write.insert_many("programme_hours", &["place", "weekday", "opens", "closes"], week, None).await?;
    let special = timetable.special.iter().flat_map(|(day, spans)| {
        let closed: &[Span] = &[(0, 0)];
        let spans = if spans.is_empty() { closed } else { spans.as_slice() };
        spans.iter().map(move |(opens, closes)| {
            [Value::from(place), Value::from(day.to_string()), Value::from(*opens), Value::from(*closes)]
        })
    });
    write.insert_many("programme_special_days", &["place", "day", "opens", "closes"], special, None).await?;
    Ok(())
}

/// The hours of a place; nothing when they are not known.
pub async fn of_place(query: &mut impl Query, place: &str) -> Result<Option<Timetable>> {
    let known = query.one("SELECT hours_known FROM programme_places WHERE id = $1", params![place]).await?;
    if !known.get::<bool>(0)? {
        return Ok(None);
    }
    let mut timetable = Timetable::default();
    let sql = "SELECT weekday, opens, closes FROM programme_hours WHERE place = $1 ORDER BY weekday, opens";
    for row in query.all(sql, params![place]).await? {
        let day = (row.get::<i64>(0)? - 1).clamp(0, 6) as usize;
        timetable.week[day].push((row.get::<i64>(1)? as u16, row.get::<i64>(2)? as u16));
    }
    let sql = "SELECT day, opens, closes FROM programme_special_days WHERE place = $1 ORDER BY day, opens";
    for row in query.all(sql, params![place]).await? {
        let day: Date = row
            .text(0)?
            .parse()
            .map_err(|_| Error::Unknown { what: "day", value: row.text(0).unwrap_or_default().to_owned() })?;
        let spans = timetable.special.entry(day).or_default();
        let span = (row.get::<i64>(1)? as u16, row.get::<i64>(2)? as u16);
        if span != (0, 0) {
            spans.push(span);
        }
    }
    Ok(Some(timetable))
}

fn monday_first(weekday: Weekday) -> usize {
    weekday.to_monday_zero_offset() as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn unknown_is_not_closed() {
        let sunday = date(2026, 11, 22).at(10, 0, 0, 0);
        assert_eq!(opening(None, sunday), Opening::Unknown);
        assert_eq!(opening(Some(&Timetable::default()), sunday), Opening::Closed);
    }

    #[test]
    fn a_special_day_replaces_the_usual_one() {
        let mut timetable = Timetable::default();
        timetable.week[6] = vec![(600, 720), (840, 1080)];
        timetable.special.insert(date(2026, 11, 29), vec![]);
        let at = |day, hour, minute| timetable.at(date(2026, 11, day).at(hour, minute, 0, 0));
        assert_eq!(at(22, 9, 59), Opening::Closed);
        assert_eq!(at(22, 10, 0), Opening::Open { until: 720 });
        assert_eq!(at(22, 12, 0), Opening::Closed);
        assert_eq!(at(22, 17, 59), Opening::Open { until: 1080 });
        assert_eq!(at(23, 10, 0), Opening::Closed);
        assert_eq!(at(29, 10, 0), Opening::Closed);
    }

    #[test]
    fn hours_without_sense_are_refused() {
        for spans in [vec![(600, 600)], vec![(600, 1441)], vec![(600, 720), (700, 800)]] {
            let mut timetable = Timetable::default();
            timetable.week[0] = spans.clone();
            assert!(timetable.check().is_err(), "{spans:?}");
        }
    }
}
