//! A whole day at the desk, from the till's opening to its closing; the statement, the till and the ledger say the same.

use std::time::Duration;

use axum::http::{StatusCode, header};
use box_office::model::{OrderState, TicketState};
use box_office::statement;
use jiff::Timestamp;
use ledger::Cents;
use programme::performance;
use regie::{CashCount, session::Closing};

use crate::house::scenario;

#[tokio::test]
async fn a_day_at_the_desk_adds_up_to_the_cent() {
    scenario(|house| async move {
        let (lou, account) = house.own().await;
        let till = house.till(&account, "ANSTAING").await;
        let (full, reduced, free, school) = (
            house.field("plein").await,
            house.field("reduit").await,
            house.field("gratuit").await,
            house.field("scolaire").await,
        );
        // Cash, with change: 2 × 5 + 1 × 3 = 13, from a note of twenty.
        let paid = [(full.as_str(), "2"), (reduced.as_str(), "1"), ("means", "especes"), ("tendered", "20")];
        let first = house.sells(&lou, &paid).await;
        assert_eq!((first.state, first.total, first.places), (OrderState::Paid, Cents(1300), 3));
        let told = house.get(&lou, &format!("/bureau/billetterie/commande/{}", first.id)).await.plain();
        assert!(told.contains("À rendre : 7 €"), "the change is told: {told}");
        // Too little cash: nothing is sold, and why is said.
        let short = [(full.as_str(), "1"), ("means", "especes"), ("tendered", "2")];
        let answer = house.post(&lou, &house.at("/vendre"), &house.at("/vendre"), &short).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        // Card and cash together.
        let two = [(full.as_str(), "2"), ("means", "carte"), ("amount", "6"), ("means2", "especes")];
        let second = house.sells(&lou, &two).await;
        assert_eq!(second.total, Cents(1000));
        // By telephone: kept, then found by name and paid by cheque at the counter.
        let later = [(full.as_str(), "2"), ("way", "later"), ("name", "Ana Dupont"), ("email", "ana@exemple.example")];
        let kept = house.sells(&lou, &later).await;
        assert_eq!(kept.state, OrderState::ToPay);
        assert!(house.tickets(&kept.id).await.is_empty(), "no ticket before the money");
        let found = house.get(&lou, "/bureau/billetterie?q=dupont").await;
        assert!(found.text.contains(&kept.reference), "{}", found.text);
        let quoted = house.get(&lou, &format!("/bureau/billetterie?q={}", kept.reference.to_lowercase())).await;
        let sheet = format!("/bureau/billetterie/commande/{}", kept.id);
        assert_eq!((quoted.status, quoted.location.as_str()), (StatusCode::SEE_OTHER, sheet.as_str()));
        let cheque = [("means", "cheque"), ("cheque_number", "0012345"), ("cheque_bank", "Crédit du Nord")];
        let answer = house.post(&lou, &sheet, &format!("{sheet}/encaisser"), &cheque).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        assert_eq!(house.order_at(&sheet).await.state, OrderState::Paid);
        let again = house.post(&lou, &sheet, &format!("{sheet}/annuler"), &[("why", "")]).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER);
        assert_eq!(house.order_at(&sheet).await.state, OrderState::Paid, "nothing is cancelled without saying why");
        // A child: free, with a receipt of nothing.
        let child = house.sells(&lou, &[(free.as_str(), "1")]).await;
        assert_eq!((child.state, child.total), (OrderState::Paid, Cents(0)));
        // A school keeps ten places beyond the usual six, then pays by card.
        let page = house.at("/groupe");
        let group = [(school.as_str(), "10"), ("group", "École Pasteur"), ("name", "Mme Petit")];
        let answer = house.post(&lou, &page, &page, &group).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        let class = house.order_at(&answer.location).await;
        assert_eq!((class.state, class.places, class.total), (OrderState::ToPay, 10, Cents(1000)));
        let quote = house.get(&lou, &format!("{}/devis.pdf", answer.location)).await;
        assert_eq!((quote.status, quote.bytes.starts_with(b"%PDF-")), (StatusCode::OK, true), "{}", quote.text);
        let answer =
            house.post(&lou, &answer.location, &format!("{}/encaisser", answer.location), &[("means", "carte")]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        // The mayor invites two people: numbered tickets that cost nothing.
        let page = house.at("/inviter");
        let answer = house.post(&lou, &page, &page, &[("many", "2"), ("name", "Presse")]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        let guests = house.order_at(&answer.location).await;
        assert_eq!(
            (guests.state, guests.total, house.tickets(&guests.id).await.len()),
            (OrderState::Paid, Cents(0), 2)
        );
        // One of the first three comes back: its money too, in cash; the two others stay good.
        let tickets = house.tickets(&first.id).await;
        let one = tickets.iter().find(|ticket| ticket.price == Cents(500)).unwrap();
        let sheet = format!("/bureau/billetterie/commande/{}", first.id);
        let back = [("ticket", one.id.as_str()), ("why", "Malade"), ("means", "especes"), ("refund", "1")];
        let answer = house.post(&lou, &sheet, &format!("{sheet}/annuler"), &back).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        let after = house.tickets(&first.id).await;
        assert_eq!(after.iter().filter(|ticket| ticket.state == TicketState::Valid).count(), 2);
        let again = house.post(&lou, &sheet, &format!("{sheet}/annuler"), &back).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER);
        assert_eq!(house.order_at(&sheet).await.refunded, Cents(500), "given back once");

        // 13 + 10 + 10 + 10 − 5 = 38 €.
        let mut read = house.db.read().await.unwrap();
        let said = statement::of_item(&mut read, &house.item).await.unwrap();
        assert_eq!(said.receipts(), Cents(3800));
        assert_eq!((said.paid(), said.free()), (16, 3));
        let agreed =
            statement::agreement(&mut read, "mairie-59013", Timestamp::UNIX_EPOCH, Timestamp::MAX).await.unwrap();
        assert_eq!((agreed.tickets, agreed.ledger), (3800, 3800));
        assert_eq!(ledger::balance(&mut read, "billetterie:ventes:mairie-59013").await.unwrap(), Cents(-3800));
        // Cash: the float, 13, 4 of the second sale, less 5.
        assert_eq!(regie::session::expected_cash(&mut read, &till).await.unwrap(), Cents(11_200));
        drop(read);

        // The page of the seller's day says both, and no difference.
        let day = house.get(&lou, "/bureau/billetterie/releves?du=2026-11-23&au=2026-11-23").await;
        assert_eq!(day.status, StatusCode::OK);
        let plain = day.plain();
        assert_eq!(plain.matches("38 €").count(), 3, "tickets, ledger and the table’s total: {plain}");
        assert!(plain.contains("class=\"bo-even\">0 €"), "{plain}");
        let other = house.get(&lou, "/bureau/billetterie/releves?du=2026-11-24&au=2026-11-24").await.plain();
        assert!(other.contains("Aucun billet délivré ni rendu."), "another day has nothing");
        // The same in a table: the receipts add up.
        let table = house.get(&lou, "/bureau/billetterie/releves.csv?du=2026-11-23&au=2026-11-23").await.text;
        let cents: i64 =
            table.lines().skip(1).map(|line| line.rsplit(',').next().unwrap().parse::<Cents>().unwrap().0).sum();
        assert_eq!(cents, 3800, "{table}");
        // And on paper.
        for path in ["/bureau/billetterie/releves.pdf".to_owned(), house.at("/releve.pdf"), house.at("/porte.pdf")] {
            let paper = house.get(&lou, &path).await;
            assert_eq!(paper.status, StatusCode::OK, "{path}: {}", paper.text);
            assert_eq!(paper.headers[header::CONTENT_TYPE], "application/pdf");
            assert!(paper.bytes.starts_with(b"%PDF-"), "{path}");
        }
        // The journal of tickets is whole.
        let answer = house.post(&lou, &house.at("/releve"), &house.at("/releve"), &[]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert!(house.said(&lou, &answer.location).await.starts_with("Le journal est intact"));

        // Closing: what is counted is what is expected.
        let counted = [(5000, 2), (1000, 1), (200, 1)]
            .into_iter()
            .try_fold(CashCount::new(), |count, (piece, many)| count.with(piece, many))
            .unwrap();
        let closing =
            Closing { session: &till.id, by: &account, counts: &counted, terminal: Some(Cents(1600)), reason: "" };
        let mut write = house.db.write().await.unwrap();
        let closed = regie::session::close(&mut write, &closing).await.unwrap().closing.unwrap();
        write.commit().await.unwrap();
        assert_eq!((closed.cash_difference(), closed.card_difference()), (Cents(0), Some(Cents(0))));
        // A closed till sells nothing more.
        let answer = house
            .post(&lou, &house.at("/vendre"), &house.at("/vendre"), &[(full.as_str(), "1"), ("means", "especes")])
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text.contains("Aucune caisse"), "{}", answer.text);
    })
    .await;
}

#[tokio::test]
async fn one_press_is_one_sale_however_often_it_is_sent() {
    scenario(|house| async move {
        let (lou, account) = house.own().await;
        house.till(&account, "ANSTAING").await;
        let full = house.field("plein").await;
        let shown = house.get(&lou, &house.at("/vendre")).await;
        let (token, reference) = (shown.hidden("form_token").unwrap(), shown.hidden("reference").unwrap());
        let fields =
            [("form_token", token.as_str()), ("reference", &reference), (full.as_str(), "2"), ("means", "carte")];
        let path = house.at("/vendre");
        let (one, two) = tokio::join!(house.send(&lou, &path, &fields), house.send(&lou, &path, &fields));
        let three = house.send(&lou, &path, &fields).await;
        assert!(one.location.starts_with("/bureau/billetterie/commande/"), "{} {}", one.status, one.text);
        assert_eq!((one.location.as_str(), one.location.as_str()), (two.location.as_str(), three.location.as_str()));
        assert_eq!(house.count("SELECT count(*) FROM box_office_orders").await, 1);
        assert_eq!(house.count("SELECT count(*) FROM box_office_tickets").await, 2);
        // A reference nobody gave is refused.
        let forged = [("form_token", token.as_str()), ("reference", "A"), (full.as_str(), "2"), ("means", "carte")];
        let answer = house.send(&lou, &path, &forged).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(house.count("SELECT count(*) FROM box_office_orders").await, 1);
    })
    .await;
}

#[tokio::test]
async fn tickets_are_printed_once_then_as_duplicates_each_in_the_log() {
    scenario(|house| async move {
        let (lou, account) = house.own().await;
        house.till(&account, "ANSTAING").await;
        let full = house.field("plein").await;
        let order = house.sells(&lou, &[(full.as_str(), "2"), ("means", "carte")]).await;
        let sheet = format!("/bureau/billetterie/commande/{}", order.id);
        for copy in 1..=2 {
            let answer = house.post(&lou, &sheet, &format!("{sheet}/imprimer"), &[]).await;
            assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
            assert!(answer.bytes.starts_with(b"%PDF-"));
            let printed = "SELECT count(*) FROM people_audit WHERE action = 'tickets.printed'";
            assert_eq!(house.count(printed).await, copy);
        }
        assert!(house.get(&lou, &sheet).await.text.contains("duplicata"));
        // The code of one of them is made anew: the other keeps its own.
        let tickets = house.tickets(&order.id).await;
        let path = format!("{sheet}/refaire");
        let answer = house.post(&lou, &sheet, &path, &[("one", &tickets[0].id)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        let after = house.tickets(&order.id).await;
        assert_ne!(tickets[0].secret, after[0].secret);
        assert_eq!(tickets[1].secret, after[1].secret);
        assert_eq!(tickets[0].number, after[0].number);
        let other = house.sells(&lou, &[(full.as_str(), "1"), ("means", "carte")]).await;
        let theirs = house.tickets(&other.id).await.remove(0);
        let answer = house.post(&lou, &sheet, &path, &[("one", &theirs.id)]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "another order's ticket is not touched from this one");
    })
    .await;
}

#[tokio::test]
async fn the_door_list_says_little_and_people_are_counted_by_hand() {
    scenario(|house| async move {
        let (lou, account) = house.own().await;
        house.till(&account, "ANSTAING").await;
        let full = house.field("plein").await;
        house.sells(&lou, &[(full.as_str(), "3"), ("means", "carte"), ("name", "Ana Dupont")]).await;
        house.sells(&lou, &[(full.as_str(), "2"), ("way", "later"), ("name", "Zoé Lambert")]).await;
        let page = house.get(&lou, &house.at("/porte")).await.text;
        assert!(page.contains("Dupont A.") && !page.contains("Ana Dupont"), "a family name and an initial");
        assert!(page.contains("3 × Plein tarif") && page.contains("1–3"), "{page}");
        assert!(page.contains("Lambert Z."), "who is yet to pay is on it");
        let answer = house.post(&lou, &house.at("/porte"), &house.at("/porte"), &[("people", "201")]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "more than the hall holds");
        let answer = house.post(&lou, &house.at("/porte"), &house.at("/porte"), &[("people", "3")]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert_eq!(house.count("SELECT admitted_by_hand FROM box_office_sales").await, 3);
        let answer = house.post(&lou, &house.at("/porte"), &house.at("/porte"), &[("people", "")]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert_eq!(house.count("SELECT count(*) FROM box_office_sales WHERE admitted_by_hand IS NULL").await, 1);
    })
    .await;
}

#[tokio::test]
async fn what_a_till_took_for_a_performance_called_off_is_given_back_there() {
    scenario(|house| async move {
        let (lou, account) = house.own().await;
        let till = house.till(&account, "ANSTAING").await;
        let full = house.field("plein").await;
        let order = house.sells(&lou, &[(full.as_str(), "2"), ("means", "especes")]).await;
        house.db.clock().advance(Duration::from_secs(60));
        let mut write = house.db.write().await.unwrap();
        performance::cancel(&mut write, &house.item, "Grève").await.unwrap();
        write.commit().await.unwrap();
        box_office::keep::without_letters(&house.db).await;
        let sheet = format!("/bureau/billetterie/commande/{}", order.id);
        let after = house.order_at(&sheet).await;
        assert_eq!((after.state, after.refunded), (OrderState::Cancelled, Cents(0)));
        let tickets = house.tickets(&order.id).await;
        let shown = house.get(&lou, &sheet).await;
        for one in &tickets {
            assert!(shown.text.contains(&format!("name=\"ticket\" value=\"{}\"", one.id)), "{}", shown.text);
        }
        assert!(shown.plain().contains("10 € restent à rendre"), "{}", shown.text);
        // One, then what is left.
        let why = [("why", "Séance annulée"), ("means", "especes")];
        let refund = shown.hidden("refund").expect("what is owed is given back");
        let one = [&why[..], &[("ticket", tickets[0].id.as_str()), ("refund", &refund)]].concat();
        let answer = house.post(&lou, &sheet, &format!("{sheet}/annuler"), &one).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        assert_eq!(house.order_at(&sheet).await.refunded, Cents(500));
        let shown = house.get(&lou, &sheet).await;
        assert!(!shown.text.contains(&format!("value=\"{}\"", tickets[0].id)), "given back once");
        let rest = [&why[..], &[("refund", "1")]].concat();
        house.post(&lou, &sheet, &format!("{sheet}/annuler"), &rest).await;
        assert_eq!(house.order_at(&sheet).await.refunded, Cents(1000));
        assert!(!house.get(&lou, &sheet).await.text.contains("/annuler\"><input type=\"hidden\" name=\"refund"));
        assert_eq!(house.count("SELECT COUNT(*) FROM regie_receipts").await, 3);
        let mut read = house.db.read().await.unwrap();
        assert_eq!(regie::session::expected_cash(&mut read, &till).await.unwrap(), Cents(10_000), "the float");
    })
    .await;
}
