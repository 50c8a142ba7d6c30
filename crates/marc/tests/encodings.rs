//! Every encoding that libraries send, rightly declared or not: the letters a French librarian checks first.

mod support;

use marc::{Encoding, Format, Options};
use support::{declared, marc21, read_one, read_one_with, title, unimarc};

const TITLE: &str = "Œuvres : « ça, l’été » et cœur brûlé, Noël, où";

#[test]
fn utf8_composed_and_decomposed() {
    let decomposed = "Œuvres : « c\u{327}a, l’e\u{301}te\u{301} » et cœur bru\u{302}le\u{301}, Noe\u{308}l, ou\u{300}";
    for bytes in [TITLE, decomposed] {
        assert_eq!(title(&unimarc("1", "50  ", bytes.as_bytes())), TITLE);
        assert_eq!(title(&marc21("1", 'a', bytes.as_bytes())), TITLE);
    }
    let (_, notes) = read_one(&unimarc("1", "50  ", decomposed.as_bytes()));
    assert!(notes.is_empty(), "{notes:?}");
}

#[test]
fn iso_5426_as_unimarc_declares_it() {
    let bytes = b"\xEAuvres : \xAB \xD0ca, l\xB9\xC2et\xC2e \xBB et c\xFAur br\xC3ul\xC2e, No\xC8el, o\xC1u";
    let raw = unimarc("1", "0103", bytes);
    assert_eq!(title(&raw), TITLE);
    assert!(read_one(&raw).1.is_empty());
    // Both codes for the two dots are in use.
    assert_eq!(title(&unimarc("1", "0103", b"No\xC9el")), "Noël");
}

#[test]
fn marc_8_as_marc_21_declares_it() {
    let bytes =
        b"\xA6uvres : &#x00AB; \xF0ca, l&#x2019;\xE2et\xE2e &#x00BB; et c\xB6ur br\xE3ul\xE2e, No\xE8el, o\xE1u";
    let raw = marc21("1", ' ', bytes);
    assert_eq!(title(&raw), TITLE);
    assert!(read_one(&raw).1.is_empty());
}

#[test]
fn windows_1252_that_nobody_declares() {
    let bytes = b"\x8Cuvres : \xAB \xE7a, l\x92\xE9t\xE9 \xBB et c\x9Cur br\xFBl\xE9, No\xEBl, o\xF9";
    for raw in [
        unimarc("1", "50  ", bytes),
        unimarc("1", "0103", bytes),
        unimarc("1", "    ", bytes),
        marc21("1", 'a', bytes),
        marc21("1", ' ', bytes),
    ] {
        assert_eq!(title(&raw), TITLE);
    }
    assert_eq!(read_one(&unimarc("1", "50  ", bytes)).1, ["other-encoding"]);
    assert!(read_one(&unimarc("1", "    ", bytes)).1.is_empty(), "nothing was declared, nothing is wrong");
}

#[test]
fn a_single_letter_is_enough_to_tell_latin_1() {
    for (bytes, expected) in [
        (&b"L'\xE9t\xE9"[..], "L'été"),
        (b"\xC9mile", "Émile"),
        (b"M\xE9moires", "Mémoires"),
        (b"Fran\xE7ais", "Français"),
        (b"\xC9d. de Minuit", "Éd. de Minuit"),
        (b"Ma\xEEtre", "Maître"),
        (b"C\xE9line", "Céline"),
        (b"Le p\xE8re", "Le père"),
    ] {
        assert_eq!(title(&unimarc("1", "50  ", bytes)), expected);
        assert_eq!(title(&marc21("1", 'a', bytes)), expected);
    }
}

#[test]
fn a_single_letter_is_enough_to_tell_iso_5426_and_marc_8() {
    for (iso5426, marc8, expected) in [
        (&b"L'\xC2et\xC2e"[..], &b"L'\xE2et\xE2e"[..], "L'été"),
        (b"\xC2Emile", b"\xE2Emile", "Émile"),
        (b"Fran\xD0cais", b"Fran\xF0cais", "Français"),
        (b"Le p\xC1ere", b"Le p\xE1ere", "Le père"),
        (b"C\xFAur", b"C\xB6ur", "Cœur"),
    ] {
        for codes in ["0103", "50  ", "    "] {
            assert_eq!(title(&unimarc("1", codes, iso5426)), expected, "{codes}");
        }
        for coding in [' ', 'a'] {
            assert_eq!(title(&marc21("1", coding, marc8)), expected, "{coding}");
        }
    }
}

#[test]
fn utf8_that_is_declared_as_something_else() {
    let raw = unimarc("1", "0103", TITLE.as_bytes());
    assert_eq!(title(&raw), TITLE);
    assert_eq!(read_one(&raw).1, ["other-encoding"]);
    let raw = marc21("1", ' ', TITLE.as_bytes());
    assert_eq!(title(&raw), TITLE);
    assert_eq!(read_one(&raw).1, ["other-encoding"]);
}

#[test]
fn stray_bytes_in_utf8_do_not_change_the_rest() {
    let raw = unimarc("1", "50  ", b"\xC3\xA9t\xC3\xA9 \xE9t\xE9 \xFF fin");
    assert_eq!(title(&raw), "été été \u{FFFD} fin");
    assert_eq!(read_one(&raw).1, ["invalid-bytes"]);
}

#[test]
fn text_encoded_twice_is_decoded_twice() {
    let twice: String = "été, cœur".bytes().map(char::from).collect();
    let raw = unimarc("1", "50  ", twice.as_bytes());
    assert_eq!(title(&raw), "été, cœur");
    assert_eq!(read_one(&raw).1, ["encoded-twice"]);
    // A text that speaks of such letters is not touched.
    assert_eq!(title(&unimarc("1", "50  ", "Ãtomo, São, Åbo, ÉTÉ".as_bytes())), "Ãtomo, São, Åbo, ÉTÉ");
}

#[test]
fn marks_around_an_article_are_the_same_from_every_encoding() {
    let expected = "\u{98}Le \u{9C}cœur";
    for raw in [
        unimarc("1", "50  ", "\u{98}Le \u{9C}cœur".as_bytes()),
        unimarc("1", "50  ", "\u{88}Le \u{89}cœur".as_bytes()),
        unimarc("1", "50  ", b"\x88Le \x89c\xC5\x93ur"),
        unimarc("1", "0103", b"\x88Le \x89c\xFAur"),
        unimarc("1", "50  ", b"\x98Le \x9Cc\x9Cur br\xFBl\xE9"),
        unimarc("1", "50  ", b"\x88Le \x89c\x9Cur br\xFBl\xE9"),
        marc21("1", ' ', b"\x88Le \x89c\xB6ur"),
    ] {
        assert!(title(&raw).starts_with(expected), "{:?}", title(&raw));
    }
    assert_eq!(title(&unimarc("1", "50  ", b"<<Le>> c\xC5\x93ur")), "<<Le>> cœur");
}

#[test]
fn other_alphabets_by_escape_sequence() {
    assert_eq!(title(&marc21("1", ' ', b"\x1B(NwOJNA I MIR\x1B(B (1869)")), "Война и мир (1869)");
    assert_eq!(title(&marc21("1", ' ', b"\x1B(SA\x22ab\x1B(B")), "Αάβ");
    assert_eq!(title(&marc21("1", ' ', b"H\x1Bb2\x1BsO m\x1Bp2\x1Bs")), "H₂O m²");
    assert_eq!(title(&marc21("1", ' ', b"\x1B(2yll\x1B(B")), "שלל");
}

#[test]
fn other_alphabets_by_unimarc_declaration() {
    let cyrillic: Vec<u8> = b"wOJNA I MIR".iter().map(|&b| if b == b' ' { b } else { b | 0x80 }).collect();
    assert_eq!(title(&unimarc("1", "0102", &cyrillic)), "Война и мир");
    assert_eq!(title(&unimarc("1", "0105", b"\xCE\xA2\xF2\xE4\xF2\xF7")), "Λόγος");
}

#[test]
fn east_asian_codes_are_replaced_and_counted() {
    let raw = marc21("1", ' ', b"\x1B$1!0i!0o\x1B(B fin");
    assert_eq!(title(&raw), "\u{FFFD}\u{FFFD} fin");
    assert_eq!(read_one(&raw).1, ["unknown-characters"]);
}

#[test]
fn the_caller_may_declare_the_encoding() {
    let raw = unimarc("1", "    ", b"c\xFAur");
    let (record, notes) = read_one_with(&raw, &declared(Encoding::Iso5426));
    assert_eq!(record.first("200").unwrap().subfield('a'), Some("cœur"));
    assert!(notes.is_empty());
    let options = Options { format: Some(Format::Marc21), ..Options::default() };
    assert_eq!(read_one_with(&raw, &options).0.format(), Format::Marc21);
}

#[test]
fn two_marks_on_a_letter_in_either_order() {
    assert_eq!(title(&marc21("1", ' ', b"Vi\xF2\xE3et, ti\xE3\xE2eng")), "Việt, tiếng");
    assert_eq!(title(&marc21("1", ' ', b"Vi\xE3\xF2et, ti\xE2\xE3eng")), "Việt, tiếng");
}
