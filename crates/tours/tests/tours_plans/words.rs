//! This part's words, looked at alone.

use std::collections::BTreeSet;

use shell::{Frame, Lang};
use tours::plans::WING;

#[test]
fn every_word_templates_and_handlers_use_exists_in_three_languages() {
    let frame = Frame::builder().wing(WING).build().expect("the wing is sound");
    let criteria = ["balance", "kept", "wishes", "distance", "draw"].map(str::to_owned);
    let waited = (0..=4).map(|seasons| format!("waited-{seasons}"));
    let mut keys: BTreeSet<String> =
        criteria.into_iter().chain(waited).map(|one| format!("plans-criterion-{one}")).collect();
    keys.extend((1..=12).map(|month| format!("plans-month-{month}")));
    for what in ["width", "depth", "height", "power", "seats"] {
        keys.extend([format!("plans-lack-{what}"), format!("plans-lack-{what}-unknown")]);
    }
    for kind in ["gained", "lost", "swapped", "moved"] {
        keys.insert(format!("plans-kind-{kind}"));
    }
    for state in ["working", "ready", "failed"] {
        keys.insert(format!("plans-state-{state}"));
    }
    for name in ["pinned-twice", "pin-impossible", "too-many-pins", "over-budget", "too-tight", "broken"] {
        keys.insert(format!("plans-trouble-{name}"));
    }
    for (_, text) in WING.templates {
        keys.extend(
            text.split("t('")
                .skip(1)
                .filter_map(|part| part.split('\'').next())
                .filter(|key| is_key(key))
                .map(str::to_owned),
        );
    }
    let own = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/plans");
    for entry in std::fs::read_dir(own).expect("the folder") {
        let path = entry.expect("an entry").path();
        let text = std::fs::read_to_string(&path).expect("a file");
        keys.extend(text.split('"').filter(|word| is_key(word)).map(str::to_owned));
    }
    assert!(keys.len() > 120, "{}", keys.len());
    for lang in Lang::ALL {
        let missing: Vec<&String> = keys.iter().filter(|key| !frame.messages().has(lang, key)).collect();
        assert!(missing.is_empty(), "{}: {missing:?}", lang.code());
    }
}

/// Whether it is the name of a message; names of files and of message families end otherwise.
fn is_key(word: &str) -> bool {
    word.strip_prefix("plans-").is_some_and(|rest| {
        !rest.is_empty()
            && !rest.ends_with('-')
            && rest.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
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
