//! Words that take numbers, for pages of the wing. What a door says is said by [`access::said`].

use fluent_bundle::{FluentArgs, FluentValue};
use shell::{Frame, Lang};

pub use access::said::{Said, every_code, say};

/// A message with numbers and texts in it; its name when it is missing, which a test forbids.
pub fn message(frame: &Frame, lang: Lang, key: &str, args: &[(&'static str, FluentValue<'_>)]) -> String {
    let mut fluent = FluentArgs::new();
    for (name, value) in args {
        fluent.set(*name, value.clone());
    }
    frame.messages().format(lang, key, Some(&fluent)).unwrap_or_else(|| key.to_owned())
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
