//! Keys turn without anybody noticing, and lie sealed.

use people::testing::Browser;
use std::time::Duration;

use sign_on::keep;
use sign_on::oidc::{Settings, Signature};
use store::Query;
use store::params;
use store::testing::on_both_at;

use crate::house::{AT, House, PRESSE, SECRET, SETS, Told, head, query, request, with};

const DAY: Duration = Duration::from_secs(24 * 3600);

#[tokio::test(flavor = "multi_thread")]
async fn keys_are_published_before_they_sign_and_after() {
    on_both_at(SETS, AT, |db| async move {
        let house = House::open(db).await;
        house.usual("presse", PRESSE).await;
        let number = house.reader("Angela", "Dubois").await;
        let published = async || {
            let set = house.get(&Browser::default(), "/oidc/jwks.json").await.json();
            let kids = set["keys"].as_array().unwrap().iter();
            kids.map(|key| key["kid"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        let signs = async || {
            let browser = house.signed_in(&number).await;
            let given = house.walk(&browser, "presse", PRESSE).await;
            let token = given["id_token"].as_str().unwrap().to_owned();
            (head(&token)["kid"].as_str().unwrap().to_owned(), token, browser)
        };
        let before = published().await;
        let (first, ..) = signs().await;
        assert!(before.contains(&first));
        for _ in 0..89 {
            house.clock().advance(DAY);
            keep::run(&house.web).await;
        }
        assert_eq!(published().await, before, "not yet");
        // Six hours before: a session left unused for longer ends by itself.
        house.clock().advance(DAY - DAY / 4);
        let (_, last_token, browser) = signs().await;
        house.clock().advance(DAY / 4);
        keep::run(&house.web).await;
        keep::run(&house.web).await;
        let (second, ..) = signs().await;
        assert_ne!(second, first);
        assert!(before.contains(&second), "every vendor had it before it signed");
        let now = published().await;
        assert!(now.contains(&first), "what it signed is still read");
        assert_eq!(now.len(), 6, "of each kind the past, the current and the next");
        // A token of the past key still ends its session.
        let path = format!("/oidc/logout?{}", query(&[("id_token_hint", &last_token)]));
        house.get(&browser, &path).await;
        assert!(browser.session().is_none());
        for _ in 0..9 {
            house.clock().advance(DAY);
            keep::run(&house.web).await;
        }
        let later = published().await;
        assert!(!later.contains(&first) && later.contains(&second) && later.len() == 4);
    })
    .await;
}

/// A copy of our tables signs nothing: private keys lie sealed under a key kept elsewhere. Codes and tokens lie hashed.
#[tokio::test(flavor = "multi_thread")]
async fn what_lies_in_the_tables_opens_nothing() {
    on_both_at(SETS, AT, |db| async move {
        let house = House::open(db).await;
        house.usual("presse", PRESSE).await;
        let number = house.reader("Angela", "Dubois").await;
        let browser = house.signed_in(&number).await;
        let code = house.enter(&browser, &request("presse", PRESSE)).await.code();
        let given = house.redeem("presse", PRESSE, &code).await.json();
        let access = given["access_token"].as_str().unwrap();
        let mut read = house.db.read().await.unwrap();
        let mut all = String::new();
        for (sql, columns) in [
            (
                "SELECT code_hash, login, redirect_uri, challenge, scope FROM sign_on_oidc_codes WHERE code_hash <> $1",
                5,
            ),
            ("SELECT token_hash, code_hash, login, scope FROM sign_on_oidc_tokens WHERE token_hash <> $1", 4),
            ("SELECT settings, lookup FROM sign_on_faces WHERE face <> $1", 2),
        ] {
            let rows = read.all(sql, params!["x"]).await.unwrap();
            assert!(!rows.is_empty(), "{sql}");
            for row in &rows {
                (0..columns).for_each(|at| all.push_str(row.text(at).unwrap()));
            }
        }
        for secret in [code.as_str(), access, SECRET, "Angela", "Dubois", &number] {
            assert!(!all.contains(secret), "{secret}");
        }
        let rows = read.all("SELECT sealed FROM sign_on_oidc_keys WHERE alg <> $1", params!["x"]).await.unwrap();
        assert_eq!(rows.len(), 4);
        for row in &rows {
            use base64::Engine as _;
            let bytes = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(row.text(0).unwrap()).unwrap();
            assert!(ring::signature::Ed25519KeyPair::from_pkcs8_maybe_unchecked(&bytes).is_err());
            assert!(!bytes.windows(3).any(|three| three == [0x2b, 0x65, 0x70]), "Ed25519's name in the clear");
        }
        drop(read);
        // What is over goes.
        house.clock().advance(Duration::from_secs(3600));
        keep::run(&house.web).await;
        let mut read = house.db.read().await.unwrap();
        for table in ["sign_on_oidc_codes", "sign_on_oidc_tokens"] {
            let row = read.one(&format!("SELECT count(*) FROM {table}"), params![]).await.unwrap();
            assert_eq!(row.get::<i64>(0).unwrap(), 0, "{table}");
        }
    })
    .await;
}

/// A key as an operator makes one; nothing when openssl is not installed.
pub(crate) fn rsa_key() -> Option<String> {
    let made = std::process::Command::new("openssl")
        .args(["genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"])
        .output();
    match made {
        Ok(output) if output.status.success() => Some(String::from_utf8(output.stdout).unwrap()),
        _ => {
            eprintln!("NOT TESTED: openssl is not installed here");
            let required = std::env::var("BEFFROI_REQUIRE").unwrap_or_default();
            assert!(!required.contains("openssl"), "BEFFROI_REQUIRE asks for openssl, which is not installed");
            None
        }
    }
}

/// A vendor that knows RS256 only is served when the configuration gives an RSA key, and told so when it does not.
#[tokio::test(flavor = "multi_thread")]
async fn rs256_wants_a_key_of_the_configuration() {
    let Some(pem) = rsa_key() else { return };
    on_both_at(SETS, AT, move |db| {
        let pem = pem.clone();
        async move {
            let mut house = House::open(db).await;
            let settings =
                Settings { signature: Signature::Rs256, ..Settings::with_secret(vec![PRESSE.to_owned()], SECRET) };
            house.vendor("presse", &settings, &[]).await;
            let number = house.reader("Angela", "Dubois").await;
            let browser = house.signed_in(&number).await;
            let answer = house.get(&browser, &crate::house::authorize(&request("presse", PRESSE))).await;
            assert_eq!(answer.told("error").as_deref(), Some("server_error"));
            assert!(house.web.clone().with_rsa_key("-----BEGIN PRIVATE KEY-----").is_err());
            house.web = house.web.clone().with_rsa_key(&pem).unwrap();
            let pairs = with(request("presse", PRESSE), &[("state", "2")]);
            let code = house.enter(&browser, &pairs).await.code();
            let given = house.redeem("presse", PRESSE, &code).await.json();
            let token = given["id_token"].as_str().unwrap();
            assert_eq!(head(token)["alg"], "RS256");
            let set = house.get(&Browser::default(), "/oidc/jwks.json").await.json();
            let key =
                set["keys"].as_array().unwrap().iter().find(|key| key["kid"] == head(token)["kid"]).unwrap().clone();
            assert_eq!((&key["kty"], key.get("d")), (&serde_json::json!("RSA"), None));
            // Verified by what is published, and shown again at the end.
            let path = format!("/oidc/logout?{}", query(&[("id_token_hint", token)]));
            house.get(&browser, &path).await;
            assert!(browser.session().is_none());
        }
    })
    .await;
}
