//! This part's words, looked at alone.

use std::collections::BTreeSet;

use shell::{Frame, Lang};

use super::WING;
use super::figures::FigureKind;

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
    let own = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/accounts");
    for entry in std::fs::read_dir(own).unwrap() {
        let path = entry.unwrap().path();
        if !path.ends_with("tests.rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            keys.extend(text.split('"').filter(|word| is_key(word)).map(str::to_owned));
        }
    }
    for kind in FigureKind::ALL {
        keys.insert(format!("accounts-figure-{}", kind.code()));
        keys.insert(format!("accounts-how-{}", kind.code()));
        let table = super::table::Table::of(kind, &[]);
        keys.extend(table.columns.iter().map(|column| format!("accounts-col-{column}")));
    }
    keys.extend(super::file::COLUMNS.map(|column| format!("accounts-column-{column}")));
    assert!(keys.len() > 120, "{}", keys.len());
    for lang in Lang::ALL {
        let missing: Vec<&String> = keys.iter().filter(|key| !frame.messages().has(lang, key)).collect();
        assert!(missing.is_empty(), "{}: {missing:?}", lang.code());
    }
}

fn is_key(word: &str) -> bool {
    word.strip_prefix("accounts-").is_some_and(|rest| {
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
