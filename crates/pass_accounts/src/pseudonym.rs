//! Words in place of a right: the same within a period, and nobody's once its secret is destroyed.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::{Error, Result};

/// A secret of 32 bytes, in hexadecimal.
pub(crate) fn new_secret() -> String {
    hex(&rand::random::<[u8; 32]>())
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What a right is called under a secret.
///
/// It is made from the name `access` gives what it keeps of a right whose holder has gone, so that what was counted before
/// and what comes after are of one pass.
pub(crate) fn pseudonym(secret: &str, right: &str) -> Result<String> {
    let name = if is_gone(right) { right.to_owned() } else { access::rights::gone_name(right) };
    let mut mac =
        <Hmac<Sha256> as KeyInit>::new_from_slice(secret.as_bytes()).map_err(|error| Error::Kept(error.to_string()))?;
    mac.update(name.as_bytes());
    Ok(hex(&mac.finalize().into_bytes()[..16]))
}

/// Whether this is no right but the name of one whose holder has gone.
pub(crate) fn is_gone(right: &str) -> bool {
    right.starts_with("gone-")
}

/// A word that means nobody.
pub(crate) fn nobody() -> String {
    format!("nobody-{}", hex(&rand::random::<[u8; 12]>()))
}
