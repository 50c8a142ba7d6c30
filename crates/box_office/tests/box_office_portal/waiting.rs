//! The waiting list, and letters that come by themselves.

use axum::http::StatusCode;
use box_office::model::OrderState;
use box_office::portal::Wallets;
use people::testing::Browser;
use programme::performance;

use crate::house::{ANA, DAY, MINUTE, Who, plain, scenario, scenario_with};

/// The address a letter leads to.
fn link(text: &str) -> String {
    let line = text.lines().find(|line| line.contains("/billetterie/")).expect(text);
    line.trim().strip_prefix(crate::house::URL).expect(line).to_owned()
}

#[tokio::test]
async fn who_waits_is_offered_what_comes_free_and_takes_it() {
    scenario_with(Wallets::default(), 2, |house| async move {
        let (ana, luc) = (Browser::default(), Browser::default());
        let list = format!("/billetterie/attente/{}", house.item);
        let needless = house.get(&luc, &list).await;
        assert!(plain(&needless.text).contains("Il reste des places"), "{}", needless.text);
        let order = house.books(&ana, &[("gratuit", "2")], ANA).await;
        let wrong =
            house.post(&luc, &list, &list, &[("name", "Luc"), ("email", "luc@exemple.example"), ("places", "0")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text.contains("value=\"luc@exemple.example\""));
        let fields = [("name", "Luc Petit"), ("email", "luc@exemple.example"), ("places", "2")];
        let answer = house.post(&luc, &list, &list, &fields).await;
        assert_eq!((answer.status, answer.location), (StatusCode::SEE_OTHER, house.booking()));
        assert!(plain(&house.get(&luc, &house.booking()).await.text).contains("Vous êtes sur la liste d'attente"));
        house.a_minute().await;
        let (to, text) = house.letter("Liste d'attente").await;
        assert_eq!(to, "luc@exemple.example");
        let entry = link(&text);
        assert!(plain(&house.get(&luc, &entry).await.text).contains("Personne ne passe avant vous"));
        let early = house.post(&luc, &entry, &format!("{entry}/accepter"), &[("x", "1")]).await;
        assert!(early.status != StatusCode::SEE_OTHER || !early.location.contains("panier"));
        // Ana gives hers back: they are Luc's to take, not the next visitor's.
        let page = format!("/billetterie/commande/{}", order.secret);
        let tickets = house.tickets(&order.id).await;
        let both: Vec<(&str, &str)> = tickets.iter().map(|one| ("ticket", one.id.as_str())).collect();
        house.post(&ana, &page, &format!("{page}/annuler"), &both).await;
        house.a_minute().await;
        let full = house.get(&ana, &house.booking()).await;
        assert!(plain(&full.text).contains("C'est complet"), "{}", full.text);
        let (_, text) = house.letter("Des places pour vous").await;
        assert_eq!(link(&text), entry);
        let offer = house.get(&luc, &entry).await;
        assert!(plain(&offer.text).contains("2 places vous sont gardées jusqu'au"), "{}", offer.text);
        let field = house.field("gratuit").await;
        let greedy = house.post(&luc, &entry, &format!("{entry}/accepter"), &[(&field, "3")]).await;
        assert_eq!(greedy.status, StatusCode::UNPROCESSABLE_ENTITY);
        let taken = house.post(&luc, &entry, &format!("{entry}/accepter"), &[(&field, "2")]).await;
        assert!(taken.location.starts_with("/billetterie/panier/"), "{} {}", taken.status, taken.text);
        let fields = [("name", "Luc Petit"), ("email", "luc@exemple.example")];
        house.post(&luc, &taken.location, &taken.location, &fields).await;
        let order = house.last_order().await;
        assert_eq!((order.state, order.name.as_str()), (OrderState::Paid, "Luc Petit"));
        let after = house.get(&luc, &entry).await;
        assert_eq!(after.location, format!("/billetterie/commande/{}", order.secret), "{}", after.text);
    })
    .await;
}

#[tokio::test]
async fn who_no_longer_wants_to_come_says_so() {
    scenario_with(Wallets::default(), 1, |house| async move {
        let luc = Browser::default();
        house.books(&Browser::default(), &[("gratuit", "1")], ANA).await;
        let list = format!("/billetterie/attente/{}", house.item);
        let fields = [("name", "Luc"), ("email", "luc@exemple.example"), ("places", "1")];
        house.post(&luc, &list, &list, &fields).await;
        house.a_minute().await;
        let entry = link(&house.letter("Liste d'attente").await.1);
        let answer = house.post(&luc, &entry, &format!("{entry}/refuser"), &[]).await;
        assert_eq!(answer.location, entry);
        assert!(plain(&house.get(&luc, &entry).await.text).contains("Vous n'êtes plus sur la liste"));
    })
    .await;
}

#[tokio::test]
async fn letters_come_by_themselves_the_day_before_and_when_something_changes() {
    scenario(|house| async move {
        let browser = Browser::default();
        house.books(&browser, &[("plein", "1")], ANA).await;
        let luc = Who { name: "Luc", email: "luc@exemple.example", later: true };
        let kept = house.books(&Browser::default(), &[("plein", "2")], luc).await;
        house.a_minute().await;
        // Another hour.
        let mut write = house.db.write().await.unwrap();
        let mut played = performance::by_item(&mut write, &house.item).await.unwrap();
        played.starts_at = "2026-12-12T18:00:00Z".parse().unwrap();
        played.told = "Une heure et demie plus tôt : l'orchestre reprend le train.".into();
        house.db.clock().advance(DAY);
        performance::amend(&mut write, &played, &access::local_zone()).await.unwrap();
        write.commit().await.unwrap();
        house.a_minute().await;
        let changed: Vec<_> =
            house.letters().await.into_iter().filter(|(_, subject, _)| subject.contains("Du nouveau")).collect();
        assert_eq!(changed.len(), 2, "{changed:#?}");
        assert!(plain(&changed[0].2).contains("19 h") && plain(&changed[0].2).contains("l'orchestre reprend"));
        // Not paid in time.
        house.db.clock().advance(8 * DAY);
        house.a_minute().await;
        let (to, _) = house.letter("À payer bientôt").await;
        assert_eq!(to, "luc@exemple.example");
        house.db.clock().advance(2 * DAY);
        house.a_minute().await;
        assert_eq!(house.order(&kept.id).await.state, OrderState::Expired);
        house.letter("Places rendues").await;
        // The day before.
        house.db.clock().advance(8 * DAY - 2 * 3600 * std::time::Duration::from_secs(1));
        house.a_minute().await;
        house.a_minute().await;
        let (to, _) = house.letter("Bientôt").await;
        assert_eq!(to, "ana@exemple.example", "once, and only to who has tickets");
    })
    .await;
}

#[tokio::test]
async fn a_performance_called_off_is_told_and_paid_back() {
    scenario(|house| async move {
        let browser = Browser::default();
        let order = house.books(&browser, &[("plein", "2")], ANA).await;
        let mut write = house.db.write().await.unwrap();
        house.db.clock().advance(DAY);
        performance::cancel(&mut write, &house.item, "Le chanteur est souffrant.").await.unwrap();
        write.commit().await.unwrap();
        house.a_minute().await;
        house.a_minute().await;
        let (_, text) = house.letter("Annulé").await;
        assert!(text.contains("souffrant") && plain(&text).contains("10 € vous sont rendus"), "{text}");
        let ticket = house.tickets(&order.id).await.remove(0);
        let page = house.get(&browser, &format!("/billetterie/billet/{}", ticket.secret)).await;
        assert!(plain(&page.text).contains("Ce billet n'ouvre plus la porte"), "{}", page.text);
        let booking = house.get(&browser, &house.booking()).await;
        assert!(plain(&booking.text).contains("Cette séance est annulée") && booking.text.contains("souffrant"));
    })
    .await;
}

#[tokio::test]
async fn a_basket_of_a_performance_called_off_buys_nothing() {
    scenario(|house| async move {
        let browser = Browser::default();
        let basket = house.chooses(&browser, &[("plein", "2")]).await;
        let mut write = house.db.write().await.unwrap();
        house.db.clock().advance(MINUTE);
        performance::cancel(&mut write, &house.item, "Le chanteur est souffrant.").await.unwrap();
        write.commit().await.unwrap();
        let fields = [("name", "Ana"), ("email", "ana@exemple.example"), ("way", "online")];
        let early = house.post(&browser, &basket, &basket, &fields).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(plain(&early.text).contains("La représentation est annulée"), "{}", early.text);
        house.a_minute().await;
        let late = house.post(&browser, "/billetterie/retrouver", &basket, &fields).await;
        assert_eq!((late.status, late.location), (StatusCode::SEE_OTHER, house.booking()));
        assert!(plain(&house.get(&browser, &house.booking()).await.text).contains("Cette séance est annulée"));
        assert_eq!(house.count("SELECT COUNT(*) FROM box_office_orders").await, 0);
        let taken = "SELECT CAST(SUM(taken) AS BIGINT) FROM box_office_allotments";
        assert_eq!(house.count(taken).await, 0, "what the basket held is given back");
    })
    .await;
}
