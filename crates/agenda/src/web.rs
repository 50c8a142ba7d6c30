//! What the wing's handlers share.

use std::sync::{Arc, OnceLock};

use axum::response::{IntoResponse, Response};
use fluent_bundle::{FluentArgs, FluentValue};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Serialize;
use shell::{Frame, Lang, PageError, Visit};
use store::Db;
use territory::MapSheet;

/// What the wing's handlers need; cheap to clone.
#[derive(Clone)]
pub struct Web {
    pub(crate) db: Db,
    pub(crate) frame: Frame,
    pub(crate) zone: TimeZone,
    /// Where the server is reached, without a slash at the end.
    pub(crate) public_url: String,
    /// The territory's map, drawn once.
    sheet: Arc<OnceLock<Option<MapSheet>>>,
}

impl Web {
    /// Puts it together.
    pub fn new(db: Db, frame: Frame, public_url: impl Into<String>) -> Self {
        let public_url = public_url.into().trim_end_matches('/').to_owned();
        Self { db, frame, zone: access::local_zone(), public_url, sheet: Arc::default() }
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.db.clock().now()
    }

    pub(crate) fn today(&self) -> Date {
        self.now().to_zoned(self.zone.clone()).date()
    }

    pub(crate) fn sheet(&self, siren: &str) -> Option<&MapSheet> {
        self.sheet.get_or_init(|| MapSheet::of(siren)).as_ref()
    }

    /// The address of a path, for what is read elsewhere than on our pages.
    pub(crate) fn address(&self, path: &str) -> String {
        if path.starts_with('/') { format!("{}{path}", self.public_url) } else { path.to_owned() }
    }

    /// Words outside a template.
    pub(crate) fn say(&self, lang: Lang, key: &str, args: &[(&'static str, FluentValue<'_>)]) -> String {
        let mut fluent = FluentArgs::new();
        for (name, value) in args {
            fluent.set(*name, value.clone());
        }
        self.frame.messages().format(lang, key, Some(&fluent)).unwrap_or_else(|| key.to_owned())
    }

    pub(crate) fn page(&self, visit: &Visit, template: &str, view: &impl Serialize) -> Result<Response, PageError> {
        Ok(self.frame.render(visit, template, view)?.into_response())
    }
}

/// What the programme's error is to a visitor.
pub(crate) fn lost(error: programme::Error) -> PageError {
    match error {
        programme::Error::NotFound => PageError::NotFound,
        other => PageError::internal(other),
    }
}

/// The beginning of a text, at most `most` letters, cut between words.
pub(crate) fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most - 1).collect();
    let whole = kept.rsplit_once(char::is_whitespace).map_or(kept.as_str(), |(start, _)| start);
    format!("{}…", whole.trim_end_matches([',', ';', ':', ' ']))
}
