//! What a reader asks of a library: renew, give up a hold, ask for a title. Each form is done once, however often it is sent.
//!
//! A renewal done twice uses up two of the library's renewals, so a deed is claimed in the database before the library
//! hears of it, under a hash of the form's own number and of what it asks. Who sends the form again waits for the first
//! one's outcome. The deed itself runs apart from the request: a browser that follows the second click closes the first
//! connection, and that must not stop it half-way.
//!
//! A library that breaks off leaves it unknown whether the deed was done. That is said as it is ([`Outcome::Unknown`]);
//! nothing is sent a second time.

use std::time::Duration;

use jiff::civil::Date;
use programme::sealing::Sealer;
use serde::{Deserialize, Serialize};
use store::prelude::*;

use super::accounts::{Accounts, in_time};
use super::links::{self, Link};
use super::tries::hash;
use crate::{Done, Error, Failure, Result, Secret, Wanted};

/// How long a deed's outcome is remembered.
const REMEMBERED_MS: i64 = 3_600_000;
/// After this long nobody is at it any more: a deed is given up before.
const LOST_MS: i64 = 60_000;
/// How long the sender of a form sent twice waits for the first.
const PATIENCE: Duration = Duration::from_secs(32);
const PAUSE: Duration = Duration::from_millis(100);

/// What is asked of a library.
#[derive(Debug, Clone)]
pub enum Deed {
    /// Renew the loan of a copy.
    Renew(String),
    /// Give up a hold.
    Cancel(String),
    /// Set a title aside.
    Hold(Wanted),
}

impl Deed {
    /// The deed's name: what forms sent twice are known by.
    fn name(&self, once: &str, link: &str) -> String {
        match self {
            Self::Renew(item) => hash(&[once, link, "renew", item]),
            Self::Cancel(hold) => hash(&[once, link, "cancel", hold]),
            Self::Hold(wanted) => {
                let kind = if wanted.this_copy { "hold copy" } else { "hold" };
                hash(&[once, link, kind, &wanted.record, &wanted.barcode, &wanted.pickup])
            }
        }
    }
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "came", rename_all = "snake_case")]
pub enum Outcome {
    /// Done.
    Done {
        /// The library's words; empty when it has none.
        words: String,
        /// The new last day of a loan renewed, when told.
        due: Option<Date>,
    },
    /// The library said no.
    Refused {
        /// Its words; empty when it has none.
        words: String,
    },
    /// Not done: the library was not reached, or can't do it ([`Failure::code`]).
    NotDone {
        /// Why.
        failure: String,
    },
    /// The library broke off or did not answer: nobody here knows whether it was done.
    Unknown,
}

impl Outcome {
    fn of(answer: Result<Done, Failure>) -> Self {
        match answer {
            Ok(done) => Self::Done { words: done.words, due: done.due },
            Err(Failure::Refused { words }) => Self::Refused { words },
            // It may have been heard before the line broke. What was never sent is Failure::Unreached.
            Err(Failure::Down | Failure::Late | Failure::Odd { .. }) => Self::Unknown,
            Err(failure) => Self::NotDone { failure: failure.code().to_owned() },
        }
    }

    /// Whether there is no point in asking the same library for more now.
    #[must_use]
    pub fn stops(&self) -> bool {
        matches!(self, Self::NotDone { .. } | Self::Unknown)
    }
}

fn purpose(id: &str) -> String {
    format!("deed:{id}")
}

impl Accounts {
    /// Asks something of a library for one of its readers, once for each number of a form (`once`).
    ///
    /// # Errors
    /// [`Error::NotFound`] when the link is gone; the database's.
    pub async fn act(&self, link: &Link, once: &str, deed: Deed) -> Result<Outcome> {
        let id = deed.name(once, &link.id);
        let mut write = self.db.write().await?;
        let now = write.clock().now_ms();
        // The link may have gone since it was read.
        let there = write.optional("SELECT 1 FROM library_systems_links WHERE id = $1", params![&link.id]).await?;
        if there.is_none() {
            return Err(Error::NotFound);
        }
        let sql =
            "INSERT INTO library_systems_deeds (id, link, began_at) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING";
        let first = write.execute(sql, params![&id, &link.id, now]).await? == 1;
        if first {
            links::acted(&mut write, &link.id).await?;
        }
        write.commit().await?;
        if !first {
            return self.outcome_of(&id).await;
        }
        let (this, link) = (self.clone(), link.clone());
        let doing = tokio::spawn(async move { this.do_it(&link, &id, &deed).await });
        doing.await.unwrap_or(Ok(Outcome::Unknown))
    }

    async fn do_it(&self, link: &Link, id: &str, deed: &Deed) -> Result<Outcome> {
        let connected = self.systems.of(&link.institution).await?;
        // Read again, and after the settings: a code kept for one server must not be sent to another.
        let link = &links::by_id(&mut self.db.read().await?, &link.id).await?;
        let outcome = match connected {
            None => Outcome::NotDone { failure: Failure::Down.code().to_owned() },
            Some(_) if link.is_refused() => Outcome::NotDone { failure: Failure::BadCredentials.code().to_owned() },
            Some(connected) => {
                let (system, patron) = (connected.system, &link.patron);
                Outcome::of(match deed {
                    Deed::Renew(item) => in_time(system.renew(patron, item)).await,
                    Deed::Cancel(hold) => in_time(system.cancel_hold(patron, hold)).await,
                    Deed::Hold(wanted) => in_time(system.hold(patron, wanted)).await,
                })
            }
        };
        let mut write = self.db.write().await?;
        let sealed = Secret::new(serde_json::to_string(&outcome)?);
        let sealed = sealed.sealed(&Sealer::prepare(&mut write).await?, &purpose(id));
        write.execute("UPDATE library_systems_deeds SET outcome = $2 WHERE id = $1", params![id, &sealed]).await?;
        links::acted(&mut write, &link.id).await?;
        write.commit().await?;
        self.ask_again(&link.id);
        Ok(outcome)
    }

    /// What came of a deed that was claimed before; [`Outcome::Unknown`] when nobody tells.
    async fn outcome_of(&self, id: &str) -> Result<Outcome> {
        let patience = tokio::time::Instant::now() + PATIENCE;
        loop {
            let mut read = self.db.read().await?;
            let sql = "SELECT outcome, began_at FROM library_systems_deeds WHERE id = $1";
            let Some(row) = read.optional(sql, params![id]).await? else { return Ok(Outcome::Unknown) };
            if let Some(sealed) = row.get::<Option<String>>(0)? {
                let Some(sealer) = Sealer::known(&mut read).await? else { return Err(Error::Sealed) };
                return Ok(serde_json::from_str(Secret::opened(&sealer, &purpose(id), &sealed)?.reveal())?);
            }
            drop(read);
            // Whoever began it died before it could tell.
            if row.get::<i64>(1)? < self.db.clock().now_ms() - LOST_MS {
                return Ok(Outcome::Unknown);
            }
            if tokio::time::Instant::now() >= patience {
                return Ok(Outcome::Unknown);
            }
            tokio::time::sleep(PAUSE).await;
        }
    }
}

/// Forgets deeds of more than an hour ago.
pub(super) async fn sweep(write: &mut Write) -> Result<u64> {
    let before = write.clock().now_ms() - REMEMBERED_MS;
    Ok(write.execute("DELETE FROM library_systems_deeds WHERE began_at < $1", params![before]).await?)
}
