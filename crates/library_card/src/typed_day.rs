//! Days as people type them: `12/05/1984`, `12 5 1984`, `12051984`, `12.05.84`, `1984-05-12`, `12 mai 1984`.

use jiff::civil::Date;

/// The day someone typed, day before month as in French and Dutch; a year of two digits is the last one before `today`.
/// None when it is no day, or lies after `today` or more than 120 years before.
#[must_use]
pub fn past_day(text: &str, today: Date) -> Option<Date> {
    let day = any_day(text, today)?;
    (day <= today && i32::from(today.year()) - i32::from(day.year()) <= 120).then_some(day)
}

/// The day someone typed, past or future.
#[must_use]
pub fn any_day(text: &str, today: Date) -> Option<Date> {
    let text = text.trim();
    // A table's export may add midnight to its days.
    let text = text.split_once(['T', ' ']).filter(|(_, time)| time.contains(':')).map_or(text, |(day, _)| day);
    let parts: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let (day, month, year) = match parts.as_slice() {
        [year, month, day] if year.len() == 4 => (*day, *month, *year),
        [day, month, year] => (*day, *month, *year),
        [one] if one.len() == 8 && one.is_ascii() => match one[..2].parse::<u8>() {
            // 19840512 or 12051984: no month is 19 or 20, and no day above 31.
            Ok(19 | 20) if (1..=12).contains(&one[4..6].parse().unwrap_or(0)) => (&one[6..], &one[4..6], &one[..4]),
            _ => (&one[..2], &one[2..4], &one[4..]),
        },
        [one] if one.len() == 6 && one.is_ascii() => (&one[..2], &one[2..4], &one[4..]),
        _ => return None,
    };
    Date::new(year_of(year, today)?, month_of(month)?, day.parse().ok()?).ok()
}

fn year_of(text: &str, today: Date) -> Option<i16> {
    let year: i16 = text.parse().ok()?;
    match text.len() {
        4 => Some(year),
        2 => {
            let century = today.year() / 100 * 100;
            Some(if century + year > today.year() { century + year - 100 } else { century + year })
        }
        _ => None,
    }
}

/// A month by its number or its name in French, Dutch or English, three letters or more.
fn month_of(text: &str) -> Option<i8> {
    const NAMES: [&[&str]; 12] = [
        &["janvier", "januari", "january"],
        &["fevrier", "februari", "february"],
        &["mars", "maart", "march"],
        &["avril", "april"],
        &["mai", "mei", "may"],
        &["juin", "juni", "june"],
        &["juillet", "juli", "july"],
        &["aout", "augustus", "august"],
        &["septembre", "september"],
        &["octobre", "oktober", "october"],
        &["novembre", "november"],
        &["decembre", "december"],
    ];
    if let Ok(number) = text.parse::<i8>() {
        return Some(number);
    }
    let folded = french_text::folded(text);
    if folded.len() < 3 {
        return None;
    }
    let mut fitting = (1_i8..).zip(NAMES).filter(|(_, names)| names.iter().any(|name| name.starts_with(&folded)));
    let (number, _) = fitting.next()?;
    // "jui" is June and July.
    fitting.next().is_none().then_some(number)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_day_is_understood_however_it_is_typed() {
        let today = date(2026, 11, 23);
        for text in [
            "12/05/1984",
            "12/5/1984",
            "12051984",
            "12.05.84",
            "12-05-84",
            "120584",
            "1984-05-12",
            "19840512",
            "12 mai 1984",
            " 12 mei 1984 ",
            "1984-05-12T00:00:00",
            "12/05/1984 00:00",
        ] {
            assert_eq!(past_day(text, today), Some(date(1984, 5, 12)), "{text}");
        }
        assert_eq!(past_day("01/02/26", today), Some(date(2026, 2, 1)));
        assert_eq!(past_day("01/12/26", today), None, "still to come");
        assert_eq!(any_day("31/12/2027", today), Some(date(2027, 12, 31)));
        assert_eq!(past_day("1 juil 1990", today), Some(date(1990, 7, 1)));
        assert_eq!(past_day("20102010", today), Some(date(2010, 10, 20)));
    }

    #[test]
    fn what_is_no_day_is_none() {
        let today = date(2026, 11, 23);
        for text in
            ["", "30/02/2000", "12/13/1984", "1/1/1800", "demain", "1 jui 1990", "12051", "1/2/3/4", "12/05/984"]
        {
            assert_eq!(past_day(text, today), None, "{text}");
        }
    }
}
