//! Reminders before the end: sixty, thirty and seven days, each once. The server calls [`run`] each hour.

use jiff::ToSpan;
use store::Db;

use crate::Result;
use crate::model::days;
use crate::store::{letters, passes};

/// How many days before the end, the longest first.
pub const BEFORE: [i64; 3] = [60, 30, 7];

/// Notes the reminders due today. Who was not reached in time gets the nearest only. Gives how many.
pub async fn run(db: &Db) -> Result<u32> {
    let today = days::today(db.clock());
    let ending = passes::ending(&mut db.read().await?, today, today.checked_add(BEFORE[0].days())?).await?;
    let mut noted = 0;
    // A few hundred at a time, so that nobody waits long for the right to write.
    for some in ending.chunks(200) {
        let mut write = db.write().await?;
        for pass in some {
            let left = i64::from((pass.ends_on - today).get_days());
            let Some(before) = BEFORE.iter().rev().find(|before| left <= **before) else { continue };
            // The end is in the key: renewed, a pass is reminded of again a year later.
            let subject = format!("{}:{}", pass.id, pass.ends_on);
            if letters::note(&mut write, &format!("remind-{before}"), &subject).await? {
                noted += 1;
            }
        }
        write.commit().await?;
    }
    Ok(noted)
}
