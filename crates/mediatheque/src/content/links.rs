//! Signed, short-lived links: `/contenu/{token}/{path}`.
//!
//! A token says which edition may be read, until when, and by whom: base64url(payload) `.` base64url(HMAC-SHA-256). It
//! opens every file of that edition and nothing else. It is bound
//!
//! - to the session that was admitted ([`Binding::Session`]): the cookie must come with it, so that a link copied into
//!   another browser is worth nothing; or
//! - to its short life only ([`Binding::Life`]): for the frames of courses, which run in an opaque origin and so send no
//!   cookie (a course's scripts must not act as the reader), and for resources that ask for no card.
//!
//! The keys are of this server alone, kept in the database so that every node has them. [`Links::rotate`] makes a new
//! one; what the one before signed stays good until it ends by itself.

use std::sync::RwLock;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use store::Db;

use super::shelf::hex;
use crate::Result;

/// How long a link to a book lives; its reader's page asks for another in time.
pub const READING_LIFE_MS: i64 = 15 * 60 * 1000;
/// How long a link bound to nothing but its life lives.
pub const LOOSE_LIFE_MS: i64 = 10 * 60 * 1000;
/// The longest a link lives, whatever is asked: an evening's film with a break.
pub const LONGEST_LIFE_MS: i64 = 6 * 60 * 60 * 1000;

/// To whom a link is good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Binding {
    /// Whoever has this session: [`people::Session::binding`].
    Session(String),
    /// Whoever has the link, while it lives.
    Life,
}

/// What a link gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// Every file of this edition.
    pub edition: String,
    /// The seat taken at the door, if it has seats.
    pub seat: Option<String>,
    /// To whom.
    pub binding: Binding,
    /// Until when, in milliseconds since 1970 UTC.
    pub expires_at_ms: i64,
}

/// Why a link gives nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    /// It is no link of ours.
    #[error("this is no link")]
    Malformed,
    /// It was altered, or signed by a key no longer used.
    #[error("this link was altered")]
    Altered,
    /// Its time has passed.
    #[error("this link has expired")]
    Expired,
    /// It was given to another session.
    #[error("this link was given to another session")]
    NotYours,
}

#[derive(Serialize, Deserialize)]
struct Payload {
    /// The key's name.
    k: String,
    /// The edition.
    e: String,
    /// The seat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    s: Option<String>,
    /// What binds it to a session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    b: Option<String>,
    /// When it ends.
    x: i64,
}

/// The key that signs, and the one before it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Keys {
    current: [u8; 32],
    previous: Option<[u8; 32]>,
}

const CURRENT: &str = "content_key";
const PREVIOUS: &str = "content_key_previous";

/// Signs and verifies links.
pub struct Links {
    db: Db,
    keys: RwLock<Keys>,
    /// When the keys were last read again, so that forged tokens do not make us read them at each request.
    read_at_ms: std::sync::atomic::AtomicI64,
}

impl Links {
    /// With the keys of the database, made when there are none.
    pub async fn open(db: &Db) -> Result<Links> {
        let mut write = db.write().await?;
        write.exclusive("mediatheque.keys").await?;
        let keys = match read_keys(&mut write).await? {
            Some(keys) => keys,
            None => {
                let keys = Keys { current: rand::random(), previous: None };
                programme::tenant::set(&mut write, CURRENT, &hex(&keys.current)).await?;
                keys
            }
        };
        write.commit().await?;
        Ok(Links { db: db.clone(), keys: RwLock::new(keys), read_at_ms: 0.into() })
    }

    /// Signs from now on with a new key. Links signed with the current one stay good until they end or the next rotation.
    pub async fn rotate(&self) -> Result<()> {
        let mut write = self.db.write().await?;
        write.exclusive("mediatheque.keys").await?;
        let old = read_keys(&mut write).await?.unwrap_or_else(|| self.keys());
        let keys = Keys { current: rand::random(), previous: Some(old.current) };
        programme::tenant::set(&mut write, CURRENT, &hex(&keys.current)).await?;
        programme::tenant::set(&mut write, PREVIOUS, &hex(&old.current)).await?;
        write.commit().await?;
        self.keep(keys);
        Ok(())
    }

    /// The token of a grant. Its life is cut to [`LONGEST_LIFE_MS`], or [`LOOSE_LIFE_MS`] when nothing else binds it.
    pub fn sign(&self, grant: &Grant) -> String {
        let now = self.db.clock().now_ms();
        let (bound, longest) = match &grant.binding {
            Binding::Session(session) => (Some(fingerprint(session)), LONGEST_LIFE_MS),
            Binding::Life => (None, LOOSE_LIFE_MS),
        };
        let key = self.keys().current;
        let payload = Payload {
            k: name(&key),
            e: grant.edition.clone(),
            s: grant.seat.clone(),
            b: bound,
            x: grant.expires_at_ms.min(now + longest),
        };
        // A struct of texts and a number always has its JSON.
        let payload = URL_SAFE_NO_PAD.encode(serde_json::to_vec(&payload).unwrap_or_default());
        let signature = URL_SAFE_NO_PAD.encode(mac(&key, &payload).finalize().into_bytes());
        format!("{payload}.{signature}")
    }

    /// The address of a file of the edition, or of its folder with an empty path.
    pub fn address(&self, grant: &Grant, path: &str) -> String {
        format!("/contenu/{}/{}", self.sign(grant), escape_path(path))
    }

    /// What a token gives to whoever comes with this session, now.
    ///
    /// # Errors
    /// [`LinkError`], in this order: no link, altered, expired, another's.
    pub async fn verify(&self, token: &str, session: Option<&str>) -> Result<Grant, LinkError> {
        let (text, signature) = token.split_once('.').ok_or(LinkError::Malformed)?;
        if token.len() > 1024 {
            return Err(LinkError::Malformed);
        }
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| LinkError::Malformed)?;
        let signature = URL_SAFE_NO_PAD.decode(signature).map_err(|_| LinkError::Altered)?;
        // Nothing of the payload is believed before its signature is checked, but the name of the key.
        let payload: Payload = serde_json::from_slice(&bytes).map_err(|_| LinkError::Altered)?;
        let key = self.key_named(&payload.k).await.ok_or(LinkError::Altered)?;
        mac(&key, text).verify_slice(&signature).map_err(|_| LinkError::Altered)?;
        if payload.x <= self.db.clock().now_ms() {
            return Err(LinkError::Expired);
        }
        let binding = match payload.b {
            None => Binding::Life,
            Some(bound) => match session {
                Some(session) if fingerprint(session) == bound => Binding::Session(session.to_owned()),
                _ => return Err(LinkError::NotYours),
            },
        };
        Ok(Grant { edition: payload.e, seat: payload.s, binding, expires_at_ms: payload.x })
    }

    /// The key of that name; read again from the database when unknown, as another node may have rotated.
    async fn key_named(&self, wanted: &str) -> Option<[u8; 32]> {
        use std::sync::atomic::Ordering;
        let of = |keys: Keys| std::iter::once(keys.current).chain(keys.previous).find(|key| name(key) == wanted);
        if let Some(key) = of(self.keys()) {
            return Some(key);
        }
        let now = self.db.clock().now_ms();
        if now - self.read_at_ms.swap(now, Ordering::Relaxed) < 5_000 {
            return None;
        }
        let mut read = self.db.read().await.ok()?;
        let keys = read_keys(&mut read).await.ok()??;
        self.keep(keys);
        of(keys)
    }

    fn keys(&self) -> Keys {
        *self.keys.read().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn keep(&self, keys: Keys) {
        *self.keys.write().unwrap_or_else(std::sync::PoisonError::into_inner) = keys;
    }
}

async fn read_keys(query: &mut impl store::Query) -> Result<Option<Keys>> {
    let current = programme::tenant::setting(query, CURRENT).await?;
    let previous = programme::tenant::setting(query, PREVIOUS).await?;
    Ok(current
        .as_deref()
        .and_then(unhex)
        .map(|current| Keys { current, previous: previous.as_deref().and_then(unhex) }))
}

fn mac(key: &[u8; 32], payload: &str) -> Hmac<Sha256> {
    // HMAC takes keys of any length.
    let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap_or_else(|_| unreachable!("any length is a key"));
    mac.update(b"contenu:");
    mac.update(payload.as_bytes());
    mac
}

/// What a key is called in tokens: says nothing of the key.
fn name(key: &[u8; 32]) -> String {
    hex(&Sha256::digest([b"content-key-name".as_slice(), key].concat())[..4])
}

/// What a token holds of a session: says nothing of its secret.
fn fingerprint(session: &str) -> String {
    URL_SAFE_NO_PAD.encode(&Sha256::digest([b"content-session".as_slice(), session.as_bytes()].concat())[..16])
}

/// A path of a package as part of an address.
pub fn escape_path(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => out.push(char::from(byte)),
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}

fn unhex(text: &str) -> Option<[u8; 32]> {
    let mut key = [0; 32];
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    for (position, byte) in key.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[position * 2..position * 2 + 2], 16).ok()?;
    }
    Some(key)
}
