//! A pass's life: first visit, renewal, loss, transfer, refund, reminders, erasure.

use jiff::civil::{Date, date};
use ledger::Cents;
use museum_pass::model::pass::{Names, PassState};
use museum_pass::model::refund::Ground;
use museum_pass::model::sale::{Gift, Order, OrderState};
use museum_pass::order::{Buyer, Wanted, place};
use museum_pass::refund::Giving;
use museum_pass::{Error, Pass, SALES, Way, first_visit, gifts, lost, privacy, refund, remind, renew, transfer};
use payment::provider::test::Choice;
use people::Actor;
use regie::Means;

use crate::house::{DAY, House, scenario, wanted};

const HOLDER: Actor = Actor::System("holder");

fn giving() -> Giving<'static> {
    Giving { actor: &HOLDER, favour: None, till: None, means: Means::Cash, why: "Rétractation" }
}

/// Orders the renewal of a pass, without paying.
async fn renewal(house: &House, pass: &Pass) -> Order {
    let mut write = house.db.write().await.unwrap();
    let order = renew::order(&mut write, pass, "/pass/commande/{order}").await.unwrap();
    write.commit().await.unwrap();
    order
}

async fn renewed(house: &House, pass: &Pass) -> Pass {
    let order = renewal(house, pass).await;
    house.pay(order.payment.as_deref().unwrap(), Choice::Pay).await;
    house.pass(&pass.id).await
}

async fn visited(house: &House, pass: &str, day: Date) {
    let mut write = house.db.write().await.unwrap();
    assert!(first_visit::note(&mut write, pass, day).await.unwrap());
    write.commit().await.unwrap();
}

async fn price(house: &House, pass: &str) -> i64 {
    access::terms::of(&mut house.db.read().await.unwrap(), pass).await.unwrap().unwrap().price_cents
}

fn family() -> Wanted {
    let mut family = wanted("famille", "Ana", "Dupont");
    family.names.second_first = "Yann".into();
    family
}

async fn give_back(house: &House, pass: &str) -> museum_pass::Result<refund::Given> {
    let mut write = house.db.write().await.unwrap();
    let given = refund::give_back(&mut write, pass, &giving()).await?;
    write.commit().await.unwrap();
    Ok(given)
}

#[tokio::test]
async fn the_year_of_some_passes_runs_from_the_first_visit() {
    scenario(|house| async move {
        let mut family = wanted("famille", "Ana", "Dupont");
        family.names.second_first = "Yann".into();
        let pass = house.bought(family).await;
        assert_eq!(pass.ends_on, date(2028, 5, 22));
        let mut write = house.db.write().await.unwrap();
        assert!(first_visit::note(&mut write, &pass.id, date(2026, 12, 1)).await.unwrap());
        assert!(!first_visit::note(&mut write, &pass.id, date(2026, 12, 9)).await.unwrap());
        assert!(!first_visit::note(&mut write, "another right", date(2026, 12, 9)).await.unwrap());
        write.commit().await.unwrap();
        assert_eq!(house.pass(&pass.id).await.ends_on, date(2027, 11, 30));
        house.db.clock().advance(DAY * 372);
        assert!(house.good(&pass.id).await, "30 November 2027 is the last day");
        house.db.clock().advance(DAY);
        assert!(!house.good(&pass.id).await);
    })
    .await;
}

#[tokio::test]
async fn renewed_before_the_end_it_goes_on_from_the_old_end_and_its_code_follows() {
    scenario(|house| async move {
        let pass = house.bought(wanted("solo", "Ana", "Dupont")).await;
        let code = house.code(&pass.id).await.unwrap();
        let mut write = house.db.write().await.unwrap();
        let early = renew::order(&mut write, &pass, "/pass/commande/{order}").await;
        assert!(matches!(early, Err(Error::Refused("pass-renew-early"))));
        drop(write);
        house.db.clock().advance(DAY * 334);
        let mut write = house.db.write().await.unwrap();
        let order = renew::order(&mut write, &pass, "/pass/commande/{order}").await.unwrap();
        let again = renew::order(&mut write, &pass, "/pass/commande/{order}").await.unwrap();
        assert_eq!(order.id, again.id, "pressed twice, ordered once");
        write.commit().await.unwrap();
        house.pay(order.payment.as_deref().unwrap(), Choice::Pay).await;
        let renewed = house.pass(&pass.id).await;
        assert_eq!((renewed.ends_on, renewed.code_until), (date(2028, 11, 22), date(2027, 11, 22)));
        // The card in the pocket serves to the old end; a week before, the page has another code.
        assert_eq!(house.code(&pass.id).await.as_deref(), Some(code.as_str()));
        house.db.clock().advance(DAY * 25);
        assert_eq!(museum_pass::keep::run(&house.web).await.codes, 1);
        let renewed = house.pass(&pass.id).await;
        assert_eq!(renewed.code_until, date(2028, 11, 22));
        assert_ne!(house.code(&pass.id).await.as_deref(), Some(code.as_str()));
        assert_eq!(renewed.secret, pass.secret, "the page stays where it is");
        house.db.clock().advance(DAY * 30);
        assert!(house.good(&pass.id).await);
    })
    .await;
}

#[tokio::test]
async fn a_renewal_taken_back_leaves_the_year_that_was_paid() {
    scenario(|house| async move {
        let pass = house.bought(wanted("solo", "Ana", "Dupont")).await;
        house.db.clock().advance(DAY * 334);
        let mut write = house.db.write().await.unwrap();
        let order = renew::order(&mut write, &pass, "/pass/commande/{order}").await.unwrap();
        write.commit().await.unwrap();
        house.pay(order.payment.as_deref().unwrap(), Choice::Pay).await;
        // Its days are those of both years: so is its money.
        assert_eq!(price(&house, &pass.id).await, 8000);
        house.db.clock().advance(DAY * 3);
        let given = give_back(&house, &pass.id).await.unwrap();
        assert_eq!((given.cents, given.ground, given.way), (Cents(4000), Ground::Withdrawal, Way::Payment));
        let now = house.pass(&pass.id).await;
        assert_eq!((now.ends_on, now.state), (date(2027, 11, 22), PassState::Active));
        assert!(house.good(&pass.id).await);
        assert_eq!(price(&house, &pass.id).await, 4000);
    })
    .await;
}

#[tokio::test]
async fn fourteen_days_to_change_ones_mind_and_the_doors_know_at_once() {
    scenario(|house| async move {
        let pass = house.bought(wanted("solo", "Ana", "Dupont")).await;
        house.db.clock().advance(DAY * 14);
        let given = give_back(&house, &pass.id).await.unwrap();
        assert_eq!((given.cents, given.ground), (Cents(4000), Ground::Withdrawal));
        assert!(!house.good(&pass.id).await);
        assert_eq!(house.pass(&pass.id).await.state, PassState::Refunded);
        assert!(matches!(give_back(&house, &pass.id).await, Err(Error::Refused("pass-refund-nothing"))));
        let terms = access::terms::of(&mut house.db.read().await.unwrap(), &pass.id).await.unwrap().unwrap();
        assert_eq!(terms.price_cents, 0);
        // The money is on its way back: the provider does it soon after.
        house.payments.reconcile().await.unwrap();
        let sales = ledger::balance(&mut house.db.read().await.unwrap(), SALES).await.unwrap();
        assert_eq!(sales, Cents(0));

        let used = house.bought(wanted("solo", "Lou", "Martin")).await;
        let mut write = house.db.write().await.unwrap();
        first_visit::note(&mut write, &used.id, date(2026, 12, 7)).await.unwrap();
        write.commit().await.unwrap();
        house.db.clock().advance(DAY * 9);
        // Ten days of 365 are gone: 4000 × 10 ÷ 365 = 109 cents.
        assert_eq!(give_back(&house, &used.id).await.unwrap().cents, Cents(3891));
    })
    .await;
}

#[tokio::test]
async fn a_lost_pass_is_made_again_and_the_old_code_opens_nothing() {
    scenario(|house| async move {
        let pass = house.bought(wanted("solo", "Ana", "Dupont")).await;
        let old = house.code(&pass.id).await.unwrap();
        let mut write = house.db.write().await.unwrap();
        let made = lost::reissue(&mut write, &pass.id, &HOLDER).await.unwrap();
        write.commit().await.unwrap();
        assert_ne!(house.code(&pass.id).await.unwrap(), old);
        assert_ne!((made.number.as_str(), made.secret.as_str()), (pass.number.as_str(), pass.secret.as_str()));
        let mut read = house.db.read().await.unwrap();
        let now = house.db.clock().now();
        let ring = access::credentials::key_ring(&mut read).await.unwrap();
        let verified = credential::verify(&old, &ring, now.as_second(), &credential::Tolerance::default()).unwrap();
        let list = access::credentials::status_list(&mut read, now).await.unwrap();
        assert_eq!(list.get(verified.claims.status_index), Some(credential::status_list::Status::Invalid));
    })
    .await;
}

#[tokio::test]
async fn a_pass_changes_hands_as_often_as_its_product_allows() {
    scenario(|house| async move {
        let pass = house.bought(wanted("solo", "Ana", "Dupont")).await;
        let lou = Names { first: "Lou".into(), last: "Martin".into(), ..Names::default() };
        let mut write = house.db.write().await.unwrap();
        let given = transfer::transfer(&mut write, &pass.id, &lou, Some("lou@exemple.example"), &HOLDER).await.unwrap();
        let again = transfer::transfer(&mut write, &pass.id, &lou, None, &HOLDER).await;
        assert!(matches!(again, Err(Error::Refused("pass-transfer-done"))));
        write.commit().await.unwrap();
        assert_eq!((given.names.full().as_str(), given.email.as_deref()), ("Lou Martin", Some("lou@exemple.example")));
        assert_ne!(given.secret, pass.secret);
        let young = house.bought(wanted("jeune", "Zoé", "Petit")).await;
        let mut write = house.db.write().await.unwrap();
        let never = transfer::transfer(&mut write, &young.id, &lou, None, &HOLDER).await;
        assert!(matches!(never, Err(Error::Refused("pass-transfer-never"))));
    })
    .await;
}

#[tokio::test]
async fn reminders_come_at_sixty_thirty_and_seven_days_once_each() {
    scenario(|house| async move {
        let pass = house.bought(wanted("solo", "Ana", "Dupont")).await;
        museum_pass::keep::run(&house.web).await;
        let first = house.letters().await.len();
        let mut noted = Vec::new();
        for day in 0..366 {
            if remind::run(&house.db).await.unwrap() > 0 {
                noted.push(364 - day);
            }
            remind::run(&house.db).await.unwrap();
            house.db.clock().advance(DAY);
        }
        assert_eq!(noted, [60, 30, 7]);
        museum_pass::keep::run(&house.web).await;
        assert_eq!(house.letters().await.len(), first + 3);
        assert_eq!(house.pass(&pass.id).await.names.first, "Ana");
    })
    .await;
}

#[tokio::test]
async fn what_is_held_of_a_person_goes_and_the_accounts_stay() {
    scenario(|house| async move {
        let pass = house.bought(wanted("solo", "Ana", "Dupont")).await;
        let mut write = house.db.write().await.unwrap();
        privacy::erase_pass(&mut write, &pass.id).await.unwrap();
        write.commit().await.unwrap();
        assert_eq!(house.count("SELECT count(*) FROM museum_pass_passes").await, 0);
        assert_eq!(house.count("SELECT count(*) FROM museum_pass_lines WHERE last_name = 'Dupont'").await, 0);
        assert_eq!(house.count("SELECT count(*) FROM museum_pass_orders WHERE email IS NOT NULL").await, 0);
        assert_eq!(house.count("SELECT count(*) FROM museum_pass_orders WHERE total_cents = 4000").await, 1);
        let sales = ledger::balance(&mut house.db.read().await.unwrap(), SALES).await.unwrap();
        assert_eq!(sales, Cents(-4000));
        assert_eq!(house.code(&pass.id).await, None);
    })
    .await;
}

#[tokio::test]
async fn names_go_by_themselves_a_year_after_the_end() {
    scenario(|house| async move {
        let pass = house.bought(wanted("solo", "Ana", "Dupont")).await;
        house.db.clock().advance(DAY * (365 + 380));
        assert_eq!(museum_pass::keep::run(&house.web).await.forgotten, 0);
        assert_eq!(house.pass(&pass.id).await.names.first, "Ana");
        house.db.clock().advance(DAY * 30);
        assert_eq!(museum_pass::keep::run(&house.web).await.forgotten, 1);
        assert_eq!(house.count("SELECT count(*) FROM museum_pass_lines WHERE last_name <> ''").await, 0);
    })
    .await;
}

#[tokio::test]
async fn visits_told_by_gates_set_the_end_once() {
    scenario(|house| async move {
        let mut family = wanted("famille", "Ana", "Dupont");
        family.names.second_first = "Yann".into();
        let pass = house.bought(family).await;
        let door = access::Door {
            id: String::new(),
            kind: access::DoorKind::MuseumEntrance,
            code: "piscine".into(),
            institution: house.museum.clone(),
            commune: None,
            item: None,
            accepts: vec![access::RightKind::MuseumPass],
            open: true,
        };
        let mut write = house.db.write().await.unwrap();
        let door = access::doors::declare(&mut write, &door).await.unwrap();
        let visit = access::visits::Visit {
            id: "v1".into(),
            door,
            institution: house.museum.clone(),
            at: house.db.clock().now(),
            people: 2,
            right_kind: access::RightKind::MuseumPass,
            state: access::visits::VisitState::Counted,
        };
        let since = house.db.clock().now();
        access::visits::replace(&mut write, &pass.id, since, &[visit]).await.unwrap();
        write.commit().await.unwrap();
        assert_eq!(museum_pass::keep::run(&house.web).await.visits, 1);
        assert_eq!(museum_pass::keep::run(&house.web).await.visits, 0);
        assert_eq!(house.pass(&pass.id).await.ends_on, date(2027, 11, 22));
    })
    .await;
}

#[tokio::test]
async fn a_person_who_goes_leaves_no_pass_whatever_goes_first() {
    scenario(|house| async move {
        for rights_first in [true, false] {
            let (_, account) = house.staff(&format!("ana{rights_first}@exemple.example"), people::Role::Director).await;
            let buyer = museum_pass::order::Buyer {
                account: Some(account.clone()),
                email: Some("ana@exemple.example".into()),
                lang: "fr".into(),
            };
            let mut write = house.db.write().await.unwrap();
            let order = museum_pass::order::place(
                &mut write,
                &buyer,
                &[wanted("solo", "Ana", "Dupont")],
                "/pass/commande/{order}",
            )
            .await
            .unwrap();
            museum_pass::fulfil::fulfil(&mut write, &order.id, None).await.unwrap();
            write.commit().await.unwrap();
            let benefit = crate::invitations::invitation(&house, museum_pass::model::benefit::Way::First, 5).await;
            let pass = house.passes_of(&order.id).await.remove(0);
            let mut write = house.db.write().await.unwrap();
            museum_pass::invitations::claim(&mut write, &benefit, &pass.id).await.unwrap();
            write.commit().await.unwrap();
            let held = privacy::held(&house.db, &account).await.unwrap();
            assert_eq!(held["passes"][0]["name"], "Ana Dupont");
            assert_eq!(held["passes"][0]["invitations"][0]["state"], "won");
            let mut write = house.db.write().await.unwrap();
            if rights_first {
                access::forget(&mut write, &account).await.unwrap();
                privacy::erase(&mut write, &account).await.unwrap();
            } else {
                privacy::erase(&mut write, &account).await.unwrap();
                access::forget(&mut write, &account).await.unwrap();
            }
            write.commit().await.unwrap();
            let held = privacy::held(&house.db, &account).await.unwrap();
            assert_eq!(held, serde_json::json!({ "passes": [], "orders": [] }));
            assert_eq!(house.count("SELECT count(*) FROM access_rights WHERE holder IS NOT NULL").await, 0);
            assert_eq!(house.count("SELECT count(*) FROM museum_pass_claims").await, 0);
        }
    })
    .await;
}

#[tokio::test]
async fn a_renewal_used_is_not_given_back_whole() {
    scenario(|house| async move {
        let pass = house.bought(wanted("solo", "Ana", "Dupont")).await;
        visited(&house, &pass.id, date(2026, 12, 1)).await;
        house.db.clock().advance(DAY * 334);
        renewed(&house, &pass).await;
        house.db.clock().advance(DAY * 60);
        assert!(matches!(give_back(&house, &pass.id).await, Err(Error::Refused("pass-refund-none"))));
        assert_eq!(price(&house, &pass.id).await, 8000);
        // Renewed ten days late: its days are counted from the day it was paid, and what stays of it is in the price.
        let late = house.bought(wanted("solo", "Lou", "Martin")).await;
        visited(&house, &late.id, late.bought_on).await;
        let days = (late.ends_on - late.bought_on).get_days() as u32;
        house.db.clock().advance(DAY * (days + 10));
        let late = renewed(&house, &late).await;
        house.db.clock().advance(DAY * 3);
        let whole =
            i64::from((late.ends_on - late.ends_on.checked_sub(jiff::Span::new().years(1)).unwrap()).get_days());
        let gone = 4000 * 4 / whole;
        assert_eq!(give_back(&house, &late.id).await.unwrap().cents, Cents(4000 - gone));
        assert_eq!(price(&house, &late.id).await, 4000 + gone);
    })
    .await;
}

#[tokio::test]
async fn renewed_before_the_first_visit_the_year_paid_more_is_kept() {
    scenario(|house| async move {
        let pass = house.bought(family()).await;
        assert_eq!(pass.ends_on, date(2028, 5, 22));
        house.db.clock().advance(DAY * 491);
        assert_eq!(renewed(&house, &pass).await.ends_on, date(2029, 5, 22));
        visited(&house, &pass.id, date(2028, 4, 10)).await;
        assert_eq!(house.pass(&pass.id).await.ends_on, date(2029, 5, 22));
        // Given back, the pass ends where the first visit says.
        give_back(&house, &pass.id).await.unwrap();
        assert_eq!(house.pass(&pass.id).await.ends_on, date(2028, 5, 22));
        // A visit told late, from before: the renewal follows the end it sets.
        let early = house.bought(family()).await;
        let bought = early.bought_on;
        house.db.clock().advance(DAY * 491);
        let before = early.ends_on;
        let after = renewed(&house, &early).await.ends_on;
        visited(&house, &early.id, bought).await;
        let now = house.pass(&early.id).await;
        assert!(now.ends_on < after && now.ends_on > before, "{} {before} {after}", now.ends_on);
        let paid = bought.checked_add(jiff::Span::new().days(491)).unwrap();
        assert_eq!(now.ends_on, museum_pass::model::days::last_day(paid, 12).unwrap());
    })
    .await;
}

#[tokio::test]
async fn a_renewal_and_a_first_visit_at_once_lose_neither() {
    scenario(|house| async move {
        let pass = house.bought(family()).await;
        house.db.clock().advance(DAY * 491);
        let order = renewal(&house, &pass).await;
        let mut write = house.db.write().await.unwrap();
        museum_pass::fulfil::fulfil(&mut write, &order.id, None).await.unwrap();
        let visiting = {
            let (house, pass) = (house.clone(), pass.id.clone());
            tokio::spawn(async move { visited(&house, &pass, date(2028, 4, 10)).await })
        };
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        write.commit().await.unwrap();
        visiting.await.unwrap();
        let now = house.pass(&pass.id).await;
        assert_eq!((now.ends_on, now.first_visit_on), (date(2029, 5, 22), Some(date(2028, 4, 10))));
    })
    .await;
}

#[tokio::test]
async fn handed_on_a_pass_leaves_its_giver_behind() {
    scenario(|house| async move {
        let mut ana = wanted("solo", "Ana", "Dupont");
        ana.commune = Some("59512".into());
        let pass = house.bought(ana).await;
        house.db.clock().advance(DAY * 334);
        let unpaid = renewal(&house, &pass).await;
        let lou = Names { first: "Lou".into(), last: "Martin".into(), ..Names::default() };
        let mut write = house.db.write().await.unwrap();
        transfer::transfer(&mut write, &pass.id, &lou, Some("lou@exemple.example"), &HOLDER).await.unwrap();
        write.commit().await.unwrap();
        let terms = access::terms::of(&mut house.db.read().await.unwrap(), &pass.id).await.unwrap().unwrap();
        assert_eq!((terms.commune, terms.price_cents), (None, 4000));
        assert_eq!(house.count("SELECT count(*) FROM museum_pass_orders WHERE state = 'asked'").await, 0);
        // Paid all the same, the giver's renewal is a pass of their own.
        house.pay(unpaid.payment.as_deref().unwrap(), Choice::Pay).await;
        let own = house.passes_of(&unpaid.id).await.remove(0);
        assert_eq!((own.names.full().as_str(), own.id != pass.id), ("Ana Dupont", true));
        assert_eq!(house.pass(&pass.id).await.ends_on, pass.ends_on);
        // The new holder renews, and sees it.
        let order = renewal(&house, &house.pass(&pass.id).await).await;
        house.pay(order.payment.as_deref().unwrap(), Choice::Pay).await;
        let now = house.pass(&pass.id).await;
        assert_eq!((now.ends_on, price(&house, &pass.id).await), (date(2028, 11, 22), 8000));
        let page = house.get(&people::testing::Browser::default(), &format!("/pass/commande/{}", order.secret)).await;
        assert!(page.text.contains(&now.secret) && page.text.contains("Lou Martin"), "{}", page.text);
    })
    .await;
}

fn gift() -> Wanted {
    let words = Gift {
        to: "Lou".into(),
        from: "Ana".into(),
        email: Some("lou@exemple.example".into()),
        message: "Joyeux Noël".into(),
        on: Some(date(2026, 12, 24)),
    };
    Wanted { product: "solo".into(), gift: Some(words), ..Wanted::default() }
}

/// How many lines, gifts and orders still say who gave what to whom.
async fn words_kept(house: &House) -> i64 {
    let mut kept = 0;
    for sql in [
        "SELECT count(*) FROM museum_pass_lines WHERE first_name <> '' OR last_name <> '' OR gift_to <> ''
             OR gift_from <> '' OR gift_message <> '' OR gift_email IS NOT NULL",
        "SELECT count(*) FROM museum_pass_gifts WHERE to_name <> '' OR from_name <> '' OR message <> ''
             OR to_email IS NOT NULL",
        "SELECT count(*) FROM museum_pass_orders WHERE email IS NOT NULL OR account IS NOT NULL",
        "SELECT count(*) FROM payment_payments WHERE email IS NOT NULL",
    ] {
        kept += house.count(sql).await;
    }
    kept
}

#[tokio::test]
async fn whoever_goes_leaves_no_words_and_their_gift_still_opens() {
    scenario(|house| async move {
        let (_, account) = house.staff("ana@exemple.example", people::Role::Director).await;
        let buyer =
            Buyer { account: Some(account.clone()), email: Some("ana@exemple.example".into()), lang: "fr".into() };
        let mut write = house.db.write().await.unwrap();
        let order = place(&mut write, &buyer, &[gift()], "/pass/commande/{order}").await.unwrap();
        museum_pass::fulfil::fulfil(&mut write, &order.id, None).await.unwrap();
        let basket = [wanted("solo", "Ana", "Dupont"), gift()];
        let unpaid = place(&mut write, &buyer, &basket, "/pass/commande/{order}").await.unwrap();
        write.commit().await.unwrap();
        let mut write = house.db.write().await.unwrap();
        privacy::erase(&mut write, &account).await.unwrap();
        write.commit().await.unwrap();
        assert_eq!(words_kept(&house).await, 0);
        let paying = payment::by_id(&mut house.db.read().await.unwrap(), unpaid.payment.as_deref().unwrap()).await;
        assert_eq!(paying.unwrap().state, payment::State::Withdrawn);
        let code: String = {
            let mut read = house.db.read().await.unwrap();
            store::Query::one(&mut read, "SELECT code FROM museum_pass_gifts", vec![]).await.unwrap().get(0).unwrap()
        };
        for path in [format!("/pass/cadeau/{code}"), format!("/pass/commande/{}", order.secret)] {
            let page = house.get(&people::testing::Browser::default(), &path).await;
            assert_eq!(page.status, axum::http::StatusCode::OK, "{}", page.text);
        }
        let mut write = house.db.write().await.unwrap();
        let who = wanted("", "Lou", "Martin");
        let pass = gifts::open(&mut write, &code, &who, None, None, "fr").await.unwrap();
        // Whoever opened it goes in turn.
        privacy::erase_pass(&mut write, &pass.id).await.unwrap();
        write.commit().await.unwrap();
        assert_eq!(words_kept(&house).await, 0);
    })
    .await;
}

#[tokio::test]
async fn words_of_gifts_opened_go_with_their_pass() {
    scenario(|house| async move {
        let order = house.order(&[gift()]).await.unwrap();
        house.pay(order.payment.as_deref().unwrap(), Choice::Pay).await;
        let code: String = {
            let mut read = house.db.read().await.unwrap();
            store::Query::one(&mut read, "SELECT code FROM museum_pass_gifts", vec![]).await.unwrap().get(0).unwrap()
        };
        let mut write = house.db.write().await.unwrap();
        let pass = gifts::open(&mut write, &code, &wanted("", "Lou", "Martin"), None, None, "fr").await.unwrap();
        privacy::erase_pass(&mut write, &pass.id).await.unwrap();
        write.commit().await.unwrap();
        for table in ["museum_pass_gifts WHERE from_name <> ''", "museum_pass_lines WHERE gift_from <> ''"] {
            assert_eq!(house.count(&format!("SELECT count(*) FROM {table}")).await, 0, "{table}");
        }
    })
    .await;
}

#[tokio::test]
async fn orders_given_up_and_gifts_over_name_nobody_for_long() {
    scenario(|house| async move {
        let unpaid = house.order(&[wanted("solo", "Ana", "Dupont"), gift()]).await.unwrap();
        house.db.clock().advance(DAY * 16);
        let round = museum_pass::keep::run(&house.web).await;
        assert_eq!(round.given_up, 1);
        assert!(words_kept(&house).await > 0, "a payment may be on its way");
        house.db.clock().advance(DAY * 45);
        museum_pass::keep::run(&house.web).await;
        assert_eq!(words_kept(&house).await, 0);
        assert_eq!(house.count("SELECT count(*) FROM museum_pass_orders WHERE state = 'given_up'").await, 1);
        let paying = payment::by_id(&mut house.db.read().await.unwrap(), unpaid.payment.as_deref().unwrap()).await;
        assert_eq!(paying.unwrap().state, payment::State::Withdrawn);
        // A gift taken back at once; another nobody opened, once its year is over.
        let named = "SELECT count(*) FROM museum_pass_gifts WHERE to_name <> ''";
        let mut words = gift();
        if let Some(gift) = &mut words.gift {
            gift.on = None;
        }
        for taken_back in [true, false] {
            let order = house.order(std::slice::from_ref(&words)).await.unwrap();
            house.pay(order.payment.as_deref().unwrap(), Choice::Pay).await;
            let code: String = {
                let mut read = house.db.read().await.unwrap();
                let sql = "SELECT code FROM museum_pass_gifts WHERE state = 'waiting'";
                store::Query::one(&mut read, sql, vec![]).await.unwrap().get(0).unwrap()
            };
            if taken_back {
                let mut write = house.db.write().await.unwrap();
                refund::give_back_gift(&mut write, &code, &giving()).await.unwrap();
                write.commit().await.unwrap();
            }
            museum_pass::keep::run(&house.web).await;
            assert_eq!(house.count(named).await, i64::from(!taken_back));
        }
        house.db.clock().advance(DAY * 368);
        museum_pass::keep::run(&house.web).await;
        assert_eq!(house.count(named).await, 0);
        assert_eq!(house.count("SELECT count(*) FROM museum_pass_lines WHERE gift_from <> ''").await, 0);
        assert!(matches!(unpaid.state, OrderState::Asked));
    })
    .await;
}
