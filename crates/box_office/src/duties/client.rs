//! Speaking with SIBIL's API, version 2. Its shape is that of the public client of betagouv/assistant-declaration (MIT), read
//! for its facts: see `show_duties::sibil`.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use serde::Deserialize;
use show_duties::sibil::{Declaration, Status, same_domain};

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// An answer larger than this is none, in bytes.
const LARGEST: u64 = 4 << 20;

/// The accounts this server declares with, by the seller's code. Given by whoever runs the server, in its configuration: an
/// address typed on a page could be anyone's.
#[derive(Clone, Default)]
pub struct Sibil(Arc<BTreeMap<String, Account>>);

/// A seller's account at SIBIL.
#[derive(Clone)]
pub struct Account {
    /// The API's address, without `/api/v2`.
    pub address: String,
    /// Its user.
    pub user: String,
    /// Its password.
    pub password: String,
}

impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The password stays out of every log.
        f.debug_struct("Account").field("address", &self.address).finish_non_exhaustive()
    }
}

impl Sibil {
    /// With these accounts, by the seller's code.
    #[must_use]
    pub fn new(accounts: BTreeMap<String, Account>) -> Self {
        Self(Arc::new(accounts))
    }

    /// The account of a seller.
    #[must_use]
    pub fn of(&self, seller_code: &str) -> Option<&Account> {
        self.0.get(seller_code)
    }
}

/// Why nothing was declared.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// It does not answer.
    #[error("SIBIL does not answer")]
    Unreachable,
    /// The user or the password is wrong.
    #[error("SIBIL refuses the account")]
    Account,
    /// It refuses the declaration, in its own words.
    #[error("SIBIL refuses ({status}): {said}")]
    Refused {
        /// The HTTP status.
        status: u16,
        /// What it says.
        said: String,
    },
    /// It has no domain of this label.
    #[error("SIBIL has no domain called {0}")]
    Domain(String),
    /// It answers something else.
    #[error("SIBIL answers what is not understood")]
    NotUnderstood,
}

/// What SIBIL recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Recorded {
    /// Its number.
    pub(super) id: i64,
    /// Where the declaration stands.
    pub(super) status: Status,
}

/// A session at SIBIL: signed in, its domains known. Its calls wait: run them where one may.
pub(super) struct Session {
    agent: ureq::Agent,
    address: String,
    token: String,
    domains: Vec<(String, i64)>,
}

#[derive(Deserialize)]
struct Token {
    #[serde(default)]
    id_token: String,
}

#[derive(Deserialize)]
struct Domain {
    id: i64,
    libelle: String,
    #[serde(default = "yes")]
    actif: bool,
}

fn yes() -> bool {
    true
}

#[derive(Deserialize)]
struct Answer {
    id: i64,
    #[serde(rename = "statutDeclaration")]
    status: Status,
}

#[derive(Deserialize)]
struct Fault {
    title: Option<String>,
    message: Option<String>,
}

impl Session {
    /// Signs in, and asks for the domains.
    ///
    /// # Errors
    /// [`Failure`].
    pub(super) fn open(account: &Account) -> Result<Self, Failure> {
        let agent: ureq::Agent = ureq::Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            .http_status_as_error(false)
            .max_redirects(0)
            .user_agent(concat!("Beffroi/", env!("CARGO_PKG_VERSION")))
            .build()
            .into();
        let address = account.address.trim_end_matches('/').to_owned();
        let mut session = Self { agent, address, token: String::new(), domains: Vec::new() };
        let body = serde_json::json!({ "username": account.user, "password": account.password });
        let (status, text) = session.send("POST", "/api/v2/authenticate", Some(&body.to_string()))?;
        match status {
            200..=299 => {}
            400 | 401 | 403 => return Err(Failure::Account),
            _ => return Err(Failure::Unreachable),
        }
        let token: Token = serde_json::from_str(&text).map_err(|_| Failure::NotUnderstood)?;
        if token.id_token.is_empty() {
            return Err(Failure::Account);
        }
        session.token = token.id_token;
        let (status, text) = session.send("GET", "/api/v2/domaine-representations?sansPagination=true", None)?;
        if !(200..=299).contains(&status) {
            return Err(refused(status, &text));
        }
        let domains: Vec<Domain> = serde_json::from_str(&text).map_err(|_| Failure::NotUnderstood)?;
        session.domains =
            domains.into_iter().filter(|domain| domain.actif).map(|domain| (domain.libelle, domain.id)).collect();
        Ok(session)
    }

    /// The number of a domain, here.
    ///
    /// # Errors
    /// [`Failure::Domain`].
    pub(super) fn domain(&self, label: &str) -> Result<i64, Failure> {
        let found = self.domains.iter().find(|(known, _)| same_domain(known, label));
        found.map(|(_, id)| *id).ok_or_else(|| Failure::Domain(label.to_owned()))
    }

    /// Declares: a new one, or the one of this number again.
    ///
    /// # Errors
    /// [`Failure`].
    pub(super) fn declare(&self, declaration: &Declaration) -> Result<Recorded, Failure> {
        let method = if declaration.id.is_some() { "PUT" } else { "POST" };
        let body = serde_json::to_string(declaration).map_err(|_| Failure::NotUnderstood)?;
        let (status, text) = self.send(method, "/api/v2/declarations", Some(&body))?;
        if !(200..=299).contains(&status) {
            return Err(refused(status, &text));
        }
        let answer: Answer = serde_json::from_str(&text).map_err(|_| Failure::NotUnderstood)?;
        Ok(Recorded { id: answer.id, status: answer.status })
    }

    fn send(&self, method: &str, path: &str, body: Option<&str>) -> Result<(u16, String), Failure> {
        let url = format!("{}{path}", self.address);
        let bearer = format!("Bearer {}", self.token);
        let answer = match (method, body) {
            ("PUT", Some(body)) => {
                let request = self.agent.put(&url).header("content-type", "application/json");
                request.header("authorization", &bearer).send(body)
            }
            (_, Some(body)) => {
                let request = self.agent.post(&url).header("content-type", "application/json");
                let signed = !self.token.is_empty();
                if signed { request.header("authorization", &bearer).send(body) } else { request.send(body) }
            }
            (_, None) => self.agent.get(&url).header("authorization", &bearer).call(),
        };
        // The error may hold the address; it holds no credential, and is not shown.
        let mut answer = answer.map_err(|_| Failure::Unreachable)?;
        let status = answer.status().as_u16();
        let text = answer.body_mut().with_config().limit(LARGEST).read_to_string();
        Ok((status, text.map_err(|_| Failure::NotUnderstood)?))
    }
}

fn refused(status: u16, text: &str) -> Failure {
    let fault: Option<Fault> = serde_json::from_str(text).ok();
    let said = fault.and_then(|fault| fault.title.or(fault.message)).unwrap_or_default();
    Failure::Refused { status, said: said.chars().filter(|sign| !sign.is_control()).take(300).collect() }
}
