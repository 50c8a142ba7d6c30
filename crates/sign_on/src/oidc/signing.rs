//! Tokens of ours: JSON Web Signature in its compact form (RFC 7515), signed by `ring`.
//!
//! Of the kept crates, `jsonwebtoken` signs from its tenth version on with aws-lc or with the `rsa` crate (RUSTSEC-2023-0071
//! open), `josekit` with OpenSSL. What signs here is one function over `ring`; what verifies is [`jws`](crate::outside::jws).

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD as BASE64};
use ring::rand::SystemRandom;
use ring::rsa::PublicKeyComponents;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair, RSA_PKCS1_SHA256, RsaKeyPair,
};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use sha2::{Digest, Sha256};

use crate::outside::jws;
use crate::{Error, Result};

/// How what a vendor is given is signed. One a vendor: never chosen by what a token says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Signature {
    /// ECDSA on P-256 with SHA-256.
    #[default]
    #[serde(rename = "ES256")]
    Es256,
    /// Ed25519.
    #[serde(rename = "EdDSA")]
    EdDsa,
    /// RSA with PKCS #1 v1.5 and SHA-256, for vendors that know nothing else; only with a key of the configuration.
    #[serde(rename = "RS256")]
    Rs256,
}

impl Signature {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Es256, Self::EdDsa, Self::Rs256];

    /// Its registered name (RFC 7518 §3.1, RFC 8037 §3.1).
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Es256 => "ES256",
            Self::EdDsa => "EdDSA",
            Self::Rs256 => "RS256",
        }
    }

    /// The one of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }

    /// As what verifies knows it.
    pub(crate) fn alg(self) -> jws::Alg {
        match self {
            Self::Es256 => jws::Alg::Es256,
            Self::EdDsa => jws::Alg::EdDsa,
            Self::Rs256 => jws::Alg::Rs256,
        }
    }
}

enum Material {
    P256(EcdsaKeyPair),
    Ed25519(Ed25519KeyPair),
    Rsa(RsaKeyPair),
}

/// A key that signs, with what is published of it.
pub(crate) struct SigningKey {
    signature: Signature,
    kid: String,
    jwk: Json,
    material: Material,
}

impl std::fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SigningKey({} {})", self.signature.name(), self.kid)
    }
}

/// A smaller RSA key is refused, in bytes of its modulus.
const SMALLEST_RSA: usize = 256;

impl SigningKey {
    /// Draws a private key, as PKCS #8. RSA keys are not drawn here: `ring` makes none.
    pub(crate) fn draw(signature: Signature) -> Result<Vec<u8>> {
        let random = SystemRandom::new();
        let drawn = match signature {
            Signature::Es256 => EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random),
            Signature::EdDsa => Ed25519KeyPair::generate_pkcs8(&random),
            Signature::Rs256 => return Err(Error::Kept("an RSA key is given, not drawn")),
        };
        Ok(drawn.map_err(|_| Error::Kept("no key could be drawn"))?.as_ref().to_vec())
    }

    /// A private key read from PKCS #8.
    pub(crate) fn read(signature: Signature, pkcs8: &[u8]) -> Result<Self> {
        let wrong = |_| Error::Kept("a key that signs is none");
        let random = SystemRandom::new();
        let material = match signature {
            Signature::Es256 => Material::P256(
                EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pkcs8, &random).map_err(wrong)?,
            ),
            Signature::EdDsa => Material::Ed25519(Ed25519KeyPair::from_pkcs8(pkcs8).map_err(wrong)?),
            Signature::Rs256 => {
                let pair = RsaKeyPair::from_pkcs8(pkcs8).map_err(wrong)?;
                if pair.public().modulus_len() < SMALLEST_RSA {
                    return Err(Error::Kept("the RSA key has less than 2048 bits"));
                }
                Material::Rsa(pair)
            }
        };
        // The members a thumbprint takes, in their order (RFC 7638 §3.2): serde_json writes them by name.
        let members = match &material {
            Material::P256(pair) => {
                let point = pair.public_key().as_ref();
                json!({ "crv": "P-256", "kty": "EC", "x": BASE64.encode(&point[1..33]), "y": BASE64.encode(&point[33..]) })
            }
            Material::Ed25519(pair) => {
                json!({ "crv": "Ed25519", "kty": "OKP", "x": BASE64.encode(pair.public_key().as_ref()) })
            }
            Material::Rsa(pair) => {
                let public: PublicKeyComponents<Vec<u8>> = pair.public().into();
                json!({ "e": BASE64.encode(&public.e), "kty": "RSA", "n": BASE64.encode(&public.n) })
            }
        };
        let kid = BASE64.encode(Sha256::digest(canonical(&members)));
        let mut jwk = members;
        jwk["kid"] = json!(kid);
        jwk["alg"] = json!(signature.name());
        jwk["use"] = json!("sig");
        Ok(Self { signature, kid, jwk, material })
    }

    /// The RSA key of the configuration: PEM, PKCS #8, 2048 bits at least.
    pub(crate) fn read_rsa_pem(pem: &str) -> Result<Self> {
        let wrong = || Error::Kept("the RSA key is no PEM file of a PKCS #8 private key");
        let (_, rest) = pem.split_once("-----BEGIN PRIVATE KEY-----").ok_or_else(wrong)?;
        let (body, _) = rest.split_once("-----END PRIVATE KEY-----").ok_or_else(wrong)?;
        let body: String = body.chars().filter(|c| !c.is_whitespace()).collect();
        Self::read(Signature::Rs256, &STANDARD.decode(body).map_err(|_| wrong())?)
    }

    /// Its name: the thumbprint of its public half (RFC 7638).
    pub(crate) fn kid(&self) -> &str {
        &self.kid
    }

    /// What is published of it (RFC 7517).
    pub(crate) fn jwk(&self) -> &Json {
        &self.jwk
    }

    /// Signs claims as a token of a kind (`JWT`, `logout+jwt`).
    pub(crate) fn sign(&self, kind: &str, claims: &Json) -> Result<String> {
        let header = json!({ "alg": self.signature.name(), "kid": self.kid, "typ": kind });
        let message = format!("{}.{}", BASE64.encode(header.to_string()), BASE64.encode(claims.to_string()));
        let random = SystemRandom::new();
        let failed = |_| Error::Kept("a token could not be signed");
        let signed = match &self.material {
            Material::P256(pair) => pair.sign(&random, message.as_bytes()).map_err(failed)?.as_ref().to_vec(),
            Material::Ed25519(pair) => pair.sign(message.as_bytes()).as_ref().to_vec(),
            Material::Rsa(pair) => {
                let mut signed = vec![0; pair.public().modulus_len()];
                pair.sign(&RSA_PKCS1_SHA256, &random, message.as_bytes(), &mut signed).map_err(failed)?;
                signed
            }
        };
        Ok(format!("{message}.{}", BASE64.encode(signed)))
    }
}

/// An object of texts written with its members by name and no blank.
fn canonical(members: &Json) -> String {
    let sorted: std::collections::BTreeMap<&String, &Json> =
        members.as_object().into_iter().flat_map(|members| members.iter()).collect();
    json!(sorted).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_signed_is_verified_with_what_is_published() {
        for signature in [Signature::Es256, Signature::EdDsa] {
            let key = SigningKey::read(signature, &SigningKey::draw(signature).unwrap()).unwrap();
            let token = key.sign("JWT", &json!({ "sub": "a" })).unwrap();
            let keys = jws::Keys::read(&json!({ "keys": [key.jwk()] })).unwrap();
            assert_eq!(jws::verify(&token, &keys, &[signature.alg()]).unwrap().0["sub"], "a");
            // A logout token is never taken for an ID token.
            let token = key.sign("logout+jwt", &json!({ "sub": "a" })).unwrap();
            assert!(jws::verify(&token, &keys, &[signature.alg()]).is_err());
        }
    }

    /// RFC 7638 §3.1: the thumbprint of its example.
    #[test]
    fn thumbprints_are_those_of_the_standard() {
        let members = json!({ "kty": "RSA", "e": "AQAB", "n":
            "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknj\
             hMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQ\
             vRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzK\
             nqDKgw" });
        assert_eq!(BASE64.encode(Sha256::digest(canonical(&members))), "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
    }

    #[test]
    fn a_key_of_the_configuration_is_a_private_rsa_key_large_enough() {
        for pem in
            ["", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----", "-----BEGIN RSA PRIVATE KEY-----"]
        {
            assert!(SigningKey::read_rsa_pem(pem).is_err(), "{pem}");
        }
    }
}
