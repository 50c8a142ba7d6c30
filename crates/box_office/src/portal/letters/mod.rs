//! Letters: noted by verbs, written here in the buyer's language, posted in the transaction that marks them written.

mod compose;
mod noted;

use store::prelude::*;

use crate::{Error, Result, Web};
use compose::{Written, write_out};

pub use noted::{Kind, note};

/// Letters written this long ago are forgotten: until then they only keep us from writing twice. In milliseconds.
const KEPT_MS: i64 = 400 * 86_400_000;

/// Letters looked at in one go.
const BATCH: u32 = 200;
/// Batches of one call at most: the server has other things to do each minute.
const BATCHES: u32 = 10;

/// Posts what is due. Gives how many left. One that can't be written is said in the log and tried again later: it keeps no
/// other back.
pub(crate) async fn post_due(web: &Web) -> Result<u32> {
    let mut posted = 0;
    for _ in 0..BATCHES {
        let due = noted::due(&mut web.db.read().await?, BATCH).await?;
        let (looked_at, mut stuck) = (due.len(), 0);
        for one in due {
            match post_one(web, &one).await {
                Ok(left) => posted += left,
                Err(error) => {
                    stuck += 1;
                    tracing::error!(%error, kind = one.kind.code(), "a letter could not be written");
                }
            }
        }
        if stuck > 0 || looked_at < BATCH as usize {
            break;
        }
    }
    sweep(web).await?;
    Ok(posted)
}

async fn post_one(web: &Web, one: &noted::Noted) -> Result<u32> {
    let written = match write_out(web, one).await {
        Ok(written) => written,
        // Erased since: there is nobody to write to.
        Err(Error::NotFound) => None,
        Err(other) => return Err(other),
    };
    let mut write = web.db.write().await?;
    if !noted::set_posted(&mut write, one).await? {
        return Ok(0);
    }
    let left = post(&mut write, written).await?;
    write.commit().await?;
    Ok(left)
}

async fn post(write: &mut Write, written: Option<Written>) -> Result<u32> {
    let Some(written) = written else { return Ok(0) };
    match mail::post_with(write, &written.letter, &written.attachments).await {
        Ok(_) => Ok(1),
        // No letter can go there: the page says what the letter would have.
        Err(mail::Error::Address | mail::Error::Refused(_)) => Ok(0),
        Err(other) => Err(other.into()),
    }
}

async fn sweep(web: &Web) -> Result<()> {
    let mut write = web.db.write().await?;
    let before = write.clock().now_ms() - KEPT_MS;
    noted::sweep(&mut write, before).await?;
    super::find::sweep(&mut write).await?;
    write.commit().await?;
    Ok(())
}
