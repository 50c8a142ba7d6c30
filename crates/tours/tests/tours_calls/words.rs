//! The calls' words, looked at alone.

use std::collections::BTreeSet;

use shell::{Frame, Lang};
use tours::calls::WING;

#[test]
fn every_word_templates_and_handlers_use_exists_in_three_languages() {
    let frame = Frame::builder().wing(WING).build().expect("the wing is sound");
    let mut keys = BTreeSet::new();
    for (_, text) in WING.templates {
        for part in text.split("t('").skip(1) {
            let word = part.split('\'').next().unwrap_or_default();
            if is_key(word) {
                keys.insert(word.to_owned());
            }
        }
    }
    let own = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for folder in ["", "calls", "store", "model"] {
        for entry in std::fs::read_dir(own.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                let text = std::fs::read_to_string(&path).unwrap();
                keys.extend(text.split('"').filter(|word| is_key(word)).map(str::to_owned));
            }
        }
    }
    assert!(keys.len() > 200, "{}", keys.len());
    for lang in Lang::ALL {
        let missing: Vec<&String> = keys.iter().filter(|key| !frame.messages().has(lang, key)).collect();
        assert!(missing.is_empty(), "{}: {missing:?}", lang.code());
    }
}

fn is_key(word: &str) -> bool {
    word.strip_prefix("calls-").is_some_and(|rest| {
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

#[test]
fn what_is_made_from_codes_has_its_words() {
    let frame = Frame::builder().wing(WING).build().expect("the wing is sound");
    let mut keys: Vec<String> = Vec::new();
    let mut of = |stem: &str, codes: &[&str]| keys.extend(codes.iter().map(|code| format!("calls-{stem}-{code}")));
    of("place", &tours::model::PLACE_KINDS);
    of("access", &programme::performance::ACCESS);
    of("genre", &programme::Genre::ALL.map(programme::Genre::code));
    of("proposal", &tours::model::ProposalState::ALL.map(tours::model::ProposalState::code));
    of("fit", &["width", "width-unknown", "depth", "depth-unknown", "height", "height-unknown", "power"]);
    of("fit", &["power-unknown", "dark", "level", "unusual"]);
    of("need", &["width", "depth", "height", "power", "get-in", "places", "dark", "level", "unusual"]);
    of("standing", &["eligible", "too-large", "unknown"]);
    of("short", &["eligible", "too-large", "unknown"]);
    of("list", &["none", "draft", "sent"]);
    of("population", &["municipal", "total"]);
    of("missing", &["hour", "licence", "licence-wrong", "licence-ended", "places", "address", "postal-code"]);
    of("missing", &["not-accepted", "not-eligible", "twice", "out-of-season", "past"]);
    of("phase", &["draft", "announced", "proposals", "choosing", "wishes", "arbitration", "published", "playing"]);
    of("phase", &["over", "closed"]);
    for kind in [
        "proposal-received",
        "proposal-accepted",
        "proposal-refused",
        "wishes-received",
        "published-commune",
        "published-institution",
        "changed",
        "cancelled",
        "remind-institutions",
        "remind-communes",
    ] {
        keys.extend(["subject", "text"].map(|part| format!("calls-letter-{kind}-{part}")));
    }
    for lang in Lang::ALL {
        let missing: Vec<&String> = keys.iter().filter(|key| !frame.messages().has(lang, key)).collect();
        assert!(missing.is_empty(), "{}: {missing:?}", lang.code());
    }
}
