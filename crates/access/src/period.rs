//! Periods of a quota, as people count them: by the calendar of the place.

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, Zoned};
use serde::{Deserialize, Serialize};

use crate::Result;

/// Over what a quota is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuotaPeriod {
    /// Once and for all.
    Ever,
    /// A day, from midnight.
    Day,
    /// A month of the calendar.
    Month,
    /// A year of the calendar.
    Year,
}

/// The zone by which days and months are counted: metropolitan France.
pub fn local_zone() -> TimeZone {
    TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC)
}

impl QuotaPeriod {
    /// Its name in tables.
    pub fn code(self) -> &'static str {
        match self {
            Self::Ever => "ever",
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// The period of that name.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Ever, Self::Day, Self::Month, Self::Year].into_iter().find(|period| period.code() == code)
    }

    /// When the period around an instant begins, and when the next one does (never, for [`Ever`](Self::Ever)).
    pub fn around(self, at: Timestamp, zone: &TimeZone) -> Result<(Timestamp, Option<Timestamp>)> {
        let local = at.to_zoned(zone.clone());
        let bounds = |first: Zoned, span: jiff::Span| -> Result<_> {
            let start = first.start_of_day()?;
            let next = start.checked_add(span)?.start_of_day()?;
            Ok((start.timestamp(), Some(next.timestamp())))
        };
        match self {
            Self::Ever => Ok((Timestamp::UNIX_EPOCH, None)),
            Self::Day => bounds(local, 1.day()),
            Self::Month => bounds(local.first_of_month()?, 1.month()),
            Self::Year => bounds(local.first_of_year()?, 1.year()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_follow_the_local_calendar() {
        let zone = local_zone();
        let around = |period: QuotaPeriod, at: &str| {
            let (start, next) = period.around(at.parse().unwrap(), &zone).unwrap();
            (start.to_string(), next.map(|n| n.to_string()).unwrap_or_default())
        };
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        // 23:30 UTC on 31 October is 00:30 on 1 November in Lille.
        assert_eq!(
            around(QuotaPeriod::Month, "2026-10-31T23:30:00Z"),
            pair("2026-10-31T23:00:00Z", "2026-11-30T23:00:00Z")
        );
        // The day the clocks go back has 25 hours.
        assert_eq!(
            around(QuotaPeriod::Day, "2026-10-25T12:00:00Z"),
            pair("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z")
        );
        assert_eq!(
            around(QuotaPeriod::Year, "2026-06-01T00:00:00Z"),
            pair("2025-12-31T23:00:00Z", "2026-12-31T23:00:00Z")
        );
        assert_eq!(around(QuotaPeriod::Ever, "2026-06-01T00:00:00Z").1, "");
    }
}
