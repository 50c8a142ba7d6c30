//! The session as handlers take it from a request. The server reads the cookie once and puts the [`Session`] in the
//! request's extensions.

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{Extensions, HeaderMap, HeaderValue, Method, header};
use shell::PageError;

use crate::{Client, Session, SignedIn};

/// The session's cookie.
pub const SESSION_COOKIE: &str = "beffroi_session";
/// The known device's cookie.
pub const DEVICE_COOKIE: &str = "beffroi_device";

/// Whoever is signed in. As an extractor it leads a visitor to the sign-in page, and back here afterwards.
#[derive(Clone, Debug)]
pub struct Staff(pub Session);

impl<S: Send + Sync> FromRequestParts<S> for Staff {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, PageError> {
        match parts.extensions.get::<Session>() {
            Some(session) => Ok(Staff(session.clone())),
            None => {
                // What was posted can't be sent again: come back to the first page of that side of the house.
                let back = match parts.uri.path_and_query() {
                    Some(path) if parts.method == Method::GET => path.as_str(),
                    _ if parts.uri.path().starts_with("/bureau") => "/bureau",
                    _ => "/ma-carte",
                };
                Err(PageError::SignIn { back: back.to_owned() })
            }
        }
    }
}

/// Whoever is signed in, or nobody: for pages that greet a reader and serve everyone.
#[derive(Clone, Debug)]
pub struct Visitor(pub Option<Session>);

impl<S: Send + Sync> FromRequestParts<S> for Visitor {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(Visitor(parts.extensions.get::<Session>().cloned()))
    }
}

/// What is known of whoever asks, as an extractor.
impl<S: Send + Sync> FromRequestParts<S> for Client {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(client(&parts.headers, &parts.extensions))
    }
}

/// What is known of whoever asks: the connection's address, the device's cookie, the browser's own name.
#[must_use]
pub fn client(headers: &HeaderMap, extensions: &Extensions) -> Client {
    let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    Client {
        ip: extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip()),
        device: cookie(headers, DEVICE_COOKIE),
        agent: agent.to_owned(),
    }
}

/// The value of a cookie.
#[must_use]
pub fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(known, _)| *known == name)
        .map(|(_, value)| value.to_owned())
}

/// Sets or, with an empty value, removes a cookie that scripts can't read. `secure` when the server is reached by https.
pub fn set_cookie(headers: &mut HeaderMap, name: &str, value: &str, seconds: i64, secure: bool) {
    let secure = if secure { "; Secure" } else { "" };
    let text = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={}{secure}", seconds.max(0));
    if let Ok(value) = HeaderValue::from_str(&text) {
        headers.append(header::SET_COOKIE, value);
    }
}

/// The two cookies of a session that begins.
pub fn set_session_cookies(headers: &mut HeaderMap, signed_in: &SignedIn, now_ms: i64, secure: bool) {
    let seconds = |until_ms: i64| (until_ms - now_ms) / 1000;
    set_cookie(headers, SESSION_COOKIE, &signed_in.session_token, seconds(signed_in.session_expires_at_ms), secure);
    set_cookie(headers, DEVICE_COOKIE, &signed_in.device_token, seconds(signed_in.device_expires_at_ms), secure);
}
