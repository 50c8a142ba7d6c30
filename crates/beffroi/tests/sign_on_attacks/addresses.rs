//! Open redirects: nobody is sent where it was not agreed, whatever is asked and whoever asks.

use crate::sign_on_town::{PIN, authorize, farewell, form, redirect, service};
use crate::{EVIL, house, leads_nowhere};

const READER: usize = 2;
const LEAVING: usize = 3;

/// Addresses that look like a good one.
fn near(good: &str) -> Vec<String> {
    let host = good.strip_prefix("https://").unwrap();
    let (name, path) = host.split_once('/').unwrap();
    vec![
        format!("https://{EVIL}/"),
        format!("//{EVIL}/"),
        format!("{good}/"),
        format!("{good}?x=1"),
        format!("{good}?"),
        format!("{good}#"),
        format!("{good}#{EVIL}"),
        format!("{good}/../x"),
        format!("{good}%2f..%2fx"),
        format!("{good} "),
        format!(" {good}"),
        format!("{good}\0"),
        format!("{good}\r\nLocation: https://{EVIL}"),
        good.to_uppercase(),
        format!("http://{host}"),
        format!("//{host}"),
        format!("https:\\\\{name}\\{path}"),
        format!("https://{name}:443/{path}"),
        format!("https://{name}:8443/{path}"),
        format!("https://x@{host}"),
        format!("https://{name}@{EVIL}/{path}"),
        format!("https://{name}.{EVIL}/{path}"),
        format!("https://{EVIL}/?{good}"),
        format!("https://{EVIL}\\@{host}"),
        format!("https://{name}"),
        "javascript:alert(1)".to_owned(),
        format!("data:text/html,{EVIL}"),
    ]
}

#[test]
fn open_redirect_by_redirect_uri() {
    let house = house();
    let mut browser = house.browser(READER);
    let good = redirect("presse");
    let honest = browser.get(&authorize("presse", "honnete", &[]));
    assert_eq!(honest.status, 303);
    assert!(honest.location().starts_with(&format!("{good}?code=")), "{}", honest.location());
    let mut bad = near(&good);
    // Good ones of others, and for something else.
    bad.extend([redirect("films"), service("presse"), farewell("presse")]);
    for address in &bad {
        // Neither does an error find its way there.
        for more in [("state", "etat"), ("prompt", "none"), ("response_type", "token"), ("response_mode", "form_post")]
        {
            let answer = browser.get(&authorize("presse", "etat", &[("redirect_uri", address), more]));
            leads_nowhere(&answer, 400, &format!("{address:?} {more:?}"));
        }
    }
    // Nor does whoever is not signed in sign in for it.
    let answer = house.stranger().get(&authorize("presse", "etat", &[("redirect_uri", &bad[0])]));
    leads_nowhere(&answer, 400, "a stranger");
    for client in ["inconnu", "PRESSE", "presse ", "presse\0", "' OR 1=1 --", "%"] {
        let answer = browser.get(&authorize("presse", "etat", &[("client_id", client)]));
        leads_nowhere(&answer, 400, client);
    }
    for missing in ["client_id", "redirect_uri"] {
        leads_nowhere(&browser.get(&authorize("presse", "etat", &[(missing, "")])), 400, missing);
        // Told twice: which would be believed?
        let twice = format!("{}&{}", authorize("presse", "etat", &[]), form(&[(missing, &format!("https://{EVIL}/"))]));
        leads_nowhere(&browser.get(&twice), 400, &twice);
    }
}

#[test]
fn open_redirect_by_a_cas_service() {
    let house = house();
    let mut browser = house.browser(READER);
    let good = service("films");
    let honest = browser.get(&format!("/cas/login?{}", form(&[("service", &good)])));
    assert!(honest.location().starts_with(&format!("{good}?ticket=ST-")), "{}", honest.location());
    let mut bad = near(&good);
    bad.push(redirect("films"));
    for address in &bad {
        for more in ["", "&gateway=true", "&renew=true", "&warn=true"] {
            let path = format!("/cas/login?{}{more}", form(&[("service", address)]));
            leads_nowhere(&browser.get(&path), 403, &format!("{address:?}{more}"));
            if more == "&gateway=true" {
                leads_nowhere(&house.stranger().get(&path), 403, &format!("a stranger, {address:?}"));
            }
        }
    }
    let twice = format!("/cas/login?{}", form(&[("service", &good), ("service", &bad[0])]));
    leads_nowhere(&browser.get(&twice), 400, "told twice");
}

/// What leads back to ours alone.
fn elsewhere() -> [String; 12] {
    [
        format!("//{EVIL}"),
        format!("///{EVIL}"),
        format!("https://{EVIL}"),
        format!("https:{EVIL}"),
        format!("/\\{EVIL}"),
        format!("\\\\{EVIL}"),
        format!("/\t/{EVIL}"),
        format!("\t//{EVIL}"),
        format!("/\r\n/{EVIL}"),
        EVIL.to_owned(),
        format!("javascript:location='//{EVIL}'"),
        format!("@{EVIL}"),
    ]
}

#[test]
fn open_redirect_by_the_sign_in_page() {
    let house = house();
    let path = |back: &str| format!("/connexion?{}", form(&[("retour", back)]));
    let mut signed_in = house.browser(READER);
    assert_eq!(signed_in.get(&path("/ma-carte/fournisseurs")).location(), "/ma-carte/fournisseurs");
    for back in elsewhere() {
        let page = house.stranger().get(&path(&back));
        leads_nowhere(&page, 200, &back);
        assert_eq!(crate::hidden(&page.body, "retour"), "", "{back}");
        // Whoever is signed in goes home.
        let answer = signed_in.get(&path(&back));
        assert_eq!((answer.status, answer.location()), (303, "/ma-carte"), "{back}");
        assert!(house.stranger().get(&format!("{}&encore=1", path(&back))).location().is_empty());
    }
    // The form itself bent, with the right PIN.
    for (number, back) in elsewhere().iter().enumerate() {
        let mut browser = house.stranger();
        let page = browser.get("/connexion");
        let pairs = [("email", house.reader(READER).card.as_str()), ("password", PIN), ("retour", back.as_str())];
        let answer = browser.post(&page, "/connexion", &format!("198.19.0.{number}"), &pairs);
        assert_eq!((answer.status, answer.location()), (303, "/ma-carte"), "{back}");
        assert!(browser.is_in(), "signed in all the same");
    }
}

#[test]
fn open_redirect_by_the_pages_between() {
    let house = house();
    let mut browser = house.browser(READER);
    let go_on = |to: &str| format!("/fournisseurs/poursuivre?{}", form(&[("vers", to)]));
    let honest = browser.get(&go_on(&authorize("presse", "entre", &[])));
    assert_eq!(honest.status, 200);
    assert!(honest.body.contains("http-equiv=\"refresh\""), "{}", honest.body);
    let mut bad: Vec<String> = elsewhere().into();
    for path in ["/oidc/authorize", "/cas/login"] {
        bad.extend([format!("//{EVIL}{path}"), format!("https://{EVIL}{path}"), format!("{path}/../../@{EVIL}")]);
    }
    bad.extend(["/deconnexion".to_owned(), "/oidc/logout".to_owned(), "/cas/logout".to_owned(), String::new()]);
    for to in &bad {
        leads_nowhere(&browser.get(&go_on(to)), 404, to);
        leads_nowhere(&browser.get(&format!("/fournisseurs/cours/accord?{}", form(&[("retour", to)]))), 400, to);
    }
    // A good face of ours that carries a bad address is refused by the face.
    let carried = authorize("presse", "entre", &[("redirect_uri", &format!("https://{EVIL}/"))]);
    assert_eq!(browser.get(&go_on(&carried)).status, 200);
    leads_nowhere(&browser.get(&carried), 400, "carried");
}

#[test]
fn open_redirect_on_leaving() {
    let house = house();
    let token = house.walk(LEAVING, "presse", "depart")["id_token"].as_str().unwrap().to_owned();
    let mut bad = near(&farewell("presse"));
    bad.extend([farewell("films"), redirect("presse"), service("presse")]);
    let mut browser = house.browser(LEAVING);
    // First as whoever is in, without a proof: asked, and led nowhere. Then with it: out, and led nowhere. Then out already.
    for (round, hint) in ["", token.as_str(), token.as_str()].into_iter().enumerate() {
        for address in &bad {
            let pairs = [("client_id", "presse"), ("post_logout_redirect_uri", address), ("id_token_hint", hint)];
            let answer = browser.get(&format!("/oidc/logout?{}", form(&pairs)));
            leads_nowhere(&answer, 200, &format!("{round} {address:?}"));
        }
        assert_eq!(browser.is_in(), round == 0, "{round}");
    }
    // Another vendor's name beside the token.
    let pairs = [("client_id", "films"), ("post_logout_redirect_uri", &farewell("films")), ("id_token_hint", &token)];
    leads_nowhere(&browser.get(&format!("/oidc/logout?{}", form(&pairs))), 200, "another's name");
    let pairs = [("post_logout_redirect_uri", farewell("presse")), ("id_token_hint", token)];
    let pairs = pairs.each_ref().map(|(name, value)| (*name, value.as_str()));
    assert_eq!(browser.get(&format!("/oidc/logout?{}", form(&pairs))).location(), farewell("presse"));

    for address in near(&service("films")) {
        for name in ["service", "url"] {
            let answer = house.stranger().get(&format!("/cas/logout?{}", form(&[(name, &address)])));
            leads_nowhere(&answer, 200, &format!("{name} {address:?}"));
        }
    }
    let good = service("films");
    leads_nowhere(&house.stranger().get(&format!("/cas/logout?{}", form(&[("url", &good)]))), 200, "url leads nowhere");
    assert_eq!(house.stranger().get(&format!("/cas/logout?{}", form(&[("service", &good)]))).location(), good);
}
