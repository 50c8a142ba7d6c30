//! Lists in a sentence, as each language says them.

use fluent_bundle::{FluentArgs, FluentValue};
use shell::{Frame, Lang};

use crate::attribute::{Attribute, Attributes};

/// A message with texts in it; its name when it is missing, which a test forbids.
pub(super) fn message(frame: &Frame, lang: Lang, key: &str, args: &[(&'static str, &str)]) -> String {
    let mut fluent = FluentArgs::new();
    for (name, value) in args {
        fluent.set(*name, FluentValue::from((*value).to_owned()));
    }
    frame.messages().format(lang, key, Some(&fluent)).unwrap_or_else(|| key.to_owned())
}

/// What a vendor comes to know, and what it does not, each in one sentence.
pub(super) fn sentences(frame: &Frame, lang: Lang, vendor: &str, told: &Attributes) -> (String, String) {
    let name = |attribute: &Attribute| frame.messages().text(lang, &format!("vendors-knows-{}", attribute.code()));
    let known: Vec<String> = told.iter().map(name).collect();
    let knows = if known.is_empty() {
        message(frame, lang, "vendors-knows-nothing", &[("vendor", vendor)])
    } else {
        let list = join(&known, ", ", &frame.messages().text(lang, "vendors-and"));
        message(frame, lang, "vendors-knows", &[("vendor", vendor), ("list", &list)])
    };
    let names: Attributes =
        Attribute::ALL.into_iter().filter(|attribute| attribute.names() && !told.contains(attribute)).collect();
    let unknown: Vec<String> = names.iter().map(name).collect();
    let knows_not = if unknown.is_empty() {
        String::new()
    } else {
        let nor = frame.messages().text(lang, "vendors-nor");
        message(frame, lang, "vendors-knows-not", &[("list", &join(&unknown, &nor, &nor))])
    };
    (knows, knows_not)
}

fn join(parts: &[String], between: &str, last: &str) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [some @ .., end] => format!("{}{last}{end}", some.join(between)),
    }
}
