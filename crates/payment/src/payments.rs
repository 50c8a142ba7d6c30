//! The verbs that speak with providers: beginning, notifications, asking again, giving back.

use std::sync::Arc;
use std::time::Duration;

use axum::http::HeaderMap;
use shell::Lang;
use store::{Db, in_list, new_id, prelude::*};

use crate::asking::{self, Payment, lock_name, page};
use crate::attempts::{self, Attempt, AttemptState};
use crate::concerns::{self, ConcernKind};
use crate::fulfilment::Fulfilment;
use crate::provider::{BadNotice, Beginning, Notice, Outcome, Provider, ProviderError, Refunded, Says};
use crate::refunds::{self, RefundState};
use crate::settle::{Settled, instant, settle};
use crate::{Error, Result};

/// An attempt whose provider never answered is given up after this long.
const OPENING_MS: i64 = 10 * 60 * 1000;
/// An attempt someone may be paying is looked at this often at first…
const LOOK_SOON_MS: i64 = 2 * 60 * 1000;
/// …and this often after its first hour, or once it ended without money, for a day.
const LOOK_LATER_MS: i64 = 60 * 60 * 1000;
/// A page that is loaded again asks the provider no sooner than this.
const LOOK_AGAIN_MS: i64 = 2 * 1000;
/// After so many questions without an answer a round stops: the provider is out of order, and others wait behind.
const PATIENT: u32 = 3;
const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// Payments over a database and providers; cheap to clone.
#[derive(Clone)]
pub struct Payments {
    inner: Arc<Inner>,
}

struct Inner {
    db: Db,
    providers: Vec<Arc<dyn Provider>>,
    fulfilments: Vec<Fulfilment>,
    public_url: String,
}

/// Why a notification was not taken.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum NotTaken {
    /// No such provider is configured.
    #[error("no such provider")]
    NoProvider,
    /// It is not to be believed.
    #[error(transparent)]
    Bad(#[from] BadNotice),
    /// It could not be acted upon: the provider is to send it again.
    #[error(transparent)]
    Failed(#[from] Error),
}

/// What a round of [`Payments::reconcile`] did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reconciled {
    /// Attempts the provider was asked about.
    pub looked: u32,
    /// Payments found paid.
    pub paid: u32,
    /// Attempts found ended.
    pub ended: u32,
    /// Refunds made.
    pub refunded: u32,
    /// Questions a provider did not answer.
    pub failed: u32,
}

impl Payments {
    /// Over a database and providers: attempts begin at the first, notifications are taken from all. `public_url` is
    /// the address the outside knows, without a final slash.
    pub fn new(
        db: Db,
        providers: Vec<Arc<dyn Provider>>,
        fulfilments: &[Fulfilment],
        public_url: impl Into<String>,
    ) -> Self {
        let public_url: String = public_url.into();
        let public_url = public_url.trim_end_matches('/').to_owned();
        Self { inner: Arc::new(Inner { db, providers, fulfilments: fulfilments.to_vec(), public_url }) }
    }

    /// The database.
    #[must_use]
    pub fn db(&self) -> &Db {
        &self.inner.db
    }

    /// The provider attempts begin at.
    #[must_use]
    pub fn first(&self) -> Option<&Arc<dyn Provider>> {
        self.inner.providers.first()
    }

    fn provider(&self, code: &str) -> Option<&Arc<dyn Provider>> {
        self.inner.providers.iter().find(|provider| provider.code() == code)
    }

    /// Begins a payment, or goes on with the attempt begun a moment ago, and gives the address to send the buyer to.
    ///
    /// # Errors
    /// [`Error::Settled`] when it is not to be paid any more; [`Error::Provider`] when the provider does not answer:
    /// nothing is lost, and trying again is right.
    pub async fn begin(&self, payment: &str) -> Result<String> {
        let provider = self.first().ok_or(Error::Senseless("no provider is configured"))?;
        // What has been open too long may have been paid meanwhile: ask before sending someone to pay again.
        let now = self.db().clock().now_ms();
        let open = attempts::of_payment(&mut self.db().read().await?, payment).await?;
        for attempt in open {
            if attempt.state != AttemptState::Open || attempt.good_until_ms > now {
                continue;
            }
            if let Err(error) = self.look_at(&attempt.id).await {
                tracing::warn!(%error, payment, "an earlier attempt could not be asked about");
            }
        }
        let (asked, attempt) = match self.take_attempt(payment, provider.as_ref()).await? {
            Chosen::Open(url) => return Ok(url),
            Chosen::Opening(chosen) => *chosen,
        };
        let back = format!("{}{}/retour", self.inner.public_url, page(&asked.id));
        let beginning = Beginning {
            attempt: attempt.id.clone(),
            amount: asked.amount,
            label: asked.label.clone(),
            email: asked.email.clone(),
            lang: asked.lang,
            cancel_url: back.clone(),
            return_url: back,
            notice_url: format!("{}/paiement/avis/{}", self.inner.public_url, provider.code()),
            // The attempt's own instant: asked again, the provider is told the very same.
            at: instant(attempt.begun_at_ms),
        };
        let begun = provider.begin(&beginning).await?;
        let mut write = self.db().write().await?;
        write.exclusive(&lock_name(payment)).await?;
        write
            .execute(
                "UPDATE payment_attempts SET provider_id = $2, url = $3, test = $4, state = 'open'
                 WHERE id = $1 AND state = 'opening'",
                params![&attempt.id, &begun.provider_id, &begun.url, begun.test],
            )
            .await?;
        write
            .execute(
                "UPDATE payment_payments SET state = 'begun'
                 WHERE id = $1 AND state IN ('asked', 'refused', 'abandoned', 'expired')",
                params![payment],
            )
            .await?;
        // Two clicks at once begin one attempt: the address kept first is everyone's.
        let kept = attempts::by_id(&mut write, &attempt.id).await?;
        write.commit().await?;
        kept.url.ok_or(Error::Settled)
    }

    async fn take_attempt(&self, payment: &str, provider: &dyn Provider) -> Result<Chosen> {
        let mut write = self.db().write().await?;
        write.exclusive(&lock_name(payment)).await?;
        let asked = asking::by_id(&mut write, payment).await?;
        if !asked.state.is_payable() {
            return Err(Error::Settled);
        }
        let now = write.clock().now_ms();
        for attempt in attempts::of_payment(&mut write, payment).await? {
            if attempt.provider != provider.code() || attempt.good_until_ms <= now {
                continue;
            }
            match (attempt.state, &attempt.url) {
                (AttemptState::Open, Some(url)) => return Ok(Chosen::Open(url.clone())),
                (AttemptState::Opening, _) if now - attempt.begun_at_ms < OPENING_MS => {
                    return Ok(Chosen::Opening(Box::new((asked, attempt))));
                }
                _ => {}
            }
        }
        let id = new_id();
        let good_for = i64::try_from(provider.good_for().as_millis()).unwrap_or(LOOK_LATER_MS);
        write
            .execute(
                "INSERT INTO payment_attempts (id, payment, provider, state, begun_at, good_until, looks, test)
                 VALUES ($1, $2, $3, 'opening', $4, $5, 0, $6)",
                params![&id, payment, provider.code(), now, now + good_for, false],
            )
            .await?;
        let attempt = attempts::by_id(&mut write, &id).await?;
        write.commit().await?;
        Ok(Chosen::Opening(Box::new((asked, attempt))))
    }

    /// Asks the provider what became of an attempt, and settles it.
    pub async fn look_at(&self, attempt: &str) -> Result<Settled> {
        let attempt = attempts::by_id(&mut self.db().read().await?, attempt).await?;
        let Some(provider) = self.provider(&attempt.provider) else {
            return Err(Error::Senseless("this provider is not configured any more"));
        };
        if attempt.provider_id.is_none() {
            return Ok(Settled::Pending);
        }
        let now = self.db().clock().now();
        let found = provider.look(&attempt, now).await;
        let mut write = self.db().write().await?;
        write
            .execute(
                "UPDATE payment_attempts SET looked_at = $2, looks = looks + 1 WHERE id = $1",
                params![&attempt.id, now.as_millisecond()],
            )
            .await?;
        // That the provider was asked is kept, whatever comes next.
        write.commit().await?;
        self.settle(&attempt, &found?, None).await
    }

    /// Asks about every attempt of a payment that may still bring something, as when the buyer comes back. Gives the
    /// payment as it then is.
    pub async fn look(&self, payment: &str) -> Result<Payment> {
        let asked = asking::by_id(&mut self.db().read().await?, payment).await?;
        if asked.state.is_payable() {
            let now = self.db().clock().now_ms();
            let attempts = attempts::of_payment(&mut self.db().read().await?, payment).await?;
            for attempt in attempts.into_iter().rev() {
                // Whoever reloads the page does not make us ask more often than this.
                let just_asked = attempt.looked_at_ms.is_some_and(|at| now - at < LOOK_AGAIN_MS);
                if attempt.state != AttemptState::Open || just_asked {
                    continue;
                }
                match self.look_at(&attempt.id).await {
                    Ok(_) | Err(Error::Provider(_)) => {}
                    Err(error) => tracing::warn!(%error, payment, "an attempt could not be settled; tried again soon"),
                }
            }
        }
        asking::by_id(&mut self.db().read().await?, payment).await
    }

    /// One transaction: the notice, the states, the money, what was bought.
    async fn settle(&self, attempt: &Attempt, outcome: &Outcome, notice: Option<(&str, &Notice)>) -> Result<Settled> {
        let mut write = self.db().write().await?;
        let settled = match settle(&mut write, &attempt.id, outcome, &self.inner.fulfilments).await {
            Ok(settled) => settled,
            Err(error) => {
                drop(write);
                if let Error::Fulfilment(cause) = &error {
                    self.note_failure(attempt, notice, &cause.to_string()).await?;
                }
                return Err(error);
            }
        };
        if let Some((provider, notice)) = notice {
            record(&mut write, provider, notice, Some(&attempt.id), settled.code()).await?;
        }
        write.commit().await?;
        match settled {
            Settled::Before | Settled::Pending => {}
            _ => tracing::info!(payment = attempt.payment, ?settled, "a payment was settled"),
        }
        Ok(settled)
    }

    async fn note_failure(&self, attempt: &Attempt, notice: Option<(&str, &Notice)>, cause: &str) -> Result<()> {
        tracing::error!(payment = attempt.payment, cause, "what was paid could not be given; tried again soon");
        let mut write = self.db().write().await?;
        concerns::note(&mut write, &attempt.payment, &attempt.id, ConcernKind::Failing, cause).await?;
        if let Some((provider, notice)) = notice {
            record(&mut write, provider, notice, Some(&attempt.id), "failed").await?;
        }
        write.commit().await?;
        Ok(())
    }

    /// Takes a notification of a provider.
    ///
    /// # Errors
    /// [`NotTaken::Bad`] when it is not the provider's; [`NotTaken::Failed`] when it should come again.
    pub async fn receive(&self, code: &str, headers: &HeaderMap, body: &[u8]) -> Result<Settled, NotTaken> {
        let provider = self.provider(code).ok_or(NotTaken::NoProvider)?;
        let notice = provider.read(headers, body, self.db().clock().now())?;
        let by_reference = matches!(notice.says, Says::Disputed);
        let mut read = self.db().read().await.map_err(Error::from)?;
        let attempt = if by_reference {
            let sql = format!(
                "SELECT {} FROM payment_attempts a WHERE a.provider = $1 AND a.provider_reference = $2",
                attempts::COLUMNS
            );
            let row = read.optional(&sql, params![code, &notice.provider_id]).await.map_err(Error::from)?;
            row.as_ref().map(attempts::from_row).transpose()?
        } else {
            attempts::by_provider_id(&mut read, code, &notice.provider_id).await?
        };
        drop(read);
        let Some(attempt) = attempt else {
            // Signed, it is worth keeping; unsigned, anyone may have sent it.
            if !matches!(notice.says, Says::Look) {
                self.keep(code, &notice, None, "unknown").await?;
            }
            return Ok(Settled::Pending);
        };
        match &notice.says {
            Says::Became(outcome) => Ok(self.settle(&attempt, outcome, Some((code, &notice))).await?),
            Says::Look => {
                let settled = self.look_at(&attempt.id).await;
                let outcome = match &settled {
                    Ok(settled) => settled.code(),
                    Err(_) => "failed",
                };
                self.keep(code, &notice, Some(&attempt.id), outcome).await?;
                Ok(settled?)
            }
            Says::Disputed => {
                let mut write = self.db().write().await.map_err(Error::from)?;
                let kind = ConcernKind::Disputed;
                concerns::note(&mut write, &attempt.payment, &attempt.id, kind, &notice.kind).await?;
                record(&mut write, code, &notice, Some(&attempt.id), "disputed").await?;
                write.commit().await.map_err(Error::from)?;
                Ok(Settled::Before)
            }
            Says::Nothing => {
                self.keep(code, &notice, Some(&attempt.id), "nothing").await?;
                Ok(Settled::Pending)
            }
        }
    }

    async fn keep(&self, code: &str, notice: &Notice, attempt: Option<&str>, outcome: &str) -> Result<()> {
        let mut write = self.db().write().await?;
        record(&mut write, code, notice, attempt, outcome).await?;
        write.commit().await?;
        Ok(())
    }

    /// Asks providers again about what nobody notified, gives up what never began, makes refunds. Meant to run each
    /// minute; several nodes may run it at once.
    pub async fn reconcile(&self) -> Result<Reconciled> {
        let mut done = Reconciled::default();
        let now = self.db().clock().now_ms();
        let mut write = self.db().write().await?;
        write
            .execute(
                "UPDATE payment_attempts SET state = 'expired', settled_at = $1
                 WHERE state = 'opening' AND begun_at <= $2",
                params![now, now - OPENING_MS],
            )
            .await?;
        write.commit().await?;
        // Whoever is not configured any more can't be asked: others do not wait behind what they were told.
        let providers = &self.inner.providers;
        let sql = format!(
            "SELECT id FROM payment_attempts
             WHERE provider_id IS NOT NULL AND provider IN {} AND (
                   (state = 'open' AND coalesce(looked_at, begun_at) <= $1 AND begun_at > $2)
                OR (state = 'open' AND coalesce(looked_at, begun_at) <= $3)
                OR (state IN ('refused', 'abandoned', 'expired') AND coalesce(looked_at, begun_at) <= $3
                    AND begun_at > $4))
             ORDER BY coalesce(looked_at, begun_at), id LIMIT 100",
            in_list(5, providers.len())
        );
        let mut values = params![now - LOOK_SOON_MS, now - LOOK_LATER_MS, now - LOOK_LATER_MS, now - DAY_MS];
        values.extend(providers.iter().map(|provider| Value::from(provider.code())));
        let rows = self.db().read().await?.all(&sql, values).await?;
        for row in &rows {
            if done.failed >= PATIENT {
                tracing::warn!("payments wait: their provider does not answer");
                break;
            }
            let id: String = row.get(0)?;
            done.looked += 1;
            match self.look_at(&id).await {
                Ok(Settled::Paid | Settled::Unfulfilled | Settled::Held | Settled::Superfluous) => done.paid += 1,
                Ok(Settled::Ended) => done.ended += 1,
                Ok(Settled::Before | Settled::Pending) => {}
                Err(error) => {
                    done.failed += 1;
                    tracing::warn!(%error, attempt = id, "an attempt could not be settled; tried again later");
                }
            }
        }
        let (refunded, failed) = self.make_refunds().await?;
        done.refunded = refunded;
        done.failed += failed;
        Ok(done)
    }

    /// Asks providers for the refunds that are due. Gives how many were made, and how many failed.
    pub async fn make_refunds(&self) -> Result<(u32, u32)> {
        let due = refunds::due(&mut self.db().read().await?, self.db().clock().now_ms(), 50).await?;
        let (mut made, mut failed) = (0, 0);
        for refund in due {
            if failed >= PATIENT {
                break;
            }
            let mut write = self.db().write().await?;
            if !refunds::claim(&mut write, &refund).await? {
                continue;
            }
            let attempt = attempts::by_id(&mut write, &refund.attempt).await?;
            write.commit().await?;
            let answer = match self.provider(&attempt.provider) {
                Some(provider) => provider.refund(&attempt, &refund.id, refund.amount).await,
                // Whoever took the money is not configured any more: someone pays it back.
                None => Ok(Refunded::ByHand),
            };
            let mut write = self.db().write().await?;
            match answer {
                Ok(Refunded::Done { provider_id }) => {
                    let state = RefundState::Done;
                    refunds::conclude(&mut write, &refund, state, Some(&provider_id), None, "system").await?;
                    made += 1;
                }
                Ok(Refunded::ByHand) => {
                    refunds::conclude(&mut write, &refund, RefundState::ByHand, None, None, "system").await?;
                }
                Err(ProviderError::Refuses(reason)) => {
                    let state = RefundState::Failed;
                    refunds::conclude(&mut write, &refund, state, None, Some(&reason), "system").await?;
                    let kind = ConcernKind::RefundFailed;
                    concerns::note(&mut write, &refund.payment, &refund.attempt, kind, &reason).await?;
                    failed += 1;
                }
                Err(error) => {
                    tracing::warn!(%error, refund = refund.id, "a refund could not be asked for; tried again later");
                    failed += 1;
                }
            }
            write.commit().await?;
        }
        Ok((made, failed))
    }

    /// The language a payment is spoken of in.
    pub async fn lang(&self, payment: &str) -> Result<Lang> {
        Ok(asking::by_id(&mut self.db().read().await?, payment).await?.lang)
    }
}

enum Chosen {
    Open(String),
    Opening(Box<(Payment, Attempt)>),
}

/// Keeps a notification; said again, it is counted.
async fn record(
    write: &mut Write,
    provider: &str,
    notice: &Notice,
    attempt: Option<&str>,
    outcome: &str,
) -> Result<()> {
    let now = write.clock().now_ms();
    write
        .execute(
            "INSERT INTO payment_notices (provider, event, kind, provider_id, attempt, received_at, times, outcome)
             VALUES ($1, $2, $3, $4, $5, $6, 1, $7)
             ON CONFLICT (provider, event) DO UPDATE SET times = payment_notices.times + 1,
                 outcome = CASE WHEN excluded.outcome = 'before' THEN payment_notices.outcome
                                ELSE excluded.outcome END",
            params![provider, &notice.event, &notice.kind, &notice.provider_id, attempt, now, outcome],
        )
        .await?;
    Ok(())
}

/// Seconds a provider may take to answer while someone waits for a page.
pub(crate) const PATIENCE: Duration = Duration::from_secs(12);
