//! Secrets of pages, references people quote, keys of programs.

use rand::RngExt;
use sha2::{Digest, Sha256};

/// Crockford's alphabet: no I, L, O or U, so that nothing is taken for another sign.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A page's secret: 128 random bits in hexadecimal.
pub(crate) fn new_secret() -> String {
    format!("{:032x}", rand::random::<u128>())
}

/// Whether a text can be a page's secret at all.
pub(crate) fn is_secret(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

/// A reference to quote: B and nine signs (45 bits), not secret.
pub(crate) fn new_reference() -> String {
    let mut rng = rand::rng();
    std::iter::once('B').chain((0..9).map(|_| char::from(ALPHABET[rng.random_range(0..ALPHABET.len())]))).collect()
}

/// A reference as typed: blanks dropped, small letters raised, signs mistaken for another put right.
pub(crate) fn typed_reference(text: &str) -> String {
    text.chars()
        .filter(|sign| !sign.is_whitespace() && *sign != '-')
        .map(|sign| match sign.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .take(20)
        .collect()
}

/// The secret of a program's key: 192 random bits, recognisable.
pub(crate) fn new_key() -> String {
    format!("bil_{:032x}{:016x}", rand::random::<u128>(), rand::random::<u64>())
}

/// Lower-case hexadecimal of the SHA-256 of a text. A random secret needs no slower one.
pub(crate) fn hash(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes()))
}

/// Bytes in lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
