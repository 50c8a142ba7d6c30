//! The feed, in Atom (RFC 4287): what was announced or changed last comes first.

use std::fmt::Write as _;

use jiff::Timestamp;
use shell::Lang;

use super::local;
use crate::Web;
use crate::events::Event;
use crate::pages::paths;

/// Entries in the feed: the last changed.
const MOST: usize = 100;

pub(super) fn feed(web: &Web, lang: Lang, events: &[Event], now: Timestamp) -> String {
    let mut latest: Vec<&Event> = events.iter().collect();
    latest.sort_by_key(|event| (std::cmp::Reverse(event.performance.changed_at), event.performance.starts_at));
    latest.truncate(MOST);
    let updated = latest.first().map_or(now, |event| event.performance.changed_at);
    let home = web.address(paths::LIST);
    let mut out = String::with_capacity(1_024 + latest.len() * 1_024);
    // Writing to a string cannot fail, here and below.
    let _ = write!(
        out,
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <id>{}</id>\n<title>{}</title>\n<updated>{updated}</updated>\n\
         <link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/>\n<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n\
         <author><name>Beffroi</name></author>\n<generator>Beffroi</generator>\n",
        lang.code(),
        xml(&home),
        xml(&web.say(lang, "agenda-feed-title", &[])),
        xml(&web.address(paths::FEED)),
        xml(&home),
    );
    for event in latest {
        entry(&mut out, web, lang, event);
    }
    out.push_str("</feed>\n");
    out
}

fn entry(out: &mut String, web: &Web, lang: Lang, event: &Event) {
    let one = &event.performance;
    let title = if event.is_cancelled() {
        web.say(lang, "agenda-cancelled-title", &[("title", event.show.title.clone().into())])
    } else {
        event.show.title.clone()
    };
    let at = event.starts(&web.zone);
    let when = format!(
        "{}, {}",
        shell::calendar::day(lang, at.date()),
        shell::calendar::time_of_day(lang, at.hour(), at.minute())
    );
    let summary = [when.as_str(), &one.place_name, &event.commune, &one.told, &event.show.summary];
    let summary: Vec<&str> = summary.into_iter().filter(|part| !part.is_empty()).collect();
    let _ = write!(
        out,
        "<entry>\n<id>urn:uuid:{}</id>\n<title>{}</title>\n<updated>{}</updated>\n<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n\
         <category term=\"{}\" label=\"{}\"/>\n<author><name>{}</name></author>\n<summary>{}</summary>\n\
         <content type=\"text\">{}</content>\n</entry>\n",
        xml(&one.item),
        xml(&title),
        one.changed_at,
        xml(&web.address(&paths::date(&one.item))),
        event.show.genre.code(),
        xml(&web.say(lang, &format!("agenda-genre-{}", event.show.genre.code()), &[])),
        xml(&event.performer.name),
        xml(&summary.join(" · ")),
        xml(&local(web, one.starts_at)),
    );
}

/// Text in XML: marks escaped, letters XML 1.0 forbids (§2.2) left out.
fn xml(text: &str) -> String {
    let allowed = |letter: &char| !letter.is_control() && !matches!(letter, '\u{fffe}' | '\u{ffff}');
    shell::json_ld::escape_html(&text.chars().filter(allowed).collect::<String>())
}
