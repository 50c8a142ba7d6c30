//! How an app signs a reader in (*Authentication for OPDS 1.0*).

use serde::{Deserialize, Serialize};

use crate::Link;

/// The authentication document: answered with 401, and to be had by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthenticationDocument {
    /// Its own address, which names the provider.
    pub id: String,
    /// The catalogue's title.
    pub title: String,
    /// A sentence for the reader.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Help, registration, logo.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// The ways to sign in.
    pub authentication: Vec<Flow>,
}

/// A way to sign in (§3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flow {
    /// The address that names it.
    #[serde(rename = "type")]
    pub kind: String,
    /// What its fields are called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub labels: Option<Labels>,
    /// Addresses it needs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
}

/// What two fields are called, in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Labels {
    /// The first.
    pub login: String,
    /// The second.
    pub password: String,
}

impl Flow {
    /// HTTP Basic (§3.4.1): two fields sent with each request, under TLS.
    #[must_use]
    pub fn basic(login: impl Into<String>, password: impl Into<String>) -> Self {
        Self {
            kind: "http://opds-spec.org/auth/basic".to_owned(),
            labels: Some(Labels { login: login.into(), password: password.into() }),
            links: Vec::new(),
        }
    }
}
