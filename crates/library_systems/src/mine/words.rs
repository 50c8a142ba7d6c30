//! Ages, days and refusals in words.

use fluent_bundle::{FluentArgs, FluentValue};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use shell::{Frame, Lang, PageError, calendar};

use crate::Error;

/// Words outside a template.
pub(super) fn say(frame: &Frame, lang: Lang, key: &str, args: &[(&'static str, FluentValue<'static>)]) -> String {
    let mut fluent = FluentArgs::new();
    for (name, value) in args {
        fluent.set(*name, value.clone());
    }
    frame.messages().format(lang, key, Some(&fluent)).unwrap_or_else(|| key.to_owned())
}

/// When something was said, as people say it: “à l'instant”, “il y a 12 minutes”, “hier à 18 h 12”.
pub(super) fn when(frame: &Frame, lang: Lang, zone: &TimeZone, at_ms: i64, now_ms: i64) -> String {
    let minutes = (now_ms - at_ms).max(0) / 60_000;
    if minutes < 1 {
        return say(frame, lang, "loans-when-now", &[]);
    }
    if minutes < 60 {
        return say(frame, lang, "loans-when-minutes", &[("n", minutes.into())]);
    }
    let local = |ms: i64| Timestamp::from_millisecond(ms).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(zone.clone());
    let (at, today) = (local(at_ms), local(now_ms).date());
    let time = calendar::time_of_day(lang, at.hour(), at.minute());
    let key = match today.checked_sub(1.day()) {
        _ if at.date() == today => "loans-when-today",
        Ok(yesterday) if at.date() == yesterday => "loans-when-yesterday",
        _ => {
            let day = calendar::day(lang, at.date());
            return say(frame, lang, "loans-when-day", &[("day", day.into()), ("time", time.into())]);
        }
    };
    say(frame, lang, key, &[("time", time.into())])
}

/// How urgent a day is, for its colour and its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Urgency {
    Late,
    Today,
    Soon,
    Later,
}

impl Urgency {
    /// From how many days ahead a loan is said to be due soon.
    const SOON: i64 = 3;

    pub(super) fn of(days: i64) -> Self {
        match days {
            ..0 => Self::Late,
            0 => Self::Today,
            1..=Self::SOON => Self::Soon,
            _ => Self::Later,
        }
    }

    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::Today => "today",
            Self::Soon => "soon",
            Self::Later => "later",
        }
    }
}

/// Whole days from a day to another.
pub(super) fn days_to(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

/// A verb's failure as a page: what is not there is not found, what is our fault is logged.
pub(super) fn page(error: Error) -> PageError {
    match error {
        Error::NotFound => PageError::NotFound,
        other => PageError::internal(other),
    }
}
