//! The example of docs/credential.md is what this room computes: whoever writes a gate from the document can trust it.

use credential::bundle::Bundle;
use credential::desk_record::{self, DeskRecord};
use credential::proof::Secret;
use credential::scan_log;
use credential::status_list::{Published, Status, StatusList};
use credential::{Claims, Kind, SigningKey, sign, signature};

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn the_document_shows_what_is_computed() {
    let key = SigningKey::from_seed([0x12, 0x34], &[7; 32]);
    let claims = Claims {
        id: [1, 2, 3, 4, 5, 6, 7, 8],
        kind: Kind::Pass,
        scope: 0,
        not_before: 1_795_392_000,
        expires: 1_826_928_000,
        status_index: 1234,
        admits: 2,
    };
    let code = sign(&claims, &key).unwrap();
    let signed = signature(&code).unwrap();
    let secret = Secret::of(&[9; 32], &claims.id);
    let record = DeskRecord { first_name: "Zoé".into(), picture: vec![] };
    let list = StatusList::of([Status::Valid, Status::Invalid, Status::Suspended, Status::Valid, Status::Invalid]);
    let published = Published {
        address: "https://beffroi.example/statuts".into(),
        issued_at: 1_795_392_000,
        expires: 1_798_070_400,
        ask_again: 3600,
        list: list.clone(),
    };
    let bundle = Bundle {
        kind: "beffroi-gate".into(),
        issued_at: 1_795_392_000,
        not_after: 1_796_601_600,
        payload: br#"{"epoch":1}"#.to_vec(),
    };
    let chain = scan_log::chain(&scan_log::origin("device-1"), [r#"{"seq":1}"#, r#"{"seq":2}"#]);
    let head = scan_log::head_message("device-1", 2, &chain[1]);
    let shown = [
        ("public key", hex(&key.verifying_key().to_bytes())),
        ("code", code.clone()),
        ("proof secret", hex(&secret.0)),
        ("shown at 1795392000", secret.shown(&code, 1_795_392_000)),
        ("desk record lookup", hex(&desk_record::lookup_id(&signed).0)),
        ("desk record sealed", hex(&desk_record::seal(&record, &signed).unwrap())[..80].to_owned()),
        ("status bytes", hex(list.bytes())),
        ("status token", hex(&published.sign(&key))),
        ("bundle", hex(&bundle.sign(&key))),
        ("log origin", hex(&scan_log::origin("device-1"))),
        ("log head", hex(&chain[1])),
        ("log signature", hex(&key.sign_bytes(&head))),
    ];
    let document = include_str!("../../../docs/credential.md");
    // Long values are cut over several lines there.
    let document: String = document.split_whitespace().collect();
    let said = |value: &str| document.contains(&value.split_whitespace().collect::<String>());
    let missing: Vec<_> = shown.iter().filter(|(_, value)| !said(value)).collect();
    assert!(missing.is_empty(), "docs/credential.md should say:\n{missing:#?}");
}
