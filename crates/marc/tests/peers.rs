//! What others make of the same bytes: `yaz-iconv` and `yaz-marcdump` (Index Data), `pymarc`.
//!
//! Absent programs are said aloud; `BEFFROI_REQUIRE=yaz,pymarc` makes their absence a failure.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use marc::{Encoding, Format, Leader, MARCXML_END, MARCXML_START, Options, Record, write_iso2709, write_marcxml};
use support::{declared, is_available, iso2709, marc21, read_one_with, run};
use unicode_normalization::UnicodeNormalization;

/// Decodes `codes`, one a field, with this crate: the encoding is given, the fields are 500$a. An escape sequence
/// keeps such senseless text from being taken for Windows-1252.
fn decode(encoding: Encoding, codes: &[Vec<u8>]) -> Vec<String> {
    let fields: Vec<_> = codes
        .iter()
        .map(|code| ("500", [&b"  \x1fa"[..], code].concat()))
        .chain([("245", b"10\x1fa\x1B(BX".to_vec())])
        .collect();
    let raw = iso2709("nam  ", " a 4500", &fields);
    let (record, _) = read_one_with(&raw, &declared(encoding));
    record.fields_tagged("500").map(|field| field.subfield('a').unwrap().to_owned()).collect()
}

/// The same with `yaz-iconv`, composed.
fn decode_with_yaz(name: &str, code: &[u8]) -> String {
    let out = run("yaz-iconv", &["-f", name, "-t", "utf-8"], code);
    String::from_utf8_lossy(&out).nfc().collect()
}

fn compare(yaz_name: &str, encoding: Encoding, prefix: &[u8], codes: impl Iterator<Item = u8>, except: &[u8]) {
    let codes: Vec<u8> = codes.filter(|code| !except.contains(code)).collect();
    // Several codes a run, `|` between them (yaz leaves out line ends), each back in the first set; not too many, because
    // yaz-iconv may place a mark wrongly where its buffer ends.
    for codes in codes.chunks(16) {
        let bytes: Vec<Vec<u8>> = codes
            .iter()
            .map(|&code| if prefix.is_empty() { vec![code, b'a'] } else { [prefix, &[code], &b"\x1B(Ba"[..]].concat() })
            .collect();
        let yaz = decode_with_yaz(yaz_name, &bytes.join(&b'|'));
        let yaz: Vec<&str> = yaz.split('|').collect();
        let ours = decode(encoding, &bytes);
        assert_eq!(yaz.len(), ours.len(), "yaz-iconv lost some codes");
        for ((code, yaz), ours) in codes.iter().zip(yaz).zip(ours) {
            // What yaz does not know it leaves out; here it becomes U+FFFD.
            let known = ours.replace('\u{FFFD}', "");
            assert_eq!(known, yaz, "code {code:#04X} after {prefix:?} in {yaz_name}");
        }
    }
}

#[test]
fn tables_agree_with_yaz_iconv() {
    if !is_available("yaz", "yaz-iconv", &["-V"]) {
        return;
    }
    let high = || 0xA1..=0xFE_u8;
    // The halves of marks over two letters: yaz takes the ligature of ISO 5426 for a double tilde.
    compare("iso5426", Encoding::Iso5426, b"", high(), &[0xDD, 0xDE, 0xDF]);
    compare("marc8", Encoding::Marc8, b"", high(), &[]);
    let low = || 0x21..=0x7E_u8;
    for set in [&b"\x1B(N"[..], b"\x1B(Q", b"\x1B(S", b"\x1B(3", b"\x1B(4", b"\x1Bb", b"\x1Bp", b"\x1Bg"] {
        // yaz places marks at once where no letter waits for them in another set.
        let marks: Vec<u8> = match set {
            b"\x1B(S" => (0x21..=0x27).collect(),
            b"\x1B(3" => (0x6B..=0x74).collect(),
            b"\x1B(4" => vec![0x7D, 0x7E],
            _ => vec![],
        };
        let set_and_back = set;
        compare("marc8", Encoding::Marc8, set_and_back, low(), &marks);
    }
    let points: Vec<u8> = (0x40..=0x4E).collect();
    compare("marc8", Encoding::Marc8, b"\x1B(2", low(), &points);
}

#[test]
fn sentences_agree_with_yaz_iconv() {
    if !is_available("yaz", "yaz-iconv", &["-V"]) {
        return;
    }
    for (name, encoding, bytes) in [
        (
            "iso5426",
            Encoding::Iso5426,
            &b"\xEAuvres : \xAB \xD0ca, l\xB9\xC2et\xC2e \xBB et c\xFAur br\xC3ul\xC2e, No\xC8el"[..],
        ),
        (
            "marc8",
            Encoding::Marc8,
            b"\xA6uvres : \xF0ca, l'\xE2et\xE2e et c\xB6ur br\xE3ul\xE2e, No\xE8el, \xA1\xE2od\xE2z",
        ),
        ("marc8", Encoding::Marc8, b"\x1B(NwOJNA I MIR\x1B(B (1869)"),
        ("marc8", Encoding::Marc8, b"Sevastopol\xA7ski\xE6i, \xEBi\xECunost\xA7"),
    ] {
        assert_eq!(decode(encoding, &[bytes.to_vec()]), [decode_with_yaz(name, bytes)]);
    }
}

/// Records that try every rule of writing.
fn records() -> Vec<Record> {
    let mut unimarc = Record::new(Format::Unimarc);
    unimarc.set_leader(Leader::from_text("     cam0 22        450 "));
    unimarc.push_control("001", "FRL00000042");
    unimarc.push_field("100", [' ', ' '], &[('a', "20240101d2024    m  y0frey0103    ba")]);
    unimarc.push_field("200", ['1', ' '], &[('a', "Œuvres « complètes » & l’été <ça>"), ('f', "Émile Zola")]);
    unimarc.push_field("461", [' ', '0'], &[('t', "Les Rougon-Macquart"), ('v', "9")]);
    unimarc.push_field("995", [' ', ' '], &[('b', "LIB001"), ('f', "\"1234\""), ('k', "R ZOL")]);
    let mut marc21 = Record::new(Format::Marc21);
    marc21.push_control("001", "b00000042");
    marc21.push_control("008", "240101s2024    fr            000 0 fre d");
    marc21.push_field("245", ['1', '0'], &[('a', "Война и мир :"), ('b', "漢字 – 한글 – שלום")]);
    marc21.push_field("520", [' ', ' '], &[('a', "x".repeat(9_000))]);
    vec![unimarc, marc21]
}

/// Each field on a line, as `yaz-marcdump` prints them.
fn lines(record: &Record) -> Vec<String> {
    let mut lines = Vec::new();
    for field in record.fields() {
        let mut line = format!("{} ", field.tag());
        if field.is_control() {
            line += field.value();
        } else {
            line.extend(field.indicators());
            for (code, text) in field.subfields() {
                line += &format!(" ${code} {text}");
            }
        }
        lines.push(line.replace("0103    ba", "50      ba"));
    }
    lines
}

#[test]
fn yaz_marcdump_reads_what_is_written() {
    if !is_available("yaz", "yaz-marcdump", &["-V"]) {
        return;
    }
    let directory = std::env::temp_dir().join(format!("marc-peers-{}", std::process::id()));
    std::fs::create_dir_all(&directory).unwrap();
    for (index, record) in records().iter().enumerate() {
        let mut bytes = Vec::new();
        write_iso2709(record, &mut bytes).unwrap();
        let mut xml = MARCXML_START.to_owned();
        write_marcxml(record, &mut xml);
        xml += MARCXML_END;
        for (syntax, content) in [("marc", bytes), ("marcxml", xml.into_bytes())] {
            let path = directory.join(format!("{index}.{syntax}"));
            std::fs::write(&path, content).unwrap();
            let out = run("yaz-marcdump", &["-i", syntax, "-o", "line", path.to_str().unwrap()], b"");
            let printed: Vec<String> = String::from_utf8(out)
                .unwrap()
                .lines()
                .skip_while(|line| !line.starts_with("001"))
                .filter(|line| !line.is_empty())
                .map(str::to_owned)
                .collect();
            assert_eq!(printed, lines(record), "{syntax}");
        }
    }
    std::fs::remove_dir_all(directory).unwrap();
}

const READ_WITH_PYMARC: &str = r#"
import io, sys, pymarc
data = sys.stdin.buffer.read()
if data[:1] == b"<":
    records = pymarc.parse_xml_to_array(io.BytesIO(data))
else:
    records = list(pymarc.MARCReader(data, to_unicode=True, force_utf8=True))
for record in records:
    for field in record.fields:
        if field.is_control_field():
            line = field.tag + " " + field.data
        else:
            line = field.tag + " " + "".join(field.indicators)
            line += "".join(" $" + part.code + " " + part.value for part in field.subfields)
        sys.stdout.buffer.write((line + "\n").encode())
"#;

#[test]
fn pymarc_reads_what_is_written() {
    if !is_available("pymarc", "python3", &["-c", "import pymarc"]) {
        return;
    }
    for record in records() {
        let mut bytes = Vec::new();
        write_iso2709(&record, &mut bytes).unwrap();
        let mut xml = MARCXML_START.to_owned();
        write_marcxml(&record, &mut xml);
        xml += MARCXML_END;
        for content in [bytes, xml.into_bytes()] {
            let out = String::from_utf8(run("python3", &["-c", READ_WITH_PYMARC], &content)).unwrap();
            assert_eq!(out.lines().collect::<Vec<_>>(), lines(&record));
        }
    }
}

#[test]
fn both_peers_read_the_same_text_as_this_crate() {
    if !is_available("yaz", "yaz-marcdump", &["-V"]) {
        return;
    }
    let raw = marc21("1", ' ', b"\xA6uvres, \xF0ca, \xE2et\xE2e");
    let path = std::env::temp_dir().join(format!("marc-peers-{}.mrc", std::process::id()));
    std::fs::write(&path, &raw).unwrap();
    let out = run("yaz-marcdump", &["-f", "marc-8", "-t", "utf-8", "-o", "line", path.to_str().unwrap()], b"");
    std::fs::remove_file(&path).unwrap();
    let printed: String = String::from_utf8(out).unwrap().nfc().collect();
    let (record, _) = read_one_with(&raw, &Options::default());
    let expected = format!("245 10 $a {}", record.first("245").unwrap().subfield('a').unwrap());
    assert!(printed.lines().any(|line| line == expected), "{expected} not in {printed}");
}
