//! A device's log of what it saw: a chain of hashes, signed at its head.
//!
//! Each entry is a text (JSON, as the device wrote it: it travels and is hashed as it is, so that nobody has to write
//! JSON twice the same). The hash of an entry binds the one before it; a signature over the head binds the whole.

use sha2::{Digest, Sha256};

use crate::VerifyingKey;

/// The hash of an entry and of all before it.
pub type Hash = [u8; 32];

/// What stands before the first entry of a device: the hash of its name, so that a log is of one device.
pub fn origin(device: &str) -> Hash {
    let mut sha = Sha256::new();
    sha.update(b"beffroi scan log\n");
    sha.update(device.as_bytes());
    sha.finalize().into()
}

/// The hash of the entry that follows `previous`.
pub fn link(previous: &Hash, entry: &str) -> Hash {
    let mut sha = Sha256::new();
    // Both parts end where they must: the first has a fixed length.
    sha.update(previous);
    sha.update(entry.as_bytes());
    sha.finalize().into()
}

/// The hashes of entries that follow `previous`, in order; the last is the head.
pub fn chain<'a>(previous: &Hash, entries: impl IntoIterator<Item = &'a str>) -> Vec<Hash> {
    let mut previous = *previous;
    entries
        .into_iter()
        .map(|entry| {
            previous = link(&previous, entry);
            previous
        })
        .collect()
}

/// What a device signs when it sends entries up to `seq` (the first entry has number 1).
pub fn head_message(device: &str, seq: u64, head: &Hash) -> Vec<u8> {
    let head: String = head.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("beffroi scan head\n{device}\n{seq}\n{head}").into_bytes()
}

/// Whether the device of this key signed that head.
pub fn head_is_signed(device: &str, seq: u64, head: &Hash, signature: &[u8; 64], key: &VerifyingKey) -> bool {
    key.verifies(&head_message(device, seq, head), signature)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SigningKey;

    #[test]
    fn a_log_is_one_chain_of_one_device() {
        let hashes = chain(&origin("a"), ["un", "deux", "trois"]);
        assert_eq!(hashes.len(), 3);
        assert_eq!(chain(&hashes[0], ["deux", "trois"]), hashes[1..], "it can be taken up anywhere");
        assert_ne!(chain(&origin("b"), ["un", "deux", "trois"]), hashes);
        assert_ne!(chain(&origin("a"), ["un", "Deux", "trois"])[2], hashes[2], "what was altered shows in the head");
        let key = SigningKey::from_seed([0, 1], &[5; 32]);
        let signature = key.sign_bytes(&head_message("a", 3, &hashes[2]));
        assert!(head_is_signed("a", 3, &hashes[2], &signature, &key.verifying_key()));
        assert!(!head_is_signed("a", 2, &hashes[2], &signature, &key.verifying_key()));
        assert!(!head_is_signed("b", 3, &hashes[2], &signature, &key.verifying_key()));
    }
}
