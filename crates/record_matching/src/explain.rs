//! Two records side by side, for the librarian who asks why they were joined, or why not.

use std::fmt;

use bibliography::{Description, Identifier};

use crate::compare::{Evidence, Given, Prepared, WorkLink, edition_score, work_link};
use crate::features::Features;
use crate::reason::aspects;

/// An element of the description that is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Aspect {
    /// ISBN, EAN, ISMN, ISSN, numbers of shared catalogues.
    Identifier = 0,
    /// Title proper.
    Title = 1,
    /// Other title information.
    Subtitle = 2,
    /// Numbers in the title area: volumes, parts.
    Volume = 3,
    /// Authors and other people or bodies of first rank.
    People = 4,
    /// Kind of document.
    Kind = 5,
    /// Year of publication.
    Year = 6,
    /// Publisher.
    Publisher = 7,
    /// Pages or minutes.
    Extent = 8,
    /// Height.
    Dimensions = 9,
    /// Series and number in it.
    Series = 10,
    /// Edition statement.
    EditionStatement = 11,
    /// Language.
    Language = 12,
}

impl Aspect {
    const ALL: [Self; 13] = [
        Self::Identifier,
        Self::Title,
        Self::Subtitle,
        Self::Volume,
        Self::People,
        Self::Kind,
        Self::Year,
        Self::Publisher,
        Self::Extent,
        Self::Dimensions,
        Self::Series,
        Self::EditionStatement,
        Self::Language,
    ];

    pub(crate) fn of_bits(bits: u16) -> impl Iterator<Item = Self> + use<> {
        Self::ALL.into_iter().filter(move |&aspect| bits & (1 << aspect as u16) != 0)
    }
}

impl fmt::Display for Aspect {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Identifier => "identifier",
            Self::Title => "title",
            Self::Subtitle => "subtitle",
            Self::Volume => "volume",
            Self::People => "people",
            Self::Kind => "kind",
            Self::Year => "year",
            Self::Publisher => "publisher",
            Self::Extent => "extent",
            Self::Dimensions => "dimensions",
            Self::Series => "series",
            Self::EditionStatement => "edition statement",
            Self::Language => "language",
        })
    }
}

/// How an element of two records compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreement {
    /// The same.
    Same,
    /// Nearly the same, or the same with less said.
    Near,
    /// One or both records do not say.
    Unsaid,
    /// A contradiction.
    Different,
}

/// One line of an explanation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What is compared.
    pub aspect: Aspect,
    /// How it compares.
    pub agreement: Agreement,
    /// What the first record says, as catalogued.
    pub left: String,
    /// What the second record says.
    pub right: String,
}

/// Two records side by side, and what the rules make of them alone, without their clusters or librarians' decisions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// One line for each element that at least one record gives.
    pub lines: Vec<Line>,
    /// Whether the two describe one edition.
    pub same_edition: bool,
    /// Whether the two describe one work; `None` when nothing decides.
    pub same_work: Option<bool>,
}

/// Compares two descriptions as the matcher does, for people to read.
pub fn explain(left: &Description, right: &Description) -> Explanation {
    let (left_features, right_features) = (Features::from(left), Features::from(right));
    let evidence = Evidence::between(&Prepared::new(left_features.view()), &Prepared::new(right_features.view()));
    let same_work = match work_link(&evidence) {
        WorkLink::Same { .. } => Some(true),
        WorkLink::Unknown => None,
        WorkLink::Conflict => Some(false),
    };
    let lines = aspects(&evidence)
        .into_iter()
        .map(|(aspect, given)| Line {
            aspect,
            agreement: match given {
                Given::Same => Agreement::Same,
                Given::Near => Agreement::Near,
                Given::Unsaid => Agreement::Unsaid,
                Given::Different => Agreement::Different,
            },
            left: words(left, aspect),
            right: words(right, aspect),
        })
        .filter(|line| !line.left.is_empty() || !line.right.is_empty())
        .collect();
    Explanation { lines, same_edition: same_work == Some(true) && edition_score(&evidence).is_some(), same_work }
}

/// What a description says of an aspect, as catalogued.
fn words(description: &Description, aspect: Aspect) -> String {
    let joined = |parts: Vec<String>| parts.join(" ; ");
    match aspect {
        Aspect::Identifier => joined(description.identifiers.iter().map(identifier).collect()),
        Aspect::Title => description.title.clone(),
        Aspect::Subtitle => description.subtitle.clone(),
        Aspect::Volume => description.part_number.clone(),
        Aspect::People => {
            let names = description.contributors.iter().map(|contributor| {
                let name = &contributor.name;
                if name.given.is_empty() { name.family.clone() } else { format!("{}, {}", name.family, name.given) }
            });
            let names: Vec<String> = names.collect();
            if names.is_empty() { description.responsibility.clone() } else { joined(names) }
        }
        Aspect::Kind => format!("{:?}", description.kind),
        Aspect::Year => description.year.map_or_else(String::new, |year| year.to_string()),
        Aspect::Publisher => description.publisher.clone(),
        Aspect::Extent => description.extent.clone(),
        Aspect::Dimensions => description.dimensions.clone(),
        Aspect::Series => joined(
            description
                .series
                .iter()
                .map(|series| format!("{} {}", series.title, series.number).trim().to_owned())
                .collect(),
        ),
        Aspect::EditionStatement => description.edition.clone(),
        Aspect::Language => description.languages.join(" "),
    }
}

fn identifier(identifier: &Identifier) -> String {
    match identifier {
        Identifier::Isbn(isbn) => format!("ISBN {}", isbn.0),
        Identifier::WrongIsbn(written) => format!("ISBN {written} (!)"),
        Identifier::Issn(issn) => format!("ISSN {issn}"),
        Identifier::Ean(ean) => format!("EAN {ean}"),
        Identifier::Ismn(ismn) => format!("ISMN {ismn}"),
        Identifier::PublisherNumber(number) => number.clone(),
        Identifier::Ark(ark) => ark.clone(),
        Identifier::Catalogue(source, number) => format!("{source} {number}"),
    }
}
