//! What the tests share: records as raw bytes, and other people's programs.

#![expect(dead_code, unreachable_pub, reason = "shared by test binaries, each of which uses a part of it")]
#![expect(clippy::unwrap_used, reason = "a helper of tests fails as tests do")]

pub mod any_bytes;

use marc::{Encoding, Options, Outcome, Reader, Reason, Record};
use std::io::Write;
use std::process::{Command, Stdio};

/// A field as raw bytes: tag, then what stands between two separators.
pub type RawField<'a> = (&'a str, Vec<u8>);

/// A well-formed ISO 2709 record of raw fields. `leader` gives positions 5 to 9 and 17 to 23.
pub fn iso2709(status_to_coding: &str, last: &str, fields: &[RawField<'_>]) -> Vec<u8> {
    let mut directory = String::new();
    let mut data = Vec::new();
    for (tag, body) in fields {
        directory += &format!("{tag}{:04}{:05}", (body.len() + 1).min(9999), data.len().min(99_999));
        data.extend_from_slice(body);
        data.push(0x1E);
    }
    let base = 24 + directory.len() + 1;
    let length = (base + data.len() + 1).min(99_999);
    let mut record = format!("{length:05}{status_to_coding}22{base:05}{last}{directory}\x1e").into_bytes();
    record.extend_from_slice(&data);
    record.push(0x1D);
    record
}

/// A UNIMARC record with `codes` as 100$a/26-33 and `title` as 200$a, both raw.
pub fn unimarc(control: &str, codes: &str, title: &[u8]) -> Vec<u8> {
    let coded = format!("  \x1fa20240101d2024    m  y0frey{codes:<8}ba");
    let mut field = b"1 \x1fa".to_vec();
    field.extend_from_slice(title);
    iso2709(
        "nam0 ",
        "   450 ",
        &[
            ("001", control.as_bytes().to_vec()),
            ("100", coded.into_bytes()),
            ("200", field),
            ("801", b" 0\x1faFR\x1fbLIB".to_vec()),
        ],
    )
}

/// A MARC 21 record with `coding` at leader/9 and `title` as 245$a, raw.
pub fn marc21(control: &str, coding: char, title: &[u8]) -> Vec<u8> {
    let mut field = b"10\x1fa".to_vec();
    field.extend_from_slice(title);
    iso2709(
        &format!("nam {coding}"),
        " a 4500",
        &[
            ("001", control.as_bytes().to_vec()),
            ("008", b"240101s2024    fr            000 0 fre d".to_vec()),
            ("245", field),
        ],
    )
}

/// What a stream gives: per delivery the control number or the reason, and the codes of the notes.
pub fn read_all(bytes: &[u8]) -> Vec<(Result<String, Reason>, Vec<&'static str>)> {
    let mut reader = Reader::new(bytes, Options::default());
    let mut read = Vec::new();
    while let Some(delivery) = reader.next().unwrap() {
        read.push(match delivery.outcome {
            Outcome::Record { record, notes } => (
                Ok(record.control("001").unwrap_or_default().to_owned()),
                notes.iter().map(|note| note.code()).collect(),
            ),
            Outcome::SetAside(reason) => (Err(reason), Vec::new()),
        });
    }
    read
}

/// Reads one record that must be one.
pub fn read_one(bytes: &[u8]) -> (Record, Vec<&'static str>) {
    read_one_with(bytes, &Options::default())
}

pub fn read_one_with(bytes: &[u8], options: &Options) -> (Record, Vec<&'static str>) {
    let mut record = Record::default();
    let notes = marc::parse(bytes, options, &mut record).unwrap();
    (record, notes.iter().map(|note| note.code()).collect())
}

/// The title of one record.
pub fn title(bytes: &[u8]) -> String {
    let (record, _) = read_one(bytes);
    let field = record.first("200").or_else(|| record.first("245")).unwrap();
    field.subfield('a').unwrap().to_owned()
}

pub fn declared(encoding: Encoding) -> Options {
    Options { encoding: Some(encoding), ..Options::default() }
}

/// Whether a program is to be compared with. Absent, it is said aloud, and fails if `BEFFROI_REQUIRE` names it.
pub fn is_available(name: &str, command: &str, arguments: &[&str]) -> bool {
    let found = Command::new(command)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| name != "pymarc" || status.success());
    if !found {
        eprintln!("NOT COMPARED: {name} is not installed here");
        let required = std::env::var("BEFFROI_REQUIRE").unwrap_or_default();
        assert!(!required.contains(name), "BEFFROI_REQUIRE asks for {name}, which is not installed");
    }
    found
}

/// Runs a program on `input` and gives what it prints.
pub fn run(command: &str, arguments: &[&str], input: &[u8]) -> Vec<u8> {
    let mut child = Command::new(command)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().unwrap();
    let _ = writer.join().unwrap();
    output.stdout
}
