//! A resource's page.

use serde::Serialize;

use super::tile::Tile;
use super::words::Said;

/// `mediatheque/resource.html`.
#[derive(Debug, Clone, Serialize)]
pub struct ResourcePage {
    /// The resource.
    pub id: String,
    /// Title.
    pub title: String,
    /// Subtitle.
    pub subtitle: Option<String>,
    /// Authors, each with their role's code.
    pub creators: Vec<Person>,
    /// Its kind's name.
    pub kind: &'static str,
    /// The part it belongs to.
    pub section: &'static str,
    /// Its picture.
    pub poster: Option<String>,
    /// A few sentences, by paragraph.
    pub description: Vec<String>,
    /// May I, and what can be done.
    pub said: Said,
    /// The button that opens it, when it may be opened.
    pub open: Option<Open>,
    /// What the reader has left: "il vous reste 3 vues ce mois-ci".
    pub left: Option<u32>,
    /// Where the reader stopped, in hundredths.
    pub progress: Option<i64>,
    /// Whom it is for and how often, one sentence a line.
    pub conditions: Vec<String>,
    /// The waiting list, where there is one.
    pub waiting: Option<Waiting>,
    /// Facts: language, length, pages, publisher, year, ISBN.
    pub language: Option<String>,
    /// Length as people say it.
    pub duration: Option<String>,
    /// Number of pages.
    pub pages: Option<i64>,
    /// Publisher.
    pub publisher: Option<String>,
    /// Year of publication.
    pub year: Option<i32>,
    /// ISBN.
    pub isbn: Option<String>,
    /// From which age.
    pub min_age: Option<u8>,
    /// Subjects.
    pub subjects: Vec<String>,
    /// Its rights in words.
    pub rights: Option<String>,
    /// Where its licence can be read.
    pub licence_url: Option<String>,
    /// Whom one must name.
    pub attribution: Option<String>,
    /// Languages it has captions in.
    pub captions: Vec<String>,
    /// Whether it has audio description.
    pub described: bool,
    /// The last day of a trial or an offer (ISO 8601).
    pub ends_on: Option<String>,
    /// Whether that is a trial.
    pub trial: bool,
    /// Others like it.
    pub similar: Vec<Tile>,
    /// Its page in the office, for whoever may.
    pub office_href: Option<String>,
    /// Not yet or no longer shown to readers.
    pub hidden: bool,
    /// Exists only in the demonstration.
    pub demo: bool,
}

/// Someone who made it.
#[derive(Debug, Clone, Serialize)]
pub struct Person {
    /// Name.
    pub name: String,
    /// MARC relator code.
    pub role: String,
}

/// The button that opens it.
#[derive(Debug, Clone, Serialize)]
pub struct Open {
    /// `lire`, `regarder`, `ecouter`, `suivre`, `aller`: its message's end.
    pub verb: &'static str,
    /// Where it goes.
    pub href: String,
}

/// The waiting list of a resource.
#[derive(Debug, Clone, Serialize)]
pub struct Waiting {
    /// The reader's place; none when they do not wait.
    pub place: Option<u32>,
    /// Until when a seat is kept for them (RFC 3339).
    pub offered_until: Option<String>,
    /// Where the form that joins or leaves goes.
    pub action: String,
}
