//! Verdicts in words, for every door that speaks to a person: each refusal has a sentence said aloud, and a sentence on what can be done.

use fluent_bundle::{FluentArgs, FluentValue};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;
use shell::{Frame, Lang, Wing, calendar};

use crate::{Doubt, Refusal, Verdict};

/// The words, for the frame.
pub const WING: Wing = Wing {
    templates: &[],
    messages: &[
        (Lang::Fr, include_str!("../i18n/fr.ftl")),
        (Lang::Nl, include_str!("../i18n/nl.ftl")),
        (Lang::En, include_str!("../i18n/en.ftl")),
    ],
    assets: &[],
    source_folder: None,
};

/// A verdict, said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Said {
    /// Whether one may enter.
    pub admitted: bool,
    /// Its name in messages.
    pub code: String,
    /// What the door says.
    pub text: String,
    /// What can be done; empty when nothing need be.
    pub todo: String,
}

/// A message with numbers and texts in it; its name when it is missing, which a test forbids.
fn message(frame: &Frame, lang: Lang, key: &str, args: &[(&'static str, FluentValue<'_>)]) -> String {
    let mut fluent = FluentArgs::new();
    for (name, value) in args {
        fluent.set(*name, value.clone());
    }
    frame.messages().format(lang, key, Some(&fluent)).unwrap_or_else(|| key.to_owned())
}

/// Says a verdict.
pub fn say(frame: &Frame, lang: Lang, verdict: &Verdict, zone: &TimeZone, now: Timestamp) -> Said {
    let (admitted, code, n, date) = match verdict {
        Verdict::Admitted { left } => (true, "admitted".to_owned(), left.unwrap_or_default(), None),
        Verdict::CannotKnow { reason } => (false, format!("unknown-{}", reason.code()), 0, None),
        Verdict::Refused { reason } => {
            let (n, date, ever) = parts(reason);
            (false, format!("{}{}", reason.code(), if ever { "_ever" } else { "" }), n, date)
        }
    };
    let date = date.map(|at| calendar::moment(lang, at, zone, now)).unwrap_or_default();
    let args = [("n", FluentValue::from(n)), ("date", FluentValue::from(date))];
    let text = message(frame, lang, &format!("access-refused-{code}"), &args);
    let todo = if admitted { String::new() } else { message(frame, lang, &format!("access-refused-{code}-do"), &args) };
    Said { admitted, code, text, todo }
}

/// The number and the date a refusal speaks of, and whether it holds for good where another of its name would end.
fn parts(reason: &Refusal) -> (u32, Option<Timestamp>, bool) {
    match *reason {
        Refusal::NotYet { from } | Refusal::NotYetOffered { from } => (0, Some(from), false),
        Refusal::Expired { since } | Refusal::OfferEnded { since } => (0, Some(since), false),
        Refusal::TooMany { admits } => (admits, None, false),
        Refusal::TooYoung { min } => (u32::from(min), None, false),
        Refusal::TooOld { max } => (u32::from(max), None, false),
        Refusal::SeatsTaken { waiting, .. } => (waiting, None, false),
        Refusal::QuotaSpent { quota, again } | Refusal::ViewsSpent { quota, again } => (quota, again, again.is_none()),
        Refusal::BudgetSpent { again } => (0, again, again.is_none()),
        _ => (0, None, false),
    }
}

/// Every name a verdict may be said under: what a test asks each language to have.
#[must_use]
pub fn every_code() -> Vec<String> {
    let mut codes = vec!["admitted".to_owned()];
    codes.extend(Refusal::CODES.iter().map(|code| (*code).to_owned()));
    codes.extend(["quota_spent_ever", "views_spent_ever", "budget_spent_ever"].map(str::to_owned));
    codes.extend(Doubt::CODES.iter().map(|code| format!("unknown-{code}")));
    codes
}
