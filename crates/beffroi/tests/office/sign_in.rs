//! Signing in through the server: a card and its PIN, a link by mail, and what is tried against them.

use axum::http::StatusCode;
use jiff::civil::date;
use library_card::{Beginning, Registered, register};
use people::{Actor, NewHolder, Role};

use crate::house::{Browser, House};

const PIN: &str = "480915";

async fn reader(house: &House) -> Registered {
    let people = &house.trial.people;
    let hash = people.hash_pin(PIN, None).await.unwrap();
    let mut write = people.db().write().await.unwrap();
    let new = NewHolder {
        given_name: "Jeanne",
        family_name: "Delattre",
        birth_date: Some(date(1984, 5, 12)),
        language: "fr",
        email: Some("jeanne@example.org"),
        origin: "desk",
        confirmed: true,
        ..NewHolder::default()
    };
    let made = register(&mut write, &Actor::System("test"), &new, Some(&hash), Beginning::default()).await.unwrap();
    write.commit().await.unwrap();
    made
}

#[tokio::test]
async fn a_card_leads_to_its_holder_s_page_under_a_new_session() {
    let house = House::open("card-sign-in").await;
    let made = reader(&house).await;
    let mut browser = Browser::default();
    browser.plant("beffroi_session", &"ab".repeat(32));
    let fields = [("email", made.card.number.as_str()), ("password", PIN)];
    let answer = house.post(&mut browser, "/connexion", &fields).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/ma-carte"), "{}", answer.text);
    assert_ne!(browser.cookie("beffroi_session"), Some("ab".repeat(32).as_str()), "fixation");
    assert!(house.get(&mut browser, "/ma-carte").await.text.contains("Jeanne Delattre"));
    assert_eq!(house.get(&mut browser, "/bureau").await.status, StatusCode::FORBIDDEN);

    // Signed in again in the same browser: the session before is over.
    let before = browser.clone();
    let again = house.post(&mut browser, "/connexion", &fields).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    assert_eq!(house.get(&mut before.clone(), "/ma-carte").await.status, StatusCode::SEE_OTHER);

    let slip = format!("{}{}", &made.card.number[..13], (made.card.number.as_bytes()[13] - b'0' + 1) % 10);
    let mut other = Browser::default();
    let slipped = house.post(&mut other, "/connexion", &[("email", slip.as_str()), ("password", PIN)]).await;
    assert!(slipped.text.contains("un chiffre est faux"), "{}", slipped.text);
    let wrong =
        house.post(&mut other, "/connexion", &[("email", made.card.number.as_str()), ("password", "1111")]).await;
    let unknown = people::card_number::random();
    let nobody = house.post(&mut other, "/connexion", &[("email", unknown.as_str()), ("password", PIN)]).await;
    assert_eq!((wrong.status, nobody.status), (StatusCode::UNPROCESSABLE_ENTITY, StatusCode::UNPROCESSABLE_ENTITY));
    for answer in [wrong, nobody] {
        assert!(answer.text.contains("Cela ne va pas ensemble"), "{}", answer.text);
    }
}

#[tokio::test]
async fn a_link_by_mail_signs_in_and_tells_nobody_who_has_an_account() {
    let house = House::open("link-sign-in").await;
    reader(&house).await;
    let mut browser = Browser::default();
    let known = house.post(&mut browser, "/connexion/lien", &[("link", "jeanne@example.org")]).await;
    let unknown = house.post(&mut browser, "/connexion/lien", &[("link", "nobody@example.org")]).await;
    assert_eq!((known.status, known.location()), (unknown.status, unknown.location()));
    assert_eq!(known.location(), "/connexion");
    let db = house.trial.people.db();
    let letters = mail::waiting_for(&mut db.read().await.unwrap(), "jeanne@example.org").await.unwrap();
    assert_eq!(letters.len(), 1);
    assert!(mail::waiting_for(&mut db.read().await.unwrap(), "nobody@example.org").await.unwrap().is_empty());
    let path = format!(
        "/connexion/lien/{}",
        letters[0].1.split("/connexion/lien/").nth(1).unwrap().split_whitespace().next().unwrap()
    );

    // Looked at by a mail program, it is still good; then it signs in once.
    let mut program = Browser::default();
    assert_eq!(house.get(&mut program, &path).await.status, StatusCode::OK);
    let signed = house.post(&mut browser, &path, &[]).await;
    assert_eq!((signed.status, signed.location()), (StatusCode::SEE_OTHER, "/ma-carte"), "{}", signed.text);
    assert!(house.get(&mut browser, "/ma-carte").await.text.contains("Jeanne Delattre"));
    assert_eq!(house.post(&mut program, &path, &[]).await.status, StatusCode::GONE);
    assert_eq!(house.get(&mut program, &path).await.status, StatusCode::GONE);
}

#[tokio::test]
async fn a_browser_goes_back_to_our_own_pages_only() {
    let house = House::open("back-sign-in").await;
    let made = reader(&house).await;
    for (back, to) in
        [("/bibliotheques", "/bibliotheques"), ("//evil.example", "/ma-carte"), ("https://evil.example", "/ma-carte")]
    {
        let mut browser = Browser::default();
        let fields = [("email", made.card.number.as_str()), ("password", PIN), ("retour", back)];
        assert_eq!(house.post(&mut browser, "/connexion", &fields).await.location(), to);
    }
    let mut director = house.signed_in(Role::Director).await;
    assert_eq!(house.get(&mut director, "/connexion").await.location(), "/bureau");
}
