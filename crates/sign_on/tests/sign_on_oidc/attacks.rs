//! What must fail closed.

use axum::http::StatusCode;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use people::testing::Browser;
use serde_json::{Value as Json, json};
use sign_on::oidc::Settings;
use store::testing::on_both_at;

use crate::house::{
    AT, FILMS, House, PRESSE, PUBLIC, SECRET, SETS, Told, authorize, claims, leads_to, query, request, with,
};

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_led_to_an_address_that_was_not_agreed() {
    on_both_at(SETS, AT, |db| async move {
        let house = House::open(db).await;
        house.usual("presse", PRESSE).await;
        house.usual("films", FILMS).await;
        let number = house.reader("Angela", "Dubois").await;
        let browser = house.signed_in(&number).await;
        house.walk(&browser, "presse", PRESSE).await;
        let turned = |answer: &people::testing::Answer, what: &str| {
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{what}");
            assert_eq!(answer.location, "", "{what}");
            assert!(!answer.text.contains("http-equiv"), "{what}");
            for start in ["https://evil", "//evil", "javascript:", "data:", "https://presse", "https://films"] {
                assert!(!leads_to(&answer.text, start), "{what}: the page leads nowhere");
            }
        };
        for elsewhere in [
            "https://evil.example/",
            FILMS,
            "https://presse.example.org/retour",
            "https://presse.example.org/retour?client=lille&next=https://evil.example",
            "https://presse.example.org/retour?client=lille#",
            "https://presse.example.org/retour?client=lille#evil.example",
            "https://presse.example.org/retour/?client=lille",
            "https://presse.example.org/x/../retour?client=lille",
            "https://presse.example.org/retour?client=Lille",
            "https://presse.example.org/retour?client=%6Cille",
            "https://presse.example.org:443/retour?client=lille",
            "https://PRESSE.example.org/retour?client=lille",
            "https://presse.example.org@evil.example/retour?client=lille",
            "https://evil.example/?https://presse.example.org/retour?client=lille",
            "https://presse.example.org.evil.example/retour?client=lille",
            "http://presse.example.org/retour?client=lille",
            "//presse.example.org/retour?client=lille",
            "https:\\\\presse.example.org\\retour?client=lille",
            " https://presse.example.org/retour?client=lille",
            "https://presse.example.org/retour?client=lille\r\nLocation: https://evil.example",
            "javascript:alert(1)",
            "data:text/html,evil.example",
        ] {
            for more in ["", "none"] {
                let pairs = with(request("presse", elsewhere), &[("prompt", more)]);
                turned(&house.get(&browser, &authorize(&pairs)).await, elsewhere);
            }
            // What else is wrong does not open the way.
            let pairs = with(request("presse", elsewhere), &[("response_type", "token")]);
            turned(&house.get(&browser, &authorize(&pairs)).await, elsewhere);
        }
        for client in ["evil", "presse ", "PRESSE", "presse\0", "' OR 1=1 --", "%"] {
            turned(&house.get(&browser, &authorize(&request(client, PRESSE))).await, client);
        }
        for missing in ["client_id", "redirect_uri"] {
            turned(&house.get(&browser, &authorize(&with(request("presse", PRESSE), &[(missing, "")]))).await, missing);
            // Twice: which would be believed?
            let value = if missing == "client_id" { "presse" } else { "https://evil.example/" };
            let mut pairs = request("presse", PRESSE);
            pairs.push((missing, value));
            turned(&house.get(&browser, &authorize(&pairs)).await, missing);
        }
        let long = "x".repeat(10_000);
        turned(&house.get(&browser, &authorize(&with(request("presse", PRESSE), &[("state", &long)]))).await, "long");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_served_is_told_to_the_vendor_and_gives_nothing() {
    on_both_at(SETS, AT, |db| async move {
        let house = House::open(db).await;
        house.usual("presse", PRESSE).await;
        let number = house.reader("Angela", "Dubois").await;
        let browser = house.signed_in(&number).await;
        house.walk(&browser, "presse", PRESSE).await;
        let unsigned = format!("{}.{}.", BASE64.encode(r#"{"alg":"none"}"#), BASE64.encode("{}"));
        for (name, value, error) in [
            ("code_challenge", "", "invalid_request"),
            ("code_challenge_method", "plain", "invalid_request"),
            ("code_challenge_method", "", "invalid_request"),
            ("response_type", "id_token", "unsupported_response_type"),
            ("response_type", "code token", "unsupported_response_type"),
            ("response_mode", "fragment", "invalid_request"),
            ("request", unsigned.as_str(), "request_not_supported"),
            ("request_uri", "https://evil.example/r", "request_uri_not_supported"),
            ("scope", "profile", "invalid_scope"),
            ("prompt", "none consent", "invalid_request"),
        ] {
            let answer = house.get(&browser, &authorize(&with(request("presse", PRESSE), &[(name, value)]))).await;
            assert!(answer.location.starts_with(&format!("{PRESSE}&error=")), "{name}: {}", answer.location);
            assert_eq!(answer.told("error").as_deref(), Some(error), "{name}={value}");
            assert_eq!(answer.told("iss").as_deref(), Some(PUBLIC), "an error says whose it is too");
            assert_eq!(answer.told("state").as_deref(), Some("état & état"));
            assert_eq!(answer.told("code"), None);
        }
        let mut twice = request("presse", PRESSE);
        twice.push(("nonce", "another"));
        let answer = house.get(&browser, &authorize(&twice)).await;
        assert_eq!(answer.told("error").as_deref(), Some("invalid_request"));
        // A picture or a frame of another page takes no use and gives no code.
        let pictured = axum::extract::Request::get(authorize(&request("presse", PRESSE)))
            .header("sec-fetch-dest", "image")
            .header(axum::http::header::ACCEPT, "image/*")
            .body(axum::body::Body::empty())
            .unwrap();
        let answer = house.site().ask(&browser, pictured).await;
        assert_eq!((answer.status, answer.location.as_str()), (StatusCode::FORBIDDEN, ""));
    })
    .await;
}

/// A vendor exempted from PKCE, for old software, must send a nonce; and nobody takes the challenge of one that sends it.
#[tokio::test(flavor = "multi_thread")]
async fn pkce_is_not_talked_away() {
    on_both_at(SETS, AT, |db| async move {
        let house = House::open(db).await;
        let old = Settings { pkce: false, ..Settings::with_secret(vec![FILMS.to_owned()], SECRET) };
        house.vendor("films", &old, &[]).await;
        let number = house.reader("Angela", "Dubois").await;
        let browser = house.signed_in(&number).await;
        let bare = with(request("films", FILMS), &[("code_challenge", ""), ("code_challenge_method", "")]);
        let without_nonce = with(bare.clone(), &[("nonce", "")]);
        let answer = house.get(&browser, &authorize(&without_nonce)).await;
        assert_eq!(answer.told("error").as_deref(), Some("invalid_request"));
        let redeem = |code: String, verifier: &'static str| {
            let house = house.clone();
            async move {
                let pairs = [
                    ("grant_type", "authorization_code"),
                    ("client_id", "films"),
                    ("client_secret", SECRET),
                    ("code", code.as_str()),
                    ("redirect_uri", FILMS),
                    ("code_verifier", verifier),
                ];
                house.token(&pairs).await
            }
        };
        let code = house.enter(&browser, &bare).await.code();
        assert_eq!(redeem(code, "").await.status, StatusCode::OK);
        // The attacker dropped the challenge of a request that had one: the vendor's verifier gives it away.
        let code = house.enter(&browser, &with(bare, &[("state", "2")])).await.code();
        assert_eq!(redeem(code, crate::house::VERIFIER).await.json()["error"], "invalid_grant");
        // With one sent, it binds, exempted or not.
        let code = house.enter(&browser, &with(request("films", FILMS), &[("state", "3")])).await.code();
        assert_eq!(redeem(code, "").await.json()["error"], "invalid_grant");
    })
    .await;
}

/// ID tokens shown again at the end: one that we did not sign ends nothing and leads nowhere.
#[tokio::test(flavor = "multi_thread")]
async fn a_forged_token_ends_no_session_and_leads_nowhere() {
    on_both_at(SETS, AT, |db| async move {
        let house = House::open(db).await;
        house.usual("presse", PRESSE).await;
        house.usual("films", FILMS).await;
        let number = house.reader("Angela", "Dubois").await;
        let browser = house.signed_in(&number).await;
        let given = house.walk(&browser, "presse", PRESSE).await;
        let token = given["id_token"].as_str().unwrap().to_owned();
        let [head, body, sign]: [&str; 3] = token.split('.').collect::<Vec<_>>().try_into().unwrap();
        let kid = crate::house::head(&token)["kid"].clone();
        let keys = house.get(&Browser::default(), "/oidc/jwks.json").await.json();
        let public = keys["keys"].as_array().unwrap().iter().find(|key| key["kid"] == kid).unwrap().to_string();
        let packed = |value: Json| BASE64.encode(value.to_string());
        let hmac = |message: &str, key: &[u8]| {
            let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, key);
            BASE64.encode(ring::hmac::sign(&key, message.as_bytes()).as_ref())
        };
        let hs_head = packed(json!({ "alg": "HS256", "kid": kid, "typ": "JWT" }));
        let hs = format!("{hs_head}.{body}");
        let mut other = claims(&token);
        other["aud"] = json!("films");
        let mut flipped = sign.to_owned().into_bytes();
        flipped[10] = if flipped[10] == b'A' { b'B' } else { b'A' };
        let forged = [
            format!("{}.{body}.", packed(json!({ "alg": "none" }))),
            format!("{}.{body}.{sign}", packed(json!({ "alg": "none" }))),
            format!("{hs}.{}", hmac(&hs, public.as_bytes())),
            format!("{hs}.{}", hmac(&hs, kid.as_str().unwrap().as_bytes())),
            format!("{head}.{}.{sign}", packed(other)),
            format!("{head}.{body}.{}", String::from_utf8(flipped).unwrap()),
            format!("{head}.{body}"),
            format!("{}.{body}.{sign}", packed(json!({ "alg": "ES256", "kid": kid, "crit": ["exp"] }))),
            "x".to_owned(),
            "..".to_owned(),
            "é".to_owned(),
        ];
        let good_end = "https://presse.example.org/au-revoir";
        for token in &forged {
            let path = format!(
                "/oidc/logout?{}",
                query(&[("id_token_hint", token), ("post_logout_redirect_uri", good_end), ("client_id", "presse")])
            );
            let answer = house.get(&browser, &path).await;
            assert_eq!((answer.status, answer.location.as_str()), (StatusCode::OK, ""), "{token}");
            assert!(!leads_to(&answer.text, "https://presse"), "{token}");
            assert!(browser.session().is_some(), "{token}");
            // Nor does it open anything else.
            assert_eq!(
                house.userinfo(token.trim_matches(|c: char| !c.is_ascii())).await.status,
                StatusCode::UNAUTHORIZED
            );
        }
        let session = house.people.session(&browser.session().unwrap()).await.unwrap();
        assert!(session.is_some(), "she is still signed in");
        // The true one does.
        let path =
            format!("/oidc/logout?{}", query(&[("id_token_hint", &token), ("post_logout_redirect_uri", good_end)]));
        assert_eq!(house.get(&browser, &path).await.location, good_end);
        assert!(browser.session().is_none());
    })
    .await;
}
