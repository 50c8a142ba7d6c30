//! The office's sheet: CAS set up, refused with its reason, tried.

use axum::http::StatusCode;
use sign_on::Attribute;
use store::testing::on_both_at;

use crate::house::{AT, FILMS, House, PRESSE, SETS, Ticketed, plain};
use crate::site;

const GOOD: [(&str, &str); 5] = [
    ("actif", "1"),
    ("cas_services", "https://cours.example.org/retour\r\n  https://cours.example.org/autre?x=1  \r\n\r\n"),
    ("cas_logout", "service"),
    ("cas_returns", ""),
    ("cas_seconds", "45"),
];

#[tokio::test]
async fn what_is_wrong_is_said_beside_its_field() {
    on_both_at(SETS, AT, |db| async move {
        let house = House::open(db).await;
        house.vendor("presse", &[PRESSE], &[]).await;
        let id = house.vendor("cours", &["https://cours.example.org/retour"], &[]).await;
        let director = house.director().await;
        let sheet = format!("/bureau/fournisseurs-acces/{id}");
        let save = format!("{sheet}/protocole/cas");
        let shown = house.get(&director, &sheet).await;
        assert_eq!(shown.status, StatusCode::OK, "{}", shown.text);
        assert!(plain(&shown.text).contains("https://culture.example.org/cas"), "the address to give to the vendor");
        for (field, typed, said) in [
            ("cas_services", "", "au moins une adresse"),
            ("cas_services", PRESSE, "déjà celle d’un autre fournisseur"),
            ("cas_services", "http://cours.example.org/", "commence par https://"),
            ("cas_services", "https://cours.example.org/ok\nhttps://moi@cours.example.org/", "nom d’utilisateur"),
            ("cas_services", "https://cours.example.org/#a", "avant le signe #"),
            ("cas_services", "https://cours.example.org/?ticket=1", "c’est nous qui l’ajoutons"),
            ("cas_services", "http://127.0.0.1/", "commence par https://"),
            ("cas_returns", "https://cours.example.org/../x", "ne remonte pas"),
            ("cas_seconds", "61", "entre 10 et 60"),
            ("cas_seconds", "-1", "entre 10 et 60"),
            ("cas_seconds", "1e3", "entre 10 et 60"),
        ] {
            let fields: Vec<(&str, &str)> =
                GOOD.iter().map(|(name, good)| (*name, if *name == field { typed } else { *good })).collect();
            let answer = house.send_form(&director, &sheet, &save, &fields).await;
            assert_ne!(answer.status, StatusCode::SEE_OTHER, "{field}={typed}");
            assert!(plain(&answer.text).contains(said), "{field}={typed}: {}", answer.text);
            assert!(answer.text.contains(&format!("id=\"f-{field}-error\"")), "{}", answer.text);
        }
        let elsewhere = [("actif", "1"), ("cas_services", FILMS), ("cas_logout", "address")];
        let answer = house.send_form(&director, &sheet, &save, &elsewhere).await;
        assert!(answer.text.contains("id=\"f-cas_logout_address-error\""), "{}", answer.text);
        // A form without anything in it is a form.
        let empty = house.send_form(&director, &sheet, &save, &[]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", empty.text);

        let kept = house.send_form(&director, &sheet, &save, &GOOD).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.text);
        let ada = house.reader("Ada", "Lecourt").await;
        let browser = house.signed_in(&ada).await;
        house.enter(&browser, "https://cours.example.org/autre?x=1", "").await.ticket();
        let reader = house.signed_in(&ada).await;
        assert_eq!(house.get(&reader, &sheet).await.status, StatusCode::FORBIDDEN);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_trial_walks_the_whole_exchange() {
    on_both_at(SETS, AT, |db| async move {
        let house = House::open(db).await;
        let (listens, heard) = site(StatusCode::OK).await;
        let (fails, _) = site(StatusCode::INTERNAL_SERVER_ERROR).await;
        let good = house.vendor("cours", &[&listens], &[Attribute::GivenName]).await;
        let deaf = house.vendor("films", &[&fails], &[]).await;
        let director = house.director().await;
        for (id, sound) in [(good, true), (deaf, false)] {
            let sheet = format!("/bureau/fournisseurs-acces/{id}");
            let tried = house.send_form(&director, &sheet, &format!("{sheet}/essai/cas"), &[]).await;
            assert_eq!(tried.status, StatusCode::OK, "{}", tried.text);
            let page = plain(&tried.text);
            assert_eq!(
                page.matches("class=\"vendor-step vendor-step-good\"").count(),
                if sound { 7 } else { 6 },
                "{page}"
            );
            assert_eq!(page.contains("<cas:givenName>Camille</cas:givenName>"), sound, "what it would be told");
            assert!(page.contains("INVALID_TICKET") && page.contains("INVALID_SERVICE"), "{page}");
            assert!(!page.contains("vendor-step-failed"), "{page}");
            assert_eq!(page.contains("Il a répondu par une erreur"), !sound, "{page}");
        }
        let requests = heard.lock().unwrap();
        assert_eq!(requests.len(), 1);
        assert!(requests[0].contains("<samlp:SessionIndex>ST-"), "{requests:?}");
    })
    .await;
}
