//! What a vendor is told, in the words of OpenID Connect (Core 1.0 §5.1).

use std::collections::BTreeSet;

use people::OpenedBy;
use serde_json::{Map, Value as Json, json};

use super::request::Scope;
use crate::attribute::{Attribute, Fact, Facts};
use crate::knock::entry_id;

/// Claims that may be told, beside those every ID token has. Those without a standard name begin with the program's.
pub(crate) const CLAIMS: [(&str, Attribute); 9] = [
    ("given_name", Attribute::GivenName),
    ("family_name", Attribute::FamilyName),
    ("email", Attribute::Email),
    ("beffroi_member", Attribute::Member),
    ("beffroi_adult", Attribute::Adult),
    ("beffroi_age_band", Attribute::AgeBand),
    ("beffroi_library", Attribute::Library),
    ("beffroi_commune", Attribute::Commune),
    ("beffroi_card_number", Attribute::CardNumber),
];

/// The facts that were asked for, of those that may be told.
pub(crate) fn of_facts(facts: &Facts, scopes: &BTreeSet<Scope>) -> Map<String, Json> {
    let mut claims = Map::new();
    for (name, attribute) in CLAIMS {
        let Some(fact) = facts.get(&attribute) else { continue };
        if !scopes.iter().any(|scope| scope.covers(attribute)) {
            continue;
        }
        let value = match fact {
            Fact::Flag(flag) => json!(flag),
            Fact::Text(text) => json!(text),
        };
        claims.insert(name.to_owned(), value);
        if attribute == Attribute::Email {
            // An address stands in an account once its owner has answered a letter sent there.
            claims.insert("email_verified".to_owned(), json!(true));
        }
    }
    if let (Some(Json::String(given)), Some(Json::String(family))) =
        (claims.get("given_name"), claims.get("family_name"))
    {
        let name = format!("{given} {family}");
        claims.insert("name".to_owned(), json!(name));
    }
    claims
}

/// The name of a login at a vendor's (`sid`), from which the login's own can't be told.
pub(crate) fn sid(login: &str) -> String {
    entry_id(&["oidc sid", login])
}

/// How someone signed in (`acr`): one of [`ACR`].
pub(crate) fn acr(opened_by: &str) -> String {
    format!("urn:beffroi:acr:{opened_by}")
}

/// Every `acr` there is.
pub(crate) fn all_acr() -> Vec<String> {
    [OpenedBy::Password, OpenedBy::Pin, OpenedBy::Link, OpenedBy::Passkey, OpenedBy::Outside]
        .map(|way| acr(way.code()))
        .to_vec()
}

/// The methods used, by their registered names (RFC 8176 §2); none for another provider's word.
pub(crate) fn amr(opened_by: &str) -> Option<Json> {
    match opened_by {
        "password" => Some(json!(["pwd"])),
        "pin" => Some(json!(["pin"])),
        "link" => Some(json!(["otp"])),
        "passkey" => Some(json!(["pop"])),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_asked_of_what_may_be_told() {
        let facts = crate::reader::made_up();
        let scopes = |text: &str| Scope::read(text);
        assert!(of_facts(&facts, &scopes("openid")).is_empty());
        let profile = of_facts(&facts, &scopes("openid profile"));
        assert_eq!(profile["given_name"], "Camille");
        assert_eq!(profile["name"], "Camille Essai");
        assert_eq!(profile["beffroi_adult"], true);
        assert!(!profile.contains_key("email") && !profile.contains_key("beffroi_card_number"));
        let email = of_facts(&facts, &scopes("openid email"));
        assert_eq!(email.keys().collect::<Vec<_>>(), ["email", "email_verified"]);
        let all = of_facts(&facts, &scopes("openid profile email card"));
        assert_eq!(all.len(), CLAIMS.len() + 2);
        // What is not known is not told.
        let mut unknown = facts;
        unknown.remove(&Attribute::FamilyName);
        unknown.remove(&Attribute::Email);
        let told = of_facts(&unknown, &scopes("openid profile email"));
        assert!(!told.contains_key("name") && !told.contains_key("email_verified"));
    }

    #[test]
    fn a_login_has_another_name_outside() {
        assert_ne!(sid("a"), sid("b"));
        assert!(!sid("a").contains('a') || sid("a").len() == 36);
    }
}
