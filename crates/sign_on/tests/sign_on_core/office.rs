//! The office sets vendors up, is told what is wrong, and tries them without anything being counted.

use access::local_zone;
use axum::http::StatusCode;
use people::testing::Browser;
use sign_on::{Attribute, VendorState, vendor};
use store::prelude::*;

use crate::house::scenario;

const OFFICE: &str = "/bureau/fournisseurs-acces";

#[tokio::test]
async fn a_vendor_is_added_told_and_opened() {
    scenario(|house| async move {
        let door = house.door("europresse", |_| {}).await;
        let director = house.director().await;
        let new = format!("{OFFICE}/nouveau");
        let fields = [("nom", "Europresse"), ("site", "https://europresse.example"), ("porte", door.as_str())];
        let made = house.post(&director, &new, &new, &fields).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text);
        let sheet = made.location.to_owned();
        let twice = house.post(&director, &new, &new, &fields).await;
        assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(twice.text.contains("porte déjà ce nom dans les adresses"), "{}", twice.text);
        for (field, bad, said) in [
            ("nom", "", "Donnez un nom"),
            ("site", "javascript:alert(1)", "Une adresse commence par"),
            ("porte", "nulle-part", "Choisissez la ressource"),
            ("code", "Œuvre !", "Des petites lettres"),
        ] {
            let mut fields = vec![("nom", "Autre"), ("code", "autre"), ("site", ""), ("porte", door.as_str())];
            fields.retain(|(name, _)| *name != field);
            fields.push((field, bad));
            let answer = house.post(&director, &new, &new, &fields).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
            assert!(answer.text.contains(said), "{field}: {}", answer.text);
        }

        // It opens once a protocol is in use, and a name is not asked for without a reason.
        let own = [("nom", "Europresse"), ("porte", door.as_str()), ("a_given_name", "1")];
        let opened = [&own[..], &[("etat", "open"), ("why_given_name", "Pour dire bonjour")]].concat();
        let early = house.post(&director, &sheet, &sheet, &opened).await;
        assert!(early.text.contains("un protocole en service"), "{}", early.text);
        let silent = house.post(&director, &sheet, &sheet, &[&own[..], &[("etat", "draft")]].concat()).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(silent.text.contains("Dites pourquoi"), "{}", silent.text);
        let mut link = vec![
            ("link_template", "https://e.example/?u={pseudonym}&s={signature}"),
            ("link_signed", "{pseudonym}{timestamp}{secret}"),
            ("link_algorithm", "md5"),
            ("link_time", "compact"),
            ("link_secret", "motdepasse-partage"),
            ("actif", "1"),
        ];
        let set = house.post(&director, &sheet, &format!("{sheet}/protocole/link"), &link).await;
        assert_eq!(set.status, StatusCode::SEE_OTHER, "{}", set.text);
        let done = house.post(&director, &sheet, &sheet, &opened).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
        let kept = vendor::by_code(&mut house.db.read().await.unwrap(), "europresse").await.unwrap();
        assert_eq!((kept.state, kept.attributes), (VendorState::Open, [Attribute::GivenName].into()));

        // A link that signs nobody is refused, what was typed stays, the secret never comes back.
        link[1].1 = "{timestamp}";
        let bad = house.post(&director, &sheet, &format!("{sheet}/protocole/link"), &link).await;
        assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(bad.text.contains("ne dit pas qui vient") && bad.text.contains("{timestamp}"), "{}", bad.text);
        for page in [&bad.text, &house.get(&director, &sheet).await.text] {
            assert!(!page.contains("motdepasse-partage"));
        }
        let row = house.db.read().await.unwrap().one("SELECT settings FROM sign_on_faces", params![]).await.unwrap();
        assert!(!row.text(0).unwrap().contains("motdepasse-partage"), "the secret is kept sealed");
        let list = house.get(&director, OFFICE).await;
        assert!(list.text.contains("Europresse") && list.text.contains("Lien signé"), "{}", list.text);
        let log = people::audit::page(&mut house.db.read().await.unwrap(), None, None, 20).await.unwrap();
        for action in ["sign_on.vendor_added", "sign_on.face_changed", "sign_on.vendor_changed"] {
            assert!(log.iter().any(|entry| entry.action == action), "{action}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_trial_shows_each_step_and_counts_nothing() {
    scenario(|house| async move {
        let door = house
            .door("films", |licence| {
                licence.seats = Some(1);
                licence.quota =
                    Some(access::ViewQuota { views: 1, period: access::QuotaPeriod::Month, group: String::new() });
            })
            .await;
        let id = house.vendor("films", &door, &[Attribute::GivenName]).await;
        let director = house.director().await;
        let sheet = format!("{OFFICE}/{id}");
        for _ in 0..3 {
            let tried = house.post(&director, &sheet, &format!("{sheet}/essai/link"), &[]).await;
            assert_eq!(tried.status, StatusCode::OK);
            assert!(tried.text.contains("va jusqu’au bout") && tried.text.contains("Camille"), "{}", tried.text);
            assert!(tried.text.replace("&#x2f;", "/").contains("https://films.example/sso?u="), "{}", tried.text);
        }
        let mut read = house.db.read().await.unwrap();
        let gauge = access::gauge(&mut read, &door, house.db.clock().now(), &local_zone()).await.unwrap();
        assert_eq!((gauge.licences[0].inside, gauge.licences[0].readers), (0, Some(0)));
        drop(read);
        // A trial goes by itself.
        house.db.clock().advance(std::time::Duration::from_secs(600));
        assert_eq!(sign_on::keep::run(&house.web).await.gone, 3);

        // What fails is named: the vendor is given less than its link says.
        house.declare("films", &door, VendorState::Open, &[]).await;
        let tried = house.post(&director, &sheet, &format!("{sheet}/essai/link"), &[]).await;
        assert!(tried.text.contains("n’aboutit pas"), "{}", tried.text);
        assert!(tried.text.contains("une ligne que ce fournisseur ne reçoit pas"), "{}", tried.text);
    })
    .await;
}

#[tokio::test]
async fn what_the_link_in_use_carries_is_not_withdrawn() {
    scenario(|house| async move {
        let door = house.door("films", |_| {}).await;
        let id = house.vendor("films", &door, &[Attribute::GivenName, Attribute::Member]).await;
        let director = house.director().await;
        let sheet = format!("{OFFICE}/{id}");
        let own = [("nom", "Films"), ("porte", door.as_str()), ("why_given_name", "Pour dire bonjour")];
        let without = [&own[..], &[("a_given_name", "1")]].concat();
        let save = async |fields: &[(&str, &str)], state: &str| {
            house.post(&director, &sheet, &sheet, &[fields, &[("etat", state)]].concat()).await
        };
        for state in ["open", "draft"] {
            let refused = save(&without, state).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(refused.text.contains("id=\"f-a_member-error\""), "{}", refused.text);
            assert!(refused.text.contains("Le lien signé en service porte cette ligne"), "{}", refused.text);
            assert!(!refused.text.contains("f-a_given_name-error"));
        }
        let kept = async || vendor::by_id(&mut house.db.read().await.unwrap(), &id).await.unwrap();
        assert_eq!(kept().await.attributes, [Attribute::GivenName, Attribute::Member].into());
        let all = [&without[..], &[("a_member", "1")]].concat();
        assert_eq!(save(&all, "open").await.status, StatusCode::SEE_OTHER);
        // A vendor is closed whatever else is set, and does not open again as it is.
        assert_eq!(save(&without, "closed").await.status, StatusCode::SEE_OTHER);
        assert_eq!(kept().await.attributes, [Attribute::GivenName].into());
        assert_eq!(save(&without, "open").await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(save(&all, "open").await.status, StatusCode::SEE_OTHER);
    })
    .await;
}

#[tokio::test]
async fn a_reader_sees_nothing_of_the_office() {
    scenario(|house| async move {
        let door = house.door("films", |_| {}).await;
        let id = house.vendor("films", &door, &[]).await;
        let (_, card) = house.reader("Zoé").await;
        let zoe = house.signed_in(&card).await;
        for path in [OFFICE.to_owned(), format!("{OFFICE}/nouveau"), format!("{OFFICE}/{id}")] {
            assert_eq!(house.get(&zoe, &path).await.status, StatusCode::FORBIDDEN, "{path}");
            assert!(house.get(&Browser::default(), &path).await.location.starts_with("/connexion?"), "{path}");
        }
    })
    .await;
}
