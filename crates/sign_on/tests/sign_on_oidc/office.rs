//! The office sets OpenID Connect up for a vendor, is told what is wrong, and walks the whole exchange.

use axum::http::StatusCode;
use people::testing::{Answer, Browser};
use sign_on::oidc::{Proof, Settings};
use sign_on::{Face, vendor};
use store::testing::on_both_at;

use crate::house::{AT, House, PRESSE, SECRET, SETS, Told, field, plain, query, request};

async fn send(house: &House, browser: &Browser, sheet: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
    let shown = house.get(browser, sheet).await;
    let token = field(&shown.text, "form_token");
    let mut all = vec![("form_token", token.as_str())];
    all.extend(fields);
    house.post(browser, path, query(&all)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_vendor_is_set_up_by_form() {
    on_both_at(SETS, AT, |db| async move {
        let house = House::open(db).await;
        let id = house.usual("presse", PRESSE).await;
        let director = house.director().await;
        let sheet = format!("/bureau/fournisseurs-acces/{id}");
        let path = format!("{sheet}/protocole/oidc");
        let shown = plain(&house.get(&director, &sheet).await.text);
        assert!(shown.contains("https://culture.example.org/.well-known/openid-configuration"), "{shown}");
        assert!(shown.contains(PRESSE) && !shown.contains(SECRET));

        let good = [
            ("oidc_client_id", "presse-2"),
            (
                "oidc_redirects",
                "https://presse.example.org/a\r\n\r\n https://presse.example.org/b \r\nhttps://presse.example.org/a",
            ),
            ("oidc_returns", "https://presse.example.org/parti"),
            ("oidc_back_channel", "https://presse.example.org/parti"),
            ("oidc_proof", "secret"),
            ("oidc_signature", "EdDSA"),
            ("oidc_pkce", "yes"),
            ("actif", "1"),
        ];
        for (name, value, said) in [
            ("oidc_redirects", "", "au moins une adresse de retour"),
            ("oidc_redirects", "https://presse.example.org/#x", "Une adresse commence par https"),
            ("oidc_returns", "http://presse.example.org/", "Une adresse commence par https"),
            ("oidc_back_channel", "https://moi@presse.example.org/", "Une adresse commence par https"),
            ("oidc_client_id", "la presse", "ni espace ni accent"),
            ("oidc_signature", "RS256", "Aucune clé RSA"),
        ] {
            let mut fields = good.to_vec();
            fields.retain(|(known, _)| *known != name);
            fields.push((name, value));
            let answer = send(&house, &director, &sheet, &path, &fields).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}={value}");
            let body = answer.text.replace(['\u{a0}', '\u{202f}'], " ");
            assert!(body.contains(said), "{name}={value}: {body}");
        }
        for (fields, said) in [
            (vec![("oidc_proof", "nothing"), ("oidc_pkce", "nonce")], "PKCE est la seule protection"),
            (vec![("oidc_proof", "keys"), ("oidc_jwks", "{\"keys\":[]}")], "aucune clé publique"),
        ] {
            let mut all = good.to_vec();
            all.retain(|(known, _)| !fields.iter().any(|(name, _)| name == known));
            all.extend(fields);
            let answer = send(&house, &director, &sheet, &path, &all).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(answer.text.replace(['\u{a0}', '\u{202f}'], " ").contains(said), "{}", answer.text);
        }
        let kept = async || {
            let mut read = house.db.read().await.unwrap();
            let kept = vendor::face(&mut read, &id, Face::Oidc).await.unwrap().unwrap();
            (kept.lookup.clone(), Settings::of(&kept).unwrap())
        };
        assert_eq!(kept().await.0, "presse", "nothing wrong was kept");

        // The secret stays unless another is asked for; a new one is shown once.
        let saved = send(&house, &director, &sheet, &path, &good).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
        let (name, settings) = kept().await;
        assert_eq!(name, "presse-2");
        assert_eq!(settings.redirect_uris, ["https://presse.example.org/a", "https://presse.example.org/b"]);
        let before = settings.proof.clone();
        let made = send(&house, &director, &sheet, &path, &[&good[..], &[("oidc_new_secret", "1")]].concat()).await;
        assert_eq!(made.status, StatusCode::OK, "{}", made.location);
        let (_, settings) = kept().await;
        assert_ne!(settings.proof, before);
        let Proof::Secret { sha256 } = &settings.proof else { panic!("{:?}", settings.proof) };
        let secret = made.text.split("<code>").map(|rest| rest.split('<').next().unwrap()).find(|text| {
            let hash: String = <sha2::Sha256 as sha2::Digest>::digest(text.as_bytes())
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect();
            hash == *sha256
        });
        let secret = secret.expect("the secret is on the page").to_owned();
        assert!(secret.len() >= 43);
        assert!(!house.get(&director, &sheet).await.text.contains(&secret), "once");

        // And it serves: the vendor comes with it.
        let number = house.reader("Angela", "Dubois").await;
        let browser = house.signed_in(&number).await;
        let pairs = request("presse-2", "https://presse.example.org/b");
        let code = house.enter(&browser, &pairs).await.code();
        let told = [
            ("grant_type", "authorization_code"),
            ("client_id", "presse-2"),
            ("client_secret", &secret),
            ("code", &code),
            ("redirect_uri", "https://presse.example.org/b"),
            ("code_verifier", crate::house::VERIFIER),
        ];
        assert_eq!(house.token(&told).await.status, StatusCode::OK);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_trial_walks_the_whole_exchange_and_counts_nothing() {
    on_both_at(SETS, AT, |db| async move {
        let house = House::open(db).await;
        let settings = Settings {
            back_channel_logout_uri: Some("https://presse.invalid/parti".to_owned()),
            ..Settings::with_secret(vec![PRESSE.to_owned(), "https://presse.example.org/b".to_owned()], SECRET)
        };
        let id = house.vendor("presse", &settings, &[sign_on::Attribute::GivenName]).await;
        let director = house.director().await;
        let sheet = format!("/bureau/fournisseurs-acces/{id}");
        let tried = send(&house, &director, &sheet, &format!("{sheet}/essai/oidc"), &[]).await;
        assert_eq!(tried.status, StatusCode::OK, "{}", tried.text);
        let body = plain(&tried.text);
        for said in ["given_name: Camille", "iss: https://culture.example.org", "aud: presse", "n’a pas pu être joint"]
        {
            assert!(body.replace(['\u{a0}', '\u{202f}'], " ").contains(said), "{said}: {body}");
        }
        assert_eq!(body.matches("vendor-step vendor-step-good").count(), 10, "{body}");
        assert_eq!(body.matches("vendor-step vendor-step-doubtful").count(), 1, "an address that does not answer");
        assert_eq!(body.matches("vendor-step vendor-step-failed").count(), 0);
        // Nothing that opens anything is shown: no whole code, no whole token.
        let longest = body.split(|c: char| !c.is_ascii_alphanumeric() && !"-_.".contains(c)).map(str::len).max();
        assert!(longest.unwrap() < 200, "{longest:?}");
        let mut read = house.db.read().await.unwrap();
        use store::Query;
        let uses = read.one("SELECT count(*) FROM access_journal", store::params![]).await.unwrap();
        assert_eq!(uses.get::<i64>(0).unwrap(), 0);
    })
    .await;
}
