//! Declarations: drafted from the statement, sent, sent again when it changes, refused in words.

use people::testing::Browser;
use std::time::Duration;

use axum::http::StatusCode;
use box_office::duties::SibilAccount;
use serde_json::json;

use crate::house::{House, SELLER, scenario};
use crate::ministry::Ministry;

const PAGE: &str = "/bureau/declarations/mairie-59013/2026-T4";

async fn sent(house: &House, browser: &Browser) -> String {
    let answer = house.post(browser, "/bureau/salles", &format!("{PAGE}/envoyer"), &[]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    let page = house.get(browser, PAGE).await.text;
    let start = page.find("class=\"flash ").expect("a word of what was done");
    page[start..].split('>').nth(1).unwrap().split('<').next().unwrap().to_owned()
}

/// Tickets sold, and the performance over.
async fn over(house: &House) {
    house.bought(&house.item, &[("plein", 7), ("reduit", 3), ("gratuit", 2)], &[]).await;
    house.db.clock().advance(Duration::from_secs(6 * 86_400));
}

#[tokio::test]
async fn a_performance_is_declared_as_its_statement_says_and_again_when_it_changes() {
    scenario(|house| async move {
        let ministry = Ministry::open().await;
        let house = house.with_account(ministry.account());
        let early = house.agent("lea@anstaing.example", "59013").await;
        let before = house.get(&early, PAGE).await.text;
        assert!(before.contains("À venir") && before.contains("Rien à envoyer"), "{before}");
        let order = house.bought(&house.item, &[("plein", 2)], &[]).await;
        over(&house).await;
        let lou = house.agent("lou@anstaing.example", "59013").await;
        let shown = house.get(&lou, PAGE).await.text;
        assert!(shown.contains("Envoyer une déclaration à SIBIL") && shown.contains("Prête"), "{shown}");
        assert_eq!(sent(&house, &lou).await, "Une séance déclarée.");
        assert_eq!(ministry.faults(), [""; 0]);
        assert_eq!(ministry.calls(), ["POST authenticate", "GET domaine-representations", "POST declarations"]);
        let declared = ministry.declarations().remove(0);
        assert_eq!(declared["dateHeureRepresentationUnique"], "2026-11-28T19:30:00Z");
        assert_eq!(declared["nbBilletsTotalBilletterie"], 14);
        assert_eq!(declared["nbBilletsExoneres"], 2);
        assert_eq!((&declared["nbBilletsTarifPlein"], &declared["recetteTarifPlein"]), (&json!(9), &json!(45.0)));
        assert_eq!(
            (&declared["recetteTotalBilletterie"], &declared["prixMoyenTotalBilletterie"]),
            (&json!(54.0), &json!(4.5))
        );
        assert_eq!(declared["jauge"], 40);
        // The domain's number is this environment's, and that of the label in use.
        assert_eq!(
            (&declared["domaineRepresentationId"], &declared["spectacleChamps"]["domaineSpectacleId"]),
            (&json!(911), &json!(911))
        );
        assert_eq!(declared["spectacleChamps"]["critere1"], "=Carmen & Cie");
        assert_eq!(declared["lieuChamps"]["ville"], "Anstaing");
        assert!(house.get(&lou, PAGE).await.text.contains("Déclarée"));
        // Nothing changed: nothing is sent twice.
        assert_eq!(sent(&house, &lou).await, "Rien à envoyer : tout est déclaré, ou à compléter.");
        assert_eq!(ministry.calls(), [""; 0]);
        // A ticket is cancelled afterwards: the statement changed, the same declaration is updated.
        let mut write = house.db.write().await.unwrap();
        let ticket = house.tickets(&order.id).await.remove(0).id;
        let how = box_office::cancel::AtDesk { till: None, actor: &crate::house::ME, why: "erreur", refund: true };
        box_office::cancel::at_desk(&mut write, &order.id, &[ticket], &how).await.unwrap();
        write.commit().await.unwrap();
        assert!(house.get(&lou, PAGE).await.text.contains("le relevé a changé"));
        assert_eq!(sent(&house, &lou).await, "Une séance déclarée.");
        assert_eq!(ministry.calls().last().unwrap(), "PUT declarations");
        assert_eq!(ministry.declarations().len(), 1);
        assert_eq!(ministry.declarations()[0]["nbBilletsTarifPlein"], 8);
        let page = house.get(&lou, PAGE).await.text;
        assert_eq!(page.matches("Acceptée").count(), 2, "both sendings are in the history");
    })
    .await;
}

#[tokio::test]
async fn what_the_ministry_refuses_is_said_in_its_words() {
    scenario(|house| async move {
        let ministry = Ministry::open().await;
        ministry.holds_already("2026-11-28T19:30:00Z", "=Carmen & Cie");
        let house = house.with_account(ministry.account());
        over(&house).await;
        let lou = house.agent("lou@anstaing.example", "59013").await;
        assert!(sent(&house, &lou).await.contains("Refusées : 1"));
        let page = house.get(&lou, PAGE).await.text;
        assert!(page.contains("Refusée, à renvoyer") && page.contains("Une déclaration existe déjà"), "{page}");
        ministry.forgets();
        assert_eq!(sent(&house, &lou).await, "Une séance déclarée.");
        // Deleted over there: it is updated in vain, then declared anew.
        ministry.forgets();
        house.db.clock().advance(Duration::from_secs(60));
        let mut write = house.db.write().await.unwrap();
        let young = box_office::duties::facts::ShowFacts { young: true, ..Default::default() };
        box_office::duties::facts::keep_show(&mut write, &house.show, &young, &crate::house::ME).await.unwrap();
        write.commit().await.unwrap();
        assert!(sent(&house, &lou).await.contains("Refusées : 1"));
        assert_eq!(sent(&house, &lou).await, "Une séance déclarée.");
        assert_eq!(ministry.declarations()[0]["jeunePublic"], true);
        assert_eq!(ministry.faults(), [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn a_wrong_account_and_a_silent_ministry_lose_nothing() {
    scenario(|house| async move {
        let ministry = Ministry::open().await;
        over(&house).await;
        let lou = house.agent("lou@anstaing.example", "59013").await;
        let none = house.get(&lou, PAGE).await.text;
        assert!(none.contains("n’a pas de compte SIBIL"));
        let wrong = house.with_account(ministry.wrong_account());
        assert!(sent(&wrong, &lou).await.contains("refuse le compte"));
        let silent = SibilAccount { address: "http://127.0.0.1:9".into(), user: "u".into(), password: "p".into() };
        assert!(!format!("{:?}", ministry.account()).contains("secret"), "no log shows a password");
        assert!(sent(&house.with_account(silent), &lou).await.contains("SIBIL ne répond pas"));
        assert!(ministry.declarations().is_empty());
        assert_eq!(sent(&house.with_account(ministry.account()), &lou).await, "Une séance déclarée.");
    })
    .await;
}

#[tokio::test]
async fn what_is_missing_is_said_and_neither_sent_nor_exported() {
    scenario(|house| async move {
        let ministry = Ministry::open().await;
        let house = house.with_account(ministry.account());
        let bare = house
            .announced("2026-11-29T19:30:00Z", |one| {
                one.address.clear();
                one.postal_code.clear();
                one.licence = Some("1-1046987".into());
            })
            .await;
        let full = [crate::house::tariff("plein", 500, box_office::model::TariffKind::Full, "Libre")];
        house.on_sale(&bare, 40, &full).await;
        house.bought(&bare, &[("plein", 1)], &[]).await;
        house.announced("2026-11-30T19:30:00Z", |_| {}).await;
        over(&house).await;
        house.db.clock().advance(Duration::from_secs(10 * 86_400));
        let lou = house.agent("lou@anstaing.example", "59013").await;
        let page = house.get(&lou, PAGE).await.text;
        for word in ["L’adresse du lieu manque.", "Le code postal du lieu manque.", "1-1046987", "n’est pas vendue ici"]
        {
            assert!(page.contains(word), "{word}: {page}");
        }
        let file = house.get(&lou, &format!("{PAGE}/sibil.csv")).await.text;
        let mut read =
            csv::ReaderBuilder::new().delimiter(b';').from_reader(file.trim_start_matches('\u{feff}').as_bytes());
        let rows: Vec<csv::StringRecord> = read.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), 1, "only what holds together: {file}");
        assert_eq!((&rows[0][5], &rows[0][16], &rows[0][7]), ("'=Carmen & Cie", "44,00", "Opéra / Théâtre lyrique"));
        assert_eq!(sent(&house, &lou).await, "Une séance déclarée.");
        assert_eq!(ministry.declarations().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_neighbour_reads_and_sends_nothing() {
    scenario(|house| async move {
        let ministry = Ministry::open().await;
        let house = house.with_account(ministry.account());
        over(&house).await;
        let max = house.agent("max@gruson.example", "59275").await;
        let show = format!("/bureau/declarations/{SELLER}/spectacle/{}", house.show);
        let taxes = format!("{PAGE}/taxes");
        for path in [PAGE, &format!("{PAGE}/sibil.csv"), &taxes, &format!("{taxes}.csv"), &show] {
            assert_eq!(house.get(&max, path).await.status, StatusCode::FORBIDDEN, "{path}");
        }
        let send = format!("{PAGE}/envoyer");
        let seller = format!("/bureau/declarations/{SELLER}/vendeur");
        for path in [&send, &seller, &show] {
            let answer = house.post(&max, "/bureau/salles", path, &[("vat", "exempt")]).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
            assert_eq!(house.send(&max, path, &[]).await.status, StatusCode::FORBIDDEN, "{path} without a token");
        }
        assert!(ministry.calls().is_empty());
        assert!(!house.get(&max, "/bureau/declarations").await.text.contains("Anstaing"));
        for path in ["/bureau/declarations/personne/2026-T4", "/bureau/declarations/mairie-59275/2026-T9"] {
            assert_eq!(house.get(&max, path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        let elsewhere = "/bureau/declarations/mairie-59275/spectacle/aucun";
        assert_eq!(house.get(&max, elsewhere).await.status, StatusCode::NOT_FOUND);
        let theirs = format!("/bureau/declarations/mairie-59275/spectacle/{}", house.show);
        assert_eq!(house.get(&max, &theirs).await.status, StatusCode::NOT_FOUND, "a show they do not sell");
    })
    .await;
}
