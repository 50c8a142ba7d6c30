//! Form tokens: a form sent to us must come from a page we gave to the same visitor. A token is a random number and its
//! signature together with what binds it to the visitor: the session, or a cookie when nobody is signed in.

use std::fmt::Write as _;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// Signs and checks, with a key that never leaves the server.
#[derive(Clone)]
pub struct Csrf {
    key: [u8; 32],
}

impl Csrf {
    /// With a key of its own.
    #[must_use]
    pub fn new(key: [u8; 32]) -> Self {
        Self { key }
    }

    /// A token for a form, bound to a visitor.
    #[must_use]
    pub fn token(&self, binding: &str) -> String {
        let nonce = hex(&rand::random::<[u8; 12]>());
        let signature = self.sign("form", &format!("{nonce}.{binding}"));
        format!("{nonce}.{signature}")
    }

    /// Whether a token was given to this visitor.
    #[must_use]
    pub fn check(&self, binding: &str, token: &str) -> bool {
        token
            .split_once('.')
            .is_some_and(|(nonce, signature)| self.verify("form", &format!("{nonce}.{binding}"), signature))
    }

    /// Signs a text for one purpose; the signature of another purpose is not accepted.
    pub(crate) fn sign(&self, purpose: &str, text: &str) -> String {
        hex(&self.mac(purpose, text).finalize().into_bytes())
    }

    /// Whether a signature is that of a text, in constant time.
    pub(crate) fn verify(&self, purpose: &str, text: &str, signature: &str) -> bool {
        unhex(signature).is_some_and(|bytes| self.mac(purpose, text).verify_slice(&bytes).is_ok())
    }

    fn mac(&self, purpose: &str, text: &str) -> Hmac<Sha256> {
        // HMAC pads a key with zeros to the hash's block (RFC 2104): done here, no length can be wrong.
        let mut block = [0_u8; 64];
        block[..self.key.len()].copy_from_slice(&self.key);
        let mut mac = <Hmac<Sha256> as KeyInit>::new(&block.into());
        mac.update(purpose.as_bytes());
        mac.update(b"\0");
        mac.update(text.as_bytes());
        mac
    }
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        // Writing to a string cannot fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}

pub(crate) fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) || !text.is_ascii() {
        return None;
    }
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_serves_its_visitor_only() {
        let csrf = Csrf::new([7; 32]);
        let token = csrf.token("session-1");
        assert!(csrf.check("session-1", &token));
        assert!(!csrf.check("session-2", &token));
        assert!(!Csrf::new([8; 32]).check("session-1", &token));
        assert_ne!(token, csrf.token("session-1"), "each form has its own");
    }

    #[test]
    fn anything_else_is_refused() {
        let csrf = Csrf::new([7; 32]);
        for token in ["", ".", "a.b", "00.", "é.é", &"0".repeat(100_000)] {
            assert!(!csrf.check("session-1", token));
        }
    }
}
