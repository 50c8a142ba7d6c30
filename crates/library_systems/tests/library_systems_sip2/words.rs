//! The office's words: said in three languages, none missing, none left over.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const LANGUAGES: [&str; 3] = ["fr", "nl", "en"];

fn room() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The names of messages of a file.
fn told(language: &str) -> BTreeSet<String> {
    let text = fs::read_to_string(room().join(format!("i18n/office.{language}.ftl"))).unwrap();
    let lines = text.lines().filter_map(|line| line.split_once(" =").map(|(name, _)| name.to_owned()));
    lines.filter(|name| name.starts_with("systems-")).collect()
}

/// The names of messages, whole or begun, that a file uses.
fn used(path: &Path, found: &mut BTreeSet<String>) {
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            used(&entry.unwrap().path(), found);
        }
        return;
    }
    let text = fs::read_to_string(path).unwrap();
    for quote in ["\"systems-", "'systems-"] {
        for (at, _) in text.match_indices(quote) {
            let name = text[at + 1..].split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_'));
            found.insert(name.take(1).collect());
        }
    }
}

#[test]
fn every_sentence_is_said_in_three_languages() {
    let french = told("fr");
    assert!(french.len() > 150, "{}", french.len());
    for language in LANGUAGES {
        assert_eq!(told(language), french, "{language}");
    }
    let mut names = BTreeSet::new();
    for part in ["src/sip", "src/office", "src/settings.rs", "templates/office"] {
        used(&room().join(part), &mut names);
    }
    let (begun, whole): (BTreeSet<_>, BTreeSet<_>) = names.into_iter().partition(|name| name.ends_with('-'));
    for name in &whole {
        assert!(french.contains(name), "“{name}” is said nowhere");
    }
    for name in &french {
        let used = whole.contains(name) || begun.iter().any(|stem| name.starts_with(stem.as_str()));
        assert!(used, "“{name}” is never said");
    }
}
