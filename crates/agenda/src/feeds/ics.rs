//! iCalendar (RFC 5545). Times are in UTC: no table of time zones to go stale in a telephone.
//!
//! Written here rather than by a crate: the one there is stamps each event with the machine's clock, so that a calendar
//! nobody changed would never be the same twice.

use jiff::Timestamp;
use shell::Lang;

use crate::Web;
use crate::events::Event;
use crate::pages::paths;

/// Octets a line may have, its end not counted (§3.1).
const LINE: usize = 75;
/// Sequence numbers count seconds from here (2020-01-01): they fit in 32 bits until 2088.
const FIRST_SECOND: i64 = 1_577_836_800;

/// A calendar of these performances.
pub(super) fn calendar(web: &Web, lang: Lang, name: &str, events: &[Event]) -> String {
    let mut out = String::with_capacity(512 + events.len() * 900);
    line(&mut out, "BEGIN", "VCALENDAR");
    line(&mut out, "VERSION", "2.0");
    line(&mut out, "PRODID", &format!("-//Beffroi//Agenda//{}", lang.code().to_uppercase()));
    line(&mut out, "CALSCALE", "GREGORIAN");
    text(&mut out, "NAME", name);
    text(&mut out, "X-WR-CALNAME", name);
    line(&mut out, "X-WR-TIMEZONE", web.zone.iana_name().unwrap_or("Europe/Paris"));
    line(&mut out, "REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
    for event in events {
        put(&mut out, web, lang, event);
    }
    line(&mut out, "END", "VCALENDAR");
    out
}

fn put(out: &mut String, web: &Web, lang: Lang, event: &Event) {
    let one = &event.performance;
    line(out, "BEGIN", "VEVENT");
    // The item's identifier is a UUID: unique in the world, and the same whatever changes (RFC 7986 §5.3).
    line(out, "UID", &one.item);
    // Without a METHOD the stamp is that of the last change (§3.8.7.2).
    line(out, "DTSTAMP", &utc(one.changed_at));
    line(out, "LAST-MODIFIED", &utc(one.changed_at));
    line(out, "SEQUENCE", &(one.changed_at.as_second() - FIRST_SECOND).max(0).to_string());
    line(out, "DTSTART", &utc(one.starts_at));
    if let Some(end) = event.ends_at() {
        line(out, "DTEND", &utc(end));
    }
    let title = &event.show.title;
    if event.is_cancelled() {
        // Many telephones show the title and nothing of the status.
        text(out, "SUMMARY", &web.say(lang, "agenda-cancelled-title", &[("title", title.into())]));
        line(out, "STATUS", "CANCELLED");
        line(out, "TRANSP", "TRANSPARENT");
    } else {
        text(out, "SUMMARY", title);
        line(out, "STATUS", "CONFIRMED");
    }
    text(out, "LOCATION", &place(event));
    if let Some(position) = one.position {
        line(out, "GEO", &format!("{:.6};{:.6}", position.lat, position.lon));
    }
    let url = web.address(&paths::date(&one.item));
    text(out, "DESCRIPTION", &description(web, lang, event, &url));
    text(out, "CATEGORIES", &web.say(lang, &format!("agenda-genre-{}", event.show.genre.code()), &[]));
    line(out, "URL", &url);
    line(out, "END", "VEVENT");
}

/// Where one goes, in a line.
fn place(event: &Event) -> String {
    let one = &event.performance;
    let town = format!("{} {}", one.postal_code, event.commune);
    let parts = [one.place_name.as_str(), one.address.as_str(), town.trim()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

fn description(web: &Web, lang: Lang, event: &Event, url: &str) -> String {
    let mut parts = Vec::new();
    if event.is_cancelled() && !event.performance.told.is_empty() {
        parts.push(event.performance.told.clone());
    }
    parts.push(event.performer.name.clone());
    if !event.show.credits.is_empty() {
        parts.push(event.show.credits.clone());
    }
    if !event.show.summary.is_empty() {
        parts.push(event.show.summary.clone());
    }
    if let Some((_, most)) = event.prices() {
        let price = shell::typography::price(lang, most);
        parts.push(match most {
            0 => web.say(lang, "agenda-free", &[]),
            _ => web.say(lang, "agenda-price-most", &[("price", price.into())]),
        });
    }
    parts.push(url.to_owned());
    parts.join("\n")
}

fn utc(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// A property whose value is text (§3.3.11).
fn text(out: &mut String, name: &str, value: &str) {
    let mut escaped = String::with_capacity(value.len() + 8);
    for letter in value.chars() {
        match letter {
            '\\' => escaped.push_str("\\\\"),
            ';' => escaped.push_str("\\;"),
            ',' => escaped.push_str("\\,"),
            '\n' => escaped.push_str("\\n"),
            // A line of ours must not be cut by what somebody typed.
            letter if letter.is_control() => {}
            letter => escaped.push(letter),
        }
    }
    line(out, name, &escaped);
}

/// A content line, folded between letters (§3.1).
fn line(out: &mut String, name: &str, value: &str) {
    let mut room = LINE;
    for letter in name.chars().chain([':']).chain(value.chars().filter(|letter| !letter.is_control())) {
        let size = letter.len_utf8();
        if size > room {
            out.push_str("\r\n ");
            room = LINE - 1;
        }
        out.push(letter);
        room -= size;
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_line_cannot_be_broken_into() {
        let mut out = String::new();
        text(&mut out, "SUMMARY", "Un; deux, trois\\\r\nATTENDEE:mailto:x@y");
        assert_eq!(out, "SUMMARY:Un\\; deux\\, trois\\\\\\nATTENDEE:mailto:x@y\r\n");
    }

    proptest! {
        #[test]
        fn folded_lines_are_short_and_unfold_to_what_was_said(value in "\\PC{0,300}") {
            let mut out = String::new();
            text(&mut out, "DESCRIPTION", &value);
            for line in out.trim_end_matches("\r\n").split("\r\n") {
                prop_assert!(line.len() <= LINE);
            }
            let unfolded = out.replace("\r\n ", "");
            let mut expected = String::from("DESCRIPTION:");
            for letter in value.chars().filter(|letter| !letter.is_control()) {
                if matches!(letter, '\\' | ';' | ',') {
                    expected.push('\\');
                }
                expected.push(letter);
            }
            expected.push_str("\r\n");
            prop_assert_eq!(unfolded, expected);
        }
    }
}
