//! Words: every one a page or a handler uses exists in three languages, and every page can be said in each.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use box_office::desk::WING;
use shell::Lang;

use crate::house::scenario;

fn is_key(word: &str) -> bool {
    word.strip_prefix("desk-").is_some_and(|rest| {
        !rest.is_empty()
            && !rest.ends_with('-')
            && rest.bytes().all(|b| b.is_ascii_alphabetic() || b.is_ascii_digit() || b == b'-' || b == b'_')
    })
}

#[tokio::test]
async fn every_word_exists_and_every_page_is_said_in_three_languages() {
    scenario(|house| async move {
        let mut keys = BTreeSet::new();
        for (_, text) in WING.templates {
            keys.extend(text.split('\'').filter(|word| is_key(word)).map(str::to_owned));
        }
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/desk");
        for entry in std::fs::read_dir(folder).unwrap() {
            let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
            keys.extend(text.split('"').filter(|word| is_key(word)).map(str::to_owned));
        }
        assert!(keys.len() > 300, "{}", keys.len());
        for lang in Lang::ALL {
            let missing: Vec<&String> = keys.iter().filter(|key| !house.has_word(lang, key)).collect();
            assert!(missing.is_empty(), "{}: {missing:?}", lang.code());
        }

        let (lou, account) = house.own().await;
        house.till(&account, "ANSTAING").await;
        let full = house.field("plein").await;
        let sold = house.sells(&lou, &[(full.as_str(), "2"), ("means", "carte"), ("name", "Ana Dupont")]).await;
        let kept = house.sells(&lou, &[(full.as_str(), "1"), ("way", "later"), ("name", "Zoé")]).await;
        house.announced("2026-12-13T15:00:00Z").await;
        let pages = [
            "/bureau/billetterie".to_owned(),
            "/bureau/billetterie?passees=1".to_owned(),
            "/bureau/billetterie?q=zo".to_owned(),
            "/bureau/billetterie/nouvelle".to_owned(),
            house.at(""),
            house.at("/reglages"),
            house.at("/vendre"),
            house.at("/inviter"),
            house.at("/groupe"),
            house.at("/porte"),
            house.at("/releve"),
            house.at("/releve?jour=2026-11-23"),
            "/bureau/billetterie/commandes".to_owned(),
            format!("/bureau/billetterie/commandes?seance={}&etat=paid", house.item),
            format!("/bureau/billetterie/commande/{}", sold.id),
            format!("/bureau/billetterie/commande/{}", kept.id),
            "/bureau/billetterie/releves".to_owned(),
            "/bureau/billetterie/cles".to_owned(),
        ];
        for lang in Lang::ALL {
            for path in &pages {
                let joined = if path.contains('?') { '&' } else { '?' };
                let answer = house.get(&lou, &format!("{path}{joined}lang={}", lang.code())).await;
                assert_eq!(answer.status, StatusCode::OK, "{path} {}: {}", lang.code(), answer.text);
                assert!(answer.text.len() < 100_000, "{path} weighs {}", answer.text.len());
                assert_eq!(answer.text.matches("<h1").count(), 1, "{path}");
                assert!(!answer.text.contains(" style=") && !answer.text.contains(">desk-"), "{path}");
            }
        }
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
}
