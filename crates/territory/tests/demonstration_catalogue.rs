//! The catalogue files shipped are whole, and hold what the demonstration promises.

use std::collections::HashSet;

use territory::demonstration::{catalogue_files, library};

fn holds(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle)
}

#[test]
fn each_file_holds_the_records_announced() {
    let files = catalogue_files();
    assert_eq!(files.len(), 14);
    for file in files {
        let bytes = file.bytes().expect("embedded bytes are whole");
        let records = if file.container == "MARCXML" {
            String::from_utf8(bytes).expect("UTF-8").matches("<record").count()
        } else {
            bytes.iter().filter(|&&byte| byte == 0x1D).count()
        };
        assert_eq!(records, file.records as usize, "{}", file.name);
        assert!(library(&file.library).is_some(), "{}", file.library);
    }
}

#[test]
fn there_are_real_formats_and_encodings_from_many_libraries() {
    let files = catalogue_files();
    assert!(files.iter().map(|file| file.records).sum::<u32>() >= 10_000);
    assert!(files.iter().map(|file| &file.library).collect::<HashSet<_>>().len() >= 8);
    let kinds: HashSet<_> = files.iter().map(|file| (file.format.as_str(), file.container.as_str())).collect();
    assert_eq!(kinds.len(), 4, "{kinds:?}");
    for encoding in ["UTF-8", "ISO 5426", "MARC-8", "Latin-1 non déclaré", "Windows-1252 non déclaré"] {
        assert!(files.iter().any(|file| file.encoding == encoding), "{encoding}");
    }
}

#[test]
fn germinal_is_held_by_many_and_every_copy_says_that_it_is_of_the_demonstration() {
    let mut holders = HashSet::new();
    for file in catalogue_files() {
        let bytes = file.bytes().expect("embedded bytes are whole");
        if holds(&bytes, b"Germinal") {
            holders.insert(&file.library);
        }
        assert!(holds(&bytes, b"Exemplaire de d"), "{}", file.name);
    }
    assert!(holders.len() >= 8, "{holders:?}");
}
