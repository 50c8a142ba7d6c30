//! Selling at a desk: order, receipt and passes in one transaction.

use ledger::Cents;
use museum_pass::model::code::new_reference;
use museum_pass::order::Buyer;
use museum_pass::refund::{self, Giving};
use museum_pass::sell_at_desk::{DeskSale, sell};
use museum_pass::{Error, Way};
use people::Actor;
use regie::{Means, Paying, TillSession};

use crate::house::{House, scenario, wanted};

const AGENT: Actor = Actor::System("agent");

async fn sold(
    house: &House,
    till: &TillSession,
    reference: &str,
    means: Vec<Paying>,
) -> museum_pass::Result<(String, String)> {
    let buyer = Buyer { lang: "fr".into(), ..Buyer::default() };
    let wanted = [wanted("solo", "Ana", "Dupont")];
    let sale =
        DeskSale { till, actor: &AGENT, reference, buyer: &buyer, wanted: &wanted, renew: None, seen: false, means };
    let mut write = house.db.write().await.unwrap();
    let (order, receipt) = sell(&mut write, &sale).await?;
    write.commit().await.unwrap();
    Ok((order.id, receipt.number))
}

#[tokio::test]
async fn one_sale_one_receipt_one_pass_however_often_it_is_sent() {
    scenario(|house| async move {
        let till = house.till("agent-1").await;
        let reference = new_reference();
        let cash = || vec![Paying::cash(Cents(4000), Cents(5000))];
        let first = sold(&house, &till, &reference, cash()).await.unwrap();
        let again = sold(&house, &till, &reference, cash()).await.unwrap();
        assert_eq!(first, again);
        assert_eq!(first.1, "PISCINE-2026-000001");
        assert_eq!(house.count("SELECT count(*) FROM museum_pass_passes").await, 1);
        // Money that does not add up: no order, no number, no pass.
        let short = sold(&house, &till, &new_reference(), vec![Paying::plain(Means::Card, Cents(3999))]).await;
        assert!(matches!(short, Err(Error::Regie(regie::Error::DoesNotAddUp { .. }))));
        let next = sold(&house, &till, &new_reference(), vec![Paying::plain(Means::Card, Cents(4000))]).await.unwrap();
        assert_eq!(next.1, "PISCINE-2026-000002", "no number was lost");
        assert_eq!(house.count("SELECT count(*) FROM museum_pass_orders").await, 2);
    })
    .await;
}

#[tokio::test]
async fn killed_between_the_sale_and_the_receipt_nothing_happened() {
    scenario(|house| async move {
        let till = house.till("agent-1").await;
        let buyer = Buyer { lang: "fr".into(), ..Buyer::default() };
        let wanted = [wanted("solo", "Ana", "Dupont")];
        let reference = new_reference();
        let sale = DeskSale {
            till: &till,
            actor: &AGENT,
            reference: &reference,
            buyer: &buyer,
            wanted: &wanted,
            renew: None,
            seen: false,
            means: vec![Paying::plain(Means::Card, Cents(4000))],
        };
        let mut write = house.db.write().await.unwrap();
        sell(&mut write, &sale).await.unwrap();
        drop(write);
        for table in ["museum_pass_orders", "museum_pass_passes", "regie_receipts", "access_rights", "ledger_lines"] {
            assert_eq!(house.count(&format!("SELECT count(*) FROM {table}")).await, 0, "{table}");
        }
        let mut write = house.db.write().await.unwrap();
        let (_, receipt) = sell(&mut write, &sale).await.unwrap();
        write.commit().await.unwrap();
        assert_eq!(receipt.number, "PISCINE-2026-000001");
    })
    .await;
}

#[tokio::test]
async fn a_free_pass_seen_at_the_desk_is_good_at_once_and_has_a_receipt() {
    scenario(|house| async move {
        let till = house.till("agent-1").await;
        let buyer = Buyer { lang: "nl".into(), ..Buyer::default() };
        let wanted = [wanted("solidaire", "Sam", "Petit")];
        let reference = new_reference();
        let sale = DeskSale {
            till: &till,
            actor: &AGENT,
            reference: &reference,
            buyer: &buyer,
            wanted: &wanted,
            renew: None,
            seen: true,
            means: Vec::new(),
        };
        let mut write = house.db.write().await.unwrap();
        let (order, receipt) = sell(&mut write, &sale).await.unwrap();
        write.commit().await.unwrap();
        assert_eq!(receipt.total, Cents(0));
        let pass = house.passes_of(&order.id).await.remove(0);
        assert!(house.good(&pass.id).await);
    })
    .await;
}

#[tokio::test]
async fn what_a_till_took_a_till_gives_back() {
    scenario(|house| async move {
        let till = house.till("agent-1").await;
        let means = vec![Paying::plain(Means::Cash, Cents(4000))];
        let (order, _) = sold(&house, &till, &new_reference(), means).await.unwrap();
        let pass = house.passes_of(&order).await.remove(0);
        let giving = |till| Giving { actor: &AGENT, favour: None, till, means: Means::Cash, why: "Remboursement" };
        let mut write = house.db.write().await.unwrap();
        let none = refund::give_back(&mut write, &pass.id, &giving(None)).await;
        assert!(matches!(none, Err(Error::Refused("pass-refund-till"))));
        drop(write);
        let mut write = house.db.write().await.unwrap();
        let given = refund::give_back(&mut write, &pass.id, &giving(Some(till.id.as_str()))).await.unwrap();
        write.commit().await.unwrap();
        assert_eq!((given.cents, given.way), (Cents(4000), Way::Till));
        let mut read = house.db.read().await.unwrap();
        assert_eq!(regie::session::expected_cash(&mut read, &till).await.unwrap(), Cents::from_euros(100));
        drop(read);
        assert!(!house.good(&pass.id).await);
    })
    .await;
}
