//! Harvest: the records of an OAI-PMH 2.0 repository, page by page.
//!
//! [`next_page`] asks for one page and says where the harvest stands after it. It writes nothing: the caller imports the
//! page's records and saves [`Page::state`] **in the same transaction**. Whatever kills the process, the next call begins
//! from the last page committed: nothing is skipped, and nothing is repeated but what the repository itself repeats.
//!
//! ```text
//! state = read from the source (or HarvestState::default())
//! loop {
//!     page = next_page(&target, &state).await?       // network only
//!     write { import page.records; save page.state } // one transaction
//!     state = page.state; if state.is_idle() { break }
//! }
//! ```
//!
//! What a repository may do wrong, and what then happens:
//! - busy (503, 429) or broken for a while: asked again after its `Retry-After` or after longer and longer waits;
//! - a sign-in page, half an answer, an answer that drips for ever: asked again, then told in plain words;
//! - a token that expired: the list is asked anew from the last date seen, if dates came in order, else from its beginning;
//! - the same page for ever: noticed and told.

mod client;
mod error;
mod state;
#[cfg(test)]
mod tests;

use std::time::Duration;

use oai_pmh::{Body, ErrorCode, ListRequest, Record, Request, Response, Resumption, Selection};

pub use error::HarvestError;
pub use state::{HarvestState, Repository, UnderWay};

use client::Client;

/// What to harvest, and how patiently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Address of the repository, `http://` or `https://`.
    pub base_url: String,
    /// `metadataPrefix` to ask for.
    pub prefix: String,
    /// Set to ask for; `None` for all.
    pub set: Option<String>,
    /// Whether the repository may be on a private network.
    pub private: bool,
    /// How an incremental harvest overlaps the one before: many repositories show a record some time after the date they
    /// give it. What comes twice changes nothing.
    pub overlap: Duration,
    /// How long to wait, and how often.
    pub patience: Patience,
}

impl Target {
    /// The records of a public repository in one format, with the usual patience.
    pub fn new(base_url: impl Into<String>, prefix: impl Into<String>, set: Option<String>) -> Self {
        Self {
            base_url: base_url.into(),
            prefix: prefix.into(),
            set,
            private: false,
            overlap: Duration::from_secs(300),
            patience: Patience::default(),
        }
    }

    /// What a token or a date of one list must not be used for in another.
    fn fingerprint(&self) -> String {
        format!("{} {} {}", self.base_url, self.prefix, self.set.as_deref().unwrap_or_default())
    }
}

/// How long to wait, and how often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Patience {
    /// How often a request is made before it is given up.
    pub attempts: u32,
    /// The wait after the first failure; each further one is twice as long.
    pub first_wait: Duration,
    /// No wait is longer; a repository that asks for more is left for later.
    pub longest_wait: Duration,
    /// How long one answer may take, from connection to last byte.
    pub answer: Duration,
    /// How many bytes one answer may have.
    pub largest_answer: u64,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            attempts: 6,
            first_wait: Duration::from_secs(2),
            longest_wait: Duration::from_secs(600),
            answer: Duration::from_secs(300),
            largest_answer: 256 << 20,
        }
    }
}

/// A page of a harvest.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// Its records, in the repository's order. An identifier may come twice: the later one is right.
    pub records: Vec<Record>,
    /// Where the harvest stands once these records are written; [`HarvestState::is_idle`] when it is over.
    pub state: HarvestState,
}

/// How often a list is asked anew without getting further.
const RESTARTS: u32 = 5;

/// Asks for the next page: the first of a new harvest when `state` is idle, else the one after the last committed.
///
/// # Errors
/// [`HarvestError`]; `state` stays good, and a later call goes on from it.
pub async fn next_page(target: &Target, state: &HarvestState) -> Result<Page, HarvestError> {
    let client = Client::new(target)?;
    let mut state = state.clone().for_target(&target.fingerprint());
    let mut under_way = match state.under_way.take() {
        Some(under_way) => under_way,
        None => {
            let repository = identify(&client).await?;
            let under_way = UnderWay::begin(state.next_from.as_deref(), &repository);
            state.repository = Some(repository);
            under_way
        }
    };
    loop {
        let response = client.ask(&request(target, &under_way)).await?;
        under_way.note_response_date(response.response_date);
        match response.body {
            Body::Records(records, resumption) => {
                return turn_page(target, state, under_way, records, resumption);
            }
            Body::Errors(errors) => {
                let has = |code| errors.iter().any(|error| error.code == Some(code));
                if has(ErrorCode::NoRecordsMatch) {
                    return Ok(last_page(target, state, under_way, Vec::new()));
                }
                if under_way.token.is_none() || !has(ErrorCode::BadResumptionToken) {
                    return Err(HarvestError::Refused(errors));
                }
                if under_way.restarts >= RESTARTS {
                    return Err(HarvestError::TokensExpire(RESTARTS));
                }
                tracing::info!(address = target.base_url, "resumption token expired; asking the list anew");
                under_way.restart();
            }
            _ => return Err(HarvestError::OtherAnswer("ListRecords")),
        }
    }
}

async fn identify(client: &Client) -> Result<Repository, HarvestError> {
    let Response { body, .. } = client.ask(&Request::Identify).await?;
    match body {
        Body::Identify(identify) => Ok(Repository::from(&*identify)),
        Body::Errors(errors) => Err(HarvestError::Refused(errors)),
        _ => Err(HarvestError::OtherAnswer("Identify")),
    }
}

fn request(target: &Target, under_way: &UnderWay) -> Request {
    Request::ListRecords(match &under_way.token {
        Some(token) => ListRequest::Resume(token.clone()),
        None => ListRequest::First(Selection {
            metadata_prefix: target.prefix.clone(),
            from: under_way.asked_from(),
            until: None,
            set: target.set.clone(),
        }),
    })
}

fn turn_page(
    target: &Target,
    mut state: HarvestState,
    mut under_way: UnderWay,
    records: Vec<Record>,
    resumption: Option<Resumption>,
) -> Result<Page, HarvestError> {
    let resumption = resumption.unwrap_or_default();
    if resumption.token.is_empty() {
        return Ok(last_page(target, state, under_way, records));
    }
    let is_new_page = under_way.note_page(&records, &resumption);
    if !is_new_page {
        return Err(HarvestError::SamePage);
    }
    state.under_way = Some(under_way);
    Ok(Page { records, state })
}

fn last_page(target: &Target, mut state: HarvestState, under_way: UnderWay, records: Vec<Record>) -> Page {
    let overlap = u32::try_from(target.overlap.as_secs()).unwrap_or(u32::MAX);
    state.finish(&under_way, overlap);
    Page { records, state }
}
