//! What must hold for any bytes whatever. Used by the property tests and, as is, by the fuzz target (`fuzz/`).

use marc::{Options, Outcome, Reader, Record, parse, write_iso2709, write_marcxml};

/// Reads `bytes` as a stream and checks that
///
/// - nothing panics, every byte is in one delivery or may stand between records;
/// - the bytes of a delivery give the same outcome alone;
/// - what can be written is read back the same.
pub fn check(bytes: &[u8]) {
    let options = Options::default();
    let is_xml = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start().starts_with(b"<");
    let mut reader = Reader::new(bytes, options);
    let mut expected = 0;
    while let Some(delivery) = reader.next().expect("a slice cannot fail") {
        let offset = usize::try_from(delivery.offset).expect("offsets of a slice");
        assert!(offset >= expected, "deliveries overlap");
        assert!(is_xml || may_stand_between(&bytes[expected..offset]), "bytes lost before {offset}");
        assert_eq!(delivery.raw, &bytes[offset..offset + delivery.raw.len()]);
        assert!(!delivery.raw.is_empty());
        expected = offset + delivery.raw.len();
        let mut alone = Record::default();
        match (delivery.outcome, parse(delivery.raw, &options, &mut alone)) {
            (Outcome::Record { record, notes }, Ok(notes_alone)) => {
                assert_eq!(record, &alone);
                assert_eq!(notes, notes_alone);
                check_written(record, &options);
            }
            (Outcome::SetAside(reason), Err(reason_alone)) => {
                assert!(is_xml || reason == reason_alone)
            }
            (stream, alone) => panic!("the stream gives {stream:?}, the bytes alone {alone:?}"),
        }
    }
    assert!(is_xml || may_stand_between(&bytes[expected..]), "bytes lost at the end");
}

fn may_stand_between(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    bytes.iter().all(|b| matches!(b, b'\n' | b'\r' | b'\t' | b' ' | 0 | 0x1A | 0x1D | 0x1E | 0xEF | 0xBB | 0xBF))
}

/// Written and read again, a record must hold the same fields. Only what the writer declares may differ: the leader's
/// numbers and coding, UNIMARC's character sets.
fn check_written(record: &Record, options: &Options) {
    let options = Options { format: Some(record.format()), ..*options };
    let mut again = Record::default();
    let mut iso2709 = Vec::new();
    if write_iso2709(record, &mut iso2709).is_ok() {
        parse(&iso2709, &options, &mut again).expect("what was written in ISO 2709 can be read");
        assert_eq!(again.len(), record.len());
    }
    let mut xml = String::new();
    write_marcxml(record, &mut xml);
    parse(xml.as_bytes(), &options, &mut again).expect("what was written in MARCXML can be read");
    assert_eq!(again.len(), record.len());
}
