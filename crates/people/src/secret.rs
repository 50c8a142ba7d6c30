//! Tokens: given once to whoever must present them, kept only as their hash.

use std::fmt::Write;

use sha2::{Digest, Sha256};

/// A new token: 256 random bits as 64 hexadecimal digits.
pub(crate) fn new_token() -> String {
    hex(&rand::random::<[u8; 32]>())
}

/// What is stored of a token. A token has 256 bits of its own, so a plain hash is enough: there is nothing to guess.
pub(crate) fn token_hash(token: &str) -> String {
    hash(&[token])
}

/// SHA-256 over parts, each preceded by its length so that no two lists of parts give the same bytes.
pub(crate) fn hash(parts: &[&str]) -> String {
    let mut sha = Sha256::new();
    for part in parts {
        sha.update((part.len() as u64).to_be_bytes());
        sha.update(part.as_bytes());
    }
    hex(&sha.finalize())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
