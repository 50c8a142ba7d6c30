//! Going to a vendor's and what it is told.

use axum::http::{StatusCode, header};
use people::testing::Browser;
use sign_on::oidc::Settings;
use sign_on::{Attribute, consent};
use std::time::Duration;
use store::testing::on_both_at;

use crate::house::{
    AT, CHALLENGE, FILMS, House, PRESSE, PUBLIC, SETS, Told, authorize, claims, field, half_hash, head, plain, query,
    request, with,
};

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_goes_to_a_vendor_which_is_told_what_was_agreed() {
    on_both_at(SETS, AT, |db| async move {
        let house = House::open(db).await;
        house.usual("presse", PRESSE).await;
        let number = house.reader("Angela", "Dubois").await;

        // Nobody is signed in: the sign-in page leads back to the request, whole.
        let browser = Browser::default();
        let asked = authorize(&with(request("presse", PRESSE), &[("ui_locales", "de nl-BE fr")]));
        let answer = house.get(&browser, &asked).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert!(answer.location.starts_with("/connexion?"), "{}", answer.location);
        assert_eq!(answer.told("lang").as_deref(), Some("nl"), "the first language of ours");
        let back = answer.told("retour").unwrap();
        house.sign_in(&browser, &number).await;

        // The first time, the reader is asked; then goes back with a code.
        let answer = house.follow(&browser, &back).await;
        assert!(answer.location.starts_with("/fournisseurs/presse/accord?"), "{}", answer.location);
        let answer = house.agree(&browser, answer).await;
        assert!(answer.location.starts_with(&format!("{PRESSE}&")), "{}", answer.location);
        assert_eq!(answer.told("state").as_deref(), Some("état & état"));
        assert_eq!(answer.told("iss").as_deref(), Some(PUBLIC));
        assert_eq!(answer.header(header::CACHE_CONTROL), "no-store");
        assert_eq!(answer.header(header::REFERRER_POLICY), "no-referrer");

        let given = house.redeem("presse", PRESSE, &answer.code()).await;
        assert_eq!(given.status, StatusCode::OK, "{}", given.text);
        assert_eq!(given.header(header::CACHE_CONTROL), "no-store");
        let given = given.json();
        assert_eq!(given["token_type"], "Bearer");
        assert_eq!(given["expires_in"], 600);
        assert!(given.get("refresh_token").is_none());
        let (token, access) = (given["id_token"].as_str().unwrap(), given["access_token"].as_str().unwrap());
        let told = claims(token);
        let now = house.clock().now().as_second();
        assert_eq!(head(token)["alg"], "ES256");
        assert_eq!((&told["iss"], &told["aud"]), (&PUBLIC.into(), &"presse".into()));
        assert_eq!(told["nonce"], "n-0S6_WzA2Mj");
        assert_eq!(told["iat"], now);
        assert_eq!(told["exp"], now + 600);
        assert!(told.get("auth_time").is_none(), "told to two vendors, it would tie two pseudonyms together");
        assert_eq!(told["acr"], "urn:beffroi:acr:pin");
        assert_eq!(told["amr"], serde_json::json!(["pin"]));
        assert_eq!(told["at_hash"], half_hash(access));
        assert_eq!(told["given_name"], "Angela");
        assert_eq!(told["beffroi_member"], true);
        // Everything was asked for; what the vendor is not given is not told, nor is who it is.
        for absent in ["family_name", "name", "email", "beffroi_library", "beffroi_card_number", "beffroi_adult"] {
            assert!(told.get(absent).is_none(), "{absent}: {told}");
        }
        let whole = told.to_string();
        assert!(!whole.contains("Dubois") && !whole.contains(&number));

        let opened = house.userinfo(access).await;
        assert_eq!(opened.status, StatusCode::OK);
        assert_eq!(opened.json()["sub"], told["sub"]);
        assert_eq!(opened.json()["given_name"], "Angela");
        // The next time nobody is asked anything.
        let again = house.get(&browser, &authorize(&request("presse", PRESSE))).await;
        again.code();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_vendors_know_one_reader_by_two_names_and_what_each_asks_for_only() {
    on_both_at(SETS, AT, |db| async move {
        let house = House::open(db).await;
        house.usual("presse", PRESSE).await;
        house.usual("films", FILMS).await;
        let (angela, bilal) = (house.reader("Angela", "Dubois").await, house.reader("Bilal", "Kaci").await);
        let browser = house.signed_in(&angela).await;
        let presse = claims(house.walk(&browser, "presse", PRESSE).await["id_token"].as_str().unwrap());
        let films = claims(house.walk(&browser, "films", FILMS).await["id_token"].as_str().unwrap());
        assert_ne!(presse["sub"], films["sub"]);
        assert_ne!(presse["sid"], films["sid"]);
        // The same reader another day, in another browser: the same name there.
        let other = house.signed_in(&angela).await;
        let again = claims(house.walk(&other, "presse", PRESSE).await["id_token"].as_str().unwrap());
        assert_eq!(again["sub"], presse["sub"]);
        assert_ne!(again["sid"], presse["sid"]);
        let other = house.signed_in(&bilal).await;
        let neighbour = claims(house.walk(&other, "presse", PRESSE).await["id_token"].as_str().unwrap());
        assert_ne!(neighbour["sub"], presse["sub"]);

        // Only `openid` is asked for: only the pseudonym is told.
        let pairs = with(request("presse", PRESSE), &[("scope", "openid"), ("state", "2")]);
        let code = house.enter(&browser, &pairs).await.code();
        let given = house.redeem("presse", PRESSE, &code).await.json();
        assert_eq!(given["scope"], "openid");
        let told = claims(given["id_token"].as_str().unwrap());
        assert!(told.get("given_name").is_none() && told.get("beffroi_member").is_none());
        let opened = house.userinfo(given["access_token"].as_str().unwrap()).await.json();
        assert_eq!(opened.as_object().unwrap().keys().collect::<Vec<_>>(), ["sub"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_serves_once_and_is_told_by_who_asked_for_it() {
    on_both_at(SETS, AT, |db| async move {
        let house = House::open(db).await;
        house.usual("presse", PRESSE).await;
        house.usual("films", FILMS).await;
        let number = house.reader("Angela", "Dubois").await;
        let browser = house.signed_in(&number).await;
        house.enter(&browser, &request("films", FILMS)).await.code();
        let refused = |answer: &people::testing::Answer| {
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{}", answer.text);
            assert_eq!(answer.json()["error"], "invalid_grant");
        };
        let mut fresh = 0;
        let mut code = async || {
            fresh += 1;
            let state = fresh.to_string();
            house.enter(&browser, &with(request("presse", PRESSE), &[("state", &state)])).await.code()
        };

        // Told twice, it takes back what it gave.
        let used = code().await;
        let given = house.redeem("presse", PRESSE, &used).await.json();
        let access = given["access_token"].as_str().unwrap().to_owned();
        assert_eq!(house.userinfo(&access).await.status, StatusCode::OK);
        refused(&house.redeem("presse", PRESSE, &used).await);
        let gone = house.userinfo(&access).await;
        assert_eq!(gone.status, StatusCode::UNAUTHORIZED);
        assert!(gone.header(header::WWW_AUTHENTICATE).contains("invalid_token"));

        // Another vendor has no use of it, and does not spoil it.
        let other = code().await;
        refused(&house.redeem("films", FILMS, &other).await);
        refused(&house.redeem("films", PRESSE, &other).await);
        assert_eq!(house.redeem("presse", PRESSE, &other).await.status, StatusCode::OK);

        // Whoever tells it with another address or another verifier has no business with it: it is used up.
        let stolen = code().await;
        refused(&house.redeem("presse", FILMS, &stolen).await);
        refused(&house.redeem("presse", PRESSE, &stolen).await);
        for verifier in ["", CHALLENGE, "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXK"] {
            let stolen = code().await;
            let pairs = [
                ("grant_type", "authorization_code"),
                ("client_id", "presse"),
                ("client_secret", crate::house::SECRET),
                ("code", &stolen),
                ("redirect_uri", PRESSE),
                ("code_verifier", verifier),
            ];
            refused(&house.token(&pairs).await);
            refused(&house.redeem("presse", PRESSE, &stolen).await);
        }

        // A minute later it is over; an access token lives ten.
        let late = code().await;
        house.clock().advance(Duration::from_secs(60));
        refused(&house.redeem("presse", PRESSE, &late).await);
        let access =
            house.redeem("presse", PRESSE, &code().await).await.json()["access_token"].as_str().unwrap().to_owned();
        house.clock().advance(Duration::from_secs(599));
        assert_eq!(house.userinfo(&access).await.status, StatusCode::OK);
        house.clock().advance(Duration::from_secs(1));
        assert_eq!(house.userinfo(&access).await.status, StatusCode::UNAUTHORIZED);
        for unknown in ["", "x", &"y".repeat(5000)] {
            refused(&house.redeem("presse", PRESSE, &format!("z{unknown}")).await);
            assert_eq!(house.userinfo(unknown).await.status, StatusCode::UNAUTHORIZED);
        }
    })
    .await;
}

/// Sixteen at once tell one code: one is answered, whichever database decides.
#[tokio::test(flavor = "multi_thread")]
async fn of_many_at_once_one_redeems() {
    on_both_at(SETS, AT, |db| async move {
        let house = House::open(db).await;
        house.usual("presse", PRESSE).await;
        let number = house.reader("Angela", "Dubois").await;
        let browser = house.signed_in(&number).await;
        let code = house.enter(&browser, &request("presse", PRESSE)).await.code();
        let asked: Vec<_> = (0..16)
            .map(|_| {
                let (house, code) = (house.clone(), code.clone());
                tokio::spawn(async move { house.redeem("presse", PRESSE, &code).await })
            })
            .collect();
        let mut given = Vec::new();
        for one in asked {
            let answer = one.await.unwrap();
            if answer.status == StatusCode::OK {
                given.push(answer.json()["access_token"].as_str().unwrap().to_owned());
            } else {
                assert_eq!(answer.json()["error"], "invalid_grant");
            }
        }
        // The one who got there first may have had it taken back by the others: never two.
        assert_eq!(given.len(), 1);
        assert_eq!(house.userinfo(&given[0]).await.status, StatusCode::UNAUTHORIZED);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_vendor_may_ask_of_the_sign_in() {
    on_both_at(SETS, AT, |db| async move {
        let house = House::open(db).await;
        house.usual("presse", PRESSE).await;
        let number = house.reader("Angela", "Dubois").await;
        let silent = authorize(&with(request("presse", PRESSE), &[("prompt", "none")]));
        let error = |answer: &people::testing::Answer| {
            assert!(answer.location.starts_with(PRESSE), "{} {}", answer.status, answer.location);
            assert_eq!(answer.told("iss").as_deref(), Some(PUBLIC));
            assert_eq!(answer.told("state").as_deref(), Some("état & état"));
            answer.told("error").unwrap_or_default()
        };
        assert_eq!(error(&house.get(&Browser::default(), &silent).await), "login_required");
        let browser = house.signed_in(&number).await;
        assert_eq!(error(&house.get(&browser, &silent).await), "consent_required");
        house.walk(&browser, "presse", PRESSE).await;
        house.get(&browser, &silent).await.code();

        // An older sign-in than the vendor wants: signed in again, and then let through.
        house.clock().advance(Duration::from_secs(301));
        for (name, value) in [("max_age", "300"), ("prompt", "login"), ("max_age", "0")] {
            let pairs = with(request("presse", PRESSE), &[(name, value)]);
            let answer = house.get(&browser, &authorize(&pairs)).await;
            assert!(answer.location.starts_with("/connexion?encore=1&"), "{name}: {}", answer.location);
            let back = answer.told("retour").unwrap();
            // Coming back without having signed in does not do.
            let same = house.follow(&browser, &back).await;
            assert!(same.location.starts_with("/connexion?encore=1&"), "{}", same.location);
            let with_none = with(pairs.clone(), &[("prompt", "none")]);
            if name == "max_age" {
                assert_eq!(error(&house.get(&browser, &authorize(&with_none)).await), "login_required");
            }
            house.clock().advance(Duration::from_secs(301));
            house.sign_in(&browser, &number).await;
            let code = house.follow(&browser, &back).await.code();
            let given = house.redeem("presse", PRESSE, &code).await.json();
            assert_eq!(claims(given["id_token"].as_str().unwrap())["auth_time"], house.clock().now().as_second());
            house.clock().advance(Duration::from_secs(301));
        }

        // Asked again what the vendor may know.
        let asked = with(request("presse", PRESSE), &[("prompt", "consent")]);
        let answer = house.get(&browser, &authorize(&asked)).await;
        assert!(answer.location.starts_with("/fournisseurs/presse/accord?"), "{}", answer.location);
        house.agree(&browser, answer).await.code();

        // The vendor believes to have somebody else before it.
        let bilal = house.reader("Bilal", "Kaci").await;
        let theirs = house.walk(&house.signed_in(&bilal).await, "presse", PRESSE).await;
        let hint = theirs["id_token"].as_str().unwrap();
        let pairs = with(request("presse", PRESSE), &[("prompt", "none"), ("id_token_hint", hint)]);
        assert_eq!(error(&house.get(&browser, &authorize(&pairs)).await), "login_required");
        let hint = house.walk(&browser, "presse", PRESSE).await;
        let pairs = with(pairs, &[("id_token_hint", hint["id_token"].as_str().unwrap())]);
        house.get(&browser, &authorize(&pairs)).await.code();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_left_or_took_back_is_told_of_no_more() {
    on_both_at(SETS, AT, |db| async move {
        let house = House::open(db).await;
        let vendor = house.usual("presse", PRESSE).await;
        let number = house.reader("Angela", "Dubois").await;
        let browser = house.signed_in(&number).await;
        let token = |given: &serde_json::Value| given["access_token"].as_str().unwrap().to_owned();
        let access = token(&house.walk(&browser, "presse", PRESSE).await);
        let session = house.people.session(&browser.session().unwrap()).await.unwrap().unwrap();
        let pending = house.enter(&browser, &with(request("presse", PRESSE), &[("state", "p")])).await.code();

        let mut write = house.db.write().await.unwrap();
        consent::withdraw(&mut write, &session.account.id, &vendor).await.unwrap();
        write.commit().await.unwrap();
        assert_eq!(house.userinfo(&access).await.status, StatusCode::UNAUTHORIZED, "the agreement was taken back");
        assert_eq!(house.redeem("presse", PRESSE, &pending).await.json()["error"], "invalid_grant");

        let access = token(&house.walk(&browser, "presse", PRESSE).await);
        assert_eq!(house.userinfo(&access).await.status, StatusCode::OK);
        house.people.sign_out(&browser.session().unwrap()).await.unwrap();
        assert_eq!(house.userinfo(&access).await.status, StatusCode::UNAUTHORIZED, "the session ended");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_vendor_that_was_closed_is_told_nothing_more() {
    on_both_at(SETS, AT, |db| async move {
        let house = House::open(db).await;
        let id = house.usual("presse", PRESSE).await;
        let number = house.reader("Angela", "Dubois").await;
        let browser = house.signed_in(&number).await;
        let given = house.walk(&browser, "presse", PRESSE).await;
        let pending = house.enter(&browser, &with(request("presse", PRESSE), &[("state", "p")])).await.code();
        let mut write = house.db.write().await.unwrap();
        let mut sheet = sign_on::vendor::by_id(&mut write, &id).await.unwrap();
        sheet.state = sign_on::VendorState::Closed;
        let told = sheet.attributes.iter().map(|one| (*one, String::new())).collect();
        let closed = sign_on::NewVendor {
            code: sheet.code,
            name: sheet.name,
            site: sheet.site,
            description: sheet.description,
            door: sheet.door,
            state: sheet.state,
            attributes: told,
            demo: false,
        };
        sign_on::vendor::declare(&mut write, &closed).await.unwrap();
        write.commit().await.unwrap();
        assert_eq!(house.redeem("presse", PRESSE, &pending).await.json()["error"], "invalid_grant");
        assert_eq!(house.userinfo(given["access_token"].as_str().unwrap()).await.status, StatusCode::UNAUTHORIZED);
        let page = house.get(&browser, &authorize(&request("presse", PRESSE))).await;
        assert_eq!(page.location, "", "a page of ours says so");
        let silent = with(request("presse", PRESSE), &[("prompt", "none")]);
        let told = house.get(&browser, &authorize(&silent)).await;
        assert_eq!(told.told("error").as_deref(), Some("access_denied"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_may_travel_in_a_form_and_a_request_too() {
    on_both_at(SETS, AT, |db| async move {
        let house = House::open(db).await;
        house.usual("presse", PRESSE).await;
        let number = house.reader("Angela", "Dubois").await;
        let browser = house.signed_in(&number).await;
        let pairs = with(request("presse", PRESSE), &[("response_mode", "form_post")]);
        let page = house.enter(&browser, &pairs).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.location);
        assert!(plain(&page.text).contains(&format!("action=\"{PRESSE}\"")), "{}", page.text);
        assert_eq!(field(&page.text, "state"), "état & état");
        assert_eq!(field(&page.text, "iss"), PUBLIC);
        assert!(page.header(header::CONTENT_SECURITY_POLICY).contains("script-src 'self'"));
        assert_eq!(page.header(header::CACHE_CONTROL), "no-store");
        let code = field(&page.text, "code");
        assert_eq!(house.redeem("presse", PRESSE, &code).await.status, StatusCode::OK);

        // Posted by another site's form, the request comes without our cookies: it goes on as an address.
        let pairs = with(request("presse", PRESSE), &[("state", "posté")]);
        let answer = house.post(&Browser::default(), "/oidc/authorize", query(&pairs)).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert_eq!(answer.location, authorize(&pairs));
        house.get(&browser, &answer.location).await.code();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_attribute_has_its_claim_and_none_is_told_unasked() {
    on_both_at(SETS, AT, |db| async move {
        let house = House::open(db).await;
        let settings = Settings::with_secret(vec![PRESSE.to_owned()], crate::house::SECRET);
        house.vendor("presse", &settings, &Attribute::ALL).await;
        let number = house.reader("Angela", "Dubois").await;
        let browser = house.signed_in(&number).await;
        let told = claims(house.walk(&browser, "presse", PRESSE).await["id_token"].as_str().unwrap());
        assert_eq!(told["given_name"], "Angela");
        assert_eq!(told["family_name"], "Dubois");
        assert_eq!(told["name"], "Angela Dubois");
        assert_eq!(told["beffroi_library"], "Médiathèque Jean Lévy");
        assert_eq!(told["beffroi_adult"], true);
        assert_eq!(told["beffroi_age_band"], "26-64");
        assert_eq!(told["beffroi_card_number"], number.as_str());
        // She has no e-mail address here, and lives in no commune we know: nothing is said, nothing is made up.
        for unknown in ["email", "email_verified", "beffroi_commune"] {
            assert!(told.get(unknown).is_none(), "{unknown}");
        }
        let pairs = with(request("presse", PRESSE), &[("scope", "openid profile"), ("state", "2")]);
        let code = house.enter(&browser, &pairs).await.code();
        let given = house.redeem("presse", PRESSE, &code).await.json();
        assert!(claims(given["id_token"].as_str().unwrap()).get("beffroi_card_number").is_none());
    })
    .await;
}
