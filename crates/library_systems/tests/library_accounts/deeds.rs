//! Renewing, reserving, giving up: done once, said as it is.

use axum::http::StatusCode;
use ils_simulator::Mood;
use library_systems::mine::deeds::{Deed, Outcome};
use library_systems::mine::{links, reserve_path};

use crate::house::{action, holds, scenario};

#[tokio::test]
async fn a_loan_is_renewed_once_however_often_the_form_is_sent() {
    scenario(|house| async move {
        let reader = house.linked().await;
        house.sip.check_out_until("20012345", "B001", "2026-11-25".parse().unwrap()).unwrap();
        house.later(60);
        let page = house.get(&reader.browser, "/ma-carte/prets").await;
        let (token, once, item) = (page.field("form_token"), page.field("once"), page.field("item"));
        let action = action(&page, "/prolonger");
        let fields = [("form_token", token.as_str()), ("once", &once), ("item", &item)];
        let (one, two) = tokio::join!(
            house.post_raw(&reader.browser, &action, &fields),
            house.post_raw(&reader.browser, &action, &fields)
        );
        assert_eq!((one.status, two.status), (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER));
        let three = house.post_raw(&reader.browser, &action, &fields).await;
        assert_eq!(three.status, StatusCode::SEE_OTHER);
        assert_eq!(house.sip.loan_of("B001").unwrap().renewals, 1, "a double click is one renewal");
        let page = house.shelf(&reader).await;
        holds(&page, &["C’est prolongé", "à rendre dans 21 jours"]);

        // A page opened anew is another form; the library's refusal is told in its words.
        for _ in 0..2 {
            let page = house.get(&reader.browser, "/ma-carte/prets").await;
            let once = page.field("once");
            let fields = [("once", once.as_str()), ("item", "B001")];
            house.post(&reader.browser, "/ma-carte/prets", &action, &fields).await;
        }
        assert_eq!(house.sip.loan_of("B001").unwrap().renewals, 2);
        holds(&house.shelf(&reader).await, &["La bibliothèque refuse.", "Nombre maximal de prolongations atteint"]);
    })
    .await;
}

#[tokio::test]
async fn everything_is_renewed_in_one_go_and_what_is_not_is_said() {
    scenario(|house| async move {
        let reader = house.linked().await;
        for (item, due) in [("B001", "2026-11-25"), ("B002", "2026-11-26")] {
            house.sip.check_out_until("20012345", item, due.parse().unwrap()).unwrap();
        }
        house.koha.check_out_until("L-77", "B003", "2026-11-27".parse().unwrap()).unwrap();
        house.sip.add_patron(ils_simulator::Patron::new("2", "2", "Adam"));
        house.sip.hold("2", "R2", None, "").unwrap();
        house.later(60);
        let page = house.get(&reader.browser, "/ma-carte/prets").await;
        let once = page.field("once");
        let answer =
            house.post(&reader.browser, "/ma-carte/prets", "/ma-carte/prets/prolonger", &[("once", &once)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        assert_eq!(house.sip.loan_of("B001").unwrap().renewals, 1);
        assert_eq!(house.koha.loan_of("B003").unwrap().renewals, 1);
        holds(&house.shelf(&reader).await, &["2 prêts sont prolongés."]);
        assert_eq!(house.sip.loan_of("B002").unwrap().renewals, 0);
    })
    .await;
}

#[tokio::test]
async fn a_library_that_breaks_off_leaves_it_unknown_and_nothing_is_sent_again() {
    scenario(|house| async move {
        let reader = house.linked().await;
        house.koha.check_out_until("L-77", "B001", "2026-11-25".parse().unwrap()).unwrap();
        house.set(&house.lille, |settings| settings.answer_ms = 1_500).await;
        house.later(60);
        let page = house.get(&reader.browser, "/ma-carte/prets").await;
        let (token, once, item) = (page.field("form_token"), page.field("once"), page.field("item"));
        let action = action(&page, "/prolonger");
        house.koha.is(Mood::Silent);
        let fields = [("form_token", token.as_str()), ("once", &once), ("item", &item)];
        house.post_raw(&reader.browser, &action, &fields).await;
        let page = house.shelf(&reader).await;
        holds(&page, &["nous ne savons pas si c’est fait", "Germinal", "Voici ce qu’elle a dit"]);
        house.koha.is(Mood::Normal);
        house.set(&house.lille, |settings| settings.answer_ms = 5_000).await;
        let before = house.koha.loan_of("B001").unwrap().renewals;
        house.post_raw(&reader.browser, &action, &fields).await;
        assert_eq!(house.koha.loan_of("B001").unwrap().renewals, before, "the same form is not sent again");
        holds(&house.shelf(&reader).await, &["nous ne savons pas si c’est fait"]);
    })
    .await;
}

#[tokio::test]
async fn a_deed_whose_answer_is_lost_is_unknown_and_done_once() {
    scenario(|house| async move {
        let reader = house.linked().await;
        house.sip.check_out_until("20012345", "B001", "2026-11-25".parse().unwrap()).unwrap();
        house.later(60);
        let page = house.get(&reader.browser, "/ma-carte/prets").await;
        let (action, once) = (action(&page, "/prolonger"), page.field("once"));
        house.sip.behave(|behaviour| behaviour.loses_deeds = true);
        for _ in 0..2 {
            let fields = [("once", once.as_str()), ("item", "B001")];
            house.post(&reader.browser, "/ma-carte/prets", &action, &fields).await;
            holds(&house.shelf(&reader).await, &["nous ne savons pas si c’est fait"]);
        }
        assert_eq!(house.sip.loan_of("B001").unwrap().renewals, 1);
    })
    .await;
}

#[tokio::test]
async fn a_library_that_is_not_reached_did_surely_nothing() {
    scenario(|house| async move {
        let reader = house.linked().await;
        house.sip.check_out_until("20012345", "B001", "2026-11-25".parse().unwrap()).unwrap();
        house.koha.check_out_until("L-77", "B001", "2026-11-26".parse().unwrap()).unwrap();
        house.later(60);
        house.shelf(&reader).await;
        house.sip.is(Mood::Refuses);
        house.koha.is(Mood::Refuses);
        let links = links::of_account(&mut house.db.read().await.unwrap(), &reader.account).await.unwrap();
        for link in &links {
            let item = link.known.as_ref().unwrap().account.loans[0].item.as_str();
            let path = format!("/ma-carte/prets/compte/{}/prolonger", link.id);
            let fields = [("once", "1"), ("item", item)];
            house.post(&reader.browser, "/ma-carte/prets", &path, &fields).await;
            let page = house.shelf(&reader).await;
            holds(&page, &["ne répond pas en ce moment : rien n’est fait"]);
            assert!(!page.contains("nous ne savons pas"), "{page}");
        }
        let wanted = library_systems::Wanted {
            record: "R2".to_owned(),
            barcode: "B002".to_owned(),
            this_copy: true,
            pickup: String::new(),
        };
        for link in &links {
            let outcome = house.web.accounts().act(link, "2", Deed::Hold(wanted.clone())).await.unwrap();
            assert!(matches!(outcome, Outcome::NotDone { .. }), "{outcome:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_title_is_reserved_from_its_page_and_given_up() {
    scenario(|house| async move {
        let reader = house.reader("Jeanne", None).await;
        let path = reserve_path(&house.lille, "R1", "B001", "Germinal & autres");
        // Without an account there, one is linked first, and one comes back.
        let page = house.get(&reader.browser, &path).await;
        holds(&page.text, &["Germinal &amp; autres", "Reliez d’abord votre compte"]);
        let form = format!("/ma-carte/prets/relier/{}", house.lille);
        let fields = [("number", "L-77"), ("code", "lune"), ("suite", path.as_str())];
        let linked = house.post(&reader.browser, &form, &form, &fields).await;
        assert_eq!((linked.status, linked.location.as_str()), (StatusCode::SEE_OTHER, path.as_str()));

        let page = house.get(&reader.browser, &path).await;
        holds(&page.text, &["Au centre"]);
        let (once, link) = (page.field("once"), page.field("link"));
        let fields = [("once", once.as_str()), ("link", &link), ("pickup", "CENTRALE")];
        let away = house
            .post(&reader.browser, &path, &path, &[("once", &once), ("link", &link), ("pickup", "AILLEURS")])
            .await;
        assert_eq!(away.status, StatusCode::BAD_REQUEST);
        for _ in 0..2 {
            let answer = house.post(&reader.browser, &path, &path, &fields).await;
            assert_eq!(answer.location, "/ma-carte/prets", "{}", answer.text);
        }
        assert_eq!(house.koha.holds_of("L-77").len(), 1);
        holds(
            &house.shelf(&reader).await,
            &["C’est réservé.", "Germinal", "vous êtes le prochain", "Retrait : Au centre"],
        );

        // Again by a new form: the library refuses, and one is back at the title.
        let page = house.get(&reader.browser, &path).await;
        let fields = [("once", &*page.field("once")), ("link", &*link), ("pickup", "CENTRALE")];
        let answer = house.post(&reader.browser, &path, &path, &fields).await;
        assert_eq!(answer.location, path);
        holds(&house.get(&reader.browser, &path).await.text, &["La bibliothèque refuse."]);

        let page = house.get(&reader.browser, "/ma-carte/prets").await;
        let fields = [("once", &*page.field("once")), ("hold", &*page.field("hold"))];
        house.post(&reader.browser, "/ma-carte/prets", &action(&page, "/annuler"), &fields).await;
        assert!(house.koha.holds_of("L-77").is_empty());
        holds(&house.shelf(&reader).await, &["vous renoncez à cette réservation", "Vous n’avez rien réservé."]);
        let nowhere = reserve_path("nulle-part", "R1", "", "");
        assert_eq!(house.get(&reader.browser, &nowhere).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn a_title_is_reserved_by_a_copy_where_the_system_knows_no_records() {
    scenario(|house| async move {
        let reader = house.linked().await;
        house.sip.add_patron(ils_simulator::Patron::new("2", "2", "Adam"));
        house.sip.check_out("2", "B001").unwrap();
        let path = reserve_path(&house.roubaix, "", "B001", "Germinal");
        let page = house.get(&reader.browser, &path).await;
        let fields = [("once", &*page.field("once")), ("link", &*page.field("link"))];
        let answer = house.post(&reader.browser, &path, &path, &fields).await;
        assert_eq!(answer.location, "/ma-carte/prets", "{}", answer.text);
        assert_eq!(house.sip.holds_of("20012345").len(), 1);
        holds(&house.shelf(&reader).await, &["Germinal"]);
    })
    .await;
}

#[tokio::test]
async fn a_server_that_died_in_between_leaves_it_unknown_and_sends_nothing_again() {
    scenario(|house| async move {
        let reader = house.linked().await;
        house.sip.check_out_until("20012345", "B001", "2026-11-25".parse().unwrap()).unwrap();
        house.later(60);
        let links = links::of_account(&mut house.db.read().await.unwrap(), &reader.account).await.unwrap();
        let renew = || house.web.accounts().act(&links[0], "1", Deed::Renew("B001".to_owned()));
        assert!(matches!(renew().await, Ok(Outcome::Done { .. })));
        // As the database is when the process is killed before the library's answer is kept.
        let mut write = house.db.write().await.unwrap();
        write.execute("UPDATE library_systems_deeds SET outcome = NULL", vec![]).await.unwrap();
        write.commit().await.unwrap();
        house.later(61);
        assert_eq!(renew().await.unwrap(), Outcome::Unknown);
        assert_eq!(house.sip.loan_of("B001").unwrap().renewals, 1);
    })
    .await;
}
