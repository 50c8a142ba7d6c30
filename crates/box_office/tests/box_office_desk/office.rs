//! The office of sales: set up from nothing by pages alone, keys, a performance of one's own, tables nobody can poison.

use axum::http::{StatusCode, header};
use box_office::model::{SaleState, TariffKind};
use box_office::{keys, sale, seats};
use ledger::Cents;
use people::{Role, Scope};
use programme::performance;

use crate::house::{actor, scenario};

#[tokio::test]
async fn a_sale_is_set_up_by_pages_alone_and_the_cap_holds() {
    scenario(|mut house| async move {
        let (lou, _) = house.own().await;
        house.item = house.announced("2026-12-20T15:00:00Z").await;
        let setup = house.at("/reglages");
        let before = house.get(&lou, &setup).await;
        assert_eq!(before.status, StatusCode::OK);
        assert!(!before.text.contains("/tarifs\""), "tariffs come after places");
        let main = |capacity: &'static str| {
            [
                ("capacity", capacity),
                ("most_per_order", "6"),
                ("cancel_hours", ""),
                ("opens_at", "2026-11-24T09:00"),
                ("online_until", "20/12/2026 14h00"),
                ("closes_at", "2026-12-20T16:00"),
                ("waiting_list", "1"),
            ]
        };
        let answer = house.post(&lou, &setup, &setup, &main("500")).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "the hall holds two hundred");
        let answer = house.post(&lou, &setup, &setup, &main("cent")).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text.contains("Écrivez un nombre.") && answer.text.contains("value=\"cent\""));
        let answer = house.post(&lou, &setup, &setup, &main("60")).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        let known = sale::by_item(&mut house.db.read().await.unwrap(), &house.item).await.unwrap();
        assert_eq!((known.state, known.capacity, known.cancel_hours), (SaleState::Draft, 60, -1));
        assert_eq!(known.opens_at.unwrap().to_string(), "2026-11-24T08:00:00Z", "nine o’clock here");
        assert_eq!(known.online_until.to_string(), "2026-12-20T13:00:00Z");

        // It begins with tariffs, the dearest at the programme's maximum; without one it is not opened.
        let begun = house.tariffs().await;
        assert_eq!(begun.iter().map(|tariff| tariff.price.0).max(), Some(500));
        let mut write = house.db.write().await.unwrap();
        sale::set_tariffs(&mut write, &house.item, &[], &people::Actor::System("test")).await.unwrap();
        write.commit().await.unwrap();
        let answer = house.post(&lou, &setup, &house.at("/etat"), &[("state", "open")]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        let state = |house: crate::house::House| async move {
            sale::by_item(&mut house.db.read().await.unwrap(), &house.item).await.unwrap().state
        };
        assert_eq!(state(house.clone()).await, SaleState::Draft);
        // A price above the programme's: said in words, and nothing is kept.
        let tariffs = |price: &'static str| {
            vec![
                ("fr0", "Plein tarif"),
                ("price0", price),
                ("kind0", "full"),
                ("online0", "1"),
                ("desk0", "1"),
                ("fr1", "Invitation"),
                ("nl1", "Uitnodiging"),
                ("price1", "0"),
                ("kind1", "invitation"),
            ]
        };
        let answer = house.post(&lou, &setup, &house.at("/tarifs"), &tariffs("5,01")).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text.contains("dépasse le maximum"), "{}", answer.text);
        assert!(house.tariffs().await.is_empty());
        let answer = house.post(&lou, &setup, &house.at("/tarifs"), &tariffs("5")).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        let kept = house.tariffs().await;
        assert_eq!((kept.len(), kept[0].price, kept[0].code.as_str()), (2, Cents(500), "plein-tarif"));
        assert_eq!((kept[1].kind, kept[1].desk), (TariffKind::Invitation, false));
        // Allotments: never more than there are; the rest is online.
        let share = |places: &'static str| {
            [("alabel0", "En ligne"), ("acode0", "online"), ("alabel1", "Mairie"), ("aplaces1", places)]
        };
        let answer = house.post(&lou, &setup, &house.at("/contingents"), &share("61")).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let answer = house.post(&lou, &setup, &house.at("/contingents"), &share("20")).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        let now = house.db.clock().now();
        let shared = sale::allotments(&mut house.db.read().await.unwrap(), &house.item, now).await.unwrap();
        let shared: Vec<(&str, i64)> = shared.iter().map(|one| (one.code.as_str(), one.places)).collect();
        assert_eq!(shared, [("online", 40), ("commune", 20)]);
        // Opened, held back, closed.
        for (asked, then) in [("open", SaleState::Open), ("paused", SaleState::Paused), ("open", SaleState::Open)] {
            let answer = house.post(&lou, &setup, &house.at("/etat"), &[("state", asked)]).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER);
            assert_eq!(state(house.clone()).await, then);
        }
        let audited = "SELECT count(*) FROM people_audit WHERE action = 'tickets.sale_state'";
        assert_eq!(house.count(audited).await, 4, "that of the house, and three here");
    })
    .await;
}

#[tokio::test]
async fn a_performance_of_ones_own_is_announced_then_sold() {
    scenario(|house| async move {
        let (lou, _) = house.own().await;
        let page = "/bureau/billetterie/nouvelle";
        let fields = |seller: &str| {
            vec![
                ("seller".to_owned(), seller.to_owned()),
                ("title".into(), "Le Concert de l’harmonie".into()),
                ("genre".into(), "concert".into()),
                ("starts_at".into(), "2027-01-10T16:00".into()),
                ("places".into(), "120".into()),
                ("place_name".into(), "Salle des fêtes".into()),
                ("place_kind".into(), "ESPACE_POLYVALENT".into()),
                ("commune".into(), "59013".into()),
                ("cap".into(), "".into()),
                ("access-wheelchair".into(), "1".into()),
            ]
        };
        let with = |fields: Vec<(String, String)>| fields;
        let own = with(fields(&house.town_hall));
        let own: Vec<(&str, &str)> = own.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let answer = house.post(&lou, page, page, &own).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        let item = answer.location.split('/').nth(4).unwrap().to_owned();
        let made = performance::by_item(&mut house.db.read().await.unwrap(), &item).await.unwrap();
        assert_eq!((made.places, made.access.as_slice()), (Some(120), ["wheelchair".to_owned()].as_slice()));
        assert_eq!(
            (made.host.as_str(), made.seller.as_deref()),
            (house.town_hall.as_str(), Some(house.town_hall.as_str()))
        );
        // For the neighbours one announces nothing; nor in the past, nor without a title.
        let theirs = with(fields(&house.neighbours));
        let theirs: Vec<(&str, &str)> = theirs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let answer = house.post(&lou, page, page, &theirs).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let mut past = own.clone();
        past.retain(|(name, _)| *name != "starts_at" && *name != "title");
        past.push(("starts_at", "2020-01-10T16:00"));
        past.push(("licence", "1-123456"));
        let answer = house.post(&lou, page, page, &past).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text.contains("Ce moment est passé.") && answer.text.contains("Écrivez le titre."));
        assert!(answer.text.contains("date d’avant octobre 2019"), "{}", answer.text);
        assert_eq!(house.count("SELECT count(*) FROM programme_performances").await, 2);
    })
    .await;
}

#[tokio::test]
async fn what_people_typed_never_becomes_a_formula() {
    scenario(|house| async move {
        let (lou, account) = house.own().await;
        house.till(&account, "ANSTAING").await;
        let full = house.field("plein").await;
        for name in ["=HYPERLINK(\"http://mal.example\",\"x\")", "+33", "-2+3", "@SUM(A1)", "＝1"] {
            let order = house.sells(&lou, &[(full.as_str(), "1"), ("means", "carte"), ("name", name)]).await;
            assert_eq!(order.name, name);
        }
        let file = house.get(&lou, "/bureau/billetterie/commandes.csv").await;
        assert_eq!(file.status, StatusCode::OK);
        assert!(file.headers[header::CONTENT_TYPE].to_str().unwrap().starts_with("text/csv"));
        let mut lines = 0;
        let mut reader = csv::Reader::from_reader(file.text.as_bytes());
        for record in reader.records() {
            for cell in &record.unwrap() {
                assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝']), "{cell}");
            }
            lines += 1;
        }
        assert_eq!(lines, 5);
        assert!(file.text.contains("'=Carmen"), "the show’s title neither: {}", file.text);
        for path in [house.at("/releve.csv"), "/bureau/billetterie/releves.csv".to_owned()] {
            let table = house.get(&lou, &path).await.text;
            assert!(table.contains("'=Carmen") && !table.contains("\n="), "{table}");
        }
        assert_eq!(house.count("SELECT count(*) FROM people_audit WHERE action = 'tickets.orders_exported'").await, 1);
        // And on pages it is text.
        let page = house.get(&lou, "/bureau/billetterie/commandes").await.text;
        assert!(page.contains("=HYPERLINK(&quot;http") || page.contains("=HYPERLINK(&#34;http"), "{page}");
    })
    .await;
}

#[tokio::test]
async fn a_key_is_shown_once_and_taken_back() {
    scenario(|house| async move {
        let (lou, _) = house.own().await;
        let page = "/bureau/billetterie/cles";
        let answer = house.post(&lou, page, page, &[("institution", &house.town_hall), ("label", "")]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let fields = [("institution", house.town_hall.as_str()), ("label", "Site de la ville")];
        let shown = house.post(&lou, page, page, &fields).await;
        assert_eq!(shown.status, StatusCode::OK, "{}", shown.text);
        let secret = shown.text.split("class=\"bo-key\">").nth(1).unwrap().split('<').next().unwrap().to_owned();
        assert!(secret.len() >= 24, "{secret}");
        assert!(!house.get(&lou, page).await.text.contains(&secret), "it is not shown again");
        let known = keys::of_institution(&mut house.db.read().await.unwrap(), &house.town_hall).await.unwrap();
        assert_eq!((known.len(), known[0].revoked_at), (1, None));
        // The neighbours neither make one for Anstaing nor take it back.
        let (other, _) = house.agent("max@gruson.example", Role::CommuneAgent, Scope::Commune("59275".into())).await;
        assert_eq!(house.post(&other, page, page, &fields).await.status, StatusCode::FORBIDDEN);
        let revoke = format!("{page}/{}", known[0].id);
        assert_eq!(house.post(&other, page, &revoke, &[]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(house.post(&lou, page, &revoke, &[]).await.status, StatusCode::SEE_OTHER);
        let known = keys::of_institution(&mut house.db.read().await.unwrap(), &house.town_hall).await.unwrap();
        assert!(known[0].revoked_at.is_some());
    })
    .await;
}

#[tokio::test]
async fn numbered_seats_are_chosen_or_the_best_are_given() {
    scenario(|mut house| async move {
        let (lou, account) = house.own().await;
        house.till(&account, "ANSTAING").await;
        house.item = house.announced("2026-12-21T15:00:00Z").await;
        let setup = house.at("/reglages");
        let main = [
            ("capacity", "20"),
            ("most_per_order", "6"),
            ("cancel_hours", "24"),
            ("online_until", "2026-12-21T14:00"),
            ("closes_at", "2026-12-21T16:00"),
        ];
        let answer = house.post(&lou, &setup, &setup, &main).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        let tariffs = [("fr0", "Plein"), ("price0", "5"), ("kind0", "full"), ("desk0", "1")];
        house.post(&lou, &setup, &house.at("/tarifs"), &tariffs).await;
        let mut write = house.db.write().await.unwrap();
        let plan = seating_plan::typed::read("A: 1-10\nB: 1-10").unwrap();
        let hall = seats::keep_hall(&mut write, "", &house.town_hall, "Salle", "", &plan, &actor()).await.unwrap();
        seats::number(&mut write, &house.item, &hall, &actor()).await.unwrap();
        write.commit().await.unwrap();
        house.post(&lou, &setup, &house.at("/etat"), &[("state", "open")]).await;
        let page = house.get(&lou, &house.at("/vendre")).await;
        assert!(page.text.contains("name=\"seat\""), "{}", page.text);
        let seat = plan.seats().nth(14).unwrap();
        let field = house.field("plein").await;
        let chosen = [(field.as_str(), "1"), ("seat", seat.seat.id.as_str()), ("means", "carte")];
        let order = house.sells(&lou, &chosen).await;
        assert_eq!(house.tickets(&order.id).await[0].seat.as_deref(), Some("B 5"));
        // The same seat again: said in words, and nothing is sold.
        let again = house.post(&lou, &house.at("/vendre"), &house.at("/vendre"), &chosen).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", again.location);
        let best = house.sells(&lou, &[(field.as_str(), "3"), ("means", "carte")]).await;
        let tickets = house.tickets(&best.id).await;
        assert!(tickets.iter().all(|ticket| ticket.seat.is_some()) && tickets.len() == 3);
        assert_eq!(house.count("SELECT count(*) FROM box_office_seats WHERE state = 'sold'").await, 4);
    })
    .await;
}
