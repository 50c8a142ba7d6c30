//! The page of agreement bent: nobody agrees to what they were not shown, and nobody agrees for them.

use crate::sign_on_town::{Answer, authorize, service};
use crate::told::says_no_more;
use crate::{Browser, hidden, house};

const ASKED: usize = 11;
const STRANGER: usize = 12;
const ACT: &str = "/fournisseurs/cours/accord";
const FROM: &str = "198.19.2.1";

/// A reader who has not agreed is shown the page, and the vendor gets nothing.
#[track_caller]
fn still_asked(browser: &mut Browser<'_>) -> Answer {
    let led = browser.get(&authorize("cours", "accord", &[]));
    assert_eq!((led.status, led.told("code")), (303, None), "{}", led.location());
    assert!(led.location().starts_with(&format!("{ACT}?retour=")), "{}", led.location());
    let silent = browser.get(&authorize("cours", "accord", &[("prompt", "none")]));
    assert_eq!(silent.told("error").as_deref(), Some("consent_required"), "{}", silent.location());
    let gateway = format!("/cas/login?{}&gateway=true", crate::form(&[("service", &service("cours"))]));
    assert_eq!(browser.get(&gateway).location(), service("cours"), "back without a ticket");
    browser.get(led.location())
}

#[test]
fn a_tampered_agreement_agrees_to_nothing_more() {
    let house = house();
    let mut browser = house.browser(ASKED);
    let page = still_asked(&mut browser);
    assert_eq!(page.status, 200, "{}", page.body);
    assert!(page.header("content-security-policy").contains("frame-ancestors 'none'"), "{}", page.head);
    let (back, seen) = (hidden(&page.body, "retour"), hidden(&page.body, "vu"));
    assert_eq!(seen, "given_name");
    for bent in [
        "given_name family_name",
        "given_name family_name email card_number",
        "card_number",
        "",
        "given_name given_name",
        "*",
    ] {
        let answer = browser.post(&page, ACT, FROM, &[("retour", &back), ("vu", bent)]);
        assert_eq!((answer.status, answer.location()), (409, ""), "{bent}: shown again");
        still_asked(&mut browser);
    }
    // Where to go on bent too.
    for elsewhere in ["https://evil.example/", "//evil.example/oidc/authorize", "/deconnexion", ""] {
        let answer = browser.post(&page, ACT, FROM, &[("retour", elsewhere), ("vu", &seen)]);
        assert_eq!((answer.status, answer.location()), (400, ""), "{elsewhere}");
        still_asked(&mut browser);
    }
    // Sent by another site: without our token, with a stranger's, by a reader's session and no page.
    let theirs = hidden(&house.browser(STRANGER).get("/ma-carte/fournisseurs").body, "form_token");
    for token in [None, Some(""), Some("x"), Some(theirs.as_str())] {
        let mut pairs = vec![("retour", back.as_str()), ("vu", &seen)];
        pairs.extend(token.map(|token| ("form_token", token)));
        let answer = browser.post_bare(ACT, FROM, &pairs);
        assert_eq!((answer.status, answer.location()), (403, ""), "{token:?}: {}", answer.body);
        still_asked(&mut browser);
    }
    // An address is no agreement.
    let by_address = format!("{ACT}?{}", crate::form(&[("retour", &back), ("vu", &seen), ("accord", "oui")]));
    assert_eq!(browser.get(&by_address).status, 200);
    still_asked(&mut browser);

    // Attributes never offered, beside what was: what was shown is agreed to, and nothing else.
    let more = [
        ("retour", back.as_str()),
        ("vu", &seen),
        ("attributes", "family_name email card_number"),
        ("attribute", "email"),
        ("family_name", "on"),
        ("email", "on"),
        ("card_number", "on"),
        ("account", "1"),
    ];
    let answer = browser.post(&page, ACT, FROM, &more);
    assert_eq!(answer.status, 303, "{}", answer.body);
    assert!(answer.location().starts_with("/fournisseurs/poursuivre?vers="), "{}", answer.location());
    let wide = [("scope", "openid profile email card")];
    let led = browser.get(&authorize("cours", "accord-donne", &wide));
    let given = house.node.redeem("cours", &led.told("code").expect("a code")).unwrap().json();
    let opened = house.userinfo(given["access_token"].as_str().unwrap());
    let told: Vec<String> = opened.json().as_object().unwrap().keys().cloned().collect();
    assert_eq!(told, ["given_name", "sub"]);
    let token = crate::tokens::claims(given["id_token"].as_str().unwrap());
    says_no_more(&token.to_string(), &house.reader(ASKED).card, ASKED);
    says_no_more(&opened.body, &house.reader(ASKED).card, ASKED);
    // One reader's agreement is nobody else's.
    still_asked(&mut house.browser(STRANGER));
}
