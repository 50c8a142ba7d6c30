//! One-time links sent by mail: to sign in, and to confirm that an address is read by whoever gave it.
//!
//! An address merely typed belongs to nobody until its link is opened: nobody can register with somebody else's, nor
//! learn from us whether it has an account.

use store::prelude::*;

use crate::account::{COLUMNS, from_row, normal_email};
use crate::secret::{new_token, token_hash};
use crate::sign_in::known_device;
use crate::{Account, Actor, Client, Error, OpenedBy, People, Result, SignedIn, audit, millis, throttle};

/// A link to be sent.
#[derive(Debug, Clone)]
pub struct Link {
    /// Whose it is.
    pub account: Account,
    /// The address it goes to.
    pub email: String,
    /// What the link holds; kept nowhere.
    pub token: String,
    /// Until when it is good, in milliseconds since 1970 UTC.
    pub expires_at_ms: i64,
}

impl People {
    /// Makes a link to sign in for the account with this address, in the caller's transaction, so that the letter is
    /// posted with it. Nothing when there is no such account, or when too many letters went there in the hour: what is
    /// said to whoever asks must be the same. Links before it die.
    ///
    /// # Errors
    /// [`Error::TooManyAttempts`] when this network asks too often (commit what was counted), [`Error::InvalidEmail`].
    pub async fn ask_link(&self, write: &mut Write, email: &str, client: &Client) -> Result<Option<Link>> {
        let email = normal_email(email)?;
        let from_here = throttle::network_bucket(write, "links", client.ip, 20).await?;
        throttle::begin(write, &from_here).await?;
        let to_there = throttle::letters_bucket(write, &email).await?;
        if let Err(refused) = throttle::begin(write, &to_there).await {
            return match refused {
                Error::TooManyAttempts { .. } => Ok(None),
                other => Err(other),
            };
        }
        let sql = format!("SELECT {COLUMNS} FROM people_accounts a WHERE a.email = $1 AND a.state = 'active'");
        let Some(row) = write.optional(&sql, params![&email]).await? else {
            return Ok(None);
        };
        let account = from_row(&row)?;
        let expires_at_ms = self.now_ms() + millis(self.policy.link_life);
        let token = keep(write, &account.id, "sign_in", &email, expires_at_ms).await?;
        Ok(Some(Link { account, email, token, expires_at_ms }))
    }

    /// Whether a link could still sign someone in; opening its page spends nothing, because mail programs look at links.
    pub async fn link_is_good(&self, token: &str) -> Result<bool> {
        let sql = "SELECT 1 FROM people_links WHERE token_hash = $1 AND purpose = 'sign_in' AND expires_at > $2";
        Ok(self.db.read().await?.optional(sql, params![token_hash(token), self.now_ms()]).await?.is_some())
    }

    /// Signs in with a link, which is spent: of two who hold it, one gets in.
    ///
    /// # Errors
    /// [`Error::LinkInvalid`].
    pub async fn sign_in_with_link(&self, token: &str, client: &Client) -> Result<SignedIn> {
        let mut write = self.db.write().await?;
        let row = write
            .optional(
                "DELETE FROM people_links WHERE token_hash = $1 AND purpose = 'sign_in' AND expires_at > $2
                 RETURNING account, email",
                params![token_hash(token), self.now_ms()],
            )
            .await?
            .ok_or(Error::LinkInvalid)?;
        let (account, email): (String, String) = (row.get(0)?, row.get(1)?);
        // The address may have changed hands since: the link served the one it was sent to.
        let sql = "SELECT 1 FROM people_accounts WHERE id = $1 AND email = $2 AND state = 'active'";
        if write.optional(sql, params![&account, &email]).await?.is_none() {
            return Err(Error::LinkInvalid);
        }
        let device = known_device(&mut write, &account, client, self.now_ms()).await?;
        let buckets = throttle::buckets(&mut write, &email, client.ip, device.as_deref()).await?;
        let signed_in = self.open_session(&mut write, account, client, &buckets, OpenedBy::Link).await?;
        write.commit().await?;
        Ok(signed_in)
    }

    /// Makes a link that confirms an address for an account, in the caller's transaction. Nothing when too many letters
    /// went there in the hour. Whether the address has an account already is said only to whoever opens the link.
    ///
    /// # Errors
    /// [`Error::InvalidEmail`].
    pub async fn ask_email(&self, write: &mut Write, account: &str, email: &str) -> Result<Option<Link>> {
        let email = normal_email(email)?;
        let to_there = throttle::letters_bucket(write, &email).await?;
        if let Err(refused) = throttle::begin(write, &to_there).await {
            return match refused {
                Error::TooManyAttempts { .. } => Ok(None),
                other => Err(other),
            };
        }
        let sql = format!("SELECT {COLUMNS} FROM people_accounts a WHERE a.id = $1");
        let account = from_row(&write.one(&sql, params![account]).await?)?;
        let expires_at_ms = self.now_ms() + millis(self.policy.email_life);
        let token = keep(write, &account.id, "email", &email, expires_at_ms).await?;
        Ok(Some(Link { account, email, token, expires_at_ms }))
    }

    /// The address an account waits to see confirmed.
    pub async fn email_asked(&self, account: &str) -> Result<Option<String>> {
        let sql = "SELECT email FROM people_links WHERE account = $1 AND purpose = 'email' AND expires_at > $2";
        let row = self.db.read().await?.optional(sql, params![account, self.now_ms()]).await?;
        Ok(row.map(|row| row.get(0)).transpose()?)
    }

    /// Gives an account the address whose link was opened, in the caller's transaction, so that the address before is told
    /// of it at once. Gives the account as it is now, and the address it had before if that was another. Refused, give the
    /// transaction up, and the link can be opened again.
    ///
    /// # Errors
    /// [`Error::LinkInvalid`]; [`Error::EmailTaken`] when another account has it.
    pub async fn confirm_email(&self, write: &mut Write, token: &str) -> Result<(Account, Option<String>)> {
        let row = write
            .optional(
                "DELETE FROM people_links WHERE token_hash = $1 AND purpose = 'email' AND expires_at > $2
                 RETURNING account, email",
                params![token_hash(token), self.now_ms()],
            )
            .await?
            .ok_or(Error::LinkInvalid)?;
        let (id, email): (String, String) = (row.get(0)?, row.get(1)?);
        write.exclusive("people.email").await?;
        let sql = "SELECT 1 FROM people_accounts WHERE email = $1 AND id <> $2";
        if write.optional(sql, params![&email, &id]).await?.is_some() {
            return Err(Error::EmailTaken);
        }
        let sql = format!("SELECT {COLUMNS} FROM people_accounts a WHERE a.id = $1");
        let mut account = from_row(&write.one(&sql, params![&id]).await?)?;
        write.execute("UPDATE people_accounts SET email = $2 WHERE id = $1", params![&id, &email]).await?;
        // Links sent to the address before must not open anything.
        write.execute("DELETE FROM people_links WHERE account = $1 AND purpose = 'sign_in'", params![&id]).await?;
        let subject = format!("account:{id}");
        audit::append(write, &Actor::Account(id), "account.email_confirmed", &subject, &serde_json::json!({})).await?;
        let before = account.email.replace(email).filter(|before| account.email.as_ref() != Some(before));
        Ok((account, before))
    }

    /// Counts one registration from a network.
    ///
    /// # Errors
    /// [`Error::TooManyAttempts`] beyond ten in an hour.
    pub async fn count_registration(&self, write: &mut Write, client: &Client) -> Result<()> {
        let from_here = throttle::network_bucket(write, "registrations", client.ip, 10).await?;
        throttle::begin(write, &from_here).await
    }
}

/// Forgets an account's links: whoever asked for them may be the one who is being put out.
pub(crate) async fn forget(write: &mut Write, account: &str) -> Result<()> {
    write.execute("DELETE FROM people_links WHERE account = $1", params![account]).await?;
    Ok(())
}

async fn keep(write: &mut Write, account: &str, purpose: &str, email: &str, expires_at_ms: i64) -> Result<String> {
    let token = new_token();
    write.execute("DELETE FROM people_links WHERE account = $1 AND purpose = $2", params![account, purpose]).await?;
    write
        .execute(
            "INSERT INTO people_links (token_hash, account, purpose, email, expires_at) VALUES ($1, $2, $3, $4, $5)",
            params![token_hash(&token), account, purpose, email, expires_at_ms],
        )
        .await?;
    Ok(token)
}
