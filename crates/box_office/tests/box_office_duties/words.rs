//! Words: every one a page or a handler uses exists in three languages, and every page can be said in each.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use box_office::duties::{ROUTES, WING, office_nav};
use shell::Lang;
use show_duties::licence::Wrong;
use show_duties::sibil::Reason;

use crate::house::{ME, SELLER, scenario};

fn is_key(word: &str) -> bool {
    ["duties-", "halls-", "seats-"].iter().any(|stem| {
        word.strip_prefix(stem).is_some_and(|rest| {
            !rest.is_empty()
                && !rest.ends_with('-')
                && rest.bytes().all(|b| b.is_ascii_alphabetic() || b.is_ascii_digit() || b == b'-' || b == b'_')
        })
    })
}

#[tokio::test]
async fn every_word_exists_and_every_page_is_said_in_three_languages() {
    scenario(|house| async move {
        let mut keys = BTreeSet::new();
        for (_, text) in WING.templates {
            keys.extend(text.split('\'').filter(|word| is_key(word)).map(str::to_owned));
        }
        for folder in ["/src/duties", "/src/seats"] {
            for entry in std::fs::read_dir(format!("{}{folder}", env!("CARGO_MANIFEST_DIR"))).unwrap() {
                let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
                keys.extend(text.split('"').filter(|word| is_key(word)).map(str::to_owned));
            }
        }
        let text = include_str!("../../src/seats.rs");
        keys.extend(text.split('"').filter(|word| is_key(word)).map(str::to_owned));
        keys.extend(Reason::ALL.iter().map(|reason| format!("duties-lack-{}", reason.code())));
        let wrong = [Wrong::Empty, Wrong::Old, Wrong::Form, Wrong::Year];
        keys.extend(wrong.iter().map(|wrong| format!("duties-licence-{}", wrong.code())));
        keys.extend(office_nav().iter().map(|(label, ..)| (*label).to_owned()));
        assert!(keys.len() > 150, "{}", keys.len());
        for lang in Lang::ALL {
            let missing: Vec<&String> = keys.iter().filter(|key| !house.has_word(lang, key)).collect();
            assert!(missing.is_empty(), "{}: {missing:?}", lang.code());
        }
        let plan = seating_plan::typed::read("A: 1-6\nPMR: 1-2w 3c\n[Balcon ; 2e]\nA: 1-4r").unwrap();
        let mut write = house.db.write().await.unwrap();
        let hall = box_office::seats::keep_hall(&mut write, "", &house.town_hall, "Salle", "A: 1-6", &plan, &ME).await;
        let hall = hall.unwrap();
        write.commit().await.unwrap();
        house.bought(&house.item, &[("plein", 1), ("gratuit", 1)], &[]).await;
        for over in [false, true] {
            if over {
                house.db.clock().advance(std::time::Duration::from_secs(6 * 86_400));
            }
            let lou = house.agent(if over { "lou@x.example" } else { "lea@x.example" }, "59013").await;
            let base = format!("/bureau/declarations/{SELLER}");
            let pages = [
                "/bureau/salles".to_owned(),
                format!("/bureau/salles/{hall}"),
                format!("{base}/2026-T4"),
                format!("{base}/2026-T3"),
                format!("{base}/2026-T4/taxes"),
                format!("{base}/2026-T3/taxes"),
                format!("{base}/spectacle/{}", house.show),
            ];
            for lang in Lang::ALL {
                for path in &pages {
                    let answer = house.get(&lou, &format!("{path}?lang={}", lang.code())).await;
                    assert_eq!(answer.status, StatusCode::OK, "{path} {}: {}", lang.code(), answer.text);
                    assert!(answer.text.len() < 100_000, "{path} weighs {}", answer.text.len());
                    assert_eq!(answer.text.matches("<h1").count(), 1, "{path}");
                    assert!(!answer.text.contains(" style="), "{path}");
                    for stem in [">duties-", ">halls-", ">seats-"] {
                        assert!(!answer.text.contains(stem), "{path} shows a name of a message");
                    }
                }
            }
        }
        // One seller: its quarter opens at once.
        let lou = house.agent("lou@anstaing.example", "59013").await;
        assert_eq!(house.get(&lou, "/bureau/declarations").await.status, StatusCode::SEE_OTHER);
    })
    .await;
}

#[test]
fn the_three_languages_have_the_same_words() {
    let names = |lang: Lang| -> BTreeSet<String> {
        let texts = WING.messages.iter().filter(|(of, _)| *of == lang).map(|(_, text)| *text);
        texts
            .flat_map(str::lines)
            .filter(|line| !line.starts_with([' ', '#', '}', '[']))
            .filter_map(|line| line.split_once(" =").map(|(name, _)| name.to_owned()))
            .collect()
    };
    assert_eq!(names(Lang::Fr), names(Lang::Nl));
    assert_eq!(names(Lang::Fr), names(Lang::En));
    assert!(ROUTES.len() >= 14);
}
