//! Dates, amounts, flags and numbers as systems write them.

use jiff::civil::Date;

/// The day of `2011-08-20`, `2011-08-20 23:59:00`, `2011-08-20T…`, `15/06/2012`; `0000-00-00` and whatever else is no day.
pub(crate) fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    let head = text.split([' ', 'T']).next()?;
    let numbers = |separator: char| -> Option<[i16; 3]> {
        let mut parts = head.split(separator).map(|part| {
            let digits = !part.is_empty() && part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit());
            if digits { part.parse::<i16>().ok() } else { None }
        });
        let three = [parts.next()??, parts.next()??, parts.next()??];
        parts.next().is_none().then_some(three)
    };
    let (year, month, day) = if let Some([year, month, day]) = numbers('-') {
        (year, month, day)
    } else {
        let [day, month, year] = numbers('/')?;
        (year, month, day)
    };
    if year == 0 {
        return None;
    }
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// An amount in cents: `6`, `6.00`, `6,50`, `-2.5`, `6.000000`. More than two decimals are rounded.
pub(crate) fn cents(text: &str) -> Option<i64> {
    let text = text.trim().trim_end_matches(['€', ' ', '\u{a0}']);
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, fraction) = digits.split_once(['.', ',']).unwrap_or((digits, ""));
    if (whole.is_empty() && fraction.is_empty())
        || whole.len() > 12
        || fraction.len() > 9
        || !whole.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit())
    {
        return None;
    }
    let digit = |at: usize| fraction.as_bytes().get(at).map_or(0, |byte| i64::from(byte - b'0'));
    let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    Some(sign * (whole * 100 + digit(0) * 10 + digit(1) + i64::from(digit(2) >= 5)))
}

/// A flag: `1`, `yes`, `true`; `0`, `no`, `false`.
pub(crate) fn flag(text: &str) -> Option<bool> {
    match text.trim().to_ascii_lowercase().as_str() {
        "1" | "yes" | "y" | "true" | "oui" => Some(true),
        "0" | "no" | "n" | "false" | "non" => Some(false),
        _ => None,
    }
}

pub(crate) fn number(text: &str) -> Option<u32> {
    text.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_the_ways_they_are_written() {
        let august = Date::new(2011, 8, 20).ok();
        for text in ["2011-08-20", " 2011-08-20 23:59:00 ", "2011-08-20T10:00:00", "20/08/2011"] {
            assert_eq!(day(text), august, "{text}");
        }
        for text in ["", "0000-00-00", "2011-02-30", "2011-08", "demain", "1", "2011-08-20-1", "99999-01-01", "--"] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn amounts_are_cents() {
        for (text, expected) in [
            ("6", 600),
            ("6.00", 600),
            ("6,5", 650),
            ("-2.50", -250),
            ("6.000000", 600),
            ("0.005", 1),
            (".5", 50),
            ("12,30 €", 1230),
        ] {
            assert_eq!(cents(text), Some(expected), "{text}");
        }
        for text in ["", "-", ".", "six", "1.2.3", "9999999999999", "1e3"] {
            assert_eq!(cents(text), None, "{text}");
        }
    }
}
