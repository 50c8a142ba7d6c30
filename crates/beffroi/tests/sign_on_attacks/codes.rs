//! Codes and tickets in wrong hands: shown twice, without what binds them, by another vendor, elsewhere.

use crate::house;
use crate::sign_on_town::{Answer, CHALLENGE, VERIFIER, authorize, form, grant, redirect, secret, service};

const REPLAYED: usize = 4;
const DOWNGRADED: usize = 5;
const MIXED: usize = 6;
const TICKETED: usize = 7;

#[track_caller]
fn refused(answer: &Answer, error: &str) {
    assert_eq!(answer.json()["error"], error, "{}", answer.body);
    assert!(answer.status == 400 || answer.status == 401, "{}", answer.status);
    for given in ["access_token", "id_token", "refresh_token", "given_name", "\"sub\""] {
        assert!(!answer.body.contains(given), "{}", answer.body);
    }
}

#[test]
fn a_code_shown_twice_takes_back_what_it_gave() {
    let house = house();
    let code = house.node.code("presse", &house.reader(REPLAYED).session, "rejeu").unwrap();
    let first = house.node.redeem("presse", &code).unwrap();
    assert_eq!(first.status, 200, "{}", first.body);
    let token = first.json()["access_token"].as_str().unwrap().to_owned();
    assert_eq!(house.userinfo(&token).status, 200);
    refused(&house.node.redeem("presse", &code).unwrap(), "invalid_grant");
    let after = house.userinfo(&token);
    assert_eq!(after.status, 401, "{}", after.body);
    assert!(after.header("www-authenticate").contains("invalid_token"), "{}", after.head);
    assert!(!after.body.contains("sub") && !after.body.contains("Jeanne"), "{}", after.body);
    // Eight at once: one is answered at most, and what it was given is taken back too.
    let code = house.node.code("presse", &house.reader(REPLAYED).session, "rejeu-ensemble").unwrap();
    let answers: Vec<Answer> = std::thread::scope(|scope| {
        let all: Vec<_> = (0..8).map(|_| scope.spawn(|| house.node.redeem("presse", &code).unwrap())).collect();
        all.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let (good, bad): (Vec<_>, Vec<_>) = answers.iter().partition(|answer| answer.status == 200);
    assert_eq!((good.len(), bad.len()), (1, 7));
    bad.iter().for_each(|answer| refused(answer, "invalid_grant"));
    let token = good[0].json()["access_token"].as_str().unwrap().to_owned();
    assert_eq!(house.userinfo(&token).status, 401, "told eight times: who has it is not known");
}

#[test]
fn pkce_is_not_downgraded() {
    let house = house();
    let session = &house.reader(DOWNGRADED).session;
    for other in [
        &[("code_challenge", ""), ("code_challenge_method", "")][..],
        &[("code_challenge", "")],
        &[("code_challenge_method", "")],
        &[("code_challenge_method", "plain")],
        &[("code_challenge_method", "plain"), ("code_challenge", VERIFIER)],
        &[("code_challenge_method", "s256")],
        &[("code_challenge_method", "none")],
        &[("code_challenge", "court")],
    ] {
        let answer = house.node.get(&authorize("presse", "pkce", other), Some(session)).unwrap();
        assert_eq!(answer.status, 303, "{other:?}");
        assert!(answer.location().starts_with(&format!("{}?error=", redirect("presse"))), "{}", answer.location());
        assert_eq!(answer.told("error").as_deref(), Some("invalid_request"), "{other:?}");
        assert_eq!(answer.told("code"), None, "{other:?}");
    }
    let almost = format!("{}X", &VERIFIER[..VERIFIER.len() - 1]);
    let long = format!("{VERIFIER}{}", "x".repeat(200));
    for (number, verifier) in ["", CHALLENGE, &almost, &long, "x", &VERIFIER.to_lowercase()].into_iter().enumerate() {
        let code = house.node.code("presse", session, &format!("pkce-{number}")).unwrap();
        refused(&house.node.token(&grant("presse", &code, &[("code_verifier", verifier)])).unwrap(), "invalid_grant");
        // Told wrongly once, it serves nobody any more: whoever guesses has one guess.
        refused(&house.node.redeem("presse", &code).unwrap(), "invalid_grant");
    }
    let code = house.node.code("presse", session, "pkce-honnete").unwrap();
    assert_eq!(house.node.redeem("presse", &code).unwrap().status, 200);
}

/// Mix-up (RFC 9207) and stolen codes: an answer says whose it is, and a code is worth nothing to another vendor.
#[test]
fn one_vendor_s_code_is_nothing_to_another() {
    let house = house();
    let session = &house.reader(MIXED).session;
    let configuration = house.node.get("/.well-known/openid-configuration", None).unwrap().json();
    assert_eq!(configuration["issuer"], house.issuer());
    assert_eq!(configuration["authorization_response_iss_parameter_supported"], true);
    for other in [&[][..], &[("scope", "profile")], &[("response_type", "token")]] {
        let answer = house.node.get(&authorize("presse", "melange", other), Some(session)).unwrap();
        assert_eq!(answer.told("iss"), Some(house.issuer()), "{other:?}: {}", answer.location());
        assert_eq!(answer.told("state").as_deref(), Some("melange"));
    }
    let code = house.node.code("presse", session, "melange-vole").unwrap();
    let (films, presse) = (redirect("films"), redirect("presse"));
    // By the other with its own secret, whatever it says of the address; with the owner's name and its own secret; with none.
    for other in [&[][..], &[("redirect_uri", presse.as_str())]] {
        refused(&house.node.token(&grant("films", &code, other)).unwrap(), "invalid_grant");
    }
    let stolen_name = [("client_secret", secret("films")), ("client_secret", String::new())];
    for (name, value) in &stolen_name {
        refused(&house.node.token(&grant("presse", &code, &[(name, value)])).unwrap(), "invalid_client");
    }
    // None of it spoiled the code for its owner: nobody locks a vendor out by guessing.
    let given = house.node.redeem("presse", &code).unwrap();
    assert_eq!(given.status, 200, "{}", given.body);
    assert_eq!(crate::tokens::claims(given.json()["id_token"].as_str().unwrap())["aud"], "presse");
    // With another address than the one it was sent to, even its owner has no business with it.
    let code = house.node.code("presse", session, "melange-adresse").unwrap();
    refused(&house.node.token(&grant("presse", &code, &[("redirect_uri", &films)])).unwrap(), "invalid_grant");
    refused(&house.node.redeem("presse", &code).unwrap(), "invalid_grant");
}

#[test]
fn a_ticket_of_another_service_tells_nothing() {
    let house = house();
    let session = &house.reader(TICKETED).session;
    let show = |endpoint: &str, service: &str, ticket: &str| {
        let query = form(&[("service", service), ("ticket", ticket)]);
        house.node.get(&format!("/cas/{endpoint}?{query}"), None).unwrap().body
    };
    let nothing = |told: &str| {
        assert!(told.starts_with("no\n") || told.contains("authenticationFailure"), "{told}");
        for given in ["yes", "authenticationSuccess", "<cas:user>", "\"user\"", "Jeanne"] {
            assert!(!told.contains(given), "{told}");
        }
    };
    let near = format!("{}/", service("presse"));
    let with_query = format!("{}?x=1", service("presse"));
    for endpoint in ["validate", "serviceValidate", "proxyValidate", "p3/serviceValidate", "p3/proxyValidate"] {
        for other in [&service("films"), &redirect("presse"), &near, &with_query, "https://evil.example/"] {
            let ticket = house.node.ticket("presse", session).unwrap();
            nothing(&show(endpoint, other, &ticket));
            // It was in wrong hands: it is over for its own service too.
            nothing(&show(endpoint, &service("presse"), &ticket));
        }
        let ticket = house.node.ticket("presse", session).unwrap();
        let told = show(endpoint, &service("presse"), &ticket);
        assert!(told.starts_with("yes\n") || told.contains("<cas:authenticationSuccess>"), "{told}");
        nothing(&show(endpoint, &service("presse"), &ticket));
    }
    // A code is no ticket, nor a ticket a code.
    let code = house.node.code("presse", session, "ni-l-un").unwrap();
    nothing(&show("p3/serviceValidate", &service("presse"), &code));
    nothing(&show("p3/serviceValidate", &service("presse"), &format!("ST-{code}")));
    let ticket = house.node.ticket("presse", session).unwrap();
    refused(&house.node.redeem("presse", &ticket).unwrap(), "invalid_grant");
    assert_eq!(house.node.validate("presse", &ticket), Some(true));
    assert_eq!(house.node.redeem("presse", &code).unwrap().status, 200);
}
