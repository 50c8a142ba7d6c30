//! What a vendor is told is what the reader agreed to; it can be taken back, and it goes with the account.

use axum::http::StatusCode;
use sign_on::{Attribute, consent, keep, privacy};
use store::prelude::*;

use crate::house::{scenario, value};

#[tokio::test]
async fn more_is_asked_again_and_not_told_before() {
    scenario(|house| async move {
        let door = house.door("films", |_| {}).await;
        house.vendor("films", &door, &[Attribute::GivenName]).await;
        let (account, card) = house.reader("Zoé").await;
        let zoe = house.signed_in(&card).await;
        let first = house.goes(&zoe, "films").await;
        assert_eq!(value(&first, "family_name"), None);

        house.vendor("films", &door, &[Attribute::GivenName, Attribute::FamilyName, Attribute::Email]).await;
        let led = house.get(&zoe, "/fournisseurs/films/aller").await;
        let page = house.get(&zoe, &led.location).await;
        assert!(page.text.contains("demande plus qu’avant"), "{}", page.text);
        assert_eq!(page.text.matches("class=\"tag\">nouveau").count(), 2);
        let mut read = house.db.read().await.unwrap();
        let agreed = consent::of_account(&mut read, &account).await.unwrap();
        assert_eq!(agreed[0].attributes, [Attribute::GivenName].into());
        drop(read);

        // What is agreed to is what was seen: a page read before the vendor was given more agrees to nothing more.
        let stale = [("retour", "/fournisseurs/films/aller"), ("vu", "given_name")];
        let again = house.post(&zoe, &led.location, "/fournisseurs/films/accord", &stale).await;
        assert_eq!(again.status, StatusCode::CONFLICT);
        assert!(house.get(&zoe, "/fournisseurs/films/aller").await.location.contains("/accord?"));

        let after = house.goes(&zoe, "films").await;
        assert_eq!(value(&after, "family_name").as_deref(), Some("Vandamme"));
        assert_eq!(value(&after, "u"), value(&first, "u"));

        // Given less again, it is told less, and nobody is asked.
        house.vendor("films", &door, &[Attribute::FamilyName]).await;
        house.db.clock().advance(std::time::Duration::from_secs(60));
        let less = house.get(&zoe, "/fournisseurs/films/aller").await;
        assert_eq!(value(&less.location, "given_name"), None);
        assert_eq!(value(&less.location, "family_name").as_deref(), Some("Vandamme"));
    })
    .await;
}

#[tokio::test]
async fn a_reader_takes_back_and_becomes_a_newcomer() {
    scenario(|house| async move {
        let door = house.door("films", |_| {}).await;
        house.vendor("films", &door, &[Attribute::GivenName]).await;
        let (_, card) = house.reader("Zoé").await;
        let zoe = house.signed_in(&card).await;
        let first = house.goes(&zoe, "films").await;
        let mine = house.get(&zoe, "/ma-carte/fournisseurs").await;
        assert!(mine.text.contains("Vendeur films saura votre prénom"), "{}", mine.text);
        assert!(mine.text.contains("Il ne saura ni votre nom, ni votre adresse e-mail, ni votre numéro de carte."));
        assert!(mine.text.contains("dernière visite le 23 nov. 2026<"), "the day, not the hour: {}", mine.text);

        let path = "/ma-carte/fournisseurs";
        let done = house.post(&zoe, path, &format!("{path}/films/oublier"), &[]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER);
        house.db.clock().advance(std::time::Duration::from_secs(60));
        let second = house.goes(&zoe, "films").await;
        assert_ne!(value(&first, "u"), value(&second, "u"));

        house.post(&zoe, path, &format!("{path}/films/retirer"), &[]).await;
        house.db.clock().advance(std::time::Duration::from_secs(60));
        assert!(house.get(&zoe, "/fournisseurs/films/aller").await.location.contains("/accord?"));
        assert!(house.get(&zoe, path).await.text.contains("encore allé chez aucun"));
        // Both visits were ended; nobody has to be told of a signed link.
        keep::run(&house.web).await;
        let mut read = house.db.read().await.unwrap();
        let left: i64 = read.one("SELECT count(*) FROM sign_on_logins", params![]).await.unwrap().get(0).unwrap();
        assert_eq!(left, 0);
    })
    .await;
}

#[tokio::test]
async fn an_erased_reader_leaves_nothing() {
    scenario(|house| async move {
        let door = house.door("films", |_| {}).await;
        house.vendor("films", &door, &[Attribute::GivenName]).await;
        let (account, card) = house.reader("Zoé").await;
        let (other, other_card) = house.reader("Ali").await;
        let pseudonym = value(&house.goes(&house.signed_in(&card).await, "films").await, "u").unwrap();
        house.goes(&house.signed_in(&other_card).await, "films").await;
        let held = privacy::held(&house.db, &account).await.unwrap();
        assert_eq!(held["agreements"][0]["told"][0], "given_name", "{held}");
        assert_eq!(held["pseudonyms"][0]["pseudonym"], pseudonym.as_str());
        assert_eq!(held["signed_in_at"].as_array().unwrap().len(), 1);

        let mut write = house.db.write().await.unwrap();
        privacy::erase(&mut write, &account).await.unwrap();
        write.commit().await.unwrap();
        let held = privacy::held(&house.db, &account).await.unwrap();
        assert_eq!(held, serde_json::json!({ "agreements": [], "pseudonyms": [], "signed_in_at": [] }));
        assert_eq!(privacy::held(&house.db, &other).await.unwrap()["agreements"].as_array().unwrap().len(), 1);
        keep::run(&house.web).await;
        let mut read = house.db.read().await.unwrap();
        for table in ["sign_on_logins", "sign_on_pseudonyms"] {
            let sql = format!("SELECT count(*) FROM {table} WHERE pseudonym = $1");
            let left: i64 = read.one(&sql, params![&pseudonym]).await.unwrap().get(0).unwrap();
            assert_eq!(left, 0, "{table}");
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_not_known_is_not_told() {
    scenario(|house| async move {
        let door = house.door("films", |_| {}).await;
        house
            .vendor("films", &door, &[Attribute::AgeBand, Attribute::Library, Attribute::Commune, Attribute::Adult])
            .await;
        let (_, card) = house.reader("Zoé").await;
        let zoe = house.signed_in(&card).await;
        let known = house.goes(&zoe, "films").await;
        assert_eq!(value(&known, "age_band").as_deref(), Some("26-64"));
        assert_eq!(value(&known, "library").as_deref(), Some("Médiathèque Jean Lévy"));
        assert_eq!(value(&known, "commune").as_deref(), Some("Lille"));
        let (_, card) = house.reader_unknown("Ali").await;
        let ali = house.signed_in(&card).await;
        let blank = house.goes(&ali, "films").await;
        for name in ["age_band", "library", "commune", "adult"] {
            assert_eq!(value(&blank, name).as_deref(), Some(""), "{name}");
        }
    })
    .await;
}
