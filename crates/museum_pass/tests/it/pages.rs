//! The pages as a visitor, an agent and the office walk them.

use axum::http::StatusCode;
use people::Role;
use people::testing::Browser;

use crate::house::{House, scenario, wanted};
use payment::provider::test::Choice;

async fn buys(house: &House, browser: &Browser) -> String {
    let page = "/pass/acheter?duo=1";
    let fields = [
        ("product0", "duo"),
        ("first0", "Ana"),
        ("last0", "Dupont"),
        ("second_first0", "Yann"),
        ("begins_on0", "2026-12-01"),
        ("email", "ana@exemple.example"),
        ("terms", "1"),
        // Nobody listens to a price that comes with a form.
        ("price0", "1"),
    ];
    let answer = house.post(browser, page, "/pass/acheter", &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    answer.location
}

#[tokio::test]
async fn a_visitor_buys_a_duo_and_opens_it() {
    scenario(|house| async move {
        let browser = Browser::default();
        for page in [
            "/pass",
            "/pass/avantages",
            "/pass/acheter",
            "/pass/cadeau",
            "/pass?lang=nl",
            "/pass/acheter?solo=2&cadeau-duo=1&lang=en",
        ] {
            let answer = house.get(&browser, page).await;
            assert_eq!(answer.status, StatusCode::OK, "{page} {}", answer.text);
            assert!(answer.text.len() < 100_000, "{page} weighs {}", answer.text.len());
        }
        assert!(house.get(&browser, "/pass?lang=fr").await.text.contains("La Piscine"));
        let location = buys(&house, &browser).await;
        let payment = location.strip_prefix("/paiement/").expect("to the payment").to_owned();
        let paying = payment::by_id(&mut house.db.read().await.unwrap(), &payment).await.unwrap();
        assert_eq!(paying.amount, ledger::Cents(6500));
        let order = paying.return_to.clone();
        assert!(house.get(&browser, &order).await.text.contains("attend son paiement"));
        house.pay(&payment, Choice::Pay).await;
        let page = house.get(&browser, &order).await;
        assert!(page.text.contains("Ana Dupont") && page.text.contains("<svg"), "{}", page.text);
        let pass = page.text.split("/pass/mon-pass/").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let own = house.get(&browser, &format!("/pass/mon-pass/{pass}")).await;
        assert_eq!(own.status, StatusCode::OK, "{}", own.text);
        assert!(own.text.contains("Yann Dupont") && own.text.contains("CA1:"));
        assert!(own.text.len() < 100_000);
        for lang in ["nl", "en"] {
            let there = house.get(&browser, &format!("/pass/mon-pass/{pass}?lang={lang}")).await;
            assert_eq!(there.status, StatusCode::OK, "{}", there.text);
        }
        // Losing it makes another page; the old one is not found.
        let path = format!("/pass/mon-pass/{pass}");
        house.db.clock().advance(std::time::Duration::from_secs(8 * 86_400));
        let lost = house.post(&browser, &path, &format!("{path}/perdu"), &[]).await;
        assert_eq!(lost.status, StatusCode::SEE_OTHER);
        assert_ne!(lost.location, path);
        assert_eq!(house.get(&browser, &path).await.status, StatusCode::NOT_FOUND);
        assert_eq!(house.get(&browser, &lost.location).await.status, StatusCode::OK);
    })
    .await;
}

#[tokio::test]
async fn what_is_missing_is_said_beside_its_field_and_what_was_typed_stays() {
    scenario(|house| async move {
        let browser = Browser::default();
        let fields = [("product0", "solo"), ("first0", "Ana"), ("email", "pas une adresse"), ("terms", "1")];
        let answer = house.post(&browser, "/pass/acheter?solo=1&lang=fr", "/pass/acheter", &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text.contains("value=\"Ana\"") && answer.text.contains("aria-invalid"), "{}", answer.text);
        assert_eq!(house.count("SELECT count(*) FROM museum_pass_orders").await, 0);
        for path in [
            "/pass/commande/x",
            "/pass/mon-pass/x",
            "/pass/cadeau/x",
            "/pass/mon-pass/00000000000000000000000000000000",
        ] {
            assert_eq!(house.get(&browser, path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
    })
    .await;
}

#[tokio::test]
async fn an_agent_sells_a_pass_finds_it_and_prints_nothing_twice() {
    scenario(|house| async move {
        let (agent, account) = house.staff("lou@exemple.example", Role::MuseumAgent).await;
        let page = house.get(&agent, "/bureau/pass").await;
        assert!(page.text.contains("/bureau/regie"), "no till is open yet");
        house.till(&account).await;
        let sell = house.get(&agent, "/bureau/pass/vendre").await;
        let reference =
            sell.text.split("name=\"reference\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let fields = [
            ("reference", reference.as_str()),
            ("product0", "jeune"),
            ("first0", "Zoé"),
            ("last0", "Lefèvre"),
            ("declared0", "1"),
            ("means", "especes"),
            ("tendered", "50"),
            ("language", "fr"),
        ];
        let sold = house.post(&agent, "/bureau/pass/vendre", "/bureau/pass/vendre", &fields).await;
        assert_eq!(sold.status, StatusCode::SEE_OTHER, "{}", sold.text);
        let again = house.post(&agent, "/bureau/pass/vendre", "/bureau/pass/vendre", &fields).await;
        assert_eq!(again.location, sold.location, "sent twice, sold once");
        let sheet = house.get(&agent, &sold.location).await;
        assert!(sheet.text.contains("Zoé Lefèvre") && sheet.text.contains("PISCINE-2026-000001"), "{}", sheet.text);
        let found = house.get(&agent, "/bureau/pass?q=lefevre").await;
        assert!(found.text.contains("Zoé Lefèvre"), "{}", found.text);
        let id = sold.location.rsplit('/').next().unwrap().to_owned();
        let pass = house.pass(&id).await;
        let by_number = house.get(&agent, &format!("/bureau/pass?q={}", pass.number)).await;
        assert_eq!(by_number.location, sold.location);
        let code = house.code(&id).await.unwrap();
        let typed: String = code.bytes().map(|byte| format!("%{byte:02X}")).collect();
        assert_eq!(house.get(&agent, &format!("/bureau/pass?q={typed}")).await.location, sold.location);
        assert!(house.get(&agent, "/bureau/pass?q=12345678901").await.text.contains("flash-refused"));
    })
    .await;
}

#[tokio::test]
async fn the_office_sets_prices_sells_batches_and_museums_publish() {
    scenario(|house| async move {
        let (office, _) = house.staff("direction@exemple.example", Role::Director).await;
        for page in [
            "/bureau/pass/produits",
            "/bureau/pass/produits/solo",
            "/bureau/pass/produits/nouveau",
            "/bureau/pass/lots",
            "/bureau/pass/avantages",
        ] {
            let answer = house.get(&office, page).await;
            assert_eq!(answer.status, StatusCode::OK, "{page} {}", answer.text);
        }
        let price = [("from", "2026-12-01"), ("price", "45,50")];
        let page = "/bureau/pass/produits/solo";
        let set = house.post(&office, page, "/bureau/pass/produits/solo/prix", &price).await;
        assert_eq!(set.location, page);
        assert!(house.get(&office, page).await.text.contains("45,50"));
        let batch = [
            ("buyer", "CSE des Tisserands"),
            ("address", "1 rue du Métier"),
            ("email", "cse@exemple.example"),
            ("product", "entreprise"),
            ("codes", "12"),
        ];
        let made = house.post(&office, "/bureau/pass/lots", "/bureau/pass/lots", &batch).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text);
        let paid = [("paid_on", "2026-11-23"), ("bank_reference", "VIR 1")];
        assert_eq!(house.post(&office, &made.location, &made.location, &paid).await.status, StatusCode::SEE_OTHER);
        let list = house.get(&office, &format!("{}/codes.csv", made.location)).await;
        assert_eq!(list.text.lines().count(), 13);
        let offered = [
            ("institution", house.museum.as_str()),
            ("kind", "invitation"),
            ("state", "published"),
            ("way", "first"),
            ("title_fr", "Le vernissage"),
            ("from", "2026-12-10"),
            ("quota", "20"),
            ("people", "2"),
            ("claims_from", "2026-11-23T10:00"),
            ("claims_until", "2026-12-09T18:00"),
        ];
        let page = "/bureau/pass/avantages";
        let (museum, _) = house.staff("lou@exemple.example", Role::MuseumAgent).await;
        let published = house.post(&museum, page, page, &offered).await;
        assert_eq!(published.status, StatusCode::SEE_OTHER, "{}", published.text);
        assert_eq!(house.get(&museum, &published.location).await.status, StatusCode::OK);
        let visitor = Browser::default();
        assert!(house.get(&visitor, "/pass/avantages").await.text.contains("Le vernissage"));
        let pass = house.bought(wanted("solo", "Ana", "Dupont")).await;
        let own = format!("/pass/mon-pass/{}", pass.secret);
        let id = published.location.rsplit('/').next().unwrap();
        let asked = house.post(&visitor, &own, &format!("{own}/inviter"), &[("benefit", id)]).await;
        assert_eq!(asked.location, format!("{own}#invitations"));
        assert!(house.get(&visitor, &own).await.text.contains("Vous êtes invité"));
    })
    .await;
}

#[tokio::test]
async fn a_pass_handed_on_shows_nothing_to_whoever_bought_it() {
    scenario(|house| async move {
        let browser = Browser::default();
        let order = house.order(&[wanted("solo", "Ana", "Dupont")]).await.unwrap();
        house.pay(order.payment.as_deref().unwrap(), Choice::Pay).await;
        let pass = house.passes_of(&order.id).await.remove(0);
        let bought = format!("/pass/commande/{}", order.secret);
        assert!(house.get(&browser, &bought).await.text.contains(&pass.secret));
        let own = format!("/pass/mon-pass/{}", pass.secret);
        let holder = [("first", "Ludivine"), ("last", "Martin"), ("email", "ludivine@exemple.example")];
        let given = house.post(&browser, &own, &format!("{own}/transmettre"), &holder).await;
        assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", given.text);
        let now = house.pass(&pass.id).await;
        assert_eq!(now.names.first, "Ludivine");
        let page = house.get(&browser, &bought).await;
        assert_eq!(page.status, StatusCode::OK);
        for private in [now.secret.as_str(), "Ludivine", "made-qr", "retractation"] {
            assert!(!page.text.contains(private), "{private}: {}", page.text);
        }
        assert!(page.text.contains("quelqu’un d’autre"), "{}", page.text);
        // The letter of the order had not left yet: it does not lead to the new holder either.
        museum_pass::keep::run(&house.web).await;
        for (who, letters) in [("ana", 0), ("ludivine", 1)] {
            let sql = format!(
                "SELECT count(*) FROM mail_letters WHERE recipient = '{who}@exemple.example' AND body LIKE '%{}%'",
                now.secret
            );
            assert_eq!(house.count(&sql).await, letters, "{who}");
        }
        // Pressed all the same: nothing is given back, and the pass is its new holder's.
        let line: String = {
            let mut read = house.db.read().await.unwrap();
            store::Query::one(&mut read, "SELECT id FROM museum_pass_lines", vec![]).await.unwrap().get(0).unwrap()
        };
        let back =
            house.post(&browser, "/pass/acheter?solo=1", &format!("{bought}/retractation"), &[("line", &line)]).await;
        assert_eq!(back.location, bought);
        assert_eq!(house.pass(&pass.id).await.state, museum_pass::model::pass::PassState::Active);
        assert!(house.good(&pass.id).await);
        assert_eq!(house.count("SELECT count(*) FROM museum_pass_lines WHERE refunded_cents > 0").await, 0);
    })
    .await;
}
