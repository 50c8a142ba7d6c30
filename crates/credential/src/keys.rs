//! Keys: Ed25519, each with an identifier of two bytes that a code carries.

use std::collections::BTreeMap;
use std::fmt;

use ed25519_dalek::Signer;

/// The name of a key in a code.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KeyId(pub [u8; 2]);

impl KeyId {
    /// The name of that number.
    pub fn from_number(number: u16) -> Self {
        Self(number.to_be_bytes())
    }

    /// Its number.
    pub fn number(self) -> u16 {
        u16::from_be_bytes(self.0)
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{:02x}{:02x}", self.0[0], self.0[1])
    }
}

impl fmt::Debug for KeyId {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, to)
    }
}

/// A key that signs.
pub struct SigningKey {
    id: KeyId,
    key: ed25519_dalek::SigningKey,
}

impl SigningKey {
    /// The key of this seed: 32 random bytes, to be kept secret (RFC 8032 calls it the private key).
    pub fn from_seed(id: [u8; 2], seed: &[u8; 32]) -> Self {
        Self { id: KeyId(id), key: ed25519_dalek::SigningKey::from_bytes(seed) }
    }

    /// Its name.
    pub fn id(&self) -> KeyId {
        self.id
    }

    /// The key that verifies what this one signs.
    pub fn verifying_key(&self) -> VerifyingKey {
        VerifyingKey { id: self.id, key: self.key.verifying_key() }
    }

    /// Signs bytes, deterministically (RFC 8032).
    pub fn sign_bytes(&self, message: &[u8]) -> [u8; 64] {
        self.key.sign(message).to_bytes()
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Never the secret.
        write!(to, "SigningKey({})", self.id)
    }
}

/// A key that verifies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifyingKey {
    id: KeyId,
    key: ed25519_dalek::VerifyingKey,
}

/// The bytes are no Ed25519 public key, or one under which anything verifies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("these bytes are not an Ed25519 public key that can be trusted")]
pub struct Weak;

impl VerifyingKey {
    /// The key of these bytes (RFC 8032).
    pub fn from_bytes(id: [u8; 2], bytes: &[u8; 32]) -> Result<Self, Weak> {
        let key = ed25519_dalek::VerifyingKey::from_bytes(bytes).map_err(|_| Weak)?;
        if key.is_weak() { Err(Weak) } else { Ok(Self { id: KeyId(id), key }) }
    }

    /// Its name.
    pub fn id(&self) -> KeyId {
        self.id
    }

    /// Its bytes.
    pub fn to_bytes(&self) -> [u8; 32] {
        self.key.to_bytes()
    }

    /// Whether this key signed that message. Strict: no two signatures of a message by a key differ only in form.
    pub fn verifies(&self, message: &[u8], signature: &[u8; 64]) -> bool {
        self.key.verify_strict(message, &ed25519_dalek::Signature::from_bytes(signature)).is_ok()
    }
}

/// How far a key is trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trust {
    /// Until when codes under it are accepted, excluded, Unix seconds; none without end.
    pub until: Option<i64>,
    /// Taken back for good: nothing under it is accepted, whenever it was signed.
    pub revoked: bool,
}

impl Trust {
    /// Trusted, without end.
    pub fn always() -> Self {
        Self { until: None, revoked: false }
    }

    /// Trusted until an instant, in Unix seconds.
    pub fn until(end: i64) -> Self {
        Self { until: Some(end), revoked: false }
    }

    /// Not trusted any more.
    pub fn revoked() -> Self {
        Self { until: None, revoked: true }
    }
}

/// The verifying keys a door knows, found by their names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KeyRing(BTreeMap<KeyId, (VerifyingKey, Trust)>);

impl KeyRing {
    /// No key.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a key. A name stays with its first key, and a key once revoked stays revoked, whatever is said after: an
    /// older bundle, or one that forgot, never brings it back.
    pub fn add(&mut self, key: VerifyingKey, trust: Trust) {
        use std::collections::btree_map::Entry;
        match self.0.entry(key.id()) {
            Entry::Vacant(place) => {
                place.insert((key, trust));
            }
            Entry::Occupied(mut place) => {
                let (known, known_trust) = place.get_mut();
                if known_trust.revoked || trust.revoked {
                    known_trust.revoked = true;
                } else if *known == key {
                    *known_trust = trust;
                }
            }
        }
    }

    /// The key of that name.
    pub fn get(&self, id: KeyId) -> Option<(&VerifyingKey, Trust)> {
        self.0.get(&id).map(|(key, trust)| (key, *trust))
    }

    /// Every key, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&VerifyingKey, Trust)> {
        self.0.values().map(|(key, trust)| (key, *trust))
    }

    /// Whether it holds no key.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many keys it holds.
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

impl FromIterator<(VerifyingKey, Trust)> for KeyRing {
    fn from_iter<I: IntoIterator<Item = (VerifyingKey, Trust)>>(keys: I) -> Self {
        let mut ring = Self::new();
        for (key, trust) in keys {
            ring.add(key, trust);
        }
        ring
    }
}
