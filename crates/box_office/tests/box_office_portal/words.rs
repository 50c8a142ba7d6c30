//! Three languages, light pages, and nothing that a name could slip in.

use people::testing::Browser;
use std::collections::BTreeSet;

use axum::http::StatusCode;
use shell::{Frame, Lang};

use crate::house::{ANA, Who, scenario};

#[test]
fn words_exist_in_three_languages_and_are_said_somewhere() {
    let names = |text: &str| -> BTreeSet<String> {
        text.lines()
            .filter(|line| line.starts_with(|first: char| first.is_ascii_lowercase()))
            .filter_map(|line| line.split_once(" =").map(|(name, _)| name.to_owned()))
            .collect()
    };
    let fr = names(include_str!("../../i18n/portal.fr.ftl"));
    assert_eq!(fr, names(include_str!("../../i18n/portal.nl.ftl")));
    assert_eq!(fr, names(include_str!("../../i18n/portal.en.ftl")));
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = String::new();
    for within in ["src/portal", "src/portal/letters", "templates/portal"] {
        for file in std::fs::read_dir(folder.join(within)).unwrap() {
            let path = file.unwrap().path();
            if path.is_file() {
                sources.push_str(&std::fs::read_to_string(path).unwrap());
            }
        }
    }
    // Names made from a state, a kind of letter, an access code…
    let made = [
        "booking-state-",
        "booking-order-",
        "booking-waiting-",
        "booking-ticket-",
        "booking-access-",
        "booking-letter-",
        "booking-mention-",
        "booking-cancel-",
        "booking-way-",
        "booking-step-",
    ];
    let frame = Frame::builder().wing(box_office::portal::WING).build().unwrap();
    for name in &fr {
        let said = sources.contains(&format!("{name}'")) || sources.contains(&format!("{name}\""));
        assert!(said || made.iter().any(|stem| name.starts_with(stem)), "{name} is said nowhere");
        for lang in Lang::ALL {
            assert!(frame.messages().has(lang, name), "{name} in {}", lang.code());
        }
    }
}

#[tokio::test]
async fn pages_are_whole_in_three_languages_light_and_strict() {
    scenario(|house| async move {
        let browser = Browser::default();
        let basket = house.chooses(&browser, &[("plein", "2")]).await;
        let paid = house.books(&browser, &[("plein", "1"), ("gratuit", "1")], ANA).await;
        let luc = Who { name: "Luc", email: "luc@exemple.example", later: true };
        let kept = house.books(&browser, &[("plein", "1")], luc).await;
        let ticket = house.tickets(&paid.id).await.remove(0);
        let pages = [
            house.booking(),
            basket,
            format!("/billetterie/commande/{}", paid.secret),
            format!("/billetterie/commande/{}", kept.secret),
            format!("/billetterie/billet/{}", ticket.secret),
            format!("/billetterie/attente/{}", house.item),
            "/billetterie/retrouver".to_owned(),
            "/billetterie/retrouver?demande=1".to_owned(),
        ];
        for page in pages {
            let mut titles = BTreeSet::new();
            for lang in Lang::ALL {
                let join = if page.contains('?') { '&' } else { '?' };
                let answer = house.get(&browser, &format!("{page}{join}lang={}", lang.code())).await;
                assert_eq!(answer.status, StatusCode::OK, "{page} {}", answer.text);
                assert!(answer.text.len() < 100_000, "{page} weighs {}", answer.text.len());
                assert!(!answer.text.contains(" style=") && !answer.text.contains("onclick"), "{page}");
                assert!(!answer.text.contains("booking-"), "a message without words in {page} {}", answer.text);
                assert_eq!(answer.text.matches("<h1").count(), 1, "{page}");
                let title = answer.text.split("<h1").nth(1).unwrap().split("</h1>").next().unwrap().to_owned();
                titles.insert(title);
            }
            // A show's title is the same in every language; all else is said in each.
            assert!(titles.len() == 3 || titles.iter().any(|title| title.contains("Carmen")), "{page} {titles:?}");
        }
        let weight: usize = ["portal.css", "portal.js", "portal_ticket.js"]
            .iter()
            .map(|name| std::fs::read(format!("{}/assets/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap().len())
            .sum();
        assert!(weight < 30_000, "{weight} bytes");
    })
    .await;
}

#[tokio::test]
async fn a_name_is_text_wherever_it_is_shown() {
    scenario(|house| async move {
        let browser = Browser::default();
        let evil = "<script>alert(1)</script>\"'><img src=x>";
        let order = house.books(&browser, &[("plein", "1")], Who { name: evil, ..ANA }).await;
        let ticket = house.tickets(&order.id).await.remove(0);
        let pages = [
            house.booking(),
            format!("/billetterie/commande/{}", order.secret),
            format!("/billetterie/billet/{}", ticket.secret),
        ];
        for page in pages {
            let text = house.get(&browser, &page).await.text;
            for raw in ["<script>alert", "<img src=x", "<i>Carmen"] {
                assert!(!text.contains(raw), "{raw} in {page}");
            }
            assert!(text.contains("&lt;i&gt;Carmen&lt;/i&gt; &amp; Cie"), "the title is shown as typed in {page}");
        }
        house.a_minute().await;
        let letters = house.letters().await;
        assert!(letters.iter().all(|(_, subject, _)| !subject.chars().any(char::is_control)));
        assert!(
            letters.iter().any(|(_, _, text)| text.contains("<script>alert(1)</script>")),
            "plain text says it as typed"
        );
    })
    .await;
}
