//! What the desk may see of a holder, and only with the card in hand: a first name and, where wanted, a small picture.
//!
//! The record is encrypted under a key made from the code's signature. A device keeps them all and can open none:
//! stolen, it tells only of the cards it is shown.

use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use sha2::Sha256;

/// A picture may not be larger than this, in bytes.
pub const MAX_PICTURE: usize = 16 * 1024;
/// A first name may not be longer than this, in bytes.
pub const MAX_NAME: usize = 100;
/// Records are padded to multiples of this, so that their length does not tell the name's.
const BLOCK: usize = 256;
const FORM: u8 = 1;

/// What the desk sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskRecord {
    /// First name.
    pub first_name: String,
    /// A small picture (JPEG, PNG or WebP); empty when there is none.
    pub picture: Vec<u8>,
}

/// Under what a record is found: nothing can be told of the card from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LookupId(pub [u8; 16]);

/// Why a record was not sealed or opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The first name or the picture is too large.
    #[error("a first name holds {MAX_NAME} bytes at most, a picture {MAX_PICTURE}")]
    TooLarge,
    /// Of another card, altered, or of another form.
    #[error("this record does not open with this card")]
    Closed,
}

fn derive<const N: usize>(signature: &[u8; 64], what: &[u8]) -> [u8; N] {
    let mut derived = [0; N];
    // At most 32 bytes, far below what HKDF can give.
    let _ = Hkdf::<Sha256>::new(None, signature).expand_multi_info(&[b"beffroi desk record ", what], &mut derived);
    derived
}

/// Under what the record of this code is found.
pub fn lookup_id(signature: &[u8; 64]) -> LookupId {
    LookupId(derive(signature, b"id"))
}

/// Seals a record for the code of this signature. The same record gives the same bytes: sent again, nothing changes.
pub fn seal(record: &DeskRecord, signature: &[u8; 64]) -> Result<Vec<u8>, Error> {
    let name = record.first_name.as_bytes();
    if name.len() > MAX_NAME || record.picture.len() > MAX_PICTURE {
        return Err(Error::TooLarge);
    }
    let mut plain = vec![FORM, name.len() as u8];
    plain.extend_from_slice(name);
    plain.extend_from_slice(&(record.picture.len() as u16).to_be_bytes());
    plain.extend_from_slice(&record.picture);
    plain.resize(plain.len().next_multiple_of(BLOCK), 0);
    let LookupId(id) = lookup_id(signature);
    // The key serves this card only; the nonce is made from what is sealed, so that two records never share one.
    let mut mac = Hmac::<Sha256>::new_from_slice(&derive::<32>(signature, b"nonce"))
        .unwrap_or_else(|_| unreachable!("HMAC takes keys of any length"));
    mac.update(&plain);
    let hash = mac.finalize().into_bytes();
    let mut nonce = [0; NONCE_LEN];
    nonce.copy_from_slice(&hash[..NONCE_LEN]);
    key(signature)
        .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(id), &mut plain)
        .map_err(|_| Error::TooLarge)?;
    Ok([&nonce[..], &plain].concat())
}

/// Opens a record with the code shown.
pub fn open(sealed: &[u8], signature: &[u8; 64]) -> Result<DeskRecord, Error> {
    let (nonce, rest) = sealed.split_at_checked(NONCE_LEN).ok_or(Error::Closed)?;
    let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| Error::Closed)?;
    let LookupId(id) = lookup_id(signature);
    let mut rest = rest.to_vec();
    let plain = key(signature).open_in_place(nonce, Aad::from(id), &mut rest).map_err(|_| Error::Closed)?;
    let (head, rest) = plain.split_at_checked(2).ok_or(Error::Closed)?;
    if head[0] != FORM {
        return Err(Error::Closed);
    }
    let (name, rest) = rest.split_at_checked(usize::from(head[1])).ok_or(Error::Closed)?;
    let (length, rest) = rest.split_at_checked(2).ok_or(Error::Closed)?;
    let picture = rest.get(..usize::from(u16::from_be_bytes([length[0], length[1]]))).ok_or(Error::Closed)?;
    Ok(DeskRecord {
        first_name: String::from_utf8(name.to_vec()).map_err(|_| Error::Closed)?,
        picture: picture.to_vec(),
    })
}

fn key(signature: &[u8; 64]) -> LessSafeKey {
    let key = UnboundKey::new(&AES_256_GCM, &derive::<32>(signature, b"key"));
    LessSafeKey::new(key.unwrap_or_else(|_| unreachable!("the key has the length of AES-256")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opens_with_its_card_only() {
        let record = DeskRecord { first_name: "Zoé".into(), picture: vec![9; 3000] };
        let sealed = seal(&record, &[1; 64]).unwrap();
        assert_eq!(seal(&record, &[1; 64]).unwrap(), sealed, "told again, the same bytes");
        assert_eq!(open(&sealed, &[1; 64]).unwrap(), record);
        assert_eq!(open(&sealed, &[2; 64]), Err(Error::Closed));
        assert_ne!(lookup_id(&[1; 64]), lookup_id(&[2; 64]));
        for at in [0, NONCE_LEN, sealed.len() - 1] {
            let mut altered = sealed.clone();
            altered[at] ^= 1;
            assert_eq!(open(&altered, &[1; 64]), Err(Error::Closed), "byte {at}");
        }
        assert_eq!(open(&sealed[..20], &[1; 64]), Err(Error::Closed));
        assert_eq!(open(&[], &[1; 64]), Err(Error::Closed));
    }

    #[test]
    fn the_length_does_not_tell_the_name() {
        let of = |name: &str| {
            seal(&DeskRecord { first_name: name.into(), picture: vec![] }, &[1; 64]).map(|sealed| sealed.len())
        };
        assert_eq!(of("Léo"), of("Marie-Antoinette"));
        assert_eq!(of(&"x".repeat(101)), Err(Error::TooLarge));
    }
}
