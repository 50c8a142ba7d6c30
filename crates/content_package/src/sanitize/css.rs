//! Style sheets that fetch nothing from elsewhere.

use std::borrow::Cow;

use super::address::may_fetch;
use crate::xml::windows_1252;

/// A style sheet as it may be served, in UTF-8: `@import`s and `url(…)`s of other servers lead nowhere.
#[must_use]
pub fn css(bytes: &[u8]) -> Cow<'_, [u8]> {
    let text: Cow<'_, str> = match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(bytes.iter().map(|&byte| windows_1252(byte)).collect()),
    };
    match self::text(&text) {
        (_, false) if matches!(text, Cow::Borrowed(_)) => Cow::Borrowed(bytes),
        (cleaned, _) => Cow::Owned(cleaned.into_bytes()),
    }
}

/// The style sheet or declarations cleaned, and whether anything changed.
pub(super) fn text(source: &str) -> (String, bool) {
    let mut out = String::with_capacity(source.len());
    let mut changed = false;
    let mut at = 0;
    // How deep we are in functions that take addresses as strings, and whether an @import is being read.
    let mut fetching: Vec<bool> = Vec::new();
    let mut importing = false;
    while let Some(rest) = source.get(at..).filter(|rest| !rest.is_empty()) {
        if let Some(comment) = rest.strip_prefix("/*") {
            let length = comment.find("*/").map_or(rest.len(), |end| end + 4);
            out.push_str(&rest[..length]);
            at += length;
            continue;
        }
        let first = rest.chars().next().unwrap_or_default();
        if first == '"' || first == '\'' {
            let (length, value) = string(rest, first);
            let fetched = importing || fetching.last().copied().unwrap_or(false);
            if fetched && !may_fetch(&value) {
                out.push_str("\"about:invalid\"");
                changed = true;
            } else {
                out.push_str(&rest[..length]);
            }
            at += length;
            continue;
        }
        if first == '@' || first == '-' || first == '\\' || first == '_' || first.is_alphabetic() || !first.is_ascii() {
            let skip = usize::from(first == '@');
            let (length, name) = ident(&rest[skip..]);
            let length = length + skip;
            if first == '@' {
                importing = name == "import";
            }
            if length == 0 {
                out.push(first);
                at += first.len_utf8();
                continue;
            }
            let after = &rest[length..];
            if after.starts_with('(') && skip == 0 {
                if name == "url" || name == "src" {
                    let (used, value) = address(&after[1..]);
                    if may_fetch(&value) {
                        out.push_str(&rest[..length + 1 + used]);
                    } else {
                        out.push_str("url(\"about:invalid\")");
                        changed = true;
                    }
                    at += length + 1 + used;
                    continue;
                }
                if name == "expression" {
                    out.push_str("none(");
                    changed = true;
                } else {
                    out.push_str(&rest[..length + 1]);
                }
                fetching.push(name.ends_with("image-set") || name == "image" || name == "cross-fade");
                at += length + 1;
                continue;
            }
            if name == "-moz-binding" || name == "behavior" {
                out.push_str("x-none");
                changed = true;
            } else {
                out.push_str(&rest[..length]);
            }
            at += length;
            continue;
        }
        match first {
            '(' => fetching.push(fetching.last().copied().unwrap_or(false)),
            ')' => {
                fetching.pop();
            }
            ';' | '{' | '}' => importing = false,
            _ => {}
        }
        out.push(first);
        at += first.len_utf8();
    }
    (out, changed)
}

/// An identifier at the start: its length as written, and its letters in lower case with escapes read.
fn ident(text: &str) -> (usize, String) {
    let mut name = String::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if c == '\\' {
            let (length, read) = escaped(&text[at..]);
            if length == 0 {
                break;
            }
            name.push(read);
            at += length;
        } else if c.is_ascii_alphanumeric() || c == '-' || c == '_' || !c.is_ascii() {
            name.push(c);
            at += c.len_utf8();
        } else {
            break;
        }
    }
    (at, name.to_ascii_lowercase())
}

/// A string that begins with `quote`: its length as written, and what it says.
fn string(text: &str, quote: char) -> (usize, String) {
    let mut value = String::new();
    let mut at = 1;
    while let Some(c) = text[at..].chars().next() {
        if c == quote {
            return (at + 1, value);
        }
        if c == '\n' {
            // A bad string ends at its line.
            return (at, value);
        }
        if c == '\\' {
            let (length, read) = escaped(&text[at..]);
            if length > 0 {
                value.push(read);
                at += length;
                continue;
            }
            at += 1;
            // A line that goes on.
            at += text[at..].chars().next().map_or(0, char::len_utf8);
            continue;
        }
        value.push(c);
        at += c.len_utf8();
    }
    (text.len(), value)
}

/// What stands between the parentheses of `url(`, the closing one included: its length, and the address.
fn address(text: &str) -> (usize, String) {
    let blanks = text.len() - text.trim_start().len();
    let inner = &text[blanks..];
    if let Some(quote) = inner.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        let (length, value) = string(inner, quote);
        let rest = &inner[length..];
        let end = rest.find(')').map_or(rest.len(), |end| end + 1);
        return (blanks + length + end, value);
    }
    let mut value = String::new();
    let mut at = 0;
    while let Some(c) = inner[at..].chars().next() {
        if c == ')' {
            return (blanks + at + 1, value);
        }
        if c == '\\' {
            let (length, read) = escaped(&inner[at..]);
            if length > 0 {
                value.push(read);
                at += length;
                continue;
            }
        }
        value.push(c);
        at += c.len_utf8();
    }
    (text.len(), value)
}

/// An escape at the start (`\75 ` or `\u`): its length as written, and the character; nothing before a line's end.
fn escaped(text: &str) -> (usize, char) {
    let rest = &text[1..];
    let digits = rest.bytes().take(6).take_while(u8::is_ascii_hexdigit).count();
    if digits > 0 {
        let c = u32::from_str_radix(&rest[..digits], 16).ok().and_then(char::from_u32).unwrap_or('\u{fffd}');
        let blank = usize::from(rest[digits..].starts_with([' ', '\t', '\n', '\r']));
        return (1 + digits + blank, c);
    }
    match rest.chars().next() {
        None | Some('\n' | '\r') => (0, '\0'),
        Some(c) => (1 + c.len_utf8(), c),
    }
}
