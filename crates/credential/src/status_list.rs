//! What was revoked: the IETF Token Status List, in its CWT form, two bits a code.
//!
//! Ten thousand codes of which one in two hundred is revoked take some hundred bytes, and the answer is exact: no
//! filter that refuses one good card in two hundred and fifty-six.

use std::io::{Read, Write};

use ciborium::Value;
use coset::{HeaderBuilder, Label};

use crate::cose::{self, BadForm};
use crate::{KeyId, KeyRing, SigningKey};

/// Claims of RFC 8392 and of the status list's document.
const SUB: i64 = 2;
const EXP: i64 = 4;
const IAT: i64 = 6;
const TTL: i64 = 65_534;
const STATUS_LIST: i64 = 65_533;
/// The header that types a message (RFC 9596), and what it says here.
pub(crate) const TYP: i64 = 16;
const MEDIA_TYPE: &str = "application/statuslist+cwt";
/// A list is not inflated beyond this: sixteen million codes of two bits.
const MAX_BYTES: u64 = 4 << 20;

/// What the list says of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Good.
    Valid,
    /// Taken back for good.
    Invalid,
    /// Held back for now.
    Suspended,
    /// A value this program gives no sense to.
    Other(u8),
}

impl Status {
    /// Of the values the document leaves to applications, ours: nothing had been issued there when the list was made.
    pub const NOT_ISSUED: Self = Self::Other(3);

    fn number(self) -> u8 {
        match self {
            Self::Valid => 0,
            Self::Invalid => 1,
            Self::Suspended => 2,
            Self::Other(number) => number,
        }
    }

    fn from_number(number: u8) -> Self {
        match number {
            0 => Self::Valid,
            1 => Self::Invalid,
            2 => Self::Suspended,
            other => Self::Other(other),
        }
    }
}

/// The statuses of codes, by index.
#[derive(Clone, PartialEq, Eq)]
pub struct StatusList {
    bits: u8,
    bytes: Vec<u8>,
}

impl std::fmt::Debug for StatusList {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Not its million statuses.
        write!(to, "StatusList({} of {} bits)", self.len(), self.bits)
    }
}

/// Why bytes are no status list that can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Its form is wrong; the sentence names what.
    #[error("this status list is damaged: {0}")]
    Malformed(&'static str),
    /// A status is one to eight bits: 1, 2, 4 or 8.
    #[error("a status takes 1, 2, 4 or 8 bits")]
    Bits,
    /// Under a key that is unknown here, revoked or over.
    #[error("this status list is signed with a key that is not trusted here ({0})")]
    Key(KeyId),
    /// Forged or altered.
    #[error("the signature of this status list is not ours")]
    BadSignature,
}

impl From<BadForm> for Error {
    fn from(form: BadForm) -> Self {
        match form {
            BadForm::Malformed(what) => Self::Malformed(what),
            BadForm::Algorithm => Self::Malformed("another algorithm than EdDSA"),
        }
    }
}

impl StatusList {
    /// A list of so many codes, all valid, each on 1, 2, 4 or 8 bits. The length is rounded up to whole bytes.
    pub fn new(bits: u8, codes: usize) -> Result<Self, Error> {
        if !matches!(bits, 1 | 2 | 4 | 8) {
            return Err(Error::Bits);
        }
        Ok(Self { bits, bytes: vec![0; codes.div_ceil(8 / usize::from(bits))] })
    }

    /// The list of these statuses, in the order of their indexes, on two bits each. What rounds the last byte up is
    /// [`Status::NOT_ISSUED`]: a code issued there later is not said to be revoked.
    pub fn of(statuses: impl IntoIterator<Item = Status>) -> Self {
        let mut bytes = Vec::new();
        for (count, status) in statuses.into_iter().enumerate() {
            if count % 4 == 0 {
                bytes.push(0b11_11_11_11);
            }
            let shift = (count % 4) * 2;
            if let Some(last) = bytes.last_mut() {
                *last = *last & !(0b11 << shift) | (status.number() & 0b11) << shift;
            }
        }
        Self { bits: 2, bytes }
    }

    /// The list of these bytes, uncompressed.
    pub fn from_bytes(bits: u8, bytes: Vec<u8>) -> Result<Self, Error> {
        if !matches!(bits, 1 | 2 | 4 | 8) {
            return Err(Error::Bits);
        }
        Ok(Self { bits, bytes })
    }

    /// Bits of a status.
    pub fn bits(&self) -> u8 {
        self.bits
    }

    /// Its bytes, uncompressed.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// How many indexes it has an answer for.
    pub fn len(&self) -> usize {
        self.bytes.len() * (8 / usize::from(self.bits))
    }

    /// Whether it answers for nothing.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// What it says of a code; nothing beyond its end, where a code was issued after the list: that is no refusal.
    pub fn get(&self, index: u32) -> Option<Status> {
        let in_byte = 8 / usize::from(self.bits);
        let byte = *self.bytes.get(index as usize / in_byte)?;
        let shift = (index as usize % in_byte) * usize::from(self.bits);
        Some(Status::from_number((u16::from(byte) >> shift & ((1 << self.bits) - 1)) as u8))
    }

    /// Says something of a code. Beyond the end of the list, nothing is changed and `false` is given.
    pub fn set(&mut self, index: u32, status: Status) -> bool {
        let in_byte = 8 / usize::from(self.bits);
        let Some(byte) = self.bytes.get_mut(index as usize / in_byte) else { return false };
        let shift = (index as usize % in_byte) * usize::from(self.bits);
        let mask = (((1_u16 << self.bits) - 1) << shift) as u8;
        *byte = *byte & !mask | ((u16::from(status.number()) << shift) as u8 & mask);
        true
    }

    /// Its bytes in the ZLIB format (RFC 1950), as the document wants them.
    pub fn compressed(&self) -> Vec<u8> {
        let mut to = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        // Writing into memory cannot fail.
        let _ = to.write_all(&self.bytes);
        to.finish().unwrap_or_default()
    }

    /// Reads what [`compressed`](Self::compressed) wrote.
    pub fn from_compressed(bits: u8, compressed: &[u8]) -> Result<Self, Error> {
        let mut bytes = Vec::new();
        let mut from = flate2::read::ZlibDecoder::new(compressed).take(MAX_BYTES + 1);
        from.read_to_end(&mut bytes).map_err(|_| Error::Malformed("not ZLIB"))?;
        if bytes.len() as u64 > MAX_BYTES {
            return Err(Error::Malformed("larger than any list of ours"));
        }
        Self::from_bytes(bits, bytes)
    }

    /// The `StatusList` map of the document: bits and compressed bytes, in CBOR.
    pub fn to_cbor(&self) -> Vec<u8> {
        cose::to_bytes(&self.to_value())
    }

    /// Reads a `StatusList` map in CBOR.
    pub fn from_cbor(bytes: &[u8]) -> Result<Self, Error> {
        let value: Value = ciborium::from_reader(bytes).map_err(|_| Error::Malformed("not CBOR"))?;
        Self::from_value(&value)
    }

    fn to_value(&self) -> Value {
        Value::Map(vec![("lst".into(), Value::Bytes(self.compressed())), ("bits".into(), u64::from(self.bits).into())])
    }

    fn from_value(value: &Value) -> Result<Self, Error> {
        let Value::Map(entries) = value else { return Err(Error::Malformed("not a map")) };
        let find = |name: &str| entries.iter().find(|(key, _)| key.as_text() == Some(name)).map(|(_, value)| value);
        let bits = find("bits").and_then(Value::as_integer).and_then(|bits| u8::try_from(bits).ok());
        let Some(Value::Bytes(list)) = find("lst") else { return Err(Error::Malformed("no list")) };
        Self::from_compressed(bits.ok_or(Error::Malformed("no number of bits"))?, list)
    }
}

/// A list as it is published: whose, from when, how long it serves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// Where it is published (`sub`).
    pub address: String,
    /// When it was made, Unix seconds (`iat`).
    pub issued_at: i64,
    /// Until when it may be used at all, excluded, Unix seconds (`exp`).
    pub expires: i64,
    /// After how many seconds one should ask again (`ttl`).
    pub ask_again: u32,
    /// The list.
    pub list: StatusList,
}

impl Published {
    /// The Status List Token: a CWT in a COSE_Sign1.
    pub fn sign(&self, key: &SigningKey) -> Vec<u8> {
        let claims = Value::Map(vec![
            (SUB.into(), self.address.as_str().into()),
            (EXP.into(), self.expires.into()),
            (IAT.into(), self.issued_at.into()),
            (STATUS_LIST.into(), self.list.to_value()),
            (TTL.into(), u64::from(self.ask_again).into()),
        ]);
        let typed = HeaderBuilder::new().value(TYP, MEDIA_TYPE.into()).build();
        cose::sign(typed, cose::to_bytes(&claims), key)
    }

    /// Reads a Status List Token signed by one of these keys. Whether it is too old is for the reader to say.
    pub fn verify(bytes: &[u8], keys: &KeyRing) -> Result<Self, Error> {
        let message = cose::read(bytes)?;
        let typed = message
            .header
            .rest
            .iter()
            .any(|(label, value)| *label == Label::Int(TYP) && value.as_text() == Some(MEDIA_TYPE));
        if !typed {
            return Err(Error::Malformed("not typed as a status list"));
        }
        let (key, trust) = keys.get(message.key).ok_or(Error::Key(message.key))?;
        if trust.revoked {
            return Err(Error::Key(message.key));
        }
        if !message.is_signed_by(key) {
            return Err(Error::BadSignature);
        }
        let value = cose::from_canonical_bytes(&message.payload).ok_or(Error::Malformed("not deterministic CBOR"))?;
        let Value::Map(entries) = &value else { return Err(Error::Malformed("claims are not a map")) };
        let find = |key: i64| entries.iter().find(|(at, _)| *at == Value::from(key)).map(|(_, value)| value);
        let seconds = |key| find(key).and_then(Value::as_integer).and_then(|value| i64::try_from(value).ok());
        Ok(Self {
            address: find(SUB).and_then(Value::as_text).ok_or(Error::Malformed("no address"))?.to_owned(),
            issued_at: seconds(IAT).ok_or(Error::Malformed("no date"))?,
            expires: seconds(EXP).ok_or(Error::Malformed("no end"))?,
            ask_again: seconds(TTL).and_then(|ttl| u32::try_from(ttl).ok()).ok_or(Error::Malformed("no ttl"))?,
            list: StatusList::from_value(find(STATUS_LIST).ok_or(Error::Malformed("no list"))?)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hundred_thousand_codes_weigh_little() {
        // One in a hundred is revoked, nowhere in particular.
        let list = StatusList::of((0..100_000_u64).map(|index| {
            let drawn = index.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
            if drawn % 100 == 7 { Status::Invalid } else { Status::Valid }
        }));
        let revoked = (0..100_000).filter(|index| list.get(*index) == Some(Status::Invalid)).count();
        let weight = list.compressed().len();
        assert!((900..1_100).contains(&revoked), "{revoked}");
        assert!(weight < 4_000, "{revoked} revoked weigh {weight} bytes");
    }

    #[test]
    fn every_width_holds_every_value() {
        for bits in [1_u8, 2, 4, 8] {
            let mut list = StatusList::new(bits, 9).unwrap();
            for index in 0..9 {
                let value = (index * 7 % (1 << bits)) as u8;
                assert!(list.set(index, Status::from_number(value)));
            }
            for index in 0..9 {
                assert_eq!(list.get(index).unwrap().number(), (index * 7 % (1 << bits)) as u8);
            }
            assert!(!list.set(list.len() as u32, Status::Invalid));
        }
        assert_eq!(StatusList::new(3, 1), Err(Error::Bits));
    }

    #[test]
    fn what_inflates_without_end_is_refused() {
        let bomb = StatusList { bits: 8, bytes: vec![0; (MAX_BYTES + 1) as usize] };
        assert_eq!(
            StatusList::from_compressed(8, &bomb.compressed()),
            Err(Error::Malformed("larger than any list of ours"))
        );
    }
}
