//! Small questions asked to a field, common to both formats.

use marc::Field;

use crate::wording::append_words;

/// The tag as a number; 0 when it is not three digits.
pub(crate) fn tag_number(field: &Field<'_>) -> u16 {
    let tag = field.tag().as_bytes();
    if tag.len() != 3 || !tag.iter().all(u8::is_ascii_digit) {
        return 0;
    }
    tag.iter().fold(0, |number, digit| number * 10 + u16::from(digit - b'0'))
}

/// The byte at `at` of a coded string; a blank when it is too short.
pub(crate) fn coded(text: &str, at: usize) -> u8 {
    text.as_bytes().get(at).copied().unwrap_or(b' ')
}

/// Words of one subfield, cleaned; empty when missing.
pub(crate) fn words_of(field: &Field<'_>, code: char) -> String {
    let mut out = String::new();
    if let Some(raw) = field.subfield(code) {
        append_words(raw, &mut out);
    }
    out
}

/// A heading and its subdivisions, joined by " -- ": `heads` make the heading itself, `subdivisions` follow.
pub(crate) fn heading(field: &Field<'_>, heads: &str, subdivisions: &str) -> String {
    let mut out = String::new();
    for (code, raw) in field.subfields() {
        let separator = if subdivisions.contains(code) {
            " -- "
        } else if heads.contains(code) {
            if code == 'f' || code == 'd' { " " } else { ", " }
        } else {
            continue;
        };
        let before = out.len();
        if before > 0 {
            out.push_str(separator);
        }
        let start = out.len();
        append_words(raw, &mut out);
        crate::wording::trim_isbd(&mut out, start);
        crate::wording::trim_full_stop(&mut out, start);
        if out.len() == start {
            out.truncate(before);
        }
    }
    out
}

/// Appends `text` to `list` unless it is empty or already there.
pub(crate) fn add_new(list: &mut Vec<String>, text: String) {
    if !text.is_empty() && !list.contains(&text) {
        list.push(text);
    }
}
