//! Links: a Readium link with the properties of OPDS.

use serde::{Deserialize, Serialize};

/// A link (Readium *Link Object*).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Link {
    /// The address, or a template of it (RFC 6570) when [`templated`](Self::templated).
    pub href: String,
    /// Media type of what is there.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub media_type: Option<String>,
    /// How it relates to what holds it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rel: Option<String>,
    /// Its words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Whether the address is a template.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub templated: bool,
    /// Width of a picture, in pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
    /// Height of a picture, in pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height: Option<u32>,
    /// More about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub properties: Option<Properties>,
}

/// What OPDS adds to a link.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Properties {
    /// How many publications a list holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number_of_items: Option<u64>,
    /// Whether it can be had now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub availability: Option<Availability>,
    /// Where the authentication document is, so that an app may ask before it is refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authenticate: Option<Box<Link>>,
}

/// Whether something can be had, and until when that holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Availability {
    /// Its state.
    pub state: State,
    /// Until when, RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}

/// The states of OPDS.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It can be had.
    Available,
    /// It can't.
    Unavailable,
    /// The reader waits for it.
    Reserved,
    /// It is the reader's turn.
    Ready,
}

impl Link {
    /// A link to an address, of a media type.
    #[must_use]
    pub fn to(href: impl Into<String>, media_type: &str) -> Self {
        Self { href: href.into(), media_type: Some(media_type.to_owned()), ..Self::default() }
    }

    /// With its relation.
    #[must_use]
    pub fn rel(mut self, rel: &str) -> Self {
        self.rel = Some(rel.to_owned());
        self
    }

    /// With its words.
    #[must_use]
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// As a template.
    #[must_use]
    pub fn template(mut self) -> Self {
        self.templated = true;
        self
    }
}
