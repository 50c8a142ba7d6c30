//! The registry: settings kept sealed, connections made again when they change, a fuse before each system.

use std::time::Duration;

use ils_simulator::Mood;
use library_systems::availability::{Asked, Availability, State};
use library_systems::{CopyAsked, Failure, Secret, Wanted, settings};
use people::Actor;
use store::prelude::*;

use crate::house::{House, PIN, eve, scenario};

const ACTOR: Actor = Actor::System("test");

async fn keep(house: &House, change: impl FnOnce(&mut library_systems::Settings)) {
    let mut settings = house.settings();
    change(&mut settings);
    let mut write = house.db.write().await.unwrap();
    settings::keep(&mut write, &settings, false, &ACTOR).await.unwrap();
    write.commit().await.unwrap();
    house.systems.changed();
}

async fn health(house: &House) -> settings::Health {
    settings::health(&mut house.db.read().await.unwrap(), &house.institution).await.unwrap()
}

/// Waits until the line of the health table, which is written aside, says so.
async fn noted(house: &House, is: impl Fn(&settings::Health) -> bool) {
    let waiting = async {
        while !is(&health(house).await) {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), waiting).await.expect("it is noted");
}

fn asked() -> [CopyAsked; 1] {
    [CopyAsked { record: String::new(), barcode: "B001".to_owned() }]
}

#[tokio::test]
async fn settings_are_kept_sealed_and_followed_when_they_change() {
    scenario(|house| async move {
        assert!(house.systems.all().await.unwrap().is_empty());
        house.library.behave(|behaviour| behaviour.login = Some(("beffroi".to_owned(), "s3cret".to_owned())));
        keep(&house, |settings| {
            settings.login = "beffroi".to_owned();
            settings.password = Secret::new("s3cret");
        })
        .await;
        let row = house.db.read().await.unwrap();
        let mut row = row;
        let sealed = row.one("SELECT password FROM library_systems_reached", params![]).await.unwrap();
        let sealed: String = sealed.get(0).unwrap();
        assert!(!sealed.is_empty() && !sealed.contains("s3cret"));
        drop(row);
        let connected = house.systems.of(&house.institution).await.unwrap().unwrap();
        assert!(!format!("{connected:?}").contains("s3cret"));
        assert_eq!(connected.system.availability(&asked()).await.unwrap().len(), 1);

        // The same settings keep their connections.
        house.systems.changed();
        let again = house.systems.of(&house.institution).await.unwrap().unwrap();
        again.system.availability(&asked()).await.unwrap();
        assert_eq!(house.library.connections(), 1);

        keep(&house, |settings| settings.login = "personne".to_owned()).await;
        let other = house.systems.of(&house.institution).await.unwrap().unwrap();
        assert_eq!(other.system.availability(&asked()).await, Err(Failure::LoginRefused));

        keep(&house, |settings| settings.enabled = false).await;
        assert!(house.systems.of(&house.institution).await.unwrap().is_none());
        let mut write = house.db.write().await.unwrap();
        settings::forget(&mut write, &house.institution, &ACTOR).await.unwrap();
        assert!(settings::forget(&mut write, &house.institution, &ACTOR).await.is_err());
        write.commit().await.unwrap();
        assert!(house.systems.all().await.unwrap().is_empty());
        let mut write = house.db.write().await.unwrap();
        let unknown = library_systems::Settings { institution: "personne".to_owned(), ..house.settings() };
        assert!(settings::keep(&mut write, &unknown, false, &ACTOR).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn a_dead_system_is_left_alone_and_its_health_is_known() {
    scenario(|house| async move {
        keep(&house, |_| {}).await;
        let connected = house.systems.of(&house.institution).await.unwrap().unwrap();
        connected.system.availability(&asked()).await.unwrap();
        noted(&house, |health| health.good_at.is_some()).await;
        house.library.is(Mood::Garbage);
        for _ in 0..5 {
            assert!(matches!(connected.system.availability(&asked()).await, Err(Failure::Odd { .. })));
        }
        assert!(!connected.is_resting(), "an odd answer costs nothing: one reader's must not shut the library for all");
        house.library.is(Mood::ClosesInMidAnswer);
        for _ in 0..3 {
            assert_eq!(connected.system.availability(&asked()).await, Err(Failure::Down));
        }
        let before = house.library.questions();
        for _ in 0..10 {
            assert_eq!(connected.system.availability(&asked()).await, Err(Failure::Resting));
        }
        assert_eq!(house.library.questions(), before, "a dead system is not asked");
        assert!(connected.is_resting());
        noted(&house, |health| health.failure == "down").await;
    })
    .await;
}

#[tokio::test]
async fn what_never_leaves_the_house_says_nothing_of_a_system() {
    scenario(|house| async move {
        keep(&house, |_| {}).await;
        house.library.is(Mood::ClosesInMidAnswer);
        let connected = house.systems.of(&house.institution).await.unwrap().unwrap();
        let system = &connected.system;
        for _ in 0..2 {
            assert_eq!(system.availability(&asked()).await, Err(Failure::Down));
        }
        let nothing = [CopyAsked { record: "R1".to_owned(), barcode: String::new() }];
        assert_eq!(system.availability(&nothing).await, Err(Failure::NotSupported));
        assert_eq!(system.hold(&eve(), &Wanted::default()).await, Err(Failure::NotSupported));
        assert_eq!(system.authenticate("", PIN).await, Err(Failure::BadCredentials));
        let availability = Availability::new(house.db.clone(), house.systems.clone());
        let record = Asked { institution: house.institution.clone(), record: "R1".to_owned(), barcodes: Vec::new() };
        let answers = availability.ask(vec![record], Duration::from_secs(60)).await;
        assert_eq!(answers[0].state, State::NotConnected);

        assert_eq!(system.availability(&asked()).await, Err(Failure::Down));
        assert_eq!(system.availability(&asked()).await, Err(Failure::Resting), "three in a row");
        noted(&house, |health| health.failure == "down").await;
        assert_eq!(health(&house).await.good_at, None, "it was never heard");
    })
    .await;
}

#[tokio::test]
async fn what_is_noted_last_is_what_happened_last() {
    scenario(|house| async move {
        keep(&house, |_| {}).await;
        let connected = house.systems.of(&house.institution).await.unwrap().unwrap();
        connected.system.availability(&asked()).await.unwrap();
        noted(&house, |health| health.good_at.is_some()).await;
        // Notes wait for this row while more happens: none of them may be written over a later one.
        let mut writer = house.db.write().await.unwrap();
        writer.execute("UPDATE library_systems_health SET good_at = NULL", params![]).await.unwrap();
        house.library.is(Mood::Garbage);
        assert!(matches!(connected.system.availability(&asked()).await, Err(Failure::Odd { .. })));
        house.library.is(Mood::ClosesInMidAnswer);
        assert_eq!(connected.system.availability(&asked()).await, Err(Failure::Down));
        house.library.is(Mood::Normal);
        connected.system.availability(&asked()).await.unwrap();
        writer.commit().await.unwrap();
        noted(&house, |health| health.good_at.is_some()).await;
        assert_eq!(health(&house).await.failure, "down");
    })
    .await;
}
