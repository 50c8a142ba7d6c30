//! Identities at outside providers (OpenID Connect): linked by whoever proved both, and then a way to sign in.

use store::prelude::*;

use crate::{Client, Error, OpenedBy, People, Result, SignedIn, audit};

/// An identity at an outside provider, as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct OutsideIdentity {
    /// The provider, by its issuer's address.
    pub issuer: String,
    /// When it was linked, in milliseconds since 1970 UTC.
    pub linked_at_ms: i64,
}

/// Links an identity proved at a provider to an account whose owner is signed in here. The one it replaces, at the same
/// provider, is forgotten.
///
/// # Errors
/// [`Error::OutsideIdentityTaken`] when the identity is another account's.
pub async fn link(write: &mut Write, account: &str, issuer: &str, subject: &str, actor: &crate::Actor) -> Result<()> {
    write.exclusive("people.outside").await?;
    let sql = "SELECT account FROM people_outside_identities WHERE issuer = $1 AND subject = $2";
    if let Some(row) = write.optional(sql, params![issuer, subject]).await? {
        return if row.text(0)? == account { Ok(()) } else { Err(Error::OutsideIdentityTaken) };
    }
    unlink_quietly(write, account, issuer).await?;
    let now = write.clock().now_ms();
    write
        .execute(
            "INSERT INTO people_outside_identities (issuer, subject, account, linked_at) VALUES ($1, $2, $3, $4)",
            params![issuer, subject, account, now],
        )
        .await?;
    tell(write, actor, "account.outside_linked", account, issuer).await
}

/// Unlinks an account from a provider; nothing happens when it was not linked.
pub async fn unlink(write: &mut Write, account: &str, issuer: &str, actor: &crate::Actor) -> Result<()> {
    if unlink_quietly(write, account, issuer).await? == 0 {
        return Ok(());
    }
    tell(write, actor, "account.outside_unlinked", account, issuer).await
}

/// The providers an account is linked to.
pub async fn of(query: &mut impl Query, account: &str) -> Result<Vec<OutsideIdentity>> {
    let sql = "SELECT issuer, linked_at FROM people_outside_identities WHERE account = $1 ORDER BY issuer";
    let rows = query.all(sql, params![account]).await?;
    rows.iter().map(|row| Ok(OutsideIdentity { issuer: row.get(0)?, linked_at_ms: row.get(1)? })).collect()
}

async fn unlink_quietly(write: &mut Write, account: &str, issuer: &str) -> Result<u64> {
    let sql = "DELETE FROM people_outside_identities WHERE account = $1 AND issuer = $2";
    Ok(write.execute(sql, params![account, issuer]).await?)
}

async fn tell(write: &mut Write, actor: &crate::Actor, act: &str, account: &str, issuer: &str) -> Result<()> {
    let details = serde_json::json!({ "issuer": issuer });
    audit::append(write, actor, act, &format!("account:{account}"), &details).await?;
    Ok(())
}

impl People {
    /// Signs in whoever a provider just vouched for; nothing when that identity is nobody's here. Whoever works for the
    /// network signs in with a secret of theirs here, not on another's word.
    pub async fn sign_in_from_outside(&self, issuer: &str, subject: &str, client: &Client) -> Result<Option<SignedIn>> {
        let mut write = self.db().write().await?;
        let row = write
            .optional(
                "SELECT a.id FROM people_outside_identities o JOIN people_accounts a ON a.id = o.account
                 WHERE o.issuer = $1 AND o.subject = $2 AND a.state = 'active'
                     AND NOT EXISTS (SELECT 1 FROM people_roles r WHERE r.account = a.id)",
                params![issuer, subject],
            )
            .await?;
        let Some(row) = row else { return Ok(None) };
        let account: String = row.get(0)?;
        let signed_in = self.open_session(&mut write, account, client, &[], OpenedBy::Outside).await?;
        write.commit().await?;
        Ok(Some(signed_in))
    }
}
