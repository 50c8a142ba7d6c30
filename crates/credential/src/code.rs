//! The code itself: signed at the counter, verified at the door.

use crate::cose::{self, BadForm};
use crate::{Claims, KeyId, KeyRing, SigningKey, Unsignable, base45_text, proof};

/// How a code begins: what it is, and the version of its form.
pub const PREFIX: &str = "CA1:";

/// A text longer than this is no code: what a symbol of 57 by 57 modules holds at level Q.
pub const MAX_CHARS: usize = 221;

/// What a door forgives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tolerance {
    /// How many seconds the door's clock may be wrong.
    pub clock: i64,
}

impl Default for Tolerance {
    /// Thirty seconds.
    fn default() -> Self {
        Self { clock: 30 }
    }
}

/// A code that is genuine and of its time. Whether it was revoked since, the status list says; whether it is shown by
/// the telephone it was given to, its proof.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// What it says.
    pub claims: Claims,
    /// Under which key.
    pub key: KeyId,
    /// The signature: what the desk record of this code is opened with.
    pub signature: [u8; 64],
    /// The eight digits of the minute shown behind the code, not yet checked: see [`proof::Epochs::check`].
    pub shown_proof: Option<[u8; 8]>,
}

/// Why a code was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It does not begin as our codes do: another kind of code was shown.
    #[error("this is not one of our codes")]
    NotOurs,
    /// Longer than a code can be.
    #[error("this text is too long to be a code")]
    TooLong,
    /// It begins as ours do, and is none.
    #[error("this code is damaged: {what}")]
    Malformed {
        /// What is wrong with it, for whoever looks into it.
        what: &'static str,
    },
    /// Signed otherwise than with EdDSA, or not at all.
    #[error("this code is not signed as ours are")]
    WrongAlgorithm,
    /// Under a key this door does not know: forged, or the door has not heard for long.
    #[error("this code is signed with a key unknown here ({key})")]
    UnknownKey {
        /// Which.
        key: KeyId,
    },
    /// Under a key that was taken back.
    #[error("this code is signed with a key that was taken back ({key})")]
    RevokedKey {
        /// Which.
        key: KeyId,
    },
    /// Under a key that has served its time.
    #[error("this code is signed with a key that is over ({key})")]
    KeyOver {
        /// Which.
        key: KeyId,
        /// Since when, Unix seconds.
        since: i64,
    },
    /// Forged or altered.
    #[error("the signature of this code is not ours")]
    BadSignature,
    /// It begins later.
    #[error("this code is not good yet")]
    NotYet {
        /// When, Unix seconds.
        from: i64,
    },
    /// It has ended.
    #[error("this code has expired")]
    Expired {
        /// When, Unix seconds.
        since: i64,
    },
}

impl Refusal {
    /// The name of every reason, for those who must have a sentence for each.
    pub const CODES: [&'static str; 10] = [
        "not_ours",
        "too_long",
        "malformed",
        "wrong_algorithm",
        "unknown_key",
        "revoked_key",
        "key_over",
        "bad_signature",
        "not_yet",
        "expired",
    ];

    /// Its name in tables and messages.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotOurs => "not_ours",
            Self::TooLong => "too_long",
            Self::Malformed { .. } => "malformed",
            Self::WrongAlgorithm => "wrong_algorithm",
            Self::UnknownKey { .. } => "unknown_key",
            Self::RevokedKey { .. } => "revoked_key",
            Self::KeyOver { .. } => "key_over",
            Self::BadSignature => "bad_signature",
            Self::NotYet { .. } => "not_yet",
            Self::Expired { .. } => "expired",
        }
    }
}

impl From<BadForm> for Refusal {
    fn from(form: BadForm) -> Self {
        match form {
            BadForm::Malformed(what) => Self::Malformed { what },
            BadForm::Algorithm => Self::WrongAlgorithm,
        }
    }
}

/// Signs claims into a code. The same claims under the same key always give the same text.
pub fn sign(claims: &Claims, key: &SigningKey) -> Result<String, Unsignable> {
    let bytes = cose::sign(coset::Header::default(), claims.to_bytes()?, key);
    Ok(format!("{PREFIX}{}", base45_text::encode(&bytes)))
}

/// Judges a text shown at a door, at an instant (Unix seconds), with the keys the door knows.
///
/// What surrounds a code in transit (ends of line, as hand scanners send) is left aside; nothing else is. Reasons
/// come in this order: form, key, signature, period; so that only a genuine code is said to have expired.
pub fn verify(text: &str, keys: &KeyRing, now: i64, tolerance: &Tolerance) -> Result<Verified, Refusal> {
    let text = text.trim_matches(['\r', '\n', '\t']);
    let body = text.strip_prefix(PREFIX).ok_or(Refusal::NotOurs)?;
    if text.len() > MAX_CHARS {
        return Err(Refusal::TooLong);
    }
    let (message, shown_proof) = parts(body)?;
    let (key, trust) = keys.get(message.key).ok_or(Refusal::UnknownKey { key: message.key })?;
    if trust.revoked {
        return Err(Refusal::RevokedKey { key: message.key });
    }
    if !message.is_signed_by(key) {
        return Err(Refusal::BadSignature);
    }
    if let Some(since) = trust.until.filter(|until| now >= until.saturating_add(tolerance.clock)) {
        return Err(Refusal::KeyOver { key: message.key, since });
    }
    if !cose::is_plain(&message.header) {
        return Err(Refusal::Malformed { what: "the header says more than algorithm and key" });
    }
    let claims = Claims::from_bytes(&message.payload).map_err(|what| Refusal::Malformed { what })?;
    if now.saturating_add(tolerance.clock) < claims.not_before {
        return Err(Refusal::NotYet { from: claims.not_before });
    }
    if now >= claims.expires.saturating_add(tolerance.clock) {
        return Err(Refusal::Expired { since: claims.expires });
    }
    Ok(Verified { claims, key: message.key, signature: message.signature, shown_proof })
}

/// The signature within a code: what its desk record is sealed and opened with. Nothing is verified.
pub fn signature(text: &str) -> Result<[u8; 64], Refusal> {
    let body = text.strip_prefix(PREFIX).ok_or(Refusal::NotOurs)?;
    Ok(parts(body)?.0.signature)
}

/// Parts the message from the proof shown behind it.
///
/// The point and the digits of a proof are letters of base45 too; but a COSE_Sign1 says where it ends, so that at most
/// one of the two readings is one.
fn parts(body: &str) -> Result<(cose::Unchecked, Option<[u8; 8]>), Refusal> {
    let read = |text: &str| -> Result<cose::Unchecked, Refusal> {
        let bytes = base45_text::decode(text).ok_or(Refusal::Malformed { what: "not base45" })?;
        Ok(cose::read(&bytes)?)
    };
    if let Some((code, digits)) = proof::part(body)
        && let Ok(message) = read(code)
    {
        return Ok((message, Some(digits)));
    }
    Ok((read(body)?, None))
}
