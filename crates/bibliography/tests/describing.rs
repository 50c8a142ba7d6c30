//! Records built in code, one cataloguing habit each, and what their description must say.

use bibliography::{Audience, Description, Identifier, Isbn, Kind, TitleKind, describe, describe_owned};
use marc::{Format, Leader, Record};

type Subfields<'a> = &'a [(char, &'a str)];

/// A record of a format from fields; a field of one blank subfield code is a control field.
fn record(format: Format, leader_type: &str, fields: &[(&str, [char; 2], Subfields<'_>)]) -> Record {
    let mut record = Record::new(format);
    record.set_leader(Leader::from_text(&format!("00000n{leader_type}  2200000   450 ")));
    for (tag, indicators, subfields) in fields {
        match subfields {
            [(' ', value)] => record.push_control(tag, value),
            _ => record.push_field(tag, *indicators, subfields),
        }
    }
    record
}

fn unimarc(fields: &[(&str, [char; 2], Subfields<'_>)]) -> Description {
    describe_owned(&record(Format::Unimarc, "am", fields))
}

fn marc21(fields: &[(&str, [char; 2], Subfields<'_>)]) -> Description {
    describe_owned(&record(Format::Marc21, "am", fields))
}

const NONE: [char; 2] = [' ', ' '];

#[test]
fn a_whole_unimarc_record() {
    let germinal = unimarc(&[
        ("001", NONE, &[(' ', "FRL00000042 ")]),
        ("003", NONE, &[(' ', "http://catalogue.bnf.fr/ark:/12148/cb345612345")]),
        ("010", NONE, &[('a', "978-2-07-042260-9"), ('b', "br."), ('d', "6,50 EUR")]),
        ("100", NONE, &[('a', "20240513d1978    e  y0frey50      ba")]),
        ("101", ['1', ' '], &[('a', "fra"), ('c', "eng")]),
        (
            "200",
            ['1', ' '],
            &[
                ('a', "\u{98}Le \u{9c}chat botté"),
                ('b', "Texte imprimé"),
                ('e', "conte"),
                ('f', "Charles Perrault"),
                ('g', "ill. par Doré"),
            ],
        ),
        ("205", NONE, &[('a', "2e éd.")]),
        ("210", NONE, &[('a', "[Paris]"), ('c', "Gallimard"), ('d', "cop. 1979")]),
        ("215", NONE, &[('a', "48 p."), ('c', "ill."), ('d', "22 cm")]),
        ("225", NONE, &[('a', "Folio"), ('v', "12")]),
        ("410", NONE, &[('1', "001000123"), ('1', "2001 "), ('a', "Folio"), ('v', "12")]),
        ("454", NONE, &[('t', "Puss in boots")]),
        ("606", NONE, &[('a', "Chats"), ('x', "Contes"), ('2', "rameau")]),
        ("676", NONE, &[('a', "843.4"), ('v', "23")]),
        ("700", [' ', '1'], &[('a', "PERRAULT"), ('b', "Charles"), ('f', "1628-1703"), ('4', "070")]),
        ("856", ['4', ' '], &[('u', "https://gallica.bnf.fr/x")]),
        ("995", NONE, &[('b', "LIL"), ('f', "3001"), ('k', "C PER"), ('o', "0"), ('r', "am")]),
    ]);
    assert_eq!(germinal.control_number, "FRL00000042");
    assert_eq!(germinal.title, "Le chat botté");
    assert_eq!(germinal.nonfiling, 3);
    assert_eq!(germinal.subtitle, "conte");
    assert_eq!(germinal.responsibility, "Charles Perrault ; ill. par Doré");
    assert_eq!(germinal.kind, Kind::Book);
    assert_eq!(germinal.audience, Audience::Teenagers);
    assert_eq!(germinal.year, Some(1979));
    assert_eq!(germinal.place, "Paris");
    assert_eq!(germinal.languages, ["fre"]);
    assert_eq!(germinal.original_languages, ["eng"]);
    assert_eq!(germinal.series.len(), 1);
    assert_eq!(germinal.series[0].number, "12");
    assert_eq!(germinal.other_titles[0].kind, TitleKind::Original);
    assert_eq!(germinal.subjects, ["Chats -- Contes"]);
    assert_eq!(germinal.classification, ["843.4"]);
    assert_eq!(germinal.contributors[0].name.family, "Perrault");
    assert_eq!(germinal.contributors[0].name.dates, "1628-1703");
    assert_eq!(germinal.online, ["https://gallica.bnf.fr/x"]);
    assert_eq!(germinal.holdings[0].call_number, "C PER");
    assert!(germinal.identifiers.contains(&Identifier::Isbn(Isbn(9_782_070_422_609))));
    assert!(germinal.identifiers.contains(&Identifier::Ark("ark:/12148/cb345612345".into())));
}

#[test]
fn a_whole_marc21_record() {
    let mut fixed = String::from("040513s1993    xx     j      000 1 fre  ");
    fixed.truncate(40);
    let record = marc21(&[
        ("001", NONE, &[(' ', "ocm00012345")]),
        ("003", NONE, &[(' ', "OCoLC")]),
        ("008", NONE, &[(' ', &fixed)]),
        ("020", NONE, &[('a', "2070422607 (br.)")]),
        ("041", ['1', ' '], &[('a', "engfre"), ('h', "eng")]),
        ("082", ['0', '4'], &[('a', "843/.8")]),
        ("100", ['1', ' '], &[('a', "Zola, Émile,"), ('d', "1840-1902,"), ('e', "author.")]),
        ("245", ['1', '3'], &[('a', "La bête humaine :"), ('b', "roman /"), ('c', "par Émile Zola.")]),
        ("246", ['3', ' '], &[('a', "Bête humaine")]),
        ("264", [' ', '4'], &[('c', "©1990")]),
        ("264", [' ', '1'], &[('a', "Paris :"), ('b', "Fasquelle,"), ('c', "1993.")]),
        ("300", NONE, &[('a', "420 p. ;"), ('c', "18 cm.")]),
        ("490", ['1', ' '], &[('a', "Les Rougon-Macquart ;"), ('v', "17")]),
        ("500", NONE, &[('a', "Trad. de : The beast in man.")]),
        ("650", [' ', '4'], &[('a', "Trains"), ('v', "Fiction.")]),
        ("700", ['1', ' '], &[('a', "Zola, Émile."), ('t', "Nana")]),
        ("952", NONE, &[('a', "LIL"), ('b', "LIL-C"), ('o', "R ZOL"), ('p', "301"), ('y', "Livre")]),
    ]);
    assert_eq!(record.title, "La bête humaine");
    assert_eq!(record.nonfiling, 3);
    assert_eq!(record.subtitle, "roman");
    assert_eq!(record.responsibility, "par Émile Zola");
    assert_eq!(record.publisher, "Fasquelle");
    assert_eq!(record.year, Some(1993));
    assert_eq!(record.audience, Audience::Children);
    assert_eq!(record.contributors.len(), 1);
    assert_eq!(record.contributors[0].role, "author");
    assert_eq!(record.contributors[0].name.given, "Émile");
    assert_eq!(record.languages, ["fre", "eng"]);
    assert_eq!(record.series[0].title, "Les Rougon-Macquart");
    assert_eq!(record.classification, ["843.8"]);
    assert_eq!(record.holdings[0].branch, "LIL-C");
    assert!(record.identifiers.contains(&Identifier::Catalogue("oclc".into(), "12345".into())));
    assert!(
        record.other_titles.iter().any(|other| other.kind == TitleKind::Original && other.text == "The beast in man")
    );
}

#[test]
fn titles_lose_what_is_not_title() {
    let film = marc21(&[("245", ['0', '0'], &[('a', "Nosferatu [DVD] /"), ('c', "Murnau.")])]);
    assert_eq!((film.title.as_str(), film.kind), ("Nosferatu", Kind::Film));
    let disc = marc21(&[("245", ['0', '0'], &[('a', "Thriller"), ('h', "[sound recording] /")])]);
    assert_eq!(disc.kind, Kind::Music);
    let read = unimarc(&[("200", ['1', ' '], &[('a', "<<L'>> étranger"), ('b', "Texte enregistré")])]);
    assert_eq!((read.title.as_str(), read.nonfiling, read.kind), ("L'étranger", 2, Kind::AudioBook));
    let parallel = marc21(&[("245", ['0', '0'], &[('a', "Le Rhin ="), ('b', "Der Rhein /")])]);
    assert_eq!(parallel.subtitle, "");
    assert_eq!(parallel.other_titles[0].kind, TitleKind::Parallel);
}

#[test]
fn kinds_follow_leader_then_words() {
    let kind = |format, leader_type, fields: &[(&str, [char; 2], Subfields<'_>)]| {
        describe_owned(&record(format, leader_type, fields)).kind
    };
    let title: (&str, [char; 2], Subfields<'_>) = ("200", NONE, &[('a', "Titre")]);
    assert_eq!(kind(Format::Unimarc, "as", &[title]), Kind::Serial);
    assert_eq!(kind(Format::Unimarc, "gm", &[title]), Kind::Film);
    assert_eq!(kind(Format::Unimarc, "gm", &[("115", NONE, &[('a', "b")]), title]), Kind::Image);
    assert_eq!(kind(Format::Unimarc, "jm", &[title]), Kind::Music);
    assert_eq!(kind(Format::Unimarc, "im", &[title]), Kind::AudioBook);
    assert_eq!(kind(Format::Unimarc, "lm", &[title]), Kind::Electronic);
    assert_eq!(kind(Format::Unimarc, "lm", &[("135", NONE, &[('a', "drcn")]), title]), Kind::Book);
    assert_eq!(kind(Format::Unimarc, "am", &[("105", NONE, &[('a', "a   t   000yy")]), title]), Kind::Comic);
    assert_eq!(kind(Format::Marc21, "tm", &[]), Kind::Manuscript);
    assert_eq!(kind(Format::Marc21, "em", &[]), Kind::Map);
}

#[test]
fn unknown_dates_stay_unknown_or_come_from_coded_data() {
    let undated = unimarc(&[("210", NONE, &[('d', "[s.d.]")])]);
    assert_eq!(undated.year, None);
    let coded = unimarc(&[
        ("100", NONE, &[('a', "20240513d1994    k  y0frey50      ba")]),
        ("214", [' ', '0'], &[('a', "Lille"), ('c', "Miroirs"), ('d', "[199-?]")]),
    ]);
    assert_eq!(coded.year, Some(1994));
    assert_eq!(coded.publisher, "Miroirs");
}

#[test]
fn a_description_is_forgotten_before_the_next() {
    let mut description = unimarc(&[("200", NONE, &[('a', "Premier"), ('e', "suite"), ('h', "2")])]);
    let second = record(Format::Unimarc, "am", &[("200", NONE, &[('a', "Second")])]);
    describe(&second, &mut description);
    assert_eq!(description, describe_owned(&second));
}

mod any_record {
    use super::*;
    use proptest::prelude::*;

    /// Tag, indicators, subfields.
    type AnyField = (String, char, char, Vec<(char, String)>);

    fn fields() -> impl Strategy<Value = Vec<AnyField>> {
        let tag = prop_oneof![
            "[0-9]{3}",
            prop::sample::select(vec![
                "001", "008", "010", "020", "100", "101", "105", "200", "210", "215", "225", "245", "260", "264",
                "300", "410", "454", "461", "500", "606", "700", "856", "952", "995",
            ])
            .prop_map(str::to_owned),
        ];
        let text = prop_oneof![
            "[ -~]{0,20}",
            "\\PC{0,12}",
            prop::sample::select(vec![
                "978-2-07-042260-9",
                "<<L'>>",
                "\u{98}Le\u{9c}",
                "[DVD",
                "¬",
                " : / ;",
                "1987-",
                "(OCoLC)",
                "2001 ",
                "é",
                "Trad. de :",
                "œœœœœœ",
                "ark:/",
                "FRBNFé",
            ])
            .prop_map(str::to_owned),
        ];
        let subfields = prop::collection::vec((prop::char::range('a', 'z'), text), 0..5);
        prop::collection::vec((tag, any::<char>(), any::<char>(), subfields), 0..12)
    }

    proptest! {
        #[test]
        fn is_described_without_panic(marc21: bool, kind in "[ -~]{2}", fields in fields()) {
            let format = if marc21 { Format::Marc21 } else { Format::Unimarc };
            let mut record = Record::new(format);
            record.set_leader(Leader::from_text(&format!("00000n{kind}  2200000   450 ")));
            for (tag, first, second, subfields) in &fields {
                if tag.starts_with("00") {
                    record.push_control(tag, subfields.first().map_or("", |(_, text)| text));
                } else {
                    let pairs: Vec<(char, &str)> = subfields.iter().map(|(code, text)| (*code, text.as_str())).collect();
                    record.push_field(tag, [*first, *second], &pairs);
                }
            }
            let description = describe_owned(&record);
            let letters = description.title.chars().count();
            prop_assert!(usize::from(description.nonfiling) <= letters);
        }
    }
}
