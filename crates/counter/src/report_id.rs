//! The sixteen reports and what each shows (§4 of the Code of Practice).

/// What the lines of a report are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Whole platforms.
    Platform,
    /// Databases.
    Database,
    /// Titles: books, journals, newspapers.
    Title,
    /// Items: articles, films, recordings, courses.
    Item,
}

/// A report: four master reports and their standard views.
#[expect(missing_docs, reason = "their names are those of the Code of Practice: see `name`")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ReportId {
    Pr,
    PrP1,
    Dr,
    DrD1,
    DrD2,
    Tr,
    TrB1,
    TrB2,
    TrB3,
    TrJ1,
    TrJ2,
    TrJ3,
    TrJ4,
    Ir,
    IrA1,
    IrM1,
}

const TITLES: &[&str] = &[
    "Book",
    "Conference",
    "Journal",
    "Newspaper_or_Newsletter",
    "Other",
    "Patent",
    "Reference_Work",
    "Report",
    "Standard",
    "Thesis_or_Dissertation",
    "Unspecified",
];
const ITEMS: &[&str] = &[
    "Article",
    "Audiovisual",
    "Book_Segment",
    "Conference_Item",
    "Database_Full_Item",
    "Dataset",
    "Image",
    "Interactive_Resource",
    "Multimedia",
    "News_Item",
    "Other",
    "Patent",
    "Reference_Item",
    "Report",
    "Software",
    "Sound",
    "Standard",
    "Thesis_or_Dissertation",
    "Unspecified",
];
/// Data types of the Platform Report that are neither titles nor items.
const PLATFORM_ONLY: &[&str] = &["Platform"];
/// Data types of the Database Report.
const DATABASE: &[&str] = &[
    "Audiovisual",
    "Book",
    "Conference",
    "Database_Aggregated",
    "Database_AI",
    "Database_Full",
    "Database_Full_Item",
    "Image",
    "Interactive_Resource",
    "Journal",
    "Multimedia",
    "Newspaper_or_Newsletter",
    "Other",
    "Patent",
    "Reference_Work",
    "Report",
    "Sound",
    "Standard",
    "Thesis_or_Dissertation",
    "Unspecified",
];
const BOOKS: &[&str] = &["Book", "Reference_Work"];
const JOURNALS: &[&str] = &["Journal"];
const MULTIMEDIA: &[&str] = &["Audiovisual", "Image", "Interactive_Resource", "Multimedia", "Sound"];

const SEARCHES: &[&str] = &["Searches_Automated", "Searches_Federated", "Searches_Regular"];
const ITEM_USE: &[&str] =
    &["Total_Item_Investigations", "Total_Item_Requests", "Unique_Item_Investigations", "Unique_Item_Requests"];
const TITLE_USE: &[&str] = &["Unique_Title_Investigations", "Unique_Title_Requests"];
const DENIALS: &[&str] = &["Limit_Exceeded", "No_License"];
const ITEM_REQUESTS: &[&str] = &["Total_Item_Requests", "Unique_Item_Requests"];

impl ReportId {
    /// Every report.
    pub const ALL: [Self; 16] = [
        Self::Pr,
        Self::PrP1,
        Self::Dr,
        Self::DrD1,
        Self::DrD2,
        Self::Tr,
        Self::TrB1,
        Self::TrB2,
        Self::TrB3,
        Self::TrJ1,
        Self::TrJ2,
        Self::TrJ3,
        Self::TrJ4,
        Self::Ir,
        Self::IrA1,
        Self::IrM1,
    ];

    /// Its identifier: `TR_B1`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Pr => "PR",
            Self::PrP1 => "PR_P1",
            Self::Dr => "DR",
            Self::DrD1 => "DR_D1",
            Self::DrD2 => "DR_D2",
            Self::Tr => "TR",
            Self::TrB1 => "TR_B1",
            Self::TrB2 => "TR_B2",
            Self::TrB3 => "TR_B3",
            Self::TrJ1 => "TR_J1",
            Self::TrJ2 => "TR_J2",
            Self::TrJ3 => "TR_J3",
            Self::TrJ4 => "TR_J4",
            Self::Ir => "IR",
            Self::IrA1 => "IR_A1",
            Self::IrM1 => "IR_M1",
        }
    }

    /// The report of an identifier, in capitals or not.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|id| id.code().eq_ignore_ascii_case(code))
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pr => "Platform Report",
            Self::PrP1 => "Platform Usage",
            Self::Dr => "Database Report",
            Self::DrD1 => "Database Search and Item Usage",
            Self::DrD2 => "Database Access Denied",
            Self::Tr => "Title Report",
            Self::TrB1 => "Book Requests (Controlled)",
            Self::TrB2 => "Book Access Denied",
            Self::TrB3 => "Book Usage by Access Type",
            Self::TrJ1 => "Journal Requests (Controlled)",
            Self::TrJ2 => "Journal Access Denied",
            Self::TrJ3 => "Journal Usage by Access Type",
            Self::TrJ4 => "Journal Requests by YOP (Controlled)",
            Self::Ir => "Item Report",
            Self::IrA1 => "Journal Article Requests",
            Self::IrM1 => "Multimedia Item Requests",
        }
    }

    /// What its lines are about.
    pub fn kind(self) -> Kind {
        match self {
            Self::Pr | Self::PrP1 => Kind::Platform,
            Self::Dr | Self::DrD1 | Self::DrD2 => Kind::Database,
            Self::Ir | Self::IrA1 | Self::IrM1 => Kind::Item,
            _ => Kind::Title,
        }
    }

    /// Whether it is a master report, which takes filters and attributes; a standard view has its own, fixed.
    pub fn is_master(self) -> bool {
        matches!(self, Self::Pr | Self::Dr | Self::Tr | Self::Ir)
    }

    /// The metrics it may show, in the order of the Code.
    pub fn metrics(self) -> Vec<&'static str> {
        let parts: &[&[&'static str]] = match self {
            Self::Pr => &[&["Searches_Platform"], ITEM_USE, TITLE_USE],
            Self::PrP1 => &[&["Searches_Platform"], ITEM_REQUESTS, &["Unique_Title_Requests"]],
            Self::Dr => &[SEARCHES, ITEM_USE, TITLE_USE, DENIALS],
            Self::DrD1 => &[SEARCHES, ITEM_USE],
            Self::DrD2 | Self::TrB2 | Self::TrJ2 => &[DENIALS],
            Self::Tr => &[ITEM_USE, TITLE_USE, DENIALS],
            Self::TrB1 => &[&["Total_Item_Requests", "Unique_Title_Requests"]],
            Self::TrB3 => &[ITEM_USE, TITLE_USE],
            Self::TrJ1 | Self::TrJ4 | Self::IrA1 | Self::IrM1 => &[ITEM_REQUESTS],
            Self::TrJ3 => &[ITEM_USE],
            Self::Ir => &[ITEM_USE, DENIALS],
        };
        parts.concat()
    }

    /// The data types it may show.
    pub fn data_types(self) -> Vec<&'static str> {
        match self {
            Self::Pr | Self::PrP1 => {
                let mut types = [TITLES, ITEMS, PLATFORM_ONLY].concat();
                types.sort_unstable();
                types.dedup();
                types
            }
            Self::Dr | Self::DrD1 | Self::DrD2 => DATABASE.to_vec(),
            Self::Tr => TITLES.to_vec(),
            Self::TrB1 | Self::TrB2 | Self::TrB3 => BOOKS.to_vec(),
            Self::TrJ1 | Self::TrJ2 | Self::TrJ3 | Self::TrJ4 => JOURNALS.to_vec(),
            Self::Ir => ITEMS.to_vec(),
            Self::IrA1 => vec!["Article"],
            Self::IrM1 => MULTIMEDIA.to_vec(),
        }
    }

    /// The data types its header declares as a filter: only some standard views do.
    pub(crate) fn fixed_data_types(self) -> Option<Vec<&'static str>> {
        let narrow = !self.is_master() && matches!(self.kind(), Kind::Title | Kind::Item);
        narrow.then(|| self.data_types())
    }

    /// Whether only what asks for a card counts.
    pub(crate) fn controlled_only(self) -> bool {
        matches!(self, Self::TrB1 | Self::TrJ1 | Self::TrJ4)
    }

    /// Whether a line says its data type.
    pub(crate) fn shows_data_type(self) -> bool {
        !matches!(self, Self::DrD1 | Self::DrD2 | Self::TrJ1 | Self::TrJ2 | Self::TrJ3 | Self::TrJ4 | Self::IrA1)
    }

    /// Whether a standard view's line says its year of publication.
    pub(crate) fn shows_yop(self) -> bool {
        matches!(self, Self::TrB1 | Self::TrB2 | Self::TrB3 | Self::TrJ4)
    }

    /// Whether a standard view's line says how it was accessed.
    pub(crate) fn shows_access_type(self) -> bool {
        matches!(self, Self::TrB3 | Self::TrJ3 | Self::IrA1)
    }

    /// The attributes a master report may show on demand.
    pub fn attributes(self) -> &'static [&'static str] {
        match self {
            Self::Pr | Self::Dr => &["Access_Method", "Institution_Name", "Customer_ID"],
            Self::Tr => &["YOP", "Access_Type", "Access_Method", "Institution_Name", "Customer_ID"],
            Self::Ir => &["Authors", "YOP", "Access_Type", "Access_Method", "Institution_Name", "Customer_ID"],
            _ => &[],
        }
    }
}
