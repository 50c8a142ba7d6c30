//! The staff: inviting, giving and taking roles, disabling.

use std::collections::BTreeMap;

use serde_json::json;
use store::prelude::*;

use crate::account::{
    COLUMNS, from_row, grant_from, grants_of, insert_account, normal_email, require, require_giver, set_password,
};
use crate::secret::{new_token, token_hash};
use crate::{
    Account, AccountState, Actor, Error, Grant, People, Permission, Result, Role, Scope, Target, audit, link, millis,
    password,
};

/// An invitation to be sent: a link with the token is opened once, to choose a password.
#[derive(Debug, Clone)]
pub struct Invitation {
    /// The account it opens.
    pub account: String,
    /// What the link holds; kept nowhere.
    pub token: String,
    /// Until when it can be accepted, in milliseconds since 1970 UTC.
    pub expires_at_ms: i64,
}

/// Someone with at least one role.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct StaffMember {
    /// The person.
    pub account: Account,
    /// Their roles.
    pub grants: Vec<Grant>,
}

impl People {
    /// Everyone with a role, by name.
    pub async fn staff(&self) -> Result<Vec<StaffMember>> {
        let sql = format!(
            "SELECT {COLUMNS}, r.role, r.scope_kind, r.scope FROM people_accounts a
             JOIN people_roles r ON r.account = a.id ORDER BY r.role, r.scope_kind, r.scope"
        );
        let mut members: BTreeMap<(String, String), StaffMember> = BTreeMap::new();
        for row in self.db.read().await?.all(&sql, params![]).await? {
            let account = from_row(&row)?;
            let member = members
                .entry((account.name.to_lowercase(), account.id.clone()))
                .or_insert_with(|| StaffMember { account, grants: Vec::new() });
            member.grants.extend(grant_from(row.text(7)?, row.text(8)?, row.text(9)?));
        }
        Ok(members.into_values().collect())
    }

    /// Invites someone with a role.
    pub async fn invite(
        &self,
        by: &Actor,
        name: &str,
        email: &str,
        language: &str,
        grant: &Grant,
    ) -> Result<Invitation> {
        let email = normal_email(email)?;
        let mut write = self.db.write().await?;
        require_giver(&mut write, by, grant.role, &grant.scope).await?;
        let account = insert_account(&mut write, name, Some(&email), language, AccountState::Invited, false).await?;
        audit::append(&mut write, by, "staff.invited", &format!("account:{account}"), &json!({})).await?;
        insert_grant(&mut write, by, &account, grant).await?;
        let invitation = self.open_invitation(&mut write, account).await?;
        write.commit().await?;
        Ok(invitation)
    }

    /// A new link for someone who lost theirs or forgot their password; the links before it die.
    pub async fn invite_again(&self, by: &Actor, account: &str) -> Result<Invitation> {
        let mut write = self.db.write().await?;
        self.require_manager(&mut write, by, account).await?;
        audit::append(&mut write, by, "staff.invited_again", &format!("account:{account}"), &json!({})).await?;
        let invitation = self.open_invitation(&mut write, account.to_owned()).await?;
        write.commit().await?;
        Ok(invitation)
    }

    /// Chooses a password with an invitation's token. The link and every session of the account end. Gives the
    /// account's identifier.
    pub async fn accept_invitation(&self, token: &str, password: &str) -> Result<String> {
        let found = "SELECT i.account, a.email, a.state FROM people_invitations i
                     JOIN people_accounts a ON a.id = i.account WHERE i.token_hash = $1 AND i.expires_at > $2";
        let hash = token_hash(token);
        let row = self.db.read().await?.optional(found, params![&hash, self.now_ms()]).await?;
        let row = row.ok_or(Error::InvitationInvalid)?;
        if row.text(2)? == AccountState::Disabled.code() {
            return Err(Error::InvitationInvalid);
        }
        let (account, email): (String, Option<String>) = (row.get(0)?, row.get(1)?);
        password::check_strength(password, email.as_deref())?;
        let secret = self.hash_password(password).await?;

        let mut write = self.db.write().await?;
        // The link is spent here: of two who hold it, one gets in.
        let spent = write.execute("DELETE FROM people_invitations WHERE token_hash = $1", params![hash]).await?;
        if spent == 0 {
            return Err(Error::InvitationInvalid);
        }
        let active = write
            .execute(
                "UPDATE people_accounts SET state = 'active' WHERE id = $1 AND state <> 'disabled'",
                params![&account],
            )
            .await?;
        if active == 0 {
            return Err(Error::InvitationInvalid);
        }
        write.execute("DELETE FROM people_sessions WHERE account = $1", params![&account]).await?;
        write.execute("DELETE FROM people_devices WHERE account = $1", params![&account]).await?;
        // Whoever had got in and left a passkey behind, or asked for a link, is out too.
        write.execute("DELETE FROM people_passkeys WHERE account = $1", params![&account]).await?;
        link::forget(&mut write, &account).await?;
        set_password(&mut write, &account, &secret).await?;
        let actor = Actor::Account(account.clone());
        audit::append(&mut write, &actor, "account.password_chosen", &format!("account:{account}"), &json!({})).await?;
        write.commit().await?;
        Ok(account)
    }

    /// Gives a role. Giving it twice changes nothing.
    pub async fn give_role(&self, by: &Actor, account: &str, grant: &Grant) -> Result<()> {
        let mut write = self.db.write().await?;
        require_giver(&mut write, by, grant.role, &grant.scope).await?;
        write.one("SELECT id FROM people_accounts WHERE id = $1", params![account]).await?;
        insert_grant(&mut write, by, account, grant).await?;
        write.commit().await?;
        Ok(())
    }

    /// Takes a role back.
    pub async fn take_role(&self, by: &Actor, account: &str, grant: &Grant) -> Result<()> {
        let mut write = self.db.write().await?;
        write.exclusive("people.staff").await?;
        require_giver(&mut write, by, grant.role, &grant.scope).await?;
        let (kind, scope) = grant.scope.columns();
        let taken = write
            .execute(
                "DELETE FROM people_roles WHERE account = $1 AND role = $2 AND scope_kind = $3 AND scope = $4",
                params![account, grant.role.code(), kind, scope],
            )
            .await?;
        if taken == 0 {
            return Err(Error::NotFound);
        }
        require_a_director(&mut write).await?;
        audit::append(&mut write, by, "staff.role_taken", &format!("account:{account}"), &json!(grant)).await?;
        write.commit().await?;
        Ok(())
    }

    /// Closes an account to its owner: no sign-in, every session ends at once.
    pub async fn disable(&self, by: &Actor, account: &str) -> Result<()> {
        self.set_state(by, account, AccountState::Disabled, "staff.disabled").await
    }

    /// Opens a disabled account again, with the password it had.
    pub async fn enable(&self, by: &Actor, account: &str) -> Result<()> {
        self.set_state(by, account, AccountState::Active, "staff.enabled").await
    }

    async fn set_state(&self, by: &Actor, account: &str, state: AccountState, action: &str) -> Result<()> {
        let mut write = self.db.write().await?;
        write.exclusive("people.staff").await?;
        self.require_manager(&mut write, by, account).await?;
        write.execute("UPDATE people_accounts SET state = $1 WHERE id = $2", params![state.code(), account]).await?;
        if state == AccountState::Disabled {
            for table in ["people_sessions", "people_devices", "people_invitations", "people_links"] {
                write.execute(&format!("DELETE FROM {table} WHERE account = $1"), params![account]).await?;
            }
            require_a_director(&mut write).await?;
        }
        audit::append(&mut write, by, action, &format!("account:{account}"), &json!({})).await?;
        write.commit().await?;
        Ok(())
    }

    /// Refuses unless the actor may give every role the account has: who manages someone could have made them.
    async fn require_manager(&self, write: &mut Write, by: &Actor, account: &str) -> Result<()> {
        write.one("SELECT id FROM people_accounts WHERE id = $1", params![account]).await?;
        require(write, by, Permission::ManageStaff, &Target::Whole).await?;
        for grant in grants_of(write, account).await? {
            require_giver(write, by, grant.role, &grant.scope).await?;
        }
        Ok(())
    }

    async fn open_invitation(&self, write: &mut Write, account: String) -> Result<Invitation> {
        let token = new_token();
        let expires_at_ms = self.now_ms() + millis(self.policy.invitation_life);
        write.execute("DELETE FROM people_invitations WHERE account = $1", params![&account]).await?;
        write
            .execute(
                "INSERT INTO people_invitations (token_hash, account, expires_at) VALUES ($1, $2, $3)",
                params![token_hash(&token), &account, expires_at_ms],
            )
            .await?;
        Ok(Invitation { account, token, expires_at_ms })
    }
}

/// Gives a role and says so in the audit log, unless the account has it already.
pub(crate) async fn insert_grant(write: &mut Write, by: &Actor, account: &str, grant: &Grant) -> Result<()> {
    let (kind, scope) = grant.scope.columns();
    let now = write.clock().now_ms();
    let given = write
        .execute(
            "INSERT INTO people_roles (account, role, scope_kind, scope, granted_at) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (account, role, scope_kind, scope) DO NOTHING",
            params![account, grant.role.code(), kind, scope, now],
        )
        .await?;
    if given > 0 {
        audit::append(write, by, "staff.role_given", &format!("account:{account}"), &json!(grant)).await?;
    }
    Ok(())
}

/// There must remain someone who can manage everyone, or nobody could ever repair it from the office.
async fn require_a_director(write: &mut Write) -> Result<()> {
    let left = write
        .one(
            "SELECT count(*) FROM people_roles r JOIN people_accounts a ON a.id = r.account
             WHERE r.role = $1 AND r.scope_kind = $2 AND a.state = 'active'",
            params![Role::Director.code(), Scope::Whole.columns().0],
        )
        .await?;
    if left.get::<i64>(0)? == 0 { Err(Error::LastDirector) } else { Ok(()) }
}
