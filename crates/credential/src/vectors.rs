//! Vectors of others: see tests/vectors/README.md.

use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use serde_json::Value as Json;

use crate::cose;
use crate::status_list::{Status, StatusList};
use crate::{Claims, VerifyingKey, base45_text};

fn file(text: &str) -> Json {
    serde_json::from_str(text).expect("JSON")
}

fn bytes(value: &Json) -> Vec<u8> {
    let text = value.as_str().expect("hexadecimal");
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).expect("hexadecimal")).collect()
}

/// Wycheproof: what is valid verifies, what is invalid does not, whatever was done to it.
#[test]
fn ed25519_as_wycheproof_says() {
    let (mut valid, mut invalid) = (0, 0);
    for group in file(include_str!("../tests/vectors/ed25519.json"))["groups"].as_array().unwrap() {
        let public: [u8; 32] = bytes(&group["pk"]).try_into().expect("32 bytes");
        let key = VerifyingKey::from_bytes([0, 1], &public);
        for test in group["tests"].as_array().unwrap() {
            let verifies = match (&key, <[u8; 64]>::try_from(bytes(&test["sig"]))) {
                (Ok(key), Ok(signature)) => key.verifies(&bytes(&test["msg"]), &signature),
                _ => false,
            };
            let expected = test["result"] == "valid";
            assert_eq!(verifies, expected, "{} {}", test["tcId"], test["comment"]);
            if expected { valid += 1 } else { invalid += 1 }
        }
    }
    assert_eq!((valid, invalid), (88, 63), "all 151");
}

/// The COSE examples: the same bytes to be signed as theirs, the same verdict. Those of P-256 are verified by `ring`,
/// to judge what is ours in them: how a message is taken apart. Ed448 is not ours.
#[test]
fn cose_as_its_examples_say() {
    use coset::{CborSerializable, CoseSign, CoseSign1, TaggedCborSerializable, iana};
    let mut seen = Vec::new();
    for example in file(include_str!("../tests/vectors/cose.json")).as_array().unwrap() {
        let name = example["file"].as_str().unwrap();
        let message = bytes(&example["cbor"]);
        let external = bytes(&example["external"]);
        let x = bytes(&example["x"]);
        // Our own reader takes EdDSA with a protected key identifier only: it refuses all of these.
        assert!(cose::read(&message).is_err(), "{name} is none of ours");
        let curve = example["curve"].as_str().unwrap();
        let (to_be_signed, signature, algorithm) = if example["several_signers"] == true {
            let read = CoseSign::from_tagged_slice(&message).expect(name);
            let signer = read.signatures[0].clone();
            (read.tbs_data(&external, &signer), signer.signature, signer.protected.header.alg)
        } else {
            let untagged = || if name.contains("pass-03") { CoseSign1::from_slice(&message).ok() } else { None };
            match CoseSign1::from_tagged_slice(&message).ok().or_else(untagged) {
                Some(mut read) => {
                    // An empty protected header may be written as an empty map; it is signed as no bytes (RFC 9052
                    // section 3). Ours are never empty.
                    if read.protected.original_data.as_deref() == Some(&[0xa0]) {
                        read.protected.original_data = None;
                    }
                    let protected = read.protected.header.alg.clone();
                    (read.tbs_data(&external), read.signature, protected.or(read.unprotected.alg))
                }
                None => {
                    let unreadable = ["fail-01", "fail-03"].iter().any(|fail| name.contains(fail));
                    assert!(unreadable, "{name}: only a wrong tag and an unknown algorithm cannot be read");
                    seen.push((name.to_owned(), false));
                    continue;
                }
            }
        };
        let verifies = match (curve, algorithm) {
            ("Ed25519", Some(coset::RegisteredLabelWithPrivate::Assigned(iana::Algorithm::EdDSA))) => {
                let key = VerifyingKey::from_bytes([0, 1], &x.try_into().unwrap()).unwrap();
                key.verifies(&to_be_signed, &signature.try_into().unwrap())
            }
            ("P-256", Some(coset::RegisteredLabelWithPrivate::Assigned(iana::Algorithm::ES256))) => {
                let point = [&[4][..], &x, &bytes(&example["y"])].concat();
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(&to_be_signed, &signature).is_ok()
            }
            ("Ed448", _) => continue,
            _ => false,
        };
        if verifies {
            assert_eq!(to_be_signed, bytes(&example["to_be_signed"]), "{name}");
        }
        seen.push((name.to_owned(), verifies));
    }
    for (name, verifies) in &seen {
        assert_eq!(*verifies, !name.contains("fail"), "{name}");
    }
    assert_eq!(seen.len(), 12, "{seen:?}");
    assert_eq!(seen.iter().filter(|(_, verifies)| !verifies).count(), 6);
}

/// RFC 9285 sections 4.3 and 4.4, and what it says cannot be.
#[test]
fn base45_as_its_rfc_says() {
    for (plain, text) in [
        (&b"AB"[..], "BB8"),
        (b"Hello!!", "%69 VD92EX0"),
        (b"base-45", "UJCLQE7W581"),
        (b"ietf!", "QED8WEX0"),
        (b"", ""),
    ] {
        assert_eq!(base45_text::encode(plain), text);
        assert_eq!(base45_text::decode(text).as_deref(), Some(plain));
    }
    // "GGW" is 65536 and ":::" is more; two letters beyond 255; one letter left; letters that are none of it.
    for text in ["GGW", ":::", "::", "A", "BB8A", "bb8", "B\u{e9}8", "BB8\n"] {
        assert_eq!(base45_text::decode(text), None, "{text:?}");
    }
}

/// The health certificates' texts: long ones, and one that does not decode.
#[test]
fn base45_as_the_health_certificates_have_it() {
    let cases = file(include_str!("../tests/vectors/base45.json"));
    let mut decoded = 0;
    for case in cases.as_array().unwrap() {
        let text = case["base45"].as_str().unwrap();
        if case["decodes"] == true {
            assert_eq!(base45_text::decode(text), Some(bytes(&case["bytes"])), "{}", case["file"]);
            assert_eq!(base45_text::encode(&bytes(&case["bytes"])), text, "{}", case["file"]);
            decoded += 1;
        } else {
            assert_ne!(base45_text::decode(text), Some(bytes(&case["bytes"])), "{}", case["file"]);
        }
    }
    assert_eq!((decoded, cases.as_array().unwrap().len()), (4, 5));
}

/// The lists of the document's appendix: read, and read again after we wrote them.
#[test]
fn status_lists_as_their_document_says() {
    let cases = file(include_str!("../tests/vectors/status_list.json"));
    for case in cases["small"].as_array().unwrap() {
        let list = StatusList::from_cbor(&bytes(&case["cbor"])).unwrap();
        assert_eq!(list.bytes(), bytes(&case["bytes"]), "{}", case["file"]);
    }
    for case in cases["long"].as_array().unwrap() {
        let bits = case["bits"].as_u64().unwrap() as u8;
        let list = StatusList::from_cbor(&bytes(&case["cbor"])).unwrap();
        assert_eq!((list.bits(), list.len()), (bits, 1 << 20), "{}", case["file"]);
        let mut ours = StatusList::new(bits, 1 << 20).unwrap();
        for set in case["set"].as_array().unwrap() {
            let (index, value) = (set[0].as_u64().unwrap() as u32, set[1].as_u64().unwrap() as u8);
            let status = match value {
                0 => Status::Valid,
                1 => Status::Invalid,
                2 => Status::Suspended,
                other => Status::Other(other),
            };
            assert_eq!(list.get(index), Some(status), "{} at {index}", case["file"]);
            assert!(ours.set(index, status));
        }
        for index in 0..1 << 20 {
            assert_eq!(list.get(index), ours.get(index), "{} at {index}: all others are valid", case["file"]);
        }
        assert_eq!(StatusList::from_cbor(&ours.to_cbor()).unwrap(), ours);
        assert_eq!(list.get(1 << 20), None);
    }
}

/// RFC 8392 appendix A.1: deterministic, and none of our codes.
#[test]
fn claims_of_the_rfc_are_read_and_are_not_ours() {
    let claims = concat!(
        "a70175636f61703a2f2f61732e6578616d706c652e636f6d02656572696b77037818636f61703a2f2f6c696768742e65",
        "78616d706c652e636f6d041a5612aeb0051a5610d9f0061a5610d9f007420b71"
    );
    let claims = bytes(&Json::from(claims));
    assert!(cose::from_canonical_bytes(&claims).is_some());
    assert_eq!(Claims::from_bytes(&claims), Err("the identifier is not 8 bytes"));
}
