//! Asking a provider's server.

use super::ProviderError;
use crate::payments::PATIENCE;

/// An answer larger than this is none, in bytes.
const LARGEST: u64 = 1 << 20;

/// An answer: its status and its text.
pub(super) struct HttpAnswer {
    pub(super) status: u16,
    pub(super) text: String,
}

/// Something to be asked.
pub(super) struct Question {
    pub(super) url: String,
    pub(super) headers: Vec<(&'static str, String)>,
    /// Posted; asked for with GET without it.
    pub(super) body: Option<String>,
}

/// Asks on a thread that may wait. Addresses and headers hold keys: they are never in the error.
pub(super) async fn ask(question: Question) -> Result<HttpAnswer, ProviderError> {
    tokio::task::spawn_blocking(move || ask_now(&question))
        .await
        .map_err(|error| ProviderError::Unreachable(error.to_string()))?
}

fn ask_now(question: &Question) -> Result<HttpAnswer, ProviderError> {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .timeout_global(Some(PATIENCE))
        .http_status_as_error(false)
        .max_redirects(0)
        .user_agent(concat!("Beffroi/", env!("CARGO_PKG_VERSION")))
        .build()
        .into();
    let answer = match &question.body {
        Some(body) => {
            let mut request = agent.post(&question.url);
            for (name, value) in &question.headers {
                request = request.header(*name, value);
            }
            request.send(body.as_str())
        }
        None => {
            let mut request = agent.get(&question.url);
            for (name, value) in &question.headers {
                request = request.header(*name, value);
            }
            request.call()
        }
    };
    let mut answer = answer.map_err(|error| unreachable(&error))?;
    let status = answer.status().as_u16();
    let text = answer.body_mut().with_config().limit(LARGEST).read_to_string().map_err(|error| unreachable(&error))?;
    Ok(HttpAnswer { status, text })
}

fn unreachable(error: &ureq::Error) -> ProviderError {
    ProviderError::Unreachable(
        match error {
            ureq::Error::HostNotFound => "its server is not found",
            ureq::Error::Timeout(_) => "its server does not answer in time",
            ureq::Error::ConnectionFailed => "its server can't be reached",
            ureq::Error::BodyExceedsLimit(_) => "its answer is too large",
            _ => "its server answers nothing that can be read",
        }
        .to_owned(),
    )
}

/// `application/x-www-form-urlencoded`.
pub(super) fn form(pairs: &[(&str, String)]) -> String {
    let encode = |text: &str| -> String {
        text.bytes()
            .map(|byte| match byte {
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
                other => format!("%{other:02X}"),
            })
            .collect()
    };
    pairs.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect::<Vec<_>>().join("&")
}
