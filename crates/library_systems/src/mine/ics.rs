//! A calendar of whole days (RFC 5545).

use jiff::Timestamp;
use jiff::civil::Date;

/// Octets a line may have, its end not counted (§3.1).
const LINE: usize = 75;

/// A day to be told.
pub(super) struct Day {
    /// What it is known by, the same from one reading to the next.
    pub(super) uid: String,
    /// The day.
    pub(super) day: Date,
    /// When it was known.
    pub(super) stamp: Timestamp,
    /// What happens.
    pub(super) title: String,
    /// Where more is told.
    pub(super) url: String,
}

/// A calendar of these days.
pub(super) fn calendar(name: &str, days: &[Day]) -> String {
    let mut out = String::new();
    line(&mut out, "BEGIN", "VCALENDAR");
    line(&mut out, "VERSION", "2.0");
    line(&mut out, "PRODID", "-//Beffroi//Prets//FR");
    line(&mut out, "CALSCALE", "GREGORIAN");
    text(&mut out, "NAME", name);
    text(&mut out, "X-WR-CALNAME", name);
    line(&mut out, "REFRESH-INTERVAL;VALUE=DURATION", "PT12H");
    for one in days {
        line(&mut out, "BEGIN", "VEVENT");
        line(&mut out, "UID", &one.uid);
        line(&mut out, "DTSTAMP", &one.stamp.strftime("%Y%m%dT%H%M%SZ").to_string());
        line(&mut out, "DTSTART;VALUE=DATE", &one.day.strftime("%Y%m%d").to_string());
        text(&mut out, "SUMMARY", &one.title);
        // A day on which one is free all the same (§3.8.2.7).
        line(&mut out, "TRANSP", "TRANSPARENT");
        line(&mut out, "URL", &one.url);
        line(&mut out, "END", "VEVENT");
    }
    line(&mut out, "END", "VCALENDAR");
    out
}

/// A property whose value is text (§3.3.11).
fn text(out: &mut String, name: &str, value: &str) {
    let mut escaped = String::with_capacity(value.len() + 8);
    for letter in value.chars() {
        match letter {
            '\\' | ';' | ',' => escaped.extend(['\\', letter]),
            letter if letter.is_control() => {}
            letter => escaped.push(letter),
        }
    }
    line(out, name, &escaped);
}

/// A content line, folded between letters (§3.1).
fn line(out: &mut String, name: &str, value: &str) {
    let mut room = LINE;
    for letter in name.chars().chain([':']).chain(value.chars()) {
        if letter.len_utf8() > room {
            out.push_str("\r\n ");
            room = LINE - 1;
        }
        out.push(letter);
        room -= letter.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(title: &str) -> String {
        let day = Day {
            uid: "l-2026-12-01".into(),
            day: "2026-12-01".parse().unwrap(),
            stamp: "2026-11-23T09:00:00Z".parse().unwrap(),
            title: title.into(),
            url: "https://culture.example.fr/ma-carte/prets".into(),
        };
        calendar("Mes prêts", &[day])
    }

    #[test]
    fn a_day_is_a_whole_day() {
        let text = written("2 documents à rendre : Lille; Roubaix, a\\b\r\nEND:VCALENDAR");
        assert!(text.contains("DTSTART;VALUE=DATE:20261201\r\n"), "{text}");
        assert!(text.contains("DTSTAMP:20261123T090000Z\r\n"), "{text}");
        assert!(text.replace("\r\n ", "").contains("Lille\\; Roubaix\\, a\\\\bEND:VCALENDAR\r\nTRANSP"), "{text}");
    }

    proptest! {
        #[test]
        fn lines_are_short_and_unfold_to_what_was_said(title in "\\PC{0,200}") {
            let text = written(&title);
            prop_assert!(text.split("\r\n").all(|line| line.len() <= LINE));
            let unfolded = text.replace("\r\n ", "");
            let escaped = title.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,");
            let expected = format!("SUMMARY:{}\r\n", escaped);
            prop_assert!(unfolded.contains(&expected));
        }
    }
}
