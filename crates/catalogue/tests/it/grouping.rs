//! One number per edition, one per work, and a librarian's word on them.

use catalogue::decide::{Level, decide, withdraw};
use catalogue::rebuild::rebuild;
use people::Actor;
use store::testing::on_both;
use store::{Query, params};

use crate::book::{Book, Habit};
use crate::house::{House, rooms};

const WHO: Actor = Actor::System("test");

/// Germinal as the libraries of a network hold it.
fn germinal(number: &str) -> Book {
    let mut book = Book::novel(number, "Germinal", "Zola", "Émile");
    book.isbn = "9782070411429".to_owned();
    (book.year, book.pages) = (1978, 538);
    book
}

fn pocket(number: &str) -> Book {
    let mut book = germinal(number);
    book.isbn = "9782253004226".to_owned();
    book.publisher = "Le Livre de poche".to_owned();
    (book.year, book.pages) = (2000, 607);
    book
}

fn translation(number: &str) -> Book {
    let mut book = germinal(number);
    book.isbn = "9780140447422".to_owned();
    book.publisher = "Penguin".to_owned();
    (book.year, book.pages) = (2004, 592);
    book.language = "eng".to_owned();
    book.original = Some(("Germinal".to_owned(), "fre".to_owned()));
    book
}

fn other(number: &str) -> Book {
    let mut book = Book::novel(number, "La petite Fadette", "Sand", "George");
    book.isbn = "9782253006169".to_owned();
    book
}

/// Library A (UNIMARC) and library B (MARC 21), in a version of their files: another version changes every byte string.
async fn send(house: &House, version: u32) {
    let a = house.source("A").await;
    let b = house.source("B").await;
    let stamped = |mut book: Book| {
        book.subject = format!("Mineurs {version}");
        book
    };
    let of_a = [germinal("a1"), pocket("a2"), other("a3")].map(|book| stamped(book).bytes(Habit::UnimarcIso5426));
    let of_b = [germinal("b1"), translation("b2"), other("b3")].map(|book| stamped(book).bytes(Habit::Marc21Utf8));
    house.import(&a, &of_a.concat()).await;
    house.import(&b, &of_b.concat()).await;
    house.sound().await;
}

async fn place(house: &House, library: &str, number: &str) -> (i64, i64) {
    house.clusters().await[&(library.to_owned(), number.to_owned())]
}

#[tokio::test]
async fn editions_and_translations_of_a_novel_are_one_work() {
    on_both(&rooms(), |db| async move {
        let house = House::on(&db).await;
        send(&house, 1).await;
        let clusters = house.clusters().await;
        assert_eq!(clusters.len(), 6, "a line per live record");
        let (a1, b1) = (place(&house, "A", "a1").await, place(&house, "B", "b1").await);
        assert_eq!(a1, b1, "one edition, two libraries, two formats");
        let a2 = place(&house, "A", "a2").await;
        assert_ne!(a1.0, a2.0, "another edition");
        assert_eq!(a1.1, a2.1, "of the same work");
        let b2 = place(&house, "B", "b2").await;
        assert_ne!(a1.0, b2.0);
        assert_eq!(a1.1, b2.1, "a translation is the same work");
        assert_ne!(a1.1, place(&house, "A", "a3").await.1);
        assert_eq!(place(&house, "A", "a3").await, place(&house, "B", "b3").await);

        let rebuilt = rebuild(&house.engine, |_| ()).await.expect("rebuilt");
        assert_eq!((rebuilt.records, rebuilt.unreadable, rebuilt.moved), (6, 0, 0), "{rebuilt:?}");
        assert_eq!(house.clusters().await, clusters, "numbers are stable");
        house.sound().await;
        // After a rebuild, a new record still finds its edition.
        let c = house.source("C").await;
        house.import(&c, &germinal("c1").bytes(Habit::UnimarcLatin1)).await;
        assert_eq!(place(&house, "C", "c1").await, a1);
    })
    .await;
}

#[tokio::test]
async fn not_the_same_survives_imports_and_rebuilds() {
    on_both(&rooms(), |db| async move {
        let house = House::on(&db).await;
        send(&house, 1).await;
        let (a1, b1) = (house.record("A", "a1").await, house.record("B", "b1").await);
        let (a3, b3) = (house.record("A", "a3").await, house.record("B", "b3").await);
        let touched = decide(&house.engine, (a1, b1), Level::Edition, false, &WHO).await.expect("decided");
        assert!(!touched.is_empty());
        decide(&house.engine, (a3, b3), Level::Work, false, &WHO).await.expect("decided");
        for step in 0..4 {
            let (one, two) = (place(&house, "A", "a1").await, place(&house, "B", "b1").await);
            assert_ne!(one.0, two.0, "step {step}: two editions");
            assert_eq!(one.1, two.1, "step {step}: still one work");
            let (one, two) = (place(&house, "A", "a3").await, place(&house, "B", "b3").await);
            assert_ne!(one.1, two.1, "step {step}: two works");
            house.sound().await;
            match step {
                0 => send(&house, 2).await,
                1 => drop(rebuild(&house.engine, |_| ()).await.expect("rebuilt")),
                // As after a restart: the matcher is loaded again.
                2 => {
                    house.engine.forget().await;
                    send(&house, 3).await;
                }
                _ => {}
            }
        }
    })
    .await;
}

#[tokio::test]
async fn the_same_survives_imports_and_rebuilds_and_leaves_a_redirect() {
    on_both(&rooms(), |db| async move {
        let house = House::on(&db).await;
        send(&house, 1).await;
        let (before_one, before_two) = (place(&house, "A", "a1").await, place(&house, "A", "a3").await);
        let (a1, a3) = (house.record("A", "a1").await, house.record("A", "a3").await);
        let (a2, b1) = (house.record("A", "a2").await, house.record("B", "b1").await);
        decide(&house.engine, (a1, a3), Level::Work, true, &WHO).await.expect("decided");
        decide(&house.engine, (a2, b1), Level::Edition, true, &WHO).await.expect("decided");
        let work = place(&house, "A", "a1").await.1;
        let gone = if work == before_one.1 { before_two.1 } else { before_one.1 };
        assert_ne!(work, gone);
        let mut read = db.read().await.expect("a reader");
        let leads = read
            .one("SELECT now FROM catalogue_redirect WHERE level = 'work' AND gone = $1", params![gone])
            .await
            .expect("a redirect");
        assert_eq!(leads.get::<i64>("now").expect("now"), work, "the number that is gone leads to the one that stays");
        drop(read);
        for step in 0..4 {
            let clusters = house.clusters().await;
            let of = |library: &str, number: &str| clusters[&(library.to_owned(), number.to_owned())];
            assert_eq!(of("A", "a1").1, of("A", "a3").1, "step {step}: one work");
            assert_eq!(of("A", "a2").0, of("B", "b1").0, "step {step}: one edition");
            assert_ne!(of("A", "a1").1, gone, "step {step}: a number gone is not given again");
            house.sound().await;
            match step {
                0 => send(&house, 2).await,
                1 => drop(rebuild(&house.engine, |_| ()).await.expect("rebuilt")),
                2 => {
                    house.engine.forget().await;
                    send(&house, 3).await;
                }
                _ => {}
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_decision_taken_back_leaves_what_the_records_say() {
    on_both(&rooms(), |db| async move {
        let house = House::on(&db).await;
        send(&house, 1).await;
        let together = place(&house, "A", "a1").await;
        let (a1, b1) = (house.record("A", "a1").await, house.record("B", "b1").await);
        decide(&house.engine, (a1, b1), Level::Edition, false, &WHO).await.expect("decided");
        assert_ne!(place(&house, "A", "a1").await.0, place(&house, "B", "b1").await.0);
        let decision = catalogue::decide::in_force_on(&db, &[a1]).await.expect("decisions").remove(0);
        withdraw(&house.engine, decision.id, &WHO).await.expect("taken back");
        assert_eq!(place(&house, "A", "a1").await, place(&house, "B", "b1").await);
        assert_eq!(place(&house, "A", "a1").await, together);
        rebuild(&house.engine, |_| ()).await.expect("rebuilt");
        assert_eq!(place(&house, "A", "a1").await, place(&house, "B", "b1").await);
        house.sound().await;
    })
    .await;
}
