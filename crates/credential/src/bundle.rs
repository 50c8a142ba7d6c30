//! A signed, dated bundle: what a door is told, and can keep for days without a network.
//!
//! A COSE_Sign1 whose protected header says what the bundle is (`typ`), from when and until when it may be used (CWT
//! claims in the header, RFC 9597), and whose payload is JSON.

use ciborium::Value;
use coset::{HeaderBuilder, Label};

use crate::cose::{self, BadForm};
use crate::status_list::TYP;
use crate::{KeyId, KeyRing, SigningKey};

/// CWT claims in a header (RFC 9597).
const CLAIMS: i64 = 15;
const EXP: i64 = 4;
const IAT: i64 = 6;

/// A bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundle {
    /// What it is, as in `beffroi-gate`.
    pub kind: String,
    /// When it was made, Unix seconds.
    pub issued_at: i64,
    /// Until when it may be used, excluded, Unix seconds.
    pub not_after: i64,
    /// What it says: JSON.
    pub payload: Vec<u8>,
}

/// Why bytes are no bundle that can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Its form is wrong; the sentence names what.
    #[error("this bundle is damaged: {0}")]
    Malformed(&'static str),
    /// Another kind of message.
    #[error("this is not the bundle that was asked for")]
    OtherKind,
    /// Under a key that is unknown here or revoked.
    #[error("this bundle is signed with a key that is not trusted here ({0})")]
    Key(KeyId),
    /// Forged or altered.
    #[error("the signature of this bundle is not ours")]
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

impl Bundle {
    /// Signs it.
    pub fn sign(&self, key: &SigningKey) -> Vec<u8> {
        let dates = Value::Map(vec![(EXP.into(), self.not_after.into()), (IAT.into(), self.issued_at.into())]);
        let header = HeaderBuilder::new()
            .content_type("application/json".to_owned())
            .value(CLAIMS, dates)
            .value(TYP, self.kind.as_str().into())
            .build();
        cose::sign(header, self.payload.clone(), key)
    }

    /// Reads a bundle of that kind signed by one of these keys. Whether it is too old is for the reader to say: a door
    /// goes on with an old bundle, and shows how old it is.
    pub fn verify(bytes: &[u8], kind: &str, keys: &KeyRing) -> Result<Self, Error> {
        let message = cose::read(bytes)?;
        let value =
            |label: i64| message.header.rest.iter().find(|(at, _)| *at == Label::Int(label)).map(|(_, value)| value);
        if value(TYP).and_then(Value::as_text) != Some(kind) {
            return Err(Error::OtherKind);
        }
        let (key, trust) = keys.get(message.key).ok_or(Error::Key(message.key))?;
        if trust.revoked {
            return Err(Error::Key(message.key));
        }
        if !message.is_signed_by(key) {
            return Err(Error::BadSignature);
        }
        let Some(Value::Map(dates)) = value(CLAIMS) else { return Err(Error::Malformed("no dates")) };
        let date = |key: i64| {
            let found = dates.iter().find(|(at, _)| *at == Value::from(key));
            found.and_then(|(_, value)| value.as_integer()).and_then(|value| i64::try_from(value).ok())
        };
        Ok(Self {
            kind: kind.to_owned(),
            issued_at: date(IAT).ok_or(Error::Malformed("no date"))?,
            not_after: date(EXP).ok_or(Error::Malformed("no end"))?,
            payload: message.payload,
        })
    }
}
