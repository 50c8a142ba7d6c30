//! Seats: none twice, the best left, categories kept to, given back.

use std::time::Duration;

use box_office::model::TariffKind;
use box_office::{Error, sale, seats};
use seating_plan::typed;

use crate::house::{House, ME, scenario, tariff};

const HALL: &str = "A: 1-6\nB: 1-6\nPMR: 1w 2c";

async fn numbered(house: &House, typed_text: &str) {
    let plan = typed::read(typed_text).unwrap();
    let mut write = house.db.write().await.unwrap();
    let hall =
        seats::keep_hall(&mut write, "", &house.town_hall, "Salle des fêtes", typed_text, &plan, &ME).await.unwrap();
    seats::number(&mut write, &house.item, &hall, &ME).await.unwrap();
    write.commit().await.unwrap();
}

fn refusal<T>(result: Result<T, Error>) -> &'static str {
    result.err().and_then(|error| error.message()).unwrap_or("not refused")
}

#[tokio::test]
async fn a_sale_numbered_with_a_hall_gives_the_best_seats_and_those_chosen() {
    scenario(|house| async move {
        numbered(&house, HALL).await;
        let sale = sale::by_item(&mut house.db.read().await.unwrap(), &house.item).await.unwrap();
        assert_eq!((sale.numbered, sale.capacity), (true, 14));
        let best = house.bought(&house.item, &[("plein", 2)], &[]).await;
        assert_eq!(house.seats(&best.id).await, ["A 3", "A 4"]);
        let chosen = house.bought(&house.item, &[("plein", 1), ("gratuit", 1)], &["B-1", "B-2"]).await;
        assert_eq!(house.seats(&chosen.id).await, ["B 1", "B 2"]);
        // Somebody else wants one of them: all or none.
        assert_eq!(refusal(house.book(&house.item, &[("plein", 2)], &["B-2", "B-3"]).await), "seats-taken");
        assert_eq!(refusal(house.book(&house.item, &[("plein", 2)], &["B-3"]).await), "seats-number");
        assert_eq!(refusal(house.book(&house.item, &[("plein", 2)], &["B-3", "B-3"]).await), "seats-number");
        assert_eq!(refusal(house.book(&house.item, &[("plein", 1)], &["Z-1"]).await), "seats-unknown");
        let third = house.bought(&house.item, &[("plein", 1)], &["B-3"]).await;
        assert_eq!(house.seats(&third.id).await, ["B 3"]);
        // Once places are taken the hall cannot change.
        let mut write = house.db.write().await.unwrap();
        let hall = seats::halls(&mut write, &house.town_hall).await.unwrap().remove(0);
        assert_eq!(refusal(seats::number(&mut write, &house.item, &hall.id, &ME).await), "seats-begun");
    })
    .await;
}

#[tokio::test]
async fn a_lapsed_hold_frees_its_seats_at_once_and_a_cancelled_ticket_gives_its_seat_back() {
    scenario(|house| async move {
        numbered(&house, "A: 1-2").await;
        house.book(&house.item, &[("plein", 2)], &["A-1", "A-2"]).await.unwrap();
        assert!(house.book(&house.item, &[("plein", 1)], &["A-1"]).await.is_err());
        house.db.clock().advance(Duration::from_secs(7_200));
        let free = house.bought(&house.item, &[("gratuit", 2)], &["A-1", "A-2"]).await;
        assert_eq!(house.seats(&free.id).await, ["A 1", "A 2"]);
        let tickets = house.tickets(&free.id).await;
        let one = tickets.iter().find(|ticket| ticket.seat.as_deref() == Some("A 2")).unwrap().id.clone();
        let mut write = house.db.write().await.unwrap();
        box_office::cancel::by_holder(&mut write, &free.secret, &[one]).await.unwrap();
        write.commit().await.unwrap();
        let again = house.bought(&house.item, &[("gratuit", 1)], &[]).await;
        assert_eq!(house.seats(&again.id).await, ["A 2"]);
    })
    .await;
}

#[tokio::test]
async fn a_cheap_tariff_never_takes_a_dear_seat() {
    scenario(|house| async move {
        numbered(&house, "A (1re série): 1-4\nB (2e série): 1-4").await;
        let mut write = house.db.write().await.unwrap();
        let tariffs = [
            tariff("cher", 500, TariffKind::Full, "1re série"),
            tariff("loin", 300, TariffKind::Full, "2e série"),
            tariff("ami", 0, TariffKind::Invitation, "Toutes séries"),
        ];
        sale::set_tariffs(&mut write, &house.item, &tariffs, &ME).await.unwrap();
        write.commit().await.unwrap();
        assert_eq!(refusal(house.book(&house.item, &[("loin", 1)], &["A-1"]).await), "seats-category");
        let far = house.bought(&house.item, &[("loin", 2), ("cher", 1)], &[]).await;
        for ticket in house.tickets(&far.id).await {
            let row = if ticket.category == "1re série" { "A" } else { "B" };
            assert!(ticket.seat.unwrap().starts_with(row), "{}", ticket.category);
        }
        let mixed = house.bought(&house.item, &[("loin", 1), ("cher", 1)], &["A-4", "B-4"]).await;
        let tickets = house.tickets(&mixed.id).await;
        assert!(
            tickets
                .iter()
                .all(|ticket| ticket.seat.as_deref().unwrap().starts_with('A') == (ticket.category == "1re série"))
        );
        // Two seats of the second category are left of it: three are refused though the hall has room.
        assert_eq!(refusal(house.book(&house.item, &[("loin", 3)], &[]).await), "seats-none");
    })
    .await;
}

#[tokio::test]
async fn a_wheelchair_s_place_stands_for_any_category() {
    scenario(|house| async move {
        numbered(&house, "A (1re série): 1-4\nPMR (2e série): 1w 2c 3-4r").await;
        let mut write = house.db.write().await.unwrap();
        let tariffs =
            [tariff("cher", 500, TariffKind::Full, "1re série"), tariff("loin", 300, TariffKind::Full, "2e série")];
        sale::set_tariffs(&mut write, &house.item, &tariffs, &ME).await.unwrap();
        write.commit().await.unwrap();
        let pairs = [("wheelchairs".to_owned(), "1".to_owned()), ("companions".to_owned(), "1".to_owned())];
        let categories = vec!["1re série".to_owned(); 4];
        let now = house.db.clock().now_ms();
        let mut read = house.db.read().await.unwrap();
        let chosen = seats::chosen(&mut read, &house.item, &pairs, &categories, now).await.unwrap();
        drop(read);
        let ids: Vec<&str> = chosen.iter().map(String::as_str).collect();
        let order = house.bought(&house.item, &[("cher", 4)], &ids).await;
        assert_eq!(house.seats(&order.id).await.iter().filter(|seat| seat.starts_with("A ")).count(), 2, "{ids:?}");
        // What sees less behind them still costs what it costs, and no other.
        assert_eq!(refusal(house.book(&house.item, &[("cher", 1)], &["PMR-3"]).await), "seats-category");
        assert_eq!(refusal(house.book(&house.item, &[("loin", 1)], &["A-1"]).await), "seats-category");
    })
    .await;
}

#[tokio::test]
async fn places_for_wheelchairs_go_to_those_who_ask() {
    scenario(|house| async move {
        numbered(&house, HALL).await;
        // Everybody else takes all the rest.
        house.bought(&house.item, &[("gratuit", 12)], &[]).await;
        assert_eq!(refusal(house.book(&house.item, &[("plein", 1)], &[]).await), "seats-none");
        let pairs = [("wheelchairs".to_owned(), "1".to_owned()), ("companions".to_owned(), "1".to_owned())];
        let categories = vec!["Placement libre".to_owned(); 2];
        let now = house.db.clock().now_ms();
        let mut read = house.db.read().await.unwrap();
        let chosen = seats::chosen(&mut read, &house.item, &pairs, &categories, now).await.unwrap();
        drop(read);
        assert_eq!(chosen, ["PMR-1", "PMR-2"]);
        let ids: Vec<&str> = chosen.iter().map(String::as_str).collect();
        let order = house.bought(&house.item, &[("plein", 2)], &ids).await;
        assert_eq!(house.seats(&order.id).await, ["PMR 1", "PMR 2"]);
        let mut read = house.db.read().await.unwrap();
        let none = seats::chosen(&mut read, &house.item, &pairs, &categories, now).await;
        assert_eq!(refusal(none), "seats-no-wheelchair");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_hundred_at_once_and_no_seat_twice() {
    scenario(|house| async move {
        numbered(&house, "A-D: 1-10").await;
        let buyers: Vec<_> = (0..60)
            .map(|buyer| {
                let house = house.clone();
                tokio::spawn(async move {
                    // Half want the best left, half the same few seats.
                    let seat = format!("A-{}", buyer % 10 + 1);
                    let wanted: &[&str] = if buyer % 2 == 0 { &[] } else { &[&seat] };
                    house.book(&house.item, &[("gratuit", 1)], wanted).await.ok().map(|order| order.id)
                })
            })
            .collect();
        let mut seats = Vec::new();
        for buyer in buyers {
            if let Some(order) = buyer.await.unwrap() {
                let own = house.seats(&order).await;
                assert_eq!(own.len(), 1, "each who has an order has a seat");
                seats.extend(own);
            }
        }
        let taken = seats.len();
        seats.sort();
        seats.dedup();
        assert_eq!(seats.len(), taken, "no seat twice");
        assert!(taken >= 30, "the thirty who take what is left all find one: {taken}");
        let now = house.db.clock().now_ms();
        let free = seats::free_ids(&mut house.db.read().await.unwrap(), &house.item, now).await.unwrap();
        assert_eq!(free.len() + taken, 40);
    })
    .await;
}

#[tokio::test]
async fn the_chooser_shows_what_is_free_and_nothing_else() {
    scenario(|house| async move {
        let now = house.db.clock().now_ms();
        let mut read = house.db.read().await.unwrap();
        let none = seats::chooser(&mut read, &house.frame, shell::Lang::Fr, &house.item, now).await.unwrap();
        assert!(none.is_none(), "its places have no number");
        drop(read);
        numbered(&house, HALL).await;
        house.bought(&house.item, &[("gratuit", 1)], &["A-1"]).await;
        let mut read = house.db.read().await.unwrap();
        let chooser =
            seats::chooser(&mut read, &house.frame, shell::Lang::Fr, &house.item, now).await.unwrap().unwrap();
        assert_eq!((chooser.free, chooser.wheelchairs), (13, 1));
        let row: Vec<&str> = chooser.zones[0].rows[0].seats.iter().map(|seat| seat.id.as_str()).collect();
        assert_eq!(row, ["A-2", "A-3", "A-4", "A-5", "A-6"]);
        assert_eq!(chooser.svg.matches("seat-taken").count(), 1);
        assert!(!chooser.svg.contains("style="));
    })
    .await;
}

#[tokio::test]
async fn the_booking_page_offers_seats_and_keeps_those_ticked() {
    scenario(|house| async move {
        numbered(&house, HALL).await;
        let ana = people::testing::Browser::default();
        let path = format!("/billetterie/{}", house.item);
        let page = house.get(&ana, &path).await.text;
        assert_eq!(page.matches("name=\"seat\"").count(), 14, "{page}");
        assert!(page.contains("/static/box_office_seats.") && page.contains("<svg class=\"seats\""));
        let tariffs = sale::tariffs(&mut house.db.read().await.unwrap(), &house.item).await.unwrap();
        let full = page
            .split("name=\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap())
            .find(|name| name.contains(tariffs[0].id.as_str()) || name.contains(tariffs[0].code.as_str()));
        let full = full.expect("a field for the full price").to_owned();
        let fields = [(full.as_str(), "2"), ("seat", "B-5"), ("seat", "B-6")];
        let answer = house.post(&ana, &path, &path, &fields).await;
        assert_eq!(answer.status, axum::http::StatusCode::SEE_OTHER, "{}", answer.text);
        let next = house.get(&ana, &answer.location).await.text;
        assert!(next.contains("B 5, B 6"), "{next}");
        let again = house.post(&people::testing::Browser::default(), &path, &path, &fields).await;
        assert_eq!(again.status, axum::http::StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.text.contains("Une de ces places vient d’être prise."), "{}", again.text);
    })
    .await;
}
