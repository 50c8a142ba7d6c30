//! Passwords: Argon2id (RFC 9106), in PHC strings.

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};

use crate::{Error, People, Result};

/// The least length. NIST SP 800-63B-4 asks for length, not for kinds of characters.
pub(crate) const MINIMUM: usize = 12;
/// Beyond this, hashing would be work for nothing.
const MAXIMUM: usize = 512;

/// How much a password check costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordCost {
    /// 19 MiB, two passes: OWASP's recommendation, some 20 ms.
    Full,
    /// The least Argon2 accepts. For tests only.
    Token,
}

impl PasswordCost {
    fn argon2(self) -> Argon2<'static> {
        let params = match self {
            Self::Full => Params::default(),
            Self::Token => Params::new(Params::MIN_M_COST, 1, 1, None).unwrap_or_default(),
        };
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
    }
}

/// Whether a password may be chosen.
pub(crate) fn check_strength(password: &str, email: Option<&str>) -> Result<()> {
    let length = password.chars().count();
    let is_email = email.is_some_and(|email| password.trim().eq_ignore_ascii_case(email));
    let one_character = password.chars().skip(1).all(|c| password.starts_with(c));
    if length < MINIMUM || password.len() > MAXIMUM || is_email || one_character {
        return Err(Error::WeakPassword { minimum: MINIMUM });
    }
    Ok(())
}

impl People {
    pub(crate) async fn hash_password(&self, password: &str) -> Result<String> {
        let (cost, password) = (self.policy.password_cost, password.to_owned());
        self.in_turn(move || {
            let hash: argon2::password_hash::phc::PasswordHash =
                cost.argon2().hash_password(password.as_bytes()).map_err(|error| Error::Hashing(error.to_string()))?;
            Ok(hash.to_string())
        })
        .await
    }

    /// Checks a password against a stored hash; without one, does the same work and says no, so that the time taken
    /// does not tell which accounts exist.
    pub(crate) async fn verify_password(&self, password: &str, stored: Option<String>) -> Result<bool> {
        let (cost, password) = (self.policy.password_cost, password.to_owned());
        self.in_turn(move || {
            if password.len() > MAXIMUM {
                return Ok(false);
            }
            let Some(stored) = stored else {
                let _: std::result::Result<argon2::password_hash::phc::PasswordHash, _> =
                    cost.argon2().hash_password(password.as_bytes());
                return Ok(false);
            };
            let hash = PasswordHash::new(&stored).map_err(|error| Error::Hashing(error.to_string()))?;
            Ok(Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
        })
        .await
    }

    /// Runs heavy work off the async threads, a few at a time.
    async fn in_turn<T: Send + 'static>(&self, work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
        let _turn = self.checking.acquire().await.map_err(|e| Error::Hashing(e.to_string()))?;
        tokio::task::spawn_blocking(work).await.map_err(|e| Error::Hashing(e.to_string()))?
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weak_passwords_are_refused() {
        for weak in ["short", "aaaaaaaaaaaaaaaa", "Jeanne@example.org"] {
            assert!(check_strength(weak, Some("jeanne@example.org")).is_err(), "{weak}");
        }
        check_strength("quatre mots au hasard", Some("jeanne@example.org")).unwrap();
        assert!(check_strength(&"ab".repeat(300), None).is_err());
    }
}
