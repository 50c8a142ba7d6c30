//! The wing's words, looked at alone.

use std::collections::BTreeSet;

use shell::{Frame, Lang};

use super::WING;

#[test]
fn every_word_templates_and_handlers_use_exists_in_three_languages() {
    let frame = Frame::builder().wing(WING).build().expect("the wing is sound");
    let mut keys = BTreeSet::new();
    for (_, text) in WING.templates {
        for part in text.split("t('").chain(text.split("t_html('")).skip(1) {
            let word = part.split('\'').next().unwrap_or_default();
            if is_key(word) {
                keys.insert(word.to_owned());
            }
        }
    }
    let mut folders = vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if !path.ends_with("tests.rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                keys.extend(text.split('"').filter(|word| is_key(word)).map(str::to_owned));
            }
        }
    }
    // References of payments and receipts are written as words are.
    for reference in ["pass-order", "pass-sale", "pass-192", "pass-512"] {
        keys.remove(reference);
    }
    assert!(keys.len() > 300, "{}", keys.len());
    for lang in Lang::ALL {
        let missing: Vec<&String> = keys.iter().filter(|key| !frame.messages().has(lang, key)).collect();
        assert!(missing.is_empty(), "{}: {missing:?}", lang.code());
    }
}

fn is_key(word: &str) -> bool {
    word.strip_prefix("pass-").is_some_and(|rest| {
        !rest.is_empty()
            && !rest.ends_with('-')
            && rest.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_')
    })
}

#[test]
fn the_three_languages_have_the_same_words() {
    let names = |lang: Lang| -> BTreeSet<String> {
        let texts = WING.messages.iter().filter(|(of, _)| *of == lang).map(|(_, text)| *text);
        texts
            .flat_map(str::lines)
            .filter(|line| !line.starts_with([' ', '#', '}', '[']))
            .filter_map(|line| line.split_once(" =").map(|(name, _)| name.to_owned()))
            .collect()
    };
    assert_eq!(names(Lang::Fr), names(Lang::Nl));
    assert_eq!(names(Lang::Fr), names(Lang::En));
}
