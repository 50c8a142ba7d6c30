//! A card's life, and the doors that know of it at once.

use std::time::Duration;

use jiff::civil::date;
use library_card::cards::{confirm, last_day_before, renew, replace, resume, suspend};
use library_card::{Beginning, Error, register};
use people::{Actor, CardState, NewHolder, card};

use crate::house::scenario;

const BY: Actor = Actor::System("test");
const DAY: Duration = Duration::from_secs(86_400);

#[tokio::test]
async fn the_schema_is_the_same_on_both_databases() {
    store::testing::assert_same_schema(&crate::house::ROOMS).await;
}

#[tokio::test]
async fn a_lost_card_opens_nothing_from_the_moment_it_is_replaced() {
    scenario(|house| async move {
        let (made, pin) = house.reader("Jeanne", "Delattre", date(1984, 5, 12)).await;
        assert!(house.opens(&made.card.id).await);
        let session = house.people.sign_in_with_card(&made.card.number, pin, &people::Client::default()).await.unwrap();

        let mut write = house.db.write().await.unwrap();
        let new = replace(&mut write, &BY, &made.account).await.unwrap();
        write.commit().await.unwrap();
        assert!(!house.opens(&made.card.id).await, "the lost one");
        assert!(house.opens(&new.id).await, "the new one");
        assert_ne!(new.number, made.card.number);
        assert_eq!(new.valid_until_ms, made.card.valid_until_ms);
        assert!(house.people.session(&session.session_token).await.unwrap().is_none(), "whoever found it is out");
        let finder = house.people.sign_in_with_card(&made.card.number, pin, &people::Client::default()).await;
        assert!(matches!(finder, Err(people::Error::BadCredentials)));
        house.people.sign_in_with_card(&new.number, pin, &people::Client::default()).await.unwrap();
        assert_eq!(house.people.live_card(&made.account).await.unwrap().unwrap().id, new.id);
    })
    .await;
}

#[tokio::test]
async fn an_online_registration_opens_nothing_until_a_desk_confirms_it() {
    scenario(|house| async move {
        let mut write = house.db.write().await.unwrap();
        let new = NewHolder {
            given_name: "Luc",
            family_name: "Petit",
            language: "fr",
            origin: "online",
            ..NewHolder::default()
        };
        let made = register(&mut write, &BY, &new, None, Beginning::default()).await.unwrap();
        write.commit().await.unwrap();
        assert_eq!(made.card.state, CardState::Pending);
        assert!(!house.opens(&made.card.id).await);
        assert!(house.people.live_card(&made.account).await.unwrap().is_none(), "not a member yet");

        let mut write = house.db.write().await.unwrap();
        assert!(matches!(renew(&mut write, &BY, &made.account).await, Err(Error::WrongState)));
        assert_eq!(confirm(&mut write, &BY, &made.account).await.unwrap(), date(2027, 11, 22));
        assert!(matches!(confirm(&mut write, &BY, &made.account).await, Err(Error::WrongState)));
        write.commit().await.unwrap();
        assert!(house.opens(&made.card.id).await);
        let mut read = house.db.read().await.unwrap();
        assert_eq!(card::count_live(&mut read, house.db.clock().now_ms()).await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_card_ends_with_its_last_day_and_is_renewed_without_losing_any() {
    scenario(|house| async move {
        let (made, _) = house.reader("Jeanne", "Delattre", date(1984, 5, 12)).await;
        assert_eq!(last_day_before(made.card.valid_until_ms), date(2027, 11, 22));
        // A month early: from its end.
        house.db.clock().advance(DAY * 335);
        let mut write = house.db.write().await.unwrap();
        assert_eq!(renew(&mut write, &BY, &made.account).await.unwrap(), date(2028, 11, 22));
        write.commit().await.unwrap();
        // The last evening it opens; after midnight in Lille it does not.
        house.db.clock().advance(DAY * 396 + Duration::from_secs(10 * 3600 + 1800));
        assert!(house.opens(&made.card.id).await);
        house.db.clock().advance(Duration::from_secs(3600));
        assert!(!house.opens(&made.card.id).await);
        assert!(house.people.live_card(&made.account).await.unwrap().is_none());
        // Late: from today.
        let mut write = house.db.write().await.unwrap();
        assert_eq!(renew(&mut write, &BY, &made.account).await.unwrap(), date(2029, 11, 23));
        write.commit().await.unwrap();
        assert!(house.opens(&made.card.id).await);
    })
    .await;
}

#[tokio::test]
async fn a_card_held_back_opens_nothing_until_it_is_given_back() {
    scenario(|house| async move {
        let (made, pin) = house.reader("Jeanne", "Delattre", date(1984, 5, 12)).await;
        let mut write = house.db.write().await.unwrap();
        suspend(&mut write, &BY, &made.account).await.unwrap();
        assert!(matches!(suspend(&mut write, &BY, &made.account).await, Err(Error::WrongState)));
        write.commit().await.unwrap();
        assert!(!house.opens(&made.card.id).await);
        house.people.sign_in_with_card(&made.card.number, pin, &people::Client::default()).await.unwrap();
        let mut write = house.db.write().await.unwrap();
        resume(&mut write, &BY, &made.account).await.unwrap();
        write.commit().await.unwrap();
        assert!(house.opens(&made.card.id).await);
    })
    .await;
}
