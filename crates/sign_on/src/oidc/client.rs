//! What is agreed with a vendor that speaks OpenID Connect: its addresses, and how it proves who it is.

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use sha2::{Digest, Sha256};

use super::address;
use super::signing::Signature;
use crate::outside::jws;
use crate::vendor::{Face, KeptFace};
use crate::{Error, Result};

/// How a vendor's server proves who it is when it redeems a code.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum Proof {
    /// By a secret we gave it, of which only the SHA-256 is kept, in hexadecimal (`client_secret_basic`, `client_secret_post`).
    Secret {
        /// The hash.
        sha256: String,
    },
    /// By tokens it signs with a key of its own, whose public half it gave us (`private_key_jwt`, RFC 7523).
    Keys {
        /// Its public keys (RFC 7517).
        jwks: Json,
    },
    /// It has no server that keeps a secret: an application in the browser or in a phone. PKCE alone binds the code.
    Nothing,
}

/// What is agreed with a vendor for OpenID Connect: the settings of its [`KeptFace`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    /// Where codes may be sent: compared letter by letter.
    pub redirect_uris: Vec<String>,
    /// Where a reader may be led after signing out: compared letter by letter.
    #[serde(default)]
    pub post_logout_uris: Vec<String>,
    /// Where the vendor is told that a reader's session ended (Back-Channel Logout 1.0); none when it does not ask.
    #[serde(default)]
    pub back_channel_logout_uri: Option<String>,
    /// How it proves who it is.
    pub proof: Proof,
    /// How what it is given is signed.
    #[serde(default)]
    pub signature: Signature,
    /// Whether PKCE is asked of it. A vendor that keeps a secret may be exempted, for old software: it must then send a
    /// nonce.
    #[serde(default = "yes")]
    pub pkce: bool,
}

fn yes() -> bool {
    true
}

/// More addresses of one kind are refused.
pub(crate) const MOST_ADDRESSES: usize = 20;

impl Settings {
    /// A vendor whose server keeps this secret; give the vendor the secret, it is not kept.
    #[must_use]
    pub fn with_secret(redirect_uris: Vec<String>, secret: &str) -> Self {
        let proof = Proof::Secret { sha256: hash(secret) };
        Self { proof, ..Self::public(redirect_uris) }
    }

    /// A vendor that keeps no secret.
    #[must_use]
    pub fn public(redirect_uris: Vec<String>) -> Self {
        Self {
            redirect_uris,
            post_logout_uris: Vec::new(),
            back_channel_logout_uri: None,
            proof: Proof::Nothing,
            signature: Signature::default(),
            pkce: true,
        }
    }

    /// The face to keep, under the name the vendor goes by (`client_id`).
    ///
    /// # Errors
    /// [`Error::Field`] with what is wrong.
    pub fn face(&self, client_id: &str) -> Result<KeptFace> {
        self.check()?;
        let named =
            !client_id.is_empty() && client_id.len() <= 200 && client_id.bytes().all(|byte| byte.is_ascii_graphic());
        if !named {
            return Err(Error::Field { field: "client_id", message: "oidc-client-id-wrong" });
        }
        Ok(KeptFace {
            face: Face::Oidc,
            lookup: client_id.to_owned(),
            settings: serde_json::to_value(self)?,
            enabled: true,
        })
    }

    /// The settings of a face kept.
    ///
    /// # Errors
    /// [`Error::Json`] when they are not ours.
    pub fn of(kept: &KeptFace) -> Result<Self> {
        Ok(serde_json::from_value(kept.settings.clone())?)
    }

    /// Looks whether it all holds together.
    ///
    /// # Errors
    /// [`Error::Field`] with the first fault.
    pub fn check(&self) -> Result<()> {
        let wrong = |field, message| Err(Error::Field { field, message });
        if self.redirect_uris.is_empty() {
            return wrong("redirect_uris", "oidc-redirect-needed");
        }
        for (field, uris) in [("redirect_uris", &self.redirect_uris), ("post_logout_uris", &self.post_logout_uris)] {
            if uris.len() > MOST_ADDRESSES {
                return wrong(field, "oidc-too-many-addresses");
            }
            if uris.iter().any(|uri| !address::may_be_agreed(uri)) {
                return wrong(field, "oidc-address-wrong");
            }
        }
        if self.back_channel_logout_uri.as_deref().is_some_and(|uri| !address::may_be_agreed(uri)) {
            return wrong("back_channel_logout_uri", "oidc-address-wrong");
        }
        match &self.proof {
            Proof::Secret { sha256 } if sha256.len() != 64 => return wrong("proof", "oidc-secret-needed"),
            Proof::Keys { jwks } if jws::Keys::read(jwks).is_none_or(|keys| keys.len() == 0) => {
                return wrong("jwks", "oidc-jwks-wrong");
            }
            Proof::Nothing if !self.pkce => return wrong("pkce", "oidc-pkce-needed"),
            _ => {}
        }
        Ok(())
    }

    /// Whether an address is one of those agreed for codes: letter by letter, nothing is made alike (RFC 9700 §2.1).
    pub(crate) fn redirects_to(&self, uri: &str) -> bool {
        self.redirect_uris.iter().any(|agreed| agreed == uri)
    }

    /// Whether an address is one of those agreed for after signing out.
    pub(crate) fn leaves_to(&self, uri: &str) -> bool {
        self.post_logout_uris.iter().any(|agreed| agreed == uri)
    }

    /// Whether a page of this origin may read what we answer a vendor that keeps no secret.
    pub(crate) fn lives_at(&self, origin: &str) -> bool {
        self.proof == Proof::Nothing && self.redirect_uris.iter().any(|uri| address::origin(uri) == Some(origin))
    }
}

/// A secret for a vendor: 256 random bits.
pub(crate) fn new_secret() -> String {
    super::codes::random_text()
}

/// What is kept of a secret: it has 256 bits of its own, there is nothing to guess.
pub(crate) fn hash(secret: &str) -> String {
    Sha256::digest(secret.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(settings: &Settings) -> &'static str {
        match settings.check() {
            Err(Error::Field { message, .. }) => message,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn settings_hold_together_or_say_what_is_wrong() {
        let good = Settings::with_secret(vec!["https://vendor.example/back".to_owned()], "secret");
        assert!(good.check().is_ok());
        assert_eq!(Settings::of(&good.face("vendor").unwrap()).unwrap(), good);
        assert_eq!(fault(&Settings { redirect_uris: Vec::new(), ..good.clone() }), "oidc-redirect-needed");
        assert_eq!(fault(&Settings { redirect_uris: vec!["https://*".into()], ..good.clone() }), "oidc-address-wrong");
        assert_eq!(fault(&Settings { proof: Proof::Nothing, pkce: false, ..good.clone() }), "oidc-pkce-needed");
        let keys = Proof::Keys { jwks: serde_json::json!({ "keys": [{ "kty": "oct", "k": "AAAA" }] }) };
        assert_eq!(fault(&Settings { proof: keys, ..good.clone() }), "oidc-jwks-wrong");
        assert!(!serde_json::to_string(&good).unwrap().contains("\"secret\":\""), "the secret itself is not kept");
        for name in ["", "a b", "é", &"x".repeat(201)] {
            assert!(good.face(name).is_err(), "{name}");
        }
    }

    #[test]
    fn an_address_is_the_one_agreed_letter_by_letter() {
        let agreed = Settings::public(vec!["https://vendor.example/back?x=1".to_owned()]);
        assert!(agreed.redirects_to("https://vendor.example/back?x=1"));
        for other in [
            "https://vendor.example/back",
            "https://vendor.example/back?x=1&y=2",
            "https://vendor.example/back?x=1#f",
            "https://vendor.example/back/../back?x=1",
            "https://vendor.example:443/back?x=1",
            "https://VENDOR.example/back?x=1",
            "https://vendor.example.evil.example/back?x=1",
            "https://vendor.example@evil.example/back?x=1",
            "http://vendor.example/back?x=1",
            " https://vendor.example/back?x=1",
            "",
        ] {
            assert!(!agreed.redirects_to(other), "{other}");
        }
    }
}
