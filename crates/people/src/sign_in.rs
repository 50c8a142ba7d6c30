//! Signing in: with an e-mail address and a password, or a card's number and its PIN. Links and passkeys, in their own
//! files, end here too: one way to open a session.

use std::net::IpAddr;

use jiff::civil::Date;
use store::{new_id, prelude::*};

use crate::account::{normal_email, set_password};
use crate::secret::{new_token, token_hash};
use crate::throttle::Bucket;
use crate::{Error, OpenedBy, People, Result, Session, audit, card_number, link, millis, password, throttle};

/// Attempts on one card from browsers it does not know, within the hour, before its birth date is asked for too.
const STRANGERS: i64 = 25;

/// Account and PIN by a card's number: not of cards replaced or taken back, nor of whoever works for the network.
const BY_CARD: &str = "SELECT a.id, c.secret FROM people_cards k JOIN people_accounts a ON a.id = k.account
    JOIN people_credentials c ON c.account = a.id AND c.kind = 'pin'
    WHERE k.number = $1 AND k.state IN ('pending', 'active', 'suspended') AND a.state = 'active'
    AND NOT EXISTS (SELECT 1 FROM people_roles r WHERE r.account = a.id)";

/// What is known of whoever asks. The address serves to count attempts under a key of the day and is not stored.
#[derive(Debug, Clone, Default)]
pub struct Client {
    /// The network address; behind a proxy, the one the trusted proxy gives.
    pub ip: Option<IpAddr>,
    /// The token of the device cookie, if the browser sent one.
    pub device: Option<String>,
    /// What the browser calls itself, for the list of sessions.
    pub agent: String,
}

/// What a successful sign-in hands to the browser, in two cookies (`Secure; HttpOnly; SameSite=Lax`).
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// The session cookie's value. Always new: one planted before signing in opens nothing.
    pub session_token: String,
    /// When the session ends at the latest, in milliseconds since 1970 UTC.
    pub session_expires_at_ms: i64,
    /// The device cookie's value: with it, attempts from this browser are counted apart from strangers'.
    pub device_token: String,
    /// When the browser is forgotten, in milliseconds since 1970 UTC.
    pub device_expires_at_ms: i64,
    /// Who signed in.
    pub account: String,
}

/// What is asked again within a session before a way into the account is added or changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Proof {
    /// The password.
    Password,
    /// The PIN, of who has no password.
    Pin,
}

impl Proof {
    fn kind(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Pin => "pin",
        }
    }
}

/// What is known of whoever is named, before anything is proved.
#[derive(Default)]
struct Found {
    account: Option<String>,
    secret: Option<String>,
    /// Hash of the device's token when this account signed in from it before.
    device: Option<String>,
}

impl People {
    /// Signs in with an e-mail address and a password.
    ///
    /// # Errors
    /// [`Error::BadCredentials`] whatever was wrong, [`Error::TooManyAttempts`] when this client has to wait.
    pub async fn sign_in(&self, email: &str, password: &str, client: &Client) -> Result<SignedIn> {
        let email = normal_email(email).map_err(|_| Error::BadCredentials)?;
        let found = self
            .find(
                "SELECT a.id, c.secret FROM people_accounts a
                 JOIN people_credentials c ON c.account = a.id AND c.kind = 'password'
                 WHERE a.email = $1 AND a.state = 'active'",
                &email,
                client,
            )
            .await?;
        self.prove(&email, password, found, client, OpenedBy::Password).await
    }

    /// Signs in with a card's number and its PIN. A card replaced or taken back signs nobody in; one held back or expired
    /// still does, so that its holder can see why. Who works for the network signs in with more than a few digits.
    ///
    /// # Errors
    /// [`Error::CardNumber`] for a slip of the finger, which the check digit tells and nothing is counted for;
    /// [`Error::BadCredentials`] whatever else was wrong, in the same time; [`Error::TooManyAttempts`] when this client
    /// has to wait.
    pub async fn sign_in_with_card(&self, number: &str, pin: &str, client: &Client) -> Result<SignedIn> {
        self.sign_in_with_card_born(number, pin, None, client).await
    }

    /// The same with the holder's birth date, for when it was asked for.
    ///
    /// # Errors
    /// Those of [`sign_in_with_card`](Self::sign_in_with_card), and [`Error::BirthDateNeeded`].
    pub async fn sign_in_with_card_born(
        &self,
        number: &str,
        pin: &str,
        born: Option<Date>,
        client: &Client,
    ) -> Result<SignedIn> {
        let number = card_number::read_any(number).map_err(Error::CardNumber)?;
        let mut found = self.find(BY_CARD, &number, client).await?;
        let named = format!("card:{number}");
        if found.device.is_none() {
            let mut write = self.db.write().await?;
            let tried = throttle::count_strangers(&mut write, &named).await?;
            write.commit().await?;
            if tried > STRANGERS {
                let Some(born) = born else { return Err(Error::BirthDateNeeded) };
                let known = match &found.account {
                    Some(account) => self.holder(account).await?.and_then(|held| held.birth_date),
                    None => None,
                };
                // Who has none on file is not kept out for it. A wrong one costs the same time as a wrong PIN.
                if known.is_some_and(|known| known != born) {
                    found.secret = None;
                }
            }
        }
        let from_strangers = found.device.is_none();
        let signed_in = self.prove(&named, pin.trim(), found, client, OpenedBy::Pin).await?;
        if from_strangers {
            let mut write = self.db.write().await?;
            throttle::no_stranger(&mut write, &named).await?;
            write.commit().await?;
        }
        Ok(signed_in)
    }

    /// Whose card this is, when the PIN is right, without opening a session: for machines and vendors' servers that check a
    /// card. Guessing is slowed down as at the sign-in page: per machine (give its own address or name in `client`), and past
    /// some failures on one card from anywhere, no machine is answered until an hour passes without one.
    ///
    /// # Errors
    /// Those of [`sign_in_with_card`](Self::sign_in_with_card); [`Error::BirthDateNeeded`] means that this card is guessed at:
    /// answer as for a wrong PIN.
    pub async fn check_card(&self, number: &str, pin: &str, client: &Client) -> Result<String> {
        let number = card_number::read_any(number).map_err(Error::CardNumber)?;
        let found = self.find(BY_CARD, &number, client).await?;
        let named = format!("card:{number}");
        let mut write = self.db.write().await?;
        let tried = throttle::count_strangers(&mut write, &named).await?;
        write.commit().await?;
        if tried > STRANGERS {
            return Err(Error::BirthDateNeeded);
        }
        let (account, buckets) = self.prove_secret(&named, pin.trim(), found, client).await?;
        let mut write = self.db.write().await?;
        throttle::succeeded(&mut write, &buckets).await?;
        throttle::no_stranger(&mut write, &named).await?;
        write.commit().await?;
        Ok(account)
    }

    /// Checks a secret, counting the attempt before and giving it back after a success.
    async fn prove(
        &self,
        named: &str,
        secret: &str,
        found: Found,
        client: &Client,
        opened_by: OpenedBy,
    ) -> Result<SignedIn> {
        let (account, buckets) = self.prove_secret(named, secret, found, client).await?;
        let mut write = self.db.write().await?;
        let signed_in = self.open_session(&mut write, account, client, &buckets, opened_by).await?;
        write.commit().await?;
        Ok(signed_in)
    }

    /// Counts an attempt and checks its secret; gives the account, and what was counted.
    async fn prove_secret(
        &self,
        named: &str,
        secret: &str,
        found: Found,
        client: &Client,
    ) -> Result<(String, Vec<Bucket>)> {
        let mut write = self.db.write().await?;
        let buckets = throttle::buckets(&mut write, named, client.ip, found.device.as_deref()).await?;
        throttle::begin(&mut write, &buckets).await?;
        write.commit().await?;

        let right = self.verify_password(secret, found.secret).await?;
        let Some(account) = found.account.filter(|_| right) else {
            return Err(Error::BadCredentials);
        };
        Ok((account, buckets))
    }

    /// Opens a session for an account that proved who it is, in a browser that is known from now on.
    pub(crate) async fn open_session(
        &self,
        write: &mut Write,
        account: String,
        client: &Client,
        buckets: &[Bucket],
        opened_by: OpenedBy,
    ) -> Result<SignedIn> {
        throttle::succeeded(write, buckets).await?;
        let now = self.now_ms();
        let signed_in = SignedIn {
            session_token: new_token(),
            session_expires_at_ms: now + millis(self.policy.session_life),
            device_token: new_token(),
            device_expires_at_ms: now + millis(self.policy.device_life),
            account,
        };
        if let Some(before) = &client.device {
            write
                .execute(
                    "DELETE FROM people_devices WHERE token_hash = $1 AND account = $2",
                    params![token_hash(before), &signed_in.account],
                )
                .await?;
        }
        write
            .execute(
                "INSERT INTO people_devices (token_hash, account, expires_at) VALUES ($1, $2, $3)",
                params![token_hash(&signed_in.device_token), &signed_in.account, signed_in.device_expires_at_ms],
            )
            .await?;
        let device: String = client.agent.chars().filter(|c| !c.is_control()).take(120).collect();
        write
            .execute(
                "INSERT INTO people_sessions (id, token_hash, account, device, created_at, seen_at, expires_at, opened_by)
                 VALUES ($1, $2, $3, $4, $5, $5, $6, $7)",
                params![
                    new_id(),
                    token_hash(&signed_in.session_token),
                    &signed_in.account,
                    device,
                    now,
                    signed_in.session_expires_at_ms,
                    opened_by.code()
                ],
            )
            .await?;
        Ok(signed_in)
    }

    /// Changes the password of whoever is signed in, or chooses a first one, for which `old` is the PIN if there is one;
    /// all their other sessions end, and links sent before open nothing. Who signed in by a link a moment ago, having
    /// forgotten it, need not tell the old one.
    ///
    /// # Errors
    /// [`Error::BadCredentials`] when the old one is wrong, [`Error::WeakPassword`], [`Error::TooManyAttempts`].
    pub async fn change_password(&self, session: &Session, old: &str, new: &str) -> Result<()> {
        let account = &session.account;
        password::check_strength(new, account.email.as_deref())?;
        self.prove_again(session, old).await?;
        let secret = self.hash_password(new).await?;
        let mut write = self.db.write().await?;
        set_password(&mut write, &account.id, &secret).await?;
        write
            .execute("DELETE FROM people_sessions WHERE account = $1 AND id <> $2", params![&account.id, &session.id])
            .await?;
        link::forget(&mut write, &account.id).await?;
        let subject = format!("account:{}", account.id);
        audit::append(&mut write, &session.actor(), "account.password_changed", &subject, &serde_json::json!({}))
            .await?;
        write.commit().await?;
        Ok(())
    }

    /// What [`prove_again`](Self::prove_again) asks for; nothing of who has neither password nor PIN, nor of whom a link
    /// let in a moment ago.
    pub async fn asks_proof(&self, session: &Session) -> Result<Option<Proof>> {
        if session.is_fresh_link(self.now_ms()) {
            return Ok(None);
        }
        Ok(self.proof_of(&session.account.id).await?.map(|(proof, _)| proof))
    }

    /// Asks for the password again, or for the PIN where there is none, before a way into the account is added or
    /// changed: a session found open must not be enough to keep the account.
    ///
    /// # Errors
    /// [`Error::BadCredentials`], [`Error::TooManyAttempts`].
    pub async fn prove_again(&self, session: &Session, secret: &str) -> Result<()> {
        match self.proof_of(&session.account.id).await? {
            Some((Proof::Password, stored)) => self.prove_old(session, Some(stored), secret).await,
            Some((Proof::Pin, stored)) => self.prove_old(session, Some(stored), secret.trim()).await,
            None => Ok(()),
        }
    }

    async fn proof_of(&self, account: &str) -> Result<Option<(Proof, String)>> {
        for proof in [Proof::Password, Proof::Pin] {
            if let Some(stored) = self.secret_of(account, proof.kind()).await? {
                return Ok(Some((proof, stored)));
            }
        }
        Ok(None)
    }

    /// Whether an account has a password.
    pub async fn has_password(&self, account: &str) -> Result<bool> {
        Ok(self.secret_of(account, "password").await?.is_some())
    }

    /// The hash kept of an account's secret of a kind.
    pub(crate) async fn secret_of(&self, account: &str, kind: &str) -> Result<Option<String>> {
        let sql = "SELECT secret FROM people_credentials WHERE account = $1 AND kind = $2";
        let row = self.db.read().await?.optional(sql, params![account, kind]).await?;
        Ok(row.map(|row| row.get::<String>(0)).transpose()?)
    }

    /// Asks for a secret again within a session, unless there is none or a link just proved who it is.
    pub(crate) async fn prove_old(&self, session: &Session, stored: Option<String>, old: &str) -> Result<()> {
        if stored.is_none() || session.is_fresh_link(self.now_ms()) {
            return Ok(());
        }
        let buckets = throttle::session_bucket(&session.id);
        let mut write = self.db.write().await?;
        throttle::begin(&mut write, &buckets).await?;
        write.commit().await?;
        if !self.verify_password(old, stored).await? {
            return Err(Error::BadCredentials);
        }
        let mut write = self.db.write().await?;
        throttle::succeeded(&mut write, &buckets).await?;
        write.commit().await?;
        Ok(())
    }

    /// Looks up who is named by one parameter: account and secret, and whether the browser is known to them.
    async fn find(&self, sql: &str, named: &str, client: &Client) -> Result<Found> {
        let mut read = self.db.read().await?;
        let Some(row) = read.optional(sql, params![named]).await? else {
            return Ok(Found::default());
        };
        let account: String = row.get(0)?;
        let device = known_device(&mut read, &account, client, self.now_ms()).await?;
        Ok(Found { secret: Some(row.get(1)?), account: Some(account), device })
    }
}

/// The hash of the device's token when this account signed in from it before.
pub(crate) async fn known_device(
    query: &mut impl Query,
    account: &str,
    client: &Client,
    now: i64,
) -> Result<Option<String>> {
    let Some(token) = &client.device else {
        return Ok(None);
    };
    let hash = token_hash(token);
    let sql = "SELECT token_hash FROM people_devices WHERE token_hash = $1 AND account = $2 AND expires_at > $3";
    let known = query.optional(sql, params![&hash, account, now]).await?;
    Ok(known.map(|_| hash))
}
