//! What is held, given and gone.

use std::time::Duration;

use access::{Right, RightKind, RightScope, RightState, rights};
use jiff::civil::date;
use jiff::{Timestamp, ToSpan};
use library_card::held::{erase, gather};
use library_card::retention::{Retention, run, runs};
use library_card::{Beginning, register};
use people::{Actor, NewHolder, holder};
use store::prelude::*;

use crate::house::{House, scenario};

const BY: Actor = Actor::System("test");

async fn traces(db: &Db, marks: &[&str]) -> Vec<String> {
    let mut read = db.read().await.unwrap();
    let mut found = Vec::new();
    for (table, meta) in store::schema::tables(&mut read).await.unwrap() {
        for column in meta.columns {
            let sql = format!("SELECT CAST({} AS TEXT) FROM {table}", column.name);
            for row in read.all(&sql, params![]).await.unwrap() {
                let text = row.get::<Option<String>>(0).unwrap().unwrap_or_default().to_lowercase();
                for mark in marks {
                    if text.contains(&mark.to_lowercase()) {
                        found.push(format!("{table}.{}: {mark}", column.name));
                    }
                }
            }
        }
    }
    found
}

/// Someone with a session, a passkey's challenge, an address waiting, a letter, and an entry at a door.
async fn busy(house: &House) -> (String, String) {
    let new = NewHolder {
        given_name: "Zéphyrine",
        family_name: "Quenneville",
        birth_date: Some(date(1984, 5, 12)),
        postal_code: Some("59118"),
        commune: Some("59636"),
        email: Some("zephyrine@example.org"),
        ..NewHolder::default()
    };
    let (made, pin) = house.reader_with(new).await;
    house.people.sign_in_with_card(&made.card.number, pin, &people::Client::default()).await.unwrap();
    house.people.passkey_challenge(Some(&made.account), &people::Client::default()).await.unwrap();
    assert!(house.opens(&made.card.id).await);
    let mut write = house.db.write().await.unwrap();
    house.people.ask_email(&mut write, &made.account, "quenneville@example.net").await.unwrap();
    for to in ["zephyrine@example.org", "quenneville@example.net"] {
        let letter = mail::Letter { to: to.into(), subject: "x".into(), text: "Zéphyrine".into(), html: None };
        mail::post(&mut write, &letter).await.unwrap();
    }
    write.commit().await.unwrap();
    (made.account, made.card.number)
}

#[tokio::test]
async fn whoever_is_erased_leaves_nothing_and_counts_stay() {
    scenario(|house| async move {
        let (account, number) = busy(&house).await;
        let marks = ["zephyrine", "zéphyrine", "quenneville", number.as_str()];
        assert!(!traces(&house.db, &marks).await.is_empty(), "the search finds what is there");
        let uses = "SELECT count(*) FROM access_uses WHERE outcome = 'admitted'";
        let count = |sql: &'static str| {
            let db = house.db.clone();
            async move { db.read().await.unwrap().one(sql, params![]).await.unwrap().get::<i64>(0).unwrap() }
        };
        let before = count(uses).await;
        let mut write = house.db.write().await.unwrap();
        erase(&mut write, &BY, &[], &account).await.unwrap();
        write.commit().await.unwrap();
        assert_eq!(traces(&house.db, &marks).await, Vec::<String>::new());
        assert_eq!(count(uses).await, before, "counts stay");
        // Only the log still has the identifier, which names nobody.
        for trace in traces(&house.db, &[&account]).await {
            assert!(trace.starts_with("people_audit."), "{trace}");
        }
        assert!(matches!(people::audit::verify(&house.db, None).await.unwrap(), people::audit::Verdict::Whole(_)));
    })
    .await;
}

#[tokio::test]
async fn the_export_holds_everything_and_nobody_else() {
    scenario(|house| async move {
        let (account, number) = busy(&house).await;
        house.reader("Luc", "Petit", date(1990, 1, 1)).await;
        let all = gather(&house.db, &[], &account).await.unwrap();
        let text = serde_json::to_string(&all).unwrap();
        for held in [
            "Zéphyrine",
            "Quenneville",
            "1984-05-12",
            "59636",
            "zephyrine@example.org",
            &number,
            "library_card",
            "card.registered",
        ] {
            assert!(text.contains(held), "{held} in {text}");
        }
        assert!(!text.contains("Petit"));
        for room in ["card", "access", "letters"] {
            assert!(all.get(room).is_some(), "{room}");
        }
        for secret in ["$argon2", "token_hash"] {
            assert!(!text.contains(secret), "{secret} is nobody's to read");
        }
    })
    .await;
}

#[tokio::test]
async fn a_child_s_card_outlives_its_parent_s_account() {
    scenario(|house| async move {
        let (parent, _) = house.reader("Jeanne", "Delattre", date(1984, 5, 12)).await;
        let child = NewHolder {
            given_name: "Zoé",
            family_name: "Delattre",
            birth_date: Some(date(2018, 3, 3)),
            guardian: Some(&parent.account),
            ..NewHolder::default()
        };
        let (child, _) = house.reader_with(child).await;
        let mut read = house.db.read().await.unwrap();
        let own = holder::children_on(&mut read, &parent.account, date(2026, 11, 22)).await.unwrap();
        drop(read);
        assert_eq!(own.len(), 1);
        assert_eq!(own[0].holder.age_on(date(2026, 11, 22)), Some(8));
        let mut write = house.db.write().await.unwrap();
        erase(&mut write, &BY, &[], &parent.account).await.unwrap();
        write.commit().await.unwrap();
        let left = house.people.holder(&child.account).await.unwrap().unwrap();
        assert_eq!(left.guardian, None);
        assert!(house.opens(&child.card.id).await);
    })
    .await;
}

#[tokio::test]
async fn what_has_served_its_time_goes_by_itself() {
    scenario(|house| async move {
        let day = Duration::from_secs(86_400);
        let (kept, _) = house.reader("Jeanne", "Delattre", date(1984, 5, 12)).await;
        let mut write = house.db.write().await.unwrap();
        let new = NewHolder { family_name: "Jamaisvu", language: "fr", origin: "online", ..NewHolder::default() };
        let never = register(&mut write, &BY, &new, None, Beginning::default()).await.unwrap();
        library_card::patron_file::keep(&mut write, "someone", "l", "f.csv", "id;nom\n1;Fichier\n").await.unwrap();
        write.commit().await.unwrap();
        let removed = run(&house.db, &[]).await.unwrap();
        assert!(removed.iter().all(|(_, count)| *count == 0), "{removed:?}");

        house.db.clock().advance(day * 31);
        let removed = run(&house.db, &[]).await.unwrap();
        assert!(removed.contains(&("unconfirmed", 1)) && removed.contains(&("files", 1)), "{removed:?}");
        assert!(house.people.holder(&never.account).await.unwrap().is_none());
        assert!(traces(&house.db, &["jamaisvu", "fichier"]).await.is_empty());
        let lines = runs(&mut house.db.read().await.unwrap(), 20).await.unwrap();
        assert!(lines.iter().any(|line| line.what == "unconfirmed" && line.removed == 1));

        // Two years after the card's end, and not before.
        house.db.clock().advance(day * (334 + 725));
        run(&house.db, &[]).await.unwrap();
        assert!(house.people.holder(&kept.account).await.unwrap().is_some());
        house.db.clock().advance(day * 10);
        run(&house.db, &[]).await.unwrap();
        assert!(house.people.holder(&kept.account).await.unwrap().is_none());
    })
    .await;
}

const DAY: Duration = Duration::from_secs(86_400);

/// Someone registered online and never seen, who holds a museum pass of so many days, if given.
async fn never_seen(write: &mut Write, pass: Option<(RightState, i64)>) -> String {
    let new = NewHolder { family_name: "Jamaisvu", language: "fr", origin: "online", ..NewHolder::default() };
    let account = register(write, &BY, &new, None, Beginning::default()).await.unwrap().account;
    if let Some((state, days)) = pass {
        give_pass(write, &account, state, days).await;
    }
    account
}

async fn give_pass(write: &mut Write, account: &str, state: RightState, days: i64) {
    let now: Timestamp = write.clock().now();
    let right = Right {
        id: String::new(),
        kind: RightKind::MuseumPass,
        holder: Some(account.to_owned()),
        scope: RightScope::Everywhere,
        valid_from: now,
        valid_until: Some(now + (days * 24).hours()),
        quota: None,
        admits: 1,
        state,
    };
    rights::issue(write, &right).await.unwrap();
}

#[tokio::test]
async fn whoever_holds_a_pass_that_is_good_stays() {
    scenario(|house| async move {
        let (kept, _) = house.reader("Jeanne", "Delattre", date(1984, 5, 12)).await;
        let (gone, _) = house.reader("Luc", "Petit", date(1990, 1, 1)).await;
        let mut write = house.db.write().await.unwrap();
        give_pass(&mut write, &kept.account, RightState::Active, 1300).await;
        let stay = [
            never_seen(&mut write, Some((RightState::Active, 1300))).await,
            never_seen(&mut write, Some((RightState::Suspended, 1300))).await,
        ];
        let go = [
            never_seen(&mut write, None).await,
            never_seen(&mut write, Some((RightState::Active, 20))).await,
            never_seen(&mut write, Some((RightState::Cancelled, 1300))).await,
        ];
        write.commit().await.unwrap();
        let is_there = async |account: &str| house.people.holder(account).await.unwrap().is_some();

        house.db.clock().advance(DAY * 31);
        assert!(run(&house.db, &[]).await.unwrap().contains(&("unconfirmed", 3)));
        for account in &stay {
            assert!(is_there(account).await);
            let held = rights::of_holder(&mut house.db.read().await.unwrap(), account).await.unwrap();
            assert!(held.iter().any(|right| right.kind == RightKind::MuseumPass), "the pass too");
        }
        for account in &go {
            assert!(!is_there(account).await);
        }

        // Twenty-five months after the card's end.
        house.db.clock().advance(DAY * (334 + 761));
        assert!(run(&house.db, &[]).await.unwrap().contains(&("ended", 1)));
        assert!(is_there(&kept.account).await && !is_there(&gone.account).await);

        house.db.clock().advance(DAY * 200);
        let removed = run(&house.db, &[]).await.unwrap();
        assert!(removed.contains(&("unconfirmed", 2)) && removed.contains(&("ended", 1)), "{removed:?}");
    })
    .await;
}

#[tokio::test]
async fn those_who_stay_leave_their_turn_to_others() {
    scenario(|house| async move {
        let mut write = house.db.write().await.unwrap();
        for _ in 0..201 {
            never_seen(&mut write, Some((RightState::Active, 400))).await;
        }
        let last = never_seen(&mut write, None).await;
        write.commit().await.unwrap();
        house.db.clock().advance(DAY * 31);
        assert!(run(&house.db, &[]).await.unwrap().contains(&("unconfirmed", 1)));
        assert!(house.people.holder(&last).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn a_territory_chooses_within_bounds() {
    scenario(|house| async move {
        let mut write = house.db.write().await.unwrap();
        let shorter = Retention { unconfirmed_days: 10, ended_months: 6 };
        shorter.choose(&mut write, &BY).await.unwrap();
        assert_eq!(Retention::read(&mut write).await.unwrap(), shorter);
        assert!(!Retention { unconfirmed_days: 3, ended_months: 6 }.is_fit());
        assert!(!Retention { unconfirmed_days: 30, ended_months: 0 }.is_fit());
    })
    .await;
}
