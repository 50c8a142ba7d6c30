//! Every page, in every language, with strict templates and within its weight; every answer of a door, in words.

use access::{Doubt, Refusal, Verdict};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;
use shell::{Frame, Lang, OfficeLink, Person, Visit};

use super::{sample, words};

/// A page's weight without its fonts, in bytes.
const HEAVIEST: usize = 100_000;

fn frame() -> Frame {
    Frame::builder()
        .wing(super::WING)
        .wing(access::WING)
        .nav(super::nav())
        .base_url("https://culture.example.org")
        .build()
        .expect("the médiathèque's templates and words are sound")
}

fn signed_in(lang: Lang, path: &str) -> Visit {
    let mut visit = Visit::new(lang, path);
    visit.person = Some(Person {
        home: "/bureau".to_owned(),
        name: "Claire Delattre".to_owned(),
        office: vec![OfficeLink { group: "", label: "mediatheque-office-nav", href: "/bureau/mediatheque".to_owned() }],
        binding: "session".to_owned(),
    });
    visit
}

fn said(frame: &Frame, lang: Lang, verdict: Verdict) -> words::Said {
    let now: Timestamp = "2026-11-23T08:00:00Z".parse().expect("instant");
    words::say(frame, lang, &verdict, &TimeZone::get("Europe/Paris").expect("bundled"), now)
}

fn every_page(frame: &Frame, lang: Lang) -> Vec<(String, String)> {
    let visitor = Visit::new(lang, "/mediatheque");
    let reader = signed_in(lang, "/mediatheque");
    let mut pages = Vec::new();
    let mut page = |visit: &Visit, template: &str, view: &dyn erased::View| {
        let html = view.render(frame, visit, &format!("mediatheque/{template}.html"));
        pages.push((template.to_owned(), html));
    };
    page(&visitor, "home", &sample::home());
    for code in ["livres", "films", "presse", "cours", "musique"] {
        page(&visitor, "list", &sample::list(code));
    }
    page(&visitor, "selection", &sample::selection());
    for verdict in [
        Verdict::Admitted { left: Some(3) },
        Verdict::Refused { reason: Refusal::NoCard },
        Verdict::Refused { reason: Refusal::SeatsTaken { seats: 1, waiting: 2 } },
    ] {
        page(&visitor, "resource", &sample::resource(said(frame, lang, verdict)));
        page(&reader, "resource", &sample::resource(said(frame, lang, verdict)));
    }
    page(&reader, "book", &sample::book(false));
    page(&reader, "book", &sample::book(true));
    page(&reader, "film", &sample::film());
    page(&reader, "listen", &sample::listen());
    page(&reader, "press", &sample::press());
    page(&reader, "course", &sample::course());
    for result in [None, Some(true), Some(false)] {
        page(&visitor, "quiz", &sample::quiz(result));
    }
    page(&reader, "mine", &sample::mine());
    page(&reader, "certificate", &sample::certificate(Some("Ada Lovelace")));
    page(&visitor, "certificate", &sample::certificate(None));
    page(&visitor, "proposals", &sample::proposals(false));
    page(&reader, "proposals", &sample::proposals(true));
    page(&reader, "office_resources", &sample::office_resources());
    page(&reader, "office_resource", &sample::office_resource());
    page(&reader, "office_licence", &sample::office_licence());
    page(&reader, "office_deposit", &sample::office_deposit());
    page(&reader, "office_elsewhere", &sample::office_elsewhere());
    page(&reader, "office_selections", &sample::office_selections());
    page(&reader, "office_selection", &sample::office_selection());
    page(&reader, "office_proposals", &sample::proposals(true));
    pages
}

mod erased {
    use super::{Frame, Serialize, Visit};

    pub(super) trait View {
        fn render(&self, frame: &Frame, visit: &Visit, template: &str) -> String;
    }

    impl<T: Serialize> View for T {
        fn render(&self, frame: &Frame, visit: &Visit, template: &str) -> String {
            frame.render(visit, template, self).unwrap_or_else(|error| panic!("{template}: {error:?}")).0
        }
    }
}

#[test]
fn every_page_renders_in_every_language_within_its_weight() {
    let frame = frame();
    for lang in Lang::ALL {
        for (name, html) in every_page(&frame, lang) {
            assert!(html.len() < HEAVIEST, "{name} weighs {} bytes", html.len());
            assert!(html.contains(&format!("<html lang=\"{}\"", lang.code())), "{name}");
            assert_eq!(html.matches("<h1").count(), 1, "{name} has one heading of the first level");
            assert!(!html.contains(" style=") && !html.contains("<script>"), "{name} keeps the content policy");
            assert!(!html.contains(">none<"), "{name} shows a value that is not there");
            assert!(!html.contains("Germinal <b>"), "{name} takes a title for markup");
        }
    }
}

#[test]
fn a_reader_runs_nothing_without_its_nonce() {
    let frame = frame();
    for (name, html) in every_page(&frame, Lang::Fr) {
        if !html.contains("data-reader") {
            continue;
        }
        for script in html.split("<script").skip(1) {
            let tag = script.split('>').next().unwrap_or_default();
            assert!(tag.contains("nonce=\"abc\"") || tag.contains("application/json"), "{name}: <script{tag}>");
        }
        assert_eq!(html.matches("</script>").count(), html.matches("<script").count(), "{name} ends a script early");
    }
}

#[test]
fn the_three_languages_say_the_same_things() {
    let keys = |text: &str| -> Vec<String> {
        text.lines()
            .filter(|line| line.starts_with("mediatheque-"))
            .filter_map(|line| line.split(" =").next().map(str::to_owned))
            .collect()
    };
    let [fr, nl, en] = super::WING.messages else {
        panic!("three languages");
    };
    assert_eq!(keys(fr.1), keys(nl.1));
    assert_eq!(keys(fr.1), keys(en.1));
    assert!(fr.1 != nl.1 && fr.1 != en.1);
}

#[test]
fn every_answer_of_a_door_is_said_with_what_can_be_done() {
    let frame = frame();
    for lang in Lang::ALL {
        for code in words::every_code() {
            let key = format!("access-refused-{code}");
            assert!(frame.messages().has(lang, &key), "{} has no {key}", lang.code());
            if code != "admitted" {
                assert!(frame.messages().has(lang, &format!("{key}-do")), "{} has no {key}-do", lang.code());
            }
        }
    }
}

#[test]
fn a_refusal_says_its_number_and_its_date() {
    let frame = frame();
    let again: Timestamp = "2026-11-30T23:00:00Z".parse().expect("instant");
    let spent =
        said(&frame, Lang::Fr, Verdict::Refused { reason: Refusal::ViewsSpent { quota: 4, again: Some(again) } });
    assert!(spent.text.contains("les 4 titres"), "{}", spent.text);
    assert!(spent.todo.contains("1er\u{a0}déc."), "{}", spent.todo);
    let ever = said(&frame, Lang::Fr, Verdict::Refused { reason: Refusal::ViewsSpent { quota: 1, again: None } });
    assert_eq!(ever.code, "views_spent_ever");
    let doubt = said(&frame, Lang::En, Verdict::CannotKnow { reason: Doubt::Age });
    assert!(!doubt.admitted && doubt.text.contains("date of birth"), "{}", doubt.text);
}

#[test]
fn lengths_are_said_as_people_say_them() {
    assert_eq!(words::length(42), "42\u{a0}s");
    assert_eq!(words::length(600), "10\u{a0}min");
    assert_eq!(words::length(6_730), "1\u{a0}h\u{a0}52");
}
