//! Inviting, giving and taking roles, and the log that remembers it.

mod common;

use std::time::Duration;

use common::{PASSWORD, account, director, from, librarian, scenario};
use people::audit::{BrokenReason, Head, Verdict};
use people::{AccountState, Actor, Error, Grant, Role, Scope, audit};
use store::prelude::*;

#[tokio::test]
async fn the_schema_is_the_same_on_both_databases() {
    store::testing::assert_same_schema(&[people::MIGRATIONS]).await;
}

#[tokio::test]
async fn an_invitation_opens_once_and_for_a_week() {
    scenario(|people| async move {
        let chief = Actor::Account(account(&people, "chief@example.org", director()).await);
        let sent = people.invite(&chief, "Luc", "luc@example.org", "fr", &librarian("lille")).await.unwrap();
        assert!(matches!(
            people.sign_in("luc@example.org", PASSWORD, &from("192.0.2.1")).await,
            Err(Error::BadCredentials)
        ));
        assert!(matches!(people.accept_invitation("no such token", PASSWORD).await, Err(Error::InvitationInvalid)));
        assert!(matches!(people.accept_invitation(&sent.token, "court").await, Err(Error::WeakPassword { .. })));
        people.accept_invitation(&sent.token, PASSWORD).await.unwrap();
        assert!(matches!(people.accept_invitation(&sent.token, PASSWORD).await, Err(Error::InvitationInvalid)));
        people.sign_in("luc@example.org", PASSWORD, &from("192.0.2.1")).await.unwrap();

        // A link asked for by whoever had got in dies with the password they knew.
        let mut write = people.db().write().await.unwrap();
        let link = people.ask_link(&mut write, "luc@example.org", &from("192.0.2.1")).await.unwrap().unwrap();
        write.commit().await.unwrap();
        let again = people.invite_again(&chief, &sent.account).await.unwrap();
        people.accept_invitation(&again.token, PASSWORD).await.unwrap();
        assert!(!people.link_is_good(&link.token).await.unwrap());

        let late = people.invite_again(&chief, &sent.account).await.unwrap();
        people.db().clock().advance(Duration::from_secs(8 * 24 * 3600));
        assert!(matches!(people.accept_invitation(&late.token, PASSWORD).await, Err(Error::InvitationInvalid)));

        let twice = people.invite(&chief, "Luc", "LUC@example.org", "fr", &librarian("roubaix")).await;
        assert!(matches!(twice, Err(Error::EmailTaken)), "{twice:?}");
    })
    .await;
}

#[tokio::test]
async fn roles_are_given_by_those_who_may() {
    scenario(|people| async move {
        let chief = account(&people, "chief@example.org", director()).await;
        let network = Grant { role: Role::NetworkLibrarian, scope: Scope::Whole };
        let network_id = account(&people, "reseau@example.org", network.clone()).await;
        let luc = account(&people, "luc@example.org", librarian("lille")).await;
        let by = |id: &String| Actor::Account(id.clone());

        let refused = |result: people::Result<()>| assert!(matches!(result, Err(Error::NotAllowed)), "{result:?}");
        refused(people.give_role(&by(&luc), &luc, &librarian("roubaix")).await);
        refused(people.give_role(&by(&network_id), &luc, &director()).await);
        refused(people.disable(&by(&network_id), &chief).await);
        refused(people.disable(&by(&luc), &network_id).await);
        people.give_role(&by(&network_id), &luc, &librarian("roubaix")).await.unwrap();
        people.give_role(&by(&network_id), &luc, &librarian("roubaix")).await.unwrap();
        let unfit = Grant { role: Role::Librarian, scope: Scope::Commune("59350".into()) };
        assert!(matches!(people.give_role(&by(&chief), &luc, &unfit).await, Err(Error::ScopeUnfit)));
        people.take_role(&by(&chief), &luc, &librarian("lille")).await.unwrap();
        assert!(matches!(people.take_role(&by(&chief), &luc, &librarian("lille")).await, Err(Error::NotFound)));

        let staff = people.staff().await.unwrap();
        let of = |id: &str| staff.iter().find(|m| m.account.id == id).unwrap();
        assert_eq!(of(&luc).grants, [librarian("roubaix")]);
        assert_eq!(of(&luc).account.state, AccountState::Active);

        // Somebody must remain who can manage everyone.
        assert!(matches!(people.take_role(&by(&chief), &chief, &director()).await, Err(Error::LastDirector)));
        assert!(matches!(people.disable(&by(&chief), &chief).await, Err(Error::LastDirector)));
        // A disabled account manages nobody.
        people.disable(&by(&chief), &network_id).await.unwrap();
        refused(people.give_role(&by(&network_id), &luc, &librarian("lille")).await);
    })
    .await;
}

#[tokio::test]
async fn the_log_holds_and_a_change_to_it_shows() {
    scenario(|people| async move {
        let chief = Actor::Account(account(&people, "chief@example.org", director()).await);
        for n in 0..3 {
            people.invite(&chief, "Luc", &format!("luc{n}@example.org"), "fr", &librarian("lille")).await.unwrap();
        }
        let db = people.db();
        let Verdict::Whole(head) = audit::verify(db, None).await.unwrap() else { panic!("broken") };
        assert_eq!(head.seq, 8);
        let page = audit::page(&mut db.read().await.unwrap(), None, None, 3).await.unwrap();
        assert_eq!(page.iter().map(|e| e.seq).collect::<Vec<_>>(), [8, 7, 6]);
        assert_eq!((page[0].action.as_str(), page[0].actor.clone()), ("staff.role_given", chief.to_string()));
        assert!(!page.iter().any(|e| e.details.contains("luc")), "no personal data");

        // A failed change leaves no entry.
        assert!(people.give_role(&chief, "nobody", &librarian("lille")).await.is_err());
        assert_eq!(audit::verify(db, Some(&head)).await.unwrap(), Verdict::Whole(head.clone()));

        let tamper = |sql: &'static str| async move {
            let mut write = db.write().await.unwrap();
            write.execute(sql, params![]).await.unwrap();
            write.commit().await.unwrap();
        };
        tamper("UPDATE people_audit SET actor = 'account:someone' WHERE seq = 5").await;
        assert_eq!(audit::verify(db, None).await.unwrap(), Verdict::Broken { seq: 5, reason: BrokenReason::Altered });
        tamper("DELETE FROM people_audit WHERE seq = 4").await;
        assert_eq!(audit::verify(db, None).await.unwrap(), Verdict::Broken { seq: 4, reason: BrokenReason::Missing });
        // Cut at its end, the chain holds: only the head noted elsewhere tells.
        tamper("DELETE FROM people_audit WHERE seq > 3").await;
        assert!(matches!(audit::verify(db, None).await.unwrap(), Verdict::Whole(Head { seq: 3, .. })));
        assert_eq!(
            audit::verify(db, Some(&head)).await.unwrap(),
            Verdict::Broken { seq: 4, reason: BrokenReason::Missing }
        );
    })
    .await;
}

#[tokio::test]
async fn writers_at_once_make_one_chain() {
    scenario(|people| async move {
        let tasks: Vec<_> = (0..12)
            .map(|n| {
                let people = people.clone();
                tokio::spawn(async move { account(&people, &format!("p{n}@example.org"), librarian("lille")).await })
            })
            .collect();
        for task in tasks {
            task.await.unwrap();
        }
        assert!(matches!(audit::verify(people.db(), None).await.unwrap(), Verdict::Whole(Head { seq: 24, .. })));
    })
    .await;
}
