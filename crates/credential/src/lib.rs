//! What a holder shows at a door: a signed code no larger than a stamp, its keys, its revocation, its proof of the
//! minute.
//!
//! A code is `CA1:` followed by the base45 of a COSE_Sign1 over a CWT, signed with EdDSA. It says "admit so many, from
//! then to then", and a number that the door looks up in a signed list of what was revoked; no name, no tariff, no
//! birth date. A door that was given the verifying keys judges it without a network:
//!
//! ```
//! use credential::{Claims, KeyRing, Kind, SigningKey, Tolerance, Trust, sign, verify};
//!
//! let key = SigningKey::from_seed([1, 2], &[7; 32]);
//! let claims = Claims {
//!     id: *b"\x01\x02\x03\x04\x05\x06\x07\x08",
//!     kind: Kind::Pass,
//!     scope: 0,
//!     not_before: 1_795_000_000,
//!     expires: 1_826_536_000,
//!     status_index: 1234,
//!     admits: 2,
//! };
//! let code = sign(&claims, &key)?;
//! let ring = KeyRing::from_iter([(key.verifying_key(), Trust::always())]);
//! let verified = verify(&code, &ring, 1_795_000_100, &Tolerance::default())?;
//! assert_eq!(verified.claims, claims);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Everything here is pure: no database, no network, no clock and no dice. Instants are arguments, in Unix seconds;
//! what must be drawn at random is given by the caller. docs/credential.md specifies the bytes, so that another could
//! write a gate.

mod base45_text;
pub mod bundle;
mod claims;
mod code;
mod cose;
pub mod desk_record;
mod keys;
pub mod number;
pub mod proof;
pub mod scan_log;
pub mod status_list;
pub mod symbol;
pub mod trial;
#[cfg(test)]
mod vectors;

pub use claims::{Claims, Kind, Unsignable};
pub use code::{MAX_CHARS, PREFIX, Refusal, Tolerance, Verified, sign, signature, verify};
pub use keys::{KeyId, KeyRing, SigningKey, Trust, VerifyingKey, Weak};
