//! A small union catalogue, written straight into its tables: no import, no matching.

use bibliography::Description;
use marc::{Format, Record};
use store::Db;

use crate::import::bundle::Bundler;
use crate::model::NewSource;
use crate::oai::Repository;
use crate::store::placements::NewPlacement;
use crate::store::records::NewRecord;
use crate::store::{libraries, placements, records, sources};

/// When the fixture's records changed: the first at this instant, each next one a second later.
pub(crate) const FIRST_CHANGE: i64 = 1_767_225_600_000;

pub(crate) fn repository(base_url: &str) -> Repository {
    Repository {
        name: "Catalogue commun".into(),
        base_url: base_url.into(),
        admin_email: "catalogue@example.org".into(),
        domain: "catalogue.example.org".into(),
    }
}

/// What a record of the fixture says.
pub(crate) struct Title {
    pub(crate) title: &'static str,
    pub(crate) author: (&'static str, &'static str),
    pub(crate) isbn: &'static str,
    pub(crate) year: u16,
}

/// Works one to three; the fourth and those after it are numbered novels.
pub(crate) const TITLES: [Title; 3] = [
    Title { title: "Germinal", author: ("Zola", "Émile"), isbn: "9782070411429", year: 1978 },
    Title { title: "L'Œuvre au noir", author: ("Yourcenar", "Marguerite"), isbn: "9782070367986", year: 1968 },
    Title { title: "Le Rouge & le Noir", author: ("Stendhal", ""), isbn: "9782070412396", year: 2000 },
];

/// `count` records, each a work of its own: odd ones UNIMARC of library BM-A, even ones MARC 21 of library BM-B.
pub(crate) async fn fill(db: &Db, count: i64) {
    let mut write = db.write().await.expect("a writer");
    let mut homes = Vec::new();
    for (code, name) in [("BM-A", "Médiathèque A"), ("BM-B", "Médiathèque B")] {
        let library = libraries::declare(&mut write, code, name, "59350", true).await.expect("a library");
        let new = NewSource { name: "principal".into(), ..NewSource::default() };
        homes.push(sources::declare(&mut write, library, &new).await.expect("a source"));
    }
    for number in 1..=count {
        let record = marc_record(number);
        let mut bytes = Vec::new();
        marc::write_iso2709(&record, &mut bytes).expect("a record");
        let mut description = Description::default();
        bibliography::describe(&record, &mut description);
        let mut bundler = Bundler::new().expect("a bundler");
        let place = bundler.add(&bytes).expect("room");
        let bundle = bundler.finish().expect("a bundle").remove(0);
        records::put_bundles(&mut write, vec![(number, bundle)]).await.expect("bytes");
        let new = NewRecord {
            id: number,
            source: homes[usize::from(number % 2 == 0)],
            local_id: format!("n{number}"),
            content_hash: number,
            bundle: number,
            bundle_offset: place.offset as i64,
            bundle_length: place.length as i64,
            description: postcard::to_stdvec(&description).expect("bytes"),
            notes: String::new(),
        };
        let changed_at = FIRST_CHANGE + (number - 1) * 1000;
        records::put(&mut write, vec![new], 1, changed_at).await.expect("a record");
        let placement = NewPlacement {
            record: number,
            edition: number,
            work: number,
            edition_reason: Vec::new(),
            work_reason: Vec::new(),
            features: Vec::new(),
        };
        placements::put(&mut write, vec![placement]).await.expect("a place");
        placements::note_changes(&mut write, &[number], changed_at).await.expect("a change");
    }
    write.commit().await.expect("a commit");
}

fn marc_record(number: i64) -> Record {
    let known = usize::try_from(number - 1).ok().and_then(|place| TITLES.get(place));
    let numbered = format!("Roman numéro {number}");
    let (title, author) = known.map_or((numbered.as_str(), ("Dupont", "Anne")), |t| (t.title, t.author));
    let year = known.map_or(1990, |title| title.year).to_string();
    let isbn = known.map_or("", |title| title.isbn);
    let control = format!("n{number}");
    let no_mark = [' ', ' '];
    if number % 2 == 1 {
        let mut record = Record::new(Format::Unimarc);
        record.push_control("001", &control);
        if !isbn.is_empty() {
            record.push_field("010", no_mark, &[('a', isbn)]);
        }
        let coded = format!("20200101d{year}    m  y0frey50      ba");
        record.push_field("100", no_mark, &[('a', coded.as_str())]);
        record.push_field("101", ['0', ' '], &[('a', "fre")]);
        record.push_field("200", ['1', ' '], &[('a', title), ('f', author.0)]);
        record.push_field("210", no_mark, &[('a', "Paris"), ('c', "Gallimard"), ('d', year.as_str())]);
        record.push_field("606", no_mark, &[('a', "Mineurs")]);
        record.push_field("700", [' ', '1'], &[('a', author.0), ('b', author.1), ('4', "070")]);
        record
    } else {
        let mut record = Record::new(Format::Marc21);
        record.push_control("001", &control);
        record.push_control("008", &format!("200101s{year}    fr            000 1 fre d"));
        if !isbn.is_empty() {
            record.push_field("020", no_mark, &[('a', isbn)]);
        }
        let name = format!("{}, {}", author.0, author.1);
        record.push_field("100", ['1', ' '], &[('a', name.as_str())]);
        record.push_field("245", ['1', '0'], &[('a', title)]);
        record.push_field("260", no_mark, &[('b', "Gallimard"), ('c', year.as_str())]);
        record.push_field("650", [' ', '0'], &[('a', "Alchimistes")]);
        record
    }
}
