//! What must be read again by us and by nobody else: sealed under a key of the network.
//!
//! The key is a setting of the territory; what it seals lies in the wings' tables. A copy of those alone opens nothing; a
//! whole copy of the database opens all, and so must be kept like one.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::hmac;
use store::prelude::*;

use crate::{Error, Result, tenant};

const SETTING: &str = "sealing_key";

/// Seals and opens, each time for one purpose (AES-256-GCM under a key of the purpose): what was sealed for another does not
/// open.
#[derive(Clone)]
pub struct Sealer {
    network: [u8; 32],
}

impl std::fmt::Debug for Sealer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sealer(…)")
    }
}

impl Sealer {
    /// With the network's key, if it was made.
    ///
    /// # Errors
    /// [`Error::SealingKey`] when what is kept is none: another would open nothing of what was sealed.
    pub async fn known(query: &mut impl Query) -> Result<Option<Self>> {
        let Some(kept) = tenant::setting(query, SETTING).await? else { return Ok(None) };
        let key = BASE64.decode(kept).ok().and_then(|key| key.try_into().ok());
        Ok(Some(Self { network: key.ok_or(Error::SealingKey)? }))
    }

    /// With the network's key, made when there is none yet.
    ///
    /// # Errors
    /// As [`Sealer::known`].
    pub async fn prepare(write: &mut Write) -> Result<Self> {
        if let Some(known) = Self::known(write).await? {
            return Ok(known);
        }
        write.exclusive("programme.sealing_key").await?;
        // Another node may have made it meanwhile.
        if let Some(known) = Self::known(write).await? {
            return Ok(known);
        }
        let network: [u8; 32] = rand::random();
        tenant::set(write, SETTING, &BASE64.encode(network)).await?;
        Ok(Self { network })
    }

    /// As [`Sealer::prepare`], where nothing is being written.
    ///
    /// # Errors
    /// As [`Sealer::known`].
    pub async fn of(db: &Db) -> Result<Self> {
        if let Some(known) = Self::known(&mut db.read().await?).await? {
            return Ok(known);
        }
        let mut write = db.write().await?;
        let made = Self::prepare(&mut write).await?;
        write.commit().await?;
        Ok(made)
    }

    /// Seals for a purpose, which says what it is and whose (`"pin:018f…"`). Twice the same gives two texts.
    pub fn seal(&self, purpose: &str, plain: &[u8]) -> String {
        // A nonce drawn at random serves 2^32 texts of one purpose before a repetition is worth a thought.
        let nonce: [u8; NONCE_LEN] = rand::random();
        let mut sealed = plain.to_vec();
        let done = self.key(purpose).seal_in_place_append_tag(
            Nonce::assume_unique_for_key(nonce),
            Aad::from(purpose.as_bytes()),
            &mut sealed,
        );
        done.unwrap_or_else(|_| unreachable!("only texts of 64 GiB can't be sealed"));
        BASE64.encode([&nonce[..], &sealed].concat())
    }

    /// What was sealed for this purpose; nothing for anything else.
    pub fn open(&self, purpose: &str, sealed: &str) -> Option<Vec<u8>> {
        let bytes = BASE64.decode(sealed).ok()?;
        let (nonce, rest) = bytes.split_at_checked(NONCE_LEN)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
        let mut rest = rest.to_vec();
        let plain = self.key(purpose).open_in_place(nonce, Aad::from(purpose.as_bytes()), &mut rest).ok()?;
        Some(plain.to_vec())
    }

    fn key(&self, purpose: &str) -> LessSafeKey {
        let derived = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &self.network), purpose.as_bytes());
        let key = UnboundKey::new(&AES_256_GCM, derived.as_ref());
        LessSafeKey::new(key.unwrap_or_else(|_| unreachable!("SHA-256 has the length of an AES-256 key")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use store::testing::on_both_at;

    #[test]
    fn opens_for_its_purpose_and_whole() {
        let sealer = Sealer { network: [3; 32] };
        let sealed = sealer.seal("attempt", b"secret");
        assert_eq!(sealer.open("attempt", &sealed).as_deref(), Some(&b"secret"[..]));
        assert_ne!(sealer.seal("attempt", b"secret"), sealed);
        assert_eq!(sealer.open("token", &sealed), None);
        assert_eq!(Sealer { network: [4; 32] }.open("attempt", &sealed), None);
        for at in [0, sealed.len() / 2, sealed.len() - 2] {
            let mut altered = sealed.clone().into_bytes();
            altered[at] = if altered[at] == b'A' { b'B' } else { b'A' };
            assert_eq!(sealer.open("attempt", std::str::from_utf8(&altered).unwrap()), None, "{at}");
        }
        for other in ["", "x", "é", &sealed[..20]] {
            assert_eq!(sealer.open("attempt", other), None);
        }
        assert_eq!(format!("{sealer:?}"), "Sealer(…)");
    }

    #[tokio::test]
    async fn the_network_has_one_key_and_none_takes_its_place() {
        on_both_at(&[crate::MIGRATIONS], "2026-11-23T12:00:00Z", |db| async move {
            assert!(Sealer::known(&mut db.read().await.unwrap()).await.unwrap().is_none());
            let sealed = Sealer::of(&db).await.unwrap().seal("pin", b"1234");
            let mut write = db.write().await.unwrap();
            let again = Sealer::prepare(&mut write).await.unwrap();
            assert_eq!(again.open("pin", &sealed).as_deref(), Some(&b"1234"[..]));
            tenant::set(&mut write, SETTING, "damaged").await.unwrap();
            assert!(matches!(Sealer::prepare(&mut write).await, Err(Error::SealingKey)));
            write.commit().await.unwrap();
            assert!(matches!(Sealer::of(&db).await, Err(Error::SealingKey)));
        })
        .await;
    }
}
