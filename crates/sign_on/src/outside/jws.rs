//! Signatures of others' tokens: JSON Web Signature in its compact form (RFC 7515) checked against a set of public keys
//! (RFC 7517), by `ring`.
//!
//! Written here rather than taken from the kept crates: `openidconnect` brings the `rsa` crate (RUSTSEC-2023-0071 open) and
//! sixty others for what are a hundred lines over `ring`, which the house has. What is asked of a signature is narrow: an
//! asymmetric algorithm. `none` and the HMACs are not refused one by one: they have no name here.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use ring::digest;
use ring::signature::{self, RsaPublicKeyComponents, UnparsedPublicKey};
use serde::Deserialize;
use serde_json::{Map, Value};

/// A longer token is none, in bytes.
const LONGEST: usize = 16 * 1024;
/// More keys in a set are not looked at.
const MOST_KEYS: usize = 64;

/// How a token is signed (RFC 7518 §3.1, RFC 8037).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Alg {
    Rs256,
    Rs384,
    Rs512,
    Ps256,
    Ps384,
    Ps512,
    Es256,
    Es384,
    EdDsa,
}

impl Alg {
    #[cfg(test)]
    const ALL: [Self; 9] = [
        Self::Rs256,
        Self::Rs384,
        Self::Rs512,
        Self::Ps256,
        Self::Ps384,
        Self::Ps512,
        Self::Es256,
        Self::Es384,
        Self::EdDsa,
    ];

    /// Of its registered name; nothing for any we don't check.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "RS256" => Self::Rs256,
            "RS384" => Self::Rs384,
            "RS512" => Self::Rs512,
            "PS256" => Self::Ps256,
            "PS384" => Self::Ps384,
            "PS512" => Self::Ps512,
            "ES256" => Self::Es256,
            "ES384" => Self::Es384,
            // RFC 9864 gives the second name to what the first always was in OpenID Connect.
            "EdDSA" | "Ed25519" => Self::EdDsa,
            _ => return None,
        })
    }

    /// The left half of a value's digest, in base64url: how an ID token names the access token it came with (OpenID Connect
    /// Core §3.1.3.6).
    pub(crate) fn half_hash(self, value: &str) -> String {
        let how = match self {
            Self::Rs256 | Self::Ps256 | Self::Es256 => &digest::SHA256,
            Self::Rs384 | Self::Ps384 | Self::Es384 => &digest::SHA384,
            // Ed25519 hashes with SHA-512.
            Self::Rs512 | Self::Ps512 | Self::EdDsa => &digest::SHA512,
        };
        let whole = digest::digest(how, value.as_bytes());
        let whole = whole.as_ref();
        BASE64.encode(&whole[..whole.len() / 2])
    }
}

/// Why a token proves nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Fault {
    #[error("it is no signed token")]
    Malformed,
    #[error("it is signed in a way that is not accepted")]
    Algorithm,
    #[error("it asks for something we do not know")]
    Critical,
    #[error("it is a token for another use")]
    Kind,
    #[error("its key is not among the issuer's")]
    UnknownKey,
    #[error("its signature is wrong")]
    Signature,
}

enum Material {
    Rsa { n: Vec<u8>, e: Vec<u8> },
    P256([u8; 65]),
    P384([u8; 97]),
    Ed25519(Vec<u8>),
}

struct Key {
    kid: Option<String>,
    /// What it may serve for, when it says so.
    alg: Option<String>,
    material: Material,
}

/// Public keys that sign, of one issuer.
pub(crate) struct Keys(Vec<Key>);

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    typ: Option<String>,
    crit: Option<Value>,
}

impl Keys {
    /// Reads a set (RFC 7517 §5). Keys of a kind we don't check, or for another use, are left out.
    pub(crate) fn read(set: &Value) -> Option<Self> {
        let keys = set.get("keys")?.as_array()?;
        Some(Self(keys.iter().take(MOST_KEYS).filter_map(Key::read).collect()))
    }

    /// How many serve.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }
}

impl Key {
    fn read(jwk: &Value) -> Option<Self> {
        let text = |name: &str| jwk.get(name).and_then(Value::as_str);
        let bytes = |name: &str| BASE64.decode(text(name)?.trim_end_matches('=')).ok();
        if text("use").is_some_and(|what| what != "sig") {
            return None;
        }
        let material = match (text("kty")?, text("crv")) {
            ("RSA", _) => {
                let n = bytes("n")?;
                // Some write a leading zero, which says nothing.
                let n = n.iter().position(|byte| *byte != 0).map(|at| n[at..].to_vec())?;
                if n.len() < 256 || n.len() > 1024 {
                    return None;
                }
                Material::Rsa { n, e: bytes("e")? }
            }
            ("EC", Some("P-256")) => Material::P256(point(&bytes("x")?, &bytes("y")?)?),
            ("EC", Some("P-384")) => Material::P384(point(&bytes("x")?, &bytes("y")?)?),
            ("OKP", Some("Ed25519")) => Material::Ed25519(bytes("x").filter(|x| x.len() == 32)?),
            _ => return None,
        };
        Some(Self { kid: text("kid").map(str::to_owned), alg: text("alg").map(str::to_owned), material })
    }

    /// Whether it may sign so. A key that names its algorithm serves for no other.
    fn serves(&self, alg: Alg) -> bool {
        let fits = match self.material {
            Material::Rsa { .. } => {
                matches!(alg, Alg::Rs256 | Alg::Rs384 | Alg::Rs512 | Alg::Ps256 | Alg::Ps384 | Alg::Ps512)
            }
            Material::P256(_) => alg == Alg::Es256,
            Material::P384(_) => alg == Alg::Es384,
            Material::Ed25519(_) => alg == Alg::EdDsa,
        };
        fits && self.alg.as_deref().is_none_or(|own| Alg::from_name(own) == Some(alg))
    }

    fn verifies(&self, alg: Alg, message: &[u8], sign: &[u8]) -> bool {
        let plain = |how: &'static dyn signature::VerificationAlgorithm, key: &[u8]| {
            UnparsedPublicKey::new(how, key).verify(message, sign).is_ok()
        };
        match &self.material {
            Material::P256(point) => plain(&signature::ECDSA_P256_SHA256_FIXED, point),
            Material::P384(point) => plain(&signature::ECDSA_P384_SHA384_FIXED, point),
            Material::Ed25519(key) => plain(&signature::ED25519, key),
            Material::Rsa { n, e } => {
                let how = match alg {
                    Alg::Rs256 => &signature::RSA_PKCS1_2048_8192_SHA256,
                    Alg::Rs384 => &signature::RSA_PKCS1_2048_8192_SHA384,
                    Alg::Rs512 => &signature::RSA_PKCS1_2048_8192_SHA512,
                    Alg::Ps256 => &signature::RSA_PSS_2048_8192_SHA256,
                    Alg::Ps384 => &signature::RSA_PSS_2048_8192_SHA384,
                    Alg::Ps512 => &signature::RSA_PSS_2048_8192_SHA512,
                    Alg::Es256 | Alg::Es384 | Alg::EdDsa => return false,
                };
                RsaPublicKeyComponents { n, e }.verify(how, message, sign).is_ok()
            }
        }
    }
}

/// An uncompressed point; short coordinates are not filled up, as RFC 7518 §6.2.1.2 wants them whole.
fn point<const N: usize>(x: &[u8], y: &[u8]) -> Option<[u8; N]> {
    let half = (N - 1) / 2;
    if x.len() != half || y.len() != half {
        return None;
    }
    let mut whole = [4; N];
    whole[1..=half].copy_from_slice(x);
    whole[half + 1..].copy_from_slice(y);
    Some(whole)
}

/// What a token says, once one of the keys is found to have signed it in a way that is accepted; and which way.
pub(crate) fn verify(token: &str, keys: &Keys, accepted: &[Alg]) -> Result<(Map<String, Value>, Alg), Fault> {
    if token.len() > LONGEST {
        return Err(Fault::Malformed);
    }
    let mut parts = token.split('.');
    let (Some(head), Some(body), Some(sign), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
        return Err(Fault::Malformed);
    };
    let header: Header = serde_json::from_slice(&unpack(head)?).map_err(|_| Fault::Malformed)?;
    let alg = Alg::from_name(&header.alg).filter(|alg| accepted.contains(alg)).ok_or(Fault::Algorithm)?;
    if header.crit.is_some() {
        return Err(Fault::Critical);
    }
    // Logout tokens, access tokens and others say what they are (RFC 8725 §3.11): they are not taken for another kind.
    if header.typ.is_some_and(|typ| !typ.eq_ignore_ascii_case("jwt")) {
        return Err(Fault::Kind);
    }
    let sign = unpack(sign)?;
    let message = &token.as_bytes()[..head.len() + 1 + body.len()];
    let named = |key: &&Key| match (&header.kid, &key.kid) {
        (Some(wanted), Some(own)) => wanted == own,
        (Some(_), None) | (None, _) => true,
    };
    let mut candidates = keys.0.iter().filter(|key| key.serves(alg)).filter(named).peekable();
    if candidates.peek().is_none() {
        return Err(Fault::UnknownKey);
    }
    if !candidates.any(|key| key.verifies(alg, message, &sign)) {
        return Err(Fault::Signature);
    }
    match serde_json::from_slice(&unpack(body)?) {
        Ok(Value::Object(claims)) => Ok((claims, alg)),
        _ => Err(Fault::Malformed),
    }
}

fn unpack(part: &str) -> Result<Vec<u8>, Fault> {
    BASE64.decode(part).map_err(|_| Fault::Malformed)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ring::rand::SystemRandom;
    use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair};
    use serde_json::json;

    use super::*;

    struct Signer {
        pair: EcdsaKeyPair,
        random: SystemRandom,
    }

    impl Signer {
        fn new() -> Self {
            let random = SystemRandom::new();
            let made = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
            let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, made.as_ref(), &random).unwrap();
            Self { pair, random }
        }

        fn jwk(&self, kid: &str) -> Value {
            let point = self.pair.public_key().as_ref();
            json!({ "kty": "EC", "crv": "P-256", "kid": kid, "use": "sig",
                    "x": BASE64.encode(&point[1..33]), "y": BASE64.encode(&point[33..]) })
        }

        fn sign(&self, header: Value, claims: &Value) -> String {
            let message = format!("{}.{}", BASE64.encode(header.to_string()), BASE64.encode(claims.to_string()));
            let sign = self.pair.sign(&self.random, message.as_bytes()).unwrap();
            format!("{message}.{}", BASE64.encode(sign.as_ref()))
        }
    }

    fn keys(of: &[Value]) -> Keys {
        Keys::read(&json!({ "keys": of })).unwrap()
    }

    #[test]
    fn a_token_is_what_its_issuer_signed() {
        let (signer, other) = (Signer::new(), Signer::new());
        let set = keys(&[other.jwk("old"), signer.jwk("new")]);
        let claims = json!({ "sub": "angela" });
        let token = signer.sign(json!({ "alg": "ES256", "kid": "new", "typ": "JWT" }), &claims);
        let (read, alg) = verify(&token, &set, &Alg::ALL).unwrap();
        assert_eq!((Value::Object(read), alg), (claims.clone(), Alg::Es256));
        // Without a name, each key of the kind is tried.
        assert!(verify(&signer.sign(json!({ "alg": "ES256" }), &claims), &set, &Alg::ALL).is_ok());

        let refused = |token: &str, set: &Keys| verify(token, set, &Alg::ALL).unwrap_err();
        assert_eq!(refused(&token, &keys(&[other.jwk("new")])), Fault::Signature, "another key of that name");
        assert_eq!(refused(&token, &keys(&[other.jwk("old")])), Fault::UnknownKey);
        assert_eq!(verify(&token, &set, &[Alg::Rs256]).unwrap_err(), Fault::Algorithm);
        let mut parts: Vec<&str> = token.split('.').collect();
        let forged = BASE64.encode(r#"{"sub":"other"}"#);
        parts[1] = &forged;
        assert_eq!(refused(&parts.join("."), &set), Fault::Signature);
        for header in [
            json!({ "alg": "none" }),
            json!({ "alg": "None" }),
            json!({ "alg": "HS256", "kid": "new" }),
            json!({ "alg": "" }),
        ] {
            let head = BASE64.encode(header.to_string());
            let body = BASE64.encode(claims.to_string());
            assert_eq!(refused(&format!("{head}.{body}."), &set), Fault::Algorithm, "{header}");
        }
        let strange = |header: Value| refused(&signer.sign(header, &claims), &set);
        assert_eq!(strange(json!({ "alg": "ES256", "crit": ["b64"], "b64": false })), Fault::Critical);
        assert_eq!(strange(json!({ "alg": "ES256", "typ": "logout+jwt" })), Fault::Kind);
        assert_eq!(refused(&format!("{token}.x"), &set), Fault::Malformed);
        assert_eq!(refused(&"x".repeat(LONGEST + 1), &set), Fault::Malformed);
    }

    /// The public key as the secret of an HMAC: the attack on verifiers that let the token choose.
    #[test]
    fn a_public_key_is_no_secret() {
        let signer = Signer::new();
        let set = keys(&[signer.jwk("new")]);
        let secret = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, signer.pair.public_key().as_ref());
        let head = BASE64.encode(r#"{"alg":"HS256","kid":"new"}"#);
        let message = format!("{head}.{}", BASE64.encode(r#"{"sub":"x"}"#));
        let sign = ring::hmac::sign(&secret, message.as_bytes());
        let token = format!("{message}.{}", BASE64.encode(sign.as_ref()));
        assert_eq!(verify(&token, &set, &Alg::ALL).unwrap_err(), Fault::Algorithm);
    }

    #[test]
    fn a_key_serves_for_what_it_says() {
        let signer = Signer::new();
        let token = signer.sign(json!({ "alg": "ES256" }), &json!({}));
        let mut jwk = signer.jwk("k");
        jwk["alg"] = json!("ES384");
        assert_eq!(verify(&token, &keys(&[jwk]), &Alg::ALL).unwrap_err(), Fault::UnknownKey);
        let mut jwk = signer.jwk("k");
        jwk["use"] = json!("enc");
        assert_eq!(keys(&[jwk]).len(), 0);
        for odd in [
            json!({ "kty": "oct", "k": "AAAA" }),
            json!({ "kty": "RSA", "n": "AQAB", "e": "AQAB" }),
            json!({ "kty": "EC", "crv": "P-256", "x": "AA", "y": "AA" }),
            json!({}),
            json!(7),
        ] {
            assert_eq!(keys(&[odd]).len(), 0);
        }
        assert!(Keys::read(&json!({ "keys": {} })).is_none());
    }

    /// RFC 8037 appendix A.4: somebody else's vector.
    #[test]
    fn the_vector_of_rfc_8037() {
        let set = keys(&[json!({ "kty": "OKP", "crv": "Ed25519",
            "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" })]);
        let token = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.\
                     hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";
        // The signature is good; what is signed is a sentence and not claims.
        assert_eq!(verify(token, &set, &Alg::ALL).unwrap_err(), Fault::Malformed);
        assert_eq!(verify(&token.replace(".RXh", ".RXg"), &set, &Alg::ALL).unwrap_err(), Fault::Signature);
    }

    /// RFC 7515 appendix A.2 and A.3: RS256 and ES256.
    #[test]
    fn the_vectors_of_rfc_7515() {
        let rsa = keys(&[
            json!({ "kty": "RSA", "e": "AQAB", "n": "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddx\
            HmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSH\
            SXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8\
            NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ" }),
        ]);
        let body = "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
        let token = format!(
            "eyJhbGciOiJSUzI1NiJ9.{body}.cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_\
             O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZ\
             RmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhW\
             kWywlVmtVrBp0igcN_IoypGlUPQGe77Rw"
        );
        assert_eq!(verify(&token, &rsa, &Alg::ALL).unwrap().0["iss"], "joe");
        let ec = keys(&[json!({ "kty": "EC", "crv": "P-256", "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
                               "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0" })]);
        let token = format!(
            "eyJhbGciOiJFUzI1NiJ9.{body}.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"
        );
        assert_eq!(verify(&token, &ec, &[Alg::Es256]).unwrap().0["exp"], 1_300_819_380);
        assert_eq!(verify(&token, &rsa, &Alg::ALL).unwrap_err(), Fault::UnknownKey);
    }

    #[test]
    fn an_access_token_is_named_by_half_its_digest() {
        // OpenID Connect Core, appendix A.3.
        assert_eq!(Alg::Rs256.half_hash("jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y"), "77QmUPtjPfzWtF2AnpK9RQ");
    }

    proptest! {
        #[test]
        fn whatever_comes_is_answered(token in "\\PC{0,200}", json in "\\PC{0,80}") {
            let set = keys(&[Signer::new().jwk("k")]);
            prop_assert!(verify(&token, &set, &Alg::ALL).is_err());
            if let Ok(value) = serde_json::from_str::<Value>(&json) {
                let _ = Keys::read(&value);
            }
        }

        /// One letter changed anywhere in a good token: refused.
        #[test]
        fn an_altered_token_is_refused(at in 0usize..1000, letter in "[A-Za-z0-9_.-]") {
            let pair = Ed25519KeyPair::from_seed_unchecked(&[7; 32]).unwrap();
            let set = keys(&[json!({ "kty": "OKP", "crv": "Ed25519", "x": BASE64.encode(pair.public_key().as_ref()) })]);
            let message = format!("{}.{}", BASE64.encode(r#"{"alg":"EdDSA"}"#), BASE64.encode(r#"{"sub":"angela"}"#));
            let token = format!("{message}.{}", BASE64.encode(pair.sign(message.as_bytes()).as_ref()));
            prop_assert!(verify(&token, &set, &Alg::ALL).is_ok());
            let at = at % token.len();
            let altered = format!("{}{letter}{}", &token[..at], &token[at + 1..]);
            prop_assume!(altered != token);
            prop_assert!(verify(&altered, &set, &Alg::ALL).is_err(), "{altered}");
        }
    }
}
