//! How a vendor's server proves who it is, and what browsers' pages may read.

use axum::body::Body;
use axum::extract::Request;
use axum::http::{StatusCode, header};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD as BASE64};
use people::testing::Browser;
use ring::signature::{Ed25519KeyPair, KeyPair};
use serde_json::{Value as Json, json};
use sign_on::Attribute;
use sign_on::oidc::{Proof, Settings, Signature};
use store::testing::on_both_at;

use crate::house::{AT, FILMS, House, PRESSE, PUBLIC, SECRET, SETS, Told, VERIFIER, head, query, request, with};

const ASSERTION: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

fn posted(pairs: &[(&str, &str)]) -> axum::http::request::Builder {
    let _ = pairs;
    Request::post("/oidc/token").header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_vendor_proves_who_it_is_in_the_way_agreed() {
    on_both_at(SETS, AT, |db| async move {
        let house = House::open(db).await;
        house.usual("presse", PRESSE).await;
        house.vendor("films", &Settings::public(vec![FILMS.to_owned()]), &[]).await;
        let number = house.reader("Angela", "Dubois").await;
        let browser = house.signed_in(&number).await;
        let mut fresh = 0;
        let mut code = async |client: &'static str, redirect: &'static str| {
            fresh += 1;
            let state = fresh.to_string();
            house.enter(&browser, &with(request(client, redirect), &[("state", &state)])).await.code()
        };
        let grant = |code: &str, redirect: &'static str| {
            vec![
                ("grant_type".to_owned(), "authorization_code".to_owned()),
                ("code".to_owned(), code.to_owned()),
                ("redirect_uri".to_owned(), redirect.to_owned()),
                ("code_verifier".to_owned(), VERIFIER.to_owned()),
            ]
        };
        let send = |pairs: Vec<(String, String)>, basic: Option<String>| {
            let house = house.clone();
            let borrowed: Vec<(&str, &str)> =
                pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            let mut request = posted(&borrowed);
            if let Some(basic) = basic {
                request = request.header(header::AUTHORIZATION, format!("Basic {}", STANDARD.encode(basic)));
            }
            let request = request.body(Body::from(query(&borrowed))).unwrap();
            async move { house.ask(request).await }
        };
        let and = |mut pairs: Vec<(String, String)>, more: &[(&str, &str)]| {
            pairs.extend(more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
            pairs
        };

        let told = code("presse", PRESSE).await;
        // Nothing, another's, a wrong one: refused, and the code is not spoilt by whoever did not prove a thing.
        let nobody = send(grant(&told, PRESSE), None).await;
        assert_eq!(
            (nobody.status, nobody.json()["error"].as_str()),
            (StatusCode::UNAUTHORIZED, Some("invalid_client"))
        );
        for more in [
            [("client_id", "presse"), ("client_secret", "")],
            [("client_id", "presse"), ("client_secret", "faux")],
            [("client_id", "evil"), ("client_secret", SECRET)],
            [("client_id", "films"), ("client_secret", SECRET)],
        ] {
            let answer = send(and(grant(&told, PRESSE), &more), None).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{more:?}");
            assert_eq!(answer.header(header::WWW_AUTHENTICATE), "", "no browser asks for a password");
        }
        let answer = send(grant(&told, PRESSE), Some("presse:faux".to_owned())).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        assert!(answer.header(header::WWW_AUTHENTICATE).starts_with("Basic "));
        let answer = send(grant(&told, PRESSE), Some(format!("presse:{SECRET}"))).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        let by_form = code("presse", PRESSE).await;
        let both = and(grant(&by_form, PRESSE), &[("client_id", "presse"), ("client_secret", SECRET)]);
        let answer = send(both.clone(), Some(format!("presse:{SECRET}"))).await;
        assert_eq!(answer.json()["error"], "invalid_request", "one way, not two");
        assert_eq!(
            send(and(both.clone(), &[("code", "other")]), None).await.json()["error"],
            "invalid_request",
            "twice"
        );
        assert_eq!(send(both, None).await.status, StatusCode::OK);

        // An application without a server: PKCE alone, and a page at its own address may read the answer, no other.
        let public = code("films", FILMS).await;
        let pairs = and(grant(&public, FILMS), &[("client_id", "films")]);
        let borrowed: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let request =
            posted(&[]).header(header::ORIGIN, "https://films.example.org").body(Body::from(query(&borrowed)));
        let answer = house.ask(request.unwrap()).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        assert_eq!(answer.header(header::ACCESS_CONTROL_ALLOW_ORIGIN), "https://films.example.org");
        for origin in ["https://evil.example", "https://presse.example.org", "null"] {
            let request = posted(&[]).header(header::ORIGIN, origin).body(Body::from(query(&borrowed))).unwrap();
            assert_eq!(house.ask(request).await.header(header::ACCESS_CONTROL_ALLOW_ORIGIN), "", "{origin}");
        }

        // What is not granted.
        for kind in ["refresh_token", "client_credentials", "password"] {
            let pairs =
                [("grant_type", kind), ("client_id", "presse"), ("client_secret", SECRET), ("refresh_token", "x")];
            assert_eq!(house.token(&pairs).await.json()["error"], "unsupported_grant_type");
        }
        let plain =
            Request::post("/oidc/token").header(header::CONTENT_TYPE, "application/json").body(Body::from("{}"));
        assert_eq!(house.ask(plain.unwrap()).await.json()["error"], "invalid_request");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_vendor_may_sign_for_itself_once_an_assertion() {
    on_both_at(SETS, AT, |db| async move {
        let house = House::open(db).await;
        let pair = Ed25519KeyPair::from_seed_unchecked(&[7; 32]).unwrap();
        let key = json!({ "kty": "OKP", "crv": "Ed25519", "kid": "k", "x": BASE64.encode(pair.public_key().as_ref()) });
        let settings = Settings {
            proof: Proof::Keys { jwks: json!({ "keys": [key] }) },
            signature: Signature::EdDsa,
            ..Settings::public(vec![PRESSE.to_owned()])
        };
        house.vendor("presse", &settings, &[Attribute::Member]).await;
        let number = house.reader("Angela", "Dubois").await;
        let browser = house.signed_in(&number).await;
        let now = house.clock().now().as_second();
        let sign = |claims: Json| {
            let header = json!({ "alg": "EdDSA", "kid": "k" });
            let message = format!("{}.{}", BASE64.encode(header.to_string()), BASE64.encode(claims.to_string()));
            format!("{message}.{}", BASE64.encode(pair.sign(message.as_bytes()).as_ref()))
        };
        let good = json!({ "iss": "presse", "sub": "presse", "aud": PUBLIC, "exp": now + 60, "jti": "1" });
        let but = |name: &str, value: Json| {
            let mut claims = good.clone();
            claims[name] = value;
            claims["jti"] = json!(name);
            claims
        };
        let code = house.enter(&browser, &request("presse", PRESSE)).await.code();
        let redeem = |assertion: String| {
            let (house, code) = (house.clone(), code.clone());
            async move {
                let pairs = [
                    ("grant_type", "authorization_code"),
                    ("client_assertion_type", ASSERTION),
                    ("client_assertion", assertion.as_str()),
                    ("code", code.as_str()),
                    ("redirect_uri", PRESSE),
                    ("code_verifier", VERIFIER),
                ];
                house.token(&pairs).await
            }
        };
        for wrong in [
            but("aud", json!("https://other.example")),
            but("iss", json!("films")),
            but("sub", json!("films")),
            but("exp", json!(now - 61)),
            but("exp", json!(now + 100_000)),
            but("exp", json!("soon")),
            but("nbf", json!(now + 3600)),
            json!({ "iss": "presse", "sub": "presse", "aud": PUBLIC, "exp": now + 60 }),
        ] {
            assert_eq!(redeem(sign(wrong.clone())).await.status, StatusCode::UNAUTHORIZED, "{wrong}");
        }
        let unsigned = format!("{}.{}.", BASE64.encode(r#"{"alg":"none"}"#), BASE64.encode(good.to_string()));
        assert_eq!(redeem(unsigned).await.status, StatusCode::UNAUTHORIZED);
        let assertion = sign(good);
        let given = redeem(assertion.clone()).await;
        assert_eq!(given.status, StatusCode::OK, "{}", given.text);
        assert_eq!(head(given.json()["id_token"].as_str().unwrap())["alg"], "EdDSA", "signed as agreed");
        assert_eq!(redeem(assertion).await.status, StatusCode::UNAUTHORIZED, "told twice");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_fails_often_waits() {
    on_both_at(SETS, AT, |db| async move {
        let house = House::open(db).await;
        house.usual("presse", PRESSE).await;
        // One server: it remembers who failed.
        let site = house.site();
        let send = |secret: &'static str| {
            let pairs = [
                ("grant_type", "authorization_code"),
                ("client_id", "presse"),
                ("client_secret", secret),
                ("code", "x"),
            ];
            let request = posted(&[]).header(header::ACCEPT, "*/*").body(Body::from(query(&pairs))).unwrap();
            let site = site.clone();
            async move { site.ask(&Browser::default(), request).await }
        };
        for _ in 0..20 {
            assert_eq!(send("faux").await.status, StatusCode::UNAUTHORIZED);
        }
        let answer = send("faux").await;
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(answer.header(header::RETRY_AFTER).parse::<u32>().unwrap() <= 61);
        house.clock().advance(std::time::Duration::from_secs(61));
        assert_eq!(send(SECRET).await.json()["error"], "invalid_grant", "proved, a minute later");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_provider_says_what_it_does() {
    on_both_at(SETS, AT, |db| async move {
        let house = House::open(db).await;
        let nobody = Browser::default();
        let answer = house.get(&nobody, "/.well-known/openid-configuration").await;
        assert_eq!(answer.header(header::ACCESS_CONTROL_ALLOW_ORIGIN), "*");
        let told = answer.json();
        assert_eq!(told["issuer"], PUBLIC);
        for (name, path) in [
            ("authorization_endpoint", "/oidc/authorize"),
            ("token_endpoint", "/oidc/token"),
            ("userinfo_endpoint", "/oidc/userinfo"),
            ("end_session_endpoint", "/oidc/logout"),
            ("jwks_uri", "/oidc/jwks.json"),
        ] {
            assert_eq!(told[name], format!("{PUBLIC}{path}"));
        }
        assert_eq!(told["subject_types_supported"], json!(["pairwise"]));
        assert_eq!(told["code_challenge_methods_supported"], json!(["S256"]));
        assert_eq!(told["id_token_signing_alg_values_supported"], json!(["ES256", "EdDSA"]), "no RSA key is set here");
        let keys = house.get(&nobody, "/oidc/jwks.json").await.json();
        let keys = keys["keys"].as_array().unwrap();
        assert_eq!(keys.len(), 4, "of each kind one that signs and the next");
        for key in keys {
            for private in ["d", "p", "q", "k"] {
                assert!(key.get(private).is_none(), "{key}");
            }
            assert_eq!(key["use"], "sig");
        }
        // A page that holds a token may ask before it sends it.
        let request = Request::options("/oidc/userinfo")
            .header(header::ORIGIN, "https://films.example.org")
            .header(header::ACCESS_CONTROL_REQUEST_METHOD, "GET")
            .header(header::ACCESS_CONTROL_REQUEST_HEADERS, "authorization")
            .body(Body::empty())
            .unwrap();
        let answer = house.ask(request).await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT);
        assert_eq!(answer.header(header::ACCESS_CONTROL_ALLOW_HEADERS), "authorization");
        let answer = house.get(&nobody, "/oidc/userinfo").await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        assert!(answer.header(header::WWW_AUTHENTICATE).starts_with("Bearer"));
    })
    .await;
}
