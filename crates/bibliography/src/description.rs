//! The one shape.

use serde::{Deserialize, Serialize};

use crate::identifier::Identifier;

/// What kind of document a record describes, as a reader would sort it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[repr(u8)]
pub enum Kind {
    /// Printed or electronic text published at once.
    #[default]
    Book = 0,
    /// A newspaper, magazine or other continuing publication.
    Serial = 1,
    /// Moving images: DVD, Blu-ray, video.
    Film = 2,
    /// Recorded music.
    Music = 3,
    /// Printed or manuscript music.
    Score = 4,
    /// A map, plan or atlas.
    Map = 5,
    /// A recorded text.
    AudioBook = 6,
    /// A comic.
    Comic = 7,
    /// Software, electronic resource without a better kind.
    Electronic = 8,
    /// Still images, posters, photographs.
    Image = 9,
    /// A game, object or kit.
    Object = 10,
    /// A manuscript or archive.
    Manuscript = 11,
    /// None of the above, or not said.
    Other = 12,
}

/// Whom a document is for, when the record says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[repr(u8)]
pub enum Audience {
    /// The record does not say.
    #[default]
    Unknown = 0,
    /// Children (up to about 12).
    Children = 1,
    /// Adolescents.
    Teenagers = 2,
    /// Adults.
    Adults = 3,
}

/// The name of a person or a body.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Name {
    /// Entry part: family name, or the whole name of a body or of a name in direct order.
    pub family: String,
    /// Rest of the name: given names, particles as catalogued. Empty for a body.
    pub given: String,
    /// Dates as written ("1840-1902"), when given.
    pub dates: String,
    /// True for a corporate body, conference or family.
    pub corporate: bool,
}

/// Who contributed, in the record's order; the first is the main entry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contributor {
    /// The name.
    pub name: Name,
    /// Relator code or term as written (`070`, `aut`, `trl`, …), empty when not said.
    pub role: String,
}

/// Which title another title is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum TitleKind {
    /// Uniform title (UNIMARC 500, MARC21 130/240).
    Uniform,
    /// Title of the original of a translation (UNIMARC 454, MARC21 765 or a note that says so).
    Original,
    /// Parallel title.
    Parallel,
    /// Cover, spine, former or other variant title.
    Variant,
    /// Title of the whole a volume belongs to (UNIMARC 461, MARC21 773/245 of a set).
    Host,
}

/// Another title of the same document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherTitle {
    /// Which one.
    pub kind: TitleKind,
    /// Its text, without non-sorting marks.
    pub text: String,
}

/// A series statement.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Series {
    /// Title of the series.
    pub title: String,
    /// Number in the series as written, empty when not said.
    pub number: String,
}

/// One copy or set of copies that a library says it holds (UNIMARC 995, MARC21 952 or 852).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holding {
    /// Branch or site code as written, empty when not said.
    pub branch: String,
    /// Shelf location as written.
    pub location: String,
    /// Call number as written.
    pub call_number: String,
    /// Barcode as written.
    pub barcode: String,
    /// Status as written (code or word), empty when not said: unknown, not "available".
    pub status: String,
    /// Item type as written.
    pub item_type: String,
}

/// A bibliographic description.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Description {
    /// The library's own number for the record (001), trimmed; empty when missing.
    pub control_number: String,
    /// What kind of document.
    pub kind: Kind,
    /// Title proper, NFC, with its article, without non-sorting marks, ISBD punctuation or general material designation.
    pub title: String,
    /// Characters of `title` to skip when sorting ("Le " = 3).
    pub nonfiling: u8,
    /// Other title information.
    pub subtitle: String,
    /// Number of the part or volume as written ("2", "Tome 3"), from the title field.
    pub part_number: String,
    /// Name of the part.
    pub part_name: String,
    /// Statement of responsibility as written.
    pub responsibility: String,
    /// Uniform, original, parallel, variant, host titles.
    pub other_titles: Vec<OtherTitle>,
    /// Contributors, main entry first.
    pub contributors: Vec<Contributor>,
    /// Languages of the text, ISO 639-2/B codes in lower case.
    pub languages: Vec<String>,
    /// Languages it was translated from.
    pub original_languages: Vec<String>,
    /// Edition statement as written.
    pub edition: String,
    /// Place of publication, first given.
    pub place: String,
    /// Publisher, first given.
    pub publisher: String,
    /// Date as written.
    pub date: String,
    /// Year of publication; `None` when unknown.
    pub year: Option<i16>,
    /// Extent as written ("324 p.").
    pub extent: String,
    /// Dimensions as written.
    pub dimensions: String,
    /// Series statements.
    pub series: Vec<Series>,
    /// Subject headings, subdivisions joined by " -- ".
    pub subjects: Vec<String>,
    /// Genre and form terms.
    pub genres: Vec<String>,
    /// Classification numbers (Dewey first).
    pub classification: Vec<String>,
    /// Whom it is for.
    pub audience: Audience,
    /// Summary or abstract.
    pub summary: String,
    /// Identifiers, normalised.
    pub identifiers: Vec<Identifier>,
    /// Addresses where it can be read, seen or heard online (856).
    pub online: Vec<String>,
    /// What the library says it holds.
    pub holdings: Vec<Holding>,
}

impl Description {
    /// Forgets everything, keeping the buffers.
    pub fn clear(&mut self) {
        self.control_number.clear();
        self.kind = Kind::default();
        self.title.clear();
        self.nonfiling = 0;
        self.subtitle.clear();
        self.part_number.clear();
        self.part_name.clear();
        self.responsibility.clear();
        self.other_titles.clear();
        self.contributors.clear();
        self.languages.clear();
        self.original_languages.clear();
        self.edition.clear();
        self.place.clear();
        self.publisher.clear();
        self.date.clear();
        self.year = None;
        self.extent.clear();
        self.dimensions.clear();
        self.series.clear();
        self.subjects.clear();
        self.genres.clear();
        self.classification.clear();
        self.audience = Audience::default();
        self.summary.clear();
        self.identifiers.clear();
        self.online.clear();
        self.holdings.clear();
    }
}
