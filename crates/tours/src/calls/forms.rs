//! Fields of forms as people type them: metres, euros, days, hours.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use programme::performance::ACCESS;
use shell::FormState;

use crate::model::Days;

/// How many periods a form shows, possible and left out.
const PERIODS: usize = 3;
const OUTS: usize = 4;

/// A whole number; none when nothing was typed, noted when it is no number.
pub(super) fn number(form: &mut FormState, field: &str) -> Option<i64> {
    let typed = form.value(field).to_owned();
    if typed.is_empty() {
        return None;
    }
    let read = typed.parse::<i64>().ok().filter(|number| *number >= 0);
    if read.is_none() {
        form.fault(field, "calls-wrong-number");
    }
    read
}

/// A whole number that must be there.
pub(super) fn needed_number(form: &mut FormState, field: &str) -> i64 {
    if form.value(field).is_empty() {
        form.fault(field, "calls-wrong-needed");
    }
    number(form, field).unwrap_or_default()
}

/// Hundredths of what is typed with two decimals at most: `6,5` is 650.
fn hundredths(typed: &str) -> Option<i64> {
    let plain: String =
        typed.chars().filter(|c| !c.is_whitespace() && *c != '€' && *c != '\u{202f}' && *c != '\u{a0}').collect();
    let plain = plain.trim_end_matches('m').replace(',', ".");
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 10 || part.len() > 2 || !digits(whole) || !digits(part) {
        return None;
    }
    let part = format!("{part:0<2}");
    Some(whole.parse::<i64>().ok()? * 100 + part.parse::<i64>().ok()?)
}

/// Metres typed, in centimetres.
pub(super) fn metres(form: &mut FormState, field: &str) -> Option<i64> {
    let typed = form.value(field).to_owned();
    if typed.is_empty() {
        return None;
    }
    let read = hundredths(&typed).filter(|cm| *cm > 0);
    if read.is_none() {
        form.fault(field, "calls-wrong-metres");
    }
    read
}

/// Euros typed, in cents.
pub(super) fn euros(form: &mut FormState, field: &str) -> Option<i64> {
    let typed = form.value(field).to_owned();
    if typed.is_empty() {
        return None;
    }
    let read = hundredths(&typed);
    if read.is_none() {
        form.fault(field, "calls-wrong-price");
    }
    read
}

/// Hours typed as `4` or `4,5`, in minutes.
pub(super) fn hours(form: &mut FormState, field: &str) -> Option<i64> {
    let typed = form.value(field).trim_end_matches(['h', ' ']).to_owned();
    if typed.is_empty() {
        return None;
    }
    let read = hundredths(&typed).map(|hundredths| (hundredths * 60 + 50) / 100);
    if read.is_none() {
        form.fault(field, "calls-wrong-number");
    }
    read
}

/// Hundredths as typed: `6,5`.
pub(super) fn plain(hundredths: i64) -> String {
    let (whole, part) = (hundredths / 100, hundredths % 100);
    match part {
        0 => whole.to_string(),
        part if part % 10 == 0 => format!("{whole},{}", part / 10),
        part => format!("{whole},{part:02}"),
    }
}

/// A day; none when nothing was typed, noted when it is no day.
pub(super) fn day(form: &mut FormState, field: &str) -> Option<Date> {
    let typed = form.value(field).to_owned();
    if typed.is_empty() {
        return None;
    }
    let read = typed.parse().ok();
    if read.is_none() {
        form.fault(field, "calls-wrong-day");
    }
    read
}

/// An hour; none when nothing was typed, noted when it is no hour.
pub(super) fn hour(form: &mut FormState, field: &str) -> Option<Time> {
    let typed = form.value(field).to_owned();
    if typed.is_empty() {
        return None;
    }
    let read = typed.parse().ok();
    if read.is_none() {
        form.fault(field, "calls-wrong-hour");
    }
    read
}

/// An hour as its field takes it.
pub(super) fn hour_text(hour: Time) -> String {
    format!("{:02}:{:02}", hour.hour(), hour.minute())
}

/// A local moment that must be there.
pub(super) fn moment(form: &mut FormState, field: &str, zone: &TimeZone) -> Timestamp {
    let read: Option<DateTime> = form.value(field).parse().ok();
    match read.and_then(|at| at.to_zoned(zone.clone()).ok()) {
        Some(at) => at.timestamp(),
        None => {
            form.fault(field, "calls-wrong-moment");
            Timestamp::UNIX_EPOCH
        }
    }
}

/// A moment as its field takes it.
pub(super) fn moment_text(at: Timestamp, zone: &TimeZone) -> String {
    let at = at.to_zoned(zone.clone());
    format!("{}T{:02}:{:02}", at.date(), at.hour(), at.minute())
}

/// Whether a box is ticked.
pub(super) fn ticked(form: &FormState, field: &str) -> bool {
    form.value(field) == "1"
}

/// Text, trimmed, cut where nobody would write more.
pub(super) fn text(form: &FormState, field: &str) -> String {
    form.value(field).chars().take(4_000).collect()
}

/// Codes of accessibility ticked.
pub(super) fn access(form: &FormState) -> Vec<String> {
    let ticks = ACCESS.iter().filter(|code| ticked(form, &format!("access_{code}")));
    ticks.map(|code| (*code).to_owned()).collect()
}

/// Periods, weekdays and days left out.
pub(super) fn days(form: &mut FormState) -> Days {
    let mut span = |stem: &str, count: usize| {
        let mut found = Vec::new();
        for n in 1..=count {
            let (from, to) = (format!("{stem}_from_{n}"), format!("{stem}_to_{n}"));
            match (day(form, &from), day(form, &to)) {
                (Some(first), Some(last)) if last < first => form.fault(&from, "calls-wrong-order"),
                (Some(first), Some(last)) => found.push((first, last)),
                // A single day may be typed once.
                (Some(only), None) | (None, Some(only)) => found.push((only, only)),
                (None, None) => {}
            }
        }
        found
    };
    let (periods, out) = (span("days", PERIODS), span("out", OUTS));
    let weekdays: Vec<u8> = (1..=7).filter(|n| ticked(form, &format!("weekday_{n}"))).collect();
    // All seven say no more than none.
    Days { periods, out, weekdays: if weekdays.len() == 7 { Vec::new() } else { weekdays } }
}

/// Puts days into a form.
pub(super) fn fill_days(form: &mut FormState, days: &Days) {
    for (stem, periods) in [("days", &days.periods), ("out", &days.out)] {
        for (n, (first, last)) in (1..).zip(periods) {
            set(form, &format!("{stem}_from_{n}"), first.to_string());
            set(form, &format!("{stem}_to_{n}"), last.to_string());
        }
    }
    for weekday in &days.weekdays {
        set(form, &format!("weekday_{weekday}"), "1");
    }
}

/// Puts codes of accessibility into a form.
pub(super) fn fill_access(form: &mut FormState, codes: &[String]) {
    for code in codes {
        set(form, &format!("access_{code}"), "1");
    }
}

/// Puts a value into a form.
pub(super) fn set(form: &mut FormState, field: &str, value: impl Into<String>) {
    form.values.insert(field.to_owned(), value.into());
}

/// Puts a number into a form, when known.
pub(super) fn set_number(form: &mut FormState, field: &str, value: Option<i64>) {
    set(form, field, value.map(|value| value.to_string()).unwrap_or_default());
}

/// Puts hundredths into a form, when known.
pub(super) fn set_hundredths(form: &mut FormState, field: &str, value: Option<i64>) {
    set(form, field, value.map(plain).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metres_and_euros_are_read_as_typed() {
        for (typed, read) in [
            ("6,5", Some(650)),
            ("6.05 m", Some(605)),
            ("1\u{202f}250 €", Some(125_000)),
            ("5", Some(500)),
            ("6,555", None),
            ("-2", None),
            (",5", None),
            ("six", None),
        ] {
            assert_eq!(hundredths(typed), read, "{typed}");
        }
        assert_eq!([plain(650), plain(605), plain(500)], ["6,5", "6,05", "5"]);
    }

    #[test]
    fn days_go_into_a_form_and_come_back() {
        let first = jiff::civil::date(2026, 11, 2);
        let days = Days::between(first, jiff::civil::date(2026, 12, 20))
            .on(&[jiff::civil::Weekday::Friday])
            .without(first, first);
        let mut form = FormState::default();
        fill_days(&mut form, &days);
        assert_eq!(super::days(&mut form), days);
        set(&mut form, "days_to_1", "2026-10-01");
        let _ = super::days(&mut form);
        assert_eq!(form.errors["days_from_1"], "calls-wrong-order");
    }
}
