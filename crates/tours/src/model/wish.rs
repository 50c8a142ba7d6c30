//! What a commune asks of an edition.

use jiff::civil::Time;

use super::{Contact, Days};

/// A show wished for. Its rank is its place in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// The proposal.
    pub proposal: String,
    /// The one hall it is wished in; none when any hall offered will do.
    pub hall: Option<String>,
}

/// A commune's wishes, halls and days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WishList {
    /// The edition's code.
    pub edition: String,
    /// INSEE code of the commune.
    pub commune: String,
    /// Whether it was sent: a draft is nobody's business.
    pub sent: bool,
    /// Shows wished for, the most wished first.
    pub wishes: Vec<Wish>,
    /// Halls offered, by identifier.
    pub halls: Vec<String>,
    /// Days it could receive.
    pub days: Days,
    /// The hour it would rather begin at.
    pub hour: Option<Time>,
    /// A word to the métropole.
    pub note: String,
    /// Whom to write to.
    pub contact: Contact,
    /// When it was sent, in milliseconds since 1970 UTC.
    pub sent_at: Option<i64>,
}

impl WishList {
    /// A list with nothing on it.
    #[must_use]
    pub fn empty(edition: &str, commune: &str) -> Self {
        Self {
            edition: edition.to_owned(),
            commune: commune.to_owned(),
            sent: false,
            wishes: Vec::new(),
            halls: Vec::new(),
            days: Days::default(),
            hour: None,
            note: String::new(),
            contact: Contact { email: String::new(), lang: "fr".to_owned() },
            sent_at: None,
        }
    }
}
