//! Other programs: orders together, entries once.

use std::collections::BTreeSet;
use std::time::Duration;

use box_office::counter::{Ask, Counter, Entry, Refusal, Shown};
use box_office::{Error, cancel, keys, order, ticket};
use ledger::Cents;

use crate::house::{DAY, House, ME, buyer, scenario};

async fn key(house: &House, institution: &str) -> String {
    let mut write = house.db.write().await.unwrap();
    let (_, secret) = keys::make(&mut write, institution, "caisse", &ME).await.unwrap();
    write.commit().await.unwrap();
    keys::hash(&secret)
}

fn ask(house: &House, key: &str, token: Option<&str>, places: i64) -> Ask {
    Ask {
        key: key.into(),
        token: token.map(str::to_owned),
        asked: format!("{places}"),
        item: house.item.clone(),
        lines: vec![("plein".into(), places)],
        buyer: buyer("api@exemple.example"),
        paid: true,
        ..Ask::default()
    }
}

#[tokio::test]
async fn ninety_orders_together_sell_fifty_places() {
    scenario(50, |house| async move {
        let counter = Counter::new(house.db.clone());
        let key = key(&house, &house.seller).await;
        let asks = (0..90).map(|number| {
            let (counter, ask) = (counter.clone(), ask(&house, &key, Some(&format!("t{number}")), 1));
            tokio::spawn(async move { counter.sell(ask).await })
        });
        let asks: Vec<_> = asks.collect();
        let (mut sold, mut full) = (Vec::new(), 0);
        for one in asks {
            match one.await.unwrap() {
                Ok(bought) => sold.extend(bought.tickets),
                Err(Refusal::Other(Error::NotEnough { left: 0 })) => full += 1,
                Err(other) => panic!("{other:?}"),
            }
        }
        assert_eq!((sold.len(), full, house.left().await), (50, 40, 0));
        let numbers: BTreeSet<i64> = sold.iter().map(|one| one.ticket.number).collect();
        assert_eq!(numbers, (1..=50).collect());
        let codes: BTreeSet<&str> = sold.iter().filter_map(|one| one.code.as_deref()).collect();
        assert_eq!(codes.len(), 50);
        // The code answered is the code kept.
        let mut read = house.db.read().await.unwrap();
        let kept = ticket::code(&mut read, &sold[7].ticket).await.unwrap().unwrap();
        assert_eq!((Some(kept.0), kept.1), (sold[7].code.clone(), sold[7].code_number.clone()));
        drop(read);
        house.adds_up().await;
    })
    .await;
}

#[tokio::test]
async fn asked_again_it_is_the_same_order() {
    scenario(10, |house| async move {
        let counter = Counter::new(house.db.clone());
        let mine = key(&house, &house.seller).await;
        let both = tokio::join!(
            counter.sell(ask(&house, &mine, Some("t"), 2)),
            counter.sell(ask(&house, &mine, Some("t"), 2))
        );
        let (one, two) = (both.0.unwrap(), both.1.unwrap());
        let three = counter.sell(ask(&house, &mine, Some("t"), 2)).await.unwrap();
        assert_eq!((&one.reference, &one.reference), (&two.reference, &three.reference));
        assert_eq!((house.left().await, three.again, three.tickets.len()), (8, true, 2));
        let other = counter.sell(ask(&house, &mine, Some("t"), 3)).await;
        assert!(matches!(other, Err(Refusal::Token)));
        // Another key's tokens are others; another institution's performance is not found; no key, nothing.
        let host = key(&house, &house.host).await;
        assert_ne!(counter.sell(ask(&house, &host, Some("t"), 2)).await.unwrap().reference, one.reference);
        let nobody = key(&house, "somebody-else").await;
        assert!(matches!(counter.sell(ask(&house, &nobody, None, 1)).await, Err(Refusal::Other(Error::NotFound))));
        assert!(matches!(counter.sell(ask(&house, "forged", None, 1)).await, Err(Refusal::Key)));
        let unpaid = Ask { paid: false, ..ask(&house, &mine, None, 1) };
        assert!(matches!(counter.sell(unpaid).await, Err(Refusal::Unpaid(Cents(500)))));
        let many = counter.sell(ask(&house, &mine, None, 7)).await;
        assert!(matches!(many, Err(Refusal::Other(Error::Refused("box-too-many")))));
        assert!(counter.sell(ask(&house, &mine, None, -3)).await.is_err());
        assert_eq!(house.left().await, 6);
        // Given back where it was sold, the ledger follows.
        let mut write = house.db.write().await.unwrap();
        let known = order::by_reference(&mut write, &one.reference).await.unwrap().unwrap();
        let how = cancel::AtDesk { actor: &ME, why: "annulé", till: None, refund: true };
        let given = cancel::at_desk(&mut write, &known.id, &[], &how).await.unwrap();
        assert_eq!((given.amount, given.way), (Cents(1000), cancel::Way::Elsewhere));
        write.commit().await.unwrap();
        house.adds_up().await;
    })
    .await;
}

#[tokio::test]
async fn a_ticket_enters_once_on_its_day() {
    scenario(10, |house| async move {
        let counter = Counter::new(house.db.clone());
        let mine = key(&house, &house.seller).await;
        let bought = counter.sell(ask(&house, &mine, None, 4)).await.unwrap();
        let code = |at: usize| Shown::Code(bought.tickets[at].code.clone().unwrap());
        let enter = async |key: &str, shown: Shown| counter.enter(Entry { key: key.to_owned(), shown }).await;
        assert!(matches!(enter(&mine, code(0)).await, Err(Refusal::Code("not_yet"))));
        house.db.clock().advance(DAY * 5 + Duration::from_secs(6 * 3600));
        let both = tokio::join!(enter(&mine, code(0)), enter(&mine, code(0)));
        assert_eq!([both.0.is_ok(), both.1.is_ok()].iter().filter(|ok| **ok).count(), 1);
        assert!(matches!(enter(&mine, code(0)).await, Err(Refusal::AlreadyIn(_))));
        enter(&mine, Shown::Ticket(bought.tickets[1].ticket.id.clone())).await.unwrap();
        enter(&mine, Shown::Number(bought.tickets[2].code_number.clone().unwrap())).await.unwrap();
        assert!(matches!(enter("forged", code(3)).await, Err(Refusal::Key)));
        let nobody = key(&house, "somebody-else").await;
        assert!(matches!(enter(&nobody, code(3)).await, Err(Refusal::Code("unknown"))));
        assert!(matches!(enter(&mine, Shown::Code("HC1:nothing".into())).await, Err(Refusal::Code(_))));
        // Handed on: the old code is dead, the new one enters.
        let mut write = house.db.write().await.unwrap();
        let given = ticket::reissue(&mut write, &bought.tickets[3].ticket.id, &ME).await.unwrap();
        let (fresh, _) = ticket::code(&mut write, &given).await.unwrap().unwrap();
        write.commit().await.unwrap();
        assert!(matches!(enter(&mine, code(3)).await, Err(Refusal::Code("replaced"))));
        enter(&mine, Shown::Code(fresh)).await.unwrap();
        let people = access::visits::people_for_item(&mut house.db.read().await.unwrap(), &house.item).await.unwrap();
        assert_eq!(people, 4);
        // A cancelled ticket opens nothing; one that came in is not cancelled.
        let mut write = house.db.write().await.unwrap();
        let known = order::by_reference(&mut write, &bought.reference).await.unwrap().unwrap();
        let how = cancel::AtDesk { actor: &ME, why: "annulé", till: None, refund: true };
        assert!(cancel::at_desk(&mut write, &known.id, &[], &how).await.is_err());
    })
    .await;
}
