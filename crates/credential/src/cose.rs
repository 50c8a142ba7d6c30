//! COSE_Sign1 with EdDSA, as this room writes it, and CBOR read strictly.

use ciborium::Value;
use coset::{CborSerializable, CoseSign1, CoseSign1Builder, Header, TaggedCborSerializable, iana};

use crate::{KeyId, SigningKey};

/// CBOR of a value. Integers and lengths are written in their shortest form.
pub(crate) fn to_bytes(value: &Value) -> Vec<u8> {
    let mut bytes = Vec::new();
    // Writing into memory cannot fail.
    let _ = ciborium::into_writer(value, &mut bytes);
    bytes
}

/// Reads one value that fills the bytes and is in deterministic CBOR: shortest forms, definite lengths, keys of maps
/// in increasing order of their bytes and each once (RFC 8949 section 4.2.1).
pub(crate) fn from_canonical_bytes(bytes: &[u8]) -> Option<Value> {
    // Nothing read here nests more than a few levels.
    let value: Value = ciborium::de::from_reader_with_recursion_limit(bytes, 8).ok()?;
    (to_bytes(&value) == bytes && sorted(&value)).then_some(value)
}

fn sorted(value: &Value) -> bool {
    match value {
        Value::Array(values) => values.iter().all(sorted),
        Value::Tag(_, value) => sorted(value),
        Value::Map(entries) => {
            let keys: Vec<_> = entries.iter().map(|(key, _)| to_bytes(key)).collect();
            keys.is_sorted_by(|one, next| one < next) && entries.iter().all(|(key, value)| sorted(key) && sorted(value))
        }
        _ => true,
    }
}

/// Signs a payload under a protected header, to which algorithm and key identifier are added.
pub(crate) fn sign(mut protected: Header, payload: Vec<u8>, key: &SigningKey) -> Vec<u8> {
    protected.alg = Some(coset::RegisteredLabelWithPrivate::Assigned(iana::Algorithm::EdDSA));
    protected.key_id = key.id().0.to_vec();
    let signed = CoseSign1Builder::new()
        .protected(protected)
        .payload(payload)
        .create_signature(b"", |message| key.sign_bytes(message).to_vec())
        .build();
    // Maps of numbers, text and bytes always have a CBOR.
    signed.to_tagged_vec().unwrap_or_default()
}

/// A COSE_Sign1 whose form was checked and whose signature was not.
pub(crate) struct Unchecked {
    pub(crate) header: Header,
    pub(crate) key: KeyId,
    pub(crate) payload: Vec<u8>,
    pub(crate) signature: [u8; 64],
    to_be_signed: Vec<u8>,
}

/// What is wrong with the form of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BadForm {
    /// No such message; the reason names what is wrong.
    Malformed(&'static str),
    /// Of another algorithm than EdDSA, or of none.
    Algorithm,
}

/// Reads a tagged COSE_Sign1: EdDSA and a key identifier of two bytes in the protected header, nothing in the
/// unprotected one, deterministic CBOR throughout.
pub(crate) fn read(bytes: &[u8]) -> Result<Unchecked, BadForm> {
    use BadForm::{Algorithm, Malformed};
    if from_canonical_bytes(bytes).is_none() {
        return Err(Malformed("not deterministic CBOR, or something follows it"));
    }
    let mut message = CoseSign1::from_tagged_slice(bytes).map_err(|_| Malformed("not a tagged COSE_Sign1"))?;
    if !message.unprotected.is_empty() {
        return Err(Malformed("the unprotected header is not empty"));
    }
    let protected = message.protected.original_data.as_deref().unwrap_or_default();
    if !protected.is_empty() && from_canonical_bytes(protected).is_none() {
        return Err(Malformed("the protected header is not deterministic CBOR"));
    }
    let header = message.protected.header.clone();
    match header.alg {
        Some(coset::RegisteredLabelWithPrivate::Assigned(iana::Algorithm::EdDSA)) => {}
        _ => return Err(Algorithm),
    }
    if !header.crit.is_empty() {
        return Err(Malformed("the header holds something critical that is unknown here"));
    }
    let key =
        <[u8; 2]>::try_from(header.key_id.as_slice()).map_err(|_| Malformed("the key identifier is not two bytes"))?;
    let to_be_signed = message.tbs_data(b"");
    let payload = message.payload.take().ok_or(Malformed("no payload"))?;
    let signature =
        <[u8; 64]>::try_from(message.signature.as_slice()).map_err(|_| Malformed("the signature is not 64 bytes"))?;
    Ok(Unchecked { header, key: KeyId(key), payload, signature, to_be_signed })
}

impl Unchecked {
    /// Whether this key signed it.
    pub(crate) fn is_signed_by(&self, key: &crate::VerifyingKey) -> bool {
        key.verifies(&self.to_be_signed, &self.signature)
    }
}

/// The same header with nothing that [`sign`] adds: to be compared with what a kind of message must say.
pub(crate) fn said_besides(header: &Header) -> Header {
    Header { alg: None, key_id: Vec::new(), ..header.clone() }
}

/// Whether the header says nothing but algorithm and key.
pub(crate) fn is_plain(header: &Header) -> bool {
    said_besides(header).to_vec().is_ok_and(|bytes| bytes == [0xa0])
}
