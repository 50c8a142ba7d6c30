//! Errors as a visitor meets them. A handler returns a [`PageError`]; it is logged once, here, and shown in the
//! visitor's words by [`carry`](crate::carry). What went wrong inside is never shown: a reference is, and it is in the
//! log beside the cause.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::csrf::hex;
use crate::{Frame, Visit};

/// Why a page cannot be shown. Any `std::error::Error` becomes [`PageError::Internal`] through `?`.
#[derive(Debug)]
pub enum PageError {
    /// Nothing is at this address.
    NotFound,
    /// One must sign in first: leads to the sign-in page, then back to this path.
    SignIn {
        /// The path to come back to, beginning with one `/`.
        back: String,
    },
    /// Signed in, but this is not theirs to do.
    Forbidden,
    /// What was sent cannot be understood.
    BadRequest,
    /// The form is not one given to this visitor, or too old: nothing was changed.
    StaleForm,
    /// What was sent is larger than the limit, in bytes.
    TooLarge {
        /// The limit, in bytes.
        limit: u64,
    },
    /// Asked too often; may ask again after so many seconds.
    TooMany {
        /// Seconds to wait.
        retry_after: u32,
    },
    /// A part of the server is not ready (an index being rebuilt, a database that does not answer).
    Unavailable,
    /// A fault of ours.
    Internal(Box<dyn std::error::Error + Send + Sync>),
}

impl PageError {
    /// A fault of ours, with its cause for the log.
    pub fn internal(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(cause.into())
    }

    /// The status it is answered with.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::SignIn { .. } => StatusCode::SEE_OTHER,
            Self::Forbidden | Self::StaleForm => StatusCode::FORBIDDEN,
            Self::BadRequest => StatusCode::BAD_REQUEST,
            Self::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl<E: std::error::Error + Send + Sync + 'static> From<E> for PageError {
    fn from(error: E) -> Self {
        Self::internal(error)
    }
}

/// What the error page says. Left in the answer's extensions until the visitor's language is at hand.
#[derive(Debug, Clone, Serialize)]
struct Problem {
    /// The message's stem: `error-not-found` has `-title`, `-what` and `-do`.
    kind: &'static str,
    status: u16,
    /// The limit in bytes, the seconds to wait, or zero.
    amount: u64,
    /// What to quote when writing to us; only for our faults.
    reference: Option<String>,
}

impl Problem {
    fn for_status(status: StatusCode) -> Self {
        let kind = match status {
            StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => "not-found",
            StatusCode::FORBIDDEN | StatusCode::UNAUTHORIZED => "forbidden",
            StatusCode::PAYLOAD_TOO_LARGE => "too-large",
            StatusCode::TOO_MANY_REQUESTS => "too-many",
            StatusCode::SERVICE_UNAVAILABLE => "unavailable",
            status if status.is_server_error() => "internal",
            _ => "bad-request",
        };
        Self { kind, status: status.as_u16(), amount: 0, reference: None }
    }
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let status = self.status();
        let mut problem = Problem::for_status(status);
        let mut response = status.into_response();
        match self {
            Self::SignIn { back } => {
                let mut to = String::from("/connexion?retour=");
                for byte in back.bytes() {
                    match byte {
                        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' => {
                            to.push(char::from(byte))
                        }
                        other => to.push_str(&format!("%{other:02X}")),
                    }
                }
                if let Ok(value) = HeaderValue::from_str(&to) {
                    response.headers_mut().insert(header::LOCATION, value);
                }
                return response;
            }
            Self::StaleForm => problem.kind = "stale-form",
            Self::TooLarge { limit } => problem.amount = limit,
            Self::TooMany { retry_after } => {
                problem.amount = u64::from(retry_after);
                response.headers_mut().insert(header::RETRY_AFTER, retry_after.into());
            }
            Self::Internal(cause) => {
                let reference = hex(&rand::random::<[u8; 4]>());
                tracing::error!(%reference, error = %chain(cause.as_ref()), "a page could not be made");
                problem.reference = Some(reference);
            }
            Self::Unavailable => {
                tracing::warn!("a page was asked for while a part of the server is not ready")
            }
            Self::NotFound | Self::Forbidden | Self::BadRequest => {}
        }
        response.extensions_mut().insert(problem);
        response
    }
}

fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    text
}

/// Puts the error page in an answer that is an error and has no page of its own: ours, and those axum makes itself
/// (no such route, a body too large, a query that cannot be read).
pub(crate) fn dress(frame: &Frame, visit: &Visit, wants_page: bool, mut response: Response) -> Response {
    let status = response.status();
    if !status.is_client_error() && !status.is_server_error() {
        return response;
    }
    let problem = match response.extensions_mut().remove::<Problem>() {
        Some(problem) => problem,
        None => {
            let kind = response.headers().get(header::CONTENT_TYPE);
            let bare = kind.is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain"));
            if !bare || !wants_page {
                return response;
            }
            Problem::for_status(status)
        }
    };
    let page = match frame.render(visit, "shell/error.html", &problem) {
        Ok(page) => page.into_response(),
        Err(_) => {
            tracing::error!("the error page itself could not be made");
            return response;
        }
    };
    let (mut parts, _) = response.into_parts();
    for name in [header::CONTENT_LENGTH, header::CONTENT_TYPE] {
        parts.headers.remove(name);
    }
    let (mut page_parts, body) = page.into_parts();
    page_parts.status = parts.status;
    page_parts.headers.extend(parts.headers);
    Response::from_parts(page_parts, body)
}

/// The fallback of the whole server: no such address.
pub async fn not_found() -> PageError {
    PageError::NotFound
}
