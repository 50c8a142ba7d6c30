//! Availability: asked side by side, once for all, under one deadline, kept with its age. Libraries answer when the test tells
//! them to, so that what is checked is the order of events, never how long they took.

use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use library_systems::availability::{self, Asked, Availability, Reach, Reached, State, Why};
use library_systems::{
    Answering, CopyAsked, CopyState, Done, Failure, LibrarySystem, PatronAccount, PatronKey, ProbeStep, ProbeWith,
    Wanted,
};
use store::testing::on_both_at;
use store::{Db, MigrationSet};
use tokio::sync::{Semaphore, watch};

const NOW: &str = "2026-11-23T09:00:00Z";
const SETS: &[MigrationSet] =
    &[people::MIGRATIONS, programme::MIGRATIONS, access::MIGRATIONS, library_systems::MIGRATIONS];
/// Long enough for whoever answers, short enough not to be waited for by whoever does not.
const PATIENCE: Duration = Duration::from_secs(60);
const IMPATIENT: Duration = Duration::from_millis(1_500);

/// A library that answers as told.
struct Fake {
    /// Answers one may give; without end when awake.
    leave: Semaphore,
    awake: bool,
    down: bool,
    asked: AtomicUsize,
    at_once: AtomicUsize,
    most_at_once: AtomicUsize,
    begun: watch::Sender<usize>,
}

impl Fake {
    fn such(awake: bool, down: bool) -> Arc<Self> {
        Arc::new(Self {
            leave: Semaphore::new(0),
            awake,
            down,
            asked: AtomicUsize::new(0),
            at_once: AtomicUsize::new(0),
            most_at_once: AtomicUsize::new(0),
            begun: watch::Sender::new(0),
        })
    }

    fn awake() -> Arc<Self> {
        Self::such(true, false)
    }

    fn asleep() -> Arc<Self> {
        Self::such(false, false)
    }

    fn wakes(&self, answers: usize) {
        self.leave.add_permits(answers);
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

fn no<'a, T: Send + 'a>() -> Answering<'a, T> {
    Box::pin(async { Err(Failure::NotSupported) })
}

impl LibrarySystem for Fake {
    fn availability<'a>(&'a self, asked: &'a [CopyAsked]) -> Answering<'a, Vec<CopyState>> {
        Box::pin(async move {
            self.asked.fetch_add(1, Ordering::SeqCst);
            let now = self.at_once.fetch_add(1, Ordering::SeqCst) + 1;
            self.most_at_once.fetch_max(now, Ordering::SeqCst);
            self.begun.send_modify(|begun| *begun += 1);
            if !self.awake {
                self.leave.acquire().await.expect("open").forget();
            }
            self.at_once.fetch_sub(1, Ordering::SeqCst);
            if self.down {
                return Err(Failure::Down);
            }
            Ok(asked
                .iter()
                .map(|copy| CopyState {
                    barcode: copy.barcode.clone(),
                    available: Some(true),
                    due: None,
                    said: String::new(),
                    holds: None,
                })
                .collect())
        })
    }

    fn authenticate<'a>(&'a self, _: &'a str, _: &'a str) -> Answering<'a, PatronKey> {
        no()
    }

    fn account<'a>(&'a self, _: &'a PatronKey) -> Answering<'a, PatronAccount> {
        no()
    }

    fn renew<'a>(&'a self, _: &'a PatronKey, _: &'a str) -> Answering<'a, Done> {
        no()
    }

    fn hold<'a>(&'a self, _: &'a PatronKey, _: &'a Wanted) -> Answering<'a, Done> {
        no()
    }

    fn cancel_hold<'a>(&'a self, _: &'a PatronKey, _: &'a str) -> Answering<'a, Done> {
        no()
    }

    fn probe<'a>(&'a self, _: &'a ProbeWith) -> Pin<Box<dyn Future<Output = Vec<ProbeStep>> + Send + 'a>> {
        Box::pin(async { Vec::new() })
    }
}

fn over(db: &Db, libraries: &[(&str, Arc<Fake>)]) -> Availability {
    let libraries: HashMap<String, Arc<Fake>> =
        libraries.iter().map(|(name, fake)| ((*name).to_owned(), fake.clone())).collect();
    let reach: Reach = Arc::new(move |institution| {
        let found = libraries.get(&institution).cloned();
        Box::pin(async move { found.map(|system| Reached { system, at_once: 2 }) })
    });
    Availability::over(db.clone(), reach)
}

fn record(institution: &str, record: &str) -> Asked {
    Asked { institution: institution.to_owned(), record: record.to_owned(), barcodes: vec![format!("b-{record}")] }
}

fn states(answers: &[availability::Answer]) -> Vec<State> {
    answers.iter().map(|answer| answer.state).collect()
}

#[tokio::test]
async fn four_answer_live_and_the_one_asleep_is_late_then_there() {
    on_both_at(SETS, NOW, |db| async move {
        let mut libraries: Vec<_> = ["a", "b", "c", "d"].into_iter().map(|name| (name, Fake::awake())).collect();
        libraries.push(("asleep", Fake::asleep()));
        let availability = over(&db, &libraries);
        let page: Vec<Asked> = libraries.iter().map(|(name, _)| record(name, "R")).collect();
        let answers = availability.ask(page.clone(), IMPATIENT).await;
        assert_eq!(states(&answers), [State::Live, State::Live, State::Live, State::Live, State::Late]);
        assert_eq!(answers[0].copies[0].barcode, "b-R");
        assert!(answers[4].copies.is_empty() && answers[4].asked_at.is_none());

        // It wakes: the question put then is answered, and the next reader has it without asking.
        let asleep = &libraries[4].1;
        asleep.wakes(1);
        let answers = availability.ask(page.clone(), PATIENCE).await;
        assert!(matches!(answers[4].state, State::Live | State::Fresh), "{:?}", answers[4].state);
        assert_eq!(asleep.asked(), 1, "the late question was not put twice");
        let answers = availability.ask(page, PATIENCE).await;
        assert_eq!(states(&answers), [State::Fresh; 5]);
        assert!(libraries.iter().all(|(_, fake)| fake.asked() == 1));
    })
    .await;
}

#[tokio::test]
async fn fifty_readers_of_a_page_put_one_question() {
    on_both_at(SETS, NOW, |db| async move {
        let fake = Fake::asleep();
        let availability = over(&db, &[("a", fake.clone())]);
        let mut begun = fake.begun.subscribe();
        let readers: Vec<_> = (0..50)
            .map(|_| {
                let availability = availability.clone();
                tokio::spawn(async move { availability.ask(vec![record("a", "R")], PATIENCE).await })
            })
            .collect();
        begun.wait_for(|begun| *begun == 1).await.expect("asked");
        fake.wakes(1);
        for reader in readers {
            let answers = reader.await.expect("no panic");
            assert!(matches!(answers[0].state, State::Live | State::Fresh));
            assert_eq!(answers[0].copies.len(), 1);
        }
        assert_eq!(fake.asked(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_slow_library_holds_its_share_and_no_more() {
    on_both_at(SETS, NOW, |db| async move {
        let (slow, quick) = (Fake::asleep(), Fake::awake());
        let availability = over(&db, &[("slow", slow.clone()), ("quick", quick.clone())]);
        let page: Vec<Asked> = (0..200).map(|n| record("slow", &n.to_string())).collect();
        let answers = availability.ask(page, IMPATIENT).await;
        assert!(answers.iter().all(|answer| answer.state == State::Late));
        assert_eq!(slow.most_at_once.load(Ordering::SeqCst), 2, "as many as its settings say");
        let answers = availability.ask(vec![record("quick", "R")], PATIENCE).await;
        assert_eq!(states(&answers), [State::Live], "the others do not wait for it");
        // What found no room in its queue was never asked.
        let mut begun = slow.begun.subscribe();
        slow.wakes(200);
        begun.wait_for(|begun| *begun >= 66).await.expect("asked");
        let first = availability.ask(vec![record("slow", "0"), record("slow", "65")], PATIENCE).await;
        assert!(first.iter().all(|answer| matches!(answer.state, State::Live | State::Fresh)));
        assert_eq!(slow.asked(), 66, "two under way and a queue of sixty-four");
    })
    .await;
}

#[tokio::test]
async fn where_one_waited_in_vain_the_next_does_not_wait() {
    on_both_at(SETS, NOW, |db| async move {
        let (asleep, awake) = (Fake::asleep(), Fake::awake());
        let availability = over(&db, &[("asleep", asleep.clone()), ("awake", awake)]);
        let deadline = Duration::from_secs(3);
        assert_eq!(availability.ask(vec![record("asleep", "1")], deadline).await[0].state, State::Late);
        // Which comes first is what is checked, not when: both clocks are of one thread.
        tokio::select! {
            biased;
            answers = availability.ask(vec![record("asleep", "2"), record("awake", "2")], deadline) => {
                assert_eq!(states(&answers), [State::Late, State::Live]);
            }
            () = tokio::time::sleep(deadline) => panic!("a second page waited as long as the first"),
        }
        // Whoever has more patience waits; once it answers it is waited for again.
        asleep.wakes(3);
        let answers = availability.ask(vec![record("asleep", "3")], PATIENCE).await;
        assert_eq!(states(&answers), [State::Live]);
        assert_eq!(asleep.asked(), 3);
    })
    .await;
}

#[tokio::test]
async fn what_was_last_said_stays_with_its_age_also_after_a_restart() {
    on_both_at(SETS, NOW, |db| async move {
        let availability = over(&db, &[("a", Fake::awake())]);
        let said_at = db.clock().now();
        assert_eq!(availability.ask(vec![record("a", "R")], PATIENCE).await[0].state, State::Live);
        availability.settle().await.expect("saved");

        // Another process, and the library is dead.
        db.clock().advance(Duration::from_secs(7_200));
        let dead = over(&db, &[("a", Fake::such(true, true))]);
        let answers = dead.ask(vec![record("a", "R"), record("a", "S"), record("elsewhere", "R")], PATIENCE).await;
        assert_eq!(states(&answers), [State::Stale(Why::Down), State::Down, State::NotConnected]);
        assert_eq!(answers[0].asked_at, Some(said_at));
        assert_eq!(answers[0].copies[0].available, Some(true));
        // A page that asks nobody tells the same.
        let known = dead.known(vec![record("a", "R"), record("a", "S")]).await;
        assert_eq!(states(&known), [State::Stale(Why::NotAsked), State::Late]);

        // A day later nobody is told any more.
        db.clock().advance(Duration::from_secs(24 * 3_600));
        assert_eq!(dead.ask(vec![record("a", "R")], PATIENCE).await[0].state, State::Down);
        let mut write = db.write().await.expect("the right to write");
        assert_eq!(availability::sweep(&mut write).await.expect("swept"), 1);
        write.commit().await.expect("committed");
    })
    .await;
}

#[tokio::test]
async fn what_was_said_a_minute_ago_is_asked_again() {
    on_both_at(SETS, NOW, |db| async move {
        let fake = Fake::awake();
        let availability = over(&db, &[("a", fake.clone())]);
        availability.ask(vec![record("a", "R")], PATIENCE).await;
        db.clock().advance(Duration::from_secs(59));
        assert_eq!(availability.ask(vec![record("a", "R")], PATIENCE).await[0].state, State::Fresh);
        db.clock().advance(Duration::from_secs(1));
        assert_eq!(availability.ask(vec![record("a", "R")], PATIENCE).await[0].state, State::Live);
        assert_eq!(fake.asked(), 2);
    })
    .await;
}

#[tokio::test]
async fn copies_too_many_to_be_asked_about_are_unknown() {
    on_both_at(SETS, NOW, |db| async move {
        let availability = over(&db, &[("a", Fake::awake())]);
        let barcodes = (1..=13).map(|n| n.to_string()).collect();
        let asked = Asked { institution: "a".into(), record: "R".into(), barcodes };
        let answers = availability.ask(vec![asked], PATIENCE).await;
        let copies = &answers[0].copies;
        assert_eq!(copies.len(), 13);
        assert!(copies[..12].iter().all(|copy| copy.available.is_some()));
        assert_eq!((copies[12].barcode.as_str(), copies[12].available), ("13", None));
    })
    .await;
}

#[tokio::test]
async fn a_copy_without_record_is_asked_by_its_barcode_and_nothing_by_nothing() {
    on_both_at(SETS, NOW, |db| async move {
        let fake = Fake::awake();
        let availability = over(&db, &[("a", fake.clone())]);
        let by_barcode = Asked { institution: "a".into(), record: String::new(), barcodes: vec!["123".into()] };
        let nothing = Asked { barcodes: Vec::new(), ..by_barcode.clone() };
        let answers = availability.ask(vec![by_barcode, nothing, record("a", "123")], PATIENCE).await;
        assert_eq!(states(&answers), [State::Live, State::NotConnected, State::Live]);
        assert_eq!(fake.asked(), 2, "a barcode is no record's number");
    })
    .await;
}
