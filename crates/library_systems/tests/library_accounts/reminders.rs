//! Letters before loans are due, and the calendar.

use axum::http::StatusCode;
use library_systems::mine::keep;

use crate::house::{House, Reader, holds, scenario};

async fn letters(house: &House, reader: &Reader) -> Vec<(String, String)> {
    let email = house.people.account(&reader.account).await.unwrap().email.unwrap();
    let waiting = mail::waiting_for(&mut house.db.read().await.unwrap(), &email).await.unwrap();
    waiting.into_iter().map(|(subject, text, _)| (subject, text)).collect()
}

#[tokio::test]
async fn who_asks_for_it_gets_one_letter_three_days_before() {
    scenario(|house| async move {
        let reader = house.linked().await;
        let quiet = house.reader("Paul", None).await;
        house.sip.check_out_until("20012345", "B001", "2026-11-27".parse().unwrap()).unwrap();
        assert_eq!(keep::run(&house.web).await.asked, 0, "off until one asks");
        let answer =
            house.post(&reader.browser, "/ma-carte/prets", "/ma-carte/prets/rappels", &[("reminds", "1")]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        let round = keep::run(&house.web).await;
        assert_eq!((round.asked, round.letters), (1, 0), "four days before is early");
        assert_eq!(keep::run(&house.web).await.asked, 0, "libraries are asked once a day");
        // The next morning it is three days; and at night nobody is asked or written to.
        house.later(12 * 3600);
        assert_eq!(keep::run(&house.web).await.asked, 0, "nobody is asked at midnight");
        house.later(12 * 3600);
        assert_eq!(keep::run(&house.web).await.letters, 1);
        let sent = letters(&house, &reader).await;
        assert_eq!(sent.len(), 1);
        assert_eq!(sent[0].0, "Un document à rendre bientôt");
        holds(
            &sent[0].1,
            &["– Germinal : ven. 27 nov. (Médiathèque de Roubaix)", "https://culture.example.fr/ma-carte/prets"],
        );
        house.later(24 * 3600);
        assert_eq!(keep::run(&house.web).await.letters, 0, "told once");
        // Renewed and due again: another letter, another day.
        house.sip.renew("20012345", "B001").unwrap();
        house.koha.check_out_until("L-77", "B003", "2026-11-28".parse().unwrap()).unwrap();
        house.later(24 * 3600);
        assert_eq!(keep::run(&house.web).await.letters, 1);
        assert!(letters(&house, &reader).await[1].1.contains("La Peste"));
        assert!(letters(&house, &quiet).await.is_empty());

        house.sign_in_again(&reader).await;
        house.post(&reader.browser, "/ma-carte/prets", "/ma-carte/prets/rappels", &[("reminds", "0")]).await;
        house.later(24 * 3600);
        assert_eq!(keep::run(&house.web).await.asked, 0);
    })
    .await;
}

#[tokio::test]
async fn an_address_no_letter_can_go_to_stops_nobody_elses() {
    scenario(|house| async move {
        let bad = house.linked().await;
        let good = house.reader("Paul", None).await;
        house.link(&good, &house.roubaix, "20012345", "1234").await;
        house.sip.check_out_until("20012345", "B001", "2026-11-25".parse().unwrap()).unwrap();
        for reader in [&bad, &good] {
            house.post(&reader.browser, "/ma-carte/prets", "/ma-carte/prets/rappels", &[("reminds", "1")]).await;
        }
        let mut write = house.db.write().await.unwrap();
        let sql = "UPDATE people_accounts SET email = 'pas une adresse' WHERE id = $1";
        write.execute(sql, store::params![&bad.account]).await.unwrap();
        write.commit().await.unwrap();
        let round = keep::run(&house.web).await;
        assert_eq!((round.asked, round.letters), (2, 1));
        assert_eq!(letters(&house, &good).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_calendar_tells_days_and_no_titles() {
    scenario(|house| async move {
        let reader = house.linked().await;
        for item in ["B001", "B002"] {
            house.sip.check_out_until("20012345", item, "2026-11-27".parse().unwrap()).unwrap();
        }
        house.later(60);
        house.shelf(&reader).await;
        let page = house.post(&reader.browser, "/ma-carte/prets", "/ma-carte/prets/agenda", &[("calendar", "1")]).await;
        let address = page.text.split("value=\"https://culture.example.fr").nth(1).unwrap().split('"').next().unwrap();
        let nobody = Default::default();
        let feed = house.get(&nobody, address).await;
        assert_eq!(feed.status, StatusCode::OK, "{}", feed.text);
        let text = feed.text.replace("\r\n ", "");
        holds(&text, &["DTSTART;VALUE=DATE:20261127\r\n", "SUMMARY:2 documents à rendre : Médiathèque de Roubaix\r\n"]);
        assert!(!text.contains("Germinal") && !text.contains("20012345"), "{text}");
        assert_eq!(house.get(&nobody, &address.replace(".ics", "")).await.status, StatusCode::NOT_FOUND);
        // A new address closes the one before, and one may close it altogether.
        let again =
            house.post(&reader.browser, "/ma-carte/prets", "/ma-carte/prets/agenda", &[("calendar", "1")]).await;
        let other = again.text.split("value=\"https://culture.example.fr").nth(1).unwrap().split('"').next().unwrap();
        assert_eq!(house.get(&nobody, address).await.status, StatusCode::NOT_FOUND);
        assert_eq!(house.get(&nobody, other).await.status, StatusCode::OK);
        house.post(&reader.browser, "/ma-carte/prets", "/ma-carte/prets/agenda", &[("calendar", "0")]).await;
        assert_eq!(house.get(&nobody, other).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}
