//! An attempt to sign in elsewhere: it leaves with the browser, sealed in a cookie, and is answered once. Asking for one
//! writes nothing, so that a robot that follows every link fills no table.

use axum::http::HeaderMap;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use people::web::{cookie, set_cookie};
use programme::sealing::Sealer;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use store::prelude::*;

const COOKIE: &str = "beffroi_outside";
const PURPOSE: &str = "outside attempt";
/// How long one may take at the provider.
pub(super) const LIFE_MS: i64 = 10 * 60 * 1000;
/// A longer way back is forgotten: a cookie has four kilobytes.
const LONGEST_BACK: usize = 2000;

/// What was asked, to be compared with what comes back.
#[derive(Serialize, Deserialize)]
pub(super) struct Attempt {
    pub(super) id: String,
    pub(super) provider: String,
    pub(super) state: String,
    pub(super) nonce: String,
    pub(super) verifier: String,
    /// The path of ours to go to afterwards; empty for where one begins.
    pub(super) back: String,
    /// Whether someone signed in wants to link what they are elsewhere.
    pub(super) linking: bool,
    pub(super) at_ms: i64,
}

impl Attempt {
    /// A new one, its secrets drawn: 256 bits each, in hexadecimal digits, which every provider takes.
    pub(super) fn new(provider: &str, back: &str, linking: bool, now_ms: i64) -> Self {
        Self {
            id: store::new_id(),
            provider: provider.to_owned(),
            state: random(),
            nonce: random(),
            verifier: random(),
            back: if back.len() > LONGEST_BACK { String::new() } else { back.to_owned() },
            linking,
            at_ms: now_ms,
        }
    }

    /// The PKCE challenge of its verifier (RFC 7636 §4.2).
    pub(super) fn challenge(&self) -> String {
        BASE64.encode(Sha256::digest(self.verifier.as_bytes()))
    }

    /// Gives it to the browser.
    pub(super) fn hand(&self, sealer: &Sealer, headers: &mut HeaderMap, secure: bool) {
        let plain = serde_json::to_vec(self).unwrap_or_default();
        set_cookie(headers, COOKIE, &sealer.seal(PURPOSE, &plain), LIFE_MS / 1000, secure);
    }

    /// The one this browser holds for a provider, if it is not too old.
    pub(super) fn held(sealer: &Sealer, headers: &HeaderMap, provider: &str, now_ms: i64) -> Option<Self> {
        let plain = sealer.open(PURPOSE, &cookie(headers, COOKIE)?)?;
        let held: Self = serde_json::from_slice(&plain).ok()?;
        (held.provider == provider && held.at_ms <= now_ms && now_ms - held.at_ms < LIFE_MS).then_some(held)
    }

    /// Whether an answer is to this one. Compared by digests: the time it takes tells nothing.
    pub(super) fn is_answered_by(&self, state: &str) -> bool {
        Sha256::digest(state.as_bytes()) == Sha256::digest(self.state.as_bytes())
    }

    /// Spends it: true once, for one of those who try.
    pub(super) async fn spend(&self, write: &mut Write) -> store::Result<bool> {
        let sql =
            "INSERT INTO sign_on_outside_spent (attempt, expires_at) VALUES ($1, $2) ON CONFLICT (attempt) DO NOTHING";
        Ok(write.execute(sql, params![&self.id, self.at_ms + LIFE_MS]).await? == 1)
    }
}

/// Takes it back from the browser.
pub(super) fn forget(headers: &mut HeaderMap, secure: bool) {
    set_cookie(headers, COOKIE, "", 0, secure);
}

/// 256 random bits in 64 hexadecimal digits.
pub(super) fn random() -> String {
    rand::random::<[u8; 32]>().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_challenge_is_that_of_rfc_7636() {
        let mut attempt = Attempt::new("fc", "/", false, 0);
        assert_ne!(attempt.state, attempt.nonce);
        // Appendix B.
        attempt.verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk".to_owned();
        assert_eq!(attempt.challenge(), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    #[test]
    fn a_long_way_back_is_forgotten() {
        assert_eq!(Attempt::new("fc", &format!("/{}", "x".repeat(LONGEST_BACK)), false, 0).back, "");
    }
}
