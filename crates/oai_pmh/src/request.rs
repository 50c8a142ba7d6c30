//! Requests: from the pairs of a query string or form, and to them.

use crate::datestamp::{Datestamp, Granularity};
use crate::error::{ErrorCode, ProtocolError};

/// One of the six verbs with its arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// Who is this repository?
    Identify,
    /// Which formats, of one item or of the repository?
    ListMetadataFormats {
        /// The item, or all.
        identifier: Option<String>,
    },
    /// Which sets?
    ListSets {
        /// Continues a list.
        resumption_token: Option<String>,
    },
    /// Headers only.
    ListIdentifiers(ListRequest),
    /// Whole records.
    ListRecords(ListRequest),
    /// One record.
    GetRecord {
        /// Which item.
        identifier: String,
        /// In which format.
        metadata_prefix: String,
    },
}

/// A list from its beginning or from where it stopped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListRequest {
    /// From its beginning.
    First(Selection),
    /// From where this token says.
    Resume(String),
}

/// Which records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// In which format.
    pub metadata_prefix: String,
    /// Changed on this date or later.
    pub from: Option<Datestamp>,
    /// Changed on this date or earlier.
    pub until: Option<Datestamp>,
    /// Of this set.
    pub set: Option<String>,
}

impl Request {
    /// Reads the pairs of a query string or form, percent-decoded, in the order received. `granularity` is the finest
    /// that the repository understands.
    ///
    /// # Errors
    /// `badVerb` alone, or every `badArgument` found.
    pub fn parse(pairs: &[(String, String)], granularity: Granularity) -> Result<Self, Vec<ProtocolError>> {
        let mut arguments = Arguments::new(pairs)?;
        let request = match arguments.verb {
            "Identify" => Self::Identify,
            "ListMetadataFormats" => {
                Self::ListMetadataFormats { identifier: arguments.optional("identifier", is_identifier) }
            }
            "ListSets" => Self::ListSets { resumption_token: arguments.optional("resumptionToken", |_| true) },
            "ListIdentifiers" => Self::ListIdentifiers(arguments.list(granularity)),
            "ListRecords" => Self::ListRecords(arguments.list(granularity)),
            "GetRecord" => Self::GetRecord {
                identifier: arguments.required("identifier", is_identifier),
                metadata_prefix: arguments.required("metadataPrefix", is_prefix),
            },
            unknown => {
                let words = format!("“{}” is not a verb of OAI-PMH", shorten(unknown));
                return Err(vec![ProtocolError::new(ErrorCode::BadVerb, words)]);
            }
        };
        arguments.finish().map(|()| request)
    }

    /// The pairs that make this request.
    #[must_use]
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let verb = |name: &str| vec![("verb", name.to_owned())];
        match self {
            Self::Identify => verb("Identify"),
            Self::ListMetadataFormats { identifier } => {
                let mut pairs = verb("ListMetadataFormats");
                pairs.extend(identifier.clone().map(|value| ("identifier", value)));
                pairs
            }
            Self::ListSets { resumption_token } => {
                let mut pairs = verb("ListSets");
                pairs.extend(resumption_token.clone().map(|value| ("resumptionToken", value)));
                pairs
            }
            Self::ListIdentifiers(list) => list.pairs(verb("ListIdentifiers")),
            Self::ListRecords(list) => list.pairs(verb("ListRecords")),
            Self::GetRecord { identifier, metadata_prefix } => {
                let mut pairs = verb("GetRecord");
                pairs.push(("identifier", identifier.clone()));
                pairs.push(("metadataPrefix", metadata_prefix.clone()));
                pairs
            }
        }
    }
}

impl ListRequest {
    fn pairs(&self, mut pairs: Vec<(&'static str, String)>) -> Vec<(&'static str, String)> {
        match self {
            Self::Resume(token) => pairs.push(("resumptionToken", token.clone())),
            Self::First(selection) => {
                pairs.push(("metadataPrefix", selection.metadata_prefix.clone()));
                pairs.extend(selection.from.map(|date| ("from", date.to_string())));
                pairs.extend(selection.until.map(|date| ("until", date.to_string())));
                pairs.extend(selection.set.clone().map(|set| ("set", set)));
            }
        }
        pairs
    }
}

/// The arguments not yet read, and what is wrong with those that were.
struct Arguments<'a> {
    verb: &'a str,
    rest: Vec<(&'a str, &'a str)>,
    errors: Vec<ProtocolError>,
}

impl<'a> Arguments<'a> {
    fn new(pairs: &'a [(String, String)]) -> Result<Self, Vec<ProtocolError>> {
        let bad_verb = |words: &str| vec![ProtocolError::new(ErrorCode::BadVerb, words)];
        let mut verbs = pairs.iter().filter(|(name, _)| name == "verb");
        let verb = match (verbs.next(), verbs.next()) {
            (None, _) => return Err(bad_verb("the request names no verb")),
            (Some(_), Some(_)) => return Err(bad_verb("the request names more than one verb")),
            (Some((_, verb)), None) => verb.as_str(),
        };
        let mut arguments = Self { verb, rest: Vec::new(), errors: Vec::new() };
        for (name, value) in pairs.iter().filter(|(name, _)| name != "verb") {
            if arguments.rest.iter().any(|(known, _)| known == name) {
                arguments.bad(format!("“{}” is given more than once", shorten(name)));
            } else {
                arguments.rest.push((name, value));
            }
        }
        Ok(arguments)
    }

    fn bad(&mut self, words: String) {
        self.errors.push(ProtocolError::new(ErrorCode::BadArgument, words));
    }

    fn optional(&mut self, name: &str, is_right: fn(&str) -> bool) -> Option<String> {
        let place = self.rest.iter().position(|(known, _)| *known == name)?;
        let (_, value) = self.rest.swap_remove(place);
        if value.is_empty() || !is_right(value) {
            self.bad(format!("“{}” is not a right value of “{name}”", shorten(value)));
            return None;
        }
        Some(value.to_owned())
    }

    fn required(&mut self, name: &str, is_right: fn(&str) -> bool) -> String {
        if !self.rest.iter().any(|(known, _)| *known == name) {
            self.bad(format!("“{name}” is missing"));
        }
        self.optional(name, is_right).unwrap_or_default()
    }

    fn date(&mut self, name: &str, granularity: Granularity) -> Option<Datestamp> {
        let text = self.optional(name, |_| true)?;
        match Datestamp::parse(&text) {
            Some(date) if date.granularity() <= granularity => Some(date),
            Some(_) => {
                self.bad(format!("“{name}” is finer than this repository's dates"));
                None
            }
            None => {
                self.bad(format!("“{}” is not a right value of “{name}”", shorten(&text)));
                None
            }
        }
    }

    fn list(&mut self, granularity: Granularity) -> ListRequest {
        if let Some(token) = self.optional("resumptionToken", |_| true) {
            if !self.rest.is_empty() {
                self.bad("“resumptionToken” excludes every other argument".to_owned());
                self.rest.clear();
            }
            return ListRequest::Resume(token);
        }
        let selection = Selection {
            metadata_prefix: self.required("metadataPrefix", is_prefix),
            from: self.date("from", granularity),
            until: self.date("until", granularity),
            set: self.optional("set", is_set),
        };
        if let (Some(from), Some(until)) = (selection.from, selection.until) {
            if from.granularity() != until.granularity() {
                self.bad("“from” and “until” are of different granularity".to_owned());
            } else if from > until {
                self.bad("“from” is later than “until”".to_owned());
            }
        }
        ListRequest::First(selection)
    }

    fn finish(mut self) -> Result<(), Vec<ProtocolError>> {
        for (name, _) in std::mem::take(&mut self.rest) {
            self.bad(format!("“{}” is not an argument of {}", shorten(name), self.verb));
        }
        if self.errors.is_empty() { Ok(()) } else { Err(self.errors) }
    }
}

/// At most sixty characters of what was sent, for an error message.
fn shorten(text: &str) -> String {
    text.chars().take(60).collect()
}

/// An identifier is a URI: no blanks, no control characters.
fn is_identifier(text: &str) -> bool {
    !text.chars().any(|c| c.is_whitespace() || c.is_control())
}

/// The schema's characters of a metadataPrefix.
fn is_prefix(text: &str) -> bool {
    text.chars().all(is_unreserved)
}

/// One name or more, joined by colons.
fn is_set(text: &str) -> bool {
    text.split(':').all(|part| !part.is_empty() && part.chars().all(is_unreserved))
}

fn is_unreserved(character: char) -> bool {
    character.is_ascii_alphanumeric() || "-_.!~*'()".contains(character)
}
