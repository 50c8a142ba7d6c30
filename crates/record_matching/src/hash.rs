//! Hashes that are stored, so they never depend on a compiler or a random seed.

/// A 64-bit hash of bytes, the same on every machine and in every version.
pub(crate) fn stable(bytes: &[u8]) -> u64 {
    xxhash_rust::xxh3::xxh3_64(bytes)
}

/// 16 bits of a word, never 0 (0 means "none").
pub(crate) fn short(word: &str) -> u16 {
    let hash = stable(word.as_bytes());
    ((hash ^ (hash >> 32)) as u16).max(1)
}

/// Mixes a few numbers into a blocking key.
pub(crate) fn key(space: u8, first: u64, second: u64) -> u32 {
    let mut mixed = first
        .wrapping_mul(0x9E37_79B9_7F4A_7C15)
        .wrapping_add(second)
        .wrapping_mul(0xD6E8_FEB8_6659_FD93)
        .wrapping_add(u64::from(space));
    mixed ^= mixed >> 32;
    mixed = mixed.wrapping_mul(0xD6E8_FEB8_6659_FD93);
    mixed ^= mixed >> 29;
    ((mixed >> 16) as u32).max(1)
}
