//! A machine with a door: a good card is one that may enter there, now.

use access::licences::{self, Audience, Licence, ViewQuota};
use access::{Door, DoorKind, QuotaPeriod, RightKind, Verdict, doors};
use sip2::{EndSession, Request};
use sip2_server::machine::Settings;

use crate::house::{House, PIN, scenario};

async fn door(house: &House, change: impl Fn(&mut Licence)) -> String {
    let mut write = house.db.write().await.unwrap();
    let door = Door {
        id: String::new(),
        kind: DoorKind::VendorSite,
        code: "kiosque".into(),
        institution: house.library.clone(),
        commune: None,
        item: None,
        accepts: vec![RightKind::LibraryCard],
        open: true,
    };
    let door = doors::declare(&mut write, &door).await.unwrap();
    let mut licence = Licence::unlimited(&door, Audience::Members, "Kiosque");
    change(&mut licence);
    licences::declare(&mut write, &licence).await.unwrap();
    write.commit().await.unwrap();
    door
}

/// Views a reader would have left after one more; nothing when the door would refuse.
async fn left(house: &House, door: &str, account: &str) -> Option<u32> {
    let visitor = access::Visitor { account, age_years: None, commune: None, library: None };
    let mut read = house.db.read().await.unwrap();
    let now = house.db.clock().now();
    match access::judge(&mut read, door, Some(&visitor), now, &access::local_zone()).await.unwrap() {
        Verdict::Admitted { left } => left,
        _ => None,
    }
}

#[tokio::test]
async fn a_door_says_no_without_saying_why() {
    scenario(|house| async move {
        let (_, number) = house.reader("Jeanne", "Delattre").await;
        let door = door(&house, |licence| licence.age_min = Some(60)).await;
        let settings = Settings { sees_name: true, door: Some(door), ..house.settings() };
        let (mut kiosk, machine) = house.kiosk(&settings).await;
        let mut refused = kiosk.information(&number, Some("480916")).await;
        let mut at_the_door = kiosk.information(&number, Some(PIN)).await;
        assert_eq!(at_the_door.patron.valid_patron, Some(false));
        (refused.patron.patron, at_the_door.patron.patron) = (String::new(), String::new());
        assert_eq!(at_the_door, refused);
        assert_eq!(house.counted(&machine, "door").await, 1, "the office knows that it was the door");
    })
    .await;
}

#[tokio::test]
async fn a_check_is_an_entry_only_where_it_was_said() {
    scenario(|house| async move {
        let (account, number) = house.reader("Jeanne", "Delattre").await;
        let twice = ViewQuota { views: 2, period: QuotaPeriod::Month, group: String::new() };
        let door = door(&house, |licence| {
            licence.quota = Some(twice.clone());
            licence.view_hours = 1;
        })
        .await;
        let later = std::time::Duration::from_secs(2 * 3600);
        let asks = Settings { door: Some(door.clone()), ..house.settings() };
        let (mut kiosk, _) = house.kiosk(&asks).await;
        for _ in 0..5 {
            assert_eq!(kiosk.status(&number, Some(PIN)).await.valid_patron, Some(true));
        }
        assert_eq!(left(&house, &door, &account).await, Some(1), "asking took nothing");

        let enters = Settings { counts_entry: true, ..asks };
        let (mut kiosk, _) = house.kiosk(&enters).await;
        // Status and information of one reader at one machine are one entry.
        assert_eq!(kiosk.status(&number, Some(PIN)).await.valid_patron, Some(true));
        assert_eq!(kiosk.information(&number, Some(PIN)).await.patron.valid_patron, Some(true));
        let end = Request::EndSession(EndSession { patron: number.clone(), ..EndSession::default() });
        kiosk.ask(&end).await.unwrap();
        house.db.clock().advance(later);
        assert_eq!(left(&house, &door, &account).await, Some(0), "one view of two");
        assert_eq!(kiosk.status(&number, Some(PIN)).await.valid_patron, Some(true));
        kiosk.ask(&end).await.unwrap();
        house.db.clock().advance(later);
        assert_eq!(kiosk.status(&number, Some(PIN)).await.valid_patron, Some(false), "twice a month");
    })
    .await;
}

#[tokio::test]
async fn a_door_that_closes_is_closed_at_the_next_message() {
    scenario(|house| async move {
        let (_, number) = house.reader("Jeanne", "Delattre").await;
        let door = door(&house, |_| {}).await;
        let enters = Settings { door: Some(door.clone()), counts_entry: true, ..house.settings() };
        let (mut kiosk, _) = house.kiosk(&enters).await;
        assert_eq!(kiosk.status(&number, Some(PIN)).await.valid_patron, Some(true));
        for open in [false, true] {
            let mut write = house.db.write().await.unwrap();
            doors::set_open(&mut write, &door, open).await.unwrap();
            write.commit().await.unwrap();
            for _ in 0..2 {
                assert_eq!(kiosk.status(&number, Some(PIN)).await.valid_patron, Some(open));
                assert_eq!(kiosk.information(&number, Some(PIN)).await.patron.valid_patron, Some(open));
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_seat_that_someone_else_took_is_not_ones_own_again() {
    scenario(|house| async move {
        let (_, jeanne) = house.reader("Jeanne", "Delattre").await;
        let (_, paul) = house.reader("Paul", "Lefebvre").await;
        let door = door(&house, |licence| (licence.seats, licence.lease_minutes) = (Some(1), 5)).await;
        let enters = Settings { door: Some(door), counts_entry: true, ..house.settings() };
        let ((mut hall, _), (mut first_floor, _)) = (house.kiosk(&enters).await, house.kiosk(&enters).await);
        let minutes = |count: u64| house.db.clock().advance(std::time::Duration::from_secs(count * 60));
        assert_eq!(hall.status(&jeanne, Some(PIN)).await.valid_patron, Some(true));
        assert_eq!(first_floor.status(&paul, Some(PIN)).await.valid_patron, Some(false), "one seat");
        minutes(4);
        assert_eq!(hall.status(&jeanne, Some(PIN)).await.valid_patron, Some(true), "her own seat");
        minutes(2);
        assert_eq!(first_floor.status(&paul, Some(PIN)).await.valid_patron, Some(true));
        minutes(2);
        assert_eq!(hall.status(&jeanne, Some(PIN)).await.valid_patron, Some(false), "it is Paul’s");
        minutes(4);
        assert_eq!(hall.status(&jeanne, Some(PIN)).await.valid_patron, Some(true), "he has left");
        assert_eq!(first_floor.status(&paul, Some(PIN)).await.valid_patron, Some(false), "she has taken it");
    })
    .await;
}
