//! What was imported is found; an index that is lost comes back the same.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::task::Poll;

use catalogue::search::{Found, SearchParams};
use store::Db;
use store::testing::SqlitePlace;
use work_search::Opened;

use crate::book::{Book, Habit};
use crate::house::{House, Shelf, asked, rooms};
use crate::quality::{import_all, load};

async fn house() -> (SqlitePlace, House) {
    let place = SqlitePlace::new();
    let db = Db::open(place.url(), store::Options::default()).await.expect("a database");
    db.migrate(&rooms()).await.expect("migrated");
    let house = House::on(&db).await;
    (place, house)
}

fn total(shelf: &Shelf, query: &str) -> usize {
    shelf.finder.search(&asked(&[("q", query)])).expect("an answer").total
}

#[tokio::test]
async fn new_and_changed_records_are_found_and_withdrawn_ones_are_not() {
    let (_place, house) = house().await;
    let directory = tempfile::tempdir().expect("a directory");
    let mut shelf = Shelf::open(&house, directory.path());
    shelf.catch_up().await;
    let source = house.source("A").await;
    let other = Book::novel("x2", "Les Rougon-Macquart", "Zola", "Émile").bytes(Habit::Marc21Marc8);
    let first = Book::novel("x1", "Le carillon englouti", "Delcourt", "Jeanne").bytes(Habit::UnimarcUtf8);
    house.import(&source, &[first, other.clone()].concat()).await;
    assert_eq!(total(&shelf, "carillon englouti"), 0);
    shelf.catch_up().await;
    assert_eq!(total(&shelf, "carillon englouti"), 1);

    let second = Book::novel("x1", "Le moulin retrouvé", "Delcourt", "Jeanne").bytes(Habit::UnimarcUtf8);
    house.import(&source, &second).await;
    shelf.catch_up().await;
    assert_eq!(total(&shelf, "carillon englouti"), 0);
    assert_eq!(total(&shelf, "moulin retrouvé"), 1);

    let report = house.try_import(&source, &other, crate::house::full("x")).await.expect("an import");
    assert_eq!(report.counts.deleted, 1);
    shelf.catch_up().await;
    assert_eq!(total(&shelf, "moulin retrouvé"), 0);
    assert_eq!(shelf.index.works(), 1);
}

/// What a reader sees of an answer.
fn seen(found: &Found) -> String {
    let hits: Vec<_> = found.hits.iter().map(|hit| (hit.work, &hit.card)).collect();
    let mut facets: Vec<String> = found
        .facets
        .iter()
        .flat_map(|facet| facet.values.iter().map(|value| format!("{} {} {}", facet.name, value.value, value.count)))
        .collect();
    facets.sort();
    format!("{} {hits:?} {facets:?}", found.total)
}

fn answers(shelf: &Shelf) -> Vec<String> {
    ["maison", "guerre de venise", "lumiere", "Delcourt", "zzzz"]
        .iter()
        .map(|query| seen(&shelf.finder.search(&asked(&[("q", query), ("sort", "title")])).expect("an answer")))
        .collect()
}

fn damage(directory: &Path) {
    let largest = std::fs::read_dir(directory)
        .expect("the index")
        .map(|entry| entry.expect("a file"))
        .filter(|entry| entry.file_name().to_string_lossy().contains('.'))
        .max_by_key(|entry| entry.metadata().expect("its size").len())
        .expect("a file")
        .path();
    let mut bytes = std::fs::read(&largest).expect("its bytes");
    let middle = bytes.len() / 2;
    bytes[middle..].fill(0x55);
    std::fs::write(&largest, bytes).expect("damaged");
}

#[tokio::test]
async fn an_index_lost_damaged_or_interrupted_answers_as_before() {
    let (_place, house) = house().await;
    let load = load(11, 250);
    import_all(&house, &load).await;
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("index");
    let mut shelf = Shelf::open(&house, &path);
    assert_eq!(shelf.opened, Opened::Created);
    shelf.catch_up().await;
    let (before, works) = (answers(&shelf), shelf.index.works());
    drop(shelf);

    std::fs::remove_dir_all(&path).expect("lost");
    let mut shelf = Shelf::open(&house, &path);
    assert_eq!(shelf.opened, Opened::Created);
    shelf.catch_up().await;
    assert_eq!(answers(&shelf), before);
    drop(shelf);

    damage(&path);
    let mut shelf = Shelf::open(&house, &path);
    assert!(matches!(shelf.opened, Opened::SetAside { .. }), "{:?}", shelf.opened);
    shelf.catch_up().await;
    assert_eq!(answers(&shelf), before);
    assert_eq!(shelf.catch_up().await, 0);
    drop(shelf);

    // Given up half-way, as when the database stops answering, and tried again by the same indexer.
    std::fs::remove_dir_all(&path).expect("lost");
    let mut shelf = Shelf::open(&house, &path);
    {
        let mut given_up = Box::pin(shelf.indexer.catch_up(|_| panic!("given up half-way, as the test wants")));
        std::future::poll_fn(|context| match catch_unwind(AssertUnwindSafe(|| given_up.as_mut().poll(context))) {
            Ok(Poll::Pending) => Poll::Pending,
            Ok(Poll::Ready(outcome)) => panic!("it ended: {outcome:?}"),
            Err(_) => Poll::Ready(()),
        })
        .await;
    }
    shelf.catch_up().await;
    assert_eq!(shelf.index.works(), works, "no work is in the index twice");
    assert_eq!(answers(&shelf), before);
}

/// The same search narrowed to one value.
fn narrowed(params: &SearchParams, facet: &str, value: &str) -> SearchParams {
    let mut pairs: Vec<(String, String)> =
        params.to_pairs().into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    pairs.push((facet.to_owned(), value.to_owned()));
    SearchParams::from_pairs(&pairs)
}

#[tokio::test]
async fn a_facet_counts_what_choosing_it_gives() {
    let (_place, house) = house().await;
    import_all(&house, &load(13, 250)).await;
    let directory = tempfile::tempdir().expect("a directory");
    let mut shelf = Shelf::open(&house, directory.path());
    shelf.catch_up().await;
    shelf.finder.refresh();
    let mut compared = 0;
    for query in ["", "maison", "guerre", "Delcourt lumière"] {
        let params = asked(&[("q", query)]);
        let all = shelf.finder.search(&params).expect("an answer");
        for facet in &all.facets {
            for value in facet.values.iter().filter(|value| (facet.name, value.value.as_str()) != ("online", "0")) {
                let chosen = shelf.finder.search(&narrowed(&params, facet.name, &value.value)).expect("an answer");
                assert_eq!(chosen.total, value.count as usize, "“{query}”: {} {}", facet.name, value.value);
                compared += 1;
            }
        }
    }
    assert!(compared > 60, "{compared} values compared");
}

#[tokio::test]
async fn library_and_language_hold_on_one_record() {
    let (_place, house) = house().await;
    let french = Book::novel("f1", "Le fleuve sans retour", "Delcourt", "Jeanne");
    let mut english = Book::novel("e1", "The River", "Delcourt", "Jeanne");
    english.language = "eng".to_owned();
    english.original = Some((french.title.clone(), "fre".to_owned()));
    let (a, b) = (house.source("A").await, house.source("B").await);
    house.import(&a, &french.bytes(Habit::UnimarcUtf8)).await;
    house.import(&b, &english.bytes(Habit::UnimarcUtf8)).await;
    let clusters = house.clusters().await;
    let works: Vec<i64> = clusters.values().map(|(_, work)| *work).collect();
    assert_eq!(works[0], works[1], "a translation is the same work");
    let directory = tempfile::tempdir().expect("a directory");
    let mut shelf = Shelf::open(&house, directory.path());
    shelf.catch_up().await;
    let holds = |library: &str, language: &str| {
        let params = asked(&[("q", "Delcourt"), ("library", library), ("language", language)]);
        shelf.finder.search(&params).expect("an answer").total
    };
    assert_eq!((holds("A", "fre"), holds("B", "eng")), (1, 1));
    assert_eq!((holds("A", "eng"), holds("B", "fre")), (0, 0), "no library holds the other's language");
    assert_eq!((holds("NOBODY", "fre"), holds("A", "klingon")), (0, 0), "what is not known finds nothing");
}

#[tokio::test]
async fn no_query_does_harm() {
    let (_place, house) = house().await;
    import_all(&house, &load(17, 60)).await;
    let directory = tempfile::tempdir().expect("a directory");
    let mut shelf = Shelf::open(&house, directory.path());
    shelf.catch_up().await;
    let works = shelf.index.works();
    let queries = [
        "a".repeat(10_000),
        "maison ".repeat(2_000),
        "é\u{301}".repeat(5_000),
        "((((((((".repeat(500),
        "\u{0}\u{1}\u{7f}\u{9c}\u{200b}\u{202e}maison".to_owned(),
        "'; DROP TABLE catalogue_record; --".to_owned(),
        "\" OR 1=1".to_owned(),
        "<script>alert(1)</script>".to_owned(),
        "\"maison blanche".to_owned(),
        "«\u{a0}maison\u{a0}»".to_owned(),
        "title:maison AND NOT [a TO *]".to_owned(),
        "le la les de du des".to_owned(),
        "the of and".to_owned(),
        "🦆🏰📚".to_owned(),
        "'’`´".to_owned(),
        "%00%ff".to_owned(),
        "\\".repeat(300),
        "*?~^".to_owned(),
        "-".to_owned(),
        "AND OR NOT".to_owned(),
        "\u{feff}\u{fffd}\u{10ffff}".to_owned(),
        "9782070411429".repeat(50),
        "مكتبة 図書館 ספרייה".to_owned(),
    ];
    for query in &queries {
        let short: String = query.chars().take(30).collect();
        for name in ["q", "library", "subject", "language", "near", "kind", "period", "sort", "page", "size"] {
            let answer = shelf.finder.search(&asked(&[("q", "maison"), (name, query)]));
            assert!(answer.is_ok(), "{name} = {short}: {answer:?}");
        }
        assert!(shelf.index.typeahead(query, 10).is_ok(), "{short}");
    }
    assert_eq!(shelf.index.works(), works);
    house.sound().await;
}
