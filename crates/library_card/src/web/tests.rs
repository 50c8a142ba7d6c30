//! The wing's words and templates, looked at alone.

use std::collections::BTreeSet;

use shell::{Frame, Lang};

use super::WING;

fn frame() -> Frame {
    Frame::builder().wing(WING).build().expect("the wing is sound")
}

#[test]
fn every_word_templates_and_handlers_use_exists_in_three_languages() {
    let frame = frame();
    let mut keys = BTreeSet::new();
    let mut sources: Vec<String> = WING.templates.iter().map(|(_, text)| (*text).to_owned()).collect();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/web");
    for entry in std::fs::read_dir(folder).unwrap() {
        sources.push(std::fs::read_to_string(entry.unwrap().path()).unwrap());
    }
    for source in &sources {
        for quote in ['"', '\''] {
            for part in source.split(quote) {
                let word = part.strip_prefix("card-").is_some_and(|rest| {
                    !rest.is_empty()
                        && !rest.ends_with('-')
                        && rest.bytes().all(|b| b.is_ascii_lowercase() || b == b'-' || b == b'_')
                });
                if word {
                    keys.insert(part.to_owned());
                }
            }
        }
    }
    // Classes of the style sheet are written as words are.
    for class in ["card-head", "card-panel", "card-panels", "card-lines", "card-ways"] {
        keys.remove(class);
    }
    assert!(keys.len() > 150, "{}", keys.len());
    for lang in Lang::ALL {
        let missing: Vec<&String> = keys.iter().filter(|key| !frame.messages().has(lang, key)).collect();
        assert!(missing.is_empty(), "{}: {missing:?}", lang.code());
    }
}

#[test]
fn the_three_languages_have_the_same_words() {
    let names = |text: &str| -> BTreeSet<String> {
        text.lines()
            .filter(|line| !line.starts_with([' ', '#', '}', '[']))
            .filter_map(|line| line.split_once(" =").map(|(name, _)| name.to_owned()))
            .collect()
    };
    let [(_, fr), (_, nl), (_, en)] = WING.messages else { panic!("three languages") };
    assert_eq!(names(fr), names(nl));
    assert_eq!(names(fr), names(en));
}
