//! Our messages verified by others: Python's `cwt` and `pycose`.

mod support;

use credential::bundle::Bundle;
use credential::status_list::{Published, Status, StatusList};
use credential::{Claims, Kind, SigningKey, sign};

/// Reads base45 by the text of RFC 9285, then verifies with `cwt`; prints what the claims say.
const CWT: &str = r#"
import sys
from cwt import COSEKey, decode
from cwt.algs.okp import OKPKey
kid, public, text, token = sys.argv[1:5]
letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
def base45(text):
    out = bytearray()
    for at in range(0, len(text), 3):
        group = [letters.index(letter) for letter in text[at:at + 3]]
        value = sum(digit * 45 ** place for place, digit in enumerate(group))
        out += value.to_bytes(2 if len(group) == 3 else 1, "big")
    return bytes(out)
key = COSEKey.new({1: 1, 2: bytes.fromhex(kid), 3: -8, -1: 6, -2: bytes.fromhex(public)})
assert text.startswith("CA1:")
claims = decode(base45(text[4:]), key)
print(claims[4], claims[5], claims[7].hex(), claims[-65537])
claims = decode(bytes.fromhex(token), key)
print(claims[2], claims[4], claims[6], claims[65534], claims[65533]["bits"], claims[65533]["lst"].hex())
altered = bytearray(base45(text[4:])); altered[30] ^= 1
try:
    decode(bytes(altered), key)
    print("ACCEPTED")
except Exception as refused:
    print("refused", type(refused).__name__)
"#;

/// Verifies with `pycose`; prints header and payload.
const PYCOSE: &str = r#"
import sys
from pycose.messages import CoseMessage
from pycose.keys import OKPKey
from pycose.keys.curves import Ed25519
kid, public, message = sys.argv[1:4]
message = CoseMessage.decode(bytes.fromhex(message))
message.key = OKPKey(crv=Ed25519, x=bytes.fromhex(public), optional_params={"KID": bytes.fromhex(kid)})
print(type(message).__name__, message.verify_signature(), message.payload.decode())
"#;

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn key() -> SigningKey {
    SigningKey::from_seed([0x12, 0x34], &[7; 32])
}

#[test]
fn cwt_of_python_verifies_our_codes_and_lists() {
    if !support::is_available("cwt", "python3", &["-c", "import cwt"]) {
        return;
    }
    let public = hex(&key().verifying_key().to_bytes());
    // It looks at the clock of the machine: these are good from 2020 to 2100.
    for (kind, admits, scope, status_index) in
        [(Kind::Pass, 1, 0, 0), (Kind::Pass, 2, 0, 70_000), (Kind::Invitation, 1, 12, 300)]
    {
        let claims = Claims {
            id: [1, 2, 3, 4, 5, 6, 7, 8],
            kind,
            scope,
            not_before: 1_577_836_800,
            expires: 4_102_444_800,
            status_index,
            admits,
        };
        let list = StatusList::of([Status::Valid, Status::Invalid, Status::Suspended]);
        let published = Published {
            address: "https://beffroi.example/statuts".into(),
            issued_at: 1_577_836_800,
            expires: 4_102_444_800,
            ask_again: 3600,
            list: list.clone(),
        };
        let code = sign(&claims, &key()).unwrap();
        let token = hex(&published.sign(&key()));
        let printed = support::run("python3", &["-c", CWT, "1234", &public, &code, &token], b"").expect("cwt reads it");
        let printed = String::from_utf8(printed).unwrap();
        let mut entry = vec![status_index, u32::from(admits), u32::from(kind.number()), scope];
        while entry.len() > 1 && entry.last() == Some(&[0, 1, 0, 0][entry.len() - 1]) {
            entry.pop();
        }
        let lines: Vec<_> = printed.lines().collect();
        assert_eq!(lines[0], format!("4102444800 1577836800 0102030405060708 {entry:?}"));
        let lst = hex(&list.compressed());
        assert_eq!(lines[1], format!("https://beffroi.example/statuts 4102444800 1577836800 3600 2 {lst}"));
        assert_eq!(lines[2], "refused VerifyError");
    }
}

#[test]
fn pycose_verifies_our_bundles() {
    if !support::is_available("pycose", "python3", &["-c", "import pycose"]) {
        return;
    }
    let public = hex(&key().verifying_key().to_bytes());
    let bundle = Bundle {
        kind: "beffroi-gate".into(),
        issued_at: 1_795_392_000,
        not_after: 1_796_601_600,
        payload: br#"{"epoch":1}"#.to_vec(),
    };
    let mut message = bundle.sign(&key());
    let verify = |message: &[u8]| {
        let printed = support::run("python3", &["-c", PYCOSE, "1234", &public, &hex(message)], b"");
        String::from_utf8(printed.unwrap_or_default()).unwrap()
    };
    assert_eq!(verify(&message).trim(), r#"Sign1Message True {"epoch":1}"#);
    if let Some(last) = message.last_mut() {
        *last ^= 1;
    }
    assert_eq!(verify(&message).trim(), r#"Sign1Message False {"epoch":1}"#);
}
