//! Leases: something only one process does at a time, over both databases and several nodes.

use std::time::Duration;

use crate::{Db, Error, Query, Result, params};

/// A lease held. It ends at its term unless [renewed](Self::renew); dropping it does not release it, so that a crash
/// and a drop look the same: call [`release`](Self::release).
#[derive(Debug, Clone)]
pub struct Lease {
    db: Db,
    name: String,
    holder: String,
}

impl Db {
    /// Takes the lease `name` for `holder` (a name a person can read in the refusal) during `ttl`. The same holder
    /// may take it again.
    ///
    /// # Errors
    /// [`Error::LeaseHeld`] while someone else holds it.
    pub async fn lease(&self, name: &str, holder: &str, ttl: Duration) -> Result<Lease> {
        let now = self.clock().now_ms();
        let mut write = self.write().await?;
        let taken = write
            .execute(
                "INSERT INTO store_leases (name, holder, expires_at) VALUES ($1, $2, $3)
                 ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at
                 WHERE store_leases.expires_at <= $4 OR store_leases.holder = excluded.holder",
                params![name, holder, now + ttl.as_millis() as i64, now],
            )
            .await?;
        if taken == 0 {
            let row = write.one("SELECT holder, expires_at FROM store_leases WHERE name = $1", params![name]).await?;
            return Err(Error::LeaseHeld { name: name.into(), holder: row.get(0)?, until_ms: row.get(1)? });
        }
        write.commit().await?;
        Ok(Lease { db: self.clone(), name: name.into(), holder: holder.into() })
    }
}

impl Lease {
    /// Holds it `ttl` longer from now.
    ///
    /// # Errors
    /// [`Error::LeaseHeld`] when its term passed and someone else took it: stop the work.
    pub async fn renew(&self, ttl: Duration) -> Result<()> {
        self.db.lease(&self.name, &self.holder, ttl).await.map(drop)
    }

    /// Gives it back.
    pub async fn release(self) -> Result<()> {
        let mut write = self.db.write().await?;
        write
            .execute("DELETE FROM store_leases WHERE name = $1 AND holder = $2", params![&self.name, &self.holder])
            .await?;
        write.commit().await
    }
}
