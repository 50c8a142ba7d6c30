//! The tree of an answer, read with little trust.
//!
//! Forgiven, because met in the field: an encoding other than the one declared, text encoded twice, lone `&`, unknown
//! entities, an XML declaration in the middle (Koha pastes a record's own). Not forgiven: unbalanced elements, nesting
//! without end, too many elements. No entity is ever declared or fetched.

use std::borrow::Cow;

use encoding_rs::WINDOWS_1252;
use quick_xml::Reader;
use quick_xml::escape::resolve_html5_entity;
use quick_xml::events::{BytesStart, Event};

use crate::Fault;

/// The largest answer read, in bytes. A record with two hundred copies and its MARCXML stays far below.
pub const LARGEST: usize = 4 << 20;
const DEEPEST: usize = 48;
const MOST_ELEMENTS: usize = 200_000;

/// An element, its namespace left out.
#[derive(Debug, Default)]
pub(crate) struct Element {
    pub(crate) name: String,
    attributes: Vec<(String, String)>,
    text: String,
    pub(crate) children: Vec<Element>,
}

impl Element {
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Its text, when it says something. Some systems write `null` for nothing.
    pub(crate) fn said(&self) -> Option<&str> {
        let text = self.text.trim();
        (!text.is_empty() && text != "null").then_some(text)
    }

    pub(crate) fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }

    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The first of the children so named that says something.
    pub(crate) fn first(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.children.iter().filter(|child| child.name == *name).find_map(Element::said))
    }

    pub(crate) fn text_of(&self, names: &[&str]) -> String {
        self.first(names).unwrap_or_default().to_owned()
    }
}

/// The root of an answer.
pub(crate) fn parse(bytes: &[u8]) -> Result<Element, Fault> {
    if bytes.len() > LARGEST {
        return Err(Fault::TooLarge { bytes: bytes.len() });
    }
    let text = decode(bytes);
    let text = text.trim_start_matches(|c: char| c == '\u{feff}' || c.is_whitespace());
    if text.is_empty() {
        return Err(Fault::Empty);
    }
    if let Some(title) = html_title(text) {
        return Err(Fault::Html { title });
    }
    if !text.starts_with('<') {
        return Err(malformed(format!("it begins with {:?}", text.chars().take(40).collect::<String>())));
    }
    let mut reader = Reader::from_str(text);
    reader.config_mut().allow_dangling_amp = true;
    let mut open = vec![Element::default()];
    let mut elements = 0_usize;
    loop {
        let event = reader.read_event().map_err(malformed)?;
        let depth = open.len();
        let Some(top) = open.last_mut() else { return Err(malformed("an element ends that was not begun")) };
        match event {
            Event::Start(start) => {
                elements += 1;
                if depth > DEEPEST || elements > MOST_ELEMENTS {
                    return Err(malformed("too many elements"));
                }
                open.push(element(&start));
            }
            Event::Empty(start) => {
                elements += 1;
                if elements > MOST_ELEMENTS {
                    return Err(malformed("too many elements"));
                }
                top.children.push(element(&start));
            }
            Event::End(_) => {
                let done = open.pop().map(mended);
                match (done, open.last_mut()) {
                    (Some(done), Some(parent)) => parent.children.push(done),
                    _ => return Err(malformed("an element ends that was not begun")),
                }
            }
            Event::Text(piece) => top.text.push_str(&piece.xml10_content()),
            Event::CData(piece) => top.text.push_str(&piece),
            Event::GeneralRef(reference) => match reference.resolve_char_ref() {
                Ok(Some(character)) => top.text.push(character),
                _ => match resolve_html5_entity(&reference) {
                    Some(known) => top.text.push_str(known),
                    None => {
                        top.text.push('&');
                        top.text.push_str(&reference);
                        top.text.push(';');
                    }
                },
            },
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    if open.len() != 1 {
        return Err(malformed("it is cut short"));
    }
    open.pop().and_then(|top| top.children.into_iter().next()).ok_or_else(|| malformed("it holds no element"))
}

fn malformed(why: impl ToString) -> Fault {
    Fault::Malformed { why: why.to_string() }
}

fn element(start: &BytesStart<'_>) -> Element {
    let attributes = start
        .attributes()
        .with_checks(false)
        .filter_map(Result::ok)
        .map(|attribute| (attribute.key.local_name().as_ref().to_owned(), attribute.value.to_string()))
        .collect();
    Element { name: start.local_name().as_ref().to_owned(), attributes, ..Element::default() }
}

/// UTF-8 where the bytes are, whatever the declaration says (Koha long declared ISO 8859-1 and sent UTF-8); Windows-1252, of
/// which ISO 8859-1 is a part, otherwise.
fn decode(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => WINDOWS_1252.decode(bytes).0,
    }
}

/// Text encoded twice (`BibliothÃ¨que`) put right. Nothing else is touched: a text that is UTF-8 once its characters are taken
/// for Windows-1252 bytes was no text before.
fn mended(mut element: Element) -> Element {
    if element.text.contains(['Ã', 'Â', 'Å', 'â']) {
        let (bytes, _, unmappable) = WINDOWS_1252.encode(&element.text);
        if !unmappable && let Ok(text) = std::str::from_utf8(&bytes) {
            element.text = text.to_owned();
        }
    }
    element
}

fn html_title(text: &str) -> Option<String> {
    let head: String = text.chars().take(400).collect::<String>().to_ascii_lowercase();
    let page = head.starts_with("<!doctype html") || head.starts_with("<html") || {
        // An XHTML page begins as XML does.
        head.starts_with("<?xml") && head.contains("<html")
    };
    if !page {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    let title = lower.find("<title").and_then(|at| {
        let begin = at + lower[at..].find('>')? + 1;
        let end = begin + lower[begin..].find("</")?;
        text.get(begin..end)
    });
    Some(title.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ").chars().take(120).collect())
}

/// Appends `<name>text</name>`, escaped; characters XML cannot carry are left out.
pub(crate) fn push(out: &mut String, name: &str, text: &str) {
    out.push('<');
    out.push_str(name);
    out.push('>');
    push_text(out, text);
    out.push_str("</");
    out.push_str(name);
    out.push_str(">\n");
}

pub(crate) fn push_text(out: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\r' => out.push_str("&#13;"),
            '\t' | '\n' => out.push(character),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => out.push(character),
        }
    }
}
