//! Feeds: lists of publications, ways to further lists, groups of both.

use serde::{Deserialize, Serialize};

use crate::{Link, rel, types};

/// A feed (OPDS 2.0 §2). Valid with at least one publication, navigation link or group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feed {
    /// About the list.
    pub metadata: FeedMetadata,
    /// At least a link to itself.
    pub links: Vec<Link>,
    /// Further lists; each link has a title.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub navigation: Vec<Link>,
    /// Lists shown together.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Group>,
    /// Ways to reorder the list or take a part of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facets: Vec<Facet>,
    /// What can be read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub publications: Vec<Publication>,
}

/// About a list.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FeedMetadata {
    /// Its title.
    pub title: String,
    /// A sentence about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// When it last changed, RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modified: Option<String>,
    /// How many publications it has, all pages together.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number_of_items: Option<u64>,
    /// How many on a page; not 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub items_per_page: Option<u64>,
    /// Which page this is, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current_page: Option<u64>,
}

/// A group of a feed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// About it.
    pub metadata: FeedMetadata,
    /// Where it is whole.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// Its publications.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub publications: Vec<Publication>,
}

/// A facet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facet {
    /// What it is by: its title.
    pub metadata: FeedMetadata,
    /// Its values.
    pub links: Vec<Link>,
}

/// Something to read, listen to or watch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// About it.
    pub metadata: Metadata,
    /// At least one way to have it.
    pub links: Vec<Link>,
    /// Pictures of it, one at least a JPEG, PNG, GIF, WebP or AVIF when there is any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub images: Vec<Link>,
}

/// About a publication: the part of Readium's metadata that catalogues know.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Metadata {
    /// Its schema.org type, as an address.
    #[serde(rename = "@type", skip_serializing_if = "Option::is_none")]
    pub schema_type: Option<String>,
    /// Its identifier, as a URI.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identifier: Option<String>,
    /// Title.
    pub title: String,
    /// Subtitle.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subtitle: Option<String>,
    /// Authors.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub author: Vec<String>,
    /// Illustrators.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub illustrator: Vec<String>,
    /// Others who had a part in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contributor: Vec<String>,
    /// Publisher.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// BCP 47 code of its language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// ISO 8601 day or instant of publication.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// RFC 3339 instant of its last change.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modified: Option<String>,
    /// A few sentences.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Subjects.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subject: Vec<String>,
    /// Pages.
    #[serde(rename = "numberOfPages", skip_serializing_if = "Option::is_none")]
    pub number_of_pages: Option<u64>,
    /// Length, in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration: Option<u64>,
}

impl Metadata {
    /// With a title and nothing else.
    #[must_use]
    pub fn titled(title: impl Into<String>) -> Self {
        Self { title: title.into(), ..Self::default() }
    }
}

impl FeedMetadata {
    /// With a title and nothing else.
    #[must_use]
    pub fn titled(title: impl Into<String>) -> Self {
        Self { title: title.into(), ..Self::default() }
    }
}

impl Feed {
    /// An empty feed with the link to itself.
    #[must_use]
    pub fn titled(title: impl Into<String>, address: impl Into<String>) -> Self {
        Self {
            metadata: FeedMetadata::titled(title),
            links: vec![Link::to(address, types::FEED).rel(rel::SELF)],
            navigation: Vec::new(),
            groups: Vec::new(),
            facets: Vec::new(),
            publications: Vec::new(),
        }
    }
}
