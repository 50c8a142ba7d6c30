//! What the server does beside serving: letters written, gifts sent, draws made, first visits noted, codes of renewed passes renewed, reminders. Called each minute; each
//! part that fails is logged and tried again at the next.

use jiff::ToSpan;
use store::Db;

use crate::model::days;
use crate::store::{orders, passes};
use crate::web::Web;
use crate::{Result, first_visit, invitations, issue, letters, privacy, remind};

/// How many days before its code ends a renewed pass is given another: time enough to print a card.
const CODE_AHEAD: i64 = 7;
/// After how many days an order nobody paid is given up.
const ORDER_PATIENCE: i64 = 15;

/// What one round did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Round {
    /// Letters posted.
    pub letters: u32,
    /// Draws made.
    pub draws: u32,
    /// First visits noted.
    pub visits: u32,
    /// Codes made again.
    pub codes: u32,
    /// Reminders noted.
    pub reminders: u32,
    /// Orders given up.
    pub given_up: u32,
    /// Passes long over whose names were removed.
    pub forgotten: u32,
}

/// Does what is due.
pub async fn run(web: &Web) -> Round {
    let db = &web.db;
    let mut round = Round::default();
    let told = |what: &'static str, done: Result<u32>| {
        done.unwrap_or_else(|error| {
            tracing::warn!(%error, what, "could not be done for the museum pass; tried again in a minute");
            0
        })
    };
    round.visits = told("first visits", first_visit::run(db).await);
    round.draws = told("draws", invitations::run(db).await);
    round.codes = told("codes", renew_codes(db).await);
    round.reminders = told("reminders", remind::run(db).await);
    round.given_up = told("orders", give_up(db).await);
    round.forgotten = told("names of passes long over", privacy::sweep(db).await);
    round.letters = told("letters", letters::post_due(web).await);
    round
}

async fn renew_codes(db: &Db) -> Result<u32> {
    let by = days::today(db.clock()).checked_add(CODE_AHEAD.days())?;
    let due = passes::codes_ending(&mut db.read().await?, by).await?;
    for pass in &due {
        let mut write = db.write().await?;
        write.exclusive(&format!("museum_pass.pass:{}", pass.id)).await?;
        let pass = passes::by_id(&mut write, &pass.id).await?;
        issue::refresh_code(&mut write, &pass).await?;
        if pass.email.is_some() {
            crate::store::letters::note(&mut write, "code", &format!("{}:{}", pass.id, pass.ends_on)).await?;
        }
        write.commit().await?;
    }
    Ok(due.len() as u32)
}

/// Orders nobody paid are given up; paid all the same, later, they are done (the payment says so).
async fn give_up(db: &Db) -> Result<u32> {
    let before = db.clock().now_ms() - ORDER_PATIENCE * 86_400_000;
    if orders::count_unpaid(&mut db.read().await?, before).await? == 0 {
        return Ok(0);
    }
    let mut write = db.write().await?;
    let gone = orders::give_up_before(&mut write, before).await?;
    write.commit().await?;
    Ok(gone)
}
