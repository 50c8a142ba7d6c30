//! Signing in with an e-mail address and a password.

use std::net::IpAddr;

use store::{new_id, prelude::*};

use crate::account::{normal_email, set_password};
use crate::secret::{new_token, token_hash};
use crate::{Error, People, Result, Session, audit, millis, password, throttle};

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

struct Found {
    account: Option<String>,
    secret: Option<String>,
    /// Hash of the device's token when this account signed in from it before.
    device: Option<String>,
}

impl People {
    /// Signs in.
    ///
    /// # Errors
    /// [`Error::BadCredentials`] whatever was wrong, [`Error::TooManyAttempts`] when this client has to wait.
    pub async fn sign_in(&self, email: &str, password: &str, client: &Client) -> Result<SignedIn> {
        let email = normal_email(email).map_err(|_| Error::BadCredentials)?;
        let found = self.find(&email, client).await?;

        let mut write = self.db.write().await?;
        let buckets = throttle::buckets(&mut write, &email, client.ip, found.device.as_deref()).await?;
        throttle::begin(&mut write, &buckets).await?;
        write.commit().await?;

        let right = self.verify_password(password, found.secret).await?;
        let Some(account) = found.account.filter(|_| right) else {
            return Err(Error::BadCredentials);
        };

        let mut write = self.db.write().await?;
        throttle::succeeded(&mut write, &buckets).await?;
        let now = self.now_ms();
        let signed_in = SignedIn {
            session_token: new_token(),
            session_expires_at_ms: now + millis(self.policy.session_life),
            device_token: new_token(),
            device_expires_at_ms: now + millis(self.policy.device_life),
            account,
        };
        if let Some(before) = found.device {
            write.execute("DELETE FROM people_devices WHERE token_hash = $1", params![before]).await?;
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
                "INSERT INTO people_sessions (id, token_hash, account, device, created_at, seen_at, expires_at)
                 VALUES ($1, $2, $3, $4, $5, $5, $6)",
                params![
                    new_id(),
                    token_hash(&signed_in.session_token),
                    &signed_in.account,
                    device,
                    now,
                    signed_in.session_expires_at_ms
                ],
            )
            .await?;
        write.commit().await?;
        Ok(signed_in)
    }

    /// Changes the password of whoever is signed in; all their other sessions end.
    pub async fn change_password(&self, session: &Session, old: &str, new: &str) -> Result<()> {
        let account = &session.account;
        password::check_strength(new, account.email.as_deref())?;
        let sql = "SELECT secret FROM people_credentials WHERE account = $1 AND kind = 'password'";
        let stored = self.db.read().await?.optional(sql, params![&account.id]).await?;
        let stored = stored.map(|row| row.get::<String>(0)).transpose()?;
        let buckets = throttle::session_bucket(&session.id);
        let mut write = self.db.write().await?;
        throttle::begin(&mut write, &buckets).await?;
        write.commit().await?;
        if !self.verify_password(old, stored).await? {
            return Err(Error::BadCredentials);
        }
        let secret = self.hash_password(new).await?;
        let mut write = self.db.write().await?;
        throttle::succeeded(&mut write, &buckets).await?;
        set_password(&mut write, &account.id, &secret).await?;
        write
            .execute("DELETE FROM people_sessions WHERE account = $1 AND id <> $2", params![&account.id, &session.id])
            .await?;
        let subject = format!("account:{}", account.id);
        audit::append(&mut write, &session.actor(), "account.password_changed", &subject, &serde_json::json!({}))
            .await?;
        write.commit().await?;
        Ok(())
    }

    async fn find(&self, email: &str, client: &Client) -> Result<Found> {
        let mut read = self.db.read().await?;
        let row = read
            .optional(
                "SELECT a.id, c.secret FROM people_accounts a
                 JOIN people_credentials c ON c.account = a.id AND c.kind = 'password'
                 WHERE a.email = $1 AND a.state = 'active'",
                params![email],
            )
            .await?;
        let Some(row) = row else {
            return Ok(Found { account: None, secret: None, device: None });
        };
        let account: String = row.get(0)?;
        let mut device = None;
        if let Some(token) = &client.device {
            let hash = token_hash(token);
            let known = read
                .optional(
                    "SELECT token_hash FROM people_devices WHERE token_hash = $1 AND account = $2 AND expires_at > $3",
                    params![&hash, &account, self.now_ms()],
                )
                .await?;
            device = known.map(|_| hash);
        }
        Ok(Found { secret: Some(row.get(1)?), account: Some(account), device })
    }
}
