//! Linking: what is asked of a library before anything is linked, and what is refused.

use std::time::Duration;

use axum::http::StatusCode;
use ils_simulator::{Library, Mood, Patron, serve_sip2};
use library_systems::mine::{NotLinked, Typed, links};
use library_systems::settings;
use people::{Actor, Grant, Role, Scope, testing};
use store::Query;

use crate::house::{House, Reader, action, holds, scenario};

fn form(house: &House) -> String {
    format!("/ma-carte/prets/relier/{}", house.roubaix)
}

async fn linked(house: &House, reader: &Reader) -> usize {
    links::of_account(&mut house.db.read().await.unwrap(), &reader.account).await.unwrap().len()
}

#[tokio::test]
async fn an_account_is_linked_and_let_go() {
    scenario(|house| async move {
        let reader = house.reader("Jeanne", None).await;
        let list = house.get(&reader.browser, "/ma-carte/prets/relier").await;
        holds(&list.text, &["Médiathèque de Roubaix", "Médiathèque de Lille"]);
        let form = form(&house);
        let wrong = house.post(&reader.browser, &form, &form, &[("number", "20012345"), ("code", "0000")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        holds(&wrong.text, &["le numéro et le code ne vont pas ensemble"]);
        assert!(!wrong.text.contains("0000"), "a code is not shown again");
        let unknown = house.post(&reader.browser, &form, &form, &[("number", "29999999"), ("code", "0000")]).await;
        let said = |text: &str| text.split("role=\"alert\">").nth(1).unwrap().split('<').next().unwrap().to_owned();
        assert_eq!(said(&wrong.text), said(&unknown.text), "nobody learns which numbers exist");

        let good = house.post(&reader.browser, &form, &form, &[("number", "2001 2345"), ("code", "1234")]).await;
        assert_eq!((good.status, good.location.as_str()), (StatusCode::SEE_OTHER, "/ma-carte/prets"), "{}", good.text);
        let page = house.get(&reader.browser, "/ma-carte/prets").await;
        holds(&page.text, &["est reliée à votre carte", "20012345"]);

        let gone = house.post(&reader.browser, "/ma-carte/prets", &action(&page, "/retirer"), &[]).await;
        assert_eq!(gone.status, StatusCode::SEE_OTHER);
        assert_eq!(linked(&house, &reader).await, 0);
        holds(&house.shelf(&reader).await, &["Voyez tous vos prêts"]);
    })
    .await;
}

#[tokio::test]
async fn blank_answers_and_answers_about_others_link_nothing() {
    scenario(|house| async move {
        let reader = house.reader("Jeanne", None).await;
        let form = form(&house);
        let sent = [("number", "20012345"), ("code", "nimporte")];
        house.sip.behave(|behaviour| behaviour.blank_validity = true);
        let blank = house.post(&reader.browser, &form, &form, &sent).await;
        assert_eq!(blank.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", blank.text);
        assert_eq!(linked(&house, &reader).await, 0, "a blank CQ is no yes");

        house.sip.behave(|behaviour| (behaviour.blank_validity, behaviour.wrong_patron) = (false, true));
        let other = house.post(&reader.browser, &form, &form, &[("number", "20012345"), ("code", "1234")]).await;
        assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", other.text);
        assert_eq!(linked(&house, &reader).await, 0, "the answer was about somebody else");
    })
    .await;
}

#[tokio::test]
async fn an_answer_about_somebody_else_is_never_shown() {
    scenario(|house| async move {
        let reader = house.linked().await;
        house.sip.check_out("20012345", "B001").unwrap();
        house.later(60);
        holds(&house.shelf(&reader).await, &["Germinal"]);
        house.sip.check_out("20012345", "B003").unwrap();
        house.sip.behave(|behaviour| behaviour.wrong_patron = true);
        house.koha.behave(|behaviour| behaviour.wrong_patron = true);
        house.later(60);
        let page = house.shelf(&reader).await;
        holds(&page, &["Germinal", "quelque chose que nous ne comprenons pas"]);
        assert!(!page.contains("La Peste"), "{page}");
    })
    .await;
}

#[tokio::test]
async fn a_bar_in_a_number_or_a_code_goes_nowhere() {
    scenario(|house| async move {
        let reader = house.reader("Jeanne", None).await;
        let form = form(&house);
        let before = house.sip.questions();
        for (number, code) in [("20012345|AD1234", "x"), ("20012345", "x|CQY"), ("2001\u{1}2345", "1234"), ("", "")] {
            let answer = house.post(&reader.browser, &form, &form, &[("number", number), ("code", code)]).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{number} {code}");
        }
        assert_eq!(house.sip.questions(), before, "the library never heard of it");
        // A reader's own name with a bar in it (see the house) moves nothing in what is read.
        let good = house.post(&reader.browser, &form, &form, &[("number", "20012345"), ("code", "1234")]).await;
        assert_eq!(good.status, StatusCode::SEE_OTHER, "{}", good.text);
        holds(&house.shelf(&reader).await, &["Vous n’avez rien à rendre."]);
    })
    .await;
}

#[tokio::test]
async fn a_library_hears_three_codes_an_hour_for_one_number() {
    scenario(|house| async move {
        let reader = house.reader("Jeanne", None).await;
        let other = house.reader("Paul", None).await;
        let form = form(&house);
        for code in ["1", "2", "3"] {
            house.post(&reader.browser, &form, &form, &[("number", "20012345"), ("code", code)]).await;
        }
        let before = house.sip.questions();
        for who in [&reader, &other] {
            let answer = house.post(&who.browser, &form, &form, &[("number", "20012345"), ("code", "1234")]).await;
            holds(&answer.text, &["Trop d’essais : attendez 60 minutes"]);
        }
        assert_eq!(house.sip.questions(), before, "it was not passed on");
        house.later(3601);
        let answer = house.post(&reader.browser, &form, &form, &[("number", "20012345"), ("code", "1234")]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        // One who tries many numbers is stopped too.
        for n in 0..10 {
            let number = format!("3{n}");
            house.post(&other.browser, &form, &form, &[("number", &number), ("code", "1")]).await;
        }
        let answer = house.post(&other.browser, &form, &form, &[("number", "399"), ("code", "1")]).await;
        holds(&answer.text, &["Trop d’essais"]);
    })
    .await;
}

#[tokio::test]
async fn the_networks_own_card_is_tried_where_the_library_knows_it() {
    scenario(|house| async move {
        let reader = house.reader("Jeanne", None).await;
        house.sip.add_patron(ils_simulator::Patron::new(&reader.number, "abcd", "Jeanne"));
        let form = form(&house);
        let answer = house.post(&reader.browser, &form, &form, &[("number", ""), ("code", "abcd")]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        holds(&house.shelf(&reader).await, &[&reader.number]);
        // Lille does not know it: a number must be typed there.
        let form = format!("/ma-carte/prets/relier/{}", house.lille);
        let answer = house.post(&reader.browser, &form, &form, &[("number", ""), ("code", "abcd")]).await;
        holds(&answer.text, &["Tapez le numéro tel qu’il est imprimé"]);
    })
    .await;
}

#[tokio::test]
async fn a_code_is_kept_only_where_it_must_and_with_consent_and_never_in_clear() {
    scenario(|house| async move {
        let reader = house.reader("Jeanne", None).await;
        house.sip.behave(|behaviour| behaviour.pin_each_time = true);
        house.sip.change_patron("20012345", |patron| patron.pin = "zorglub".to_owned());
        house.set(&house.roubaix, |settings| settings.asks_pin = true).await;
        house.sip.check_out("20012345", "B001").unwrap();
        let form = form(&house);
        let sent = [("number", "20012345"), ("code", "zorglub")];
        let before = house.sip.questions();
        let answer = house.post(&reader.browser, &form, &form, &sent).await;
        holds(&answer.text, &["il faut accepter qu’il soit gardé"]);
        assert_eq!(house.sip.questions(), before);
        let sent = [("number", "20012345"), ("code", "zorglub"), ("keep_code", "1")];
        let answer = house.post(&reader.browser, &form, &form, &sent).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        holds(&house.shelf(&reader).await, &["Germinal"]);
        let sql = "SELECT pin, state FROM library_systems_links";
        let row = house.db.read().await.unwrap().one(sql, vec![]).await.unwrap();
        for at in [0, 1] {
            let kept: String = row.get(at).unwrap();
            assert!(!kept.contains("zorglub") && !kept.contains("Germinal"), "{kept}");
        }

        // The reader changes the code at the library: it is tried once and then no more, so that nothing gets blocked.
        house.sip.change_patron("20012345", |patron| patron.pin = "autre".to_owned());
        house.later(60);
        let page = house.shelf(&reader).await;
        holds(&page, &["n’accepte plus votre numéro et votre code", "Germinal", "Donner le nouveau code"]);
        let before = house.sip.questions();
        house.later(60);
        house.shelf(&reader).await;
        assert_eq!(house.sip.questions(), before, "a code refused is not tried again");
        let sent = [("number", "20012345"), ("code", "autre"), ("keep_code", "1")];
        let answer = house.post(&reader.browser, &form, &form, &sent).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        holds(&house.shelf(&reader).await, &["Réponse reçue à l’instant."]);
        assert_eq!(linked(&house, &reader).await, 1, "the same link, renewed");
    })
    .await;
}

#[tokio::test]
async fn a_code_kept_is_not_sent_to_another_server() {
    scenario(|house| async move {
        let reader = house.reader("Jeanne", None).await;
        for institution in [&house.roubaix, &house.lille] {
            house.set(institution, |settings| settings.asks_pin = true).await;
        }
        let link = async |institution: &str, number: &str, code: &str| {
            let form = format!("/ma-carte/prets/relier/{institution}");
            let sent = [("number", number), ("code", code), ("keep_code", "1")];
            let answer = house.post(&reader.browser, &form, &form, &sent).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        };
        let linked = async |institution: &str| {
            let links = links::of_account(&mut house.db.read().await.unwrap(), &reader.account).await.unwrap();
            let link = links.into_iter().find(|link| link.institution == institution).unwrap();
            (link.patron.pin.is_some(), link.is_refused())
        };
        link(&house.roubaix, "20012345", "1234").await;
        link(&house.lille, "L-77", "lune").await;
        house.shelf(&reader).await;
        assert_eq!(linked(&house.roubaix).await, (true, false));

        // The office types another port: who listens there hears no code.
        let other = Library::new("Ailleurs");
        other.add_patron(Patron::new("20012345", "1234", "Ève"));
        let elsewhere = serve_sip2(other.clone(), "127.0.0.1:0".parse().unwrap()).await.unwrap();
        let grant = Grant { role: Role::NetworkLibrarian, scope: Scope::Whole };
        let lou = testing::staff(&house.people, "Lou", "lou@example.fr", grant).await;
        let (page, port) = ("/bureau/systemes/roubaix", elsewhere.addr.port().to_string());
        let typed = [
            ("protocol", "sip2"),
            ("host", "127.0.0.1"),
            ("port", &port),
            ("private", "1"),
            ("encoding", "utf-8"),
            ("checksum", "1"),
            ("connect_s", "3"),
            ("answer_s", "20"),
            ("connections", "2"),
            ("asks_pin", "1"),
            ("enabled", "1"),
            ("deed", "keep"),
        ];
        let kept = house.post(&lou, page, page, &typed).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.text);
        house.later(60);
        holds(&house.shelf(&reader).await, &["Donner le nouveau code"]);
        assert_eq!(other.questions(), 0, "it is asked nothing before the reader gives the code again");
        assert_eq!(linked(&house.roubaix).await, (false, true));
        assert_eq!(linked(&house.lille).await, (true, false), "the others are as they were");

        // Given again, it is kept as long as the server is the same.
        link(&house.roubaix, "20012345", "1234").await;
        house.set(&house.roubaix, |settings| settings.answer_ms = 10_000).await;
        assert_eq!(linked(&house.roubaix).await, (true, false));
        let mut write = house.db.write().await.unwrap();
        settings::forget(&mut write, &house.roubaix, &Actor::System("test")).await.unwrap();
        write.commit().await.unwrap();
        assert_eq!(linked(&house.roubaix).await, (false, true));
        // A library that wants no codes any more is asked without.
        house.set(&house.lille, |settings| settings.asks_pin = false).await;
        assert_eq!(linked(&house.lille).await, (false, false));
    })
    .await;
}

#[tokio::test]
async fn a_code_forgotten_while_a_library_thinks_is_asked_for_again() {
    scenario(|house| async move {
        let reader = house.reader("Jeanne", None).await;
        house.set(&house.roubaix, |settings| settings.asks_pin = true).await;
        let form = form(&house);
        let typed = [("number", "20012345"), ("code", "1234"), ("keep_code", "1")];
        assert_eq!(house.post(&reader.browser, &form, &form, &typed).await.status, StatusCode::SEE_OTHER);
        house.shelf(&reader).await;
        house.later(120);
        house.sip.is(Mood::Sleeps(Duration::from_millis(400)));
        let before = house.sip.questions();
        let forgetting = async {
            while house.sip.questions() == before {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
            let mut write = house.db.write().await.unwrap();
            settings::forget(&mut write, &house.roubaix, &Actor::System("test")).await.unwrap();
            write.commit().await.unwrap();
        };
        // The question goes on, whoever waits; what it brings is kept, and does not stand for a code.
        let asked = house.db.clock().now_ms();
        tokio::join!(house.shelf(&reader), forgetting);
        let known = async || links::of_account(&mut house.db.read().await.unwrap(), &reader.account).await.unwrap();
        for _ in 0..400 {
            if known().await[0].known.as_ref().is_some_and(|known| known.asked_at_ms == asked) {
                break;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        let link = known().await.remove(0);
        assert_eq!(link.known.as_ref().map(|known| known.asked_at_ms), Some(asked), "the answer came");
        assert_eq!((link.patron.pin.is_some(), link.is_refused()), (false, true));
    })
    .await;
}

#[tokio::test]
async fn who_is_erased_while_a_library_thinks_is_linked_to_nothing() {
    scenario(|house| async move {
        let reader = house.reader("Jeanne", None).await;
        house.sip.is(Mood::Sleeps(Duration::from_secs(1)));
        let typed = Typed { number: "20012345", code: "1234", keep_code: false };
        let linking = house.web.accounts().link(&reader.account, &reader.account, &house.roubaix, &typed);
        let erasing = async {
            while house.sip.questions() == 0 {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
            let mut write = house.db.write().await.unwrap();
            library_systems::privacy::erase(&mut write, &reader.account).await.unwrap();
            people::holder::erase(&mut write, &reader.account).await.unwrap();
            write.commit().await.unwrap();
        };
        let (answer, ()) = tokio::join!(linking, erasing);
        assert!(matches!(answer, Err(NotLinked::NoCard)), "{answer:?}");
        assert_eq!(linked(&house, &reader).await, 0);
    })
    .await;
}

#[tokio::test]
async fn without_a_good_card_or_an_answer_nothing_is_linked() {
    scenario(|house| async move {
        let reader = house.reader("Jeanne", None).await;
        let form = form(&house);
        house.sip.is(Mood::Refuses);
        let answer = house.post(&reader.browser, &form, &form, &[("number", "20012345"), ("code", "1234")]).await;
        holds(&answer.text, &["ne répond pas en ce moment. Rien n’est relié"]);
        house.sip.is(Mood::Normal);
        let mut write = house.db.write().await.unwrap();
        let card = people::card::current(&mut write, &reader.account).await.unwrap().unwrap();
        people::card::set_state(&mut write, &card.id, people::CardState::Suspended).await.unwrap();
        write.commit().await.unwrap();
        let answer = house.get(&reader.browser, &form).await;
        holds(&answer.text, &["Il faut d’abord une carte du réseau"]);
        assert_eq!(house.get(&reader.browser, "/ma-carte/prets/relier/nulle-part").await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn a_guardian_sees_what_they_linked_and_not_what_the_child_did() {
    scenario(|house| async move {
        let parent = house.reader("Jeanne", None).await;
        let child = house.reader("Zoé", Some(&parent.account)).await;
        let stranger = house.reader("Paul", None).await;
        house.sip.check_out("20012345", "B001").unwrap();
        house.koha.check_out("L-77", "B003").unwrap();
        let form = form(&house);
        let sent = [("number", "20012345"), ("code", "1234"), ("pour", child.account.as_str())];
        assert_eq!(
            house.post(&stranger.browser, &form, &form, &sent).await.status,
            StatusCode::NOT_FOUND,
            "not their child"
        );
        let answer = house.post(&parent.browser, &form, &form, &sent).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        house.link(&child, &house.lille, "L-77", "lune").await;
        let page = house.shelf(&parent).await;
        holds(&page, &["Germinal", "Zoé Delattre"]);
        assert!(!page.contains("La Peste"), "what the child linked is the child's");
        holds(&house.shelf(&child).await, &["Germinal", "La Peste"]);
        holds(&house.shelf(&stranger).await, &["Voyez tous vos prêts"]);

        // Nobody acts on what they do not see.
        let links = links::of_account(&mut house.db.read().await.unwrap(), &child.account).await.unwrap();
        for (who, link) in [(&stranger, &links[0]), (&stranger, &links[1]), (&parent, &links[1])] {
            for deed in ["retirer", "prolonger", "annuler"] {
                let path = format!("/ma-carte/prets/compte/{}/{deed}", link.id);
                let fields = [("once", "1"), ("item", "B001"), ("hold", "h1")];
                let answer = house.post(&who.browser, &form, &path, &fields).await;
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
            }
        }
    })
    .await;
}
