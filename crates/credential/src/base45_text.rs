//! base45 (RFC 9285), one text for each string of bytes.

/// The text of these bytes.
pub(crate) fn encode(bytes: &[u8]) -> String {
    base45::encode(bytes)
}

/// The bytes of a text, if it is the very text [`encode`] gives.
pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    let bytes = base45::decode(text).ok()?;
    (encode(&bytes) == text).then_some(bytes)
}
