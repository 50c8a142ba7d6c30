//! Verdicts in words: each refusal has a sentence said aloud, and a sentence on what can be done.

use access::{Refusal, Verdict};
use fluent_bundle::{FluentArgs, FluentValue};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;
use shell::{Frame, Lang, calendar};

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
pub fn message(frame: &Frame, lang: Lang, key: &str, args: &[(&'static str, FluentValue<'_>)]) -> String {
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
    let text = message(frame, lang, &format!("mediatheque-refused-{code}"), &args);
    let todo =
        if admitted { String::new() } else { message(frame, lang, &format!("mediatheque-refused-{code}-do"), &args) };
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
    codes.extend(access::Doubt::CODES.iter().map(|code| format!("unknown-{code}")));
    codes
}

/// A length as people say it: "1 h 52", "8 min".
#[must_use]
pub fn length(seconds: i64) -> String {
    let minutes = (seconds + 30) / 60;
    if minutes >= 60 {
        format!("{}\u{a0}h\u{a0}{:02}", minutes / 60, minutes % 60)
    } else if seconds < 60 {
        format!("{seconds}\u{a0}s")
    } else {
        format!("{minutes}\u{a0}min")
    }
}
