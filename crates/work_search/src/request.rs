//! What is asked of the index.

/// A search. `Request::default()` asks for everything, most held first, 20 hits, no facets.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// What someone typed in the one box; empty for everything.
    pub text: String,
    /// Whether `text` is still being typed: its last word, or the whole of it, is the beginning of something.
    pub typing: bool,
    /// A precise condition to meet besides (advanced search, SRU).
    pub condition: Option<Condition>,
    /// What to keep.
    pub filters: Filters,
    /// In what order.
    pub sort: Sort,
    /// How many works to skip.
    pub offset: usize,
    /// How many works to give.
    pub limit: usize,
    /// Which facets to count.
    pub facets: Vec<Facet>,
    /// How many values of each facet to give, most frequent first.
    pub facet_values: usize,
}

impl Default for Request {
    fn default() -> Self {
        Self {
            text: String::new(),
            typing: false,
            condition: None,
            filters: Filters::default(),
            sort: Sort::Relevance,
            offset: 0,
            limit: 20,
            facets: Vec::new(),
            facet_values: 20,
        }
    }
}

/// What to keep: values of one list are alternatives, lists add up, an empty list lets everything through.
///
/// All of them but subjects must hold on one record of the work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// Libraries, by number.
    pub libraries: Vec<u16>,
    /// Communes, by the numbers given to [`crate::Index::set_communes`].
    pub communes: Vec<u16>,
    /// Kinds of document.
    pub kinds: Vec<u8>,
    /// Languages.
    pub languages: Vec<u16>,
    /// Periods, by their first year ([`crate::period_of`]).
    pub periods: Vec<i16>,
    /// Audiences.
    pub audiences: Vec<u8>,
    /// Subject headings, spelled as in the facet.
    pub subjects: Vec<String>,
    /// Online or not.
    pub online: Option<bool>,
}

/// The order of the hits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// As a librarian would: exact title first.
    #[default]
    Relevance,
    /// Latest publication first.
    Newest,
    /// Earliest publication first; works without a year last.
    Oldest,
    /// By title, from A to Z.
    Title,
    /// Most held first.
    MostHeld,
}

/// What can be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Facet {
    /// Libraries.
    Library,
    /// Communes of the libraries.
    Commune,
    /// Kinds of document.
    Kind,
    /// Languages.
    Language,
    /// Periods of publication.
    Period,
    /// Audiences.
    Audience,
    /// Subject headings.
    Subject,
    /// Online (1) or not (0).
    Online,
}

impl Facet {
    /// Every facet.
    pub const ALL: [Self; 8] = [
        Self::Library,
        Self::Commune,
        Self::Kind,
        Self::Language,
        Self::Period,
        Self::Audience,
        Self::Subject,
        Self::Online,
    ];
}

/// A precise condition on works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// All of them.
    And(Vec<Condition>),
    /// One of them at least.
    Or(Vec<Condition>),
    /// The first without the second.
    Not(Box<Condition>, Box<Condition>),
    /// Words in a field.
    Words {
        /// Where.
        field: Field,
        /// The words, as typed.
        words: String,
        /// How they relate.
        relation: Relation,
    },
    /// An identifier: ISBN-10 or 13, ISSN, EAN…
    Identifier(String),
    /// Published between two years, bounds included.
    Years(i16, i16),
    /// Held by a library.
    Library(u16),
    /// In a language.
    Language(u16),
    /// Of a kind.
    Kind(u8),
    /// The work of that number.
    Work(i64),
    /// Every work.
    Everything,
}

/// How words of a [`Condition`] relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// All of them, in any order.
    All,
    /// One of them at least.
    Any,
    /// All of them, next to each other in that order.
    Phrase,
    /// All of them, the last one being the beginning of a word.
    Prefix,
}

/// Where words are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// Anywhere.
    Any,
    /// Titles, subtitles, other titles.
    Title,
    /// Authors.
    Author,
    /// Subject headings.
    Subject,
    /// Series.
    Series,
    /// Publishers.
    Publisher,
}
