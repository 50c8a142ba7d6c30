//! Files in, reports out.

use std::io::{BufReader, Cursor, Write};

use catalogue::import::{import, plain, retire_confirmed};
use catalogue::model::RunState;
use store::testing::on_both;

use crate::book::{Book, Habit};
use crate::house::{House, Shelf, file, full, rooms};

/// Distinct novels, numbered from `first`.
fn novels(first: usize, count: usize) -> Vec<Vec<u8>> {
    const PLACES: [&str; 9] =
        ["Lille", "Roubaix", "Tourcoing", "Arras", "Douai", "Lens", "Calais", "Béthune", "Valenciennes"];
    const THINGS: [&str; 11] =
        ["beffroi", "canal", "géant", "carillon", "terril", "moulin", "marché", "jardin", "phare", "théâtre", "musée"];
    const NAMES: [&str; 7] = ["Delcourt", "Vanhove", "Leclercq", "Dubois", "Carpentier", "Wattrelos", "Maës"];
    (first..first + count)
        .map(|n| {
            let title = format!("Le {} perdu de {} au matin {n}", THINGS[n % 11], PLACES[n % 9]);
            let mut book = Book::novel(&format!("n{n:05}"), &title, NAMES[n % 7], "Jeanne");
            book.year = 1950 + (n % 70) as u16;
            book.pages = 100 + (n * 7 % 400) as u16;
            book.bytes(Habit::UnimarcUtf8)
        })
        .collect()
}

#[tokio::test]
async fn the_same_file_twice_changes_nothing() {
    on_both(&rooms(), |db| async move {
        let house = House::on(&db).await;
        let directory = tempfile::tempdir().expect("a directory");
        let mut shelf = Shelf::open(&house, directory.path());
        let source = house.source("BM-A").await;
        let bytes = novels(0, 300).concat();

        let first = house.import(&source, &bytes).await;
        assert_eq!(first.state, RunState::Done);
        assert_eq!((first.counts.read, first.counts.new, first.counts.set_aside), (300, 300, 0));
        assert_eq!(first.bytes_read, bytes.len() as i64);
        assert!(first.message.is_empty(), "{}", first.message);
        assert_eq!(shelf.catch_up().await, 300);
        let (changes, clusters) = (house.rows("catalogue_change").await, house.clusters().await);

        let second = house.import(&source, &bytes).await;
        assert_eq!((second.counts.read, second.counts.unchanged), (300, 300));
        assert_eq!((second.counts.new, second.counts.changed, second.counts.deleted), (0, 0, 0));
        assert_eq!(house.rows("catalogue_change").await, changes, "nothing to index");
        assert_eq!(shelf.catch_up().await, 0, "nothing indexed");
        assert_eq!(house.clusters().await, clusters);
        assert_eq!(house.sound().await, 300);
    })
    .await;
}

#[tokio::test]
async fn a_changed_record_takes_the_place_of_the_old_one() {
    on_both(&rooms(), |db| async move {
        let house = House::on(&db).await;
        let source = house.source("BM-A").await;
        let mut records = novels(0, 20);
        house.import(&source, &records.concat()).await;
        records[7] = Book::novel("n00007", "Un tout autre livre", "Sand", "George").bytes(Habit::UnimarcIso5426);
        let report = house.import(&source, &records.concat()).await;
        assert_eq!((report.counts.changed, report.counts.unchanged, report.counts.new), (1, 19, 0));
        assert_eq!(house.sound().await, 20);
    })
    .await;
}

#[tokio::test]
async fn a_number_twice_in_one_file_keeps_the_first() {
    on_both(&rooms(), |db| async move {
        let house = House::on(&db).await;
        let source = house.source("BM-A").await;
        let records = novels(0, 3);
        let other = Book::novel("n00001", "Sous le même numéro", "Sand", "George").bytes(Habit::UnimarcUtf8);
        let bytes = [&records[0], &records[1], &other, &records[1], &records[2]].map(Vec::as_slice).concat();
        for (new, unchanged) in [(3, 1), (0, 4)] {
            let report = house.import(&source, &bytes).await;
            assert_eq!(report.counts.read, 5);
            assert_eq!((report.counts.new, report.counts.unchanged, report.counts.changed), (new, unchanged, 0));
            let aside = house.registry.set_aside(report.id).await.expect("set aside");
            assert_eq!(aside.len(), 1);
            assert_eq!(aside[0].reason, "duplicate_number");
            assert_eq!(aside[0].bytes, other, "kept as received");
        }
        assert_eq!(house.sound().await, 3);
    })
    .await;
}

#[tokio::test]
async fn records_without_a_number_are_known_again() {
    on_both(&rooms(), |db| async move {
        let house = House::on(&db).await;
        let source = house.source("BM-A").await;
        let one = Book::novel("", "Sans numéro", "Sand", "George").bytes(Habit::Marc21Utf8);
        let two = Book::novel("", "Sans numéro non plus", "Zola", "Émile").bytes(Habit::Marc21Marc8);
        let bytes = [one, two].concat();
        assert_eq!(house.import(&source, &bytes).await.counts.new, 2);
        assert_eq!(house.import(&source, &bytes).await.counts.unchanged, 2);
        assert_eq!(house.sound().await, 2);
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_read_is_kept_exactly_with_a_reason() {
    on_both(&rooms(), |db| async move {
        let house = House::on(&db).await;
        let source = house.source("BM-A").await;
        let records = novels(0, 4);
        let garbage = b"\x00\xff\x9b garbage between records, surely no MARC at all \x1d".to_vec();
        let bytes = [&records[0], &records[1], &garbage, &records[2], &records[3]].map(Vec::as_slice).concat();
        let report = house.import(&source, &bytes).await;
        assert_eq!(report.counts.new, 4, "the rest of the file is not lost: {:?}", report.counts);
        assert!(report.counts.set_aside >= 1);
        for aside in house.registry.set_aside(report.id).await.expect("set aside") {
            let start = aside.offset as usize;
            assert_eq!(aside.bytes, bytes[start..start + aside.bytes.len()]);
            assert!(!aside.reason.is_empty() && !aside.detail.is_empty());
        }
        house.sound().await;
    })
    .await;
}

#[tokio::test]
async fn a_packed_file_is_unpacked_and_a_broken_one_says_so() {
    on_both(&rooms(), |db| async move {
        let house = House::on(&db).await;
        let source = house.source("BM-A").await;
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(&novels(0, 500).concat()).expect("room");
        let packed = packer.finish().expect("room");

        let half = packed[..packed.len() / 2].to_vec();
        let input = plain(BufReader::new(Cursor::new(half))).expect("a file");
        let outcome = import(&house.engine, &source, input, file("half.mrc.gz"), None).await;
        let kept = house.sound().await;
        match outcome {
            Err(error) => assert!(error.to_string().contains("could not be read any further"), "{error}"),
            Ok(report) => panic!("half a gzip file passed for a whole one: {report:?}"),
        }
        let run = house.registry.latest_runs(None, 1).await.expect("runs").remove(0);
        assert_eq!(run.state, RunState::Failed);
        assert!(!run.message.is_empty());

        let input = plain(BufReader::new(Cursor::new(packed))).expect("a file");
        let report = import(&house.engine, &source, input, file("whole.mrc.gz"), None).await.expect("an import");
        assert_eq!((report.counts.new + report.counts.unchanged) as u64, 500);
        assert!(report.counts.unchanged as u64 <= kept);
        assert_eq!(house.sound().await, 500);
    })
    .await;
}

#[tokio::test]
async fn a_full_load_withdraws_a_few_and_asks_for_many() {
    on_both(&rooms(), |db| async move {
        let house = House::on(&db).await;
        let source = house.source("BM-A").await;
        let all = novels(0, 300);
        house.import(&source, &all.concat()).await;

        let few = house.try_import(&source, &all[5..].concat(), full("few")).await.expect("an import");
        assert_eq!((few.state, few.counts.deleted, few.counts.unchanged), (RunState::Done, 5, 295));
        assert_eq!(house.clusters().await.len(), 295);

        let many = house.try_import(&source, &all[200..].concat(), full("many")).await.expect("an import");
        assert_eq!((many.state, many.to_retire, many.counts.deleted), (RunState::ToConfirm, Some(195), 0));
        assert_eq!(house.clusters().await.len(), 295, "nothing is withdrawn before a yes");
        house.sound().await;

        // Two clicks, or two librarians.
        let (yes, too) =
            tokio::join!(retire_confirmed(&house.engine, many.id), retire_confirmed(&house.engine, many.id));
        for report in [yes.expect("withdrawn"), too.expect("withdrawn")] {
            assert_eq!((report.state, report.counts.deleted), (RunState::Done, 195));
            assert_eq!(report.to_retire, Some(195));
        }
        assert_eq!(house.clusters().await.len(), 100);
        let again = retire_confirmed(&house.engine, many.id).await.expect("nothing more");
        assert_eq!((again.state, again.counts.deleted), (RunState::Done, 195));
        assert_eq!(house.sound().await, 300, "the bytes of withdrawn records stay");

        let back = house.import(&source, &all.concat()).await;
        assert_eq!((back.counts.changed, back.counts.unchanged, back.counts.new), (200, 100, 0));
        assert_eq!(house.clusters().await.len(), 300);
        assert_eq!(house.sound().await, 300);
    })
    .await;
}

#[tokio::test]
async fn a_record_seen_again_is_no_longer_to_withdraw() {
    on_both(&rooms(), |db| async move {
        let house = House::on(&db).await;
        let source = house.source("BM-A").await;
        let all = novels(0, 200);
        house.import(&source, &all.concat()).await;
        // Half a file was sent by mistake, then the whole one; only then does someone say yes to the first.
        let half = house.try_import(&source, &all[..100].concat(), full("half")).await.expect("an import");
        assert_eq!((half.state, half.to_retire), (RunState::ToConfirm, Some(100)));
        house.import(&source, &all[..190].concat()).await;
        let yes = retire_confirmed(&house.engine, half.id).await.expect("withdrawn");
        assert_eq!(yes.counts.deleted, 10, "only what no later file held");
        assert_eq!(house.clusters().await.len(), 190);
        house.sound().await;
    })
    .await;
}

#[tokio::test]
async fn a_full_load_that_holds_no_record_never_empties_a_source() {
    on_both(&rooms(), |db| async move {
        let house = House::on(&db).await;
        let source = house.source("BM-A").await;
        house.import(&source, &novels(0, 30).concat()).await;
        for nothing in [&b""[..], b"<!DOCTYPE html><html><body>Please sign in</body></html>"] {
            let report = house.try_import(&source, nothing, full("nothing")).await.expect("an import");
            assert_eq!((report.state, report.counts.deleted), (RunState::ToConfirm, 0));
            assert_eq!(house.clusters().await.len(), 30);
        }
    })
    .await;
}

#[tokio::test]
async fn files_that_are_no_catalogue_are_told_and_nothing_is_stuck() {
    on_both(&rooms(), |db| async move {
        let house = House::on(&db).await;
        let source = house.source("BM-A").await;
        let records = novels(0, 50);
        house.import(&source, &records.concat()).await;
        let pdf =
            [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n".to_vec(), vec![7; 5_000]].concat();
        let inputs: [(&str, Vec<u8>); 6] = [
            ("empty", Vec::new()),
            ("pdf", pdf),
            ("csv", b"titre;auteur;isbn\nGerminal;Zola;9782070411429\n".repeat(200)),
            ("html", b"<!DOCTYPE html><html><head><title>503</title></head><body><p>Busy<br></body></html>".to_vec()),
            ("zip", [b"PK\x03\x04".to_vec(), vec![0x1d; 300], vec![0x1e; 300]].concat()),
            ("other xml", b"<?xml version='1.0'?><rss><channel><item>x</item></channel></rss>".to_vec()),
        ];
        for (name, bytes) in inputs {
            let report = house.import(&source, &bytes).await;
            assert_eq!((report.counts.new, report.counts.changed, report.counts.deleted), (0, 0, 0), "{name}");
            assert!(!report.message.is_empty(), "{name}: nothing says that no record was found: {report:?}");
            assert_eq!(house.clusters().await.len(), 50, "{name}");
        }
        // Half-uploaded: cut in the middle of a record.
        let whole = novels(0, 60).concat();
        let report = house.import(&source, &whole[..whole.len() - 40]).await;
        assert_eq!(report.counts.unchanged, 50);
        assert_eq!(report.counts.new + report.counts.set_aside, 10);
        assert!(report.counts.repaired + report.counts.set_aside >= 1, "{:?}", report.counts);
        let report = house.import(&source, &whole).await;
        assert_eq!(report.counts.new + report.counts.changed + report.counts.unchanged, 60);
        assert_eq!(house.sound().await, 60);
    })
    .await;
}
