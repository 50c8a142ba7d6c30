//! Every page, in every language, with strict templates and within its weight.

use shell::{Frame, Lang, OfficeLink, Person, Visit};

use super::{
    edition, home, libraries_map, library, office_grouping, office_import, office_sources, results, sample, work,
};

/// A page's weight without its fonts, in bytes.
const HEAVIEST: usize = 100_000;

fn frame() -> Frame {
    Frame::builder()
        .wing(super::WING)
        .nav(super::nav())
        .search(super::search_box())
        .base_url("https://culture.example.org")
        .build()
        .expect("the catalogue's templates and words are sound")
}

fn librarian(lang: Lang) -> Visit {
    let mut visit = Visit::new(lang, "/bureau/sources");
    visit.person = Some(Person {
        home: "/bureau".to_owned(),
        name: "Claire Delattre".to_owned(),
        office: vec![OfficeLink {
            group: "",
            label: "catalogue-office-sources",
            href: super::paths::OFFICE_SOURCES.to_owned(),
        }],
        binding: "session".to_owned(),
    });
    visit
}

fn every_page(frame: &Frame, lang: Lang) -> Vec<(&'static str, String)> {
    let visit = Visit::new(lang, "/");
    let office = librarian(lang);
    let map = sample::small_map;
    let mut pages = vec![
        ("home", home::render(frame, &visit, &sample::home(map()))),
        ("results", results::render(frame, &visit, &sample::results())),
        ("nothing found", results::render(frame, &visit, &sample::nothing_found())),
        ("work", work::render(frame, &visit, &sample::work())),
        ("edition", edition::render(frame, &visit, &sample::edition())),
        ("library", library::render(frame, &visit, &sample::library(map()))),
        ("libraries", libraries_map::render(frame, &visit, &sample::libraries_map(map()))),
        ("sources", office_sources::render(frame, &office, &sample::sources())),
        ("upload", office_import::render_upload(frame, &office, &sample::upload())),
        ("grouping", office_grouping::render(frame, &office, &sample::grouping())),
    ];
    for state in ["waiting", "running", "to_confirm", "done", "failed", "interrupted"] {
        pages.push((state, office_import::render_run(frame, &office, &sample::run(state))));
    }
    pages.into_iter().map(|(name, page)| (name, page.unwrap_or_else(|error| panic!("{name}: {error:?}")).0)).collect()
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
            assert!(!html.contains(">none") && !html.contains("none<"), "{name} shows a value that is not there");
        }
    }
}

#[test]
fn the_three_languages_say_the_same_things() {
    let keys = |text: &str| -> Vec<String> {
        text.lines()
            .filter(|line| line.starts_with("catalogue-"))
            .filter_map(|line| line.split(" =").next().map(str::to_owned))
            .collect()
    };
    let [fr, nl, en] = super::WING.messages else {
        panic!("three languages");
    };
    assert_eq!(keys(fr.1), keys(nl.1));
    assert_eq!(keys(fr.1), keys(en.1));
}

#[test]
fn what_a_reader_typed_is_text() {
    let html =
        results::render(&frame(), &Visit::new(Lang::Fr, "/recherche"), &sample::nothing_found()).expect("rendered").0;
    assert!(!html.contains("<b>") || !html.contains("zolla <b>"));
    assert!(html.contains("zolla &lt;b&gt;"));
}

#[test]
fn a_work_tells_machines_what_it_is() {
    let data = work::json_ld(&sample::work(), |path| format!("https://x.org{path}"));
    assert_eq!(data["@type"], "Book");
    assert_eq!(data["@id"], "https://x.org/oeuvre/100");
    assert_eq!(data["workExample"][0]["isbn"], "978-2-07-041142-9");
}

#[test]
fn addresses_are_encoded() {
    assert_eq!(super::paths::search("l’été & co"), "/recherche?q=l%E2%80%99%C3%A9t%C3%A9%20%26%20co");
    assert_eq!(super::paths::search_with(&[("q", ""), ("page", "")]), "/recherche");
}
