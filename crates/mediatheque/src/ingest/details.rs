//! What is said of a file beside what it says of itself: by a form, or by a note beside it in the watched folder.

use std::path::Path;

use access::QuotaPeriod;
use access::licences::{Audience, Licence, ViewQuota};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::model::{Creator, ResourceKind, TrackKind};
use crate::{Error, Result};

/// What is said of a file. Every field may be left out; what is said wins over the file.
///
/// As a note beside a file (`germinal.epub.toml`, or `.json`):
///
/// ```toml
/// title = "Germinal"
/// creators = [{ name = "Émile Zola", filed_as = "Zola, Émile", role = "aut" }]
/// rights = "Domaine public"
/// publish = true
/// [[captions]]
/// file = "germinal.fr.vtt"
/// language = "fr"
/// [[licences]]
/// label = "Quatre films par mois"
/// views = 4
/// group = "films"
/// ```
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Details {
    /// Its part of the address.
    pub slug: Option<String>,
    /// What it is.
    pub kind: Option<ResourceKind>,
    /// Title.
    pub title: Option<String>,
    /// Subtitle.
    pub subtitle: Option<String>,
    /// Who made it.
    pub creators: Vec<Creator>,
    /// BCP 47 code.
    pub language: Option<String>,
    /// Publisher.
    pub publisher: Option<String>,
    /// ISBN, however written.
    pub isbn: Option<String>,
    /// `2012`, `2012-01` or `2012-01-18`.
    pub published_on: Option<String>,
    /// A few sentences.
    pub description: Option<String>,
    /// Subjects and genres.
    pub subjects: Vec<String>,
    /// From which age.
    pub min_age: Option<u8>,
    /// What its rights are.
    pub rights: Option<String>,
    /// Where that licence can be read.
    pub licence_url: Option<String>,
    /// Whom one must name.
    pub attribution: Option<String>,
    /// Whether it asks for no card.
    pub open: bool,
    /// Whether readers see it at once.
    pub publish: bool,
    /// Where these facts come from.
    pub source: Option<String>,
    /// Exists only in the demonstration.
    pub demo: bool,
    /// Captions and audio descriptions.
    pub captions: Vec<Caption>,
    /// Who may enter, how often, at whose cost. None: every member, without limit.
    pub licences: Vec<Terms>,
    /// A picture of it.
    #[serde(skip)]
    pub poster: Option<Vec<u8>>,
}

/// Captions or an audio description.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Caption {
    /// What they are.
    #[serde(default = "captions")]
    pub kind: TrackKind,
    /// Their file; in a note, a name in the same folder.
    #[serde(rename = "file")]
    pub file_name: String,
    /// BCP 47 code.
    pub language: String,
    /// What the player's menu says.
    #[serde(default)]
    pub label: String,
    /// Their bytes.
    #[serde(skip)]
    pub bytes: Vec<u8>,
}

fn captions() -> TrackKind {
    TrackKind::Captions
}

/// A licence as a librarian says it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Terms {
    /// What librarians call it.
    pub label: String,
    /// Whether anyone may enter, without a card.
    pub everyone: bool,
    /// Whether it is a trial.
    pub trial: bool,
    /// From when.
    pub starts_at: Option<Timestamp>,
    /// Until when.
    pub ends_at: Option<Timestamp>,
    /// Youngest age.
    pub age_min: Option<u8>,
    /// Oldest age.
    pub age_max: Option<u8>,
    /// INSEE codes.
    pub communes: Vec<String>,
    /// Institutions.
    pub libraries: Vec<String>,
    /// How many readers at once.
    pub seats: Option<u32>,
    /// How many views for each reader…
    pub views: Option<u32>,
    /// … over what: a month unless said otherwise.
    pub period: Option<QuotaPeriod>,
    /// The count they share with other resources.
    pub group: String,
    /// What a view costs, in cents.
    pub price_cents: i64,
    /// The fund that pays.
    pub fund: Option<String>,
}

impl Details {
    /// The licences these details give, without their door.
    pub(crate) fn licences(&self) -> Result<Vec<Licence>> {
        self.licences
            .iter()
            .map(|terms| {
                let audience = if terms.everyone { Audience::Everyone } else { Audience::Members };
                let mut licence = Licence::unlimited("", audience, &terms.label);
                licence.trial = terms.trial;
                licence.starts_at = terms.starts_at;
                licence.ends_at = terms.ends_at;
                licence.age_min = terms.age_min.or(self.min_age);
                licence.age_max = terms.age_max;
                licence.communes.clone_from(&terms.communes);
                licence.libraries.clone_from(&terms.libraries);
                licence.seats = terms.seats;
                licence.quota = terms.views.map(|views| ViewQuota {
                    views,
                    period: terms.period.unwrap_or(QuotaPeriod::Month),
                    group: terms.group.clone(),
                });
                licence.price_cents = terms.price_cents;
                licence.fund.clone_from(&terms.fund);
                if terms.price_cents > 0 && terms.fund.is_none() {
                    return Err(Error::Unfit("Une vue payante dit quel fonds la paie.".into()));
                }
                Ok(licence)
            })
            .collect()
    }

    /// The note beside a file, with the files it names; empty details when there is none. Blocks.
    ///
    /// # Errors
    /// [`Error::Unfit`] when it can't be understood, or names a file that is not there.
    pub fn beside(file: &Path) -> Result<Details> {
        let Some(note) = Self::notes(file).into_iter().find(|note| note.is_file()) else {
            return Ok(Details::default());
        };
        let text = std::fs::read_to_string(&note)?;
        let shown = note.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let unfit = |error: &dyn std::fmt::Display| Error::Unfit(format!("« {shown} » ne peut être compris : {error}"));
        let mut details: Details = if note.extension().is_some_and(|extension| extension == "json") {
            serde_json::from_str(&text).map_err(|error| unfit(&error))?
        } else {
            toml::from_str(&text).map_err(|error| unfit(&error.message()))?
        };
        let folder = file.parent().unwrap_or(Path::new("."));
        for caption in &mut details.captions {
            // A name, not a path: a note opens nothing else of the disk.
            let plain =
                Path::new(&caption.file_name).file_name().is_some_and(|name| name == caption.file_name.as_str());
            if !plain {
                return Err(unfit(&format!("« {} » n’est pas un nom de fichier", caption.file_name)));
            }
            caption.bytes = std::fs::read(folder.join(&caption.file_name))
                .map_err(|error| unfit(&format!("« {} » : {error}", caption.file_name)))?;
        }
        let poster = ["jpg", "png", "webp"].map(|extension| file.with_extension(extension));
        if let Some(poster) = poster.into_iter().find(|poster| poster != file && poster.is_file()) {
            details.poster = Some(std::fs::read(poster)?);
        }
        Ok(details)
    }

    /// Where the note of a file may stand.
    pub(crate) fn notes(file: &Path) -> [std::path::PathBuf; 4] {
        let beside = |extension: &str| {
            let mut name = file.file_name().unwrap_or_default().to_os_string();
            name.push(format!(".{extension}"));
            file.with_file_name(name)
        };
        [beside("toml"), beside("json"), file.with_extension("toml"), file.with_extension("json")]
    }
}
