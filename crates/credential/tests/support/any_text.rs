//! What must hold of any text shown at a door. Run by a test on random and mutated texts, and by the fuzzer.

use credential::{KeyRing, Refusal, SigningKey, Tolerance, Trust, sign, verify};

/// The instant of the examples, Unix seconds.
pub(crate) const NOW: i64 = 1_795_400_000;

/// The key of the examples.
pub(crate) fn key() -> SigningKey {
    SigningKey::from_seed([0, 1], &[0x42; 32])
}

/// Shows a text at a door that knows one key. Nothing panics; a refusal has a name; and what is accepted is, to the
/// letter, what the key signs: nobody makes a second text of a code.
pub(crate) fn check(text: &str) {
    let ring = KeyRing::from_iter([(key().verifying_key(), Trust::always())]);
    match verify(text, &ring, NOW, &Tolerance::default()) {
        Ok(verified) => {
            let code = sign(&verified.claims, &key()).expect("what was verified can be signed");
            let shown = verified.shown_proof.map(|digits| format!(".{}", String::from_utf8_lossy(&digits)));
            let whole = format!("{code}{}", shown.unwrap_or_default());
            assert_eq!(text.trim_matches(['\r', '\n', '\t']), whole);
        }
        Err(refusal) => {
            assert!(Refusal::CODES.contains(&refusal.code()));
            assert!(!refusal.to_string().is_empty());
        }
    }
    // The other readers take bytes from outside too.
    let bytes = text.as_bytes();
    let _ = credential::bundle::Bundle::verify(bytes, "beffroi-gate", &ring);
    let _ = credential::status_list::Published::verify(bytes, &ring);
    let _ = credential::status_list::StatusList::from_cbor(bytes);
    let _ = credential::desk_record::open(bytes, &[1; 64]);
    let _ = credential::number::typed(text);
}

/// Shows bytes as the message of a code: the fuzzer need not learn base45 first.
pub(crate) fn check_message(bytes: &[u8]) {
    check(&format!("CA1:{}", base45::encode(bytes)));
}
