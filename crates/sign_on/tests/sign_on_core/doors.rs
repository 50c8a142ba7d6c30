//! A vendor's door is a door: licences, quotas and seats hold.

use people::testing::Browser;
use std::time::Duration;

use access::{Budget, QuotaPeriod, ViewQuota, budgets, doors, local_zone};
use axum::http::StatusCode;
use sign_on::vendor::{self, KeptFace};
use sign_on::{Attribute, Face, VendorState, keep};
use store::prelude::*;

use crate::house::{scenario, value};

#[tokio::test]
async fn two_vendors_know_one_reader_by_two_names() {
    scenario(|house| async move {
        for code in ["presse", "films"] {
            let door = house.door(code, |_| {}).await;
            house.vendor(code, &door, &[Attribute::GivenName, Attribute::Member]).await;
        }
        let (_, card) = house.reader("Zoé").await;
        let zoe = house.signed_in(&card).await;
        let (press, films) = (house.goes(&zoe, "presse").await, house.goes(&zoe, "films").await);
        let name = |address: &str| value(address, "u").unwrap();
        assert_ne!(name(&press), name(&films));
        assert!(name(&press).len() >= 32, "{}", name(&press));
        assert_eq!((value(&press, "given_name"), value(&press, "member")), (Some("Zoé".into()), Some("true".into())));
        assert!(!press.contains(&card) && !press.contains("Vandamme"), "{press}");

        // The same from another session, and for nobody else.
        house.db.clock().advance(Duration::from_secs(3600));
        let again = house.signed_in(&card).await;
        assert_eq!(name(&house.goes(&again, "presse").await), name(&press));
        let (_, other) = house.reader("Ali").await;
        assert_ne!(name(&house.goes(&house.signed_in(&other).await, "presse").await), name(&press));
    })
    .await;
}

#[tokio::test]
async fn the_fifth_entry_is_refused_with_its_day() {
    scenario(|house| async move {
        let door = house
            .door("films", |licence| {
                licence.quota = Some(ViewQuota { views: 4, period: QuotaPeriod::Month, group: String::new() });
                licence.view_hours = 1;
            })
            .await;
        house.vendor("films", &door, &[]).await;
        let (_, card) = house.reader("Zoé").await;
        let zoe = house.signed_in(&card).await;
        // Asked, not yet agreed: nothing is taken.
        assert!(house.get(&zoe, "/fournisseurs/films/aller").await.location.contains("/accord?"));
        for _ in 0..4 {
            house.goes(&zoe, "films").await;
            // A double click is one use.
            house.goes(&zoe, "films").await;
            house.db.clock().advance(Duration::from_secs(2 * 3600));
        }
        let refused = house.get(&zoe, "/fournisseurs/films/aller").await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        assert!(refused.text.contains("1er déc."), "{}", refused.text);
        let mut read = house.db.read().await.unwrap();
        let gauge = access::gauge(&mut read, &door, house.db.clock().now(), &local_zone()).await.unwrap();
        assert_eq!((gauge.licences[0].readers, gauge.licences[0].spent), (Some(1), Some(1)));
    })
    .await;
}

#[tokio::test]
async fn a_seat_is_given_back_when_its_reader_signs_out() {
    scenario(|house| async move {
        let door = house
            .door("cours", |licence| {
                licence.seats = Some(1);
                licence.lease_minutes = 600;
            })
            .await;
        house.vendor("cours", &door, &[]).await;
        let (_, card) = house.reader("Zoé").await;
        let (_, other) = house.reader("Ali").await;
        let (zoe, ali) = (house.signed_in(&card).await, house.signed_in(&other).await);
        house.goes(&zoe, "cours").await;
        let full = house.get(&ali, "/fournisseurs/cours/aller").await;
        assert_eq!(full.status, StatusCode::FORBIDDEN, "{}", full.text);
        assert_eq!(keep::run(&house.web).await, keep::Round::default());
        house.sign_out(&zoe).await;
        let round = keep::run(&house.web).await;
        assert_eq!((round.ended, round.failed), (1, 0));
        house.goes(&ali, "cours").await;
        // Nothing is left of who has gone.
        assert_eq!(keep::run(&house.web).await, keep::Round::default());
    })
    .await;
}

#[tokio::test]
async fn who_is_not_signed_in_signs_in_first_and_comes_back() {
    scenario(|house| async move {
        let door = house.door("films", |_| {}).await;
        house.vendor("films", &door, &[]).await;
        let visitor = Browser::default();
        let led = house.get(&visitor, "/fournisseurs/films/aller").await;
        assert_eq!(led.status, StatusCode::SEE_OTHER);
        let back = value(&led.location, "retour").unwrap();
        assert!(led.location.starts_with("/connexion?"), "{}", led.location);
        assert_eq!(back, "/fournisseurs/poursuivre?vers=%2Ffournisseurs%2Ffilms%2Faller");
        let between = house.get(&visitor, &back).await;
        assert_eq!(between.status, StatusCode::OK);
        assert!(between.text.contains("http-equiv=\"refresh\""), "{}", between.text);
        assert!(between.text.replace("&#x2f;", "/").contains("0;url=/fournisseurs/films/aller"), "{}", between.text);
    })
    .await;
}

#[tokio::test]
async fn the_pages_between_lead_to_faces_only() {
    scenario(|house| async move {
        let door = house.door("films", |_| {}).await;
        house.vendor("films", &door, &[]).await;
        let (_, card) = house.reader("Zoé").await;
        let zoe = house.signed_in(&card).await;
        for bad in [
            "https://evil.example/",
            "//evil.example/oidc/authorize",
            "/\\evil.example",
            "/deconnexion",
            "",
            "javascript:0",
        ] {
            let bad: String = form_urlencoded::byte_serialize(bad.as_bytes()).collect();
            let between = house.get(&zoe, &format!("/fournisseurs/poursuivre?vers={bad}")).await;
            assert_eq!(between.status, StatusCode::NOT_FOUND, "{bad}");
            let page = house.get(&zoe, &format!("/fournisseurs/films/accord?retour={bad}")).await;
            assert_eq!(page.status, StatusCode::BAD_REQUEST, "{bad}");
            let good = "/fournisseurs/films/accord?retour=%2Ffournisseurs%2Ffilms%2Faller";
            let sent = house.post(&zoe, good, "/fournisseurs/films/accord", &[("retour", &bad), ("vu", "")]).await;
            assert_eq!(sent.status, StatusCode::BAD_REQUEST, "{bad}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_vendor_that_signs_in_by_itself_is_reached_without_a_use() {
    scenario(|house| async move {
        let door = house
            .door("presse", |licence| {
                licence.quota = Some(ViewQuota { views: 1, period: QuotaPeriod::Month, group: String::new() });
            })
            .await;
        let id = house.declare("presse", &door, VendorState::Open, &[]).await;
        let (_, card) = house.reader("Zoé").await;
        let zoe = house.signed_in(&card).await;
        assert_eq!(house.get(&zoe, "/fournisseurs/presse/aller").await.status, StatusCode::NOT_FOUND);
        let settings = sign_on::cas::Settings::of(vec!["https://presse.example/cas".to_owned()]);
        let kept = KeptFace {
            face: Face::Cas,
            lookup: "presse".to_owned(),
            settings: serde_json::to_value(&settings).unwrap(),
            enabled: true,
        };
        let mut write = house.db.write().await.unwrap();
        vendor::keep_face(&mut write, &id, &kept).await.unwrap();
        write.commit().await.unwrap();
        for _ in 0..3 {
            let answer = house.get(&zoe, "/fournisseurs/presse/aller").await;
            assert_eq!((answer.status, answer.location.as_str()), (StatusCode::SEE_OTHER, "https://presse.example/"));
        }
        let mut read = house.db.read().await.unwrap();
        let gauge = access::gauge(&mut read, &door, house.db.clock().now(), &local_zone()).await.unwrap();
        assert_eq!((gauge.licences[0].readers, gauge.licences[0].inside), (Some(0), 0));
    })
    .await;
}

#[tokio::test]
async fn a_vendor_that_is_not_open_lets_nobody_in() {
    scenario(|house| async move {
        let door = house.door("films", |_| {}).await;
        house.vendor("films", &door, &[]).await;
        let (_, card) = house.reader("Zoé").await;
        let zoe = house.signed_in(&card).await;
        house.goes(&zoe, "films").await;
        for state in [VendorState::Draft, VendorState::Closed] {
            house.declare("films", &door, state, &[]).await;
            let answer = house.get(&zoe, "/fournisseurs/films/aller").await;
            assert_eq!((answer.status, answer.location.as_str()), (StatusCode::FORBIDDEN, ""));
        }
        assert_eq!(house.get(&zoe, "/fournisseurs/personne/aller").await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn a_link_that_does_not_hold_takes_nothing() {
    scenario(|house| async move {
        let mut write = house.db.write().await.unwrap();
        let budget = Budget {
            id: String::new(),
            fund: "vod".into(),
            library: String::new(),
            label: "VOD".into(),
            cents: 10_000,
            period: QuotaPeriod::Month,
        };
        budgets::declare(&mut write, &budget).await.unwrap();
        write.commit().await.unwrap();
        let door = house
            .door("films", |licence| {
                licence.quota = Some(ViewQuota { views: 4, period: QuotaPeriod::Month, group: String::new() });
                (licence.price_cents, licence.fund) = (250, Some("vod".into()));
            })
            .await;
        let told = [Attribute::GivenName];
        let id = house.vendor("films", &door, &told).await;
        let (_, card) = house.reader("Zoé").await;
        let zoe = house.signed_in(&card).await;
        let taken = async || {
            let mut read = house.db.read().await.unwrap();
            let gauge = access::gauge(&mut read, &door, house.db.clock().now(), &local_zone()).await.unwrap();
            (gauge.licences[0].readers, gauge.licences[0].inside, gauge.budgets[0].spent_cents)
        };
        let led = house.get(&zoe, "/fournisseurs/films/aller").await;
        house.agrees(&zoe, &led).await;
        // The vendor is given less than its link says.
        house.declare("films", &door, VendorState::Open, &[]).await;
        let answer = house.get(&zoe, "/fournisseurs/films/aller").await;
        assert_eq!((answer.status, answer.location.as_str()), (StatusCode::FORBIDDEN, ""));
        assert!(answer.text.contains("Vendeur films"), "{}", answer.text);
        assert_eq!(taken().await, (Some(0), 0, 0));
        // The secret cannot be read any more.
        house.declare("films", &door, VendorState::Open, &told).await;
        let mut write = house.db.write().await.unwrap();
        let kept = vendor::face(&mut write, &id, Face::Link).await.unwrap().unwrap();
        let mut lost = kept.clone();
        lost.settings["secret"] = "perdu".into();
        vendor::keep_face(&mut write, &id, &lost).await.unwrap();
        write.commit().await.unwrap();
        assert_eq!(house.get(&zoe, "/fournisseurs/films/aller").await.status, StatusCode::FORBIDDEN);
        assert_eq!(taken().await, (Some(0), 0, 0));
        // As it was, it leads there and is paid.
        let mut write = house.db.write().await.unwrap();
        vendor::keep_face(&mut write, &id, &kept).await.unwrap();
        write.commit().await.unwrap();
        house.goes(&zoe, "films").await;
        assert_eq!(taken().await, (Some(1), 1, 250));
    })
    .await;
}

#[tokio::test]
async fn a_door_that_closes_is_closed_to_the_second_click() {
    scenario(|house| async move {
        let door = house.door("films", |_| {}).await;
        house.vendor("films", &door, &[]).await;
        let (_, card) = house.reader("Zoé").await;
        let zoe = house.signed_in(&card).await;
        house.goes(&zoe, "films").await;
        for (open, status) in [(false, StatusCode::FORBIDDEN), (true, StatusCode::SEE_OTHER)] {
            let mut write = house.db.write().await.unwrap();
            doors::set_open(&mut write, &door, open).await.unwrap();
            write.commit().await.unwrap();
            for _ in 0..2 {
                assert_eq!(house.get(&zoe, "/fournisseurs/films/aller").await.status, status);
            }
        }
        // One use, and one refusal however often it was asked again.
        let mut read = house.db.read().await.unwrap();
        let rows = read.all("SELECT action FROM access_journal ORDER BY action", params![]).await.unwrap();
        let actions: Vec<&str> = rows.iter().map(|row| row.text(0).unwrap()).collect();
        assert_eq!(actions.len(), 2, "{actions:?}");
    })
    .await;
}
