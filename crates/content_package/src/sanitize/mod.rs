//! Documents of books as they may be shown: nothing that runs, nothing fetched from elsewhere.
//!
//! What is kept is kept byte for byte: tokens are copied as they are written, and only those that must change are
//! rewritten. The answer is always read as XML (`application/xhtml+xml`, `image/svg+xml`), so that a browser reads the
//! same elements as we do; a file that is not well formed is refused, never half cleaned. This is one of three walls: such
//! documents are also served under a policy that forbids scripts, in a sandbox.
//!
//! Removed: `script`, `iframe`, `frame`, `embed`, `applet`, `foreignObject`, `base`, refreshing `meta`s, and SVG animations
//! of addresses, with what they hold; the tags of `form` and `object` around what they hold; every `on…` attribute,
//! `srcdoc`, `formaction`, `ping` and `xml:base`; addresses that run (`javascript:`), that hold documents (`data:` but
//! images, sounds, films and fonts), or that fetch from another server, links to follow excepted; processing instructions
//! and declared entities.

mod address;
mod css;

use std::borrow::Cow;
use std::fmt::Write as _;

use quick_xml::Reader;
use quick_xml::escape::{resolve_html5_entity, resolve_xml_entity};
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, Event};

use crate::Fault;
use crate::xml::{decode, local};

use address::{may_fetch, may_follow, runs};
pub use css::css;

/// Which rules [`document`] and [`css`] follow: changes when they do, so that what is kept by browsers is asked again.
pub const VERSION: u32 = 1;

/// Elements that go with all they hold.
const DROPPED: &[&str] = &[
    "script",
    "iframe",
    "frame",
    "frameset",
    "embed",
    "applet",
    "foreignobject",
    "base",
    "portal",
    "fencedframe",
    "handler",
    "listener",
    "input",
    "button",
    "select",
    "textarea",
];
/// Elements that go, and what they hold stays.
const UNWRAPPED: &[&str] = &["form", "object"];
/// SVG animations, by which an address or a handler could be written after the fact.
const ANIMATIONS: &[&str] = &["animate", "set", "animatemotion", "animatetransform", "animatecolor"];
/// Attributes that go whatever they hold.
const FORBIDDEN: &[&str] =
    &["srcdoc", "formaction", "ping", "manifest", "codebase", "classid", "archive", "http-equiv"];

/// An XHTML or SVG document as it may be shown, in UTF-8.
///
/// # Errors
/// [`Fault::Malformed`] when it is not well-formed XML.
pub fn document<'a>(path: &str, bytes: &'a [u8]) -> Result<Cow<'a, [u8]>, Fault> {
    let text = decode(path, bytes)?;
    let mut out = String::with_capacity(text.len());
    let mut reader = Reader::from_str(&text);
    reader.config_mut().check_comments = true;
    let mut from = 0;
    // How many elements are open inside one that is left out.
    let mut skipped = 0_usize;
    let mut open: Vec<Seen> = Vec::new();
    loop {
        let event = reader.read_event().map_err(|error| Fault::malformed(path, error))?;
        let to = usize::try_from(reader.buffer_position()).unwrap_or(text.len()).min(text.len());
        let raw = text.get(from..to).unwrap_or_default();
        from = to;
        match event {
            Event::Eof => break,
            Event::Start(start) => {
                let seen = if skipped > 0 { Seen::Dropped } else { see(path, &start)? };
                match seen {
                    Seen::Dropped => skipped += 1,
                    Seen::Unwrapped => {}
                    Seen::Kept => push_tag(path, &start, raw, &mut out)?,
                    Seen::Style => {
                        push_tag(path, &start, raw, &mut out)?;
                        from = push_style(path, &mut reader, &text, &mut out)?;
                        continue;
                    }
                }
                open.push(seen);
            }
            Event::Empty(start) => {
                if skipped == 0 && matches!(see(path, &start)?, Seen::Kept | Seen::Style) {
                    push_tag(path, &start, raw, &mut out)?;
                }
            }
            Event::End(_) => match open.pop() {
                Some(Seen::Dropped) => skipped -= 1,
                Some(Seen::Unwrapped) => {}
                Some(Seen::Kept | Seen::Style) => out.push_str(raw),
                None => return Err(Fault::malformed(path, "une fin d’élément est de trop")),
            },
            _ if skipped > 0 => {}
            Event::Text(_) | Event::CData(_) | Event::Comment(_) => out.push_str(raw),
            Event::GeneralRef(reference) => push_reference(&reference, raw, &mut out),
            // What a file says of its encoding is no longer so.
            Event::Decl(_) => out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"),
            // Entities declared here could hold what we take out below.
            Event::DocType(_) if raw.contains('[') => out.push_str("<!DOCTYPE html>"),
            Event::DocType(_) => out.push_str(raw),
            Event::PI(_) => {}
        }
    }
    if !open.is_empty() {
        return Err(Fault::malformed(path, "un élément n’est pas fermé"));
    }
    if out.as_bytes() == bytes {
        return Ok(Cow::Borrowed(bytes));
    }
    Ok(Cow::Owned(out.into_bytes()))
}

/// What becomes of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seen {
    Kept,
    Style,
    Unwrapped,
    Dropped,
}

fn see(path: &str, start: &BytesStart<'_>) -> Result<Seen, Fault> {
    let name = start.name();
    let name: &str = name.as_ref();
    // A name we would not read as a browser does must not go through.
    if !name.chars().all(|c| c.is_alphanumeric() || matches!(c, ':' | '_' | '-' | '.') || !c.is_ascii()) {
        return Err(Fault::malformed(path, format!("« {name} » n’est pas un nom d’élément")));
    }
    let name = local(name).to_ascii_lowercase();
    if DROPPED.contains(&name.as_str()) {
        return Ok(Seen::Dropped);
    }
    if UNWRAPPED.contains(&name.as_str()) {
        return Ok(Seen::Unwrapped);
    }
    if ANIMATIONS.contains(&name.as_str()) {
        let target = value_of(path, start, "attributename")?.unwrap_or_default();
        let target = local(&target).trim().to_ascii_lowercase();
        if target == "href" || target == "src" || target == "style" || target.starts_with("on") {
            return Ok(Seen::Dropped);
        }
    }
    if name == "meta" && value_of(path, start, "http-equiv")?.is_some() {
        return Ok(Seen::Dropped);
    }
    if name == "link" {
        let rel = value_of(path, start, "rel")?.unwrap_or_default().to_ascii_lowercase();
        if rel.split_ascii_whitespace().any(|word| word != "stylesheet" && word != "alternate" && word != "icon") {
            return Ok(Seen::Dropped);
        }
    }
    Ok(if name == "style" { Seen::Style } else { Seen::Kept })
}

/// The value of an attribute by its name in lower case, without a prefix.
fn value_of(path: &str, start: &BytesStart<'_>, name: &str) -> Result<Option<String>, Fault> {
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| Fault::malformed(path, error))?;
        if local(attribute.key.as_ref()).eq_ignore_ascii_case(name) {
            return Ok(Some(plain(&attribute)));
        }
    }
    Ok(None)
}

/// What a browser will read in the value as we write it: references to what nobody knows are left out there too.
fn plain(attribute: &Attribute<'_>) -> String {
    let mut rest = attribute.value.as_ref();
    let mut out = String::with_capacity(rest.len());
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let Some(end) = rest.find(';') else {
            out.push('&');
            continue;
        };
        let name = &rest[..end];
        if let Some(number) = name.strip_prefix('#') {
            out.extend(character(number));
        } else {
            out.push_str(resolve_html5_entity(name).unwrap_or_default());
        }
        rest = &rest[end + 1..];
    }
    out.push_str(rest);
    out
}

fn character(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => number.parse(),
    };
    code.ok().and_then(char::from_u32)
}

/// Writes a tag: as it is when nothing of it changes.
fn push_tag(path: &str, start: &BytesStart<'_>, raw: &str, out: &mut String) -> Result<(), Fault> {
    let name = start.name();
    let name: &str = name.as_ref();
    let element = local(name).to_ascii_lowercase();
    let mut kept: Vec<(String, String)> = Vec::new();
    let mut changed = false;
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| Fault::malformed(path, error))?;
        let key: &str = attribute.key.as_ref();
        match clean(&element, key, &attribute) {
            Clean::As => kept.push((key.to_owned(), attribute.value.to_string())),
            Clean::Other(value) => {
                changed = true;
                kept.push((key.to_owned(), value));
            }
            Clean::Gone => changed = true,
        }
    }
    if !changed {
        out.push_str(raw);
        return Ok(());
    }
    out.push('<');
    out.push_str(name);
    for (key, value) in kept {
        let quote = if value.contains('"') { '\'' } else { '"' };
        // Writing to a String cannot fail.
        let _ = write!(out, " {key}={quote}{value}{quote}");
    }
    out.push_str(if raw.ends_with("/>") { "/>" } else { ">" });
    Ok(())
}

enum Clean {
    As,
    Other(String),
    Gone,
}

fn clean(element: &str, key: &str, attribute: &Attribute<'_>) -> Clean {
    let name = local(key).to_ascii_lowercase();
    let value = plain(attribute);
    if name.starts_with("on") || FORBIDDEN.contains(&name.as_str()) || key.eq_ignore_ascii_case("xml:base") {
        return Clean::Gone;
    }
    if key == "xmlns" || key.starts_with("xmlns:") {
        return as_written(attribute);
    }
    if name == "style" {
        let (cleaned, changed) = css::text(&value);
        return if changed { Clean::Other(escape(&cleaned)) } else { as_written(attribute) };
    }
    let followed = matches!(element, "a" | "area") && name == "href";
    let address = matches!(
        name.as_str(),
        "href"
            | "src"
            | "poster"
            | "data"
            | "action"
            | "background"
            | "longdesc"
            | "cite"
            | "srcset"
            | "imagesrcset"
            | "lowsrc"
            | "dynsrc"
            | "profile"
            | "usemap"
            | "icon"
            | "from"
            | "to"
            | "values"
            | "by"
    );
    if name == "srcset" || name == "imagesrcset" {
        let outside = value.split(',').any(|one| !may_fetch(one.trim_start()));
        return if outside { Clean::Gone } else { as_written(attribute) };
    }
    // A value that would run is nowhere at home, whatever the attribute is called.
    if runs(&value) || (address && !followed && !may_fetch(&value)) || (followed && !may_follow(&value)) {
        return Clean::Gone;
    }
    // SVG's presentation attributes hold addresses too: fill="url(http://…)".
    if value.contains("url") || value.contains('\\') {
        let (cleaned, changed) = css::text(&value);
        if changed {
            return Clean::Other(escape(&cleaned));
        }
    }
    as_written(attribute)
}

/// The value as it is written, but for named entities, which nothing declares any more.
fn as_written(attribute: &Attribute<'_>) -> Clean {
    let raw = attribute.value.as_ref();
    if !raw.contains('&') {
        return Clean::As;
    }
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let Some(end) = rest.find(';') else {
            out.push_str("&amp;");
            continue;
        };
        let name = &rest[..end];
        if name.starts_with('#') || resolve_xml_entity(name).is_some() {
            let _ = write!(out, "&{name};");
        } else if let Some(text) = resolve_html5_entity(name) {
            push_numbers(text, &mut out);
        }
        rest = &rest[end + 1..];
    }
    out.push_str(rest);
    if out == raw { Clean::As } else { Clean::Other(out) }
}

fn push_reference(reference: &str, raw: &str, out: &mut String) {
    if reference.starts_with('#') || resolve_xml_entity(reference).is_some() {
        out.push_str(raw);
    } else if let Some(text) = resolve_html5_entity(reference) {
        push_numbers(text, out);
    }
}

fn push_numbers(text: &str, out: &mut String) {
    for c in text.chars() {
        let _ = write!(out, "&#{};", u32::from(c));
    }
}

/// Reads to the end of a `style` element, its end tag included. Gives where the reader is.
fn push_style(path: &str, reader: &mut Reader<&[u8]>, text: &str, out: &mut String) -> Result<usize, Fault> {
    let start = usize::try_from(reader.buffer_position()).unwrap_or(text.len());
    let mut style = String::new();
    let mut end = start;
    loop {
        let event = reader.read_event().map_err(|error| Fault::malformed(path, error))?;
        let to = usize::try_from(reader.buffer_position()).unwrap_or(text.len()).min(text.len());
        match event {
            Event::Text(piece) => style.push_str(&piece.xml10_content()),
            Event::CData(piece) => style.push_str(&piece.into_inner()),
            Event::GeneralRef(reference) => match reference.resolve_char_ref() {
                Ok(Some(c)) => style.push(c),
                _ => style.push_str(resolve_html5_entity(&reference).unwrap_or_default()),
            },
            Event::End(_) => {
                let raw = text.get(start..end).unwrap_or_default();
                let (cleaned, changed) = css::text(&style);
                if changed || raw.contains('&') {
                    out.push_str(&escape(&cleaned));
                } else {
                    out.push_str(raw);
                }
                out.push_str(text.get(end..to).unwrap_or_default());
                return Ok(to);
            }
            Event::Comment(_) | Event::PI(_) => {}
            Event::Start(_) | Event::Empty(_) => {
                return Err(Fault::malformed(path, "un élément dans une feuille de style"));
            }
            Event::Eof | Event::Decl(_) | Event::DocType(_) => {
                return Err(Fault::malformed(path, "une feuille de style n’est pas fermée"));
            }
        }
        end = to;
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
