//! The session as handlers take it from a request. The server reads the cookie once and puts the [`Session`] in the
//! request's extensions.

use axum::extract::FromRequestParts;
use axum::http::Method;
use axum::http::request::Parts;
use shell::PageError;

use crate::Session;

/// Whoever is signed in. As an extractor it leads a visitor to the sign-in page, and back here afterwards.
#[derive(Clone, Debug)]
pub struct Staff(pub Session);

impl<S: Send + Sync> FromRequestParts<S> for Staff {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, PageError> {
        match parts.extensions.get::<Session>() {
            Some(session) => Ok(Staff(session.clone())),
            None => {
                // What was posted can't be sent again: come back to the first page.
                let back = match parts.uri.path_and_query() {
                    Some(path) if parts.method == Method::GET => path.as_str(),
                    _ => "/bureau",
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
