//! The online door, on both databases.

use access::{
    Door, DoorKind, Presentation, Quota, QuotaPeriod, Refusal, Right, RightKind, RightScope, RightState, Verdict,
    doors, local_zone, present, rights, uses,
};
use jiff::Timestamp;
use programme::{InstitutionKind, NewInstitution, institution};
use store::prelude::*;
use store::testing::{assert_same_schema, on_both_at};
use store::{MigrationSet, new_id};

const SETS: &[MigrationSet] = &[programme::MIGRATIONS, access::MIGRATIONS];
const NOW: &str = "2026-11-22T12:00:00Z";

fn now() -> Timestamp {
    NOW.parse().expect("an instant")
}

/// A library's film, and a card that may see `films` a month.
async fn film(db: &Db, films: Option<u32>) -> store::Result<(String, String)> {
    let mut write = db.write().await?;
    let library = NewInstitution {
        kind: InstitutionKind::Library,
        code: "lille",
        name: "Lille",
        commune: "59350",
        address: None,
        postal_code: None,
        position: None,
        website: None,
        weekly_minutes: None,
        demo: false,
        source: "test",
    };
    let door = Door {
        id: String::new(),
        kind: DoorKind::OnlineResource,
        code: "film".into(),
        institution: institution::declare(&mut write, &library).await.expect("a library"),
        commune: None,
        item: None,
        accepts: vec![RightKind::LibraryCard],
        open: true,
    };
    let card = Right {
        id: String::new(),
        kind: RightKind::LibraryCard,
        holder: Some("jeanne".into()),
        scope: RightScope::Everywhere,
        valid_from: now(),
        valid_until: None,
        quota: films.map(|admissions| Quota { admissions, period: QuotaPeriod::Month }),
        admits: 1,
        state: RightState::Active,
    };
    let door = doors::declare(&mut write, &door).await.expect("a door");
    let card = rights::issue(&mut write, &card).await.expect("a card");
    write.commit().await?;
    Ok((card, door))
}

async fn see(db: &Db, id: &str, card: &str, door: &str) -> access::Result<Verdict> {
    let mut write = db.write().await?;
    let presented = Presentation { id, right: card, door, people: 1, at: now() };
    let verdict = present(&mut write, &presented, &local_zone()).await?;
    write.commit().await?;
    Ok(verdict)
}

#[tokio::test]
async fn the_schema_is_the_same_on_both_databases() {
    assert_same_schema(SETS).await;
}

#[tokio::test]
async fn sixty_four_at_once_get_exactly_the_quota() {
    on_both_at(SETS, NOW, |db| async move {
        let (card, door) = film(&db, Some(4)).await.unwrap();
        let racing: Vec<_> = (0..64)
            .map(|_| {
                let (db, card, door) = (db.clone(), card.clone(), door.clone());
                tokio::spawn(async move { see(&db, &new_id(), &card, &door).await.unwrap() })
            })
            .collect();
        let mut admitted = 0;
        for task in racing {
            match task.await.unwrap() {
                Verdict::Admitted { .. } => admitted += 1,
                Verdict::Refused { reason: Refusal::QuotaSpent { quota: 4, again: Some(_) } } => {}
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(admitted, 4);
    })
    .await;
}

#[tokio::test]
async fn told_twice_it_is_one_use() {
    on_both_at(SETS, NOW, |db| async move {
        let (card, door) = film(&db, Some(2)).await.unwrap();
        let id = new_id();
        assert_eq!(see(&db, &id, &card, &door).await.unwrap(), Verdict::Admitted { left: Some(1) });
        assert_eq!(see(&db, &id, &card, &door).await.unwrap(), Verdict::Admitted { left: Some(1) });
        assert_eq!(see(&db, &new_id(), &card, &door).await.unwrap(), Verdict::Admitted { left: Some(0) });
    })
    .await;
}

#[tokio::test]
async fn a_cancelled_card_is_dead_at_once() {
    on_both_at(SETS, NOW, |db| async move {
        let (card, door) = film(&db, None).await.unwrap();
        assert_eq!(see(&db, &new_id(), &card, &door).await.unwrap(), Verdict::Admitted { left: None });
        let mut write = db.write().await.unwrap();
        rights::set_state(&mut write, &card, RightState::Replaced).await.unwrap();
        write.commit().await.unwrap();
        let verdict = see(&db, &new_id(), &card, &door).await.unwrap();
        assert_eq!(verdict, Verdict::Refused { reason: Refusal::Replaced });
        let mut read = db.read().await.unwrap();
        assert_eq!(rights::of_holder(&mut read, "jeanne").await.unwrap()[0].state, RightState::Replaced);
    })
    .await;
}

#[tokio::test]
async fn uses_become_counts_and_the_person_goes() {
    on_both_at(SETS, NOW, |db| async move {
        let (card, door) = film(&db, Some(2)).await.unwrap();
        for _ in 0..3 {
            see(&db, &new_id(), &card, &door).await.unwrap();
        }
        let mut write = db.write().await.unwrap();
        let who = write.all("SELECT DISTINCT who FROM access_uses", params![]).await.unwrap();
        assert_eq!(who.len(), 1, "one person within the month");
        assert!(!who[0].text(0).unwrap().contains("jeanne"));
        let later: Timestamp = "2026-12-02T00:00:00Z".parse().unwrap();
        assert_eq!(uses::expire(&mut write, now(), &local_zone()).await.unwrap(), 0, "not yet");
        assert_eq!(uses::expire(&mut write, later, &local_zone()).await.unwrap(), 3);
        assert_eq!(uses::expire(&mut write, later, &local_zone()).await.unwrap(), 0);
        assert_eq!(uses::destroy_keys(&mut write, later, &local_zone()).await.unwrap(), 1);
        let counts = uses::counts(&mut write, &door, "2026-11-01", "2026-11-30").await.unwrap();
        let figures: Vec<_> = counts.iter().map(|c| (c.day.as_str(), c.outcome.as_str(), c.uses, c.people)).collect();
        assert_eq!(figures, [("2026-11-22", "admitted", 2, 2), ("2026-11-22", "refused", 1, 1)]);
        write.commit().await.unwrap();
    })
    .await;
}
