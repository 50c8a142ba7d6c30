//! Who: accounts, roles scoped to institutions and communes, sign-in, sessions, the audit log.
//!
//! An [`Account`] is one person (an identity of the network, whether of the staff or an inhabitant with a card); a
//! [`Holder`] is what is known of an inhabitant and a [`Card`] what they carry; a [`Grant`] gives it a [`Role`] over a [`Scope`]; [`allows`] says what a role may do. [`People`] holds the
//! verbs: signing in, inviting, granting. Each change of who may do what writes an entry of the [`audit`] log in the
//! same transaction.
//!
//! Privacy: no address of a client is stored, only a keyed hash whose key lives two days ([`Client`]); sessions and
//! known devices expire and are swept; the audit log names accounts by identifier, so that an erased person leaves
//! nothing in it.

mod account;
mod actor;
pub mod audit;
pub mod card;
pub mod card_number;
mod cbor;
mod error;
pub mod holder;
mod link;
pub mod outside;
mod passkey;
mod password;
pub mod pin;
mod role;
mod route;
mod secret;
mod session;
mod sign_in;
mod staff;
#[cfg(feature = "testing")]
pub mod testing;
mod throttle;
pub mod web;

use std::sync::Arc;
use std::time::Duration;

use store::{Db, Migration, MigrationSet};
use tokio::sync::Semaphore;

pub use account::{Account, AccountState, NewAccount};
pub use actor::Actor;
pub use card::{Card, CardState};
pub use error::{Error, Result};
pub use holder::{Holder, NewHolder};
pub use link::Link;
pub use outside::OutsideIdentity;
pub use passkey::{PasskeyAnswer, PasskeyInfo, PasskeyOffer, RelyingParty};
pub use password::PasswordCost;
pub use role::{Grant, Permission, Role, Scope, Target, allows};
pub use route::{RouteGate, RouteRule, matrix};
pub use session::{OpenedBy, Session, SessionInfo};
pub use sign_in::{Client, Proof, SignedIn};
pub use staff::{Invitation, StaffMember};

const STEP_1: &str = include_str!("../migrations/0001.sql");
const STEP_2: &str = include_str!("../migrations/0002.sql");
const STEP_3: &str = include_str!("../migrations/0003.sql");

/// The room's tables.
pub const MIGRATIONS: MigrationSet = MigrationSet {
    room: "people",
    migrations: &[
        Migration { number: 1, name: "accounts, roles, sessions, audit log", sqlite: STEP_1, postgres: STEP_1 },
        Migration { number: 2, name: "holders, cards, links, passkeys", sqlite: STEP_2, postgres: STEP_2 },
        Migration { number: 3, name: "outside identities", sqlite: STEP_3, postgres: STEP_3 },
    ],
};

/// Durations and costs of signing in.
#[derive(Debug, Clone)]
pub struct Policy {
    /// A session unused this long ends.
    pub session_idle: Duration,
    /// A session ends this long after sign-in, used or not.
    pub session_life: Duration,
    /// How long a browser stays known after its last sign-in.
    pub device_life: Duration,
    /// How long an invitation can be accepted.
    pub invitation_life: Duration,
    /// How long a link to sign in is good.
    pub link_life: Duration,
    /// How long a link that confirms an address is good.
    pub email_life: Duration,
    /// What one password check costs an attacker, and us.
    pub password_cost: PasswordCost,
}

impl Default for Policy {
    fn default() -> Self {
        const DAY: u64 = 24 * 3600;
        Self {
            session_idle: Duration::from_secs(DAY / 2),
            session_life: Duration::from_secs(7 * DAY),
            device_life: Duration::from_secs(180 * DAY),
            invitation_life: Duration::from_secs(7 * DAY),
            link_life: Duration::from_secs(15 * 60),
            email_life: Duration::from_secs(7 * DAY),
            password_cost: PasswordCost::Full,
        }
    }
}

/// The verbs of this room over a database. Cheap to clone.
#[derive(Clone)]
pub struct People {
    db: Db,
    policy: Policy,
    /// Password checks take 19 MiB each: only so many at once.
    checking: Arc<Semaphore>,
}

impl People {
    /// Over a database migrated to [`MIGRATIONS`].
    pub fn new(db: Db, policy: Policy) -> Self {
        Self { db, policy, checking: Arc::new(Semaphore::new(2)) }
    }

    /// The database beneath.
    pub fn db(&self) -> &Db {
        &self.db
    }

    fn now_ms(&self) -> i64 {
        self.db.clock().now_ms()
    }

    /// Removes what has expired: sessions, known devices, invitations, counted attempts. Gives how many rows went.
    /// Meant to run every hour.
    pub async fn sweep(&self) -> Result<u64> {
        let now = self.now_ms();
        let mut write = self.db.write().await?;
        let mut gone = 0;
        for sql in [
            "DELETE FROM people_sessions WHERE expires_at <= $1",
            "DELETE FROM people_devices WHERE expires_at <= $1",
            "DELETE FROM people_invitations WHERE expires_at <= $1",
            "DELETE FROM people_links WHERE expires_at <= $1",
            "DELETE FROM people_challenges WHERE expires_at <= $1",
        ] {
            gone += write.execute(sql, store::params![now]).await?;
        }
        gone += throttle::sweep(&mut write).await?;
        write.commit().await?;
        Ok(gone)
    }
}

/// A duration in whole milliseconds, as the tables count.
fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}
