//! Addresses in documents, read as browsers read them.

use crate::href;

/// The address without what browsers pass over: blanks, controls, and which way its slashes lean.
fn bare(value: &str) -> String {
    value.chars().filter(|c| !c.is_control() && !c.is_whitespace()).map(|c| if c == '\\' { '/' } else { c }).collect()
}

/// Whether following it would run something.
pub(super) fn runs(value: &str) -> bool {
    let start: String = bare(value).chars().take(12).collect::<String>().to_ascii_lowercase();
    start.starts_with("javascript:") || start.starts_with("vbscript:") || start.starts_with("livescript:")
}

/// Whether an address may be fetched by a document: of the package, or held in the address itself and harmless.
pub(super) fn may_fetch(value: &str) -> bool {
    let value = bare(value);
    let lower: String = value.chars().take(32).collect::<String>().to_ascii_lowercase();
    if let Some(data) = lower.strip_prefix("data:") {
        return !data.starts_with("image/svg")
            && ["image/", "font/", "audio/", "video/", "application/font", "application/x-font"]
                .iter()
                .any(|kind| data.starts_with(kind));
    }
    !value.starts_with("//") && !href::has_scheme(value.split(['/', '?', '#']).next().unwrap_or_default())
}

/// Whether an address may be followed by a reader.
pub(super) fn may_follow(value: &str) -> bool {
    let value = bare(value);
    let first = value.split(['/', '?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    !href::has_scheme(&first) || ["http:", "https:", "mailto:", "tel:"].iter().any(|scheme| first.starts_with(scheme))
}
