//! A library's terminals: a few lines, opened when needed, used by one question at a time.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rustls::ClientConfig;
use sip2::{Answer, Encoding, Request, Rules};
use tokio::sync::Semaphore;
use tokio::time::{Instant, timeout};

use super::line::Line;
use super::oddity::Oddity;
use crate::settings::Settings;
use crate::{Failure, tls};

/// A line nobody used for so long is closed: systems hang up on silent terminals, some without a word.
const IDLE: Duration = Duration::from_secs(60);

/// The terminals of one library.
pub(super) struct Pool {
    pub(super) settings: Arc<Settings>,
    rules: Rules,
    tls: Result<Option<Arc<ClientConfig>>, Oddity>,
    slots: Semaphore,
    idle: Mutex<Vec<Line>>,
}

impl Pool {
    pub(super) fn new(settings: Arc<Settings>) -> Self {
        let rules = Rules {
            encoding: Encoding::from_code(&settings.encoding).unwrap_or_default(),
            checksum: settings.checksum,
            ..Rules::default()
        };
        let tls = if settings.tls {
            tls::config(&settings.tls_authority).map(Some).map_err(|_| Oddity::Authority)
        } else {
            Ok(None)
        };
        let slots = Semaphore::new(settings.connections.max(1) as usize);
        Self { settings, rules, tls, slots, idle: Mutex::default() }
    }

    /// Opens a line that is not one of the pool's, for the test page.
    pub(super) async fn open(&self) -> Result<Line, Failure> {
        let tls = self.tls.as_ref().map_err(|oddity| Failure::from(*oddity))?;
        Line::open(&self.settings, self.rules, tls.as_ref()).await
    }

    async fn ready(&self) -> Result<Line, Failure> {
        let mut line = self.open().await?;
        line.log_in(&self.settings).await?;
        line.greet().await?;
        Ok(line)
    }

    /// A line opened before, on which all is quiet.
    async fn reused(&self) -> Option<Line> {
        loop {
            // The youngest first: those not needed grow old and are closed.
            let mut line = self.lines().pop()?;
            if line.used_at.elapsed() < IDLE && line.is_quiet().await {
                return Some(line);
            }
        }
    }

    fn lines(&self) -> std::sync::MutexGuard<'_, Vec<Line>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn put_back(&self, line: Line) {
        let mut lines = self.lines();
        let now = Instant::now();
        lines.retain(|one| now.duration_since(one.used_at) < IDLE);
        lines.push(line);
    }

    /// Asks one question over whichever line is free. `request` is made for the institution's code in that system.
    /// `is_deed`: it changes something there, and must not be sent twice.
    pub(super) async fn ask(&self, is_deed: bool, request: impl Fn(&str) -> Request) -> Result<Answer, Failure> {
        let unsent = |failure: Failure| if is_deed { failure.before_a_deed() } else { failure };
        let patience = Duration::from_millis(self.settings.answer_ms.into());
        let slot = timeout(patience, self.slots.acquire()).await.map_err(|_| unsent(Failure::Late))?;
        let _slot = slot.map_err(|_| unsent(Failure::Down))?;
        if let Some(mut line) = self.reused().await {
            // A deed is sent over a line that has just answered: when it fails one knows that it was sent.
            let good = !is_deed || line.greet().await.is_ok();
            if good {
                match line.ask(&request(&line.institution)).await {
                    Ok(answer) => {
                        self.put_back(line);
                        return Ok(answer);
                    }
                    // The other side had hung up meanwhile: a question may be asked again.
                    Err(Failure::Down) if !is_deed => {}
                    Err(failure) => return Err(failure),
                }
            }
        }
        let mut line = self.ready().await.map_err(unsent)?;
        let answer = line.ask(&request(&line.institution)).await?;
        self.put_back(line);
        Ok(answer)
    }
}
