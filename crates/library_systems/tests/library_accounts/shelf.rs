//! Several libraries on one page, whether they answer or not.

use std::time::Duration;

use ils_simulator::Mood;

use crate::house::{holds, scenario};

#[tokio::test]
async fn a_loan_here_and_a_hold_there_are_on_one_page_and_stay_when_a_library_is_down() {
    scenario(|house| async move {
        let reader = house.reader("Jeanne", None).await;
        let first = house.shelf(&reader).await;
        holds(&first, &["Voyez tous vos prêts au même endroit"]);

        house.sip.check_out_until("20012345", "B001", "2026-11-25".parse().unwrap()).unwrap();
        house.sip.add_fee("20012345", "Retard", 150);
        house.koha.hold("L-77", "R2", None, "CENTRALE").unwrap();
        house.link(&reader, &house.roubaix, "20012345", "1234").await;
        house.link(&reader, &house.lille, "L-77", "lune").await;
        let page = house.shelf(&reader).await;
        holds(
            &page,
            &[
                "Germinal",
                "à rendre dans 2 jours",
                "Médiathèque de Roubaix",
                "L'Étranger",
                "vous êtes le prochain",
                "Médiathèque de Lille",
                "1,50 €",
                "Réponse reçue à l’instant.",
            ],
        );
        assert!(!page.contains("loan-as-of"), "all of it is of now: {page}");

        // In the evening Roubaix goes down; the next day nothing of it has vanished.
        house.later(7 * 3600 + 12 * 60);
        holds(&house.shelf(&reader).await, &["Germinal"]);
        house.sip.is(Mood::Refuses);
        house.later(16 * 3600);
        house.sign_in_again(&reader).await;
        let page = house.shelf(&reader).await;
        holds(
            &page,
            &[
                "Germinal",
                "connu hier à 19 h 12",
                "La bibliothèque ne répond pas en ce moment.",
                "Voici ce qu’elle a dit hier à 19 h 12.",
                "à rendre demain",
                "L'Étranger",
                "Réponse reçue à l’instant.",
            ],
        );

        // It comes back: what it says is of now again.
        house.sip.is(Mood::Normal);
        house.set(&house.roubaix, |settings| settings.answer_ms += 1).await;
        house.later(60);
        let page = house.shelf(&reader).await;
        assert!(!page.contains("loan-as-of"), "{page}");
    })
    .await;
}

#[tokio::test]
async fn a_library_that_sleeps_holds_nobody_up_and_its_answer_is_there_at_the_next_look() {
    scenario(|house| async move {
        let reader = house.linked().await;
        house.shelf(&reader).await;
        house.sip.check_out("20012345", "B003").unwrap();
        house.koha.check_out("L-77", "B001").unwrap();
        house.later(60);
        house.sip.is(Mood::Sleeps(Duration::from_secs(3)));
        let asked = house.sip.questions();
        let page = house.shelf(&reader).await;
        holds(&page, &["Germinal", "La bibliothèque tarde à répondre.", "Voici ce qu’elle a dit il y a une minute."]);
        assert!(!page.contains("La Peste"), "the answer of Roubaix is not there yet");
        assert!(house.sip.questions() > asked, "it was asked");
        // Another look joins the question under way; once answered, what was said is shown.
        let mut page = house.shelf(&reader).await;
        for _ in 0..100 {
            if page.contains("La Peste") {
                break;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
            page = house.shelf(&reader).await;
        }
        holds(&page, &["La Peste"]);
    })
    .await;
}

#[tokio::test]
async fn what_is_owed_expired_or_blocked_is_said_and_unknown_is_not_zero() {
    scenario(|house| async move {
        let reader = house.linked().await;
        house.koha.change_patron("L-77", |patron| patron.blocked = Some("Trop de retards".to_owned()));
        house.sip.check_out_until("20012345", "B001", "2026-11-20".parse().unwrap()).unwrap();
        house.later(60);
        let page = house.shelf(&reader).await;
        holds(&page, &["en retard de 3 jours", "dont un en retard", "La bibliothèque a suspendu ce compte"]);

        // A library that never told anything owes us its figure: it is not taken for nothing.
        let other = house.reader("Paul", None).await;
        house.sip.add_patron(ils_simulator::Patron::new("20099999", "9999", "Paul"));
        house.link(&other, &house.roubaix, "20099999", "9999").await;
        house.sip.is(Mood::Refuses);
        let mut write = house.db.write().await.unwrap();
        let sql = "UPDATE library_systems_links SET state = NULL, asked_at = NULL WHERE account = $1";
        write.execute(sql, store::params![&other.account]).await.unwrap();
        write.commit().await.unwrap();
        let page = house.shelf(&other).await;
        holds(&page, &["vos bibliothèques ne le disent pas", "Nous ne savons encore rien de ce compte."]);
        assert!(!page.contains("Rien à régler") && !page.contains("0,00"), "{page}");
    })
    .await;
}
