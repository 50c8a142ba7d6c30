//! The worksheet: VAT and tax, adding up to the statements to the cent.

use std::time::Duration;

use axum::http::StatusCode;
use box_office::duties::facts::{self, SellerFacts, ShowFacts, VatStatus};
use box_office::duties::played;
use box_office::duties::sheet::{Sheet, fill};
use box_office::model::TariffKind;
use box_office::{sale, statement};
use show_duties::Quarter;
use show_duties::tax::{Collector, Owed};
use show_duties::vat::Nature;

use crate::house::{House, ME, SELLER, scenario, tariff};

const QUARTER: Quarter = Quarter { year: 2026, number: 4 };

async fn sheet(house: &House) -> Sheet {
    let mut read = house.db.read().await.unwrap();
    let said = facts::of_seller(&mut read, &house.town_hall).await.unwrap();
    let zone = access::local_zone();
    let now = house.db.clock().now();
    let played = played::of_quarter(&mut read, &house.town_hall, QUARTER, &zone, now).await.unwrap();
    fill(&played, &said)
}

async fn said(house: &House, vat: VatStatus, show: &ShowFacts) {
    let mut write = house.db.write().await.unwrap();
    let seller = SellerFacts { vat, siret: String::new() };
    facts::keep_seller(&mut write, &house.town_hall, &seller, &ME).await.unwrap();
    facts::keep_show(&mut write, &house.show, show, &ME).await.unwrap();
    write.commit().await.unwrap();
}

/// Three performances: two paid around the 140th, one free; a ticket given back.
async fn played_quarter(house: &House) -> [String; 3] {
    let paid = [tariff("plein", 500, TariffKind::Full, "Libre"), tariff("reduit", 300, TariffKind::Reduced, "Libre")];
    let second = house.announced("2026-12-05T19:30:00Z", |_| {}).await;
    house.on_sale(&second, 40, &paid).await;
    let free = house.announced("2026-12-01T14:00:00Z", |_| {}).await;
    house.on_sale(&free, 40, &[tariff("gratuit", 0, TariffKind::Free, "Libre")]).await;
    house.bought(&house.item, &[("plein", 7), ("reduit", 3), ("gratuit", 2)], &[]).await;
    let given_back = house.bought(&house.item, &[("plein", 2)], &[]).await;
    let mut write = house.db.write().await.unwrap();
    let one = box_office::ticket::of_order(&mut write, &given_back.id).await.unwrap().remove(0).id;
    box_office::cancel::by_holder(&mut write, &given_back.secret, &[one]).await.unwrap();
    write.commit().await.unwrap();
    house.bought(&second, &[("plein", 11)], &[]).await;
    house.bought(&free, &[("gratuit", 5)], &[]).await;
    house.db.clock().advance(Duration::from_secs(20 * 86_400));
    [house.item.clone(), free, second]
}

#[tokio::test]
async fn vat_adds_up_to_the_statements_across_the_140th() {
    scenario(|house| async move {
        let items = played_quarter(&house).await;
        let facts = ShowFacts { nature: Some(Nature::NewStaging), played_before: Some(139), ..ShowFacts::default() };
        said(&house, VatStatus::Subject, &facts).await;
        let sheet = sheet(&house).await;
        let order: Vec<&str> = sheet.lines.iter().map(|line| line.item.as_str()).collect();
        assert_eq!(order, items.each_ref().map(String::as_str), "by hour");
        // The free one in between is not counted among the 140.
        assert_eq!((sheet.lines[0].rank, sheet.lines[2].rank), (Some(140), Some(141)));
        let rate = |at: usize| sheet.lines[at].rate.unwrap().map(|rate| (rate.per_mille, rate.article));
        assert_eq!(rate(0), Some((21, "CIBS, art. L213-231")));
        assert_eq!(rate(1), None, "free: nothing to take apart");
        assert_eq!(rate(2), Some((55, "CIBS, art. L213-232")));
        // 8 × 5 + 3 × 3 = 49 € at 2.1 %; 11 × 5 = 55 € at 5.5 %.
        assert_eq!(sheet.lines[0].split.unwrap(), show_duties::vat::Split { gross: 4_900, net: 4_799, vat: 101 });
        assert_eq!(sheet.lines[2].split.unwrap(), show_duties::vat::Split { gross: 5_500, net: 5_213, vat: 287 });
        let mut read = house.db.read().await.unwrap();
        let mut statements = 0;
        for item in &items {
            statements += statement::of_item(&mut read, item).await.unwrap().receipts().0;
        }
        assert_eq!(sheet.gross, statements);
        assert_eq!(sheet.rates.iter().map(|rate| rate.split.gross).sum::<i64>(), statements);
        assert_eq!(sheet.rates.iter().map(|rate| rate.split.net + rate.split.vat).sum::<i64>(), statements);
        assert_eq!(sheet.unknown, 0);
        // The tax: 3.5 % of what is left without VAT; nobody said what the free one was sold for.
        assert_eq!(sheet.lines[1].owed, Some(Owed::UnknownPrice));
        assert_eq!(sheet.taxes.len(), 1);
        assert_eq!((sheet.taxes[0].collector, sheet.taxes[0].base), (Collector::Astp, 4_799 + 5_213));
        assert_eq!(sheet.taxes[0].tax, 350);
    })
    .await;
}

#[tokio::test]
async fn what_nobody_said_is_not_supposed() {
    scenario(|house| async move {
        played_quarter(&house).await;
        let unknown = sheet(&house).await;
        assert!(unknown.lines.iter().all(|line| line.rate == Err("seller") && line.split.is_none()));
        assert_eq!((unknown.gross, unknown.unknown), (10_400, 10_400));
        said(&house, VatStatus::Subject, &ShowFacts::default()).await;
        assert_eq!(sheet(&house).await.lines[0].rate, Err("nature"));
        let creation = ShowFacts { nature: Some(Nature::Creation), ..ShowFacts::default() };
        said(&house, VatStatus::Subject, &creation).await;
        assert_eq!(sheet(&house).await.lines[0].rate, Err("rank"));
        said(&house, VatStatus::Exempt, &ShowFacts { sold_for: Some(100_000), ..ShowFacts::default() }).await;
        let exempt = sheet(&house).await;
        assert_eq!(exempt.lines[0].split.unwrap().net, 4_900);
        assert_eq!(exempt.lines[1].owed, Some(Owed::ByProducer { base: 100_000, tax: 3_500 }));
    })
    .await;
}

#[tokio::test]
async fn the_pages_say_it_and_the_file_adds_up() {
    scenario(|house| async move {
        played_quarter(&house).await;
        let lou = house.agent("lou@anstaing.example", "59013").await;
        let base = format!("/bureau/declarations/{SELLER}");
        let show = format!("{base}/spectacle/{}", house.show);
        let wrong = [("nature", "creation"), ("played_before", "beaucoup"), ("sold_for", "cher")];
        let answer = house.post(&lou, &show, &show, &wrong).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text.contains("Écrivez un nombre de séances.") && answer.text.contains("Écrivez un montant"));
        let right = [("nature", "creation"), ("played_before", "0"), ("sold_for", "1 200,50"), ("young", "1")];
        assert_eq!(house.post(&lou, &show, &show, &right).await.status, StatusCode::SEE_OTHER);
        let page = format!("{base}/2026-T4");
        let seller = format!("{base}/vendeur");
        let siret = [("vat", "subject"), ("siret", "12345678901234"), ("quarter", "2026-T4")];
        let answer = house.post(&lou, &page, &seller, &siret).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text.contains("Ce n’est pas un SIRET"));
        let good = [("vat", "subject"), ("siret", "732 829 320 00074"), ("quarter", "2026-T4")];
        assert_eq!(house.post(&lou, &page, &seller, &good).await.location, page);
        let shown = house.get(&lou, &format!("{page}/taxes")).await;
        assert_eq!(shown.status, StatusCode::OK);
        // 104 € at 2.1 %: 2.14 € of VAT.
        for word in ["2,1 %", "104 €", "2,14 €", "CIBS, art. L213-231", "ASTP", "42,02 €"] {
            assert!(shown.text.contains(word), "{word}: {}", shown.text);
        }
        let file = house.get(&lou, &format!("{page}/taxes.csv")).await.text;
        let mut read =
            csv::ReaderBuilder::new().delimiter(b';').from_reader(file.trim_start_matches('\u{feff}').as_bytes());
        let cents = |text: &str| text.replace(',', "").parse::<i64>().unwrap();
        let rows: Vec<csv::StringRecord> = read.records().map(Result::unwrap).collect();
        assert!(rows.iter().all(|row| &row[1] == "'=Carmen & Cie"), "no formula");
        let sum = |column: usize| rows.iter().map(|row| cents(&row[column])).sum::<i64>();
        assert_eq!((sum(3), sum(6) + sum(7), sum(7)), (10_400, 10_400, 214));
    })
    .await;
}

#[tokio::test]
async fn a_performance_made_free_before_anyone_paid_is_free() {
    scenario(|house| async move {
        let free = tariff("gratuit", 0, TariffKind::Free, "Libre");
        let begun = [tariff("plein", 500, TariffKind::Full, "Libre"), free.clone()];
        let made_free = house.announced("2026-12-01T14:00:00Z", |_| {}).await;
        house.on_sale(&made_free, 40, &begun).await;
        // One was sold before: its public is admitted for payment.
        let paid_once = house.announced("2026-12-02T14:00:00Z", |_| {}).await;
        house.on_sale(&paid_once, 40, &begun).await;
        house.bought(&paid_once, &[("plein", 1)], &[]).await;
        let mut write = house.db.write().await.unwrap();
        for item in [&made_free, &paid_once] {
            sale::set_tariffs(&mut write, item, std::slice::from_ref(&free), &ME).await.unwrap();
        }
        write.commit().await.unwrap();
        house.bought(&house.item, &[("plein", 1)], &[]).await;
        house.bought(&made_free, &[("gratuit", 5)], &[]).await;
        house.db.clock().advance(Duration::from_secs(20 * 86_400));
        let facts = ShowFacts { nature: Some(Nature::NewStaging), played_before: Some(139), ..ShowFacts::default() };
        said(&house, VatStatus::Subject, &facts).await;
        let sheet = sheet(&house).await;
        let known: Vec<_> = sheet.lines.iter().map(|line| (line.item.as_str(), line.rank)).collect();
        let items = [(house.item.as_str(), Some(140)), (&made_free, Some(140)), (&paid_once, Some(141))];
        assert_eq!(known, items, "the free one is not counted among the 140");
        assert_eq!(sheet.lines[1].owed, Some(Owed::UnknownPrice));
        assert!(!matches!(sheet.lines[2].owed, Some(Owed::UnknownPrice)));
    })
    .await;
}
