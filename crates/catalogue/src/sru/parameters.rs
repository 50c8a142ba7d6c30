//! The parameters of searchRetrieve.

use cql::Diagnostic;

use crate::search::DEEPEST;

/// Records given when the client does not say how many.
pub(super) const USUAL_RECORDS: usize = 10;
/// Records given at most, however many the client asks for.
pub(super) const MOST_RECORDS: usize = 50;

/// In which format records are sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Schema {
    DublinCore,
    MarcXml,
    MarcXchange,
}

impl Schema {
    pub(super) const ALL: [Self; 3] = [Self::DublinCore, Self::MarcXml, Self::MarcXchange];

    /// Short name, identifier, title.
    pub(super) const fn names(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::DublinCore => ("dc", "info:srw/schema/1/dc-v1.1", "Dublin Core"),
            Self::MarcXml => ("marcxml", "info:srw/schema/1/marcxml-v1.1", "MARCXML"),
            Self::MarcXchange => ("marcxchange", "info:lc/xmlns/marcxchange-v2", "MarcXchange (ISO 25577)"),
        }
    }

    fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|schema| {
            let (name, identifier, _) = schema.names();
            name.eq_ignore_ascii_case(text) || identifier == text
        })
    }
}

/// How records lie in the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Packing {
    /// As XML.
    Xml,
    /// As text that holds XML.
    Text,
}

/// What a client asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SearchRetrieve {
    pub(super) query: String,
    /// From 1.
    pub(super) start: usize,
    pub(super) most: usize,
    pub(super) packing: Packing,
    pub(super) schema: Schema,
}

/// The value of a parameter; an empty one is as good as none.
pub(super) fn value<'a>(pairs: &'a [(String, String)], name: &str) -> Option<&'a str> {
    pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
}

/// Refuses a request without a version (7), or of one that is not ours (5).
pub(super) fn check_version(pairs: &[(String, String)]) -> Result<(), Diagnostic> {
    match value(pairs, "version") {
        None => Err(Diagnostic::new(7, "version")),
        Some("1.1" | "1.2") => Ok(()),
        Some(_) => Err(Diagnostic::new(5, "1.2")),
    }
}

const KNOWN: [&str; 12] = [
    "operation",
    "version",
    "query",
    "startRecord",
    "maximumRecords",
    "recordPacking",
    "recordSchema",
    "recordXPath",
    "resultSetTTL",
    "sortKeys",
    "stylesheet",
    "extraRequestData",
];

impl SearchRetrieve {
    pub(super) fn parse(pairs: &[(String, String)]) -> Result<Self, Diagnostic> {
        check_version(pairs)?;
        for (name, _) in pairs {
            // Parameters that begin with x- are the client's own.
            if !KNOWN.contains(&name.as_str()) && !name.starts_with("x-") {
                return Err(Diagnostic::new(8, name.chars().take(60).collect::<String>()));
            }
        }
        for (name, number) in [("recordXPath", 72), ("sortKeys", 80), ("stylesheet", 110)] {
            if let Some(asked) = value(pairs, name) {
                return Err(Diagnostic::new(number, asked.chars().take(60).collect::<String>()));
            }
        }
        let number = |name: &str, usual: usize| match value(pairs, name) {
            None => Ok(usual),
            Some(text) => text.parse().map_err(|_| Diagnostic::new(6, name)),
        };
        let start = number("startRecord", 1)?;
        if start == 0 {
            return Err(Diagnostic::new(6, "startRecord"));
        }
        let most = number("maximumRecords", USUAL_RECORDS)?.min(MOST_RECORDS);
        if start + most > DEEPEST {
            return Err(Diagnostic::new(61, format!("records after {DEEPEST} are not given")));
        }
        let packing = match value(pairs, "recordPacking") {
            None | Some("xml") => Packing::Xml,
            Some("string") => Packing::Text,
            Some(other) => return Err(Diagnostic::new(71, other)),
        };
        let schema = match value(pairs, "recordSchema") {
            None => Schema::DublinCore,
            Some(name) => Schema::parse(name).ok_or_else(|| Diagnostic::new(66, name))?,
        };
        let query = value(pairs, "query").ok_or_else(|| Diagnostic::new(7, "query"))?;
        Ok(Self { query: query.to_owned(), start, most, packing, schema })
    }
}
