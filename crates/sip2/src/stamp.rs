//! Instants as the protocol writes them: `YYYYMMDDZZZZHHMMSS`.

use jiff::civil::{Date, DateTime, Time};

/// A date and time of day, and the zone's four letters: blanks for the local zone, `   Z` for UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// The date and the time of day, to the second.
    pub time: DateTime,
    /// The zone's four letters.
    pub zone: [u8; 4],
}

impl Stamp {
    /// A time of day in the zone of whoever reads.
    #[must_use]
    pub fn local(time: DateTime) -> Self {
        Self { time, zone: *b"    " }
    }

    /// Reads eighteen characters; nothing when they are blank or no date.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() != 18 || !bytes.is_ascii() {
            return None;
        }
        let part = |at: usize| number(&bytes[at..at + 2]).and_then(|part| i8::try_from(part).ok());
        let clock = Time::new(part(12)?, part(14)?, part(16)?, 0).ok()?;
        let time = DateTime::from_parts(date(&bytes[..8])?, clock);
        Some(Self { time, zone: [bytes[8], bytes[9], bytes[10], bytes[11]] })
    }
}

impl std::fmt::Display for Stamp {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let zone = String::from_utf8_lossy(&self.zone);
        write!(out, "{}{zone}{}", self.time.strftime("%Y%m%d"), self.time.strftime("%H%M%S"))
    }
}

/// The eighteen characters of an instant, blanks when it is not known.
pub(crate) fn written(stamp: Option<Stamp>) -> String {
    stamp.map_or_else(|| " ".repeat(18), |stamp| stamp.to_string())
}

/// Reads a date of a variable field, as systems write them: the standard's eighteen characters, eight digits, or
/// `2026-11-23` with or without a time. A date without a time is the end of that day. Other writings are nothing: whether
/// 04/05 is in April or in May nobody can tell.
#[must_use]
pub fn read_date(text: &str) -> Option<DateTime> {
    let text = text.trim();
    if let Some(stamp) = Stamp::read(text) {
        return Some(stamp.time);
    }
    if !text.is_ascii() {
        return None;
    }
    let end_of = |day: Date| day.at(23, 59, 59, 0);
    match text.len() {
        8 => date(text.as_bytes()).map(end_of),
        10 => text.parse::<Date>().ok().map(end_of),
        _ => text.parse::<DateTime>().ok().or_else(|| DateTime::strptime("%Y-%m-%d %H:%M", text).ok()),
    }
}

fn date(bytes: &[u8]) -> Option<Date> {
    let (year, month, day) = (number(&bytes[..4])?, number(&bytes[4..6])?, number(&bytes[6..8])?);
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn number(digits: &[u8]) -> Option<i16> {
    digits.iter().try_fold(0_i16, |sum, digit| digit.is_ascii_digit().then(|| sum * 10 + i16::from(digit - b'0')))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn dates_are_read_as_systems_write_them() {
        let noon = date(2026, 11, 23).at(12, 5, 9, 0);
        let stamp = Stamp::read("20261123    120509").unwrap();
        assert_eq!(stamp, Stamp::local(noon));
        assert_eq!(stamp.to_string(), "20261123    120509");
        assert_eq!(Stamp::read("20261123   Z120509").unwrap().zone, *b"   Z");
        assert_eq!(read_date("20261123    120509"), Some(noon));
        assert_eq!(read_date("2026-11-23 12:05:09"), Some(noon));
        assert_eq!(read_date("2026-11-23T12:05:09"), Some(noon));
        assert_eq!(read_date("2026-11-23 12:05"), Some(date(2026, 11, 23).at(12, 5, 0, 0)));
        for day in ["20261123", "2026-11-23"] {
            assert_eq!(read_date(day), Some(date(2026, 11, 23).at(23, 59, 59, 0)));
        }
        for none in ["", "                  ", "20261323    120509", "20261123    250000", "04/05/2026", "demain"] {
            assert_eq!(read_date(none), None, "{none}");
        }
    }
}
