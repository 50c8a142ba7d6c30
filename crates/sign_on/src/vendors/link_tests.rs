use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::attribute::Fact;
use crate::vendor::VendorState;

fn vendor() -> Vendor {
    Vendor {
        id: "v".into(),
        code: "v".into(),
        name: "V".into(),
        site: String::new(),
        description: String::new(),
        door: "d".into(),
        state: VendorState::Open,
        attributes: BTreeSet::from([Attribute::GivenName, Attribute::CardNumber]),
        reasons: BTreeMap::new(),
        demo: false,
    }
}

fn settings(template: &str, signed: &str, algorithm: Algorithm) -> LinkSettings {
    LinkSettings {
        template: template.into(),
        signed: signed.into(),
        algorithm,
        time: Time::Seconds,
        secret: "sealed".into(),
    }
}

fn at(second: i64) -> Zoned {
    let instant = jiff::Timestamp::from_second(second).expect("an instant");
    instant.to_zoned(access::local_zone())
}

fn comer<'a>(pseudonym: &'a str, facts: &'a Facts, at: &'a Zoned) -> Comer<'a> {
    Comer { pseudonym, facts, at, nonce: "n" }
}

const GOOD: &str = "https://vod.example/sso?id={pseudonym}&t={timestamp}&sig={signature}&prenom={given_name}";

/// The signatures are those of other programs: RFC 4231 test 2 for HMAC-SHA-256, RFC 2202 test 2 for the others, and
/// `md5sum`, `sha1sum`, `sha256sum` of "abc".
#[test]
fn signatures_are_those_of_the_standards() {
    let signed = |algorithm: Algorithm, secret: &str, text: &str| algorithm.sign(secret.as_bytes(), text.as_bytes());
    let what = "what do ya want for nothing?";
    assert_eq!(
        signed(Algorithm::HmacSha256, "Jefe", what),
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    );
    assert_eq!(signed(Algorithm::HmacSha1, "Jefe", what), "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
    assert_eq!(signed(Algorithm::HmacMd5, "Jefe", what), "750c783e6ab0b503eaa86e310a5db738");
    assert_eq!(signed(Algorithm::Md5, "", "abc"), "900150983cd24fb0d6963f7d28e17f72");
    assert_eq!(signed(Algorithm::Sha1, "", "abc"), "a9993e364706816aba3e25717850c26c9cd0d89d");
    assert_eq!(
        signed(Algorithm::Sha256, "", "abc"),
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
}

#[test]
fn an_address_holds_who_comes_when_and_their_signature() {
    let facts = Facts::from([(Attribute::GivenName, Fact::Text("Zoé & Léa".into()))]);
    let at = at(1_795_000_000);
    let built =
        address(&settings(GOOD, "{pseudonym}|{timestamp}", Algorithm::HmacSha256), b"secret", comer("p1", &facts, &at));
    assert_eq!(built.signed, "p1|1795000000");
    let signature = Algorithm::HmacSha256.sign(b"secret", b"p1|1795000000");
    assert_eq!(
        built.address,
        format!("https://vod.example/sso?id=p1&t=1795000000&sig={signature}&prenom=Zo%C3%A9+%26+L%C3%A9a")
    );
    // Unknown is empty, not invented.
    let blank =
        address(&settings(GOOD, "{pseudonym}{nonce}", Algorithm::HmacSha1), b"s", comer("p", &Facts::new(), &at));
    assert!(blank.address.ends_with("&prenom="), "{}", blank.address);
}

#[test]
fn a_secret_mixed_in_never_shows() {
    let at = at(0);
    let old =
        settings("https://a.example/?u={pseudonym}&k={signature}", "{pseudonym}{timestamp}{secret}", Algorithm::Md5);
    let built = address(&old, b"s3cret", comer("p", &Facts::new(), &at));
    assert_eq!(built.signed, "p0{secret}");
    assert_eq!(built.address, format!("https://a.example/?u=p&k={}", Algorithm::Md5.sign(b"", b"p0s3cret")));
}

/// What AFI-OPAC sends to Vodeclic: each value beside its own SHA-256, the secret after it; the sums are `sha256sum`'s.
#[test]
fn values_are_signed_one_by_one_for_those_who_ask_so() {
    let old = LinkSettings {
        time: Time::Day,
        ..settings(
            "https://v.example/sso?id={pseudonym}&encrypted_id={signed_pseudonym}&d={signed_timestamp}&prenom={given_name}&p={signed_given_name}",
            "",
            Algorithm::Sha256,
        )
    };
    assert_eq!(old.fault(&vendor()), None);
    // Half past midnight in Lille is still the day before by universal time.
    let at: Zoned = "2026-11-24T00:30:00+01:00[Europe/Paris]".parse().expect("an instant");
    let built = address(&old, b"secret", comer("p1", &Facts::new(), &at));
    assert_eq!(
        built.address,
        "https://v.example/sso?id=p1\
         &encrypted_id=d39fb6a12b9200d3a4e8b53d98ba3098debd698f5d070d6ec0e9f1eea646790a\
         &d=f43dc420953d1af2260510d2467b42adcf6feca1a10bc2bc970cc587b97892a2&prenom=&p="
    );
}

#[test]
fn what_could_not_be_safe_is_refused() {
    let signed = "{pseudonym}{timestamp}";
    let fault = |template: &str, signed: &str, algorithm| settings(template, signed, algorithm).fault(&vendor());
    assert_eq!(fault(GOOD, signed, Algorithm::HmacSha256), None);
    for (template, text, expected) in [
        ("http://vod.example/?{pseudonym}{signature}", signed, Fault::Address),
        ("https://{given_name}.example/?{pseudonym}{signature}", signed, Fault::Address),
        ("https://a@evil.example/?{pseudonym}{signature}", signed, Fault::Address),
        ("https://vod.example", signed, Fault::Address),
        ("javascript:alert(1)//{pseudonym}{signature}", signed, Fault::Address),
        ("https://vod.example/?\n{pseudonym}{signature}", signed, Fault::Address),
        ("https://vod.example/?{signature}", signed, Fault::Nobody),
        ("https://vod.example/?{pseudonym}", signed, Fault::Unsigned),
        ("https://vod.example/?{pseudonym}{signature}{family_name}", signed, Fault::NotGiven),
        ("https://vod.example/?{pseudonym}{signature}{secret}", signed, Fault::Unknown),
        ("https://vod.example/?{pseudonym}{signature}{", signed, Fault::Unknown),
        ("https://vod.example/?{pseudonym}}{signature}", signed, Fault::Unknown),
        ("https://vod.example/?{pseudonym}{signed_pseudonym}", "", Fault::SignsNoTime),
        ("https://vod.example/?{pseudonym}{signed_timestamp}", "{pseudonym}", Fault::SignsNobody),
        ("https://vod.example/?{pseudonym}{signed_secret}", "", Fault::Unknown),
        ("https://vod.example/?{pseudonym}{signed_family_name}", "", Fault::NotGiven),
        (GOOD, "{timestamp}", Fault::SignsNobody),
        (GOOD, "{pseudonym}", Fault::SignsNoTime),
        (GOOD, "{pseudonym}{timestamp}{secret}", Fault::Secret),
    ] {
        assert_eq!(fault(template, text, Algorithm::HmacSha256), Some(expected), "{template} {text}");
    }
    assert_eq!(fault(GOOD, signed, Algorithm::Md5), Some(Fault::Secret));
    // The demonstration's vendors live on this machine.
    let demo = Vendor { demo: true, ..vendor() };
    let local = settings("http://127.0.0.1:9000/?{pseudonym}{signature}", signed, Algorithm::HmacSha256);
    assert_eq!((local.fault(&demo), local.fault(&vendor())), (None, Some(Fault::Address)));
}

proptest::proptest! {
    /// Whatever is typed as a template and told of a reader, nothing panics, and the host stays the one typed.
    #[test]
    fn no_attribute_moves_the_host(template in "\\PC{0,60}", name in "\\PC{0,30}", signed in "\\PC{0,40}") {
        let facts = Facts::from([(Attribute::GivenName, Fact::Text(name))]);
        let at = at(0);
        let template = format!("https://vod.example/{template}");
        let one = settings(&template, &signed, Algorithm::HmacSha256);
        let _ = one.fault(&vendor());
        let built = address(&one, b"s", comer("p", &facts, &at));
        proptest::prop_assert!(built.address.is_empty() || built.address.starts_with("https://vod.example/"));
    }
}
