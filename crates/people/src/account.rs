//! Accounts: one a person.

use store::{new_id, prelude::*};

use crate::staff::insert_grant;
use crate::{Actor, Error, Grant, People, Permission, Result, Role, Scope, Target, audit, password};

/// Where an account is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountState {
    /// Invited: nobody has chosen a password yet.
    Invited,
    /// Can sign in.
    Active,
    /// Cannot sign in any more; kept so that the audit log's names mean something.
    Disabled,
}

impl AccountState {
    /// Its name in tables.
    pub fn code(self) -> &'static str {
        match self {
            Self::Invited => "invited",
            Self::Active => "active",
            Self::Disabled => "disabled",
        }
    }

    fn from_code(code: &str) -> Self {
        match code {
            "invited" => Self::Invited,
            "active" => Self::Active,
            // An unknown state opens nothing.
            _ => Self::Disabled,
        }
    }
}

/// A person, as the network knows them.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Account {
    /// Identifier.
    pub id: String,
    /// Name as shown.
    pub name: String,
    /// E-mail address in lower case; none for people without one.
    pub email: Option<String>,
    /// The language of pages and mails: `fr`, `nl` or `en`.
    pub language: String,
    /// Where it is in its life.
    pub state: AccountState,
    /// Made for the demonstration.
    pub demo: bool,
    /// When it was made, in milliseconds since 1970 UTC.
    pub created_at_ms: i64,
}

/// An account to be made with its password, by the command line or the demonstration. People are otherwise invited.
#[derive(Debug, Clone)]
pub struct NewAccount<'a> {
    /// Name as shown.
    pub name: &'a str,
    /// E-mail address.
    pub email: &'a str,
    /// `fr`, `nl` or `en`.
    pub language: &'a str,
    /// Its first password.
    pub password: &'a str,
    /// Its roles.
    pub grants: Vec<Grant>,
    /// Made for the demonstration.
    pub demo: bool,
}

pub(crate) const COLUMNS: &str = "a.id, a.name, a.email, a.language, a.state, a.demo, a.created_at";

/// Reads an account from a row that begins with [`COLUMNS`].
pub(crate) fn from_row(row: &Row) -> store::Result<Account> {
    Ok(Account {
        id: row.get(0)?,
        name: row.get(1)?,
        email: row.get(2)?,
        language: row.get(3)?,
        state: AccountState::from_code(row.text(4)?),
        demo: row.get(5)?,
        created_at_ms: row.get(6)?,
    })
}

/// The address in the one form it is compared in.
pub(crate) fn normal_email(email: &str) -> Result<String> {
    let normal = email.trim().to_lowercase();
    let fits = normal.len() <= 254
        && !normal.chars().any(|c| c.is_whitespace() || c.is_control())
        && normal.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty()
                && !host.starts_with('.')
                && !host.ends_with('.')
                && host.contains('.')
                && !host.contains('@')
        });
    if fits { Ok(normal) } else { Err(Error::InvalidEmail(email.chars().take(80).collect())) }
}

impl People {
    /// Makes an account that can sign in at once. Gives its identifier.
    pub async fn create_account(&self, by: &Actor, new: NewAccount<'_>) -> Result<String> {
        let email = normal_email(new.email)?;
        password::check_strength(new.password, Some(&email))?;
        // Before the writer's turn: hashing is slow on purpose.
        let secret = self.hash_password(new.password).await?;
        let mut write = self.db.write().await?;
        for grant in &new.grants {
            require_giver(&mut write, by, grant.role, &grant.scope).await?;
        }
        require(&mut write, by, Permission::ManageStaff, &Target::Anywhere).await?;
        let id =
            insert_account(&mut write, new.name, Some(&email), new.language, AccountState::Active, new.demo).await?;
        set_password(&mut write, &id, &secret).await?;
        let subject = format!("account:{id}");
        audit::append(&mut write, by, "account.created", &subject, &serde_json::json!({ "demo": new.demo })).await?;
        for grant in &new.grants {
            insert_grant(&mut write, by, &id, grant).await?;
        }
        write.commit().await?;
        Ok(id)
    }

    /// The account with this e-mail address.
    pub async fn account_by_email(&self, email: &str) -> Result<Option<Account>> {
        let sql = format!("SELECT {COLUMNS} FROM people_accounts a WHERE a.email = $1");
        let row = self.db.read().await?.optional(&sql, params![normal_email(email)?]).await?;
        Ok(row.map(|row| from_row(&row)).transpose()?)
    }

    /// The account with this identifier.
    pub async fn account(&self, id: &str) -> Result<Account> {
        let sql = format!("SELECT {COLUMNS} FROM people_accounts a WHERE a.id = $1");
        Ok(from_row(&self.db.read().await?.one(&sql, params![id]).await?)?)
    }
}

pub(crate) async fn insert_account(
    write: &mut Write,
    name: &str,
    email: Option<&str>,
    language: &str,
    state: AccountState,
    demo: bool,
) -> Result<String> {
    let id = new_id();
    let now = write.clock().now_ms();
    let made = write
        .execute(
            "INSERT INTO people_accounts (id, name, email, language, state, demo, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (email) DO NOTHING",
            params![&id, name.trim(), email, language, state.code(), demo, now],
        )
        .await?;
    if made == 0 { Err(Error::EmailTaken) } else { Ok(id) }
}

/// Replaces the account's password.
pub(crate) async fn set_password(write: &mut Write, account: &str, secret: &str) -> Result<()> {
    let now = write.clock().now_ms();
    write.execute("DELETE FROM people_credentials WHERE account = $1 AND kind = 'password'", params![account]).await?;
    write
        .execute(
            "INSERT INTO people_credentials (id, account, kind, secret, created_at)
             VALUES ($1, $2, 'password', $3, $4)",
            params![new_id(), account, secret, now],
        )
        .await?;
    Ok(())
}

/// The roles of an account.
pub(crate) async fn grants_of(query: &mut impl Query, account: &str) -> Result<Vec<Grant>> {
    let sql = "SELECT role, scope_kind, scope FROM people_roles WHERE account = $1 ORDER BY role, scope_kind, scope";
    let rows = query.all(sql, params![account]).await?;
    let mut grants = Vec::with_capacity(rows.len());
    for row in rows {
        // A role of a newer program is no role here.
        if let Some(grant) = grant_from(row.text(0)?, row.text(1)?, row.text(2)?) {
            grants.push(grant);
        }
    }
    Ok(grants)
}

pub(crate) fn grant_from(role: &str, kind: &str, scope: &str) -> Option<Grant> {
    Some(Grant { role: Role::from_code(role)?, scope: Scope::from_columns(kind, scope)? })
}

/// Refuses unless the actor, as it is now in the database, may do this. The program itself may.
pub(crate) async fn require(write: &mut Write, by: &Actor, permission: Permission, target: &Target<'_>) -> Result<()> {
    let Actor::Account(id) = by else {
        return Ok(());
    };
    let grants = active_grants(write, id).await?;
    if grants.iter().any(|grant| grant.permits(permission, target)) { Ok(()) } else { Err(Error::NotAllowed) }
}

/// Refuses unless the actor may give or take back this role over this scope.
pub(crate) async fn require_giver(write: &mut Write, by: &Actor, role: Role, scope: &Scope) -> Result<()> {
    if !role.fits(scope) {
        return Err(Error::ScopeUnfit);
    }
    let Actor::Account(id) = by else {
        return Ok(());
    };
    let grants = active_grants(write, id).await?;
    // Those who give roles today have them over the whole.
    let may = grants.iter().any(|own| own.permits(Permission::ManageStaff, &Target::Whole) && own.role.may_give(role));
    if may { Ok(()) } else { Err(Error::NotAllowed) }
}

async fn active_grants(write: &mut Write, id: &str) -> Result<Vec<Grant>> {
    let row = write.optional("SELECT state FROM people_accounts WHERE id = $1", params![id]).await?;
    match row {
        Some(row) if row.text(0)? == AccountState::Active.code() => grants_of(write, id).await,
        _ => Err(Error::NotAllowed),
    }
}
