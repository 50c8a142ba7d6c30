//! Buying online, gifts and batches: what is paid is made, once.

use jiff::civil::date;
use ledger::Cents;
use museum_pass::batch::{self, NewBatch, read_list};
use museum_pass::model::pass::PassState;
use museum_pass::model::product::Price;
use museum_pass::model::sale::{Gift, OrderState};
use museum_pass::order::Wanted;
use museum_pass::{Error, FULFILMENT, SALES, gifts, products};
use payment::provider::test::Choice;
use payment::{Fulfilled, Paid};
use people::Actor;

use crate::house::{DAY, House, scenario, wanted};

async fn balance(house: &House, account: &str) -> Cents {
    ledger::balance(&mut house.db.read().await.unwrap(), account).await.unwrap()
}

fn duo() -> Wanted {
    let mut wanted = wanted("duo", " Ana  Maria", "Dupont");
    wanted.names.second_first = "Yann".into();
    wanted
}

#[tokio::test]
async fn a_duo_bought_online_is_made_when_it_is_paid_and_not_before() {
    scenario(|house| async move {
        let order = house.order(&[duo()]).await.unwrap();
        assert_eq!((order.total, order.state), (Cents(6500), OrderState::Asked));
        assert!(house.passes_of(&order.id).await.is_empty());
        house.pay(order.payment.as_deref().unwrap(), Choice::PayTwice).await;
        let passes = house.passes_of(&order.id).await;
        assert_eq!(passes.len(), 1, "paid twice, made once");
        let pass = &passes[0];
        assert_eq!((pass.names.full().as_str(), pass.names.second().as_str()), ("Ana Maria Dupont", "Yann Dupont"));
        assert_eq!((pass.begins_on, pass.ends_on), (date(2026, 11, 23), date(2027, 11, 22)));
        let right = access::rights::by_id(&mut house.db.read().await.unwrap(), &pass.id).await.unwrap();
        assert_eq!((right.admits, right.kind), (2, access::RightKind::MuseumPass));
        assert!(house.good(&pass.id).await && house.code(&pass.id).await.unwrap().starts_with("CA1:"));
        let terms = access::terms::of(&mut house.db.read().await.unwrap(), &pass.id).await.unwrap().unwrap();
        assert_eq!((terms.price_cents, terms.product.as_str()), (6500, "duo"));
        assert_eq!(balance(&house, SALES).await, Cents(-6500));
        // The letter leaves once.
        museum_pass::keep::run(&house.web).await;
        museum_pass::keep::run(&house.web).await;
        assert_eq!(house.letters().await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn told_again_of_a_payment_nothing_is_made_again() {
    scenario(|house| async move {
        let order = house.order(&[wanted("solo", "Ana", "Dupont")]).await.unwrap();
        let paid = |cents: i64, reference: String| Paid {
            payment: order.payment.clone().unwrap(),
            reference,
            amount: Cents(cents),
            provider: "essai".into(),
            at: house.db.clock().now(),
            late: true,
            test: true,
        };
        // Of another amount, or for an order nobody made: nothing is written.
        for wrong in [paid(1, format!("pass-order:{}", order.id)), paid(4000, "pass-order:nobody".into())] {
            let mut write = house.db.write().await.unwrap();
            let said = (FULFILMENT.paid)(&mut write, &wrong).await.unwrap();
            assert!(matches!(said, Fulfilled::Impossible(_)));
            write.commit().await.unwrap();
        }
        assert_eq!(house.count("SELECT count(*) FROM access_rights").await, 0);
        // The process dies between the making and the commit: neither happened, and the next telling does it.
        let right = paid(4000, format!("pass-order:{}", order.id));
        let mut write = house.db.write().await.unwrap();
        (FULFILMENT.paid)(&mut write, &right).await.unwrap();
        drop(write);
        assert_eq!(house.count("SELECT count(*) FROM museum_pass_passes").await, 0);
        for _ in 0..3 {
            let mut write = house.db.write().await.unwrap();
            assert_eq!((FULFILMENT.paid)(&mut write, &right).await.unwrap(), Fulfilled::Done);
            write.commit().await.unwrap();
        }
        assert_eq!(house.count("SELECT count(*) FROM museum_pass_passes").await, 1);
        assert_eq!(house.count("SELECT count(*) FROM access_rights").await, 1);
    })
    .await;
}

#[tokio::test]
async fn prices_are_those_of_the_day_and_never_of_the_form() {
    scenario(|house| async move {
        let mut write = house.db.write().await.unwrap();
        let actor = Actor::System("test");
        let from = date(2026, 12, 1);
        products::set_price(&mut write, "solo", Price { from, cents: Cents(4500) }, &actor).await.unwrap();
        let past = Price { from: date(2026, 11, 1), cents: Cents(1) };
        assert!(matches!(products::set_price(&mut write, "solo", past, &actor).await, Err(Error::Field { .. })));
        write.commit().await.unwrap();
        assert_eq!(house.order(&[wanted("solo", "Ana", "Dupont")]).await.unwrap().total, Cents(4000));
        house.db.clock().advance(DAY * 8);
        assert_eq!(house.order(&[wanted("solo", "Ana", "Dupont")]).await.unwrap().total, Cents(4500));
        // What is not for the site is not sold on it, and a duo needs its second name.
        assert!(matches!(house.order(&[wanted("entreprise", "A", "B")]).await, Err(Error::Refused("pass-not-sold"))));
        assert!(matches!(house.order(&[]).await, Err(Error::Refused("pass-basket-empty"))));
        let lone = house.order(&[wanted("solo", "A", "B"), wanted("duo", "A", "B")]).await;
        assert!(matches!(lone, Err(Error::Field { field, .. }) if field == "second_first1"));
        let mut undeclared = wanted("jeune", "A", "B");
        undeclared.declared = false;
        let refused = house.order(&[undeclared]).await;
        assert!(matches!(refused, Err(Error::Field { field, .. }) if field == "declared0"));
    })
    .await;
}

#[tokio::test]
async fn a_free_pass_sleeps_until_it_is_seen_at_a_desk() {
    scenario(|house| async move {
        let pass = house.bought(wanted("solidaire", "Sam", "Petit")).await;
        assert_eq!(pass.state, PassState::Waiting);
        assert!(!house.good(&pass.id).await);
        let mut write = house.db.write().await.unwrap();
        let actor = Actor::System("test");
        museum_pass::eligibility::checked(&mut write, &pass.id, &actor).await.unwrap();
        assert!(museum_pass::eligibility::checked(&mut write, &pass.id, &actor).await.is_err());
        write.commit().await.unwrap();
        assert!(house.good(&pass.id).await);
        let terms = access::terms::of(&mut house.db.read().await.unwrap(), &pass.id).await.unwrap().unwrap();
        assert_eq!((terms.price_cents, terms.notional_cents), (0, 1000));
    })
    .await;
}

#[tokio::test]
async fn a_third_party_pays_for_free_passes_that_were_granted_and_no_others() {
    scenario(|house| async move {
        let actor = Actor::System("test");
        let notional = async |pass: &str| {
            let terms = access::terms::of(&mut house.db.read().await.unwrap(), pass).await.unwrap().unwrap();
            assert_eq!(terms.price_cents, 0);
            terms.notional_cents
        };
        let pass = house.bought(wanted("solidaire", "Sam", "Petit")).await;
        assert_eq!(notional(&pass.id).await, 0, "never checked");
        let mut write = house.db.write().await.unwrap();
        museum_pass::eligibility::refused(&mut write, &pass.id, &actor).await.unwrap();
        write.commit().await.unwrap();
        assert_eq!(notional(&pass.id).await, 0, "refused");
        for used in [false, true] {
            let pass = house.bought(wanted("solidaire", "Sam", "Petit")).await;
            let mut write = house.db.write().await.unwrap();
            museum_pass::eligibility::checked(&mut write, &pass.id, &actor).await.unwrap();
            write.commit().await.unwrap();
            assert_eq!(notional(&pass.id).await, 1000, "checked");
            let mut write = house.db.write().await.unwrap();
            if used {
                museum_pass::first_visit::note(&mut write, &pass.id, pass.bought_on).await.unwrap();
            }
            museum_pass::refund::cancel(&mut write, &pass.id, &actor).await.unwrap();
            write.commit().await.unwrap();
            assert_eq!(notional(&pass.id).await, if used { 1000 } else { 0 }, "taken back");
        }
    })
    .await;
}

fn gift(message: &str) -> Wanted {
    let words = Gift {
        to: "Lou".into(),
        from: "Ana".into(),
        email: Some("lou@exemple.example".into()),
        message: message.into(),
        on: Some(date(2026, 12, 24)),
    };
    Wanted { product: "solo".into(), gift: Some(words), ..Wanted::default() }
}

#[tokio::test]
async fn a_gift_leaves_on_its_day_and_is_opened_once_by_whoever_races() {
    scenario(|house| async move {
        let order = house.order(&[gift("Joyeux Noël")]).await.unwrap();
        house.pay(order.payment.as_deref().unwrap(), Choice::Pay).await;
        museum_pass::keep::run(&house.web).await;
        assert_eq!(house.letters().await.len(), 1, "the buyer's only");
        house.db.clock().advance(DAY * 31);
        museum_pass::keep::run(&house.web).await;
        museum_pass::keep::run(&house.web).await;
        let letters = house.letters().await;
        assert_eq!(letters.len(), 2);
        assert!(letters[1].contains("Ana"), "{letters:?}");
        let code: String = {
            let mut read = house.db.read().await.unwrap();
            let row = store::Query::one(&mut read, "SELECT code FROM museum_pass_gifts", vec![]).await.unwrap();
            row.get(0).unwrap()
        };
        let mut racing = Vec::new();
        for number in 0..16 {
            let (house, code) = (house.clone(), code.clone());
            racing.push(tokio::spawn(async move {
                let mut write = house.db.write().await.unwrap();
                let who = wanted("", &format!("Lou {number}"), "Martin");
                let opened = gifts::open(&mut write, &code.to_lowercase(), &who, None, None, "fr").await;
                match opened {
                    Ok(_) => {
                        write.commit().await.unwrap();
                        true
                    }
                    Err(Error::Refused(why)) => {
                        assert_eq!(why, "pass-gift-opened");
                        false
                    }
                    Err(other) => panic!("{other}"),
                }
            }));
        }
        let mut opened = 0;
        for one in racing {
            opened += u32::from(one.await.unwrap());
        }
        assert_eq!(opened, 1);
        assert_eq!(house.count("SELECT count(*) FROM museum_pass_passes").await, 1);
        assert_eq!(house.count("SELECT count(*) FROM access_rights").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_works_council_pays_by_transfer_and_has_its_passes_then() {
    scenario(|house| async move {
        let actor = Actor::System("test");
        let people = read_list("nom;prénom;courriel\nDupont;Ana;ana@exemple.example\nLe Gall;Yann;\n").unwrap();
        let new = NewBatch {
            buyer: "CSE des Tisserands".into(),
            address: "1 rue du Métier\n59100 Roubaix".into(),
            email: "cse@exemple.example".into(),
            lang: "fr".into(),
            product: "entreprise".into(),
            people,
            ..NewBatch::default()
        };
        let mut write = house.db.write().await.unwrap();
        let named = batch::make(&mut write, &new, &actor).await.unwrap();
        let codes = NewBatch { people: Vec::new(), codes: 25, ..new.clone() };
        let coded = batch::make(&mut write, &codes, &actor).await.unwrap();
        assert!(batch::make(&mut write, &NewBatch { codes: 0, ..codes.clone() }, &actor).await.is_err());
        assert!(batch::make(&mut write, &NewBatch { codes: 2001, ..codes }, &actor).await.is_err());
        write.commit().await.unwrap();
        assert_eq!(house.count("SELECT count(*) FROM museum_pass_passes").await, 0);
        let today = date(2026, 11, 23);
        for one in [&named, &coded] {
            let mut write = house.db.write().await.unwrap();
            batch::paid(&mut write, &one.id, today, "VIR 123", &actor).await.unwrap();
            let again = batch::paid(&mut write, &one.id, today, "VIR 123", &actor).await;
            assert!(matches!(again, Err(Error::Refused("pass-batch-paid"))));
            write.commit().await.unwrap();
        }
        assert_eq!(house.count("SELECT count(*) FROM museum_pass_passes").await, 2);
        assert_eq!(house.count("SELECT count(DISTINCT code) FROM museum_pass_gifts").await, 25);
        assert_eq!(balance(&house, SALES).await, Cents(-27 * 3200));
        let passes = house.passes_of(&named.order).await;
        assert_eq!(passes[0].email.as_deref(), Some("ana@exemple.example"));
        assert_eq!(passes[1].email, None, "the buyer's address is not theirs");
    })
    .await;
}
