//! Every message exists in three languages and is said somewhere.

use std::collections::BTreeSet;

use shell::{Frame, Lang};
use sign_on::vendors::WING;

#[test]
fn words_exist_in_three_languages_and_are_said_somewhere() {
    let names = |text: &str| -> BTreeSet<String> {
        text.lines()
            .filter(|line| line.starts_with(|first: char| first.is_ascii_lowercase()))
            .filter_map(|line| line.split_once(" =").map(|(name, _)| name.to_owned()))
            .collect()
    };
    let fr = names(include_str!("../../i18n/vendors.fr.ftl"));
    assert_eq!(fr, names(include_str!("../../i18n/vendors.nl.ftl")));
    assert_eq!(fr, names(include_str!("../../i18n/vendors.en.ftl")));
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = String::new();
    for within in ["src", "src/vendors", "templates/vendors"] {
        for file in std::fs::read_dir(folder.join(within)).unwrap() {
            let path = file.unwrap().path();
            if path.is_file() {
                sources.push_str(&std::fs::read_to_string(path).unwrap());
            }
        }
    }
    // Names made from a state, an attribute, a protocol…
    let made = [
        "vendors-state-",
        "vendors-attribute-",
        "vendors-knows-",
        "vendors-face-",
        "vendors-step-",
        "vendors-link-algorithm-",
        "vendors-link-time-",
        "audit-act-sign_on-",
    ];
    let frame = Frame::builder().wing(WING).build().unwrap();
    for name in &fr {
        let said = sources.contains(&format!("{name}'")) || sources.contains(&format!("{name}\""));
        assert!(said || made.iter().any(|stem| name.starts_with(stem)), "{name} is said nowhere");
        for lang in Lang::ALL {
            assert!(frame.messages().has(lang, name), "{name} in {}", lang.code());
        }
    }
}
