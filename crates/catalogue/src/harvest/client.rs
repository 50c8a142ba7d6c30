//! One request to a repository, asked again as long as that is sensible.

use std::time::Duration;

use jiff::Timestamp;
use oai_pmh::{ReadError, Request, Response, read_response};
use outgoing::{Manner, Reach, agent, led_inside};
use ureq::Agent;

use super::{HarvestError, Patience, Target};

pub(super) struct Client {
    agent: Agent,
    base_url: String,
    patience: Patience,
}

/// Why an attempt failed, and whether another is worth it.
enum Failure {
    /// Worth another, after so long when the repository says.
    Passing(HarvestError, Option<Duration>),
    /// Not worth another.
    Final(HarvestError),
}

impl Client {
    pub(super) fn new(target: &Target) -> Result<Self, HarvestError> {
        let address = target.base_url.trim();
        if !address.starts_with("http://") && !address.starts_with("https://") {
            return Err(HarvestError::Address(address.to_owned()));
        }
        let agent = agent(Manner {
            reach: Reach::of(target.private),
            patience: target.patience.answer,
            to_connect: Duration::from_secs(30),
            redirects: 5,
            name: concat!("Beffroi/", env!("CARGO_PKG_VERSION"), " (OAI-PMH harvester)"),
        });
        Ok(Self { agent, base_url: address.to_owned(), patience: target.patience.clone() })
    }

    /// Asks until an answer can be read, patience ends, or the repository says that asking is of no use.
    pub(super) async fn ask(&self, request: &Request) -> Result<Response, HarvestError> {
        let mut wait = self.patience.first_wait;
        let mut attempt = 1;
        loop {
            let (error, asked_for) = match self.try_once(request, attempt).await? {
                Ok(response) => return Ok(response),
                Err(Failure::Final(error)) => return Err(error),
                Err(Failure::Passing(error, asked_for)) => (error, asked_for),
            };
            if let Some(asked_for) = asked_for.filter(|asked_for| *asked_for > self.patience.longest_wait) {
                return Err(HarvestError::Later(asked_for.as_secs()));
            }
            if attempt >= self.patience.attempts {
                return Err(error);
            }
            let pause = asked_for.unwrap_or(wait);
            tracing::info!(address = self.base_url, %error, attempt, seconds = pause.as_secs(), "harvest waits");
            tokio::time::sleep(pause).await;
            wait = (wait * 2).min(self.patience.longest_wait);
            attempt += 1;
        }
    }

    async fn try_once(&self, request: &Request, attempt: u32) -> Result<Result<Response, Failure>, HarvestError> {
        let (agent, address) = (self.agent.clone(), self.base_url.clone());
        let (pairs, limit) = (request.pairs(), self.patience.largest_answer);
        tokio::task::spawn_blocking(move || get(&agent, &address, &pairs, limit, attempt))
            .await
            .map_err(|error| HarvestError::Stopped(error.to_string()))
    }
}

fn get(
    agent: &Agent,
    address: &str,
    pairs: &[(&'static str, String)],
    limit: u64,
    attempts: u32,
) -> Result<Response, Failure> {
    let unreachable = |error: ureq::Error| match error {
        ureq::Error::BodyExceedsLimit(bytes) => Failure::Final(HarvestError::TooLarge(bytes >> 20)),
        error if led_inside(&error) => Failure::Final(HarvestError::Inside(address.to_owned())),
        ureq::Error::BadUri(_) | ureq::Error::Http(_) => Failure::Final(HarvestError::Address(address.to_owned())),
        other => {
            let why = match other {
                ureq::Error::Timeout(_) => "it answers too slowly".to_owned(),
                ureq::Error::HostNotFound => "there is no server of that name".to_owned(),
                other => other.to_string(),
            };
            Failure::Passing(HarvestError::Unreachable { address: address.to_owned(), why, attempts }, None)
        }
    };
    let mut response = agent
        .get(address)
        .query_pairs(pairs.iter().map(|(name, value)| (*name, value.as_str())))
        .call()
        .map_err(unreachable)?;
    let status = response.status().as_u16();
    if status != 200 {
        let error = HarvestError::Status { address: address.to_owned(), status };
        let asked_for = response.headers().get("retry-after").and_then(|value| retry_after(value.to_str().ok()?));
        return Err(match status {
            408 | 425 | 429 | 500 | 502 | 503 | 504 => Failure::Passing(error, asked_for),
            _ => Failure::Final(error),
        });
    }
    let bytes = response.body_mut().with_config().limit(limit).read_to_vec().map_err(unreachable)?;
    read_response(&bytes).map_err(|reason| match reason {
        // Another kind of XML will be the same kind next time.
        ReadError::WrongRoot { .. } | ReadError::WrongNamespace { .. } => {
            Failure::Final(HarvestError::Garbage { reason, attempts })
        }
        reason => Failure::Passing(HarvestError::Garbage { reason, attempts }, None),
    })
}

/// `Retry-After` in either of its spellings: seconds, or a date.
fn retry_after(text: &str) -> Option<Duration> {
    let text = text.trim();
    if let Ok(seconds) = text.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    let date = jiff::fmt::rfc2822::parse(text).ok()?.timestamp();
    let seconds = date.duration_since(Timestamp::now()).as_secs();
    Some(Duration::from_secs(u64::try_from(seconds).unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retry_after_is_read_in_both_spellings() {
        assert_eq!(retry_after(" 120 "), Some(Duration::from_secs(120)));
        assert_eq!(retry_after("Wed, 21 Oct 2015 07:28:00 GMT"), Some(Duration::ZERO));
        let far = retry_after("Fri, 31 Dec 2100 23:59:59 GMT").expect("a date");
        assert!(far > Duration::from_secs(3600));
        assert_eq!(retry_after("soon"), None);
    }
}
