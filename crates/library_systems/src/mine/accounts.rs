//! The verbs of a reader's accounts: link one, let it go, ask all of them at once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use people::card;
use store::{Db, Write};
use tokio::sync::watch;
use tokio::time::Instant;

use super::links::{self, Link};
use super::{choices, tries};
use crate::{Connected, Error, Failure, PatronKey, Result, Systems, settings};

/// How long what a library said is kept after its reader last looked.
pub const KEPT_DAYS: i64 = 7;
const DAY_MS: i64 = 86_400_000;
/// What was said this short a while ago is not asked for again.
const FRESH_MS: i64 = 10_000;
/// An account is given up after this long, whatever the library's own settings allow.
const LONGEST: Duration = Duration::from_secs(30);

/// The longest number and code taken.
const NUMBER_MOST: usize = 40;

/// What came of asking a library about one of its readers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Freshness {
    /// It answered just now.
    Live,
    /// It has not answered yet: what is known is of before, and its answer is kept when it comes.
    Late,
    /// It failed ([`Failure::code`]): what is known is of before.
    Failed(String),
    /// The network no longer has a way to it: what is known is of before.
    NotConnected,
}

/// An account linked, with what its library said now or before.
#[derive(Debug, Clone)]
pub struct Shelf {
    /// The account, and what is known of it.
    pub link: Link,
    /// How old that is.
    pub freshness: Freshness,
}

/// What a reader types to link an account.
#[derive(Debug, Clone, Copy)]
pub struct Typed<'a> {
    /// The number of the library's card; empty for the network's own where the library takes it.
    pub number: &'a str,
    /// The code that goes with it.
    pub code: &'a str,
    /// Whether the reader agrees that the code be kept, where the library wants it with each question.
    pub keep_code: bool,
}

/// Why an account was not linked.
#[derive(Debug, thiserror::Error)]
pub enum NotLinked {
    /// The number is missing, or is none.
    #[error("no number")]
    Number,
    /// The code is missing, or is none.
    #[error("no code")]
    Code,
    /// This library wants the code with each question, and its reader has not agreed that it be kept.
    #[error("the code would have to be kept")]
    KeepCode,
    /// The card is not one that is good today: asked for online and not confirmed, held back, expired, or none.
    #[error("no card that is good today")]
    NoCard,
    /// The library did not say yes.
    #[error(transparent)]
    Library(Failure),
    /// Ours: too many tries, too many links, no such library, the database.
    #[error(transparent)]
    Ours(#[from] Error),
}

impl From<store::Error> for NotLinked {
    fn from(error: store::Error) -> Self {
        Self::Ours(error.into())
    }
}

/// A question under way.
#[derive(Debug, Clone)]
struct Flight {
    /// What [`Link::deeds`] was when it was asked: who knows of a later deed does not join it.
    deeds: i64,
    /// Tells when it is over.
    over: watch::Receiver<()>,
}

/// Questions under way, by link.
type Flights = HashMap<String, Flight>;

/// Readers' accounts at libraries. Cheap to clone: clones share the questions under way.
#[derive(Clone)]
pub struct Accounts {
    pub(super) db: Db,
    pub(super) systems: Systems,
    flights: Arc<Mutex<Flights>>,
}

impl std::fmt::Debug for Accounts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Accounts").finish_non_exhaustive()
    }
}

impl Accounts {
    /// Over a database and the libraries connected.
    #[must_use]
    pub fn new(db: Db, systems: Systems) -> Self {
        Self { db, systems, flights: Arc::default() }
    }

    fn now_ms(&self) -> i64 {
        self.db.clock().now_ms()
    }

    /// Links an account at a library to a card, once the library says that number and code go together. `by` is the account
    /// that types them: the card's own or its guardian's. Gives the link's identifier.
    ///
    /// # Errors
    /// [`NotLinked`]; a wrong number and a wrong code are one error, so that nobody learns which numbers exist.
    pub async fn link(
        &self,
        by: &str,
        account: &str,
        institution: &str,
        typed: &Typed<'_>,
    ) -> Result<String, NotLinked> {
        let connected = self.systems.of(institution).await?.ok_or(Error::NotFound)?;
        let card = card::current(&mut self.db.read().await?, account).await.map_err(Error::People)?;
        let card = card.filter(|card| card.is_live(self.now_ms())).ok_or(NotLinked::NoCard)?;
        let number = match typed.number.trim() {
            "" if connected.settings.network_card => card.number,
            number => number.chars().filter(|letter| !letter.is_whitespace()).collect(),
        };
        if !is_typable(&number) {
            return Err(NotLinked::Number);
        }
        if !is_typable(typed.code) {
            return Err(NotLinked::Code);
        }
        if connected.settings.asks_pin && !typed.keep_code {
            return Err(NotLinked::KeepCode);
        }
        let mut write = self.db.write().await?;
        let counted = tries::begin(&mut write, by, institution, &number).await?;
        write.commit().await?;
        // No transaction is open while the library thinks.
        let answer = in_time(connected.system.authenticate(&number, typed.code)).await;
        let mut write = self.db.write().await?;
        let patron = match answer {
            Ok(patron) => patron,
            Err(failure) => {
                if never_heard(&failure) {
                    tries::give_back(&mut write, &counted).await?;
                    write.commit().await?;
                }
                return Err(NotLinked::Library(failure));
            }
        };
        // What the library was asked for may be gone since: its address may have changed, and the card's holder been erased.
        write.exclusive(settings::LOCK).await?;
        write.exclusive(&links::lock(account)).await?;
        tries::give_back(&mut write, &counted).await?;
        let reached = settings::of(&mut write, institution).await?;
        let Some(reached) = reached.filter(|now| settings::same_server(&connected.settings, now)) else {
            write.commit().await?;
            return Err(NotLinked::Library(Failure::Down));
        };
        let card = card::current(&mut write, account).await.map_err(Error::People)?;
        if !card.is_some_and(|card| card.is_live(self.now_ms())) {
            write.commit().await?;
            return Err(NotLinked::NoCard);
        }
        let patron = PatronKey { pin: patron.pin.filter(|_| reached.asks_pin), ..patron };
        let id = keep(&mut write, by, account, institution, &patron).await?;
        write.commit().await?;
        self.ask_again(&id);
        Ok(id)
    }

    /// Lets an account go, and erases at once what was known of it.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the card has no such link.
    pub async fn unlink(&self, account: &str, link: &str) -> Result<()> {
        let mut write = self.db.write().await?;
        links::remove(&mut write, account, link).await?;
        write.commit().await?;
        Ok(())
    }

    /// The accounts linked to cards, as far as `viewer` sees them ([`links::seen_by`]), all libraries asked at once under one
    /// deadline. What is known is kept a week longer.
    pub async fn look(&self, viewer: &str, accounts: &[String], deadline: Duration) -> Result<Vec<Shelf>> {
        let until = self.now_ms() + KEPT_DAYS * DAY_MS;
        let shelves = self.refresh(viewer, accounts, deadline).await?;
        // Written once a day at most: looking is no reason to write.
        let due: Vec<&str> = shelves
            .iter()
            .filter(|shelf| shelf.link.keep_until_ms < until - DAY_MS)
            .map(|shelf| shelf.link.id.as_str())
            .collect();
        if !due.is_empty() {
            let mut write = self.db.write().await?;
            for id in due {
                links::keep_until(&mut write, id, until).await?;
            }
            write.commit().await?;
        }
        Ok(shelves)
    }

    /// The same, for who does not look: what is known is not kept longer.
    pub(super) async fn refresh(&self, viewer: &str, accounts: &[String], deadline: Duration) -> Result<Vec<Shelf>> {
        let deadline = Instant::now() + deadline;
        // In this order: a code read before its library's address changed must not be sent to the new one.
        let connections = self.systems.all().await?;
        let mut read = self.db.read().await?;
        let known = links::seen_by(&mut read, viewer, accounts).await?;
        drop(read);
        let mut flights = Vec::new();
        for link in &known {
            if let Some(connected) = connections.get(&link.institution)
                && !link.is_refused()
            {
                let fresh = link.failed.is_none()
                    && link.is_up_to_date()
                    && link.known.as_ref().is_some_and(|known| known.asked_at_ms > self.now_ms() - FRESH_MS);
                if !fresh {
                    flights.push((link.id.clone(), self.ask(link, connected)));
                }
            }
        }
        let mut late = Vec::new();
        for (id, mut flight) in flights {
            // An error is the end of the question too: whoever asked is gone.
            if tokio::time::timeout_at(deadline, flight.changed()).await.is_err() {
                late.push(id);
            }
        }
        let mut read = self.db.read().await?;
        let mut shelves = Vec::new();
        for link in links::seen_by(&mut read, viewer, accounts).await? {
            let freshness = match &link.failed {
                _ if !connections.contains_key(&link.institution) => Freshness::NotConnected,
                _ if late.contains(&link.id) => Freshness::Late,
                Some((_, failure)) => Freshness::Failed(failure.clone()),
                None if link.is_up_to_date() => Freshness::Live,
                // Linked meanwhile, an answer that could not be kept, or one of before the last deed.
                None => Freshness::Late,
            };
            shelves.push(Shelf { link, freshness });
        }
        Ok(shelves)
    }

    /// Asks a library again, after what was just done there.
    pub(super) fn ask_again(&self, link: &str) {
        let (this, link) = (self.clone(), link.to_owned());
        tokio::spawn(async move {
            match this.ask_anew(&link).await {
                // Let go meanwhile.
                Ok(()) | Err(Error::NotFound) => {}
                Err(error) => tracing::warn!(%error, "a library could not be asked again"),
            }
        });
    }

    async fn ask_anew(&self, link: &str) -> Result<()> {
        // Read again: what was done counts.
        let link = links::by_id(&mut self.db.read().await?, link).await?;
        if let Some(connected) = self.systems.of(&link.institution).await? {
            self.ask(&link, &connected);
        }
        Ok(())
    }

    fn flights(&self) -> MutexGuard<'_, Flights> {
        self.flights.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks a library about a reader, or joins the question under way, unless that one began before the last deed. It goes
    /// on when nobody waits for it any more.
    fn ask(&self, link: &Link, connected: &Connected) -> watch::Receiver<()> {
        let mut flights = self.flights();
        if let Some(flight) = flights.get(&link.id)
            && flight.deeds >= link.deeds
        {
            return flight.over.clone();
        }
        let (over, flight) = watch::channel(());
        flights.insert(link.id.clone(), Flight { deeds: link.deeds, over: flight.clone() });
        drop(flights);
        let landing = Landing { accounts: self.clone(), link: link.id.clone(), flight: flight.clone(), over };
        let (this, link, system) = (self.clone(), link.clone(), connected.system.clone());
        let asked_at_ms = self.now_ms();
        tokio::spawn(async move {
            let answer = in_time(system.account(&link.patron)).await;
            if let Err(error) = this.note(&link, asked_at_ms, answer).await {
                tracing::warn!(%error, "what a library said of a reader could not be kept");
            }
            drop(landing);
        });
        flight
    }

    async fn note(&self, link: &Link, asked_at_ms: i64, answer: Result<crate::PatronAccount, Failure>) -> Result<()> {
        let asked = links::Question { link: &link.id, at_ms: asked_at_ms, deeds: link.deeds };
        let mut write = self.db.write().await?;
        match answer {
            Ok(account) => links::said(&mut write, &asked, &account).await?,
            Err(failure) => links::failed(&mut write, &asked, &failure).await?,
        }
        write.commit().await?;
        Ok(())
    }
}

/// Ends a question, however it ends.
struct Landing {
    accounts: Accounts,
    link: String,
    flight: watch::Receiver<()>,
    over: watch::Sender<()>,
}

impl Drop for Landing {
    fn drop(&mut self) {
        let mut flights = self.accounts.flights();
        if flights.get(&self.link).is_some_and(|flight| flight.over.same_channel(&self.flight)) {
            flights.remove(&self.link);
        }
        drop(flights);
        let _ = self.over.send(());
    }
}

/// Links an account whose number and code the caller knows to be good, in its transaction: for the demonstration.
///
/// # Errors
/// [`Error::TooMany`].
pub async fn keep(write: &mut Write, by: &str, account: &str, institution: &str, patron: &PatronKey) -> Result<String> {
    let now = write.clock().now_ms();
    let id = links::keep(write, by, account, institution, patron, now).await?;
    links::keep_until(write, &id, now + KEPT_DAYS * DAY_MS).await?;
    choices::wake(write, by).await?;
    Ok(id)
}

/// What a library's system is asked, given up after [`LONGEST`].
pub(super) async fn in_time<T>(asking: crate::Answering<'_, T>) -> Result<T, Failure> {
    tokio::time::timeout(LONGEST, asking).await.unwrap_or(Err(Failure::Late))
}

/// Whether a library surely never counted a wrong code.
fn never_heard(failure: &Failure) -> bool {
    matches!(
        failure,
        Failure::Resting | Failure::Untrusted | Failure::NotAllowed | Failure::LoginRefused | Failure::NotSupported
    )
}

fn is_typable(text: &str) -> bool {
    let length = text.chars().count();
    (1..=NUMBER_MOST).contains(&length) && !text.chars().any(|letter| letter.is_control() || letter == '|')
}
