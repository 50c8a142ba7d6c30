//! Codes that must be refused, each with its reason.

#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

#[path = "support/any_text.rs"]
mod any_text;

use any_text::{NOW, check, check_message, key};
use ciborium::Value;
use coset::{CborSerializable, CoseSign1, CoseSign1Builder, Header, HeaderBuilder, TaggedCborSerializable, iana};
use credential::proof::{Epoch, Epochs, Proof, Secret};
use credential::{Claims, KeyId, KeyRing, Kind, Refusal, SigningKey, Tolerance, Trust, Unsignable, sign, verify};
use proptest::prelude::*;

/// What the codes of the examples say.
fn claims() -> Claims {
    Claims {
        id: [1, 2, 3, 4, 5, 6, 7, 8],
        kind: Kind::Pass,
        scope: 0,
        not_before: NOW - 1000,
        expires: NOW + 1000,
        status_index: 77,
        admits: 1,
    }
}

fn ring() -> KeyRing {
    KeyRing::from_iter([(key().verifying_key(), Trust::always())])
}

fn judge(text: &str) -> Result<Claims, Refusal> {
    verify(text, &ring(), NOW, &Tolerance::default()).map(|verified| verified.claims)
}

fn text_of(bytes: &[u8]) -> String {
    format!("CA1:{}", base45::encode(bytes))
}

fn bytes_of(text: &str) -> Vec<u8> {
    base45::decode(&text[4..]).unwrap()
}

fn malformed(text: &str) -> &'static str {
    match judge(text) {
        Err(Refusal::Malformed { what }) => what,
        other => panic!("{other:?}"),
    }
}

fn good() -> String {
    sign(&claims(), &key()).unwrap()
}

/// The payload of a code.
fn payload_of(text: &str) -> Vec<u8> {
    CoseSign1::from_tagged_slice(&bytes_of(text)).unwrap().payload.unwrap()
}

/// A message signed with our key, whatever it says.
fn signed(protected: Header, unprotected: Header, payload: Vec<u8>) -> CoseSign1 {
    CoseSign1Builder::new()
        .protected(protected)
        .unprotected(unprotected)
        .payload(payload)
        .create_signature(b"", |message| key().sign_bytes(message).to_vec())
        .build()
}

fn protected() -> Header {
    HeaderBuilder::new().algorithm(iana::Algorithm::EdDSA).key_id(vec![0, 1]).build()
}

fn signed_text(protected: Header, unprotected: Header, payload: Vec<u8>) -> String {
    text_of(&signed(protected, unprotected, payload).to_tagged_vec().unwrap())
}

fn cbor(value: &Value) -> Vec<u8> {
    let mut bytes = Vec::new();
    ciborium::into_writer(value, &mut bytes).unwrap();
    bytes
}

fn entries(payload: &[u8]) -> Vec<(Value, Value)> {
    match ciborium::from_reader(payload).unwrap() {
        Value::Map(entries) => entries,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_good_code_is_good_and_short() {
    let code = good();
    assert_eq!(judge(&code), Ok(claims()));
    assert_eq!((bytes_of(&code).len(), code.len()), (110, 169), "the index of this one has two bytes");
    let usual = Claims { status_index: 12_345, ..claims() };
    let usual = sign(&usual, &key()).unwrap();
    assert_eq!((bytes_of(&usual).len(), usual.len()), (111, 171));
    let longest = Claims { status_index: u32::MAX, scope: u32::MAX, admits: 255, kind: Kind::Invitation, ..claims() };
    let code = sign(&longest, &key()).unwrap();
    assert_eq!(judge(&code), Ok(longest.clone()));
    assert!(Secret::of(&[1; 32], &longest.id).shown(&code, NOW).len() <= credential::MAX_CHARS);
    assert_eq!(judge(&format!("\t{code}\r\n")), Ok(longest), "as a hand scanner sends it");
}

#[test]
fn every_kind_and_size_comes_back() {
    for kind in Kind::ALL {
        for (admits, scope, status_index) in [(1, 0, 0), (2, 0, 255), (1, 9, 65_535), (255, u32::MAX, u32::MAX)] {
            let claims = Claims { kind, admits, scope, status_index, ..claims() };
            assert_eq!(judge(&sign(&claims, &key()).unwrap()), Ok(claims));
        }
    }
}

#[test]
fn what_makes_no_sense_is_not_signed() {
    assert_eq!(sign(&Claims { admits: 0, ..claims() }, &key()), Err(Unsignable::AdmitsNobody));
    for (not_before, expires) in [(NOW, NOW), (NOW, NOW - 1), (-1, NOW), (NOW, 1 << 32)] {
        assert_eq!(sign(&Claims { not_before, expires, ..claims() }, &key()), Err(Unsignable::Period));
    }
}

#[test]
fn every_bit_of_it_counts() {
    let bytes = bytes_of(&good());
    for at in 0..bytes.len() {
        for bit in 0..8 {
            let mut altered = bytes.clone();
            altered[at] ^= 1 << bit;
            let refusal = judge(&text_of(&altered)).expect_err("altered");
            let reasons = ["malformed", "wrong_algorithm", "unknown_key", "bad_signature"];
            assert!(reasons.contains(&refusal.code()), "byte {at}, bit {bit}: {refusal:?}");
        }
        assert!(judge(&text_of(&bytes[..at])).is_err(), "cut at {at}");
    }
    // What is signed and what signs: nothing but the signature can tell.
    for at in [20, 40, bytes.len() - 1] {
        let mut altered = bytes.clone();
        altered[at] ^= 0x10;
        let refusal = judge(&text_of(&altered));
        assert!(matches!(refusal, Err(Refusal::BadSignature)), "byte {at}: {refusal:?}");
    }
}

#[test]
fn every_letter_of_it_counts() {
    const LETTERS: &str = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:abc\u{e9}";
    let code = good();
    for at in 0..code.len() {
        for letter in LETTERS.chars().step_by(7) {
            if code[at..].starts_with(letter) {
                continue;
            }
            assert!(judge(&format!("{}{letter}{}", &code[..at], &code[at + 1..])).is_err(), "{letter} at {at}");
            assert!(judge(&format!("{}{letter}{}", &code[..at], &code[at..])).is_err(), "{letter} put at {at}");
        }
    }
    assert_eq!(judge(&code.to_lowercase()), Err(Refusal::NotOurs));
    assert_eq!(malformed(&format!("CA1:{}", code[4..].to_lowercase())), "not base45");
}

#[test]
fn other_codes_are_said_to_be_others() {
    for text in ["", "https://exemple.fr", "HC1:6BF", "CA2:6BF", "CA1", "ca1:"] {
        assert_eq!(judge(text), Err(Refusal::NotOurs), "{text:?}");
    }
    assert_eq!(malformed("CA1:"), "not deterministic CBOR, or something follows it");
    assert_eq!(judge(&format!("CA1:{}", "A".repeat(218))), Err(Refusal::TooLong));
    assert_eq!(judge(&format!("CA1:{}", "A".repeat(5_000_000))), Err(Refusal::TooLong));
}

#[test]
fn forged_under_our_name_or_another() {
    let forger = SigningKey::from_seed([0, 1], &[0x66; 32]);
    assert_eq!(judge(&sign(&claims(), &forger).unwrap()), Err(Refusal::BadSignature));
    let stranger = SigningKey::from_seed([9, 9], &[0x42; 32]);
    let refusal = judge(&sign(&claims(), &stranger).unwrap());
    assert_eq!(refusal, Err(Refusal::UnknownKey { key: KeyId([9, 9]) }));
    // A signature of another code.
    let other = sign(&Claims { admits: 2, ..claims() }, &key()).unwrap();
    let (ours, theirs) = (bytes_of(&good()), bytes_of(&other));
    let grafted = [&theirs[..theirs.len() - 64], &ours[ours.len() - 64..]].concat();
    assert_eq!(judge(&text_of(&grafted)), Err(Refusal::BadSignature));
    // No signature at all, or one of zeros.
    let zeros = [&ours[..ours.len() - 64], &[0; 64]].concat();
    assert_eq!(judge(&text_of(&zeros)), Err(Refusal::BadSignature));
}

#[test]
fn not_yet_and_no_more() {
    let tolerance = Tolerance { clock: 30 };
    let at = |now| verify(&good(), &ring(), now, &tolerance).map(|_| ());
    let Claims { not_before, expires, .. } = claims();
    assert_eq!(at(not_before - 31), Err(Refusal::NotYet { from: not_before }));
    assert_eq!(at(not_before - 30), Ok(()));
    assert_eq!(at(expires + 29), Ok(()));
    assert_eq!(at(expires + 30), Err(Refusal::Expired { since: expires }));
    assert_eq!(at(i64::MAX), Err(Refusal::Expired { since: expires }));
    assert_eq!(at(i64::MIN), Err(Refusal::NotYet { from: not_before }));
}

#[test]
fn keys_taken_back_and_over() {
    let with = |trust| {
        let ring = KeyRing::from_iter([(key().verifying_key(), trust)]);
        verify(&good(), &ring, NOW, &Tolerance::default()).map(|_| ())
    };
    assert_eq!(with(Trust::revoked()), Err(Refusal::RevokedKey { key: KeyId([0, 1]) }));
    assert_eq!(with(Trust::until(NOW + 1)), Ok(()));
    let over = Err(Refusal::KeyOver { key: KeyId([0, 1]), since: NOW - 100 });
    assert_eq!(with(Trust::until(NOW - 100)), over);
    // What is forged under an old key is said to be forged.
    let forged = sign(&claims(), &SigningKey::from_seed([0, 1], &[0x66; 32])).unwrap();
    let ring = KeyRing::from_iter([(key().verifying_key(), Trust::until(NOW - 100))]);
    assert_eq!(verify(&forged, &ring, NOW, &Tolerance::default()), Err(Refusal::BadSignature));
    assert_eq!(
        verify(&good(), &KeyRing::new(), NOW, &Tolerance::default()),
        Err(Refusal::UnknownKey { key: KeyId([0, 1]) })
    );
}

/// ministero-salute/it-dgc-verificaC19-android#180: a list that forgot a revocation brought the key back.
#[test]
fn a_key_taken_back_stays_so() {
    let mut ring = ring();
    ring.add(key().verifying_key(), Trust::revoked());
    ring.add(key().verifying_key(), Trust::always());
    assert!(ring.get(KeyId([0, 1])).unwrap().1.revoked);
    assert!(verify(&good(), &ring, NOW, &Tolerance::default()).is_err());
    // A name never passes to another key.
    let mut ring = KeyRing::from_iter([(key().verifying_key(), Trust::always())]);
    let other = SigningKey::from_seed([0, 1], &[0x66; 32]);
    ring.add(other.verifying_key(), Trust::always());
    assert_eq!(ring.len(), 1);
    assert!(verify(&good(), &ring, NOW, &Tolerance::default()).is_ok());
}

#[test]
fn keys_under_which_anything_verifies_are_no_keys() {
    let mut neutral = [0; 32];
    neutral[0] = 1;
    assert!(credential::VerifyingKey::from_bytes([0, 1], &neutral).is_err());
    assert!(credential::VerifyingKey::from_bytes([0, 1], &[0; 32]).is_err());
}

#[test]
fn algorithms_of_others_and_none() {
    let payload = payload_of(&good());
    for algorithm in [iana::Algorithm::ES256, iana::Algorithm::ES512, iana::Algorithm::HMAC_256_256] {
        let header = HeaderBuilder::new().algorithm(algorithm).key_id(vec![0, 1]).build();
        assert_eq!(judge(&signed_text(header, Header::default(), payload.clone())), Err(Refusal::WrongAlgorithm));
    }
    let none = HeaderBuilder::new().key_id(vec![0, 1]).build();
    assert_eq!(judge(&signed_text(none, Header::default(), payload.clone())), Err(Refusal::WrongAlgorithm));
    // Said outside of what is signed, it is not said.
    let none = HeaderBuilder::new().key_id(vec![0, 1]).build();
    let outside = HeaderBuilder::new().algorithm(iana::Algorithm::EdDSA).build();
    assert_eq!(malformed(&signed_text(none, outside, payload)), "the unprotected header is not empty");
}

#[test]
fn keys_named_outside_of_what_is_signed() {
    let payload = payload_of(&good());
    let kid = HeaderBuilder::new().key_id(vec![0, 1]).build();
    let unnamed = HeaderBuilder::new().algorithm(iana::Algorithm::EdDSA).build();
    assert_eq!(
        malformed(&signed_text(unnamed.clone(), kid.clone(), payload.clone())),
        "the unprotected header is not empty"
    );
    assert_eq!(malformed(&signed_text(protected(), kid, payload.clone())), "the unprotected header is not empty");
    let swapped = HeaderBuilder::new().key_id(vec![9, 9]).build();
    assert_eq!(malformed(&signed_text(protected(), swapped, payload.clone())), "the unprotected header is not empty");
    assert_eq!(
        malformed(&signed_text(unnamed, Header::default(), payload.clone())),
        "the key identifier is not two bytes"
    );
    let long = HeaderBuilder::new().algorithm(iana::Algorithm::EdDSA).key_id(vec![0, 1, 2]).build();
    assert_eq!(malformed(&signed_text(long, Header::default(), payload)), "the key identifier is not two bytes");
}

#[test]
fn headers_that_say_more() {
    let payload = payload_of(&good());
    let typed = HeaderBuilder::new().algorithm(iana::Algorithm::EdDSA).key_id(vec![0, 1]).value(16, "x".into()).build();
    let more = "the header says more than algorithm and key";
    assert_eq!(malformed(&signed_text(typed, Header::default(), payload.clone())), more);
    // A bundle, signed with the same key by mistake, is no code.
    let bundle =
        credential::bundle::Bundle { kind: "b".into(), issued_at: NOW, not_after: NOW + 1, payload: b"{}".to_vec() };
    assert_eq!(malformed(&text_of(&bundle.sign(&key()))), more);
    // A code is no bundle either.
    let code = bytes_of(&good());
    let refused = credential::bundle::Bundle::verify(&code, "beffroi-gate", &ring());
    assert_eq!(refused, Err(credential::bundle::Error::OtherKind));
    let mut critical = protected();
    critical.crit = vec![coset::RegisteredLabelWithPrivate::Assigned(iana::HeaderParameter::Alg)];
    assert!(malformed(&signed_text(critical, Header::default(), payload)).contains("critical"));
}

#[test]
fn spelled_otherwise() {
    let form = "not deterministic CBOR, or something follows it";
    let bytes = bytes_of(&good());
    assert_eq!(malformed(&text_of(&[&bytes[..], &[0]].concat())), form, "something follows");
    assert_eq!(malformed(&text_of(&[&bytes[..], &bytes].concat()[..120])), form);
    assert_eq!(malformed(&text_of(&bytes[1..])), "not a tagged COSE_Sign1", "without its tag");
    assert_eq!(malformed(&text_of(&[&[0xd1], &bytes[1..]].concat())), "not a tagged COSE_Sign1", "with another");
    assert_eq!(malformed(&text_of(&[&[0xd8, 18], &bytes[1..]].concat())), form, "tag in a longer form");
    assert_eq!(malformed(&text_of(&[&[0xd2, 0x98, 4], &bytes[2..]].concat())), form, "array in a longer form");
    let indefinite = [&[0xd2, 0x9f], &bytes[2..], &[0xff]].concat();
    assert_eq!(malformed(&text_of(&indefinite)), form, "array without a length");
    assert_eq!(malformed(&text_of(&[0x81; 130])), form, "nested deep");
    // Group of three letters that stands for more than two bytes.
    assert_eq!(malformed(&format!("{}GGW", good())), "not base45");
    // Protected header in a longer form: signed by our own key, and still refused.
    let payload = payload_of(&good());
    let mut message = signed(protected(), Header::default(), payload);
    message.protected.original_data = Some(vec![0xa2, 0x18, 0x01, 0x27, 0x04, 0x42, 0, 1]);
    let message = resigned(message);
    assert_eq!(malformed(&text_of(&message)), "the protected header is not deterministic CBOR");
    let mut twice = signed(protected(), Header::default(), payload_of(&good()));
    twice.protected.original_data = Some(vec![0xa3, 0x01, 0x27, 0x04, 0x42, 9, 9, 0x04, 0x42, 0, 1]);
    assert_eq!(malformed(&text_of(&resigned(twice))), "not a tagged COSE_Sign1", "a key named twice");
}

fn resigned(mut message: CoseSign1) -> Vec<u8> {
    message.signature = key().sign_bytes(&message.tbs_data(b"")).to_vec();
    message.to_tagged_vec().unwrap()
}

#[test]
fn claims_that_are_none() {
    let refuse = |value: Value| malformed(&signed_text(protected(), Header::default(), cbor(&value)));
    let usual = entries(&payload_of(&good()));
    let with = |at: usize, value: Value| {
        let mut entries = usual.clone();
        entries[at].1 = value;
        Value::Map(entries)
    };
    let numbers = |numbers: &[i64]| Value::Array(numbers.iter().map(|number| Value::from(*number)).collect());
    assert_eq!(refuse(Value::Array(vec![])), "claims are not a map");
    assert_eq!(refuse(Value::Map(vec![])), "no expiry");
    assert_eq!(refuse(with(0, Value::from(-1))), "no expiry");
    assert_eq!(refuse(with(0, Value::from(1.5e9))), "no expiry");
    assert_eq!(refuse(with(0, Value::from(u64::MAX))), "no expiry");
    assert_eq!(refuse(with(1, Value::Null)), "no beginning");
    assert_eq!(refuse(with(1, Value::from(NOW + 1000))), "ends before it begins");
    assert_eq!(refuse(with(2, Value::Bytes(vec![1; 7]))), "the identifier is not 8 bytes");
    assert_eq!(refuse(with(2, "12345678".into())), "no identifier");
    assert_eq!(refuse(with(3, Value::from(1))), "no entry claim");
    assert_eq!(refuse(with(3, numbers(&[]))), "the entry claim has not one to four numbers");
    assert_eq!(refuse(with(3, numbers(&[1, 2, 3, 4, 5]))), "the entry claim has not one to four numbers");
    assert_eq!(refuse(with(3, numbers(&[1, 0]))), "admits nobody or a crowd");
    assert_eq!(refuse(with(3, numbers(&[1, 256]))), "admits nobody or a crowd");
    assert_eq!(refuse(with(3, numbers(&[1, 1]))), "the entry claim says what goes without saying");
    assert_eq!(refuse(with(3, numbers(&[1, 2, 0]))), "the entry claim says what goes without saying");
    assert_eq!(refuse(with(3, numbers(&[1, 2, 1, 0]))), "the entry claim says what goes without saying");
    assert_eq!(refuse(with(3, numbers(&[1, 2, 9]))), "unknown kind");
    assert_eq!(refuse(with(3, numbers(&[-1]))), "the entry claim holds no number");
    assert_eq!(refuse(with(3, numbers(&[1 << 32]))), "the entry claim holds no number");
    let canonical = "claims are not deterministic CBOR";
    let mut twice = usual.clone();
    twice.insert(1, (Value::from(4), Value::from(NOW + 900_000)));
    assert_eq!(refuse(Value::Map(twice)), canonical, "an expiry said twice");
    let mut unsorted = usual.clone();
    unsorted.swap(0, 1);
    assert_eq!(refuse(Value::Map(unsorted)), canonical);
    let trailing = [payload_of(&good()), vec![0]].concat();
    assert_eq!(malformed(&signed_text(protected(), Header::default(), trailing)), canonical);
    // What a later writer adds is passed over.
    let mut later = usual;
    later.insert(0, (Value::from(1), "iss".into()));
    let later = signed_text(protected(), Header::default(), cbor(&Value::Map(later)));
    assert_eq!(judge(&later), Ok(claims()));
}

#[test]
fn without_a_payload() {
    let mut message = signed(protected(), Header::default(), vec![]);
    message.payload = None;
    assert_eq!(malformed(&text_of(&message.to_tagged_vec().unwrap())), "no payload");
    let mut short = signed(protected(), Header::default(), payload_of(&good()));
    short.signature.pop();
    assert_eq!(malformed(&text_of(&short.to_tagged_vec().unwrap())), "the signature is not 64 bytes");
    assert_eq!(malformed(&text_of(&protected().to_vec().unwrap())), "not a tagged COSE_Sign1");
}

#[test]
fn a_proof_is_read_behind_any_code() {
    let epochs = Epochs(vec![Epoch { number: 3, key: [5; 32], until: NOW + 10_000 }]);
    for index in 0..300 {
        let claims = Claims { status_index: index, ..claims() };
        let code = sign(&claims, &key()).unwrap();
        let shown = Secret::of(&[5; 32], &claims.id).shown(&code, NOW);
        assert_eq!(shown.len(), code.len() + 9);
        let verified = verify(&shown, &ring(), NOW, &Tolerance::default()).unwrap();
        assert_eq!(verified.claims, claims);
        assert_eq!(epochs.check(&claims.id, &verified.shown_proof.unwrap(), NOW, 1), Proof::Fresh);
    }
    // Digits that are none, or too many of them, belong to no code.
    let code = good();
    for tail in [".1234567", ".123456789", ".1234567A", "12345678", ".", ".12345678.12345678"] {
        assert!(judge(&format!("{code}{tail}")).is_err(), "{tail}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_text(text in ".{0,300}") {
        check(&text);
        check(&format!("CA1:{text}"));
    }

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..160)) {
        check_message(&bytes);
        check(&String::from_utf8_lossy(&bytes));
    }

    /// Any of our codes, with some bytes changed, taken away or put in.
    #[test]
    fn any_mutation(changes in proptest::collection::vec((0_usize..3, any::<prop::sample::Index>(), any::<u8>()), 1..4)) {
        let mut bytes = bytes_of(&good());
        for (what, at, byte) in changes {
            let at = at.index(bytes.len());
            match what {
                0 => bytes[at] = byte,
                1 => { bytes.remove(at); }
                _ => bytes.insert(at, byte),
            }
        }
        check_message(&bytes);
    }

    /// Whatever claims say, they come back as they were.
    #[test]
    fn any_claims(
        id in any::<[u8; 8]>(), kind in 0_usize..4, scope in any::<u32>(), admits in 1_u8..,
        status_index in any::<u32>(), not_before in 0_i64..=NOW, lasts in 1_i64..1_000_000_000,
    ) {
        let claims = Claims {
            id, kind: Kind::ALL[kind], scope, admits, status_index, not_before, expires: NOW + lasts,
        };
        prop_assert_eq!(judge(&sign(&claims, &key()).unwrap()), Ok(claims));
    }
}
