//! Records damaged in every way seen: read, repaired or set aside, and the ones after them untouched.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use marc::{Options, Outcome, Reader, Reason};
use support::{iso2709, marc21, read_all, read_one, title, unimarc};

fn good(control: &str) -> Vec<u8> {
    unimarc(control, "50  ", "Le cœur brûlé".as_bytes())
}

/// Puts damaged bytes between two good records; checks that these come out clean, gives what comes between.
fn between(damaged: &[u8], separator: &[u8]) -> Vec<(Result<String, Reason>, Vec<&'static str>)> {
    let stream = [&good("before"), separator, damaged, separator, &good("after"), separator, &good("last")].concat();
    support::any_bytes::check(&stream);
    let mut read = read_all(&stream);
    assert_eq!(read.first().unwrap(), &(Ok("before".to_owned()), vec![]));
    assert_eq!(read.pop().unwrap(), (Ok("last".to_owned()), vec![]));
    assert_eq!(read.pop().unwrap(), (Ok("after".to_owned()), vec![]));
    read.split_off(1)
}

/// Checks that the damaged record is repaired with its number, whatever separates records.
fn repaired(damaged: &[u8], note: &str) {
    for separator in [&b""[..], b"\n", b"\r\n"] {
        let read = between(damaged, separator);
        assert_eq!(read.len(), 1, "{read:?}");
        assert_eq!(read[0].0.as_deref(), Ok("damaged"));
        assert!(read[0].1.contains(&note), "{read:?} should have {note}");
    }
}

#[test]
fn line_ends_nul_and_byte_order_marks_between_records() {
    for separator in [&b"\n"[..], b"\r\n", b"\r\n\r\n", b"\0", b"  ", b"\x1A", b"\xEF\xBB\xBF", b"\x1D"] {
        let stream = [separator, &good("1"), separator, &good("2"), separator].concat();
        assert_eq!(read_all(&stream), [(Ok("1".to_owned()), vec![]), (Ok("2".to_owned()), vec![])]);
    }
}

#[test]
fn lengths_too_small_too_great_or_absent() {
    let record = good("damaged");
    for length in ["00001", "00120", "00300", "01000", "99999", "     ", "abcde", "00000"] {
        let mut damaged = record.clone();
        damaged[..5].copy_from_slice(length.as_bytes());
        repaired(&damaged, "wrong-length");
    }
}

#[test]
fn wrong_base_address() {
    let mut damaged = good("damaged");
    damaged[12..17].copy_from_slice(b"00000");
    repaired(&damaged, "wrong-base-address");
}

#[test]
fn wrong_directory_lengths_and_positions() {
    let record = good("damaged");
    for entry in 0..4 {
        for (from, figures) in [(3, "0001"), (3, "9999"), (7, "00003"), (7, "99999"), (7, "     ")] {
            let mut damaged = record.clone();
            let at = 24 + entry * 12 + from;
            if damaged[at..at + figures.len()] == *figures.as_bytes() {
                continue;
            }
            damaged[at..at + figures.len()].copy_from_slice(figures.as_bytes());
            repaired(&damaged, "rebuilt-directory");
            assert_eq!(title(&damaged), "Le cœur brûlé");
        }
    }
}

#[test]
fn lengths_counted_in_characters_instead_of_bytes() {
    let text = "é".repeat(40);
    let record = unimarc("damaged", "50  ", text.as_bytes());
    let wrong: String = String::from_utf8(record).unwrap().replace("0085", "0045");
    repaired(wrong.as_bytes(), "rebuilt-directory");
    assert_eq!(title(wrong.as_bytes()), text);
}

#[test]
fn truncated_at_every_byte() {
    let record = good("damaged");
    for end in 1..record.len() - 1 {
        for separator in [&b""[..], b"\n"] {
            let read = between(&record[..end], separator);
            assert!(read.len() == 1 || record[..end].trim_ascii().is_empty(), "cut at {end}: {read:?}");
            // From the end of the first field on, the number is there.
            if end > 24 + 4 * 12 + 1 + "damaged".len() {
                assert_eq!(read[0].0.as_deref(), Ok("damaged"), "cut at {end}");
                let cut_short = read[0].1.iter().any(|note| matches!(*note, "truncated" | "missing-terminator"));
                assert!(cut_short, "cut at {end}: {read:?}");
            }
        }
    }
}

#[test]
fn missing_terminators() {
    let record = good("damaged");
    repaired(&record[..record.len() - 1], "missing-terminator");
    repaired(&record[..record.len() - 2], "truncated");
    // At the end of the stream too.
    assert_eq!(read_all(&record[..record.len() - 1])[0].0.as_deref(), Ok("damaged"));
}

#[test]
fn a_record_terminator_inside_at_every_place() {
    let record = good("damaged");
    for at in 24 + 4 * 12 + 1..record.len() - 2 {
        let mut damaged = record.clone();
        damaged.insert(at, 0x1D);
        let read = between(&damaged, b"");
        assert_eq!(read.len(), 1, "at {at}: {read:?}");
        assert_eq!(read[0].0.as_deref(), Ok("damaged"), "at {at}");
        assert!(read[0].1.contains(&"embedded-terminator"), "at {at}: {read:?}");
    }
}

#[test]
fn a_field_terminator_inside_a_field() {
    let mut damaged = unimarc("damaged", "50  ", b"Le XX coeur");
    let at = damaged.windows(2).position(|pair| pair == b"XX").unwrap();
    damaged[at] = 0x1E;
    repaired(&damaged, "rebuilt-directory");
    let (record, _) = read_one(&damaged);
    assert_eq!(record.first("200").unwrap().subfield('a'), Some("Le  X coeur"));
    assert_eq!(record.first("801").unwrap().subfield('b'), Some("LIB"));
}

#[test]
fn nul_and_other_controls_inside() {
    repaired(&unimarc("damaged", "50  ", b"Le c\0o\x07eur"), "control-characters");
    assert_eq!(title(&unimarc("1", "50  ", b"Le c\0o\x07eur")), "Le coeur");
}

#[test]
fn bytes_that_are_not_utf8() {
    repaired(&unimarc("damaged", "50  ", b"\xC3\xA9t\xC3\xA9 \xFF\xFE\xC3"), "invalid-bytes");
}

#[test]
fn longer_than_the_format_can_say() {
    let mut fields = vec![
        ("001", b"damaged".to_vec()),
        ("200", b"1 \x1faTitre".to_vec()),
        ("300", [&b"  \x1fa"[..], &[b'x'; 12_000]].concat()),
    ];
    fields
        .extend((0..3000).map(|item| ("995", format!("  \x1faLIB\x1ff{item:010}\x1fkR ZOL xxxxxxxxxxx").into_bytes())));
    let damaged = iso2709("nam0 ", "   450 ", &fields);
    assert!(damaged.len() > 99_999);
    repaired(&damaged, "oversize");
    let (record, _) = read_one(&damaged);
    assert_eq!(record.len(), 3003);
    assert_eq!(record.fields_tagged("995").last().unwrap().subfield('f'), Some("0000002999"));
    assert_eq!(record.first("300").unwrap().subfield('a').unwrap().len(), 12_000);
}

#[test]
fn a_directory_whose_entries_outgrew_twelve_characters() {
    let fields: Vec<_> = std::iter::once(("001", b"damaged".to_vec()))
        .chain((0..3000).map(|item| ("995", format!("  \x1faLIB\x1ff{item:030}\x1fkR ZOL").into_bytes())))
        .collect();
    let mut directory = String::new();
    let mut data = Vec::new();
    for (tag, body) in &fields {
        directory += &format!("{tag}{:04}{:05}", body.len() + 1, data.len());
        data.extend_from_slice(body);
        data.push(0x1E);
    }
    let damaged =
        [format!("99999nam0 22{:05}   450 {directory}\x1e", 24 + directory.len() + 1).as_bytes(), &data, b"\x1d"]
            .concat();
    repaired(&damaged, "oversize");
    assert_eq!(read_one(&damaged).0.len(), 3001);
}

#[test]
fn blanks_in_the_leader() {
    let mut damaged = good("damaged");
    damaged[..5].copy_from_slice(b"     ");
    damaged[12..17].copy_from_slice(b"     ");
    repaired(&damaged, "wrong-length");
}

#[test]
fn a_leader_with_a_byte_too_few_or_too_many() {
    let record = good("damaged");
    let shorter = [&record[..7], &record[8..]].concat();
    let longer = [&record[..7], b"x", &record[7..]].concat();
    for damaged in [shorter, longer] {
        let (record, notes) = read_one(&damaged);
        assert_eq!(record.control("001"), Some("damaged"));
        assert!(notes.contains(&"damaged-leader"));
    }
}

#[test]
fn damaged_indicators() {
    let fields = [
        ("001", b"damaged".to_vec()),
        ("200", b"1\x1faTitre".to_vec()),
        ("210", b"\x1faParis".to_vec()),
        ("215", b"  12\x1fa12 p.".to_vec()),
    ];
    let damaged = iso2709("nam0 ", "   450 ", &fields);
    repaired(&damaged, "damaged-indicators");
    let (record, _) = read_one(&damaged);
    assert_eq!(record.first("200").unwrap().indicators(), ['1', ' ']);
    assert_eq!(record.first("210").unwrap().subfield('a'), Some("Paris"));
    assert_eq!(record.first("215").unwrap().value(), "12");
    assert_eq!(record.first("215").unwrap().subfield('a'), Some("12 p."));
}

#[test]
fn mixed_encodings_in_one_file() {
    let stream = [
        unimarc("1", "50  ", "été".as_bytes()),
        unimarc("2", "0103", b"\xC2et\xC2e"),
        unimarc("3", "50  ", b"\xE9t\xE9"),
        marc21("4", ' ', b"\xE2et\xE2e"),
        marc21("5", 'a', "e\u{301}te\u{301}".as_bytes()),
    ]
    .concat();
    let mut reader = Reader::new(stream.as_slice(), Options::default());
    let mut titles = Vec::new();
    while let Some(delivery) = reader.next().unwrap() {
        let Outcome::Record { record, .. } = delivery.outcome else { panic!("{delivery:?}") };
        titles.push(record.first("200").or_else(|| record.first("245")).unwrap().subfield('a').unwrap().to_owned());
    }
    assert_eq!(titles, ["été"; 5]);
}

#[test]
fn text_that_is_no_record_is_set_aside() {
    let read = between(b"<html><body>503 Service Unavailable</body></html>", b"\n");
    assert_eq!(read, [(Err(Reason::NoXmlRecord), vec![])]);
    assert_eq!(read_all(b"BEGIN:VCARD\nEND:VCARD\n"), [(Err(Reason::NotARecord), vec![])]);
    assert_eq!(read_all(b""), []);
    assert_eq!(read_all(b"\n\n"), []);
}

#[test]
fn a_record_longer_than_allowed_is_set_aside_in_pieces() {
    let long = unimarc("damaged", "50  ", &vec![b'x'; 30_000]);
    let stream = [&good("before"), &long[..], &good("after")].concat();
    let options = Options { max_record_bytes: 10_000, ..Options::default() };
    let mut reader = Reader::new(stream.as_slice(), options);
    let (mut set_aside, mut numbers) = (0, Vec::new());
    while let Some(delivery) = reader.next().unwrap() {
        match delivery.outcome {
            Outcome::Record { record, .. } => numbers.push(record.control("001").unwrap().to_owned()),
            Outcome::SetAside(_) => set_aside += delivery.raw.len(),
        }
    }
    assert_eq!(numbers, ["before", "after"]);
    assert_eq!(set_aside, long.len());
}

/// A source that gives its bytes a few at a time.
struct Dripping<'a>(&'a [u8], usize);

impl std::io::Read for Dripping<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.1.min(self.0.len()).min(buffer.len());
        buffer[..count].copy_from_slice(&self.0[..count]);
        self.0 = &self.0[count..];
        Ok(count)
    }
}

#[test]
fn the_way_bytes_arrive_changes_nothing() {
    let record = good("x");
    let mut embedded = record.clone();
    embedded.insert(100, 0x1D);
    let stream = [
        &record[..],
        b"\r\n",
        &embedded,
        &record[..record.len() / 2],
        b"     \n",
        &record,
        b"junk",
        &record[..record.len() - 1],
        &record,
    ]
    .concat();
    let whole: Vec<_> = deliveries(Reader::new(stream.as_slice(), Options::default()));
    for count in [1, 7, 100, 4096] {
        assert_eq!(deliveries(Reader::new(Dripping(&stream, count), Options::default())), whole);
    }
}

fn deliveries<R: std::io::Read>(mut reader: Reader<R>) -> Vec<(u64, usize, String)> {
    let mut found = Vec::new();
    while let Some(delivery) = reader.next().unwrap() {
        found.push((delivery.offset, delivery.raw.len(), format!("{:?}", delivery.outcome)));
    }
    found
}

#[test]
fn long_runs_of_one_byte_take_no_long_time() {
    for byte in *b"0 9a\x1d\x1e\x1f\x1b\xc2<&" {
        let stream = [&vec![byte; 100_000][..], b"\n", &good("after")].concat();
        let (mut delivered, mut reader) = (0, Reader::new(stream.as_slice(), Options::default()));
        while let Some(delivery) = reader.next().unwrap() {
            delivered += delivery.raw.len();
        }
        assert!(delivered > 0, "{byte:#x}");
    }
    let terminators: Vec<u8> = b"a\x1d".iter().copied().cycle().take(50_000).collect();
    assert!(!read_all(&[&good("1")[..80], &terminators].concat()).is_empty());
}

#[test]
fn a_leader_that_starts_like_xml_is_not_xml() {
    let mut damaged = good("damaged");
    for start in [&b"<"[..], b"<a"] {
        damaged[..start.len()].copy_from_slice(start);
        let read = read_all(&[&damaged[..], &good("after")].concat());
        let numbers: Vec<_> = read.iter().map(|(number, _)| number.as_deref()).collect();
        assert_eq!(numbers, [Ok("damaged"), Ok("after")]);
    }
}

#[test]
fn damaged_tags_are_kept_as_they_can_be() {
    let mut damaged = good("damaged");
    for entry in 1..4 {
        damaged[24 + entry * 12] = 0x1F;
    }
    let (record, _) = read_one(&damaged);
    assert_eq!(record.control("001"), Some("damaged"));
    assert_eq!(record.len(), 4);
}
