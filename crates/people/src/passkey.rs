//! Passkeys: Web Authentication (W3C, Level 3), as a relying party that asks for no attestation.
//!
//! Section numbers are those of <https://www.w3.org/TR/webauthn-3/>. Signatures are checked by `ring`: ES256 on P-256,
//! EdDSA on Ed25519, RS256. User verification is asked for and required: a passkey stands for a password, so holding
//! the device is not enough. Challenges are kept as hashes and answered once at most, within five minutes.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use ring::signature::{self, UnparsedPublicKey};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use store::prelude::*;

use crate::cbor::{self, Value as Cbor};
use crate::secret::token_hash;
use crate::{Client, Error, OpenedBy, People, Result, Session, SignedIn, audit, throttle};

const CHALLENGE_MS: i64 = 5 * 60 * 1000;
/// Passkeys one account may have.
const MOST: i64 = 20;

/// Flags of the authenticator data (§6.1).
const USER_PRESENT: u8 = 0x01;
const USER_VERIFIED: u8 = 0x04;
const ATTESTED: u8 = 0x40;

/// Who we are for authenticators.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelyingParty {
    /// The host of the public address, without port: `culture.example.fr`.
    pub id: String,
    /// The origin of the public address: `https://culture.example.fr`.
    pub origin: String,
}

impl RelyingParty {
    /// Of a server's public address. Nothing when it has a number for a host, for which there are no passkeys (§5.1.3:
    /// a relying party's identifier is a domain).
    #[must_use]
    pub fn of(public_url: &str) -> Option<Self> {
        let (scheme, rest) = public_url.split_once("://")?;
        let authority = rest.split('/').next()?;
        let host = authority.split_once(':').map_or(authority, |(host, _)| host);
        if host.is_empty() || host.starts_with('[') || host.parse::<std::net::IpAddr>().is_ok() {
            return None;
        }
        Some(Self { id: host.to_owned(), origin: format!("{scheme}://{authority}") })
    }
}

/// What a browser answers when a passkey is made: bytes in base64url.
#[derive(Debug, Clone, Deserialize)]
pub struct PasskeyOffer {
    /// `clientDataJSON`.
    pub client_data: String,
    /// `attestationObject`.
    pub attestation: String,
    /// What its owner calls it.
    #[serde(default)]
    pub name: String,
}

/// What a browser answers when a passkey signs in: bytes in base64url.
#[derive(Debug, Clone, Deserialize)]
pub struct PasskeyAnswer {
    /// The credential's identifier.
    pub id: String,
    /// `clientDataJSON`.
    pub client_data: String,
    /// `authenticatorData`.
    pub authenticator_data: String,
    /// The signature.
    pub signature: String,
    /// The account as the authenticator knows it.
    #[serde(default)]
    pub user_handle: Option<String>,
}

/// A passkey as its owner sees it in the list.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct PasskeyInfo {
    /// Identifier, to remove it.
    pub id: String,
    /// What its owner calls it.
    pub name: String,
    /// When it was made, in milliseconds since 1970 UTC.
    pub created_at_ms: i64,
    /// When it last signed in.
    pub used_at_ms: Option<i64>,
}

#[derive(Deserialize)]
struct ClientData {
    #[serde(rename = "type")]
    kind: String,
    challenge: String,
    origin: String,
    #[serde(default, rename = "crossOrigin")]
    cross_origin: bool,
}

fn refused(why: &str) -> Error {
    Error::Passkey(why.to_owned())
}

fn unpack(text: &str) -> Result<Vec<u8>> {
    BASE64.decode(text.trim_end_matches('=')).map_err(|_| refused("its answer is not base64url"))
}

/// §7.1 steps 5 to 11, §7.2 steps 9 to 14, but the challenge, which the database knows.
fn read_client_data(bytes: &[u8], kind: &str, party: &RelyingParty) -> Result<ClientData> {
    let data: ClientData = serde_json::from_slice(bytes).map_err(|_| refused("its client data cannot be read"))?;
    if data.kind != kind {
        return Err(refused("its answer is of another kind"));
    }
    if data.origin != party.origin || data.cross_origin {
        return Err(refused("it answered another site"));
    }
    Ok(data)
}

/// The fixed head of the authenticator data (§6.1): 32 bytes of hash, flags, counter; and what follows.
struct Head<'a> {
    flags: u8,
    count: u32,
    rest: &'a [u8],
}

fn read_head<'a>(bytes: &'a [u8], party: &RelyingParty) -> Result<Head<'a>> {
    let cut = || refused("its data is cut short");
    let hash = bytes.get(..32).ok_or_else(cut)?;
    if hash != Sha256::digest(party.id.as_bytes()).as_slice() {
        return Err(refused("it is for another site"));
    }
    let flags = *bytes.get(32).ok_or_else(cut)?;
    let count = u32::from_be_bytes(bytes.get(33..37).and_then(|b| b.try_into().ok()).ok_or_else(cut)?);
    if flags & USER_PRESENT == 0 || flags & USER_VERIFIED == 0 {
        return Err(refused("the person was not verified by it"));
    }
    Ok(Head { flags, count, rest: bytes.get(37..).unwrap_or_default() })
}

/// Checks a signature with a COSE key (RFC 9052 §7, RFC 9053 §2 and §7). Used with nothing signed to know a key.
enum Key<'a> {
    Es256([u8; 65]),
    EdDsa(&'a [u8]),
    Rs256 { n: &'a [u8], e: &'a [u8] },
}

impl<'a> Key<'a> {
    fn read(cose: &Cbor<'a>) -> Option<Self> {
        let bytes = |label| cose.label(label).and_then(Cbor::bytes);
        match (cose.label(1)?.int()?, cose.label(3)?.int()?) {
            // EC2, ES256, P-256.
            (2, -7) if cose.label(-1)?.int()? == 1 => {
                let (x, y) = (bytes(-2)?, bytes(-3)?);
                if x.len() != 32 || y.len() != 32 {
                    return None;
                }
                let mut point = [4; 65];
                point[1..33].copy_from_slice(x);
                point[33..].copy_from_slice(y);
                Some(Self::Es256(point))
            }
            // OKP, EdDSA, Ed25519.
            (1, -8) if cose.label(-1)?.int()? == 6 => bytes(-2).filter(|x| x.len() == 32).map(Self::EdDsa),
            // RSA, RS256 of 2048 bits at least.
            (3, -257) => {
                let (n, e) = (bytes(-1)?, bytes(-2)?);
                (n.len() >= 256).then_some(Self::Rs256 { n, e })
            }
            _ => None,
        }
    }

    fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        match self {
            Self::Es256(point) => UnparsedPublicKey::new(&signature::ECDSA_P256_SHA256_ASN1, point.as_slice())
                .verify(message, signature)
                .is_ok(),
            Self::EdDsa(key) => UnparsedPublicKey::new(&signature::ED25519, key).verify(message, signature).is_ok(),
            Self::Rs256 { n, e } => signature::RsaPublicKeyComponents { n, e }
                .verify(&signature::RSA_PKCS1_2048_8192_SHA256, message, signature)
                .is_ok(),
        }
    }
}

/// A new credential, its answer checked: §7.1 steps 12 to 27 for attestation "none".
struct Offered {
    challenge: String,
    id: String,
    key: String,
    count: u32,
}

fn check_offer(party: &RelyingParty, offer: &PasskeyOffer) -> Result<Offered> {
    let client_data = unpack(&offer.client_data)?;
    let client = read_client_data(&client_data, "webauthn.create", party)?;
    let object = unpack(&offer.attestation)?;
    let (object, _) = cbor::read(&object).ok_or_else(|| refused("its attestation cannot be read"))?;
    let data = object.field("authData").and_then(Cbor::bytes).ok_or_else(|| refused("it says nothing of itself"))?;
    let head = read_head(data, party)?;
    if head.flags & ATTESTED == 0 {
        return Err(refused("it brings no key"));
    }
    // §6.5.1: 16 bytes of model, two of length, the identifier, the key.
    let cut = || refused("its data is cut short");
    let length = head.rest.get(16..18).and_then(|b| b.try_into().ok()).map(u16::from_be_bytes).ok_or_else(cut)?;
    let length = usize::from(length);
    if length == 0 || length > 1023 {
        return Err(refused("its identifier has a wrong length"));
    }
    let id = head.rest.get(18..18 + length).ok_or_else(cut)?;
    let after = head.rest.get(18 + length..).ok_or_else(cut)?;
    let (cose, rest) = cbor::read(after).ok_or_else(|| refused("its key cannot be read"))?;
    Key::read(&cose).ok_or_else(|| refused("its key is of a kind we do not check"))?;
    Ok(Offered {
        challenge: client.challenge,
        id: BASE64.encode(id),
        key: BASE64.encode(&after[..after.len() - rest.len()]),
        count: head.count,
    })
}

impl People {
    /// A challenge for an authenticator: to make a passkey for an account, or for anyone to sign in.
    ///
    /// # Errors
    /// [`Error::TooManyAttempts`] when this network asks too often.
    pub async fn passkey_challenge(&self, account: Option<&str>, client: &Client) -> Result<String> {
        let challenge = BASE64.encode(rand::random::<[u8; 32]>());
        let mut write = self.db.write().await?;
        let from_here = throttle::network_bucket(&mut write, "challenges", client.ip, 60).await?;
        throttle::begin(&mut write, &from_here).await?;
        write
            .execute(
                "INSERT INTO people_challenges (challenge_hash, account, expires_at) VALUES ($1, $2, $3)",
                params![token_hash(&challenge), account, self.now_ms() + CHALLENGE_MS],
            )
            .await?;
        write.commit().await?;
        Ok(challenge)
    }

    /// Keeps a passkey that a browser just made for whoever is signed in.
    ///
    /// # Errors
    /// [`Error::Passkey`].
    pub async fn add_passkey(&self, session: &Session, party: &RelyingParty, offer: &PasskeyOffer) -> Result<()> {
        let offered = check_offer(party, offer)?;
        let name: String = offer.name.trim().chars().filter(|c| !c.is_control()).take(60).collect();
        let account = &session.account.id;
        let mut write = self.db.write().await?;
        spend(&mut write, &offered.challenge, Some(account)).await?;
        let held = write.one("SELECT count(*) FROM people_passkeys WHERE account = $1", params![account]).await?;
        if held.get::<i64>(0)? >= MOST {
            return Err(refused("there are too many already"));
        }
        let now = self.now_ms();
        // §7.1 step 26: an identifier that is known already belongs to someone.
        let made = write
            .execute(
                "INSERT INTO people_passkeys (id, account, public_key, sign_count, name, created_at)
                 VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO NOTHING",
                params![&offered.id, account, &offered.key, offered.count, name, now],
            )
            .await?;
        if made == 0 {
            return Err(refused("it is known already"));
        }
        let subject = format!("account:{account}");
        audit::append(&mut write, &session.actor(), "account.passkey_added", &subject, &serde_json::json!({})).await?;
        write.commit().await?;
        Ok(())
    }

    /// Signs in with a passkey (§7.2).
    ///
    /// # Errors
    /// [`Error::Passkey`] with what is wrong for the log; say the same to everyone.
    pub async fn sign_in_with_passkey(
        &self,
        party: &RelyingParty,
        answer: &PasskeyAnswer,
        client: &Client,
    ) -> Result<SignedIn> {
        let client_bytes = unpack(&answer.client_data)?;
        let said = read_client_data(&client_bytes, "webauthn.get", party)?;
        let data = unpack(&answer.authenticator_data)?;
        let head = read_head(&data, party)?;
        let mut write = self.db.write().await?;
        // Spent and kept spent, whatever follows: an answer is tried once.
        spend(&mut write, &said.challenge, None).await?;
        write.commit().await?;

        let mut write = self.db.write().await?;
        let row = write
            .optional(
                "SELECT p.account, p.public_key, p.sign_count FROM people_passkeys p
                 JOIN people_accounts a ON a.id = p.account WHERE p.id = $1 AND a.state = 'active'",
                params![answer.id.trim_end_matches('=')],
            )
            .await?
            .ok_or_else(|| refused("it is not known here"))?;
        let (account, key, before): (String, String, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        // Step 6: the account it names is the one it belongs to.
        if let Some(handle) = answer.user_handle.as_deref().filter(|handle| !handle.is_empty())
            && unpack(handle)? != account.as_bytes()
        {
            return Err(refused("it belongs to another account"));
        }
        let cose = unpack(&key)?;
        let key =
            cbor::read(&cose).and_then(|(cose, _)| Key::read(&cose)).ok_or_else(|| refused("its key is damaged"))?;
        // Step 21: signed are the data and the hash of the client data.
        let mut message = data.clone();
        message.extend_from_slice(&Sha256::digest(&client_bytes));
        if !key.verifies(&message, &unpack(&answer.signature)?) {
            return Err(refused("its signature is wrong"));
        }
        // Step 22: a counter that does not grow is one of two copies. Most passkeys do not count: always nought.
        let count = i64::from(head.count);
        if (count != 0 || before != 0) && count <= before {
            return Err(refused("its counter went back: it may have been copied"));
        }
        let now = self.now_ms();
        write
            .execute(
                "UPDATE people_passkeys SET sign_count = $2, used_at = $3 WHERE id = $1",
                params![answer.id.trim_end_matches('='), count, now],
            )
            .await?;
        let signed_in = self.open_session(&mut write, account, client, &[], OpenedBy::Passkey).await?;
        write.commit().await?;
        Ok(signed_in)
    }

    /// The passkeys of an account, the newest first.
    pub async fn passkeys(&self, account: &str) -> Result<Vec<PasskeyInfo>> {
        let sql = "SELECT id, name, created_at, used_at FROM people_passkeys WHERE account = $1
                   ORDER BY created_at DESC, id";
        let rows = self.db.read().await?.all(sql, params![account]).await?;
        rows.iter()
            .map(|row| {
                Ok(PasskeyInfo {
                    id: row.get(0)?,
                    name: row.get(1)?,
                    created_at_ms: row.get(2)?,
                    used_at_ms: row.get(3)?,
                })
            })
            .collect()
    }

    /// Removes a passkey from an account.
    pub async fn remove_passkey(&self, session: &Session, id: &str) -> Result<()> {
        let mut write = self.db.write().await?;
        let gone = write
            .execute("DELETE FROM people_passkeys WHERE id = $1 AND account = $2", params![id, &session.account.id])
            .await?;
        if gone == 0 {
            return Err(Error::NotFound);
        }
        let subject = format!("account:{}", session.account.id);
        audit::append(&mut write, &session.actor(), "account.passkey_removed", &subject, &serde_json::json!({}))
            .await?;
        write.commit().await?;
        Ok(())
    }
}

/// Takes a challenge out of the table: it was ours, for this account or for anyone, and is not answered yet.
async fn spend(write: &mut Write, challenge: &str, account: Option<&str>) -> Result<()> {
    let now = write.clock().now_ms();
    let row = write
        .optional(
            "DELETE FROM people_challenges WHERE challenge_hash = $1 AND expires_at > $2 RETURNING account",
            params![token_hash(challenge), now],
        )
        .await?
        .ok_or_else(|| refused("its challenge is not ours, or was answered"))?;
    if row.get::<Option<String>>(0)?.as_deref() != account {
        return Err(refused("its challenge was given to someone else"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_relying_party_is_a_domain() {
        let party = RelyingParty::of("https://culture.example.fr/").unwrap();
        assert_eq!((party.id.as_str(), party.origin.as_str()), ("culture.example.fr", "https://culture.example.fr"));
        let local = RelyingParty::of("http://localhost:8080").unwrap();
        assert_eq!((local.id.as_str(), local.origin.as_str()), ("localhost", "http://localhost:8080"));
        assert_eq!(RelyingParty::of("http://127.0.0.1:8080"), None);
        assert_eq!(RelyingParty::of("http://[::1]:8080"), None);
    }
}
