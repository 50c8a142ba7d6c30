//! Whole files, as libraries and their servers send them.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use marc::{Format, Options, Outcome, Reader, Record};

fn records(file: &str) -> Vec<(Record, Vec<&'static str>)> {
    let path = format!("{}/tests/fixtures/{file}", env!("CARGO_MANIFEST_DIR"));
    support::any_bytes::check(&std::fs::read(&path).unwrap());
    let mut reader = Reader::new(std::fs::File::open(path).unwrap(), Options::default());
    let mut records = Vec::new();
    while let Some(delivery) = reader.next().unwrap() {
        if let Outcome::Record { record, notes } = delivery.outcome {
            records.push((record.clone(), notes.iter().map(|note| note.code()).collect()));
        }
    }
    records
}

fn title(record: &Record) -> &str {
    record.first("200").or_else(|| record.first("245")).and_then(|field| field.subfield('a')).unwrap()
}

#[test]
fn unimarc_in_iso_5426() {
    let records = records("unimarc_iso5426.mrc");
    assert_eq!(records.len(), 2);
    assert!(records.iter().all(|(record, notes)| record.format() == Format::Unimarc && notes.is_empty()));
    assert_eq!(title(&records[0].0), "\u{98}Le \u{9C}cœur brûlé");
    assert_eq!(title(&records[1].0), "Œuvres : « ça, l’été »");
    assert_eq!(records[0].0.first("700").unwrap().subfield('b'), Some("Zoë"));
    assert_eq!(records[0].0.first("995").unwrap().subfield('k'), Some("R EXE"));
}

#[test]
fn unimarc_in_latin_1_declared_as_utf8() {
    let records = records("unimarc_latin1_said_utf8.mrc");
    assert_eq!(records.len(), 3);
    for (index, (record, notes)) in records.iter().enumerate() {
        assert_eq!(title(record), format!("Été brûlé {index}"));
        assert_eq!(notes, &["other-encoding"]);
    }
}

#[test]
fn marc_21_in_marc_8() {
    let records = records("marc21_marc8.mrc");
    assert_eq!(title(&records[0].0), "Cœur brûlé : ça et l’été");
    assert_eq!(title(&records[1].0), "Война и мир");
    assert!(records.iter().all(|(record, notes)| record.format() == Format::Marc21 && notes.is_empty()));
}

#[test]
fn a_file_with_every_kind_of_damage() {
    let records = records("damaged.mrc");
    let notes: Vec<&[&str]> = records.iter().map(|(_, notes)| notes.as_slice()).collect();
    assert!(records.iter().all(|(record, _)| record.control("001") == Some("FIX0000031")));
    assert_eq!(
        notes,
        [
            &[][..],
            &["wrong-length", "truncated"],
            &["wrong-length"],
            &["rebuilt-directory"],
            &["wrong-length", "rebuilt-directory", "embedded-terminator"],
            &["wrong-length", "missing-terminator"],
            &[],
        ]
    );
}

#[test]
fn marcxml_inside_oai_pmh() {
    let records = records("unimarc.xml");
    let numbers: Vec<_> = records.iter().map(|(record, _)| record.control("001").unwrap()).collect();
    assert_eq!(numbers, ["FIX0000041", "FIX0000042", "FIX0000043"]);
    let (first, notes) = &records[0];
    assert_eq!(first.format(), Format::Unimarc);
    assert_eq!(title(first), "\u{98}Le \u{9C}cœur brûlé & <ça>");
    assert_eq!(first.first("200").unwrap().subfield('e'), Some(""));
    assert!(notes.is_empty());
    assert_eq!(records[1].1, ["damaged-xml"]);
    assert_eq!((title(&records[2].0), records[2].1.len()), ("Entier", 0));
}
