//! Sessions: kept by the server, named by a token of which only the hash is stored.

use store::prelude::*;

use crate::account::{COLUMNS, from_row, grants_of};
use crate::secret::{hash, token_hash};
use crate::{Account, Actor, Error, Grant, People, Permission, Result, Target, millis};

/// A use is written down at most this often, so that reading pages does not write.
const TOUCH_MS: i64 = 5 * 60 * 1000;

/// How long after a link opened a session a forgotten password may be replaced.
const FRESH_LINK_MS: i64 = 15 * 60 * 1000;

/// What opened a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OpenedBy {
    /// An e-mail address and a password.
    Password,
    /// A card's number and its PIN.
    Pin,
    /// A one-time link sent by mail.
    Link,
    /// A passkey.
    Passkey,
    /// An outside provider of identities.
    Outside,
}

impl OpenedBy {
    /// Its name in tables and messages.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Pin => "pin",
            Self::Link => "link",
            Self::Passkey => "passkey",
            Self::Outside => "outside",
        }
    }

    fn from_code(code: &str) -> Self {
        [Self::Password, Self::Link, Self::Passkey, Self::Outside]
            .into_iter()
            .find(|way| way.code() == code)
            // What proves least.
            .unwrap_or(Self::Pin)
    }
}

/// Someone signed in.
#[derive(Debug, Clone)]
pub struct Session {
    /// The session's identifier, which opens nothing: for lists.
    pub id: String,
    /// Who.
    pub account: Account,
    /// What they are for the network.
    pub grants: Vec<Grant>,
    /// A secret of this session to which form tokens are bound. Never shown.
    pub binding: String,
    /// When it ends at the latest, in milliseconds since 1970 UTC.
    pub expires_at_ms: i64,
    /// What opened it.
    pub opened_by: OpenedBy,
    /// When it began, in milliseconds since 1970 UTC.
    pub began_at_ms: i64,
}

impl Session {
    /// Whether a link opened it a moment ago.
    pub(crate) fn is_fresh_link(&self, now_ms: i64) -> bool {
        self.opened_by == OpenedBy::Link && now_ms - self.began_at_ms < FRESH_LINK_MS
    }

    /// Whether a role of this person allows something to be done to a target.
    pub fn may(&self, permission: Permission, target: &Target<'_>) -> bool {
        self.grants.iter().any(|grant| grant.permits(permission, target))
    }

    /// Whom the audit log names for what is done in this session.
    pub fn actor(&self) -> Actor {
        Actor::Account(self.account.id.clone())
    }
}

/// A session as its owner sees it in the list.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct SessionInfo {
    /// Identifier, to end it.
    pub id: String,
    /// What the browser said it is, shortened.
    pub device: String,
    /// When it began, in milliseconds since 1970 UTC.
    pub created_at_ms: i64,
    /// When it was last used, to five minutes.
    pub seen_at_ms: i64,
    /// What opened it.
    pub opened_by: OpenedBy,
}

impl People {
    /// The session of a cookie's token; nothing when it is unknown, ended, expired, or the account was disabled.
    pub async fn session(&self, token: &str) -> Result<Option<Session>> {
        // A token has one form; anything else is not worth a look.
        if token.len() != 64 {
            return Ok(None);
        }
        let now = self.now_ms();
        let mut read = self.db.read().await?;
        let sql = format!(
            "SELECT {COLUMNS}, s.id, s.seen_at, s.expires_at, s.opened_by, s.created_at FROM people_sessions s
             JOIN people_accounts a ON a.id = s.account
             WHERE s.token_hash = $1 AND s.expires_at > $2 AND s.seen_at > $3 AND a.state = 'active'"
        );
        let idle = now - millis(self.policy.session_idle);
        let Some(row) = read.optional(&sql, params![token_hash(token), now, idle]).await? else {
            return Ok(None);
        };
        let account = from_row(&row)?;
        let grants = grants_of(&mut read, &account.id).await?;
        drop(read);
        let session = Session {
            id: row.get(7)?,
            account,
            grants,
            binding: hash(&["binding", token]),
            expires_at_ms: row.get(9)?,
            opened_by: OpenedBy::from_code(row.text(10)?),
            began_at_ms: row.get(11)?,
        };
        if now - row.get::<i64>(8)? > TOUCH_MS {
            let mut write = self.db.write().await?;
            write.execute("UPDATE people_sessions SET seen_at = $1 WHERE id = $2", params![now, &session.id]).await?;
            write.commit().await?;
        }
        Ok(Some(session))
    }

    /// Of these sessions, by their identifiers, those that have ended: signed out, expired or left unused.
    pub async fn ended(&self, sessions: &[String]) -> Result<Vec<String>> {
        let (now, mut read) = (self.now_ms(), self.db.read().await?);
        let idle = now - millis(self.policy.session_idle);
        let mut ended = Vec::new();
        for id in sessions {
            let sql = "SELECT 1 FROM people_sessions WHERE id = $1 AND expires_at > $2 AND seen_at > $3";
            if read.optional(sql, params![id, now, idle]).await?.is_none() {
                ended.push(id.clone());
            }
        }
        Ok(ended)
    }

    /// Ends the session of a cookie's token.
    pub async fn sign_out(&self, token: &str) -> Result<()> {
        let mut write = self.db.write().await?;
        write.execute("DELETE FROM people_sessions WHERE token_hash = $1", params![token_hash(token)]).await?;
        write.commit().await?;
        Ok(())
    }

    /// Ends every session of an account but, if given, one (by its identifier). Gives how many ended.
    pub async fn sign_out_everywhere(&self, account: &str, but: Option<&str>) -> Result<u64> {
        let mut write = self.db.write().await?;
        let ended = write
            .execute(
                "DELETE FROM people_sessions WHERE account = $1 AND id <> $2",
                params![account, but.unwrap_or_default()],
            )
            .await?;
        write.commit().await?;
        Ok(ended)
    }

    /// Ends one session of an account, chosen from the list.
    pub async fn end_session(&self, account: &str, id: &str) -> Result<()> {
        let mut write = self.db.write().await?;
        let ended =
            write.execute("DELETE FROM people_sessions WHERE account = $1 AND id = $2", params![account, id]).await?;
        if ended == 0 {
            return Err(Error::NotFound);
        }
        write.commit().await?;
        Ok(())
    }

    /// The sessions of an account, the last used first.
    pub async fn sessions(&self, account: &str) -> Result<Vec<SessionInfo>> {
        let sql = "SELECT id, device, created_at, seen_at, opened_by FROM people_sessions
                   WHERE account = $1 AND expires_at > $2 ORDER BY seen_at DESC, id";
        let rows = self.db.read().await?.all(sql, params![account, self.now_ms()]).await?;
        rows.iter()
            .map(|row| {
                Ok(SessionInfo {
                    id: row.get(0)?,
                    device: row.get(1)?,
                    created_at_ms: row.get(2)?,
                    seen_at_ms: row.get(3)?,
                    opened_by: OpenedBy::from_code(row.text(4)?),
                })
            })
            .collect()
    }
}
