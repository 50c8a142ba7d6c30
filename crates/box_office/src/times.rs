//! Instants as columns keep them, and the days of a performance.

use jiff::{Timestamp, ToSpan};

use crate::Result;

/// An instant kept in milliseconds.
pub(crate) fn at(ms: i64) -> Result<Timestamp> {
    Ok(Timestamp::from_millisecond(ms)?)
}

/// An instant that may be absent.
pub(crate) fn maybe(ms: Option<i64>) -> Result<Option<Timestamp>> {
    ms.map(at).transpose()
}

/// A performance's tickets are good from six in the morning of its day until six the next: an hour put right within
/// the day leaves every code printed as it is, and a long night is not cut short.
pub(crate) fn good(starts_at: Timestamp) -> Result<(Timestamp, Timestamp)> {
    let zone = access::local_zone();
    let begins = starts_at.to_zoned(zone.clone());
    let mut day = begins.date();
    if begins.hour() < 6 {
        day = day.checked_sub(1.day())?;
    }
    let from = day.at(6, 0, 0, 0).to_zoned(zone.clone())?.timestamp();
    let until = day.checked_add(1.day())?.at(6, 0, 0, 0).to_zoned(zone)?.timestamp();
    Ok((from, until))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ticket_is_good_all_its_day_and_night() {
        let good = |text: &str| {
            let (from, until) = good(text.parse().unwrap()).unwrap();
            (from.to_string(), until.to_string())
        };
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(good("2026-11-28T19:30:00Z"), pair("2026-11-28T05:00:00Z", "2026-11-29T05:00:00Z"));
        // Half past midnight still belongs to the evening before; the night the clocks go back is longer.
        assert_eq!(good("2026-10-24T22:30:00Z"), pair("2026-10-24T04:00:00Z", "2026-10-25T05:00:00Z"));
    }
}
