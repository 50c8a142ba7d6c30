//! The proof of the minute: eight digits behind a code shown on a telephone, so that a picture of it ages.
//!
//! They are those of RFC 6238 (HMAC-SHA-1, steps of thirty seconds), under a key that a door computes from the secret
//! of the epoch and the code's identifier: a door needs no list of secrets, and a telephone holds its own only.

use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use sha2::Sha256;

/// Length of a step, in seconds.
pub const STEP: i64 = 30;

/// What a telephone is given: the key of its digits.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(pub [u8; 20]);

impl std::fmt::Debug for Secret {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.write_str("Secret")
    }
}

impl Secret {
    /// The secret of a code in an epoch: HKDF-SHA-256 of the gates' key, no salt, `"beffroi proof"` and the code's
    /// identifier as info.
    pub fn of(gate_key: &[u8; 32], id: &[u8; 8]) -> Self {
        let mut secret = [0; 20];
        // Twenty bytes is far below what HKDF can give.
        let _ = Hkdf::<Sha256>::new(None, gate_key).expand_multi_info(&[b"beffroi proof", id], &mut secret);
        Self(secret)
    }

    /// The eight digits of an instant (Unix seconds).
    pub fn digits(&self, at: i64) -> [u8; 8] {
        digits(&self.0, at.div_euclid(STEP) as u64)
    }

    /// The code with its proof: what the telephone shows.
    pub fn shown(&self, code: &str, at: i64) -> String {
        let digits = self.digits(at);
        format!("{code}.{}", digits.iter().map(|digit| char::from(*digit)).collect::<String>())
    }
}

/// HOTP of RFC 4226, eight digits, as ASCII.
fn digits(key: &[u8], counter: u64) -> [u8; 8] {
    let mut mac = Hmac::<Sha1>::new_from_slice(key).unwrap_or_else(|_| unreachable!("HMAC takes keys of any length"));
    mac.update(&counter.to_be_bytes());
    let hash = mac.finalize().into_bytes();
    let from = usize::from(hash[19] & 0x0f);
    let number = u32::from_be_bytes([hash[from], hash[from + 1], hash[from + 2], hash[from + 3]]) & 0x7fff_ffff;
    let mut left = number % 100_000_000;
    let mut digits = [0; 8];
    for digit in digits.iter_mut().rev() {
        *digit = b'0' + (left % 10) as u8;
        left /= 10;
    }
    digits
}

/// What a proof shown is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// Of this minute.
    Fresh,
    /// Of another one: an old picture, or a clock that is wrong.
    Stale,
}

/// The gates' keys still accepted.
#[derive(Clone, Default)]
pub struct Epochs(pub Vec<Epoch>);

/// The gates' key of some months.
#[derive(Clone)]
pub struct Epoch {
    /// Its number.
    pub number: u32,
    /// The secret.
    pub key: [u8; 32],
    /// Until when it is accepted, excluded, Unix seconds.
    pub until: i64,
}

impl std::fmt::Debug for Epoch {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(to, "Epoch({} until {})", self.number, self.until)
    }
}

impl std::fmt::Debug for Epochs {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(to)
    }
}

impl Epochs {
    /// Judges the digits shown with a code, forgiving so many steps on either side of now.
    pub fn check(&self, id: &[u8; 8], shown: &[u8; 8], now: i64, steps: i64) -> Proof {
        let fresh = self.0.iter().filter(|epoch| now < epoch.until).any(|epoch| {
            let secret = Secret::of(&epoch.key, id);
            (-steps..=steps).any(|step| secret.digits(now.saturating_add(step * STEP)) == *shown)
        });
        if fresh { Proof::Fresh } else { Proof::Stale }
    }
}

/// A text that ends as with a proof, in two: what is before, and the digits.
pub(crate) fn part(text: &str) -> Option<(&str, [u8; 8])> {
    let (code, tail) = text.split_at_checked(text.len().checked_sub(9)?)?;
    let digits = <[u8; 8]>::try_from(tail.strip_prefix('.')?.as_bytes()).ok()?;
    digits.iter().all(u8::is_ascii_digit).then_some((code, digits))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238 appendix B, the column of SHA-1.
    #[test]
    fn the_rfcs_own_times() {
        let secret = Secret(*b"12345678901234567890");
        for (at, expected) in [
            (59, "94287082"),
            (1_111_111_109, "07081804"),
            (1_111_111_111, "14050471"),
            (1_234_567_890, "89005924"),
            (2_000_000_000, "69279037"),
            (20_000_000_000, "65353130"),
        ] {
            assert_eq!(secret.digits(at), expected.as_bytes(), "{at}");
        }
    }

    #[test]
    fn of_its_minute_and_of_its_code_only() {
        let epochs = Epochs(vec![Epoch { number: 1, key: [3; 32], until: 1_000_000 }]);
        let shown = Secret::of(&[3; 32], &[1; 8]).digits(600_000);
        assert_eq!(epochs.check(&[1; 8], &shown, 600_000, 1), Proof::Fresh);
        assert_eq!(epochs.check(&[1; 8], &shown, 600_000 + STEP, 1), Proof::Fresh);
        assert_eq!(epochs.check(&[1; 8], &shown, 600_000 + 3 * STEP, 1), Proof::Stale);
        assert_eq!(epochs.check(&[2; 8], &shown, 600_000, 1), Proof::Stale);
        assert_eq!(epochs.check(&[1; 8], &shown, 1_000_000, 1), Proof::Stale);
        assert_eq!(Epochs::default().check(&[1; 8], &shown, 600_000, 1), Proof::Stale);
    }
}
