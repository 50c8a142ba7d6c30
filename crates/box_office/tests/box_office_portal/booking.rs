//! Choosing, giving one's name, paying or not, and what is refused on the way.

use axum::http::StatusCode;
use box_office::model::{OrderState, TicketState};
use ledger::Cents;
use payment::provider::test::Choice;
use people::testing::Browser;

use crate::house::{ANA, MINUTE, Who, plain, scenario, scenario_with};

#[tokio::test]
async fn a_family_books_pays_and_holds_its_tickets() {
    scenario(|house| async move {
        let browser = Browser::default();
        let page = house.get(&browser, &house.booking()).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        for words in
            ["Plein tarif", "5 €", "Tarif réduit", "moins de 26 ans", "Moins de 12 ans", "PLATESV-D-2026-000123"]
        {
            assert!(plain(&page.text).contains(words), "“{words}” in {}", page.text);
        }
        assert!(!page.text.contains("Scolaires"), "a tariff of the desk is not sold here");
        let basket = house.chooses(&browser, &[("plein", "2"), ("gratuit", "2")]).await;
        let held = house.get(&browser, &basket).await;
        assert!(plain(&held.text).contains("Vos places sont gardées encore 15 minutes"), "{}", held.text);
        assert!(plain(&held.text).contains("10 €"));
        let fields = [
            ("name", "Ana Lopez"),
            ("email", "Ana@Exemple.example"),
            ("phone", "06 12 34 56 78"),
            ("commune", "59350"),
            ("first_time", "oui"),
            ("way", "online"),
            // Nobody listens to a price that comes with a form.
            ("total", "1"),
            ("price", "1"),
        ];
        let answer = house.post(&browser, &basket, &basket, &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        let payment = answer.location.strip_prefix("/paiement/").expect("to the payment").to_owned();
        let asked = payment::by_id(&mut house.db.read().await.unwrap(), &payment).await.unwrap();
        assert_eq!(asked.amount, Cents(1000));
        let order = house.last_order().await;
        assert_eq!((order.state, order.first_time), (OrderState::Asked, Some(true)));
        assert_eq!((order.commune.as_deref(), order.lang), (Some("59350"), shell::Lang::Fr));
        // Sent again: the same order, not a second one.
        let again = house.get(&browser, &basket).await;
        assert_eq!((again.status, &again.location), (StatusCode::SEE_OTHER, &answer.location));
        let waiting = house.get(&browser, &asked.return_to).await;
        assert!(plain(&waiting.text).contains("Il reste à payer") && waiting.text.contains(&answer.location));
        house.pay(&payment, Choice::Pay).await;
        let paid = house.get(&browser, &asked.return_to).await;
        assert!(
            plain(&paid.text).contains("C'est réservé") && plain(&paid.text).contains("Vos 4 billets"),
            "{}",
            paid.text
        );
        let tickets = house.tickets(&order.id).await;
        assert_eq!(tickets.len(), 4);
        for ticket in &tickets {
            let own = house.get(&browser, &format!("/billetterie/billet/{}", ticket.secret)).await;
            assert_eq!(own.status, StatusCode::OK, "{}", own.text);
            let number = ticket.number.to_string();
            let price = if ticket.price == Cents::ZERO { "gratuit" } else { "5 €" };
            let law = ["Mairie d'Anstaing", "PLATESV-D-2026-000123", "Unique", number.as_str(), price];
            for words in law.into_iter().chain(["samedi 12 déc. 2026, 20 h 30", "Salle des fêtes", "Ana Lopez"]) {
                assert!(plain(&own.text).contains(words), "“{words}” in {}", own.text);
            }
            assert!(
                own.text.contains("ticket-code") && !own.text.contains(&order.secret),
                "the order is not the ticket's"
            );
            let manifest =
                house.get(&browser, &format!("/billetterie/billet/{}/application.webmanifest", ticket.secret)).await;
            let manifest: serde_json::Value = serde_json::from_slice(&manifest.bytes).unwrap();
            assert_eq!(manifest["start_url"], format!("/billetterie/billet/{}", ticket.secret));
        }
        house.a_minute().await;
        let (to, text) = house.letter("Vos billets").await;
        assert_eq!(to, "ana@exemple.example");
        assert!(text.contains(&format!("/billetterie/commande/{}", order.secret)), "{text}");
        assert!(plain(&text).contains("2 × Plein tarif : 5 €"), "{text}");
        let pdf = "SELECT count(*) FROM mail_attachments WHERE kind = 'application/pdf'";
        assert_eq!(house.count(pdf).await, 1, "the letter brings the tickets");
    })
    .await;
}

#[tokio::test]
async fn what_is_free_is_issued_at_once() {
    scenario(|house| async move {
        let browser = Browser::default();
        let basket = house.chooses(&browser, &[("gratuit", "3")]).await;
        let page = house.get(&browser, &basket).await;
        assert!(!page.text.contains("name=\"way\""), "nothing to pay: nothing to choose");
        let answer = house.post(&browser, &basket, &basket, &[("name", "Ana"), ("email", "ana@exemple.example")]).await;
        let order = house.last_order().await;
        assert_eq!(answer.location, format!("/billetterie/commande/{}", order.secret));
        assert_eq!(order.state, OrderState::Paid);
        assert_eq!(house.tickets(&order.id).await.len(), 3);
    })
    .await;
}

#[tokio::test]
async fn one_may_pay_at_the_town_hall_or_change_ones_mind() {
    scenario(|house| async move {
        let browser = Browser::default();
        let order = house.books(&browser, &[("plein", "4")], Who { later: true, ..ANA }).await;
        assert_eq!(order.state, OrderState::ToPay);
        let page = format!("/billetterie/commande/{}", order.secret);
        let said = plain(&house.get(&browser, &page).await.text);
        assert!(
            said.contains(&order.reference) && said.contains("20 €") && said.contains("Mairie d'Anstaing"),
            "{said}"
        );
        house.a_minute().await;
        let (_, text) = house.letter("Places gardées").await;
        assert!(plain(&text).contains("20 €") && text.contains(&order.reference), "{text}");
        // Paying online after all.
        let answer = house.post(&browser, &page, &format!("{page}/payer"), &[]).await;
        assert!(answer.location.starts_with("/paiement/"), "{} {}", answer.status, answer.location);
        // Giving it up: the places are others' at once.
        let answer = house.post(&browser, &page, &format!("{page}/renoncer"), &[]).await;
        assert_eq!(answer.location, page);
        assert_eq!(house.order(&order.id).await.state, OrderState::Cancelled);
        assert!(plain(&house.get(&browser, &page).await.text).contains("Cette réservation est annulée"));
        house.books(&Browser::default(), &[("gratuit", "6")], ANA).await;
    })
    .await;
}

#[tokio::test]
async fn what_is_refused_is_said_and_nothing_typed_is_lost() {
    scenario(|house| async move {
        let browser = Browser::default();
        let (full, free) = (house.field("plein").await, house.field("gratuit").await);
        let school = house.field("scolaire").await;
        let with = house.field("accompagnant").await;
        let cases: [(&[(&str, &str)], &str); 7] = [
            (&[(&full, "1"), (&with, "2")], "vient avec quelqu'un"),
            (&[], "Choisissez au moins une place"),
            (&[(&full, "0"), (&free, "")], "Choisissez au moins une place"),
            (&[(&full, "4"), (&free, "3")], "C'est plus de places qu'une réservation n'en permet"),
            (&[(&full, "-1"), (&free, "3")], "Indiquez un nombre de places"),
            (&[(&full, "99999999999999999999")], "Indiquez un nombre de places"),
            (&[(&school, "2")], "Choisissez au moins une place"),
        ];
        for (fields, said) in cases {
            let answer = house.post(&browser, &house.booking(), &house.booking(), fields).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
            assert!(plain(&answer.text).contains(said), "{fields:?}: “{said}” in {}", answer.text);
            for (name, typed) in fields.iter().filter(|(name, typed)| !typed.is_empty() && *name != school) {
                let kept = format!(
                    "name=\"{name}\" type=\"number\" inputmode=\"numeric\" min=\"0\" max=\"6\" value=\"{typed}\""
                );
                assert!(answer.text.contains(&kept), "{kept} in {}", answer.text);
            }
        }
        assert_eq!(house.count("SELECT count(*) FROM box_office_holds").await, 0);
        let basket = house.chooses(&browser, &[("plein", "2")]).await;
        let wrong: [(&[(&str, &str)], &str); 6] = [
            (&[("email", "ana@exemple.example"), ("way", "online")], "Indiquez un nom"),
            (&[("name", "Ana"), ("email", "ana"), ("way", "online")], "n'est pas complète"),
            (&[("name", "Ana"), ("email", "a@b.fr\r\nBcc: c@d.fr"), ("way", "online")], "n'est pas complète"),
            (&[("name", "Ana"), ("email", "a@b.fr"), ("phone", "demain"), ("way", "online")], "n'est pas lisible"),
            (&[("name", "Ana"), ("email", "a@b.fr"), ("commune", "75056"), ("way", "online")], "commune de la liste"),
            (&[("name", "Ana"), ("email", "a@b.fr"), ("way", "")], "Choisissez une façon de payer"),
        ];
        for (fields, said) in wrong {
            let answer = house.post(&browser, &basket, &basket, fields).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
            assert!(plain(&answer.text).contains(said), "{fields:?}: “{said}” in {}", answer.text);
            assert!(!fields.iter().any(|(name, _)| *name == "name") || answer.text.contains("value=\"Ana\""));
        }
        assert_eq!(house.count("SELECT count(*) FROM box_office_orders").await, 0);
        let order = house.books(&browser, &[("plein", "1")], ANA).await;
        assert_eq!(order.state, OrderState::Paid);
    })
    .await;
}

#[tokio::test]
async fn a_basket_left_too_long_goes_back_and_says_so() {
    scenario_with(box_office::portal::Wallets::default(), 4, |house| async move {
        let (slow, quick) = (Browser::default(), Browser::default());
        let basket = house.chooses(&slow, &[("plein", "4")]).await;
        let full = house.get(&quick, &house.booking()).await;
        assert!(
            plain(&full.text).contains("C'est complet") && full.text.contains("/billetterie/attente/"),
            "{}",
            full.text
        );
        let token = house.get(&slow, &basket).await;
        assert_eq!(token.status, StatusCode::OK);
        house.db.clock().advance(16 * MINUTE);
        let order = house.books(&quick, &[("gratuit", "4")], ANA).await;
        assert_eq!(order.state, OrderState::Paid);
        let late = house.get(&slow, &basket).await;
        assert_eq!((late.status, late.location), (StatusCode::SEE_OTHER, house.booking()));
        let told = house.get(&slow, &house.booking()).await;
        assert!(plain(&told.text).contains("Vos places n'étaient plus gardées"), "{}", told.text);
        assert_eq!(house.count("SELECT count(*) FROM box_office_tickets").await, 4);
    })
    .await;
}

#[tokio::test]
async fn places_given_back_are_others_at_once() {
    scenario_with(box_office::portal::Wallets::default(), 2, |house| async move {
        let browser = Browser::default();
        let basket = house.chooses(&browser, &[("plein", "2")]).await;
        let answer = house.post(&browser, &basket, &format!("{basket}/rendre"), &[]).await;
        assert_eq!(answer.location, house.booking());
        assert!(plain(&house.get(&browser, &house.booking()).await.text).contains("Les places ont été rendues"));
        house.books(&Browser::default(), &[("gratuit", "2")], ANA).await;
        // The last place went meanwhile: the number left is said.
        let (field, late) = (house.field("plein").await, Browser::default());
        let answer = house.post(&late, "/billetterie/retrouver", &house.booking(), &[(&field, "1")]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(plain(&answer.text).contains("Il ne reste plus de place"), "{}", answer.text);
    })
    .await;
}

#[tokio::test]
async fn tickets_are_cancelled_in_time_and_the_money_goes_back() {
    scenario(|house| async move {
        let browser = Browser::default();
        let order = house.books(&browser, &[("plein", "3")], ANA).await;
        let page = format!("/billetterie/commande/{}", order.secret);
        let tickets = house.tickets(&order.id).await;
        let none = house.post(&browser, &page, &format!("{page}/annuler"), &[]).await;
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(plain(&none.text).contains("Cochez au moins un billet"));
        let two = [("ticket", tickets[0].id.as_str()), ("ticket", tickets[1].id.as_str())];
        let answer = house.post(&browser, &page, &format!("{page}/annuler"), &two).await;
        assert_eq!((answer.status, answer.location.as_str()), (StatusCode::SEE_OTHER, page.as_str()));
        let said = plain(&house.get(&browser, &page).await.text);
        assert!(said.contains("10 € vous sont rendus") && said.contains("Annulé"), "{said}");
        let order = house.order(&order.id).await;
        assert_eq!(order.refunded, Cents(1000));
        let dead = house.get(&browser, &format!("/billetterie/billet/{}", tickets[0].secret)).await;
        assert!(
            plain(&dead.text).contains("Ce billet n'ouvre plus la porte") && !dead.text.contains("ticket-code"),
            "{}",
            dead.text
        );
        house.a_minute().await;
        let (_, text) = house.letter("Billets annulés").await;
        assert!(plain(&text).contains("10 € vous sont rendus"), "{text}");
        // Somebody else's ticket is not cancelled by naming it.
        let other =
            house.books(&Browser::default(), &[("plein", "1")], Who { email: "luc@exemple.example", ..ANA }).await;
        let theirs = house.tickets(&other.id).await.remove(0);
        let answer = house.post(&browser, &page, &format!("{page}/annuler"), &[("ticket", &theirs.id)]).await;
        assert!(answer.status != StatusCode::OK);
        assert_eq!(house.tickets(&other.id).await[0].state, TicketState::Valid);
        // Two days before, it is too late.
        house.db.clock().advance(18 * crate::house::DAY);
        let late = house.get(&browser, &page).await;
        assert!(!late.text.contains("/annuler"), "{}", late.text);
    })
    .await;
}

#[tokio::test]
async fn tickets_are_exchanged_for_another_day() {
    scenario(|house| async move {
        let browser = Browser::default();
        let other = house.performance("2026-12-13T15:00:00Z", 10).await;
        let order = house.books(&browser, &[("plein", "2")], ANA).await;
        let page = format!("/billetterie/commande/{}", order.secret);
        assert!(house.get(&browser, &page).await.text.contains(&other), "the other day is offered");
        let answer = house.post(&browser, &page, &format!("{page}/changer"), &[("item", &other)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        let moved = house.get(&browser, &answer.location).await;
        assert!(
            plain(&moved.text).contains("vos billets sont échangés") && moved.text.contains("13"),
            "{}",
            moved.text
        );
        assert!(house.tickets(&order.id).await.iter().all(|one| one.state == TicketState::Cancelled));
    })
    .await;
}

#[tokio::test]
async fn numbered_places_are_chosen_one_by_one_or_the_best_are_given() {
    scenario(|house| async move {
        let typed = "A: 1-4\nB: 1-4\nPMR: 1-2w";
        let plan = seating_plan::typed::read(typed).expect("a plan");
        let mut write = house.db.write().await.unwrap();
        let actor = crate::house::actor();
        let hall = box_office::seats::keep_hall(&mut write, "", &house.town_hall, "Salle", typed, &plan, &actor);
        let hall = hall.await.unwrap();
        box_office::seats::number(&mut write, &house.item, &hall, &actor).await.unwrap();
        write.commit().await.unwrap();
        let browser = Browser::default();
        let page = house.get(&browser, &house.booking()).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        let seat =
            page.text.split("name=\"seat\" value=\"").nth(2).expect("seats").split('"').next().unwrap().to_owned();
        let (full, free) = (house.field("plein").await, house.field("gratuit").await);
        let fields = [(full.as_str(), "1"), ("seat", seat.as_str())];
        let answer = house.post(&browser, &house.booking(), &house.booking(), &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        let basket = answer.location;
        // Someone else wants the same seat: it is said, and nothing is taken.
        let other = Browser::default();
        let refused = house.post(&other, &house.booking(), &house.booking(), &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("flash-refused"), "{}", refused.text);
        // One seat for two places, or a seat of nowhere.
        for fields in [[(free.as_str(), "2"), ("seat", seat.as_str())], [(free.as_str(), "1"), ("seat", "nowhere")]] {
            let refused = house.post(&other, &house.booking(), &house.booking(), &fields).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
        }
        let fields = [("name", "Ana"), ("email", "ana@exemple.example"), ("way", "online")];
        let answer = house.post(&browser, &basket, &basket, &fields).await;
        house.pay(answer.location.strip_prefix("/paiement/").unwrap(), Choice::Pay).await;
        let order = house.last_order().await;
        let ticket = house.tickets(&order.id).await.remove(0);
        let printed = ticket.seat.clone().expect("a seat");
        let own = house.get(&browser, &format!("/billetterie/billet/{}", ticket.secret)).await;
        assert!(plain(&own.text).contains(&plain(&printed)), "{printed} in {}", own.text);
        // Whoever chooses none gets the best left, side by side; a wheelchair gets its place.
        let party = [(free.as_str(), "2"), ("wheelchairs", "1"), ("companions", "1")];
        let answer = house.post(&other, &house.booking(), &house.booking(), &party).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        let basket = house.get(&other, &answer.location).await;
        assert!(basket.text.contains("PMR"), "{}", basket.text);
    })
    .await;
}
