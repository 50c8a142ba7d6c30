//! What must fail, and fail closed.

use people::testing::Browser;
use std::time::Duration;

use axum::http::{StatusCode, header};
use sign_on::Attribute;
use store::testing::on_both_at;

use crate::house::{AT, FILMS, House, PRESSE, SETS, Ticketed, login};

const FACES: [&str; 5] = ["validate", "serviceValidate", "proxyValidate", "p3/serviceValidate", "p3/proxyValidate"];

fn is_yes(body: &str) -> bool {
    body.contains("authenticationSuccess") || body.starts_with("yes")
}

#[tokio::test]
async fn a_ticket_serves_once_its_own_service_in_time() {
    on_both_at(SETS, AT, |db| async move {
        let house = House::open(db).await;
        house.vendor("presse", &[PRESSE, "https://presse.example.org/autre"], &[]).await;
        house.vendor("films", &[FILMS], &[]).await;
        let ada = house.reader("Ada", "Lecourt").await;
        let browser = house.signed_in(&ada).await;
        for (at, face) in FACES.into_iter().enumerate() {
            let ticket = house.enter(&browser, PRESSE, "").await.ticket();
            assert_eq!(ticket.len(), 32, "every vendor must take 32 characters");
            let told = house.validate(face, PRESSE, &ticket, "").await;
            assert!(is_yes(&told.text), "{face}: {}", told.text);
            assert_eq!(told.headers[header::CACHE_CONTROL], "no-store");
            for again in FACES {
                assert!(!is_yes(&house.validate(again, PRESSE, &ticket, "").await.text), "{face}, then {again}");
            }

            // Another's, and one's own other address: refused, and lost with it.
            for other in [FILMS, "https://presse.example.org/autre", "https://evil.example/"] {
                let ticket = house.enter(&browser, PRESSE, "").await.ticket();
                let told = house.validate(face, other, &ticket, "").await;
                assert!(!is_yes(&told.text), "{face}: {}", told.text);
                assert!(at == 0 || told.text.contains("INVALID_SERVICE"), "{}", told.text);
                assert!(!is_yes(&house.validate(face, PRESSE, &ticket, "").await.text), "a ticket tried is spent");
            }

            let ticket = house.enter(&browser, PRESSE, "").await.ticket();
            house.clock().advance(Duration::from_secs(30));
            assert!(!is_yes(&house.validate(face, PRESSE, &ticket, "").await.text), "too late");

            let ticket = house.enter(&browser, PRESSE, "").await.ticket();
            house.clock().advance(Duration::from_secs(29));
            assert!(is_yes(&house.validate(face, PRESSE, &ticket, "").await.text), "just in time");

            // A proxy ticket is wanted: no, and the ticket is lost.
            if at > 0 {
                let ticket = house.enter(&browser, PRESSE, "").await.ticket();
                let told = house.validate(face, PRESSE, &ticket, "&pgtUrl=https://presse.example.org/p").await;
                assert!(told.text.contains("UNAUTHORIZED_SERVICE_PROXY"), "{}", told.text);
                assert!(!is_yes(&house.validate(face, PRESSE, &ticket, "").await.text));
            }
        }
        for (ticket, code) in [
            ("", "INVALID_REQUEST"),
            ("ST-AAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "INVALID_TICKET"),
            ("PT-1", "INVALID_TICKET_SPEC"),
            ("x", "INVALID_TICKET_SPEC"),
            ("ST-%00", "INVALID_TICKET"),
            ("ST-'%20OR%201=1--", "INVALID_TICKET"),
        ] {
            let told = house.validate("serviceValidate", PRESSE, ticket, "").await;
            assert!(told.text.contains(&format!("code=\"{code}\"")), "{ticket}: {}", told.text);
        }
        let long = format!("ST-{}", "A".repeat(20_000));
        assert!(!is_yes(&house.validate("serviceValidate", PRESSE, &long, "").await.text));
        let twice = house.validate("serviceValidate", PRESSE, "ST-1", "&ticket=ST-2").await;
        assert!(twice.text.contains("INVALID_REQUEST"), "{}", twice.text);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_many_who_show_one_ticket_one_is_told_yes() {
    on_both_at(SETS, AT, |db| async move {
        let house = std::sync::Arc::new(House::open(db).await);
        house.vendor("presse", &[PRESSE], &[]).await;
        let ada = house.reader("Ada", "Lecourt").await;
        let browser = house.signed_in(&ada).await;
        let ticket = house.enter(&browser, PRESSE, "").await.ticket();
        let mut asking = tokio::task::JoinSet::new();
        for at in 0..32 {
            let (house, ticket) = (house.clone(), ticket.clone());
            asking.spawn(async move { is_yes(&house.validate(FACES[at % 5], PRESSE, &ticket, "").await.text) });
        }
        let yes = asking.join_all().await.into_iter().filter(|yes| *yes).count();
        assert_eq!(yes, 1);
    })
    .await;
}

#[tokio::test]
async fn readers_are_sent_to_registered_addresses_and_nowhere_near_them() {
    on_both_at(SETS, AT, |db| async move {
        let house = House::open(db).await;
        house.vendor("films", &[FILMS], &[]).await;
        let ada = house.reader("Ada", "Lecourt").await;
        let browser = house.signed_in(&ada).await;
        house.enter(&browser, FILMS, "").await.ticket();
        for service in [
            "https://films.example.org/entrer/",
            "https://films.example.org/entrer/../../x",
            "https://films.example.org/",
            "https://films.example.org/entrer?x=1",
            "https://films.example.org/entrer?",
            "https://films.example.org/entrer#x",
            "https://films.example.org/Entrer",
            "https://films.example.org:443/entrer",
            "https://films.example.org:8443/entrer",
            "http://films.example.org/entrer",
            "HTTPS://films.example.org/entrer",
            "https://FILMS.example.org/entrer",
            "https://x@films.example.org/entrer",
            "https://films.example.org@evil.example/entrer",
            "https://films.example.org.evil.example/entrer",
            "https://evil.example/?https://films.example.org/entrer",
            "https://films.example.org/entrer\r\nSet-Cookie: a=b",
            "https://films.example.org/entrer%0d%0aSet-Cookie: a=b",
            " https://films.example.org/entrer",
            "https://films.example.org/entrer\0",
            "//films.example.org/entrer",
            "/\\evil.example",
            "javascript:alert(1)",
            "data:text/html,x",
        ] {
            for more in ["", "&gateway=true", "&renew=true", "&warn=true"] {
                let answer = house.get(&browser, &login(service, more)).await;
                assert_eq!(answer.status, StatusCode::FORBIDDEN, "{service:?}{more}");
                assert_eq!(answer.location, "", "{service:?}{more}");
                assert!(!answer.text.contains("//evil.example") && !answer.text.contains("ST-"));
            }
        }
        for refused in [
            format!("{}&service=https://evil.example/", login(FILMS, "")),
            format!("{}&service=", login(FILMS, "")),
            login(&format!("{FILMS}{}", "x".repeat(3_000)), ""),
        ] {
            let answer = house.get(&browser, &refused).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{refused}");
        }
        let picture = house.embedded(&browser, &login(FILMS, "")).await;
        assert_eq!(picture.status, StatusCode::FORBIDDEN, "no ticket for a picture");
    })
    .await;
}

#[tokio::test]
async fn a_name_changes_nothing_of_the_answer() {
    on_both_at(SETS, AT, |db| async move {
        let house = House::open(db).await;
        house.vendor("presse", &[PRESSE], &[Attribute::GivenName, Attribute::FamilyName]).await;
        let name = "</cas:givenName></cas:attributes><cas:user>directeur</cas:user><!--";
        let ada = house.reader(name, "Lecourt ]]> &amp; \"Cie\"").await;
        let browser = house.signed_in(&ada).await;
        let ticket = house.enter(&browser, PRESSE, "").await.ticket();
        let told = house.validate("p3/serviceValidate", PRESSE, &ticket, "").await.text;
        assert!(is_yes(&told), "{told}");
        assert_eq!(told.matches("<cas:user>").count(), 1, "{told}");
        assert!(told.contains("&lt;cas:user&gt;directeur&lt;/cas:user&gt;"), "{told}");
        assert!(told.contains("<cas:sn>Lecourt ]]&gt; &amp;amp; &quot;Cie&quot;</cas:sn>"), "{told}");
    })
    .await;
}

#[tokio::test]
async fn a_ticket_is_worth_nothing_once_the_session_or_the_agreement_is_over() {
    on_both_at(SETS, AT, |db| async move {
        let house = House::open(db).await;
        let vendor = house.vendor("presse", &[PRESSE], &[]).await;
        let ada = house.reader("Ada", "Lecourt").await;
        let browser = house.signed_in(&ada).await;
        let ticket = house.enter(&browser, PRESSE, "").await.ticket();
        house.get(&browser, "/cas/logout").await;
        let told = house.validate("serviceValidate", PRESSE, &ticket, "").await.text;
        assert!(told.contains("INVALID_TICKET"), "she left: {told}");

        let browser = house.signed_in(&ada).await;
        let ticket = house.enter(&browser, PRESSE, "").await.ticket();
        let account = house.people.session(&browser.session().unwrap()).await.unwrap().unwrap().account.id;
        let mut write = house.db.write().await.unwrap();
        sign_on::consent::withdraw(&mut write, &account, &vendor).await.unwrap();
        write.commit().await.unwrap();
        let told = house.validate("serviceValidate", PRESSE, &ticket, "").await.text;
        assert!(told.contains("INVALID_TICKET"), "she took her agreement back: {told}");
        let ticket = house.enter(&browser, PRESSE, "").await.ticket();
        let told = house.validate("serviceValidate", PRESSE, &ticket, "").await.text;
        assert!(is_yes(&told), "she agrees again, a moment later: {told}");

        house.vendor("films", &[FILMS], &[]).await;
        let ticket = house.enter(&browser, FILMS, "").await.ticket();
        let mut write = house.db.write().await.unwrap();
        sign_on::privacy::erase(&mut write, &account).await.unwrap();
        write.commit().await.unwrap();
        let told = house.validate("serviceValidate", FILMS, &ticket, "").await.text;
        assert!(told.contains("INVALID_TICKET"), "she is gone: {told}");
    })
    .await;
}

#[tokio::test]
async fn tickets_are_not_kept_as_they_are() {
    on_both_at(SETS, AT, |db| async move {
        use store::prelude::*;
        let house = House::open(db).await;
        house.vendor("presse", &[PRESSE], &[]).await;
        let ada = house.reader("Ada", "Lecourt").await;
        let browser = house.signed_in(&ada).await;
        let ticket = house.enter(&browser, PRESSE, "").await.ticket();
        let kept = async || {
            let mut read = house.db.read().await.unwrap();
            let rows = read.all("SELECT hash, text FROM sign_on_cas_tickets", params![]).await.unwrap();
            rows.iter()
                .map(|row| (row.get::<String>(0).unwrap(), row.get::<Option<String>>(1).unwrap()))
                .collect::<Vec<_>>()
        };
        let before = kept().await;
        assert_eq!(before.len(), 1);
        assert!(before[0].0.len() == 64 && before[0].1.is_none());
        house.validate("serviceValidate", PRESSE, &ticket, "").await;
        assert_eq!(kept().await[0].1.as_deref(), Some(ticket.as_str()), "spent, it only names the session");
        // What nobody came for is forgotten.
        let nobody = Browser::default();
        house.get(&nobody, &login(PRESSE, "")).await;
        house.enter(&browser, PRESSE, "").await.ticket();
        house.clock().advance(Duration::from_secs(3_600));
        house.enter(&browser, PRESSE, "").await.ticket();
        assert_eq!(kept().await.len(), 2);
    })
    .await;
}
