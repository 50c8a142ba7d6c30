//! Signing in, sessions, and attempts that fail.

mod common;

use std::time::Duration;

use common::{PASSWORD, account, director, from, librarian, scenario};
use people::{Actor, Client, Error, Permission, Target};
use store::prelude::*;

#[tokio::test]
async fn a_session_lives_while_it_is_used() {
    scenario(|people| async move {
        let id = account(&people, "Jeanne@Example.org ", librarian("lille")).await;
        let signed = people.sign_in(" jeanne@example.ORG", PASSWORD, &from("192.0.2.1")).await.unwrap();
        assert_eq!(signed.account, id);
        let session = people.session(&signed.session_token).await.unwrap().unwrap();
        let lille = Target::Institution { id: "lille", commune: None };
        assert!(session.may(Permission::ImportRecords, &lille));
        assert!(!session.may(Permission::ManageStaff, &Target::Anywhere));
        assert!(people.session(&"0".repeat(64)).await.unwrap().is_none());
        assert!(people.session("").await.unwrap().is_none());

        let hours = |n: u64| Duration::from_secs(n * 3600);
        for _ in 0..4 {
            people.db().clock().advance(hours(11));
            assert!(people.session(&signed.session_token).await.unwrap().is_some());
        }
        people.db().clock().advance(hours(13));
        assert!(people.session(&signed.session_token).await.unwrap().is_none(), "idle too long");
        people.db().clock().advance(hours(24 * 7));
        people.sweep().await.unwrap();
        let left = people.db().read().await.unwrap().one("SELECT count(*) FROM people_sessions", params![]).await;
        assert_eq!(left.unwrap().get::<i64>(0).unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn sessions_end_when_told_and_when_the_password_changes() {
    scenario(|people| async move {
        let id = account(&people, "jeanne@example.org", librarian("lille")).await;
        let mut tokens = Vec::new();
        for _ in 0..3 {
            tokens
                .push(people.sign_in("jeanne@example.org", PASSWORD, &from("192.0.2.1")).await.unwrap().session_token);
        }
        people.sign_out(&tokens[0]).await.unwrap();
        assert!(people.session(&tokens[0]).await.unwrap().is_none());
        assert_eq!(people.sessions(&id).await.unwrap().len(), 2);
        let session = people.session(&tokens[1]).await.unwrap().unwrap();
        assert!(matches!(
            people.change_password(&session, "wrong", "encore quatre mots").await,
            Err(Error::BadCredentials)
        ));
        assert!(matches!(people.change_password(&session, PASSWORD, "court").await, Err(Error::WeakPassword { .. })));
        people.change_password(&session, PASSWORD, "encore quatre mots").await.unwrap();
        assert!(people.session(&tokens[1]).await.unwrap().is_some());
        assert!(people.session(&tokens[2]).await.unwrap().is_none());
        people.sign_in("jeanne@example.org", "encore quatre mots", &from("192.0.2.1")).await.unwrap();
        assert_eq!(people.sign_out_everywhere(&id, None).await.unwrap(), 2);
    })
    .await;
}

#[tokio::test]
async fn wrong_answers_do_not_tell_what_was_wrong() {
    scenario(|people| async move {
        account(&people, "jeanne@example.org", librarian("lille")).await;
        for (email, password) in
            [("jeanne@example.org", "wrong"), ("nobody@example.org", PASSWORD), ("not an address", PASSWORD)]
        {
            let refused = people.sign_in(email, password, &from("192.0.2.1")).await;
            assert!(matches!(refused, Err(Error::BadCredentials)), "{refused:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn guessing_slows_down_and_does_not_lock_the_owner_out() {
    scenario(|people| async move {
        account(&people, "jeanne@example.org", director()).await;
        let home = from("192.0.2.1");
        let first = people.sign_in("jeanne@example.org", PASSWORD, &home).await.unwrap();

        let attacker = from("198.51.100.9");
        let mut waits = 0;
        for _ in 0..20 {
            match people.sign_in("jeanne@example.org", "wrong", &attacker).await {
                Err(Error::BadCredentials) => {}
                Err(Error::TooManyAttempts { retry_after_s }) => {
                    assert!(retry_after_s > 0);
                    waits += 1;
                }
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(waits, 15, "five attempts are free, then one waits");
        let even_right = people.sign_in("jeanne@example.org", PASSWORD, &attacker).await;
        assert!(matches!(even_right, Err(Error::TooManyAttempts { .. })), "waiting is not a way to test passwords");
        // The owner elsewhere feels nothing …
        people.sign_in("jeanne@example.org", PASSWORD, &from("203.0.113.5")).await.unwrap();
        // … nor on the attacker's own network, from a browser she has used before.
        let known = Client { device: Some(first.device_token.clone()), ..attacker.clone() };
        people.sign_in("jeanne@example.org", PASSWORD, &known).await.unwrap();
        // That device is known for her account only.
        account(&people, "luc@example.org", librarian("lille")).await;
        let luc = Client { device: Some(first.device_token), ..home };
        people.sign_in("luc@example.org", PASSWORD, &luc).await.unwrap();
        // An hour later it is forgotten.
        people.db().clock().advance(Duration::from_secs(3601));
        people.sign_in("jeanne@example.org", PASSWORD, &attacker).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn attempts_at_once_are_all_counted() {
    scenario(|people| async move {
        account(&people, "jeanne@example.org", director()).await;
        let tasks: Vec<_> = (0..40)
            .map(|_| {
                let people = people.clone();
                tokio::spawn(async move { people.sign_in("jeanne@example.org", "wrong", &from("198.51.100.9")).await })
            })
            .collect();
        let mut checked = 0;
        for task in tasks {
            checked += usize::from(matches!(task.await.unwrap(), Err(Error::BadCredentials)));
        }
        assert_eq!(checked, 5);
    })
    .await;
}

#[tokio::test]
async fn no_address_and_no_token_is_stored() {
    scenario(|people| async move {
        account(&people, "jeanne@example.org", director()).await;
        let ip = "198.51.100.77";
        let signed = people.sign_in("jeanne@example.org", PASSWORD, &from(ip)).await.unwrap();
        let _ = people.sign_in("jeanne@example.org", "wrong", &from(ip)).await;
        let mut read = people.db().read().await.unwrap();
        for (table, meta) in store::schema::tables(&mut read).await.unwrap() {
            for column in meta.columns {
                let sql = format!("SELECT CAST({} AS TEXT) FROM {table}", column.name);
                for row in read.all(&sql, params![]).await.unwrap() {
                    let text: String = row.get::<Option<String>>(0).unwrap().unwrap_or_default();
                    for secret in [ip, PASSWORD, &signed.session_token, &signed.device_token] {
                        assert!(!text.contains(secret), "{table}.{} holds {secret}", column.name);
                    }
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_disabled_account_is_out_at_once() {
    scenario(|people| async move {
        account(&people, "chief@example.org", director()).await;
        let id = account(&people, "jeanne@example.org", librarian("lille")).await;
        let signed = people.sign_in("jeanne@example.org", PASSWORD, &from("192.0.2.1")).await.unwrap();
        let mut write = people.db().write().await.unwrap();
        let link = people.ask_link(&mut write, "jeanne@example.org", &from("192.0.2.1")).await.unwrap().unwrap();
        write.commit().await.unwrap();
        people.disable(&Actor::System("test"), &id).await.unwrap();
        assert!(people.session(&signed.session_token).await.unwrap().is_none());
        let again = people.sign_in("jeanne@example.org", PASSWORD, &from("192.0.2.1")).await;
        assert!(matches!(again, Err(Error::BadCredentials)));
        people.enable(&Actor::System("test"), &id).await.unwrap();
        assert!(!people.link_is_good(&link.token).await.unwrap(), "links asked before stay dead");
        people.sign_in("jeanne@example.org", PASSWORD, &from("192.0.2.1")).await.unwrap();
    })
    .await;
}
