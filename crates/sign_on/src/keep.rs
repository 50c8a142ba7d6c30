//! What the server does beside serving: sessions that ended are told to vendors, seats are given back, what has served goes.
//! Called each minute; each part that fails is logged and tried again at the next.

use std::collections::HashSet;

use store::prelude::*;

use crate::face::{Leaving, tell_left};
use crate::login::{self, Login};
use crate::{Result, Web, oidc, outside, vendor};

/// How long a login is kept after its session's end when its vendor cannot be told, in milliseconds.
const KEPT_MS: i64 = 24 * 60 * 60_000;
/// After how long a vendor that did not answer is told again, in milliseconds: after each failure the next of these, then
/// no more.
const AGAIN_MS: [i64; 6] = [60_000, 2 * 60_000, 10 * 60_000, 30 * 60_000, 2 * 60 * 60_000, 8 * 60 * 60_000];
/// Sessions looked at, and vendors told, in one round.
const MOST: i64 = 500;
const TOLD_MOST: i64 = 50;

/// What one round did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Round {
    /// Logins whose session had ended.
    pub ended: u32,
    /// Vendors told.
    pub told: u32,
    /// Vendors that could not be told yet.
    pub failed: u32,
    /// Logins gone.
    pub gone: u32,
}

/// Does what is due.
pub async fn run(web: &Web) -> Round {
    let mut round = Round::default();
    let said = |what: &'static str, done: Result<u32>| {
        done.unwrap_or_else(|error| {
            tracing::warn!(%error, what, "could not be done for vendors' sites; tried again in a minute");
            0
        })
    };
    round.ended = said("ended sessions", mark_ended(web).await);
    match tell(web).await {
        Ok((told, failed)) => (round.told, round.failed) = (told, failed),
        Err(error) => tracing::warn!(%error, "vendors could not be told who left; tried again in a minute"),
    }
    round.gone = said("logins over", sweep(web).await);
    said("keys and codes", oidc::keep(web).await.map(|()| 0));
    round
}

/// Marks the logins whose session ended, however it did, and gives their seats back.
async fn mark_ended(web: &Web) -> Result<u32> {
    let mut read = web.db.read().await?;
    let sql = "SELECT DISTINCT session FROM sign_on_logins WHERE ended_at IS NULL AND trial = $1
               ORDER BY session LIMIT 100000";
    let rows = read.all(sql, params![false]).await?;
    drop(read);
    let sessions: Vec<String> = rows.iter().map(|row| row.get(0)).collect::<store::Result<_>>()?;
    for some in sessions.chunks(MOST as usize) {
        let ended = web.people.ended(some).await?;
        if ended.is_empty() {
            continue;
        }
        let mut write = web.db.write().await?;
        for session in &ended {
            login::end_of_session(&mut write, session).await?;
        }
        write.commit().await?;
    }
    let mut read = web.db.read().await?;
    let sql =
        "SELECT id, seat FROM sign_on_logins WHERE ended_at IS NOT NULL AND seat IS NOT NULL ORDER BY id LIMIT $1";
    let rows = read.all(sql, params![MOST]).await?;
    drop(read);
    for row in &rows {
        let (id, seat): (String, String) = (row.get(0)?, row.get(1)?);
        let mut write = web.db.write().await?;
        access::leave(&mut write, &seat, web.now()).await?;
        write.execute("UPDATE sign_on_logins SET seat = NULL WHERE id = $1", params![&id]).await?;
        write.commit().await?;
    }
    Ok(rows.len() as u32)
}

/// Tells vendors who left. Each login is taken by one conditional statement before the network is used, so that two nodes
/// do not tell it twice at once.
async fn tell(web: &Web) -> Result<(u32, u32)> {
    let now = web.now().as_millisecond();
    let mut read = web.db.read().await?;
    // Vendors take turns, however much one of them is to be told.
    let sql = "SELECT id, tries, next_try_at, vendor FROM
                 (SELECT id, tries, next_try_at, vendor,
                      ROW_NUMBER() OVER (PARTITION BY vendor ORDER BY next_try_at, id) AS place
                  FROM sign_on_logins WHERE next_try_at <= $1 AND seat IS NULL) AS due
               ORDER BY place, next_try_at, id LIMIT $2";
    let rows = read.all(sql, params![now, TOLD_MOST]).await?;
    drop(read);
    let (mut told, mut failed) = (0, 0);
    let mut silent = HashSet::new();
    for row in &rows {
        let (id, tries, due, vendor): (String, i64, i64, String) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
        // One that did not answer is not waited for again in this round: its other logins lose no try.
        if silent.contains(&vendor) {
            continue;
        }
        let next = usize::try_from(tries).ok().and_then(|tries| AGAIN_MS.get(tries)).map(|wait| now + wait);
        let mut write = web.db.write().await?;
        let sql = "UPDATE sign_on_logins SET tries = tries + 1, next_try_at = $3 WHERE id = $1 AND next_try_at = $2";
        let taken = write.execute(sql, params![&id, due, next]).await?;
        write.commit().await?;
        if taken == 0 {
            continue;
        }
        match tell_one(web, &id).await {
            Ok(Leaving::Told) => {
                told += 1;
                remove(web, &id).await?;
            }
            Ok(Leaving::NotAsked) => remove(web, &id).await?,
            Ok(Leaving::Failed(why)) => {
                failed += 1;
                tracing::info!(login = id, why, "a vendor could not be told that a reader left");
            }
            Ok(Leaving::Silent(why)) => {
                failed += 1;
                tracing::info!(login = id, why, "a vendor does not answer; its readers who left wait");
                silent.insert(vendor);
            }
            Err(error) => {
                failed += 1;
                tracing::warn!(login = id, %error, "a vendor could not be told that a reader left");
            }
        }
    }
    Ok((told, failed))
}

async fn tell_one(web: &Web, id: &str) -> Result<Leaving> {
    let mut read = web.db.read().await?;
    let login: Login = match login::by_id(&mut read, id).await {
        Ok(login) => login,
        Err(crate::Error::NotFound) => return Ok(Leaving::NotAsked),
        Err(error) => return Err(error),
    };
    let vendor = vendor::by_id(&mut read, &login.vendor).await?;
    let kept = vendor::face(&mut read, &vendor.id, login.face).await?;
    drop(read);
    match kept {
        Some(kept) => tell_left(web, &vendor, &kept, &login).await,
        None => Ok(Leaving::NotAsked),
    }
}

async fn remove(web: &Web, id: &str) -> Result<()> {
    let mut write = web.db.write().await?;
    write.execute("DELETE FROM sign_on_logins WHERE id = $1", params![id]).await?;
    write.commit().await?;
    Ok(())
}

async fn sweep(web: &Web) -> Result<u32> {
    let now = web.now().as_millisecond();
    let mut write = web.db.write().await?;
    let sql = "DELETE FROM sign_on_logins WHERE (ended_at IS NOT NULL AND (ended_at < $1 OR next_try_at IS NULL))
               OR (trial = $2 AND expires_at < $3)";
    let gone = write.execute(sql, params![now - KEPT_MS, true, now]).await?;
    outside::sweep(&mut write).await?;
    write.commit().await?;
    Ok(u32::try_from(gone).unwrap_or(u32::MAX))
}
