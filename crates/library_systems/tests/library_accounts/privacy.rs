//! What is kept, for how long, and how it goes.

use store::{Query, params};

use crate::house::{House, action, holds, scenario};

const TABLES: [&str; 5] = [
    "library_systems_links",
    "library_systems_choices",
    "library_systems_reminded",
    "library_systems_link_tries",
    "library_systems_deeds",
];

async fn rows(house: &House, table: &str) -> i64 {
    let mut read = house.db.read().await.unwrap();
    read.one(&format!("SELECT count(*) FROM {table}"), params![]).await.unwrap().get(0).unwrap()
}

#[tokio::test]
async fn a_reader_erased_leaves_nothing() {
    scenario(|house| async move {
        let reader = house.linked().await;
        house.sip.check_out_until("20012345", "B001", "2026-11-25".parse().unwrap()).unwrap();
        house.later(60);
        let page = house.get(&reader.browser, "/ma-carte/prets").await;
        let fields = [("once", &*page.field("once")), ("item", "B001")];
        house.post(&reader.browser, "/ma-carte/prets", &action(&page, "/prolonger"), &fields).await;
        house.post(&reader.browser, "/ma-carte/prets", "/ma-carte/prets/rappels", &[("reminds", "1")]).await;
        house.sip.check_out_until("20012345", "B002", "2026-11-25".parse().unwrap()).unwrap();
        house.later(60);
        library_systems::mine::keep::run(&house.web).await;
        let form = format!("/ma-carte/prets/relier/{}", house.roubaix);
        house.post(&reader.browser, &form, &form, &[("number", "1"), ("code", "1")]).await;
        for table in TABLES {
            assert!(rows(&house, table).await > 0, "{table}");
        }

        let held = library_systems::privacy::held(&house.db, &reader.account).await.unwrap();
        let text = held.to_string();
        for told in ["20012345", "L-77", "Germinal", "\"letters_before_loans_are_due\":true"] {
            assert!(text.contains(told), "{told} is missing in {text}");
        }
        // Nothing of it is in the log.
        let log = people::audit::page(&mut house.db.read().await.unwrap(), None, None, 500).await.unwrap();
        assert!(log.iter().all(|entry| !entry.action.starts_with("loan") && !entry.subject.contains(&reader.account)));

        let mut write = house.db.write().await.unwrap();
        library_systems::privacy::erase(&mut write, &reader.account).await.unwrap();
        write.commit().await.unwrap();
        // A hash of a number somebody tried stays an hour: it is nobody's.
        house.later(3601);
        library_systems::mine::keep::run(&house.web).await;
        for table in TABLES {
            assert_eq!(rows(&house, table).await, 0, "{table}");
        }
    })
    .await;
}

#[tokio::test]
async fn what_nobody_looks_at_is_forgotten_after_a_week_and_the_link_stays() {
    scenario(|house| async move {
        let reader = house.linked().await;
        house.sip.check_out("20012345", "B001").unwrap();
        house.later(60);
        holds(&house.shelf(&reader).await, &["Germinal"]);
        let kept = "SELECT count(*) FROM library_systems_links WHERE state IS NOT NULL";
        let count =
            async || -> i64 { house.db.read().await.unwrap().one(kept, params![]).await.unwrap().get(0).unwrap() };
        house.later(6 * 86_400);
        library_systems::mine::keep::run(&house.web).await;
        assert_eq!(count().await, 2);
        house.later(86_400);
        assert_eq!(library_systems::mine::keep::run(&house.web).await.forgotten, 2);
        assert_eq!(count().await, 0);
        assert_eq!(rows(&house, "library_systems_links").await, 2);
    })
    .await;
}

#[tokio::test]
async fn what_a_guardian_linked_stays_the_childs_when_the_guardian_goes() {
    scenario(|house| async move {
        let parent = house.reader("Jeanne", None).await;
        let child = house.reader("Zoé", Some(&parent.account)).await;
        let form = format!("/ma-carte/prets/relier/{}", house.roubaix);
        let sent = [("number", "20012345"), ("code", "1234"), ("pour", child.account.as_str())];
        house.post(&parent.browser, &form, &form, &sent).await;
        let mut write = house.db.write().await.unwrap();
        library_systems::privacy::erase(&mut write, &parent.account).await.unwrap();
        write.commit().await.unwrap();
        let sql = "SELECT count(*) FROM library_systems_links WHERE account = $1 AND linked_by = $1";
        let row = house.db.read().await.unwrap().one(sql, params![&child.account]).await.unwrap();
        assert_eq!(row.get::<i64>(0).unwrap(), 1);
    })
    .await;
}
