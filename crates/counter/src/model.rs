//! A report, whoever made it: a header and lines of one metric each.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Exception, Month, ReportId};

/// What a report says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// `5` or `5.1`.
    pub release: String,
    /// Whose use it is.
    pub institution_name: String,
    /// The institution's identifiers by type, as `Proprietary` → `beffroi:lille`.
    pub institution_id: BTreeMap<String, Vec<String>>,
    /// When it was made, RFC 3339.
    pub created: String,
    /// Who made it.
    pub created_by: String,
    /// The platform's page in the COUNTER registry; empty when it has none.
    pub registry_record: String,
    /// Warnings.
    pub exceptions: Vec<Exception>,
}

/// A title of which an item is a part.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Parent {
    /// Its title.
    pub title: String,
    /// Its data type.
    pub data_type: String,
    /// Its identifiers by type.
    pub ids: BTreeMap<String, String>,
}

/// What was used: a platform, a database, a title or an item.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Subject {
    /// The platform.
    pub platform: String,
    /// Name of the database, title or item; empty for a platform.
    pub name: String,
    /// Its publisher; empty when not said.
    pub publisher: String,
    /// Its identifiers by type: `ISBN`, `DOI`, `Online_ISSN`, `Print_ISSN`, `Proprietary`, `URI`.
    pub ids: BTreeMap<String, String>,
    /// Its authors, where the report shows them.
    pub authors: Vec<String>,
    /// The title it is a part of, where the report shows it.
    pub parent: Option<Parent>,
}

/// A metric of a subject, month by month.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Line {
    /// What was used.
    pub subject: Subject,
    /// Its data type, where shown.
    pub data_type: Option<String>,
    /// Its year of publication, where shown.
    pub yop: Option<String>,
    /// `Controlled`, `Open` or `Free_To_Read`, where shown.
    pub access_type: Option<String>,
    /// `Regular` or `TDM`, where shown.
    pub access_method: Option<String>,
    /// Whose use, where shown.
    pub customer_id: Option<String>,
    /// Name of whose use, where shown.
    pub institution_name: Option<String>,
    /// The metric.
    pub metric: String,
    /// How many, by month. A month without use is absent.
    pub counts: BTreeMap<Month, u64>,
}

impl Line {
    /// All its months together.
    pub fn total(&self) -> u64 {
        self.counts.values().sum()
    }
}

/// A report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Which.
    pub id: ReportId,
    /// What it says of itself.
    pub header: Header,
    /// Its first month.
    pub begin: Month,
    /// Its last month.
    pub end: Month,
    /// Its filters, by name, as its header says them: the dates are not among them.
    pub filters: BTreeMap<String, Vec<String>>,
    /// Its attributes, by name.
    pub attributes: BTreeMap<String, Vec<String>>,
    /// Its lines.
    pub lines: Vec<Line>,
}

impl Report {
    /// The sum of a metric over all lines and months.
    pub fn total(&self, metric: &str) -> u64 {
        self.lines.iter().filter(|line| line.metric == metric).map(Line::total).sum()
    }
}
