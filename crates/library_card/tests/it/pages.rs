//! The pages, walked through as a librarian and an inhabitant do.

use std::time::Duration;

use axum::http::StatusCode;
use jiff::civil::date;
use people::testing::Browser;
use people::{Grant, NewHolder, Role, Scope, card_number, holder};

use crate::house::scenario;

/// What a form of registration sends.
fn person<'a>(library: &'a str, given: &'a str, born: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("given_name", given),
        ("family_name", "Delattre"),
        ("birth_date", born),
        ("postal_code", "59118"),
        ("commune", "59636"),
        ("library", library),
    ]
}

#[tokio::test]
async fn a_librarian_registers_finds_and_replaces() {
    scenario(|house| async move {
        let desk = house.librarian().await;
        let form = "/bureau/guichet/nouveau";
        let answer = house.post(&desk, form, form, &person(&house.lille, "Jeanne", "12051984")).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        let sheet = house.get(&desk, &answer.location).await;
        assert!(sheet.text.contains("Code secret à remettre"), "the PIN is told once");
        assert!(!house.get(&desk, &answer.location).await.text.contains("Code secret à remettre :"));

        // The same person again is asked about, and registered only when told to be another.
        let twin = house.post(&desk, form, form, &person(&house.lille, "JEANNE", "12/05/1984")).await;
        assert_eq!(twin.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(twin.text.contains("name=\"another\""), "{}", twin.text);

        // By a word of the name, then by the number as a scanner types it.
        let found = house.get(&desk, "/bureau/guichet?q=jeanne+del").await;
        assert!(found.text.contains(&answer.location), "{}", found.text);
        let account = answer.location.rsplit('/').next().unwrap().to_owned();
        let card = house.people.live_card(&account).await.unwrap().unwrap();
        let scanned = house.get(&desk, &format!("/bureau/guichet?q={}", card.number)).await;
        assert_eq!(scanned.location, answer.location);
        let slip = format!("{}{}", &card.number[..13], (card.number.as_bytes()[13] - b'0' + 1) % 10);
        assert!(
            house
                .get(&desk, &format!("/bureau/guichet?q={slip}"))
                .await
                .text
                .contains("Un chiffre de ce numéro est faux")
        );

        let replaced = house.post(&desk, &answer.location, &format!("{}/remplacer", answer.location), &[]).await;
        assert_eq!(replaced.status, StatusCode::SEE_OTHER);
        assert!(!house.opens(&card.id).await);
        let lost = house.get(&desk, &format!("/bureau/guichet?q={}", card.number)).await;
        assert!(lost.location.ends_with("?perdue=1"), "{}", lost.location);
        assert!(house.get(&desk, &lost.location).await.text.contains("Cette carte a été remplacée"));
        for path in ["/carte", "/fiche"] {
            let page = house.get(&desk, &format!("{}{path}", answer.location)).await;
            assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        }
        // Each look at a sheet is in the log.
        let mut read = house.db.read().await.unwrap();
        let log = people::audit::page(&mut read, Some(&format!("account:{account}")), None, 50).await.unwrap();
        assert!(log.iter().filter(|entry| entry.action == "card.sheet_opened").count() >= 3);
        assert_eq!(house.get(&desk, "/bureau/guichet/999999").await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn a_child_needs_a_parent_s_card_and_the_parent_sees_to_it() {
    scenario(|house| async move {
        let desk = house.librarian().await;
        let form = "/bureau/guichet/nouveau";
        let (parent, pin) = house.reader("Jeanne", "Delattre", date(1984, 5, 12)).await;
        let alone = house.post(&desk, form, form, &person(&house.lille, "Zoé", "03/03/2018")).await;
        assert!(alone.text.contains("il faut la carte d"), "{}", alone.text);
        let spaced = card_number::spaced(&parent.card.number);
        let mut fields = person(&house.lille, "Zoé", "03/03/2018");
        fields.push(("guardian", &spaced));
        let made = house.post(&desk, form, form, &fields).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text);
        let child = made.location.rsplit('/').next().unwrap().to_owned();

        let mother = house.browser_of(&parent.card.number, pin).await;
        assert!(house.get(&mother, "/ma-carte").await.text.contains(&format!("/ma-carte/enfant/{child}")));
        let page = format!("/ma-carte/enfant/{child}");
        let set = house.post(&mother, &page, &page, &[("new", "735911"), ("again", "735911")]).await;
        assert_eq!(set.status, StatusCode::SEE_OTHER, "{}", set.text);
        let own = house.people.live_card(&child).await.unwrap().unwrap();
        house.browser_of(&own.number, "735911").await;

        let (other, pin) = house.reader("Luc", "Petit", date(1990, 1, 1)).await;
        let stranger = house.browser_of(&other.card.number, pin).await;
        assert_eq!(house.get(&stranger, &page).await.status, StatusCode::NOT_FOUND, "to others it does not exist");
        let tried = house.post(&stranger, "/ma-carte", &page, &[("new", "735912"), ("again", "735912")]).await;
        assert_eq!(tried.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn registering_online_signs_in_under_a_new_session() {
    scenario(|house| async move {
        let planted = "ab".repeat(32);
        let visitor = Browser::signed_in(&planted);
        let form = "/carte/inscription";
        let mut fields = person(&house.lille, "Luc", "1 janvier 1990");
        fields.extend([("pin", "1990"), ("again", "1990"), ("email", "luc@example.org")]);
        let weak = house.post(&visitor, form, form, &fields).await;
        assert_eq!(weak.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(weak.text.contains("se devine trop vite"), "{}", weak.text);
        for field in &mut fields {
            if matches!(field.0, "pin" | "again") {
                field.1 = "735911";
            }
        }
        let done = house.post(&visitor, form, form, &fields).await;
        assert_eq!((done.status, done.location.as_str()), (StatusCode::SEE_OTHER, "/ma-carte"), "{}", done.text);
        assert_ne!(visitor.session().unwrap(), planted, "fixation");
        assert!(house.people.session(&planted).await.unwrap().is_none());
        let mine = house.get(&visitor, "/ma-carte").await;
        assert!(mine.text.contains("Une dernière étape") && mine.text.contains("luc@example.org"), "{}", mine.text);
        // The letter's link, asked before it counts.
        let postman = mail::Postman::folder(std::env::temp_dir().join(store::new_id()), "a@example.fr").unwrap();
        let waiting = mail::waiting_for(&mut house.db.read().await.unwrap(), "luc@example.org").await.unwrap();
        let link = waiting[0].1.split("https://culture.example.fr").nth(1).unwrap().split_whitespace().next().unwrap();
        assert_eq!(mail::deliver_due(&house.db, &postman).await.unwrap().delivered, 1);
        let token = link.rsplit('/').next().unwrap();
        assert!(token.len() == 64 && link.starts_with("/carte/adresse/"));
        let confirmed = house.post(&visitor, link, link, &[]).await;
        assert_eq!(confirmed.status, StatusCode::SEE_OTHER, "{}", confirmed.text);
        let again = house.post(&visitor, link, link, &[]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);

        let mut child = person(&house.lille, "Zoé", "03/03/2018");
        child.extend([("pin", "735911"), ("again", "735911")]);
        let refused = house.post(&Browser::default(), form, form, &child).await;
        assert!(refused.text.contains("Avant quinze ans"), "{}", refused.text);
    })
    .await;
}

#[tokio::test]
async fn a_holder_sees_takes_and_erases_what_is_held() {
    scenario(|house| async move {
        let new = NewHolder {
            given_name: "Jeanne",
            family_name: "Delattre",
            birth_date: Some(date(1984, 5, 12)),
            email: Some("jeanne@example.org"),
            ..NewHolder::default()
        };
        let (made, pin) = house.reader_with(new).await;
        let browser = house.browser_of(&made.card.number, pin).await;
        for lang in ["nl", "en", "fr"] {
            for path in
                ["/ma-carte", "/ma-carte/donnees", "/ma-carte/effacer", "/ma-carte/imprimer", "/carte/inscription"]
            {
                let page = house.get(&browser, &format!("{path}?lang={lang}")).await;
                assert!(
                    page.status.is_success() || page.status == StatusCode::SEE_OTHER,
                    "{path} {lang}: {}",
                    page.text
                );
            }
        }
        let file = house.get(&browser, "/ma-carte/donnees.json").await;
        assert!(file.text.contains("jeanne@example.org") && file.text.contains(&made.card.number));

        let page = "/ma-carte/effacer";
        assert!(house.post(&browser, page, page, &[]).await.text.contains("Cochez d"));
        let once = house.post(&browser, page, page, &[("understood", "1")]).await;
        assert!(once.text.contains("Dernière question"), "{}", once.text);
        assert!(house.people.holder(&made.account).await.unwrap().is_some(), "asked, not done");
        let forged =
            house.post_raw(&browser, page, &[("form_token", "x"), ("understood", "1"), ("certain", "1")]).await;
        assert_eq!(forged.status, StatusCode::FORBIDDEN);
        let twice = house.post(&browser, page, page, &[("understood", "1"), ("certain", "1")]).await;
        assert_eq!((twice.status, twice.location.as_str()), (StatusCode::SEE_OTHER, "/"));
        assert!(house.people.holder(&made.account).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn a_holder_changes_secrets_and_ends_sessions() {
    scenario(|house| async move {
        let (made, pin) = house.reader("Jeanne", "Delattre", date(1984, 5, 12)).await;
        let elsewhere = house.browser_of(&made.card.number, pin).await;
        let browser = house.browser_of(&made.card.number, pin).await;
        let form = |old: &'static str, new: &'static str| [("old", old), ("new", new), ("again", new)];
        let wrong = house.post(&browser, "/ma-carte", "/ma-carte/code", &form("111222", "735911")).await;
        assert!(wrong.text.contains("pas celui-là"), "{}", wrong.text);
        let birthday = house.post(&browser, "/ma-carte", "/ma-carte/code", &form("480915", "12051984")).await;
        assert!(birthday.text.contains("se devine trop vite"));
        let done = house.post(&browser, "/ma-carte", "/ma-carte/code", &form("480915", "735911")).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
        assert_eq!(
            house.get(&elsewhere, "/ma-carte").await.status,
            StatusCode::SEE_OTHER,
            "who knew the old one is out"
        );
        assert_eq!(house.get(&browser, "/ma-carte").await.status, StatusCode::OK);
        house.browser_of(&made.card.number, "735911").await;
        let out = house.post(&browser, "/ma-carte", "/ma-carte/sessions", &[]).await;
        assert_eq!(out.status, StatusCode::SEE_OTHER);
        assert_eq!(house.people.sessions(&made.account).await.unwrap().len(), 1);
        let lost = house.post(&browser, "/ma-carte", "/ma-carte/perdue", &[]).await;
        assert_eq!(lost.status, StatusCode::SEE_OTHER);
        assert!(!house.opens(&made.card.id).await);
        let history = house.post(&browser, "/ma-carte", "/ma-carte/historique", &[("keep", "1")]).await;
        assert_eq!(history.status, StatusCode::SEE_OTHER);
        assert!(house.people.holder(&made.account).await.unwrap().unwrap().keeps_history);
    })
    .await;
}

#[tokio::test]
async fn a_parent_sees_to_a_card_until_the_child_is_of_age() {
    scenario(|house| async move {
        let (parent, pin) = house.reader("Jeanne", "Delattre", date(1984, 5, 12)).await;
        let child = NewHolder {
            given_name: "Zoé",
            family_name: "Delattre",
            birth_date: Some(date(2008, 11, 23)),
            guardian: Some(&parent.account),
            ..NewHolder::default()
        };
        let (child, _) = house.reader_with(child).await;
        let page = format!("/ma-carte/enfant/{}", child.account);
        let mother = house.browser_of(&parent.card.number, pin).await;
        assert_eq!(house.get(&mother, &page).await.status, StatusCode::OK, "the day before");
        let set = house.post(&mother, &page, &page, &[("new", "735911"), ("again", "735911")]).await;
        assert_eq!(set.status, StatusCode::SEE_OTHER, "{}", set.text);
        let own = house.browser_of(&child.card.number, "735911").await;
        assert!(house.get(&own, "/ma-carte").await.text.contains("Jeanne Delattre"));

        house.db.clock().advance(Duration::from_secs(86_400));
        let mother = house.browser_of(&parent.card.number, pin).await;
        assert!(!house.get(&mother, "/ma-carte").await.text.contains(&page));
        assert!(!house.get(&mother, "/ma-carte/donnees.json").await.text.contains("Zoé"));
        assert_eq!(house.get(&mother, &page).await.status, StatusCode::NOT_FOUND);
        let tried = house.post(&mother, "/ma-carte", &page, &[("new", "735912"), ("again", "735912")]).await;
        assert_eq!(tried.status, StatusCode::NOT_FOUND);
        let own = house.browser_of(&child.card.number, "735911").await;
        assert!(!house.get(&own, "/ma-carte").await.text.contains("Jeanne Delattre"));
    })
    .await;
}

#[tokio::test]
async fn an_open_session_is_not_enough_to_give_an_address_or_a_passkey() {
    scenario(|house| async move {
        let new = NewHolder {
            given_name: "Jeanne",
            family_name: "Delattre",
            birth_date: Some(date(1984, 5, 12)),
            email: Some("jeanne@example.org"),
            ..NewHolder::default()
        };
        let (made, pin) = house.reader_with(new).await;
        let browser = house.browser_of(&made.card.number, pin).await;
        let give = async |email: &str, old: &str| {
            house.post(&browser, "/ma-carte", "/ma-carte/adresse", &[("email", email), ("old", old)]).await
        };
        let asked = async || house.people.email_asked(&made.account).await.unwrap();
        for old in ["", "111222"] {
            let refused = give("voleur@example.net", old).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(refused.text.contains("f-address-error") && refused.text.contains("Le code actuel"));
        }
        assert_eq!(asked().await, None);
        assert_eq!(give("ici@example.net", pin).await.status, StatusCode::SEE_OTHER);
        assert_eq!(asked().await.as_deref(), Some("ici@example.net"));

        // Once a password is chosen the link of before is dead, and the password is what is asked.
        let password = "quatre mots au hasard";
        let unproved = [("new", password), ("again", password)];
        let refused = house.post(&browser, "/ma-carte", "/ma-carte/mot-de-passe", &unproved).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "a first password is a way in too");
        let chosen = [("old", pin), ("new", password), ("again", password)];
        let done = house.post(&browser, "/ma-carte", "/ma-carte/mot-de-passe", &chosen).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
        assert_eq!(asked().await, None);
        let refused = give("ailleurs@example.net", pin).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("Le mot de passe actuel"), "{}", refused.text);
        assert_eq!(give("ailleurs@example.net", password).await.status, StatusCode::SEE_OTHER);

        let keys = "/ma-carte/cles";
        let refused = house.post(&browser, "/ma-carte", keys, &[("old", "")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("f-passkey-error"), "{}", refused.text);
        let proved = house.post(&browser, "/ma-carte", keys, &[("old", password)]).await;
        assert_eq!(proved.status, StatusCode::SEE_OTHER, "what the browser made is looked at");

        // The address before is told, without the new one.
        let letters = async |to: &str| mail::waiting_for(&mut house.db.read().await.unwrap(), to).await.unwrap();
        let letter = letters("ailleurs@example.net").await.remove(0).1;
        let link = letter.split("https://culture.example.fr").nth(1).unwrap().split_whitespace().next().unwrap();
        assert!(letters("jeanne@example.org").await.is_empty());
        let confirmed = house.post(&browser, link, link, &[]).await;
        assert_eq!(confirmed.status, StatusCode::SEE_OTHER, "{}", confirmed.text);
        let told = letters("jeanne@example.org").await;
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].0, "Votre adresse a changé");
        assert!(told[0].1.contains("Jeanne Delattre") && !told[0].1.contains("ailleurs"), "{}", told[0].1);
    })
    .await;
}

#[tokio::test]
async fn a_desk_and_retention_open_to_those_who_may() {
    scenario(|house| async move {
        let (made, pin) = house.reader("Jeanne", "Delattre", date(1984, 5, 12)).await;
        let reader = house.browser_of(&made.card.number, pin).await;
        let librarian = house.librarian().await;
        let director = house.staff("chief@example.fr", Grant { role: Role::Director, scope: Scope::Whole }).await;
        for path in ["/bureau/guichet", "/bureau/guichet/nouveau", "/bureau/guichet/fichier", "/bureau/conservation"] {
            assert_eq!(house.get(&reader, path).await.status, StatusCode::FORBIDDEN, "{path}");
            assert_eq!(house.get(&Browser::default(), path).await.status, StatusCode::SEE_OTHER, "{path}");
            for lang in ["nl", "en", "fr"] {
                let page = house.get(&director, &format!("{path}?lang={lang}")).await;
                assert_eq!(page.status, StatusCode::OK, "{path} {lang}: {}", page.text);
            }
        }
        assert_eq!(house.get(&librarian, "/bureau/conservation").await.status, StatusCode::FORBIDDEN);
        let page = "/bureau/conservation";
        let fields = [("unconfirmed_days", "3"), ("ended_months", "12")];
        assert_eq!(house.post(&director, page, page, &fields).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(
            house.post(&director, page, page, &[]).await.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "an empty form"
        );
        let fields = [("unconfirmed_days", "15"), ("ended_months", "12")];
        assert_eq!(house.post(&director, page, page, &fields).await.status, StatusCode::SEE_OTHER);
        // A librarian registers for their own library only.
        let mut read = house.db.read().await.unwrap();
        let other = programme::institution::by_code(&mut read, "lambersart").await.unwrap().id;
        drop(read);
        let form = "/bureau/guichet/nouveau";
        let refused = house.post(&librarian, form, form, &person(&other, "Luc", "01/01/1990")).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(holder::find(&mut house.db.read().await.unwrap(), "luc", 9).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_desk_gives_no_way_into_the_account_of_someone_who_works_here() {
    scenario(|house| async move {
        let librarian = house.librarian().await;
        let (chief, _) = house.reader("Anne", "Chef", date(1970, 1, 1)).await;
        let director = Grant { role: Role::Director, scope: Scope::Whole };
        house.people.give_role(&people::Actor::System("test"), &chief.account, &director).await.unwrap();
        let sheet = format!("/bureau/guichet/{}", chief.account);
        for (deed, fields) in [("adresse", vec![("email", "claire@example.fr")]), ("code", vec![])] {
            let answer = house.post(&librarian, &sheet, &format!("{sheet}/{deed}"), &fields).await;
            assert_eq!((answer.status, answer.location.as_str()), (StatusCode::SEE_OTHER, sheet.as_str()));
            assert!(house.get(&librarian, &sheet).await.text.contains("elle change elle-même"));
        }
        assert_eq!(house.people.email_asked(&chief.account).await.unwrap(), None);
        let erased = house.post(&librarian, &sheet, &format!("{sheet}/effacer"), &[("certain", "1")]).await;
        assert_eq!(erased.location, sheet);
        assert!(house.people.holder(&chief.account).await.unwrap().is_some());
    })
    .await;
}

#[tokio::test]
async fn a_patron_file_is_looked_at_before_it_does_anything() {
    scenario(|house| async move {
        let librarian = house.librarian().await;
        let token = house.get(&librarian, "/bureau/guichet/fichier").await.token();
        let send = |token: String, content: &'static str| {
            let mut body = String::new();
            for (name, value) in [("form_token", token.as_str()), ("library", house.lille.as_str())] {
                body.push_str(&format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"));
            }
            body.push_str(&format!(
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"l.csv\"\r\n\r\n{content}\r\n--b--\r\n"
            ));
            axum::http::Request::post("/bureau/guichet/fichier")
                .header("accept", "text/html")
                .header("cookie", librarian.cookies())
                .header("content-type", "multipart/form-data; boundary=b")
                .body(axum::body::Body::from(body))
                .unwrap()
        };
        let file = "Numéro;Nom;Prénom;Né le\n20001234567;DUPONT;Aïcha;12/05/1990\n20001234568;Martin;Jean;31/02/1950\n";
        let forged = house.ask(&librarian, send("forged".into(), file)).await;
        assert_eq!(forged.status, StatusCode::FORBIDDEN);
        let wrong = house.ask(&librarian, send(token.clone(), "a;b\n1;2\n")).await;
        assert!(wrong.text.contains("Il manque une colonne"), "{}", wrong.text);
        let kept = house.ask(&librarian, send(token, file)).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.text);
        let plan = house.get(&librarian, &kept.location).await;
        assert!(plan.text.contains("date de naissance n’en est pas une"), "{}", plan.text);
        assert!(holder::find(&mut house.db.read().await.unwrap(), "dupont", 9).await.unwrap().is_empty());
        let other = house.staff("reseau@example.fr", Grant { role: Role::NetworkLibrarian, scope: Scope::Whole }).await;
        assert_eq!(house.get(&other, &kept.location).await.status, StatusCode::NOT_FOUND, "it is its receiver's");
        let done = house.post(&librarian, &kept.location, &kept.location, &[("decision", "yes")]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
        assert_eq!(holder::find(&mut house.db.read().await.unwrap(), "dupont", 9).await.unwrap().len(), 1);
        assert_eq!(house.get(&librarian, &kept.location).await.status, StatusCode::NOT_FOUND, "forgotten once done");
    })
    .await;
}

#[tokio::test]
async fn an_empty_form_or_an_unknown_thing_is_no_fault_of_ours() {
    scenario(|house| async move {
        let director = house.staff("chief@example.fr", Grant { role: Role::Director, scope: Scope::Whole }).await;
        let (still, _) = house.reader("Luc", "Petit", date(1990, 1, 1)).await;
        for rule in library_card::ROUTES {
            // A new reader each time: some of these replace a card or change a PIN.
            let (made, pin) = house.reader("Jeanne", "Delattre", date(1984, 5, 12)).await;
            let reader = house.browser_of(&made.card.number, pin).await;
            for account in ["999999", &made.account] {
                let path = rule
                    .path
                    .replace("{account}", account)
                    .split('/')
                    .map(|part| if part.starts_with('{') { "999999" } else { part })
                    .collect::<Vec<_>>()
                    .join("/");
                for browser in [&director, &reader] {
                    let answer = match rule.method {
                        "GET" => house.get(browser, &path).await,
                        _ => house.post(browser, "/ma-carte", &path, &[]).await,
                    };
                    assert!(!answer.status.is_server_error(), "{} {path}: {}", rule.method, answer.status);
                    if rule.method == "POST" {
                        let forged = house.post_raw(browser, &path, &[("form_token", "forged")]).await;
                        assert_eq!(forged.status, StatusCode::FORBIDDEN, "{path}");
                    }
                }
            }
        }
        assert!(house.opens(&still.card.id).await, "and others are not touched");
    })
    .await;
}
