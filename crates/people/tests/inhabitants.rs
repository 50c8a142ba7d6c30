//! Inhabitants signing in: card and PIN, links, passkeys, and what attackers try.

#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

mod common;

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use common::{account, director, from, scenario};
use jiff::civil::date;
use people::{
    Card, CardState, Client, Error, NewHolder, OpenedBy, PasskeyAnswer, PasskeyOffer, People, Proof, RelyingParty,
    card, card_number, holder, pin,
};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair};
use sha2::{Digest, Sha256};
use store::prelude::*;

const PIN: &str = "480915";

/// Someone with a card and [`PIN`]; gives account and number.
async fn reader(people: &People, given: &str, email: Option<&str>) -> (String, String) {
    let hash = people.hash_pin(PIN, None).await.unwrap();
    let mut write = people.db().write().await.unwrap();
    let new = NewHolder {
        given_name: given,
        family_name: "Delattre",
        birth_date: Some(date(1984, 5, 12)),
        language: "fr",
        email,
        origin: "desk",
        confirmed: true,
        ..NewHolder::default()
    };
    let account = holder::insert(&mut write, &new).await.unwrap();
    let now = write.clock().now_ms();
    let card = Card {
        id: store::new_id(),
        number: card_number::random(),
        account: account.clone(),
        state: CardState::Active,
        issued_at_ms: now,
        valid_until_ms: now + 365 * 86_400_000,
    };
    card::insert(&mut write, &card).await.unwrap();
    pin::set(&mut write, &account, &hash).await.unwrap();
    write.commit().await.unwrap();
    (account, card.number)
}

#[tokio::test]
async fn a_card_and_its_pin_open_a_session_until_it_is_replaced() {
    scenario(|people| async move {
        let (account, number) = reader(&people, "Jeanne", None).await;
        let typed = card_number::spaced(&number);
        let signed = people.sign_in_with_card(&typed, PIN, &from("192.0.2.1")).await.unwrap();
        assert_eq!(signed.account, account);
        let session = people.session(&signed.session_token).await.unwrap().unwrap();
        assert_eq!(session.opened_by, OpenedBy::Pin);
        assert!(people.live_card(&account).await.unwrap().is_some());

        let slip = format!("{}{}", &number[..13], (number.as_bytes()[13] - b'0' + 1) % 10);
        assert!(matches!(people.sign_in_with_card(&slip, PIN, &from("192.0.2.1")).await, Err(Error::CardNumber(_))));
        for (number, pin) in [(number.as_str(), "480916"), (&card_number::random(), PIN)] {
            let answer = people.sign_in_with_card(number, pin, &from("192.0.2.1")).await;
            assert!(matches!(answer, Err(Error::BadCredentials)));
        }

        let mut write = people.db().write().await.unwrap();
        let before = card::current(&mut write, &account).await.unwrap().unwrap();
        card::set_state(&mut write, &before.id, CardState::Replaced).await.unwrap();
        write.commit().await.unwrap();
        let lost = people.sign_in_with_card(&number, PIN, &from("192.0.2.2")).await;
        assert!(matches!(lost, Err(Error::BadCredentials)), "a lost card signs nobody in");
        assert!(people.live_card(&account).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn whoever_works_here_needs_more_than_a_pin() {
    scenario(|people| async move {
        let (account, number) = reader(&people, "Jeanne", None).await;
        people.give_role(&people::Actor::System("test"), &account, &director()).await.unwrap();
        let refused = people.sign_in_with_card(&number, PIN, &from("192.0.2.1")).await;
        assert!(matches!(refused, Err(Error::BadCredentials)));
    })
    .await;
}

#[tokio::test]
async fn guessing_numbers_from_one_network_is_slow() {
    scenario(|people| async move {
        let (_, number) = reader(&people, "Jeanne", None).await;
        let attacker = from("198.51.100.9");
        let mut tried = 0;
        for _ in 0..80 {
            match people.sign_in_with_card(&card_number::random(), "1234", &attacker).await {
                Err(Error::BadCredentials) => tried += 1,
                Err(Error::TooManyAttempts { .. }) => {}
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(tried, 50, "another number each time does not help");
        people.sign_in_with_card(&number, PIN, &from("203.0.113.5")).await.unwrap();

        // One card's PIN, from one network: five.
        let attacker = from("198.51.100.10");
        let mut tried = 0;
        for guess in 1000..1020 {
            tried += usize::from(matches!(
                people.sign_in_with_card(&number, &guess.to_string(), &attacker).await,
                Err(Error::BadCredentials)
            ));
        }
        assert_eq!(tried, 5);
    })
    .await;
}

#[tokio::test]
async fn many_networks_together_do_not_guess_a_pin_nor_keep_its_holder_out() {
    scenario(|people| async move {
        let (_, number) = reader(&people, "Jeanne", None).await;
        let home = people.sign_in_with_card(&number, PIN, &from("203.0.113.5")).await.unwrap();
        let (mut checked, mut asked) = (0, 0);
        for place in 0..100 {
            let net = from(&format!("198.51.100.{place}"));
            match people.sign_in_with_card(&number, "1357", &net).await {
                Err(Error::BadCredentials) => checked += 1,
                Err(Error::BirthDateNeeded) => asked += 1,
                other => panic!("{other:?}"),
            }
        }
        assert_eq!((checked, asked), (25, 75));
        // The right PIN alone is no way to learn that it is right …
        let elsewhere = from("192.0.2.77");
        assert!(matches!(people.sign_in_with_card(&number, PIN, &elsewhere).await, Err(Error::BirthDateNeeded)));
        let wrong = people.sign_in_with_card_born(&number, PIN, Some(date(1990, 1, 1)), &elsewhere).await;
        assert!(matches!(wrong, Err(Error::BadCredentials)));
        // … she gets in from anywhere with what she knows, and at home as always.
        people.sign_in_with_card_born(&number, PIN, Some(date(1984, 5, 12)), &elsewhere).await.unwrap();
        let known = Client { device: Some(home.device_token), ..from("203.0.113.5") };
        people.sign_in_with_card(&number, PIN, &known).await.unwrap();
        // A number nobody has is asked about all the same.
        let nobody = card_number::random();
        for place in 0..26 {
            let net = from(&format!("198.51.100.{place}"));
            let answer = people.sign_in_with_card(&nobody, "1357", &net).await;
            assert!(matches!(answer, Err(Error::BadCredentials)) == (place < 25), "{place}: {answer:?}");
        }
        people.db().clock().advance(Duration::from_secs(3601));
        people.sign_in_with_card(&number, PIN, &from("192.0.2.78")).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_session_token_planted_before_signing_in_opens_nothing() {
    scenario(|people| async move {
        let (_, number) = reader(&people, "Jeanne", None).await;
        let planted = "ab".repeat(32);
        let client = Client { device: Some(planted.clone()), ..from("192.0.2.1") };
        let signed = people.sign_in_with_card(&number, PIN, &client).await.unwrap();
        assert_ne!(signed.session_token, planted);
        assert_ne!(signed.device_token, planted);
        assert!(people.session(&planted).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn a_link_signs_in_once_within_a_quarter_of_an_hour() {
    scenario(|people| async move {
        let (account, _) = reader(&people, "Jeanne", Some("jeanne@example.org")).await;
        let client = from("192.0.2.1");
        let ask = |email: &'static str| {
            let (people, client) = (people.clone(), client.clone());
            async move {
                let mut write = people.db().write().await.unwrap();
                let link = people.ask_link(&mut write, email, &client).await.unwrap();
                write.commit().await.unwrap();
                link
            }
        };
        assert!(ask("nobody@example.org").await.is_none());
        let first = ask("Jeanne@example.org").await.unwrap();
        let second = ask("jeanne@example.org").await.unwrap();
        assert!(!people.link_is_good(&first.token).await.unwrap(), "a new one ends the one before");
        assert!(people.link_is_good(&second.token).await.unwrap());
        assert!(people.link_is_good(&second.token).await.unwrap(), "looking spends nothing");
        let signed = people.sign_in_with_link(&second.token, &client).await.unwrap();
        assert_eq!(signed.account, account);
        assert!(matches!(people.sign_in_with_link(&second.token, &client).await, Err(Error::LinkInvalid)));

        // A forgotten password is replaced without the old one, for a while.
        let session = people.session(&signed.session_token).await.unwrap().unwrap();
        people.change_password(&session, "", "quatre mots au hasard").await.unwrap();
        people.db().clock().advance(Duration::from_secs(16 * 60));
        let later = people.session(&signed.session_token).await.unwrap().unwrap();
        let refused = people.change_password(&later, "wrong", "encore quatre mots").await;
        assert!(matches!(refused, Err(Error::BadCredentials)));

        let third = ask("jeanne@example.org").await.unwrap();
        people.db().clock().advance(Duration::from_secs(15 * 60));
        assert!(matches!(people.sign_in_with_link(&third.token, &client).await, Err(Error::LinkInvalid)));
        // Nobody's box is filled: four letters in the hour, and the same answer afterwards.
        let mut sent = 0;
        for _ in 0..10 {
            sent += usize::from(ask("jeanne@example.org").await.is_some());
        }
        assert!(sent <= 4, "{sent}");
    })
    .await;
}

#[tokio::test]
async fn an_address_belongs_to_nobody_until_its_link_is_opened() {
    scenario(|people| async move {
        let (jeanne, _) = reader(&people, "Jeanne", None).await;
        let (luc, _) = reader(&people, "Luc", Some("luc@example.org")).await;
        let mut write = people.db().write().await.unwrap();
        let own = people.ask_email(&mut write, &jeanne, "jeanne@example.org").await.unwrap().unwrap();
        write.commit().await.unwrap();
        assert_eq!(people.account(&jeanne).await.unwrap().email, None);
        assert_eq!(people.email_asked(&jeanne).await.unwrap().as_deref(), Some("jeanne@example.org"));
        let confirm = |token: String| {
            let people = people.clone();
            async move {
                let mut write = people.db().write().await.unwrap();
                let (account, before) = people.confirm_email(&mut write, &token).await?;
                write.commit().await.unwrap();
                Ok((account.id, account.email.unwrap(), before))
            }
        };
        let first = confirm(own.token.clone()).await.unwrap();
        assert_eq!(first, (jeanne.clone(), "jeanne@example.org".to_owned(), None));
        assert_eq!(people.account(&jeanne).await.unwrap().email.as_deref(), Some("jeanne@example.org"));
        assert!(matches!(confirm(own.token).await, Err(Error::LinkInvalid)));

        let mut write = people.db().write().await.unwrap();
        let taken = people.ask_email(&mut write, &jeanne, "luc@example.org").await.unwrap().unwrap();
        write.commit().await.unwrap();
        assert!(matches!(confirm(taken.token).await, Err(Error::EmailTaken)));
        assert_eq!(people.account(&luc).await.unwrap().email.as_deref(), Some("luc@example.org"));

        for (asked, before) in
            [("jeanne@example.net", Some("jeanne@example.org".to_owned())), ("jeanne@example.net", None)]
        {
            let mut write = people.db().write().await.unwrap();
            let link = people.ask_email(&mut write, &jeanne, asked).await.unwrap().unwrap();
            write.commit().await.unwrap();
            assert_eq!(confirm(link.token).await.unwrap().2, before, "told of another one only");
        }
    })
    .await;
}

#[tokio::test]
async fn links_asked_before_a_secret_changed_open_nothing() {
    scenario(|people| async move {
        let (jeanne, number) = reader(&people, "Jeanne", Some("jeanne@example.org")).await;
        let client = from("192.0.2.1");
        let ask = async || {
            let mut write = people.db().write().await.unwrap();
            let to_open = people.ask_link(&mut write, "jeanne@example.org", &client).await.unwrap().unwrap();
            let to_confirm = people.ask_email(&mut write, &jeanne, "someone@example.net").await.unwrap().unwrap();
            write.commit().await.unwrap();
            (to_open.token, to_confirm.token)
        };
        let are_dead = async |(to_open, to_confirm): (String, String)| {
            let opened = people.sign_in_with_link(&to_open, &from("192.0.2.1")).await;
            assert!(matches!(opened, Err(Error::LinkInvalid)));
            let mut write = people.db().write().await.unwrap();
            assert!(matches!(people.confirm_email(&mut write, &to_confirm).await, Err(Error::LinkInvalid)));
        };
        let signed = people.sign_in_with_card(&number, PIN, &client).await.unwrap();
        let session = people.session(&signed.session_token).await.unwrap().unwrap();

        let links = ask().await;
        people.change_pin(&session, PIN, "735911", None).await.unwrap();
        are_dead(links).await;
        let links = ask().await;
        people.change_password(&session, "735911", "quatre mots au hasard").await.unwrap();
        are_dead(links).await;
        let links = ask().await;
        let mut write = people.db().write().await.unwrap();
        pin::end_sessions(&mut write, &jeanne).await.unwrap();
        write.commit().await.unwrap();
        are_dead(links).await;
    })
    .await;
}

#[tokio::test]
async fn a_way_in_is_added_by_who_proves_again_who_they_are() {
    scenario(|people| async move {
        let (_, number) = reader(&people, "Jeanne", Some("jeanne@example.org")).await;
        let client = from("192.0.2.1");
        let signed = people.sign_in_with_card(&number, PIN, &client).await.unwrap();
        let session = people.session(&signed.session_token).await.unwrap().unwrap();
        assert_eq!(people.asks_proof(&session).await.unwrap(), Some(Proof::Pin));
        assert!(matches!(people.prove_again(&session, "").await, Err(Error::BadCredentials)));
        people.prove_again(&session, " 480915 ").await.unwrap();
        let unproved = people.change_password(&session, "", "quatre mots au hasard").await;
        assert!(matches!(unproved, Err(Error::BadCredentials)), "a first password is a way in too");
        people.change_password(&session, PIN, "quatre mots au hasard").await.unwrap();
        assert_eq!(people.asks_proof(&session).await.unwrap(), Some(Proof::Password), "which proves more");
        let mut waits = 0;
        for _ in 0..10 {
            match people.prove_again(&session, PIN).await {
                Err(Error::BadCredentials) => {}
                Err(Error::TooManyAttempts { .. }) => waits += 1,
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(waits, 5, "five attempts are free");
        // Whom a link just let in forgot them.
        let mut write = people.db().write().await.unwrap();
        let link = people.ask_link(&mut write, "jeanne@example.org", &client).await.unwrap().unwrap();
        write.commit().await.unwrap();
        let signed = people.sign_in_with_link(&link.token, &client).await.unwrap();
        let session = people.session(&signed.session_token).await.unwrap().unwrap();
        assert_eq!(people.asks_proof(&session).await.unwrap(), None);
        people.prove_again(&session, "").await.unwrap();
        people.db().clock().advance(Duration::from_secs(16 * 60));
        assert_eq!(people.asks_proof(&session).await.unwrap(), Some(Proof::Password));
    })
    .await;
}

#[tokio::test]
async fn a_desk_finds_someone_by_any_word_of_the_name() {
    scenario(|people| async move {
        let (jeanne, number) = reader(&people, "Éléonore-Jeanne", None).await;
        reader(&people, "Luc", None).await;
        let mut read = people.db().read().await.unwrap();
        for typed in ["eleo", "DELATTRE jean", "jeanne", "Éléonore"] {
            let found = holder::find(&mut read, typed, 10).await.unwrap();
            assert_eq!(found.len(), 1, "{typed}");
            assert_eq!(found[0].holder.account, jeanne);
            assert_eq!(found[0].card.as_ref().unwrap().number, number);
        }
        assert_eq!(holder::find(&mut read, "dela", 10).await.unwrap().len(), 2);
        for nothing in ["", "%", "_", "attre", "luc jeanne"] {
            assert!(holder::find(&mut read, nothing, 10).await.unwrap().is_empty(), "{nothing}");
        }
        let twins = holder::twins(&mut read, "eleonore jeanne", "DELATTRE", date(1984, 5, 12)).await.unwrap();
        assert_eq!(twins.len(), 1);
    })
    .await;
}

// Passkeys: an authenticator made of a key of ring's, which signs as the standard says.

fn party() -> RelyingParty {
    RelyingParty::of("https://culture.example.fr").unwrap()
}

fn client_data(kind: &str, challenge: &str, origin: &str) -> String {
    format!(r#"{{"type":"{kind}","challenge":"{challenge}","origin":"{origin}","crossOrigin":false}}"#)
}

/// Authenticator data (§6.1): hash of the party, flags, counter.
fn head(party_id: &str, flags: u8, count: u32) -> Vec<u8> {
    let mut data = Sha256::digest(party_id.as_bytes()).to_vec();
    data.push(flags);
    data.extend_from_slice(&count.to_be_bytes());
    data
}

enum Authenticator {
    P256(EcdsaKeyPair),
    Ed25519(Ed25519KeyPair),
}

impl Authenticator {
    fn p256() -> Self {
        let random = SystemRandom::new();
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).unwrap();
        Self::P256(EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, pkcs8.as_ref(), &random).unwrap())
    }

    fn ed25519() -> Self {
        let pkcs8 = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).unwrap();
        Self::Ed25519(Ed25519KeyPair::from_pkcs8(pkcs8.as_ref()).unwrap())
    }

    /// The COSE_Key in CTAP2's canonical CBOR.
    fn cose(&self) -> Vec<u8> {
        match self {
            Self::P256(pair) => {
                let point = pair.public_key().as_ref();
                let mut cose = vec![0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 0x20];
                cose.extend_from_slice(&point[1..33]);
                cose.extend_from_slice(&[0x22, 0x58, 0x20]);
                cose.extend_from_slice(&point[33..]);
                cose
            }
            Self::Ed25519(pair) => {
                let mut cose = vec![0xa4, 1, 1, 3, 0x27, 0x20, 6, 0x21, 0x58, 0x20];
                cose.extend_from_slice(pair.public_key().as_ref());
                cose
            }
        }
    }

    fn offer(&self, id: &[u8], challenge: &str, flags: u8) -> PasskeyOffer {
        let mut data = head("culture.example.fr", flags, 0);
        data.extend_from_slice(&[0; 16]);
        data.extend_from_slice(&(id.len() as u16).to_be_bytes());
        data.extend_from_slice(id);
        data.extend_from_slice(&self.cose());
        let mut object = vec![0xa3, 0x63];
        object.extend_from_slice(b"fmt");
        object.push(0x64);
        object.extend_from_slice(b"none");
        object.push(0x67);
        object.extend_from_slice(b"attStmt");
        object.extend_from_slice(&[0xa0, 0x68]);
        object.extend_from_slice(b"authData");
        object.extend_from_slice(&[0x59]);
        object.extend_from_slice(&(data.len() as u16).to_be_bytes());
        object.extend_from_slice(&data);
        PasskeyOffer {
            client_data: BASE64.encode(client_data("webauthn.create", challenge, "https://culture.example.fr")),
            attestation: BASE64.encode(object),
            name: "Téléphone".into(),
        }
    }

    fn answer(&self, id: &[u8], challenge: &str, origin: &str, flags: u8, count: u32, account: &str) -> PasskeyAnswer {
        let client = client_data("webauthn.get", challenge, origin);
        let data = head("culture.example.fr", flags, count);
        let mut message = data.clone();
        message.extend_from_slice(&Sha256::digest(client.as_bytes()));
        let signature = match self {
            Self::P256(pair) => pair.sign(&SystemRandom::new(), &message).unwrap().as_ref().to_vec(),
            Self::Ed25519(pair) => pair.sign(&message).as_ref().to_vec(),
        };
        PasskeyAnswer {
            id: BASE64.encode(id),
            client_data: BASE64.encode(client),
            authenticator_data: BASE64.encode(data),
            signature: BASE64.encode(signature),
            user_handle: Some(BASE64.encode(account)),
        }
    }
}

const ORIGIN: &str = "https://culture.example.fr";

#[tokio::test]
async fn a_passkey_signs_in_and_nothing_like_it_does() {
    scenario(|people| async move {
        let client = from("192.0.2.1");
        let (jeanne, number) = reader(&people, "Jeanne", None).await;
        let token = people.sign_in_with_card(&number, PIN, &client).await.unwrap().session_token;
        let session = people.session(&token).await.unwrap().unwrap();
        for (key, id) in [(Authenticator::p256(), b"key-one-16-bytes"), (Authenticator::ed25519(), b"key-two-16-bytes")]
        {
            let challenge = people.passkey_challenge(Some(&jeanne), &client).await.unwrap();
            let unverified = key.offer(id, &challenge, 0x41);
            assert!(people.add_passkey(&session, &party(), &unverified).await.is_err(), "nobody was verified");
            let offer = key.offer(id, &challenge, 0x45);
            people.add_passkey(&session, &party(), &offer).await.unwrap();
            assert!(people.add_passkey(&session, &party(), &offer).await.is_err(), "answered once");

            let ask = || people.passkey_challenge(None, &client);
            let good = key.answer(id, &ask().await.unwrap(), ORIGIN, 0x05, 7, &jeanne);
            let signed = people.sign_in_with_passkey(&party(), &good, &client).await.unwrap();
            assert_eq!(signed.account, jeanne);
            assert!(people.sign_in_with_passkey(&party(), &good, &client).await.is_err(), "said again");
            let wrong = [
                ("copied: its counter stands still", key.answer(id, &ask().await.unwrap(), ORIGIN, 0x05, 7, &jeanne)),
                (
                    "another site",
                    key.answer(id, &ask().await.unwrap(), "https://culture.example.fr.evil", 0x05, 8, &jeanne),
                ),
                ("nobody verified", key.answer(id, &ask().await.unwrap(), ORIGIN, 0x01, 8, &jeanne)),
                ("a challenge of its own", key.answer(id, &BASE64.encode([7; 32]), ORIGIN, 0x05, 8, &jeanne)),
                ("another's account", key.answer(id, &ask().await.unwrap(), ORIGIN, 0x05, 8, "someone")),
                ("another's key", Authenticator::p256().answer(id, &ask().await.unwrap(), ORIGIN, 0x05, 8, &jeanne)),
                ("an unknown key", key.answer(b"key-new", &ask().await.unwrap(), ORIGIN, 0x05, 8, &jeanne)),
            ];
            for (why, answer) in wrong {
                let refused = people.sign_in_with_passkey(&party(), &answer, &client).await;
                assert!(matches!(refused, Err(Error::Passkey(_))), "{why}: {refused:?}");
            }
        }
        let late = people.passkey_challenge(None, &client).await.unwrap();
        people.db().clock().advance(Duration::from_secs(301));
        let key = Authenticator::p256();
        assert!(
            people
                .sign_in_with_passkey(&party(), &key.answer(b"x", &late, ORIGIN, 5, 9, &jeanne), &client)
                .await
                .is_err()
        );
        let kept = people.passkeys(&jeanne).await.unwrap();
        assert_eq!(kept.len(), 2);
        assert!(kept.iter().all(|passkey| passkey.used_at_ms.is_some()));
        people.remove_passkey(&session, &kept[0].id).await.unwrap();
        assert_eq!(people.passkeys(&jeanne).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn who_is_erased_leaves_nothing_in_this_room() {
    scenario(|people| async move {
        let (jeanne, number) = reader(&people, "Jeanne", Some("jeanne@example.org")).await;
        people.sign_in_with_card(&number, PIN, &from("192.0.2.1")).await.unwrap();
        let mut write = people.db().write().await.unwrap();
        people.ask_link(&mut write, "jeanne@example.org", &from("192.0.2.1")).await.unwrap().unwrap();
        holder::erase(&mut write, &jeanne).await.unwrap();
        write.commit().await.unwrap();
        let mut read = people.db().read().await.unwrap();
        for (table, meta) in store::schema::tables(&mut read).await.unwrap() {
            for column in meta.columns {
                let sql = format!("SELECT CAST({} AS TEXT) FROM {table}", column.name);
                for row in read.all(&sql, params![]).await.unwrap() {
                    let text = row.get::<Option<String>>(0).unwrap().unwrap_or_default().to_lowercase();
                    for trace in ["jeanne", "delattre", &number, &jeanne] {
                        assert!(!text.contains(trace), "{table}.{} holds {trace}", column.name);
                    }
                }
            }
        }
        let boss = account(&people, "chief@example.org", director()).await;
        let mut write = people.db().write().await.unwrap();
        assert!(matches!(holder::erase(&mut write, &boss).await, Err(Error::IsStaff)));
    })
    .await;
}
