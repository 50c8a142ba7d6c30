//! Pages in which one reads, watches, listens and learns.

use serde::Serialize;

/// What every reader's page carries.
#[derive(Debug, Clone, Serialize)]
pub struct Reader {
    /// What its scripts are recognised by, new at each visit.
    pub nonce: String,
    /// A form token, for what the page sends by itself.
    pub token: String,
    /// Title.
    pub title: String,
    /// Authors.
    pub author: String,
    /// The resource.
    pub resource: String,
    /// Its page.
    pub back_href: String,
    /// The signed address under which its files are, with a final slash.
    pub prefix: String,
    /// Where the seat is kept; none when nothing is to be kept.
    pub hold: Option<String>,
    /// Where the seat is given back.
    pub leave: Option<String>,
    /// Where the position goes; none for who is not signed in.
    pub save: Option<String>,
    /// The last position known, as JSON.
    pub position: Option<String>,
    /// When it was known, in milliseconds since 1970 UTC.
    pub position_at: i64,
    /// Whether it is open to all, and so may be kept on the device.
    pub open: bool,
}

/// `mediatheque/book.html`.
#[derive(Debug, Clone, Serialize)]
pub struct Book {
    /// The page.
    pub reader: Reader,
    /// The Readium manifest.
    pub manifest: serde_json::Value,
    /// The table of contents.
    pub contents: Vec<Entry>,
    /// Whether its pages are drawn, as in a comic.
    pub fixed: bool,
}

/// A line of the table of contents.
#[derive(Debug, Clone, Serialize)]
pub struct Entry {
    /// Its words.
    pub title: String,
    /// Its path in the package.
    pub href: String,
    /// Its signed address.
    pub address: String,
    /// Lines under it.
    pub children: Vec<Entry>,
}

/// `mediatheque/film.html`.
#[derive(Debug, Clone, Serialize)]
pub struct Film {
    /// The page.
    pub reader: Reader,
    /// The film's path.
    pub path: String,
    /// Its picture.
    pub poster: Option<String>,
    /// Captions.
    pub captions: Vec<Captions>,
    /// The path of the version with audio description.
    pub described_path: Option<String>,
    /// A few sentences.
    pub description: Option<String>,
    /// Whom to name, under which licence.
    pub rights: Option<String>,
    /// What is said, by paragraph; empty without captions.
    pub transcript: Vec<String>,
}

/// Captions of a film.
#[derive(Debug, Clone, Serialize)]
pub struct Captions {
    /// Their path.
    pub path: String,
    /// Their language's code.
    pub lang: String,
}

/// `mediatheque/listen.html`.
#[derive(Debug, Clone, Serialize)]
pub struct Listen {
    /// The page.
    pub reader: Reader,
    /// The first recording's path.
    pub path: String,
    /// Its picture.
    pub poster: Option<String>,
    /// Chapters, in order.
    pub chapters: Vec<Chapter>,
    /// A few sentences.
    pub description: Option<String>,
    /// Whom to name, under which licence.
    pub rights: Option<String>,
}

/// A chapter of a recording.
#[derive(Debug, Clone, Serialize)]
pub struct Chapter {
    /// Its title.
    pub title: String,
    /// Its recording's path.
    pub path: String,
    /// Where it begins in it, in seconds.
    pub from: u64,
    /// Its length, as a clock says it.
    pub length: Option<String>,
}

/// `mediatheque/press.html`.
#[derive(Debug, Clone, Serialize)]
pub struct Press {
    /// The page.
    pub reader: Reader,
    /// The PDF's path.
    pub path: String,
}

/// `mediatheque/course.html`.
#[derive(Debug, Clone, Serialize)]
pub struct CoursePage {
    /// The page.
    pub reader: Reader,
    /// The path of what is launched.
    pub launch: String,
    /// Where the state is kept.
    pub save_state: String,
    /// The state kept, as JSON.
    pub state: Option<String>,
    /// What the course may know of the learner: nothing that says who they are.
    pub learner: String,
    /// The name it may greet.
    pub learner_name: String,
    /// How far one is, in words.
    pub progress: String,
}
