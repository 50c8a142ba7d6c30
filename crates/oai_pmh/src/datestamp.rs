//! UTCdatetime (section 3.3 of the standard): a day or a second, always in UTC.

use std::fmt;

use jiff::civil::{Date, DateTime, Time};
use jiff::{SignedDuration, Timestamp};

/// How fine a repository's dates are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Granularity {
    /// `YYYY-MM-DD`.
    Day,
    /// `YYYY-MM-DDThh:mm:ssZ`.
    #[default]
    Second,
}

impl Granularity {
    /// The spelling that `Identify` uses.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Day => "YYYY-MM-DD",
            Self::Second => "YYYY-MM-DDThh:mm:ssZ",
        }
    }
}

/// A date of the protocol: a day or a second in UTC, of the years 0001 to 9999.
///
/// It names a stretch of time, not a point: `2026-11-22` as `until` includes the whole day. [`first_milli`] and
/// [`end_milli`] give its limits.
///
/// [`first_milli`]: Datestamp::first_milli
/// [`end_milli`]: Datestamp::end_milli
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Datestamp {
    seconds: i64,
    granularity: Granularity,
}

const EPOCH: DateTime = DateTime::constant(1970, 1, 1, 0, 0, 0, 0);
const DAY: i64 = 86_400;
/// 0001-01-01T00:00:00Z and 9999-12-31T23:59:59Z.
const FIRST: i64 = -62_135_596_800;
const LAST: i64 = 253_402_300_799;

impl Datestamp {
    /// The second (or the day) in which an instant falls, given in milliseconds since 1970 UTC. Instants outside the
    /// years 0001 to 9999 are brought to the nearest of these.
    #[must_use]
    pub fn from_millis(millis: i64, granularity: Granularity) -> Self {
        Self::from_seconds(millis.div_euclid(1000), granularity)
    }

    fn from_seconds(seconds: i64, granularity: Granularity) -> Self {
        let seconds = seconds.clamp(FIRST, LAST);
        let seconds = match granularity {
            Granularity::Second => seconds,
            Granularity::Day => seconds.div_euclid(DAY) * DAY,
        };
        Self { seconds, granularity }
    }

    /// Reads exactly the two spellings of the standard.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let date = parse_date(bytes.get(..10)?)?;
        match bytes.len() {
            10 => Self::of_civil(date.to_datetime(Time::midnight()), Granularity::Day),
            20 if bytes[10] == b'T' && bytes[19] == b'Z' => {
                Self::of_civil(date.to_datetime(parse_time(&bytes[11..19])?), Granularity::Second)
            }
            _ => None,
        }
    }

    /// Reads what providers really send: surrounding space, a blank for `T`, fractions of a second, no `Z`, an offset.
    /// A time without a zone is taken as UTC, as the protocol has no other.
    #[must_use]
    pub fn parse_leniently(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(exact) = Self::parse(text) {
            return Some(exact);
        }
        if let Ok(instant) = text.parse::<Timestamp>() {
            return Some(Self::from_seconds(instant.as_millisecond().div_euclid(1000), Granularity::Second));
        }
        let bytes = text.as_bytes();
        let date = parse_date(bytes.get(..10)?)?;
        if bytes.len() >= 19 && matches!(bytes[10], b'T' | b't' | b' ') {
            return Self::of_civil(date.to_datetime(parse_time(&bytes[11..19])?), Granularity::Second);
        }
        None
    }

    fn of_civil(civil: DateTime, granularity: Granularity) -> Option<Self> {
        // Civil arithmetic: a timestamp ends a day before 9999-12-31, which harvesters send to say "for ever".
        let seconds = civil.duration_since(EPOCH).as_secs();
        (FIRST..=LAST).contains(&seconds).then(|| Self::from_seconds(seconds, granularity))
    }

    /// How fine it is.
    #[must_use]
    pub const fn granularity(self) -> Granularity {
        self.granularity
    }

    /// First millisecond since 1970 UTC that it covers.
    #[must_use]
    pub const fn first_milli(self) -> i64 {
        self.seconds * 1000
    }

    /// First millisecond after it: a record is "until" this date when its stamp is smaller.
    #[must_use]
    pub const fn end_milli(self) -> i64 {
        let length = match self.granularity {
            Granularity::Day => DAY,
            Granularity::Second => 1,
        };
        (self.seconds + length) * 1000
    }

    /// The same moment at another granularity; a day becomes its first second.
    #[must_use]
    pub fn at(self, granularity: Granularity) -> Self {
        Self::from_seconds(self.seconds, granularity)
    }

    /// A date `seconds` earlier, at the same granularity.
    #[must_use]
    pub fn earlier_by(self, seconds: u32) -> Self {
        Self::from_seconds(self.seconds - i64::from(seconds), self.granularity)
    }
}

impl fmt::Display for Datestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // In range by construction, so the default is never met.
        let civil = EPOCH.checked_add(SignedDuration::from_secs(self.seconds)).unwrap_or_default();
        write!(f, "{:04}-{:02}-{:02}", civil.year(), civil.month(), civil.day())?;
        match self.granularity {
            Granularity::Day => Ok(()),
            Granularity::Second => {
                write!(f, "T{:02}:{:02}:{:02}Z", civil.hour(), civil.minute(), civil.second())
            }
        }
    }
}

fn parse_date(bytes: &[u8]) -> Option<Date> {
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let year = number(&bytes[..4])?;
    if year == 0 {
        return None;
    }
    let month = i8::try_from(number(&bytes[5..7])?).ok()?;
    let day = i8::try_from(number(&bytes[8..])?).ok()?;
    Date::new(year, month, day).ok()
}

fn parse_time(bytes: &[u8]) -> Option<Time> {
    if bytes.len() != 8 || bytes[2] != b':' || bytes[5] != b':' {
        return None;
    }
    let part = |range: std::ops::Range<usize>| i8::try_from(number(&bytes[range])?).ok();
    Time::new(part(0..2)?, part(3..5)?, part(6..8)?, 0).ok()
}

fn number(bytes: &[u8]) -> Option<i16> {
    bytes.iter().try_fold(0_i16, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + i16::from(byte - b'0')))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn both_granularities_are_read_and_printed() {
        for text in ["2026-11-22", "1999-12-31T23:59:59Z", "0001-01-01", "9999-12-31T23:59:59Z"] {
            assert_eq!(Datestamp::parse(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn other_spellings_are_refused() {
        for text in [
            "",
            "2026",
            "2026-13-01",
            "2026-02-30",
            "2026-11-22T10:00Z",
            "2026-11-22T10:00:00",
            "2026-11-22T10:00:00+01:00",
            "2026-11-22T10:00:00.5Z",
            "2026-11-22T24:00:00Z",
            "0000-01-01",
            "2026-11-22 ",
            "２026-11-2",
        ] {
            assert_eq!(Datestamp::parse(text), None, "{text}");
        }
    }

    #[test]
    fn garbled_spellings_are_understood_when_asked() {
        for text in [
            " 2026-11-22T10:00:00Z\n",
            "2026-11-22 10:00:00",
            "2026-11-22T10:00:00.123Z",
            "2026-11-22T11:00:00+01:00",
            "2026-11-22T10:00:00",
        ] {
            assert_eq!(Datestamp::parse_leniently(text).unwrap().to_string(), "2026-11-22T10:00:00Z", "{text}");
        }
        assert_eq!(Datestamp::parse_leniently("yesterday"), None);
    }

    #[test]
    fn a_day_covers_its_last_millisecond() {
        let day = Datestamp::parse("1970-01-01").unwrap();
        assert_eq!((day.first_milli(), day.end_milli()), (0, 86_400_000));
        let second = Datestamp::from_millis(-1, Granularity::Second);
        assert_eq!(second.to_string(), "1969-12-31T23:59:59Z");
        assert_eq!(second.end_milli(), 0);
    }

    proptest! {
        #[test]
        fn every_instant_falls_in_its_own_date(millis in any::<i64>(), day in any::<bool>()) {
            let granularity = if day { Granularity::Day } else { Granularity::Second };
            let stamp = Datestamp::from_millis(millis, granularity);
            prop_assert_eq!(Datestamp::parse(&stamp.to_string()), Some(stamp));
            if (FIRST * 1000..LAST * 1000).contains(&millis) {
                prop_assert!(stamp.first_milli() <= millis && millis < stamp.end_milli());
            }
        }

        #[test]
        fn no_text_panics(text in ".{0,40}") {
            let _ = Datestamp::parse(&text);
            let _ = Datestamp::parse_leniently(&text);
        }
    }
}
