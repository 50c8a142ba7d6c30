//! Whose desk it is: nobody sells, reads or takes money for somebody else.

use axum::http::StatusCode;
use box_office::desk::ROUTES;
use people::testing::Browser;
use people::{Role, Scope};

use crate::house::{House, scenario};

async fn walked(house: &House, browser: &Browser, item: &str, order: &str) -> Vec<(String, StatusCode)> {
    let mut all = Vec::new();
    // Any page gives a token of this visitor.
    let token = house.get(browser, "/bureau/billetterie/cles").await.hidden("form_token").unwrap_or_default();
    for rule in ROUTES.iter().filter(|rule| rule.path.contains("{item}") || rule.path.contains("{order}")) {
        let path = rule.path.replace("{item}", item).replace("{order}", order).replace("{deed}", "annuler");
        let answer = match rule.method {
            "GET" => house.get(browser, &path).await,
            _ => house.send(browser, &path, &[("form_token", &token), ("why", "x"), ("state", "closed")]).await,
        };
        all.push((format!("{} {}", rule.method, rule.path), answer.status));
    }
    all
}

#[tokio::test]
async fn a_neighbour_opens_nothing_of_anstaings() {
    scenario(|house| async move {
        let (lou, account) = house.own().await;
        house.till(&account, "ANSTAING").await;
        let full = house.field("plein").await;
        let order = house.sells(&lou, &[(full.as_str(), "2"), ("means", "carte"), ("name", "Ana Dupont")]).await;
        let (max, _) = house.agent("max@gruson.example", Role::CommuneAgent, Scope::Commune("59275".into())).await;
        for (route, status) in walked(&house, &max, &house.item, &order.id).await {
            assert_eq!(status, StatusCode::FORBIDDEN, "{route}");
        }
        assert_eq!(house.order_at(&order.id).await.state, box_office::model::OrderState::Paid);
        for (route, status) in walked(&house, &lou, "nulle-part", "aucune").await {
            assert_eq!(status, StatusCode::NOT_FOUND, "{route}");
        }
        // Nor does a search, a list or a table tell them anything.
        for path in [
            "/bureau/billetterie".to_owned(),
            "/bureau/billetterie?q=dupont".to_owned(),
            format!("/bureau/billetterie?q={}", order.reference),
            "/bureau/billetterie/commandes".to_owned(),
            "/bureau/billetterie/commandes.csv".to_owned(),
            "/bureau/billetterie/releves".to_owned(),
        ] {
            let answer = house.get(&max, &path).await;
            assert_eq!(answer.status, StatusCode::OK, "{path}");
            assert!(!answer.text.contains(&order.id) && !answer.text.contains("Ana Dupont"), "{path}: {}", answer.text);
        }
        let theirs = format!("/bureau/billetterie/releves?vendeur={}", house.town_hall);
        assert_eq!(house.get(&max, &theirs).await.status, StatusCode::NOT_FOUND);
        // Nobody signed in is led to sign in; a librarian is refused.
        let nobody = Browser::default();
        assert_eq!(house.get(&nobody, &house.at("")).await.status, StatusCode::SEE_OTHER);
        let (librarian, _) =
            house.agent("bib@anstaing.example", Role::Librarian, Scope::Institution(house.town_hall.clone())).await;
        for (route, status) in walked(&house, &librarian, &house.item, &order.id).await {
            assert_eq!(status, StatusCode::FORBIDDEN, "{route}");
        }
    })
    .await;
}

#[tokio::test]
async fn only_a_till_of_the_sellers_takes_its_money() {
    scenario(|house| async move {
        // A director may do everything, but holds the neighbours' till.
        let (boss, account) = house.agent("dir@metropole.example", Role::Director, Scope::Whole).await;
        let till = house.till(&account, "GRUSON").await;
        let (full, free) = (house.field("plein").await, house.field("gratuit").await);
        let page = house.at("/vendre");
        assert!(house.get(&boss, &page).await.text.contains("Seule sa caisse peut les encaisser."));
        let answer = house.post(&boss, &page, &page, &[(full.as_str(), "1"), ("means", "especes")]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(house.count("SELECT count(*) FROM box_office_orders").await, 0);
        let kept = house.sells(&boss, &[(full.as_str(), "1"), ("way", "later"), ("name", "Ana")]).await;
        let sheet = format!("/bureau/billetterie/commande/{}", kept.id);
        let shown = house.get(&boss, &sheet).await;
        let token = shown.hidden("form_token").unwrap();
        let fields = [("form_token", token.as_str()), ("means", "especes")];
        let answer = house.send(&boss, &format!("{sheet}/encaisser"), &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.location);
        assert_eq!(house.order_at(&kept.id).await.state, box_office::model::OrderState::ToPay);
        // What is free needs no till, and leaves no receipt in another's.
        let given = house.sells(&boss, &[(free.as_str(), "2")]).await;
        assert_eq!((given.receipt, house.tickets(&given.id).await.len()), (None, 2));
        let mut read = house.db.read().await.unwrap();
        assert_eq!(regie::session::expected_cash(&mut read, &till).await.unwrap(), till.float);
        drop(read);
        assert_eq!(house.count("SELECT count(*) FROM regie_receipts").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_form_without_our_token_does_nothing() {
    scenario(|house| async move {
        let (lou, account) = house.own().await;
        house.till(&account, "ANSTAING").await;
        let full = house.field("plein").await;
        let posts = ROUTES.iter().filter(|rule| rule.method == "POST");
        for rule in posts {
            let path = rule.path.replace("{item}", &house.item);
            let answer =
                house.send(&lou, &path, &[(full.as_str(), "1"), ("means", "carte"), ("state", "closed")]).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{}", rule.path);
        }
        assert_eq!(house.count("SELECT count(*) FROM box_office_orders").await, 0);
    })
    .await;
}
