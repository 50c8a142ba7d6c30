//! What a vendor may be told of a reader, and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{Error, Result};

/// Something a vendor may be told. What is not known of a reader is not told: never invented, never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Attribute {
    /// Whether the reader has a card that opens doors today.
    Member,
    /// Whether the reader is eighteen or older.
    Adult,
    /// One of `0-11`, `12-17`, `18-25`, `26-64`, `65+`.
    AgeBand,
    /// The name of the library of registration.
    Library,
    /// The name of the commune lived in.
    Commune,
    /// Given name.
    GivenName,
    /// Family name.
    FamilyName,
    /// The e-mail address, confirmed.
    Email,
    /// The card's number: for old vendors that know readers by nothing else. It undoes the pseudonym.
    CardNumber,
}

/// Attributes a vendor is given or a reader agreed to.
pub type Attributes = BTreeSet<Attribute>;
/// Attributes of one reader with what they are.
pub type Facts = BTreeMap<Attribute, Fact>;

/// What an attribute is for someone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Fact {
    /// Yes or no.
    Flag(bool),
    /// Words.
    Text(String),
}

impl Fact {
    /// As text: `true`, `false` or the words, for protocols that know nothing else.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Flag(flag) => flag.to_string(),
            Self::Text(text) => text.clone(),
        }
    }
}

impl Attribute {
    /// Every attribute, those that say least first.
    pub const ALL: [Self; 9] = [
        Self::Member,
        Self::Adult,
        Self::AgeBand,
        Self::Library,
        Self::Commune,
        Self::GivenName,
        Self::FamilyName,
        Self::Email,
        Self::CardNumber,
    ];

    /// Its name in tables, forms and messages.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Adult => "adult",
            Self::AgeBand => "age_band",
            Self::Library => "library",
            Self::Commune => "commune",
            Self::GivenName => "given_name",
            Self::FamilyName => "family_name",
            Self::Email => "email",
            Self::CardNumber => "card_number",
        }
    }

    /// The attribute of that name.
    ///
    /// # Errors
    /// [`Error::Unknown`].
    pub fn from_code(code: &str) -> Result<Self> {
        Self::ALL
            .into_iter()
            .find(|attribute| attribute.code() == code)
            .ok_or_else(|| Error::Unknown { what: "attribute", value: code.to_owned() })
    }

    /// Whether it tells who the reader is.
    #[must_use]
    pub fn names(self) -> bool {
        matches!(self, Self::GivenName | Self::FamilyName | Self::Email | Self::CardNumber)
    }
}

/// As tables keep them.
pub(crate) fn to_text(attributes: &Attributes) -> String {
    attributes.iter().map(|attribute| attribute.code()).collect::<Vec<_>>().join(" ")
}

/// As tables kept them.
pub(crate) fn from_text(text: &str) -> Result<Attributes> {
    text.split_whitespace().map(Attribute::from_code).collect()
}

/// The band an age is in.
pub(crate) fn band(age: u8) -> &'static str {
    match age {
        0..=11 => "0-11",
        12..=17 => "12-17",
        18..=25 => "18-25",
        26..=64 => "26-64",
        65.. => "65+",
    }
}
