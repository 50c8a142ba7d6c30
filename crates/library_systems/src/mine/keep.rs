//! What the server does beside serving, each minute: libraries asked for who wants letters or a calendar, letters before
//! loans are due, what nobody looks at any more forgotten.

use std::collections::HashMap;
use std::time::Duration;

use jiff::ToSpan;
use jiff::civil::Date;
use shell::{Lang, calendar};
use store::prelude::*;
use tokio::time::Instant;

use super::accounts::Shelf;
use super::household::Household;
use super::tries::hash;
use super::words::{days_to, say};
use super::{choices, deeds, links, paths, tries};
use crate::{Result, Web};

/// How many days before its last day a loan is told of.
const AHEAD: i64 = 3;
/// Hours of the day when libraries are asked and letters written: people sleep, and systems are maintained at night.
const HOURS: std::ops::Range<i8> = 7..20;
/// A round takes no new reader on after this long.
const ROUND: Duration = Duration::from_secs(30);
/// How long one reader's libraries are waited for.
const PATIENCE: Duration = Duration::from_secs(20);
const BATCH: u32 = 50;
/// How long what was asked for letters or a calendar is kept: until the next day's question, and one more if that fails.
const KEPT_MS: i64 = 2 * 86_400_000;

/// What one round did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Round {
    /// Readers whose libraries were asked.
    pub asked: u32,
    /// Letters posted.
    pub letters: u32,
    /// Readers' accounts whose last known state was forgotten.
    pub forgotten: u64,
}

/// Does what is due. What fails is logged, without saying whose it is, and tried again at the next round or day.
pub async fn run(web: &Web) -> Round {
    let mut round = Round::default();
    match sweep(web).await {
        Ok(forgotten) => round.forgotten = forgotten,
        Err(error) => tracing::warn!(%error, "what nobody looks at any more could not be forgotten"),
    }
    let now = web.db.clock().now().to_zoned(web.zone.clone());
    if !HOURS.contains(&now.hour()) {
        return round;
    }
    let end = Instant::now() + ROUND;
    while Instant::now() < end {
        match batch(web, now.date(), end, &mut round).await {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => {
                tracing::warn!(%error, "letters before loans are due could not be written");
                break;
            }
        }
    }
    round
}

async fn sweep(web: &Web) -> Result<u64> {
    // Most minutes there is nothing, and nobody's turn to write is taken.
    let now = web.db.clock().now_ms();
    let due = "SELECT 1 FROM library_systems_links WHERE state IS NOT NULL AND keep_until < $1
               UNION ALL SELECT 1 FROM library_systems_link_tries WHERE began_at < $2
               UNION ALL SELECT 1 FROM library_systems_deeds WHERE began_at < $2 LIMIT 1";
    if web.db.read().await?.optional(due, params![now, now - 3_600_000]).await?.is_none() {
        return Ok(0);
    }
    let mut write = web.db.write().await?;
    let forgotten = links::forget_states(&mut write).await?;
    tries::sweep(&mut write).await?;
    deeds::sweep(&mut write).await?;
    // A loan told of ten days after it was due is told of no more.
    let old = web.db.clock().now().to_zoned(web.zone.clone()).date().checked_sub(10.days())?;
    write.execute("DELETE FROM library_systems_reminded WHERE due < $1", params![old.to_string()]).await?;
    write.commit().await?;
    Ok(forgotten)
}

/// Sees to some readers; tells whether there may be more.
async fn batch(web: &Web, today: Date, end: Instant, round: &mut Round) -> Result<bool> {
    let morning = today.at(HOURS.start, 0, 0, 0).to_zoned(web.zone.clone())?.timestamp().as_millisecond();
    let due = choices::due(&mut web.db.read().await?, morning, BATCH).await?;
    let more = due.len() == BATCH as usize;
    for (account, was) in due {
        if Instant::now() >= end {
            return Ok(false);
        }
        let mut write = web.db.write().await?;
        let taken = choices::take(&mut write, &account, was).await?;
        write.commit().await?;
        if taken {
            round.asked += 1;
            round.letters += u32::from(see_to(web, &account, today).await?);
        }
    }
    Ok(more)
}

/// Asks a reader's libraries, and writes if a loan is due soon. Tells whether a letter was posted.
async fn see_to(web: &Web, account: &str, today: Date) -> Result<bool> {
    let account = web.people.account(account).await?;
    let household = Household::of_account(&web.db, &account.id, &account.name).await?;
    let shelves = web.accounts.refresh(household.viewer(), &household.accounts(), PATIENCE).await?;
    let chosen = choices::of(&mut web.db.read().await?, &account.id).await?;
    let mut write = web.db.write().await?;
    let until = web.db.clock().now_ms() + KEPT_MS;
    for shelf in &shelves {
        links::keep_until(&mut write, &shelf.link.id, until).await?;
    }
    let mut posted = false;
    if let (true, Some(email)) = (chosen.reminds, account.email) {
        let lang = Lang::from_code(&account.language).unwrap_or_default();
        let lines = untold(web, &mut write, lang, &household, &shelves, today).await?;
        if !lines.is_empty() {
            let n = i64::try_from(lines.len()).unwrap_or(i64::MAX);
            let link = format!("{}{}", web.public_url, paths::SHELF);
            let args = [
                ("name", account.name.into()),
                ("n", n.into()),
                ("loans", lines.join("\n").into()),
                ("link", link.into()),
            ];
            let letter = mail::Letter {
                to: email,
                subject: say(&web.frame, lang, "loans-letter-subject", &args),
                text: say(&web.frame, lang, "loans-letter-text", &args),
                html: None,
            };
            match mail::post(&mut write, &letter).await {
                Ok(_) => posted = true,
                // No letter can go there: the pages say what it would have, and others' letters go on.
                Err(mail::Error::Address | mail::Error::Refused(_)) => {}
                Err(other) => return Err(other.into()),
            }
        }
    }
    write.commit().await?;
    Ok(posted)
}

/// The loans due within [`AHEAD`] days that were not told of yet, each a line of a letter; noted as told.
async fn untold(
    web: &Web,
    write: &mut Write,
    lang: Lang,
    household: &Household,
    shelves: &[Shelf],
    today: Date,
) -> Result<Vec<String>> {
    let institutions = programme::institution::list(write, None, None).await?;
    let names: HashMap<String, String> = institutions.into_iter().map(|one| (one.id, one.name)).collect();
    let mut lines = Vec::new();
    for shelf in shelves {
        let Some(known) = &shelf.link.known else { continue };
        for loan in &known.account.loans {
            let Some(due) = loan.due.filter(|due| (0..=AHEAD).contains(&days_to(today, *due))) else { continue };
            let name = hash(&[&loan.item]);
            let sql =
                "INSERT INTO library_systems_reminded (link, loan, due) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
            if write.execute(sql, params![&shelf.link.id, &name, due.to_string()]).await? == 0 {
                continue;
            }
            let title = match loan.title.as_str() {
                "" => say(&web.frame, lang, "loans-untitled", &[]),
                title => title.to_owned(),
            };
            let library = names.get(&shelf.link.institution).cloned().unwrap_or_default();
            let place = match household.child(&shelf.link.account) {
                Some(child) => format!("{library}, {child}"),
                None => library,
            };
            let args = [("title", title.into()), ("day", calendar::day(lang, due).into()), ("place", place.into())];
            lines.push((due, say(&web.frame, lang, "loans-letter-line", &args)));
        }
    }
    lines.sort();
    Ok(lines.into_iter().map(|(_, line)| line).collect())
}
