//! A vendor that asks for more than was agreed: it is told no more.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use crate::house;
use crate::sign_on_town::{Answer, authorize, form, mail_address, service};

pub(crate) const CURIOUS: usize = 10;

fn names(told: &Json) -> BTreeSet<&str> {
    told.as_object().unwrap().keys().map(String::as_str).collect()
}

/// Nothing that names a reader beyond the given name is in a text.
#[track_caller]
pub(crate) fn says_no_more(text: &str, card: &str, number: usize) {
    let spaced = people::card_number::spaced(card);
    for fact in ["Delattre", "1984", "05-12", "59350", "Lille", "Roubaix", card, &spaced, &mail_address(number)] {
        assert!(!text.contains(fact), "{fact}: {text}");
    }
}

/// What stands between angle brackets of the namespace, inside the attributes.
fn cas_names(answer: &Answer) -> BTreeSet<&str> {
    let (_, rest) = answer.body.split_once("<cas:attributes>").unwrap();
    let (inside, _) = rest.split_once("</cas:attributes>").unwrap();
    inside.split("<cas:").skip(1).map(|rest| rest.split(['>', ' ', '/']).next().unwrap()).collect()
}

#[test]
fn a_vendor_that_asks_openid_connect_for_more_is_told_what_was_agreed() {
    let house = house();
    let reader = house.reader(CURIOUS);
    let claims = r#"{"userinfo":{"email":{"essential":true},"family_name":{"essential":true},"birthdate":null,
        "beffroi_card_number":{"essential":true},"address":null},"id_token":{"email":{"essential":true},
        "family_name":null,"beffroi_card_number":null,"sub":{"value":"directeur"}}}"#;
    let scope = "openid profile email address phone card offline_access beffroi_card_number admin";
    for (number, other) in [
        &[("scope", scope)][..],
        &[("scope", scope), ("claims", claims)],
        &[("scope", scope), ("claims", claims), ("prompt", "none")],
        &[("scope", "openid email card"), ("claims", claims)],
    ]
    .into_iter()
    .enumerate()
    {
        let path = authorize("presse", &format!("curieux-{number}"), other);
        let answer = house.node.get(&path, Some(&reader.session)).unwrap();
        let code = answer.told("code").unwrap_or_else(|| panic!("{other:?}: {}", answer.location()));
        let answer = house.node.redeem("presse", &code).unwrap();
        assert_eq!(answer.status, 200, "{}", answer.body);
        let given = answer.json();
        assert!(given.get("refresh_token").is_none() && !given["scope"].as_str().unwrap().contains("offline"));
        let told = crate::tokens::claims(given["id_token"].as_str().unwrap());
        let mut may: BTreeSet<&str> =
            ["iss", "sub", "aud", "iat", "exp", "acr", "amr", "sid", "at_hash", "nonce"].into();
        let mut may_open: BTreeSet<&str> = ["sub"].into();
        if scope == other[0].1 {
            may.insert("given_name");
            may_open.insert("given_name");
            assert_eq!(told["given_name"], "Jeanne");
        }
        assert_eq!(names(&told), may, "the ID token, {other:?}");
        assert_ne!(told["sub"], "directeur");
        let opened = house.userinfo(given["access_token"].as_str().unwrap());
        assert_eq!(opened.status, 200, "{}", opened.body);
        assert_eq!(names(&opened.json()), may_open, "userinfo, {other:?}");
        for text in [told.to_string(), opened.body.clone()] {
            says_no_more(&text, &reader.card, CURIOUS);
        }
    }
}

#[test]
fn a_vendor_that_asks_cas_for_more_is_told_what_was_agreed() {
    let house = house();
    let reader = house.reader(CURIOUS);
    let usual: BTreeSet<&str> =
        ["authenticationDate", "isFromNewLogin", "longTermAuthenticationRequestTokenUsed", "givenName"].into();
    for endpoint in ["p3/serviceValidate", "p3/proxyValidate"] {
        for more in ["", "&attributes=mail,sn,cardNumber", "&scope=email&claims=sn"] {
            let ticket = house.node.ticket("films", &reader.session).unwrap();
            let query = form(&[("service", &service("films")), ("ticket", &ticket)]);
            let answer = house.node.get(&format!("/cas/{endpoint}?{query}{more}"), None).unwrap();
            assert!(answer.body.contains("<cas:authenticationSuccess"), "{}", answer.body);
            assert_eq!(cas_names(&answer), usual, "{more}: {}", answer.body);
            assert!(answer.body.contains("<cas:givenName>Jeanne</cas:givenName>"), "{}", answer.body);
            says_no_more(&answer.body, &reader.card, CURIOUS);
        }
    }
    // The versions without attributes have none, in JSON neither.
    for (endpoint, more) in [("validate", ""), ("serviceValidate", ""), ("serviceValidate", "&format=JSON")] {
        let ticket = house.node.ticket("films", &reader.session).unwrap();
        let query = form(&[("service", &service("films")), ("ticket", &ticket)]);
        let answer = house.node.get(&format!("/cas/{endpoint}?{query}{more}"), None).unwrap();
        assert!(answer.body.starts_with("yes\n") || answer.body.contains("uthenticationSuccess"), "{}", answer.body);
        assert!(!answer.body.contains("Jeanne"), "{}", answer.body);
        says_no_more(&answer.body, &reader.card, CURIOUS);
    }
}

#[test]
fn two_vendors_that_talk_know_nothing_in_common() {
    let house = house();
    let presse = crate::tokens::claims(house.walk(CURIOUS, "presse", "commun")["id_token"].as_str().unwrap());
    let films = crate::tokens::claims(house.walk(CURIOUS, "films", "commun")["id_token"].as_str().unwrap());
    for name in ["sub", "sid", "at_hash"] {
        assert_ne!(presse[name], films[name], "{name}");
    }
    assert!(presse.get("auth_time").is_none() && films.get("auth_time").is_none(), "the second of a sign-in");
    // The same vendor by its other protocol knows the same reader, and not by the other's name.
    let ticket = house.node.ticket("presse", &house.reader(CURIOUS).session).unwrap();
    let query = form(&[("service", &service("presse")), ("ticket", &ticket)]);
    let told = house.node.get(&format!("/cas/p3/serviceValidate?{query}"), None).unwrap().body;
    assert!(told.contains(&format!("<cas:user>{}</cas:user>", presse["sub"].as_str().unwrap())), "{told}");
}
