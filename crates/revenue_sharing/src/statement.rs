//! A settlement that can be published: what it was computed from, by which rule, under which conventions, what came of it,
//! signed.
//!
//! The signature is Ed25519 over the statement's canonical text (RFC 8785: keys in order, no space) without its
//! `signature`. Numbers in it are whole and below 2⁵³; larger ones are text.

use std::fmt::Write as _;

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{Basis, Conventions, Error, Fraction, Museum, Rule, Settlement, settle};

/// The format's name and version.
pub const FORMAT: &str = "beffroi-pass-statement/1";

/// A settlement, its reasons and its signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// [`FORMAT`].
    pub format: String,
    /// What it is the settlement of.
    pub title: String,
    /// Who issues it.
    pub issuer: String,
    /// First day, `2026-01-01`.
    pub from: String,
    /// Last day.
    pub to: String,
    /// When it was issued, RFC 3339.
    pub issued_at: String,
    /// When the rule was voted, RFC 3339.
    pub voted_at: String,
    /// Why this rule, in the words of those who voted.
    pub reason: String,
    /// The rule.
    pub rule: Rule,
    /// The conventions.
    pub conventions: Conventions,
    /// The museums, in the order that settles ties.
    pub museums: Vec<Museum>,
    /// What it is computed from.
    pub basis: Basis,
    /// What is shared, in cents.
    pub pot_cents: i64,
    /// What each museum takes, in the museums' order.
    pub shares: Vec<Share>,
    /// What is kept, in cents.
    pub reserve_cents: i64,
    /// The public key, hexadecimal.
    #[serde(default)]
    pub key: String,
    /// The signature, hexadecimal.
    #[serde(default)]
    pub signature: String,
}

/// What a museum takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Share {
    /// Its code.
    pub code: String,
    /// In cents.
    pub cents: i64,
    /// Before rounding, in cents, when it can be written shortly.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exact: Option<Fraction>,
}

/// What is said of a settlement beside its numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct About<'a> {
    /// What it is the settlement of.
    pub title: &'a str,
    /// Who issues it.
    pub issuer: &'a str,
    /// First day, `2026-01-01`.
    pub from: &'a str,
    /// Last day.
    pub to: &'a str,
    /// When it is issued, RFC 3339.
    pub issued_at: &'a str,
    /// When the rule was voted, RFC 3339.
    pub voted_at: &'a str,
    /// Why this rule.
    pub reason: &'a str,
}

/// Why a statement is not to be believed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// Not a statement.
    #[error("this is not a statement: {0}")]
    Unreadable(String),
    /// Of a format we do not know.
    #[error("statements of the format {0} can't be checked")]
    UnknownFormat(String),
    /// Not signed, or by a key that is none.
    #[error("the statement is not signed")]
    Unsigned,
    /// Signed by somebody else.
    #[error("the statement is signed by the key {found}, not by {expected}")]
    OtherKey {
        /// The key it says.
        found: String,
        /// The key it should be.
        expected: String,
    },
    /// Changed since it was signed.
    #[error("the signature does not match: the statement was changed after it was signed")]
    BadSignature,
    /// Its aggregates can't be shared.
    #[error("the settlement can't be computed again: {0}")]
    Sharing(#[from] Error),
    /// It says something else than its aggregates give.
    #[error("{what}: the statement says {said}, its aggregates give {found}")]
    Differs {
        /// Which number.
        what: String,
        /// As stated, in cents.
        said: i64,
        /// As computed again, in cents.
        found: i64,
    },
}

/// A text's canonical form (RFC 8785), for values without fractional numbers.
fn canonical(value: &Value, text: &mut String) {
    match value {
        Value::Object(fields) => {
            let mut keys: Vec<&String> = fields.keys().collect();
            keys.sort_by(|one, other| one.encode_utf16().cmp(other.encode_utf16()));
            text.push('{');
            for (at, key) in keys.into_iter().enumerate() {
                if at > 0 {
                    text.push(',');
                }
                let _ = write!(text, "{}:", Value::from(key.as_str()));
                canonical(&fields[key], text);
            }
            text.push('}');
        }
        Value::Array(values) => {
            text.push('[');
            for (at, value) in values.iter().enumerate() {
                if at > 0 {
                    text.push(',');
                }
                canonical(value, text);
            }
            text.push(']');
        }
        other => {
            let _ = write!(text, "{other}");
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn from_hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    if text.len() != 2 * N || !text.is_ascii() {
        return None;
    }
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[2 * at..2 * at + 2], 16).ok()?;
    }
    Some(bytes)
}

/// The public key of a signing key's 32 bytes, in hexadecimal, as statements carry it.
pub fn public_key(secret: &[u8; 32]) -> String {
    hex(SigningKey::from_bytes(secret).verifying_key().as_bytes())
}

impl Statement {
    /// Settles a basis and states it, unsigned.
    ///
    /// # Errors
    /// Those of [`settle`].
    pub fn new(
        about: &About<'_>,
        museums: &[Museum],
        basis: Basis,
        rule: Rule,
        conventions: &Conventions,
    ) -> Result<Self, Error> {
        let settlement = settle(museums, &basis, rule, conventions)?;
        let shares = shares(museums, &settlement);
        Ok(Self {
            format: FORMAT.to_owned(),
            title: about.title.to_owned(),
            issuer: about.issuer.to_owned(),
            from: about.from.to_owned(),
            to: about.to.to_owned(),
            issued_at: about.issued_at.to_owned(),
            voted_at: about.voted_at.to_owned(),
            reason: about.reason.to_owned(),
            rule,
            conventions: conventions.clone(),
            museums: museums.to_vec(),
            basis,
            pot_cents: settlement.pot_cents,
            shares,
            reserve_cents: settlement.reserve_cents,
            key: String::new(),
            signature: String::new(),
        })
    }

    /// What is signed: the canonical text of everything but the signature.
    pub fn signed_text(&self) -> String {
        let mut value = serde_json::to_value(self).unwrap_or_default();
        if let Some(fields) = value.as_object_mut() {
            fields.remove("signature");
        }
        let mut text = String::new();
        canonical(&value, &mut text);
        text
    }

    /// The whole as canonical text: the file to publish.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        canonical(&serde_json::to_value(self).unwrap_or_default(), &mut text);
        text
    }

    /// The same, signed by a key of 32 bytes.
    #[must_use]
    pub fn signed(mut self, secret: &[u8; 32]) -> Self {
        let key = SigningKey::from_bytes(secret);
        self.key = hex(key.verifying_key().as_bytes());
        self.signature = hex(&key.sign(self.signed_text().as_bytes()).to_bytes());
        self
    }
}

fn shares(museums: &[Museum], settlement: &Settlement) -> Vec<Share> {
    let share = |(at, (museum, cents)): (usize, (&Museum, &i64))| Share {
        code: museum.code.clone(),
        cents: *cents,
        exact: settlement.shares.exact(at),
    };
    museums.iter().zip(&settlement.cents).enumerate().map(share).collect()
}

/// Reads a statement, checks its signature (by `key` in hexadecimal, when one is expected), and computes it again.
///
/// # Errors
/// The first thing that is not as it should be.
pub fn check(text: &str, key: Option<&str>) -> Result<Statement, Fault> {
    let statement: Statement = serde_json::from_str(text).map_err(|error| Fault::Unreadable(error.to_string()))?;
    if statement.format != FORMAT {
        return Err(Fault::UnknownFormat(statement.format));
    }
    if let Some(expected) = key
        && !expected.eq_ignore_ascii_case(&statement.key)
    {
        return Err(Fault::OtherKey { found: statement.key, expected: expected.to_owned() });
    }
    let bytes = from_hex::<32>(&statement.key).ok_or(Fault::Unsigned)?;
    let verifying = VerifyingKey::from_bytes(&bytes).map_err(|_| Fault::Unsigned)?;
    let signature = Signature::from_bytes(&from_hex::<64>(&statement.signature).ok_or(Fault::Unsigned)?);
    verifying.verify_strict(statement.signed_text().as_bytes(), &signature).map_err(|_| Fault::BadSignature)?;
    let again = settle(&statement.museums, &statement.basis, statement.rule, &statement.conventions)?;
    let differs = |what: &str, said, found| Fault::Differs { what: what.to_owned(), said, found };
    if statement.pot_cents != again.pot_cents {
        return Err(differs("the pot", statement.pot_cents, again.pot_cents));
    }
    if statement.reserve_cents != again.reserve_cents {
        return Err(differs("the reserve", statement.reserve_cents, again.reserve_cents));
    }
    if statement.shares.len() != statement.museums.len() {
        return Err(Error::WrongLength { expected: statement.museums.len(), found: statement.shares.len() }.into());
    }
    for (said, found) in statement.shares.iter().zip(shares(&statement.museums, &again)) {
        if said.code != found.code || said.cents != found.cents || said.exact != found.exact {
            return Err(differs(&found.code, said.cents, found.cents));
        }
    }
    Ok(statement)
}
