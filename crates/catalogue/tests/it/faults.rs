//! `kill -9`, two at once, a full disk: nothing acknowledged is lost, nothing is kept twice, nothing is stuck.

use std::io::{BufRead, BufReader, Cursor, Read, Write};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use catalogue::harvesting::harvest_target;
use catalogue::import::{Progress, import};
use catalogue::model::RunState;
use catalogue::search::Finder;
use store::testing::{PostgresPlace, SqlitePlace, on_both};
use store::{Clock, Db, Options, Query, params};

use crate::book::{Book, Habit};
use crate::harvests::{provider, source, target};
use crate::house::{House, Shelf, asked, file, rooms};
use crate::quality::Dice;
use crate::repository::Trouble;

/// More than two batches.
const RECORDS: usize = 9_000;

/// A word of its own for each number.
fn coined(number: usize) -> String {
    const SYLLABLES: [&str; 16] =
        ["ba", "chi", "dou", "fé", "gan", "ju", "lor", "mi", "nou", "pa", "quer", "ri", "sol", "tu", "van", "zé"];
    (0..4).map(|at| SYLLABLES[number >> (4 * at) & 15]).collect()
}

/// Two records of each book, one after the other: grouping is at work when the process dies.
fn large_file() -> Vec<u8> {
    (0..RECORDS)
        .flat_map(|n| {
            let word = coined(n / 2 * 40_503 % 65_536);
            let name = coined(n / 2 * 30_011 % 65_536);
            let mut book = Book::novel(&format!("k{n:06}"), &format!("Le {word} du canal"), &name, "Hélène");
            book.year = 1950 + (n / 2 % 60) as u16;
            book.pages = 100 + (n / 2 % 300) as u16;
            book.bytes(Habit::UnimarcUtf8)
        })
        .collect()
}

/// A database at an instant of its own: a killed process holds its lease for some seconds, and a test need not wait
/// for them when it can let them pass.
async fn open(url: &str, life: i64) -> Db {
    let at = jiff::Timestamp::now() + jiff::SignedDuration::from_mins(life);
    let options = Options { clock: Clock::fixed(at), durability: store::Durability::Process, ..Options::default() };
    let db = Db::open(url, options).await.expect("a database");
    db.migrate(&rooms()).await.expect("migrated");
    db
}

/// Tells the parent when it has read so many bytes.
struct Telling {
    input: Cursor<Vec<u8>>,
    at: u64,
}

impl Read for Telling {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let before = self.input.position();
        let length = buffer.len().min(16 << 10);
        let read = self.input.read(&mut buffer[..length])?;
        if before < self.at && self.input.position() >= self.at {
            say("HERE");
        }
        Ok(read)
    }
}

/// A line for the parent, past the test harness.
fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "\n{line}").and_then(|()| out.flush()).expect("the parent listens");
}

/// Not a test by itself: what the tests below start and kill.
#[tokio::test]
async fn as_a_child() {
    let Ok(task) = std::env::var("BEFFROI_FAULTS_CHILD") else { return };
    let words: Vec<&str> = task.split(' ').collect();
    let db = open(words[1], words[2].parse().expect("a number")).await;
    let house = House::on(&db).await;
    if words[0] == "harvest" {
        let source = source(&house, words[3]).await;
        harvest_target(&house.engine, &source, &target(words[3]), false, "child").await.expect("a harvest");
        return;
    }
    let source = house.source("A").await;
    let input = Telling { input: Cursor::new(large_file()), at: words[3].parse().expect("a number") };
    let (sender, mut receiver) = tokio::sync::watch::channel(Progress::default());
    let told = tokio::spawn(async move {
        while receiver.changed().await.is_ok() {
            let counts = receiver.borrow_and_update().counts;
            say(&format!("COMMITTED {}", counts.new + counts.unchanged));
        }
    });
    import(&house.engine, &source, input, file("large.mrc"), Some(sender)).await.expect("an import");
    told.await.expect("told");
    say("ENDED");
}

fn child(task: &str) -> Child {
    Command::new(std::env::current_exe().expect("this program"))
        .args(["--exact", "faults::as_a_child", "--nocapture"])
        .env("BEFFROI_FAULTS_CHILD", task)
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .expect("a child")
}

/// Starts an import, kills it some time after it has read `at` bytes; returns how many records it said were committed.
fn import_and_kill(url: &str, life: i64, at: u64, pause: Duration) -> i64 {
    let mut child = child(&format!("import {url} {life} {at}"));
    let lines = BufReader::new(child.stdout.take().expect("its words")).lines();
    let (mut committed, mut killed) = (0, false);
    // Lines that were written before it died are still read after.
    for line in lines {
        let line = line.expect("a line");
        if let Some(count) = line.strip_prefix("COMMITTED ") {
            committed = count.parse().expect("a number");
        }
        if line == "HERE" && !killed {
            std::thread::sleep(pause);
            child.kill().expect("killed");
            killed = true;
        }
    }
    child.wait().expect("gone");
    assert!(killed, "the child ended before it was killed");
    committed
}

async fn killed_again_and_again(url: &str, lives: usize) {
    let mut dice = Dice::new(3);
    let length = large_file().len() as u64;
    for life in 0..lives {
        // Late enough that something was committed, more often than not.
        let at = length / 10 * (4 + dice.below(6) as u64) + dice.below(10_000) as u64;
        let pause = Duration::from_millis(dice.below(400) as u64);
        let committed = tokio::task::block_in_place(|| import_and_kill(url, life as i64, at, pause));
        let db = open(url, life as i64).await;
        let house = House::on(&db).await;
        let kept = house.sound().await;
        println!("life {life}: killed after {at} bytes, {committed} acknowledged, {kept} kept");
        assert!(kept as i64 >= committed, "{committed} were acknowledged, {kept} are kept");
        db.close().await;
    }
    let db = open(url, lives as i64).await;
    let house = House::on(&db).await;
    let directory = tempfile::tempdir().expect("a directory");
    let mut shelf = Shelf::open(&house, directory.path());
    // The index, too, saw only a part.
    shelf.catch_up().await;
    let source = house.source("A").await;
    let report = house.import(&source, &large_file()).await;
    assert_eq!(report.state, RunState::Done);
    assert_eq!(report.counts.read, RECORDS as i64);
    assert_eq!(report.counts.changed, 0);
    assert_eq!(house.sound().await, RECORDS as u64, "every record once");
    assert_eq!(house.number("SELECT count(*) AS n FROM catalogue_run WHERE state = 'running'").await, 0);
    shelf.catch_up().await;
    same_as_the_tables(&house, &shelf).await;
    let again = house.import(&source, &large_file()).await;
    assert_eq!(again.counts.unchanged, RECORDS as i64);
    db.close().await;
}

/// The index holds the works of the tables, each once, with as many records.
async fn same_as_the_tables(house: &House, shelf: &Shelf) {
    let works = catalogue::works_count(&house.db).await.expect("a count");
    assert_eq!(shelf.index.works() as u64, works);
    let finder: &Finder = &shelf.finder;
    let mut found = std::collections::BTreeMap::new();
    for page in 1..=20 {
        let page = page.to_string();
        let answer = finder
            .search(&asked(&[("q", ""), ("sort", "title"), ("size", "100"), ("page", &page), ("facets", "0")]))
            .expect("an answer");
        found.extend(answer.hits.into_iter().map(|hit| (hit.work, i64::from(hit.card.record_count))));
    }
    assert!(!found.is_empty());
    let mut read = house.db.read().await.expect("a reader");
    for row in
        read.all("SELECT work, count(*) AS n FROM catalogue_placement GROUP BY work", params![]).await.expect("works")
    {
        if let Some(records) = found.remove(&row.get::<i64>("work").expect("work")) {
            assert_eq!(records, row.get::<i64>("n").expect("n"));
        }
    }
    assert!(found.is_empty(), "works that the tables do not have: {found:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_import_killed_on_sqlite_loses_and_doubles_nothing() {
    let place = SqlitePlace::new();
    killed_again_and_again(place.url(), 3).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_import_killed_on_postgresql_loses_and_doubles_nothing() {
    let Some(place) = PostgresPlace::new().await else { return };
    killed_again_and_again(place.url(), 2).await;
    place.drop_database().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_harvest_killed_reads_each_page_once() {
    let (_place, _far, provider) = provider(430).await;
    let place = SqlitePlace::new();
    for (life, pages) in [1, 2, 4].into_iter().enumerate() {
        provider.trouble(Some((pages, Trouble::Silence)));
        let mut child = child(&format!("harvest {} {life} {}", place.url(), provider.address));
        provider.met().await;
        child.kill().expect("killed");
        child.wait().expect("gone");
        let db = open(place.url(), life as i64).await;
        assert_eq!(House::on(&db).await.sound().await, 100 * pages as u64, "pages answered are pages kept");
        db.close().await;
    }
    provider.trouble(None);
    let db = open(place.url(), 9).await;
    let house = House::on(&db).await;
    let source = source(&house, &provider.address).await;
    let report =
        harvest_target(&house.engine, &source, &target(&provider.address), false, "test").await.expect("a harvest");
    assert_eq!((report.state, report.counts.new, report.counts.unchanged), (RunState::Done, 30, 0));
    assert_eq!(house.sound().await, 430);
    let mut answered = provider.answered();
    assert_eq!(answered.len(), 5);
    answered.sort();
    answered.dedup();
    assert_eq!(answered.len(), 5, "no page was read twice: {answered:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_imports_at_once_both_end_and_double_nothing() {
    on_both(&rooms(), |db| async move {
        let (one, two) = (House::on(&db).await, House::on(&db).await);
        let (a, b) = (one.source("A").await, one.source("B").await);
        let bytes = large_file()[..300_000].to_vec();
        // Two processes would have two engines: neither knows the other's matcher.
        let (first, second, third) = tokio::join!(
            one.try_import(&a, &bytes, file("first")),
            two.try_import(&b, &bytes, file("second")),
            two.try_import(&a, &bytes, file("third")),
        );
        let reports = [first, second, third].map(|report| report.expect("an import"));
        for report in &reports {
            assert_eq!(report.state, RunState::Done);
            assert!(report.counts.balances());
        }
        let records = reports[1].counts.read;
        assert_eq!(reports[1].counts.new, records);
        assert_eq!(reports[0].counts.new + reports[2].counts.new, records, "one of them found all there");
        assert_eq!(one.sound().await as i64, 2 * records);
        // Each of B's records is where A's record of the same book is, whoever was first.
        let clusters = one.clusters().await;
        let apart = clusters
            .iter()
            .filter(|((library, number), place)| {
                library == "A" && clusters[&("B".to_owned(), number.clone())].0 != place.0
            })
            .count();
        assert_eq!(apart, 0, "copies of one book are one edition");
    })
    .await;
}

#[tokio::test]
async fn a_full_disk_is_told_and_what_was_committed_stays() {
    let place = SqlitePlace::new();
    let db = open(place.url(), 0).await;
    let house = House::on(&db).await;
    let source = house.source("A").await;
    let early = large_file()[..200_000].to_vec();
    let before = house.import(&source, &early).await.counts.new;
    // SQLite's own limit says the same as a disk without room.
    let pages = house.number("SELECT page_count AS n FROM pragma_page_count()").await;
    limit(&db, pages + 40).await;
    let error = house.try_import(&source, &large_file(), file("too large")).await.expect_err("no room");
    assert!(error.to_string().contains("full"), "{error}");
    let run = house.registry.latest_runs(None, 1).await.expect("runs").remove(0);
    assert_eq!(run.label, "too large");
    assert_eq!(run.state, RunState::Failed, "{run:?}");
    assert!(run.message.contains("full"), "{}", run.message);
    assert!(house.sound().await as i64 >= before, "what was committed stays");
    limit(&db, 1 << 30).await;
    let report = house.import(&source, &large_file()).await;
    assert_eq!(report.state, RunState::Done);
    assert_eq!(house.sound().await, RECORDS as u64);
}

/// Pages the database may have.
async fn limit(db: &Db, pages: i64) {
    let mut write = db.write().await.expect("a writer");
    write.all(&format!("PRAGMA max_page_count = {pages}"), params![]).await.expect("a limit");
    write.commit().await.expect("a commit");
}
