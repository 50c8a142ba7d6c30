//! A resource: what a reader sees and opens.

use programme::resource::DataType;
use serde::{Deserialize, Serialize};

use crate::{Error, Result};

macro_rules! coded {
    ($(#[$doc:meta])* $name:ident, $what:literal: $($(#[$variant_doc:meta])* $variant:ident = $code:literal),+ $(,)?) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$variant_doc])* $variant),+ }

        impl $name {
            /// Every one.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// Its name in tables, addresses and messages.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The one of that name.
            pub fn from_code(code: &str) -> Result<Self> {
                Self::ALL.iter().copied().find(|known| known.code() == code)
                    .ok_or_else(|| Error::Unknown { what: $what, value: code.to_owned() })
            }
        }
    };
}
pub(crate) use coded;

coded! {
    /// What a resource is, as a reader says it.
    ResourceKind, "kind of resource":
    /// A book read as text.
    Book = "book",
    /// A comic.
    Comic = "comic",
    /// A book listened to.
    Audiobook = "audiobook",
    /// A newspaper, day by day.
    Newspaper = "newspaper",
    /// A magazine.
    Magazine = "magazine",
    /// A film.
    Film = "film",
    /// Music.
    Music = "music",
    /// A course.
    Course = "course",
    /// A quiz.
    Quiz = "quiz",
    /// A platform of many things, elsewhere.
    Platform = "platform",
}

impl ResourceKind {
    /// What a file of this kind most likely is; a librarian may say otherwise.
    pub fn of_package(kind: content_package::Kind) -> Self {
        use content_package::Kind;
        match kind {
            Kind::Epub => Self::Book,
            Kind::Comic => Self::Comic,
            Kind::Pdf => Self::Magazine,
            Kind::Audiobook => Self::Audiobook,
            Kind::Film => Self::Film,
            Kind::Scorm => Self::Course,
            Kind::Quiz => Self::Quiz,
        }
    }

    /// What it is in the words of COUNTER 5.1.
    pub fn data_type(self) -> DataType {
        match self {
            Self::Book | Self::Comic | Self::Audiobook => DataType::Book,
            Self::Newspaper => DataType::Newspaper,
            Self::Magazine => DataType::Journal,
            Self::Film => DataType::Audiovisual,
            Self::Music => DataType::Sound,
            Self::Course | Self::Quiz => DataType::Course,
            Self::Platform => DataType::Database,
        }
    }
}

coded! {
    /// Whether readers see it.
    ResourceState, "state of a resource":
    /// Being prepared: the staff sees it.
    Draft = "draft",
    /// Readers see it.
    Published = "published",
    /// No longer offered; what was said of it stays.
    Withdrawn = "withdrawn",
}

/// Someone who made it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Creator {
    /// As it is said: "Émile Zola".
    pub name: String,
    /// As it is filed, when known: "Zola, Émile (1840-1902)".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filed_as: Option<String>,
    /// MARC relator code: `aut`, `ill`, `nrt`, `drt` …
    pub role: String,
}

/// A picture of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Poster {
    /// SHA-256 of the picture.
    pub hash: String,
    /// `image/jpeg`, `image/png`, `image/webp` or `image/gif`.
    pub media_type: String,
}

/// A resource.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Resource {
    /// Identifier.
    pub id: String,
    /// The item of the programme it is.
    pub item: String,
    /// The door it is behind.
    pub door: String,
    /// Who offers it.
    pub institution: String,
    /// Its part of the address, such as `germinal`.
    pub slug: String,
    /// What it is.
    pub kind: ResourceKind,
    /// Whether readers see it.
    pub state: ResourceState,
    /// Title.
    pub title: String,
    /// Subtitle.
    pub subtitle: Option<String>,
    /// Who made it, the first ones first.
    pub creators: Vec<Creator>,
    /// BCP 47 code of its language.
    pub language: Option<String>,
    /// Publisher.
    pub publisher: Option<String>,
    /// ISBN-13 without hyphens.
    pub isbn: Option<String>,
    /// Date of publication as its file says it: a year, a month or a day.
    pub published_on: Option<String>,
    /// Year of publication.
    pub year: Option<i32>,
    /// A few sentences, plain text.
    pub description: Option<String>,
    /// Subjects and genres.
    pub subjects: Vec<String>,
    /// From which age; none when it is for everyone or not known.
    pub min_age: Option<u8>,
    /// Length, in seconds.
    pub duration_s: Option<i64>,
    /// Number of pages.
    pub pages: Option<i64>,
    /// What its rights are: "Domaine public", "CC BY-SA 4.0".
    pub rights: Option<String>,
    /// Where that licence can be read.
    pub licence_url: Option<String>,
    /// Whom one must name, when the licence asks it.
    pub attribution: Option<String>,
    /// Whether it asks for no card.
    pub open: bool,
    /// Where it is read when it is not here: an address of a vendor's.
    pub elsewhere: Option<String>,
    /// The edition readers are given; none for what is read elsewhere.
    pub edition: Option<String>,
    /// Its picture.
    pub poster: Option<Poster>,
    /// What its file says of its accessibility, as in a Readium manifest (`accessibility`); `{}` when it says nothing.
    pub accessibility: serde_json::Value,
    /// Where these facts come from.
    pub source: String,
    /// Exists only in the demonstration.
    pub demo: bool,
    /// When it was made, in milliseconds since 1970 UTC.
    pub created_at_ms: i64,
    /// When it was last changed.
    pub updated_at_ms: i64,
    /// When readers first saw it.
    pub published_at_ms: Option<i64>,
}

impl Resource {
    /// The path of its page.
    pub fn address(&self) -> String {
        format!("/mediatheque/{}", self.slug)
    }

    /// Its authors' names, as they are said.
    pub fn authors(&self) -> Vec<String> {
        self.creators.iter().map(|creator| creator.name.clone()).collect()
    }
}
