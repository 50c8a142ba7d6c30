//! Tokens nobody of us signed, or signed for someone else.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use serde_json::{Value as Json, json};

use crate::sign_on_town::{authorize, farewell, form};
use crate::{house, leads_nowhere};

const OWNER: usize = 8;
const OTHER: usize = 9;

/// What a token says, unverified.
pub(crate) fn claims(token: &str) -> Json {
    serde_json::from_slice(&BASE64.decode(token.split('.').nth(1).unwrap()).unwrap()).unwrap()
}

fn packed(value: &Json) -> String {
    BASE64.encode(value.to_string())
}

/// Forgeries of a good token by whoever knows all that is public.
fn forged(token: &str, keys: &Json) -> Vec<(&'static str, String)> {
    let [head, body, sign]: [&str; 3] = token.split('.').collect::<Vec<_>>().try_into().unwrap();
    let known: Json = serde_json::from_slice(&BASE64.decode(head).unwrap()).unwrap();
    let kid = known["kid"].as_str().unwrap();
    let public = keys["keys"].as_array().unwrap().iter().find(|key| key["kid"] == kid).expect("it is published");
    assert!(public.get("d").is_none(), "only the public half");
    let hmac = |key: &[u8]| {
        let message = format!("{}.{body}", packed(&json!({ "alg": "HS256", "kid": kid, "typ": "JWT" })));
        let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, key);
        format!("{message}.{}", BASE64.encode(ring::hmac::sign(&key, message.as_bytes()).as_ref()))
    };
    let mut point = vec![4];
    for axis in ["x", "y"] {
        point.extend(BASE64.decode(public[axis].as_str().unwrap()).unwrap());
    }
    let mut other = claims(token);
    other["sub"] = json!("somebody-else");
    let mut another_s = claims(token);
    another_s["sid"] = json!("another-login");
    let mut flipped = BASE64.decode(sign).unwrap();
    flipped[7] ^= 1;
    // ECDSA's null signature, and one of a key that comes with the token.
    let random = ring::rand::SystemRandom::new();
    let rule = &ring::signature::ECDSA_P256_SHA256_FIXED_SIGNING;
    let own = ring::signature::EcdsaKeyPair::generate_pkcs8(rule, &random).unwrap();
    let own = ring::signature::EcdsaKeyPair::from_pkcs8(rule, own.as_ref(), &random).unwrap();
    let own_point = ring::signature::KeyPair::public_key(&own).as_ref().to_vec();
    let own_jwk = json!({ "kty": "EC", "crv": "P-256", "x": BASE64.encode(&own_point[1..33]), "y": BASE64.encode(&own_point[33..]) });
    let signed = |head: Json| {
        let message = format!("{}.{body}", packed(&head));
        format!("{message}.{}", BASE64.encode(own.sign(&random, message.as_bytes()).unwrap().as_ref()))
    };
    vec![
        ("none, unsigned", format!("{}.{body}.", packed(&json!({ "alg": "none", "typ": "JWT" })))),
        ("None", format!("{}.{body}.", packed(&json!({ "alg": "None", "kid": kid })))),
        ("none, with the signature", format!("{}.{body}.{sign}", packed(&json!({ "alg": "none", "kid": kid })))),
        ("HS256 with the published key", hmac(public.to_string().as_bytes())),
        ("HS256 with its point", hmac(&point)),
        ("HS256 with its x", hmac(&point[1..33])),
        ("HS256 with its name", hmac(kid.as_bytes())),
        ("HS256 with nothing", hmac(b"")),
        ("another reader", format!("{head}.{}.{sign}", packed(&other))),
        ("another login", format!("{head}.{}.{sign}", packed(&another_s))),
        ("the signature altered", format!("{head}.{body}.{}", BASE64.encode(&flipped))),
        ("the null signature", format!("{head}.{body}.{}", BASE64.encode([0; 64]))),
        ("cut short", format!("{head}.{body}.{}", &sign[..sign.len() - 4])),
        ("no signature", format!("{head}.{body}.")),
        ("two parts", format!("{head}.{body}")),
        ("a key of its own", signed(json!({ "alg": "ES256", "kid": kid, "typ": "JWT" }))),
        ("a key that comes along", signed(json!({ "alg": "ES256", "jwk": own_jwk, "typ": "JWT" }))),
        ("a key elsewhere", signed(json!({ "alg": "ES256", "jku": "https://evil.example/jwks", "kid": "1" }))),
        ("critical", format!("{}.{body}.{sign}", packed(&json!({ "alg": "ES256", "kid": kid, "crit": ["exp"] })))),
        ("no token", "x".to_owned()),
        ("dots", "..".to_owned()),
    ]
}

#[test]
fn forged_and_unsigned_tokens_open_and_end_nothing() {
    let house = house();
    let given = house.walk(OWNER, "presse", "jetons");
    let (token, access) = (given["id_token"].as_str().unwrap(), given["access_token"].as_str().unwrap());
    let keys = house.node.get("/oidc/jwks.json", None).unwrap().json();
    let mut browser = house.browser(OWNER);
    let good = house.userinfo(access);
    assert_eq!((good.status, good.json()["sub"].clone()), (200, claims(token)["sub"].clone()));
    // Good tokens, but no access tokens, or of someone else.
    let other = house.walk(OTHER, "presse", "jetons-autre")["id_token"].as_str().unwrap().to_owned();
    let elsewhere = house.walk(OWNER, "films", "jetons-films")["id_token"].as_str().unwrap().to_owned();
    let mut all = forged(token, &keys);
    all.extend([("of another reader", other), ("of another vendor", elsewhere.clone())]);
    for (what, one) in &all {
        let answer = house.userinfo(one);
        assert_eq!(answer.status, 401, "{what}: {}", answer.body);
        assert!(!answer.body.contains("sub") && !answer.body.contains("Jeanne"), "{what}: {}", answer.body);

        for prompt in ["", "none"] {
            let path = authorize("presse", "indice", &[("id_token_hint", one), ("prompt", prompt)]);
            let answer = browser.get(&path);
            assert_eq!(answer.told("error").as_deref(), Some("login_required"), "{what}: {}", answer.location());
            assert_eq!(answer.told("code"), None, "{what}");
        }
        if *what == "of another vendor" {
            continue;
        }
        let pairs = [("id_token_hint", one.as_str()), ("post_logout_redirect_uri", &farewell("presse"))];
        let answer = browser.get(&format!("/oidc/logout?{}", form(&pairs)));
        if *what == "of another reader" {
            // It is a good one, of a login elsewhere: the reader is asked.
            assert_eq!((answer.status, answer.location()), (200, ""), "{what}");
        } else {
            leads_nowhere(&answer, 200, what);
        }
        assert!(browser.is_in(), "{what}: nobody was signed out");
    }
    assert_eq!(house.userinfo(token).status, 401, "an ID token is no access token");
    for path in [format!("/oidc/userinfo?access_token={access}"), "/oidc/userinfo".to_owned()] {
        assert_eq!(house.node.get(&path, Some(&house.reader(OWNER).session)).unwrap().status, 401, "{path}");
    }
    // The true ones are believed.
    let answer = browser.get(&authorize("presse", "indice-vrai", &[("id_token_hint", token)]));
    assert!(answer.told("code").is_some(), "{}", answer.location());
    assert_eq!(house.userinfo(access).status, 200);
    let pairs = [("id_token_hint", elsewhere.as_str()), ("post_logout_redirect_uri", &farewell("films"))];
    assert_eq!(browser.get(&format!("/oidc/logout?{}", form(&pairs))).location(), farewell("films"));
    assert!(!browser.is_in());
    assert_eq!(house.userinfo(access).status, 401, "who has left is told of no more");
}
