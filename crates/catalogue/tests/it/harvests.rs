//! Our provider harvested by our harvester into another catalogue.

use std::time::Duration;

use catalogue::CatalogueError;
use catalogue::harvest::{Patience, Target};
use catalogue::harvesting::harvest_target;
use catalogue::model::{NewSource, RunReport, RunState, Source};
use store::testing::{SqlitePlace, on_both};
use store::{Clock, Db, Options};

use crate::book::{Book, Habit};
use crate::house::{House, full, rooms};
use crate::repository::{Provider, Trouble};

/// A catalogue that others harvest, its clock an hour ahead: what is in it was there long before it is asked.
pub(crate) async fn provider(records: usize) -> (SqlitePlace, House, Provider) {
    let place = SqlitePlace::new();
    let clock = Clock::fixed(jiff::Timestamp::now() + jiff::SignedDuration::from_hours(1));
    let db = Db::open(place.url(), Options { clock, ..Options::default() }).await.expect("a database");
    db.migrate(&rooms()).await.expect("migrated");
    let house = House::on(&db).await;
    let source = house.source("FAR").await;
    house.import(&source, &file_of(records)).await;
    let provider = Provider::of(&db).await;
    (place, house, provider)
}

fn file_of(records: usize) -> Vec<u8> {
    (0..records)
        .flat_map(|n| {
            let habit = if n % 2 == 0 { Habit::UnimarcUtf8 } else { Habit::Marc21Marc8 };
            Book::novel(&format!("f{n}"), &format!("Récit numéro {n} d'un été"), "Maës", "Hélène").bytes(habit)
        })
        .collect()
}

/// What asks it, without patience.
pub(crate) fn target(address: &str) -> Target {
    let mut target = Target::new(address, "marcxchange", None);
    (target.private, target.overlap) = (true, Duration::ZERO);
    target.patience = Patience {
        attempts: 2,
        first_wait: Duration::from_millis(5),
        longest_wait: Duration::from_millis(20),
        ..Patience::default()
    };
    target
}

pub(crate) async fn source(house: &House, address: &str) -> Source {
    let library = house.registry.declare_library("NEAR", "NEAR", "59350", true).await.expect("a library");
    let new = NewSource {
        name: "oai".to_owned(),
        base_url: Some(address.to_owned()),
        oai_prefix: Some("marcxchange".to_owned()),
        ..NewSource::default()
    };
    house.registry.declare_source(library, &new).await.expect("a source")
}

async fn harvest(house: &House, source: &Source, address: &str) -> Result<RunReport, CatalogueError> {
    let outcome = harvest_target(&house.engine, source, &target(address), false, "test").await;
    if let Ok(report) = &outcome {
        assert!(report.counts.balances(), "{:?}", report.counts);
    }
    outcome
}

#[tokio::test]
async fn all_records_arrive_and_then_only_what_changed() {
    on_both(&rooms(), |db| async move {
        let (_place, far, provider) = provider(230).await;
        let near = House::on(&db).await;
        let source = source(&near, &provider.address).await;
        let report = harvest(&near, &source, &provider.address).await.expect("a harvest");
        assert_eq!((report.state, report.counts.new), (RunState::Done, 230));
        assert_eq!(report.counts.set_aside, 0);
        assert_eq!(provider.answered().len(), 3, "{:?}", provider.answered());
        assert_eq!(near.sound().await, 230);
        assert_eq!(
            near.number("SELECT count(DISTINCT work) AS n FROM catalogue_placement").await,
            far.number("SELECT count(DISTINCT work) AS n FROM catalogue_placement").await,
            "grouped alike"
        );

        let report = harvest(&near, &source, &provider.address).await.expect("a harvest");
        assert_eq!((report.state, report.counts.read), (RunState::Done, 0), "nothing changed since");
        let last = provider.answered().pop().expect("a request");
        assert!(last.contains("from="), "{last}");

        // Some change, some are withdrawn; the provider's records bear the real time: the whole list is asked again.
        let home = far.source("FAR").await;
        let mut bytes = file_of(200);
        bytes.extend(Book::novel("new", "Tout nouveau", "Sand", "George").bytes(Habit::UnimarcUtf8));
        let withdrawn = far.try_import(&home, &bytes, full("smaller")).await.expect("an import");
        assert_eq!((withdrawn.counts.deleted, withdrawn.counts.new), (30, 1));
        let report =
            harvest_target(&near.engine, &source, &target(&provider.address), true, "test").await.expect("a harvest");
        assert_eq!((report.counts.deleted, report.counts.new, report.counts.unchanged), (30, 1, 200));
        assert_eq!(near.clusters().await.len(), 201);
        near.sound().await;
    })
    .await;
}

#[tokio::test]
async fn whatever_is_answered_the_next_harvest_goes_on() {
    on_both(&rooms(), |db| async move {
        let (_place, _far, provider) = provider(330).await;
        let near = House::on(&db).await;
        let source = source(&near, &provider.address).await;
        let troubles = [
            (Trouble::SignInPage, 0),
            (Trouble::CutShort, 1),
            (Trouble::Busy, 1),
            (Trouble::Noise, 2),
            (Trouble::NotFound, 3),
        ];
        for (trouble, pages) in troubles {
            provider.trouble(Some((pages, trouble)));
            let error = harvest(&near, &source, &provider.address).await.expect_err("trouble");
            assert!(matches!(error, CatalogueError::Harvest(_)), "{error}");
            let run = near.registry.latest_runs(None, 1).await.expect("runs").remove(0);
            assert_eq!(run.state, RunState::Failed);
            // The store writes U+FFFD for NUL, which PostgreSQL cannot keep.
            assert_eq!(run.message, error.to_string().replace('\0', "\u{fffd}"));
            assert!(run.message.len() > 20, "{trouble:?}: {}", run.message);
            assert_eq!(near.sound().await, 100 * pages as u64, "{trouble:?}: each page is kept as it comes");
            let kept = near.registry.source_by_id(source.id).await.expect("a source").expect("the source");
            assert_eq!(kept.harvest_state.is_some(), pages > 0, "{trouble:?}");
        }
        provider.trouble(None);
        let report = harvest(&near, &source, &provider.address).await.expect("a harvest");
        assert_eq!(report.state, RunState::Done);
        assert_eq!(near.sound().await, 330);
        let mut answered = provider.answered();
        assert_eq!(answered.len(), 4, "{answered:?}");
        answered.sort();
        answered.dedup();
        assert_eq!(answered.len(), 4, "no page was read twice");
    })
    .await;
}
