//! Where a harvest stands, as it is kept with its source.

use oai_pmh::{Datestamp, DeletedRecord, Granularity, Identify, Record, Resumption};
use serde::{Deserialize, Serialize};

/// Where the harvest of a source stands. Kept as JSON; unknown fields are ignored and missing ones empty, so that a
/// release can add some.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct HarvestState {
    /// Address, format and set it belongs to: when one of them changes, all is harvested again.
    pub target: String,
    /// The date from which the next harvest asks; `None` asks for everything.
    pub next_from: Option<String>,
    /// What the repository said of itself when the last harvest began.
    pub repository: Option<Repository>,
    /// The harvest under way; `None` between two.
    pub under_way: Option<UnderWay>,
}

/// What a repository says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Repository {
    /// Its name.
    pub name: String,
    /// Whether its dates have hours, minutes and seconds.
    pub seconds: bool,
    /// Whether it tells which records were deleted, for ever; if not, only a full load finds them.
    pub tells_deletions: bool,
}

impl From<&Identify> for Repository {
    fn from(identify: &Identify) -> Self {
        Self {
            name: identify.repository_name.clone(),
            seconds: identify.granularity == Granularity::Second,
            tells_deletions: identify.deleted_record == DeletedRecord::Persistent,
        }
    }
}

/// A harvest under way.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct UnderWay {
    /// The date from which it asked; `None` for everything.
    pub from: Option<String>,
    /// The date from which it asks since a token expired.
    pub restarted_from: Option<String>,
    /// When the repository gave the first page, by its own clock.
    pub started: Option<String>,
    /// Asks for the next page.
    pub token: Option<String>,
    /// The latest date seen on a record.
    pub last_date: Option<String>,
    /// Whether records came without a date or out of order.
    pub out_of_order: bool,
    /// How often the list was asked anew without getting further.
    pub restarts: u32,
    /// Pages received.
    pub pages: u64,
    /// Records received.
    pub records: u64,
    /// Records of the whole list, when the repository says.
    pub list_size: Option<u64>,
    /// What tells this page from another: the identifiers on it.
    pub page_mark: u64,
    /// Whether the repository's dates have seconds.
    pub seconds: bool,
}

impl HarvestState {
    /// Reads what was kept. What cannot be read (nothing, or another layout) begins anew: all is harvested again.
    pub fn from_json(json: Option<&str>) -> Self {
        json.and_then(|json| serde_json::from_str(json).ok()).unwrap_or_default()
    }

    /// What to keep.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Whether no harvest is under way.
    pub const fn is_idle(&self) -> bool {
        self.under_way.is_none()
    }

    /// Asks for everything again, next time: the way to find deletions that a repository does not tell.
    #[must_use]
    pub fn from_the_beginning(self) -> Self {
        Self { next_from: None, under_way: None, ..self }
    }

    pub(super) fn for_target(self, fingerprint: &str) -> Self {
        if self.target == fingerprint {
            return self;
        }
        Self { target: fingerprint.to_owned(), ..Self::default() }
    }

    /// The list was read to its end. The next harvest begins where this one did by the repository's clock, not where it
    /// ended: a record that changed meanwhile may have been on a page already read.
    pub(super) fn finish(&mut self, under_way: &UnderWay, overlap: u32) {
        let date = under_way.started.as_deref().and_then(Datestamp::parse);
        if let Some(date) = date {
            self.next_from = Some(date.earlier_by(overlap).at(under_way.granularity()).to_string());
        }
        self.under_way = None;
    }
}

impl UnderWay {
    pub(super) fn begin(from: Option<&str>, repository: &Repository) -> Self {
        let mut under_way = Self { seconds: repository.seconds, ..Self::default() };
        under_way.from = from.and_then(Datestamp::parse).map(|date| date.at(under_way.granularity()).to_string());
        under_way
    }

    const fn granularity(&self) -> Granularity {
        if self.seconds { Granularity::Second } else { Granularity::Day }
    }

    pub(super) fn asked_from(&self) -> Option<Datestamp> {
        let text = self.restarted_from.as_deref().or(self.from.as_deref())?;
        Datestamp::parse(text)
    }

    pub(super) fn note_response_date(&mut self, date: Option<Datestamp>) {
        if self.started.is_none() {
            self.started = date.map(|date| date.to_string());
        }
    }

    /// Takes note of a page that another one follows. False when it is the page before once more, under the same token.
    pub(super) fn note_page(&mut self, records: &[Record], resumption: &Resumption) -> bool {
        let mark = mark(records);
        if self.token.as_deref() == Some(&resumption.token) && self.page_mark == mark {
            return false;
        }
        self.page_mark = mark;
        self.token = Some(resumption.token.clone());
        self.pages += 1;
        self.records += records.len() as u64;
        if resumption.complete_list_size.is_some() {
            self.list_size = resumption.complete_list_size;
        }
        for record in records {
            self.note_date(record.header.datestamp);
        }
        true
    }

    fn note_date(&mut self, date: Option<Datestamp>) {
        let Some(date) = date.map(|date| date.at(self.granularity())) else {
            self.out_of_order = true;
            return;
        };
        match self.last_date.as_deref().and_then(Datestamp::parse) {
            Some(last) if date < last => self.out_of_order = true,
            Some(last) if date == last => {}
            _ => {
                self.last_date = Some(date.to_string());
                self.restarts = 0;
            }
        }
    }

    /// The token is worth nothing any more: the list is asked from the last date seen, which may bring some records
    /// again, or from its beginning when dates do not say what was seen.
    pub(super) fn restart(&mut self) {
        self.token = None;
        self.page_mark = 0;
        self.restarts += 1;
        self.restarted_from = if self.out_of_order { None } else { self.last_date.clone() };
    }
}

/// FNV-1a over the identifiers of a page.
fn mark(records: &[Record]) -> u64 {
    records
        .iter()
        .flat_map(|record| record.header.identifier.bytes().chain([0]))
        .fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
