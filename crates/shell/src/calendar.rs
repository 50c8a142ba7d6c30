//! Days and moments as people say them: “jeu. 26 nov., 20 h 30”.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::Lang;

const DAYS_FR: [&str; 7] = ["lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."];
const DAYS_NL: [&str; 7] = ["ma", "di", "wo", "do", "vr", "za", "zo"];
const DAYS_EN: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const LONG_DAYS_FR: [&str; 7] = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
const LONG_DAYS_NL: [&str; 7] = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"];
const LONG_DAYS_EN: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS_FR: [&str; 12] =
    ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."];
const MONTHS_NL: [&str; 12] =
    ["jan.", "feb.", "mrt.", "apr.", "mei", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "dec."];
const MONTHS_EN: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"];

/// A day without its year: `jeu. 26 nov.`, `do 26 nov.`, `Thu 26 Nov`.
#[must_use]
pub fn day(lang: Lang, date: Date) -> String {
    let weekday = usize::from(date.weekday().to_monday_zero_offset().unsigned_abs());
    let days = match lang {
        Lang::Fr => DAYS_FR,
        Lang::Nl => DAYS_NL,
        Lang::En => DAYS_EN,
    };
    format!("{}\u{a0}{}", days[weekday], day_and_month(lang, date))
}

/// A day with its year, for what is not near: `26 nov. 2026`.
#[must_use]
pub fn dated(lang: Lang, date: Date) -> String {
    format!("{} {}", day_and_month(lang, date), date.year())
}

/// A weekday's name from its number, Monday being 0: `lundi`, `maandag`, `Monday`. Empty beyond 6.
#[must_use]
pub fn weekday(lang: Lang, monday_zero: usize) -> &'static str {
    let names = match lang {
        Lang::Fr => &LONG_DAYS_FR,
        Lang::Nl => &LONG_DAYS_NL,
        Lang::En => &LONG_DAYS_EN,
    };
    names.get(monday_zero).copied().unwrap_or_default()
}

/// A time of day: `20 h 30`, `19 h` (French), `20.30 uur` (Dutch), `8.30 pm` (English).
#[must_use]
pub fn time_of_day(lang: Lang, hour: i8, minute: i8) -> String {
    match lang {
        Lang::Fr if minute == 0 => format!("{hour}\u{a0}h"),
        Lang::Fr => format!("{hour}\u{a0}h\u{a0}{minute:02}"),
        Lang::Nl if minute == 0 => format!("{hour}\u{a0}uur"),
        Lang::Nl => format!("{hour}.{minute:02}\u{a0}uur"),
        Lang::En => {
            let half = if hour < 12 { "am" } else { "pm" };
            let hour = if hour % 12 == 0 { 12 } else { hour % 12 };
            if minute == 0 { format!("{hour}\u{a0}{half}") } else { format!("{hour}.{minute:02}\u{a0}{half}") }
        }
    }
}

/// An instant where the reader is: `jeu. 26 nov., 20 h 30`; the year is added when it is not the year of `now`.
#[must_use]
pub fn moment(lang: Lang, instant: Timestamp, zone: &TimeZone, now: Timestamp) -> String {
    let at = instant.to_zoned(zone.clone());
    let date = at.date();
    let said =
        if date.year() == now.to_zoned(zone.clone()).date().year() { day(lang, date) } else { dated(lang, date) };
    format!("{said}, {}", time_of_day(lang, at.hour(), at.minute()))
}

fn day_and_month(lang: Lang, date: Date) -> String {
    let months = match lang {
        Lang::Fr => MONTHS_FR,
        Lang::Nl => MONTHS_NL,
        Lang::En => MONTHS_EN,
    };
    let month = months[usize::from(date.month().unsigned_abs()) - 1];
    match (lang, date.day()) {
        (Lang::Fr, 1) => format!("1er\u{a0}{month}"),
        (_, number) => format!("{number}\u{a0}{month}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_are_said_as_people_say_them() {
        let thursday = date(2026, 11, 26);
        assert_eq!(day(Lang::Fr, thursday), "jeu.\u{a0}26\u{a0}nov.");
        assert_eq!(day(Lang::Nl, thursday), "do\u{a0}26\u{a0}nov.");
        assert_eq!(day(Lang::En, thursday), "Thu\u{a0}26\u{a0}Nov");
        assert_eq!(dated(Lang::Fr, date(2027, 1, 1)), "1er\u{a0}janv. 2027");
    }

    #[test]
    fn times_follow_the_clock_of_the_language() {
        assert_eq!(time_of_day(Lang::Fr, 20, 30), "20\u{a0}h\u{a0}30");
        assert_eq!(time_of_day(Lang::Fr, 19, 0), "19\u{a0}h");
        assert_eq!(time_of_day(Lang::Nl, 9, 5), "9.05\u{a0}uur");
        assert_eq!(time_of_day(Lang::En, 0, 0), "12\u{a0}am");
        assert_eq!(time_of_day(Lang::En, 17, 15), "5.15\u{a0}pm");
    }

    #[test]
    fn a_moment_is_told_where_the_reader_is() {
        let zone = TimeZone::get("Europe/Paris").expect("bundled zones");
        let at: Timestamp = "2026-11-26T19:30:00Z".parse().expect("instant");
        let now: Timestamp = "2026-11-22T08:00:00Z".parse().expect("instant");
        let later: Timestamp = "2027-11-22T08:00:00Z".parse().expect("instant");
        assert_eq!(moment(Lang::Fr, at, &zone, now), "jeu.\u{a0}26\u{a0}nov., 20\u{a0}h\u{a0}30");
        assert!(moment(Lang::Fr, at, &zone, later).starts_with("26\u{a0}nov. 2026"));
    }
}
