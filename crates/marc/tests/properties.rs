//! What must hold for any record and for any bytes.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use marc::{
    Format, Leader, MARCXML_END, MARCXML_START, Options, Outcome, Reader, Record, parse, write_iso2709, write_marcxml,
};
use proptest::collection::vec;
use proptest::prelude::*;
use support::{any_bytes, unimarc};

/// Text as catalogues hold it: composed, several alphabets, marks of all kinds. Without `&`, which may start a character
/// reference, and without the letters by which text encoded twice is known.
fn text() -> impl Strategy<Value = String> {
    let character = prop_oneof![
        8 => proptest::char::range('a', 'z'),
        2 => proptest::char::range(' ', '%'),
        2 => proptest::char::range('\'', '~'),
        4 => proptest::sample::select("éèêëàâîïôûùçœŒÉÀÇ’«»–…°€ñöüß".chars().collect::<Vec<_>>()),
        1 => proptest::sample::select("\u{98}\u{9C}\t\n\r\u{A0}\u{200D}жйЙαάשالأ漢字한😀".chars().collect::<Vec<_>>()),
    ];
    vec(character, 0..40).prop_map(|characters| {
        use unicode_normalization::UnicodeNormalization;
        characters.into_iter().nfc().collect::<String>().replace('Â', "A").replace('â', "a").replace('Ã', "A")
    })
}

fn record() -> impl Strategy<Value = Record> {
    let field = ("[0-9]{3}|[A-Z]{3}", "[ -~]{2}", vec(("[a-z0-9 !-/]", text()), 1..6));
    (any::<bool>(), text(), vec(field, 0..12), "[acdnp][a-z][a-z]").prop_map(|(is_unimarc, control, fields, leader)| {
        let mut record = Record::new(if is_unimarc { Format::Unimarc } else { Format::Marc21 });
        let last = if is_unimarc { "  22        450 " } else { " a22        4500" };
        record.set_leader(Leader::from_text(&format!("     {leader}{last}")));
        record.push_control("001", &control);
        for (tag, indicators, subfields) in fields {
            let mut indicators = indicators.chars();
            let indicators = [indicators.next().unwrap(), indicators.next().unwrap()];
            let subfields: Vec<(char, String)> =
                subfields.into_iter().map(|(code, text)| (code.chars().next().unwrap(), text)).collect();
            // UNIMARC 100$a is rewritten on purpose: it declares the encoding.
            let tag = if tag == "100" { "101" } else { &tag };
            record.push_field(tag, indicators, &subfields);
        }
        record
    })
}

fn assert_same_fields(read: &Record, written: &Record) {
    assert_eq!(read.fields().collect::<Vec<_>>(), written.fields().collect::<Vec<_>>());
    assert_eq!(read.leader().as_str()[5..9], written.leader().as_str()[5..9]);
}

fn options_for(record: &Record) -> Options {
    Options { format: Some(record.format()), ..Options::default() }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn iso_2709_gives_back_what_was_written(record in record()) {
        let mut bytes = Vec::new();
        write_iso2709(&record, &mut bytes).unwrap();
        let mut read = Record::default();
        let notes = parse(&bytes, &options_for(&record), &mut read).unwrap();
        prop_assert!(notes.is_empty(), "{:?}", notes);
        assert_same_fields(&read, &record);
        let mut again = Vec::new();
        write_iso2709(&read, &mut again).unwrap();
        prop_assert_eq!(bytes, again);
    }

    #[test]
    fn marcxml_gives_back_what_was_written(records in vec(record(), 0..4)) {
        let mut xml = MARCXML_START.to_owned();
        for record in &records {
            write_marcxml(record, &mut xml);
        }
        xml += MARCXML_END;
        let mut reader = Reader::new(xml.as_bytes(), Options::default());
        for written in &records {
            let delivery = reader.next().unwrap().unwrap();
            let Outcome::Record { record, notes } = delivery.outcome else { panic!("{delivery:?}") };
            prop_assert!(notes.is_empty(), "{:?}", notes);
            assert_same_fields(record, written);
        }
        if !records.is_empty() {
            prop_assert!(reader.next().unwrap().is_none());
        }
    }

    #[test]
    fn any_bytes_are_accounted_for(bytes in vec(any::<u8>(), 0..600)) {
        any_bytes::check(&bytes);
    }

    #[test]
    fn any_arrangement_of_the_parts_of_records_is_accounted_for(
        parts in vec(prop_oneof![
            Just(unimarc("1", "50  ", "été".as_bytes())),
            Just(b"00026nam  2200025   450 \x1E\x1D".to_vec()),
            Just(vec![0x1D]), Just(vec![0x1E]), Just(vec![0x1F]), Just(vec![0x1B]), Just(b"  \x1Fa".to_vec()),
            Just(b"001000200000".to_vec()), Just(b"00070nam a2200037   4500".to_vec()), Just(b"     nam a22        4500".to_vec()),
            Just(b"\x1B(N\x1B)Q\x1B$1".to_vec()), Just(b"\xE2\xE3\xC2".to_vec()), vec(any::<u8>(), 0..20),
        ], 0..12)
    ) {
        any_bytes::check(&parts.concat());
    }

    #[test]
    fn any_arrangement_of_markup_is_accounted_for(
        parts in vec(proptest::sample::select(vec![
            "<collection>", "</collection>", "<record>", "</record>", "<marc:record xmlns:marc=\"x\">", "</marc:record>",
            "<leader>00000nam a2200000 a 4500</leader>", "<controlfield tag=\"001\">1</controlfield>", "<controlfield tag=\"001\"/>",
            "<datafield tag=\"245\" ind1=\"1\" ind2=\"0\">", "</datafield>", "<subfield code=\"a\">", "</subfield>", "été", "&amp;",
            "&#x98;", "&#0;", "&nbsp;", "&", "<", ">", "<!--", "-->", "<![CDATA[", "]]>", "<?x ?>", "\u{1F}", "\u{1E}", "e\u{301}",
        ]), 0..30)
    ) {
        any_bytes::check(format!("<x>{}", parts.concat()).as_bytes());
    }

    #[test]
    fn a_mutation_never_loses_the_records_after_it(
        changes in vec((0_usize..156, prop_oneof![Just(0x1D_u8), Just(0x1E), Just(0x1F), Just(0), any::<u8>()], 0_u8..3), 1..6)
    ) {
        let mut damaged = unimarc("damaged", "50  ", "Le cœur brûlé".as_bytes());
        for (at, byte, kind) in changes {
            let at = at % damaged.len();
            match kind {
                0 => damaged[at] = byte,
                1 => damaged.insert(at, byte),
                _ => { damaged.remove(at); }
            }
        }
        let good = unimarc("good", "50  ", "été".as_bytes());
        let stream = [&damaged[..], &good, &good, &good].concat();
        any_bytes::check(&stream);
        let read = support::read_all(&stream);
        let clean = read.iter().filter(|(number, notes)| number.as_deref() == Ok("good") && notes.is_empty()).count();
        // Where the damage makes the first bytes of the next record part of the damaged one, that one may suffer; no more.
        prop_assert!(clean >= 2, "{:?}", read);
    }
}
